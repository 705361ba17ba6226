#include "lines.h"

#include <string.h>

#include "line.h"
#include "summer.h"
#include "utf8.h"

enum {
    PROSE_LETTERS = 60,     /* of a line that is prose, at least */
    SHARE = 63,             /* of a share: so much is all */
    FAR = 63,               /* the greatest distance that is told from others */
    SHAPED_SHARE = 32,      /* a page is seen by one line in so many whose source has its shape, */
    SHAPED_SHARE_ALONE = 8, /* or, if there are no words of furniture, in so many; */
    VARIED = TN_SHAPED_VARIED - TN_SHAPED_ALIKE, /* in a sum, one that is unlike the others; */
    FURNISHED_SHARE = 32,                        /* or by one line in so many that is furniture, */
    FURNISHED_LEAST = 4,                         /* that many at least, */
    FURNISHED_KINDS = 3,                         /* of so many kinds, */
    FURNISHED_ROWS = 2,                          /* so many of which stand behind another one */
    OTHERS = 4,           /* among sentences, of lines one in so many may end as none does, */
    FURNITURE_AMONG = 32, /* one in so many be furniture, */
    LINKED = SHARE / 8,   /* and so much of them in links, and of the line itself; */
    SURE = 127,           /* scores are summed up to this, on either side of 0, */
    SCORE_STEP = 8,       /* and told by themselves in such steps, */
    SCORE_MIDDLE = 128    /* from this on; there is no line where it is 0 */
};

_Static_assert(TN_COLUMNS <= UINT8_MAX, "a column has its number in a byte");
_Static_assert((int)FAR > (int)TN_LINES_NEAR, "what is out of reach is told from what is not");

_Static_assert(TN_LINES_REACH *TN_LINE_SIZE < TN_SUM_MOST, "sums over lines within reach are exact");

_Static_assert((2 * (long long)TN_SCORES_REACH + 1) * 2 * SURE * TN_LINE_SIZE < INT32_MAX,
               "likewise, of scores");
_Static_assert((int)TN_SCORES_REACH <= (int)TN_TEXT_REACH, "the ends reach as far as is looked");

_Static_assert(TN_LINES < (int)VARIED, "both are counted in one sum");

_Static_assert(TN_LINES_NEAR == 40, "distances are tables in put_distances()");

static uint8_t *column(struct tn_lines *l, unsigned number, size_t slot)
{
    return l->columns[number] + TN_SHIFT_MOST + slot;
}

static uint32_t *sum(struct tn_lines *l, enum tn_sum number, size_t slot)
{
    return l->sums[number] + (TN_LINES_REACH + slot); /* `slot` may be less than 0 */
}

/* Before the first line there is nothing. */
static void end_before(struct tn_lines *l)
{
    for (unsigned n = 0; n < TN_SUMS; n++)
        for (size_t i = 0; i < TN_LINES_REACH; i++) l->sums[n][i] = l->sums[n][TN_LINES_REACH];
}

/* Nor behind the last one, which is at `end`: of the sums [first, last), as far as batches of lines look. */
static void end_behind(struct tn_lines *l, enum tn_sum first, enum tn_sum last, size_t end)
{
    for (enum tn_sum n = first; n < last; n++) {
        uint32_t all = *sum(l, n, end);
        for (size_t i = 1; i <= tn_lines_reach(l) + TN_BATCH; i++) sum(l, n, end)[i] = all;
    }
}

/* Batches of [from, to) are going to be looked at; mostly there are lines enough behind them, or all is said already. */
static void end_lines(struct tn_lines *l, size_t to)
{
    if (l->ended == l->count || to + tn_lines_reach(l) < l->count) return;
    end_behind(l, 0, TN_SUM_SCORES, l->count);
    l->ended = l->count;
}

/* Likewise, of the scores. */
static void end_scores(struct tn_lines *l, size_t to)
{
    if (l->scores_ended == l->scored || to + TN_SCORES_REACH < l->scored) return;
    end_behind(l, TN_SUM_SCORES, TN_SUMS, l->scored);
    l->scores_ended = l->scored;
}

