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
    tn_line_begin(line, tn_window_source(w));
    if (made > 0) tn_line_mix(line);
    if (line->mixed) {
        tn_copy(line->from + line->length, w->from + w->cur, made);
        if (n > made) memset(line->from + line->length + made, TN_KEPT, n - made);
    }
    tn_copy(line->text + line->length, w->bytes + w->cur, n);
    line->length += n;
    w->cur += n;
}

/* Is what comes next input as it is, whose place in the line nothing depends on? */
static inline bool is_simple(const struct tnorm *t)
{
    return t->window.cur >= t->window.made && t->line.anchor == TN_NOWHERE && t->bidi == 0;
}

enum { SHORT = 32 }; /* bytes that are written whether there are so many or less */

_Static_assert((int)SHORT <= (int)TN_SCAN_SLACK, "there is room for them");

/* The next n bytes of input, which are simple, stand behind the line and are a part of it now. */
static inline void grow(struct tnorm *t, size_t n)
{
    struct tn_line *line = &t->line;
    tn_line_begin(line, tn_window_offset(&t->window));
    if (line->mixed && n <= SHORT)
        memset(line->from + line->length, TN_KEPT, SHORT);
    else if (line->mixed)
        memset(line->from + line->length, TN_KEPT, n);
    line->length += n;
    t->window.cur += n;
}

bool tn_keep_plain(struct tnorm *t)
{
    struct tn_line *line = &t->line;
    const unsigned char *p = tn_window_cur(&t->window);
    size_t left = (size_t)(tn_window_end(&t->window) - p), room = TN_LINE_SIZE - line->length;
    size_t limit = left < room ? left : room;
    unsigned char *end = line->text + line->length;
    bool squeeze = !tn_keeps(t, TNORM_KEEP_SPACE);
    bool after_space = squeeze && (line->length == 0 || end[-1] == ' ');
    size_t n = t->scanner->plain(p, limit, after_space, !tn_is_compatible(t), end);
    if (!squeeze && n > 0) /* a row of spaces has ended it */
        for (; n < limit && p[n] == ' '; n++) end[n] = ' ';
    if (n > 0 && n < room && is_simple(t))
        grow(t, n);
    else
        tn_keep(t, n);
    return n > 0;
}

void tn_keep(struct tnorm *t, size_t n)
{
    struct tn_line *line = &t->line;
    struct tn_window *w = &t->window;
    if (n <= SHORT && n < TN_LINE_SIZE - line->length && is_simple(t)) { /* most text */
        memcpy(line->text + line->length, w->bytes + w->cur, SHORT);
        grow(t, n);
        return;
    }
    while (n > 0) {
        size_t room = TN_LINE_SIZE - t->line.length, part = n < room ? n : room;
        if (t->line.anchor != TN_NOWHERE) part = tn_residue_anchor_part(t, part);
        if (t->bidi > 0) part = tn_bidi_part(t, part);
        if (part == 0) continue; /* closers came instead, and may have filled the line */
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

/* Where in the stream what comes next begins, together with the last `back` bytes of the line. */
static uint64_t source_of(const struct tnorm *t, size_t back)
{
    return back > 0 && back == t->line.length ? t->line.begin : tn_window_source(&t->window);
}

void tn_replace(struct tnorm *t, size_t back, size_t n, const unsigned char *text, size_t length,
                enum tn_cause cause)
{
    struct tn_window *w = &t->window;
    uint64_t source = source_of(t, back), original = n - tn_window_made(w, n) + tn_cut(t, back);
    t->account.cause[cause].count++;
    w->cur += n;
    tn_window_put_back(w, text, length, cause);
    w->source = source;
    if (length > 0)
        tn_account_rewritten(&t->account, cause, original);
    else
        tn_account_removed(&t->account, cause, original);
}

bool tn_takes_blanks(const struct tnorm *t, size_t blanks)
{
    return t->line.anchor == TN_NOWHERE && t->bidi == 0 && t->line.length + blanks < TN_LINE_SIZE;
}

void tn_replace_by_blanks(struct tnorm *t, size_t n, size_t blanks)
{
    struct tn_line *line = &t->line;
    struct tn_window *w = &t->window;
    tn_account_rewritten(&t->account, TN_SPACE, n - tn_window_made(w, n));
    w->cur += n;
    tn_line_mix(line);
    memset(line->text + line->length, ' ', blanks);
    memset(line->from + line->length, TN_SPACE, blanks);
    line->length += blanks;
}

bool tn_replace_at_once(struct tnorm *t, size_t back, size_t n, const unsigned char *text, size_t length,
                        enum tn_cause cause)
{
    struct tn_line *line = &t->line;
    struct tn_window *w = &t->window;
    if (line->anchor != TN_NOWHERE || t->bidi > 0 || length > SHORT ||
        line->length - back + length >= TN_LINE_SIZE) {
        tn_replace(t, back, n, text, length, cause);
        return false;
    }
    tn_line_begin(line, tn_window_source(w));
    uint64_t original = n - tn_window_made(w, n) + (back > 0 ? tn_line_cut(line, back) : 0);
    tn_account_rewritten(&t->account, cause, original);
    t->account.cause[cause].count++;
    w->cur += n;
    tn_line_mix(line);
    memcpy(line->text + line->length, text, length);
    memset(line->from + line->length, (int)cause, SHORT);
    line->length += length;
    return true;
}

void tn_break(struct tnorm *t, enum tn_break kind)
{
    bool empty = t->line.length == 0 && t->line.anchor == TN_NOWHERE && t->bidi == 0;
    if (!empty) tn_commit_line(t); /* most tags stand behind others */
    tn_block_gap(t, kind);
}
