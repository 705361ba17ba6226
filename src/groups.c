#include "groups.h"

#include <string.h>

/* Lines of a run, of the one before it, and of the one behind it; as far as they are within reach of a line. */
struct run {
    size_t before, begin, end, behind; /* slots */
};

_Static_assert(TN_LINES_REACH >= TN_SCORES_REACH, "what is within reach has not left");

/* The first slot within reach, and the one behind the last. */
static size_t back(size_t slot) { return tn_lines_back(slot, TN_SCORES_REACH); }
static size_t ahead(const struct tn_lines *l, size_t slot)
{
    return tn_lines_ahead(slot, TN_SCORES_REACH, l->scored);
}

/* The sums that a line counts for. */
static struct tn_group_sums *sums_of(struct tn_groups *g, const struct tn_lines *l, enum tn_like like,
                                     size_t slot)
{
    size_t indent = tn_lines_number(l, slot, TN_SHAPE_INDENT),
           blank = tn_lines_number(l, slot, TN_SHAPE_BLANK);
    if (blank > TN_LINES_GAP) blank = TN_LINES_GAP;
    return &g->sums[like][like == TN_LIKE ? indent : indent * (TN_LINES_GAP + 1) + blank];
}

/* A line comes to those around the one that is asked, or goes from them. */
static void enter_or_exit(struct tn_groups *g, const struct tn_lines *l, size_t slot, bool comes)
{
    uint32_t weight = tn_lines_sum(l, TN_SUM_WEIGHTS, slot, slot + 1);
    uint32_t length = tn_lines_sum(l, TN_SUM_LENGTHS, slot, slot + 1);
    for (enum tn_like like = 0; like < TN_LIKES; like++) {
        struct tn_group_sums *s = sums_of(g, l, like, slot);
        s->weights += comes ? weight : 0 - weight;
        s->lengths += comes ? length : 0 - length;
    }
}

/* Those before `begin` go. */
static void pass_out(struct tn_groups *g, const struct tn_lines *l, size_t begin)
{
    while (g->around_begin < begin && g->around_begin < g->around_end)
        enter_or_exit(g, l, g->around_begin++, false);
}

void tn_groups_clear(struct tn_groups *g)
{
    if (g->around_end > 0) memset(g->sums, 0, sizeof g->sums);
    g->around_begin = g->around_end = 0;
}

void tn_groups_leave(struct tn_groups *g, const struct tn_lines *l, size_t n)
{
    pass_out(g, l, n);
    g->around_begin -= n < g->around_begin ? n : g->around_begin;
    g->around_end -= n < g->around_end ? n : g->around_end;
}

/* Is the line not in the run of the one before it? */
static bool begins_run(const struct tn_lines *l, enum tn_run kind, size_t slot)
{
    unsigned blank = tn_lines_number(l, slot, TN_SHAPE_BLANK);
    if (kind == TN_RUN_CLOSE) return blank > 0;
    if (kind == TN_RUN_SECTION) return blank >= TN_LINES_GAP;
    return tn_lines_number(l, slot, TN_SHAPE_INDENT) != tn_lines_number(l, slot - 1, TN_SHAPE_INDENT);
}

/* Lines that have been parted into runs: of each, counted from the first one, where its run begins and ends. */
struct runs {
    size_t first, end; /* slots */
    uint16_t begin_of[TN_BATCH + 2 * TN_SCORES_REACH], end_of[TN_BATCH + 2 * TN_SCORES_REACH];
};

/* Finds the runs of the lines [from, to), and those next to these. */
static void find_runs(struct runs *runs, const struct tn_lines *l, enum tn_run kind, size_t from, size_t to)
{
    size_t begins_left = 2, ends_left = 2, begin = 0, least = back(from), most = ahead(l, to);
    runs->first = from;
    runs->end = to;
    while (runs->first > least && (begins_left -= begins_run(l, kind, runs->first)) > 0) runs->first--;
    while (runs->end < most && (ends_left -= begins_run(l, kind, runs->end)) > 0) runs->end++;
    size_t count = runs->end - runs->first;
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && begins_run(l, kind, runs->first + i)) begin = i;
        runs->begin_of[i] = (uint16_t)begin;
    }
    for (size_t i = count, next = count; i-- > 0;) {
        runs->end_of[i] = (uint16_t)next;
        if (runs->begin_of[i] == i) next = i;
    }
}

