/* scan_avx512.c - strings of JSON by AVX-512 with VBMI2, which can move the bytes of a vector together and apart. */
#include "scan_units.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <stdint.h>

#include "json_parse.h"

#define AVX512 __attribute__((target("avx512bw,avx512vbmi,avx512vbmi2,bmi,popcnt")))

bool tn_has_avx512(void)
{
    return __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("avx512vbmi") &&
           __builtin_cpu_supports("avx512bw");
}

/* Which backslashes begin an escape; the bytes behind these are *escaped.  Of those in a row the first one does and then
 * every other one: what is subtracted is carried along the row. */
static inline uint64_t find_escapes(uint64_t backslashes, uint64_t *escaped)
{
    const uint64_t odd = UINT64_C(0xAAAAAAAAAAAAAAAA);
    uint64_t turns = ((backslashes << 1 | odd) - backslashes) ^ odd;
    *escaped = turns ^ backslashes;
    return turns & backslashes;
}

AVX512 struct tn_decoded tn_decode_avx512(const unsigned char *p, size_t length, unsigned char *out)
{
    const __m512i low = _mm512_loadu_si512(tn_json_unescaped),
                  high = _mm512_loadu_si512(tn_json_unescaped + 64);
    const __m512i quote = _mm512_set1_epi8('"'), backslash = _mm512_set1_epi8('\\'),
                  blank = _mm512_set1_epi8(' ');
    struct tn_decoded d = {0, 0};
    for (;;) {
        size_t left = length - d.read, n;
        uint64_t there = left < 64 ? (UINT64_C(1) << left) - 1 : UINT64_MAX, escaped;
        __m512i v = _mm512_maskz_loadu_epi8(there, p + d.read); /* and NULs, which end it */
        uint64_t end = _mm512_cmpeq_epi8_mask(v, quote) | _mm512_cmplt_epu8_mask(v, blank);
        uint64_t escapes = find_escapes(_mm512_cmpeq_epi8_mask(v, backslash), &escaped);
        __m512i letters = _mm512_permutex2var_epi8(low, v, high); /* it looks at seven bits */
        uint64_t others = escaped & (_mm512_testn_epi8_mask(letters, letters) | _mm512_movepi8_mask(v));
        end = (end & ~escaped) | others >> 1 | (escapes & UINT64_C(1) << 63);
        uint64_t kept = ~escapes & (end ? (end & -end) - 1 : UINT64_MAX);
        v = _mm512_maskz_compress_epi8(kept, _mm512_mask_mov_epi8(v, escaped, letters));
        _mm512_storeu_si512(out + d.written, v);
        n = end ? (size_t)__builtin_ctzll(end) : 64;
        d.written += (size_t)__builtin_popcountll(kept);
        d.read += n;
        if (n < 63) return d; /* at 63 there may be an escape that goes on */
    }
}

AVX512 size_t tn_encode_avx512(const unsigned char *p, size_t length, unsigned char *out)
{
    const __m512i quote = _mm512_set1_epi8('"'), backslash = _mm512_set1_epi8('\\'),
                  blank = _mm512_set1_epi8(' ');
    size_t written = 0;
    for (size_t i = 0; i < length;) {
        size_t left = length - i;
        uint64_t there = left < 64 ? (UINT64_C(1) << left) - 1 : UINT64_MAX;
        __m512i v = _mm512_maskz_loadu_epi8(there, p + i);
        uint64_t special = _mm512_cmpeq_epi8_mask(v, quote) | _mm512_cmpeq_epi8_mask(v, backslash) |
                           _mm512_mask_cmplt_epu8_mask(there, v, blank);
        size_t n = special ? (size_t)__builtin_ctzll(special) : left < 64 ? left : 64;
        _mm512_storeu_si512(out + written, v);
        i += n;
        written += n;
        if (special == 0) continue;
        out[written++] = '\\';
        out[written++] = tn_escape_letter(p[i]);
        i++;
    }
    return written;
}

#endif
