/* mojibake_likely.c - is what looks like misread UTF-8 likelier to be that, or text as it stands? */
#include <string.h>

#include "mojibake.h"
#include "utf8.h"

enum { LEVELS = 4 }; /* how often text may have been encoded */

/* What may follow the last letter of a word in good text: closing quotes, dashes, trade marks, degrees. */
static bool is_closer(uint32_t c)
{
    switch (c) {
    case 0x2019:
    case 0x2018:
    case 0x201D:
    case 0x201C:
    case 0x2013:
    case 0x2014:
    case 0x2026:
    case 0x2122:
    case 0xAE:
    case 0xA9:
    case 0xBB:
    case 0xAB:
    case 0x203A:
    case 0xB0:
    case 0xBA:
    case 0xAA:
    case 0xB7:
    case 0x2022:
    case 0xA1:
    case 0xBF:
    case 0xA0:
    case 0xA7:
    case 0xB4:
    case 0xB2:
    case 0xB3:
    case 0xB9:
    case 0xA3:
    case 0x2020: return true;
    default: return false;
    }
}

/* What stands behind any word, in capitals or not. */
static bool is_quote_or_dash(uint32_t c)
{
    return (c >= 0x2010 && c <= 0x2015) || c == 0x2018 || c == 0x2019 || c == 0x201C || c == 0x201D ||
           c == 0x2026 || c == 0x203A || c == 0xAB || c == 0xBB || c == 0xA0;
}

static bool is_dash(uint32_t c) { return c == 0x2013 || c == 0x2014; }

/* What closes a quotation, in some language, or breaks off a word. */
static bool is_closing(uint32_t c) { return is_quote_or_dash(c) && !is_dash(c) && c != 0x2018 && c != 0xA0; }

bool tn_mojibake_is_end_of_word(uint32_t before, const struct tn_sequence *s)
{
    bool latin = tn_is_latin(s->first), alone = !tn_is_letter(before);
    if (s->length != 3 || !tn_is_letter(s->first)) return false;
    if (s->last == ' ') {
        bool bullet = s->middle == 0x2013 || s->middle == 0x2122; /* of a square or a spade by itself */
        if (alone && (latin ? !is_closing(s->middle) : bullet)) return false;
        return is_quote_or_dash(s->middle) || (is_closer(s->middle) && !latin);
    }
    if (alone && latin && s->middle != 0x2026) return false; /* arrows, boxes, notes begin so */
    return (is_quote_or_dash(s->middle) || s->middle == 0xAE || s->middle == 0x2122) &&
           (is_quote_or_dash(s->last) || is_closer(s->last));
}

/* Are they letters of one script, as a word has them? */
static bool is_of_word(const struct tn_chain *chain)
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
        if (script != 0 && !tn_mojibake_are_of_one_script(script, c)) return false;
        script = c;
        letters++;
    }
    return letters + lost > 1 && letters > lost;
}

/* Some character of the chain would hardly stand where it does, were it not half of another one: a sign or a
 * small letter inside a word in capitals, Cyrillic for one. */
static bool is_out_of_place(const struct tn_chain *chain)
{
    for (size_t i = 0; i < chain->count; i++) {
        const struct tn_sequence *s = &chain->sequence[i];
        if (tn_is_capital(s->last) || is_quote_or_dash(s->last)) continue;
        if (!(i == 0 && is_closer(s->last)) && (i > 0 || chain->count > 2)) return true;
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
            mixed |= other != 0 && !tn_mojibake_are_of_one_script(other, c);
            other = c;
        }
    }
    return latin + east_asian + (other != 0) + mixed > 2;
}

/* A letter of another script, alone behind a Latin one: that is hardly the end of a repair, and more likely the middle
 * of what is beyond it, or good text. */
static bool is_stranger(const struct tn_chain *chain)
{
    const struct tn_sequence *s = &chain->sequence[0];
    if (chain->count > 1 || !tn_is_latin(chain->before) || !tn_is_letter(s->c) || tn_is_latin(s->c))
        return false;
    return chain->before >= 0x80 || !chain->repaired;
}

static size_t begin_of(const struct tn_chain *chain) { return chain->sequence[chain->count - 1].begin; }

/* In the tail, what stands before it. */
static unsigned outside(const struct tn_chain *chain) { return chain->sequence[chain->count - 1].outside; }

/* Is it at the beginning of a word, or behind the first character of one? */
static bool is_initial(const struct tn_chain *chain)
{
    unsigned at = outside(chain);
    return tn_tail_at(chain->tail, at)->begin == 0 || !tn_is_letter(tn_tail_at(chain->tail, at + 1)->c);
}

