#include "shape.h"

#include <stdbool.h>
#include <string.h>

#include "furniture.h"
#include "kinds.h"
#include "line.h"
#include "utf8.h"

enum { SHARE = 63, MOST = 255, SMALL_WORD = 3, APIECE = 16 };

uint8_t tn_shape_scale(uint64_t n)
{
    if (n < 8) return (uint8_t)n;
    unsigned log = 63 - (unsigned)__builtin_clzll(n);
    uint64_t scaled = 8 * (log - 2) + ((n >> (log - 3)) & 7);
    return scaled > MOST ? MOST : (uint8_t)scaled;
}

uint8_t tn_shape_share(uint64_t part, uint64_t whole)
{
    if (whole == 0) return 0;
    if (part > whole) part = whole;
    return (uint8_t)(part * SHARE / whole);
}

_Static_assert((int)TN_SHAPE_SLACK >= (int)TN_FURNITURE_SLACK, "furniture is looked for in the line itself");

static uint8_t at_most(size_t n, size_t most) { return (uint8_t)(n < most ? n : most); }

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
    case 0x104B:
    case 0x17D4:
    case 0x17D5:
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

static enum tn_kind wide_class(uint32_t c)
{
    if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA ? TN_KIND_LETTER : sign_class(c);
    if (c < 0x530)
        return c == 0xD7 || c == 0xF7 ? TN_KIND_SYMBOL : is_capital(c) ? TN_KIND_CAPITAL : TN_KIND_LETTER;
    if (c >= 0x2000 && c < 0x2C00) return sign_class(c);
    if (c >= 0x0E00 && c < 0x0F00) return TN_KIND_WIDE; /* Thai, Lao */
    if (c >= 0x1000 && c < 0x10A0) return c == 0x104B ? TN_KIND_STOP : TN_KIND_WIDE;
    if (c >= 0x1780 && c < 0x1800) return c == 0x17D4 ? TN_KIND_STOP : TN_KIND_WIDE;
    if (c >= 0x3000 && c < 0x3040) return c == 0x3005 || c == 0x3007 ? TN_KIND_WIDE : sign_class(c);
    if ((c >= 0x3040 && c < 0xA000) || (c >= 0x20000 && c < 0x40000)) return TN_KIND_WIDE;
    if (c >= 0xFF00 && c < 0xFF66) return c >= 0xFF10 && c <= 0xFF19 ? TN_KIND_DIGIT : sign_class(c);
    if (c >= 0x1F000 && c < 0x1FB00) return TN_KIND_SYMBOL;
    enum tn_kind k = c < 0x1900 ? sign_class(c) : TN_KIND_LETTER;
    return k == TN_KIND_SYMBOL ? TN_KIND_LETTER : k;
}

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

static inline void end_word(struct count *n)
{
    if (n->word == 0) return;
    n->words++;
    n->title += n->titled;
    n->small += n->word <= SMALL_WORD && !n->titled;
    if (n->word > n->longest) n->longest = n->word;
    n->word = 0;
}

static inline void count_one(struct count *n, enum tn_kind k)
{
    n->chars++;
    if (n->first == TN_KIND_SPACE) n->first = k;
    if (k == TN_KIND_LETTER || k == TN_KIND_CAPITAL || k == TN_KIND_DIGIT) {
        if (n->word == 0) n->titled = k == TN_KIND_CAPITAL;
        n->word++;
        n->letters += k != TN_KIND_DIGIT;
        n->capitals += k == TN_KIND_CAPITAL;
        n->digits += k == TN_KIND_DIGIT;
    } else if (k == TN_KIND_WIDE) {
        end_word(n);
        n->letters += 2;
        n->wide++;
    } else if (k != TN_KIND_QUOTE && k != TN_KIND_CLOSER) { /* an apostrophe stands inside words */
        end_word(n);
        n->commas += k == TN_KIND_COMMA;
        n->stops += is_stop(k) && !is_stop(n->last);
        n->symbols += k == TN_KIND_SYMBOL || k == TN_KIND_COPYRIGHT;
        n->copyright |= k == TN_KIND_COPYRIGHT;
    }
    if (k == TN_KIND_STOP && is_stop(n->last)) k = TN_KIND_DOTS;
    if (k != TN_KIND_SPACE && k != TN_KIND_QUOTE && k != TN_KIND_CLOSER) n->last = k;
}

