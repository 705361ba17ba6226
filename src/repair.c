/* repair.c - the rule for bytes that are not UTF-8. */
#include <string.h>

#include "rules.h"
#include "state.h"
#include "text.h"
#include "utf8.h"
#include "windows1252.h"

enum {
    CESU_PAIR = 6,    /* bytes */
    DENSE_REACH = 64, /* how far ahead the verdict that strays are too many holds, */
    DENSE_NEAR = 32,  /* and any other: what is so near has three quarters of the same evidence */
    SPARSE = 2,       /* ASCII letters for a stray byte: see is_of_words() */
    /* One in so many stray bytes is a common one, at least, as all are in the languages of ../shared/data/languages.  MacRoman and
     * the code pages of DOS have letters where Windows-1252 has signs: a third of their places are told by this. */
    COMMON = 2,
    BATCH = 64,        /* U+FFFD that are made at once */
    STRAY_LONGEST = 8, /* a longer run of stray bytes is in no single-byte text of a language we could read */
    LETTERS_IN_A_ROW = 2, /* letters beyond ASCII that stand side by side in words of western Europe */
    EVIDENCE_REACH = 64,  /* bytes looked at to either side */
    DENSE_FAR = 1024,     /* behind these it is looked whether the verdict holds for more */
    /* A run, what the verdict is made of, and what it may hold for besides, to the end of a part and of a character. */
    WANTED = STRAY_LONGEST + TN_UTF8_MAX + EVIDENCE_REACH + 1 + DENSE_FAR + EVIDENCE_REACH + TN_UTF8_MAX
};

_Static_assert((int)EVIDENCE_REACH == (int)TN_GARBAGE_LONGEST, "it is counted at once");
_Static_assert((int)WANTED <= (int)TN_MARK_UNREAD, "pieces can be joined while a stray byte waits");

/* CESU-8: the two halves of a surrogate pair, each of them as three bytes. */
static uint32_t cesu_pair(const unsigned char *p, size_t left)
{
    if (left < CESU_PAIR || p[0] != 0xED || (p[1] & 0xF0) != 0xA0 || (p[2] & 0xC0) != 0x80) return 0;
    if (p[3] != 0xED || (p[4] & 0xF0) != 0xB0 || (p[5] & 0xC0) != 0x80) return 0;
    uint32_t high = (p[1] & 0x0Fu) << 6 | (p[2] & 0x3Fu), low = (p[4] & 0x0Fu) << 6 | (p[5] & 0x3Fu);
    return 0x10000 + (high << 10 | low);
}

/* Characters of UTF-8 that stand in Windows-1252 text that was mixed with it: Latin letters, and its own signs. */
static bool goes_with_windows1252(unsigned char lead) { return lead <= 0xC5 || lead == 0xE2; }

/* Bytes of Windows-1252 that are common in text, of those before 0xA0: the euro, the ellipsis, quotes, dashes, the trade
 * mark, and the letters of French and of the Slavic languages that are written in it. */
static bool is_common(unsigned char c)
{
    static const unsigned char common[] = {0x80, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96,
                                           0x97, 0x99, 0x8A, 0x8C, 0x8E, 0x9A, 0x9C, 0x9E};
    return c >= 0xA0 || memchr(common, c, sizeof common);
}

struct evidence {
    size_t letters; /* ASCII letters */
    size_t strays;  /* bytes that are not UTF-8, */
    size_t common;  /* of them those that are common in Windows-1252, */
    size_t latin;   /* and those that are letters in Latin-1; */
    size_t longest; /* most of them in a row */
    size_t clear;   /* of them those that damage to UTF-8 hardly leaves */
    bool others;    /* there is other text in UTF-8 */
};

/* Is it a small letter of Windows-1252 that begins no UTF-8 of Latin letters (C2 to C5) or of punctuation (E2)? */
static bool is_small(unsigned char c) { return c >= 0xDF && c <= 0xFC && c != 0xE2 && c != 0xF7; }

