/* utf16.h - UTF-16 becomes UTF-8. */
#ifndef TN_UTF16_H
#define TN_UTF16_H

#include <stddef.h>

enum tn_utf16_order { TN_UTF16_LITTLE, TN_UTF16_BIG };

struct tn_utf16 {
    enum tn_utf16_order order;
    unsigned char held[4]; /* the beginning of a character, */
    size_t held_length;    /* its bytes */
};

/* One more byte of the text.  Writes what it completes to `out`, room for TN_UTF16_LONGEST bytes, and returns its
 * length.  Half of a surrogate pair without the other becomes TN_UTF16_LOST. */
size_t tn_utf16_decode(struct tn_utf16 *u, unsigned char byte, unsigned char *out);

enum { TN_UTF16_LONGEST = 4 }; /* a character of the basic plane, behind half a pair */

/* A byte that is no UTF-8, nor anything in Windows-1252: the rule for such bytes decides what becomes of it. */
enum { TN_UTF16_LOST = 0x81 };

#endif
