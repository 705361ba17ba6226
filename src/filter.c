#include "filter.h"

#include <string.h>

#include "model.h"
#include "state.h"

enum {
    PROSE_LETTERS = 60, /* of a line that is prose, at least */
    FAR = 63,           /* the greatest distance that is told from others */
    MOSTLY = 24,        /* so many 63rds of a line make it furniture */
    /* the least scores of a line that stays: where the figures of both sets that the model learned from are best together,
     * and in doubt one that lets more stay */
    BALANCED_TEXT = -3 * TN_MODEL_UNIT / 4,
    BALANCED_PAGE = -TN_MODEL_UNIT / 2,
    STRICT = TN_MODEL_UNIT / 2,
    HEADING = -2 * TN_MODEL_UNIT,
    FEW = 24,
    SHAPED_BLANK = 2, /* empty lines in a row are no author's */
    SHAPED_SHARE = 8  /* a page is seen by one line in so many */
};

static const unsigned WINDOWS[TN_FILTER_WINDOWS] = {4, 10, 24, TN_FILTER_REACH};

void tn_filter_start(struct tnorm *t)
{
    struct tn_filter *f = &t->filter;
    f->count = f->decided = f->last_prose = 0;
    f->next_prose = 1;
    f->text_begin = f->text_end = 0;
    memset(f->seen_times, 0, sizeof f->seen_times);
    memset(f->last_kind, 0, sizeof f->last_kind);
    memset(f->next_kind, 0, sizeof f->next_kind);
}

/* Line n of the document, counted from 1. */
static struct tn_filter_line *line(struct tn_filter *f, uint64_t n)
{
    return &f->line[n & (TN_FILTER_LINES - 1)];
}

/* ---- what a line is weighed by */

/* The sums up to line n; before the document, and before what is at hand, there is nothing. */
static struct tn_filter_sums sums(struct tn_filter *f, uint64_t n)
{
    struct tn_filter_sums none = {0};
    return n == 0 ? none : line(f, n)->sums;
}

/* Of lines (from, to]. */
static struct tn_filter_sums between(struct tn_filter *f, uint64_t from, uint64_t to)
{
    struct tn_filter_sums a = sums(f, from), b = sums(f, to);
    return (struct tn_filter_sums){b.letters - a.letters, b.prose - a.prose, b.blank - a.blank,
                                   b.shaped - a.shaped, b.furniture - a.furniture};
}

static uint64_t back(uint64_t n, uint64_t by) { return n > by ? n - by : 0; }
static uint64_t ahead(const struct tn_filter *f, uint64_t n, uint64_t by)
{
    return n + by < f->count ? n + by : f->count;
}

static uint8_t *put_near(struct tn_filter *f, uint64_t n, uint8_t *x)
{
    static const enum tn_shape_number numbers[] = {TN_SHAPE_LETTERS, TN_SHAPE_ENDS,     TN_SHAPE_SMALL,
                                                   TN_SHAPE_TITLE,   TN_SHAPE_BLANK,    TN_SHAPE_LINKS,
                                                   TN_SHAPE_REPEATS, TN_SHAPE_FURNITURE};
    for (int d = -TN_FILTER_NEAR; d <= TN_FILTER_NEAR; d++) {
        if (d == 0) continue;
        bool there = d < 0 ? n > (uint64_t)-d : n + (uint64_t)d <= f->count;
        const struct tn_filter_line *other = there ? line(f, n + (uint64_t)(int64_t)d) : NULL;
        for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
            *x++ = other ? other->shape.number[numbers[i]] : 0;
    }
    return x;
}

static uint8_t *put_window(struct tn_filter *f, uint64_t from, uint64_t to, uint8_t *x)
{
    struct tn_filter_sums s = between(f, from, to);
    *x++ = tn_shape_share(s.prose, s.letters);
    *x++ = tn_shape_scale(s.letters);
    *x++ = tn_shape_scale(to > from ? 8 * s.blank / (to - from) : 0);
    *x++ = tn_shape_share(s.furniture, to - from);
    return x;
}

/* How far the nearest line is, before and behind line n, that is mostly words of each kind. */
static uint8_t *put_kinds(struct tn_filter *f, uint64_t n, uint64_t first, uint64_t last, uint8_t *x)
{
    for (unsigned k = 0; k < TN_FURNITURE_KINDS; k++) {
        uint64_t before = f->last_kind[k], after = f->next_kind[k];
        if (after > 0 && after <= n) { /* it has been passed: look for another one */
            for (after = n + 1; after <= f->count && !(line(f, after)->kinds >> k & 1); after++) {
            }
            f->next_kind[k] = after = after <= f->count ? after : 0;
        }
        x[k] = before > 0 && before >= first ? (uint8_t)(n - before) : FAR;
        x[TN_FURNITURE_KINDS + k] = after > 0 && after <= last ? (uint8_t)(after - n) : FAR;
    }
    return x + 2 * TN_FURNITURE_KINDS;
}

