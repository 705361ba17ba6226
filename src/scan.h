/* scan.h - finds the end of plain text, many bytes at a time. */
#ifndef TN_SCAN_H
#define TN_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "letters.h"

enum {
    TN_SCAN_SLACK = 64, /* bytes behind those that are written, which may be overwritten, too */
    TN_SCAN_SHORT = 20  /* a line is short if it has fewer */
};

/* memcpy(3) for what mostly is short, where TN_SCAN_SLACK bytes behind either may be touched: how short is not asked,
 * as hardly any two in a row are alike. */
static inline void tn_copy(unsigned char *to, const unsigned char *from, size_t length)
{
    if (length <= TN_SCAN_SLACK)
        memcpy(to, from, TN_SCAN_SLACK);
    else
        memcpy(to, from, length);
}

/* TN_SCAN_SLACK ones and as many zeros: from the one with number TN_SCAN_SLACK - n on, there are n ones before the zeros. */
extern const unsigned char tn_first[2 * TN_SCAN_SLACK];

/* White space at the front of some text: spaces, tabs, line feeds, and a CR before one of these. */
struct tn_white {
    size_t length;  /* all of it */
    size_t feeds;   /* line feeds in it */
    size_t start;   /* behind the last one of them */
    size_t returns; /* CRs in it */
};

/* A stretch of a JSON string that was decoded. */
struct tn_decoded {
    size_t read;    /* bytes of it, */
    size_t written; /* and of the text that they stand for */
};

enum { TN_SCAN_BLOCK = 64 }; /* bytes that are told apart at once */

/* What the bytes of a block are, a bit for each. */
struct tn_scan_bits {
    uint64_t feeds;
    uint64_t tabs;
    uint64_t spaces;
    uint64_t plain; /* as in tn_is_plain() */
};

_Static_assert(TN_SCAN_SHORT == 8 + 8 + 4, "so many bytes are too long a line");

/* The block begins with short lines that are plain, of one byte at least and without a space at either end: the line feeds
 * that end these, until there is another line. */
static inline uint64_t tn_short_lines(struct tn_scan_bits is)
{
    uint64_t begins = is.feeds << 1 | 1, text = ~is.feeds;
    uint64_t two = text & text >> 1, four = two & two >> 2,
             eight = four & four >> 4; /* in a row from here on */
    uint64_t too_long = eight & eight >> 8 & four >> 16;
    uint64_t other = ~(is.plain | is.feeds) | ((is.spaces | is.feeds) & (begins | is.spaces << 1));
    uint64_t rest = too_long | other;
    return is.feeds & ((rest & -rest) - 1);
}

/* What a vector unit does.  Every one gives the same answers. */
struct tn_scanner {
    const char *name;
    /* Length of the longest prefix of the `length` bytes at p that is plain: printable ASCII but for & ; < >
     * and for a space next to a space.  `after_space` says that what stands before p counts as a space.  With `wide`
     * it goes on over characters of tn_wide_length().  It is copied to `out`, which has room for `length` and
     * TN_SCAN_SLACK. */
    size_t (*plain)(const unsigned char *p, size_t length, bool after_space, bool wide, unsigned char *out);
    /* The white space at the front of the `length` bytes at p. */
    struct tn_white (*white)(const unsigned char *p, size_t length);
    /* Tells the TN_SCAN_BLOCK bytes at p apart. */
    struct tn_scan_bits (*tell_apart)(const unsigned char *p);
    /* How many of the `length` bytes at p are c; TN_SCAN_SLACK bytes behind them can be read. */
    size_t (*count)(const unsigned char *p, size_t length, unsigned char c);
    /* Length of the longest prefix that a JSON string holds as it is: no control, quote or backslash. */
    size_t (*string)(const unsigned char *p, size_t length);
    /* Decodes as much of the `length` bytes of a JSON string at p as needs no token: plain stretches and escapes of
     * one letter.  `out` has room for `length` and TN_SCAN_SLACK. */
    struct tn_decoded (*decode)(const unsigned char *p, size_t length, unsigned char *out);
    /* Writes `length` bytes of text as a part of a JSON string, with quote, backslash and controls escaped; of controls
     * there is only the line feed.  `out` has room for 2 * length and TN_SCAN_SLACK.  Returns the bytes written. */
    size_t (*encode)(const unsigned char *p, size_t length, unsigned char *out);
};

/* The best for the machine at hand. */
const struct tn_scanner *tn_scanner_choose(void);

/* All that the machine at hand has, the best first; NULL behind the last.  For tests. */
const struct tn_scanner *tn_scanner_usable(size_t i);

/* The obvious one, for every machine and as an oracle for tests. */
extern const struct tn_scanner tn_scanner_portable;

#endif
