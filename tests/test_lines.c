/* test_lines.c - what is told of a line from those around it. */
#include <check.h>
#include <string.h>

#include "gaps.h"
#include "groups.h"
#include "lines.h"
#include "shape.h"
#include "summer.h"
#include "support.h"
#include "support_portable.h"
#include "utf8.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum { DRAWN = 3000 };

static const char PROSE[] =
    "This is a sentence of sixty letters at least, since there are so many words in it.";

/* A line comes in this column of its source, behind so many empty lines. */
static void add_at(struct tn_lines *lines, const char *text, uint8_t indent, uint8_t blank)
{
    struct tn_shape shape = tn_shape_of(text);
    struct tn_html_place place = {
        .place = TN_PLACE_P, .path = (uint32_t)strlen(text) + blank, .outer_path = indent};
    unsigned char copy[256 + TN_SHAPE_SLACK] = {0};
    shape.number[TN_SHAPE_INDENT] = indent;
    shape.number[TN_SHAPE_BLANK] = blank;
    tn_lines_add(lines, indent || blank ? TN_SHAPED_VARIED : TN_SHAPED_NOT);
    tn_lines_put_shape(lines, lines->count - 1, &shape);
    ck_assert_uint_le(strlen(text), 256);
    memcpy(copy, text, strlen(text));
    tn_lines_read(lines, lines->count - 1, copy, strlen(text));
    if (lines->pages) tn_lines_place(lines, &place, 1, 0);
}

static void add(struct tn_lines *lines, const char *text) { add_at(lines, text, 0, 0); }

START_TEST(every_vector_unit_sums_up_alike)
{
    struct tn_random random = tn_random_seed(9);
    for (size_t i = 0; i < DRAWN; i++) {
        uint32_t part[2][TN_BATCH], whole[2][TN_BATCH];
        uint8_t a[2][TN_BATCH], b[2][TN_BATCH];
        for (size_t j = 0; j < TN_BATCH; j++) {
            uint32_t most = tn_random_below(&random, 2) ? TN_SUM_MOST : 100;
            uint32_t all = (uint32_t)tn_random_below(&random, most);
            part[0][j] = (uint32_t)tn_random_below(&random, UINT32_MAX); /* sums may pass 0 */
            whole[0][j] = (uint32_t)tn_random_below(&random, UINT32_MAX);
            whole[1][j] = whole[0][j] + all;
            part[1][j] = part[0][j] +
                         (tn_random_below(&random, 9) ? (uint32_t)tn_random_below(&random, all + 1) : all);
        }
        for (size_t unit = 0; tn_summer_usable(unit); unit++) {
            const struct tn_summer *put = tn_summer_usable(unit);
            put->scale(b[0], whole[0], whole[1]);
            put->share(b[1], part[0], part[1], whole[0], whole[1], i % 2 ? 63 : 1 + (uint32_t)(i % 255));
            if (unit > 0) ck_assert_mem_eq(a, b, sizeof a);
            memcpy(a, b, sizeof a);
        }
    }
    tn_count_cases(DRAWN);
}
END_TEST

START_TEST(a_line_knows_how_far_it_is_to_prose)
{
    static struct tn_lines lines;
    tn_lines_clear(&lines, false);
    for (size_t i = 0; i < 100; i++) add(&lines, i == 10 || i == 20 ? PROSE : "Home");
    tn_lines_look_around(&lines, 0, lines.count);
    ck_assert_uint_eq(tn_lines_number(&lines, 0, TN_COLUMN_PROSE), 63); /* none before it */
    ck_assert_uint_eq(tn_lines_number(&lines, 0, TN_COLUMN_PROSE + 2), 10);
    ck_assert_uint_eq(tn_lines_number(&lines, 10, TN_COLUMN_PROSE + 2), 10);
    ck_assert_uint_eq(tn_lines_number(&lines, 13, TN_COLUMN_PROSE), 3);
    ck_assert_uint_eq(tn_lines_number(&lines, 60, TN_COLUMN_PROSE), 40);
    ck_assert_uint_eq(tn_lines_number(&lines, 61, TN_COLUMN_PROSE), 63); /* too far */
    ck_assert_uint_eq(tn_lines_number(&lines, 99, TN_COLUMN_PROSE + 2), 63);
    tn_count_cases(7);
}
END_TEST

