/* verdict.c - which of the lines that both models have judged stay. */
#include "verdict.h"

#include <limits.h>
#include <string.h>

#include "state.h"

enum {
    STRICT = TN_MODEL_UNIT, /* more is needed by so much; */
    /* less by so much for sentences at the margin of a text: between two pages a paragraph can stand all by itself, and a short page
     * that follows others is not told from what is around it */
    SENTENCES = 3 * TN_MODEL_UNIT / 2,
    BARE =
        3 * TN_MODEL_UNIT / 4, /* and for any line of a text whose source has no gaps that tell of a page */
    HEADING = -5 * TN_MODEL_UNIT / 2, /* the least score of a heading, and of a hole in a text; */
    HEADLINE = -4 * TN_MODEL_UNIT,    /* of a line that is most of the title; */
    HEADED = TN_MODEL_UNIT / 2,       /* of the former if what it stands before has this, or is prose; */
    PART = -7 * TN_MODEL_UNIT / 2,    /* of a list, a table or a quotation that is a part of an article, */
    LISTED = -5 * TN_MODEL_UNIT / 2,  /* and of a listing there */
    DOUBT = 2 * TN_MODEL_UNIT,        /* so much less is enough where there are few lines, */
    DOUBT_OF_PAGE = 3 * TN_MODEL_UNIT / 2, /* and in HTML, of which more is known, so much */
    ENOUGH = 100,                          /* that is less than these */
    LITTLE = 16,                           /* less than one letter in so many is next to nothing */
    PASSAGE = -4 * TN_MODEL_UNIT,  /* the least mean score of a passage that stays lest nothing does, */
    PASSAGE_LINES = 3,             /* of it, at least, */
    APART = 3 * TN_MODEL_UNIT / 4, /* and so much is between its mean and that of the others; */
    GAP = TN_MODEL_UNIT,           /* what a gap inside of it costs */
    ARTICLE = 16,                  /* so near is the prose of which a list is a part; */
    LAST = -2 * TN_MODEL_UNIT,     /* the least score of a paragraph that ends one; */
    HOLE = 6,                      /* so near are the paragraphs between which one is missed; */
    AGAIN = 16,                    /* so near is a heading that says again what a line does; */
    TOP = 64,                      /* lines at the head of a page, where a copy of it goes; */
    DEFINED = 3 * TN_MODEL_UNIT,   /* less by so much for what a term that stays means, */
    GOES_ON = TN_MODEL_UNIT,       /* and for what goes on with a list that stays, */
    SAME_P = 3 * TN_MODEL_UNIT     /* or for a line of a paragraph, which another one does */
};

_Static_assert(2 * TN_LINES_REACH + TN_FILTER_AT_ONCE < 1024, "tn_threshold_find() has no more lines around");

/* The threshold gets those lines around that are within reach of the line with this number. */
static void look_around(struct tn_filter *f, uint64_t number)
{
    uint64_t judged = f->passed + f->judged;
    uint64_t begin = number > TN_LINES_REACH ? number - TN_LINES_REACH : 0;
    uint64_t end = number + TN_LINES_REACH < judged ? number + TN_LINES_REACH : judged;
    for (; f->around_end < end; f->around_end++) {
        const struct tn_filter_line *l = &f->line[f->around_end & (TN_LINES - 1)];
        tn_threshold_enter(&f->threshold, l->score, l->letters);
    }
    for (; f->around_begin < begin; f->around_begin++) {
        const struct tn_filter_line *l = &f->line[f->around_begin & (TN_LINES - 1)];
        tn_threshold_exit(&f->threshold, l->score, l->letters);
    }
}

/* What is around a line tells most about it: the less there is of that, as in a short page, the greater is the doubt, and in
 * doubt it stays. */
int tn_verdict_least(struct tnorm *t, uint64_t number)
{
    struct tn_filter *f = &t->filter;
    look_around(f, number);
    int around = (int)(f->around_end - f->around_begin);
    int least = tn_threshold_find(&f->threshold);
    if (t->options.boilerplate == TNORM_BOILERPLATE_STRICT) return least + STRICT;
    int doubt = t->html ? DOUBT_OF_PAGE : DOUBT;
    return around < ENOUGH ? least - doubt * (ENOUGH - around) / ENOUGH : least;
}

/* The least score of this line, if it is no heading. */
static int least_of(const struct tn_filter_line *l, int least)
{
    if (l->bare) least -= BARE;
    return l->sentences ? least - SENTENCES : least;
}