/* Of Latin-1's letters the lead is Ã, in which few languages end a word; the other leads, Å and Ä for two, end words in
 * many, and in capitals before a sign these are as they should be. */
static bool is_western_letter(const struct tn_sequence *s) { return s->lead == 0xC3; }

/* Two bytes behind a capital: in words in capitals most of what they are read as is letters, too. */
static bool is_likely_in_capitals(const struct tn_chain *chain)
{
    const struct tn_sequence *s = &chain->sequence[0];
    bool repaired = chain->repaired, end_of_word = is_closer(s->last) && !chain->next;
    if (is_dash(s->last)) return false;
    if (s->last == 0xA0 && !tn_is_small(chain->next)) return false;
    if (!tn_is_capital(s->c) && !(is_initial(chain) && (repaired || tn_is_small(chain->next)))) return false;
    if (repaired) return true;
    if (chain->before >= 0x80) return false; /* the text has its letters beyond ASCII right */
    if (!is_western_letter(s)) return chain->next && !tn_is_letter(s->last) && s->last != 0x2019;
    /* of Latin-1's languages French alone writes a capital U with grave, and only in OU */
    return !end_of_word || (chain->before == 'O' && s->c == 0xD9 && chain->encoding == TN_CP1252);
}

/* What a Greek capital has behind it in a formula: powers, units, operators; the dagger of an adjoint. */
static bool is_of_formula(uint32_t c)
{
    switch (c) {
    case 0xAC:
    case 0xB0:
    case 0xB1:
    case 0xB2:
    case 0xB3:
    case 0xB5:
    case 0xB7:
    case 0xB9:
    case 0xBD:
    case 0x2020: return true;
    default: return false;
    }
}

/* Do two Latin letters stand before it? */
static bool is_latin_before(const struct tn_chain *chain)
{
    return tn_is_latin(chain->before) && tn_is_latin(tn_tail_at(chain->tail, outside(chain) + 1)->c);
}

/* Two bytes that were read as Cyrillic or Greek. */
static bool is_likely_beside_latin(const struct tn_chain *chain)
{
    const struct tn_sequence *s = &chain->sequence[0];
    bool in_word = chain->repaired ? tn_is_small(chain->before) || tn_is_small(chain->next)
                                   : tn_is_small(chain->before) && is_latin_before(chain);
    if (is_of_formula(s->last) && !chain->seen && !in_word) return false;
    if (tn_is_latin(s->c) && !tn_is_latin(s->first)) { /* inside a Latin word there is no other letter */
        if (tn_is_latin(chain->before) && tn_is_small(chain->before)) return true;
        if (!tn_is_letter(chain->before) && tn_is_small(chain->next) &&
            (chain->seen || !tn_is_letter(s->last)))
            return true;
    }
    if (chain->fits && tn_is_latin(s->c) && !tn_is_letter(s->last) && !is_closer(s->last) &&
        chain->before == ' ')
        return true; /* a word of one letter */
    if (!chain->seen) return false;
    /* two letters, as in a word: only Cyrillic is so often written that they may be one of it; and Greek, whose capitals have no
     * accent where another one stands before them */
    bool cyrillic = s->lead == 0xD0 || s->lead == 0xD1,
         greek = chain->encoding == TN_CP1253 && (s->lead == 0xCE || s->lead == 0xCF);
    if (tn_is_letter(s->last) && !cyrillic && !greek) return false;
    return !is_quote_or_dash(s->last) || (tn_is_small(chain->before) && tn_is_capital(s->first));
}

/* A square or a cube. */
static bool is_power(uint32_t c) { return c == 0xB2 || c == 0xB3; }

static bool is_digit(uint32_t c) { return c >= '0' && c <= '9'; }

/* Of these lines are drawn. */
static bool is_box(uint32_t c) { return c >= 0x2500 && c <= 0x259F; }

/* Is it a letter that Romanian and Turkish words begin with, and does what stands there begin none?  No language has an È before
 * these signs in a word, where all else in the line is ASCII, or a Ÿ behind an Å. */
static bool is_initial_letter(const struct tn_chain *chain)
{
    const struct tn_sequence *s = &chain->sequence[0];
    if (tn_is_letter(chain->before) || !tn_is_small(chain->next)) return false;
    if (s->lead == 0xC5) return s->last == 0x178;
    bool comma = s->c >= 0x218 && s->c <= 0x21B && !tn_is_letter(s->last);
    return chain->fits && comma &&
           chain->before != '\''; /* there "È" is a word of Italian, and a quotation ends */
}

