/* scan.h - finds the end of plain text, many bytes at a time. */
#ifndef TN_SCAN_H
#define TN_SCAN_H

#include <stdbool.h>
#include <stddef.h>

/* White space at the front of some text: spaces, tabs and line feeds. */
struct tn_white {
    size_t length; /* all of it */
    size_t feeds;  /* line feeds in it */
    size_t start;  /* behind the last one of them */
};

/* What a vector unit does.  Every one gives the same answers. */
struct tn_scanner {
    const char *name;
    /* Length of the longest prefix of the `length` bytes at p that is plain: printable ASCII but for & ; < >
     * and for a space next to a space.  `after_space` says that what stands before p counts as a space. */
    size_t (*plain)(const unsigned char *p, size_t length, bool after_space);
    /* The white space at the front of the `length` bytes at p. */
    struct tn_white (*white)(const unsigned char *p, size_t length);
    /* Length of the longest prefix that a JSON string holds as it is: no control, quote or backslash. */
    size_t (*string)(const unsigned char *p, size_t length);
};

/* Is c plain but for the question of double spaces? */
static inline bool tn_is_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x7F && c != '&' && c != ';' && c != '<' && c != '>';
}

/* The best for the machine at hand. */
const struct tn_scanner *tn_scanner_choose(void);

/* The obvious one, for every machine and as an oracle for tests. */
extern const struct tn_scanner tn_scanner_portable;

#endif
