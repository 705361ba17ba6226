/* mojibake.c - the rules for UTF-8 that was read in another encoding, and for C1 controls.
 *
 * Bytes 0xC2-0xF4 begin a character of UTF-8 and are letters or signs in the other encoding; 0x80-0xBF go on with
 * it and are signs or controls there, mostly.  So a rule waits for what 0x80-0xBF are read as and looks back: if
 * the line now ends in whole characters of UTF-8, one after the other in the same encoding, and they make a
 * likelier text than what stands there, they are put in its place and read again (there may be another level).
 *
 * What was repaired in a line makes further repairs in it likelier; nothing else is carried over. */
#include <string.h>
#include <utf8proc.h>

#include "encodings.h"
#include "rules.h"
#include "state.h"
#include "utf8.h"
#include "windows1252.h"

enum { CHAIN_LONGEST = 16 }; /* characters looked at together */

/* A character of UTF-8 as it stands in the line. */
struct sequence {
    size_t begin;    /* in the line */
    unsigned length; /* characters there, bytes of UTF-8 */
    unsigned lead;   /* the first byte, */
    unsigned second; /* and the next */
    uint32_t first;  /* the character that the lead is read as, */
    uint32_t middle; /* the one behind it, */
    uint32_t last;   /* and the last one */
    uint32_t c;      /* what it stands for; U+FFFD if a byte is lost */
};

/* All of one encoding that end the line. */
struct chain {
    enum tn_encoding encoding;
    size_t count;
    struct sequence sequence[CHAIN_LONGEST]; /* the last one first */
    uint32_t before;                         /* what stands before them, 0 if nothing does, */
    bool initial;                            /* at the beginning of a word */
    uint32_t next; /* the letter that follows, 0 if none does or it has not come yet */
};

/* The row of c in the tables, 0 if it is not in them. */
static size_t row_of(uint32_t c)
{
    return c > 0xFFFF ? 0 : tn_encoded_row[tn_encoded_page[c >> 8]][c & 0xFF];
}

/* The byte from 0x80 on that is read as c, 0 if there is none. */
static unsigned byte_of(uint32_t c, enum tn_encoding encoding) { return tn_encoded[row_of(c)][encoding]; }

static utf8proc_category_t category(uint32_t c) { return utf8proc_category((utf8proc_int32_t)c); }
static bool is_letter(uint32_t c)
{
    return category(c) >= UTF8PROC_CATEGORY_LU && category(c) <= UTF8PROC_CATEGORY_LO;
}
static bool is_small(uint32_t c) { return category(c) == UTF8PROC_CATEGORY_LL; }
static bool is_capital(uint32_t c) { return category(c) == UTF8PROC_CATEGORY_LU; }
static bool is_latin(uint32_t c) { return c < 0x250 ? is_letter(c) : c >= 0x1E00 && c < 0x1F00; }

/* What may follow the last letter of a word in good text: closing quotes, dashes, trade marks, degrees. */
static bool is_closer(uint32_t c)
{
    static const uint16_t closers[] = {0x2019, 0x2018, 0x201D, 0x201C, 0x2013, 0x2014, 0x2026,
                                       0x2122, 0xAE,   0xA9,   0xBB,   0xAB,   0x203A, 0xB0,
                                       0xBA,   0xAA,   0xB7,   0x2022, 0xA1,   0xBF,   0xA0,
                                       0xA7,   0xB4,   0xB2,   0xB3,   0xB9,   0xA3,   0x2020};
    for (size_t i = 0; i < sizeof closers / sizeof *closers; i++)
        if (closers[i] == c) return true;
    return false;
}

static bool is_dash(uint32_t c) { return c == 0x2013 || c == 0x2014; }

/* Could it stand in text at all? */
static bool is_character(uint32_t c)
{
    utf8proc_category_t k = category(c);
    bool control = c < 0xA0 || (c >= 0x2028 && c <= 0x202E);
    return !control && k != UTF8PROC_CATEGORY_CN && k != UTF8PROC_CATEGORY_CO && k != UTF8PROC_CATEGORY_CS;
}

/* The sequence that ends before text[end]: false if none does.  Reads back four characters at most. */
static bool read_back(const unsigned char *text, size_t end, enum tn_encoding encoding, struct sequence *s)
{
    unsigned char bytes[4] = {0, 0, 0, 0};
    size_t at = end, n, lost = 0;
    *s = (struct sequence){0};
    for (unsigned i = 0; i < 4 && at > 0; i++) {
        uint32_t c = tn_utf8_before(text, at, &n);
        unsigned byte = byte_of(c, encoding);
        at -= n;
        if (i == 0) s->last = c;
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
        bool shortest = s->c < 0x110000 && tn_utf8_encode(s->c, again) == s->length;
        return shortest && is_character(s->c);
    }
    return false;
}

