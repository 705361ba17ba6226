#include "detect.h"

#include <string.h>

#include "decode.h"
#include "detect_alike.h"
#include "detector.h"
#include "utf8.h"
#include "utf8_text.h"

enum {
    /* A guess is wrong if more than one in so many characters beyond ASCII does not exist or is a C1 control: no more
     * are damaged in text that is in the encoding. */
    BAD_SHARE = 20,
    /* The library reads 8 MB/s, and more than this does not make it any wiser. */
    SAMPLE = 4096,
    CONTEXT = 16,   /* bytes of ASCII that are shown to it around others */
    PIECE = 512,    /* bytes of a part of them that tell it enough, mostly */
    PIECES = 8,     /* that it is asked of where all together say nothing, */
    FEW_PIECES = 3, /* or where they do; */
    SHORTEST = 32   /* bytes of one, at least */
};

/* ---- does an encoding go with it? */

/* Does the text make sense in it?  *damaged: but for some of it. */
static bool decodes_well(struct tn_charsets *charsets, enum tn_source_encoding encoding,
                         const unsigned char *bytes, size_t length, bool *damaged)
{
    struct tn_decoder decoder;
    struct tn_converted text;
    size_t beyond = 0, controls = 0;
    text.lost = TN_NO_TEXT;
    text.losses = 0;
    tn_decoder_start(&decoder, encoding, 0);
    for (size_t i = 0, n; i < length; i += n) {
        n = length - i < TN_DECODE_BLOCK ? length - i : TN_DECODE_BLOCK;
        text.length = 0;
        tn_decoder_take(&decoder, charsets, bytes + i, n, &text);
        for (size_t k = 0; k < text.length; k++) {
            beyond += text.bytes[k] >= 0xC0;
            controls += text.bytes[k] == 0xC2 && text.bytes[k + 1] < 0xA0;
        }
    }
    *damaged = controls + text.losses > 0;
    return (controls + text.losses) * BAD_SHARE <= beyond + text.losses;
}

/* Can it be what the text is in?  UTF-16 without a mark is not to be told from data, and `replacement` is no encoding. */
static bool makes_sense(struct tn_charsets *charsets, enum tn_source_encoding e, const unsigned char *bytes,
                        size_t length, bool *damaged)
{
    bool none = e == TN_ENCODING_UNKNOWN || e == TN_ENCODING_REPLACEMENT || e == TN_ENCODING_UTF_16BE ||
                e == TN_ENCODING_UTF_16LE || e == TN_ENCODING_UTF_8;
    return !none && tn_charsets_have(charsets, e) && decodes_well(charsets, e, bytes, length, damaged);
}

static bool is_cell(unsigned char c) { return c > 0x20 && c < 0x7F; }

/* RFC 1468: text in seven bits, so valid as UTF-8, that escape sequences switch to Japanese; nothing else has these. */
static bool is_iso_2022_jp(const unsigned char *bytes, size_t length)
{
    const unsigned char *p = bytes, *end = bytes + length;
    for (; (p = memchr(p, 0x1B, (size_t)(end - p))) != NULL; p++)
        if (end - p >= 5 && p[1] == '$' && (p[2] == 'B' || p[2] == '@') && is_cell(p[3]) && is_cell(p[4]))
            return true;
    return false;
}

/* ---- what the library says of it */

/* Bytes of ASCII at p, eight at a time. */
static size_t ascii(const unsigned char *p, size_t n)
{
    size_t i = 0;
    for (uint64_t word; n - i >= sizeof word; i += sizeof word) {
        memcpy(&word, p + i, sizeof word);
        if (word & UINT64_C(0x8080808080808080)) break;
    }
    return i;
}

/* Where the first bytes that are not ASCII begin of which not all are UTF-8, with the ASCII before them: of another encoding
 * what stands there tells nothing. */
static size_t first_stray(const unsigned char *bytes, size_t length)
{
    const unsigned char *p = bytes, *end = bytes + length;
    while (p < end && tn_utf8_maximal_subpart(p, end) == 0) p += tn_utf8_length(*p);
    while (p > bytes && p[-1] >= 0x80) p--;
    for (size_t n = 0; n < CONTEXT && p > bytes && p[-1] < 0x80; n++) p--;
    return (size_t)(p - bytes);
}

