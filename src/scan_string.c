#include "scan_units.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "json_parse.h"

static inline bool is_special(unsigned char c) { return c < 0x20 || c == '"' || c == '\\'; }

size_t tn_string_portable(const unsigned char *p, size_t length)
{
    size_t i = 0;
    while (i < length && !is_special(p[i])) i++;
    return i;
}

/* Copies the longest prefix that a string holds as it is; returns its length. */
typedef size_t copier(const unsigned char *p, size_t length, unsigned char *out);

static inline struct tn_decoded decode_by(copier *copy, const unsigned char *p, size_t length,
                                          unsigned char *out)
{
    struct tn_decoded d = {0, 0};
    for (;;) {
        size_t n = copy(p + d.read, length - d.read, out + d.written);
        d.read += n;
        d.written += n;
        do { /* escapes come in rows */
            unsigned char c = d.read + 1 < length && p[d.read] == '\\' ? tn_json_unescaped[p[d.read + 1]] : 0;
            if (c == 0) return d;
            out[d.written++] = c;
            d.read += 2;
        } while (d.read < length && p[d.read] == '\\');
    }
}

static inline size_t encode_by(copier *copy, const unsigned char *p, size_t length, unsigned char *out)
{
    size_t written = 0;
    for (size_t i = 0; i < length; i++) {
        size_t n = copy(p + i, length - i, out + written);
        i += n;
        written += n;
        if (i == length) break;
        out[written++] = '\\';
        out[written++] = tn_escape_letter(p[i]);
    }
    return written;
}

static size_t copy_portable(const unsigned char *p, size_t length, unsigned char *out)
{
    size_t n = tn_string_portable(p, length);
    memcpy(out, p, n);
    return n;
}

struct tn_decoded tn_decode_portable(const unsigned char *p, size_t length, unsigned char *out)
{
    return decode_by(copy_portable, p, length, out);
}

size_t tn_encode_portable(const unsigned char *p, size_t length, unsigned char *out)
{
    return encode_by(copy_portable, p, length, out);
}

#if defined(__x86_64__)
#include <immintrin.h>

/* Has a bit for each byte that a string does not hold as it is. */
static inline uint32_t special_sse2(__m128i v)
{
    const __m128i last_control = _mm_set1_epi8(0x1F);
    __m128i bad = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('"')), _mm_cmpeq_epi8(v, _mm_set1_epi8('\\')));
    bad = _mm_or_si128(bad, _mm_cmpeq_epi8(_mm_max_epu8(v, last_control), last_control));
    return (uint32_t)_mm_movemask_epi8(bad);
}

/* The runs of a string are short, mostly: a wider vector would not be faster. */
size_t tn_string_sse2(const unsigned char *p, size_t length)
{
    size_t i = 0;
    for (; i + 16 <= length; i += 16) {
        uint32_t rest = special_sse2(_mm_loadu_si128((const __m128i *)(const void *)(p + i)));
        if (rest) return i + (size_t)__builtin_ctz(rest);
    }
    return i + tn_string_portable(p + i, length - i);
}

static inline size_t copy_sse2(const unsigned char *p, size_t length, unsigned char *out)
{
    size_t i = 0;
    for (; i + 16 <= length; i += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(p + i));
        _mm_storeu_si128((__m128i *)(void *)(out + i), v);
        uint32_t rest = special_sse2(v);
        if (rest) return i + (size_t)__builtin_ctz(rest);
    }
    for (; i < length && !is_special(p[i]); i++) out[i] = p[i];
    return i;
}

struct tn_decoded tn_decode_sse2(const unsigned char *p, size_t length, unsigned char *out)
{
    return decode_by(copy_sse2, p, length, out);
}

size_t tn_encode_sse2(const unsigned char *p, size_t length, unsigned char *out)
{
    return encode_by(copy_sse2, p, length, out);
}

#endif
