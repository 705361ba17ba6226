#include "detect.h"

#include <string.h>

#include "decode.h"
#include "utf8.h"
#ifdef TN_UCHARDET
#include <uchardet/uchardet.h>
#endif

enum {
    /* Text of which three quarters of what is not ASCII are whole sequences of UTF-8 is UTF-8 with some damage: in
     * text of another encoding they come about by chance, and are 40 % of EUC-KR, less of all others. */
    UTF8_SHARE = 4,
    /* A guess is wrong if more than one in so many characters beyond ASCII does not exist or is a C1 control: no more
     * are damaged in text that is in the encoding. */
    BAD_SHARE = 20,
    /* The library reads 8 MB/s, and more than this does not make it any wiser. */
    SAMPLE = 4096,
    CONTEXT = 16,   /* bytes of ASCII that are shown to it around others */
    PIECE = 512,    /* bytes of a part of them that tell it enough, mostly */
    PIECES = 8,     /* that it is asked of where all together say nothing, */
    FEW_PIECES = 3, /* or where they do; */
    SHORTEST = 32,  /* bytes of one, at least */
    /* In all languages of Central Europe more letters are beyond ASCII than one in so many; in English and Dutch fewer. */
    SPARSE = 128,
    FEW = 1,     /* So few bytes beyond ASCII do not tell a language. */
    STRAYS = 20, /* Of the letters beyond ASCII one in so many may be of another language, as names are. */
    SIGNS = 4    /* More signs inside of words than one in so many: the encoding is another one. */
};

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

bool tn_is_utf8(const unsigned char *bytes, size_t length, bool whole, size_t *beyond, size_t *stray)
{
    const unsigned char *p = bytes, *end = bytes + length;
    size_t last = 0; /* bytes of a sequence that is cut */
    *beyond = *stray = 0;
    for (size_t n; p < end; p += n) {
        n = ascii(p, (size_t)(end - p));
        if (n == 0 && *p < 0x80) n = 1;
        if (n > 0) continue;
        n = tn_utf8_maximal_subpart(p, end);
        bool cut = n == (size_t)(end - p) && tn_utf8_is_lead(*p), well_formed = n == 0;
        if (well_formed) n = tn_utf8_length(*p);
        *(cut ? &last : well_formed ? beyond : stray) += n;
    }
    if (!whole || *beyond > 0)
        *beyond += last; /* of a text that is all there, but was cut before it came */
    else
        *stray += last;
    return *stray == 0;
}

/* Does the text make sense in it?  *damaged: but for some of it. */
static bool fits(struct tn_charsets *charsets, enum tn_source_encoding encoding, const unsigned char *bytes,
                 size_t length, bool *damaged)
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
    return !none && tn_charsets_have(charsets, e) && fits(charsets, e, bytes, length, damaged);
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

#ifdef TN_UCHARDET

void *tn_detector_new(void) { return uchardet_new(); }

void tn_detector_free(void *detector)
{
    if (detector) uchardet_delete(detector);
}

const char *tn_detector_name(void) { return "uchardet"; }

/* What the library calls an encoding that the standard knows by other labels. */
static const struct {
    const char *name;
    enum tn_source_encoding encoding;
} OTHER_NAMES[] = {{"UHC", TN_ENCODING_EUC_KR}, {"MAC-CYRILLIC", TN_ENCODING_X_MAC_CYRILLIC}};

static enum tn_source_encoding named(const char *name)
{
    for (size_t i = 0; i < sizeof OTHER_NAMES / sizeof *OTHER_NAMES; i++)
        if (strcmp(name, OTHER_NAMES[i].name) == 0) return OTHER_NAMES[i].encoding;
    return tn_encoding_of_label((const unsigned char *)name, strlen(name));
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

/* Has the text bytes that are controls in the encodings of ISO 8859, and characters in those of Windows? */
static bool has_c1(const unsigned char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (bytes[i] >= 0x80 && bytes[i] < 0xA0) return true;
    return false;
}

/* Does it have a letter where ISO 8859-7 has the capital Ά, and Windows-1253 a sign? */
static bool is_iso_8859_7(const unsigned char *bytes, size_t length)
{
    for (size_t i = 1; i < length; i++)
        if (bytes[i - 1] == 0xB6 && bytes[i] >= 0xC1) return true;
    return false;
}

/* Letters that KOI8-U has for signs of KOI8-R (RFC 2319), beside others? */
static bool is_koi8_u(const unsigned char *bytes, size_t length)
{
    static const unsigned char own[] = {0xA4, 0xA6, 0xA7, 0xAD, 0xB4, 0xB6, 0xB7, 0xBD};
    for (size_t i = 1; i < length; i++)
        if ((bytes[i] >= 0xC0 && memchr(own, bytes[i - 1], sizeof own)) ||
            (bytes[i - 1] >= 0xC0 && memchr(own, bytes[i], sizeof own)))
            return true;
    return false;
}

/* Are there more capitals before small letters, and more я, where the Macintosh has them than where Windows-1251 does?  All other
 * small letters are the same bytes; where one has capitals the other has quotation marks and dashes.  A single byte that
 * Windows-1251 lacks, 0x98, lets the library take one for the other. */
static bool is_mac_cyrillic(const unsigned char *bytes, size_t length)
{
    size_t mac = 0, windows = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = bytes[i];
        bool before_small = i + 1 < length && bytes[i + 1] >= 0xE0;
        mac += c == 0xDF || (c >= 0x80 && c < 0xA0 && before_small);
        windows += c == 0xFF || (c >= 0xC0 && c < 0xDF && before_small);
    }
    return mac > windows;
}

