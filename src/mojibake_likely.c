/* mojibake_likely.c - is what looks like misread UTF-8 likelier to be that, or text as it stands? */
#include <string.h>

#include "mojibake.h"
#include "utf8.h"

enum { LEVELS = 4 }; /* how often text may have been encoded */

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

/* Are they letters of one script, as a word has them?  Half a block of 256 tells that well enough. */
static bool is_word(const struct tn_chain *chain)
{
    size_t letters = 0, lost = 0;
    uint32_t script = 0;
    for (size_t i = 0; i < chain->count; i++) {
        uint32_t c = chain->sequence[i].c;
        if (c == TN_REPLACEMENT) {
            lost++;
            continue;
        }
        utf8proc_category_t k = tn_category(c);
        if (k < UTF8PROC_CATEGORY_LU || k > UTF8PROC_CATEGORY_ME) return false;
        if (script != 0 && script >> 9 != c >> 9) return false;
        script = c;
        letters++;
    }
    return letters + lost > 1 && letters > lost;
}

/* Some character of the chain would hardly stand where it does, were it not half of another one: a sign or a
 * small letter inside a word in capitals, Cyrillic for one. */
static bool is_odd(const struct tn_chain *chain)
{
    for (size_t i = 0; i < chain->count; i++) {
        const struct tn_sequence *s = &chain->sequence[i];
        if (!tn_is_capital(s->last) && !(i == 0 && is_closer(s->last)) && (i > 0 || chain->count > 2))
            return true;
    }
    return false;
}

/* Letters of three scripts in a row: no language is written so. */
static bool is_motley(const struct tn_chain *chain)
{
    bool latin = false, east_asian = false, mixed = false;
    uint32_t other = 0;
    for (size_t i = 0; i < chain->count; i++) {
        uint32_t c = chain->sequence[i].c;
        if (!tn_is_letter(c)) continue;
        if (tn_is_latin(c)) {
            latin = true;
        } else if (c >= 0x2E80) {
            east_asian = true;
        } else {
            mixed |= other != 0 && other >> 9 != c >> 9;
            other = c;
        }
    }
    return latin + east_asian + (other != 0) + mixed > 2;
}

/* A letter of another script, alone behind a Latin letter beyond ASCII: that is hardly the end of a repair, and more
 * likely the middle of what is beyond it. */
static bool is_stranger(const struct tn_chain *chain)
{
    uint32_t before = chain->before;
    return chain->count == 1 && before >= 0x80 && tn_is_latin(before) && tn_is_letter(chain->sequence[0].c) &&
           !tn_is_latin(chain->sequence[0].c);
}

static size_t begin(const struct tn_chain *chain) { return chain->sequence[chain->count - 1].begin; }

/* Is it at the beginning of a word, or behind the first character of one? */
static bool is_initial(const struct tn_chain *chain)
{
    size_t end = begin(chain), n = 0;
    if (end > 0) (void)tn_utf8_before(chain->text, end, &n);
    return end <= n || !tn_is_letter(tn_utf8_before(chain->text, end - n, &n));
}

/* One character of two bytes by itself. */
static bool is_likely_pair(const struct tn_chain *chain, bool repaired)
{
    const struct tn_sequence *s = &chain->sequence[0];
    uint32_t before = chain->before;
    bool closer = is_closer(s->last), end_of_word = closer && !chain->next;
    bool lost = s->c == TN_REPLACEMENT;
    if (s->last == 0x2019 && !tn_is_letter(before) && !repaired)
        return false; /* a letter's name and its genitive */
    bool western = chain->encoding == TN_CP1252 || chain->encoding == TN_CP1254;
    if (!western && tn_is_letter(s->last) && !repaired && !tn_is_small(before) &&
        chain->encoding <= TN_CP1257)
        return false;
    if (chain->encoding == TN_CP1251 ||
        chain->encoding == TN_CP1253) { /* inside a Latin word there is no other letter */
        bool inside = tn_is_latin(before) && !tn_is_latin(s->first) && chain->next;
        return repaired && (!closer || (inside && tn_is_latin(s->c)));
    }
    if (chain->encoding == TN_MAC_ROMAN)
        return s->c < 0x180 && (tn_is_ascii_letter(before) || repaired) &&
               (s->lead == 0xC3 || (s->lead == 0xC2 && repaired));
    if (chain->encoding == TN_CP437) {
        if (!tn_is_latin(s->c) || s->c == 0x17F) return false;
        return tn_is_small(before) || repaired || (tn_is_letter(s->last) && chain->next && before == 0);
    }
    if (lost) return tn_is_small(before) || repaired || (s->lead == 0xC3 && chain->next);
    if (s->lead == 0xC2) { /* the sign itself, behind a letter that does not belong there */
        if (tn_is_capital(before) || (tn_is_letter(s->last) && !repaired)) return false;
        return s->c == 0xA0 || !tn_is_letter(s->c);
    }
    if (!tn_is_latin(s->c))
        return !tn_is_latin(before)
                   ? repaired
                   : !tn_is_letter(s->last) && (s->last == 0xB3 || !closer) && s->lead == 0xCE;
    if (s->lead > 0xC5 && !repaired) return false;           /* past Latin Extended-A it is a rare letter */
    if (tn_is_small(before)) return tn_is_capital(s->first); /* a capital inside a word */
    if (s->last == 0xA0 && tn_is_letter(before) && !tn_is_small(before) && !tn_is_small(chain->next))
        return false;
    if (tn_is_capital(before)) {
        if (is_dash(s->last) ||
            (!tn_is_capital(s->c) && !(is_initial(chain) && (repaired || tn_is_small(chain->next)))))
            return false;
        if (before >= 0x80 && !repaired) return false; /* the text has its letters beyond ASCII right */
        /* of Latin-1's languages French alone writes a capital U with grave, and only in OU */
        return !end_of_word || repaired || (before == 'O' && s->c == 0xD9 && chain->encoding == TN_CP1252);
    }
    if (s->last == 0xA0) return false; /* of a word by itself the whole line tells: mojibake_line.c */
    if (tn_is_letter(s->last) && !repaired)
        return s->lead == 0xC3 || tn_is_capital(s->c) == tn_is_capital(s->first);
    return !end_of_word;
}

