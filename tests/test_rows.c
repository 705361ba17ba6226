/* test_rows.c - what is clean as it stands passes without a text being begun: is it told rightly, and would it come out the
 * same if it were cleaned? */
#include "rows.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "jsonl.h"
#include "support.h"

enum { DRAWN = 4000, HANDLES = 24, TEXTS = 24, MANY = TN_JSONL_VALUES + 2 };

/* Random pieces, those with a lower number more often. */
static void draw(struct tn_text *text, struct tn_random *random, const char *const *pieces, size_t count,
                 size_t most)
{
    tn_clear(text);
    for (size_t n = tn_random_below(random, most); n > 0; n--) {
        const char *piece = pieces[tn_random_below(random, 1 + tn_random_below(random, count))];
        tn_append(text, piece, strlen(piece));
    }
    tn_append(text, "", 0);
}

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* The end of the row that begins there; `length` if there is none. */
static size_t end_of(const unsigned char *p, size_t begin, size_t length, bool fields)
{
    size_t end = begin;
    while (end < length && p[end] != '\n' && !(fields && p[end] == '\t')) end++;
    return end;
}

static bool is_clean(const unsigned char *p, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        bool edge = i == 0 || i == length - 1 || p[i - 1] == ' ';
        if (!tn_is_plain(p[i]) || (p[i] == ' ' && edge)) return false;
    }
    return true;
}

START_TEST(every_vector_unit_tells_rows_apart)
{
    static const char *const PIECES[] = {
        "a",  "a",  "bcd", "\n", "\t",   "a",  "x", "\n",  "0123456789abcdefghij",
        " ",  "\n", "\t",  " a", "\x7f", "&",  ";", "<",   ">",
        "\r", "~",  "!",   "  ", "\x1f", "\0", "é", "\xff"};
    struct tn_random random = tn_random_seed(21);
    struct tn_text text = {0};
    for (size_t i = 0; i < tn_effort(DRAWN); i++) {
        bool fields = i % 2;
        draw(&text, &random, PIECES, COUNT(PIECES), 200);
        unsigned char *copy = malloc(text.length + 1); /* ASan sees a read behind it */
        ck_assert_ptr_nonnull(copy);
        memcpy(copy + 1, text.bytes, text.length);
        for (size_t unit = 0; tn_scanner_usable(unit); unit++) {
            struct tn_rows rows = tn_rows_of(tn_scanner_usable(unit), copy + 1, text.length, fields);
            size_t begin = 0, end;
            for (; (end = end_of(text.bytes, begin, text.length, fields)) < text.length; begin = end + 1) {
                ck_assert(tn_rows_next(&rows));
                ck_assert(rows.begin == begin && rows.end == end);
                ck_assert_int_eq(rows.clean, is_clean(text.bytes + begin, end - begin));
            }
            ck_assert(!tn_rows_next(&rows));
            ck_assert_uint_eq(rows.next, begin);
        }
        free(copy);
    }
    tn_release(&text);
    tn_count_cases(tn_effort(DRAWN));
}
END_TEST

/* Options that a text may be cleaned with. */
static struct tnorm_options draw_options(struct tn_random *random, enum tnorm_input input)
{
    struct tnorm_options options = tn_options(input);
    options.form = (enum tnorm_form)tn_random_below(random, TNORM_FORM_NONE + 1);
    options.boilerplate = (enum tnorm_boilerplate)tn_random_below(random, TNORM_BOILERPLATE_STRICT + 1);
    if (tn_random_below(random, 4) == 0)
        options.keep = (unsigned)tn_random_below(random, 2 * TNORM_KEEP_ECHOES);
    return options;
}

/* What comes byte by byte is never at hand as a whole row. */
START_TEST(rows_that_stay_are_cleaned_alike)
{
    static const char *const PIECES[] = {"a",
                                         "\n",
                                         "\t",
                                         "bc",
                                         " ",
                                         "word",
                                         "Share on Facebook",
                                         "\n",
                                         "\t",
                                         "All rights reserved",
                                         "é",
                                         "\r\n",
                                         "&amp;",
                                         "<b>",
                                         "shar",
                                         "\xef\xbb\xbf",
                                         "\xe9",
                                         "\x80\xff\x80\xff\x80\xff",
                                         ";",
                                         "Ã©",
                                         "\x1b[1m",
                                         "c d e f g h i"};
    static const char *const COLUMNS[] = {NULL, "1", "2-3,5"};
    struct tn_random random = tn_random_seed(22);
    struct tn_text text = {0};
    for (size_t i = 0; i < tn_effort(HANDLES); i++) {
        struct tnorm_options options = draw_options(&random, i % 2 ? TNORM_INPUT_LINES : TNORM_INPUT_TSV);
        if (i % 2 == 0) options.field = COLUMNS[tn_random_below(&random, COUNT(COLUMNS))];
        struct tn_machine whole, bytewise;
        tn_start(&whole, &options);
        tn_start(&bytewise, &options);
        for (size_t n = 0; n < TEXTS; n++) {
            draw(&text, &random, PIECES, COUNT(PIECES), 300);
            tn_feed_whole(&whole, text.bytes, text.length);
            tn_feed_bytewise(&bytewise, text.bytes, text.length);
            ck_assert(tn_equal(&whole.out, &bytewise.out));
            ck_assert(tn_equal(&whole.left_out, &bytewise.left_out));
            ck_assert_str_eq(whole.stats, bytewise.stats);
        }
        tn_stop(&whole);
        tn_stop(&bytewise);
    }
    tn_release(&text);
    tn_count_cases(tn_effort(HANDLES) * TEXTS);
}
END_TEST

