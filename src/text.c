#include "text.h"

#include <string.h>

#include "bom.h"
#include "commit.h"
#include "rules.h"
#include "state.h"

enum {
    SHORT = 4096
}; /* bytes, behind which every rule that wants more to decide waits for the end of the text */

void tn_text_start(struct tnorm *t, bool html)
{
    t->html = html;
    if (html) tn_html_start(t);
    t->keep = tn_kept_in(t, html);
    t->final = t->fed = t->no_more_tags = false;
    t->at_start = true;
    t->need = TN_RESERVE;
    t->line_start = 0;
    t->feeds = t->breaks = t->bidi = 0;
    t->indent = 0;
    t->stray_end = t->dense_until = t->told_end = 0;
    t->stray_long = false;
    memset(t->search, 0, sizeof t->search);
    memset(t->ahead, 0, sizeof t->ahead);
    tn_window_reset(&t->window);
    tn_line_reset(&t->line);
    if (tn_filter_is_on(t)) tn_filter_start(t);
}

/* A byte-order mark at the start of a text is framing (all of them, lest a second pass find another one). */
static bool skip_marks(struct tnorm *t)
{
    struct tn_window *w = &t->window;
    while (t->at_start) {
        const unsigned char *p = tn_window_cur(w);
        size_t left = w->end - w->cur, n = tn_bom_agree(p, left);
        if (n == left && n < TN_BOM_UTF_8_LENGTH && !t->final) return false;
        if (n < TN_BOM_UTF_8_LENGTH) {
            t->at_start = false;
            break;
        }
        w->cur += n;
        tn_account_framing(&t->account, n);
        t->line_start += n;
    }
    return true;
}

/* `last`: nothing follows. */
static void feed(struct tnorm *t, const unsigned char *bytes, size_t length, bool last)
{
    if (length > 0) t->fed = true;
    do {
        size_t n = tn_window_take(&t->window, bytes, length);
        bytes += n;
        length -= n;
        t->final = last && length == 0;
        if (!t->error && skip_marks(t)) tn_lex(t);
    } while (!t->error && length > 0);
}

void tn_text_feed(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    feed(t, bytes, length, false);
}

void tn_text_end_rows(struct tnorm *t)
{
    const struct tn_window *w = &t->window;
    if (t->input != TNORM_INPUT_LINES || t->at_start || w->cur == w->end || w->bytes[w->end - 1] != '\n')
        return;
    t->final = true;
    tn_lex(t);
    t->final = t->no_more_tags = false;
}

/* Does a last line without a line feed have bytes, even if nothing is left of them?  An empty field needs no row. */
static bool has_row(const struct tnorm *t)
{
    bool bytes = t->input == TNORM_INPUT_LINES && tn_window_offset(&t->window) > t->line_start;
    return bytes || t->line.length > 0 || t->line.continued;
}

/* Nothing of it is left to be read. */
static void end(struct tnorm *t)
{
    if (t->html) tn_html_end(t);
    if (t->error == TNORM_ERROR_SINK) return;
    if (!t->rows) { /* what is clean before an invalid byte is written */
        tn_commit_line(t);
        tn_block_end(t);
        if (!t->fed) return;
        t->account.documents++;
        t->block.document++;
        if (tn_output_wraps(t)) tn_output_document(t, "");
    } else if (has_row(t)) {
        tn_commit_row(t, false);
    }
}

/* The last line has come: it is read again as long as that betters it. */
static void settle(struct tnorm *t)
{
    while (!t->error && tn_may_reread(t) && tn_mojibake_reread(t)) tn_lex(t);
}

void tn_text_stop(struct tnorm *t)
{
    struct tn_window *w = &t->window;
    uint64_t offset = tn_window_offset(w);
    w->end = w->cur;
    w->bytes[w->end] = 0;
    t->final = true;
    settle(t); /* here, as nothing is read any more once it has failed */
    tn_fail(t, TNORM_ERROR_INVALID, offset);
}

void tn_text_finish(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    const struct tn_window *w = &t->window;
    if (w->end - w->cur + length > SHORT) { /* a rule may give up before it knows that the text ends */
        feed(t, bytes, length, false);
        length = 0;
    }
    feed(t, bytes, length, true);
    settle(t);
    end(t);
}

void tn_text_end(struct tnorm *t) { tn_text_finish(t, tn_window_cur(&t->window), 0); }