/* The library does not look at every byte: of encodings that differ in a few, the one that the text is in. */
static enum tn_source_encoding refined(enum tn_source_encoding e, const unsigned char *bytes, size_t length)
{
    switch (e) {
    case TN_ENCODING_KOI8_R: return is_koi8_u(bytes, length) ? TN_ENCODING_KOI8_U : e;
    case TN_ENCODING_ISO_8859_7:
        return has_c1(bytes, length) && !is_iso_8859_7(bytes, length) ? TN_ENCODING_WINDOWS_1253 : e;
    case TN_ENCODING_ISO_8859_8: return has_c1(bytes, length) ? TN_ENCODING_WINDOWS_1255 : e;
    case TN_ENCODING_ISO_8859_13: return has_c1(bytes, length) ? TN_ENCODING_WINDOWS_1257 : e;
    case TN_ENCODING_ISO_8859_16: return has_c1(bytes, length) ? TN_ENCODING_WINDOWS_1250 : e;
    case TN_ENCODING_X_MAC_CYRILLIC: return is_mac_cyrillic(bytes, length) ? e : TN_ENCODING_WINDOWS_1251;
    default: return e;
    }
}

/* Is it an encoding of Latin letters whose languages share most of the marked letters' places with those of Western Europe? */
static bool is_of_latin(enum tn_source_encoding e)
{
    return e == TN_ENCODING_ISO_8859_2 || e == TN_ENCODING_ISO_8859_3 || e == TN_ENCODING_ISO_8859_4 ||
           e == TN_ENCODING_ISO_8859_10 || e == TN_ENCODING_ISO_8859_13 || e == TN_ENCODING_ISO_8859_16 ||
           e == TN_ENCODING_WINDOWS_1250 || e == TN_ENCODING_WINDOWS_1257 || e == TN_ENCODING_WINDOWS_1258;
}

/* In Windows-1252 or Windows-1250. */
static bool is_letter(unsigned char c)
{
    static const unsigned char early[] = {0x8A, 0x8C, 0x8D, 0x8E, 0x8F, 0x9A, 0x9C, 0x9D, 0x9E, 0x9F};
    if (c < 0x80) return tn_is_ascii_letter(c);
    return c < 0xA0 ? memchr(early, c, sizeof early) != NULL : c >= 0xC0 && c != 0xD7 && c != 0xF7;
}

/* Small letters beyond ASCII of languages in Windows-1252 that the library takes for others: Italian, Catalan, Icelandic. */
static const char *const LETTERS[] = {"\xE0\xE8\xE9\xEC\xEE\xF2\xF9",
                                      "\xE0\xE7\xE8\xE9\xED\xEF\xF2\xF3\xFA\xFC",
                                      "\xE1\xE6\xE9\xED\xF0\xF3\xF6\xFA\xFD\xFE"};
enum { LANGUAGES = sizeof LETTERS / sizeof *LETTERS };

/* How the text would look in Windows-1252. */
struct western {
    size_t ascii;              /* letters outside of tags, scripts and styles */
    size_t letters;            /* beyond ASCII, */
    size_t kinds;              /* how many different ones, */
    size_t strange[LANGUAGES]; /* and how many are of no word of these languages */
    size_t signs;              /* beyond ASCII, but for those that Catalan and typewriters have in words, */
    size_t inside;             /* and how many of them stand between letters */
};

/* Bytes of the tag at the `<` at p, and of the script or style that it begins; 1 if it is none. */
static size_t tag_length(const unsigned char *p, const unsigned char *end)
{
    static const char *const raw[] = {"script", "style"};
    if (end - p < 2 || !(tn_is_ascii_letter(p[1]) || p[1] == '/' || p[1] == '!')) return 1;
    const unsigned char *close = memchr(p, '>', (size_t)(end - p));
    if (!close) return (size_t)(end - p);
    for (size_t i = 0; i < sizeof raw / sizeof *raw; i++) {
        size_t n = strlen(raw[i]), k = 0;
        while (k < n && p + 1 + k < close && tn_ascii_lower(p[1 + k]) == (unsigned char)raw[i][k]) k++;
        if (k < n) continue;
        while (close + 2 < end && !(close[1] == '<' && close[2] == '/')) close++;
        break;
    }
    return (size_t)(close + 1 - p);
}