/* What the lines at hand have left is cleared. */
static void forget(struct tn_lines *l)
{
    for (unsigned c = 0; c < TN_COLUMNS_OF_NEIGHBOURS; c++) memset(column(l, c, 0), 0, l->count);
    l->count = 0;
    l->position = l->title = 0;
    for (unsigned n = 0; n < TN_SUMS; n++) *sum(l, n, 0) = 0;
    end_before(l);
    l->scored = l->kin = l->around_begin = l->around_end = 0;
    l->ended = l->scores_ended = 0;
    tn_cohesion_clear(&l->cohesion);
    if (!l->pages) return;
    tn_paths_clear(&l->paths);
    tn_paths_clear(&l->outer_paths);
}

void tn_lines_clear(struct tn_lines *l, bool pages)
{
    if (l->count > 0) forget(l); /* it is much, and many texts are short */
    l->pages = pages;
}

/* A line has so much. */
static void add(struct tn_lines *l, size_t slot, enum tn_sum number, uint32_t n)
{
    uint32_t *to = sum(l, number, slot + 1);
    to[0] = to[-1] + n;
}

void tn_lines_put_shape(struct tn_lines *l, size_t slot, const struct tn_shape *shape)
{
    const uint8_t *number = shape->number;
    l->ended = 0;
    bool furniture = number[TN_SHAPE_FURNITURE] >= TN_FURNITURE_MOSTLY;
    for (unsigned i = 0; i < TN_SHAPE_NUMBERS; i++) *column(l, TN_COLUMN_SHAPE + i, slot) = number[i];
    l->kinds[slot] = furniture ? number[TN_SHAPE_KINDS] : 0;
    l->prose[slot] = shape->letters >= PROSE_LETTERS && number[TN_SHAPE_ENDS] >= TN_ENDS_COLON &&
                     number[TN_SHAPE_STOPS] > 0;
    add(l, slot, TN_SUM_LETTERS, shape->letters);
    add(l, slot, TN_SUM_PROSE, l->prose[slot] ? shape->letters : 0);
    add(l, slot, TN_SUM_BLANK, number[TN_SHAPE_BLANK]);
    add(l, slot, TN_SUM_FURNITURE, furniture);
    add(l, slot, TN_SUM_LINKS, number[TN_SHAPE_LINKS]);
    add(l, slot, TN_SUM_ENDED, number[TN_SHAPE_ENDS] == TN_ENDS_STOP);
}

void tn_lines_add(struct tn_lines *l, enum tn_shaped shaped) { add(l, l->count++, TN_SUM_SHAPED, shaped); }

/* A batch is written, which compilers make vectors of; what is too much of it, the lines that come or end_lines() put right. */
void tn_lines_add_unseen(struct tn_lines *l, size_t n)
{
    size_t slot = l->count;
    for (unsigned i = 0; i < TN_SHAPE_NUMBERS; i++) memset(column(l, TN_COLUMN_SHAPE + i, slot), 0, TN_BATCH);
    memset(l->kinds + slot, 0, n * sizeof *l->kinds);
    memset(l->prose + slot, 0, n * sizeof *l->prose);
    memset(l->item + slot, 0, n * sizeof *l->item);
    memset(l->cohesion.count + slot, 0, n * sizeof *l->cohesion.count);
    for (enum tn_sum number = 0; number < TN_SUM_SCORES; number++) {
        uint32_t *to = sum(l, number, slot + 1), before = to[-1];
        for (uint32_t i = 0; i < TN_BATCH; i++) to[i] = before;
    }
    l->count += n;
}

/* Does the text begin with a number or a sign, as the items of lists do (`1. Log in`, `- Log in`) and menus do not?  U+2000 to
 * U+2BFF are signs. */
