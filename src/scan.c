#include "scan.h"

#include <stdint.h>

#include "cpu.h"
#include "scan_units.h"
#include "utf8.h"

#define EIGHT 1, 1, 1, 1, 1, 1, 1, 1
const unsigned char tn_first[2 * TN_SCAN_SLACK] = {EIGHT, EIGHT, EIGHT, EIGHT, EIGHT, EIGHT, EIGHT, EIGHT};

_Static_assert(TN_SCAN_SLACK == 8 * 8, "these are as many ones");

/* Goes on, byte by byte, behind the i bytes that are known to be plain. */
static size_t plain_behind(const unsigned char *p, size_t length, size_t i, bool after_space, bool wide,
                           unsigned char *out)
{
    const bool first_after_space = after_space;
    for (; i < length; i++) {
        bool space = p[i] == ' ';
        if (space && after_space) break;
        if (!tn_is_plain(p[i])) {
            size_t end = tn_take_wide(p, length, i, first_after_space, wide, out);
            if (end == i) break;
            i = end - 1;
        } else {
            out[i] = p[i];
        }
        after_space = space;
    }
    return i;
}

size_t tn_plain_portable(const unsigned char *p, size_t length, bool after_space, bool wide,
                         unsigned char *out)
{
    return plain_behind(p, length, 0, after_space, wide, out);
}

/* Goes on, byte by byte, behind the white space that is known. */
static struct tn_white white_behind(const unsigned char *p, size_t length, struct tn_white w)
{
    for (; w.length < length; w.length++) {
        unsigned char c = p[w.length];
        if (c == '\n') {
            w.feeds++;
            w.start = w.length + 1;
        } else if (c == '\r' && w.length + 1 < length && p[w.length + 1] == '\n') {
            w.returns++;
        } else if (c != ' ' && c != '\t') {
            break;
        }
    }
    return w;
}

static struct tn_white white_portable(const unsigned char *p, size_t length)
{
    return white_behind(p, length, (struct tn_white){0, 0, 0, 0});
}

static struct tn_scan_bits tell_apart_portable(const unsigned char *p)
{
    struct tn_scan_bits bits = {0, 0, 0, 0};
    for (unsigned i = 0; i < TN_SCAN_BLOCK; i++) {
        bits.feeds |= (uint64_t)(p[i] == '\n') << i;
        bits.tabs |= (uint64_t)(p[i] == '\t') << i;
        bits.spaces |= (uint64_t)(p[i] == ' ') << i;
        bits.plain |= (uint64_t)tn_is_plain(p[i]) << i;
    }
    return bits;
}

/* The inner loop has no branches, and its sum is no wider than what is added: compilers make vectors of it. */
static size_t count_portable(const unsigned char *p, size_t length, unsigned char c)
{
    size_t count = 0;
    for (size_t n; length > 0; p += n, length -= n) {
        n = length < TN_SCAN_SLACK ? length : TN_SCAN_SLACK;
        const unsigned char *counts = tn_first + TN_SCAN_SLACK - n;
        unsigned char alike = 0;
        for (size_t i = 0; i < TN_SCAN_SLACK; i++) alike = (unsigned char)(alike + ((p[i] == c) & counts[i]));
        count += alike;
    }
    return count;
}

const struct tn_scanner tn_scanner_portable = {
    "none",         tn_plain_portable,  white_portable,     tell_apart_portable,
    count_portable, tn_string_portable, tn_decode_portable, tn_encode_portable};

#if defined(__x86_64__)
#include <immintrin.h>

#include "bytes_sse2.h"

#define AVX2 __attribute__((target("avx2,bmi,popcnt")))

static struct tn_white white_sse2(const unsigned char *p, size_t length)
{
    const __m128i blank = _mm_set1_epi8(' '), tab = _mm_set1_epi8('\t'), feed = _mm_set1_epi8('\n');
    const __m128i cr = _mm_set1_epi8('\r');
    struct tn_white w = {0, 0, 0, 0};
    while (w.length + 16 <= length) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(p + w.length));
        __m128i blanks = _mm_or_si128(_mm_cmpeq_epi8(v, blank), _mm_cmpeq_epi8(v, tab));
        struct tn_white_bits bits = {(uint32_t)_mm_movemask_epi8(blanks),
                                     (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, feed)),
                                     (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, cr))};
        if (tn_add_white(&w, p, length, 16, bits)) return w;
    }
    return white_behind(p, length, w);
}