/* Is the stray byte at p, around which there is ASCII, a small letter beside others, or a quotation mark or an apostrophe in its
 * place?  A byte that is lost of UTF-8 in Latin letters hardly leaves that. */
static bool is_clear(const unsigned char *p)
{
    bool before = tn_is_ascii_letter(p[-1]), after = tn_is_ascii_letter(p[1]);
    if (p[-1] >= 0x80 || p[1] >= 0x80) return false;
    if (is_small(*p)) return before || after;
    bool opens = *p == 0x93 || *p == 0x91 || *p == 0xAB, closes = *p == 0x94 || *p == 0x92 || *p == 0xBB;
    return (opens && !before && after) || (closes && before && !after) || (*p == 0x92 && before && after);
}

static void weigh(const unsigned char *p, const unsigned char *end, struct evidence *e)
{
    const unsigned char *begin = p;
    size_t row = 0;
    while (p < end) {
        size_t stray = tn_utf8_maximal_subpart(p, end);
        if (stray > 0 && p + stray == end && stray > 1) return; /* cut by the reach, not broken */
        row = stray > 0 ? row + stray : 0;
        if (row > e->longest) e->longest = row;
        e->strays += stray;
        e->clear += stray == 1 && p > begin && p + 1 < end && is_clear(p);
        for (size_t i = 0; i < stray; i++) {
            e->common += is_common(p[i]);
            e->latin += p[i] >= 0xC0;
        }
        if (stray == 0 && *p < 0x80)
            e->letters += tn_is_ascii_letter(*p);
        else if (stray == 0 && !goes_with_windows1252(*p))
            e->others = true;
        p += stray ? stray : tn_utf8_length(*p);
    }
}

/* May it stand beside a word?  0: nothing does. */
static bool is_punctuation(uint32_t c) { return c < 0x80 && strchr(" \t\r\n-(),.:;!?'\"/[]", (int)c); }

static bool is_small_letter(uint32_t c)
{
    return c < 0x80 ? c >= 'a' && c <= 'z' : c >= 0xDF && c <= 0xFF && c != 0xF7;
}

/* A letter may follow another: no capital behind a small letter, as in no language written in Latin-1. */
static bool may_stand_between(uint32_t left, uint32_t c, uint32_t right)
{
    bool own_capital = c == 0x160 || c == 0x17D || c == 0x152 || c == 0x178; /* Š, Ž, Œ, Ÿ */
    bool own_small = c == 0x161 || c == 0x17E || c == 0x153;                 /* š, ž, œ */
    bool capital = own_capital || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
    bool letter = own_capital || own_small || (c >= 0xC0 && c != 0xD7 && c != 0xF7 && c <= 0xFF);
    if (capital && is_small_letter(left)) return false;
    /* it stands beside another, or is a word by itself, as `è` and `à` are */
    if (letter)
        return tn_is_ascii_letter(left) || tn_is_ascii_letter(right) || right == ' ' || left >= 0xC0 ||
               right >= 0xC0 || (is_punctuation(left) && is_punctuation(right));
    /* what is no letter does not stand inside a word, but for the apostrophe, or the accent that is typed for it, the dashes, the
     * ellipsis and the dots and signs that stand there in Catalan and in trade names */
    if (c == 0x2019 || c == 0x2018 || c == 0xB4 || c == 0x2013 || c == 0x2014 || c == 0x2026 || c == 0xB7 ||
        c == 0xAD)
        return true;
    return !(tn_is_ascii_letter(left) && tn_is_ascii_letter(right)) || c == 0xAE || c == 0xA0;
}

/* What is_clear() tells of a byte, of the character that became of it. */
static bool is_clear_character(const unsigned char *p)
{
    if (p[0] == 0xC3) return is_small((unsigned char)(p[1] + 0x40));
    if (p[0] == 0xC2) return p[1] == 0xAB || p[1] == 0xBB;
    return p[0] == 0xE2 && p[1] == 0x80 && p[2] >= 0x98 && p[2] <= 0x9D; /* U+2018 to U+201D */
}

