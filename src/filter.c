#include "filter.h"

#include <string.h>

#include "filter_judge.h"
#include "filter_release.h"
#include "state.h"
#include "verdict.h"

enum {
    AT_ONCE = TN_FILTER_AT_ONCE,
    FEW = 8, /* lines are too few to tell what stands around a text from the text */
    /* Of a text: lines within which one that tells of a page has a say in how a line is scored, and in the numbers that
     * this takes. */
    ASKS_SCORES = TN_LINES_SHAPED + TN_SCORES_REACH,
    ASKS_NUMBERS = ASKS_SCORES + TN_TEXT_REACH + TN_SHIFT_MOST,
    BATCHES_BITS = 8, /* one line in 2 to the power of this begins a batch, if it is not too early for one */
    QUIET = TN_FILTER_QUIET
};

_Static_assert((int)QUIET >= (int)ASKS_NUMBERS, "a line that only waits is asked for no numbers");
_Static_assert((int)QUIET >= (int)TN_LINES_SHAPED + (int)TN_BATCH + (int)TN_SHIFT_MOST + (int)TN_TEXT_REACH +
                                 (int)TN_BATCH + (int)TN_SCORES_REACH,
               "lines that could be left out do not wait for longer");
_Static_assert((int)QUIET >= (int)TN_LINES_REACH + (int)TN_LINES_SHAPED + (int)AT_ONCE / 2,
               "lines of a page have others around");

_Static_assert((int)TN_FILTER_BEHIND >= (int)TN_TEXT_REACH + (int)TN_SHIFT_MOST &&
                   (int)TN_FILTER_BEHIND >= (int)TN_SCORES_REACH + (int)TN_SHIFT_MOST,
               "what the models are told of is at hand as long");

_Static_assert(TN_LINES >= 3 * (TN_LINES_REACH + TN_BATCH) + TN_SCORES_REACH + TN_SHIFT_MOST + AT_ONCE,
               "lines wait for each model and for their threshold, and some are before them");

_Static_assert((size_t)TN_LINE_SIZE <= (size_t)TN_FILTER_TEXT, "there is room for any line");

_Static_assert((size_t)TN_LINE_SIZE <= (size_t)1 << 15, "what is counted of a line fits in 16 bits");

_Static_assert((int)TN_SHAPE_SLACK <= (int)TN_SCAN_SLACK && (int)TN_FURNITURE_SLACK <= (int)TN_SHAPE_SLACK,
               "lines that wait can be looked at");

void tn_filter_init(struct tn_filter *f)
{
    f->watch = NULL;
    f->shape = tn_shape_usable(0);
    f->score = tn_model_usable(0);
}

/* No line has a slot. */
static void clear_slots(struct tn_filter *f, bool pages)
{
    f->measured = f->looked = f->judged = f->decided = f->unseen = 0;
    f->around_begin = f->around_end = f->passed;
    tn_threshold_clear(&f->threshold);
    tn_lines_clear(&f->lines, pages);
    tn_groups_clear(&f->groups);
}

void tn_filter_start(struct tnorm *t)
{
    struct tn_filter *f = &t->filter;
    f->passed = 0;
    f->whole = true;
    f->overlong = false;
    tn_gaps_clear(&f->gaps);
    f->quiet = QUIET; /* nothing tells of a page yet */
    f->batched = 0;
    f->waiting = 0;
    f->titled = 0;
    f->text_begin = f->text_end = 0;
    f->number += TN_FILTER_REPEATS; /* those that were seen are too far away: cheaper than to forget them */
    clear_slots(f, t->html);
}

/* Slots for all lines that are at hand. */
static size_t slots(const struct tn_filter *f) { return f->lines.count + f->waiting; }

/* Is it sure that nobody asks what the line that came last looks like, unless a page begins behind it? */
static bool is_quiet(const struct tnorm *t)
{
    return !t->html && !t->filter.watch && t->filter.quiet > QUIET;
}

/* Is a line asked for furniture when it comes, because it tells of a page?  Others are when they are looked at. */
static inline bool can_tell_page(const struct tnorm *t, size_t length)
{
    return !t->html && length >= TN_FURNITURE_LEAST && length <= TN_FURNITURE_MOST;
}

static inline struct tn_furniture_words ask_for_furniture(const struct tnorm *t, const struct tn_stretch *s)
{
    return can_tell_page(t, s->length) ? tn_furniture(s->text, s->length) : (struct tn_furniture_words){0, 0};
}

