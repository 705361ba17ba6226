#include "echo.h"

#include <string.h>

#include "category.h"
#include "utf8.h"

/* Letters that make a passage worth comparing: fewer, and it may be a refrain, a name, a table's cell. */
#ifndef TN_MUTANT
enum { END_LETTERS = 20, END_DENSE = 8, WHOLE_LETTERS = 80, WHOLE_DENSE = 30 };
#else /* wrong on purpose: `make check` requires the golden cases to notice */
enum { END_LETTERS = 2000, END_DENSE = 800, WHOLE_LETTERS = 8, WHOLE_DENSE = 3 };
#endif

/* Connectors are parts of words, too: `_` (UAX #29, WB13a). */
static bool is_word(uint32_t c)
{
    utf8proc_category_t k = tn_category(c);
    return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_PC;
}

/* Scripts written without spaces between words: Thai to Tibetan, Myanmar, Khmer, kana, Han, their
 * extensions. */
static bool is_dense(uint32_t c)
{
    if (c < 0x0E00) return false; /* most text */
    return c <= 0x0FFF || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF) ||
           (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

static bool has_letters(const unsigned char *text, size_t n, size_t enough, size_t enough_dense)
{
    size_t letters = 0, dense = 0, length;
    for (size_t i = 0; i < n; i += length) {
        uint32_t c = tn_utf8_decode(text + i, &length);
        if (!tn_is_letter(c)) continue;
        letters++;
        dense += is_dense(c);
        if (letters >= enough) return true;
    }
    return letters >= enough_dense && dense * 2 > letters;
}

/* Can a word begin at before[at], at > 0? */
static bool is_boundary(const unsigned char *before, size_t at)
{
    size_t length;
    uint32_t left = tn_utf8_before(before, at, &length), right = tn_utf8_decode(before + at, &length);
    return !is_word(left) || !is_word(right) || is_dense(left) || is_dense(right);
}

/* Does a line begin at before[at], at > 0, but for its indentation where that is kept? */
static bool is_line(const unsigned char *before, size_t at)
{
    for (size_t length; at > 0 && before[at - 1] != '\n'; at -= length)
        if (tn_category(tn_utf8_before(before, at, &length)) != UTF8PROC_CATEGORY_ZS) return false;
    return true;
}

bool tn_echo_is_end(const unsigned char *text, size_t n, const unsigned char *before, size_t m)
{
    if (n >= m || memcmp(before + m - n, text, n) != 0) return false;
    if (is_line(before, m - n) || !is_boundary(before, m - n)) return false;
    return has_letters(text, n, END_LETTERS, END_DENSE);
}

bool tn_echo_is_whole(const unsigned char *text, size_t n, const unsigned char *before, size_t m)
{
    if (n != m || memcmp(before, text, n) != 0) return false;
    return has_letters(text, n, WHOLE_LETTERS, WHOLE_DENSE);
}
