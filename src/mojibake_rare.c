/* mojibake_rare.c - letters that few languages have, and that tell of a chain that it was read in another encoding, or is none. */
#include <string.h>

#include "mojibake.h"
#include "utf8.h"

/* May a ß stand behind it?  In German it follows a vowel, but in a few words of old spelling. */
static bool goes_before_sharp_s(uint32_t before)
{
    static const char vowels[] = "aeiouyAEIOUY";
    if (before >= 0x80) return tn_is_latin(before);
    return before != 0 && memchr(vowels, (int)before, sizeof vowels - 1);
}

/* Does it hold a letter that few languages have, or a ß where hardly any stands? */
static bool has_rare_letter(const struct tn_chain *chain)
{
    for (size_t i = 0; i < chain->count; i++) {
        uint32_t c = chain->sequence[i].c;
        uint32_t before = i + 1 < chain->count ? chain->sequence[i + 1].c : chain->before;
        if ((c >= 0x180 && c <= 0x24F) || (c == 0xDF && !goes_before_sharp_s(before))) return true;
    }
    return false;
}

/* Does it hold nothing but letters that many languages have, each a capital where one of the other chain is? */
static bool is_of_common_letters(const struct tn_chain *chain, const struct tn_chain *other)
{
    for (size_t i = 0; i < chain->count; i++) {
        uint32_t c = chain->sequence[i].c;
        if (c < 0xC0 || c >= 0x180 || !tn_is_latin(c)) return false;
        if (tn_is_capital(c) != tn_is_capital(other->sequence[i].c)) return false;
    }
    return !has_rare_letter(chain);
}

bool tn_mojibake_is_better_in_another(const struct tn_line *line, struct tn_tail *tail, unsigned encodings,
                                      const struct tn_chain *chain)
{
    if (!has_rare_letter(chain)) return false;
    unsigned likely = encodings & line->told.likely;
    if (likely != 0) encodings = likely;
    if (line->encodings >> chain->encoding & 1) encodings &= line->encodings;
    encodings &= ~(1u << chain->encoding);
    for (enum tn_encoding e = TN_CP1252; encodings >> e != 0; e++) {
        struct tn_chain other;
        if (!(encodings >> e & 1)) continue;
        tn_mojibake_read_chain(tail, e, &other);
        if (other.count < chain->count) continue;
        if (other.count > chain->count) other.before = other.sequence[chain->count].c;
        other.count = chain->count;
        if (is_of_common_letters(&other, chain)) return true;
    }
    return false;
}

/* Is it most likely letters of a word, as those that stand for Han, Hangul, rare Cyrillic or Armenian are, `ěžš` in `těžší`,
 * `Тё` in `Тёмная`? */
static bool is_of_word(const struct tn_sequence *s)
{
    bool letters = tn_is_letter(s->first) && tn_is_letter(s->middle) && tn_is_letter(s->last);
    bool cyrillic = s->first >= 0x400 && s->first < 0x530;
    return letters && (s->c >= 0x2E80 || (cyrillic && s->c >= 0x460 && s->c < 0x590));
}

void tn_mojibake_part_from_made(const struct tn_line *line, struct tn_chain *chain)
{
    for (size_t i = 1; line->mixed && i < chain->count; i++) {
        const struct tn_sequence *s = &chain->sequence[i];
        size_t end = s[-1].begin < line->length ? s[-1].begin
                                                : line->length; /* the input behind the line is not made */
        if (s->begin >= end || !is_of_word(s) || !memchr(line->from + s->begin, TN_MOJIBAKE, end - s->begin))
            continue;
        chain->count = i;
        chain->before = tn_tail_at(chain->tail, s[-1].outside)->c;
    }
}