/* What the last n bytes of the line tell beside their ASCII letters, if there is no other text in UTF-8.  What was read as
 * Windows-1252 before is now a character of Latin-1, mostly. */
static void weigh_line(const struct tn_line *line, size_t n, struct evidence *e)
{
    for (size_t i = line->length - n; i < line->length && !e->others; i++) {
        unsigned char c = line->text[i];
        bool western = c >= 0xC2 && goes_with_windows1252(c),
             made = line->mixed && line->from[i] == TN_INVALID;
        e->strays += western;
        e->common += western;
        e->latin += c == 0xC3;
        e->clear += made && i + 2 < line->length && is_clear_character(line->text + i);
        e->others = c >= 0xC2 && !western;
    }
}

/* Are they as many as three for four of the others, at least? */
static bool are_plenty(size_t some, size_t others) { return 4 * some >= 3 * others; }

/* Are they too few letters for text, beside so many bytes beyond ASCII?  In random bytes there are two for five of these. */
static bool has_few_letters(size_t letters, size_t high) { return !are_plenty(letters, high); }

/* Are the stray bytes in words of the letters around them?  Within reach of a letter beyond ASCII there are SPARSE ASCII letters for
 * each in all but one in a thousand places of text in Windows-1252 (counted in 135,662 of ../shared/data/languages, one in seven of
 * Sango's); where there are fewer, the others are letters themselves, and apart. */
static bool is_of_words(const struct evidence *e)
{
    bool dense_letters = are_plenty(e->letters, e->strays) && are_plenty(e->latin, e->strays) &&
                         e->longest <= LETTERS_IN_A_ROW; /* as in Icelandic */
    return e->letters >= SPARSE * e->strays || dense_letters;
}

/* How many of the next bytes at p are no text, whatever stands before them: lines that are none, and parts of long lines
 * that are none, if the next part is none either.  A row is by itself. */
static size_t dense_run(const struct tnorm *t, const unsigned char *p, const unsigned char *end)
{
    size_t left = p < end ? (size_t)(end - p) : 0, n = 0, sure = 0;
    if (t->window.cur < t->window.made) return 0; /* it is not what stands in the stream */
    while (n < left && n < DENSE_FAR) {
        size_t part = left - n < EVIDENCE_REACH ? left - n : EVIDENCE_REACH;
        struct tn_garbage_count count = t->garbage.unit.count(p + n, part);
        bool ends = count.length < part || n + part == left;
        if (!has_few_letters(count.letters, count.high) || (t->rows && count.length < part)) break;
        sure = n;
        n += count.length + (count.length < part);
        if (ends) sure = n;
    }
    return sure;
}

/* Are the two bytes at p, which could be UTF-8 that is cut, a small letter that ends a word, as `left` does, and what stands
 * behind words: `é»`, `à` and U+00A0? */
static bool ends_word(uint32_t left, const unsigned char *p, const unsigned char *end)
{
    static const unsigned char quotes[] = {0xBB, 0xAB, 0x93, 0x94, 0x9B},
                               others[] = {0x92, 0x85, 0x96, 0x97, 0xA0};
    unsigned char right = p + 2 < end ? p[2] : '\n';
    if (!is_small(p[0]) || tn_utf8_maximal_subpart(p, end) != 2) return false;
    if (!is_small_letter(left) && !(p[1] == 0xA0 && (p[0] == 0xE0 || p[0] == 0xE8) && is_punctuation(left)))
        return false;
    if (memchr(others, p[1], sizeof others)) return true;
    return memchr(quotes, p[1], sizeof quotes) && !tn_is_ascii_letter(right) && (right < '0' || right > '9');
}

/* Would the stray bytes at p, all of one run, stand where they do as characters of Windows-1252?  Of what looks like UTF-8 that is
 * cut, only where it is `sure` that it is not. */