START_TEST(lines_of_a_group_have_a_mean)
{
    static struct tn_lines lines;
    static struct tn_groups groups;
    static const struct {
        uint8_t indent, blank;
        int score;
    } row[] = {{2, 0, 100}, {2, 0, 0}, {0, 1, -100}, {2, 3, -127}, {2, 0, 0}};
    static const struct {
        size_t slot;
        unsigned column;
        uint8_t number; /* scores are 127 more than they were */
    } told[] = {
        {0, TN_RUN_MEAN, (227 + 127) / 2},
        {1, TN_RUN_PLAIN_MEAN, (227 + 127) / 2},
        {0, TN_RUN_BEFORE, 0}, /* there is none */
        {1, TN_RUN_BEHIND, 27},
        {2, TN_RUN_BEFORE, (227 + 127) / 2},
        {2, TN_RUN_BEHIND, (0 + 127) / 2},
        {4, TN_RUN_LINES, 2},
        {1, TN_RUN_SECTION * TN_RUN_NUMBERS + TN_RUN_MEAN, (227 + 127 + 27) / 3},
        {3, TN_RUN_SECTION * TN_RUN_NUMBERS + TN_RUN_BEFORE, (227 + 127 + 27) / 3},
        {2, TN_RUN_COLUMN * TN_RUN_NUMBERS + TN_RUN_MEAN, 27},
        {3, TN_RUN_COLUMN * TN_RUN_NUMBERS + TN_RUN_BEFORE, 27},
        {4, TN_COLUMN_LIKES - TN_COLUMN_RUNS + TN_LIKE, (227 + 127 + 0 + 127) / 4},
        {4, TN_COLUMN_LIKES - TN_COLUMN_RUNS + TN_LIKE_CLOSELY, (227 + 127 + 127) / 3},
        {3, TN_COLUMN_LIKES - TN_COLUMN_RUNS + TN_LIKE_CLOSELY, 0},
    };
    tn_lines_clear(&lines, false);
    for (size_t i = 0; i < COUNT(row); i++) {
        add_at(&lines, PROSE, row[i].indent, row[i].blank);
        tn_lines_put_score(&lines, i, row[i].score);
    }
    tn_groups_look(&groups, &lines, 0, COUNT(row));
    for (size_t i = 0; i < COUNT(told); i++)
        ck_assert_msg(
            tn_lines_number(&lines, told[i].slot, TN_COLUMN_RUNS + told[i].column) == told[i].number,
            "case %zu: %u", i, tn_lines_number(&lines, told[i].slot, TN_COLUMN_RUNS + told[i].column));
    tn_count_cases(COUNT(told));
}
END_TEST

/* Lines of all kinds; the first `scored` have scores. */
static void add_some(struct tn_lines *lines, uint64_t seed, size_t count, size_t scored)
{
    struct tn_random random = tn_random_seed(seed);
    for (size_t i = 0; i < count; i++) {
        const char *text = tn_random_below(&random, 3) ? "Share on Facebook" : PROSE;
        uint8_t blank = tn_random_below(&random, 4) ? 0 : (uint8_t)tn_random_below(&random, 6);
        add_at(lines, text, (uint8_t)tn_random_below(&random, 3), blank);
        int score = (int)tn_random_below(&random, 1000) - 500;
        if (i < scored) tn_lines_put_score(lines, i, score);
    }
}

static void look_at_all(struct tn_groups *groups, struct tn_lines *lines, size_t from, size_t to)
{
    tn_lines_look_around(lines, from, to);
    tn_lines_look_at_scores(lines, from, to);
    for (size_t slot = from, end; slot < to; slot = end) {
        end = slot + TN_BATCH < to ? slot + TN_BATCH : to;
        tn_groups_look(groups, lines, slot, end);
    }
}

/* What a document left that was here before makes no difference. */
START_TEST(lines_without_a_score_are_not_seen)
{
    static struct tn_lines a, b;
    static struct tn_groups of_a, of_b;
    for (int pages = 0; pages < 2; pages++) {
        tn_lines_clear(&a, pages);
        tn_groups_clear(&of_a);
        add_some(&a, 7, 1000, 1000);
        look_at_all(&of_a, &a, 0, 1000);
        memset(&b, 0, sizeof b);
        memset(&of_b, 0, sizeof of_b);
        tn_lines_clear(&a, pages);
        tn_groups_clear(&of_a);
        tn_lines_clear(&b, pages);
        add_some(&a, 8, 300, 150);
        add_some(&b, 8, 300, 150);
        look_at_all(&of_a, &a, 0, 140);
        look_at_all(&of_b, &b, 0, 140);
        for (size_t slot = 0; slot < 140; slot++)
            for (unsigned c = 0; c < TN_COLUMNS; c++)
                ck_assert_uint_eq(tn_lines_number(&a, slot, c), tn_lines_number(&b, slot, c));
        tn_count_cases(140);
    }
}
END_TEST

