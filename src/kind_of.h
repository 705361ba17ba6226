/* kind_of.h - the kind of each character beyond ASCII, for kinds.c and for its table (lexer/kinds.c). */
#ifndef TN_KIND_OF_H
#define TN_KIND_OF_H

#include <stdbool.h>
#include <stdint.h>

#include "kinds.h"

enum { TN_KINDS_KNOWN = 0x3040 }; /* code points in the table: up to kana, behind which there are few kinds */

/* Signs that end sentences, part them or stand around them, in all scripts (Unicode's Sentence_Terminal and
 * Quotation_Mark, as far as the web has them). */
static inline enum tn_kind tn_kind_of_sign(uint32_t c)
{
    switch (c) {
    case 0x3002:
    case 0xFF01:
    case 0xFF1F:
    case 0xFF0E:
    case 0x0964:
    case 0x0965:
    case 0x061F:
    case 0x06D4:
    case 0x0589:
    case 0x1362:
    case 0x1367:
    case 0x0F0D:
    case 0x203C:
    case 0x2049:
    case 0x1803: return TN_KIND_STOP;
    case 0x2026: return TN_KIND_DOTS;
    case 0x3001:
    case 0xFF0C:
    case 0x060C:
    case 0x061B:
    case 0xFF1B:
    case 0x055D:
    case 0x1363: return TN_KIND_COMMA;
    case 0xFF1A: return TN_KIND_COLON;
    case 0x201C:
    case 0x2018:
    case 0xAB:
    case 0x201E:
    case 0x300C:
    case 0x300E:
    case 0x2039:
    case 0xA1:
    case 0xBF:
    case 0x201A: return TN_KIND_QUOTE;
    case 0x201D:
    case 0x2019:
    case 0xBB:
    case 0x300D:
    case 0x300F:
    case 0x203A:
    case 0xFF09:
    case 0x3011: return TN_KIND_CLOSER;
    case 0xA9:
    case 0xAE: return TN_KIND_COPYRIGHT;
    case 0x2013:
    case 0x2014: return TN_KIND_SPACE;
    default: return TN_KIND_SYMBOL;
    }
}

static inline bool tn_is_capital_kind(uint32_t c)
{
    if (c < 0x100) return c >= 0xC0 && c <= 0xDE;
    if (c < 0x180) return !(c & 1);
    return (c >= 0x391 && c <= 0x3A9) || (c >= 0x400 && c <= 0x42F);
}

/* c >= 0x80 */
static inline enum tn_kind tn_kind_of(uint32_t c)
{
    if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA ? TN_KIND_LETTER : tn_kind_of_sign(c);
    if (c < 0x530)
        return c == 0xD7 || c == 0xF7  ? TN_KIND_SYMBOL
               : tn_is_capital_kind(c) ? TN_KIND_CAPITAL
                                       : TN_KIND_LETTER;
    if (c >= 0x2000 && c < 0x2C00) return tn_kind_of_sign(c);
    if (c >= 0x0E00 && c < 0x0F00) return TN_KIND_WIDE; /* Thai, Lao */
    if (c >= 0x1000 && c < 0x10A0) return c == 0x104B ? TN_KIND_STOP : TN_KIND_WIDE;
    if (c >= 0x1780 && c < 0x1800) return c == 0x17D4 || c == 0x17D5 ? TN_KIND_STOP : TN_KIND_WIDE;
    if (c >= 0x3000 && c < 0x3040) return c == 0x3005 || c == 0x3007 ? TN_KIND_WIDE : tn_kind_of_sign(c);
    if ((c >= 0x3040 && c < 0xA000) || (c >= 0x20000 && c < 0x40000)) return TN_KIND_WIDE;
    if (c >= 0xFF00 && c < 0xFF66) return c >= 0xFF10 && c <= 0xFF19 ? TN_KIND_DIGIT : tn_kind_of_sign(c);
    if (c >= 0x1F000 && c < 0x1FB00) return TN_KIND_SYMBOL;
    enum tn_kind k = c < 0x1900 ? tn_kind_of_sign(c) : TN_KIND_LETTER;
    return k == TN_KIND_SYMBOL ? TN_KIND_LETTER : k;
}

#endif
