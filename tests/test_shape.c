/* test_shape.c - what lines look like: the kinds of their characters, the numbers of their shape, words of furniture. */
#include <check.h>
#include <string.h>

#include "cpu.h"
#include "furniture.h"
#include "kinds.h"
#include "shape.h"
#include "support.h"
#include "support_portable.h"
#include "utf8.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum { DRAWN = 3000, LONGEST = 300 };

/* Characters of all kinds, in which letters and what stands inside words are frequent; returns the bytes. */
static size_t draw_line(struct tn_random *random, unsigned char *line, size_t most)
{
    static const uint32_t points[] = {
        ' ',  ' ',    'a',     'Z',     '7',    ',',    ':',    '.',    '!',    '\'',   '"',    ')',
        '(',  '#',    '@',     0xE4,    0xC4,   0xD7,   0x416,  0x436,  0x2019, 0x2026, 0x3002, 0x4E00,
        0xA9, 0x2014, 0x1F600, 0x20000, 0xFF11, 0x0E01, 0x1780, 0x17D4, 0x0905, 0x201C, 0xFF1A, '-'};
    size_t length = 0, first = tn_random_below(random, COUNT(points)),
           count = 1 + tn_random_below(random, COUNT(points) - first);
    while (length + 4 <= most) {
        uint32_t c = tn_random_below(random, 3) ? 'a' : points[first + tn_random_below(random, count)];
        if (tn_random_below(random, 8) == 0)
            c = 0x80 + (uint32_t)tn_random_below(random, 0x3000); /* of any alphabet */
        length += tn_utf8_encode(c, line + length);
    }
    return length;
}

/* In blocks that begin and end anywhere, in characters too. */
START_TEST(a_block_has_the_kinds_of_its_characters)
{
    struct tn_random random = tn_random_seed(2);
    for (size_t i = 0; i < DRAWN; i++) {
        unsigned char text[2 * TN_KINDS_BLOCK + 4];
        draw_line(&random, text, sizeof text);
        size_t at = tn_random_below(&random, TN_KINDS_BLOCK);
        unsigned length = (unsigned)tn_random_below(&random, TN_KINDS_BLOCK + 1);
        struct tn_kinds kinds, right = {{0}, 0};
        for (unsigned j = 0; j < length; j++) {
            if (tn_utf8_is_continuation(text[at + j])) continue;
            right.of[tn_kind_at(text + at + j)] |= UINT64_C(1) << j;
            right.chars |= UINT64_C(1) << j;
        }
        tn_kinds_portable(&kinds, text + at, length);
        ck_assert_mem_eq(&kinds, &right, sizeof kinds);
#if defined(__x86_64__)
        tn_kinds_sse2(&kinds, text + at, length);
        ck_assert_mem_eq(&kinds, &right, sizeof kinds);
        if (tn_has_avx512()) tn_kinds_avx512(&kinds, text + at, length);
        ck_assert_mem_eq(&kinds, &right, sizeof kinds);
#endif
    }
    tn_count_cases(DRAWN);
}
END_TEST

START_TEST(every_vector_unit_sees_the_same_shape)
{
    struct tn_random random = tn_random_seed(7);
    for (size_t i = 0; i < DRAWN; i++) {
        unsigned char line[LONGEST + TN_SHAPE_SLACK] = {0};
        size_t length = draw_line(&random, line, tn_random_below(&random, LONGEST + 1));
        struct tn_shape a = {{0}, 0}, b = a;
        tn_shape_usable(0)(&a, line, length, length / 3);
        for (size_t unit = 1; tn_shape_usable(unit); unit++) {
            tn_shape_usable(unit)(&b, line, length, length / 3);
            ck_assert_mem_eq(a.number, b.number, sizeof a.number);
            ck_assert(a.letters == b.letters);
        }
    }
    tn_count_cases(DRAWN);
}
END_TEST

