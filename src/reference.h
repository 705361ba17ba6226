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

/* The same in HTML, as its standard has it (13.2.5.72 on); `attribute`: in the value of one. */
bool tn_reference_scan_html(const unsigned char *p, const unsigned char *end, bool attribute,
                            struct tn_reference *r);

#endif