static void weigh(struct tn_filter *f, uint64_t n, uint8_t *x)
{
    struct tn_filter_line *l = line(f, n);
    memcpy(x, l->shape.number, TN_SHAPE_NUMBERS);
    x += TN_SHAPE_NUMBERS;
    *x++ = n < f->count ? line(f, n + 1)->shape.number[TN_SHAPE_BLANK] : 0;
    x = put_near(f, n, x);
    for (size_t i = 0; i < TN_FILTER_WINDOWS; i++) {
        x = put_window(f, back(n, WINDOWS[i] + 1), n - 1, x);
        x = put_window(f, n, ahead(f, n, WINDOWS[i]), x);
    }
    uint64_t first = back(n, TN_FILTER_REACH), last = ahead(f, n, TN_FILTER_REACH);
    bool before = f->last_prose > first, after = f->next_prose > n && f->next_prose <= last;
    *x++ = before ? (uint8_t)(n - f->last_prose) : FAR;
    *x++ = after ? (uint8_t)(f->next_prose - n) : FAR;
    uint8_t indent = l->shape.number[TN_SHAPE_INDENT];
    *x++ = before ? line(f, f->last_prose)->shape.number[TN_SHAPE_INDENT] == indent : 2;
    *x++ = after ? line(f, f->next_prose)->shape.number[TN_SHAPE_INDENT] == indent : 2;
    uint64_t least = first > 0 ? first : 1;
    *x++ = (uint8_t)(before ? n - f->last_prose - 1 : n - least); /* lines next to it that are no prose */
    *x++ = (uint8_t)(after ? f->next_prose - n - 1 : last - n);
    for (unsigned k = 0; k < TN_FURNITURE_KINDS; k++) *x++ = l->shape.number[TN_SHAPE_KINDS] >> k & 1;
    x = put_kinds(f, n, least, last, x);
    *x++ = (uint8_t)l->place.place;
    *x++ = l->depth;
    for (unsigned i = 0; i < TN_AROUND_BITS; i++) *x++ = l->place.around >> i & 1;
}

_Static_assert(TN_FILTER_FEATURES < UINT8_MAX, "a feature has its number in a byte, and 255 is none");

/* Is there a page to be seen around the line?  Its source has indentation and runs of empty lines; clean text has not,
 * and stays as it is. */
static bool is_page(struct tn_filter *f, uint64_t n)
{
    uint64_t first = back(n, TN_FILTER_REACH), last = ahead(f, n, TN_FILTER_REACH);
    return between(f, first, last).shaped * SHAPED_SHARE >= last - first;
}

/* ---- what becomes of it */

static void release(struct tnorm *t, const struct tn_filter_line *l, bool stays, int score)
{
    struct tn_stretch s = {t->filter.bytes + l->text, l->length, true, true, l->begin, l->end, l->tally};
    if (stays)
        tn_block_take(t, &s, &l->gap);
    else
        tn_block_leave_out(t, &s, &l->gap, -(double)score / TN_MODEL_UNIT);
}

/* Is the line, which is doubtful, most likely the heading of what follows it?  It stands right before prose that begins
 * in the same column, and does not end as a sentence does. */
static bool is_heading(struct tn_filter *f, uint64_t n, int score)
{
    const struct tn_filter_line *l = line(f, n), *next = line(f, n + 1);
    const uint8_t *number = l->shape.number;
    if (score < HEADING || n == f->count || l->prose || !next->prose) return false;
    return number[TN_SHAPE_INDENT] == next->shape.number[TN_SHAPE_INDENT] && number[TN_SHAPE_KINDS] == 0 &&
           number[TN_SHAPE_BEGINS] == TN_BEGINS_CAPITAL && number[TN_SHAPE_ENDS] == TN_ENDS_OPEN &&
           number[TN_SHAPE_DIGITS] == 0;
}

static int least_score(const struct tnorm *t)
{
    if (t->options.boilerplate == TNORM_BOILERPLATE_STRICT) return STRICT;
    return t->html ? BALANCED_PAGE : BALANCED_TEXT;
}

/* Decides on the first line that waits; `few`: there are no more than a few lines of its document, too few to tell what
 * stands around a text from the text. */
