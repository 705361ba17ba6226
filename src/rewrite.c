/* rewrite.c - what a rule can do to text: keep, drop, replace, break. */
#include <string.h>

#include "commit.h"
#include "residue.h"
#include "rules.h"
#include "state.h"

/* Appends the next n bytes of input to the line, which has room for them. */
static void append(struct tnorm *t, size_t n)
{
    struct tn_line *line = &t->line;
    struct tn_window *w = &t->window;
    size_t made = tn_window_back(w, n);
    tn_line_begin(line, tn_window_offset(w));
    if (made > 0) tn_line_mix(line);
    if (line->mixed) {
        memcpy(line->from + line->length, w->from + w->cur, made);
        memset(line->from + line->length + made, TN_KEPT, n - made);
    }
    memcpy(line->text + line->length, w->bytes + w->cur, n);
    line->length += n;
    w->cur += n;
}

void tn_keep(struct tnorm *t, size_t n)
{
    struct tn_line *line = &t->line;
    struct tn_window *w = &t->window;
    bool watched = line->anchor != TN_NOWHERE || t->bidi > 0;
    if (!line->mixed && !watched && w->cur >= w->made && line->length > 0 &&
        n < TN_LINE_SIZE - line->length) {
        memcpy(line->text + line->length, w->bytes + w->cur,
               n); /* what follows does just this for most text */
        line->length += n;
        w->cur += n;
        return;
    }
    while (n > 0) {
        size_t room = TN_LINE_SIZE - t->line.length, part = n < room ? n : room;
        if (t->line.anchor != TN_NOWHERE) part = tn_residue_anchor_part(t, part);
        if (t->bidi > 0) part = tn_bidi_part(t, part);
        append(t, part);
        n -= part;
        if (t->line.length == TN_LINE_SIZE) tn_commit_front(t);
    }
}

void tn_drop(struct tnorm *t, size_t n, enum tn_cause cause)
{
    tn_account_removed(&t->account, cause, n - tn_window_made(&t->window, n));
    t->window.cur += n;
}

void tn_replace(struct tnorm *t, size_t back, size_t n, const unsigned char *text, size_t length,
                enum tn_cause cause)
{
    struct tn_window *w = &t->window;
    uint64_t original = n - tn_window_made(w, n) + tn_cut(t, back);
    t->account.cause[cause].count++;
    w->cur += n;
    tn_window_put_back(w, text, length, cause);
    if (length > 0)
        tn_account_rewritten(&t->account, cause, original);
    else
        tn_account_removed(&t->account, cause, original);
}

void tn_break(struct tnorm *t, enum tn_break kind)
{
    tn_commit_line(t);
    tn_block_gap(t, kind);
}

void tn_fail(struct tnorm *t, enum tnorm_error error, uint64_t offset)
{
    if (t->error) return;
    t->error = error;
    t->error_offset = t->text_origin + (t->inner ? 0 : offset);
}