/* What is counted of words, one character after the other. */
static void count_words(const unsigned char *line, size_t length, size_t *words, size_t *title, size_t *small,
                        size_t *longest)
{
    size_t word = 0;
    bool titled = false;
    *words = *title = *small = *longest = 0;
    for (size_t i = 0, bytes; i <= length; i += bytes) {
        enum tn_kind k = i < length ? tn_kind_at(line + i) : TN_KIND_SPACE;
        bytes = i < length ? tn_utf8_length(line[i]) : 1;
        if (k == TN_KIND_LETTER || k == TN_KIND_CAPITAL || k == TN_KIND_DIGIT) {
            if (word++ == 0) titled = k == TN_KIND_CAPITAL;
        } else if (k != TN_KIND_QUOTE && k != TN_KIND_CLOSER) {
            *words += word > 0;
            *title += word > 0 && titled;
            *small += word > 0 && word <= 3 && !titled;
            if (word > *longest) *longest = word;
            word = 0;
        }
    }
}

START_TEST(words_are_counted_as_if_one_by_one)
{
    struct tn_random random = tn_random_seed(8);
    for (size_t i = 0; i < DRAWN; i++) {
        unsigned char line[LONGEST + TN_SHAPE_SLACK] = {0};
        size_t length = draw_line(&random, line, tn_random_below(&random, LONGEST + 1)), wide = 0, words,
               title, small, longest;
        struct tn_shape shape = {{0}, 0};
        tn_shape_usable(0)(&shape, line, length, 0);
        count_words(line, length, &words, &title, &small, &longest);
        for (size_t j = 0; j < length; j++)
            wide += !tn_utf8_is_continuation(line[j]) && tn_kind_at(line + j) == TN_KIND_WIDE;
        words += wide / 2;
        ck_assert_uint_eq(shape.number[TN_SHAPE_WORDS], tn_shape_scale(words));
        ck_assert_uint_eq(shape.number[TN_SHAPE_LONGEST], tn_shape_scale(longest));
        ck_assert_uint_eq(shape.number[TN_SHAPE_TITLE], tn_shape_share(title, words));
        ck_assert_uint_eq(shape.number[TN_SHAPE_SMALL], tn_shape_share(small + wide / 4, words));
    }
    tn_count_cases(DRAWN);
}
END_TEST

/* A-umlauts have two bytes, and blocks end elsewhere. */
START_TEST(a_line_looks_the_same_with_umlauts)
{
    struct tn_random random = tn_random_seed(3);
    const char *alphabet[] = {"aaaaaaB ", "aB1 .,;:!?-", "a  .'\")(", "aaA'\"()[] .!?x:=/+"};
    for (size_t i = 0; i < DRAWN; i++) {
        char plain[LONGEST + 1], umlauts[2 * LONGEST + 1];
        const char *letters = alphabet[tn_random_below(&random, COUNT(alphabet))];
        size_t length = tn_random_below(&random, LONGEST + 1), to = 0;
        for (size_t j = 0; j < length; j++) {
            plain[j] = letters[tn_random_below(&random, strlen(letters))];
            if (plain[j] == 'a') umlauts[to++] = '\xC3';
            umlauts[to++] = plain[j] == 'a' ? '\xA4' : plain[j];
        }
        plain[length] = umlauts[to] = 0;
        struct tn_shape a = tn_shape_of(plain), b = tn_shape_of(umlauts);
        for (unsigned n = 0; n < TN_SHAPE_NUMBERS; n++)
            ck_assert_msg(a.number[n] == b.number[n] || n == TN_SHAPE_ADDRESS, "number %u of \"%s\": %u, %u",
                          n, plain, a.number[n], b.number[n]);
    }
    tn_count_cases(DRAWN);
}
END_TEST