/* What is told of a line does not depend on where its slot is. */
START_TEST(lines_are_the_same_when_others_have_left)
{
    static struct tn_lines a, b;
    static struct tn_groups of_a, of_b;
    const size_t first = 600, last = 700, gone = first - TN_LINES_REACH - 1;
    for (int pages = 0; pages < 2; pages++) {
        tn_lines_clear(&a, pages);
        tn_groups_clear(&of_a);
        add_some(&a, 4, last, last);
        if (pages) look_at_all(&of_a, &a, 0, first);
        b = a;
        of_b = of_a;
        tn_groups_leave(&of_b, &b, gone);
        tn_lines_leave(&b, gone);
        ck_assert_uint_eq(b.count, a.count - gone);
        look_at_all(&of_a, &a, first, last);
        look_at_all(&of_b, &b, first - gone, last - gone);
        for (size_t slot = first; slot < last; slot++) {
            for (unsigned c = 0; c < TN_COLUMNS; c++)
                ck_assert_uint_eq(tn_lines_number(&a, slot, c), tn_lines_number(&b, slot - gone, c));
            ck_assert_int_eq(tn_lines_see_page(&a, slot), tn_lines_see_page(&b, slot - gone));
        }
        tn_count_cases(last - first);
    }
}
END_TEST

/* Lines that came unseen are as others as soon as they have been looked at, whoever has asked before. */
START_TEST(lines_may_be_seen_later)
{
    static struct tn_lines a, b;
    static struct tn_groups of_a, of_b;
    const size_t batch = 50, count = (size_t)_i * batch;
    memset(&of_a, 0, sizeof of_a);
    memset(&of_b, 0, sizeof of_b);
    memset(&a, 0, sizeof a);
    memset(&b, 0, sizeof b);
    tn_lines_clear(&a, false);
    tn_lines_clear(&b, false);
    add_some(&a, 5, batch, batch);
    add_some(&b, 5, batch, batch);
    for (size_t n = 0; n < 2; n++) tn_lines_add_unseen(&b, batch);
    tn_lines_look_around(&b, 0, batch); /* they are around */
    for (size_t slot = batch; slot < 3 * batch; slot++) {
        struct tn_shape shape = tn_shape_of(PROSE);
        unsigned char copy[sizeof PROSE + TN_SHAPE_SLACK] = {0};
        memcpy(copy, PROSE, sizeof PROSE - 1);
        add(&a, PROSE);
        tn_lines_put_shape(&b, slot, &shape);
        tn_lines_read(&b, slot, copy, sizeof PROSE - 1);
    }
    for (size_t slot = 3 * batch; slot < count; slot++) {
        add(&a, PROSE);
        add(&b, PROSE);
    }
    for (size_t slot = batch; slot < count; slot++) {
        tn_lines_put_score(&a, slot, 9);
        tn_lines_put_score(&b, slot, 9);
    }
    look_at_all(&of_a, &a, batch, count);
    look_at_all(&of_b, &b, batch, count);
    for (size_t slot = batch + TN_SHIFT_MOST; slot < count;
         slot++) /* of those before it is known what they have in common */
        for (unsigned c = 0; c < TN_COLUMNS; c++)
            ck_assert_uint_eq(tn_lines_number(&a, slot, c), tn_lines_number(&b, slot, c));
    tn_count_cases(count - batch);
}
END_TEST