/* Does next to nothing of the document stay? */
static bool vanishes(struct tnorm *t)
{
    const struct tn_filter *f = &t->filter;
    int least = tn_verdict_least(t, 0);
    uint64_t all = 0, stays = 0;
    for (size_t slot = 0; slot < f->judged; slot++) {
        const struct tn_filter_line *l = tn_filter_at(f, slot);
        uint32_t letters = tn_lines_letters(&f->lines, slot);
        all += letters;
        if (!l->in_page || l->score >= least_of(l, least)) stays += letters;
    }
    return stays * LITTLE < all;
}

/* Scores of the lines [begin, end), summed up. */
static int64_t sum_of(const struct tn_filter *f, size_t begin, size_t end)
{
    int64_t sum = 0;
    for (size_t slot = begin; slot < end; slot++) sum += tn_filter_at(f, slot)->score;
    return sum;
}

/* The lines [*begin, *end) whose scores are together the most above the mean (Kadane's algorithm: Bentley 1984).  Sections of
 * the source are rarely of one text: to go on behind a gap costs something. */
static void find_passage(const struct tn_filter *f, size_t *begin, size_t *end)
{
    const int64_t mean = sum_of(f, 0, f->judged) / (int64_t)f->judged;
    int64_t sum = 0, most = 0;
    size_t from = 0;
    *begin = *end = 0;
    for (size_t slot = 0; slot < f->judged; slot++) {
        if (tn_lines_sum(&f->lines, TN_SUM_SHAPED, slot, slot + 1)) sum -= GAP;
        if (sum <= 0) {
            sum = 0;
            from = slot;
        }
        sum += tn_filter_at(f, slot)->score - mean;
        if (sum <= most) continue;
        most = sum;
        *begin = from;
        *end = slot + 1;
    }
}

/* Is the passage likely to be text, and more than a few lines of furniture that happen to be the last to go? */
static bool stands_out(const struct tn_filter *f, size_t begin, size_t end)
{
    const int64_t lines = (int64_t)(end - begin), others = (int64_t)f->judged - lines;
    const int64_t sum = sum_of(f, begin, end), rest = sum_of(f, 0, f->judged) - sum;
    if (lines < PASSAGE_LINES || sum < PASSAGE * lines) return false;
    return others == 0 || sum * others >= (rest + APART * others) * lines;
}

void tn_verdict_of_whole(struct tnorm *t)
{
    struct tn_filter *f = &t->filter;
    size_t begin, end;
    if (f->judged == 0 || t->options.boilerplate == TNORM_BOILERPLATE_STRICT || !vanishes(t)) return;
    find_passage(f, &begin, &end);
    if (!stands_out(f, begin, end)) return;
    for (size_t slot = begin; slot < end; slot++) tn_filter_slot(f, slot)->in_passage = true;
}

/* Does the line stay whatever its score is? */
static bool is_let_alone(const struct tn_filter_line *l) { return !l->in_page || l->in_passage; }

/* Is it not sure that the line is no furniture? */
static bool is_doubtful(const struct tn_filter_line *l) { return !is_let_alone(l) && l->score < HEADED; }

/* Does a line stand in an article or the main part of a page, and in nothing that tells of furniture? */
static bool is_of_article(uint32_t around)
{
    static const uint32_t article = TN_AROUND_MAIN | TN_AROUND_ARTICLE;
    static const uint32_t others = TN_AROUND_NAV | TN_AROUND_HEADER | TN_AROUND_FOOTER | TN_AROUND_ASIDE |
                                   TN_AROUND_FORM | TN_AROUND_FIGURE | TN_AROUND_CONTROL | TN_AROUND_W_NAV |
                                   TN_AROUND_W_SIDE | TN_AROUND_W_FOOT | TN_AROUND_W_HEAD |
                                   TN_AROUND_W_COMMENT | TN_AROUND_W_SOCIAL | TN_AROUND_W_META |
                                   TN_AROUND_W_AD | TN_AROUND_W_IMAGE | TN_AROUND_HIDDEN;
    return around & article && !(around & others);
}

/* Does prose of an article or the main part that stays stand near before the line, which is in one, too? */
static bool follows_article(const struct tn_filter *f, size_t slot)
{
    const struct tn_lines *l = &f->lines;
    if (!is_of_article(l->around[slot])) return false;
    for (size_t before = tn_lines_back(slot, ARTICLE); before < slot; before++)
        if (l->prose[before] && is_of_article(l->around[before]) && tn_filter_at(f, before)->stays)
            return true;
    return false;
}

