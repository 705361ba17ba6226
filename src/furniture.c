#include "furniture.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "utf8.h"
#include "word_key.h"
#include "words.h"

enum { HALF = 64, WIDTH = 16, ROOM = TN_FURNITURE_LONGEST + TN_UTF8_MAX + TN_WORD_MOST };

_Static_assert(ROOM <= 2 * HALF && TN_FURNITURE_LONGEST + TN_UTF8_MAX + WIDTH <= 2 * HALF,
               "a bit for each byte, and vectors may go on behind the text");
_Static_assert((int)TN_FURNITURE_SLACK >= (int)WIDTH, "vectors may go on behind the line");

/* Bits of bytes. */
struct set {
    uint64_t half[2];
};

/* The beginning of a line in small letters, and NULs behind it. */
struct small {
    struct set letters, digits, leads; /* first bytes of what is no ASCII */
    size_t length;
    const unsigned char *keys; /* the same, but perhaps for the case of ASCII letters */
    unsigned char text[2 * HALF];
};

#if defined(__SSE2__)
#include <emmintrin.h>

/* Which bytes are `first` or one of the `count` - 1 behind it. */
static inline __m128i among(__m128i v, int first, int count)
{
    __m128i moved =
        _mm_add_epi8(v, _mm_set1_epi8((char)(-128 - first))); /* comparison is one of signed bytes */
    return _mm_cmplt_epi8(moved, _mm_set1_epi8((char)(-128 + count)));
}

static inline uint64_t bits(__m128i which) { return (unsigned)_mm_movemask_epi8(which); }

/* Takes WIDTH bytes of the line from i on.  What is no ASCII stays. */
static inline void take(struct small *s, const unsigned char *line, size_t i)
{
    __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(line + i));
    v = _mm_or_si128(v, _mm_and_si128(among(v, 'A', 26), _mm_set1_epi8(0x20)));
    _mm_storeu_si128((__m128i *)(void *)(s->text + i), v);
    s->letters.half[i / HALF] |= bits(_mm_or_si128(among(v, 'a', 26), v)) << i % HALF;
    s->digits.half[i / HALF] |= bits(among(v, '0', 10)) << i % HALF;
    s->leads.half[i / HALF] |= bits(among(v, 0xC0, 0x40)) << i % HALF;
}

#else

static inline void take(struct small *s, const unsigned char *line, size_t i)
{
    for (size_t end = i + WIDTH; i < end; i++) {
        unsigned char c = line[i] >= 'A' && line[i] <= 'Z' ? (unsigned char)(line[i] | 0x20) : line[i];
        s->text[i] = c;
        s->letters.half[i / HALF] |= (uint64_t)tn_is_of_word(c) << i % HALF;
        s->digits.half[i / HALF] |= (uint64_t)(c >= '0' && c <= '9') << i % HALF;
        s->leads.half[i / HALF] |= (uint64_t)(c >= 0xC0) << i % HALF;
    }
}

#endif

static void take_all(struct small *s, const unsigned char *line)
{
    s->letters = s->digits = s->leads = (struct set){{0, 0}};
    for (size_t i = 0; i < s->length; i += WIDTH) take(s, line, i);
    for (size_t half = 0; half < 2; half++) { /* what is behind the line is nothing */
        size_t length = s->length < half * HALF ? 0 : s->length - half * HALF;
        uint64_t there = length < HALF ? (UINT64_C(1) << length) - 1 : UINT64_MAX;
        s->letters.half[half] &= there;
        s->digits.half[half] &= there;
        s->leads.half[half] &= there;
    }
}

/* Makes letters small that are no ASCII; false if one of them has other bytes, or more or less of them, than what it
 * becomes.  */
static bool lower_wide(struct small *s)
{
    for (size_t half = 0; half < 2; half++) {
        for (uint64_t leads = s->leads.half[half]; leads; leads &= leads - 1) {
            size_t at = half * HALF + (size_t)__builtin_ctzll(leads);
            unsigned char *p = s->text + at;
            if (p[0] == 0xE2 && p[1] == 0x80 && p[2] == 0x99) return false;
            if (p[0] >= 0xC0 + LETTERS / HALF) continue; /* it is as it is to be */
            uint32_t c = SMALL[(p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu)];
            if (c < 0x80 || c >= 0x800) return false;
            tn_utf8_encode(c, p);
        }
    }
    return true;
}

