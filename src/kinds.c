#include "kinds.h"

#include <stddef.h>
#include <string.h>

#include "bits.h"
#include "kind_of.h"
#include "kind_table.h"
#include "utf8.h"

// clang-format off
static const uint8_t ASCII[128] = {
    TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_SYMBOL,
    TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_SYMBOL,
    TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_SYMBOL,
    TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_SYMBOL,
    TN_KIND_SPACE, TN_KIND_STOP, TN_KIND_QUOTE, TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_QUOTE,
    TN_KIND_SPACE, TN_KIND_CLOSER, TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_COMMA, TN_KIND_SPACE, TN_KIND_STOP, TN_KIND_SYMBOL,
    TN_KIND_DIGIT, TN_KIND_DIGIT, TN_KIND_DIGIT, TN_KIND_DIGIT, TN_KIND_DIGIT, TN_KIND_DIGIT, TN_KIND_DIGIT, TN_KIND_DIGIT,
    TN_KIND_DIGIT, TN_KIND_DIGIT, TN_KIND_COLON, TN_KIND_COMMA, TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_STOP,
    TN_KIND_SYMBOL, TN_KIND_CAPITAL, TN_KIND_CAPITAL, TN_KIND_CAPITAL, TN_KIND_CAPITAL, TN_KIND_CAPITAL, TN_KIND_CAPITAL, TN_KIND_CAPITAL,
    TN_KIND_CAPITAL, TN_KIND_CAPITAL, TN_KIND_CAPITAL, TN_KIND_CAPITAL, TN_KIND_CAPITAL, TN_KIND_CAPITAL, TN_KIND_CAPITAL, TN_KIND_CAPITAL,
    TN_KIND_CAPITAL, TN_KIND_CAPITAL, TN_KIND_CAPITAL, TN_KIND_CAPITAL, TN_KIND_CAPITAL, TN_KIND_CAPITAL, TN_KIND_CAPITAL, TN_KIND_CAPITAL,
    TN_KIND_CAPITAL, TN_KIND_CAPITAL, TN_KIND_CAPITAL, TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_CLOSER, TN_KIND_SYMBOL, TN_KIND_SYMBOL,
    TN_KIND_SYMBOL, TN_KIND_LETTER, TN_KIND_LETTER, TN_KIND_LETTER, TN_KIND_LETTER, TN_KIND_LETTER, TN_KIND_LETTER, TN_KIND_LETTER,
    TN_KIND_LETTER, TN_KIND_LETTER, TN_KIND_LETTER, TN_KIND_LETTER, TN_KIND_LETTER, TN_KIND_LETTER, TN_KIND_LETTER, TN_KIND_LETTER,
    TN_KIND_LETTER, TN_KIND_LETTER, TN_KIND_LETTER, TN_KIND_LETTER, TN_KIND_LETTER, TN_KIND_LETTER, TN_KIND_LETTER, TN_KIND_LETTER,
    TN_KIND_LETTER, TN_KIND_LETTER, TN_KIND_LETTER, TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_SYMBOL, TN_KIND_SYMBOL,
};
// clang-format on

/* Of the character beyond ASCII that begins there. */
static inline enum tn_kind wide_kind(const unsigned char *text)
{
    size_t bytes;
    uint32_t c = tn_utf8_decode(text, &bytes);
    return c < TN_KINDS_KNOWN ? (enum tn_kind)KINDS[c] : tn_kind_of(c);
}

enum tn_kind tn_kind_at(const unsigned char *text)
{
    return text[0] < 0x80 ? (enum tn_kind)ASCII[text[0]] : wide_kind(text);
}

/* Adds the characters beyond ASCII that begin at the `first` bytes.  Most are letters: these are gathered apart, so that none waits
 * until the one before it is written. */
static void add_wide(struct tn_kinds *kinds, const unsigned char *text, uint64_t first)
{
    uint64_t letters = 0;
    for (; first; first &= first - 1) {
        enum tn_kind kind = wide_kind(text + __builtin_ctzll(first));
        if (kind == TN_KIND_LETTER)
            letters |= first & -first;
        else
            kinds->of[kind] |= first & -first;
    }
    kinds->of[TN_KIND_LETTER] |= letters;
}

void tn_kinds_portable(struct tn_kinds *kinds, const unsigned char *text, unsigned length)
{
    uint64_t high = 0, rest = 0;
    memset(kinds, 0, sizeof *kinds);
    kinds->chars = tn_low_bits(length);
    for (unsigned i = 0; i < length; i++) {
        if (text[i] >= 0x80)
            high |= UINT64_C(1) << i;
        else
            kinds->of[ASCII[text[i]]] |= UINT64_C(1) << i;
        rest |= (uint64_t)tn_utf8_is_continuation(text[i]) << i;
    }
    kinds->chars &= ~rest;
    add_wide(kinds, text, high & ~rest);
}

#if defined(__x86_64__)
#include <immintrin.h>

#include "bytes_avx512.h"
#include "bytes_sse2.h"

static inline __m128i either(__m128i a, __m128i b) { return _mm_or_si128(a, b); }