static bool is_spelled(uint32_t left, const unsigned char *p, size_t run, const unsigned char *end, bool sure)
{
    for (size_t i = 0; i < run; i++) {
        uint32_t c = tn_windows1252(p[i]),
                 right = p + i + 1 < end ? p[i + 1] : '\n'; /* the end is that of a line */
        if (c == 0) return false;
        if (tn_utf8_maximal_subpart(p + i, end) > 1 && !(sure && ends_word(left, p + i, end))) return false;
        if (right == '<' || right == '&') right = '\n'; /* most likely a tag, or white space */
        if (i + 1 < run) right = tn_windows1252(p[i + 1]);
        if (right == 0xA0) right = ' ';
        if (!may_stand_between(left, c, right)) return false;
        left = c;
    }
    return true;
}

/* Is the run of `run` stray bytes at p Windows-1252?  In such text their row is short, ASCII letters are between them,
 * and no UTF-8 of another kind is mixed with it. */
static bool is_windows1252(struct tnorm *t, const unsigned char *p, size_t run, size_t left)
{
    const struct tn_line *line = &t->line;
    const unsigned char *end = p + left;
    struct evidence e = {0};
    size_t before = line->length < EVIDENCE_REACH ? line->length : EVIDENCE_REACH;
    size_t after = left - run < EVIDENCE_REACH ? left - run : EVIDENCE_REACH;
    struct tn_garbage_count here = t->garbage.unit.count(p + run, after),
                            there = t->garbage.unit.count(line->text + line->length - before, before);
    bool feed = here.length < after; /* another line may be of another kind */
    after = here.length;
    e.letters = there.letters;
    if (has_few_letters(here.letters + e.letters, run + here.high)) {
        size_t known = feed ? run + after + !t->rows : DENSE_REACH;
        t->dense_until = tn_window_offset(&t->window) + known + dense_run(t, p + known, end);
        return false;
    }
    weigh_line(line, before, &e);
    if (!e.others) weigh(p, p + run + after, &e);
    bool common = COMMON * e.common >= e.strays;
    if (e.others || !is_of_words(&e) || !common) {
        size_t near = after < DENSE_NEAR ? after : DENSE_NEAR;
        t->dense_until = tn_window_offset(&t->window) + run + near + dense_run(t, p + run + near, end);
        return false;
    }
    return is_spelled(tn_line_last(line), p, run, end, e.clear > 0);
}

/* Stray bytes at p, STRAY_LONGEST + 1 at most. */
static size_t stray_run(const unsigned char *p, const unsigned char *end)
{
    size_t run = 0, part;
    while (p + run < end && run <= STRAY_LONGEST && (part = tn_utf8_maximal_subpart(p + run, end)) > 0)
        run += part;
    return run;
}

static bool is_null(const unsigned char *p, size_t left) { return left >= 2 && p[0] == 0xC0 && p[1] == 0x80; }

/* One U+FFFD for each maximal subpart at the front of the input that begins before `limit` in the stream. */
static void replace_all(struct tnorm *t, uint64_t limit)
{
    static const unsigned char replacement[] = {0xEF, 0xBF, 0xBD};
    struct tn_window *w = &t->window;
    const unsigned char *p = tn_window_cur(w), *end = tn_window_end(w);
    bool repairs = t->options.invalid == TNORM_INVALID_REPAIR;
    uint64_t offset = tn_window_offset(w);
    unsigned char text[BATCH * sizeof replacement];
    size_t count = 0, n = 0, part;
    while (count < BATCH && (part = tn_utf8_maximal_subpart(p + n, end)) > 0) {
        size_t left = (size_t)(end - p) - n;
        bool lone = p[n] < 0xC0 || p[n] > 0xF4; /* by itself whatever follows */
        if (count > 0 && offset + n >= limit) break;
        if (count > 0 && !lone) {
            if (!t->final && left <= CESU_PAIR) break; /* what follows could make more of it */
            if (repairs && (is_null(p + n, left) || cesu_pair(p + n, left))) break;
        }
        memcpy(text + count * sizeof replacement, replacement, sizeof replacement);
        n += part;
        count++;
    }
    tn_replace(t, 0, n, text, count * sizeof replacement, TN_INVALID);
    t->account.cause[TN_INVALID].count += count - 1;
    if (t->stray_long) t->stray_end = offset + n; /* the run goes on, or not */
    if (!tn_mojibake_is_open(t)) tn_keep(t, count * sizeof replacement);
}