static void read_chain(const struct tn_line *line, size_t end, enum tn_encoding encoding, struct chain *chain)
{
    size_t n;
    chain->encoding = encoding;
    chain->count = 0;
    while (chain->count < CHAIN_LONGEST &&
           read_back(line->text, end, encoding, &chain->sequence[chain->count]))
        end = chain->sequence[chain->count++].begin;
    n = 0;
    chain->before = end > 0 ? tn_utf8_before(line->text, end, &n) : 0;
    chain->initial = end <= n || !is_letter(tn_utf8_before(line->text, end - n, &n));
}

/* Are they letters of one script, as a word has them?  Half a block of 256 tells that well enough. */
static bool is_word(const struct chain *chain)
{
    size_t letters = 0, lost = 0;
    uint32_t script = 0;
    for (size_t i = 0; i < chain->count; i++) {
        uint32_t c = chain->sequence[i].c;
        if (c == TN_REPLACEMENT) {
            lost++;
            continue;
        }
        utf8proc_category_t k = category(c);
        if (k < UTF8PROC_CATEGORY_LU || k > UTF8PROC_CATEGORY_ME) return false;
        if (script != 0 && script >> 9 != c >> 9) return false;
        script = c;
        letters++;
    }
    return letters + lost > 1 && letters > lost;
}

/* Some character of the chain would hardly stand where it does, were it not half of another one: a sign or a
 * small letter inside a word in capitals, Cyrillic for one. */
static bool is_odd(const struct chain *chain)
{
    for (size_t i = 0; i < chain->count; i++) {
        const struct sequence *s = &chain->sequence[i];
        if (!is_capital(s->last) && !(i == 0 && is_closer(s->last)) && (i > 0 || chain->count > 2))
            return true;
    }
    return false;
}

/* With what stands before it, the character makes one of another level: it was encoded more than once. */
static bool is_nested(const struct chain *chain)
{
    unsigned lead = byte_of(chain->before, chain->encoding),
             last = byte_of(chain->sequence[0].c, chain->encoding);
    return lead >= 0xC2 && lead <= 0xF4 && last >= 0x80 && last < 0xC0;
}

/* One character of two bytes by itself. */
static bool is_likely_pair(const struct chain *chain, bool repaired)
{
    const struct sequence *s = &chain->sequence[0];
    uint32_t before = chain->before;
    bool closer = is_closer(s->last), end_of_word = closer && !chain->next;
    bool lost = s->c == TN_REPLACEMENT;
    if (is_nested(chain)) return true;
    if (s->last == 0x2019 && !is_letter(before) && !repaired)
        return false; /* a letter's name and its genitive */
    bool western = chain->encoding == TN_CP1252 || chain->encoding == TN_CP1254;
    if (!western && is_letter(s->last) && !repaired && !is_small(before) && chain->encoding <= TN_CP1257)
        return false;
    if (chain->encoding == TN_CP1251 || chain->encoding == TN_CP1253) return repaired && !closer;
    if (chain->encoding == TN_MAC_ROMAN)
        return s->c < 0x180 && (tn_is_ascii_letter(before) || repaired) &&
               (s->lead == 0xC3 || (s->lead == 0xC2 && repaired));
    if (chain->encoding == TN_CP437) {
        if (!is_latin(s->c) || s->c == 0x17F) return false;
        return is_small(before) || repaired || (is_letter(s->last) && chain->next && before == 0);
    }
    if (lost) return is_small(before) || repaired || (s->lead == 0xC3 && chain->next);
    if (s->lead == 0xC2) { /* the sign itself, behind a letter that does not belong there */
        if (is_capital(before) || (is_letter(s->last) && !repaired)) return false;
        return s->c == 0xA0 || !is_letter(s->c);
    }
    if (!is_latin(s->c))
        return !is_latin(before) ? repaired
                                 : !is_letter(s->last) && (s->last == 0xB3 || !closer) && s->lead == 0xCE;
    if (s->lead > 0xC5 && !repaired) return false;     /* past Latin Extended-A it is a rare letter */
    if (is_small(before)) return is_capital(s->first); /* a capital inside a word */
    if (is_capital(before)) {
        if (is_dash(s->last) ||
            (!is_capital(s->c) && !(chain->initial && (repaired || is_small(chain->next)))))
            return false;
        if (before >= 0x80 && !repaired) return false; /* the text has its letters beyond ASCII right */
        /* of Latin-1's languages French alone writes a capital U with grave, and only in OU */
        return !end_of_word || repaired || (before == 'O' && s->c == 0xD9 && chain->encoding == TN_CP1252);
    }
    if (is_letter(s->last) && !repaired) return s->lead == 0xC3 || is_capital(s->c) == is_capital(s->first);
    return !end_of_word || (repaired && s->last == 0xA0);
}