static inline void put(struct tn_kinds *kinds, enum tn_kind kind, unsigned at, __m128i which)
{
    kinds->of[kind] |= tn_bytes_bits(which) << at;
}

static void add_part(struct tn_kinds *k, unsigned at, __m128i v)
{
    __m128i capital = tn_bytes_among(v, 'A', 26), letter = tn_bytes_among(v, 'a', 26),
            digit = tn_bytes_among(v, '0', 10);
    __m128i space = either(either(tn_bytes_are(v, ' '), tn_bytes_are(v, '-')), tn_bytes_are(v, '('));
    __m128i comma = either(tn_bytes_are(v, ','), tn_bytes_are(v, ';')), colon = tn_bytes_are(v, ':');
    __m128i stop = either(either(tn_bytes_are(v, '.'), tn_bytes_are(v, '!')), tn_bytes_are(v, '?'));
    __m128i quote = either(tn_bytes_are(v, '"'), tn_bytes_are(v, '\'')),
            closer = either(tn_bytes_are(v, ')'), tn_bytes_are(v, ']'));
    __m128i known = either(either(either(capital, letter), either(digit, space)),
                           either(either(either(comma, colon), stop), either(quote, closer)));
    put(k, TN_KIND_CAPITAL, at, capital);
    put(k, TN_KIND_LETTER, at, letter);
    put(k, TN_KIND_DIGIT, at, digit);
    put(k, TN_KIND_SPACE, at, space);
    put(k, TN_KIND_COMMA, at, comma);
    put(k, TN_KIND_COLON, at, colon);
    put(k, TN_KIND_STOP, at, stop);
    put(k, TN_KIND_QUOTE, at, quote);
    put(k, TN_KIND_CLOSER, at, closer);
    put(k, TN_KIND_SYMBOL, at, _mm_andnot_si128(known, tn_bytes_of(-1)));
}

void tn_kinds_sse2(struct tn_kinds *kinds, const unsigned char *text, unsigned length)
{
    uint64_t high = 0, rest = 0;
    memset(kinds, 0, sizeof *kinds);
    kinds->chars = tn_low_bits(length);
    for (unsigned at = 0; at < length; at += TN_BYTES) {
        __m128i v = tn_bytes_at(text + at);
        high |= tn_bytes_bits(v) << at;
        rest |= tn_bytes_bits(tn_bytes_among(v, 0x80, 0x40)) << at;
        add_part(kinds, at, v);
    }
    uint64_t ascii = kinds->chars & ~high;
    for (unsigned k = 0; k < TN_KINDS; k++) kinds->of[k] &= ascii;
    kinds->chars &= ~rest;
    add_wide(kinds, text, high & kinds->chars);
}

/* Adds the letters beyond ASCII whose kind is told by their first byte or by a table; returns which of the `first` bytes, where
 * characters begin, are left. */
TN_AVX512 static inline uint64_t add_letters(struct tn_kinds *kinds, __m512i v, const unsigned char *text,
                                             unsigned length, uint64_t first)
{
    uint64_t han = first & tn_find_among(v, 0xE4, 6),
             others = first & tn_find_among(v, 0xEA, 5); /* U+A000 to U+EFFF */
    uint64_t letters = others, capitals = 0, wide = han;
    if (first & tn_find_among(v, 0xC4, 0x1C)) {
        struct tn_places at = tn_places_of2(v, text, length);
        letters |= tn_find_in(KINDS_LETTER, &at);
        capitals |= tn_find_in(KINDS_CAPITAL, &at);
    }
    if (first & tn_find_among(v, 0xE0, 2)) {
        struct tn_places at = tn_places_of3(v, text, length);
        letters |= tn_find_in(KINDS_LETTER, &at);
        wide |= tn_find_in(KINDS_WIDE, &at);
    }
    kinds->of[TN_KIND_LETTER] |= letters;
    kinds->of[TN_KIND_CAPITAL] |= capitals;
    kinds->of[TN_KIND_WIDE] |= wide;
    return first & ~(letters | capitals | wide);
}

TN_AVX512 void tn_kinds_avx512(struct tn_kinds *kinds, const unsigned char *text, unsigned length)
{
    uint64_t there = tn_low_bits(length);
    __m512i v = _mm512_maskz_loadu_epi8(there, text);
    __m512i kind = _mm512_permutex2var_epi8(_mm512_loadu_si512(ASCII), v, _mm512_loadu_si512(ASCII + 64));
    uint64_t high = _mm512_movepi8_mask(v), ascii = there & ~high;
    kinds->chars = there;
#pragma GCC unroll 16 /* then each kind is a constant */
    for (unsigned k = 0; k < TN_KINDS; k++)
        kinds->of[k] = _mm512_mask_cmpeq_epi8_mask(ascii, kind, _mm512_set1_epi8((char)k));
    if (!high) return;
    uint64_t rest = tn_find_among(v, 0x80, 0x40);
    kinds->chars &= ~rest;
    add_wide(kinds, text, add_letters(kinds, v, text, length, high & ~rest));
}

#endif