/* The run of a line, and those beside it, as far as they were found. */
static struct run run_of(const struct runs *runs, size_t slot)
{
    size_t i = slot - runs->first, first = runs->first;
    struct run r = {.begin = first + runs->begin_of[i], .end = first + runs->end_of[i]};
    r.before = r.begin > first ? first + runs->begin_of[r.begin - first - 1] : first;
    r.behind = r.end < runs->end ? first + runs->end_of[r.end - first] : runs->end;
    return r;
}

/* As much of them as is within reach of a line. */
static struct run within_reach(struct run r, const struct tn_lines *l, size_t slot)
{
    size_t least = back(slot), most = ahead(l, slot + 1);
    if (r.before < least) r.before = least;
    if (r.begin < least) r.begin = least;
    if (r.end > most) r.end = most;
    if (r.behind > most) r.behind = most;
    return r;
}

/* The mean of the scores in the lines [from, to), or 0 if there are none. */
static uint8_t mean(const struct tn_lines *l, enum tn_sum part, enum tn_sum whole, size_t from, size_t to)
{
    uint32_t all = tn_lines_sum(l, whole, from, to);
    return (uint8_t)(all ? tn_lines_sum(l, part, from, to) / all : 0);
}

static void tell_run(const struct tn_lines *l, const struct run *r, uint8_t number[TN_RUN_NUMBERS])
{
    number[TN_RUN_MEAN] = mean(l, TN_SUM_WEIGHTS, TN_SUM_LENGTHS, r->begin, r->end);
    number[TN_RUN_PLAIN_MEAN] = mean(l, TN_SUM_SCORES, TN_SUM_LINES, r->begin, r->end);
    number[TN_RUN_BEFORE] = mean(l, TN_SUM_WEIGHTS, TN_SUM_LENGTHS, r->before, r->begin);
    number[TN_RUN_BEHIND] = mean(l, TN_SUM_WEIGHTS, TN_SUM_LENGTHS, r->end, r->behind);
    number[TN_RUN_LENGTH] = tn_shape_scale(tn_lines_sum(l, TN_SUM_LENGTHS, r->begin, r->end));
    number[TN_RUN_LINES] = tn_shape_scale(r->end - r->begin);
}

/* What is told of a run is told of all its lines that reach as far as it and those beside it do. */
static void put_runs(struct tn_lines *l, enum tn_run kind, size_t from, size_t to)
{
    struct runs runs = {0};
    find_runs(&runs, l, kind, from, to);
    for (size_t slot = from, next; slot < to; slot = next) {
        struct run r = run_of(&runs, slot), reached = within_reach(r, l, slot);
        uint8_t number[TN_RUN_NUMBERS];
        next = tn_lines_ahead(r.before, TN_SCORES_REACH + 1, r.end < to ? r.end : to);
        if (reached.before > r.before || reached.behind < r.behind) next = slot + 1;
        tell_run(l, &reached, number);
        for (unsigned n = 0; n < TN_RUN_NUMBERS; n++)
            memset(l->columns[TN_COLUMN_RUNS + (unsigned)kind * TN_RUN_NUMBERS + n] + TN_SHIFT_MOST + slot,
                   number[n], next - slot);
    }
}

static void put_likes(struct tn_groups *g, struct tn_lines *l, size_t slot)
{
    uint8_t number[TN_LIKES];
    pass_out(g, l, back(slot));
    if (g->around_end < back(slot))
        g->around_begin = g->around_end = back(slot); /* nobody has asked for a while */
    while (g->around_end < ahead(l, slot + 1)) enter_or_exit(g, l, g->around_end++, true);
    for (enum tn_like like = 0; like < TN_LIKES; like++) {
        const struct tn_group_sums *s = sums_of(g, l, like, slot);
        number[like] = (uint8_t)(s->lengths ? s->weights / s->lengths : 0);
    }
    tn_lines_put(l, TN_COLUMN_LIKES, slot, number, TN_LIKES);
}

void tn_groups_look(struct tn_groups *g, struct tn_lines *l, size_t from, size_t to)
{
    for (enum tn_run kind = 0; kind < TN_RUNS; kind++) put_runs(l, kind, from, to);
    for (size_t slot = from; slot < to; slot++) put_likes(g, l, slot);
}
