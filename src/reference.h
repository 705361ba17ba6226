/* reference.h - character references: what stands for a character and for which.  lexer/reference.re */
#ifndef TN_REFERENCE_H
#define TN_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>

enum {
    TN_REFERENCE_WANTED =
        48 /* bytes at hand that settle whether there is one: the longest, and what follows */
};

struct tn_reference {
    size_t length; /* of the reference */
    size_t text_length;
    unsigned char text[8]; /* what it stands for: two code points at most */
};

/* Is there one at the `&` at p?  The text ends at `end`, where a NUL stands. */
bool tn_reference_scan(const unsigned char *p, const unsigned char *end, struct tn_reference *r);

/* Does the reference at p stand for what it says inside of an address?  A query is written `?a=1&copy=2`, so only the ampersand
 * itself does there, and with its semicolon what can be no part of an address (RFC 3986, 2), but ends it: quotes and angle
 * brackets of escaped markup, white space. */
static inline bool tn_reference_is_known_in_address(const unsigned char *p, const struct tn_reference *r)
{
    const unsigned char *c = r->text;
    if (c[0] == '&') return true;
    if (p[r->length - 1] != ';') return false;
    return c[0] <= ' ' || c[0] == '"' || c[0] == '<' || c[0] == '>' || (c[0] == 0xC2 && c[1] == 0xA0) ||
           (c[0] == 0xE2 && c[1] == 0x80 && c[2] <= 0x8A); /* U+00A0, U+2000 to U+200A */
}

/* Is there one in HTML, as its standard has it (13.2.5.72 on); `attribute`: in the value of one. */
bool tn_reference_scan_html(const unsigned char *p, const unsigned char *end, bool attribute,
                            struct tn_reference *r);

/* Writes text[0, length), behind which a NUL stands, with its references decoded as in a page; `out` has room for twice as much:
 * `&nGt;` stands for more bytes than it has.  Returns the length of what is written. */
size_t tn_reference_decode_html(const unsigned char *text, size_t length, bool attribute, unsigned char *out);

#endif