/* What tn_furniture() says, found by asking the grammar at every word; of a line in small letters. */
static struct tn_furniture_words furniture_asked(const unsigned char *line)
{
    const unsigned char *at = line, *end;
    unsigned kinds = 0;
    size_t covered = 0;
    while (*at) {
        bool open = *at >= 0xE0 && *at != 0xE1;
        enum tn_furniture kind = tn_furniture_at(at, &end);
        if (kind != TN_FURNITURE_KINDS && (open || !((*end >= 'a' && *end <= 'z') || *end >= 0x80))) {
            kinds |= 1u << kind;
            covered += (size_t)(end - at);
        } else {
            for (end = at; (*end >= 'a' && *end <= 'z') || (*end >= '0' && *end <= '9') || *end >= 0x80;)
                end++;
            if (end == at) end++;
        }
        at = end;
    }
    return (struct tn_furniture_words){(uint8_t)kinds, tn_shape_share(covered, (size_t)(at - line))};
}

/* What lines are made of that may have words of furniture. */
static const char *const PARTS[] = {" ",
                                    " ",
                                    " ",
                                    "-",
                                    "'",
                                    ": ",
                                    "1",
                                    "a",
                                    "the ",
                                    "share",
                                    "rss",
                                    "by:",
                                    "read more",
                                    "read",
                                    "more",
                                    "editor's picks",
                                    "s'abonner",
                                    "e-mail",
                                    "en çok okunan",
                                    "relacionados",
                                    "ár",
                                    "über uns",
                                    "über",
                                    "приватно",
                                    "реклама",
                                    "по теме",
                                    "đọc thêm",
                                    "ắ",
                                    "رد",
                                    "関連",
                                    "関連記事",
                                    "ホーム",
                                    "関",
                                    "더보기",
                                    "홈",
                                    "होम",
                                    "comment",
                                    "comments",
                                    "view",
                                    "views:",
                                    "in den warenkorb",
                                    "datenschutzerklärung",
                                    "datenschutzx"};

START_TEST(furniture_is_found_wherever_it_begins)
{
    struct tn_random random = tn_random_seed(6);
    for (size_t i = 0; i < 10 * DRAWN; i++) {
        unsigned char small[TN_FURNITURE_LONGEST + TN_SHAPE_SLACK], big[sizeof small];
        size_t length = 0, count = tn_random_below(&random, 9);
        for (size_t j = 0; j < count; j++) {
            const char *part = PARTS[tn_random_below(&random, COUNT(PARTS))];
            if (length + strlen(part) > TN_FURNITURE_LONGEST) break;
            memcpy(small + length, part, strlen(part));
            length += strlen(part);
        }
        for (size_t j = 0; j < length; j++)
            big[j] = (unsigned char)(small[j] >= 'a' && small[j] <= 'z' ? small[j] - 0x20 : small[j]);
        memset(big + length, 'a', sizeof big - length);
        small[length] = 0;
        struct tn_furniture_words found = tn_furniture(big, length), asked = furniture_asked(small);
        ck_assert_uint_eq(found.kinds, asked.kinds);
        ck_assert_uint_eq(found.share, asked.share);
    }
    tn_count_cases(10 * DRAWN);
}
END_TEST

/* Of lines that may be longer than what is looked at, what a machine without SSE2 makes of them; bytes behind a line make no
 * difference. */