/* The least score of the line as a part of an article; in most elements none is enough. */
static int least_of_part(const struct tn_lines *l, size_t slot)
{
    switch (tn_lines_number(l, slot, TN_COLUMN_PLACE)) {
    case TN_PLACE_LI:
    case TN_PLACE_TD:
    case TN_PLACE_DT:
    case TN_PLACE_DD:
    case TN_PLACE_QUOTE: return PART;
    case TN_PLACE_P:
        return l->prose[slot] || tn_lines_number(l, slot, TN_SHAPE_ENDS) == TN_ENDS_STOP ? LAST : INT_MAX;
    default: return INT_MAX;
    }
}

/* Is the line an item of a list, an entry of a table or a quotation that belongs to an article, such as facts or steps below the
 * prose, or a paragraph that may end it?  Its elements tell of nothing else, it has no link and no words of furniture, stands there
 * for the first time, and prose of the article that stays is near before it. */
static bool is_in_article(const struct tnorm *t, size_t slot)
{
    const struct tn_filter *f = &t->filter;
    const struct tn_filter_line *item = tn_filter_at(f, slot);
    if (!t->html || item->score < least_of_part(&f->lines, slot) || f->lines.kinds[slot]) return false;
    return item->link_bytes == 0 && item->repeats == 0 && follows_article(f, slot);
}

/* Is the line prose, one of several sentences, or likely text by itself, such as verse? */
static bool is_likely_text(const struct tn_filter *f, size_t slot)
{
    if (f->lines.prose[slot]) return true;
    return slot < f->judged && (tn_filter_at(f, slot)->sentences || !is_doubtful(tn_filter_at(f, slot)));
}

/* Does the line stand before what it may be the heading of?  That is prose, a part of its article, or what is likely text by
 * itself, leads nowhere else, and is in the same element, as far as classes tell. */
static bool heads_text(const struct tnorm *t, size_t slot)
{
    const struct tn_filter *f = &t->filter;
    const uint16_t *path = f->lines.outer_paths.path;
    if (f->lines.prose[slot + 1]) return true;
    if (slot + 1 >= f->judged) return false;
    const struct tn_filter_line *next = tn_filter_at(f, slot + 1);
    bool likely = !is_doubtful(next) && next->link_bytes == 0 && path[slot] == path[slot + 1];
    return likely || is_in_article(t, slot + 1);
}

/* Is the line, which is doubtful, most likely the heading of what follows it?  In a page elements say so; in a text it begins in
 * the same column as the likely text right behind it, and does not end as a sentence does. */
static bool is_heading(const struct tnorm *t, size_t slot)
{
    const struct tn_filter *f = &t->filter;
    const struct tn_lines *l = &f->lines;
    if (slot + 1 == l->count || l->prose[slot]) return false;
    unsigned place = tn_lines_number(l, slot, TN_COLUMN_PLACE);
    if (t->html) return (place == TN_PLACE_H2 || place == TN_PLACE_H3) && heads_text(t, slot);
    if (!is_likely_text(f, slot + 1)) return false;
    return tn_lines_number(l, slot, TN_SHAPE_INDENT) == tn_lines_number(l, slot + 1, TN_SHAPE_INDENT) &&
           tn_lines_number(l, slot, TN_SHAPE_KINDS) == 0 && tn_lines_number(l, slot, TN_SHAPE_DIGITS) == 0 &&
           tn_lines_number(l, slot, TN_SHAPE_BEGINS) == TN_BEGINS_CAPITAL &&
           tn_lines_number(l, slot, TN_SHAPE_ENDS) == TN_ENDS_OPEN;
}

static bool is_heading_of_html(const struct tn_filter *f, size_t slot)
{
    unsigned place = tn_lines_number(&f->lines, slot, TN_COLUMN_PLACE);
    return place == TN_PLACE_H1 || place == TN_PLACE_H2 || place == TN_PLACE_H3;
}

/* Is the line a heading that says what the page's title does?  It is most of the title, as the name of a site rarely is, or begins
 * it, and is no such name with a link at the head of the page. */