/* What is not ASCII from there on, with what stands next to it; returns its length. */
static size_t take_sample(const unsigned char *bytes, size_t length, unsigned char sample[SAMPLE])
{
    size_t n = 0, run = CONTEXT; /* of ASCII before bytes[i] */
    for (size_t i = first_stray(bytes, length); i < length && n < SAMPLE; i++) {
        run = bytes[i] < 0x80 ? run + 1 : 0;
        size_t left = length - i, ahead = left < CONTEXT ? left : CONTEXT;
        if (run <= CONTEXT || ascii(bytes + i, ahead) < CONTEXT) sample[n++] = bytes[i];
    }
    return n;
}

/* A text whose encoding is looked for. */
struct text {
    const unsigned char *bytes;
    size_t length;
};

/* What more than half of them are, if anything. */
static enum tn_source_encoding majority(const enum tn_source_encoding *e, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t same = 0;
        for (size_t k = i; k < count; k++) same += e[k] == e[i];
        if (2 * same > count) return e[i];
    }
    return TN_ENCODING_UNKNOWN;
}

static size_t next_ascii(const unsigned char *sample, size_t n, size_t at)
{
    while (at < n && sample[at] >= 0x80) at++;
    return at < n ? at : n;
}

/* What it says of most of so many pieces of the sample, PIECES at most: each but the first begins with ASCII. */
static enum tn_source_encoding ask_of_pieces(void *detector, const unsigned char *sample, size_t n,
                                             size_t count, struct text text)
{
    enum tn_source_encoding said[PIECES], mean[PIECES];
    size_t pieces = 0, size = n < count * PIECE ? n / count : PIECE;
    for (size_t i = 0, end = 0; i < count; i++) {
        size_t begin = i > 0 ? next_ascii(sample, n, n * i / count) : 0;
        if (begin < end) begin = end;
        end = next_ascii(sample, n, begin + size);
        if (begin == end) continue;
        said[pieces] = tn_detector_ask(detector, sample + begin, end - begin);
        size_t known = 0;
        while (said[known] != said[pieces]) known++;
        mean[pieces] = known < pieces ? mean[known] : tn_detect_alike(said[pieces], text.bytes, text.length);
        pieces++;
    }
    return majority(mean, pieces);
}

/* What the library says, if it makes sense, else UTF-8.  A single byte that the text of an encoding never has rules that out to it,
 * and many a page has one, or a character of UTF-8: so where it takes the text for one of single bytes, or for nothing that makes
 * sense, it is asked of pieces, most of which have none.  They know less than the whole: they have to explain themselves by such a
 * byte. */
static enum tn_source_encoding guess(void *detector, struct tn_charsets *charsets, const unsigned char *bytes,
                                     size_t length)
{
    const struct text text = {bytes, length};
    unsigned char sample[SAMPLE] = {0};
    bool damaged;
    if (!detector) return TN_ENCODING_UTF_8;
    size_t n = take_sample(bytes, length, sample);
    enum tn_source_encoding e = tn_detect_alike(tn_detector_ask(detector, sample, n), bytes, length);
    bool good = makes_sense(charsets, e, bytes, length, &damaged);
    if (good && (n < FEW_PIECES * PIECE || !tn_encoding_is_single(e))) return e;
    if (!good && n < PIECES * SHORTEST) return TN_ENCODING_UTF_8;
    size_t count = good ? FEW_PIECES : PIECES; /* a doubt is to take no more than a third of the time */
    enum tn_source_encoding other = ask_of_pieces(detector, sample, n, count, text);
    bool better = other != e && makes_sense(charsets, other, bytes, length, &damaged);
    if (good && !(better && damaged && tn_encoding_is_single(other))) return e;
    return better ? other : TN_ENCODING_UTF_8;
}

/* ---- all of that */

enum tn_source_encoding tn_detect(void *detector, struct tn_charsets *charsets, const unsigned char *bytes,
                                  size_t length, bool whole)
{
    bool damaged;
    enum tn_utf8_text utf8 = tn_utf8_text(bytes, length, whole);
    if (utf8 == TN_UTF8_TEXT_ASCII && is_iso_2022_jp(bytes, length) &&
        makes_sense(charsets, TN_ENCODING_ISO_2022_JP, bytes, length, &damaged))
        return TN_ENCODING_ISO_2022_JP;
    return utf8 == TN_UTF8_TEXT_NONE ? guess(detector, charsets, bytes, length) : TN_ENCODING_UTF_8;
}
