/* reference_lex.h - what the grammar of character references (lexer/reference.re) asks of those it has found.  reference.c */
#ifndef TN_REFERENCE_LEX_H
#define TN_REFERENCE_LEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "reference.h"
#include "references.h"
#include "utf8.h"

static inline bool tn_reference_is_digit(unsigned char c) { return c >= '0' && c <= '9'; }

static inline bool tn_reference_is_hex(unsigned char c)
{
    return tn_reference_is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

/* It is one, of `length` bytes, that stands for one code point or two; true. */
static inline bool tn_reference_set(struct tn_reference *r, size_t length, uint32_t first, uint32_t second)
{
    r->length = length;
    r->text_length = tn_utf8_encode(first, r->text);
    if (second) r->text_length += tn_utf8_encode(second, r->text + r->text_length);
    return true;
}

/* It is one of `whole` bytes by number; true. */
bool tn_reference_set_number(struct tn_reference *r, const unsigned char *digits, const unsigned char *end,
                             uint32_t base, size_t whole);

/* Is it one of `whole` bytes by that name, which has one of `flags` (references.h) or they are 0? */
bool tn_reference_set_name(struct tn_reference *r, const unsigned char *name, size_t length, unsigned flags,
                           size_t whole);

/* Is it one by a name that the letters and digits behind the `&` at p begin with, the longest such?  HTML 13.2.5.73 */
bool tn_reference_set_longest(struct tn_reference *r, const unsigned char *p, const unsigned char *end,
                              bool attribute);

/* Could what follows a name be a part of it, or of the value that it is the name of? */
bool tn_reference_goes_on(const unsigned char *p, const unsigned char *end);

/* Or what follows a number in hexadecimal digits? */
bool tn_reference_hex_goes_on(const unsigned char *p, const unsigned char *end);

#endif