AVX2 static struct tn_white white_avx2(const unsigned char *p, size_t length)
{
    const __m256i blank = _mm256_set1_epi8(' '), tab = _mm256_set1_epi8('\t'), feed = _mm256_set1_epi8('\n');
    const __m256i cr = _mm256_set1_epi8('\r');
    struct tn_white w = {0, 0, 0, 0};
    while (w.length + 32 <= length) {
        __m256i v = _mm256_loadu_si256((const __m256i *)(const void *)(p + w.length));
        __m256i blanks = _mm256_or_si256(_mm256_cmpeq_epi8(v, blank), _mm256_cmpeq_epi8(v, tab));
        struct tn_white_bits bits = {(uint32_t)_mm256_movemask_epi8(blanks),
                                     (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(v, feed)),
                                     (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(v, cr))};
        if (tn_add_white(&w, p, length, 32, bits)) return w;
    }
    return white_behind(p, length, w);
}

/* A bit for each of the 16 bytes that is not plain but for spaces.  Signed comparison makes bytes from 0x80 on negative,
 * so that one comparison finds both controls and what is not ASCII. */
static inline uint32_t not_plain_sse2(__m128i v)
{
    __m128i bad = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('<')), _mm_cmpeq_epi8(v, _mm_set1_epi8('>')));
    bad = _mm_or_si128(bad, _mm_cmpeq_epi8(v, _mm_set1_epi8('&')));
    bad = _mm_or_si128(bad, _mm_cmpeq_epi8(v, _mm_set1_epi8(';')));
    bad = _mm_or_si128(bad, _mm_cmpeq_epi8(v, _mm_set1_epi8(0x7F)));
    bad = _mm_or_si128(bad, _mm_cmplt_epi8(v, _mm_set1_epi8(' ')));
    return (uint32_t)_mm_movemask_epi8(bad);
}

static struct tn_scan_bits tell_apart_sse2(const unsigned char *p)
{
    const __m128i blank = _mm_set1_epi8(' '), tab = _mm_set1_epi8('\t'), feed = _mm_set1_epi8('\n');
    struct tn_scan_bits bits = {0, 0, 0, 0};
    for (unsigned i = 0; i < TN_SCAN_BLOCK; i += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(p + i));
        bits.feeds |= (uint64_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, feed)) << i;
        bits.tabs |= (uint64_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, tab)) << i;
        bits.spaces |= (uint64_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, blank)) << i;
        bits.plain |= (uint64_t)(not_plain_sse2(v) ^ 0xFFFF) << i;
    }
    return bits;
}

enum { AWHILE = 32 };

/* Takes the character beyond ASCII at p[*i], of which a vector does not know that it is plain; if it is a letter, what is plain behind
 * it, too, for a while, as more of them follow.  False if the run ends at *i. */
static bool go_on(const unsigned char *p, size_t length, size_t *i, bool after_space, unsigned char *out)
{
    size_t begin = *i, limit = length - begin > AWHILE ? begin + AWHILE : length;
    if (!tn_begins_letter(p[begin])) {
        *i = tn_take_wide(p, length, begin, after_space, true, out);
        return *i > begin;
    }
    *i = plain_behind(p, limit, begin, after_space, true, out);
    /* a mark and the letter behind it may be cut by the limit; else the run ends here */
    return limit < length && limit - *i < 2 * TN_UTF8_MAX;
}

/* Below, `rest` has a bit for each byte that ends the run, `spaces` one for each space; a space ends it if
 * the bit before it is a space too. */

/* tn_cyrillic() of a vector. */
static inline uint32_t cyrillic_sse2(__m128i v, bool behind_small)
{
    struct tn_cyrillic_bits is = {.early = tn_bytes_bits(tn_bytes_are(v, 0xD0)),
                                  .late = tn_bytes_bits(tn_bytes_are(v, 0xD1)),
                                  .below_90 = tn_bytes_bits(tn_bytes_among(v, 0x80, 0x10)),
                                  .below_b0 = tn_bytes_bits(tn_bytes_among(v, 0x80, 0x30)),
                                  .below_c0 = tn_bytes_bits(tn_bytes_among(v, 0x80, 0x40))};
    return (uint32_t)tn_cyrillic(&is, behind_small);
}

static size_t plain_sse2(const unsigned char *p, size_t length, bool after_space, bool wide,
                         unsigned char *out)
{
    const __m128i blank = _mm_set1_epi8(' ');
    const bool first_after_space = after_space;
    size_t i = 0;
    while (i + 16 <= length) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(p + i));
        _mm_storeu_si128((__m128i *)(void *)(out + i), v);
        uint32_t rest = not_plain_sse2(v);
        uint32_t spaces = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, blank));
        rest |= spaces & (spaces << 1 | (after_space ? 1u : 0u));
        if (wide && _mm_movemask_epi8(v))
            rest &= ~cyrillic_sse2(v, tn_is_behind_cyrillic_small(p, i, first_after_space));
        if (rest == 0) {
            after_space = spaces >> 15;
            i += 16;
            continue;
        }
        size_t n = (size_t)__builtin_ctz(rest);
        i += n;
        if (!wide || p[i] < 0x80) return i;
        if (n > 16 - TN_UTF8_MAX) { /* a character may be cut there */
            after_space = false;
            continue;
        }
        if (!go_on(p, length, &i, i == 0 && first_after_space, out)) return i;
        after_space = p[i - 1] == ' ';
    }
    return plain_behind(p, length, i, after_space, wide, out);
}

