/* bidi.c - the rules for bidi controls that open or close a stretch of text (UAX #9 2.1 to 2.5).
 *
 * They stay where a stretch is closed in its line and within TN_BIDI_REACH bytes of what is written, the rest goes:
 * one that is never closed turns the text behind it around. */
#include <string.h>

#include "commit.h"
#include "normal.h"
#include "rules.h"
#include "state.h"
#include "utf8.h"

enum { LEAD = 0xE2, ISOLATE_CLOSER = 0xA9, EMBEDDING_CLOSER = 0xAC }; /* bytes of U+2069, U+202C */

static bool is_bidi(const unsigned char *p) { return p[0] == LEAD && (p[1] == 0x80 || p[1] == 0x81); }
static bool is_isolate_open(const unsigned char *p)
{
    return is_bidi(p) && p[1] == 0x81 && p[2] >= 0xA6 && p[2] <= 0xA8;
}
static bool is_embedding_open(const unsigned char *p)
{
    return is_bidi(p) && p[1] == 0x80 && (p[2] == 0xAA || p[2] == 0xAB || p[2] == 0xAD || p[2] == 0xAE);
}

static bool is_close(const unsigned char *p)
{
    return is_bidi(p) && p[2] == (p[1] == 0x81 ? ISOLATE_CLOSER : EMBEDDING_CLOSER);
}

/* Where closers are put if none has come: they and a character that may be half there fit in the reach. */
enum { DEADLINE = TN_BIDI_REACH - 3 * TN_BIDI_DEPTH - TN_UTF8_MAX };

/* Does the closer at p, the last of several perhaps, come before the deadline that begins with `begin`? */
static bool is_in_time(const unsigned char *begin, const unsigned char *p)
{
    while (p - begin > DEADLINE && is_close(p - 3)) p -= 3;
    return p - begin <= DEADLINE;
}

/* Is what opens at p closed in its line, within TN_BIDI_REACH bytes and TN_BIDI_DEPTH levels? */
static bool closes_in_line(const struct tnorm *t, const unsigned char *p, size_t length)
{
    unsigned char open[TN_BIDI_DEPTH];
    size_t depth = 0;
    const unsigned char *begin = p + 3, *end = p + length;
    for (; p && p + 2 < end; p = memchr(p + 1, LEAD, (size_t)(end - p) - 1)) {
        if (is_isolate_open(p) || is_embedding_open(p)) {
            if (depth + t->bidi == TN_BIDI_DEPTH) return false;
            open[depth++] = is_isolate_open(p) ? ISOLATE_CLOSER : EMBEDDING_CLOSER;
        } else if (depth > 0 && is_close(p) && p[2] == open[depth - 1] && --depth == 0) {
            return is_in_time(begin, p) && !memchr(begin, '\n', (size_t)(p - begin));
        }
    }
    return false;
}

/* Closes everything that is open: bytes of the line made by this rule. */
void tn_bidi_close_all(struct tnorm *t)
{
    unsigned char text[3 * TN_BIDI_DEPTH];
    size_t n = 0;
    for (; t->bidi > 0; t->bidi--) {
        unsigned char closer = t->bidi_open[t->bidi - 1];
        text[n++] = LEAD;
        text[n++] = closer == ISOLATE_CLOSER ? 0x81 : 0x80;
        text[n++] = closer;
    }
    if (n == 0) return;
    tn_window_put_back(&t->window, text, n, TN_CHARACTERS);
    tn_keep(t, n);
}

/* Bytes of the character that begins at p, behind that byte, as it is written; 0 in the middle of one. */
static size_t written(const struct tnorm *t, unsigned char before, const unsigned char *p)
{
    size_t length;
    if (tn_utf8_is_continuation(*p)) return 0;
    if (*p < 0x80) return *p != ' ' && tn_may_be_broken_up(before, *p) ? 2 : 1;
    uint32_t c = tn_utf8_decode(p, &length);
    return tn_is_decomposed(t) ? tn_normal_decomposed_size(c) : length;
}

