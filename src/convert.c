#include "convert.h"

#include <errno.h>
#include <string.h>

#include "state.h"

/* What stands for a damaged sequence.  Where cleaning is to stop at it or to leave it out, that is done where bytes that
 * are not UTF-8 are, and so one goes on; but what is not text has no such place. */
static uint32_t lost(const struct tnorm *t)
{
    enum tnorm_invalid invalid = t->options.invalid;
    if (invalid == TNORM_INVALID_STRICT || (invalid == TNORM_INVALID_DROP && !t->charset.bare))
        return TN_UTF8_LOST;
    return invalid == TNORM_INVALID_DROP ? TN_NO_TEXT : tn_utf8_pack(TN_REPLACEMENT);
}

static void clear(const struct tnorm *t, struct tn_converted *text)
{
    text->length = text->losses = 0;
    text->lost = lost(t);
}

/* The text goes on; what was lost is counted, unless it is where it goes to. */
static void hand_on(struct tnorm *t, struct tn_converted *text)
{
    struct tn_charset *c = &t->charset;
    if (text->losses > 0 && !c->has_lost) {
        c->has_lost = true;
        c->lost = text->first_loss;
    }
    if (text->lost != TN_UTF8_LOST) t->account.cause[TN_INVALID].count += text->losses;
    if (text->length > 0 && !t->error) c->next(t, text->bytes, text->length);
    text->length = text->losses = 0;
}

void tn_convert_start(struct tnorm *t, uint64_t offset)
{
    struct tn_charset *c = &t->charset;
    tn_decoder_start(&c->decoder, c->encoding, offset);
    c->lost = offset;
    if (c->encoding == TN_ENCODING_OTHER) (void)iconv(c->sets.other, NULL, NULL, NULL, NULL);
}

static void convert_bytes(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    struct tn_charset *c = &t->charset;
    struct tn_converted text;
    clear(t, &text);
    while (length > 0) {
        size_t n = length < TN_DECODE_BLOCK ? length : TN_DECODE_BLOCK;
        tn_decoder_take(&c->decoder, &c->sets, bytes, n, &text);
        hand_on(t, &text);
        bytes += n;
        length -= n;
    }
}

/* ---- what only iconv(3) knows */

enum {
    ROOM = 32
}; /* bytes of UTF-8, what stands for a lost character included, that there is always room for */

/* Converts what is at hand; returns the bytes of a character at the end that is not whole. */
static size_t convert_other(struct tnorm *t, unsigned char *bytes, size_t length, struct tn_converted *text)
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
        c->decoder.offset += before - left;
        if (why == EINVAL && left < TN_CHARSET_OTHER_LONGEST) break;
        if (why == E2BIG || sizeof text->bytes - text->length < ROOM) hand_on(t, text);
        if (why == 0 || why == E2BIG) continue;
        size_t bad = left < c->sets.other_unit ? left : c->sets.other_unit;
        tn_converted_lose(text, c->decoder.offset);
        c->decoder.offset += bad;
        from += bad;
        left -= bad;
    }
    return left;
}

static void convert_others(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    struct tn_charset *c = &t->charset;
    unsigned char input[TN_CHARSET_OTHER_LONGEST + TN_DECODE_BLOCK];
    struct tn_converted text;
    clear(t, &text);
    while (length > 0) {
        size_t n = length < TN_DECODE_BLOCK ? length : TN_DECODE_BLOCK;
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

static void end_other(struct tnorm *t, struct tn_converted *text)
{
    struct tn_charset *c = &t->charset;
    char *to = (char *)text->bytes;
    size_t room = sizeof text->bytes;
    (void)iconv(c->sets.other, NULL, NULL, &to, &room);
    text->length = sizeof text->bytes - room;
    if (c->other_length > 0) tn_converted_lose(text, c->decoder.offset);
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
    struct tn_converted text;
    clear(t, &text);
    if (c->encoding == TN_ENCODING_OTHER)
        end_other(t, &text);
    else
        tn_decoder_end(&c->decoder, &c->sets, &text);
    hand_on(t, &text);
}
