#include "warc.h"

#include <stdlib.h>
#include <string.h>

#include "bom.h"
#include "document.h"
#include "state.h"

static const unsigned char MAGIC[] = {'W', 'A', 'R', 'C', '/', '1', '.'};

struct tn_warc *tn_warc_new(uint64_t memory)
{
    struct tn_warc *w = malloc(sizeof *w);
    if (w && !tn_payload_init(&w->payload, memory)) {
        tn_warc_free(w);
        return NULL;
    }
    return w;
}

void tn_warc_free(struct tn_warc *w)
{
    if (w) tn_payload_free(&w->payload);
    free(w);
}

void tn_warc_reset(struct tn_warc *w)
{
    w->state = TN_WARC_BETWEEN;
    w->offset = w->left = w->lost = w->segment = w->block = w->end = w->reread = 0;
    w->matched = w->held = w->after = w->again = w->again_end = 0;
    w->line = w->found = w->open = w->documents = w->ended = w->wanted = false;
    w->why = NULL;
    w->current = 0;
    tn_head_reset(&w->head);
    tn_warc_writer_reset(&w->writer);
}

static struct tn_record *current(struct tn_warc *w) { return &w->record[w->current]; }

/* ---- what is said of bad ones */

static void report(struct tnorm *t, uint64_t offset, uint64_t length, const char *url, const char *why)
{
    struct tnorm_reject reject = {.url = url,
                                  .document = t->block.document,
                                  .offset = offset,
                                  .length = length,
                                  .reason = "broken",
                                  .score = 1,
                                  .text = (const unsigned char *)why,
                                  .text_length = strlen(why)};
    tn_report(t, &reject, 0);
}

/* Is it known that a segment is missing?  The last one, and it alone, says how long all of them are (WARC 1.1 5.22). */
static bool lacks_segments(struct tn_warc *w)
{
    return w->segment > 0 && w->total != w->segments_end && !current(w)->truncated;
}

void tn_warc_report_undecoded(struct tnorm *t)
{
    struct tn_warc *w = t->warc;
    const struct tn_record *r = current(w);
    t->account.undecoded++;
    report(t, r->offset, w->end - r->offset, r->url,
           lacks_segments(w) ? "segments are missing, the last one or others"
                             : "the body is damaged, or encoded in an unknown way");
}

/* What began at `lost` was bad; it ends at `end`. */
static void report_lost(struct tnorm *t, uint64_t end)
{
    struct tn_warc *w = t->warc;
    t->account.resync++;
    report(t, w->lost, end - w->lost, NULL, w->why);
}

/* From `from` on, what stands there is bad: the next record is looked for. */
static void lose(struct tn_warc *w, uint64_t from, bool line, const char *why)
{
    w->state = TN_WARC_LOST;
    w->lost = from;
    w->line = line;
    w->matched = 0;
    w->why = why;
}

/* ---- documents */

void tn_warc_skip(struct tnorm *t) { t->account.skipped[current(t->warc)->type]++; }

void tn_warc_begin_document(struct tnorm *t)
{
    struct tn_warc *w = t->warc;
    const struct tn_record *r = current(w);
    const struct tn_media *media = &w->payload.media;
    struct tn_document_head head = {.html = media->kind == TN_MEDIA_HTML && r->type != TN_RECORD_CONVERSION,
                                    .detect = r->type == TN_RECORD_RESPONSE,
                                    .charset = media->charset[0] ? media->charset : NULL};
    tn_warc_write_separator(t);
    t->inner = tn_payload_moves(&w->payload) || w->segment > 0;
    t->record_origin = r->offset;
    t->text_origin = t->inner ? r->offset : w->block;
    t->url = r->url;
    tn_document_start(t, &head);
    t->fed = true; /* empty documents count */
}

void tn_warc_end_document(struct tnorm *t)
{
    tn_warc_write_end(t);
    t->inner = false;
    t->text_origin = 0;
    t->url = NULL;
}

static void end_payload(struct tnorm *t, bool partial)
{
    if (!t->warc->open) return;
    t->warc->open = false;
    tn_payload_end(t, partial, !partial && lacks_segments(t->warc));
}

/* ---- records */

