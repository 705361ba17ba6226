/* model.h - how likely a line is text: a small model, whose weights are tables that bench/train.py makes. */
#ifndef TN_MODEL_H
#define TN_MODEL_H

#include <stdbool.h>
#include <stdint.h>

enum { TN_MODEL_UNIT = 256 /* of a score: so much is one in log-odds */ };

/* The score of a line with these features (filter.h) of a page or of a scrape: above 0 if it is more likely text.  Once it
 * is further from 0 than all doubt, it is not told more exactly. */
int tn_model_score(const uint8_t *features, bool html);

#endif
