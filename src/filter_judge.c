#include "filter_judge.h"

#include "filter_release.h"
#include "state.h"
#include "verdict.h"

enum {
    /* What is added to the scores of lines: of pages they are too high on sites that no model has seen, of texts they are
     * not, and in doubt a line stays. */
    UNSEEN_TEXT = TN_MODEL_UNIT / 20,
    UNSEEN_PAGE = -TN_MODEL_UNIT / 10,
    SENTENCE_LETTERS = 24 /* of a sentence, at least, that counts as one */
};

/* Lines are dealt with in batches of up to `most`: the end of the one that begins at `from`, which has no line behind `end`. */
static size_t batch_end(struct tn_filter *f, size_t from, size_t most, size_t end)
{
    size_t limit = from + most < end ? from + most : end, to = from + 1;
    while (to < limit && !tn_filter_slot(f, to)->begins_batch) to++;
    return to;
}

/* What a model says of a line, or is to have said. */
static int say(const struct tnorm *t, size_t slot, enum tn_model_stage stage, int score)
{
    const struct tn_filter_watch *watch = t->filter.watch;
    if (!watch) return score;
    watch->weighed(watch->context, t, slot, stage);
    return watch->score && watch->said == stage ? watch->score(watch->context) : score;
}

void tn_filter_score_batch(struct tnorm *t)
{
    struct tn_filter *f = &t->filter;
    struct tn_lines *l = &f->lines;
    int16_t scores[TN_BATCH];
    size_t from = l->scored, to = batch_end(f, from, TN_BATCH, l->count);
    if (from >= f->measured) {
        for (size_t slot = from; slot < to; slot++) tn_lines_put_score(l, slot, 0);
        return;
    }
    tn_lines_look_around(l, from, to);
    f->score(tn_model_of(t->html, TN_MODEL_FIRST), l->columns, from, scores);
    for (size_t i = 0; i < to - from; i++)
        tn_lines_put_score(l, from + i, say(t, from + i, TN_MODEL_FIRST, scores[i]));
}

/* Sees which of the lines [from, to) stand in a page; false if none does: then it does not matter how they are judged, all
 * stay. */
static bool see_pages(struct tnorm *t, size_t from, size_t to)
{
    struct tn_filter *f = &t->filter;
    bool any = false;
    for (size_t slot = from; slot < to; slot++) {
        struct tn_filter_line *l = tn_filter_slot(f, slot);
        enum tn_seen page = t->html ? TN_SEEN_NONE : tn_lines_see_page(&f->lines, slot);
        l->in_page = t->html ? tn_lines_are_hidden(&f->lines, slot) || !tn_lines_are_text(&f->lines, slot)
                             : page != TN_SEEN_NONE;
        l->bare = page == TN_SEEN_BARE;
        any |= l->in_page;
    }
    return any;
}

/* Is it a sentence, longer than what buttons and labels say, without words of furniture? */
static bool is_sentence(const struct tn_lines *l, size_t slot)
{
    return l->prose[slot] || (tn_lines_letters(l, slot) >= SENTENCE_LETTERS &&
                              tn_lines_number(l, slot, TN_SHAPE_ENDS) == TN_ENDS_STOP &&
                              tn_lines_number(l, slot, TN_SHAPE_FURNITURE) == 0);
}

/* Is the line, which begins where lines do, prose, or a sentence beside another one?  Furniture seldom has two in a row.  Where less
 * is known, it may be a sentence by itself. */
static bool is_of_sentences(const struct tn_lines *l, size_t slot, bool bare)
{
    if (bare) return is_sentence(l, slot);
    if (tn_lines_number(l, slot, TN_SHAPE_INDENT) > 0) return false;
    if (l->prose[slot]) return true;
    return is_sentence(l, slot) &&
           ((slot > 0 && is_sentence(l, slot - 1)) || (slot + 1 < l->count && is_sentence(l, slot + 1)));
}

void tn_filter_judge_batch(struct tnorm *t)
{
    struct tn_filter *f = &t->filter;
    int16_t scores[TN_BATCH] = {0};
    size_t from = f->judged, to = batch_end(f, from, TN_BATCH, f->lines.scored);
    if (see_pages(t, from, to) || f->watch) {
        tn_lines_look_at_scores(&f->lines, from, to);
        if (!t->html) tn_groups_look(&f->groups, &f->lines, from, to);
        f->score(tn_model_of(t->html, TN_MODEL_SECOND), f->lines.columns, from, scores);
    }
    for (size_t slot = from; slot < to; slot++) {
        struct tn_filter_line *l = tn_filter_slot(f, slot);
        bool counts = l->in_page && !tn_lines_are_hidden(&f->lines, slot);
        l->in_passage = false;
        l->letters = counts ? tn_lines_letters(&f->lines, slot) : 0;
        l->sentences = !t->html && is_of_sentences(&f->lines, slot, l->bare);
        l->score = say(t, slot, TN_MODEL_SECOND, scores[slot - from]) + (t->html ? UNSEEN_PAGE : UNSEEN_TEXT);
    }
    f->judged = to;
    if (f->measured < to) f->measured = to;
}

void tn_filter_decide_some(struct tnorm *t)
{
    struct tn_filter *f = &t->filter;
    size_t end = batch_end(f, f->decided, TN_FILTER_AT_ONCE, f->judged);
    int least = tn_verdict_least(t, f->passed + (f->decided + end) / 2);
    for (; f->decided < end; f->decided++) {
        struct tn_filter_line *l = tn_filter_slot(f, f->decided);
        l->stays = tn_verdict_stays(t, f->decided, least);
        tn_filter_release(t, l, l->stays);
    }
}
