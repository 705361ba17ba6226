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

/* Which characters of a block are of each kind, a bit each, where their first byte is. */
struct tn_kinds {
    uint64_t of[TN_KINDS];
    uint64_t chars; /* all of them */
};

/* Looks at `length` bytes of valid UTF-8, a block at most.  The first byte may be in the middle of a character, and the
 * last character may go on behind them; a block of bytes can be read.  All give the same answers. */
typedef void tn_kinds_finder(struct tn_kinds *kinds, const unsigned char *text, unsigned length);
tn_kinds_finder tn_kinds_portable;

#if defined(__x86_64__)
tn_kinds_finder tn_kinds_sse2, tn_kinds_avx512; /* the latter where tn_has_avx512() */
#endif

/* The kind of the character that begins there. */
enum tn_kind tn_kind_at(const unsigned char *text);

#endif
