/* scan_avx512.c - what scan.h promises, by AVX-512 with VBMI2, which can move the bytes of a vector together and apart. */
#include "scan_units.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <stdint.h>

#include "bytes_avx512.h"
#include "cpu.h"
#include "json_parse.h"
#include "utf8.h"

/* Which bytes are not plain? */
TN_AVX512 static inline uint64_t find_not_plain(__m512i v)
{
    /* but for controls and what is not ASCII, by its lower four bits, which differ */
    const __m512i not_plain =
        _mm512_broadcast_i32x4(_mm_setr_epi8(0, 0, 0, 0, 0, 0, '&', 0, 0, 0, 0, ';', '<', 0, '>', 0x7F));
    return _mm512_cmpeq_epi8_mask(v, _mm512_shuffle_epi8(not_plain, v)) |
           _mm512_cmplt_epi8_mask(v, _mm512_set1_epi8(' '));
}

/* All bytes of those that are letters but none of the `alien` ones, and of marks between two of these or before `plain` bytes. */
TN_AVX512 static inline uint64_t find_letters(const struct tn_places *at, uint64_t plain, uint64_t alien)
{
    uint64_t letters = tn_find_in(tn_letters, at), first = letters & ~alien;
    if ((at->in[0] | at->in[1] | at->in[2] | at->in[3]) & ~letters) {
        uint64_t behind = letters & ~tn_find_in(tn_letters_first, at), before = letters | plain;
        uint64_t lone = tn_find_in(tn_marks_lone, at), marks = tn_find_in(tn_marks, at);
        first |= ((marks & behind << at->n) | (lone & letters << at->n)) & before >> at->n;
    }
    return first | first << 1 | (at->n == 3 ? first << 2 : 0);
}

/* The first bytes of Cyrillic capitals behind small letters. */
TN_AVX512 static inline uint64_t find_alien(__m512i v, bool behind_small)
{
    struct tn_cyrillic_bits is = {.early = tn_find(v, 0xD0),
                                  .late = tn_find(v, 0xD1),
                                  .below_90 = tn_find_among(v, 0x80, 0x10),
                                  .below_b0 = tn_find_among(v, 0x80, 0x30),
                                  .below_c0 = tn_find_among(v, 0x80, 0x40)};
    return is.early ? tn_cyrillic_alien(&is, behind_small) >> 1 : 0;
}

/* tn_east_asian() of a vector. */
TN_AVX512 static inline uint64_t find_east_asian(__m512i v)
{
    struct tn_east_asian_bits is = {.e3 = tn_find(v, 0xE3),
                                    .e4 = tn_find(v, 0xE4),
                                    .ea = tn_find(v, 0xEA),
                                    .ed = tn_find(v, 0xED),
                                    .ef = tn_find(v, 0xEF),
                                    .other = tn_find_among(v, 0xE5, 5) | tn_find_among(v, 0xEB, 2),
                                    .rest = tn_find_among(v, 0x80, 0x40),
                                    .is_80 = tn_find(v, 0x80),
                                    .is_81 = tn_find(v, 0x81),
                                    .is_82 = tn_find(v, 0x82),
                                    .is_83 = tn_find(v, 0x83),
                                    .is_bc = tn_find(v, 0xBC),
                                    .below_9e = tn_find_among(v, 0x80, 0x1E),
                                    .above_af = tn_find_among(v, 0xB0, 0x10),
                                    .above_b7 = tn_find_among(v, 0xB8, 8),
                                    .marks = tn_find_among(v, 0x99, 4),
                                    .stops = tn_find_among(v, 0x81, 0x11)};
    return tn_east_asian(&is);
}

/* The bytes from p[i] on, which are in v. */
struct stretch {
    const unsigned char *p;
    size_t length, i;
    bool after_space;
    uint64_t plain; /* a bit for each that is, without those beyond ASCII */
    uint64_t high;  /* and for each beyond ASCII */
};

/* Kinds of letters of which there are many where there is one. */
enum letters { FEW_LETTERS, OF_TWO, OF_THREE, EAST_ASIAN };

static inline enum letters letters_of(unsigned char lead)
{
    if (!tn_begins_letter(lead)) return FEW_LETTERS;
    return lead < 0xE0 ? OF_TWO : lead < 0xE3 ? OF_THREE : EAST_ASIAN;
}

