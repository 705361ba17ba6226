/* scan.h - finds the end of plain text, many bytes at a time. */
#ifndef TN_SCAN_H
#define TN_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum {
    TN_SCAN_SLACK = 64, /* bytes behind those that are written, which may be overwritten, too */
    TN_SCAN_SHORT = 20  /* a line is short if it has fewer */
};

/* memcpy(3) for what mostly is short, where TN_SCAN_SLACK bytes behind either may be touched: how short is not asked,
 * as hardly any two in a row are alike. */
static inline void tn_copy(unsigned char *to, const unsigned char *from, size_t length)
{
    if (length <= TN_SCAN_SLACK)
        memcpy(to, from, TN_SCAN_SLACK);
    else
        memcpy(to, from, length);
}

/* TN_SCAN_SLACK ones and as many zeros: from the one with number TN_SCAN_SLACK - n on, there are n ones before the zeros. */
extern const unsigned char tn_first[2 * TN_SCAN_SLACK];

/* White space at the front of some text: spaces, tabs, line feeds, and a CR before one of these. */
struct tn_white {
    size_t length;  /* all of it */
    size_t feeds;   /* line feeds in it */
    size_t start;   /* behind the last one of them */
    size_t returns; /* CRs in it */
};

/* A stretch of a JSON string that was decoded. */
struct tn_decoded {
    size_t read;    /* bytes of it, */
    size_t written; /* and of the text that they stand for */
};

enum { TN_SCAN_BLOCK = 64 }; /* bytes that are told apart at once */

/* What the bytes of a block are, a bit for each. */
struct tn_scan_bits {
    uint64_t feeds;
    uint64_t tabs;
    uint64_t spaces;
    uint64_t plain; /* as in tn_is_plain() */
};

_Static_assert(TN_SCAN_SHORT == 8 + 8 + 4, "so many bytes are too long a line");

/* The block begins with short lines that are plain, of one byte at least and without a space at either end: the line feeds
 * that end these, until there is another line. */
static inline uint64_t tn_short_lines(struct tn_scan_bits is)
{
    uint64_t begins = is.feeds << 1 | 1, text = ~is.feeds;
    uint64_t two = text & text >> 1, four = two & two >> 2,
             eight = four & four >> 4; /* in a row from here on */
    uint64_t too_long = eight & eight >> 8 & four >> 16;
    uint64_t other = ~(is.plain | is.feeds) | ((is.spaces | is.feeds) & (begins | is.spaces << 1));
    uint64_t rest = too_long | other;
    return is.feeds & ((rest & -rest) - 1);
}

/* What a vector unit does.  Every one gives the same answers. */
struct tn_scanner {
    const char *name;
    /* Length of the longest prefix of the `length` bytes at p that is plain: printable ASCII but for & ; < >
     * and for a space next to a space.  `after_space` says that what stands before p counts as a space.  With `wide`
     * it goes on over characters of tn_alone_length(), tn_cyrillic_length() and tn_east_asian_length().  It is copied to
     * `out`, which has room for `length` and TN_SCAN_SLACK. */
    size_t (*plain)(const unsigned char *p, size_t length, bool after_space, bool wide, unsigned char *out);
    /* The white space at the front of the `length` bytes at p. */
    struct tn_white (*white)(const unsigned char *p, size_t length);
    /* Tells the TN_SCAN_BLOCK bytes at p apart. */
    struct tn_scan_bits (*tell_apart)(const unsigned char *p);
    /* How many of the `length` bytes at p are c; TN_SCAN_SLACK bytes behind them can be read. */
    size_t (*count)(const unsigned char *p, size_t length, unsigned char c);
    /* Length of the longest prefix that a JSON string holds as it is: no control, quote or backslash. */
    size_t (*string)(const unsigned char *p, size_t length);
    /* Decodes as much of the `length` bytes of a JSON string at p as needs no token: plain stretches and escapes of
     * one letter.  `out` has room for `length` and TN_SCAN_SLACK. */
    struct tn_decoded (*decode)(const unsigned char *p, size_t length, unsigned char *out);
    /* Writes `length` bytes of text as a part of a JSON string, with quote, backslash and controls escaped; of controls
     * there is only the line feed.  `out` has room for 2 * length and TN_SCAN_SLACK.  Returns the bytes written. */
    size_t (*encode)(const unsigned char *p, size_t length, unsigned char *out);
};

/* Is c plain but for the question of double spaces? */
static inline bool tn_is_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x7F && c != '&' && c != ';' && c != '<' && c != '>';
}

/* Is what stands before p[i] ASCII, and two of it if one is a space?  All of p[0, i) is plain. */
static inline bool tn_is_behind_ascii(const unsigned char *p, size_t i)
{
    if (i == 0 || p[i - 1] >= 0x80) return false;
    return p[i - 1] != ' ' || (i > 1 && p[i - 2] < 0x80);
}

