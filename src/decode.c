#include "decode.h"

#include <string.h>

#include "utf8.h"

/* What the front of the bytes at hand is: `length` 0 if more are needed. */
struct sequence {
    uint32_t length;
    uint32_t text; /* packed; TN_NO_CHARACTER: it is damaged, TN_NO_TEXT: it is none */
};

enum { ESCAPE = 0x1B, SHIFT_OUT = 0x0E, SHIFT_IN = 0x0F, HALF_WIDTH = 0xFF61, USER_DEFINED = 0xF780 };
enum { SET_ASCII, SET_ROMAN, SET_KATAKANA, SET_JIS }; /* of ISO-2022-JP */

static const struct sequence MORE = {0, TN_NO_TEXT};

static struct sequence made(uint32_t length, uint32_t text) { return (struct sequence){length, text}; }
static struct sequence damaged(uint32_t length) { return made(length, TN_NO_CHARACTER); }
static struct sequence character(uint32_t length, uint32_t point)
{
    return made(length, tn_utf8_pack(point));
}

/* A pair, found or not: if the second byte is ASCII, it is read again. */
static struct sequence pair(uint32_t text, unsigned char trail)
{
    return text != TN_NO_CHARACTER ? made(2, text) : damaged(trail < 0x80 ? 1 : 2);
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
    return made(4, tn_charsets_four(c, p));
}

/* Clause 11.1.1, Big5 decoder: four of its characters are two code points. */
static struct sequence big5(struct tn_charsets *c, const unsigned char *p, size_t n)
{
    if (!is_within(p[0], 0x81, 0xFE)) return damaged(1);
    if (n < 2) return MORE;
    if (p[0] == 0x88 && (p[1] == 0x62 || p[1] == 0x64 || p[1] == 0xA3 || p[1] == 0xA5))
        return made(2, tn_utf8_pack(p[1] < 0x80 ? 0xCA : 0xEA) |
                           tn_utf8_pack(p[1] == 0x62 || p[1] == 0xA3 ? 0x304 : 0x30C) << 16);
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
    if (p[0] == KATAKANA || !is_within(p[1], 0xA1, 0xFE)) return pair(TN_NO_CHARACTER, p[1]);
    if (p[0] != JIS0212) return pair(jis0208(c, p[0] - 0xA1u, p[1] - 0xA1u), p[1]);
    if (n < 3) return MORE;
    uint32_t text = TN_NO_CHARACTER;
    if (p[1] <= JIS0212_LAST && is_within(p[2], 0xA1, 0xFE)) /* iconv(3) has private ones behind */
        text = tn_charsets_pair(c, TN_PAIRS_JIS0212, p[1], p[2]);
    return text != TN_NO_CHARACTER ? made(3, text) : damaged(p[2] < 0x80 ? 2 : 3);
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
    return made(3, silent ? TN_NO_CHARACTER : TN_NO_TEXT);
}