/* The next characters, one after the other. */
static void count_each(struct count *n, const unsigned char *text, size_t length)
{
    for (size_t i = 0, bytes = 1; i < length; i += bytes) {
        if (text[i] < 0x80) {
            bytes = 1;
            count_one(n, tn_kind_of_ascii(text[i]));
        } else {
            count_one(n, wide_class(tn_utf8_decode(text + i, &bytes)));
        }
    }
}

/* The bits [from, to) of 64. */
static uint64_t bits(unsigned from, unsigned to)
{
    return (to < 64 ? (UINT64_C(1) << to) - 1 : UINT64_MAX) & (UINT64_MAX << from);
}

static unsigned first_of(uint64_t set) { return (unsigned)__builtin_ctzll(set); }
static unsigned size_of(uint64_t set) { return (unsigned)__builtin_popcountll(set); }

/* The words of a block, of which the first one may have begun before it, and the last one may go on behind it. */
static void count_words(struct count *n, const struct tn_kinds *k, unsigned length)
{
    uint64_t joints = k->of[TN_KIND_QUOTE] | k->of[TN_KIND_CLOSER], capitals = k->of[TN_KIND_CAPITAL];
    uint64_t rest = k->of[TN_KIND_LETTER] | capitals | k->of[TN_KIND_DIGIT];
    const uint64_t parts = bits(0, length) & ~(rest | joints);
    unsigned from = rest ? first_of(rest) : length;
    if (from > 0 && parts & bits(0, from)) end_word(n);
    while (rest) {
        from = first_of(rest);
        uint64_t behind = parts & (UINT64_MAX << from);
        unsigned to = behind ? first_of(behind) : length;
        if (n->word == 0) n->titled = capitals >> from & 1;
        n->word += joints & bits(from, to) ? size_of(rest & bits(from, to)) : to - from;
        if (behind) end_word(n);
        rest = behind ? rest & (UINT64_MAX << to) : 0;
    }
}

/* How sentences end in a block. */
static void count_stops(struct count *n, const struct tn_kinds *k, unsigned length)
{
    uint64_t told = bits(0, length) & ~(k->of[TN_KIND_SPACE] | k->of[TN_KIND_QUOTE] | k->of[TN_KIND_CLOSER]);
    enum tn_kind last = n->last;
    for (uint64_t stops = k->of[TN_KIND_STOP]; stops; stops &= stops - 1) {
        unsigned at = first_of(stops);
        uint64_t before = at > 0 ? told & bits(0, at) : 0;
        bool follows = before ? k->of[TN_KIND_STOP] >> (63 - __builtin_clzll(before)) & 1 : is_stop(n->last);
        n->stops += !follows;
        last = follows ? TN_KIND_DOTS : TN_KIND_STOP;
    }
    if (!told) return;
    uint64_t end = UINT64_C(1) << (63 - __builtin_clzll(told));
    if (!(k->of[TN_KIND_STOP] & end))
        last = k->of[TN_KIND_COMMA] & end   ? TN_KIND_COMMA
               : k->of[TN_KIND_COLON] & end ? TN_KIND_COLON
                                            : TN_KIND_SYMBOL;
    n->last = last;
}

/* The next characters, up to a block of them, as long as they are ASCII: the same as count_each() does. */
static unsigned count_block(struct count *n, const unsigned char *text, unsigned length)
{
    struct tn_kinds k;
    length = tn_kinds_of(&k, text, length);
    uint64_t told = bits(0, length) & ~k.of[TN_KIND_SPACE];
    if (n->first == TN_KIND_SPACE && told) n->first = tn_kind_of_ascii(text[first_of(told)]);
    n->chars += length;
    n->capitals += size_of(k.of[TN_KIND_CAPITAL]);
    n->letters += size_of(k.of[TN_KIND_CAPITAL] | k.of[TN_KIND_LETTER]);
    n->digits += size_of(k.of[TN_KIND_DIGIT]);
    n->commas += size_of(k.of[TN_KIND_COMMA]);
    n->symbols += size_of(k.of[TN_KIND_SYMBOL]);
    count_stops(n, &k, length);
    count_words(n, &k, length);
    return length;
}

static void count_line(struct count *n, const unsigned char *text, size_t length)
{
    while (length > 0) {
        size_t part = length < TN_KINDS_BLOCK ? length : TN_KINDS_BLOCK;
        if (text[0] < 0x80) {
            part = count_block(n, text, (unsigned)part);
        } else { /* some more: there are scripts that have ASCII between words only */
            part = length < APIECE ? length : APIECE;
            while (part < length && tn_utf8_is_continuation(text[part])) part++;
            count_each(n, text, part);
        }
        text += part;
        length -= part;
    }
    end_word(n);
}