/* The same of all that begin in the line from `begin` on. */
static size_t written_of(const struct tnorm *t, size_t begin)
{
    const struct tn_line *line = &t->line;
    size_t size = 0;
    for (size_t i = begin; i < line->length; i++)
        size += written(t, i > 0 ? line->text[i - 1] : 0, line->text + i);
    return size;
}

size_t tn_bidi_part(struct tnorm *t, size_t n)
{
    const unsigned char *p = tn_window_cur(&t->window);
    unsigned char before = t->line.text[t->line.length - 1]; /* a control opened */
    for (size_t part = 0; part < n; before = p[part++]) {
        size_t size = written(t, before, p + part);
        if (t->bidi_size + size > DEADLINE) {
            if (part == 0) tn_bidi_close_all(t);
            return part;
        }
        t->bidi_size += size;
    }
    return n;
}

void tn_rule_bidi_open(struct tnorm *t, size_t n)
{
    struct tn_window *w = &t->window;
    const unsigned char *p = tn_window_cur(w);
    size_t left = w->end - w->cur;
    if (tn_keeps(t, TNORM_KEEP_CHARACTERS)) {
        tn_keep(t, n);
    } else if (left < TN_BIDI_REACH && !t->final) {
        t->need = TN_BIDI_REACH;
    } else if (t->bidi < TN_BIDI_DEPTH && closes_in_line(t, p, left < TN_BIDI_REACH ? left : TN_BIDI_REACH)) {
        unsigned char closer = is_isolate_open(p) ? ISOLATE_CLOSER : EMBEDDING_CLOSER;
        tn_keep(t, n);
        if (t->bidi == 0) t->bidi_size = 0;
        t->bidi_open[t->bidi++] = closer;
    } else {
        tn_rule_invisible(t, n);
    }
}

/* Is there one in the text? */
static bool holds_bidi(const unsigned char *p, size_t length)
{
    for (const unsigned char *end = p + length; (p = memchr(p, LEAD, (size_t)(end - p))) != NULL; p++)
        if (end - p >= 3 && (is_embedding_open(p) || is_isolate_open(p) || is_close(p))) return true;
    return false;
}

/* What is open in the line is found anew; what opened farther back than TN_BIDI_REACH has been closed. */
static void count_open(struct tnorm *t)
{
    const struct tn_line *line = &t->line;
    size_t begin = line->length > TN_BIDI_REACH ? line->length - TN_BIDI_REACH : 0, opened = 0;
    t->bidi = 0;
    for (size_t i = begin; i + 3 <= line->length; i++) {
        const unsigned char *p = line->text + i;
        if (t->bidi > 0 && is_close(p) && p[2] == t->bidi_open[t->bidi - 1]) {
            t->bidi--;
        } else if (t->bidi < TN_BIDI_DEPTH && (is_isolate_open(p) || is_embedding_open(p))) {
            if (t->bidi == 0) opened = i + 3;
            t->bidi_open[t->bidi++] = is_isolate_open(p) ? ISOLATE_CLOSER : EMBEDDING_CLOSER;
        }
    }
    if (t->bidi > 0) t->bidi_size = written_of(t, opened);
}

size_t tn_cut(struct tnorm *t, size_t length)
{
    const struct tn_line *line = &t->line;
    const unsigned char *gone = line->text + line->length - length;
    bool bidi = !tn_keeps(t, TNORM_KEEP_CHARACTERS) && holds_bidi(gone, length);
    if (t->bidi > 0 && !bidi) t->bidi_size -= written_of(t, line->length - length);
    size_t original = tn_line_cut(&t->line, length);
    if (bidi) count_open(t);
    return original;
}

void tn_rule_bidi_close(struct tnorm *t, size_t n)
{
    unsigned char closer = tn_window_cur(&t->window)[2];
    if (t->bidi == 0 || t->bidi_open[t->bidi - 1] != closer) {
        tn_rule_invisible(t, n);
        return;
    }
    /* behind the deadline, too, where those before it come just in time: is_in_time() */
    unsigned open = t->bidi - 1;
    t->bidi = 0;
    tn_keep(t, n);
    t->bidi = open;
    t->bidi_size += n;
}
