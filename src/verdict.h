/* verdict.h - which of the lines that both models have judged stay: filter_judge.c asks, when they go on; filter.c, of a whole text. */
#ifndef TN_VERDICT_H
#define TN_VERDICT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct tnorm;

/* The least score of a line that stays among those around the line with this number in its document, counted from 0, which
 * is judged; of each document the numbers do not decrease. */
int tn_verdict_least(struct tnorm *t, uint64_t number);

/* All lines of a text are at hand and judged, within reach of each other.  If next to nothing of it would stay, the passage that
 * is most like text does, as hardly any document has none: in facts, tables or questions and answers that are few the models
 * see little but furniture, and yet less of it than in the rest (maximum subsequences: Pasternack and Roth 2009). */
void tn_verdict_of_whole(struct tnorm *t);

/* Does the line in this slot, which is judged, stay, if that is the least score around it?  Asked once of each line, in turn. */
bool tn_verdict_stays(struct tnorm *t, size_t slot, int least);

#endif