static bool is_quote(uint32_t c) { return c == 0x2018 || c == 0x2019 || c == 0x201C || c == 0x201D; }

/* Is it a letter that is quoted, `“Ñ”`?  Where letters follow, the quotation mark behind it may have been misread, and be these. */
static bool is_quoted_letter(const struct tn_chain *chain)
{
    const struct tn_sequence *s = &chain->sequence[0];
    return tn_is_letter(s->first) && (is_quote(chain->before) || chain->before == 0x201E) &&
           is_quote(s->last) && chain->next == 0;
}

/* One character of two bytes by itself. */
static bool is_likely_pair(const struct tn_chain *chain)
{
    const struct tn_sequence *s = &chain->sequence[0];
    uint32_t before = chain->before;
    bool repaired = chain->repaired, closer = is_closer(s->last), lost = s->c == TN_REPLACEMENT;
    bool western = chain->encoding == TN_CP1252 || chain->encoding == TN_CP1254;
    if (s->last == 0x2019 && !tn_is_letter(before) && !(tn_is_latin(s->first) ? repaired : chain->seen))
        return false;                                    /* a letter's name and its genitive */
    if (s->last == 0xA0 && s->lead > 0xC3) return false; /* the whole line tells: mojibake_line.c */
    if (!western && tn_is_letter(s->last) && !repaired && !tn_is_small(before) &&
        chain->encoding <= TN_CP1257)
        return false;
    if (chain->encoding == TN_CP1251 || chain->encoding == TN_CP1253) return is_likely_beside_latin(chain);
    if (chain->encoding == TN_MAC_ROMAN) {
        bool inside = chain->fits && tn_is_small(before) && tn_is_small(chain->next);
        return s->c < 0x180 && (tn_is_ascii_letter(before) || repaired) &&
               (s->lead == 0xC3 || (s->lead == 0xC2 && repaired) || (s->lead != 0xC2 && inside));
    }
    if (chain->encoding == TN_CP437) {
        if (!tn_is_latin(s->c) || s->c == 0x17F ||
            (is_box(s->last) && s->c > 0x17F && !repaired && !chain->fits))
            return false;
        if (chain->fits &&
            (tn_is_letter(before) || (chain->next && !tn_is_letter(s->last) && !is_box(s->last))))
            return true;
        return tn_is_small(before) || repaired || (tn_is_letter(s->last) && chain->next && before == 0);
    }
    if (lost) return tn_is_small(before) || repaired || (s->lead == 0xC3 && chain->next);
    if (s->lead == 0xC2) { /* the sign itself, behind a letter that does not belong there */
        if (tn_is_capital(before) || (tn_is_letter(s->last) && !repaired)) return false;
        if (is_power(s->c) && !repaired && !tn_is_letter(before) && !is_digit(before))
            return false; /* of an operator */
        if ((before == 0xAB && s->c == 0xBB) || (before == 0xBB && s->c == 0xAB))
            return false; /* a letter between quotes, not nothing */
        return s->c == 0xA0 || !tn_is_letter(s->c);
    }
    if (!tn_is_latin(s->c))
        return !tn_is_latin(before)
                   ? repaired
                   : !tn_is_letter(s->last) && (s->last == 0xB3 || !closer) && s->lead == 0xCE;
    if (tn_is_small(before)) /* a capital inside a word; past Latin Extended-A it is for a rare letter */
        return tn_is_capital(s->first) && (s->lead <= 0xC5 || repaired || !tn_is_letter(s->last));
    if (is_initial_letter(chain)) return true;
    if (s->lead > 0xC5 && !chain->seen) return false;
    if (tn_is_capital(before)) return is_likely_in_capitals(chain);
    if (s->last == 0xA0) return false; /* of a word by itself the whole line tells, too */
    if (is_dash(s->last) && tn_is_capital(chain->next) && !repaired) return false; /* from Ä to Ö */
    if (!is_western_letter(s) && !repaired)
        return chain->next && (!tn_is_letter(s->last) || tn_is_capital(s->c) == tn_is_capital(s->first));
    if (s->c == 0xE9 && chain->encoding == TN_CP1252) return true; /* "é": nobody has the copyright of an Ã */
    return !closer || chain->next || (repaired && is_western_letter(s));
}

/* Punctuation and signs: E2 80 to E2 9F. */
static bool is_likely_sign(const struct tn_chain *chain)
{
    const struct tn_sequence *s = &chain->sequence[0];
    if (chain->repaired) return true;
    if (s->middle == 0x2019) return false; /* an apostrophe in a word */
    if (chain->encoding == TN_MAC_ROMAN)   /* a quotation mark before a word in small letters */
        return !tn_is_small(s->middle) || !tn_is_small(s->last);
    bool word =
        tn_is_letter(chain->before) && tn_is_latin(s->first) && tn_is_letter(s->middle); /* or its end */
    return !(word && (is_closer(s->last) || tn_is_letter(s->last)));
}

