/* mojibake_read.c - finds UTF-8 that was read in another encoding. */
#include <string.h>

#include "encodings.h"
#include "mojibake.h"
#include "utf8.h"

/* The row of c in the tables, 0 if it is not in them. */
static size_t row_of(uint32_t c)
{
    return c > 0xFFFF ? 0 : tn_encoded_row[tn_encoded_page[c >> 8]][c & 0xFF];
}

/* The byte from 0x80 on that is read as c, 0 if there is none. */
static unsigned byte_of(uint32_t c, enum tn_encoding encoding) { return tn_encoded[row_of(c)][encoding]; }

/* Could it stand in text at all? */
static bool is_character(uint32_t c)
{
    utf8proc_category_t k = tn_category(c);
    bool control = c < 0xA0 || (c >= 0x2028 && c <= 0x202E);
    return !control && k != UTF8PROC_CATEGORY_CN && k != UTF8PROC_CATEGORY_CO && k != UTF8PROC_CATEGORY_CS;
}

/* Half of a surrogate pair, as CESU-8 has it? */
static bool is_low_half(uint32_t c) { return c >= 0xDC00 && c <= 0xDFFF; }
static bool is_high_half(uint32_t c) { return c >= 0xD800 && c <= 0xDBFF; }

/* Reads bytes back to the one that UTF-8 begins with, four characters at most; what they stand for need not be a
 * character. */
static bool read_bytes(const unsigned char *text, size_t end, enum tn_encoding encoding,
                       struct tn_sequence *s)
{
    unsigned char bytes[4] = {0, 0, 0, 0};
    size_t at = end, n, lost = 0;
    *s = (struct tn_sequence){0};
    for (unsigned i = 0; i < 4 && at > 0; i++) {
        uint32_t c = tn_utf8_before(text, at, &n);
        unsigned byte = byte_of(c, encoding);
        at -= n;
        if (i == 0) s->last = c;
        if (c == ' ' && byte_of(0xA0, encoding) == 0xA0) {
            byte = 0xA0;
            s->spaced = true;
        }
        if (byte < 0xC0) s->middle = c;
        if (c == TN_REPLACEMENT) {
            byte = 0x80;
            lost++;
        }
        if (byte < 0x80 || byte > 0xF4 || (byte >= 0xC0 && byte < 0xC2)) return false;
        bytes[3 - i] = (unsigned char)byte;
        if (byte < 0xC0) continue;
        if (tn_utf8_length((unsigned char)byte) != i + 1) return false;
        s->begin = at;
        s->length = i + 1;
        s->lead = byte;
        s->second = i > 0 ? bytes[4 - i] : 0;
        s->first = c;
        s->c = TN_REPLACEMENT;
        if (lost > 0) return true;
        unsigned char again[TN_UTF8_MAX];
        memmove(bytes, bytes + 3 - i, i + 1);
        s->c = tn_utf8_decode(bytes, &n);
        return s->c < 0x110000 && tn_utf8_encode(s->c, again) == s->length;
    }
    return false;
}

bool tn_mojibake_read(const unsigned char *text, size_t end, enum tn_encoding encoding, struct tn_sequence *s)
{
    struct tn_sequence half;
    if (!read_bytes(text, end, encoding, s)) return false;
    if (is_low_half(s->c) && read_bytes(text, s->begin, encoding, &half) && is_high_half(half.c)) {
        half.last = s->last;
        half.length += s->length;
        half.c = 0x10000 + ((half.c - 0xD800) << 10 | (s->c - 0xDC00));
        half.spaced |= s->spaced;
        *s = half;
    }
    return is_character(s->c) || (s->c >= 0x80 && s->c < 0xA0);
}

static bool is_broken_in(const unsigned char *text, size_t end, enum tn_encoding encoding)
{
    for (unsigned i = 0; i < 3 && end > 0; i++) {
        size_t n;
        unsigned byte = byte_of(tn_utf8_before(text, end, &n), encoding);
        end -= n;
        if (byte < 0x80) return false;
        if (byte >= 0xC0) return i > 0 && tn_utf8_length((unsigned char)byte) > i + 1;
    }
    return false;
}

bool tn_mojibake_is_broken(const unsigned char *text, size_t end)
{
    size_t n;
    if (end == 0 || text[end - 1] < 0x80 || tn_mojibake_rest(tn_utf8_before(text, end, &n)) == 0)
        return false;
    for (enum tn_encoding e = TN_CP1252; e < TN_ENCODINGS; e++)
        if (is_broken_in(text, end, e)) return true;
    return false;
}

size_t tn_mojibake_decode(const struct tn_chain *chain, unsigned char *text)
{
    size_t length = 0;
    for (size_t i = chain->count; i > 0; i--)
        length += tn_utf8_encode(chain->sequence[i - 1].c, text + length);
    return length;
}

void tn_mojibake_read_chain(const unsigned char *text, size_t end, enum tn_encoding encoding,
                            struct tn_chain *chain)
{
    struct tn_sequence *s = chain->sequence;
    size_t n = 0;
    chain->encoding = encoding;
    chain->count = 0;
    while (chain->count < TN_CHAIN_LONGEST && tn_mojibake_read(text, end, encoding, s) &&
           (chain->count == 0 || (s->c >= 0xA0 && !s->spaced))) {
        end = s++->begin;
        chain->count++;
    }
    chain->before = end > 0 ? tn_utf8_before(text, end, &n) : 0;
    chain->text = text;
    chain->next = 0;
    chain->repaired = chain->seen = false;
}

unsigned tn_mojibake_lead(uint32_t c) { return tn_encoded_mask[row_of(c)].lead; }

unsigned tn_mojibake_rest(uint32_t c)
{
    if (c == TN_REPLACEMENT) return (1u << TN_ENCODINGS) - 1; /* what is lost could have been any */
    return tn_encoded_mask[row_of(c == ' ' ? 0xA0 : c)].rest;
}

/* Does U+FFFD end before text[end]?  In garbage, where there is most to be asked, it does. */
static bool is_lost(const unsigned char *text, size_t end)
{
    return end >= 3 && text[end - 1] == 0xBD && text[end - 2] == 0xBF && text[end - 3] == 0xEF;
}

unsigned tn_mojibake_begun(const unsigned char *text, size_t end, unsigned rest)
{
    unsigned found = 0;
    size_t n;
    for (size_t i = 1; i < 2 * 3 && rest != 0 && end > 0; i++) {
        if (is_lost(text, end)) { /* it begins none, and may go on with any */
            end -= 3;
            continue;
        }
        uint32_t c = tn_utf8_before(text, end, &n);
        if (c < 0x80 && c != ' ') break;
        found |= rest & tn_mojibake_lead(c);
        rest &= tn_mojibake_rest(c);
        end -= n;
    }
    return found;
}

unsigned tn_mojibake_possible(const unsigned char *text, size_t end)
{
    size_t n;
    uint32_t c = tn_utf8_before(text, end, &n);
    return tn_mojibake_begun(text, end - n, tn_mojibake_rest(c));
}
