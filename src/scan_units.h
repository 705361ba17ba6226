/* scan_units.h - what each vector unit can do of what scan.h promises, for scan.c, which puts them together. */
#ifndef TN_SCAN_UNITS_H
#define TN_SCAN_UNITS_H

#include "scan.h"

/* The letter of an escape. */
static inline unsigned char tn_escape_letter(unsigned char c) { return c == '\n' ? 'n' : c; }

/* Copies it; returns where it ends, or i if it is none or not asked for. */
static inline size_t tn_take_wide(const unsigned char *p, size_t length, size_t i, bool after_space,
                                  bool wide, unsigned char *out)
{
    size_t n = wide ? tn_wide_length(p, length, i, after_space) : 0;
    for (size_t k = 0; k < n; k++) out[i + k] = p[i + k];
    return i + n;
}

/* Bytes as far as they tell of Cyrillic, a bit for each. */
struct tn_cyrillic_bits {
    uint64_t early, late;                  /* 0xD0, 0xD1 */
    uint64_t below_90, below_b0, below_c0; /* continuation bytes that are less */
};

static inline uint64_t tn_cyrillic_small(const struct tn_cyrillic_bits *is) /* second bytes */
{
    return (is->early << 1 & is->below_c0 & ~is->below_b0) | (is->late << 1 & is->below_90);
}
static inline uint64_t tn_cyrillic_capital(const struct tn_cyrillic_bits *is)
{
    return is->early << 1 & is->below_b0 & ~is->below_90;
}

/* The second bytes of capitals behind small letters.  `behind_small`: such a one stands before the first byte. */
static inline uint64_t tn_cyrillic_alien(const struct tn_cyrillic_bits *is, bool behind_small)
{
    return tn_cyrillic_capital(is) & (tn_cyrillic_small(is) << 2 | (uint64_t)behind_small << 1);
}

/* Both bytes of each Cyrillic letter that is plain. */
static inline uint64_t tn_cyrillic(const struct tn_cyrillic_bits *is, bool behind_small)
{
    uint64_t ends = (tn_cyrillic_small(is) | tn_cyrillic_capital(is)) & ~tn_cyrillic_alien(is, behind_small);
    return ends | ends >> 1;
}

/* Bytes as far as they tell of East Asian characters, a bit for each. */
struct tn_east_asian_bits {
    uint64_t e3, e4, ea, ed, ef, other; /* first bytes, and those that are one whatever follows */
    uint64_t rest, is_80, is_81, is_82, is_83, is_bc; /* continuation bytes, and some of them */
    uint64_t below_9e, above_af, above_b7;
    uint64_t marks, stops; /* 0x99 to 0x9C, 0x81 to 0x91 */
};

/* All bytes of each character of tn_east_asian_length() among them. */
static inline uint64_t tn_east_asian(const struct tn_east_asian_bits *is)
{
    uint64_t kana = is->is_81 | is->is_83 | (is->is_82 & ~(is->marks >> 1)) | (is->is_80 & is->stops >> 1);
    uint64_t first = is->other | (is->e3 & kana >> 1) | (is->e4 & is->above_b7 >> 1) |
                     (is->ea & is->above_af >> 1) | (is->ed & is->below_9e >> 1) | (is->ef & is->is_bc >> 1);
    first &= is->rest >> 1 & is->rest >> 2;
    return first | first << 1 | first << 2;
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
