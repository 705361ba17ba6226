/* invisible.c - the rules for what cannot be seen.
 *
 * What a script needs stays, the rest goes without trace.  Where a rule looks at the next character, that is
 * a letter or symbol no other rule takes away, so it will stand there in the end. */
#include "bom.h"
#include "escape.h"
#include "normal.h"
#include "piece.h"
#include "reference.h"
#include "rules.h"
#include "state.h"
#include "utf8.h"

enum { ESCAPE_PAIR = 2 }; /* bytes of an escape that is an ESC and another character */

_Static_assert((int)TN_ESCAPE_LONGEST + (int)ESCAPE_PAIR <= (int)TN_MARK_UNREAD,
               "pieces can be joined while an escape waits");

static void leave_out(struct tnorm *t, size_t n)
{
    t->account.cause[TN_CHARACTERS].count++;
    tn_drop(t, n, TN_CHARACTERS);
}

static void stay_or_go(struct tnorm *t, size_t n, bool stays)
{
    if (stays || tn_keeps(t, TNORM_KEEP_CHARACTERS))
        tn_keep(t, n);
    else
        leave_out(t, n);
}

/* What the reference at p stands for, 0 if there is none. */
static uint32_t referred(const struct tnorm *t, const unsigned char *p)
{
    struct tn_reference r;
    size_t length;
    const unsigned char *end = tn_window_end(&t->window);
    if (t->options.keep & TNORM_KEEP_ENTITIES) return 0;
    if (!(t->html ? tn_reference_scan_html(p, end, false, &r) : tn_reference_scan(p, end, &r))) return 0;
    return tn_utf8_decode(r.text, &length);
}

/* The character behind the token, which may be written as a reference; 0 if there is none in one piece, or if it is a mark:
 * which of several comes first is not known until they are in order. */
static uint32_t next_character(const struct tnorm *t, size_t n)
{
    const unsigned char *p = tn_window_cur(&t->window) + n, *end = tn_window_end(&t->window);
    uint32_t c;
    if (*p == '&')
        c = referred(t, p);
    else if (*p < 0x80) /* the NUL behind the input, too */
        return *p;
    else if (!tn_utf8_read(p, end, &c))
        return 0;
    return tn_normal_begins_with_mark(c) ? 0 : c;
}

struct range {
    uint32_t first, last;
};

/* Is c in one of the ranges, which are in order? */
static bool in(uint32_t c, const struct range *ranges, size_t count)
{
    size_t i = 0;
    while (i < count && c > ranges[i].last) i++;
    return i < count && c >= ranges[i].first;
}

/* Blocks of Thai, Lao, Myanmar, Khmer and their extensions: words are parted by U+200B or not at all. */
static bool is_unspaced(uint32_t c)
{
    static const struct range r[] = {{0x0E00, 0x0EFF}, {0x1000, 0x109F}, {0x1780, 0x17FF},
                                     {0x19E0, 0x19FF}, {0xA9E0, 0xA9FF}, {0xAA60, 0xAA7F}};
    return in(c, r, sizeof r / sizeof *r);
}

/* Blocks of scripts whose letters join or form conjuncts: Arabic, Syriac, N'Ko, Mandaic, Mongolian, Phags-pa,
 * Manichaean, Sogdian, Hanifi Rohingya, Adlam; the Indic scripts from Devanagari to Tibetan and beyond. */
static bool is_joining(uint32_t c)
{
    static const struct range r[] = {
        {0x0600, 0x08FF},   {0x0900, 0x0DFF},   {0x0F00, 0x109F},   {0x1700, 0x18AF},   {0x1900, 0x194F},
        {0x1A20, 0x1AAF},   {0x1B00, 0x1C4F},   {0xA800, 0xA8DF},   {0xA930, 0xA9DF},   {0xAA00, 0xAA5F},
        {0xAAE0, 0xAAFF},   {0xABC0, 0xABFF},   {0x10A00, 0x10A5F}, {0x10AC0, 0x10AFF}, {0x10D00, 0x10D3F},
        {0x10F30, 0x10FDF}, {0x11000, 0x1183F}, {0x11900, 0x119FF}, {0x11C00, 0x11EFF}, {0x1E900, 0x1E95F}};
    return in(c, r, sizeof r / sizeof *r);
}

static bool is_mongolian(uint32_t c) { return c >= 0x1800 && c <= 0x18AF; }

/* What an emoji sequence joins (UTS #51 ED-16), but for characters that a normalization form replaces: these
 * are in no sequence that is recommended for interchange. */
