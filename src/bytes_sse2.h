/* bytes_sse2.h - sixteen bytes at once, as every x86-64 has them. */
#ifndef TN_BYTES_SSE2_H
#define TN_BYTES_SSE2_H

#include <emmintrin.h>
#include <stdint.h>

enum { TN_BYTES = 16 };

static inline __m128i tn_bytes_at(const unsigned char *text)
{
    return _mm_loadu_si128((const __m128i *)(const void *)text);
}

static inline __m128i tn_bytes_of(int c) { return _mm_set1_epi8((char)c); }

static inline __m128i tn_bytes_are(__m128i v, int c) { return _mm_cmpeq_epi8(v, tn_bytes_of(c)); }

/* Which bytes are `first` or one of the `count` - 1 behind it. */
static inline __m128i tn_bytes_among(__m128i v, int first, int count)
{
    __m128i moved = _mm_add_epi8(v, tn_bytes_of(-128 - first)); /* comparison is one of signed bytes */
    return _mm_cmplt_epi8(moved, tn_bytes_of(-128 + count));
}

/* The highest bits of the bytes. */
static inline uint64_t tn_bytes_bits(__m128i v) { return (unsigned)_mm_movemask_epi8(v); }

#endif
