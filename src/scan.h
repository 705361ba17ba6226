/* scan.h - finds the end of plain text, many bytes at a time. */
#ifndef TN_SCAN_H
#define TN_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TN_SCAN_SLACK = 64 }; /* bytes behind those that are written, which may be overwritten, too */

/* White space at the front of some text: spaces, tabs and line feeds. */
struct tn_white {
    size_t length; /* all of it */
    size_t feeds;  /* line feeds in it */
    size_t start;  /* behind the last one of them */
};

/* A stretch of a JSON string that was decoded. */
struct tn_decoded {
    size_t read;    /* bytes of it, */
    size_t written; /* and of the text that they stand for */
};

/* What a vector unit does.  Every one gives the same answers. */
struct tn_scanner {
    const char *name;
    /* Length of the longest prefix of the `length` bytes at p that is plain: printable ASCII but for & ; < >
     * and for a space next to a space.  `after_space` says that what stands before p counts as a space.  It is copied
     * to `out`, which has room for `length` and TN_SCAN_SLACK. */
    size_t (*plain)(const unsigned char *p, size_t length, bool after_space, unsigned char *out);
    /* The white space at the front of the `length` bytes at p. */
    struct tn_white (*white)(const unsigned char *p, size_t length);
    /* Length of the longest prefix that a JSON string holds as it is: no control, quote or backslash. */
    size_t (*string)(const unsigned char *p, size_t length);
    /* Decodes as much of the `length` bytes of a JSON string at p as needs no token: plain stretches and escapes of
     * one letter.  `out` has room for `length` and TN_SCAN_SLACK. */
    struct tn_decoded (*decode)(const unsigned char *p, size_t length, unsigned char *out);
    /* Writes `length` bytes of text as a part of a JSON string, with quote, backslash and controls escaped; of controls
     * there is only the line feed.  `out` has room for 2 * length and TN_SCAN_SLACK.  Returns the bytes written. */
    size_t (*encode)(const unsigned char *p, size_t length, unsigned char *out);
};

/* Is c plain but for the question of double spaces? */
static inline bool tn_is_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x7F && c != '&' && c != ';' && c != '<' && c != '>';
}

/* The best for the machine at hand. */
const struct tn_scanner *tn_scanner_choose(void);

/* All that the machine at hand has, the best first; NULL behind the last.  For tests. */
const struct tn_scanner *tn_scanner_usable(size_t i);

/* The obvious one, for every machine and as an oracle for tests. */
extern const struct tn_scanner tn_scanner_portable;

#endif
