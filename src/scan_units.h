/* scan_units.h - what vector units do with strings of JSON (scan.h), for scan.c, which puts them together. */
#ifndef TN_SCAN_UNITS_H
#define TN_SCAN_UNITS_H

#include "scan.h"

/* The letter of an escape. */
static inline unsigned char tn_escape_letter(unsigned char c) { return c == '\n' ? 'n' : c; }

/* Adds a stretch of `width` bytes to the white space: bits of `feeds` are its line feeds, of `rest` what is no
 * white space.  True if it ends there. */
static inline bool tn_add_white(struct tn_white *w, size_t width, uint64_t feeds, uint64_t rest)
{
    feeds &= (rest & -rest) - 1; /* those before the first other byte */
    if (feeds) w->start = w->length + 64 - (size_t)__builtin_clzll(feeds);
    w->feeds += (size_t)__builtin_popcountll(feeds);
    w->length += rest ? (size_t)__builtin_ctzll(rest) : width;
    return rest != 0;
}

size_t tn_string_portable(const unsigned char *p, size_t length);
struct tn_decoded tn_decode_portable(const unsigned char *p, size_t length, unsigned char *out);
size_t tn_encode_portable(const unsigned char *p, size_t length, unsigned char *out);

#if defined(__x86_64__)
size_t tn_string_sse2(const unsigned char *p, size_t length);
struct tn_decoded tn_decode_sse2(const unsigned char *p, size_t length, unsigned char *out);
size_t tn_encode_sse2(const unsigned char *p, size_t length, unsigned char *out);

/* AVX-512 with VBMI2, as it is since Ice Lake and Zen 4. */
bool tn_has_avx512(void);
size_t tn_plain_avx512(const unsigned char *p, size_t length, bool after_space, unsigned char *out);
struct tn_white tn_white_avx512(const unsigned char *p, size_t length);
struct tn_decoded tn_decode_avx512(const unsigned char *p, size_t length, unsigned char *out);
size_t tn_encode_avx512(const unsigned char *p, size_t length, unsigned char *out);
#endif

#endif
