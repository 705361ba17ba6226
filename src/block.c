#include "block.h"

#include <string.h>

#include "echo.h"
#include "filter.h"
#include "state.h"

enum { FEEDS_AT_ONCE = 16 };

/* Line feeds, and what is read behind them (tn_copy()). */
static const unsigned char FEEDS[FEEDS_AT_ONCE + TN_SCAN_SLACK] = {
    '\n', '\n', '\n', '\n', '\n', '\n', '\n', '\n', '\n', '\n', '\n', '\n', '\n', '\n', '\n', '\n'};

void tn_block_reset(struct tnorm *t)
{
    struct tn_block *b = &t->block;
    memset(b, 0, sizeof *b);
    for (size_t i = 0; i < 2; i++) memcpy(b->passage[i].bytes, FEEDS, TN_PASSAGE_LEAD);
    b->document = 1;
}

/* Counts `count` line feeds of output: those of the input as long as there are some. */
static void tally_feeds(struct tn_block *b, uint64_t count, struct tn_tally *tally)
{
    uint64_t original = count < b->since.feeds ? count : b->since.feeds;
    tally->kept += original;
    tally->added += count - original;
    b->since.feeds -= original;
}

/* The line feeds of the input that are left over stand for nothing. */
static void drop_feeds(struct tnorm *t)
{
    tn_account_removed(&t->account, TN_SPACE, t->block.since.feeds);
    t->block.since.feeds = 0;
}

static void write_feeds(struct tnorm *t, uint64_t count)
{
    for (size_t n; count > 0; count -= n) {
        n = count < FEEDS_AT_ONCE ? (size_t)count : FEEDS_AT_ONCE;
        tn_output_write(t, FEEDS, n);
    }
}

static struct tn_passage *held(struct tn_block *b) { return &b->passage[b->held]; }
static struct tn_passage *kept(struct tn_block *b) { return &b->passage[!b->held]; }

/* Writes what is held. */
static inline void write_held(struct tnorm *t)
{
    struct tn_block *b = &t->block;
    size_t lead = b->lead < TN_PASSAGE_LEAD ? (size_t)b->lead : TN_PASSAGE_LEAD;
    write_feeds(t, b->lead - lead);
    b->lead = 0;
    tn_output_write(t, tn_passage_text(held(b)) - lead, lead + held(b)->length);
    tn_account_written(&t->account, &b->tally);
    tn_tally_clear(&b->tally);
}

/* Appends to a passage; if it becomes too long, its beginning goes. */
static void remember(struct tn_passage *p, const unsigned char *text, size_t n)
{
    enum { HALF = TN_PASSAGE_LONGEST / 2 };
    unsigned char *own = p->bytes + TN_PASSAGE_LEAD;
    if (n > HALF && p->length + n > TN_PASSAGE_LONGEST) {
        p->length = p->line = 0;
        p->cut = true;
        text += n - HALF;
        n = HALF;
    } else if (p->length + n > TN_PASSAGE_LONGEST) {
        size_t gone = p->length - HALF;
        memmove(own, own + gone, HALF);
        p->length = HALF;
        p->line = p->line > gone ? p->line - gone : 0;
        p->cut = true;
    }
    tn_copy(own + p->length, text, n);
    p->length += n;
}

/* Writes text, as what is held has become too long, and remembers it. */
static void stream(struct tnorm *t, const unsigned char *text, size_t n, const struct tn_tally *tally)
{
    struct tn_block *b = &t->block;
    if (!b->streaming) write_held(t);
    b->streaming = true;
    remember(held(b), text, n);
    tn_output_write(t, text, n);
    tn_account_written(&t->account, tally);
}

/* Puts text behind what is held, if it is not too long. */
static inline void put(struct tnorm *t, const unsigned char *text, size_t n, const struct tn_tally *tally)
{
    struct tn_block *b = &t->block;
    struct tn_passage *p = held(b);
    if (b->streaming || p->length + n > TN_PASSAGE_LONGEST) {
        stream(t, text, n, tally);
        return;
    }
    tn_copy(p->bytes + TN_PASSAGE_LEAD + p->length, text, n);
    p->length += n;
    tn_tally_add(&b->tally, tally);
}

