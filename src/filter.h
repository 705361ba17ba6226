/* filter.h - which lines are the text of a page, and which its furniture.
 *
 * A line is weighed by what it looks like and by the lines around it (lines.h); so lines wait here, between commit and
 * block, until those that follow them are known.  Where no page is near, as in clean text and in garbage, they only wait:
 * what a line looks like is asked when one is seen. */
#ifndef TN_FILTER_H
#define TN_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "account.h"
#include "block.h"
#include "furniture.h"
#include "gaps.h"
#include "groups.h"
#include "lines.h"
#include "model.h"
#include "threshold.h"

struct tnorm;

enum {
    TN_FILTER_TEXT =
        384 * 1024, /* bytes of lines that wait; if there are more, they are decided as they are */
    TN_FILTER_BYTES =
        TN_FILTER_TEXT + 64 * 1024, /* room for them: they are not moved for each line that goes */
    TN_FILTER_SEEN = 256,           /* lines that are remembered, to see repetitions, */
    TN_FILTER_REPEATS = 512,        /* if they stood within so many before */
    TN_FILTER_QUIET =
        8 *
        TN_BATCH, /* lines behind one that tells of a page after which all in which it has a say have been judged */
    TN_FILTER_TITLES = 8,   /* ways to say the title of a page that are remembered */
    TN_FILTER_AT_ONCE = 16, /* lines that have one threshold */
    TN_FILTER_BEHIND =
        TN_LINES_REACH + TN_FILTER_AT_ONCE /* those that were decided last have a say in others */
};

/* The tally of a line, which has no more than 2^15 bytes; as in struct tn_tally, others have made nothing. */
struct tn_filter_tally {
    uint16_t kept, added, causes, made[TN_CAUSES];
};

/* A line that waits, or has gone on. */
struct tn_filter_line {
    struct tn_gap gap;   /* what stood before it */
    size_t text, length; /* where its text is */
    uint64_t begin, end; /* where in the stream it stood */
    struct tn_filter_tally tally;
    int score;        /* what the second model said of it, */
    uint32_t letters; /* and how much that counts */
    bool in_page;     /* if it is not, it stays */
    bool in_passage;  /* of a text of which next to nothing else would stay: it does */
    bool sentences;   /* of a text, prose, or one of several, or by itself if bare: less is enough, */
    bool bare;        /* as it is where the source has no gaps that tell of a page */
    bool stays;       /* of one that has gone on: it was not left out */
    bool begins_batch;
    uint8_t indent, repeats;             /* as in struct tn_shape: known before it is looked at, */
    uint32_t link_bytes;                 /* as this is, */
    struct tn_furniture_words furniture; /* and that of a short line of a text */
};

/* For those who teach the models: what they are asked, and what one of them is to have said. */
struct tn_filter_watch {
    void *context;
    void (*weighed)(void *context, const struct tnorm *t, size_t slot, enum tn_model_stage stage);
    int (*score)(void *context); /* or NULL: they say what they say */
    enum tn_model_stage said;    /* who is to have said these scores */
};

/* A line that was seen. */
struct tn_filter_seen {
    uint64_t last; /* its number, the last time */
    uint32_t hash;
    uint8_t times; /* 4 at most */
};

struct tn_filter {
    uint64_t passed; /* lines of this document that are not at hand any more */
    bool whole;      /* its first line was fed (piece.h) */
    bool overlong;   /* a line of it was too long to be weighed */
    struct tn_gaps gaps;
    size_t quiet;   /* lines since the last one that told of a page, or enough; */
    size_t batched; /* likewise, since the last one that begins a batch */
    size_t waiting; /* those that came last and only wait, without slots yet; */
    size_t
        unseen; /* or of those with slots the last ones, which are going to be looked at, a batch of them at once */
    size_t looked;   /* slots up to the last line that has been looked at */
    size_t measured; /* slots whose lines have been looked at, or have gone on without it, */
    size_t judged;   /* those that both models have judged, `lines` knows which the first one has, */
    size_t decided;  /* and those that have gone on */
    uint64_t around_begin,
        around_end; /* the lines, by number, that `threshold` has around those that are decided */
    uint32_t titles[TN_FILTER_TITLES]; /* hashes of the headings that said what the page's title does, */
    size_t titled;                     /* and how many these were */
    struct tn_threshold threshold;
    size_t text_begin, text_end;
    uint64_t number; /* of the line that came last; between two documents some are left out */
    struct tn_filter_seen seen[TN_FILTER_SEEN];
    struct tn_filter_watch *watch; /* or NULL */
    tn_shaper *shape;
    tn_model_scorer *score;
    struct tn_lines lines;
    struct tn_groups groups;
    struct tn_filter_line line[TN_LINES]; /* a ring, by the number of the line in its document */
    unsigned char bytes[TN_FILTER_BYTES + TN_SCAN_SLACK];
};

/* Where in the ring the line of this slot is. */
static inline size_t tn_filter_place(const struct tn_filter *f, size_t slot)
{
    return (f->passed + slot) & (TN_LINES - 1);
}

/* That line. */
static inline struct tn_filter_line *tn_filter_slot(struct tn_filter *f, size_t slot)
{
    return &f->line[tn_filter_place(f, slot)];
}

static inline const struct tn_filter_line *tn_filter_at(const struct tn_filter *f, size_t slot)
{
    return &f->line[tn_filter_place(f, slot)];
}

/* For a handle that is new, and all zero: nothing is at hand. */
void tn_filter_init(struct tn_filter *filter);

/* A document begins; whether it is a page is known. */
void tn_filter_start(struct tnorm *t);

/* Takes a whole line, behind which TN_SHAPE_SLACK bytes can be read; `gap` is what stood before it. */
void tn_filter_line(struct tnorm *t, const struct tn_stretch *stretch, const struct tn_gap *gap);

/* The same of several short lines, which were not changed. */
void tn_filter_lines(struct tnorm *t, const struct tn_stretch *stretch, const struct tn_gap *gap);

/* Those that came are looked at, and all go on of which all is known: before one asks how things stand. */
void tn_filter_catch_up(struct tnorm *t);

/* Do all lines that have not gone on only wait, and enough of them that those before have no say in what comes? */
static inline bool tn_filter_only_waits(const struct tn_filter *f)
{
    size_t wait = f->lines.count + f->waiting - f->decided;
    return f->looked <= f->decided && wait >= TN_FILTER_QUIET;
}

/* All that what becomes of these lines and of those behind them depends on, in one number.  False if more depends on what came
 * before the document's first line that is known. */
bool tn_filter_digest(const struct tn_filter *filter, uint64_t *digest);

/* All that wait are decided: the document has ended, or a line follows that is too long to be weighed. */
void tn_filter_flush(struct tnorm *t, bool ended);

#endif
