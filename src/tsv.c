#include "tsv.h"

#include "state.h"
#include "text.h"

/* A column's number; 0 if there is none. */
static uint64_t number(const char **p)
{
    uint64_t n = 0;
    for (; **p >= '0' && **p <= '9' && n < UINT32_MAX; (*p)++) n = n * 10 + (uint64_t)(**p - '0');
    return n;
}

bool tn_tsv_parse(struct tn_tsv *tsv, const char *columns)
{
    tsv->count = 1;
    tsv->range[0].first = 1;
    tsv->range[0].last = UINT64_MAX;
    if (!columns) return true;
    for (tsv->count = 0; tsv->count < TN_TSV_RANGES; columns++) {
        uint64_t first = number(&columns), last = first;
        if (*columns == '-') {
            columns++;
            last = number(&columns);
        }
        if (first == 0 || last < first) return false;
        tsv->range[tsv->count].first = first;
        tsv->range[tsv->count++].last = last;
        if (*columns == '\0') return true;
        if (*columns != ',') return false;
    }
    return false;
}

static bool is_wanted(const struct tn_tsv *tsv)
{
    for (size_t i = 0; i < tsv->count; i++)
        if (tsv->column >= tsv->range[i].first && tsv->column <= tsv->range[i].last) return true;
    return false;
}

static void start_field(struct tnorm *t)
{
    struct tn_tsv *tsv = &t->tsv;
    tsv->wanted = is_wanted(tsv);
    tn_text_start(t, false);
    t->text_origin = tsv->offset;
}

static void end_field(struct tnorm *t)
{
    if (t->tsv.wanted) tn_text_end(t);
}

/* Bytes that are not cleaned. */
static void pass(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    tn_account_framing(&t->account, length);
    t->account.added += length;
    tn_output_put(t, bytes, length);
}

void tn_tsv_start(struct tnorm *t)
{
    t->tsv.column = 1;
    t->tsv.offset = 0;
    t->tsv.open = false;
    start_field(t);
}

void tn_tsv_feed(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    struct tn_tsv *tsv = &t->tsv;
    for (size_t i = 0, n; !t->error && i < length; i += n) {
        for (n = 0; i + n < length && bytes[i + n] != '\t' && bytes[i + n] != '\n';) n++;
        tsv->open = true;
        if (n > 0 && tsv->wanted)
            tn_text_feed(t, bytes + i, n);
        else if (n > 0)
            pass(t, bytes + i, n);
        tsv->offset += n;
        if (t->error || i + n == length) return;
        end_field(t);
        if (t->error) return;
        pass(t, bytes + i + n, 1);
        tsv->open = bytes[i + n] != '\n';
        tsv->column = tsv->open ? tsv->column + 1 : 1;
        n++;
        tsv->offset++;
        start_field(t);
    }
}

void tn_tsv_end(struct tnorm *t)
{
    end_field(t);
    t->part |= t->tsv.open;
    t->text_origin = 0;
}
