/* garbage_bits.h - what garbage.c and its vector unit know of each other. */
#ifndef TN_GARBAGE_BITS_H
#define TN_GARBAGE_BITS_H

#include "garbage.h"

/* What tn_garbage.bits says of ASCII; none: another rule has a say in it. */
enum {
    TN_ASCII_PLAIN = 1, /* it stays */
    TN_ASCII_GONE = 2,  /* a control that only goes */
    TN_ASCII_SPACE = 4,
    TN_ASCII_SEMICOLON = 8,
    TN_ASCII_MORE = 16
};

/* And of other bytes; none: in no UTF-8, or 0xC0 (Unicode 3.9, Table 3-7). */
enum {
    TN_HIGH_REST = 1, /* a continuation byte, */
    TN_HIGH_LOW = 2,  /* below 0x90, */
    TN_HIGH_TOP = 4,  /* or from 0xA0 on */
    TN_HIGH_PAIR = 8, /* the first of two bytes, */
    TN_HIGH_THREE = 16,
    TN_HIGH_FOUR = 32
};

/* Behind `>` this may begin U+0338, of which and the `>` U+226F is composed. */
enum { TN_GARBAGE_NEGATING = 0xCC };

/* garbage_avx512.c, or NULL if the machine has not got it. */
const struct tn_garbage_unit *tn_garbage_vector(void);

#endif