static bool begins_item(const unsigned char *text, size_t length)
{
    if (length < TN_UTF8_MAX) return false;
    return text[0] < 0x80 ? !tn_is_ascii_letter(text[0]) : text[0] == 0xE2 && text[1] < 0xB0;
}

void tn_lines_read(struct tn_lines *l, size_t slot, const unsigned char *text, size_t length)
{
    l->item[slot] = begins_item(text, length);
    tn_cohesion_read(&l->cohesion, slot, text, length);
    if (slot >= l->around_begin && slot < l->around_end)
        tn_cohesion_enter(&l->cohesion, slot, l->prose[slot]);
}

void tn_lines_place(struct tn_lines *l, const struct tn_html_place *place, size_t depth, uint32_t page_kinds)
{
    size_t slot = l->count - 1;
    *column(l, TN_COLUMN_PLACE, slot) = (uint8_t)place->place;
    *column(l, TN_COLUMN_DEPTH, slot) = (uint8_t)(depth < UINT8_MAX ? depth : UINT8_MAX);
    l->position++;
    if (place->place == TN_PLACE_H1) l->title = l->position;
    *column(l, TN_COLUMN_POSITION, slot) = tn_shape_scale(l->position);
    *column(l, TN_COLUMN_TITLE, slot) = l->title ? tn_shape_scale(l->position - l->title + 1) : 0;
    l->around[slot] = place->around;
    l->page_kinds[slot] = page_kinds;
    tn_paths_put(&l->paths, slot, place->path);
    tn_paths_put(&l->outer_paths, slot, place->outer_path);
}

/* A line comes to those around the one that is asked, or goes from them. */
static void enter_or_exit(struct tn_lines *l, size_t slot, bool comes)
{
    uint32_t letters = tn_lines_letters(l, slot), prose = l->prose[slot] ? letters : 0;
    (comes ? tn_cohesion_enter : tn_cohesion_exit)(&l->cohesion, slot, l->prose[slot]);
    if (!l->pages) return;
    (comes ? tn_paths_enter : tn_paths_exit)(&l->paths, slot, prose, letters);
    (comes ? tn_paths_enter : tn_paths_exit)(&l->outer_paths, slot, prose, letters);
}

void tn_lines_leave(struct tn_lines *l, size_t n)
{
    size_t rest = l->count - n;
    while (l->around_begin < n && l->around_begin < l->around_end) enter_or_exit(l, l->around_begin++, false);
    for (unsigned c = 0; c < TN_COLUMNS; c++) memmove(column(l, c, 0), column(l, c, n), rest);
    for (unsigned c = 0; c < TN_COLUMNS_OF_NEIGHBOURS; c++) memset(column(l, c, rest), 0, n);
    memmove(l->prose, l->prose + n, rest * sizeof *l->prose);
    memmove(l->item, l->item + n, rest * sizeof *l->item);
    memmove(l->kinds, l->kinds + n, rest * sizeof *l->kinds);
    for (unsigned i = 0; i < TN_SUMS; i++)
        memmove(sum(l, i, 0), sum(l, i, n), (rest + 1) * sizeof *sum(l, i, 0));
    tn_cohesion_leave(&l->cohesion, n, rest);
    if (l->pages) {
        tn_paths_leave(&l->paths, n, rest);
        tn_paths_leave(&l->outer_paths, n, rest);
        memmove(l->around, l->around + n, rest * sizeof *l->around);
        memmove(l->page_kinds, l->page_kinds + n, rest * sizeof *l->page_kinds);
    }
    l->scored -= l->scored < n ? l->scored : n;
    l->kin -= l->kin < n ? l->kin : n;
    l->around_begin -= l->around_begin < n ? l->around_begin : n;
    l->around_end -= l->around_end < n ? l->around_end : n;
    l->count = rest;
    l->ended = l->scores_ended = 0;
    end_before(l);
}

uint32_t tn_lines_letters(const struct tn_lines *l, size_t slot)
{
    return tn_lines_sum(l, TN_SUM_LETTERS, slot, slot + 1);
}