static struct western look(const unsigned char *bytes, size_t length)
{
    struct western w = {0};
    bool seen[256] = {false};
    for (size_t i = 0, n; i < length; i += n) {
        unsigned char c = bytes[i], small = c >= 0xC0 && c < 0xDF ? c | 0x20 : c;
        n = c == '<' ? tag_length(bytes + i, bytes + length) : 1;
        if (c < 0x80) {
            w.ascii += is_letter(c);
        } else if (is_letter(c)) {
            w.letters++;
            w.kinds += !seen[small];
            seen[small] = true;
            for (size_t k = 0; k < LANGUAGES; k++) w.strange[k] += !strchr(LETTERS[k], small);
        } else if (c >= 0xA1 && c != 0xAD && c != 0xB4 && c != 0xB7) {
            w.signs++;
            w.inside += i > 0 && i + 1 < length && is_letter(bytes[i - 1]) && is_letter(bytes[i + 1]);
        }
    }
    return w;
}

/* May it be in Windows-1252, though the library takes it for an encoding of Latin letters elsewhere?  It does so with English that
 * has a name or a sign, and with languages that it does not know well.  Signs inside of words, which are letters elsewhere, tell
 * that it is right. */
static bool is_western(const unsigned char *bytes, size_t length)
{
    struct western w = look(bytes, length);
    if (w.inside * SIGNS > w.letters + w.signs) return false;
    if (w.letters + w.signs <= FEW || w.ascii >= SPARSE * (w.letters + w.signs)) return true;
    bool native = false;
    for (size_t k = 0; k < LANGUAGES; k++) native |= w.strange[k] * STRAYS <= w.letters;
    return w.kinds > 1 && native;
}

/* A text whose encoding is looked for. */
struct text {
    const unsigned char *bytes;
    size_t length;
};

/* What the library says of bytes of the text. */
static enum tn_source_encoding ask(void *detector, const unsigned char *sample, size_t n)
{
    uchardet_reset(detector);
    bool done = uchardet_handle_data(detector, (const char *)sample, n) == 0;
    uchardet_data_end(detector);
    return done ? named(uchardet_get_charset(detector)) : TN_ENCODING_UNKNOWN;
}

/* What that means for the whole text. */
static enum tn_source_encoding meant(enum tn_source_encoding said, struct text text)
{
    bool western = is_of_latin(said) && is_western(text.bytes, text.length);
    return western ? TN_ENCODING_WINDOWS_1252 : refined(said, text.bytes, text.length);
}

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
        said[pieces] = ask(detector, sample + begin, end - begin);
        size_t known = 0;
        while (said[known] != said[pieces]) known++;
        mean[pieces] = known < pieces ? mean[known] : meant(said[pieces], text);
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
    enum tn_source_encoding e = meant(ask(detector, sample, n), text);
    bool good = makes_sense(charsets, e, bytes, length, &damaged);
    if (good && (n < FEW_PIECES * PIECE || !tn_encoding_is_single(e))) return e;
    if (!good && n < PIECES * SHORTEST) return TN_ENCODING_UTF_8;
    size_t count = good ? FEW_PIECES : PIECES; /* a doubt is to take no more than a third of the time */
    enum tn_source_encoding other = ask_of_pieces(detector, sample, n, count, text);
    bool better = other != e && makes_sense(charsets, other, bytes, length, &damaged);
    if (good && !(better && damaged && tn_encoding_is_single(other))) return e;
    return better ? other : TN_ENCODING_UTF_8;
}

#else

void *tn_detector_new(void) { return NULL; }

void tn_detector_free(void *detector) { (void)detector; }

const char *tn_detector_name(void) { return "none"; }

static enum tn_source_encoding guess(void *detector, struct tn_charsets *charsets, const unsigned char *bytes,
                                     size_t length)
{
    (void)detector, (void)charsets, (void)bytes, (void)length;
    return TN_ENCODING_UTF_8;
}

#endif

enum tn_source_encoding tn_detect(void *detector, struct tn_charsets *charsets, const unsigned char *bytes,
                                  size_t length, bool whole)
{
    size_t beyond, stray;
    bool damaged, valid = tn_is_utf8(bytes, length, whole, &beyond, &stray);
    if (valid && beyond == 0 && is_iso_2022_jp(bytes, length) &&
        makes_sense(charsets, TN_ENCODING_ISO_2022_JP, bytes, length, &damaged))
        return TN_ENCODING_ISO_2022_JP;
    return !valid && beyond < (UTF8_SHARE - 1) * stray ? guess(detector, charsets, bytes, length)
                                                       : TN_ENCODING_UTF_8;
}