/* How many bytes long is the character at p[i], if it is nobody's business but that of one beyond ASCII close before
 * it, and there is none?  It is a letter of U+00C0 to U+017F, but none of the two which most often begin what was
 * misread, or a dash, quote or dot of U+2013 to U+2026.  Else 0. */
static inline size_t tn_alone_length(const unsigned char *p, size_t length, size_t i)
{
    const uint64_t punctuation = UINT64_C(0x4477180000); /* bit k: U+2000 + k, as cp1252 has it */
    size_t left = length - i;
    if (left < 2 || p[i] < 0xC3 || (p[i + 1] & 0xC0) != 0x80 || !tn_is_behind_ascii(p, i)) return 0;
    if (p[i] <= 0xC5) return p[i] == 0xC3 && (p[i + 1] | 1) == 0x83 ? 0 : 2;
    if (left < 3 || p[i] != 0xE2 || p[i + 1] != 0x80 || (p[i + 2] & 0xC0) != 0x80) return 0;
    return punctuation >> (p[i + 2] & 0x3F) & 1 ? 3 : 0;
}

/* Does a capital, or a small letter, of U+0410 to U+044F begin at p? */
static inline bool tn_is_cyrillic_capital(const unsigned char *p)
{
    return p[0] == 0xD0 && p[1] >= 0x90 && p[1] < 0xB0;
}
static inline bool tn_is_cyrillic_small(const unsigned char *p)
{
    return (p[0] == 0xD0 && p[1] >= 0xB0 && p[1] < 0xC0) || (p[0] == 0xD1 && p[1] >= 0x80 && p[1] < 0x90);
}

/* Can such a small letter stand before p[i]?  `after_space` says that none stands before p[0]. */
static inline bool tn_is_behind_cyrillic_small(const unsigned char *p, size_t i, bool after_space)
{
    return i < 2 ? i == 0 && !after_space : tn_is_cyrillic_small(p + i - 2);
}

/* How many bytes long is the letter at p[i], if it is one of these and no capital behind a small letter, which tells of an
 * encoding that was taken for another (mojibake_cyrillic.c)?  Else 0. */
static inline size_t tn_cyrillic_length(const unsigned char *p, size_t length, size_t i, bool after_space)
{
    if (length - i < 2) return 0;
    if (tn_is_cyrillic_small(p + i)) return 2;
    return tn_is_cyrillic_capital(p + i) && !tn_is_behind_cyrillic_small(p, i, after_space) ? 2 : 0;
}

/* How many bytes long is the character at p[i], if it is Han (U+4E00 to U+9FFF), Hangul (up to U+D77F), kana but for its marks, or
 * punctuation of these (U+3001 to U+3011, U+FF00 to U+FF3F)?  Else 0. */
static inline size_t tn_east_asian_length(const unsigned char *p, size_t length, size_t i)
{
    if (length - i < 3 || p[i] < 0xE3 || (p[i + 1] & 0xC0) != 0x80 || (p[i + 2] & 0xC0) != 0x80) return 0;
    const unsigned char second = p[i + 1], third = p[i + 2];
    bool is = false;
    switch (p[i]) {
    case 0xE3:
        is = second == 0x80   ? third > 0x80 && third < 0x92
             : second == 0x82 ? third < 0x99 || third > 0x9C
                              : second == 0x81 || second == 0x83;
        break;
    case 0xE4: is = second >= 0xB8; break;
    case 0xEA: is = second >= 0xB0; break;
    case 0xED: is = second < 0x9E; break;
    case 0xEF: is = second == 0xBC; break;
    default: is = p[i] < 0xED; break;
    }
    return is ? 3 : 0;
}

/* Does a letter begin with that byte most likely that is plain by itself: of Cyrillic, Han, Hangul or kana? */
static inline bool tn_begins_letter(unsigned char c)
{
    return c == 0xD0 || c == 0xD1 || (c >= 0xE3 && c <= 0xED);
}

static inline bool tn_is_cyrillic(const unsigned char *p)
{
    return tn_is_cyrillic_small(p) || tn_is_cyrillic_capital(p);
}

/* Is it at p one, and more of what is plain behind it?  Of a single one a scanner is not worth its while.  A NUL stands behind
 * the input. */
static inline bool tn_begins_letters(const unsigned char *p)
{
    if (p[0] >= 0xE3) return tn_begins_letter(p[0]);
    return tn_is_cyrillic(p) && (tn_is_plain(p[2]) || tn_is_cyrillic(p + 2));
}

/* The best for the machine at hand. */
const struct tn_scanner *tn_scanner_choose(void);

/* All that the machine at hand has, the best first; NULL behind the last.  For tests. */
const struct tn_scanner *tn_scanner_usable(size_t i);

/* The obvious one, for every machine and as an oracle for tests. */
extern const struct tn_scanner tn_scanner_portable;

#endif
