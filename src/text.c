#include "text.h"

#include <string.h>

#include "commit.h"
#include "rules.h"
#include "state.h"

static const unsigned char BYTE_ORDER_MARK[] = {0xEF, 0xBB, 0xBF};

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
    t->stray_end = t->dense_until = 0;
    t->stray_long = false;
    memset(t->search, 0, sizeof t->search);
    tn_window_reset(&t->window);
    tn_line_reset(&t->line);
    if (tn_filter_is_on(t)) tn_filter_start(t);
}

/* A byte-order mark at the start of a text is framing (all of them, lest a second pass find another one). */
static bool skip_marks(struct tnorm *t)
{
    struct tn_window *w = &t->window;
    while (t->at_start) {
        size_t left = w->end - w->cur, n = left < sizeof BYTE_ORDER_MARK ? left : sizeof BYTE_ORDER_MARK;
        bool same = memcmp(tn_window_cur(w), BYTE_ORDER_MARK, n) == 0;
        if (same && n < sizeof BYTE_ORDER_MARK && !t->final) return false;
        if (!same || n < sizeof BYTE_ORDER_MARK) {
            t->at_start = false;
            break;
        }
        w->cur += n;
        tn_account_framing(&t->account, n);
        t->line_start += n;
    }
    return true;
}

void tn_text_feed(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    if (length > 0) t->fed = true;
    while (!t->error && length > 0) {
        size_t n = tn_window_take(&t->window, bytes, length);
        bytes += n;
        length -= n;
        if (skip_marks(t)) tn_lex(t);
    }
}

void tn_text_end(struct tnorm *t)
{
    t->final = true;
    if (!t->error && skip_marks(t)) tn_lex(t);
    while (!t->error && tn_may_reread(t) && tn_mojibake_reread(t)) tn_lex(t);
    if (t->html) tn_html_end(t);
    if (t->error == TNORM_ERROR_SINK) return;
    if (!t->rows) { /* what is clean before an invalid byte is written */
        tn_commit_line(t);
        tn_block_end(t);
        if (t->fed) t->account.documents++;
        if (t->fed && tn_output_wraps(t)) tn_output_document(t, "");
        t->block.document++;
    } else if (t->line.length > 0 || t->line.continued) {
        tn_commit_row(t, false);
    }
}
