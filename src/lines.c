#include "lines.h"

#include <string.h>

enum {
    PROSE_LETTERS = 60,     /* of a line that is prose, at least */
    FAR = 63,               /* the greatest distance that is told from others */
    MOSTLY = 24,            /* so many 63rds of a line make it furniture */
    SHAPED_SHARE = 16,      /* a page is seen by one line in so many, */
    SHAPED_SHARE_ALONE = 4, /* or, if there are no words of furniture, in so many */
    SURE = 127,             /* scores are summed up to this, on either side of 0, */
    SCORE_STEP = 8,         /* and told by themselves in such steps, */
    SCORE_MIDDLE = 128      /* from this on; there is no line where it is 0 */
};

_Static_assert(TN_COLUMNS <= UINT8_MAX, "a column has its number in a byte");
_Static_assert((int)FAR > (int)TN_LINES_REACH, "what is out of reach is told from what is not");

static uint8_t *column(struct tn_lines *l, unsigned number, size_t slot)
{
    return l->columns[number] + TN_SHIFT_MOST + slot;
}

void tn_lines_clear(struct tn_lines *l)
{
    for (unsigned c = 0; c < TN_COLUMNS_OF_NEIGHBOURS; c++) memset(column(l, c, 0), 0, l->count);
    l->count = 0;
    l->position = l->title = 0;
    memset(&l->sums[0], 0, sizeof l->sums[0]);
}

void tn_lines_add(struct tn_lines *l, const struct tn_shape *shape, bool shaped)
{
    size_t slot = l->count++;
    const uint8_t *number = shape->number;
    bool furniture = number[TN_SHAPE_FURNITURE] >= MOSTLY;
    for (unsigned i = 0; i < TN_SHAPE_NUMBERS; i++) *column(l, TN_COLUMN_SHAPE + i, slot) = number[i];
    for (unsigned k = 0; k < TN_FURNITURE_KINDS; k++)
        *column(l, TN_COLUMN_KIND + k, slot) = number[TN_SHAPE_KINDS] >> k & 1;
    l->kinds[slot] = furniture ? number[TN_SHAPE_KINDS] : 0;
    l->prose[slot] = shape->letters >= PROSE_LETTERS && number[TN_SHAPE_ENDS] >= TN_ENDS_COLON &&
                     number[TN_SHAPE_STOPS] > 0;
    struct tn_line_sums *sums = &l->sums[l->count];
    *sums = l->sums[slot];
    sums->letters += shape->letters;
    sums->prose += l->prose[slot] ? shape->letters : 0;
    sums->blank += number[TN_SHAPE_BLANK];
    sums->shaped += shaped;
    sums->furniture += furniture;
    sums->links += number[TN_SHAPE_LINKS];
    sums->ended += number[TN_SHAPE_ENDS] == TN_ENDS_STOP;
}

void tn_lines_place(struct tn_lines *l, const struct tn_html_place *place, size_t depth)
{
    size_t slot = l->count - 1;
    *column(l, TN_COLUMN_PLACE, slot) = (uint8_t)place->place;
    *column(l, TN_COLUMN_DEPTH, slot) = (uint8_t)(depth < UINT8_MAX ? depth : UINT8_MAX);
    l->position++;
    if (place->place == TN_PLACE_H1) l->title = l->position;
    *column(l, TN_COLUMN_POSITION, slot) = tn_shape_scale(l->position);
    *column(l, TN_COLUMN_TITLE, slot) = l->title ? tn_shape_scale(l->position - l->title + 1) : 0;
    for (unsigned i = 0; i < TN_AROUND_BITS; i++)
        *column(l, TN_COLUMN_AROUND + i, slot) = place->around >> i & 1;
}

void tn_lines_leave(struct tn_lines *l, size_t n)
{
    size_t rest = l->count - n;
    for (unsigned c = 0; c < TN_COLUMNS; c++) memmove(column(l, c, 0), column(l, c, n), rest);
    for (unsigned c = 0; c < TN_COLUMNS_OF_NEIGHBOURS; c++) memset(column(l, c, rest), 0, n);
    memmove(l->prose, l->prose + n, rest * sizeof *l->prose);
    memmove(l->kinds, l->kinds + n, rest * sizeof *l->kinds);
    memmove(l->sums, l->sums + n, (rest + 1) * sizeof *l->sums);
    l->count = rest;
}

/* The first slot, or the one behind the last, that is within reach. */
static size_t back(size_t slot, size_t reach) { return slot > reach ? slot - reach : 0; }
static size_t ahead(const struct tn_lines *l, size_t slot, size_t reach)
{
    return slot + reach < l->count ? slot + reach : l->count;
}

bool tn_lines_are_page(const struct tn_lines *l, size_t slot)
{
    size_t from = back(slot, TN_LINES_REACH), to = ahead(l, slot + 1, TN_LINES_REACH);
    const struct tn_line_sums *a = &l->sums[from], *b = &l->sums[to];
    uint32_t share = b->furniture > a->furniture ? SHAPED_SHARE : SHAPED_SHARE_ALONE;
    return (b->shaped - a->shaped) * share >= to - from;
}

