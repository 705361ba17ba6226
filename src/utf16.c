#include "utf16.h"

#include <stdbool.h>
#include <stdint.h>

#include "utf8.h"

static uint32_t unit(const struct tn_utf16 *u, size_t i)
{
    unsigned first = u->held[i], second = u->held[i + 1];
    return u->order == TN_UTF16_BIG ? first << 8 | second : second << 8 | first;
}

size_t tn_utf16_decode(struct tn_utf16 *u, unsigned char byte, unsigned char *out)
{
    size_t n = 0;
    u->held[u->held_length++] = byte;
    if (u->held_length % 2 != 0) return 0;
    uint32_t high = unit(u, 0), low = unit(u, u->held_length - 2);
    bool pair = u->held_length == 4, is_low = low >= 0xDC00 && low <= 0xDFFF;
    if (pair && is_low) {
        u->held_length = 0;
        return tn_utf8_encode(0x10000 + ((high - 0xD800) << 10 | (low - 0xDC00)), out);
    }
    if (pair) out[n++] = TN_UTF16_LOST;
    if (low >= 0xD800 && low <= 0xDBFF) { /* wait for the other half */
        u->held[0] = u->held[u->held_length - 2];
        u->held[1] = byte;
        u->held_length = 2;
        return n;
    }
    if (is_low) out[n++] = TN_UTF16_LOST;
    u->held_length = 0;
    if (is_low) return n;
    return n + tn_utf8_encode(low, out + n);
}
