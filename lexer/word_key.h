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

/* Of the first bytes of a word, up to TN_WORD_MOST, behind which are others; without the case of ASCII letters. */
static inline unsigned tn_word_key(const unsigned char *p, size_t told)
{
    uint64_t eight;
    memcpy(&eight, p, sizeof eight);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    eight = __builtin_bswap64(eight);
#endif
    eight |= UINT64_C(0x2020202020202020);
    eight &= told < TN_WORD_MOST ? (UINT64_C(1) << 8 * told) - 1 : UINT64_MAX;
    return (unsigned)(eight * UINT64_C(0x9E3779B97F4A7C15) >> 50); /* by the golden ratio: 14 bits */
}

#endif