static bool is_titled(const struct tnorm *t, size_t slot)
{
    static const uint32_t site = TN_AROUND_NAV | TN_AROUND_HEADER | TN_AROUND_FOOTER | TN_AROUND_W_HEAD;
    const struct tn_filter *f = &t->filter;
    const struct tn_filter_line *l = tn_filter_at(f, slot);
    const struct tn_html_title *title = &t->page.title;
    const unsigned char *text = f->bytes + l->text;
    if (!t->html || !is_heading_of_html(f, slot) || tn_lines_are_hidden(&f->lines, slot)) return false;
    if (2 * l->length >= title->length && tn_html_title_has(title, text, l->length)) return true;
    bool names_site = l->link_bytes > 0 && f->lines.around[slot] & site;
    return !names_site && tn_html_title_begins(title, text, l->length);
}

/* Does a heading follow that is titled and says the same as the line, as where a row of links above it has the title, too? */
static bool is_said_again(const struct tnorm *t, size_t slot)
{
    const struct tn_filter *f = &t->filter;
    const struct tn_filter_line *l = tn_filter_at(f, slot);
    size_t end = tn_lines_ahead(slot, AGAIN + 1, f->judged);
    for (size_t next = slot + 1; next < end; next++) {
        const struct tn_filter_line *other = tn_filter_at(f, next);
        if (other->length == l->length &&
            memcmp(f->bytes + other->text, f->bytes + l->text, l->length) == 0 && is_titled(t, next))
            return true;
    }
    return false;
}

/* Is the line the headline of its page?  That is the page's title, and the first line of its text. */
static bool is_headline(const struct tnorm *t, size_t slot)
{
    const struct tn_filter *f = &t->filter;
    const struct tn_filter_line *l = tn_filter_at(f, slot);
    if (!t->html) return false;
    switch (tn_lines_number(&f->lines, slot, TN_COLUMN_PLACE)) {
    case TN_PLACE_H1: return true;
    case TN_PLACE_LI:
        return false; /* the last item of the way to the page (breadcrumbs) has the title, too */
    default:
        return l->link_bytes == 0 && tn_html_title_has(&t->page.title, f->bytes + l->text, l->length) &&
               (is_heading_of_html(f, slot) || !is_said_again(t, slot));
    }
}

/* The least score of the headline: what is most of the title is no name of a site.  Of the heading of another text on the page, such as
 * an advertisement, no more is known than of others. */
static int least_of_headline(const struct tnorm *t, size_t slot)
{
    bool whole = 2 * tn_filter_at(&t->filter, slot)->length >= t->page.title.length;
    return whole && !is_heading_of_html(&t->filter, slot) ? HEADLINE : HEADING;
}

/* How much less does the line need, as it goes on with a list, a table, a quotation or a paragraph of which the line before it is a
 * part, and has stayed? */
static int easing(const struct tnorm *t, size_t slot)
{
    const struct tn_filter *f = &t->filter;
    const uint16_t *path = f->lines.outer_paths.path;
    if (!t->html || slot == 0 || !tn_filter_at(f, slot - 1)->stays || path[slot] != path[slot - 1]) return 0;
    const struct tn_filter_line *l = tn_filter_at(f, slot);
    unsigned before = tn_lines_number(&f->lines, slot - 1, TN_COLUMN_PLACE);
    switch (tn_lines_number(&f->lines, slot, TN_COLUMN_PLACE)) {
    case TN_PLACE_DD: return before == TN_PLACE_DT ? DEFINED : GOES_ON;
    case TN_PLACE_LI:
    case TN_PLACE_DT:
    case TN_PLACE_TD:
    case TN_PLACE_QUOTE: return GOES_ON;
    case TN_PLACE_P: return l->gap.kind == TN_BREAK_LINE && l->link_bytes == 0 ? SAME_P : 0;
    default: return 0;
    }
}

/* Is it a paragraph of the same element as the line, as far as classes tell, that stays by its score, or has stayed? */
static bool is_paragraph_like(const struct tnorm *t, size_t slot, size_t other, int least)
{
    const struct tn_filter *f = &t->filter;
    const struct tn_filter_line *l = tn_filter_at(f, other);
    const uint16_t *path = f->lines.paths.path;
    return f->lines.prose[other] && path[other] == path[slot] &&
           (other < slot ? l->stays : l->score >= least);
}

/* Would the line leave a hole in a text?  It is a paragraph, not mostly links or words of furniture, and paragraphs like it stand
 * before and behind it. */