static void begin_payload(struct tnorm *t, const struct tn_http *http)
{
    struct tn_warc *w = t->warc;
    const struct tn_record *r = current(w);
    w->state = TN_WARC_PAYLOAD;
    w->open = true;
    w->block = w->offset;
    w->segment = r->segment == 1 ? 1 : 0;
    w->segments_end = r->length;
    w->total = r->total;
    tn_payload_start(&w->payload, http, w->left, r->truncated || w->segment > 0);
}

static void skip_block(struct tnorm *t)
{
    t->warc->state = TN_WARC_SKIP;
    tn_warc_skip(t);
}

/* The block itself is what is wanted, or not. */
static void begin_plain(struct tnorm *t)
{
    struct tn_warc *w = t->warc;
    memset(&w->http, 0, sizeof w->http);
    w->http.media = current(w)->media;
    if (w->http.media.kind == TN_MEDIA_OTHER)
        skip_block(t);
    else
        begin_payload(t, &w->http);
}

/* WARC 1.1 6.3: the block of a response is one of HTTP, or of another protocol; that is said by its type, or not. */
static bool is_http(const struct tn_media *media)
{
    return media->kind == TN_MEDIA_UNKNOWN || strcmp(media->type, "application/http") == 0;
}

/* The head of a record is whole: what is to be done with it? */
static void begin_record(struct tnorm *t)
{
    struct tn_warc *w = t->warc;
    struct tn_record *r = &w->record[!w->current];
    tn_record_read(r, &w->head, w->lost);
    tn_head_reset(&w->head);
    if (w->open && w->segment > 0 && tn_record_continues(r, current(w), w->segment + 1)) {
        w->segment++;
        w->segments_end += r->length;
        w->total = r->total;
        w->left = r->length;
        w->state = TN_WARC_PAYLOAD;
        return;
    }
    end_payload(t, false);
    w->current = !w->current;
    w->left = r->length;
    if (!r->has_length) {
        tn_warc_skip(t);
        lose(w, r->offset, true, "a record without a length");
        return;
    }
    tn_warc_write_info(t, r);
    if (r->type == TN_RECORD_RESPONSE && is_http(&r->media))
        w->state = TN_WARC_HTTP;
    else if (r->type == TN_RECORD_RESOURCE || r->type == TN_RECORD_CONVERSION)
        begin_plain(t);
    else
        skip_block(t);
}

/* The head of a response is there. */
static void begin_response(struct tnorm *t)
{
    struct tn_warc *w = t->warc;
    tn_http_read(&w->http, &w->head);
    tn_head_reset(&w->head);
    if (w->http.interim && w->left > 0) return;
    if (w->http.status < 200 || w->http.status > 299 || w->http.media.kind == TN_MEDIA_OTHER)
        skip_block(t);
    else
        begin_payload(t, &w->http);
}

/* The block has ended where its length says. */
static void end_block(struct tnorm *t)
{
    struct tn_warc *w = t->warc;
    if (w->state == TN_WARC_HTTP) begin_response(t);
    w->ended = true;
    w->wanted = w->state == TN_WARC_PAYLOAD;
    w->end = w->offset;
    w->state = TN_WARC_BETWEEN;
    w->matched = w->after = 0;
}

/* Bytes of a block that leave. */
static void release(struct tnorm *t, bool wanted, const unsigned char *bytes, size_t length)
{
    if (wanted)
        tn_payload_feed(t, bytes, length);
    else
        t->account.framing += length;
}

/* So it has: what is held of it leaves. */
static void settle(struct tnorm *t)
{
    struct tn_warc *w = t->warc;
    if (!w->ended) return;
    w->ended = false;
    release(t, w->wanted, w->hold, w->held);
    w->held = 0;
    if (w->wanted && w->segment == 0) end_payload(t, false);
}

/* It has not: does another record begin in what is held of it?  Or the end of that could begin one. */
static size_t find_record(const struct tn_warc *w)
{
    for (size_t i = 1; i < w->held; i++) {
        const unsigned char *feed = memchr(w->hold + i - 1, '\n', w->held - i);
        if (!feed) break;
        i = (size_t)(feed - w->hold) + 1;
        size_t n = w->held - i < sizeof MAGIC ? w->held - i : sizeof MAGIC;
        if (w->end - w->held + i >= w->reread && memcmp(w->hold + i, MAGIC, n) == 0) return i;
    }
    return w->held;
}

