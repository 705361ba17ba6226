/* scan_units.h - what each vector unit can do of what scan.h promises, for scan.c, which puts them together. */
#ifndef TN_SCAN_UNITS_H
#define TN_SCAN_UNITS_H

#include "scan.h"

/* The letter of an escape. */
static inline unsigned char tn_escape_letter(unsigned char c) { return c == '\n' ? 'n' : c; }

/* Copies the character of tn_alone_length() or tn_cyrillic_length() at p[i], if there is one and it is asked for; returns where it
 * ends, else i. */
static inline size_t tn_take_wide(const unsigned char *p, size_t length, size_t i, bool after_space,
                                  bool wide, unsigned char *out)
{
    size_t n = wide ? tn_cyrillic_length(p, length, i, after_space) : 0;
    if (wide && n == 0) n = tn_alone_length(p, length, i);
    for (size_t k = 0; k < n; k++) out[i + k] = p[i + k];
    return i + n;
}

/* Bytes as far as they tell of Cyrillic, a bit for each. */
struct tn_cyrillic_bits {
    uint64_t early, late;                  /* 0xD0, 0xD1 */
    uint64_t below_90, below_b0, below_c0; /* continuation bytes that are less */
};

/* Both bytes of each letter of tn_cyrillic_length() among them.  `behind_small`: a small one stands before the first. */
static inline uint64_t tn_cyrillic(struct tn_cyrillic_bits is, bool behind_small)
{
    uint64_t small = (is.early << 1 & is.below_c0 & ~is.below_b0) | (is.late << 1 & is.below_90);
    uint64_t capital = is.early << 1 & is.below_b0 & ~is.below_90;
    uint64_t leads = (small | (capital & ~(small << 2 | (uint64_t)behind_small << 1))) >> 1;
    return leads | leads << 1;
}

/* The first bytes of some text, a bit for each. */
struct tn_white_bits {
    uint64_t blanks, feeds, returns;
};

/* Adds `width` such bytes of the `length` at p to the white space before them.  True if it ends there. */
static inline bool tn_add_white(struct tn_white *w, const unsigned char *p, size_t length, unsigned width,
                                struct tn_white_bits bits)
{
    if (bits.returns) {
        size_t next = w->length + width;
        uint64_t feed = next < length && p[next] == '\n';
        bits.returns &= bits.feeds >> 1 | feed << (width - 1);
    }
    uint64_t rest = ~(bits.blanks | bits.feeds | bits.returns) & UINT64_MAX >> (64 - width);
    uint64_t before = (rest & -rest) - 1; /* it ends */
    bits.feeds &= before;
    if (bits.feeds) w->start = w->length + 64 - (size_t)__builtin_clzll(bits.feeds);
    w->feeds += (size_t)__builtin_popcountll(bits.feeds);
    if (bits.returns) w->returns += (size_t)__builtin_popcountll(bits.returns & before);
    w->length += rest ? (size_t)__builtin_ctzll(rest) : width;
    return rest != 0;
}

size_t tn_plain_portable(const unsigned char *p, size_t length, bool after_space, bool wide,
                         unsigned char *out);
size_t tn_string_portable(const unsigned char *p, size_t length);
struct tn_decoded tn_decode_portable(const unsigned char *p, size_t length, unsigned char *out);
size_t tn_encode_portable(const unsigned char *p, size_t length, unsigned char *out);

#if defined(__x86_64__)
size_t tn_string_sse2(const unsigned char *p, size_t length);
struct tn_decoded tn_decode_sse2(const unsigned char *p, size_t length, unsigned char *out);
size_t tn_encode_sse2(const unsigned char *p, size_t length, unsigned char *out);

/* Where tn_has_avx512(). */
size_t tn_plain_avx512(const unsigned char *p, size_t length, bool after_space, bool wide,
                       unsigned char *out);
struct tn_white tn_white_avx512(const unsigned char *p, size_t length);
struct tn_scan_bits tn_tell_apart_avx512(const unsigned char *p);
size_t tn_count_avx512(const unsigned char *p, size_t length, unsigned char c);
struct tn_decoded tn_decode_avx512(const unsigned char *p, size_t length, unsigned char *out);
size_t tn_encode_avx512(const unsigned char *p, size_t length, unsigned char *out);
#endif

#endif
