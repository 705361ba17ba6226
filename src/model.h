/* model.h - how likely a line is text: small models, whose weights are tables that bench/train.py makes.
 *
 * A model is a sum of decision trees.  All branches of a level ask the same question, so that a tree is a few comparisons
 * and a table, for many lines at once and without a jump. */
#ifndef TN_MODEL_H
#define TN_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "columns.h"

enum {
    TN_MODEL_UNIT = 64, /* of a score: so much is one in log-odds */
    TN_MODEL_DEPTH = 6,
    TN_MODEL_MOST = 63,                        /* no value is greater, */
    TN_MODEL_TREES = INT16_MAX / TN_MODEL_MOST /* nor are there more trees, so that no sum is too large */
};

/* Is the number at least the threshold, in the line that is so far off? */
struct tn_model_question {
    uint32_t place; /* TN_MODEL_PLACE() */
    uint8_t threshold;
};

/* Where in tn_columns the number of a column (enum tn_column) is that is asked of the line in slot 0; of others it is as far
 * behind that as they are. */
#define TN_MODEL_PLACE(column, shift) \
    ((uint32_t)((column) * (int)sizeof(*(tn_columns *)0)[0] + TN_SHIFT_MOST + (shift)))

struct tn_model_tree {
    struct tn_model_question question[TN_MODEL_DEPTH];
    int8_t value[1 << TN_MODEL_DEPTH]; /* by the answers, a bit each, the first one the lowest */
};

struct tn_model {
    const struct tn_model_tree *trees;
    size_t count;
};

enum tn_model_stage { TN_MODEL_FIRST, TN_MODEL_SECOND, TN_MODEL_STAGES };

/* Judges pages or scrapes; the second one is told the scores of the first one around a line (lines.h), and those of a
 * scrape of the groups of a line (groups.h). */
const struct tn_model *tn_model_of(bool html, enum tn_model_stage stage);

/* Sets the scores of the TN_BATCH lines from `slot` on: above 0 if a line is more likely text. */
typedef void tn_model_scorer(const struct tn_model *model, tn_columns columns, size_t slot,
                             int16_t scores[TN_BATCH]);

/* Those that this machine can run, the fastest one first, then NULL.  All give the same scores. */
tn_model_scorer *tn_model_usable(size_t i);

#endif
