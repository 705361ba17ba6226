/* mojibake_cyrillic.c - Cyrillic in a single-byte encoding that was read as another one: `Ñòðåëà`, `оПХБЕР`.
 *
 * Nothing in such a line tells by its form alone, as UTF-8 does; but letters are not equally frequent.  A line is
 * read anew only if that gives words of a Cyrillic language beyond doubt. */
#include <string.h>

#include "cyrillic.h"
#include "mojibake.h"
#include "rules.h"
#include "scan.h"
#include "state.h"
#include "utf8.h"

/* What makes a reading certain.  How these figures were found is not written down; what is said of them was counted afterwards, in the
 * lines of 12 Cyrillic letters or more of ../shared/data/languages.
 *
 * The ten most frequent letters (is_frequent()) are 66 % of the text in Russian, and 52 % in Belarusian, which has the fewest of the
 * languages that these encodings are for; so they are half of the letters, at least, in 98 % or more of the long lines of Russian,
 * Ukrainian and Serbian.  In short lines chance has more of a say: of right ones that were read anew 13 % would have half, and 2 % six
 * tenths.  None of these has a quarter more than it had. */
enum {
    LEAST = 6,           /* letters, with which to judge what looks like Latin-1, and different ones; */
    LEAST_CYRILLIC = 12, /* and what is Cyrillic already */
    SHORT = 2 * LEAST_CYRILLIC, /* letters: with fewer chance has a say */
    FREQUENT = 50,              /* percent of the letters of a line, */
    FREQUENT_IF_SHORT = 60,     /* or of one so short; */
    MORE_FREQUENT = 25,         /* and so many more than there were, if it is Cyrillic already */
    /* No word is of letters that were misread and others, but where some were lost: one letter in so many. */
    MIXED = 10,
    /* A capital stands behind a small letter in few names (`МакДональд`): one letter in so many, at most. */
    STEPS = 20
};

/* How a line was read, and what it was. */
struct reading {
    const uint8_t *was_read; /* the bytes of its letters; NULL: Latin-1 */
    const uint16_t *is;      /* what these bytes are */
};

static const struct reading READINGS[] = {
    {NULL, tn_cyrillic[TN_CYRILLIC_CP1251]},
    {NULL, tn_cyrillic[TN_CYRILLIC_KOI8_U]},
    {tn_cyrillic_byte[TN_CYRILLIC_CP1251], tn_cyrillic[TN_CYRILLIC_KOI8_U]},
    {tn_cyrillic_byte[TN_CYRILLIC_KOI8_U], tn_cyrillic[TN_CYRILLIC_CP1251]},
};

/* Letters of the Cyrillic encodings, the small ones of which lie behind the capitals. */
static bool is_cyrillic(uint32_t c) { return (c >= 0x401 && c <= 0x45F) || c == 0x490 || c == 0x491; }
static bool is_cyrillic_small(uint32_t c) { return (c >= 0x430 && c <= 0x45F) || c == 0x491; }

/* Signs of Windows-1251 that are the letters of Ukrainian in KOI8-U; inside words they are these. */
static bool is_hidden_letter(uint32_t c) { return c == 0xA4 || c == 0xA6 || c == 0xA7; }

/* What c, behind `before`, stands for: c itself if it is no letter in the one or the other. */
static uint32_t read_anew(const struct reading *r, uint32_t c, uint32_t before)
{
    unsigned byte = 0;
    if (!r->was_read && c >= 0xA1 && c <= 0xFF) byte = c;
    if (r->was_read && is_cyrillic(c)) byte = r->was_read[c - 0x400];
    if (r->was_read == tn_cyrillic_byte[TN_CYRILLIC_CP1251] && is_hidden_letter(c) && tn_is_letter(before))
        byte = c;
    return byte != 0 && is_cyrillic(r->is[byte - 0x80]) ? r->is[byte - 0x80] : c;
}

/* The ten most frequent letters of Russian, `авеилнорст`, which make two thirds of its text, and more than half of that in Ukrainian,
 * Bulgarian, Belarusian and Serbian. */
static bool is_frequent(uint32_t c)
{
    const uint32_t frequent = 0x76925; /* bit i: U+0430 + i */
    return c >= 0x410 && c <= 0x44F && frequent >> ((c - 0x410) & 0x1F) & 1;
}

struct evidence {
    size_t letters;  /* that would become others */
    size_t frequent; /* of them, then; */
    size_t was_frequent;
    size_t steps; /* from a small letter to a capital, then; */
    size_t was_steps;
    size_t mixed;   /* letters that would change beside some that would not */
    uint32_t kinds; /* of letters: a bit for each */
};

static struct evidence weigh(const struct reading *r, const struct tn_line *line)
{
    struct evidence e = {0};
    uint32_t before = 0, was_before = 0;
    for (size_t i = 0, n; i < line->length; i += n) {
        uint32_t was = tn_utf8_decode(line->text + i, &n), c = read_anew(r, was, was_before);
        bool changed = c != was, after = is_cyrillic(before);
        if (changed) {
            e.letters++;
            e.frequent += is_frequent(c);
            e.was_frequent += is_frequent(was);
            e.steps += after && is_cyrillic_small(before) && !is_cyrillic_small(c);
            e.was_steps += tn_is_small(was_before) && tn_is_capital(was);
            e.kinds |= UINT32_C(1) << (c & 0x1F);
        }
        e.mixed += changed ? tn_is_letter(before) && !after : tn_is_letter(c) && after;
        before = c;
        was_before = was;
    }
    return e;
}