AVX2 static inline uint32_t cyrillic_avx2(__m256i v, bool behind_small)
{
    const __m256i early = _mm256_set1_epi8((char)0xD0), late = _mm256_set1_epi8((char)0xD1);
    struct tn_cyrillic_bits is = {
        .early = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(v, early)),
        .late = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(v, late)),
        .below_90 = (uint32_t)_mm256_movemask_epi8(_mm256_cmpgt_epi8(_mm256_set1_epi8((char)0x90), v)),
        .below_b0 = (uint32_t)_mm256_movemask_epi8(_mm256_cmpgt_epi8(_mm256_set1_epi8((char)0xB0), v)),
        .below_c0 = (uint32_t)_mm256_movemask_epi8(_mm256_cmpgt_epi8(_mm256_set1_epi8((char)0xC0), v))};
    return (uint32_t)tn_cyrillic(&is, behind_small);
}

/* Which bytes are the last of a letter, of 64 that differ in it only?  `letters` are the bits of these. */
AVX2 static inline uint32_t find_in_row(__m256i v, const unsigned char *letters)
{
    const __m256i power = _mm256_set1_epi64x((long long)0x8040201008040201), seven = _mm256_set1_epi8(7);
    long long row;
    memcpy(&row, letters, sizeof row);
    __m256i eight =
        _mm256_shuffle_epi8(_mm256_set1_epi64x(row), _mm256_and_si256(_mm256_srli_epi16(v, 3), seven));
    __m256i bit = _mm256_shuffle_epi8(power, _mm256_and_si256(v, seven));
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_and_si256(eight, bit), bit));
}

AVX2 static inline uint32_t find_avx2(__m256i v, unsigned char c)
{
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(v, _mm256_set1_epi8((char)c)));
}

/* All bytes of each letter of tn_letter_length() that begins among these bytes of v, which stands at p, but for Cyrillic ones.  A text
 * is mostly of few rows of letters. */
AVX2 static uint32_t letters_avx2(__m256i v, const unsigned char *p, uint32_t bytes)
{
    uint32_t rest = (uint32_t)_mm256_movemask_epi8(_mm256_cmpgt_epi8(_mm256_set1_epi8((char)0xC0), v)),
             letters = 0;
    for (uint32_t first = bytes & ~rest, same; first != 0; first &= ~same) {
        unsigned i = (unsigned)__builtin_ctz(first);
        size_t n = p[i] < 0xE0 ? 2 : 3, row = p[i] & 0x1Fu;
        same = first & -first;
        if (!tn_begins_letter(p[i]) || p[i] >= 0xE3 || (p[i] & 0xFE) == 0xD0 || i + n > sizeof v) continue;
        same = find_avx2(v, p[i]);
        uint32_t last = same << 1 & rest;
        if (n == 3) {
            row = (p[i] & 0x0Fu) << 6 | (p[i + 1] & 0x3Fu);
            same &= find_avx2(v, p[i + 1]) >> 1;
            last = row < 0x800 / 64 ? 0 : same << 2 & rest & rest << 1; /* no longer than it has to be */
        }
        last &= find_in_row(v, tn_letters + row * 8);
        letters |= last | last >> 1 | (n == 3 ? last >> 2 : 0);
        same |= 1u << i;
    }
    return letters;
}