/* What a line looks like. */
static inline void describe(const struct tnorm *t, struct tn_shape *shape, const struct tn_filter_line *l)
{
    const unsigned char *text = t->filter.bytes + l->text;
    struct tn_furniture_words words =
        can_tell_page(t, l->length) ? l->furniture : tn_furniture(text, l->length);
    t->filter.shape(shape, text, l->length, l->link_bytes);
    shape->number[TN_SHAPE_FURNITURE] = words.share;
    shape->number[TN_SHAPE_KINDS] = words.kinds;
    shape->number[TN_SHAPE_INDENT] = l->indent;
    shape->number[TN_SHAPE_BLANK] = tn_shape_scale(l->gap.blank > 0 ? l->gap.blank - 1 : 0);
    shape->number[TN_SHAPE_REPEATS] = l->repeats;
}

/* All lines are looked at. */
static void measure(struct tnorm *t)
{
    struct tn_filter *f = &t->filter;
    if (f->measured < f->lines.count)
        memset(f->bytes + f->text_end, 0, TN_SHAPE_SLACK); /* it is looked at, too */
    for (; f->measured < f->lines.count; f->measured++) {
        size_t slot = f->measured;
        const struct tn_filter_line *waits = tn_filter_slot(f, slot);
        struct tn_shape shape;
        describe(t, &shape, waits);
        tn_lines_put_shape(&f->lines, slot, &shape);
        tn_lines_read(&f->lines, slot, f->bytes + waits->text, waits->length);
    }
    f->looked = f->measured;
    f->unseen = 0;
}

/* Does a batch begin with the line that comes?  Its text alone tells, so that a text is judged in the same batches wherever
 * it stands in a stream; mostly, as batches are not to be short. */
static bool begins_batch(struct tn_filter *f, uint32_t hash)
{
    bool begins = f->batched >= TN_BATCH && hash >> (32 - BATCHES_BITS) == 0;
    if (f->batched < TN_BATCH || begins) f->batched = begins ? 1 : f->batched + 1;
    return begins;
}

/* How often the line that comes stood among the last ones. */
static uint8_t times_seen(struct tn_filter *f, uint32_t hash)
{
    struct tn_filter_seen *seen = &f->seen[hash & (TN_FILTER_SEEN - 1)];
    f->number++;
    bool again = seen->hash == hash && f->number - seen->last <= TN_FILTER_REPEATS;
    seen->times = (uint8_t)(again ? seen->times + (seen->times < 4) : 1);
    seen->hash = hash;
    seen->last = f->number;
    return (uint8_t)(seen->times - 1);
}

/* Batches go on as soon as all is known that has a say in them. */
static void go_on(struct tnorm *t)
{
    struct tn_filter *f = &t->filter;
    bool wait = f->measured < f->lines.count; /* for a page that begins, as far as it would ask about them */
    size_t behind = wait ? ASKS_SCORES : tn_lines_reach(&f->lines) + TN_SHIFT_MOST;
    size_t scores = wait ? ASKS_NUMBERS - ASKS_SCORES : TN_SCORES_REACH;
    while (f->lines.count - f->lines.scored >= TN_BATCH + behind) tn_filter_score_batch(t);
    while (f->lines.scored - f->judged >= TN_BATCH + scores) tn_filter_judge_batch(t);
    while (f->judged - f->decided >= AT_ONCE + TN_LINES_REACH) tn_filter_decide_some(t);
}

void tn_filter_catch_up(struct tnorm *t)
{
    if (t->filter.unseen == 0) return;
    measure(t);
    go_on(t);
}

/* Those that came last and only wait have slots, too: not each as it comes, as there is nothing to say of it. */
static void give_slots(struct tnorm *t)
{
    struct tn_filter *f = &t->filter;
    if (f->waiting == 0) return;
    for (size_t n; f->waiting > 0; f->waiting -= n) {
        n = f->waiting < TN_BATCH ? f->waiting : TN_BATCH;
        tn_lines_add_unseen(&f->lines, n);
    }
    go_on(t);
}

/* No page is near, and those lines that have been looked at have gone on: the others only wait, and have no slots. */
static void leave_page(struct tnorm *t)
{
    struct tn_filter *f = &t->filter;
    if (!tn_filter_only_waits(f)) return;
    f->waiting += f->lines.count - f->decided;
    f->passed += f->decided;
    clear_slots(f, false);
}

