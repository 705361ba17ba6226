#include "summer.h"

#include "scan_units.h"
#include "shape.h"

static void sum_portable(uint8_t *to, const uint32_t *a, const uint32_t *b)
{
    for (size_t i = 0; i < TN_BATCH; i++) to[i] = (uint8_t)(b[i] - a[i]);
}

static void scale_portable(uint8_t *to, const uint32_t *a, const uint32_t *b)
{
    for (size_t i = 0; i < TN_BATCH; i++) to[i] = tn_shape_scale(b[i] - a[i]);
}

static void share_portable(uint8_t *to, const uint32_t *part_a, const uint32_t *part_b,
                           const uint32_t *whole_a, const uint32_t *whole_b, uint32_t times)
{
    for (size_t i = 0; i < TN_BATCH; i++) {
        uint64_t part = part_b[i] - part_a[i], whole = whole_b[i] - whole_a[i];
        to[i] = (uint8_t)(whole ? part * times / whole : 0);
    }
}

static const struct tn_summer portable = {sum_portable, scale_portable, share_portable};

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX512 __attribute__((target("avx512bw,avx512vl")))

enum { WIDTH = 16, HALF = 8 };

AVX512 static inline __m512i between(const uint32_t *a, const uint32_t *b)
{
    return _mm512_sub_epi32(_mm512_loadu_si512(b), _mm512_loadu_si512(a));
}

AVX512 static inline void put(uint8_t *to, __m512i numbers)
{
    _mm_storeu_si128((__m128i *)(void *)to, _mm512_cvtepi32_epi8(numbers));
}

AVX512 static void sum_avx512(uint8_t *to, const uint32_t *a, const uint32_t *b)
{
    for (size_t i = 0; i < TN_BATCH; i += WIDTH) put(to + i, between(a + i, b + i));
}

/* A float's exponent and the bits behind it are what is asked: there, 8 has 1040. */
AVX512 static void scale_avx512(uint8_t *to, const uint32_t *a, const uint32_t *b)
{
    const __m512i eight = _mm512_set1_epi32(8), too_many = _mm512_set1_epi32(1040 - 8);
    for (size_t i = 0; i < TN_BATCH; i += WIDTH) {
        __m512i n = between(a + i, b + i);
        __m512i parts = _mm512_srli_epi32(_mm512_castps_si512(_mm512_cvtepu32_ps(n)), 20);
        put(to + i, _mm512_mask_sub_epi32(n, _mm512_cmpge_epu32_mask(n, eight), parts, too_many));
    }
}

AVX512 static inline __m512d half_between(const uint32_t *a, const uint32_t *b)
{
    __m256i from = _mm256_loadu_si256((const __m256i *)(const void *)a);
    return _mm512_cvtepu32_pd(_mm256_sub_epi32(_mm256_loadu_si256((const __m256i *)(const void *)b), from));
}

/* What is less than an integer is so by more than a double's last bit. */
AVX512 static void share_avx512(uint8_t *to, const uint32_t *part_a, const uint32_t *part_b,
                                const uint32_t *whole_a, const uint32_t *whole_b, uint32_t times)
{
    for (size_t i = 0; i < TN_BATCH; i += HALF) {
        __m512d part = _mm512_mul_pd(half_between(part_a + i, part_b + i), _mm512_set1_pd(times));
        __m512d whole = half_between(whole_a + i, whole_b + i);
        __mmask8 some = _mm512_cmp_pd_mask(whole, _mm512_setzero_pd(), _CMP_GT_OQ);
        __m256i share = _mm512_maskz_cvttpd_epi32(some, _mm512_maskz_div_pd(some, part, whole));
        _mm_storel_epi64((__m128i *)(void *)(to + i), _mm256_cvtepi32_epi8(share));
    }
}

const struct tn_summer *tn_summer_usable(size_t i)
{
    static const struct tn_summer avx512 = {sum_avx512, scale_avx512, share_avx512};
    if (!tn_has_avx512()) i++;
    return i == 0 ? &avx512 : i == 1 ? &portable : NULL;
}

#else

const struct tn_summer *tn_summer_usable(size_t i) { return i == 0 ? &portable : NULL; }

#endif