AVX2 static size_t plain_avx2(const unsigned char *p, size_t length, bool after_space, bool wide,
                              unsigned char *out)
{
    const __m256i last_control = _mm256_set1_epi8(0x1F), delete = _mm256_set1_epi8(0x7F);
    const __m256i less = _mm256_set1_epi8('<'), more = _mm256_set1_epi8('>'), blank = _mm256_set1_epi8(' ');
    const __m256i ampersand = _mm256_set1_epi8('&'), semicolon = _mm256_set1_epi8(';');
    const bool first_after_space = after_space;
    size_t i = 0;
    while (i + 32 <= length) {
        __m256i v = _mm256_loadu_si256((const __m256i *)(const void *)(p + i));
        _mm256_storeu_si256((__m256i *)(void *)(out + i), v);
        __m256i bad = _mm256_or_si256(_mm256_cmpeq_epi8(v, less), _mm256_cmpeq_epi8(v, more));
        bad = _mm256_or_si256(
            bad, _mm256_or_si256(_mm256_cmpeq_epi8(v, ampersand), _mm256_cmpeq_epi8(v, semicolon)));
        bad = _mm256_or_si256(bad, _mm256_cmpeq_epi8(v, delete));
        uint32_t rest = ~(uint32_t)_mm256_movemask_epi8(_mm256_cmpgt_epi8(v, last_control));
        rest |= (uint32_t)_mm256_movemask_epi8(bad);
        uint32_t spaces = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(v, blank));
        rest |= spaces & (spaces << 1 | (after_space ? 1u : 0u));
        uint32_t high = wide ? (uint32_t)_mm256_movemask_epi8(v) : 0;
        if (high) rest &= ~cyrillic_avx2(v, tn_is_behind_cyrillic_small(p, i, first_after_space));
        if (high & rest & -rest && tn_begins_letter(p[i + (size_t)__builtin_ctz(rest)]))
            rest &= ~letters_avx2(v, p + i, high & rest);
        if (rest == 0) {
            after_space = spaces >> 31;
            i += 32;
            continue;
        }
        size_t n = (size_t)__builtin_ctz(rest);
        i += n;
        if (!wide || p[i] < 0x80) return i;
        if (n > 32 - TN_UTF8_MAX) { /* a character may be cut there */
            after_space = false;
            continue;
        }
        if (!go_on(p, length, &i, i == 0 && first_after_space, out)) return i;
        after_space = p[i - 1] == ' ';
    }
    return plain_behind(p, length, i, after_space, wide, out);
}

const struct tn_scanner *tn_scanner_usable(size_t i)
{
    static const struct tn_scanner sse2 = {"sse2",         plain_sse2,     white_sse2,     tell_apart_sse2,
                                           count_portable, tn_string_sse2, tn_decode_sse2, tn_encode_sse2},
                                   avx2 = {"avx2",         plain_avx2,     white_avx2,     tell_apart_sse2,
                                           count_portable, tn_string_sse2, tn_decode_sse2, tn_encode_sse2},
                                   avx512 = {"avx512",         tn_plain_avx512,
                                             tn_white_avx512,  tn_tell_apart_avx512,
                                             tn_count_avx512,  tn_string_sse2,
                                             tn_decode_avx512, tn_encode_avx512};
    const struct tn_scanner *usable[4];
    size_t n = 0;
    if (tn_has_avx512()) usable[n++] = &avx512;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi")) usable[n++] = &avx2;
    usable[n++] = &sse2;
    usable[n++] = &tn_scanner_portable;
    return i < n ? usable[i] : NULL;
}

#elif defined(__aarch64__)
#include <arm_neon.h>

static size_t plain_neon(const unsigned char *p, size_t length, bool after_space, bool wide,
                         unsigned char *out)
{
    const bool first_after_space = after_space;
    size_t i = 0;
    while (i + 16 <= length) {
        uint8x16_t v = vld1q_u8(p + i), blank = vdupq_n_u8(' ');
        vst1q_u8(out + i, v);
        uint8x16_t bad = vorrq_u8(vcltq_u8(v, blank), vcgeq_u8(v, vdupq_n_u8(0x7F)));
        bad = vorrq_u8(bad, vorrq_u8(vceqq_u8(v, vdupq_n_u8('<')), vceqq_u8(v, vdupq_n_u8('>'))));
        bad = vorrq_u8(bad, vorrq_u8(vceqq_u8(v, vdupq_n_u8('&')), vceqq_u8(v, vdupq_n_u8(';'))));
        uint8x16_t space = vceqq_u8(v, blank);
        uint8x16_t before = vextq_u8(vdupq_n_u8(after_space ? 0xFF : 0), space, 15);
        bad = vorrq_u8(bad, vandq_u8(space, before));
        if (vmaxvq_u8(bad) == 0) {
            after_space = vgetq_lane_u8(space, 15);
            i += 16;
            continue;
        }
        i = plain_behind(p, i + 16, i, after_space, false, out); /* the few bytes before it one by one */
        size_t end = tn_take_wide(p, length, i, first_after_space, wide, out);
        if (end == i) return i;
        i = end;
        after_space = false;
    }
    return plain_behind(p, length, i, after_space, wide, out);
}

const struct tn_scanner *tn_scanner_usable(size_t i)
{
    static const struct tn_scanner neon = {
        "neon",         plain_neon,         white_portable,     tell_apart_portable,
        count_portable, tn_string_portable, tn_decode_portable, tn_encode_portable};
    return i == 0 ? &neon : i == 1 ? &tn_scanner_portable : NULL;
}

#else

const struct tn_scanner *tn_scanner_usable(size_t i) { return i == 0 ? &tn_scanner_portable : NULL; }

#endif

const struct tn_scanner *tn_scanner_choose(void) { return tn_scanner_usable(0); }
