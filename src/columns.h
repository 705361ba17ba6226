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
    TN_LINES = 2048,   /* at hand, a power of two */
    TN_BATCH = 64,     /* lines that are judged at once */
    TN_SHIFT_MOST = 6, /* how far from a line its neighbours are asked by themselves */
    TN_WINDOWS = 5,    /* in which the lines before and behind are summed up, */
    TN_WINDOW_SUMS = 6,
    TN_SCORE_WINDOWS = 4 /* and their scores */
};

enum tn_column {
    TN_COLUMN_SHAPE,                    /* enum tn_shape_number */
    TN_COLUMN_PLACE = TN_SHAPE_NUMBERS, /* enum tn_place; of pages, as the next ones */
    TN_COLUMN_DEPTH,                    /* open elements */
    TN_COLUMN_POSITION,                 /* lines before it in the page, scaled as lengths are, */
    TN_COLUMN_TITLE,                    /* and since its last h1, or 0 */
    TN_COLUMN_SCORE,                    /* of the first model, for the second one */
    TN_COLUMN_COHESION,                 /* enum tn_cohesion_number, from here on */
    TN_COLUMNS_OF_NEIGHBOURS = TN_COLUMN_COHESION + 4, /* of the others a line's own numbers are asked only */
    TN_COLUMN_KIND = TN_COLUMNS_OF_NEIGHBOURS,         /* enum tn_furniture: is one of these in it? */
    TN_COLUMN_AROUND = TN_COLUMN_KIND + TN_FURNITURE_KINDS, /* bits of enum tn_around */
    TN_COLUMN_PAGE = TN_COLUMN_AROUND + TN_AROUND_BITS,     /* bits of enum tn_page_kind */
    TN_COLUMN_PATH = TN_COLUMN_PAGE + TN_PAGE_KINDS,        /* enum tn_paths_number; of pages, as the next */
    TN_COLUMN_OUTER_PATH = TN_COLUMN_PATH + 5,
    TN_COLUMN_WINDOWS = TN_COLUMN_OUTER_PATH + 5,
    TN_COLUMN_PROSE = TN_COLUMN_WINDOWS + 2 * TN_WINDOWS * TN_WINDOW_SUMS,
    TN_COLUMN_KIND_BEFORE = TN_COLUMN_PROSE + 4,
    TN_COLUMN_KIND_BEHIND = TN_COLUMN_KIND_BEFORE + TN_FURNITURE_KINDS,
    TN_COLUMN_SCORES = TN_COLUMN_KIND_BEHIND + TN_FURNITURE_KINDS, /* for the second model */
    TN_COLUMNS = TN_COLUMN_SCORES + 3 * TN_SCORE_WINDOWS
};

/* Line `slot` has byte TN_SHIFT_MOST + slot of each; where there is no line the bytes are 0. */
typedef uint8_t tn_columns[TN_COLUMNS][TN_SHIFT_MOST + TN_LINES + TN_BATCH + TN_SHIFT_MOST];

#endif
