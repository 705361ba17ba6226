/* columns.h - what the model is told of the lines at hand: for each kind of number a column, with a byte for each line.
 *
 * A model that asks for a number of the line before or behind reads the same column, shifted; and many lines are
 * judged at once (model.h). */
#ifndef TN_COLUMNS_H
#define TN_COLUMNS_H

#include <stdint.h>

#include "furniture.h"
#include "html_page.h"
#include "html_words.h"
#include "shape.h"

enum {
    TN_LINES = 2048,     /* at hand, a power of two */
    TN_BATCH = 64,       /* lines that are judged at once */
    TN_SHIFT_MOST = 6,   /* how far from a line its neighbours are asked by themselves */
    TN_WINDOWS = 5,      /* in which the lines before and behind are summed up, */
    TN_SCORE_WINDOWS = 4 /* and their scores */
};

/* What is told of the lines of a window, before a line or behind it; sums are on the scale of lengths. */
enum tn_window_number {
    TN_WINDOW_PROSE_SHARE, /* of their letters, in prose; */
    TN_WINDOW_LETTERS,
    TN_WINDOW_BLANK, /* empty lines between them, */
    TN_WINDOW_FURNITURE,
    TN_WINDOW_LINKS, /* shares of links, */
    TN_WINDOW_ENDED, /* lines that end as sentences do */
    TN_WINDOW_NUMBERS
};

/* What is told of the next prose before a line and behind it: how far it is, and whether it begins in the same column of its source
 * (2: it is too far away). */
enum tn_prose_number {
    TN_PROSE_BEFORE,
    TN_PROSE_BEFORE_ALIKE,
    TN_PROSE_BEHIND,
    TN_PROSE_BEHIND_ALIKE,
    TN_PROSE_NUMBERS
};

/* What is told of the scores in a window around a line. */
enum tn_score_number {
    TN_SCORE_BEFORE, /* the mean of those before it, */
    TN_SCORE_BEHIND, /* and behind it; each line counts the same; */
    TN_SCORE_AROUND, /* and of all, by length */
    TN_SCORE_NUMBERS
};

/* Groups whose lines follow each other: */
enum tn_run {
    TN_RUN_CLOSE,   /* between empty lines, */
    TN_RUN_SECTION, /* between gaps of the source, */
    TN_RUN_COLUMN,  /* in one column of the source */
    TN_RUNS
};

/* What is told of each; means are those of the scores, by length. */
enum tn_run_number {
    TN_RUN_MEAN,
    TN_RUN_PLAIN_MEAN, /* each line counts the same */
    TN_RUN_BEFORE,     /* of the run before it, */
    TN_RUN_BEHIND,     /* and of the one behind it */
    TN_RUN_LENGTH,     /* on the scale of lengths */
    TN_RUN_LINES,
    TN_RUN_NUMBERS
};

/* Groups whose lines are anywhere around; their mean is told. */
enum tn_like {
    TN_LIKE,         /* in one column of the source, */
    TN_LIKE_CLOSELY, /* and behind as many empty lines */
    TN_LIKES
};

/* What the words of a line tell (cohesion.h). */
enum tn_cohesion_number {
    TN_COHESION_COUNT, /* of its words; */
    TN_COHESION_PROSE, /* of these that stand in prose around it, too, */
    TN_COHESION_PROSE_SHARE,
    TN_COHESION_SHARE, /* and in any line around it */
    TN_COHESION_NUMBERS
};

/* What the lines that have the path of a line tell of it (paths.h). */
enum tn_paths_number {
    TN_PATHS_PROSE,       /* letters in prose, on the scale of lengths; */
    TN_PATHS_OTHER_PROSE, /* without the line itself; */
    TN_PATHS_PROSE_SHARE, /* of all their letters; */
    TN_PATHS_PAGE_SHARE,  /* of the prose of all lines */
    TN_PATHS_LINES,       /* on the same scale */
    TN_PATHS_NUMBERS
};

enum tn_column {
    TN_COLUMN_SHAPE,                    /* enum tn_shape_number */
    TN_COLUMN_PLACE = TN_SHAPE_NUMBERS, /* enum tn_place; of pages, as the next ones */
    TN_COLUMN_DEPTH,                    /* open elements */
    TN_COLUMN_POSITION,                 /* lines before it in the page, scaled as lengths are, */
    TN_COLUMN_TITLE,                    /* and since its last h1, or 0 */
    TN_COLUMN_SCORE,                    /* of the first model, for the second one */
    TN_COLUMN_COHESION,                 /* enum tn_cohesion_number, from here on */
    /* of the others a line's own numbers are asked only */
    TN_COLUMNS_OF_NEIGHBOURS = TN_COLUMN_COHESION + TN_COHESION_NUMBERS,
    /* enum tn_furniture: is one of these in it? */
    TN_COLUMN_KIND = TN_COLUMNS_OF_NEIGHBOURS,
    /* of pages, as the next ones: bits of enum tn_around and of enum tn_page_kind; enum tn_paths_number, twice */
    TN_COLUMN_AROUND = TN_COLUMN_KIND + TN_FURNITURE_KINDS,
    TN_COLUMN_PAGE = TN_COLUMN_AROUND + TN_AROUND_BITS,
    TN_COLUMN_PATH = TN_COLUMN_PAGE + TN_PAGE_KINDS,
    TN_COLUMN_OUTER_PATH = TN_COLUMN_PATH + TN_PATHS_NUMBERS,
    /* enum tn_window_number, of each window before the line, and then behind it */
    TN_COLUMN_WINDOWS = TN_COLUMN_OUTER_PATH + TN_PATHS_NUMBERS,
    /* enum tn_prose_number */
    TN_COLUMN_PROSE = TN_COLUMN_WINDOWS + TN_WINDOWS * 2 * TN_WINDOW_NUMBERS,
    /* how far it is to the next line that is mostly furniture of each kind */
    TN_COLUMN_KIND_BEFORE = TN_COLUMN_PROSE + TN_PROSE_NUMBERS,
    TN_COLUMN_KIND_BEHIND = TN_COLUMN_KIND_BEFORE + TN_FURNITURE_KINDS,
    /* for the second model: enum tn_score_number, of each window */
    TN_COLUMN_SCORES = TN_COLUMN_KIND_BEHIND + TN_FURNITURE_KINDS,
    /* of texts, as the next: enum tn_run_number, of each run; enum tn_like (groups.h) */
    TN_COLUMN_RUNS = TN_COLUMN_SCORES + TN_SCORE_WINDOWS * TN_SCORE_NUMBERS,
    TN_COLUMN_LIKES = TN_COLUMN_RUNS + TN_RUNS * TN_RUN_NUMBERS,
    TN_COLUMNS = TN_COLUMN_LIKES + TN_LIKES
};

/* Line `slot` has byte TN_SHIFT_MOST + slot of each; where there is no line the bytes are 0. */
typedef uint8_t tn_columns[TN_COLUMNS][TN_SHIFT_MOST + TN_LINES + TN_BATCH + TN_SHIFT_MOST];

#endif
