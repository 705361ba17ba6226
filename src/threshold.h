/* threshold.h - how great the score of a line has to be for it to stay.
 *
 * A score tells how likely a line is text.  Where lines are told apart well, those stay that are likelier text than not;
 * where much is in doubt, as in lists and shops, less is enough, lest nothing be left.  The F1 that can be expected of what
 * stays is greatest where a line stays that is text with at least half of that F1 as its probability (Lipton, Elkan and
 * Naryanaswamy 2014, Theorem 1); so the scores of the lines around are counted, by their letters, and the best is taken. */
#ifndef TN_THRESHOLD_H
#define TN_THRESHOLD_H

#include <stdint.h>

enum {
    TN_THRESHOLD_STEPS = 32
}; /* of scores: a quarter of a unit of log-odds each, as many on either side of 0 */

struct tn_threshold {
    uint32_t letters[TN_THRESHOLD_STEPS]; /* in lines around with these scores */
};

/* No lines are around. */
void tn_threshold_clear(struct tn_threshold *threshold);

/* A line comes to those that are around, or goes from them. */
void tn_threshold_enter(struct tn_threshold *threshold, int score, uint32_t letters);
void tn_threshold_exit(struct tn_threshold *threshold, int score, uint32_t letters);

/* The least score with which a line should stay; scores are in 64ths of log-odds.  Fewer than 1024 lines are
 * around. */
int tn_threshold_find(const struct tn_threshold *threshold);

#endif
