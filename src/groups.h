/* groups.h - what the first model says of the lines of a text that belong together with a line, by the way it is laid out.
 *
 * Lines are text or furniture in groups: those between two gaps of the source, those that begin in one column of it.
 * What is said of a whole group is surer than what is said of one line.  Of pages tags tell more. */
#ifndef TN_GROUPS_H
#define TN_GROUPS_H

#include <stddef.h>
#include <stdint.h>

#include "lines.h"

/* Columns of the source, each with the gaps that lines there may have before them. */
enum { TN_GROUPS_ALIKE = (UINT8_MAX + 1) * (TN_LINES_GAP + 1) };

/* Sums of scores over the lines that are alike. */
struct tn_group_sums {
    uint32_t weights, lengths;
};

struct tn_groups {
    size_t around_begin, around_end; /* the lines that `sums` have around the one that is asked */
    struct tn_group_sums sums[TN_LIKES][TN_GROUPS_ALIKE];
};

/* There are no lines; at first it is all zero. */
void tn_groups_clear(struct tn_groups *groups);

/* The first n slots are about to go. */
void tn_groups_leave(struct tn_groups *groups, const struct tn_lines *lines, size_t n);

/* Fills the columns that tell of the groups of the lines [from, to), a batch of them at most, in turn.  Lines without a
 * score are not seen. */
void tn_groups_look(struct tn_groups *groups, struct tn_lines *lines, size_t from, size_t to);

#endif
