#include "decode.h"

#include <string.h>

/* What the front of the bytes at hand is: `length` 0 if more are needed. */
struct sequence {
    size_t length;
    size_t count; /* of code points */
    uint32_t point, second;
};

enum { ESCAPE = 0x1B, SHIFT_OUT = 0x0E, SHIFT_IN = 0x0F, HALF_WIDTH = 0xFF61, USER_DEFINED = 0xF780 };
enum { SET_ASCII, SET_ROMAN, SET_KATAKANA, SET_JIS }; /* of ISO-2022-JP */

static const struct sequence MORE = {0, 0, 0, 0};

static struct sequence character(size_t length, uint32_t point)
{
    return (struct sequence){length, 1, point, 0};
}
static struct sequence damaged(size_t length) { return character(length, TN_NO_POINT); }

/* A pair, found or not: if the second byte is ASCII, it is read again. */
static struct sequence pair(uint32_t point, unsigned char trail)
{
    return point != TN_NO_POINT ? character(2, point) : damaged(trail < 0x80 ? 1 : 2);
}

static bool is_within(unsigned char c, unsigned char first, unsigned char last)
{
    return c >= first && c <= last;
}

/* Clause 10.2.1, gb18030 decoder; GBK's is the same. */
static struct sequence gb18030(struct tn_charsets *c, const unsigned char *p, size_t n)
{
    if (p[0] == 0x80) return character(1, 0x20AC);
    if (p[0] == 0xFF) return damaged(1);
    if (n < 2) return MORE;
    if (!is_within(p[1], '0', '9')) return pair(tn_charsets_pair(c, TN_PAIRS_GB18030, p[0], p[1]), p[1]);
    if (n < 3) return MORE;
    if (!is_within(p[2], 0x81, 0xFE)) return damaged(1);
    if (n < 4) return MORE;
    if (!is_within(p[3], '0', '9')) return damaged(1);
    return character(4, tn_charsets_four(c, p));
}

/* Clause 11.1.1, Big5 decoder: four of its characters are two code points. */
static struct sequence big5(struct tn_charsets *c, const unsigned char *p, size_t n)
{
    if (!is_within(p[0], 0x81, 0xFE)) return damaged(1);
    if (n < 2) return MORE;
    if (p[0] == 0x88 && (p[1] == 0x62 || p[1] == 0x64 || p[1] == 0xA3 || p[1] == 0xA5))
        return (struct sequence){2, 2, p[1] < 0x80 ? 0xCA : 0xEA,
                                 p[1] == 0x62 || p[1] == 0xA3 ? 0x304 : 0x30C};
    return pair(tn_charsets_pair(c, TN_PAIRS_BIG5, p[0], p[1]), p[1]);
}

/* Clause 13.1.1, EUC-KR decoder. */
static struct sequence euc_kr(struct tn_charsets *c, const unsigned char *p, size_t n)
{
    if (!is_within(p[0], 0x81, 0xFE)) return damaged(1);
    if (n < 2) return MORE;
    return pair(tn_charsets_pair(c, TN_PAIRS_EUC_KR, p[0], p[1]), p[1]);
}

/* Clause 12.3.1, Shift_JIS decoder. */
static struct sequence shift_jis(struct tn_charsets *c, const unsigned char *p, size_t n)
{
    if (p[0] == 0x80) return character(1, 0x80);
    if (is_within(p[0], 0xA1, 0xDF)) return character(1, HALF_WIDTH + p[0] - 0xA1u);
    if (p[0] == 0xA0 || p[0] > 0xFC) return damaged(1);
    if (n < 2) return MORE;
    return pair(tn_charsets_pair(c, TN_PAIRS_SHIFT_JIS, p[0], p[1]), p[1]);
}

/* A character of JIS X 0208, row and cell from 0: Shift_JIS has them all. */
static uint32_t jis0208(struct tn_charsets *c, unsigned row, unsigned cell)
{
    unsigned lead = row / 2, trail = row % 2 * 94 + cell;
    return tn_charsets_pair(c, TN_PAIRS_SHIFT_JIS, (unsigned char)(lead + (lead < 0x1F ? 0x81 : 0xC1)),
                            (unsigned char)(trail + (trail < 0x3F ? 0x40 : 0x41)));
}

/* Clause 12.1.1, EUC-JP decoder. */
static struct sequence euc_jp(struct tn_charsets *c, const unsigned char *p, size_t n)
{
    enum { KATAKANA = 0x8E, JIS0212 = 0x8F, JIS0212_LAST = 0xED };
    if (p[0] != KATAKANA && p[0] != JIS0212 && !is_within(p[0], 0xA1, 0xFE)) return damaged(1);
    if (n < 2) return MORE;
    if (p[0] == KATAKANA && is_within(p[1], 0xA1, 0xDF)) return character(2, HALF_WIDTH + p[1] - 0xA1u);
    if (p[0] == KATAKANA || !is_within(p[1], 0xA1, 0xFE)) return pair(TN_NO_POINT, p[1]);
    if (p[0] != JIS0212) return pair(jis0208(c, p[0] - 0xA1u, p[1] - 0xA1u), p[1]);
    if (n < 3) return MORE;
    uint32_t point = TN_NO_POINT;
    if (p[1] <= JIS0212_LAST && is_within(p[2], 0xA1, 0xFE)) /* iconv(3) has private ones behind */
        point = tn_charsets_pair(c, TN_PAIRS_JIS0212, p[1], p[2]);
    return point != TN_NO_POINT ? character(3, point) : damaged(p[2] < 0x80 ? 2 : 3);
}

