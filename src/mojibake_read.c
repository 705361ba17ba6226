/* mojibake_read.c - finds UTF-8 that was read in another encoding. */
#include "encodings.h"
#include "mojibake.h"
#include "utf8.h"

enum { LONGEST = 4 }; /* characters that stand for one */

void tn_tail_look_further(struct tn_tail *tail)
{
    size_t end = tail->known > 0 ? tail->character[tail->known - 1].begin : tail->end, n = 0;
    uint32_t c = end > 0 ? tn_utf8_before(tail->text, end, &n) : 0;
    tail->character[tail->known++] = (struct tn_tail_character){end - n, c, (uint16_t)tn_mojibake_row(c)};
}

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

/* Reads bytes back to the one that UTF-8 begins with, LONGEST characters at most; what they stand for need not be a
 * character. */
static bool read_bytes(struct tn_tail *tail, unsigned from, enum tn_encoding encoding, struct tn_sequence *s)
{
    unsigned char bytes[LONGEST] = {0}, again[TN_UTF8_MAX];
    bool spaced = false, lost = false;
    unsigned byte = 0, n = 0;
    const struct tn_tail_character *at;
    for (; byte < 0xC0; n++) {
        if (n == LONGEST) return false;
        at = tn_tail_at(tail, from + n);
        byte = tn_encoded[at->row][encoding];
        if (at->c == ' ' && tn_encoded[tn_mojibake_row(0xA0)][encoding] == 0xA0) {
            byte = 0xA0;
            spaced = true;
        }
        if (at->c == TN_REPLACEMENT) {
            byte = 0x80;
            lost = true;
        }
        if (byte < 0x80 || byte > 0xF4 || (byte >= 0xC0 && byte < 0xC2)) return false;
        bytes[LONGEST - 1 - n] = (unsigned char)byte;
    }
    if (tn_utf8_length((unsigned char)byte) != n) return false;
    s->begin = at->begin;
    s->outside = from + n;
    s->length = n;
    s->lead = byte;
    s->second = bytes[LONGEST + 1 - n];
    s->first = at->c;
    s->middle = tn_tail_at(tail, from + n - 2)->c;
    s->last = tn_tail_at(tail, from)->c;
    s->spaced = spaced;
    s->c = TN_REPLACEMENT;
    if (lost) return true;
    size_t length;
    s->c = tn_utf8_decode(bytes + LONGEST - n, &length);
    return s->c < 0x110000 && tn_utf8_encode(s->c, again) == n;
}

/* Do two letters, or one and a space, stand there for what is in no text of today: ligatures, signs of phonetics, marks of Latin
 * letters, Coptic, letters of Church Slavonic?  Then they are themselves, if they are Cyrillic or Greek. */
static bool is_letters_for_nothing(const struct tn_sequence *s)
{
    if (s->length != 2 || !tn_is_letter(s->first) || !(tn_is_letter(s->last) || s->last == ' ')) return false;
    return s->c == 0x132 || s->c == 0x133 || (s->c >= 0x250 && s->c <= 0x36F) ||
           (s->c >= 0x3D0 && s->c <= 0x3FF) || (s->c >= 0x460 && s->c <= 0x489) ||
           (s->c >= 0x500 && s->c <= 0x52F);
}

/* Could it be what a sequence stands for, as the encoding has it? */
static bool may_be_meant(const struct tn_sequence *s, enum tn_encoding encoding)
{
    return (is_character(s->c) || (s->c >= 0x80 && s->c < 0xA0)) &&
           !(tn_mojibake_is_of_letters(encoding) && is_letters_for_nothing(s));
}

bool tn_mojibake_read(struct tn_tail *tail, unsigned from, enum tn_encoding encoding, struct tn_sequence *s)
{
    struct tn_sequence half;
    if (!read_bytes(tail, from, encoding, s)) return false;
    if (is_low_half(s->c) && read_bytes(tail, s->outside, encoding, &half) && is_high_half(half.c)) {
        half.last = s->last;
        half.length += s->length;
        half.c = 0x10000 + ((half.c - 0xD800) << 10 | (s->c - 0xDC00));
        half.spaced |= s->spaced;
        *s = half;
    }
    return may_be_meant(s, encoding);
}

