/* support_hostile.h - generators of hostile texts, made of the traps of the field. */
#ifndef TN_SUPPORT_HOSTILE_H
#define TN_SUPPORT_HOSTILE_H

#include "support.h"

enum { TN_MAX_HOSTILE = 1 << 18 }; /* bytes of a generated text */

/* Pieces of syntax, of characters and of text.  A new kind of residue gets its pieces here. */
struct fragment {
    const char *bytes;
    size_t length;
};
extern const struct fragment TN_FRAGMENTS[];
extern const size_t TN_FRAGMENT_COUNT;

struct generator {
    const char *name;
    void (*make)(struct tn_text *text, struct tn_random *random); /* appends to an empty text */
    size_t cases;                                                 /* at scale 1 */
};
extern const struct generator TN_GENERATORS[];
extern const size_t TN_GENERATOR_COUNT;

#endif
