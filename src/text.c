#include "text.h"

#include <string.h>

#include "commit.h"
#include "rules.h"
#include "state.h"

enum {
    TN_UTF16_MARK = 2, /* bytes of its byte-order mark */
    CONVERTED = 4096   /* bytes that are handed on at once */
};

static const unsigned char BYTE_ORDER_MARK[] = {0xEF, 0xBB, 0xBF};

void tn_text_start(struct tnorm *t, bool html)
{
    t->html = html;
    t->final = t->fed = t->no_more_tags = false;
    t->at_start = true;
    t->need = TN_RESERVE;
    t->line_start = 0;
    t->feeds = t->breaks = t->bidi = 0;
    t->stray_end = t->dense_until = 0;
    t->stray_long = false;
    memset(&t->utf16, 0, sizeof t->utf16);
    t->account.converted = false;
    memset(t->search, 0, sizeof t->search);
    tn_window_reset(&t->window);
    tn_line_reset(&t->line);
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

/* The text, in UTF-8, goes on. */
static void take(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    while (!t->error && length > 0) {
        size_t n = tn_window_take(&t->window, bytes, length);
        bytes += n;
        length -= n;
        if (skip_marks(t)) tn_lex(t);
    }
}

/* The byte-order mark of UTF-16, if the text begins with one; returns the bytes that were taken. */
static size_t begin(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    struct tn_utf16 *u = &t->utf16;
    size_t n = 0;
    while (n < length && u->order == TN_UTF16_UNKNOWN && tn_utf16_begin(u, bytes[n])) n++;
    if (u->order > TN_UTF16_NONE) {
        if (!t->account.encoded) t->account.framing += TN_UTF16_MARK;
        t->account.cause[TN_CHARSET].count++;
        t->account.converted = true;
    } else if (u->order == TN_UTF16_NONE) {
        take(t, u->held, u->held_length);
    }
    return n;
}

/* The text, in UTF-16, goes on. */
static void convert(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    unsigned char text[CONVERTED];
    size_t n = 0;
    if (!t->account.encoded) {
        t->account.rewritten += length;
        t->account.cause[TN_CHARSET].in += length;
    }
    for (size_t i = 0; i < length; i++) {
        n += tn_utf16_decode(&t->utf16, bytes[i], text + n);
        if (n + TN_UTF16_LONGEST > sizeof text || i + 1 == length) {
            take(t, text, n);
            n = 0;
        }
    }
}

void tn_text_feed(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    if (length > 0) t->fed = true;
    if (t->utf16.order == TN_UTF16_UNKNOWN) {
        size_t n = begin(t, bytes, length);
        if (n == length) return;
        bytes += n;
        length -= n;
    }
    if (t->utf16.order == TN_UTF16_NONE)
        take(t, bytes, length);
    else
        convert(t, bytes, length);
}

/* What is held of a character that never came to its end. */
static void end_converted(struct tnorm *t)
{
    struct tn_utf16 *u = &t->utf16;
    if (u->order == TN_UTF16_UNKNOWN) {
        take(t, u->held, u->held_length);
    } else if (u->order != TN_UTF16_NONE && u->held_length > 0) {
        unsigned char lost = tn_utf16_lose(u);
        take(t, &lost, 1);
    }
}

void tn_text_end(struct tnorm *t)
{
    end_converted(t);
    t->final = true;
    if (!t->error && skip_marks(t)) tn_lex(t);
    while (!t->error && tn_may_reread(t) && tn_mojibake_reread(t)) tn_lex(t);
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
    if (t->error == TNORM_ERROR_INVALID && t->utf16.lost > 0 && !t->inner)
        t->error_offset = t->text_origin + t->utf16.lost;
}