/* Could it be what is left of a sequence of which the rest is lost (tn_rule_suspect(), and the euro sign)? */
static bool may_be_left(uint32_t c) { return c == 0xC2 || c == 0xC3 || c == 0x20AC; }

size_t tn_mojibake_read_next(const unsigned char *p, const unsigned char *end, unsigned encodings,
                             struct tn_unfinished *unfinished, struct tn_next *next)
{
    enum { MOST = 3 };
    struct tn_unfinished begun = *unfinished;
    size_t row[MOST], bytes = 0, length = 0;
    uint32_t c[MOST];
    unsigned ended = 0, n = 0;
    for (; ended == 0; bytes += length, n++) {
        if (n == MOST || (length = tn_utf8_read(p + bytes, end, &c[n])) == 0) return 0;
        const struct tn_role *role = &tn_encoded_role[row[n] = tn_mojibake_row(c[n])];
        encodings &= n == 0 ? role->lead : role->rest;
        if (encodings == 0) return 0;
        ended = tn_mojibake_advance(&begun, role);
    }
    encodings &= ended;
    if (n < 2 || encodings == 0 || c[0] == 0xA0)
        return 0; /* which becomes a space, if it does not belong to what is behind it */
    const unsigned e = (unsigned)__builtin_ctz(encodings), lead = tn_encoded[row[0]][e];
    if (ended >> TN_CP1252 & 1 && e != TN_CP1252) return 0;
    uint32_t point = lead & (n == 2 ? 0x1Fu : 0x0Fu);
    for (unsigned i = 1; i < n; i++) {
        const unsigned byte = tn_encoded[row[i]][e];
        if (byte == 0) return 0; /* a space, or a lost one */
        point = point << 6 | (byte & 0x3F);
    }
    if ((n == 3 && point < 0x800) || tn_mojibake_advance(unfinished, tn_mojibake_role(point))) return 0;
    const struct tn_sequence s = {.length = n, .first = c[0], .last = c[n - 1], .c = point};
    if (!may_be_meant(&s, (enum tn_encoding)e)) return 0;
    *next = (struct tn_next){.encoding = (enum tn_encoding)e,
                             .lead = lead,
                             .c = point,
                             .first = c[0],
                             .last = c[n - 1],
                             .last_length = length,
                             .suspect = may_be_left(c[0]) || (n == MOST && may_be_left(c[1]))};
    return bytes;
}

/* In which of the encodings does the character before the last i ones begin one of four bytes that could be in text?  Those are of
 * planes 1 to 3, and tags and selectors of plane 14; what other such bytes are read as stands beside others in words: `ó` before `ł`. */
static unsigned begins_four(struct tn_tail *tail, unsigned i, unsigned encodings)
{
    const uint8_t *lead = tn_encoded[tn_tail_at(tail, i)->row],
                  *second = tn_encoded[tn_tail_at(tail, i - 1)->row];
    unsigned found = 0;
    for (enum tn_encoding e = TN_CP1252; encodings >> e != 0; e++)
        if (encodings >> e & 1 && (lead[e] == 0xF0 || (lead[e] == 0xF3 && second[e] == 0xA0)))
            found |= 1u << e;
    return found;
}

bool tn_mojibake_is_broken(struct tn_tail *tail, unsigned from)
{
    unsigned rest = ~0u; /* in these what is behind goes on with a sequence */
    bool settled = from > 0 && tn_tail_at(tail, from - 1)->begin == tail->settled;
    if (settled && tail->settled > 0 && tn_mojibake_more(tail->unfinished) == 0) return false;
    for (unsigned length = 1; length < LONGEST && rest != 0; length++) {
        const struct tn_tail_character *at = tn_tail_at(tail, from + length - 1);
        if (at->c == ' ' || at->c == TN_REPLACEMENT) return false;
        size_t row = at->row;
        if (length == 2 && rest & tn_encoded_role[row].three) return true;
        if (length >= 2 && begins_four(tail, from + length - 1, rest & tn_encoded_role[row].four))
            return true;
        rest &= tn_encoded_role[row].rest;
    }
    return false;
}