/* Nor does it matter of which lines nobody has asked. */
START_TEST(lines_that_nobody_asks_about_make_no_difference)
{
    static struct tn_lines lines;
    static struct tn_groups asked, paused;
    static uint8_t told[TN_BATCH][TN_COLUMNS];
    const size_t later = 10 * TN_BATCH, count = later + 2 * TN_BATCH;
    tn_lines_clear(&lines, false);
    add_some(&lines, 6, count, count);
    look_at_all(&asked, &lines, 0, later + TN_BATCH);
    for (size_t i = 0; i < TN_BATCH; i++)
        for (unsigned c = 0; c < TN_COLUMNS; c++) told[i][c] = tn_lines_number(&lines, later + i, c);
    tn_groups_look(&paused, &lines, 0, TN_BATCH);
    tn_groups_look(&paused, &lines, later, later + TN_BATCH);
    for (size_t i = 0; i < TN_BATCH; i++)
        for (unsigned c = 0; c < TN_COLUMNS; c++)
            ck_assert_uint_eq(tn_lines_number(&lines, later + i, c), told[i][c]);
    tn_count_cases(TN_BATCH);
}
END_TEST

/* A copy of the line is read, which has slack behind it. */
static void read_words(struct tn_cohesion *cohesion, size_t slot, const unsigned char *line, size_t length)
{
    unsigned char copy[1024 + TN_SHAPE_SLACK];
    ck_assert_uint_le(length, 1024);
    memset(copy + length, 'x', TN_SHAPE_SLACK);
    memcpy(copy, line, length);
    tn_cohesion_read(cohesion, slot, copy, length);
}

static const struct {
    const char *line[3];                 /* the first two are around the last one, which is asked; */
    uint8_t prose;                       /* the first one is prose */
    uint8_t number[TN_COHESION_NUMBERS]; /* of the last one */
} COHERENT[] = {
    {{"The harbour was closed.", "Sharing", "Storms closed harbour gates"}, 1, {4, 2, 31, 31}},
    {{"The harbour was closed.", "Sharing", "Storms closed harbour gates"}, 0, {4, 0, 0, 31}},
    {{"HARBOUR", "Sharing", "harbour, sharing"}, 1, {2, 1, 31, 63}},    /* in either case */
    {{"of the and", "it is", "of the and it is"}, 1, {0, 0, 0, 0}},     /* short words tell nothing, */
    {{"other words", "nothing", "twice twice twice"}, 1, {3, 0, 0, 0}}, /* nor does the line itself */
    {{"港口关闭了", "分享", "港口的风"}, 1, {3, 1, 21, 21}},            /* two characters are a word */
    {{"Гавань закрыта", "Меню", "закрыта гавань"}, 1, {2, 2, 63, 63}},
    {{"élève", "", "élève"}, 1, {1, 1, 63, 63}},
    {{"", "", ""}, 1, {0, 0, 0, 0}},
};

START_TEST(a_line_shares_words_with_those_around_it)
{
    static struct tn_cohesion cohesion;
    uint8_t number[TN_COHESION_NUMBERS];
    tn_cohesion_clear(&cohesion);
    for (size_t slot = 0; slot < 3; slot++) {
        const char *line = COHERENT[_i].line[slot];
        read_words(&cohesion, slot, (const unsigned char *)line, strlen(line));
        tn_cohesion_enter(&cohesion, slot, slot == 0 && COHERENT[_i].prose);
    }
    tn_cohesion_ask(&cohesion, 2, 0, number);
    for (size_t i = 0; i < TN_COHESION_NUMBERS; i++) ck_assert_uint_eq(number[i], COHERENT[_i].number[i]);
    for (size_t slot = 0; slot < 3; slot++)
        tn_cohesion_exit(&cohesion, slot, slot == 0 && COHERENT[_i].prose);
    for (size_t i = 0; i < TN_COHESION_BUCKETS; i++) ck_assert(cohesion.sums[i] == 0);
    tn_count_cases(1);
}
END_TEST

/* Of a long line the first words are read, and not more. */
START_TEST(a_line_has_a_bounded_number_of_words)
{
    static struct tn_cohesion cohesion;
    static const char *const piece[] = {"harbour ", "港口", "Гавань "};
    for (size_t p = 0; p < COUNT(piece); p++) {
        struct tn_text text = {0};
        tn_append_repeated(&text, piece[p], strlen(piece[p]), 60);
        for (size_t length = 0; length <= text.length; length++) {
            if (length <= 1024) read_words(&cohesion, 0, text.bytes, length);
            ck_assert_uint_le(cohesion.count[0], TN_COHESION_WORDS);
        }
        ck_assert_uint_eq(cohesion.count[0], TN_COHESION_WORDS);
        tn_release(&text);
    }
    tn_count_cases(COUNT(piece));
}
END_TEST

