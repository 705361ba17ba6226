#include "kinds.h"

#include <stddef.h>
#include <string.h>

#include "bits.h"
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

/* Signs that end sentences, part them or stand around them, in all scripts (Unicode's Sentence_Terminal and
 * Quotation_Mark, as far as the web has them). */
static enum tn_kind sign_class(uint32_t c)
{
    switch (c) {
    case 0x3002:
    case 0xFF01:
    case 0xFF1F:
    case 0xFF0E:
    case 0x0964:
    case 0x0965:
    case 0x061F:
    case 0x06D4:
    case 0x0589:
    case 0x1362:
    case 0x1367:
    case 0x0F0D:
    case 0x203C:
    case 0x2049:
    case 0x1803: return TN_KIND_STOP;
    case 0x2026: return TN_KIND_DOTS;
    case 0x3001:
    case 0xFF0C:
    case 0x060C:
    case 0x061B:
    case 0xFF1B:
    case 0x055D:
    case 0x1363: return TN_KIND_COMMA;
    case 0xFF1A: return TN_KIND_COLON;
    case 0x201C:
    case 0x2018:
    case 0xAB:
    case 0x201E:
    case 0x300C:
    case 0x300E:
    case 0x2039:
    case 0xA1:
    case 0xBF:
    case 0x201A: return TN_KIND_QUOTE;
    case 0x201D:
    case 0x2019:
    case 0xBB:
    case 0x300D:
    case 0x300F:
    case 0x203A:
    case 0xFF09:
    case 0x3011: return TN_KIND_CLOSER;
    case 0xA9:
    case 0xAE: return TN_KIND_COPYRIGHT;
    case 0x2013:
    case 0x2014: return TN_KIND_SPACE;
    default: return TN_KIND_SYMBOL;
    }
}

static bool is_capital(uint32_t c)
{
    if (c < 0x100) return c >= 0xC0 && c <= 0xDE;
    if (c < 0x180) return !(c & 1);
    return (c >= 0x391 && c <= 0x3A9) || (c >= 0x400 && c <= 0x42F);
}

/* c >= 0x80 */
static enum tn_kind wide_class(uint32_t c)
{
    if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA ? TN_KIND_LETTER : sign_class(c);
    if (c < 0x530)
        return c == 0xD7 || c == 0xF7 ? TN_KIND_SYMBOL : is_capital(c) ? TN_KIND_CAPITAL : TN_KIND_LETTER;
    if (c >= 0x2000 && c < 0x2C00) return sign_class(c);
    if (c >= 0x0E00 && c < 0x0F00) return TN_KIND_WIDE; /* Thai, Lao */
    if (c >= 0x1000 && c < 0x10A0) return c == 0x104B ? TN_KIND_STOP : TN_KIND_WIDE;
    if (c >= 0x1780 && c < 0x1800) return c == 0x17D4 || c == 0x17D5 ? TN_KIND_STOP : TN_KIND_WIDE;
    if (c >= 0x3000 && c < 0x3040) return c == 0x3005 || c == 0x3007 ? TN_KIND_WIDE : sign_class(c);
    if ((c >= 0x3040 && c < 0xA000) || (c >= 0x20000 && c < 0x40000)) return TN_KIND_WIDE;
    if (c >= 0xFF00 && c < 0xFF66) return c >= 0xFF10 && c <= 0xFF19 ? TN_KIND_DIGIT : sign_class(c);
    if (c >= 0x1F000 && c < 0x1FB00) return TN_KIND_SYMBOL;
    enum tn_kind k = c < 0x1900 ? sign_class(c) : TN_KIND_LETTER;
    return k == TN_KIND_SYMBOL ? TN_KIND_LETTER : k;
}

enum tn_kind tn_kind_at(const unsigned char *text)
{
    size_t bytes;
    return text[0] < 0x80 ? (enum tn_kind)ASCII[text[0]] : wide_class(tn_utf8_decode(text, &bytes));
}

/* What is no ASCII comes to what is; `high` are the bytes of it. */
static void add_wide(struct tn_kinds *kinds, const unsigned char *text, uint64_t high)
{
    for (uint64_t rest = high; rest; rest &= rest - 1) {
        unsigned i = (unsigned)__builtin_ctzll(rest);
        if (tn_utf8_is_continuation(text[i])) {
            kinds->chars &= ~(UINT64_C(1) << i);
            continue;
        }
        size_t bytes;
        kinds->of[wide_class(tn_utf8_decode(text + i, &bytes))] |= UINT64_C(1) << i;
    }
}

void tn_kinds_portable(struct tn_kinds *kinds, const unsigned char *text, unsigned length)
{
    uint64_t high = 0;
    memset(kinds, 0, sizeof *kinds);
    kinds->chars = tn_low_bits(length);
    for (unsigned i = 0; i < length; i++) {
        if (text[i] >= 0x80)
            high |= UINT64_C(1) << i;
        else
            kinds->of[ASCII[text[i]]] |= UINT64_C(1) << i;
    }
    add_wide(kinds, text, high);
}

#if defined(__x86_64__)
#include <immintrin.h>

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
    uint64_t high = 0;
    memset(kinds, 0, sizeof *kinds);
    kinds->chars = tn_low_bits(length);
    for (unsigned at = 0; at < length; at += TN_BYTES) {
        __m128i v = tn_bytes_at(text + at);
        high |= tn_bytes_bits(v) << at;
        add_part(kinds, at, v);
    }
    for (unsigned k = 0; k < TN_KINDS; k++) kinds->of[k] &= kinds->chars & ~high;
    if (high & kinds->chars) add_wide(kinds, text, high & kinds->chars);
}

#define AVX512 __attribute__((target("avx512bw,avx512vbmi")))

AVX512 void tn_kinds_avx512(struct tn_kinds *kinds, const unsigned char *text, unsigned length)
{
    uint64_t there = tn_low_bits(length);
    __m512i v = _mm512_maskz_loadu_epi8(there, text);
    __m512i kind = _mm512_permutex2var_epi8(_mm512_loadu_si512(ASCII), v, _mm512_loadu_si512(ASCII + 64));
    uint64_t high = _mm512_movepi8_mask(v), ascii = there & ~high;
    kinds->chars = there;
#pragma GCC unroll 16 /* then each kind is a constant */
    for (unsigned k = 0; k < TN_KINDS; k++)
        kinds->of[k] = _mm512_mask_cmpeq_epi8_mask(ascii, kind, _mm512_set1_epi8((char)k));
    if (high) add_wide(kinds, text, high);
}

#endif
