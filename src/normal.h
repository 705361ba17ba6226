/* normal.h - Unicode normalization (UAX #15) of a few code points at a time. */
#ifndef TN_NORMAL_H
#define TN_NORMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    TN_STREAM_SAFE = 30,    /* non-starters in a row (UAX #15 D3) */
    TN_SEGMENT_POINTS = 64, /* code points that are normalized at once */
    TN_SEGMENT_BYTES = TN_SEGMENT_POINTS * 4,
    TN_NORMAL_GROWTH = 18 * 4, /* bytes that a code point can become: U+FDFA under NFKC, rounded up */
    TN_NORMAL_BYTES = TN_SEGMENT_POINTS * TN_NORMAL_GROWTH
};

/* What is to be done: or-ed together. */
enum { TN_NORMAL_COMPOSE = 1, TN_NORMAL_COMPATIBLE = 2 };

/* Canonical_Combining_Class. */
uint8_t tn_normal_class(uint32_t c);

/* Is the first of what c is decomposed into no starter? */
bool tn_normal_begins_with_mark(uint32_t c);

/* Normalizes the valid UTF-8 in[0..n), TN_SEGMENT_POINTS code points at most, into out, which has room for
 * TN_NORMAL_BYTES; returns the length.  The text has to begin at a starter for the result to be right. */
size_t tn_normal_apply(unsigned what, const unsigned char *in, size_t n, unsigned char *out);

/* The same of n pieces (forms.h), which are put in order, too. */
size_t tn_normal_put_in_form(unsigned what, uint32_t *pieces, size_t n, unsigned char *out);

/* Bytes of the canonical decomposition of c. */
size_t tn_normal_decomposed_size(uint32_t c);

/* How much of the text, n bytes in composed form, is decomposed as it stands?  The rest, if any, begins at a starter. */
size_t tn_normal_decomposed(const unsigned char *text, size_t n);

#endif
