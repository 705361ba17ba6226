/* filter_release.h - how lines that have waited in the filter go on. */
#ifndef TN_FILTER_RELEASE_H
#define TN_FILTER_RELEASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "account.h"
#include "filter.h"

struct tnorm;

_Static_assert(TN_CAUSES <= 16, "there is a bit for each");

/* The tally of a line that is going to wait, */
static inline void tn_filter_pack(struct tn_filter_tally *to, const struct tn_tally *tally)
{
    to->kept = (uint16_t)tally->kept;
    to->added = (uint16_t)tally->added;
    to->causes = (uint16_t)tally->causes;
    for (unsigned rest = tally->causes, i; rest; rest &= rest - 1) {
        i = (unsigned)__builtin_ctz(rest);
        to->made[i] = (uint16_t)tally->made[i];
    }
}

/* and what it was. */
static inline void tn_filter_unpack(struct tn_tally *to, const struct tn_filter_tally *tally)
{
    to->kept = tally->kept;
    to->added = tally->added;
    to->causes = tally->causes;
    for (unsigned rest = tally->causes, i; rest; rest &= rest - 1) {
        i = (unsigned)__builtin_ctz(rest);
        to->made[i] = tally->made[i];
    }
}

/* The line, which has waited longest, goes on, or is left out. */
void tn_filter_release(struct tnorm *t, const struct tn_filter_line *line, bool stays);

/* Some of the lines go on that have waited longest and have no slots, from one to `most`; those that follow each other and are
 * short do so together.  Returns how many. */
size_t tn_filter_release_waiting(struct tnorm *t, size_t most);

#endif
