#include "convert.h"

#include <errno.h>
#include <string.h>

#include "state.h"
#include "utf8.h"

enum {
    CONVERTED = 4096,                        /* bytes that go on at once */
    LONGEST = TN_DECODE_POINTS * TN_UTF8_MAX /* that one byte of input can become */
};

/* UTF-8 that is to go on. */
struct text {
    size_t length;
    unsigned char bytes[CONVERTED];
};

static void hand_on(struct tnorm *t, struct text *text)
{
    if (text->length > 0 && !t->error) t->charset.next(t, text->bytes, text->length);
    text->length = 0;
}

/* A sequence that began at `offset` stands for nothing.  Where cleaning is to stop at it or to leave it out, that is done
 * where bytes that are not UTF-8 are, and so one goes on; but what is not text has no such place. */
static void lose(struct tnorm *t, struct text *text, uint64_t offset)
{
    struct tn_charset *c = &t->charset;
    enum tnorm_invalid invalid = t->options.invalid;
    if (!c->has_lost) c->lost = offset;
    c->has_lost = true;
    if (invalid == TNORM_INVALID_STRICT || (invalid == TNORM_INVALID_DROP && !c->bare)) {
        text->bytes[text->length++] = TN_UTF16_LOST;
        return;
    }
    t->account.cause[TN_INVALID].count++;
    if (t->options.invalid != TNORM_INVALID_DROP)
        text->length += tn_utf8_encode(TN_REPLACEMENT, text->bytes + text->length);
}

static bool is_utf16(const struct tn_charset *c)
{
    return c->encoding == TN_ENCODING_UTF_16LE || c->encoding == TN_ENCODING_UTF_16BE;
}

void tn_convert_start(struct tnorm *t)
{
    struct tn_charset *c = &t->charset;
    memset(&c->utf16, 0, sizeof c->utf16);
    c->utf16.order = c->encoding == TN_ENCODING_UTF_16BE ? TN_UTF16_BIG : TN_UTF16_LITTLE;
    tn_decoder_start(&c->decoder, c->encoding);
    if (c->encoding == TN_ENCODING_OTHER) (void)iconv(c->sets.other, NULL, NULL, NULL, NULL);
}

/* What UTF-16 has become: a lost half goes through lose(). */
static void take_utf16(struct tnorm *t, struct text *text, unsigned char byte)
{
    struct tn_utf16 *u = &t->charset.utf16;
    unsigned char made[TN_UTF16_LONGEST];
    uint64_t before = t->charset.offset - u->held_length;
    size_t n = tn_utf16_decode(u, byte, made), skip = n > 0 && made[0] == TN_UTF16_LOST;
    if (skip) lose(t, text, before);
    memcpy(text->bytes + text->length, made + skip, n - skip);
    text->length += n - skip;
}

/* Code points that came of bytes from `offset` on. */
static void take_points(struct tnorm *t, struct text *text, const uint32_t *points, size_t count,
                        uint64_t offset)
{
    for (size_t i = 0; i < count; i++) {
        if (points[i] == TN_NO_POINT)
            lose(t, text, offset);
        else
            text->length += tn_utf8_encode(points[i], text->bytes + text->length);
    }
}

static void take_byte(struct tnorm *t, struct text *text, unsigned char byte)
{
    struct tn_charset *c = &t->charset;
    uint32_t points[TN_DECODE_POINTS];
    uint64_t before = c->offset - c->decoder.held_length;
    size_t n = tn_decoder_take(&c->decoder, &c->sets, byte, points);
    take_points(t, text, points, n, before);
}

static void convert_bytes(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    struct tn_charset *c = &t->charset;
    struct text text;
    bool utf16 = is_utf16(c),
         mixed = c->encoding != TN_ENCODING_ISO_2022_JP && c->encoding != TN_ENCODING_REPLACEMENT;
    text.length = 0;
    for (size_t i = 0; i < length; i++, c->offset++) {
        if (sizeof text.bytes - text.length < LONGEST) hand_on(t, &text);
        if (utf16)
            take_utf16(t, &text, bytes[i]);
        else if (mixed && bytes[i] < 0x80 && c->decoder.held_length == 0)
            text.bytes[text.length++] = bytes[i];
        else
            take_byte(t, &text, bytes[i]);
    }
    hand_on(t, &text);
}

/* ---- what only iconv(3) knows */

/* Converts what is at hand; returns the bytes of a character at the end that is not whole. */
static size_t convert_other(struct tnorm *t, unsigned char *bytes, size_t length, struct text *text)
{
    struct tn_charset *c = &t->charset;
    char *from = (char *)bytes;
    size_t left = length;
    while (left > 0) {
        char *to = (char *)text->bytes + text->length;
        size_t room = sizeof text->bytes - text->length, before = left;
        size_t status = iconv(c->sets.other, &from, &left, &to, &room);
        int why = status == (size_t)-1 ? errno : 0;
        text->length = sizeof text->bytes - room;
        c->offset += before - left;
        bool stuck = why == EINVAL && left >= TN_CHARSET_OTHER_LONGEST;
        if (why == EINVAL && !stuck) break;
        if (why == E2BIG || sizeof text->bytes - text->length < LONGEST) hand_on(t, text);
        if (why == EILSEQ || stuck) {
            lose(t, text, c->offset++);
            from++;
            left--;
        }
    }
    return left;
}

static void convert_others(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    struct tn_charset *c = &t->charset;
    unsigned char input[TN_CHARSET_OTHER_LONGEST + CONVERTED];
    struct text text;
    text.length = 0;
    while (length > 0) {
        size_t n = length < CONVERTED ? length : CONVERTED;
        memcpy(input, c->other, c->other_length);
        memcpy(input + c->other_length, bytes, n);
        size_t all = c->other_length + n;
        c->other_length = convert_other(t, input, all, &text);
        memcpy(c->other, input + all - c->other_length, c->other_length);
        bytes += n;
        length -= n;
    }
    hand_on(t, &text);
}

static void end_other(struct tnorm *t, struct text *text)
{
    struct tn_charset *c = &t->charset;
    char *to = (char *)text->bytes;
    size_t room = sizeof text->bytes;
    (void)iconv(c->sets.other, NULL, NULL, &to, &room);
    text->length = sizeof text->bytes - room;
    if (c->other_length > 0) lose(t, text, c->offset);
}

/* ---- both */

void tn_convert(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    if (!t->account.encoded) {
        t->account.rewritten += length;
        t->account.cause[TN_CHARSET].in += length;
    }
    if (t->error) return;
    if (t->charset.encoding == TN_ENCODING_OTHER)
        convert_others(t, bytes, length);
    else
        convert_bytes(t, bytes, length);
}

void tn_convert_end(struct tnorm *t)
{
    struct tn_charset *c = &t->charset;
    struct text text;
    uint32_t points[TN_DECODE_POINTS];
    uint64_t before = c->offset - c->decoder.held_length;
    text.length = 0;
    if (c->encoding == TN_ENCODING_OTHER) {
        end_other(t, &text);
    } else if (is_utf16(c)) {
        if (c->utf16.held_length > 0) lose(t, &text, c->offset - c->utf16.held_length);
    } else {
        size_t n = tn_decoder_end(&c->decoder, &c->sets, points);
        take_points(t, &text, points, n, before);
    }
    hand_on(t, &text);
}
