/* block.h - lines become paragraphs; what repeats its predecessor is left out.
 *
 * A paragraph is held back until it ends, for as long as it is short enough to be an echo.  The one that was
 * kept last stays at hand to compare with. */
#ifndef TN_BLOCK_H
#define TN_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "account.h"
#include "scan.h"

struct tnorm;

enum {
    TN_PASSAGE_LONGEST = 16 * 1024, /* a longer line or paragraph is never an echo */
    TN_PASSAGE_LEAD = 2             /* so many line feeds stand before it, to be written together */
};

/* A paragraph: all of it, or its end if it is longer than TN_PASSAGE_LONGEST. */
struct tn_passage {
    size_t length;
    size_t line; /* where its last line begins */
    bool cut;    /* its beginning is lost; TN_PASSAGE_LONGEST / 2 bytes are there at least */
    unsigned char bytes[TN_PASSAGE_LEAD + TN_PASSAGE_LONGEST + TN_SCAN_SLACK];
};

/* Its text, in `bytes`. */
static inline const unsigned char *tn_passage_text(const struct tn_passage *p)
{
    return p->bytes + TN_PASSAGE_LEAD;
}

/* What stands between two lines.  The numbers, to which the same is added most of the time, are apart: a compiler
 * would do that by one vector, and wait for it to be put together in memory. */
struct tn_gap {
    uint64_t feeds; /* line feeds of the input that no text was kept behind */
    unsigned kind;  /* enum tn_break, the greatest */
    unsigned keep;  /* what is kept of the line behind it, as it came: of preformatted text more */
    uint64_t blank; /* line ends */
};

struct tn_block {
    struct tn_passage passage[2];
    unsigned held;         /* which of them is at work; the other one was kept last */
    bool streaming;        /* it is too long to be held: its text is written as it comes */
    bool started;          /* this document has text, held or written */
    struct tn_gap gap;     /* since the last line that came */
    struct tn_gap since;   /* since the last line that was kept, up to the last line that came */
    uint64_t lead;         /* line feeds to write before the held text */
    unsigned keep;         /* what is kept of it */
    struct tn_tally tally; /* of these and of it */
    uint64_t begin, end;   /* where in the stream it stood */
    uint64_t document;     /* number of the document */
};

/* A stretch of a line: the whole line, or one of several if the line is long; or several lines in a row that are short, as
 * scan.h says, and were not changed. */
struct tn_stretch {
    const unsigned char *text; /* TN_SCAN_SLACK bytes behind it can be read, whatever they are */
    size_t length;
    uint64_t feeds; /* of several lines a bit for each line feed in the text: TN_SCAN_SLACK bytes at most */
    bool first, last;
    uint64_t begin, end; /* where in the stream it stood */
    struct tn_tally tally;
};

/* Starts the first document of a handle. */
void tn_block_reset(struct tnorm *t);

/* Takes a stretch of a line.  A whole line may have to wait in the filter. */
void tn_block_line(struct tnorm *t, const struct tn_stretch *stretch);

/* For the filter: the line goes on; it is left out.  What stood before it is `gap`. */
void tn_block_take(struct tnorm *t, const struct tn_stretch *stretch, const struct tn_gap *gap);
void tn_block_leave_out(struct tnorm *t, const struct tn_stretch *stretch, const struct tn_gap *gap,
                        double score);

/* A break of kind enum tn_break follows what came so far. */
void tn_block_gap(struct tnorm *t, unsigned kind);

/* Ends the document: all of it is written, with its last line feed. */
void tn_block_end(struct tnorm *t);

/* Leaves a whole line out: counts and reports it. */
void tn_block_reject_line(struct tnorm *t, const struct tn_stretch *stretch, enum tn_cause cause);

#endif