/* The kinds of furniture that the line is mostly made of, if it is no item of a list, as in instructions and the like, and no
 * sentence: a text may tell where to learn more of privacy. */
static unsigned kinds_of(const struct tn_lines *l, size_t slot)
{
    bool sentence = tn_lines_number(l, slot, TN_SHAPE_ENDS) == TN_ENDS_STOP;
    return l->item[slot] || sentence ? 0 : l->kinds[slot];
}

/* Is there furniture enough in the lines [from, to), of several kinds, and in so many rows, or in any if that is 0?  What a line that
 * is none announces by a colon is its own, as where a text tells which buttons there are. */
static bool are_furnished(const struct tn_lines *l, size_t from, size_t to, unsigned rows)
{
    uint32_t furniture = tn_lines_sum(l, TN_SUM_FURNITURE, from, to);
    unsigned kinds = 0, found = 0, before = 0;
    bool announced = from > 0; /* what it began behind is not at hand */
    if (furniture < FURNISHED_LEAST || furniture * FURNISHED_SHARE < to - from) return false;
    for (size_t i = from; i < to; i++) {
        if (!l->kinds[i]) announced = tn_lines_number(l, i, TN_SHAPE_ENDS) == TN_ENDS_COLON;
        unsigned here = announced ? 0 : kinds_of(l, i);
        kinds |= here;
        found += here && before;
        before = here;
        if (found >= rows && __builtin_popcount(kinds) >= FURNISHED_KINDS) return true;
    }
    return false;
}

/* By gaps that are not all alike; by those that are, with furniture; or by furniture alone, as where nothing is left of the source but
 * a line for each block, with empty lines or without.  The headings of a text that speaks of such things do not follow each other, as
 * menus do. */
enum tn_seen tn_lines_see_page(const struct tn_lines *l, size_t slot)
{
    size_t from = tn_lines_back(slot, TN_LINES_SHAPED),
           to = tn_lines_ahead(slot + 1, TN_LINES_SHAPED, l->count);
    uint32_t share = tn_lines_sum(l, TN_SUM_FURNITURE, from, to) > 0 ? SHAPED_SHARE : SHAPED_SHARE_ALONE;
    uint32_t sum = tn_lines_sum(l, TN_SUM_SHAPED, from, to);
    bool shaped = sum % VARIED * share >= to - from, varied = sum >= VARIED;
    if (shaped && varied) return TN_SEEN_SHAPED;
    if (!are_furnished(l, from, to, shaped ? 0 : FURNISHED_ROWS)) return TN_SEEN_NONE;
    return shaped ? TN_SEEN_SHAPED : TN_SEEN_BARE;
}

/* Is there no link within reach?  Then there is no menu either. */
static bool is_far_from_links(const struct tn_lines *l, size_t slot)
{
    size_t from = tn_lines_back(slot, TN_LINES_REACH),
           to = tn_lines_ahead(slot + 1, TN_LINES_REACH, l->count);
    return tn_lines_sum(l, TN_SUM_LINKS, from, to) == 0;
}

bool tn_lines_are_text(const struct tn_lines *l, size_t slot)
{
    size_t from = tn_lines_back(slot, TN_LINES_ALIKE),
           to = tn_lines_ahead(slot + 1, TN_LINES_ALIKE, l->count), n = to - from;
    if (tn_lines_number(l, slot, TN_SHAPE_LINKS) > LINKED) return false;
    if (tn_lines_sum(l, TN_SUM_FURNITURE, from, to) > n / FURNITURE_AMONG) return false;
    bool sentences = n > TN_LINES_ALIKE && tn_lines_sum(l, TN_SUM_ENDED, from, to) >= n - n / OTHERS &&
                     tn_lines_sum(l, TN_SUM_LINKS, from, to) <= n * LINKED;
    return sentences || is_far_from_links(l, slot);
}