/* Wherever they stand in blocks of 64 bytes, beside whatever else. */
START_TEST(words_are_found_wherever_they_stand)
{
    static struct tn_cohesion cohesion;
    struct tn_random random = tn_random_seed(11);
    for (size_t n = 0; n < 20000; n++) {
        unsigned char line[512] = {0};
        uint16_t found[512];
        size_t length = 0, count = 0, most = tn_random_below(&random, 300),
               each = tn_random_below(&random, 12);
        while (length < most) {
            size_t begin = length, letters = tn_random_below(&random, each + 1);
            if (tn_random_below(&random, 40) == 0) letters += 64;
            for (size_t i = 0; i < letters; i++)
                line[length++] = (unsigned char)("aZqY"[tn_random_below(&random, 4)]);
            if (letters >= 5 && letters < 64) {
                read_words(&cohesion, 0, line + begin, letters);
                ck_assert_uint_eq(cohesion.count[0], 1);
                found[count++] = cohesion.word[0][0];
            } else if (letters >= 64) {
                break; /* longer than a block: it may be parted */
            }
            line[length++] = (unsigned char)(" 7.@[`{"[tn_random_below(&random, 7)]);
            if (n % 2 && tn_random_below(&random, 20) == 0) {
                memcpy(line + length, "\xe2\x80\x94", 3);
                length += 3;
            }
        }
        read_words(&cohesion, 1, line, length);
        for (size_t i = 0; i < count && i < TN_COHESION_WORDS; i++)
            ck_assert_uint_eq(cohesion.word[1][i], found[i]);
        ck_assert_uint_ge(cohesion.count[1], count < TN_COHESION_WORDS ? count : TN_COHESION_WORDS);
    }
    tn_count_cases(20000);
}
END_TEST

/* The buckets of the words of a line, found character by character; false if one is longer than a block. */
static bool words_one_by_one(const unsigned char *line, size_t length, uint16_t *found, size_t *count)
{
    static struct tn_cohesion alone;
    size_t begin = 0, letters = 0, wide = 0;
    *count = 0;
    for (size_t i = 0, bytes = 0; i <= length; i += bytes) {
        uint32_t c = i < length ? tn_utf8_decode(line + i, &bytes) : ' ';
        bool is_wide = (c >= 0xE00 && c < 0xF00) || c >= 0x3000;
        bool letter = !is_wide && (tn_is_ascii_letter(c) || c >= 0xC0) && !(c >= 0x2000 && c < 0x3000);
        if (i == length) bytes = 1;
        if (letter && letters++ == 0) begin = i;
        if (!letter && letters > 0) {
            if (i - begin >= 64) return false;
            read_words(&alone, 0, line + begin, i - begin);
            ck_assert_uint_eq(alone.count[0], letters >= 5);
            if (letters >= 5) found[(*count)++] = alone.word[0][0];
            letters = 0;
        }
        if (is_wide && wide > 0) { /* two of them are a word */
            read_words(&alone, 0, line + i - wide, wide + bytes);
            ck_assert_uint_eq(alone.count[0], 1);
            found[(*count)++] = alone.word[0][0];
        }
        wide = is_wide ? bytes : 0;
    }
    return true;
}

START_TEST(words_of_all_scripts_are_found_as_if_one_by_one)
{
    static struct tn_cohesion cohesion;
    static const uint32_t points[] = {' ',   '.',    'a',    'Z',    '7',    0xE9,   0xA9,   0x416,  0x43A,
                                      0x905, 0x2019, 0x2014, 0x0E01, 0x0E99, 0x4E00, 0xAC00, 0x1F600};
    struct tn_random random = tn_random_seed(14);
    size_t cases = 0;
    for (size_t n = 0; n < DRAWN; n++) {
        unsigned char line[512];
        uint16_t found[512];
        size_t length = 0, count, most = tn_random_below(&random, 300),
               spaces = 1 + tn_random_below(&random, 12);
        uint32_t others[2] = {points[tn_random_below(&random, COUNT(points))],
                              points[tn_random_below(&random, COUNT(points))]};
        while (length < most) {
            uint32_t c = tn_random_below(&random, 2) ? 'a' : others[tn_random_below(&random, 2)];
            length += tn_utf8_encode(tn_random_below(&random, spaces) ? c : ' ', line + length);
        }
        if (!words_one_by_one(line, length, found, &count)) continue;
        if (count > TN_COHESION_WORDS) count = TN_COHESION_WORDS;
        read_words(&cohesion, 0, line, length);
        ck_assert_uint_eq(cohesion.count[0], count);
        ck_assert_mem_eq(cohesion.word[0], found, count * sizeof *found);
        cases++;
    }
    ck_assert_uint_gt(cases, 1000);
    tn_count_cases(cases);
}
END_TEST

