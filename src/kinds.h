/* kinds.h - what characters are in a sentence, many at once.  For shape.c. */
#ifndef TN_KINDS_H
#define TN_KINDS_H

#include <stdint.h>

enum tn_kind {
    TN_KIND_SPACE, /* parts words, and nothing else: hyphens and opening brackets, too */
    TN_KIND_LETTER,
    TN_KIND_CAPITAL,
    TN_KIND_WIDE, /* of a script without spaces */
    TN_KIND_DIGIT,
    TN_KIND_COMMA,
    TN_KIND_COLON,
    TN_KIND_STOP,
    TN_KIND_DOTS,
    TN_KIND_QUOTE,
    TN_KIND_CLOSER,
    TN_KIND_SYMBOL,
    TN_KIND_COPYRIGHT,
    TN_KINDS
};

enum { TN_KINDS_BLOCK = 64 };

/* Which characters of a block are of each kind, a bit each. */
struct tn_kinds {
    uint64_t of[TN_KINDS];
};

/* Looks at `length` bytes, a block at most, up to the first one that is no ASCII; returns how many these are. */
unsigned tn_kinds_of(struct tn_kinds *kinds, const unsigned char *text, unsigned length);

/* c < 0x80 */
enum tn_kind tn_kind_of_ascii(unsigned char c);

#endif
