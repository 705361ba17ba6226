/* bytes_avx512.h - the bytes of a vector of AVX-512: which are what, and which characters that begin with them a table of bits has. */
#ifndef TN_BYTES_AVX512_H
#define TN_BYTES_AVX512_H

#include <immintrin.h>
#include <stddef.h>
#include <stdint.h>

#include "cpu.h"
#include "letters.h"

/* The first 64 of `length` bytes at p, and NULs behind them.  But at the end of the input nothing waits for a mask. */
TN_AVX512 static inline __m512i tn_bytes_load(const unsigned char *p, size_t length)
{
    if (length >= 64) return _mm512_loadu_si512(p);
    return _mm512_maskz_loadu_epi8((UINT64_C(1) << length) - 1, p);
}

/* Which bytes are c? */
TN_AVX512 static inline uint64_t tn_find(__m512i v, int c)
{
    return _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8((char)c));
}

/* Which bytes are first, or one of the `count` - 1 behind it? */
TN_AVX512 static inline uint64_t tn_find_among(__m512i v, int first, int count)
{
    __m512i moved = _mm512_sub_epi8(v, _mm512_set1_epi8((char)first));
    return _mm512_cmplt_epu8_mask(moved, _mm512_set1_epi8((char)count));
}

/* Bytes of a table for the characters of two bytes, and for those of three whose first is 0xE0, or 0xE1 and the next below 0xA0, or
 * not. */
enum { TN_PLACES_PART = 256 };

/* Characters up to U+1FFF, of n bytes each. */
struct tn_places {
    __m512i second, last;                             /* their last two bytes, where they begin */
    uint64_t in[TN_LETTERS_END / 8 / TN_PLACES_PART]; /* where those of each part begin, a bit each */
    unsigned n;
};

/* Those that begin with two bytes, but for Latin-1, or with 0xE0 or 0xE1; `length` bytes are at hand. */
TN_AVX512 static inline struct tn_places tn_places_of2(__m512i v, const unsigned char *p, size_t length)
{
    uint64_t first = tn_find_among(v, 0xC4, 0x1C), rest = tn_find_among(v, 0x80, 0x40);
    return (struct tn_places){v, tn_bytes_load(p + 1, length - 1), {first & rest >> 1}, 2};
}

TN_AVX512 static inline struct tn_places tn_places_of3(__m512i v, const unsigned char *p, size_t length)
{
    __m512i second = tn_bytes_load(p + 1, length - 1);
    uint64_t e0 = tn_find(v, 0xE0), e1 = tn_find(v, 0xE1), late = tn_find_among(second, 0xA0, 0x20),
             rest = tn_find_among(v, 0x80, 0x40);
    rest &= rest >> 1;
    rest >>= 1;
    return (struct tn_places){second,
                              tn_bytes_load(p + 2, length < 2 ? 0 : length - 2),
                              {0, rest & e0 & late, rest & e1 & ~late, rest & e1 & late},
                              3};
}

/* Which of them does this table have? */
TN_AVX512 static inline uint64_t tn_find_in(const unsigned char *table, const struct tn_places *at)
{
    const __m512i power =
        _mm512_broadcast_i32x4(_mm_setr_epi8(1, 2, 4, 8, 16, 32, 64, (char)128, 0, 0, 0, 0, 0, 0, 0, 0));
    const __m512i seven = _mm512_set1_epi8(7);
    __m512i row = _mm512_andnot_si512(seven, _mm512_slli_epi16(at->second, 3)); /* of eight bytes */
    __m512i index = _mm512_or_si512(row, _mm512_and_si512(seven, _mm512_srli_epi16(at->last, 3)));
    __m512i bit = _mm512_shuffle_epi8(power, _mm512_and_si512(seven, at->last));
    uint64_t found = 0;
    for (size_t i = 0; i < sizeof at->in / sizeof *at->in; i++, table += TN_PLACES_PART) {
        if (!at->in[i]) continue;
        __m512i low =
            _mm512_permutex2var_epi8(_mm512_loadu_si512(table), index, _mm512_loadu_si512(table + 64));
        __m512i high =
            _mm512_permutex2var_epi8(_mm512_loadu_si512(table + 128), index, _mm512_loadu_si512(table + 192));
        __m512i byte = _mm512_mask_blend_epi8(_mm512_movepi8_mask(index), low, high);
        found |= at->in[i] & _mm512_test_epi8_mask(byte, bit);
    }
    return found;
}

#endif