/* Makes all of it, character by character. */
static size_t lower_each(unsigned char *text, const unsigned char *line, size_t length)
{
    size_t n = 0;
    for (size_t i = 0, bytes; i < length && n < TN_FURNITURE_LONGEST; i += bytes) {
        uint32_t c = tn_utf8_decode(line + i, &bytes);
        if (c < LETTERS) c = SMALL[c];
        if (c == 0x2019) c = '\''; /* as in you’re */
        n += tn_utf8_encode(c, text + n);
    }
    return n;
}

static void make_small(struct small *s, const unsigned char *line, size_t length)
{
    s->length = length < TN_FURNITURE_LONGEST ? length : TN_FURNITURE_LONGEST;
    while (s->length < length && tn_utf8_is_continuation(line[s->length])) s->length++;
    take_all(s, line);
    bool ascii = !(s->leads.half[0] | s->leads.half[1]);
    s->keys = ascii ? line : s->text; /* what was just written is slow to read at other places */
    if (!ascii && !lower_wide(s)) {
        unsigned char text[TN_FURNITURE_LONGEST + TN_UTF8_MAX + WIDTH] = {0};
        s->length = lower_each(text, line, length);
        take_all(s, text);
    }
    memset(s->text + s->length, 0, TN_WORD_MOST);
}

/* Letters in a row, from i on, as far as 64 bytes. */
static size_t letters_from(const struct small *s, size_t i)
{
    uint64_t letters = s->letters.half[i / HALF] >> i % HALF;
    if (i % HALF > 0 && i < HALF) letters |= s->letters.half[1] << (HALF - i);
    return ~letters ? (size_t)__builtin_ctzll(~letters) : HALF;
}

/* Can a phrase begin at the byte i? */
static bool may_begin(const struct small *s, size_t i)
{
    size_t told = tn_word_told(s->keys[i], letters_from(s, i));
    unsigned key = tn_word_key(s->keys + i, told);
    return (told > 0) & (WORDS[key / 8] >> key % 8 & 1);
}

/* Does a word end at `end` that begins at `begin`? */
static bool ends(const unsigned char *begin, const unsigned char *end)
{
    return tn_is_open_word(*begin) || !tn_is_of_word(*end);
}

/* The words of one half at which a phrase may begin.  That is found for all of them without a jump, since most
 * lines have none. */
static uint64_t candidates(const struct small *s, size_t half)
{
    uint64_t of_words = s->letters.half[half] | s->digits.half[half], found = 0;
    uint64_t before = half ? (s->letters.half[0] | s->digits.half[0]) >> (HALF - 1) : 0;
    for (uint64_t rest = s->letters.half[half] & ~(of_words << 1 | before); rest; rest &= rest - 1) {
        bool may = may_begin(s, half * HALF + (size_t)__builtin_ctzll(rest));
        found |= (rest & -rest) & -(uint64_t)may;
    }
    return found;
}

/* Where the phrases end that begin at the byte i, each where the one before ends. */
static size_t follow(const struct small *s, size_t i, unsigned *kinds, size_t *covered)
{
    do {
        const unsigned char *begin = s->text + i, *end;
        enum tn_furniture kind = tn_furniture_at(begin, &end);
        if (kind == TN_FURNITURE_KINDS || !ends(begin, end)) break;
        *kinds |= 1u << kind;
        *covered += (size_t)(end - begin);
        i += (size_t)(end - begin);
    } while (may_begin(s, i));
    return i;
}

unsigned tn_furniture(const unsigned char *line, size_t length, size_t *covered)
{
    struct small s;
    unsigned kinds = 0;
    size_t end = 0;
    make_small(&s, line, length);
    *covered = 0;
    for (size_t half = 0; half * HALF < s.length; half++) {
        for (uint64_t set = candidates(&s, half); set; set &= set - 1) {
            size_t i = half * HALF + (size_t)__builtin_ctzll(set);
            if (i >= end) end = follow(&s, i, &kinds, covered);
        }
    }
    return kinds;
}