bool tn_rule_garbage(struct tnorm *t)
{
    const struct tn_window *w = &t->window;
    const struct tn_line *line = &t->line;
    uint64_t offset = tn_window_offset(w), limit = t->dense_until;
    size_t left = w->end - w->cur, more = t->final ? 0 : CESU_PAIR; /* what follows could make more of it */
    if (offset >= limit || line->anchor != TN_NOWHERE || t->bidi > 0 || w->cur < w->made || left <= more)
        return false;
    if (line->mojibake == line->length) return false;
    uint64_t sure = limit - offset;
    return tn_garbage_take(t, left - more, sure < TN_GARBAGE_LONGEST ? (size_t)sure : TN_GARBAGE_LONGEST);
}

/* Is the stray byte at p Windows-1252, and *run bytes from it on?  What was found out about one byte of a run, or
 * about a stretch that has too many, holds for the rest of it. */
static bool is_stray_text(struct tnorm *t, const unsigned char *p, size_t left, size_t *run)
{
    uint64_t offset = tn_window_offset(&t->window);
    if (t->stray_long && offset == t->stray_end) return false;
    if (offset < t->stray_end || offset < t->dense_until) return false;
    *run = stray_run(p, p + left);
    t->stray_long = *run > STRAY_LONGEST;
    if (!t->stray_long && is_windows1252(t, p, *run, left)) return true;
    t->stray_end = offset + *run;
    return false;
}

static void repair(struct tnorm *t, const unsigned char *p, size_t left)
{
    unsigned char text[STRAY_LONGEST * TN_UTF8_MAX];
    size_t length = 0, run = 0;
    uint32_t pair = cesu_pair(p, left);
    if (is_null(p, left)) { /* U+0000 as Java writes it: a control */
        t->account.cause[TN_INVALID].count++;
        tn_drop(t, 2, TN_INVALID);
    } else if (pair) {
        tn_replace(t, 0, CESU_PAIR, text, tn_utf8_encode(pair, text), TN_INVALID);
    } else if (is_stray_text(t, p, left, &run)) {
        for (size_t i = 0; i < run; i++) length += tn_utf8_encode(tn_windows1252(p[i]), text + length);
        tn_replace(t, 0, run, text, length, TN_INVALID);
    } else if (run == 0 || t->dense_until <= tn_window_offset(&t->window)) {
        uint64_t known = t->stray_end > t->dense_until ? t->stray_end : t->dense_until;
        replace_all(t, t->stray_long ? UINT64_MAX : known);
    } /* else it is garbage, as is known only now: tn_rule_garbage() is asked before this is again */
}

void tn_rule_stray(struct tnorm *t)
{
    struct tn_window *w = &t->window;
    const unsigned char *p = tn_window_cur(w);
    size_t left = w->end - w->cur;
    if (left < WANTED && !t->final) {
        t->need = WANTED;
        return;
    }
    switch (t->options.invalid) {
    case TNORM_INVALID_STRICT: tn_text_stop(t); break;
    case TNORM_INVALID_DROP:
        t->account.cause[TN_INVALID].count++;
        tn_drop(t, tn_utf8_maximal_subpart(p, tn_window_end(w)), TN_INVALID);
        break;
    case TNORM_INVALID_REPLACE: replace_all(t, UINT64_MAX); break;
    case TNORM_INVALID_REPAIR: repair(t, p, left); break;
    }
}
