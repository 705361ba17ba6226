/* filter_judge.h - how the lines that wait in the filter are judged, by the batch: by one model, by the other, and against their
 * threshold.  Called by filter.c, which knows when. */
#ifndef TN_FILTER_JUDGE_H
#define TN_FILTER_JUDGE_H

struct tnorm;

/* The first model judges the next lines, up to a batch of them; where no page is near, nobody asks what it says. */
void tn_filter_score_batch(struct tnorm *t);

/* The second model judges the next lines of those that the first one has, up to a batch of them. */
void tn_filter_judge_batch(struct tnorm *t);

/* The next lines of those that both models have judged go on. */
void tn_filter_decide_some(struct tnorm *t);

#endif
