#include "piece.h"

#include <string.h>

#include "state.h"

static void note(struct tn_mark *m, uint64_t number)
{
    if (m->count < TN_MARK_NUMBERS)
        m->number[m->count++] = number;
    else
        m->usable = false;
}

/* A passage that echoes are compared with.  Of one whose beginning is lost the last TN_PASSAGE_LONGEST / 2 bytes are
 * all that is ever looked at; how many more there are depends on how it came. */
static void note_passage(struct tn_mark *m, const struct tn_passage *p)
{
    enum { HALF = TN_PASSAGE_LONGEST / 2 };
    size_t n = p->cut && p->length > HALF ? HALF : p->length, line = p->length - p->line;
    note(m, n);
    if (n == 0) return;
    note(m, p->cut);
    note(m, line > n ? n + 1 : line);
    memcpy(m->passage + m->passages, tn_passage_text(p) + p->length - n, n);
    m->passages += n;
}

static void note_tally(struct tn_mark *m, const struct tn_tally *tally)
{
    note(m, tally->kept);
    note(m, tally->added);
    for (size_t i = 0; i < TN_CAUSES; i++) note(m, tn_tally_of(tally, (unsigned)i));
}

static void note_gap(struct tn_mark *m, const struct tn_gap *gap)
{
    note(m, gap->kind);
    note(m, gap->feeds);
    note(m, gap->blank);
}

static void note_block(struct tn_mark *m, const struct tn_block *b)
{
    const struct tn_passage *held = &b->passage[b->held];
    bool waits = held->length > 0 && !b->streaming;
    note_passage(m, held);
    note_passage(m, &b->passage[!b->held]);
    note(m, b->streaming);
    note(m, b->started);
    note_gap(m, &b->gap);
    note_gap(m, &b->since);
    note(m, b->lead);
    note(m, waits ? b->begin : 0);
    note(m, waits ? b->end : 0);
    note_tally(m, &b->tally);
}

static void note_told(struct tn_mark *m, const struct tn_told *told)
{
    note(m, told->likely);
    note(m, told->fits);
    note(m, told->certain);
    note(m, told->evident);
}

static void note_line(struct tn_mark *m, const struct tn_line *line)
{
    bool empty = line->length == 0 && !line->continued && line->readings == 0;
    if (line->length > TN_LINE_LOOKBACK) {
        m->usable = false;
        return;
    }
    note(m, empty ? 0 : line->begin);
    note(m, line->continued);
    note(m, line->syntax);
    note(m, line->last_less);
    note(m, line->last_ampersand);
    note(m, line->mojibake);
    note(m, line->mojibake_before);
    note(m, line->repairs);
    note(m, line->repairs_before);
    note(m, line->leads);
    note(m, line->encodings);
    note_told(m, &line->told);
    note(m, line->told_to);
    note(m, line->to_tell_again);
    note(m, line->doubtful);
    note(m, line->suspect);
    note(m, line->alien);
    note(m, line->readings);
    note(m, line->anchor);
    note(m, line->anchor == TN_NOWHERE ? 0 : line->address);
    note(m, line->token_gone);
    note(m, line->token_address);
    note(m, line->mixed);
    m->line = line->length;
    memcpy(m->text, line->text, line->length);
    memset(m->from, TN_KEPT, line->length);
    if (line->mixed) memcpy(m->from, line->from, line->length);
}

/* Input that is not read yet.  A place before that is as good as none, if something is known up to there only. */
static void note_window(struct tn_mark *m, const struct tnorm *t)
{
    const struct tn_window *w = &t->window;
    uint64_t offset = tn_window_offset(w);
    m->unread = w->end - w->cur;
    if (w->made > w->cur || m->unread > TN_MARK_UNREAD) {
        m->usable = false;
        return;
    }
    memcpy(m->bytes, tn_window_cur(w), m->unread);
    note(m, offset);
    note(m, t->stray_end >= offset ? t->stray_end : 0);
    note(m, t->stray_end >= offset && t->stray_long);
    note(m, t->dense_until > offset ? t->dense_until : 0);
    note(m, t->told_end > offset ? t->told_end : 0);
    if (t->told_end > offset) note_told(m, &t->told);
}

/* Lines that wait to be weighed. */
static void note_filter(struct tn_mark *m, const struct tnorm *t)
{
    uint64_t digest;
    if (!tn_filter_is_on(t)) return;
    if (tn_filter_digest(&t->filter, &digest))
        note(m, digest);
    else
        m->usable = false;
}

