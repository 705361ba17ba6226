/* utf16.h - UTF-16 becomes UTF-8 before anything else looks at it. */
#ifndef TN_UTF16_H
#define TN_UTF16_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum tn_utf16_order {
    TN_UTF16_UNKNOWN, /* the text has not begun */
    TN_UTF16_NONE,    /* it has no byte-order mark of UTF-16 */
    TN_UTF16_LITTLE,
    TN_UTF16_BIG
};

struct tn_utf16 {
    enum tn_utf16_order order;
    unsigned char held[4]; /* the beginning of a byte-order mark or of a character, */
    size_t held_length;    /* its bytes */
    uint64_t offset;       /* of the next byte in the text */
    uint64_t lost;         /* of the first half of a pair without the other, 0 if there was none */
};

/* A byte at the beginning of a text, while the order is unknown.  False if it, and what was held, is text of another
 * kind; else it was taken. */
bool tn_utf16_begin(struct tn_utf16 *u, unsigned char byte);

/* Half of a surrogate pair, or of a unit, is at the front of what is held: TN_UTF16_LOST stands for it. */
unsigned char tn_utf16_lose(struct tn_utf16 *u);

/* One more byte of the text.  Writes what it completes to `out`, room for TN_UTF16_LONGEST bytes, and returns its length.  Half of a surrogate pair without the other becomes TN_UTF16_LOST. */
size_t tn_utf16_decode(struct tn_utf16 *u, unsigned char byte, unsigned char *out);

enum { TN_UTF16_LONGEST = 4 }; /* a character of the basic plane, behind half a pair */

/* A byte that is no UTF-8, nor anything in Windows-1252: the rule for such bytes decides what becomes of it. */
enum { TN_UTF16_LOST = 0x81 };

#endif
