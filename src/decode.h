/* decode.h - bytes of an encoding become code points, as the decoders of the WHATWG encoding standard have it (clauses
 * 9 to 14).  Called by convert.c and detect.c.
 *
 * Sequences are put together here, not by iconv(3): so a damaged one costs one character, an ASCII byte in it stays,
 * and it is the same wherever the input is cut. */
#ifndef TN_DECODE_H
#define TN_DECODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "charsets.h"

enum {
    TN_DECODE_HELD = 4,  /* bytes of a sequence */
    TN_DECODE_POINTS = 8 /* code points that one byte can complete: a damaged sequence, and what is in it */
};

/* A text in an encoding of the standard but UTF-8 and UTF-16. */
struct tn_decoder {
    enum tn_source_encoding encoding;
    unsigned char held[TN_DECODE_HELD]; /* the beginning of a sequence */
    size_t held_length;
    int set;     /* ISO-2022-JP: the set of characters that was asked for last, */
    bool silent; /* and nothing was written in it */
    bool done;   /* replacement: it has been said that the text is lost */
};

/* A text begins. */
void tn_decoder_start(struct tn_decoder *d, enum tn_source_encoding encoding);

/* One more byte.  Writes the code points that it completes to `points`, TN_NO_POINT for a damaged sequence, and
 * returns how many. */
size_t tn_decoder_take(struct tn_decoder *d, struct tn_charsets *c, unsigned char byte,
                       uint32_t points[TN_DECODE_POINTS]);

/* The text has ended: likewise for what is held of a sequence. */
size_t tn_decoder_end(struct tn_decoder *d, struct tn_charsets *c, uint32_t points[TN_DECODE_POINTS]);

#endif