/* Nothing of a line has come: the next byte begins one. */
static bool begins_row(const struct tnorm *t)
{
    return t->line.length == 0 && !t->line.continued && t->window.cur == t->window.end;
}

/* Records tell nothing of one another, but for what is written before the first of them and between documents. */
static void note_warc(struct tn_mark *m, const struct tn_warc *w)
{
    m->usable &= tn_warc_begins_record(w);
    note(m, w->offset);
    note(m, w->documents);
    note(m, w->writer.informed);
}

static void note_kind(struct tn_mark *m, const struct tnorm *t)
{
    switch (t->input) {
    case TNORM_INPUT_TEXT:
        note_block(m, &t->block);
        note_filter(m, t);
        note_line(m, &t->line);
        note_window(m, t);
        note(m, t->line_start);
        note(m, t->feeds);
        note(m, t->breaks);
        note(m, t->indent);
        note(m, t->output.open);
        m->usable &= t->bidi == 0;
        break;
    case TNORM_INPUT_LINES: m->usable &= begins_row(t) && !t->block.started; break;
    case TNORM_INPUT_TSV: m->usable &= t->tsv.column == 1 && !t->tsv.open && !t->tsv.at_start; break;
    case TNORM_INPUT_JSONL:
        m->usable &= t->jsonl->begin == t->jsonl->end && t->jsonl->begun && !t->jsonl->loose;
        m->usable &= !t->jsonl->open;
        break;
    case TNORM_INPUT_WARC: note_warc(m, t->warc); break;
    case TNORM_INPUT_HTML: /* one document, and no place in it is like another */
    case TNORM_INPUT_ANY: m->usable = false; break;
    }
}

static void take_mark(struct tnorm *t)
{
    struct tn_mark *m = &t->mark;
    bool whole = t->input == TNORM_INPUT_TEXT || t->input == TNORM_INPUT_LINES; /* one text all along */
    m->usable = !t->error && !t->part && !t->account.converted;
    m->usable &=
        t->input == TNORM_INPUT_WARC || tn_charset_passes(t); /* its documents have encodings of their own */
    if (whole) m->usable &= !t->at_start && !t->no_more_tags;
    m->count = m->passages = m->line = m->unread = 0;
    if (m->usable) note_kind(m, t);
}

static bool agree(const struct tn_mark *a, const struct tn_mark *b)
{
    if (!a->usable || !b->usable || a->count != b->count || a->passages != b->passages) return false;
    if (a->line != b->line || a->unread != b->unread) return false;
    return memcmp(a->number, b->number, a->count * sizeof *a->number) == 0 &&
           memcmp(a->passage, b->passage, a->passages) == 0 && memcmp(a->text, b->text, a->line) == 0 &&
           memcmp(a->from, b->from, a->line) == 0 && memcmp(a->bytes, b->bytes, a->unread) == 0;
}

/* The number of the next document, as rejects have it. */
static uint64_t *next_document(struct tnorm *t) { return t->jsonl ? &t->jsonl->line : &t->block.document; }

void tnorm_begin_piece(tnorm *t, uint64_t offset)
{
    enum tnorm_input input = t->input;
    tnorm_reset(t);
    if (tnorm_set_input(t, input) != TNORM_OK) return; /* cannot be: it was that before */
    t->begun = true;
    t->text_origin = 0;
    tn_charset_start_inside(t);
    if (t->warc) {
        tn_warc_start_inside(t, offset);
    } else if (input == TNORM_INPUT_TSV) {
        t->tsv.offset = t->text_origin = offset; /* the field itself is whole */
        t->tsv.at_start = false;
    } else if (t->jsonl) {
        t->jsonl->origin = offset;
        t->jsonl->begun = true;
    } else {
        t->at_start = t->filter.whole = false;
        t->line_start = t->window.origin = offset;
    }
}

enum tnorm_error tnorm_mark(tnorm *t)
{
    enum tnorm_error error = tnorm_flush(t);
    memset(&t->account, 0, sizeof t->account);
    *next_document(t) = 1;
    if (t->jsonl) t->block.document = 0; /* none yet */
    take_mark(t);
    return error;
}

bool tnorm_join(tnorm *t, tnorm *before, uint64_t *documents)
{
    take_mark(before);
    if (t->input != before->input || !agree(&before->mark, &t->mark)) return false;
    *documents = *next_document(before) - 1;
    *next_document(t) += *documents;
    if (t->jsonl && t->block.document > 0)
        t->block.document += *documents;
    else if (t->jsonl)
        t->block.document = before->block.document;
    t->earlier = before->earlier;
    tn_account_add(&t->earlier, &before->account);
    t->text_read = before->text_read;
    return true;
}
