/* piece.h - one text by several handles: is what one of them knows at the end of its piece what the next one took for
 * granted at the beginning of its own? */
#ifndef TN_PIECE_H
#define TN_PIECE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "block.h"
#include "line.h"

enum {
    TN_MARK_NUMBERS = 96,  /* of a mark, at most */
    TN_MARK_UNREAD = 8192, /* input that waits for more, at most: else it is something that spans the place */
    TN_MARK_PASSAGES = 2 * TN_PASSAGE_LONGEST
};

/* All that what a handle writes and counts from some place on depends on, but for the input from there on: two handles
 * with equal marks go on alike.  What is only remembered for speed has no part in it. */
struct tn_mark {
    bool usable; /* the place is one where a piece may begin */
    size_t count;
    uint64_t number[TN_MARK_NUMBERS];
    size_t passages; /* bytes of the passages that echoes are compared with */
    size_t line;     /* bytes of the line at hand */
    size_t unread;   /* bytes of input that wait for more */
    unsigned char passage[TN_MARK_PASSAGES];
    unsigned char text[TN_LINE_LOOKBACK], from[TN_LINE_LOOKBACK];
    unsigned char bytes[TN_MARK_UNREAD];
};

#endif
