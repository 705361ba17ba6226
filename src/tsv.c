#include "tsv.h"

#include "boilerplate.h"
#include "bom.h"
#include "rows.h"
#include "state.h"
#include "text.h"

/* A column's number; 0 if there is none. */
static uint64_t read_column(const char **p)
{
    uint64_t n = 0;
    for (; **p >= '0' && **p <= '9' && n < UINT32_MAX; (*p)++) n = n * 10 + (uint64_t)(**p - '0');
    return n;
}

/* Ranges stay apart and in order, so that one that was passed need not be looked at again in its line. */
static void add_range(struct tn_tsv *tsv, uint64_t first, uint64_t last)
{
    size_t apart = 0;
    for (size_t i = 0; i < tsv->count; i++) {
        const struct tn_tsv_range other = tsv->range[i];
        if (other.last < first || other.first > last) {
            tsv->range[apart++] = other;
        } else {
            if (other.first < first) first = other.first;
            if (other.last > last) last = other.last;
        }
    }
    size_t at = apart;
    for (; at > 0 && tsv->range[at - 1].first > last; at--) tsv->range[at] = tsv->range[at - 1];
    tsv->range[at] = (struct tn_tsv_range){first, last};
    tsv->count = apart + 1;
}

bool tn_tsv_parse(struct tn_tsv *tsv, const char *columns)
{
    tsv->count = 1;
    tsv->range[0].first = 1;
    tsv->range[0].last = UINT64_MAX;
    if (!columns) return true;
    for (tsv->count = 0; tsv->count < TN_TSV_RANGES; columns++) {
        uint64_t first = read_column(&columns), last = first;
        if (*columns == '-') {
            columns++;
            last = read_column(&columns);
        }
        if (first == 0 || last < first) return false;
        add_range(tsv, first, last);
        if (*columns == '\0') return true;
        if (*columns != ',') return false;
    }
    return false;
}

/* A line's first field comes, or the next one. */
static void begin_column(struct tn_tsv *tsv, bool first)
{
    tsv->column = first ? 1 : tsv->column + 1;
    if (first) tsv->ahead = 0;
    while (tsv->ahead < tsv->count && tsv->range[tsv->ahead].last < tsv->column) tsv->ahead++;
    tsv->wanted = tsv->ahead < tsv->count && tsv->range[tsv->ahead].first <= tsv->column;
}

/* Bytes that are not cleaned. */
static void pass(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    tn_account_framing(&t->account, length);
    t->account.added += length;
    tn_output_put(t, bytes, length);
}

static void begin_field(struct tnorm *t)
{
    struct tn_tsv *tsv = &t->tsv;
    if (tsv->begun) return;
    tn_text_start(t, false);
    t->text_origin = tsv->offset;
    tsv->begun = true;
}

/* A field goes on. */
static void take(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    struct tn_tsv *tsv = &t->tsv;
    tsv->open = true;
    if (tsv->wanted) {
        begin_field(t);
        tn_text_feed(t, bytes, length);
    } else {
        pass(t, bytes, length);
    }
    tsv->offset += length;
}

/* It goes on, and ends with that. */
static void finish(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    struct tn_tsv *tsv = &t->tsv;
    begin_field(t);
    tsv->open = true; /* cleaning may stop in it: then its line is not ended */
    tn_text_finish(t, bytes, length);
    tsv->offset += length;
    tsv->begun = false;
}

void tn_tsv_start(struct tnorm *t)
{
    struct tn_tsv *tsv = &t->tsv;
    tsv->offset = tsv->mark = 0;
    tsv->at_start = true;
    tsv->open = tsv->begun = false;
    begin_column(tsv, true);
}

/* ---- the start of the stream */

/* What could become a byte-order mark did not: it is the beginning of a field. */
static void take_half_mark(struct tnorm *t)
{
    struct tn_tsv *tsv = &t->tsv;
    if (tsv->mark > 0) take(t, (const unsigned char *)TN_BOM_UTF_8, tsv->mark);
    tsv->mark = 0;
}

/* Byte-order marks at the start go, whether their field is asked for or not (all of them, as in text.c).  Returns how many bytes
 * belong to such ones. */
static size_t skip_marks(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    struct tn_tsv *tsv = &t->tsv;
    size_t n = 0;
    for (; n < length && tn_bom_has(tsv->mark, bytes[n]); n++) {
        if (++tsv->mark < TN_BOM_UTF_8_LENGTH) continue;
        tn_account_framing(&t->account, tsv->mark);
        tsv->offset += tsv->mark;
        tsv->mark = 0;
    }
    if (n == length) return n;
    tsv->at_start = false;
    take_half_mark(t);
    return n;
}

/* ---- fields that are written as they stand, and what ends them */

struct run {
    size_t begin;  /* of the first one */
    size_t fields; /* that are asked for, and not empty, */
    size_t kept;   /* and their bytes */
};

/* The run ends before bytes[end], where another may begin. */
static void write_run(struct tnorm *t, const unsigned char *bytes, struct run *run, size_t end)
{
    struct tn_tsv *tsv = &t->tsv;
    size_t n = end - run->begin;
    if (n > 0) {
        tn_account_kept(&t->account, run->kept);
        t->account.documents += run->fields;
        t->block.document += run->fields;
        tn_account_framing(&t->account, n - run->kept);
        t->account.added += n - run->kept;
        tn_output_put(t, bytes + run->begin, n);
        tsv->offset += n;
        tsv->open = bytes[end - 1] != '\n';
    }
    *run = (struct run){end, 0, 0};
}

/* Does the field, of which all is at hand, stay as it is? */
static bool stays(const struct tnorm *t, const struct tn_rows *rows)
{
    if (t->tsv.begun) return false;
    if (!t->tsv.wanted) return true;
    return rows->clean && !tn_may_be_boilerplate(t, rows->bytes + rows->begin, rows->end - rows->begin);
}

void tn_tsv_feed(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    struct tn_tsv *tsv = &t->tsv;
    if (tsv->at_start) {
        size_t n = skip_marks(t, bytes, length);
        bytes += n;
        length -= n;
    }
    struct tn_rows rows = tn_rows_of(t->scanner, bytes, length, true);
    struct run run = {0, 0, 0};
    while (!t->error && tn_rows_next(&rows)) {
        size_t n = rows.end - rows.begin;
        if (!stays(t, &rows)) {
            write_run(t, bytes, &run, rows.begin);
            finish(t, bytes + rows.begin, n);
            if (t->error) return;
            run.begin = rows.end;
        } else if (tsv->wanted) {
            run.fields += n > 0;
            run.kept += n;
        }
        begin_column(tsv, bytes[rows.end] == '\n');
    }
    write_run(t, bytes, &run, rows.next);
    if (!t->error && rows.next < length) take(t, bytes + rows.next, length - rows.next);
}

void tn_tsv_end(struct tnorm *t)
{
    if (!t->error) take_half_mark(t);
    if (t->tsv.begun) tn_text_end(t);
    t->text_origin = 0;
}
