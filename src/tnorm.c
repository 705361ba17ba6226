/* tnorm.c - the handle: made, fed, finished, freed. */
#include "tnorm.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "commit.h"
#include "rules.h"
#include "state.h"

enum {
    TN_UTF16_MARK = 2, /* bytes of its byte-order mark */
    CONVERTED = 4096   /* bytes that are handed on at once */
};

static const unsigned char BYTE_ORDER_MARK[] = {0xEF, 0xBB, 0xBF};

struct tnorm_options tnorm_options_default(void) { return (struct tnorm_options){0}; }

static bool is_valid(const struct tnorm_options *o)
{
    return o->sink && (unsigned)o->input <= TNORM_INPUT_LINES &&
           (unsigned)o->invalid <= TNORM_INVALID_STRICT && (unsigned)o->form <= TNORM_FORM_NONE &&
           (unsigned)o->boilerplate <= TNORM_BOILERPLATE_PHRASES && o->keep < 2 * TNORM_KEEP_ECHOES;
}

/* What a new text starts with; counts go on. */
static void start_text(struct tnorm *t)
{
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

void tnorm_reset(tnorm *t)
{
    t->error = TNORM_OK;
    t->error_offset = 0;
    t->scanner = tn_scanner_choose();
    t->grammar = tn_grammar(t->options.form);
    t->part = false;
    t->output.length = 0;
    memset(t->pairs, 0, sizeof t->pairs);
    memset(&t->account, 0, sizeof t->account);
    tn_block_reset(t);
    start_text(t);
}

tnorm *tnorm_new(const struct tnorm_options *options, enum tnorm_error *error)
{
    enum tnorm_error unused;
    if (!error) error = &unused;
    *error = TNORM_ERROR_OPTION;
    if (!options || !is_valid(options)) return NULL;
    *error = TNORM_ERROR_MEMORY;
    tnorm *t = malloc(sizeof *t);
    if (!t) return NULL;
    *error = TNORM_OK;
    t->options = *options;
    tn_garbage_init(&t->garbage);
    tnorm_reset(t);
    return t;
}

void tnorm_free(tnorm *t) { free(t); }

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
        t->account.framing += TN_UTF16_MARK;
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
    t->account.rewritten += length;
    t->account.cause[TN_CHARSET].in += length;
    for (size_t i = 0; i < length; i++) {
        n += tn_utf16_decode(&t->utf16, bytes[i], text + n);
        if (n + TN_UTF16_LONGEST > sizeof text || i + 1 == length) {
            take(t, text, n);
            n = 0;
        }
    }
}

enum tnorm_error tnorm_feed(tnorm *t, const unsigned char *bytes, size_t length)
{
    if (length > 0) t->fed = true;
    t->account.read += length;
    if (t->utf16.order == TN_UTF16_UNKNOWN) {
        size_t n = begin(t, bytes, length);
        if (n == length) return t->error;
        bytes += n;
        length -= n;
    }
    if (t->utf16.order == TN_UTF16_NONE)
        take(t, bytes, length);
    else
        convert(t, bytes, length);
    return t->error;
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

enum tnorm_error tnorm_flush(tnorm *t)
{
    tn_output_flush(t);
    return t->error;
}

enum tnorm_error tnorm_finish(tnorm *t)
{
    bool rows = t->options.input == TNORM_INPUT_LINES;
    end_converted(t);
    t->final = true;
    if (!t->error && skip_marks(t)) tn_lex(t);
    while (!t->error && tn_mojibake_reread(t)) tn_lex(t);
    if (t->error != TNORM_ERROR_SINK) { /* what is clean before an invalid byte is written */
        if (rows && (t->line.length > 0 || t->line.continued)) {
            tn_commit_row(t, false);
        } else if (!rows) {
            tn_commit_line(t);
            tn_block_end(t);
            if (t->fed) t->account.documents++;
            t->block.document++;
        }
    }
    tn_output_flush(t);
    if (rows ? t->block.started : t->account.written > 0) t->part = true;
    t->block.started = false;
    enum tnorm_error error = t->error;
    if (error == TNORM_ERROR_INVALID && t->utf16.lost > 0) t->error_offset = t->utf16.lost;
    if (error == TNORM_ERROR_INVALID) t->error = TNORM_OK; /* it is over with this text */
    start_text(t);
    return error;
}

uint64_t tnorm_error_offset(const tnorm *t) { return t->error_offset; }

size_t tnorm_stats(const tnorm *t, char *buffer, size_t size)
{
    return tn_account_json(&t->account, buffer, size);
}

size_t tnorm_memory(void) { return sizeof(struct tnorm); }

const char *tnorm_strerror(enum tnorm_error error)
{
    static const char *const texts[] = {
        [TNORM_OK] = "no error",
        [TNORM_ERROR_MEMORY] = "out of memory",
        [TNORM_ERROR_OPTION] = "an option has no such value, or there is no sink",
        [TNORM_ERROR_SINK] = "the output could not be written",
        [TNORM_ERROR_INVALID] = "a byte that is not UTF-8",
    };
    return (unsigned)error < sizeof texts / sizeof *texts ? texts[error] : "unknown error";
}

const char *tnorm_unicode_version(void) { return utf8proc_unicode_version(); }

const char *tnorm_vector_unit(void) { return tn_scanner_choose()->name; }
