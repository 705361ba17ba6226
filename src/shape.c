#include "shape.h"

#include <stdbool.h>
#include <string.h>

#include "bits.h"
#include "cpu.h"
#include "kinds.h"

/* What is compiled for several machines: it has to be part of the function that is. */
#define INLINE static inline __attribute__((always_inline))

enum { SHARE = 63, MOST = 255, SMALL_WORD = 3 };

INLINE uint8_t scale(uint64_t n)
{
    if (n < 8) return (uint8_t)n;
    unsigned log = 63 - (unsigned)__builtin_clzll(n);
    uint64_t scaled = 8 * (log - 2) + ((n >> (log - 3)) & 7);
    return scaled > MOST ? MOST : (uint8_t)scaled;
}

INLINE uint8_t share(uint64_t part, uint64_t whole)
{
    if (part == 0 || whole == 0) return 0;
    if (part >= whole) return SHARE;
    if (whole <= UINT32_MAX / SHARE)
        return (uint8_t)((uint32_t)part * SHARE / (uint32_t)whole); /* it is faster */
    return (uint8_t)(part * SHARE / whole);
}

uint8_t tn_shape_scale(uint64_t n) { return scale(n); }
uint8_t tn_shape_share(uint64_t part, uint64_t whole) { return share(part, whole); }

static uint8_t at_most(size_t n, size_t most) { return (uint8_t)(n < most ? n : most); }

/* What has been counted of a line. */
struct count {
    size_t chars, letters, digits, capitals, words, title, small, symbols, commas, stops, longest, wide;
    size_t word;        /* letters of the word at hand; */
    bool titled;        /* it began with a capital */
    enum tn_kind first; /* of what is no space, */
    enum tn_kind last;  /* and of what is no quote or closing sign either */
    bool copyright;
};

static bool is_stop(enum tn_kind k) { return k == TN_KIND_STOP || k == TN_KIND_DOTS; }

INLINE unsigned size_of(uint64_t set) { return (unsigned)__builtin_popcountll(set); }

INLINE void end_word(struct count *n)
{
    if (n->word == 0) return;
    n->words++;
    n->title += n->titled;
    n->small += n->word <= SMALL_WORD && !n->titled;
    if (n->word > n->longest) n->longest = n->word;
    n->word = 0;
}

/* The bits of a set that are in `kept`, moved together so that there are no holes between them. */
typedef uint64_t squeezer(uint64_t set, uint64_t kept);

static uint64_t squeeze_portable(uint64_t set, uint64_t kept)
{
    if (kept == 0) return 0;
    for (uint64_t holes = ~kept & tn_low_bits(64 - (unsigned)__builtin_clzll(kept)); holes;) {
        unsigned at = 63 - (unsigned)__builtin_clzll(holes); /* from the highest one on */
        set = (set & tn_low_bits(at)) | (set >> 1 & ~tn_low_bits(at));
        holes ^= UINT64_C(1) << at;
    }
    return set & tn_low_bits(size_of(kept));
}

/* Rows of *length bits begin at `begin`: are some of these longer by n, the rows of which begin at `rows`? */
INLINE void lengthen(uint64_t *begin, unsigned *length, uint64_t rows, unsigned n)
{
    uint64_t longer = *begin & rows >> *length;
    *length += longer ? n : 0; /* without a jump, which nobody could foretell */
    *begin = longer ? longer : *begin;
}

/* How long the longest row of bits is, 63 at most. */
INLINE unsigned longest_row(uint64_t set)
{
    uint64_t of2 = set & set >> 1, of4 = of2 & of2 >> 2, of8 = of4 & of4 >> 4, of16 = of8 & of8 >> 8,
             of32 = of16 & of16 >> 16, begin = UINT64_MAX;
    unsigned length = 0;
    lengthen(&begin, &length, of32, 32);
    lengthen(&begin, &length, of16, 16);
    lengthen(&begin, &length, of8, 8);
    lengthen(&begin, &length, of4, 4);
    lengthen(&begin, &length, of2, 2);
    lengthen(&begin, &length, set, 1);
    return length;
}

_Static_assert(SMALL_WORD == 3, "words of more letters are found by three shifts");

/* The words of `length` characters, `letters` of which are letters or digits; all others part words.  The first
 * one may have begun before them, and the last one may go on behind them. */