/* The lines from `a` on, and before `b`, summed up for the batch of lines from `slot` on, in columns from `c` on. */
static void put_window(struct tn_lines *l, const struct tn_summer *put, size_t a, size_t b, unsigned c,
                       size_t slot)
{
    put->share(column(l, c + TN_WINDOW_PROSE_SHARE, slot), sum(l, TN_SUM_PROSE, a), sum(l, TN_SUM_PROSE, b),
               sum(l, TN_SUM_LETTERS, a), sum(l, TN_SUM_LETTERS, b), SHARE);
    put->scale(column(l, c + TN_WINDOW_LETTERS, slot), sum(l, TN_SUM_LETTERS, a), sum(l, TN_SUM_LETTERS, b));
    put->scale(column(l, c + TN_WINDOW_BLANK, slot), sum(l, TN_SUM_BLANK, a), sum(l, TN_SUM_BLANK, b));
    put->scale(column(l, c + TN_WINDOW_FURNITURE, slot), sum(l, TN_SUM_FURNITURE, a),
               sum(l, TN_SUM_FURNITURE, b));
    put->scale(column(l, c + TN_WINDOW_LINKS, slot), sum(l, TN_SUM_LINKS, a), sum(l, TN_SUM_LINKS, b));
    put->scale(column(l, c + TN_WINDOW_ENDED, slot), sum(l, TN_SUM_ENDED, a), sum(l, TN_SUM_ENDED, b));
}

static void look_in_windows(struct tn_lines *l, size_t slot)
{
    static const size_t reaches[2][TN_WINDOWS] = {{4, 10, 24, 60, TN_TEXT_REACH},
                                                  {4, 10, 24, 100, TN_LINES_REACH}};
    const size_t *reach = reaches[l->pages];
    const struct tn_summer *put = tn_summer_usable(0);
    for (size_t w = 0; w < TN_WINDOWS; w++) {
        unsigned c = TN_COLUMN_WINDOWS + (unsigned)(2 * w * TN_WINDOW_NUMBERS);
        put_window(l, put, slot - reach[w], slot, c, slot);
        put_window(l, put, slot + 1, slot + 1 + reach[w], c + TN_WINDOW_NUMBERS, slot);
    }
}

/* What is looked for is at slot i, and before it at slot `last`: writes how far it is to it from the lines of
 * [from, to) behind it, as far as it reaches, and from those before it, where it is the next one. */
static void put_distances(uint8_t *before, uint8_t *behind, size_t i, size_t last, size_t from, size_t to)
{
    static const uint8_t up[TN_LINES_NEAR] = {1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14,
                                              15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28,
                                              29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40},
                         down[TN_LINES_NEAR] = {40, 39, 38, 37, 36, 35, 34, 33, 32, 31, 30, 29, 28, 27,
                                                26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13,
                                                12, 11, 10, 9,  8,  7,  6,  5,  4,  3,  2,  1};
    size_t begin = i + 1 > from ? i + 1 : from, end = i + 1 + TN_LINES_NEAR < to ? i + 1 + TN_LINES_NEAR : to;
    if (begin < end) memcpy(before + begin, up + (begin - (i + 1)), end - begin);
    begin = tn_lines_back(i, TN_LINES_NEAR) > last ? tn_lines_back(i, TN_LINES_NEAR) : last;
    if (begin < from) begin = from;
    end = i < to ? i : to;
    if (begin < end) memcpy(behind + begin, down + (begin + TN_LINES_NEAR - i), end - begin);
}

/* Of up to a batch of lines: how far the next prose is before and behind a line, and whether it begins in the same
 * column of its source. */
