/* scan_units.h - what vector units do with strings of JSON (scan.h), for scan.c, which puts them together. */
#ifndef TN_SCAN_UNITS_H
#define TN_SCAN_UNITS_H

#include "scan.h"

/* The letter of an escape. */
static inline unsigned char tn_escape_letter(unsigned char c) { return c == '\n' ? 'n' : c; }

size_t tn_string_portable(const unsigned char *p, size_t length);
struct tn_decoded tn_decode_portable(const unsigned char *p, size_t length, unsigned char *out);
size_t tn_encode_portable(const unsigned char *p, size_t length, unsigned char *out);

#if defined(__x86_64__)
size_t tn_string_sse2(const unsigned char *p, size_t length);
struct tn_decoded tn_decode_sse2(const unsigned char *p, size_t length, unsigned char *out);
size_t tn_encode_sse2(const unsigned char *p, size_t length, unsigned char *out);

/* AVX-512 with VBMI2, as it is since Ice Lake and Zen 4. */
bool tn_has_avx512(void);
struct tn_decoded tn_decode_avx512(const unsigned char *p, size_t length, unsigned char *out);
size_t tn_encode_avx512(const unsigned char *p, size_t length, unsigned char *out);
#endif

#endif