INLINE void count_words(struct count *n, uint64_t letters, uint64_t capitals, unsigned length)
{
    if (length == 0) return;
    if (n->word > 0) {
        unsigned row = ~letters ? (unsigned)__builtin_ctzll(~letters) : 64;
        n->word += row;
        if (row == length) return;
        end_word(n);
        letters &= ~tn_low_bits(row);
    }
    if (letters >> (length - 1) & 1) {
        uint64_t others = ~letters << (64 - length);
        unsigned row = others ? (unsigned)__builtin_clzll(others) : length;
        n->word = row;
        n->titled = capitals >> (length - row) & 1;
        letters &= tn_low_bits(length - row);
    }
    uint64_t begin = letters & ~(letters << 1);
    uint64_t longer = letters & letters >> 1 & letters >> 2 & letters >> 3;
    n->words += size_of(begin);
    n->title += size_of(begin & capitals);
    n->small += size_of(begin & ~capitals & ~longer);
    unsigned row = longest_row(letters);
    if (row > n->longest) n->longest = row;
}

/* How sentences end in a block. */
INLINE void count_stops(struct count *n, const struct tn_kinds *k)
{
    uint64_t stops = k->of[TN_KIND_STOP] | k->of[TN_KIND_DOTS];
    uint64_t others = ~k->chars | k->of[TN_KIND_SPACE] | k->of[TN_KIND_QUOTE] | k->of[TN_KIND_CLOSER];
    /* what follows a stop: a bit is carried over others */
    uint64_t behind = stops << 1 | is_stop(n->last);
    uint64_t follow = ((behind & others) + others) & ~others;
    follow = (follow | behind) & ~others;
    n->stops += size_of(stops & ~follow);
    if (!~others) return;
    uint64_t end = UINT64_C(1) << (63 - __builtin_clzll(~others));
    n->last = k->of[TN_KIND_STOP] & end    ? (follow & end ? TN_KIND_DOTS : TN_KIND_STOP)
              : k->of[TN_KIND_DOTS] & end  ? TN_KIND_DOTS
              : k->of[TN_KIND_COMMA] & end ? TN_KIND_COMMA
              : k->of[TN_KIND_COLON] & end ? TN_KIND_COLON
                                           : TN_KIND_SYMBOL;
}

INLINE void count_block(struct count *n, const struct tn_kinds *k, const unsigned char *text,
                        squeezer *squeeze)
{
    uint64_t capitals = k->of[TN_KIND_CAPITAL], letters = capitals | k->of[TN_KIND_LETTER];
    uint64_t told = k->chars & ~k->of[TN_KIND_SPACE];
    if (n->first == TN_KIND_SPACE && told) n->first = tn_kind_at(text + __builtin_ctzll(told));
    n->chars += size_of(k->chars);
    n->wide += size_of(k->of[TN_KIND_WIDE]);
    n->capitals += size_of(capitals);
    n->letters += size_of(letters) + 2 * size_of(k->of[TN_KIND_WIDE]);
    n->digits += size_of(k->of[TN_KIND_DIGIT]);
    n->commas += size_of(k->of[TN_KIND_COMMA]);
    n->symbols += size_of(k->of[TN_KIND_SYMBOL] | k->of[TN_KIND_COPYRIGHT]);
    n->copyright |= k->of[TN_KIND_COPYRIGHT] != 0;
    count_stops(n, k);
    /* quotes part no words: an apostrophe stands inside them */
    uint64_t parts = k->chars & ~(k->of[TN_KIND_QUOTE] | k->of[TN_KIND_CLOSER]);
    letters |= k->of[TN_KIND_DIGIT];
    bool dense = !(parts & (parts + 1));
    count_words(n, dense ? letters : squeeze(letters, parts), dense ? capitals : squeeze(capitals, parts),
                size_of(parts));
}

INLINE void count_line(struct count *n, const unsigned char *text, size_t length, tn_kinds_finder *find,
                       squeezer *squeeze)
{
    for (size_t part; length > 0; text += part, length -= part) {
        struct tn_kinds kinds;
        part = length < TN_KINDS_BLOCK ? length : TN_KINDS_BLOCK;
        find(&kinds, text, (unsigned)part);
        count_block(n, &kinds, text, squeeze);
    }
    end_word(n);
}

static enum tn_shape_begin begin_of(enum tn_kind k)
{
    if (k == TN_KIND_CAPITAL || k == TN_KIND_WIDE) return TN_BEGINS_CAPITAL;
    if (k == TN_KIND_LETTER) return TN_BEGINS_SMALL;
    if (k == TN_KIND_DIGIT) return TN_BEGINS_DIGIT;
    return k == TN_KIND_QUOTE ? TN_BEGINS_QUOTE : TN_BEGINS_OTHER;
}

static enum tn_shape_end end_of(enum tn_kind k)
{
    if (k == TN_KIND_STOP) return TN_ENDS_STOP;
    if (k == TN_KIND_DOTS) return TN_ENDS_DOTS;
    if (k == TN_KIND_COLON) return TN_ENDS_COLON;
    return k == TN_KIND_COMMA ? TN_ENDS_COMMA : TN_ENDS_OPEN;
}

