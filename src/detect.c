#include "detect.h"

#include <string.h>

#include "detect_alike.h"
#include "detect_text.h"
#include "detector.h"
#include "utf8.h"
#include "utf8_text.h"

enum {
    /* The library reads 1 to 5 MB/s of single bytes, and more than this does not make it any wiser. */
    SAMPLE = 4096,
    CONTEXT = 16,   /* bytes of ASCII that are shown to it around others */
    PIECE = 512,    /* bytes of a part of them that tell it enough, mostly */
    PIECES = 8,     /* that it is asked of where all together say nothing, */
    FEW_PIECES = 3, /* or where they do; */
    SHORTEST = 32   /* bytes of one, at least */
};

/* ---- does an encoding go with it? */

/* Can it be what the text is in?  UTF-16 without a mark is not to be told from data, and `replacement` is no encoding. */
static bool makes_sense(struct tn_charsets *charsets, enum tn_source_encoding e,
                        const struct tn_detect_text *text, bool *damaged)
{
    bool none = e == TN_ENCODING_UNKNOWN || e == TN_ENCODING_REPLACEMENT || e == TN_ENCODING_UTF_16BE ||
                e == TN_ENCODING_UTF_16LE || e == TN_ENCODING_UTF_8;
    return !none && tn_charsets_have(charsets, e) && tn_detect_decodes(charsets, e, text, damaged);
}

static bool is_cell(unsigned char c) { return c > 0x20 && c < 0x7F; }

/* RFC 1468: text in seven bits, so valid as UTF-8, that escape sequences switch to Japanese; nothing else has these. */
static bool has_japanese(const unsigned char *bytes, size_t length)
{
    const unsigned char *p = bytes, *end = bytes + length;
    for (; (p = memchr(p, 0x1B, (size_t)(end - p))) != NULL; p++)
        if (end - p >= 5 && p[1] == '$' && (p[2] == 'B' || p[2] == '@') && is_cell(p[3]) && is_cell(p[4]))
            return true;
    return false;
}

static bool is_iso_2022_jp(struct tn_charsets *charsets, const unsigned char *bytes, size_t length)
{
    bool damaged;
    if (!has_japanese(bytes, length)) return false;
    const struct tn_detect_text text = tn_detect_text(bytes, length);
    return makes_sense(charsets, TN_ENCODING_ISO_2022_JP, &text, &damaged);
}

/* ---- what the library says of it */

/* Where the first bytes that are not ASCII begin of which not all are UTF-8, with the ASCII before them: of another encoding
 * what stands there tells nothing. */
static size_t first_stray(const unsigned char *bytes, size_t length)
{
    const unsigned char *p = bytes, *end = bytes + length;
    for (p += tn_ascii_length(p, length); p < end && tn_utf8_maximal_subpart(p, end) == 0;) {
        p += tn_utf8_length(*p);
        p += tn_ascii_length(p, (size_t)(end - p));
    }
    while (p > bytes && p[-1] >= 0x80) p--;
    for (size_t n = 0; n < CONTEXT && p > bytes && p[-1] < 0x80; n++) p--;
    return (size_t)(p - bytes);
}

/* What is not ASCII from there on, and the end, with what stands next to it; returns its length. */
static size_t take_sample(const unsigned char *bytes, size_t length, unsigned char sample[SAMPLE])
{
    size_t n = 0, run = CONTEXT; /* of ASCII before bytes[i] */
    for (size_t i = first_stray(bytes, length); i < length && n < SAMPLE; i++) {
        run = bytes[i] < 0x80 ? run + 1 : 0;
        size_t ahead = run > CONTEXT ? tn_ascii_length(bytes + i, length - i) : 0;
        if (ahead >= CONTEXT) i += ahead - (CONTEXT - 1);
        sample[n++] = bytes[i];
    }
    return n;
}

static size_t next_ascii(const unsigned char *sample, size_t n, size_t at)
{
    while (at < n && sample[at] >= 0x80) at++;
    return at < n ? at : n;
}

/* How many of them are e? */
static size_t count_same(const enum tn_source_encoding *encodings, size_t count, enum tn_source_encoding e)
{
    size_t same = 0;
    for (size_t i = 0; i < count; i++) same += encodings[i] == e;
    return same;
}

/* What it says of more than half of so many pieces of the sample, PIECES at most: each but the first begins with ASCII.  Where
 * enough have said the same, the others are not asked. */
static enum tn_source_encoding ask_of_pieces(void *detector, const unsigned char *sample, size_t n,
                                             size_t count, const struct tn_detect_text *text)
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
        mean[pieces] = known < pieces ? mean[known] : tn_detect_alike(said[pieces], text);
        pieces++;
        if (2 * count_same(mean, pieces, mean[pieces - 1]) > count) return mean[pieces - 1];
    }
    for (size_t i = 0; i < pieces; i++)
        if (2 * count_same(mean, pieces, mean[i]) > pieces) return mean[i];
    return TN_ENCODING_UNKNOWN;
}

/* Can there be another that takes the place of e, which makes sense?  Those alone that have some of the text damaged do. */
static bool has_rival(struct tn_charsets *charsets, enum tn_source_encoding e,
                      const struct tn_detect_text *text)
{
    bool damaged, found = false;
    for (int i = TN_ENCODING_FIRST_SINGLE; i <= TN_ENCODING_LAST_SINGLE && !found; i++)
        found = i != (int)e && makes_sense(charsets, (enum tn_source_encoding)i, text, &damaged) && damaged;
    return found;
}

/* What the library says, if it makes sense, else UTF-8.  A single byte that the text of an encoding never has rules that out to it,
 * and many a page has one, or a character of UTF-8: so where it takes the text for one of single bytes, or for nothing that makes
 * sense, it is asked of pieces, most of which have none.  They know less than the whole: they have to explain themselves by such a
 * byte. */
static enum tn_source_encoding guess(void *detector, struct tn_charsets *charsets, const unsigned char *bytes,
                                     size_t length)
{
    unsigned char sample[SAMPLE] = {0};
    bool damaged;
    if (!detector) return TN_ENCODING_UTF_8;
    const struct tn_detect_text text = tn_detect_text(bytes, length);
    size_t n = take_sample(bytes, length, sample);
    enum tn_source_encoding e = tn_detect_alike(tn_detector_ask(detector, sample, n), &text);
    bool good = makes_sense(charsets, e, &text, &damaged);
    if (good && (n < FEW_PIECES * PIECE || !tn_encoding_is_single(e) || !has_rival(charsets, e, &text)))
        return e;
    if (!good && n < PIECES * SHORTEST) return TN_ENCODING_UTF_8;
    size_t count = good ? FEW_PIECES : PIECES; /* a doubt is to take no more than a third of the time */
    enum tn_source_encoding other = ask_of_pieces(detector, sample, n, count, &text);
    bool better = other != e && makes_sense(charsets, other, &text, &damaged);
    if (good && !(better && damaged && tn_encoding_is_single(other))) return e;
    return better ? other : TN_ENCODING_UTF_8;
}

/* ---- all of that */

enum tn_source_encoding tn_detect(void *detector, struct tn_charsets *charsets, const unsigned char *bytes,
                                  size_t length, bool whole)
{
    enum tn_utf8_text utf8 = tn_utf8_text(bytes, length, whole);
    if (utf8 == TN_UTF8_TEXT_ASCII && is_iso_2022_jp(charsets, bytes, length)) return TN_ENCODING_ISO_2022_JP;
    return utf8 == TN_UTF8_TEXT_NONE ? guess(detector, charsets, bytes, length) : TN_ENCODING_UTF_8;
}