START_TEST(furniture_is_the_same_without_vectors)
{
    struct tn_random random = tn_random_seed(8);
    const size_t cases = tn_effort(10 * DRAWN);
    size_t with = 0;
    for (size_t i = 0; i < cases; i++) {
        unsigned char line[2 * TN_FURNITURE_LONGEST + TN_FURNITURE_SLACK + 4];
        size_t length = 0, most = tn_random_below(&random, 2 * TN_FURNITURE_LONGEST - 32),
               capitals = 1 + tn_random_below(&random, 4);
        while (length < most) {
            static const uint32_t points[] = {'@',    '[',   '`',   '{',   '/',   '0',    '9',   ':',
                                              0x30A2, 0x52F, 0x530, 0x7FF, 0x800, 0x2019, 0x130, 0x1F600};
            static const char *const shouted[] = {"\u00DCBER UNS", "EN \u00C7OK OKUNAN", "\u00C1R",
                                                  "\u0420\u0415\u041A\u041B\u0410\u041C\u0410"};
            const char *part = PARTS[tn_random_below(&random, COUNT(PARTS))];
            if (tn_random_below(&random, 16) == 0) part = shouted[tn_random_below(&random, COUNT(shouted))];
            if (tn_random_below(&random, 8) == 0) {
                length += tn_utf8_encode(points[tn_random_below(&random, COUNT(points))], line + length);
                continue;
            }
            for (; *part; part++) {
                bool small = *part >= 'a' && *part <= 'z' && tn_random_below(&random, capitals) == 0;
                line[length++] = (unsigned char)(small ? *part - 0x20 : *part);
            }
        }
        memset(line + length, 'a', TN_FURNITURE_SLACK);
        struct tn_furniture_words vector = tn_furniture(line, length);
        memset(line + length, '7', TN_FURNITURE_SLACK);
        struct tn_furniture_words portable = tn_portable_furniture(line, length);
        ck_assert_uint_eq(vector.kinds, portable.kinds);
        ck_assert_uint_eq(vector.share, portable.share);
        with += vector.kinds != 0;
    }
    ck_assert_uint_gt(with, cases / 4);
    tn_count_cases(cases);
}
END_TEST

static const struct {
    const char *line;
    unsigned words, stops, begins, ends;
} SHAPES[] = {
    {"", 0, 0, TN_BEGINS_OTHER, TN_ENDS_OPEN},
    {"Home", 1, 0, TN_BEGINS_CAPITAL, TN_ENDS_OPEN},
    {"She didn't say \"no\".", 4, 1, TN_BEGINS_CAPITAL, TN_ENDS_STOP},
    {"\"Who?\" he asked:", 3, 1, TN_BEGINS_QUOTE, TN_ENDS_COLON},
    {"and so on...", 3, 1, TN_BEGINS_SMALL, TN_ENDS_DOTS},
    {"and so on…", 3, 1, TN_BEGINS_SMALL, TN_ENDS_DOTS},
    {"3 well-known ones,", 4, 0, TN_BEGINS_DIGIT, TN_ENDS_COMMA},
    {"- (see there.)", 2, 1, TN_BEGINS_SMALL, TN_ENDS_STOP},
    {"Привет, мир!", 2, 1, TN_BEGINS_CAPITAL, TN_ENDS_STOP},
    {"今日は雨です。", 3, 1, TN_BEGINS_CAPITAL, TN_ENDS_STOP},
    {"A line of more than sixty-four characters that ends where its block does not end, but later. Really?",
     19, 2, TN_BEGINS_CAPITAL, TN_ENDS_STOP},
};

START_TEST(lines_have_a_shape)
{
    struct tn_shape shape = tn_shape_of(SHAPES[_i].line);
    ck_assert_uint_eq(shape.number[TN_SHAPE_WORDS], tn_shape_scale(SHAPES[_i].words));
    ck_assert_uint_eq(shape.number[TN_SHAPE_STOPS], SHAPES[_i].stops);
    ck_assert_uint_eq(shape.number[TN_SHAPE_BEGINS], SHAPES[_i].begins);
    ck_assert_uint_eq(shape.number[TN_SHAPE_ENDS], SHAPES[_i].ends);
    tn_count_cases(1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("shape");
    TCase *shape = tcase_create("shape");
    tcase_add_test(shape, a_block_has_the_kinds_of_its_characters);
    tcase_add_test(shape, every_vector_unit_sees_the_same_shape);
    tcase_add_test(shape, words_are_counted_as_if_one_by_one);
    tcase_add_test(shape, a_line_looks_the_same_with_umlauts);
    tcase_add_test(shape, furniture_is_found_wherever_it_begins);
    tcase_add_test(shape, furniture_is_the_same_without_vectors);
    tcase_add_loop_test(shape, lines_have_a_shape, 0, (int)COUNT(SHAPES));
    suite_add_tcase(suite, shape);
    return tn_main(suite);
}