/* What holds for each line of a page by itself is told for a batch at once. */
/* Of lines in all scripts, what a machine without SSE2 makes of them; bytes behind a line make no difference. */
START_TEST(words_are_the_same_without_vectors)
{
    static struct tn_cohesion vector, portable;
    static const uint32_t points[] = {' ',    '.',    'a',    'Z',    '@',     '[',    '`',    '{',    0xA9,
                                      0xBF,   0xC0,   0xE9,   0x416,  0x905,   0xDFF,  0xE00,  0xE01,  0xE3F,
                                      0xE40,  0xEFF,  0xF00,  0x1000, 0x1E00,  0x1FFF, 0x2000, 0x2019, 0x2FFF,
                                      0x3000, 0x4E00, 0xAC00, 0xFF21, 0x10000, 0x1F600};
    struct tn_random random = tn_random_seed(15);
    const size_t cases = tn_effort(10 * DRAWN);
    for (size_t n = 0; n < cases; n++) {
        unsigned char line[512];
        size_t length = 0, most = tn_random_below(&random, 300), spaces = 1 + tn_random_below(&random, 12);
        uint32_t others[2] = {points[tn_random_below(&random, COUNT(points))],
                              points[tn_random_below(&random, COUNT(points))]};
        while (length < most) {
            uint32_t c = tn_random_below(&random, 2) ? 'a' : others[tn_random_below(&random, 2)];
            length += tn_utf8_encode(tn_random_below(&random, spaces) ? c : ' ', line + length);
        }
        memset(line + length, 'a', TN_SHAPE_SLACK);
        tn_cohesion_read(&vector, 0, line, length);
        memset(line + length, 0xE0, TN_SHAPE_SLACK);
        tn_portable_cohesion_read(&portable, 0, line, length);
        ck_assert_uint_eq(vector.count[0], portable.count[0]);
        ck_assert_mem_eq(vector.word[0], portable.word[0], vector.count[0] * sizeof *vector.word[0]);
    }
    tn_count_cases(cases);
}
END_TEST

START_TEST(a_line_of_a_page_has_its_bits)
{
    static struct tn_lines lines;
    static uint32_t around[3 * TN_BATCH], kinds[3 * TN_BATCH];
    struct tn_random random = tn_random_seed(15);
    tn_lines_clear(&lines, true);
    for (size_t i = 0; i < COUNT(around); i++) {
        uint32_t same = i / TN_BATCH == 1 ? 0x5A5A5A : 0; /* bits that all lines of a batch have */
        struct tn_html_place place = {.around = same | (1u << tn_random_below(&random, TN_AROUND_BITS / 2))};
        struct tn_shape shape = tn_shape_of("Home");
        around[i] = place.around;
        kinds[i] = (same ? 0x155 : 0) | (uint32_t)(tn_random_below(&random, 9) == 0);
        tn_lines_add(&lines, TN_SHAPED_NOT);
        tn_lines_put_shape(&lines, i, &shape);
        tn_lines_place(&lines, &place, 1, kinds[i]);
    }
    tn_lines_look_around(&lines, 0, TN_BATCH / 2);
    tn_lines_look_around(&lines, TN_BATCH / 2, COUNT(around));
    for (size_t i = 0; i < COUNT(around); i++) {
        for (unsigned bit = 0; bit < TN_AROUND_BITS; bit++)
            ck_assert_uint_eq(tn_lines_number(&lines, i, TN_COLUMN_AROUND + bit), around[i] >> bit & 1);
        for (unsigned bit = 0; bit < TN_PAGE_KINDS; bit++)
            ck_assert_uint_eq(tn_lines_number(&lines, i, TN_COLUMN_PAGE + bit), kinds[i] >> bit & 1);
    }
    tn_count_cases(COUNT(around));
}
END_TEST

