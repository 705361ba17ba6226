/* letters.h - what plain text is: characters that are no rule's business, over which a scanner goes on (scan.h). */
#ifndef TN_LETTERS_H
#define TN_LETTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "utf8.h"

enum { TN_LETTERS_END = 0x2000 };

/* A bit for each code point from U+0100 on that no rule of lexer/text.re is about; those of these that can be composed with what
 * stands behind them; marks, as normalization (UAX #15) leaves them by themselves, and those of these that are never composed. */
extern const unsigned char tn_letters[TN_LETTERS_END / 8], tn_letters_first[TN_LETTERS_END / 8],
    tn_marks[TN_LETTERS_END / 8], tn_marks_lone[TN_LETTERS_END / 8];

static inline bool tn_letters_have(const unsigned char *table, uint32_t c)
{
    return table[c >> 3] >> (c & 7) & 1;
}

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

/* How many bytes long is the character at p, of which `left` bytes are at hand, if it is in such a table?  Else 0. */
static inline size_t tn_length_in(const unsigned char *table, const unsigned char *p, size_t left)
{
    size_t n = p[0] < 0xE0 ? 2 : 3;
    if (p[0] < 0xC4 || p[0] > 0xE1 || left < n || !tn_utf8_is_continuation(p[1])) return 0;
    if (n == 3 && (!tn_utf8_is_continuation(p[2]) || (p[0] == 0xE0 && p[1] < 0xA0))) return 0;
    return tn_letters_have(table, tn_utf8_decode(p, &n)) ? n : 0;
}

static inline size_t tn_letter_length(const unsigned char *p, size_t left)
{
    return tn_length_in(tn_letters, p, left);
}

/* How many bytes long is the mark at p[i], if it stays as it is: it stands by itself between two letters, the second of which may be
 * plain ASCII, and is not composed with the first?  Else 0.  Of more marks in a row normalization has to find the order (UAX #15 D3,
 * D4). */
static inline size_t tn_mark_length(const unsigned char *p, size_t length, size_t i)
{
    size_t n = tn_length_in(tn_marks, p + i, length - i), before, end = i + n;
    if (n == 0 || end == length || i == 0 || p[i - 1] < 0x80) return 0;
    uint32_t mark = tn_utf8_decode(p + i, &n), letter = tn_utf8_before(p, i, &before);
    if (letter >= TN_LETTERS_END || !tn_letters_have(tn_letters, letter)) return 0;
    if (tn_letters_have(tn_letters_first, letter) && !tn_letters_have(tn_marks_lone, mark)) return 0;
    return tn_is_plain(p[end]) || tn_letter_length(p + end, length - end) > 0 ? n : 0;
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

/* How many bytes long is the character at p[i], behind plain text, if it is plain, too?  Else 0.  A Cyrillic capital behind a small
 * letter is not: it tells of an encoding that was taken for another (mojibake_cyrillic.c). */
static inline size_t tn_wide_length(const unsigned char *p, size_t length, size_t i, bool after_space)
{
    const unsigned char lead = p[i];
    if (lead >= 0xE3) return tn_east_asian_length(p, length, i);
    if (lead < 0xC4 || lead == 0xE2) return tn_alone_length(p, length, i);
    size_t n = tn_letter_length(p + i, length - i);
    if (n == 0) return lead < 0xC6 ? tn_alone_length(p, length, i) : tn_mark_length(p, length, i);
    return tn_is_cyrillic_capital(p + i) && tn_is_behind_cyrillic_small(p, i, after_space) ? 0 : n;
}

/* Does a letter begin with that byte most likely which is plain by itself? */
static inline bool tn_begins_letter(unsigned char c) { return c >= 0xCE && c <= 0xED && c != 0xE2; }

/* Is it at p one, and more of what is plain behind it?  Of a single one a scanner is not worth its while.  A NUL stands behind
 * the input. */
static inline bool tn_begins_letters(const unsigned char *p)
{
    if (p[0] >= 0xE3) return tn_begins_letter(p[0]);
    size_t n = tn_letter_length(p, 3);
    return n > 0 && (tn_is_plain(p[n]) || tn_letter_length(p + n, 3) > 0);
}

#endif