/* Does the character go on a word of another script, as what stands there does not? */
static bool goes_on(const struct chain *chain)
{
    const struct sequence *s = &chain->sequence[0];
    uint32_t before = chain->before;
    bool east_asian = before >= 0x2E80 && s->c >= 0x2E80;
    if (!is_letter(before) || is_latin(before) || !is_letter(s->c)) return false;
    return (before >> 9 == s->c >> 9 || east_asian) && before >> 9 != s->first >> 9;
}

/* Is what the chain stands for likelier than what stands there? */
static bool is_likely(const struct chain *chain, bool repaired)
{
    const struct sequence *s = &chain->sequence[0];
    if (chain->count == 0) return false;
    if (goes_on(chain)) return true;
    bool letters =
        is_letter(s->middle) && is_letter(s->last); /* as in a word of good text, without any sign */
    if (s->length > 2 && letters && is_letter(s->first))
        return chain->count > 1 && is_word(chain) && repaired;
    if (s->length == 3 && s->lead == 0xE2 && s->second >= 0x80 && s->second <= 0x9F)
        return true; /* punctuation, signs */
    if (s->length == 4) return chain->encoding != TN_CP1253 && s->second >= 0x90;
    if (s->length == 3 && (chain->encoding == TN_CP1252 || chain->encoding == TN_MAC_ROMAN))
        return (!is_letter(chain->before) && !is_closer(s->middle)) || !is_closer(s->last) ||
               chain->count > 2;
    if (s->length == 3 && is_latin(s->c)) return is_small(chain->before) || repaired;
    if (chain->count > 1 && is_word(chain) && is_odd(chain)) return true;
    return s->length == 2 && is_likely_pair(chain, repaired);
}

/* The chain goes, what it stands for comes. */
static void replace(struct tnorm *t, const struct chain *chain, size_t n)
{
    unsigned char text[CHAIN_LONGEST * TN_UTF8_MAX];
    size_t length = 0;
    for (size_t i = chain->count; i > 0; i--)
        length += tn_utf8_encode(chain->sequence[i - 1].c, text + length);
    t->line.repairs++;
    tn_replace(t, t->line.length - chain->sequence[chain->count - 1].begin, n, text, length, TN_MOJIBAKE);
}

/* In which encodings the text ends in the beginning of a character of UTF-8 that could go on: bit i for encoding i.
 * `rest`: those in which what follows goes on with one. */
static unsigned begun(const unsigned char *text, size_t end, unsigned rest)
{
    unsigned found = 0;
    size_t n;
    for (size_t i = 1; i < TN_UTF8_MAX && rest != 0 && end > 0 && text[end - 1] >= 0x80; i++) {
        uint32_t c = tn_utf8_before(text, end, &n);
        size_t row = row_of(c);
        found |= rest & tn_encoded_mask[row].lead;
        if (c != TN_REPLACEMENT) rest &= tn_encoded_mask[row].rest; /* what is lost could have been any */
        end -= n;
    }
    return found;
}

static const unsigned ALL_ENCODINGS = (1u << TN_ENCODINGS) - 1;

/* In which encodings could the end of the text be one character of UTF-8?  Most text is told apart by this. */
static unsigned possible(const unsigned char *text, size_t end)
{
    size_t n;
    uint32_t c = tn_utf8_before(text, end, &n);
    return begun(text, end - n, c == TN_REPLACEMENT ? ALL_ENCODINGS : tn_encoded_mask[row_of(c)].rest);
}

bool tn_mojibake_harmless(const struct tnorm *t, const unsigned char *text, size_t length)
{
    unsigned open = begun(t->line.text, t->line.length, ALL_ENCODINGS);
    for (size_t i = 0, n; i < length; i += n) {
        uint32_t c = tn_utf8_decode(text + i, &n);
        size_t row = row_of(c);
        if (c == TN_REPLACEMENT ? open : open & tn_encoded_mask[row].rest) return false;
        open = tn_encoded_mask[row].lead;
    }
    return true;
}

/* If the line and the next n bytes of input, which are one character or none, end in characters of UTF-8, they are
 * put in their place.  *maybe is set if that may turn on whether a letter follows. */
static bool repair(struct tnorm *t, size_t n, uint32_t next, bool *maybe)
{
    struct tn_line *line = &t->line;
    struct chain chain;
    memcpy(line->text + line->length, tn_window_cur(&t->window), n); /* behind its end, to be looked at */
    unsigned encodings = possible(line->text, line->length + n);
    *maybe = false;
    chain.next = next;
    for (enum tn_encoding e = TN_CP1252; encodings >> e != 0; e++) {
        if (!(encodings & 1u << e)) continue;
        read_chain(line, line->length + n, e, &chain);
        if (chain.count == 0) continue;
        if (is_likely(&chain, line->repairs > 0)) {
            replace(t, &chain, n);
            return true;
        }
        *maybe = true;
    }
    return false;
}

