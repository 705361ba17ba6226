/* utf8.h - code points in and out of UTF-8.  What does not say otherwise takes valid UTF-8: the lexer has seen to it. */
#ifndef TN_UTF8_H
#define TN_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum {
    TN_UTF8_MAX = 4,
    TN_REPLACEMENT = 0xFFFD,
    /* A byte that is no UTF-8, nor anything in Windows-1252: the rule for such bytes decides what becomes of it. */
    TN_UTF8_LOST = 0x81
};

/* Bytes of the code point that begins with `lead`. */
static inline size_t tn_utf8_length(unsigned char lead)
{
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

static inline bool tn_is_ascii_letter(uint32_t c)
{
    return c < 0x80 && (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* How many of the `length` bytes at p are ASCII, before another: eight at a time. */
static inline size_t tn_ascii_length(const unsigned char *p, size_t length)
{
    size_t i = 0;
    for (uint64_t word; length - i >= sizeof word; i += sizeof word) {
        memcpy(&word, p + i, sizeof word);
        if (word & UINT64_C(0x8080808080808080)) break;
    }
    while (i < length && p[i] < 0x80) i++;
    return i;
}

/* White space as HTML has it: "ASCII whitespace" (WHATWG Infra 4.5). */
static inline bool tn_is_ascii_white(unsigned char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

/* In small letters, if it is an ASCII letter. */
static inline unsigned char tn_ascii_lower(unsigned char c)
{
    return c >= 'A' && c <= 'Z' ? (unsigned char)(c | 0x20) : c;
}

/* How many bytes of a word, of n, stand at p, letters in either case. */
static inline size_t tn_ascii_agree(const unsigned char *p, size_t length, const char *word, size_t n)
{
    size_t i = 0;
    while (i < length && i < n && tn_ascii_lower(p[i]) == tn_ascii_lower((unsigned char)word[i])) i++;
    return i;
}

static inline bool tn_utf8_is_continuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

/* The code point at p; *length is set to its bytes. */
static inline uint32_t tn_utf8_decode(const unsigned char *p, size_t *length)
{
    *length = tn_utf8_length(p[0]);
    if (*length == 1) return p[0];
    if (*length == 2) return (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
    if (*length == 3) return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    return (p[0] & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
}

static inline bool tn_is_surrogate(uint32_t c) { return c >= 0xD800 && c <= 0xDFFF; }

/* Can a sequence of two bytes or more begin with it (Unicode 3.9, table 3-7)? */
static inline bool tn_utf8_is_lead(unsigned char byte) { return byte >= 0xC2 && byte <= 0xF4; }

/* Bytes of the maximal subpart at p, which ends before `end` (Unicode 3.9, D93b): of an ill-formed sequence as much as is a
 * prefix of a well-formed one, one byte at least.  0: the sequence is well-formed (table 3-7). */
static inline size_t tn_utf8_maximal_subpart(const unsigned char *p, const unsigned char *end)
{
    unsigned char lead = p[0], low = 0x80, high = 0xBF;
    if (lead < 0x80) return 0;
    if (!tn_utf8_is_lead(lead)) return 1;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
    size_t length = tn_utf8_length(lead);
    for (size_t i = 1; i < length; i++, low = 0x80, high = 0xBF)
        if (p + i >= end || p[i] < low || p[i] > high) return i;
    return 0;
}

/* tn_utf8_decode() of bytes that need not be valid: returns the bytes of the code point that begins at p, if it is
 * well-formed and ends before `end`, or else 0. */
static inline size_t tn_utf8_read(const unsigned char *p, const unsigned char *end, uint32_t *c)
{
    size_t length = 0;
    if (end - p >= 2 && (p[0] & 0xE0) == 0xC0 && p[0] >= 0xC2 && tn_utf8_is_continuation(p[1])) { /* most */
        *c = (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
        return 2;
    }
    if (p < end && tn_utf8_maximal_subpart(p, end) == 0) *c = tn_utf8_decode(p, &length);
    return length;
}

/* The code point that ends before text[end], end > 0; *length is set to its bytes. */
static inline uint32_t tn_utf8_before(const unsigned char *text, size_t end, size_t *length)
{
    const unsigned char *last = text + end - 1;
    if (*last < 0x80) {
        *length = 1;
        return *last;
    }
    if (end >= 2 && (last[-1] & 0xE0) == 0xC0) { /* most beyond ASCII, */
        *length = 2;
        return (last[-1] & 0x1Fu) << 6 | (last[0] & 0x3Fu);
    }
    if (end >= 3 && (last[-2] & 0xF0) == 0xE0) { /* and most others */
        *length = 3;
        return (last[-2] & 0x0Fu) << 12 | (last[-1] & 0x3Fu) << 6 | (last[0] & 0x3Fu);
    }
    size_t start = end - 1;
    while (start > 0 && end - start < TN_UTF8_MAX && tn_utf8_is_continuation(text[start])) start--;
    return tn_utf8_decode(text + start, length);
}

/* Writes c, which is no surrogate, to p (room for TN_UTF8_MAX bytes); returns its bytes. */
static inline size_t tn_utf8_encode(uint32_t c, unsigned char *p)
{
    if (c < 0x80) {
        p[0] = (unsigned char)c;
        return 1;
    }
    if (c < 0x800) {
        p[0] = (unsigned char)(0xC0 | c >> 6);
        p[1] = (unsigned char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        p[0] = (unsigned char)(0xE0 | c >> 12);
        p[1] = (unsigned char)(0x80 | (c >> 6 & 0x3F));
        p[2] = (unsigned char)(0x80 | (c & 0x3F));
        return 3;
    }
    p[0] = (unsigned char)(0xF0 | c >> 18);
    p[1] = (unsigned char)(0x80 | (c >> 12 & 0x3F));
    p[2] = (unsigned char)(0x80 | (c >> 6 & 0x3F));
    p[3] = (unsigned char)(0x80 | (c & 0x3F));
    return 4;
}

/* The same in one number, its first byte the lowest. */
static inline uint32_t tn_utf8_pack(uint32_t c)
{
    if (c < 0x80) return c;
    if (c < 0x800) return 0x80C0 | c >> 6 | (c & 0x3F) << 8;
    if (c < 0x10000) return 0x8080E0 | c >> 12 | (c >> 6 & 0x3F) << 8 | (c & 0x3F) << 16;
    return 0x808080F0 | c >> 18 | (c >> 12 & 0x3F) << 8 | (c >> 6 & 0x3F) << 16 | (c & 0x3F) << 24;
}

/* Writes up to four bytes that are in one number, of which the last is not 0 unless it is alone, to p (room for
 * TN_UTF8_MAX bytes); returns how many. */
static inline size_t tn_utf8_unpack(uint32_t packed, unsigned char *p)
{
    p[0] = (unsigned char)packed;
    p[1] = (unsigned char)(packed >> 8);
    p[2] = (unsigned char)(packed >> 16);
    p[3] = (unsigned char)(packed >> 24);
    return TN_UTF8_MAX - (size_t)__builtin_clz(packed | 1) / 8;
}

#endif
