/* decode.h - bytes of an encoding become UTF-8, as the decoders of the WHATWG encoding standard have it (clauses 9 to
 * 14).  Called by convert.c and detect.c.
 *
 * Sequences are put together here, not by iconv(3): so a damaged one costs one character, an ASCII byte in it stays,
 * and it is the same wherever the input is cut. */
#ifndef TN_DECODE_H
#define TN_DECODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "charsets.h"
#include "utf8.h"

enum {
    TN_DECODE_HELD = 4,     /* bytes of a sequence */
    TN_DECODE_BLOCK = 4096, /* bytes that are decoded at once */
    /* What they become: three bytes each at most, those of sequences that the block before has begun included. */
    TN_CONVERTED_SIZE = 3 * (TN_DECODE_BLOCK + 2 * TN_DECODE_HELD) + TN_UTF8_MAX
};

/* Nothing at all, as a packed text (utf8.h): no text of UTF-8 is this byte. */
#define TN_NO_TEXT UINT32_C(0xFE)

/* The UTF-8 that a block has become. */
struct tn_converted {
    size_t length;
    size_t losses;       /* damaged sequences, */
    uint64_t first_loss; /* and where the first of them begins */
    uint32_t lost;       /* what stands for each, packed, or TN_NO_TEXT */
    unsigned char bytes[TN_CONVERTED_SIZE];
};

/* A text in an encoding of the standard but UTF-8. */
struct tn_decoder {
    enum tn_source_encoding encoding;
    unsigned char held[TN_DECODE_HELD]; /* the beginning of a sequence */
    size_t held_length;
    uint64_t offset; /* of the next byte */
    int set;         /* ISO-2022-JP: the set of characters that was asked for last, */
    bool silent;     /* and nothing was written in it */
    bool done;       /* replacement: it has been said that the text is lost */
};

/* A text begins, whose first byte is the one at `offset`. */
void tn_decoder_start(struct tn_decoder *d, enum tn_source_encoding encoding, uint64_t offset);

/* At most TN_DECODE_BLOCK more bytes of it: what they complete comes behind what is in `to`. */
void tn_decoder_take(struct tn_decoder *d, struct tn_charsets *c, const unsigned char *bytes, size_t length,
                     struct tn_converted *to);

/* It has ended: likewise for what is held of a sequence. */
void tn_decoder_end(struct tn_decoder *d, struct tn_charsets *c, struct tn_converted *to);

/* What stands for a damaged sequence, which begins at `offset`, comes behind what is in `to`. */
void tn_converted_lose(struct tn_converted *to, uint64_t offset);

#endif