START_TEST(lines_of_one_path_are_summed_up)
{
    static struct tn_paths paths;
    static const uint32_t path[] = {7, 7, 9, 7}, letters[] = {100, 20, 50, 80}, prose[] = {100, 0, 50, 80};
    static const uint8_t first[] = {43, 34, 56, 49, 3}, third[] = {28, 0, 63, 13, 1};
    uint8_t number[TN_PATHS_NUMBERS];
    tn_paths_clear(&paths);
    for (size_t slot = 0; slot < COUNT(path); slot++) {
        tn_paths_put(&paths, slot, path[slot]);
        tn_paths_enter(&paths, slot, prose[slot], letters[slot]);
    }
    tn_paths_ask(&paths, 0, prose[0], 230, number);
    for (size_t i = 0; i < TN_PATHS_NUMBERS; i++) ck_assert_uint_eq(number[i], first[i]);
    tn_paths_ask(&paths, 2, prose[2], 230, number);
    for (size_t i = 0; i < TN_PATHS_NUMBERS; i++) ck_assert_uint_eq(number[i], third[i]);
    tn_paths_exit(&paths, 0, prose[0], letters[0]);
    tn_paths_ask(&paths, 1, prose[1], 230, number);
    ck_assert_uint_eq(number[TN_PATHS_LINES], 2);
    tn_count_cases(3);
}
END_TEST

START_TEST(gaps_tell_of_a_page_if_they_are_large)
{
    static const struct {
        uint64_t before[3]; /* 0: none */
        size_t lines;       /* right below each other, behind these */
        uint64_t gap;
        enum tn_shaped told;
    } cases[] = {
        {{0, 0, 0}, 1, TN_LINES_GAP, TN_SHAPED_NOT},
        {{0, 0, 0}, 1, TN_LINES_GAP + 1, TN_SHAPED_ALIKE},
        {{5, 0, 0}, 0, 5, TN_SHAPED_NOT}, /* as the line before it */
        {{5, 0, 0}, 1, 5, TN_SHAPED_ALIKE},
        {{5, 0, 0}, 0, 6, TN_SHAPED_VARIED},
        {{5, 0, 0}, TN_GAPS_NEAR, 6, TN_SHAPED_VARIED},
        {{5, 0, 0}, TN_GAPS_NEAR + 1, 6, TN_SHAPED_ALIKE}, /* it is forgotten */
        {{5, 1, 6}, 1, 6, TN_SHAPED_VARIED},
        {{5, 1, 6}, TN_LINES_SHAPED - 1, 6, TN_SHAPED_VARIED},
        {{5, 1, 6}, TN_LINES_SHAPED, 6, TN_SHAPED_ALIKE}, /* the others are too far */
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct tn_gaps gaps;
        tn_gaps_clear(&gaps);
        for (size_t j = 0; j < COUNT(cases[i].before) && cases[i].before[j] > 0; j++)
            tn_gaps_add(&gaps, cases[i].before[j]);
        for (size_t j = 0; j < cases[i].lines; j++) tn_gaps_add(&gaps, 1);
        ck_assert_msg(tn_gaps_tell(&gaps, cases[i].gap) == cases[i].told, "case %zu: %d", i,
                      (int)tn_gaps_tell(&gaps, cases[i].gap));
    }
    tn_count_cases(COUNT(cases));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("lines");
    TCase *lines = tcase_create("lines");
    tcase_add_test(lines, gaps_tell_of_a_page_if_they_are_large);
    tcase_add_test(lines, every_vector_unit_sums_up_alike);
    tcase_add_test(lines, a_line_knows_how_far_it_is_to_prose);
    tcase_add_loop_test(lines, a_line_shares_words_with_those_around_it, 0, (int)COUNT(COHERENT));
    tcase_add_test(lines, a_line_has_a_bounded_number_of_words);
    tcase_add_test(lines, words_are_found_wherever_they_stand);
    tcase_add_test(lines, words_of_all_scripts_are_found_as_if_one_by_one);
    tcase_add_test(lines, words_are_the_same_without_vectors);
    tcase_add_test(lines, a_line_of_a_page_has_its_bits);
    tcase_add_test(lines, lines_of_one_path_are_summed_up);
    tcase_add_test(lines, lines_of_a_group_have_a_mean);
    tcase_add_test(lines, lines_without_a_score_are_not_seen);
    tcase_add_test(lines, lines_are_the_same_when_others_have_left);
    tcase_add_loop_test(lines, lines_may_be_seen_later, 3, 5); /* with lines behind them, or none */
    tcase_add_test(lines, lines_that_nobody_asks_about_make_no_difference);
    suite_add_tcase(suite, lines);
    return tn_main(suite);
}