/* All bytes of the characters of tn_wide_length() among them that are of that kind. */
TN_AVX512 static uint64_t find_wide(__m512i v, const struct stretch *s, enum letters kind)
{
    if (kind == EAST_ASIAN) return find_east_asian(v);
    if (kind == OF_THREE) {
        struct tn_places at = tn_places_of3(v, s->p + s->i, s->length - s->i);
        return find_letters(&at, s->plain, 0);
    }
    struct tn_places at = tn_places_of2(v, s->p + s->i, s->length - s->i);
    return find_letters(&at, s->plain,
                        find_alien(v, tn_is_behind_cyrillic_small(s->p, s->i, s->after_space)));
}

/* Takes those that are plain out of the bits `rest` of those that may not be, up to the first one that is not. */
TN_AVX512 static inline uint64_t skip_wide(__m512i v, const struct stretch *s, uint64_t rest)
{
    unsigned asked = 1 << FEW_LETTERS;
    while (rest & -rest & s->high) {
        size_t n = (size_t)__builtin_ctzll(rest);
        enum letters kind = letters_of(s->p[s->i + n]);
        if (!(asked >> kind & 1)) {
            asked |= 1u << kind;
            rest &= ~find_wide(v, s, kind);
            continue;
        }
        size_t bytes = tn_wide_length(s->p, s->length, s->i + n, s->after_space);
        if (bytes == 0 || n + bytes > 64) break;
        rest &= ~(((UINT64_C(1) << bytes) - 1) << n);
    }
    return rest;
}

/* A NUL ends it. */
TN_AVX512 size_t tn_plain_avx512(const unsigned char *p, size_t length, bool after_space, bool wide,
                                 unsigned char *out)
{
    enum { FEW = 8 }; /* bytes: most likely just written, and a vector would wait for them */
    if (length < FEW) return tn_plain_portable(p, length, after_space, wide, out);
    const __m512i blank = _mm512_set1_epi8(' ');
    struct stretch s = {p, length, 0, after_space, 0, 0};
    uint64_t before = after_space;
    for (;;) {
        __m512i v = tn_bytes_load(p + s.i, length - s.i);
        _mm512_storeu_si512(out + s.i, v);
        uint64_t spaces = _mm512_cmpeq_epi8_mask(v, blank), not_plain = find_not_plain(v);
        uint64_t rest = not_plain | (spaces & (spaces << 1 | before));
        s.plain = ~not_plain;
        s.high = wide ? _mm512_movepi8_mask(v) : 0;
        if (rest & -rest & s.high) rest = skip_wide(v, &s, rest);
        size_t n = rest ? (size_t)__builtin_ctzll(rest) : 64;
        s.i += n;
        if (n < 64 && (!(s.high >> n & 1) || n <= 64 - TN_UTF8_MAX)) return s.i;
        before = n == 64 && spaces >> 63; /* else a character may be cut there */
    }
}

TN_AVX512 struct tn_scan_bits tn_tell_apart_avx512(const unsigned char *p)
{
    __m512i v = _mm512_loadu_si512(p);
    return (struct tn_scan_bits){.feeds = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\n')),
                                 .tabs = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\t')),
                                 .spaces = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8(' ')),
                                 .plain = ~find_not_plain(v)};
}

TN_AVX512 size_t tn_count_avx512(const unsigned char *p, size_t length, unsigned char c)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i += 64) {
        uint64_t counts = length - i < 64 ? (UINT64_C(1) << (length - i)) - 1 : UINT64_MAX;
        uint64_t alike = _mm512_cmpeq_epi8_mask(_mm512_loadu_si512(p + i), _mm512_set1_epi8((char)c));
        count += (size_t)__builtin_popcountll(alike & counts);
    }
    return count;
}

TN_AVX512 struct tn_white tn_white_avx512(const unsigned char *p, size_t length)
{
    const __m512i blank = _mm512_set1_epi8(' '), tab = _mm512_set1_epi8('\t');
    const __m512i feed = _mm512_set1_epi8('\n'), cr = _mm512_set1_epi8('\r');
    struct tn_white w = {0, 0, 0, 0};
    for (;;) {
        __m512i v = tn_bytes_load(p + w.length, length - w.length); /* a NUL ends it */
        uint64_t blanks = _mm512_cmpeq_epi8_mask(v, blank) | _mm512_cmpeq_epi8_mask(v, tab);
        struct tn_white_bits bits = {blanks, _mm512_cmpeq_epi8_mask(v, feed), _mm512_cmpeq_epi8_mask(v, cr)};
        if (tn_add_white(&w, p, length, 64, bits)) return w;
    }
}

/* Which backslashes begin an escape; the bytes behind these are *escaped, the first one too if it was (1) and not (0).
 * Of backslashes in a row the first one does and then every other one: what is subtracted is carried along the row. */
