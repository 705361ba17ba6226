#include "shape.h"

#include <stdbool.h>
#include <string.h>

#include "furniture.h"
#include "line.h"
#include "utf8.h"

enum { SHARE = 63, MOST = 255, SMALL_WORD = 3 };

/* What a character is in a sentence. */
enum kind { SPACE, LETTER, CAPITAL, WIDE, DIGIT, COMMA, COLON, STOP, DOTS, QUOTE, CLOSER, SYMBOL, COPYRIGHT };

uint8_t tn_shape_scale(uint64_t n)
{
    if (n < 8) return (uint8_t)n;
    unsigned log = 3;
    while (log < 34 && n >> (log + 1)) log++;
    uint64_t scaled = 8 * (log - 2) + ((n >> (log - 3)) & 7);
    return scaled > MOST ? MOST : (uint8_t)scaled;
}

uint8_t tn_shape_share(uint64_t part, uint64_t whole)
{
    if (whole == 0) return 0;
    if (part > whole) part = whole;
    return (uint8_t)(part * SHARE / whole);
}

static uint8_t at_most(size_t n, size_t most) { return (uint8_t)(n < most ? n : most); }

/* What the characters of ASCII are; hyphens and opening brackets part words and nothing else. */
// clang-format off
static const uint8_t ASCII_KINDS[128] = {
    SYMBOL, SYMBOL, SYMBOL, SYMBOL, SYMBOL, SYMBOL, SYMBOL, SYMBOL,
    SYMBOL, SYMBOL, SYMBOL, SYMBOL, SYMBOL, SYMBOL, SYMBOL, SYMBOL,
    SYMBOL, SYMBOL, SYMBOL, SYMBOL, SYMBOL, SYMBOL, SYMBOL, SYMBOL,
    SYMBOL, SYMBOL, SYMBOL, SYMBOL, SYMBOL, SYMBOL, SYMBOL, SYMBOL,
    SPACE, STOP, QUOTE, SYMBOL, SYMBOL, SYMBOL, SYMBOL, QUOTE,
    SPACE, CLOSER, SYMBOL, SYMBOL, COMMA, SPACE, STOP, SYMBOL,
    DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT,
    DIGIT, DIGIT, COLON, COMMA, SYMBOL, SYMBOL, SYMBOL, STOP,
    SYMBOL, CAPITAL, CAPITAL, CAPITAL, CAPITAL, CAPITAL, CAPITAL, CAPITAL,
    CAPITAL, CAPITAL, CAPITAL, CAPITAL, CAPITAL, CAPITAL, CAPITAL, CAPITAL,
    CAPITAL, CAPITAL, CAPITAL, CAPITAL, CAPITAL, CAPITAL, CAPITAL, CAPITAL,
    CAPITAL, CAPITAL, CAPITAL, SYMBOL, SYMBOL, CLOSER, SYMBOL, SYMBOL,
    SYMBOL, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER,
    LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER,
    LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER,
    LETTER, LETTER, LETTER, SYMBOL, SYMBOL, SYMBOL, SYMBOL, SYMBOL,
};
// clang-format on

/* Signs that end sentences, part them or stand around them, in all scripts (Unicode's Sentence_Terminal and
 * Quotation_Mark, as far as the web has them). */
static enum kind sign_class(uint32_t c)
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
    case 0x1803: return STOP;
    case 0x2026: return DOTS;
    case 0x3001:
    case 0xFF0C:
    case 0x060C:
    case 0x061B:
    case 0xFF1B:
    case 0x055D:
    case 0x1363: return COMMA;
    case 0xFF1A: return COLON;
    case 0x201C:
    case 0x2018:
    case 0xAB:
    case 0x201E:
    case 0x300C:
    case 0x300E:
    case 0x2039:
    case 0xA1:
    case 0xBF:
    case 0x201A: return QUOTE;
    case 0x201D:
    case 0x2019:
    case 0xBB:
    case 0x300D:
    case 0x300F:
    case 0x203A:
    case 0xFF09:
    case 0x3011: return CLOSER;
    case 0xA9:
    case 0xAE: return COPYRIGHT;
    case 0x2013:
    case 0x2014: return SPACE;
    default: return SYMBOL;
    }
}

static bool is_capital(uint32_t c)
{
    if (c < 0x100) return c >= 0xC0 && c <= 0xDE;
    if (c < 0x180) return !(c & 1);
    return (c >= 0x391 && c <= 0x3A9) || (c >= 0x400 && c <= 0x42F);
}

