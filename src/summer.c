#include "summer.h"

#include "cpu.h"
#include "shape.h"

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

static const struct tn_summer portable = {scale_portable, share_portable};

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))

/* A float's exponent and the bits behind it are what is asked of a scale: there, 8 has 1040. */
enum { SCALED = 1040 - 8 };

AVX2 static inline __m256i eight_between(const uint32_t *a, const uint32_t *b)
{
    return _mm256_sub_epi32(_mm256_loadu_si256((const __m256i *)(const void *)b),
                            _mm256_loadu_si256((const __m256i *)(const void *)a));
}

/* Writes 32 numbers that fit in a byte. */
AVX2 static inline void put_bytes(uint8_t *to, const __m256i n[4])
{
    __m256i bytes = _mm256_packus_epi16(_mm256_packus_epi32(n[0], n[1]), _mm256_packus_epi32(n[2], n[3]));
    bytes = _mm256_permutevar8x32_epi32(bytes, _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7));
    _mm256_storeu_si256((__m256i *)(void *)to, bytes);
}

AVX2 static void scale_avx2(uint8_t *to, const uint32_t *a, const uint32_t *b)
{
    __m256i n[4];
    for (size_t i = 0; i < TN_BATCH; i += 32) {
        for (size_t j = 0; j < 4; j++) {
            __m256i plain = eight_between(a + i + 8 * j, b + i + 8 * j);
            __m256i parts = _mm256_srli_epi32(_mm256_castps_si256(_mm256_cvtepi32_ps(plain)), 20);
            n[j] = _mm256_blendv_epi8(plain, _mm256_sub_epi32(parts, _mm256_set1_epi32(SCALED)),
                                      _mm256_cmpgt_epi32(plain, _mm256_set1_epi32(7)));
        }
        put_bytes(to + i, n);
    }
}

/* What is less than an integer is so by more than a double's last bit. */
AVX2 static inline __m128i four_shares(__m128i part, __m128i whole, uint32_t times)
{
    __m256d all = _mm256_cvtepi32_pd(whole), some = _mm256_cmp_pd(all, _mm256_setzero_pd(), _CMP_GT_OQ);
    __m256d share = _mm256_div_pd(_mm256_mul_pd(_mm256_cvtepi32_pd(part), _mm256_set1_pd(times)), all);
    return _mm256_cvttpd_epi32(_mm256_and_pd(share, some));
}

AVX2 static void share_avx2(uint8_t *to, const uint32_t *part_a, const uint32_t *part_b,
                            const uint32_t *whole_a, const uint32_t *whole_b, uint32_t times)
{
    __m256i n[4];
    for (size_t i = 0; i < TN_BATCH; i += 32) {
        for (size_t j = 0; j < 4; j++) {
            size_t at = i + 8 * j;
            __m256i part = eight_between(part_a + at, part_b + at),
                    whole = eight_between(whole_a + at, whole_b + at);
            __m128i low = four_shares(_mm256_castsi256_si128(part), _mm256_castsi256_si128(whole), times);
            __m128i high =
                four_shares(_mm256_extracti128_si256(part, 1), _mm256_extracti128_si256(whole, 1), times);
            n[j] = _mm256_set_m128i(high, low);
        }
        put_bytes(to + i, n);
    }
}

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

AVX512 static void scale_avx512(uint8_t *to, const uint32_t *a, const uint32_t *b)
{
    const __m512i eight = _mm512_set1_epi32(8), too_many = _mm512_set1_epi32(SCALED);
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
    static const struct tn_summer avx512 = {scale_avx512, share_avx512}, avx2 = {scale_avx2, share_avx2};
    const struct tn_summer *usable[3];
    size_t n = 0;
    if (tn_has_avx512()) usable[n++] = &avx512;
    if (__builtin_cpu_supports("avx2")) usable[n++] = &avx2;
    usable[n++] = &portable;
    return i < n ? usable[i] : NULL;
}

#else

const struct tn_summer *tn_summer_usable(size_t i) { return i == 0 ? &portable : NULL; }

#endif
