#include "detect_alike.h"

#include <stdbool.h>
#include <string.h>

#include "utf8.h"

enum {
    /* In all languages of Central Europe more letters are beyond ASCII than one in so many; in English and Dutch fewer. */
    SPARSE = 128,
    FEW = 1,     /* So few bytes beyond ASCII do not tell a language. */
    STRAYS = 20, /* Of the letters beyond ASCII one in so many may be of another language, as names are. */
    SIGNS = 4    /* More signs inside of words than one in so many: the encoding is another one. */
};

/* Has the text bytes that are controls in the encodings of ISO 8859, and characters in those of Windows? */
static bool has_c1(const struct tn_detect_text *text)
{
    size_t count = 0;
    for (size_t byte = 0x80; byte < 0xA0; byte++) count += text->count[byte];
    return count > 0;
}

/* Does it have a letter where ISO 8859-7 has the capital Ά, and Windows-1253 a sign? */
static bool is_iso_8859_7(const struct tn_detect_text *text)
{
    if (text->count[0xB6] == 0) return false;
    for (size_t i = 1; i < text->length; i++)
        if (text->bytes[i - 1] == 0xB6 && text->bytes[i] >= 0xC1) return true;
    return false;
}

/* Letters that KOI8-U has for signs of KOI8-R (RFC 2319), beside others? */
static bool is_koi8_u(const struct tn_detect_text *text)
{
    static const unsigned char own[] = {0xA4, 0xA6, 0xA7, 0xAD, 0xB4, 0xB6, 0xB7, 0xBD};
    const unsigned char *bytes = text->bytes;
    size_t count = 0;
    for (size_t k = 0; k < sizeof own; k++) count += text->count[own[k]];
    if (count == 0) return false;
    for (size_t i = 1; i < text->length; i++)
        if ((bytes[i] >= 0xC0 && memchr(own, bytes[i - 1], sizeof own)) ||
            (bytes[i - 1] >= 0xC0 && memchr(own, bytes[i], sizeof own)))
            return true;
    return false;
}

/* Are there more capitals before small letters, and more я, where the Macintosh has them than where Windows-1251 does?  All other
 * small letters are the same bytes; where one has capitals the other has quotation marks and dashes.  A single byte that
 * Windows-1251 lacks, 0x98, lets the library take one for the other. */
static bool is_mac_cyrillic(const struct tn_detect_text *text)
{
    const unsigned char *bytes = text->bytes;
    size_t mac = 0, windows = 0;
    for (size_t i = 0; i < text->length; i++) {
        unsigned char c = bytes[i];
        bool before_small = i + 1 < text->length && bytes[i + 1] >= 0xE0;
        mac += c == 0xDF || (c >= 0x80 && c < 0xA0 && before_small);
        windows += c == 0xFF || (c >= 0xC0 && c < 0xDF && before_small);
    }
    return mac > windows;
}

/* The library does not look at every byte: of encodings that differ in a few, the one that the text is in. */
static enum tn_source_encoding refined(enum tn_source_encoding e, const struct tn_detect_text *text)
{
    switch (e) {
    case TN_ENCODING_KOI8_R: return is_koi8_u(text) ? TN_ENCODING_KOI8_U : e;
    case TN_ENCODING_ISO_8859_7: return has_c1(text) && !is_iso_8859_7(text) ? TN_ENCODING_WINDOWS_1253 : e;
    case TN_ENCODING_ISO_8859_8: return has_c1(text) ? TN_ENCODING_WINDOWS_1255 : e;
    case TN_ENCODING_ISO_8859_13: return has_c1(text) ? TN_ENCODING_WINDOWS_1257 : e;
    case TN_ENCODING_ISO_8859_16: return has_c1(text) ? TN_ENCODING_WINDOWS_1250 : e;
    case TN_ENCODING_X_MAC_CYRILLIC: return is_mac_cyrillic(text) ? e : TN_ENCODING_WINDOWS_1251;
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
static bool is_windows_letter(unsigned char c)
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

/* Is it one of those that have a small letter 32 behind them? */
static bool is_capital(unsigned char c) { return c >= 0xC0 && c < 0xDF && c != 0xD7; }

/* Is it a sign beyond ASCII, but for those that stand in words? */
static bool is_sign(unsigned char c)
{
    return c >= 0xA1 && c != 0xAD && c != 0xB4 && c != 0xB7 && !is_windows_letter(c);
}

/* Counts one, no capital beyond ASCII, that stands so often outside of tags, scripts and styles. */
static void count_kind(struct western *w, unsigned char c, size_t count)
{
    if (c < 0x80) {
        if (is_windows_letter(c)) w->ascii += count;
    } else if (is_windows_letter(c)) {
        w->letters += count;
        w->kinds += count > 0;
        for (size_t k = 0; k < LANGUAGES; k++)
            if (!strchr(LETTERS[k], c)) w->strange[k] += count;
    } else if (is_sign(c)) {
        w->signs += count;
    }
}

static struct western count_letters(const struct tn_detect_text *text)
{
    const unsigned char *bytes = text->bytes, *end = bytes + text->length;
    struct western w = {0};
    size_t count[256] = {0};
    for (const unsigned char *p = bytes; p < end;) {
        unsigned char c = *p;
        count[c]++;
        if (c >= 0xA1 && is_sign(c))
            w.inside += p > bytes && p + 1 < end && is_windows_letter(p[-1]) && is_windows_letter(p[1]);
        p += c == '<' ? tag_length(p, end) : 1;
    }
    for (unsigned c = 0; c < 256; c++)
        if (is_capital((unsigned char)c))
            count[c | 0x20] += count[c];
        else
            count_kind(&w, (unsigned char)c, count[c]);
    return w;
}

/* May it be in Windows-1252, though the library takes it for an encoding of Latin letters elsewhere?  It does so with English that
 * has a name or a sign, and with languages that it does not know well.  Signs inside of words, which are letters elsewhere, tell
 * that it is right. */
static bool looks_western(const struct tn_detect_text *text)
{
    struct western w = count_letters(text);
    if (w.inside * SIGNS > w.letters + w.signs) return false;
    if (w.letters + w.signs <= FEW || w.ascii >= SPARSE * (w.letters + w.signs)) return true;
    bool native = false;
    for (size_t k = 0; k < LANGUAGES; k++) native |= w.strange[k] * STRAYS <= w.letters;
    return w.kinds > 1 && native;
}

enum tn_source_encoding tn_detect_alike(enum tn_source_encoding said, const struct tn_detect_text *text)
{
    return is_of_latin(said) && looks_western(text) ? TN_ENCODING_WINDOWS_1252 : refined(said, text);
}
