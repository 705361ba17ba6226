/* entity.c - the rules for character references.
 *
 * What a reference stands for goes before the rest of the input and is read like any character: `&amp;lt;` is
 * `&lt;` is `<`, which may begin a tag. */
#include <string.h>

#include "reference.h"
#include "rules.h"
#include "state.h"

/* Is the reference at p to be decoded, at the end of the line? */
static bool applies(struct tnorm *t, const unsigned char *p, const struct tn_reference *r)
{
    return tn_reference_is_known_in_address(p, r) || !tn_line_in_address(&t->line);
}

/* n times `&` that stay. */
static void stay(struct tnorm *t, size_t n)
{
    tn_keep(t, n);
    t->line.syntax = true;
    t->line.last_ampersand = t->line.length - 1;
}

/* Is the character that it stands for one that stays whatever follows it: plain, or a `<`, which begins nothing if it was made?  In a
 * page it is no syntax at all. */
static bool is_settled(const struct tnorm *t, const struct tn_reference *r)
{
    unsigned char c = r->text[0];
    if (r->text_length > 1 || t->line.mojibake == t->line.length) return false;
    return c > ' ' && (tn_is_plain(c) || c == '<' || (t->html && c < 0x7F));
}

/* It stands for what goes there instead. */
static void decode(struct tnorm *t, const struct tn_reference *r)
{
    if (!is_settled(t, r))
        tn_replace(t, 0, r->length, r->text, r->text_length, TN_ENTITIES);
    else if (tn_replace_at_once(t, 0, r->length, r->text, r->text_length, TN_ENTITIES) && r->text[0] == '<' &&
             !t->html)
        tn_less_stays(t, 0);
}

/* In a page each is decoded once, as the standard has it (13.2.5.72): what it stands for is no syntax. */
static void ampersand_in_html(struct tnorm *t)
{
    struct tn_window *w = &t->window;
    struct tn_reference r;
    const unsigned char *p = tn_window_cur(w);
    size_t run = 1;
    bool literal =
        w->cur < w->made || t->page.content >= TN_HTML_RAWTEXT || t->options.keep & TNORM_KEEP_ENTITIES;
    while (!literal && p[run] == '&') run++;
    if (run > 1) /* but for the last of them, which nothing is known of yet */
        tn_keep(t, run - 1);
    else if (!literal && w->end - w->cur < TN_REFERENCE_WANTED && !t->final)
        t->need = TN_REFERENCE_WANTED;
    else if (!literal && tn_reference_scan_html(p, tn_window_end(w), false, &r))
        decode(t, &r);
    else
        tn_keep(t, 1);
}

void tn_rule_ampersand(struct tnorm *t)
{
    struct tn_window *w = &t->window;
    const unsigned char *p = tn_window_cur(w);
    struct tn_reference r;
    size_t left = w->end - w->cur, run = 1;
    if (t->html) {
        ampersand_in_html(t);
        return;
    }
    if (tn_keeps(t, TNORM_KEEP_ENTITIES)) {
        tn_keep(t, 1);
        return;
    }
    while (p[run] == '&') run++;
    if (run > 1) { /* but for the last of them, which nothing is known of yet */
        stay(t, run - 1);
        return;
    }
    if (left < TN_REFERENCE_WANTED && !t->final) {
        t->need = TN_REFERENCE_WANTED;
    } else if (tn_reference_scan(p, tn_window_end(w), &r) && applies(t, p, &r)) {
        size_t levels = 0;
        static const unsigned char level[] = {'a', 'm', 'p', ';'};
        if (r.text[0] == '&') /* escaped again and again: all levels that are at hand at once */
            for (; left - r.length >= sizeof level && memcmp(p + r.length, level, sizeof level) == 0;
                 levels++)
                r.length += sizeof level;
        decode(t, &r);
        t->account.cause[TN_ENTITIES].count += levels;
    } else {
        stay(t, 1);
    }
}

/* Decodes the reference that begins at the `&` at text[start] of the line and ends it, if it is one before the n bytes at `next`;
 * these are TN_UTF8_MAX at most. */
static void decode_end(struct tnorm *t, size_t start, const unsigned char *next, size_t n)
{
    struct tn_line *line = &t->line;
    struct tn_reference r;
    size_t length = line->length - start;
    unsigned char *end = line->text + line->length;
    memcpy(end, next, n);
    end[n] = 0;
    if (!tn_reference_scan(line->text + start, end + n, &r) || r.length != length) return;
    if (applies(t, line->text + start, &r)) tn_replace(t, length, 0, r.text, r.text_length, TN_ENTITIES);
}

void tn_reference_end(struct tnorm *t)
{
    const unsigned char *p = tn_window_cur(&t->window);
    decode_end(t, t->line.last_ampersand, p, tn_utf8_length(*p));
}

void tn_rule_semicolon(struct tnorm *t)
{
    struct tn_line *line = &t->line;
    const unsigned char *p = tn_window_cur(&t->window);
    size_t start = line->last_ampersand, run = 1;
    if (start == TN_NOWHERE || t->html) {
        while (p[run] == ';') run++;
        tn_keep(t, run);
        return;
    }
    tn_keep(t, 1);
    start = line->last_ampersand;
    if (start >= line->length) return;
    if (line->length - start > TN_REFERENCE_WANTED) {
        line->last_ampersand = TN_NOWHERE;
        return;
    }
    decode_end(t, start, p, 0);
}