/* What an escape sequence asks for; -1 if it is none. */
static int escaped_set(const unsigned char *p)
{
    if (p[1] == '(' && p[2] == 'B') return SET_ASCII;
    if (p[1] == '(' && p[2] == 'J') return SET_ROMAN;
    if (p[1] == '(' && p[2] == 'I') return SET_KATAKANA;
    if (p[1] == '$' && (p[2] == '@' || p[2] == 'B')) return SET_JIS;
    return -1;
}

/* Clause 12.2.1, ISO-2022-JP decoder; two escape sequences in a row are a fault, lest something hide there. */
static struct sequence escape(struct tn_decoder *d, const unsigned char *p, size_t n)
{
    if (n < 2) return MORE;
    if (p[1] != '(' && p[1] != '$') {
        d->silent = false;
        return damaged(1);
    }
    if (n < 3) return MORE;
    int set = escaped_set(p);
    bool silent = d->silent;
    d->silent = set >= 0;
    if (set < 0) return damaged(1);
    d->set = set;
    return (struct sequence){3, silent ? 1 : 0, TN_NO_POINT, 0};
}

static struct sequence iso_2022_jp(struct tn_decoder *d, struct tn_charsets *c, const unsigned char *p,
                                   size_t n)
{
    if (p[0] == ESCAPE) return escape(d, p, n);
    if (d->set == SET_JIS && is_within(p[0], 0x21, 0x7E)) {
        if (n < 2) return MORE;
        d->silent = false;
        if (p[1] == ESCAPE) return damaged(1);
        uint32_t point = TN_NO_POINT;
        if (is_within(p[1], 0x21, 0x7E)) point = jis0208(c, p[0] - 0x21u, p[1] - 0x21u);
        return character(2, point);
    }
    d->silent = false;
    if (d->set == SET_JIS) return damaged(1);
    if (d->set == SET_KATAKANA)
        return is_within(p[0], 0x21, 0x5F) ? character(1, HALF_WIDTH + p[0] - 0x21u) : damaged(1);
    if (p[0] >= 0x80 || p[0] == SHIFT_OUT || p[0] == SHIFT_IN) return damaged(1);
    if (d->set == SET_ROMAN && p[0] == '\\') return character(1, 0xA5);
    if (d->set == SET_ROMAN && p[0] == '~') return character(1, 0x203E);
    return character(1, p[0]);
}

/* Clause 14.1.1: all of the text is one error. */
static struct sequence replacement(struct tn_decoder *d)
{
    bool first = !d->done;
    d->done = true;
    return (struct sequence){1, first ? 1 : 0, TN_NO_POINT, 0};
}

static struct sequence front(struct tn_decoder *d, struct tn_charsets *c)
{
    const unsigned char *p = d->held;
    size_t n = d->held_length;
    if (d->encoding == TN_ENCODING_ISO_2022_JP) return iso_2022_jp(d, c, p, n);
    if (d->encoding == TN_ENCODING_REPLACEMENT) return replacement(d);
    if (p[0] < 0x80) return character(1, p[0]);
    switch (d->encoding) {
    case TN_ENCODING_GBK:
    case TN_ENCODING_GB18030: return gb18030(c, p, n);
    case TN_ENCODING_BIG5: return big5(c, p, n);
    case TN_ENCODING_EUC_JP: return euc_jp(c, p, n);
    case TN_ENCODING_SHIFT_JIS: return shift_jis(c, p, n);
    case TN_ENCODING_EUC_KR: return euc_kr(c, p, n);
    case TN_ENCODING_X_USER_DEFINED: return character(1, USER_DEFINED + p[0] - 0x80u);
    default: return character(1, tn_charsets_single(c, d->encoding, p[0]));
    }
}

void tn_decoder_start(struct tn_decoder *d, enum tn_source_encoding encoding)
{
    memset(d, 0, sizeof *d);
    d->encoding = encoding;
}

/* Reads what is held, as far as it is whole; returns how many code points were written. */
static size_t read_held(struct tn_decoder *d, struct tn_charsets *c, uint32_t *points)
{
    size_t count = 0;
    while (d->held_length > 0) {
        struct sequence s = front(d, c);
        if (s.length == 0) break;
        if (s.count > 0) points[count++] = s.point;
        if (s.count > 1) points[count++] = s.second;
        d->held_length -= s.length;
        memmove(d->held, d->held + s.length, d->held_length);
    }
    return count;
}

size_t tn_decoder_take(struct tn_decoder *d, struct tn_charsets *c, unsigned char byte,
                       uint32_t points[TN_DECODE_POINTS])
{
    d->held[d->held_length++] = byte;
    return read_held(d, c, points);
}

/* A sequence is one fault, but of an escape sequence what stands behind ESC is read again. */
size_t tn_decoder_end(struct tn_decoder *d, struct tn_charsets *c, uint32_t points[TN_DECODE_POINTS])
{
    size_t count = 0;
    while (d->held_length > 0) {
        bool escaped = d->encoding == TN_ENCODING_ISO_2022_JP && d->held[0] == ESCAPE;
        size_t n = escaped ? 1 : d->held_length;
        points[count++] = TN_NO_POINT;
        d->held_length -= n;
        memmove(d->held, d->held + n, d->held_length);
        count += read_held(d, c, points + count);
    }
    return count;
}