/* The next character if it is a Latin letter, else 0.  Those beyond ASCII count, since in another form they begin
 * with one; of these the first is looked at, which is a small letter if they are. */
static uint32_t next_letter(const struct tnorm *t)
{
    const unsigned char *p = tn_window_cur(&t->window);
    size_t left = t->window.end - t->window.cur, length;
    if (*p < 0x80) return tn_is_ascii_letter(*p) ? *p : 0;
    if (*p < 0xC3 || *p > 0xE1 || left < tn_utf8_length(*p) || !tn_utf8_is_continuation(p[1])) return 0;
    if (*p >= 0xE0 && !tn_utf8_is_continuation(p[2])) return 0;
    uint32_t c = tn_utf8_decode(p, &length);
    return is_latin(c) ? c : 0;
}

bool tn_mojibake_followed(struct tnorm *t)
{
    bool maybe;
    uint32_t next = next_letter(t);
    if (next == 0) return false;
    t->line.mojibake = TN_NOWHERE;
    return repair(t, 0, next, &maybe);
}

/* Can the last character of the line be part of a character of UTF-8? */
static bool may_repair(const struct tnorm *t, size_t n)
{
    const struct tn_line *line = &t->line;
    return !tn_keeps(t, TNORM_KEEP_MOJIBAKE) && line->length > 0 && line->text[line->length - 1] >= 0x80 &&
           line->length + n <= TN_LINE_SIZE;
}

/* U+FFFD behind U+FFFD: nothing can be made of it. */
static size_t lost_run(const struct tnorm *t, size_t n)
{
    static const unsigned char lost[] = {0xEF, 0xBF, 0xBD};
    const unsigned char *p = tn_window_cur(&t->window), *end = tn_window_end(&t->window);
    while (end - (p + n) >= (ptrdiff_t)sizeof lost && memcmp(p + n, lost, sizeof lost) == 0) n += sizeof lost;
    return n;
}

void tn_rule_continuation(struct tnorm *t, size_t n)
{
    size_t length;
    bool maybe = false;
    uint32_t c = tn_utf8_decode(tn_window_cur(&t->window), &length);
    bool compatible = t->options.form == TNORM_FORM_NFKC || t->options.form == TNORM_FORM_NFKD;
    if (c == TN_REPLACEMENT && tn_line_last(&t->line) == c) {
        tn_keep(t, lost_run(t, n));
        return;
    }
    if (may_repair(t, n) && repair(t, n, 0, &maybe)) return;
    if (c == 0xA0)
        tn_rule_space(t, n);
    else if (c == 0xAD)
        tn_rule_invisible(t, n);
    else if (compatible)
        tn_rule_normalize(t, n);
    else
        tn_keep(t, n);
    if (maybe) {
        t->line.mojibake = t->line.length;
        if (t->line.repairs == 0) t->line.doubtful = true;
    }
}

bool tn_mojibake_reread(struct tnorm *t)
{
    struct tn_line *line = &t->line;
    if (!line->doubtful || line->repairs == 0 || line->reread || line->continued ||
        line->length > TN_LINE_LOOKBACK || line->anchor != TN_NOWHERE || t->bidi > 0)
        return false;
    unsigned repairs = line->repairs;
    tn_window_put_back_line(&t->window, line->text, line->mixed ? line->from : NULL, line->length);
    tn_line_reset(line);
    line->repairs = repairs;
    line->reread = true;
    if (t->no_more_tags) line->no_more_tags = TN_LINE_SIZE; /* from where in it, is not known any more */
    return true;
}

/* U+0085 is a line break, but with text to either side an ellipsis.  A space may stand between. */
static bool is_break(const struct tnorm *t, size_t n)
{
    uint32_t left = tn_line_last(&t->line);
    const unsigned char *right = tn_window_cur(&t->window) + n; /* the window ends with a NUL */
    if (*right == ' ') right++;
    return left == 0 || left == ' ' || *right <= ' ';
}

void tn_rule_c1(struct tnorm *t, size_t n)
{
    unsigned char text[TN_UTF8_MAX];
    unsigned byte = tn_window_cur(&t->window)[1];
    bool maybe;
    if (tn_keeps(t, TNORM_KEEP_MOJIBAKE)) {
        if (byte == 0x85)
            tn_rule_break(t, n);
        else
            tn_rule_control(t, n);
    } else if (may_repair(t, n) && repair(t, n, 0, &maybe)) {
        return;
    } else if (byte == 0x85 && is_break(t, n)) {
        tn_rule_break(t, n);
    } else if (tn_windows1252(byte)) {
        tn_replace(t, 0, n, text, tn_utf8_encode(tn_windows1252(byte), text), TN_MOJIBAKE);
    } else {
        tn_rule_control(t, n);
    }
}