/* Leaves a passage out: counts and reports it. */
static void reject(struct tnorm *t, const struct tn_stretch *stretch, enum tn_cause cause, double score)
{
    tn_account_left_out(&t->account, cause, &stretch->tally);
    bool inner = t->jsonl || t->inner || t->account.converted;
    bool body = t->account.converted && !t->warc; /* the whole input is: what precedes the text is, too */
    uint64_t before = body ? t->text_origin : 0;
    uint64_t origin = inner && t->warc ? t->record_origin : t->text_origin - before;
    struct tnorm_reject passage = {.url = t->url,
                                   .document = t->block.document,
                                   .offset = origin + (inner ? 0 : stretch->begin),
                                   .has_inner = inner,
                                   .inner = before + stretch->begin,
                                   .length = stretch->end - stretch->begin,
                                   .reason = tn_cause_name(cause),
                                   .score = score,
                                   .text = stretch->text,
                                   .text_length = stretch->length};
    tn_report(t, &passage, stretch->begin);
}

void tn_block_reject_line(struct tnorm *t, const struct tn_stretch *stretch, enum tn_cause cause)
{
    tn_filter_catch_up(t); /* what is decided already is told first; lines that wait are later */
    reject(t, stretch, cause, 1);
    if (t->block.gap.blank > 0) t->block.gap.blank--; /* its line end goes with it */
}

/* Does the text, which ends like the passage p, repeat it?  Of a passage whose beginning is lost only what is sure to be
 * there is compared, so that the answer does not depend on how it came. */
static bool repeats(const unsigned char *text, size_t n, const struct tn_passage *p, size_t from)
{
    const unsigned char *before = tn_passage_text(p) + from;
    size_t m = p->length - from;
    if (n > TN_PASSAGE_LONGEST || (p->cut && n >= TN_PASSAGE_LONGEST / 2)) return false;
    if (tn_echo_is_end(text, n, before, m)) return true;
    return !(p->cut && from == 0) && tn_echo_is_whole(text, n, before, m);
}

/* The same of any text.  Most is told by its last bytes, and that it is, is foreseen better than how long it is: so its
 * length is asked later, and whatever stands there is compared before. */
static inline bool is_echo(const unsigned char *text, size_t n, const struct tn_passage *p, size_t from)
{
    enum { LAST = 8 };
    size_t end = n < LAST ? LAST : n, own = p->length < LAST ? LAST : p->length;
    if (memcmp(text + end - LAST, tn_passage_text(p) + own - LAST, LAST) != 0) return false;
    return n >= TN_ECHO_LEAST && n <= p->length - from && repeats(text, n, p, from);
}

/* Ends the paragraph that is held: now it is known whether it is an echo as a whole. */
static void end_held(struct tnorm *t)
{
    struct tn_block *b = &t->block;
    struct tn_passage *p = held(b);
    bool several = p->line > 0, may_go = several && !b->streaming && !(b->keep & TNORM_KEEP_ECHOES);
    if (may_go && is_echo(tn_passage_text(p), p->length, kept(b), 0)) {
        struct tn_stretch s = {tn_passage_text(p), p->length, 0, true, true, b->begin, b->end, b->tally};
        reject(t, &s, TN_ECHOES, 1);
        b->lead = 0;
        tn_tally_clear(&b->tally);
    } else {
        if (!b->streaming) write_held(t);
        b->held = !b->held;
    }
    held(b)->length = held(b)->line = 0;
    held(b)->cut = b->streaming = false;
}

/* Ends the paragraph at hand, if there is one. */
static inline void end_paragraph(struct tnorm *t)
{
    if (held(&t->block)->length > 0) end_held(t);
}

/* Is this line an echo of the one that was kept last? */
static bool is_echo_line(struct tnorm *t, const struct tn_stretch *s)
{
    struct tn_block *b = &t->block;
    const struct tn_passage *p = held(b)->length > 0 ? held(b) : kept(b);
    return p->length > 0 && !(b->since.keep & TNORM_KEEP_ECHOES) && is_echo(s->text, s->length, p, p->line);
}

/* Line feeds that stand between the last kept line and the next one. */
static uint64_t feeds_wanted(struct tnorm *t)
{
    struct tn_block *b = &t->block;
    uint64_t feeds = !b->started ? 0 : b->since.kind == TN_BREAK_PARAGRAPH ? 2 : 1;
    if (t->html && !b->started) return 0; /* what is before a page's text is no part of it */
    return b->since.blank > feeds ? b->since.blank : feeds;
}

/* Starts a line behind what there is. */
static void start_line(struct tnorm *t, uint64_t offset)
{
    struct tn_block *b = &t->block;
    uint64_t feeds = feeds_wanted(t);
    if (held(b)->length == 0) {
        b->lead = feeds;
        b->keep = b->since.keep;
        tally_feeds(b, feeds, &b->tally);
        b->begin = offset;
    } else {
        struct tn_tally tally;
        tn_tally_clear(&tally);
        tally_feeds(b, feeds, &tally);
        put(t, FEEDS, 1, &tally);
        held(b)->line = held(b)->length;
    }
    drop_feeds(t);
    b->started = true;
    b->since.kind = TN_BREAK_NONE;
    b->since.blank = 0;
}

