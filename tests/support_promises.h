/* support_promises.h - the promises P1, P2, P3, P8 and the account, tried on one generated text after the other.
 *
 * TN_TEST_SCALE multiplies how many there are; TN_TEST_SEED=N starts the random ones elsewhere.  A text that breaks a
 * promise, crashes or hangs is made as small as it can be and printed with its options, ready to become a golden
 * case. */
#ifndef TN_SUPPORT_PROMISES_H
#define TN_SUPPORT_PROMISES_H

#include "support_hostile.h"

enum { TN_EVERY_CUT = 60 }; /* texts up to this length are cut at every place */

/* Why this text under these options breaks a promise; NULL if it does not.  `every`: it is cut at every place. */
const char *tn_check_text(const struct tnorm_options *options, const unsigned char *bytes, size_t length,
                          bool every);

/* What a test is about to try, in shared memory: it survives the crash that it causes. */
struct attempt {
    bool open; /* begun and not passed */
    uint64_t seed;
    struct tnorm_options options;
    size_t length;
    unsigned char bytes[TN_MAX_HOSTILE];
};

/* Makes `count` attempts, for tests that run in processes of their own; false if memory is short.  Failures are reported
 * after tn_main(). */
bool tn_attempts_make(size_t count);

struct attempt *tn_attempt(size_t i);

/* What TN_TEST_SEED says, 0. */
uint64_t tn_test_seed(void);

/* Options for a text of LINES, HTML or TEXT. */
struct tnorm_options tn_draw_options(struct tn_random *random);

/* The test fails unless the promises hold for the text under the options of the attempt; `every` as above. */
void tn_hold(struct attempt *attempt, const struct tn_text *text, bool every);

#endif
