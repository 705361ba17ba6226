#include "threshold.h"

#include <string.h>

#include "model.h"

enum {
    STEP = TN_MODEL_UNIT / 4,
    MIDDLE = TN_THRESHOLD_STEPS / 2, /* from this one on a line is likelier text than not */
    LEAST = MIDDLE - 8,              /* a line that is text once in eight times never has to stay */
    MOST = 1 << 13                   /* letters that a line counts, so that no sum is too large */
};

void tn_threshold_clear(struct tn_threshold *threshold) { memset(threshold, 0, sizeof *threshold); }

static unsigned step_of(int score)
{
    int step = (score + MIDDLE * STEP) / STEP;
    if (score < -MIDDLE * STEP) return 0;
    return step < TN_THRESHOLD_STEPS ? (unsigned)step : TN_THRESHOLD_STEPS - 1;
}

static uint32_t counted(uint32_t letters) { return letters < MOST ? letters : MOST; }

void tn_threshold_enter(struct tn_threshold *threshold, int score, uint32_t letters)
{
    threshold->letters[step_of(score)] += counted(letters);
}

void tn_threshold_exit(struct tn_threshold *threshold, int score, uint32_t letters)
{
    threshold->letters[step_of(score)] -= counted(letters);
}

int tn_threshold_find(const struct tn_threshold *threshold)
{
    /* how likely a line is text whose score is in the middle of a step: 1/(1 + e^-score), in 256ths */
    static const uint8_t likely[TN_THRESHOLD_STEPS] = {5,   7,   8,   11,  14,  17,  22,  27,  34,  42,  52,
                                                       63,  75,  89,  104, 120, 136, 152, 167, 181, 193, 204,
                                                       214, 222, 229, 234, 239, 242, 245, 248, 249, 251};
    uint64_t all = 0, kept = 0, text = 0, best_text = 0, best_whole = 1;
    int best = MIDDLE;
    for (int i = 0; i < TN_THRESHOLD_STEPS; i++) all += (uint64_t)threshold->letters[i] * likely[i];
    for (int i = TN_THRESHOLD_STEPS - 1; i >= LEAST; i--) {
        kept += (uint64_t)threshold->letters[i] * 256;
        text += (uint64_t)threshold->letters[i] * likely[i];
        if (text * best_whole <= best_text * (kept + all)) continue;
        best_text = text; /* half of F1 is text in what stays over what stays and all text */
        best_whole = kept + all;
        best = i;
    }
    return (best - MIDDLE) * STEP;
}