static bool is_hole(const struct tnorm *t, size_t slot, int least)
{
    const struct tn_filter *f = &t->filter;
    const struct tn_lines *l = &f->lines;
    const struct tn_filter_line *line = tn_filter_at(f, slot);
    if (!t->html || !l->prose[slot] || l->kinds[slot] || 2 * (size_t)line->link_bytes > line->length)
        return false;
    size_t end = tn_lines_ahead(slot, HOLE + 1, f->judged), before = tn_lines_back(slot, HOLE),
           behind = slot + 1;
    while (before < slot && !is_paragraph_like(t, slot, before, least)) before++;
    while (behind < end && !is_paragraph_like(t, slot, behind, least)) behind++;
    return before < slot && behind < end;
}

static bool is_preformatted(const struct tnorm *t, const struct tn_filter_line *l)
{
    return t->html && l->gap.keep & TNORM_KEEP_SPACE;
}

/* A listing stays or goes as a whole, by the mean of what is said of its lines, within reach of the first one: a hole in it would
 * be worse than either.  What a line that stays announces stays, too. */
static bool stays_in_listing(const struct tnorm *t, size_t slot, int least)
{
    const struct tn_filter *f = &t->filter;
    const struct tn_filter_line *before = slot > 0 ? tn_filter_at(f, slot - 1) : NULL;
    size_t end = tn_lines_ahead(slot, TN_LINES_REACH, f->judged);
    bool hidden = tn_lines_are_hidden(&f->lines, slot);
    int64_t sum = 0, letters = 0;
    if (before && is_preformatted(t, before) && tn_lines_are_hidden(&f->lines, slot - 1) == hidden)
        return before->stays;
    if (!hidden && before && before->stays &&
        tn_lines_number(&f->lines, slot - 1, TN_SHAPE_ENDS) == TN_ENDS_COLON)
        return true;
    bool strict = t->options.boilerplate == TNORM_BOILERPLATE_STRICT;
    if (!hidden && !strict && least > LISTED && follows_article(f, slot)) least = LISTED;
    for (; slot < end; slot++) {
        const struct tn_filter_line *l = tn_filter_at(f, slot);
        if (!is_preformatted(t, l) || tn_lines_are_hidden(&f->lines, slot) != hidden) break;
        if (!l->in_page) return true;
        sum += (int64_t)l->score * (l->letters + 1);
        letters += l->letters + 1;
    }
    return sum >= least * letters;
}

/* Does the line stay for its score, or for those of its neighbours? */
static bool is_kept(const struct tnorm *t, size_t slot, int least)
{
    const struct tn_filter *f = &t->filter;
    const struct tn_filter_line *l = tn_filter_at(f, slot);
    bool hidden = tn_lines_are_hidden(&f->lines, slot);
    if (hidden && least < 0) least = 0; /* no doubt is for it */
    if (is_preformatted(t, l)) return stays_in_listing(t, slot, least);
    if (hidden && l->repeats > 0) return false; /* the page is there twice, for two kinds of screen */
    least = least_of(l, least);
    least -= easing(t, slot);
    if (is_let_alone(l) || l->score >= least) return true;
    if (hidden || t->options.boilerplate == TNORM_BOILERPLATE_STRICT) return false;
    if (is_in_article(t, slot)) return true;
    if (l->score >= HEADLINE && is_headline(t, slot) && l->score >= least_of_headline(t, slot)) return true;
    return l->score >= HEADING && (is_heading(t, slot) || is_hole(t, slot, least));
}

/* May the line be the title in the head of a page, above the headline? */
static bool is_near_top(const struct tnorm *t, size_t slot)
{
    return t->html && t->filter.passed + slot < TOP;
}

/* Does a heading that says what the title does say it so for the first time?  It is remembered. */
static bool is_first(struct tn_filter *f, uint32_t hash)
{
    size_t known = f->titled < TN_FILTER_TITLES ? f->titled : TN_FILTER_TITLES;
    for (size_t i = 0; i < known; i++)
        if (f->titles[i] == hash) return false;
    f->titles[f->titled++ % TN_FILTER_TITLES] = hash;
    return true;
}

bool tn_verdict_stays(struct tnorm *t, size_t slot, int least)
{
    struct tn_filter *f = &t->filter;
    const struct tn_filter_line *l = tn_filter_at(f, slot);
    bool kept = is_kept(t, slot, least);
    if (t->options.boilerplate == TNORM_BOILERPLATE_STRICT) return kept;
    if (!is_titled(t, slot)) return kept && !(is_near_top(t, slot) && is_said_again(t, slot));
    /* the title stays whatever its score is, once: lists of what else there is often have it again */
    bool first = is_first(f, tn_shape_hash(f->bytes + l->text, l->length));
    return kept || first;
}