static bool is_pictorial(uint32_t c)
{
    static const struct range r[] = {{0x2190, 0x21FF}, {0x2300, 0x2328}, {0x232B, 0x23FF},  {0x25A0, 0x27BF},
                                     {0x2900, 0x297F}, {0x2B00, 0x2BFF}, {0x1F300, 0x1FAFF}};
    return in(c, r, sizeof r / sizeof *r);
}

static bool is_joiner_of_emoji(uint32_t c) { return c == 0xFE0F || c == 0xE007F || c == 0x20E3; }

void tn_rule_control(struct tnorm *t, size_t n) { leave_out(t, n); }

/* Are fewer bytes than that at hand, but more may come? */
static bool waits_for(struct tnorm *t, size_t bytes)
{
    if (t->final || t->window.end - t->window.cur >= bytes) return false;
    t->need = bytes;
    return true;
}

/* What belongs to the escape at p; 1: it is none, 0: it goes on up to `end`. */
static size_t escape_at(const unsigned char *p, const unsigned char *end)
{
    if (!tn_escape_is_pair(p)) return tn_escape_scan(p, end);
    if (tn_escape_is_pair(p + ESCAPE_PAIR)) return ESCAPE_PAIR;
    size_t next = tn_escape_scan(p + ESCAPE_PAIR, end);
    if (next > TN_ESCAPE_LONGEST - ESCAPE_PAIR) return 1;
    return next > 1 ? ESCAPE_PAIR : next; /* it stands right before another */
}

/* What is found out does not depend on what stands behind TN_ESCAPE_LONGEST bytes. */
void tn_rule_escape(struct tnorm *t)
{
    const unsigned char *p = tn_window_cur(&t->window);
    size_t n = escape_at(p, tn_window_end(&t->window));
    if (n == 0 && waits_for(t, TN_ESCAPE_LONGEST)) return;
    if (n == 0 || n > TN_ESCAPE_LONGEST) n = 1;
    for (; n > 1 && n < TN_ESCAPE_LONGEST; n += ESCAPE_PAIR) { /* those right behind it, too */
        if (waits_for(t, n + ESCAPE_PAIR)) return;
        if (!tn_escape_is_pair(p + n)) break;
    }
    leave_out(t, n);
}

void tn_rule_invisible(struct tnorm *t, size_t n)
{
    /* a byte-order mark that came to stand first would be taken for one by the next reader */
    if (tn_bom_agree(tn_window_cur(&t->window), n) == TN_BOM_UTF_8_LENGTH)
        leave_out(t, n);
    else
        stay_or_go(t, n, false);
}

/* Is it not yet known whether a reference follows? */
static bool is_reference_cut(struct tnorm *t, size_t n)
{
    size_t left = t->window.end - t->window.cur, want = n + TN_REFERENCE_WANTED;
    if (t->final || left >= want || tn_window_cur(&t->window)[n] != '&') return false;
    t->need = want;
    return true;
}

void tn_rule_zero_width_space(struct tnorm *t, size_t n)
{
    if (is_reference_cut(t, n)) return;
    stay_or_go(t, n, is_unspaced(tn_line_last(&t->line)) && is_unspaced(next_character(t, n)));
}

void tn_rule_joiner(struct tnorm *t, size_t n)
{
    uint32_t left = tn_line_last(&t->line);
    if (is_joining(left)) { /* whatever follows */
        tn_keep(t, n);
        return;
    }
    if (is_reference_cut(t, n)) return;
    uint32_t right = next_character(t, n);
    bool wide = tn_window_cur(&t->window)[2] == 0x8D; /* U+200D, not U+200C */
    bool emoji = wide && (is_pictorial(left) || is_joiner_of_emoji(left)) && is_pictorial(right);
    /* either may end a word: a joiner to show a letter's joined form, a non-joiner to show a virama; and the latter parts an ending
     * from a word of another script, a digit, a quote */
    bool parts = is_joining(right) && (wide || (left != 0 && left != ' '));
    stay_or_go(t, n, emoji || parts);
}

void tn_rule_variation(struct tnorm *t, size_t n)
{
    uint32_t left = tn_line_last(&t->line);
    stay_or_go(t, n, left != 0 && left != ' '); /* a variant of something */
}

void tn_rule_bidi_mark(struct tnorm *t, size_t n) { tn_keep(t, n); }

void tn_rule_mongolian_space(struct tnorm *t, size_t n)
{
    if (!tn_is_compatible(t) &&
        is_mongolian(tn_line_last(&t->line))) /* the compatibility forms have a space there */
        tn_keep(t, n);
    else
        tn_rule_space(t, n);
}
