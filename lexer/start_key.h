/* start_key.h - where in the filter of lexer/starts.c the first bytes of a line stand. */
#ifndef TN_START_KEY_H
#define TN_START_KEY_H

#include <stdint.h>

enum { TN_START = 4, TN_START_KEYS = 4096 };

/* Of the TN_START bytes at p, without the case of ASCII letters. */
static inline unsigned tn_start_key(const unsigned char *p)
{
    uint32_t four = (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
    return (unsigned)((four | UINT32_C(0x20202020)) * UINT32_C(0x9E3779B1) >>
                      20); /* by the golden ratio: 12 bits */
}

#endif