size_t tn_mojibake_decode(const struct tn_chain *chain, unsigned char *text)
{
    size_t length = 0;
    for (size_t i = chain->count; i > 0; i--)
        length += tn_utf8_encode(chain->sequence[i - 1].c, text + length);
    return length;
}

/* Do letters stand there, as in a word, for what stands in no word with the character behind it? */
static bool is_word_before(const struct tn_sequence *s, uint32_t behind)
{
    bool letters = tn_is_letter(s->first) && tn_is_letter(s->middle) && tn_is_letter(s->last);
    return letters && tn_is_letter(behind) && !tn_mojibake_are_of_one_script(s->c, behind);
}

/* The chain that ends the text; with `controls` it may hold characters that are C1 controls, else the last one alone may be one. */
static void read_chain(struct tn_tail *tail, enum tn_encoding encoding, bool controls, struct tn_chain *chain)
{
    unsigned end = 0;
    chain->encoding = encoding;
    chain->count = 0;
    struct tn_sequence *s = &chain->sequence[0];
    const struct tn_tail_character *at = tn_tail_at(tail, 0);
    while (chain->count < TN_CHAIN_LONGEST && tn_encoded_role[at->row].rest >> encoding & 1 &&
           tn_mojibake_read(tail, end, encoding, s) &&
           (chain->count == 0 || ((controls || s->c >= 0xA0) && !s->spaced &&
                                  !(tn_mojibake_is_of_letters(encoding) && is_word_before(s, s[-1].c))))) {
        end = s->outside;
        at = tn_tail_at(tail, end);
        chain->count++;
        if (s++->begin == tail->settled) break;
    }
    chain->before = at->c;
    chain->tail = tail;
    chain->next = 0;
    chain->repaired = chain->seen = chain->fits = chain->certain = chain->behind_repair = false;
}

void tn_mojibake_read_chain(struct tn_tail *tail, enum tn_encoding encoding, struct tn_chain *chain)
{
    read_chain(tail, encoding, false, chain);
}

bool tn_mojibake_read_controls(struct tn_tail *tail, struct tn_chain *chain)
{
    read_chain(tail, TN_CP1252, true, chain);
    for (size_t i = 0; i < chain->count; i++)
        if (chain->sequence[i].c < 0xA0) return chain->count > 1;
    return false;
}

unsigned tn_mojibake_byte(uint32_t c, enum tn_encoding encoding)
{
    return tn_encoded[tn_mojibake_row(c)][encoding];
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

unsigned tn_mojibake_go_on(struct tn_unfinished *unfinished, const unsigned char *next, size_t n)
{
    unsigned ended = 0;
    for (size_t i = 0, length; i < n; i += length)
        ended = tn_mojibake_advance(unfinished, tn_mojibake_role(tn_utf8_decode(next + i, &length)));
    return ended;
}

size_t tn_mojibake_reach(const unsigned char *text, size_t end)
{
    for (unsigned i = 1; i < LONGEST && end > 0 && (text[end - 1] >= 0x80 || text[end - 1] == ' '); i++)
        while (tn_utf8_is_continuation(text[--end])) continue;
    return end;
}

/* In which encodings it begins a sequence of that length. */
static unsigned begins_in(size_t row, unsigned length)
{
    unsigned three = tn_encoded_role[row].three, four = tn_encoded_role[row].four;
    return length == 2 ? tn_encoded_role[row].lead & ~(three | four) : length == 3 ? three : four;
}

unsigned tn_mojibake_possible(const unsigned char *text, size_t end)
{
    unsigned found = 0, rest = ~0u;
    for (unsigned length = 1; length <= LONGEST && rest != 0 && end > 0; length++) {
        size_t n;
        uint32_t c = tn_utf8_before(text, end, &n);
        size_t row = tn_mojibake_row(c);
        if (length > 1) found |= rest & begins_in(row, length);
        rest &= tn_encoded_role[row].rest;
        end -= n;
    }
    return found;
}