/* Eight bytes as a number, the same on every machine. */
static uint64_t number_of(const unsigned char *text)
{
    uint64_t number;
    memcpy(&number, text, sizeof number);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    number = __builtin_bswap64(number);
#endif
    return number;
}

/* Tells lines apart, but not by case. */
static uint32_t hash_of(const unsigned char *text, size_t length)
{
    const uint64_t golden = 0x9E3779B97F4A7C15u, small = 0x2020202020202020u; /* 2^64 over the golden ratio */
    uint64_t hash = length;
    unsigned char rest[8] = {0};
    for (; length >= sizeof rest; text += sizeof rest, length -= sizeof rest) {
        hash = (hash ^ (number_of(text) | small)) * golden;
        hash ^= hash >> 32;
    }
    memcpy(rest, text, length);
    return (uint32_t)((hash ^ (number_of(rest) | small)) * golden >> 32);
}

static enum tn_shape_begin begins(enum tn_kind k)
{
    if (k == TN_KIND_CAPITAL || k == TN_KIND_WIDE) return TN_BEGINS_CAPITAL;
    if (k == TN_KIND_LETTER) return TN_BEGINS_SMALL;
    if (k == TN_KIND_DIGIT) return TN_BEGINS_DIGIT;
    return k == TN_KIND_QUOTE ? TN_BEGINS_QUOTE : TN_BEGINS_OTHER;
}

static enum tn_shape_end ends(enum tn_kind k)
{
    if (k == TN_KIND_STOP) return TN_ENDS_STOP;
    if (k == TN_KIND_DOTS) return TN_ENDS_DOTS;
    if (k == TN_KIND_COLON) return TN_ENDS_COLON;
    return k == TN_KIND_COMMA ? TN_ENDS_COMMA : TN_ENDS_OPEN;
}

static bool holds_address(const unsigned char *text, size_t length)
{
    const unsigned char *p = text, *end = text + length;
    while ((p = memchr(p, ':', (size_t)(end - p))) != NULL && ++p < end)
        if (end - p > 2 && p[0] == '/' && p[1] == '/') return true;
    p = memchr(text, '@', length);
    return p && p > text && p + 1 < end && p[1] != ' ' && p[-1] != ' ';
}

void tn_shape_of(struct tn_shape *shape, const unsigned char *text, size_t length, size_t link_bytes)
{
    struct count n = {.first = TN_KIND_SPACE, .last = TN_KIND_SPACE};
    count_line(&n, text, length);
    size_t words = n.words + n.wide / 2;
    uint8_t *to = shape->number;
    memset(to, 0, TN_SHAPE_NUMBERS);
    to[TN_SHAPE_CHARS] = tn_shape_scale(n.chars);
    to[TN_SHAPE_LETTERS] = tn_shape_scale(n.letters);
    to[TN_SHAPE_WORDS] = tn_shape_scale(words);
    to[TN_SHAPE_LONGEST] = tn_shape_scale(n.longest);
    to[TN_SHAPE_MEAN] = at_most(words ? 4 * n.letters / words : 0, SHARE);
    to[TN_SHAPE_DIGITS] = tn_shape_share(n.digits, n.chars);
    to[TN_SHAPE_CAPITALS] = tn_shape_share(n.capitals, n.letters);
    to[TN_SHAPE_TITLE] = tn_shape_share(n.title, words);
    to[TN_SHAPE_SMALL] = tn_shape_share(n.small + n.wide / 4, words);
    to[TN_SHAPE_SYMBOLS] = tn_shape_share(n.symbols, n.chars);
    to[TN_SHAPE_LINKS] = tn_shape_share(link_bytes, length);
    to[TN_SHAPE_COMMAS] = at_most(n.commas, SHARE);
    to[TN_SHAPE_STOPS] = at_most(n.stops, SHARE);
    to[TN_SHAPE_BEGINS] = (uint8_t)begins(n.first);
    to[TN_SHAPE_ENDS] = (uint8_t)ends(n.last);
    to[TN_SHAPE_ADDRESS] = n.copyright ? 2 : holds_address(text, length);
    size_t covered = 0;
    to[TN_SHAPE_KINDS] = (uint8_t)tn_furniture(text, length, &covered);
    to[TN_SHAPE_FURNITURE] =
        tn_shape_share(covered, length < TN_FURNITURE_LONGEST ? length : TN_FURNITURE_LONGEST);
    shape->letters = (uint32_t)n.letters;
    shape->hash = hash_of(text, length);
}
