/* bom.h - the byte-order mark, U+FEFF, which a text may begin with to tell its encoding (Unicode 23.8). */
#ifndef TN_BOM_H
#define TN_BOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TN_BOM_UTF_8 "\xEF\xBB\xBF"
#define TN_BOM_UTF_16BE "\xFE\xFF"
#define TN_BOM_UTF_16LE "\xFF\xFE"

enum { TN_BOM_UTF_8_LENGTH = sizeof TN_BOM_UTF_8 - 1, TN_BOM_UTF_16_LENGTH = sizeof TN_BOM_UTF_16BE - 1 };

/* Is that byte number i of the one of UTF-8? */
static inline bool tn_bom_has(uint64_t i, unsigned char byte)
{
    return i < TN_BOM_UTF_8_LENGTH && byte == (unsigned char)TN_BOM_UTF_8[i];
}

/* How many bytes of the one of UTF-8 stand at p, where there are `length`. */
static inline size_t tn_bom_agree(const unsigned char *p, size_t length)
{
    size_t n = 0;
    while (n < length && tn_bom_has(n, p[n])) n++;
    return n;
}

#endif