static void look_for_prose(struct tn_lines *l, size_t from, size_t to)
{
    const uint8_t *indent = column(l, TN_SHAPE_INDENT, 0);
    size_t first = tn_lines_back(from, TN_LINES_NEAR), end = tn_lines_ahead(to, TN_LINES_NEAR, l->count),
           last = first;
    uint8_t *before = column(l, TN_COLUMN_PROSE + TN_PROSE_BEFORE, 0),
            *before_alike = column(l, TN_COLUMN_PROSE + TN_PROSE_BEFORE_ALIKE, 0),
            *behind = column(l, TN_COLUMN_PROSE + TN_PROSE_BEHIND, 0),
            *behind_alike = column(l, TN_COLUMN_PROSE + TN_PROSE_BEHIND_ALIKE, 0);
    memset(before + from, FAR, TN_BATCH);
    memset(behind + from, FAR, TN_BATCH);
    for (size_t i = first; i < end; i++) {
        if (!l->prose[i]) continue;
        put_distances(before, behind, i, last, from, to);
        last = i;
    }
    for (size_t i = from; i < to; i++) {
        before_alike[i] = before[i] == FAR ? 2 : indent[i - before[i]] == indent[i];
        behind_alike[i] = behind[i] == FAR ? 2 : indent[i + behind[i]] == indent[i];
    }
}

/* Likewise: which kinds of furniture are in a line, and how far the next line is, before and behind, that is
 * furniture of each kind.  Most are none. */
static void look_for_kinds(struct tn_lines *l, size_t from, size_t to)
{
    size_t first = tn_lines_back(from, TN_LINES_NEAR), end = tn_lines_ahead(to, TN_LINES_NEAR, l->count),
           last[TN_FURNITURE_KINDS];
    uint8_t all[TN_BATCH];
    memcpy(all, column(l, TN_SHAPE_KINDS, from), sizeof all);
    for (unsigned k = 0; k < TN_FURNITURE_KINDS; k++) {
        uint8_t *in = column(l, TN_COLUMN_KIND + k, from);
        for (size_t i = 0; i < TN_BATCH; i++) in[i] = all[i] >> k & 1;
        memset(column(l, TN_COLUMN_KIND_BEFORE + k, from), FAR, TN_BATCH);
        memset(column(l, TN_COLUMN_KIND_BEHIND + k, from), FAR, TN_BATCH);
        last[k] = first;
    }
    for (size_t i = first; i < end; i++) {
        for (unsigned kinds = l->kinds[i]; kinds; kinds &= kinds - 1) {
            unsigned k = (unsigned)__builtin_ctz(kinds);
            put_distances(column(l, TN_COLUMN_KIND_BEFORE + k, 0), column(l, TN_COLUMN_KIND_BEHIND + k, 0), i,
                          last[k], from, to);
            last[k] = i;
        }
    }
}

/* The bits of a batch of lines, in a column each.  Most are the same in all of them. */
static void put_bits(struct tn_lines *l, const uint32_t *of_lines, unsigned bits, unsigned c, size_t slot)
{
    uint32_t some = 0, all = UINT32_MAX;
    for (size_t i = slot; i < slot + TN_BATCH; i++) {
        some |= of_lines[i];
        all &= of_lines[i];
    }
    for (unsigned bit = 0; bit < bits; bit++) {
        uint8_t *to = column(l, c + bit, slot);
        if (((some ^ all) >> bit & 1) == 0)
            memset(to, all >> bit & 1, TN_BATCH);
        else
            for (size_t i = 0; i < TN_BATCH; i++) to[i] = of_lines[slot + i] >> bit & 1;
    }
}

/* What a line has in common with those around it. */
static void look_for_kin(struct tn_lines *l, size_t slot)
{
    uint8_t words[TN_COHESION_NUMBERS], paths[TN_PATHS_NUMBERS];
    size_t begin = tn_lines_back(slot, tn_lines_reach(l)),
           end = tn_lines_ahead(slot + 1, tn_lines_reach(l), l->count);
    uint32_t all = tn_lines_sum(l, TN_SUM_PROSE, begin, end),
             prose = tn_lines_sum(l, TN_SUM_PROSE, slot, slot + 1);
    while (l->around_end < end) enter_or_exit(l, l->around_end++, true);
    while (l->around_begin < begin) enter_or_exit(l, l->around_begin++, false);
    tn_cohesion_ask(&l->cohesion, slot, l->prose[slot], words);
    tn_lines_put(l, TN_COLUMN_COHESION, slot, words, TN_COHESION_NUMBERS);
    if (!l->pages) return;
    tn_paths_ask(&l->paths, slot, prose, all, paths);
    tn_lines_put(l, TN_COLUMN_PATH, slot, paths, TN_PATHS_NUMBERS);
    tn_paths_ask(&l->outer_paths, slot, prose, all, paths);
    tn_lines_put(l, TN_COLUMN_OUTER_PATH, slot, paths, TN_PATHS_NUMBERS);
}

