/* filter.h - which lines are the text of a page, and which its furniture.
 *
 * A line is weighed by what it looks like (shape.h) and by the lines around it, up to TN_FILTER_REACH of them on either
 * side; so lines wait here, between commit and block, until those that follow them are known. */
#ifndef TN_FILTER_H
#define TN_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "account.h"
#include "block.h"
#include "furniture.h"
#include "html_words.h"
#include "shape.h"

struct tnorm;

enum {
    TN_FILTER_REACH = 40,        /* lines before and behind a line that are looked at */
    TN_FILTER_LINES = 128,       /* lines at hand, a power of two, > 2 * TN_FILTER_REACH */
    TN_FILTER_TEXT = 256 * 1024, /* bytes of lines that wait; if there are more, they wait for fewer others */
    TN_FILTER_NEAR = 3,          /* lines on either side whose shapes count by themselves */
    TN_FILTER_WINDOWS = 4,       /* windows in which lines are summed up */
    TN_FILTER_SEEN = 256,        /* lines that are remembered, to see repetitions */
    TN_FILTER_PAGE = 2 + TN_AROUND_BITS, /* what only pages tell */
    TN_FILTER_FEATURES = TN_SHAPE_NUMBERS + 1 + 2 * TN_FILTER_NEAR * 8 + 2 * TN_FILTER_WINDOWS * 4 + 6 +
                         TN_FURNITURE_KINDS * 3 + TN_FILTER_PAGE
};

/* Sums over all lines up to one of them. */
struct tn_filter_sums {
    uint64_t letters, prose, blank, shaped, furniture;
};

struct tn_filter_line {
    struct tn_shape shape;
    struct tn_filter_sums sums;
    struct tn_html_place place; /* of pages */
    uint8_t depth;              /* open elements */
    uint8_t kinds;              /* of words of furniture, if it is mostly these */
    bool prose;                 /* it is long and ends as sentences do */
    struct tn_gap gap;          /* what stood before it */
    size_t text, length;        /* where its text is */
    uint64_t begin, end;        /* where in the stream it stood */
    struct tn_tally tally;
};

/* For those who teach the model: every line that is weighed, with what it is weighed by. */
typedef void tn_filter_watch(void *context, const uint8_t features[TN_FILTER_FEATURES],
                             const unsigned char *text, size_t length);

struct tn_filter {
    uint64_t count;      /* lines of this document that came, */
    uint64_t decided;    /* and of them those that went on */
    uint64_t last_prose; /* of the decided ones, counted from 1; 0: none */
    uint64_t next_prose; /* the first one that is not decided, or count + 1 */
    uint64_t last_kind[TN_FURNITURE_KINDS],
        next_kind[TN_FURNITURE_KINDS]; /* likewise, of lines that are mostly furniture
                                                                              of a kind; 0: none */
    size_t text_begin, text_end;
    uint32_t seen[TN_FILTER_SEEN];
    uint8_t seen_times[TN_FILTER_SEEN];
    tn_filter_watch *watch;
    void *watch_context;
    struct tn_filter_line line[TN_FILTER_LINES];
    unsigned char bytes[TN_FILTER_TEXT];
};

/* A document begins. */
void tn_filter_start(struct tnorm *t);

/* Takes a whole line; `gap` is what stood before it. */
void tn_filter_line(struct tnorm *t, const struct tn_stretch *stretch, const struct tn_gap *gap);

/* All that wait are decided: the document has ended, or a line follows that is too long to be weighed. */
void tn_filter_flush(struct tnorm *t, bool ended);

#endif