/* '/' and '@' are symbols. */
static bool holds_address(const unsigned char *text, size_t length)
{
    const unsigned char *p = text, *end = text + length;
    while ((p = memchr(p, ':', (size_t)(end - p))) != NULL && ++p < end)
        if (end - p > 2 && p[0] == '/' && p[1] == '/') return true;
    p = memchr(text, '@', length);
    return p && p > text && p + 1 < end && p[1] != ' ' && p[-1] != ' ';
}

/* The numbers of a line of which that was counted. */
INLINE void put_numbers(struct tn_shape *shape, const struct count *n, const unsigned char *text,
                        size_t length, size_t link_bytes)
{
    size_t words = n->words + n->wide / 2;
    uint8_t *to = shape->number;
    memset(to, 0, TN_SHAPE_NUMBERS);
    to[TN_SHAPE_CHARS] = scale(n->chars);
    to[TN_SHAPE_LETTERS] = scale(n->letters);
    to[TN_SHAPE_WORDS] = scale(words);
    to[TN_SHAPE_LONGEST] = scale(n->longest);
    to[TN_SHAPE_MEAN] = at_most(words ? 4 * (uint32_t)n->letters / (uint32_t)words : 0, SHARE);
    to[TN_SHAPE_DIGITS] = share(n->digits, n->chars);
    to[TN_SHAPE_CAPITALS] = share(n->capitals, n->letters);
    to[TN_SHAPE_TITLE] = share(n->title, words);
    to[TN_SHAPE_SMALL] = share(n->small + n->wide / 4, words);
    to[TN_SHAPE_SYMBOLS] = share(n->symbols, n->chars);
    to[TN_SHAPE_LINKS] = share(link_bytes, length);
    to[TN_SHAPE_COMMAS] = at_most(n->commas, SHARE);
    to[TN_SHAPE_STOPS] = at_most(n->stops, SHARE);
    to[TN_SHAPE_BEGINS] = (uint8_t)begin_of(n->first);
    to[TN_SHAPE_ENDS] = (uint8_t)end_of(n->last);
    to[TN_SHAPE_ADDRESS] = n->copyright ? 2 : n->symbols > 0 && holds_address(text, length);
    shape->letters = (uint32_t)n->letters;
}

INLINE void shape_of(struct tn_shape *shape, const unsigned char *text, size_t length, size_t link_bytes,
                     tn_kinds_finder *find, squeezer *squeeze)
{
    struct count n = {.first = TN_KIND_SPACE, .last = TN_KIND_SPACE};
    count_line(&n, text, length, find, squeeze);
    put_numbers(shape, &n, text, length, link_bytes);
}

static void shape_portable(struct tn_shape *shape, const unsigned char *text, size_t length,
                           size_t link_bytes)
{
    shape_of(shape, text, length, link_bytes, tn_kinds_portable, squeeze_portable);
}

#if defined(__x86_64__)
#include <immintrin.h>

#define POPCNT __attribute__((target("bmi,popcnt")))
#define BMI2 __attribute__((target("bmi,bmi2,lzcnt,popcnt")))

static void shape_sse2(struct tn_shape *shape, const unsigned char *text, size_t length, size_t link_bytes)
{
    shape_of(shape, text, length, link_bytes, tn_kinds_sse2, squeeze_portable);
}

POPCNT static void shape_popcnt(struct tn_shape *shape, const unsigned char *text, size_t length,
                                size_t link_bytes)
{
    shape_of(shape, text, length, link_bytes, tn_kinds_sse2, squeeze_portable);
}

BMI2 static inline uint64_t squeeze_bmi2(uint64_t set, uint64_t kept) { return _pext_u64(set, kept); }

BMI2 static void shape_avx512(struct tn_shape *shape, const unsigned char *text, size_t length,
                              size_t link_bytes)
{
    shape_of(shape, text, length, link_bytes, tn_kinds_avx512, squeeze_bmi2);
}

tn_shaper *tn_shape_usable(size_t i)
{
    tn_shaper *usable[4];
    size_t n = 0;
    if (tn_has_avx512() && __builtin_cpu_supports("bmi2")) usable[n++] = shape_avx512;
    if (__builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt")) usable[n++] = shape_popcnt;
    usable[n++] = shape_sse2;
    usable[n++] = shape_portable;
    return i < n ? usable[i] : NULL;
}

#else

tn_shaper *tn_shape_usable(size_t i) { return i == 0 ? shape_portable : NULL; }

#endif
