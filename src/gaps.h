/* gaps.h - whether the empty lines before a line of a text tell of a page: its source has runs of them, as no author writes. */
#ifndef TN_GAPS_H
#define TN_GAPS_H

#include <stddef.h>
#include <stdint.h>

#include "lines.h"

enum { TN_GAPS_NEAR = 8 * TN_BATCH }; /* lines after which a large gap is forgotten */

/* A gap is one more than the empty lines.  Large are those of more than TN_LINES_GAP. */
struct tn_gaps {
    uint64_t last;       /* before the line that came last */
    uint64_t large;      /* the last large one near, or 0; */
    size_t since_large;  /* lines since that, */
    size_t since_unlike; /* and since two of them were not alike, or enough */
};

/* None were seen. */
static inline void tn_gaps_clear(struct tn_gaps *gaps)
{
    *gaps = (struct tn_gaps){.since_unlike = TN_LINES_SHAPED};
}

/* What does the gap before a line tell?  Where all lines stand as far apart, that is how the text is written. */
static inline enum tn_shaped tn_gaps_tell(const struct tn_gaps *gaps, uint64_t gap)
{
    if (gap <= TN_LINES_GAP || gap == gaps->last) return TN_SHAPED_NOT;
    bool varied = gaps->since_unlike < TN_LINES_SHAPED || (gaps->large > 0 && gap != gaps->large);
    return varied ? TN_SHAPED_VARIED : TN_SHAPED_ALIKE;
}

/* The line comes. */
static inline void tn_gaps_add(struct tn_gaps *gaps, uint64_t gap)
{
    gaps->last = gap;
    gaps->since_unlike += gaps->since_unlike < TN_LINES_SHAPED;
    if (gap > TN_LINES_GAP) {
        if (gaps->large > 0 && gap != gaps->large) gaps->since_unlike = 0;
        gaps->large = gap;
        gaps->since_large = 0;
    } else if (gaps->large > 0 && ++gaps->since_large > TN_GAPS_NEAR) {
        gaps->large = gaps->since_large = 0;
    }
}

#endif
