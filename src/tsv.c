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

/* Bytes that are not cleaned. */
static void pass(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    tn_account_framing(&t->account, length);
    t->account.added += length;
    tn_output_put(t, bytes, length);
}

/* Bytes of a field. */
static void take(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    struct tn_tsv *tsv = &t->tsv;
    tsv->open = true;
    if (!tsv->wanted) {
        pass(t, bytes, length);
    } else {
        if (!tsv->begun) {
            tn_text_start(t, false);
            t->text_origin = tsv->offset;
            tsv->begun = true;
        }
        tn_text_feed(t, bytes, length);
    }
    tsv->offset += length;
}

static void end_field(struct tnorm *t)
{
    if (t->tsv.begun) tn_text_end(t);
    t->tsv.begun = false;
}

void tn_tsv_start(struct tnorm *t)
{
    struct tn_tsv *tsv = &t->tsv;
    tsv->column = 1;
    tsv->offset = 0;
    tsv->open = tsv->begun = false;
    tsv->wanted = is_wanted(tsv);
}

static bool is_separator(unsigned char byte) { return byte == '\t' || byte == '\n'; }

/* Tabs and line feeds in a row end the field at hand, and the empty ones between them. */
static void take_separators(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    struct tn_tsv *tsv = &t->tsv;
    end_field(t);
    if (t->error) return;
    pass(t, bytes, length);
    for (size_t i = 0; i < length; i++) tsv->column = bytes[i] == '\t' ? tsv->column + 1 : 1;
    tsv->offset += length;
    tsv->open = bytes[length - 1] == '\t';
    tsv->wanted = is_wanted(tsv);
}

void tn_tsv_feed(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    for (size_t i = 0, n; !t->error && i < length; i += n) {
        bool separates = is_separator(bytes[i]);
        for (n = 1; i + n < length && is_separator(bytes[i + n]) == separates;) n++;
        if (separates)
            take_separators(t, bytes + i, n);
        else
            take(t, bytes + i, n);
    }
}

void tn_tsv_end(struct tnorm *t)
{
    end_field(t);
    t->part |= t->tsv.open;
    t->text_origin = 0;
}
