/* decompose.h - for programs that write tables: what utf8proc says of normalization. */
#ifndef TN_DECOMPOSE_H
#define TN_DECOMPOSE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <utf8proc.h>

enum { CODE_POINTS = 0x110000, LONGEST = 32 };

static inline bool is_surrogate(uint32_t c) { return c >= 0xD800 && c <= 0xDFFF; }

static inline uint8_t class_of(uint32_t c)
{
    return (uint8_t)utf8proc_get_property((utf8proc_int32_t)c)->combining_class;
}

/* The decomposition of c, in canonical order; its length. */
static inline size_t decompose(uint32_t c, utf8proc_option_t options, utf8proc_int32_t *out)
{
    int last_class = 0;
    utf8proc_ssize_t n =
        utf8proc_decompose_char((utf8proc_int32_t)c, out, LONGEST, UTF8PROC_DECOMPOSE | options, &last_class);
    if (n < 1 || n > LONGEST) {
        fprintf(stderr, "U+%04X: decomposition of %zd code points\n", c, (ssize_t)n);
        exit(1);
    }
    return (size_t)n;
}

/* Composes n code points that are decomposed and in order, in place; returns how many there are then. */
static inline size_t compose(utf8proc_int32_t *points, size_t n)
{
    utf8proc_ssize_t m =
        utf8proc_normalize_utf32(points, (utf8proc_ssize_t)n, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    return m > 0 ? (size_t)m : 0;
}

/* Does normalization (composed form) leave the lone c as it is? */
static inline bool is_stable(uint32_t c, utf8proc_option_t options)
{
    utf8proc_int32_t seq[LONGEST];
    return compose(seq, decompose(c, options, seq)) == 1 && (uint32_t)seq[0] == c;
}

#endif
