/* mojibake_memory.h - what was repaired last, and in which surroundings.
 *
 * Misread text has the same few characters again and again, and most of them are repaired for what stands next to them,
 * whatever else the line holds.  Of such repairs all that they depended on is remembered, and what came of them. */
#ifndef TN_MOJIBAKE_MEMORY_H
#define TN_MOJIBAKE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "line.h"

enum { TN_REPAIRS = 512, TN_REPAIR_LONGEST = 16 };

/* What such a repair depends on.  There is no padding: it is compared as bytes. */
struct tn_surroundings {
    unsigned char text[TN_REPAIR_LONGEST]; /* what is to be repaired, and zeros */
    uint64_t leads;                        /* as in the line */
    struct tn_unfinished unfinished;       /* what is begun before it */
    uint32_t before;                       /* the character there, 0 if none, */
    uint16_t encodings;                    /* as in the line, */
    struct tn_told told;                   /* and this, too */
    uint8_t initial;                       /* is what stands before it not behind a letter? */
    uint8_t repaired;                      /* was anything in the line? 2: right before it */
};

_Static_assert(sizeof(struct tn_surroundings) == TN_REPAIR_LONGEST + 32, "there is padding");

struct tn_repair {
    struct tn_surroundings in;
    uint64_t leads;                        /* then, */
    uint16_t encodings;                    /* and these */
    struct tn_unfinished unfinished;       /* what is begun at its end */
    unsigned char text[TN_REPAIR_LONGEST]; /* what came of it */
    size_t length;                         /* 0: nothing is remembered here */
};

/* Where it is, or will be, remembered. */
struct tn_repair *tn_repair_in(struct tn_repair repairs[TN_REPAIRS], const struct tn_surroundings *in);

/* What the end of the line, from text[*start] on, and the next n bytes behind it stand in: false if a repair of them
 * could depend on more. */
bool tn_surroundings(const struct tn_line *line, const unsigned char *next, size_t n, size_t *start,
                     struct tn_surroundings *in);

#endif