static void decide(struct tnorm *t, bool few)
{
    struct tn_filter *f = &t->filter;
    uint64_t n = f->decided + 1;
    struct tn_filter_line *l = line(f, n);
    if (f->next_prose <= n) { /* look for the next one */
        f->next_prose = n + 1;
        while (f->next_prose <= f->count && !line(f, f->next_prose)->prose) f->next_prose++;
    }
    bool stays = true; /* a page is seen by its tags, too */
    int score = 0;
    uint8_t features[TN_FILTER_FEATURES];
    if (f->watch || (!few && (t->html || is_page(f, n)))) {
        weigh(f, n, features);
        score = tn_model_score(features, t->html);
        stays = score >= least_score(t);
        stays |= t->options.boilerplate != TNORM_BOILERPLATE_STRICT && !t->html && is_heading(f, n, score);
        if (f->watch) f->watch(f->watch_context, features, f->bytes + l->text, l->length);
    }
    release(t, l, stays, score);
    if (l->prose) f->last_prose = n;
    for (unsigned k = 0; k < TN_FURNITURE_KINDS; k++)
        if (l->kinds >> k & 1) f->last_kind[k] = n;
    f->decided = n;
    f->text_begin = l->text + l->length;
}

void tn_filter_flush(struct tnorm *t, bool ended)
{
    bool few = ended && t->filter.count <= FEW;
    while (t->filter.decided < t->filter.count) decide(t, few);
}

/* How often the line stood among the last ones. */
static uint8_t times_seen(struct tn_filter *f, uint32_t hash)
{
    size_t slot = hash & (TN_FILTER_SEEN - 1);
    if (f->seen_times[slot] == 0 || f->seen[slot] != hash) {
        f->seen[slot] = hash;
        f->seen_times[slot] = 1;
        return 0;
    }
    if (f->seen_times[slot] < 4) f->seen_times[slot]++;
    return (uint8_t)(f->seen_times[slot] - 1);
}

/* Room for so many more bytes. */
static void make_room(struct tnorm *t, size_t length)
{
    struct tn_filter *f = &t->filter;
    while (f->decided < f->count && f->text_end - f->text_begin + length > TN_FILTER_TEXT) decide(t, false);
    if (f->text_end + length <= TN_FILTER_TEXT) return;
    memmove(f->bytes, f->bytes + f->text_begin, f->text_end - f->text_begin);
    for (uint64_t n = f->decided + 1; n <= f->count; n++) line(f, n)->text -= f->text_begin;
    f->text_end -= f->text_begin;
    f->text_begin = 0;
}

void tn_filter_line(struct tnorm *t, const struct tn_stretch *s, const struct tn_gap *gap)
{
    struct tn_filter *f = &t->filter;
    make_room(t, s->length);
    struct tn_filter_sums before = sums(f, f->count);
    struct tn_filter_line *l = line(f, f->count + 1);
    uint8_t *number = l->shape.number;
    size_t links = t->html ? tn_html_link_bytes(t) : 0;
    tn_shape_of(&l->shape, s->text, s->length, links);
    l->place = t->html ? tn_html_text_place(t) : (struct tn_html_place){0};
    l->depth = (uint8_t)(t->html && t->page.depth < UINT8_MAX ? t->page.depth : 0);
    number[TN_SHAPE_INDENT] = tn_shape_scale(t->indent);
    number[TN_SHAPE_BLANK] = tn_shape_scale(gap->blank > 0 ? gap->blank - 1 : 0);
    number[TN_SHAPE_REPEATS] = times_seen(f, l->shape.hash);
    l->prose = l->shape.letters >= PROSE_LETTERS && number[TN_SHAPE_ENDS] >= TN_ENDS_COLON &&
               number[TN_SHAPE_STOPS] > 0;
    bool shaped = t->indent > 0 || gap->blank > SHAPED_BLANK;
    l->sums = (struct tn_filter_sums){before.letters + l->shape.letters,
                                      before.prose + (l->prose ? l->shape.letters : 0),
                                      before.blank + number[TN_SHAPE_BLANK], before.shaped + shaped,
                                      before.furniture + (number[TN_SHAPE_FURNITURE] >= MOSTLY)};
    l->kinds = number[TN_SHAPE_FURNITURE] >= MOSTLY ? number[TN_SHAPE_KINDS] : 0;
    for (unsigned k = 0; k < TN_FURNITURE_KINDS; k++)
        if (l->kinds >> k & 1 && f->next_kind[k] == 0) f->next_kind[k] = f->count + 1;
    l->gap = *gap;
    l->text = f->text_end;
    l->length = s->length;
    memcpy(f->bytes + f->text_end, s->text, s->length);
    f->text_end += s->length;
    l->begin = s->begin;
    l->end = s->end;
    l->tally = s->tally;
    f->count++;
    if (f->next_prose >= f->count) f->next_prose = f->count + !l->prose;
    if (f->count - f->decided > TN_FILTER_REACH) decide(t, false);
}