static enum kind wide_class(uint32_t c)
{
    if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA ? LETTER : sign_class(c);
    if (c < 0x530) return c == 0xD7 || c == 0xF7 ? SYMBOL : is_capital(c) ? CAPITAL : LETTER;
    if (c >= 0x2000 && c < 0x2C00) return sign_class(c);
    if (c >= 0x0E00 && c < 0x0F00) return WIDE; /* Thai, Lao */
    if (c >= 0x1000 && c < 0x10A0) return c == 0x104B ? STOP : WIDE;
    if (c >= 0x1780 && c < 0x1800) return c == 0x17D4 ? STOP : WIDE;
    if (c >= 0x3000 && c < 0x3040) return c == 0x3005 || c == 0x3007 ? WIDE : sign_class(c);
    if ((c >= 0x3040 && c < 0xA000) || (c >= 0x20000 && c < 0x40000)) return WIDE;
    if (c >= 0xFF00 && c < 0xFF66) return c >= 0xFF10 && c <= 0xFF19 ? DIGIT : sign_class(c);
    if (c >= 0x1F000 && c < 0x1FB00) return SYMBOL;
    enum kind k = c < 0x1900 ? sign_class(c) : LETTER;
    return k == SYMBOL ? LETTER : k;
}

/* What has been counted of a line. */
struct count {
    size_t chars, letters, digits, capitals, words, title, small, symbols, commas, stops, longest, wide;
    size_t word;    /* letters of the word at hand; */
    bool titled;    /* it began with a capital */
    enum kind last; /* that was no space, quote or closing sign */
    bool copyright, colon;
};

static inline void end_word(struct count *n)
{
    if (n->word == 0) return;
    n->words++;
    n->title += n->titled;
    n->small += n->word <= SMALL_WORD && !n->titled;
    if (n->word > n->longest) n->longest = n->word;
    n->word = 0;
}

static inline void count_one(struct count *n, enum kind k)
{
    n->chars++;
    if (k == LETTER || k == CAPITAL || k == DIGIT) {
        if (n->word == 0) n->titled = k == CAPITAL;
        n->word++;
        n->letters += k != DIGIT;
        n->capitals += k == CAPITAL;
        n->digits += k == DIGIT;
    } else if (k == WIDE) {
        end_word(n);
        n->letters += 2;
        n->wide++;
    } else if (k != QUOTE && k != CLOSER) { /* an apostrophe stands inside words */
        end_word(n);
        n->commas += k == COMMA;
        n->stops += (k == STOP || k == DOTS) && n->last != STOP && n->last != DOTS;
        n->symbols += k == SYMBOL || k == COPYRIGHT;
        n->copyright |= k == COPYRIGHT;
    }
    if (k == STOP && n->last == STOP) k = DOTS;
    if (k != SPACE && k != QUOTE && k != CLOSER) n->last = k;
}

static enum tn_shape_begin begins(enum kind k)
{
    if (k == CAPITAL || k == WIDE) return TN_BEGINS_CAPITAL;
    if (k == LETTER) return TN_BEGINS_SMALL;
    if (k == DIGIT) return TN_BEGINS_DIGIT;
    return k == QUOTE ? TN_BEGINS_QUOTE : TN_BEGINS_OTHER;
}

static enum tn_shape_end ends(enum kind k)
{
    if (k == STOP) return TN_ENDS_STOP;
    if (k == DOTS) return TN_ENDS_DOTS;
    if (k == COLON) return TN_ENDS_COLON;
    return k == COMMA ? TN_ENDS_COMMA : TN_ENDS_OPEN;
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
    struct count n = {.last = SPACE};
    enum kind first = SPACE;
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (size_t i = 0, bytes; i < length; i += bytes) {
        enum kind k;
        if (text[i] < 0x80) {
            bytes = 1;
            k = (enum kind)ASCII_KINDS[text[i]];
            if (k >= LETTER && k <= DIGIT) hash = (hash ^ (text[i] | 0x20u)) * 16777619u;
        } else {
            uint32_t c = tn_utf8_decode(text + i, &bytes);
            k = wide_class(c);
            hash = (hash ^ c) * 16777619u;
        }
        if (first == SPACE) first = k;
        count_one(&n, k);
    }
    end_word(&n);
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
    to[TN_SHAPE_BEGINS] = (uint8_t)begins(first);
    to[TN_SHAPE_ENDS] = (uint8_t)ends(n.last);
    to[TN_SHAPE_ADDRESS] = n.copyright ? 2 : holds_address(text, length);
    size_t covered = 0;
    to[TN_SHAPE_KINDS] = (uint8_t)tn_furniture(text, length, &covered);
    to[TN_SHAPE_FURNITURE] =
        tn_shape_share(covered, length < TN_FURNITURE_LONGEST ? length : TN_FURNITURE_LONGEST);
    shape->letters = (uint32_t)n.letters;
    shape->hash = hash;
}
