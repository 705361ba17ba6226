/* cohesion.h - which words a line has in common with the lines around it.
 *
 * What belongs to one text speaks of the same things in the same words (lexical cohesion: Halliday and Hasan 1976; Hearst
 * 1997 parts texts by it); the furniture around it does not.  No word has a meaning here: they are only told apart. */
#ifndef TN_COHESION_H
#define TN_COHESION_H

#include <stddef.h>
#include <stdint.h>

#include "columns.h"

enum {
    TN_COHESION_WORDS = 16,       /* of a line, at most: the first ones that are long */
    TN_COHESION_BUCKETS = 1 << 12 /* words that share a bucket count as one */
};

struct tn_cohesion {
    uint8_t count[TN_LINES];
    uint16_t word[TN_LINES][TN_COHESION_WORDS];
    uint32_t sums[TN_COHESION_BUCKETS]; /* words of lines around: all, and from bit 16 on in prose */
};

/* No lines are around. */
void tn_cohesion_clear(struct tn_cohesion *cohesion);

/* Which words are in the line at `slot`; behind it are TN_SHAPE_SLACK bytes, whatever they are. */
void tn_cohesion_read(struct tn_cohesion *cohesion, size_t slot, const unsigned char *text, size_t length);

/* The first n slots are gone, `rest` are left. */
void tn_cohesion_leave(struct tn_cohesion *cohesion, size_t n, size_t rest);

/* A line comes to those that are around, or goes from them. */
void tn_cohesion_enter(struct tn_cohesion *cohesion, size_t slot, uint8_t prose);
void tn_cohesion_exit(struct tn_cohesion *cohesion, size_t slot, uint8_t prose);

/* Of a line that is itself among them. */
void tn_cohesion_ask(struct tn_cohesion *cohesion, size_t slot, uint8_t prose,
                     uint8_t number[TN_COHESION_NUMBERS]);

#endif