static struct sequence iso_2022_jp(struct tn_decoder *d, struct tn_charsets *c, const unsigned char *p,
                                   size_t n)
{
    if (p[0] == ESCAPE) return escape(d, p, n);
    if (d->set == SET_JIS && is_within(p[0], 0x21, 0x7E)) {
        if (n < 2) return MORE;
        d->silent = false;
        if (p[1] == ESCAPE) return damaged(1);
        return is_within(p[1], 0x21, 0x7E) ? made(2, jis0208(c, p[0] - 0x21u, p[1] - 0x21u)) : damaged(2);
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
    return made(1, first ? TN_NO_CHARACTER : TN_NO_TEXT);
}

static uint32_t unit(enum tn_source_encoding encoding, const unsigned char *p)
{
    return (uint32_t)(encoding == TN_ENCODING_UTF_16BE ? p[0] << 8 | p[1] : p[1] << 8 | p[0]);
}

/* Clause 14.2.1, shared UTF-16 decoder, where it comes to a surrogate. */
static struct sequence utf16(enum tn_source_encoding encoding, const unsigned char *p, size_t n)
{
    if (n < 2) return MORE;
    uint32_t high = unit(encoding, p);
    if (high >= 0xDC00) return damaged(2);
    if (n < 4) return MORE;
    uint32_t low = unit(encoding, p + 2);
    if (low < 0xDC00 || low > 0xDFFF) return damaged(2);
    return character(4, 0x10000 + ((high - 0xD800) << 10 | (low - 0xDC00)));
}

/* What the bytes begin with, behind all that copy_plain() takes. */
static struct sequence front(struct tn_decoder *d, struct tn_charsets *c, const unsigned char *p, size_t n)
{
    switch (d->encoding) {
    case TN_ENCODING_GBK:
    case TN_ENCODING_GB18030: return gb18030(c, p, n);
    case TN_ENCODING_BIG5: return big5(c, p, n);
    case TN_ENCODING_EUC_JP: return euc_jp(c, p, n);
    case TN_ENCODING_SHIFT_JIS: return shift_jis(c, p, n);
    case TN_ENCODING_EUC_KR: return euc_kr(c, p, n);
    case TN_ENCODING_ISO_2022_JP: return iso_2022_jp(d, c, p, n);
    case TN_ENCODING_UTF_16BE:
    case TN_ENCODING_UTF_16LE: return utf16(d->encoding, p, n);
    case TN_ENCODING_X_USER_DEFINED: return character(1, USER_DEFINED + p[0] - 0x80u);
    default: return replacement(d);
    }
}

void tn_decoder_start(struct tn_decoder *d, enum tn_source_encoding encoding, uint64_t offset)
{
    memset(d, 0, sizeof *d);
    d->encoding = encoding;
    d->offset = offset;
}

/* ---- blocks */

/* A sequence that begins at `offset` is damaged. */
static unsigned char *lose(struct tn_converted *to, unsigned char *out, uint64_t offset)
{
    if (to->losses++ == 0) to->first_loss = offset;
    return to->lost == TN_NO_TEXT ? out : out + tn_utf8_unpack(to->lost, out);
}

/* Copies ASCII, eight bytes at a time as long as it goes; *at is moved behind it, and the end of the copy returned. */
static unsigned char *copy_ascii(const unsigned char **at, const unsigned char *end, unsigned char *out)
{
    const unsigned char *p = *at;
    for (uint64_t word; (size_t)(end - p) >= sizeof word; p += sizeof word, out += sizeof word) {
        memcpy(&word, p, sizeof word);
        if (word & UINT64_C(0x8080808080808080)) break;
        memcpy(out, &word, sizeof word);
    }
    while (p < end && *p < 0x80) *out++ = *p++;
    *at = p;
    return out;
}

/* Likewise for pairs of a set that have been met before, and ASCII between them. */
static inline unsigned char *copy_pairs(const struct tn_charsets *c, enum tn_pairs pairs,
                                        const unsigned char **at, const unsigned char *end,
                                        unsigned char *out)
{
    while (*at < end) {
        const unsigned char *p = *at;
        if (*p < 0x80) {
            out = copy_ascii(at, end, out);
            continue;
        }
        uint32_t text = end - p < 2 ? TN_NO_CHARACTER : tn_charsets_known_pair(c, pairs, p[0], p[1]);
        if (text == TN_NO_CHARACTER) break;
        out += tn_utf8_unpack(text, out);
        *at += 2;
    }
    return out;
}

/* Likewise for characters of UTF-16 that take one unit. */
static unsigned char *copy_units(enum tn_source_encoding encoding, const unsigned char **at,
                                 const unsigned char *end, unsigned char *out)
{
    const unsigned char *p = *at;
    for (uint32_t c; end - p >= 2 && !tn_is_surrogate(c = unit(encoding, p)); p += 2)
        out += tn_utf8_encode(c, out);
    *at = p;
    return out;
}

/* Likewise for what needs no more than a look at what is known. */
static inline unsigned char *copy_plain(enum tn_source_encoding encoding, const struct tn_charsets *c,
                                        const unsigned char **at, const unsigned char *end,
                                        unsigned char *out)
{
    switch (encoding) {
    case TN_ENCODING_GBK:
    case TN_ENCODING_GB18030: return copy_pairs(c, TN_PAIRS_GB18030, at, end, out);
    case TN_ENCODING_BIG5: return copy_pairs(c, TN_PAIRS_BIG5, at, end, out);
    case TN_ENCODING_SHIFT_JIS: return copy_pairs(c, TN_PAIRS_SHIFT_JIS, at, end, out);
    case TN_ENCODING_EUC_KR: return copy_pairs(c, TN_PAIRS_EUC_KR, at, end, out);
    case TN_ENCODING_ISO_2022_JP:
    case TN_ENCODING_REPLACEMENT: return out;
    case TN_ENCODING_UTF_16BE:
    case TN_ENCODING_UTF_16LE: return copy_units(encoding, at, end, out);
    default: return copy_ascii(at, end, out);
    }
}

/* One character for each byte. */
static size_t read_singles(const uint32_t *single, uint64_t offset, const unsigned char *p, size_t n,
                           struct tn_converted *to)
{
    unsigned char *out = to->bytes + to->length;
    for (const unsigned char *at = p, *end = p + n; at < end;) {
        if (at[0] < 0x80 && end - at > 1 && at[1] < 0x80) {
            out = copy_ascii(&at, end, out);
            continue;
        }
        uint32_t text = single[*at];
        out = text != TN_NO_CHARACTER ? out + tn_utf8_unpack(text, out)
                                      : lose(to, out, offset + (size_t)(at - p));
        at++;
    }
    to->length = (size_t)(out - to->bytes);
    return n;
}

/* Reads bytes, the first of which is the one at `offset`, as far as their sequences are whole; returns how many. */
static size_t read_sequences(struct tn_decoder *d, struct tn_charsets *c, uint64_t offset,
                             const unsigned char *p, size_t n, struct tn_converted *to)
{
    if (tn_encoding_is_single(d->encoding))
        return read_singles(tn_charsets_single(c, d->encoding), offset, p, n, to);
    const unsigned char *at = p, *end = p + n;
    unsigned char *out = to->bytes + to->length;
    for (;;) {
        out = copy_plain(d->encoding, c, &at, end, out);
        struct sequence s = at < end ? front(d, c, at, (size_t)(end - at)) : MORE;
        if (s.length == 0) break;
        if (s.text == TN_NO_CHARACTER)
            out = lose(to, out, offset + (size_t)(at - p));
        else if (s.text != TN_NO_TEXT)
            out += tn_utf8_unpack(s.text, out);
        at += s.length;
    }
    to->length = (size_t)(out - to->bytes);
    return (size_t)(at - p);
}

/* Reads what is held, with the bytes behind it that may belong to its sequences.  Returns how many of these are done. */
static size_t read_held(struct tn_decoder *d, struct tn_charsets *c, const unsigned char *bytes,
                        size_t length, struct tn_converted *to)
{
    unsigned char joined[2 * TN_DECODE_HELD];
    size_t held = d->held_length, more = length < TN_DECODE_HELD ? length : TN_DECODE_HELD;
    memcpy(joined, d->held, held);
    if (more > 0) memcpy(joined + held, bytes, more);
    size_t done = read_sequences(d, c, d->offset - held, joined, held + more, to);
    if (done >= held) {
        d->held_length = 0;
        return done - held;
    }
    d->held_length = held + more - done;
    memcpy(d->held, joined + done, d->held_length);
    return more;
}

void tn_decoder_take(struct tn_decoder *d, struct tn_charsets *c, const unsigned char *bytes, size_t length,
                     struct tn_converted *to)
{
    size_t i = d->held_length > 0 ? read_held(d, c, bytes, length, to) : 0;
    i += read_sequences(d, c, d->offset + i, bytes + i, length - i, to);
    d->offset += length;
    if (i == length) return;
    d->held_length = length - i;
    memcpy(d->held, bytes + i, d->held_length);
}

void tn_converted_lose(struct tn_converted *to, uint64_t offset)
{
    to->length = (size_t)(lose(to, to->bytes + to->length, offset) - to->bytes);
}

/* A sequence is one fault, but of an escape sequence what stands behind ESC is read again. */
void tn_decoder_end(struct tn_decoder *d, struct tn_charsets *c, struct tn_converted *to)
{
    while (d->held_length > 0) {
        bool escaped = d->encoding == TN_ENCODING_ISO_2022_JP && d->held[0] == ESCAPE;
        size_t n = escaped ? 1 : d->held_length;
        tn_converted_lose(to, d->offset - d->held_length);
        d->held_length -= n;
        memmove(d->held, d->held + n, d->held_length);
        (void)read_held(d, c, NULL, 0, to);
    }
}