/* What stands before a line comes to what stands there since the last one that was kept; line ends, where they count for the
 * line. */
static void widen(struct tn_block *b, const struct tn_gap *gap)
{
    if (gap->kind > b->since.kind) b->since.kind = gap->kind;
    b->since.feeds += gap->feeds;
    b->since.keep = gap->keep;
    b->since.blank = gap->keep & TNORM_KEEP_SPACE ? b->since.blank + gap->blank : 0;
}

/* Leaves out a line behind which the gap ends. */
static void leave_out(struct tnorm *t, const struct tn_stretch *s, enum tn_cause cause, double score)
{
    reject(t, s, cause, score);
    if (t->block.since.blank > 0) t->block.since.blank--; /* its line end goes with it */
}

_Static_assert((int)TN_SCAN_SHORT <= (int)TN_ECHO_LEAST, "of several lines none can be an echo");

/* Where the last one of several lines begins. */
static size_t last_line(const struct tn_stretch *s) { return 64 - (size_t)__builtin_clzll(s->feeds); }

void tn_block_take(struct tnorm *t, const struct tn_stretch *s, const struct tn_gap *gap)
{
    struct tn_block *b = &t->block;
    if (s->first) {
        widen(b, gap);
        if (b->since.blank > 1) b->since.kind = TN_BREAK_PARAGRAPH;
        if (b->since.kind == TN_BREAK_PARAGRAPH) end_paragraph(t);
        if (s->last && is_echo_line(t, s)) {
            leave_out(t, s, TN_ECHOES, 1);
            return;
        }
        start_line(t, s->begin);
    }
    put(t, s->text, s->length, &s->tally);
    if (s->feeds) held(b)->line = held(b)->length - (s->length - last_line(s));
    b->end = s->end;
}

void tn_block_leave_out(struct tnorm *t, const struct tn_stretch *s, const struct tn_gap *gap, double score)
{
    widen(&t->block, gap);
    leave_out(t, s, TN_BOILERPLATE, score);
}

/* A whole line waits in the filter; what is longer does not, nor what stands before it. */
static void filter_line(struct tnorm *t, const struct tn_stretch *s)
{
    struct tn_gap gap = t->block.gap;
    if (s->first) t->block.gap = (struct tn_gap){0};
    if (s->feeds) {
        tn_filter_lines(t, s, &gap);
        return;
    }
    if (s->first && s->last) {
        tn_filter_line(t, s, &gap);
        return;
    }
    if (s->first) tn_filter_flush(t, false);
    if (t->html && tn_html_text_place(t).around & TN_AROUND_HIDDEN)
        tn_block_leave_out(t, s, &gap, 0); /* nobody can tell that it is to be seen */
    else
        tn_block_take(t, s, &gap);
}

void tn_block_line(struct tnorm *t, const struct tn_stretch *s)
{
    t->block.gap.keep = t->keep;
    if (tn_filter_is_on(t)) {
        filter_line(t, s);
        return;
    }
    tn_block_take(t, s, &t->block.gap);
    if (s->first) t->block.gap = (struct tn_gap){0};
}

void tn_block_gap(struct tnorm *t, unsigned kind)
{
    if (kind > t->block.gap.kind) t->block.gap.kind = kind;
    if (kind == TN_BREAK_PARAGRAPH && !tn_filter_is_on(t)) end_paragraph(t);
}

void tn_block_end(struct tnorm *t)
{
    struct tn_block *b = &t->block;
    if (tn_filter_is_on(t)) tn_filter_flush(t, true);
    b->gap.keep = t->keep;
    widen(b, &b->gap);
    b->gap = (struct tn_gap){0};
    end_paragraph(t);
    if (b->started && !t->jsonl && !tn_output_wraps(t)) { /* a string of JSON has no line feed at its end */
        struct tn_tally tally;
        tn_tally_clear(&tally);
        uint64_t feeds = b->since.blank > 1 ? b->since.blank : 1;
        tally_feeds(b, feeds, &tally);
        write_feeds(t, feeds);
        tn_account_written(&t->account, &tally);
    }
    drop_feeds(t);
    b->started = false;
    b->since.kind = TN_BREAK_NONE;
    b->since.blank = 0;
    kept(b)->length = 0;
}
