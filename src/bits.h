/* bits.h - the 64 bits of a number. */
#ifndef TN_BITS_H
#define TN_BITS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Eight bytes as a number, the same on every machine. */
static inline uint64_t tn_eight_bytes(const unsigned char *text)
{
    uint64_t number;
    memcpy(&number, text, sizeof number);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    number = __builtin_bswap64(number);
#endif
    return number;
}

/* The lowest n of 64 bits. */
static inline uint64_t tn_low_bits(size_t n) { return n < 64 ? (UINT64_C(1) << n) - 1 : UINT64_MAX; }

#endif