static inline uint64_t find_escapes(uint64_t backslashes, uint64_t *escaped)
{
    const uint64_t odd = UINT64_C(0xAAAAAAAAAAAAAAAA);
    uint64_t first = *escaped, begin = backslashes & ~first;
    uint64_t turns = ((begin << 1 | odd) - begin) ^ odd;
    *escaped = turns ^ (backslashes | first);
    return turns & backslashes;
}

TN_AVX512 struct tn_decoded tn_decode_avx512(const unsigned char *p, size_t length, unsigned char *out)
{
    const __m512i low = _mm512_loadu_si512(tn_json_unescaped),
                  high = _mm512_loadu_si512(tn_json_unescaped + 64);
    const __m512i quote = _mm512_set1_epi8('"'), backslash = _mm512_set1_epi8('\\'),
                  blank = _mm512_set1_epi8(' ');
    struct tn_decoded d = {0, 0};
    for (uint64_t escaped = 0, escapes;; escaped = escapes >> 63) {
        __m512i v = tn_bytes_load(p + d.read, length - d.read); /* a NUL ends it */
        escapes = find_escapes(_mm512_cmpeq_epi8_mask(v, backslash), &escaped);
        uint64_t end = _mm512_cmpeq_epi8_mask(v, quote) | _mm512_cmplt_epu8_mask(v, blank);
        __m512i letters = _mm512_permutex2var_epi8(low, v, high); /* it looks at seven bits */
        uint64_t others = escaped & (_mm512_testn_epi8_mask(letters, letters) | _mm512_movepi8_mask(v));
        end = (end & ~escaped) | others;
        uint64_t kept = ~escapes & ((end & -end) - 1); /* before the end, or all */
        v = _mm512_maskz_compress_epi8(kept, _mm512_mask_mov_epi8(v, escaped, letters));
        _mm512_storeu_si512(out + d.written, v);
        d.written += (size_t)__builtin_popcountll(kept);
        if (end) {
            size_t n = (size_t)__builtin_ctzll(end);
            d.read += n;
            d.read -= others >> n & 1; /* its backslash stays, too */
            return d;
        }
        d.read += 64;
    }
}

/* Writes what stands for these bytes, but for NULs; returns its length. */
TN_AVX512 static inline size_t encode_half(__m256i v, unsigned char *out)
{
    const __m256i quote = _mm256_set1_epi8('"'), backslash = _mm256_set1_epi8('\\'),
                  feed = _mm256_set1_epi8('\n');
    uint32_t feeds = _mm256_cmpeq_epi8_mask(v, feed);
    uint32_t escapes = feeds | _mm256_cmpeq_epi8_mask(v, quote) | _mm256_cmpeq_epi8_mask(v, backslash);
    /* each behind a backslash or a NUL; then all NULs go */
    __m512i letters = _mm512_cvtepu8_epi16(_mm256_mask_set1_epi8(v, feeds, 'n'));
    __m512i pairs = _mm512_or_si512(_mm512_slli_epi16(letters, 8), _mm512_maskz_set1_epi16(escapes, '\\'));
    uint64_t kept = _mm512_test_epi8_mask(pairs, pairs);
    _mm512_storeu_si512(out, _mm512_maskz_compress_epi8(kept, pairs));
    return (size_t)__builtin_popcountll(kept);
}

/* Most text is a paragraph without escapes, but for the line feeds before it. */
TN_AVX512 size_t tn_encode_avx512(const unsigned char *p, size_t length, unsigned char *out)
{
    const __m512i quote = _mm512_set1_epi8('"'), backslash = _mm512_set1_epi8('\\'),
                  feed = _mm512_set1_epi8('\n');
    size_t i = 0, written = 0;
    for (; i < length && p[i] == '\n'; i++) {
        out[written++] = '\\';
        out[written++] = 'n';
    }
    for (; i < length; i += 64) {
        __m512i v = tn_bytes_load(p + i, length - i);
        if (_mm512_cmpeq_epi8_mask(v, feed) | _mm512_cmpeq_epi8_mask(v, quote) |
            _mm512_cmpeq_epi8_mask(v, backslash)) {
            written += encode_half(_mm512_castsi512_si256(v), out + written);
            written += encode_half(_mm512_extracti64x4_epi64(v, 1), out + written);
        } else {
            _mm512_storeu_si512(out + written, v);
            written += length - i < 64 ? length - i : 64;
        }
    }
    return written;
}

#endif