/* No record begins behind the block.  Either its length is too great, then what stands there is read once more, from
 * where another one begins; or what stands behind it is bad.  No byte is read more than twice. */
static void miss(struct tnorm *t)
{
    struct tn_warc *w = t->warc;
    size_t at = w->ended ? find_record(w) : w->held, rest = w->held - at;
    uint64_t from = w->offset - w->matched;
    if (rest > 0) {
        w->again = 0;
        w->again_end = rest + w->after;
        memcpy(w->reread_bytes, w->hold + at, w->again_end);
        t->account.framing -= w->after;
        w->reread = w->offset;
        w->offset -= w->again_end;
        w->end = from = w->offset;
        w->held = at;
    }
    settle(t);
    end_payload(t, false);
    lose(w, from, rest > 0, rest > 0 ? "a record is shorter than its length" : "no record follows its end");
}

/* ---- bytes */

/* A head begins, whose first bytes have been matched. */
static void begin_head(struct tn_warc *w)
{
    enum tn_head_state unused;
    tn_head_reset(&w->head);
    (void)tn_head_take(&w->head, MAGIC, sizeof MAGIC, &unused);
    w->state = TN_WARC_HEAD;
    w->lost = w->offset - sizeof MAGIC;
    w->found = true;
}

/* One byte between records; false if it is not such a one.  The file may begin with a byte-order mark. */
static bool match(struct tnorm *t, unsigned char byte)
{
    struct tn_warc *w = t->warc;
    bool is_end = w->matched == 0 && (byte == '\n' || byte == '\r' || tn_bom_has(w->offset, byte));
    if (!is_end && byte != MAGIC[w->matched]) {
        miss(t);
        return false;
    }
    if (w->ended && w->after == TN_WARC_AFTER) settle(t);
    if (w->ended) w->hold[w->held + w->after++] = byte;
    w->offset++;
    t->account.framing++;
    if (is_end || ++w->matched < sizeof MAGIC) return true;
    settle(t);
    begin_head(w);
    return true;
}

void tn_warc_start_inside(struct tnorm *t, uint64_t offset)
{
    struct tn_warc *w = t->warc;
    w->offset = offset;
    w->documents = t->options.output == TNORM_OUTPUT_DEFAULT;
    w->writer.informed = t->options.output == TNORM_OUTPUT_WARC;
    begin_head(w);
}

bool tn_warc_begins_record(const struct tn_warc *w)
{
    return w->state == TN_WARC_HEAD && w->head.length == sizeof MAGIC && !w->open;
}

static size_t take_between(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    size_t n = 0;
    while (n < length && t->warc->state == TN_WARC_BETWEEN && match(t, bytes[n])) n++;
    return n;
}

/* Looks for a line that begins with the magic. */
static size_t take_lost(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    struct tn_warc *w = t->warc;
    size_t n = 0;
    while (n < length && w->state == TN_WARC_LOST) {
        size_t step = 1;
        if (!w->line) {
            const unsigned char *feed = memchr(bytes + n, '\n', length - n);
            step = feed ? (size_t)(feed - bytes) + 1 - n : length - n;
            w->line = feed != NULL;
            w->matched = 0;
        } else if (bytes[n] != MAGIC[w->matched]) {
            w->line = false;
            step = 0; /* it may be a line feed */
        } else {
            w->matched++;
        }
        n += step;
        w->offset += step;
        t->account.framing += step;
        if (w->matched == sizeof MAGIC) {
            report_lost(t, w->offset - sizeof MAGIC);
            begin_head(w);
        }
    }
    return n;
}

