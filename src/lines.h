/* lines.h - the lines at hand, and what stands around each of them.
 *
 * A line is told apart from its neighbours by what it looks like (shape.h), and by what the lines before and behind it
 * look like: how much of them is prose, furniture or nothing, and how far it is to the next of each; and of what a model
 * said of them (groups.h tells more of that). */
#ifndef TN_LINES_H
#define TN_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cohesion.h"
#include "columns.h"
#include "paths.h"

enum {
    TN_LINES_REACH = 400,  /* lines before and behind a line of a page that are looked at, */
    TN_TEXT_REACH = 150,   /* and of a text, in which the next document may begin without a sign; */
    TN_LINES_NEAR = 40,    /* of these, as far as the distance of a line is told; */
    TN_LINES_SHAPED = 100, /* those whose shape tells whether it stands in a page; */
    TN_LINES_ALIKE = 50,   /* those that tell whether it stands among sentences; */
    TN_SCORES_REACH = 120, /* and those whose scores are looked at */
    TN_LINES_GAP = 3       /* empty lines: so many in a row are no author's, and part sections of a page */
};

/* Sums over the lines before a slot. */
enum tn_sum {
    TN_SUM_LETTERS,
    TN_SUM_PROSE,
    TN_SUM_BLANK,
    TN_SUM_SHAPED,
    TN_SUM_FURNITURE,
    TN_SUM_LINKS,
    TN_SUM_ENDED,
    TN_SUM_SCORES,  /* from here on of lines that have one: plain, */
    TN_SUM_WEIGHTS, /* and by length; */
    TN_SUM_LENGTHS, /* and the lengths, */
    TN_SUM_LINES,   /* and 1 of each */
    TN_SUMS
};

struct tn_lines {
    uint64_t position, title; /* of a page: lines that came, and the last one of these that was an h1 */
    size_t count;             /* slots that are lines; what was before the first one is not at hand */
    bool prose[TN_LINES];     /* the line is long and ends as sentences do */
    bool item[TN_LINES];      /* it begins as the items of a list do */
    uint8_t kinds[TN_LINES];  /* of furniture, if the line is mostly that */
    /* Slot i has number TN_LINES_REACH + i of each.  Where there is no line they are as at the end that is next, as far as a
     * batch of lines looks. */
    uint32_t sums[TN_SUMS][TN_LINES_REACH + TN_LINES + 1 + TN_LINES_REACH + TN_BATCH];
    size_t scored;              /* slots that have scores; of the others nothing is summed up */
    size_t ended, scores_ended; /* slots behind which the sums, and those of scores, are so by now; or 0 */
    size_t kin;                 /* slots of which it is known what they have in common with others */
    size_t around_begin, around_end; /* the lines that cohesion and paths have around the one that is asked */
    bool pages;                      /* they have paths */
    struct tn_cohesion cohesion;
    struct tn_paths paths, outer_paths; /* of the elements that hold the lines, and of those around these */
    uint32_t around[TN_LINES + TN_BATCH],
        page_kinds[TN_LINES + TN_BATCH]; /* of a page, as tn_lines_place() got them */
    tn_columns columns;
};

/* There are none; at first they are all zero.  `pages`: all that come have a place. */
void tn_lines_clear(struct tn_lines *lines, bool pages);

/* Is it seen that a line is part of a page, by so many empty lines before it as authors do not write?  Where all such gaps are alike
 * texts may have been joined by them.  In sums over up to 2^16 lines each has bits of its own. */
enum tn_shaped { TN_SHAPED_NOT = 0, TN_SHAPED_ALIKE = 1, TN_SHAPED_VARIED = 1 | 1 << 16 };

/* A line comes, and tn_lines_put_shape() will follow. */
void tn_lines_add(struct tn_lines *lines, enum tn_shaped shaped);

/* So many come, TN_BATCH at most, of which nothing is known but that they are not shaped. */
void tn_lines_add_unseen(struct tn_lines *lines, size_t n);

/* What a line looks like that came so; of all behind it in turn. */
void tn_lines_put_shape(struct tn_lines *lines, size_t slot, const struct tn_shape *shape);

/* The text of a line. */
void tn_lines_read(struct tn_lines *lines, size_t slot, const unsigned char *text, size_t length);

/* Of a page: where it stands, and what the page has said by then that it is, enum tn_page_kind. */
void tn_lines_place(struct tn_lines *lines, const struct tn_html_place *place, size_t depth,
                    uint32_t page_kinds);

/* The first n are not asked for any more: those behind move up. */
void tn_lines_leave(struct tn_lines *lines, size_t n);

/* Fills the columns that tell what stands around the lines [from, to). */
void tn_lines_look_around(struct tn_lines *lines, size_t from, size_t to);

/* What the first model said of a line, in 64ths of log-odds; of all lines in turn. */
void tn_lines_put_score(struct tn_lines *lines, size_t slot, int score);

/* Fills the columns that tell of the scores around the lines [from, to). */
void tn_lines_look_at_scores(struct tn_lines *lines, size_t from, size_t to);

/* How far is looked from a line. */
static inline size_t tn_lines_reach(const struct tn_lines *lines)
{
    return lines->pages ? TN_LINES_REACH : TN_TEXT_REACH;
}

uint32_t tn_lines_letters(const struct tn_lines *lines, size_t slot);

/* What a text's line shows of the page that it is from. */
enum tn_seen {
    TN_SEEN_NONE,   /* there is none; */
    TN_SEEN_SHAPED, /* the source has runs of empty lines, which clean text has not; */
    TN_SEEN_BARE /* nothing is left of it but its lines, many of which are furniture by their words: less is known of each */
};

/* Is there a page to be seen around the line? */
enum tn_seen tn_lines_see_page(const struct tn_lines *lines, size_t slot);

/* Does the line of a page stand in a text that is nothing but that?  No line within reach has a link, or there are only
 * sentences around, more than a page has that any model has learned from, as in a book or a transcript. */
bool tn_lines_are_text(const struct tn_lines *lines, size_t slot);

/* Is it a line of a page that is hidden, unless a click or a script shows it? */
static inline bool tn_lines_are_hidden(const struct tn_lines *lines, size_t slot)
{
    return lines->pages && lines->around[slot] & TN_AROUND_HIDDEN;
}

/* The first slot within reach of another one, and the one behind the last that is, of `count` slots. */
static inline size_t tn_lines_back(size_t slot, size_t reach) { return slot > reach ? slot - reach : 0; }
static inline size_t tn_lines_ahead(size_t slot, size_t reach, size_t count)
{
    return slot + reach < count ? slot + reach : count;
}

/* The sum over the lines [from, to). */
static inline uint32_t tn_lines_sum(const struct tn_lines *lines, enum tn_sum sum, size_t from, size_t to)
{
    return lines->sums[sum][TN_LINES_REACH + to] - lines->sums[sum][TN_LINES_REACH + from];
}

/* Sets `count` numbers of a line, in the columns from `column` on. */
static inline void tn_lines_put(struct tn_lines *lines, unsigned column, size_t slot, const uint8_t *number,
                                size_t count)
{
    for (size_t i = 0; i < count; i++) lines->columns[column + i][TN_SHIFT_MOST + slot] = number[i];
}

static inline uint8_t tn_lines_number(const struct tn_lines *lines, size_t slot, unsigned column)
{
    return lines->columns[column][TN_SHIFT_MOST + slot];
}

#endif