/* Three bytes otherwise: most of them letters of Asia. */
static bool is_likely_triple(const struct tn_chain *chain)
{
    const struct tn_sequence *s = &chain->sequence[0];
    bool letters = tn_is_letter(s->middle) && tn_is_letter(s->last),
         word = chain->count > 1 && is_of_word(chain);
    if (s->last == 0xA0 || is_stranger(chain)) return false;
    if (letters && tn_is_letter(s->first))
        return word && chain->repaired;                          /* as in a word, without any sign */
    if (letters && chain->encoding == TN_MAC_ROMAN) return word; /* a quotation mark and a word */
    bool sign =
        (!tn_is_letter(chain->before) && !is_closer(s->middle)) || !is_closer(s->last) || chain->count > 2;
    if (chain->encoding == TN_CP1252 || chain->encoding == TN_MAC_ROMAN) return sign;
    if (chain->fits && sign) return true;
    if (tn_is_latin(s->c)) return tn_is_small(chain->before) || chain->repaired;
    return word && is_out_of_place(chain);
}

/* Four bytes: emoji and mathematical letters; others are in no text but of specialists. */
static bool is_likely_quadruple(const struct tn_chain *chain)
{
    const struct tn_sequence *s = &chain->sequence[0];
    if (s->c == TN_REPLACEMENT) return chain->encoding != TN_CP1253 && s->second >= 0x90;
    if ((s->c >= 0x1F000 && s->c < 0x1FB00) || (s->c >= 0x1D400 && s->c < 0x1D800)) return true;
    return chain->count > 1 && is_of_word(chain) && is_out_of_place(chain);
}

/* Does the character go on a word of another script, as what stands there does not? */
static bool goes_on(const struct tn_chain *chain)
{
    const struct tn_sequence *s = &chain->sequence[0];
    uint32_t before = chain->before;
    if (!tn_is_letter(before) || tn_is_latin(before) || s->c == TN_REPLACEMENT) return false;
    /* a quotation ends with the word; a dash may follow it */
    if (is_closing(s->first) || (is_quote_or_dash(s->first) && !chain->repaired)) return false;
    return tn_mojibake_are_of_one_script(before, s->c) && !tn_mojibake_are_of_one_script(before, s->first);
}

/* Is what it stands for a letter inside a word?  Those of Asia are repaired only as parts of one; a Latin one stands behind
 * another, and neither Cyrillic nor Greek does that; of what is all Latin, as in `«está»…`, the line has to tell. */
static bool is_in_word(const struct tn_chain *chain)
{
    const struct tn_sequence *s = &chain->sequence[0];
    if (!tn_is_letter(s->c)) return false;
    return !tn_is_latin(s->c) || (tn_is_latin(chain->before) && (chain->repaired || !tn_is_latin(s->first)));
}

/* Is it a capital behind a small letter, as no word has it?  Then another encoding is the right one.  But the capitals that Latin
 * letters begin with in one of these (bytes C3 to C5) may be the half of what was encoded twice. */
static bool is_capital_in_word(const struct tn_chain *chain)
{
    static const uint32_t leads[] = {0xC3, 0x102, 0x106, 0xC4, 0xC5, 0x139};
    uint32_t c = chain->sequence[0].c, before = chain->before;
    if (chain->count > 1) return false;
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
        if (c == leads[i]) return false;
    return tn_is_latin(c) && tn_is_capital(c) && tn_is_latin(before) && tn_is_small(before);
}

/* Does right text have that beside what was misread: a letter and what stands behind a word, `NESTLÉ®`, or a quotation mark or a
 * dash before one, `l’été`, `…été`?  But no word has a capital or an ellipsis inside. */
static bool may_be_right(const struct tn_chain *chain)
{
    const struct tn_sequence *s = &chain->sequence[0];
    bool inside = tn_is_small(chain->before) && tn_is_capital(s->first);
    bool sign = is_closer(s->last) || is_quote_or_dash(s->last),
         bound = is_quote(s->last) || is_dash(s->last);
    if (is_quote(s->first) || is_dash(s->first)) return true;
    if (is_quote_or_dash(s->first)) return !tn_is_letter(chain->before);
    if (tn_mojibake_is_of_letters(chain->encoding) && tn_is_letter(s->first) && tn_is_letter(s->last))
        return s->lead >= 0xC6 && s->lead <= 0xC9; /* rare Latin letters */
    return tn_is_letter(s->first) && sign && !inside && (bound || !chain->next);
}

