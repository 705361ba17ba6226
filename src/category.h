/* category.h - what kind of character a code point is. */
#ifndef TN_CATEGORY_H
#define TN_CATEGORY_H

#include <stdbool.h>
#include <stdint.h>
#include <utf8proc.h>

enum { TN_CATEGORIES = 0x2700 }; /* code points of which it is at hand: alphabets, punctuation, box drawing */

/* Made by lexer/categories.c: asking the library takes ten times as long. */
extern const uint8_t tn_categories[TN_CATEGORIES];

static inline utf8proc_category_t tn_category(uint32_t c)
{
    return c < TN_CATEGORIES ? (utf8proc_category_t)tn_categories[c] : utf8proc_category((utf8proc_int32_t)c);
}

static inline bool tn_is_letter(uint32_t c)
{
    return tn_category(c) >= UTF8PROC_CATEGORY_LU && tn_category(c) <= UTF8PROC_CATEGORY_LO;
}

static inline bool tn_is_small(uint32_t c) { return tn_category(c) == UTF8PROC_CATEGORY_LL; }
static inline bool tn_is_capital(uint32_t c) { return tn_category(c) == UTF8PROC_CATEGORY_LU; }

static inline bool tn_is_latin(uint32_t c) { return c < 0x2B0 ? tn_is_letter(c) : c >= 0x1E00 && c < 0x1F00; }

#endif