/* Does the character go on a word of another script, as what stands there does not? */
static bool goes_on(const struct tn_chain *chain)
{
    const struct tn_sequence *s = &chain->sequence[0];
    uint32_t before = chain->before;
    bool east_asian = before >= 0x2E80 && s->c >= 0x2E80;
    if (!tn_is_letter(before) || tn_is_latin(before) || !tn_is_letter(s->c)) return false;
    return (before >> 9 == s->c >> 9 || east_asian) && before >> 9 != s->first >> 9;
}

/* By itself, if it was encoded once? */
static bool is_likely(const struct tn_chain *chain, bool repaired)
{
    const struct tn_sequence *s = &chain->sequence[0];
    if (chain->count == 0) return false;
    if (s->c < 0xA0) return false; /* a control */
    if (goes_on(chain)) return true;
    if (s->last == ' ') return false; /* the whole line tells: mojibake_line.c */
    if (s->spaced && s->length <= 3) return repaired && !tn_is_letter(s->c);
    if (s->length > 4) return true; /* by chance nothing is CESU-8 */
    if (tn_mojibake_is_broken(chain->text, begin(chain)) || is_motley(chain)) return false;
    bool letters =
        tn_is_letter(s->middle) && tn_is_letter(s->last); /* as in a word of good text, without any sign */
    if (s->length > 2 && letters && tn_is_letter(s->first))
        return chain->count > 1 && is_word(chain) && repaired;
    if (s->length == 3 && s->lead == 0xE2 && s->second >= 0x80 && s->second <= 0x9F)
        return true; /* punctuation, signs */
    if (s->length == 4) return chain->encoding != TN_CP1253 && s->second >= 0x90;
    if (s->length == 3 && is_stranger(chain)) return false;
    if (s->length == 3 && (chain->encoding == TN_CP1252 || chain->encoding == TN_MAC_ROMAN))
        return (!tn_is_letter(chain->before) && !is_closer(s->middle)) || !is_closer(s->last) ||
               chain->count > 2;
    if (s->length == 3 && tn_is_latin(s->c)) return tn_is_small(chain->before) || repaired;
    if (chain->count > 1 && is_word(chain) && is_odd(chain)) return true;
    return s->length == 2 && is_likely_pair(chain, repaired);
}

/* The chain ends a text of which bytes [made, ...) were repaired.  Behind these, is the end of what it stands for
 * likely a chain again: was it encoded more than once? */
static bool is_nested(const unsigned char *text, size_t made, const struct tn_chain *chain, unsigned levels)
{
    unsigned char tail[(TN_CHAIN_LONGEST + 4) * TN_UTF8_MAX];
    size_t end = chain->sequence[chain->count - 1].begin, begin = end, n;
    for (unsigned i = 0; i < 3 && begin > made; i++) {
        (void)tn_utf8_before(text, begin, &n);
        begin -= n;
    }
    made = begin;
    if (begin > 0) { /* what stands before it all */
        (void)tn_utf8_before(text, begin, &n);
        begin -= n;
    }
    memcpy(tail, text + begin, end - begin);
    size_t length = end - begin + tn_mojibake_decode(chain, tail + (end - begin));
    unsigned encodings = tn_mojibake_possible(tail, length);
    for (enum tn_encoding e = TN_CP1252; encodings >> e != 0; e++) {
        struct tn_chain outer;
        if (!(encodings & 1u << e)) continue;
        tn_mojibake_read_chain(tail, length, e, &outer);
        if (outer.count == 0 || outer.sequence[0].c == TN_REPLACEMENT) continue;
        if (is_likely(&outer, true) || (levels > 1 && is_nested(tail, made - begin, &outer, levels - 1)))
            return true;
    }
    return false;
}

/* Where the bytes begin that were repaired, of those that end before text[end]. */
static size_t made_from(const struct tn_line *line, size_t end)
{
    size_t begin = end;
    while (line->mixed && begin > 0 && end - begin < 3 * TN_UTF8_MAX && line->from[begin - 1] == TN_MOJIBAKE)
        begin--;
    while (begin < end && tn_utf8_is_continuation(line->text[begin])) begin++;
    return begin;
}

bool tn_mojibake_is_likely(const struct tn_line *line, const struct tn_chain *chain)
{
    size_t begin = chain->sequence[chain->count - 1].begin, made = made_from(line, begin);
    return is_likely(chain, line->repairs > 0) || is_nested(line->text, begin, chain, LEVELS - 1) ||
           (made < begin && is_nested(line->text, made, chain, LEVELS - 1));
}