/* The letters of a line that readings could change, counted once for all of them: most lines have too few. */
struct letters {
    size_t latin, cyrillic;
    uint64_t latin_kinds[2]; /* bits for U+0080 to U+00FF */
};

static struct letters count_letters(const struct tn_line *line)
{
    struct letters letters = {0};
    for (size_t i = 0, n; i < line->length; i += n) {
        uint32_t c = tn_utf8_decode(line->text + i, &n);
        if (c < 0xA1) continue;
        letters.latin += c <= 0xFF;
        letters.cyrillic += is_cyrillic(c) || is_hidden_letter(c);
        if (c <= 0xFF) letters.latin_kinds[c >> 6 & 1] |= UINT64_C(1) << (c & 0x3F);
    }
    return letters;
}

static size_t ones(uint64_t bits)
{
    size_t count = 0;
    for (; bits != 0; bits &= bits - 1) count++;
    return count;
}

/* Could it be certain, as far as the number of letters tells? */
static bool is_enough(const struct reading *r, const struct letters *letters)
{
    if (r->was_read) return letters->cyrillic >= LEAST_CYRILLIC;
    return letters->latin >= LEAST && ones(letters->latin_kinds[0]) + ones(letters->latin_kinds[1]) >= LEAST;
}

static bool is_certain_reading(const struct reading *r, const struct evidence *e)
{
    size_t least = e->letters < SHORT ? FREQUENT_IF_SHORT : FREQUENT;
    if (e->frequent * 100 < e->letters * least || ones(e->kinds) < LEAST) return false;
    if (e->mixed * MIXED > e->letters || e->steps * STEPS > e->letters) return false;
    if (!r->was_read) return e->letters >= LEAST;
    return e->letters >= LEAST_CYRILLIC && e->was_steps > 0 && e->frequent > e->was_frequent &&
           (e->frequent - e->was_frequent) * 100 >= e->letters * MORE_FREQUENT;
}

enum {
    LATIN_1 = 0xC3,  /* letters of Latin-1 beyond ASCII are two bytes, of which the first is this; */
    CAPITALS = 0xD0, /* likewise Cyrillic capitals */
    ALIEN = 4,       /* more of the former in a row than words have */
    LOOKED_AT = 8    /* bytes: to search so few for either takes longer than to look at each */
};

bool tn_mojibake_may_be_alien(unsigned char lead) { return lead == LATIN_1 || lead == CAPITALS; }

/* Does what no language writes end in the line behind text[start]?  Four letters beyond ASCII of Latin-1; a small
 * Cyrillic letter and a capital, as KOI8-R and Windows-1251 make of one another. */
static bool is_alien(const struct tn_line *line, size_t start)
{
    const unsigned char *text = line->text, *p = text + start, *end = text + line->length;
    size_t left = line->length - start, letters = 0;
    if (left > LOOKED_AT && !memchr(p, LATIN_1, left) && !memchr(p, CAPITALS, left)) return false;
    for (size_t at = start; letters < ALIEN && at >= 2 && text[at - 2] == LATIN_1; at -= 2) letters++;
    while (p < end) {
        letters = *p == LATIN_1 ? letters + 1 : 0;
        if (letters >= ALIEN) return true;
        if (tn_is_cyrillic_capital(p) && p >= text + 2 && tn_is_cyrillic_small(p - 2)) return true;
        p += *p >= 0x80 && *p < 0xE0 ? 2 : 1; /* where a longer character ends makes no difference */
    }
    return false;
}

void tn_rule_letters(struct tnorm *t, size_t n)
{
    size_t start = t->line.length;
    if (tn_mojibake_take_certain(t)) return;
    tn_keep(t, n);
    tn_mojibake_note_letters(t, start);
}

void tn_mojibake_note_letters(struct tnorm *t, size_t start)
{
    struct tn_line *line = &t->line;
    if (!line->alien && !line->continued && start < line->length) line->alien = is_alien(line, start);
}

bool tn_mojibake_cyrillic(struct tnorm *t)
{
    struct tn_line *line = &t->line;
    size_t original = 0;
    struct letters letters = count_letters(line);
    for (size_t i = 0; i < sizeof READINGS / sizeof *READINGS; i++) {
        const struct reading *r = &READINGS[i];
        if (!is_enough(r, &letters)) continue;
        struct evidence e = weigh(r, line);
        if (!is_certain_reading(r, &e)) continue;
        tn_line_mix(line);
        uint32_t before = 0, was;
        for (size_t at = 0, n; at < line->length; at += n, before = was) {
            was = tn_utf8_decode(line->text + at, &n);
            uint32_t c = read_anew(r, was, before);
            if (c == was) continue;
            for (size_t k = at; k < at + n; k++) original += line->from[k] == TN_KEPT;
            memset(line->from + at, TN_MOJIBAKE, n);
            (void)tn_utf8_encode(c, line->text + at); /* two bytes, both of them */
        }
        t->account.cause[TN_MOJIBAKE].count++;
        tn_account_rewritten(&t->account, TN_MOJIBAKE, original);
        return true;
    }
    return false;
}