void tn_lines_look_around(struct tn_lines *l, size_t from, size_t to)
{
    size_t kin = tn_lines_ahead(to, TN_SHIFT_MOST, l->count); /* they are asked of neighbours, too */
    while (l->kin < kin) look_for_kin(l, l->kin++);
    end_lines(l, to);
    for (size_t slot = from; slot < to; slot += TN_BATCH) {
        size_t end = slot + TN_BATCH < to ? slot + TN_BATCH : to;
        look_in_windows(l, slot);
        look_for_prose(l, slot, end);
        look_for_kinds(l, slot, end);
        if (!l->pages) continue;
        put_bits(l, l->around, TN_AROUND_BITS, TN_COLUMN_AROUND, slot);
        put_bits(l, l->page_kinds, TN_PAGE_KINDS, TN_COLUMN_PAGE, slot);
    }
}

void tn_lines_put_score(struct tn_lines *l, size_t slot, int score)
{
    int told = SCORE_MIDDLE + score / SCORE_STEP;
    uint32_t sure = (uint32_t)(SURE + (score < -SURE ? -SURE : score > SURE ? SURE : score));
    uint32_t length = tn_lines_letters(l, slot);
    if (length > UINT16_MAX) length = UINT16_MAX;
    *column(l, TN_COLUMN_SCORE, slot) = (uint8_t)(told < 1 ? 1 : told > UINT8_MAX ? UINT8_MAX : told);
    add(l, slot, TN_SUM_SCORES, sure);
    add(l, slot, TN_SUM_WEIGHTS, sure * length);
    add(l, slot, TN_SUM_LENGTHS, length);
    add(l, slot, TN_SUM_LINES, 1);
    l->scored = slot + 1;
}

/* The mean of `part` for each of `whole` in the lines from `a` on, and before `b`, for the batch of lines from
 * `slot` on. */
static void put_mean(struct tn_lines *l, const struct tn_summer *put, enum tn_sum part, enum tn_sum whole,
                     size_t a, size_t b, unsigned c, size_t slot)
{
    put->share(column(l, c, slot), sum(l, part, a), sum(l, part, b), sum(l, whole, a), sum(l, whole, b), 1);
}

void tn_lines_look_at_scores(struct tn_lines *l, size_t from, size_t to)
{
    static const size_t reach[TN_SCORE_WINDOWS] = {4, 12, 30, TN_SCORES_REACH};
    const struct tn_summer *put = tn_summer_usable(0);
    end_lines(l, to);
    end_scores(l, to);
    for (size_t slot = from; slot < to; slot += TN_BATCH) {
        for (size_t w = 0; w < TN_SCORE_WINDOWS; w++) {
            unsigned c = TN_COLUMN_SCORES + (unsigned)w * TN_SCORE_NUMBERS;
            size_t a = slot - reach[w], b = slot + 1 + reach[w];
            put_mean(l, put, TN_SUM_SCORES, TN_SUM_LINES, a, slot, c + TN_SCORE_BEFORE, slot);
            put_mean(l, put, TN_SUM_SCORES, TN_SUM_LINES, slot + 1, b, c + TN_SCORE_BEHIND, slot);
            put_mean(l, put, TN_SUM_WEIGHTS, TN_SUM_LENGTHS, a, b, c + TN_SCORE_AROUND, slot);
        }
    }
}
