/* scan.h - finds the end of plain text, many bytes at a time. */
#ifndef TN_SCAN_H
#define TN_SCAN_H

#include <stdbool.h>
#include <stddef.h>

/* Length of the longest prefix of the `length` bytes at p that is plain: printable ASCII but for & ; < > and
 * for a space next to a space.  `after_space` says that what stands before p counts as a space.  Every
 * implementation gives the same answer. */
typedef size_t tn_scan(const unsigned char *p, size_t length, bool after_space);

/* Is c plain but for the question of double spaces? */
static inline bool tn_is_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x7F && c != '&' && c != ';' && c != '<' && c != '>';
}

/* The best for the machine at hand; *name is set to its name. */
tn_scan *tn_scan_choose(const char **name);

/* The obvious one, for every machine and as an oracle for tests. */
size_t tn_scan_portable(const unsigned char *p, size_t length, bool after_space);

/* White space at the front of the `length` bytes at p: spaces, tabs and line feeds. */
struct tn_white {
    size_t length; /* all of it */
    size_t feeds;  /* line feeds in it */
    size_t start;  /* behind the last one of them */
};

struct tn_white tn_scan_white(const unsigned char *p, size_t length);

#endif