static size_t take_head(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    struct tn_warc *w = t->warc;
    enum tn_head_state state;
    size_t n = tn_head_take(&w->head, bytes, length, &state);
    const unsigned char *line = w->head.bytes + w->head.line;
    size_t line_length = w->head.length - w->head.line;
    w->offset += n;
    t->account.framing += n;
    if (state == TN_HEAD_WHOLE) {
        begin_record(t);
    } else if (state == TN_HEAD_LONG) {
        end_payload(t, false);
        w->current = !w->current;
        tn_record_read(current(w), &w->head, w->lost);
        tn_warc_skip(t);
        lose(w, w->lost, false, "the head of a record is too long");
    } else if (state == TN_HEAD_BEGUN && w->head.line > 0 && line_length > sizeof MAGIC &&
               memcmp(line, MAGIC, sizeof MAGIC) == 0) {
        end_payload(t, false);
        w->why = "the head of a record is cut";
        report_lost(t, w->offset - line_length);
        w->lost = w->offset - line_length;
        tn_head_restart(&w->head);
    }
    return n;
}

static size_t take_http(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    struct tn_warc *w = t->warc;
    enum tn_head_state state;
    size_t n = tn_head_take(&w->head, bytes, length, &state);
    w->offset += n;
    w->left -= n;
    t->account.framing += n;
    if (state == TN_HEAD_WHOLE) begin_response(t);
    if (state == TN_HEAD_LONG) {
        const struct tn_record *r = current(w);
        tn_head_reset(&w->head);
        t->account.undecoded++;
        report(t, r->offset, w->offset + w->left - r->offset, r->url, "the head of the response is too long");
        skip_block(t);
    }
    return n;
}

/* Bytes of the block. */
static size_t take_block(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    struct tn_warc *w = t->warc;
    size_t n = length < w->left ? length : (size_t)w->left;
    if (w->state == TN_WARC_HTTP) return take_http(t, bytes, n);
    if (w->left > TN_WARC_TAIL) {
        if (n > w->left - TN_WARC_TAIL) n = (size_t)(w->left - TN_WARC_TAIL);
        release(t, w->state == TN_WARC_PAYLOAD, bytes, n);
    } else {
        memcpy(w->hold + w->held, bytes, n);
        w->held += n;
    }
    w->offset += n;
    w->left -= n;
    return n;
}

static bool is_inside(const struct tn_warc *w)
{
    return w->state == TN_WARC_HTTP || w->state == TN_WARC_PAYLOAD || w->state == TN_WARC_SKIP;
}

/* Takes some bytes; returns how many. */
static size_t take(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    struct tn_warc *w = t->warc;
    size_t n = 0;
    switch (w->state) {
    case TN_WARC_BETWEEN: n = take_between(t, bytes, length); break;
    case TN_WARC_HEAD: n = take_head(t, bytes, length); break;
    case TN_WARC_LOST: n = take_lost(t, bytes, length); break;
    case TN_WARC_HTTP:
    case TN_WARC_PAYLOAD:
    case TN_WARC_SKIP: n = take_block(t, bytes, length); break;
    }
    if (is_inside(w) && w->left == 0 && !t->error) end_block(t);
    return n;
}

void tn_warc_feed(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    struct tn_warc *w = t->warc;
    for (size_t n; !t->error && length > 0; bytes += n, length -= n) {
        n = take(t, bytes, length);
        while (!t->error && w->again < w->again_end)
            w->again += take(t, w->reread_bytes + w->again, w->again_end - w->again);
    }
}

void tn_warc_end(struct tnorm *t)
{
    struct tn_warc *w = t->warc;
    bool cut = w->state != TN_WARC_LOST && (w->state != TN_WARC_BETWEEN || w->matched > 0);
    if (w->state == TN_WARC_HTTP && !t->error) {
        uint64_t left = w->left;
        w->left = 0; /* whatever it is, it has no other head behind it */
        begin_response(t);
        w->left = left;
    }
    settle(t);
    release(t, w->state == TN_WARC_PAYLOAD, w->hold, w->held);
    w->end = w->offset;
    end_payload(t, cut);
    if (w->state == TN_WARC_LOST) report_lost(t, w->offset);
    if (cut || (w->state == TN_WARC_LOST && !w->found))
        tn_fail(t, TNORM_ERROR_DAMAGED, w->found ? w->offset : 0);
    t->part |= w->documents;
    bool documents = w->documents;
    tn_warc_reset(w);
    w->documents = documents;
}
