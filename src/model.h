/* model.h - how likely a line is text: a small model, whose weights are a table made by bench/train.py. */
#ifndef TN_MODEL_H
#define TN_MODEL_H

#include <stdint.h>

/* The score of a line with these features (filter.h), above 0 if it is more likely text. */
int tn_model_score(const uint8_t *features);

#endif
