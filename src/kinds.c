#include "kinds.h"

#include <string.h>

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

enum tn_kind tn_kind_of_ascii(unsigned char c) { return (enum tn_kind)ASCII[c]; }

#if defined(__SSE2__)
#include <emmintrin.h>

enum { WIDTH = 16 };

/* Which bytes are `first` or one of the `count` - 1 behind it. */
static inline __m128i among(__m128i v, int first, int count)
{
    __m128i moved =
        _mm_add_epi8(v, _mm_set1_epi8((char)(-128 - first))); /* comparison is one of signed bytes */
    return _mm_cmplt_epi8(moved, _mm_set1_epi8((char)(-128 + count)));
}

static inline __m128i either(__m128i a, __m128i b) { return _mm_or_si128(a, b); }
static inline __m128i is(__m128i v, int c) { return _mm_cmpeq_epi8(v, _mm_set1_epi8((char)c)); }

static inline void put(struct tn_kinds *kinds, enum tn_kind kind, unsigned at, __m128i which)
{
    kinds->of[kind] |= (uint64_t)(unsigned)_mm_movemask_epi8(which) << at;
}

static void add_part(struct tn_kinds *k, unsigned at, __m128i v)
{
    __m128i capital = among(v, 'A', 26), letter = among(v, 'a', 26), digit = among(v, '0', 10);
    __m128i space = either(either(is(v, ' '), is(v, '-')), is(v, '('));
    __m128i comma = either(is(v, ','), is(v, ';')), colon = is(v, ':');
    __m128i stop = either(either(is(v, '.'), is(v, '!')), is(v, '?'));
    __m128i quote = either(is(v, '"'), is(v, '\'')), closer = either(is(v, ')'), is(v, ']'));
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
    put(k, TN_KIND_SYMBOL, at, _mm_andnot_si128(known, _mm_set1_epi8(-1)));
}

unsigned tn_kinds_of(struct tn_kinds *kinds, const unsigned char *text, unsigned length)
{
    unsigned char rest[TN_KINDS_BLOCK] = {0};
    if (length < TN_KINDS_BLOCK) text = memcpy(rest, text, length);
    memset(kinds, 0, sizeof *kinds);
    for (unsigned at = 0; at < length; at += WIDTH) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(text + at));
        unsigned high = (unsigned)_mm_movemask_epi8(v);
        add_part(kinds, at, v);
        if (high) length = at + (unsigned)__builtin_ctz(high);
    }
    if (length < TN_KINDS_BLOCK)
        for (unsigned k = 0; k < TN_KINDS; k++) kinds->of[k] &= (UINT64_C(1) << length) - 1;
    return length;
}

#else

unsigned tn_kinds_of(struct tn_kinds *kinds, const unsigned char *text, unsigned length)
{
    memset(kinds, 0, sizeof *kinds);
    for (unsigned i = 0; i < length; i++) {
        if (text[i] >= 0x80) return i;
        kinds->of[ASCII[text[i]]] |= UINT64_C(1) << i;
    }
    return length;
}

#endif