/* A number of the account. */
static unsigned long long number(const struct tn_machine *machine, const char *name)
{
    const char *at = strstr(machine->stats, name);
    ck_assert_ptr_nonnull(at);
    return strtoull(at + strlen(name), NULL, 10);
}

/* `value` as that member of an object, so many times. */
static void repeat(struct tn_text *line, const struct tn_text *value, size_t times)
{
    tn_clear(line);
    for (size_t n = 0; n < times; n++) {
        tn_append(line, n > 0 ? "," : "{", 1);
        tn_append(line, "\"text\":", 7);
        tn_append(line, value->bytes, value->length);
    }
    tn_append(line, "}\n", 2);
}

/* `value` between two others that stay. */
static void surround(struct tn_text *line, const struct tn_text *value)
{
    static const char before[] = "{\"text\":\"a\",\"text\":", behind[] = ",\"text\":\"b c\"}\n";
    tn_clear(line);
    tn_append(line, before, strlen(before));
    tn_append(line, value->bytes, value->length);
    tn_append(line, behind, strlen(behind));
}

/* Of more strings in a line than TN_JSONL_VALUES every one is cleaned. */
START_TEST(strings_that_stay_are_cleaned_alike)
{
    static const char *const PIECES[] = {"a",
                                         "bc",
                                         " ",
                                         "word",
                                         "\\\"",
                                         "\\/",
                                         "é",
                                         "’",
                                         "\\n",
                                         "\\t",
                                         "\\u00e9",
                                         "\\u003c",
                                         "&amp;",
                                         "Share on Facebook",
                                         "All rights reserved",
                                         "shar",
                                         "c d e f g h i",
                                         "\\ud83d\\ude00",
                                         "\\u0000",
                                         "<b>",
                                         "\xff",
                                         "e\xcc\x81",
                                         "\\r\\n",
                                         "  "};
    struct tn_random random = tn_random_seed(23);
    struct tn_text string = {0}, value = {0}, line = {0};
    for (size_t i = 0; i < tn_effort(HANDLES); i++) {
        struct tnorm_options options = draw_options(&random, TNORM_INPUT_JSONL);
        struct tn_machine one, many, among;
        tn_start(&one, &options);
        tn_start(&many, &options);
        tn_start(&among, &options);
        for (size_t n = 0; n < TEXTS; n++) {
            draw(&string, &random, PIECES, COUNT(PIECES), n == 0 ? 3000 : 8);
            tn_clear(&value);
            tn_append(&value, "\"", 1);
            tn_append(&value, string.bytes, string.length);
            tn_append(&value, "\"", 1);
            surround(&line, &value);
            tn_feed_whole(&among, line.bytes, line.length);
            repeat(&line, &value, 1);
            tn_feed_whole(&one, line.bytes, line.length);
            repeat(&line, &value, MANY);
            tn_feed_whole(&many, line.bytes, line.length);

            tn_clear(&value); /* what it has become */
            tn_append(&value, one.out.bytes + 8, one.out.length - 8 - 2);
            repeat(&line, &value, MANY);
            ck_assert(tn_equal(&many.out, &line));
            surround(&line, &value);
            ck_assert(tn_equal(&among.out, &line));
            ck_assert_uint_eq(number(&many, "\"documents\":"), MANY * number(&one, "\"documents\":"));
            ck_assert_uint_eq(number(&many, "\"kept\":"), MANY * number(&one, "\"kept\":"));
            ck_assert_uint_eq(many.rejects, MANY * one.rejects);
            ck_assert_uint_eq(number(&among, "\"documents\":"), number(&one, "\"documents\":") + 2);
            ck_assert_uint_eq(number(&among, "\"kept\":"), number(&one, "\"kept\":") + 4);
        }
        tn_stop(&one);
        tn_stop(&many);
        tn_stop(&among);
    }
    tn_release(&string);
    tn_release(&value);
    tn_release(&line);
    tn_count_cases(tn_effort(HANDLES) * TEXTS);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("rows");
    TCase *rows = tcase_create("rows");
    tcase_set_timeout(rows, 60);
    tcase_add_test(rows, every_vector_unit_tells_rows_apart);
    tcase_add_test(rows, rows_that_stay_are_cleaned_alike);
    tcase_add_test(rows, strings_that_stay_are_cleaned_alike);
    suite_add_tcase(suite, rows);
    return tn_main(suite);
}
