/* word_key.h - where in the filter of lexer/words.c a word stands. */
#ifndef TN_WORD_KEY_H
#define TN_WORD_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { TN_WORD_MOST = 8, TN_WORD_KEYS = 16384 };

/* Is c a letter, in small letters? */
static inline bool tn_is_of_word(unsigned char c) { return (c >= 'a' && c <= 'z') || c >= 0x80; }

/* Is the word whose first byte this is of a script without spaces, so that a phrase may end anywhere in it?  Thai,
 * Chinese, Japanese, Korean, and Hindi, whose words have ends. */
static inline bool tn_is_open_word(unsigned char first) { return first >= 0xE0 && first != 0xE1; }

/* How many of its bytes the filter knows, which are of one character in a script without spaces. */
static inline size_t tn_word_told(unsigned char first, size_t length)
{
    size_t most = tn_is_open_word(first) ? 3 : TN_WORD_MOST;
    return length < most ? length : most;
}

/* Of the first bytes of a word, `told` of them, at least one, and at most TN_WORD_MOST, behind which are others; without the
 * case of ASCII letters. */
static inline uint64_t tn_word_hash(const unsigned char *p, size_t told)
{
    uint64_t eight;
    memcpy(&eight, p, sizeof eight);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    eight = __builtin_bswap64(eight);
#endif
    eight |= UINT64_C(0x2020202020202020);
    eight &= UINT64_MAX >> (64 - 8 * told);
    return eight * UINT64_C(0x9E3779B97F4A7C15); /* by the golden ratio */
}

/* Two keys of 14 bits: few words have both of them in common with one that is in the filter. */
static inline unsigned tn_word_key(uint64_t hash) { return (unsigned)(hash >> 50); }
static inline unsigned tn_word_other_key(uint64_t hash) { return (unsigned)(hash >> 36) % TN_WORD_KEYS; }

#endif