/* A line comes where no page is near. */
static inline void only_wait(struct tnorm *t)
{
    struct tn_filter *f = &t->filter;
    tn_filter_catch_up(t);
    f->waiting++;
    if (f->lines.count > 0 && f->waiting == TN_BATCH) {
        give_slots(t);
        leave_page(t);
    }
}

/* Of the lines that only wait those go on in which no page that may begin has a say. */
static void release_quiet(struct tnorm *t)
{
    struct tn_filter *f = &t->filter;
    while (f->lines.count == 0 && f->waiting > QUIET) {
        size_t n = tn_filter_release_waiting(t, f->waiting - QUIET);
        f->waiting -= n;
        f->passed += n;
        f->around_begin = f->around_end = f->passed;
    }
}

/* Is there nothing to be told of this text?  It has too few lines, or none of them has been looked at. */
static bool is_told_nothing(const struct tn_filter *f)
{
    return !f->watch && (f->passed + slots(f) <= FEW || f->measured + f->unseen == 0);
}

/* Are all lines of the document at hand, within reach of each other, and has none of them gone on? */
static bool is_at_hand(const struct tn_filter *f)
{
    return f->whole && !f->overlong && f->passed == 0 && f->decided == 0 && f->judged <= TN_LINES_REACH;
}

/* All go on without a judgement, and stay unless they are hidden; nothing follows them. */
static void release_all(struct tnorm *t)
{
    struct tn_filter *f = &t->filter;
    for (; f->decided < slots(f); f->decided++) {
        struct tn_filter_line *l = tn_filter_slot(f, f->decided);
        l->score = 0; /* nobody has said anything of it */
        tn_filter_release(t, l, !tn_lines_are_hidden(&f->lines, f->decided));
    }
    f->unseen = 0; /* nobody asks what they look like */
}

void tn_filter_flush(struct tnorm *t, bool ended)
{
    struct tn_filter *f = &t->filter;
    if (ended && is_told_nothing(f)) {
        release_all(t);
        return;
    }
    tn_filter_catch_up(t);
    give_slots(t);
    if (!ended) { /* a page may begin behind them */
        measure(t);
        f->overlong = true;
    }
    while (f->lines.scored < f->lines.count) tn_filter_score_batch(t);
    while (f->judged < f->lines.scored) tn_filter_judge_batch(t);
    if (ended && !t->html && is_at_hand(f)) tn_verdict_of_whole(t);
    while (f->decided < f->judged) tn_filter_decide_some(t);
}

/* Lines that are far behind those that wait make room for others. */
static void make_slots(struct tnorm *t)
{
    struct tn_filter *f = &t->filter;
    if (slots(f) < TN_LINES) return;
    tn_filter_catch_up(t);
    size_t gone = f->decided - TN_FILTER_BEHIND;
    tn_groups_leave(&f->groups, &f->lines, gone);
    tn_lines_leave(&f->lines, gone);
    f->passed += gone;
    f->measured -= gone;
    f->looked -= f->looked < gone ? f->looked : gone;
    f->judged -= gone;
    f->decided -= gone;
}

/* The lines that have waited longest go on, with what is known by now. */
static void hurry(struct tnorm *t)
{
    struct tn_filter *f = &t->filter;
    give_slots(t);
    measure(t);
    go_on(t);
    if (f->decided < f->judged)
        tn_filter_decide_some(t);
    else if (f->judged < f->lines.scored)
        tn_filter_judge_batch(t);
    else
        tn_filter_score_batch(t);
}

/* May so many more bytes wait? */
static bool may_wait(const struct tn_filter *f, size_t length)
{
    return f->text_end - f->text_begin + length <= TN_FILTER_TEXT;
}

/* Is there room for them behind the others? */
static bool has_room(const struct tn_filter *f, size_t length)
{
    return f->text_end + length <= TN_FILTER_BYTES;
}

/* Room for so many more bytes. */
static void make_room(struct tnorm *t, size_t length)
{
    struct tn_filter *f = &t->filter;
    if (!may_wait(f, length)) {
        tn_filter_catch_up(t);
        release_quiet(t);
        while (!may_wait(f, length)) hurry(t);
    }
    if (has_room(f, length)) return;
    memmove(f->bytes, f->bytes + f->text_begin, f->text_end - f->text_begin);
    for (size_t slot = f->decided; slot < slots(f); slot++) tn_filter_slot(f, slot)->text -= f->text_begin;
    f->text_end -= f->text_begin;
    f->text_begin = 0;
}

