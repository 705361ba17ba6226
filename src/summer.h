/* summer.h - numbers of a batch of lines at once, from sums over all lines before them: what is between a[i] and
 * b[i] is the sum over the lines between two slots.  For lines.c. */
#ifndef TN_SUMMER_H
#define TN_SUMMER_H

#include <stddef.h>
#include <stdint.h>

#include "columns.h"

/* Set the TN_BATCH numbers at `to`.  What scale() is asked of is less than TN_SUM_MOST, and all that share() is asked of
 * is less than INT32_MAX. */
struct tn_summer {
    /* tn_shape_scale() of the sums */
    void (*scale)(uint8_t *to, const uint32_t *a, const uint32_t *b);
    /* part times `times` over whole, which fits in a byte; 0 if there is no whole */
    void (*share)(uint8_t *to, const uint32_t *part_a, const uint32_t *part_b, const uint32_t *whole_a,
                  const uint32_t *whole_b, uint32_t times);
};

enum { TN_SUM_MOST = 1 << 24 }; /* less than that is exact as a float */

/* Those that this machine can run, the fastest one first, then NULL.  All give the same numbers. */
const struct tn_summer *tn_summer_usable(size_t i);

#endif
