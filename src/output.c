#include "output.h"

#include <string.h>

#include "jsonl_value.h"
#include "state.h"

void tn_output_flush(struct tnorm *t)
{
    struct tn_output *o = &t->output;
    size_t length = o->length;
    o->length = 0;
    if (length == 0 || t->error == TNORM_ERROR_SINK) return;
    o->last = o->bytes[length - 1];
    if (t->options.sink(t->options.sink_context, o->bytes, length) != 0)
        tn_fail(t, TNORM_ERROR_SINK, tn_window_offset(&t->window));
}

static inline void put(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    static const unsigned char feed[] = "\n";
    struct tn_output *o = &t->output;
    if (!t->part && length < TN_OUTPUT_SIZE - o->length) { /* what follows does just this for most text */
        memcpy(o->bytes + o->length, bytes, length);
        o->length += length;
        t->account.written += length;
        return;
    }
    if (t->part && length > 0) {
        t->part = false;
        t->account.added++;
        tn_output_put(t, feed, 1);
    }
    t->account.written += length;
    while (length > 0) {
        size_t n = TN_OUTPUT_SIZE - o->length;
        if (n > length) n = length;
        memcpy(o->bytes + o->length, bytes, n);
        o->length += n;
        bytes += n;
        length -= n;
        if (o->length == TN_OUTPUT_SIZE) tn_output_flush(t);
    }
}

bool tn_output_is_in_line(const struct tnorm *t)
{
    const struct tn_output *o = &t->output;
    return (o->length > 0 ? o->bytes[o->length - 1] : o->last) != '\n';
}

void tn_output_put(struct tnorm *t, const unsigned char *bytes, size_t length) { put(t, bytes, length); }

size_t tn_output_put_escaped(struct tnorm *t, const unsigned char *text, size_t length)
{
    enum { STEP = 4096, ROOM = 2 * STEP + TN_SCAN_SLACK };
    struct tn_output *o = &t->output;
    size_t all = 0;
    while (length > 0) {
        size_t n = length < STEP ? length : STEP;
        if (TN_OUTPUT_SIZE - o->length < ROOM) tn_output_flush(t);
        size_t written = t->scanner->encode(text, n, o->bytes + o->length);
        o->length += written;
        all += written;
        text += n;
        length -= n;
    }
    t->account.written += all;
    return all;
}

bool tn_output_wraps(const struct tnorm *t)
{
    return t->options.output == TNORM_OUTPUT_JSONL &&
           (t->input == TNORM_INPUT_TEXT || t->input == TNORM_INPUT_HTML || t->input == TNORM_INPUT_WARC);
}

static void add(struct tnorm *t, const char *framing)
{
    size_t length = strlen(framing);
    t->account.added += length;
    tn_output_put(t, (const unsigned char *)framing, length);
}

static void open_document(struct tnorm *t)
{
    if (!t->output.open && t->warc)
        tn_warc_write_json(t);
    else if (!t->output.open)
        add(t, "{\"text\":\"");
    t->output.open = true;
}

void tn_output_document(struct tnorm *t, const char *separator)
{
    if (tn_output_wraps(t)) {
        open_document(t);
        t->output.open = false;
        separator = "\"}\n";
    }
    add(t, separator);
}

/* The same as a part of something. */
static void write_wrapped(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    if (t->jsonl) {
        tn_jsonl_write(t, bytes, length);
    } else if (t->options.output == TNORM_OUTPUT_WARC) {
        tn_warc_write(t, bytes, length);
    } else {
        open_document(t);
        t->account.added += tn_output_put_escaped(t, bytes, length) - length;
    }
}

void tn_output_write(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    if (t->wrapped)
        write_wrapped(t, bytes, length);
    else
        put(t, bytes, length);
}