bool tn_mojibake_is_never_right(enum tn_encoding encoding, uint32_t first, uint32_t last)
{
    if (is_quote_or_dash(first)) return false;
    if (!tn_is_letter(first)) return true;
    if (tn_mojibake_is_of_letters(encoding) && tn_is_letter(last)) return false;
    return !is_closer(last) && !is_quote_or_dash(last);
}

bool tn_mojibake_is_likely(const struct tn_chain *chain)
{
    const struct tn_sequence *s = &chain->sequence[0];
    if (chain->count == 0) return false;
    if (s->c < 0xA0) return false;    /* a control */
    if (s->length > 4) return true;   /* by chance nothing is CESU-8 */
    if (s->last == ' ') return false; /* the whole line tells: mojibake_line.c */
    if (s->spaced)                    /* `â €`: no language has a word `â` */
        return chain->repaired && s->length == 3 && s->first == 0xE2 && !tn_is_letter(chain->before) &&
               !tn_is_letter(s->c);
    if (goes_on(chain)) return true;
    if (is_capital_in_word(chain)) return false;
    if (chain->certain && s->c != TN_REPLACEMENT && (chain->seen || !may_be_right(chain))) return true;
    if (!is_in_word(chain) && tn_mojibake_is_end_of_word(chain->before, s)) return false;
    if (!chain->behind_repair && tn_mojibake_is_broken(chain->tail, outside(chain))) return false;
    if (is_motley(chain)) return false;
    if (s->length == 3 && s->lead == 0xE2 && s->second >= 0x80 && s->second <= 0x9F)
        return is_likely_sign(chain);
    if (s->length == 3) return is_likely_triple(chain);
    if (s->length == 4) return is_likely_quadruple(chain);
    if (is_quoted_letter(chain)) return false;
    return (chain->count > 1 && is_of_word(chain) && (chain->seen || is_out_of_place(chain))) ||
           is_likely_pair(chain);
}

/* Does it hold a sign that does not stand behind a word? */
static bool has_sign(const struct tn_chain *chain)
{
    for (size_t i = 0; i < chain->count; i++)
        if (!tn_is_letter(chain->sequence[i].last) && !is_quote_or_dash(chain->sequence[i].last)) return true;
    return false;
}

/* The chain ends a text of which bytes [made, ...) were repaired.  Behind these, is the end of what it stands for
 * likely a chain again: was it encoded more than once? */
static bool is_nested(size_t made, const struct tn_chain *chain, unsigned levels)
{
    unsigned char text[(TN_CHAIN_LONGEST + 4) * TN_UTF8_MAX];
    unsigned at = outside(chain);
    size_t end = begin_of(chain), first = end;
    if (tn_mojibake_rest(chain->sequence[0].c) == 0) return false; /* it ends none */
    while (at < outside(chain) + 3 && first > made) first = tn_tail_at(chain->tail, at++)->begin;
    made = first;
    first = tn_tail_at(chain->tail, at)->begin; /* what stands before it all */
    memcpy(text, chain->tail->text + first, end - first);
    size_t length = end - first + tn_mojibake_decode(chain, text + (end - first));
    unsigned encodings = tn_mojibake_possible(text + (made - first), length - (made - first));
    if (encodings == 0) return false;
    struct tn_tail tail;
    tn_tail_start(&tail, text, length);
    bool sign = has_sign(chain); /* else it could be words: only the same encoding twice is certain enough */
    for (enum tn_encoding e = TN_CP1252; encodings >> e != 0; e++) {
        struct tn_chain outer;
        if (!(encodings & 1u << e) || (!sign && e != chain->encoding)) continue;
        tn_mojibake_read_chain(&tail, e, &outer);
        while (outer.count > 0 && outer.sequence[outer.count - 1].begin < made - first) outer.count--;
        outer.repaired = outer.seen = true;
        if (outer.count == 0 || outer.sequence[0].c == TN_REPLACEMENT) continue;
        if (tn_mojibake_is_likely(&outer) || (levels > 1 && is_nested(made - first, &outer, levels - 1)))
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

bool tn_mojibake_is_nested(const struct tn_line *line, const struct tn_chain *chain)
{
    size_t made = made_from(line, begin_of(chain));
    return is_nested(begin_of(chain), chain, LEVELS - 1) ||
           (made < begin_of(chain) && is_nested(made, chain, LEVELS - 1));
}