/* The lines [from, to), summed up for the line at `slot`, in columns from `c` on. */
static void put_window(struct tn_lines *l, size_t from, size_t to, unsigned c, size_t slot)
{
    const struct tn_line_sums *a = &l->sums[from], *b = &l->sums[to];
    *column(l, c, slot) = tn_shape_share(b->prose - a->prose, b->letters - a->letters);
    *column(l, c + 1, slot) = tn_shape_scale(b->letters - a->letters);
    *column(l, c + 2, slot) = tn_shape_scale(b->blank - a->blank);
    *column(l, c + 3, slot) = (uint8_t)(b->furniture - a->furniture);
    *column(l, c + 4, slot) = tn_shape_scale(b->links - a->links);
    *column(l, c + 5, slot) = (uint8_t)(b->ended - a->ended);
}

static void look_in_windows(struct tn_lines *l, size_t from, size_t to)
{
    static const size_t reach[TN_WINDOWS] = {4, 10, 24, TN_LINES_REACH};
    for (size_t w = 0; w < TN_WINDOWS; w++) {
        unsigned c = TN_COLUMN_WINDOWS + (unsigned)(2 * w * TN_WINDOW_SUMS);
        for (size_t slot = from; slot < to; slot++) {
            put_window(l, back(slot, reach[w]), slot, c, slot);
            put_window(l, slot + 1, ahead(l, slot + 1, reach[w]), c + TN_WINDOW_SUMS, slot);
        }
    }
}

/* One line further away, as far as that is told. */
static uint8_t further(uint8_t distance) { return distance < TN_LINES_REACH ? (uint8_t)(distance + 1) : FAR; }

/* How far the next prose is before and behind a line, and whether it begins in the same column of its source. */
static void look_for_prose(struct tn_lines *l, size_t from, size_t to)
{
    const uint8_t *indent = column(l, TN_SHAPE_INDENT, 0);
    uint8_t *to_put[4];
    for (unsigned i = 0; i < 4; i++) to_put[i] = column(l, TN_COLUMN_PROSE + i, 0);
    uint8_t distance = FAR;
    for (size_t i = back(from, TN_LINES_REACH); i < to; i++) {
        if (i >= from) to_put[0][i] = distance;
        if (i >= from) to_put[1][i] = distance == FAR ? 2 : indent[i - distance] == indent[i];
        distance = l->prose[i] ? 1 : further(distance);
    }
    distance = FAR;
    for (size_t i = ahead(l, to, TN_LINES_REACH); i-- > from;) {
        if (i < to) to_put[2][i] = distance;
        if (i < to) to_put[3][i] = distance == FAR ? 2 : indent[i + distance] == indent[i];
        distance = l->prose[i] ? 1 : further(distance);
    }
}

/* How far the next line is, before and behind, that is furniture of kind k. */
static void look_for_kind(struct tn_lines *l, unsigned k, size_t from, size_t to)
{
    uint8_t *before = column(l, TN_COLUMN_KIND_BEFORE + k, 0),
            *behind = column(l, TN_COLUMN_KIND_BEHIND + k, 0);
    uint8_t distance = FAR;
    for (size_t i = back(from, TN_LINES_REACH); i < to; i++) {
        if (i >= from) before[i] = distance;
        distance = l->kinds[i] >> k & 1 ? 1 : further(distance);
    }
    distance = FAR;
    for (size_t i = ahead(l, to, TN_LINES_REACH); i-- > from;) {
        if (i < to) behind[i] = distance;
        distance = l->kinds[i] >> k & 1 ? 1 : further(distance);
    }
}

void tn_lines_look_around(struct tn_lines *l, size_t from, size_t to)
{
    look_in_windows(l, from, to);
    look_for_prose(l, from, to);
    for (unsigned k = 0; k < TN_FURNITURE_KINDS; k++) look_for_kind(l, k, from, to);
}

void tn_lines_put_score(struct tn_lines *l, size_t slot, int score)
{
    int told = SCORE_MIDDLE + score / SCORE_STEP;
    uint32_t sure = (uint32_t)(SURE + (score < -SURE ? -SURE : score > SURE ? SURE : score));
    uint32_t length = l->sums[slot + 1].letters - l->sums[slot].letters;
    if (length > UINT16_MAX) length = UINT16_MAX;
    *column(l, TN_COLUMN_SCORE, slot) = (uint8_t)(told < 1 ? 1 : told > UINT8_MAX ? UINT8_MAX : told);
    struct tn_line_sums *sums = &l->sums[slot + 1];
    sums->scores = l->sums[slot].scores + sure;
    sums->weights = l->sums[slot].weights + sure * length;
    sums->lengths = l->sums[slot].lengths + length;
}

void tn_lines_look_at_scores(struct tn_lines *l, size_t from, size_t to)
{
    static const size_t reach[TN_SCORE_WINDOWS] = {4, 12, TN_SCORES_REACH};
    for (size_t w = 0; w < TN_SCORE_WINDOWS; w++) {
        unsigned c = TN_COLUMN_SCORES + 3 * (unsigned)w;
        for (size_t slot = from; slot < to; slot++) {
            size_t first = back(slot, reach[w]), last = ahead(l, slot + 1, reach[w]);
            const struct tn_line_sums *a = &l->sums[first], *b = &l->sums[slot], *d = &l->sums[slot + 1],
                                      *e = &l->sums[last];
            uint32_t letters = e->lengths - a->lengths;
            *column(l, c, slot) =
                (uint8_t)(first < slot ? (b->scores - a->scores) / (uint32_t)(slot - first) : 0);
            *column(l, c + 1, slot) =
                (uint8_t)(slot + 1 < last ? (e->scores - d->scores) / (uint32_t)(last - slot - 1) : 0);
            *column(l, c + 2, slot) = (uint8_t)(letters ? (e->weights - a->weights) / letters : 0);
        }
    }
}