/* The line waits in the next slot.  Inlined, as the loop of tn_filter_lines() knows most of it: short lines go a sixth faster. */
__attribute__((always_inline)) static inline struct tn_filter_line *
keep_line(struct tnorm *t, const struct tn_stretch *s, const struct tn_gap *gap,
          struct tn_furniture_words furniture)
{
    struct tn_filter *f = &t->filter;
    struct tn_filter_line *l = tn_filter_slot(f, slots(f));
    uint32_t hash = tn_shape_hash(s->text, s->length);
    l->gap = *gap;
    tn_gaps_add(&f->gaps, gap->blank);
    l->text = f->text_end;
    l->length = s->length;
    l->begin = s->begin;
    l->end = s->end;
    tn_filter_pack(&l->tally, &s->tally);
    l->indent = tn_shape_scale(t->indent);
    l->repeats = times_seen(f, hash);
    l->begins_batch = begins_batch(f, hash);
    l->link_bytes = 0;
    l->furniture = furniture;
    tn_copy(f->bytes + f->text_end, s->text, s->length);
    f->text_end += s->length;
    return l;
}

/* The line that has just been kept is going to be looked at, as are those before it. */
static inline void put_slot(struct tnorm *t, struct tn_filter_line *l, enum tn_shaped shaped)
{
    struct tn_filter *f = &t->filter;
    give_slots(t);
    tn_lines_add(&f->lines, shaped);
    if (t->html) {
        struct tn_html_place place = tn_html_text_place(t);
        tn_lines_place(&f->lines, &place, t->page.depth, t->page.page_kinds);
        l->link_bytes = (uint32_t)tn_html_link_bytes(t);
    }
    if (++f->unseen == TN_BATCH) tn_filter_catch_up(t);
}

static inline void take_line(struct tnorm *t, const struct tn_stretch *s, const struct tn_gap *gap,
                             struct tn_furniture_words furniture)
{
    struct tn_filter *f = &t->filter;
    enum tn_shaped shaped = tn_gaps_tell(&f->gaps, gap->blank);
    bool tells = shaped || furniture.share >= TN_FURNITURE_MOSTLY;
    make_room(t, s->length);
    make_slots(t);
    f->quiet = tells ? 0 : f->quiet + (f->quiet <= QUIET);
    struct tn_filter_line *l = keep_line(t, s, gap, furniture);
    if (is_quiet(t))
        only_wait(t);
    else
        put_slot(t, l, shaped);
}

void tn_filter_line(struct tnorm *t, const struct tn_stretch *s, const struct tn_gap *gap)
{
    take_line(t, s, gap, ask_for_furniture(t, s));
    release_quiet(t);
}

void tn_filter_lines(struct tnorm *t, const struct tn_stretch *s, const struct tn_gap *gap)
{
    const struct tn_gap feed = {.feeds = 1, .kind = TN_BREAK_LINE, .keep = gap->keep, .blank = 1};
    struct tn_filter *f = &t->filter;
    struct tn_stretch one;
    one.feeds = 0;
    one.first = one.last = true;
    tn_tally_clear(&one.tally);
    /* most often it is known of all that they do nothing but wait */
    bool wait = is_quiet(t) && f->lines.count == 0 && gap->blank <= TN_LINES_GAP && may_wait(f, s->length) &&
                has_room(f, s->length);
    size_t begin = 0;
    for (uint64_t feeds = s->feeds; begin < s->length; feeds &= feeds - 1) {
        size_t end = feeds ? (size_t)__builtin_ctzll(feeds) : s->length;
        one.text = s->text + begin;
        one.length = one.tally.kept = end - begin;
        one.begin = s->begin + begin;
        begin = end + 1;
        one.end = s->begin + begin;
        struct tn_furniture_words furniture = ask_for_furniture(t, &one);
        wait = wait && furniture.share < TN_FURNITURE_MOSTLY;
        if (wait) {
            (void)keep_line(t, &one, gap, furniture);
            f->waiting++;
        } else { /* where slots begin must not depend on whether the lines before came one by one */
            release_quiet(t);
            take_line(t, &one, gap, furniture);
        }
        gap = &feed;
    }
    release_quiet(t);
}
