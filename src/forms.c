#include "forms.h"

#include <string.h>

#include "form_tables.h"

_Static_assert(TN_PAIRS == 1 << 11, "tn_pair_slot() has as many bits");

size_t tn_form_decompose(uint32_t c, bool compatible, uint32_t *pieces)
{
    const struct tn_form *f = tn_form_of(c);
    size_t at = compatible ? f->compatible : f->canonical;
    if (at != 0) {
        memcpy(pieces, tn_form_pieces + at + 1, tn_form_pieces[at] * sizeof *pieces);
        return tn_form_pieces[at];
    }
    if (!tn_is_hangul(c)) {
        pieces[0] = c | (uint32_t)f->class << TN_FORM_CLASS;
        return 1;
    }
    uint32_t syllable = c - TN_HANGUL, tail = syllable % TN_HANGUL_TAILS;
    pieces[0] = TN_HANGUL_LEAD + syllable / (TN_HANGUL_VOWELS * TN_HANGUL_TAILS);
    pieces[1] = TN_HANGUL_VOWEL + syllable / TN_HANGUL_TAILS % TN_HANGUL_VOWELS;
    pieces[2] = TN_HANGUL_TAIL + tail;
    return tail != 0 ? 3 : 2;
}

/* Is it a vowel or a final consonant of Hangul, which is composed with nothing else? */
static bool joins_hangul(uint32_t c)
{
    return c - TN_HANGUL_VOWEL < TN_HANGUL_TAIL + TN_HANGUL_TAILS - TN_HANGUL_VOWEL;
}

/* The same as tn_form_compose() for Hangul. */
static uint32_t compose_hangul(uint32_t first, uint32_t second)
{
    uint32_t lead = first - TN_HANGUL_LEAD, vowel = second - TN_HANGUL_VOWEL;
    if (lead < TN_HANGUL_LEADS && vowel < TN_HANGUL_VOWELS)
        return TN_HANGUL + (lead * TN_HANGUL_VOWELS + vowel) * TN_HANGUL_TAILS;
    uint32_t tail = second - TN_HANGUL_TAIL;
    bool open = tn_is_hangul(first) && (first - TN_HANGUL) % TN_HANGUL_TAILS == 0;
    return open && tail > 0 && tail < TN_HANGUL_TAILS ? first + tail : 0;
}

uint32_t tn_form_compose(uint32_t first, uint32_t second)
{
    if (joins_hangul(second)) return compose_hangul(first, second);
    size_t at = tn_pair_slot(first, second);
    for (; tn_pairs[at].composed != 0; at = (at + 1) % TN_PAIRS)
        if (tn_pairs[at].first == first && tn_pairs[at].second == second) return tn_pairs[at].composed;
    return 0;
}
