#include "output.h"

#include <string.h>

#include "state.h"

void tn_output_flush(struct tnorm *t)
{
    struct tn_output *o = &t->output;
    size_t length = o->length;
    o->length = 0;
    if (length == 0 || t->error == TNORM_ERROR_SINK) return;
    if (t->options.sink(t->options.sink_context, o->bytes, length) != 0)
        tn_fail(t, TNORM_ERROR_SINK, tn_window_offset(&t->window));
}

void tn_output_write(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    if (t->jsonl)
        tn_jsonl_write(t, bytes, length);
    else
        tn_output_put(t, bytes, length);
}

void tn_output_put(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    static const unsigned char feed[] = "\n";
    struct tn_output *o = &t->output;
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
