/* test_bounds.c - how far things go: what has one less than a bound, just so many, and one more. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "filter.h"
#include "html.h"
#include "html_ruby.h"
#include "html_title.h"
#include "json_parse.h"
#include "line.h"
#include "markup.h"
#include "normal.h"
#include "state.h"
#include "support.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* What is looked for in the output: */
enum then {
    STAYS, /* it is there up to the bound, */
    COMES, /* it is there beyond it, */
    CAPPED /* or it is there as often as the unit in the input, but not more often than the bound says. */
};

#define SPAN "<span>"
#define SPANS /* thirty */                                                                                   \
    SPAN SPAN SPAN SPAN SPAN SPAN SPAN SPAN SPAN SPAN SPAN SPAN SPAN SPAN SPAN SPAN SPAN SPAN SPAN SPAN SPAN \
        SPAN SPAN SPAN SPAN SPAN SPAN SPAN SPAN SPAN

/* `before`, so many units, `between`, as many of what closes them, `behind`. */
static const struct row {
    const char *what;
    enum tnorm_input input;
    const char *options;
    const char *before, *unit, *between, *closer, *behind;
    size_t bound;
    enum then then;
    const char *sought;
} ROWS[] = {
    {"a tag", TNORM_INPUT_TEXT, "", "a <a href=\"", "x", "\">b", "", "", 64 * 1024 - 11, COMES, "xxxx"},
    {"a comment", TNORM_INPUT_TEXT, "", "a <!--", "x", "-->b", "", "", 64 * 1024 - 4, COMES, "xxxx"},
    {"a script", TNORM_INPUT_TEXT, "", "a <script>", "x", "</script>b", "", "", 64 * 1024 - 8, COMES, "xxxx"},
    {"a style", TNORM_INPUT_TEXT, "", "a <style>", "x", "</style>b", "", "", 64 * 1024 - 7, COMES, "xxxx"},
    {"an address before the end of a tag", TNORM_INPUT_TEXT, "", "a https://e.example/", "x", "\">b", "", "",
     TN_ADDRESS_LONGEST - 20, COMES, "\">"},
    {"punctuation behind an address that is said again", TNORM_INPUT_TEXT, "",
     "https://e.example/xyz\">https://e.example/xyz", "!", " b", "", "", 4, COMES, "xyz https"},
    {"a tag that nobody knows and its end", TNORM_INPUT_TEXT, "", "say <file-name>", "x", "</file-name> on",
     "", "", 512 - 12, COMES, "<file-name>"},
    {"marks in a row", TNORM_INPUT_TEXT, "", "x", "\u0301", "y", "", "", 30, COMES, "\u034F"},
    {"stray bytes in a row", TNORM_INPUT_TEXT, "",
     "Two of these are as good as three or four of them, and more of them are too many, ", "\xBB",
     " they said", "", "", 8, COMES, "\uFFFD"},
    {"isolates in each other", TNORM_INPUT_TEXT, "", "a", "\u2067", "b", "\u2069", "c", TN_BIDI_DEPTH, CAPPED,
     "\u2067"},
    {"what closes them", TNORM_INPUT_TEXT, "", "a", "\u2067", "b", "\u2069", "c", TN_BIDI_DEPTH, CAPPED,
     "\u2069"},
    {"embeddings in each other", TNORM_INPUT_LINES, "", "a", "\u202B", "b", "\u202C", "c", TN_BIDI_DEPTH,
     CAPPED, "\u202C"},
    {"the text of a picture", TNORM_INPUT_HTML, "", "<p>a <img alt=\"", "1", "\u2665\">b", "", "",
     TN_HTML_VALUE - 1 - 3, STAYS, "\u2665"},
    {"the text of a smiley", TNORM_INPUT_HTML, "", "<p>a <img class=smiley alt=\"", ":", "\">b", "", "", 32,
     STAYS, ":"},
    {"elements in each other", TNORM_INPUT_HTML, "", "<p>a", "<span>", "<span hidden>secret", "", "",
     TN_HTML_DEPTH - 2, COMES, "secret"},
    {"and those that have ended of them", TNORM_INPUT_HTML, "",
     "<p>a" SPANS SPANS SPANS SPANS SPANS SPANS SPANS SPANS SPANS SPANS, "</span>", "<span hidden>secret", "",
     "", 301 - TN_HTML_DEPTH, STAYS, "secret"},
    {"readings that end at once", TNORM_INPUT_HTML, "", "<p><span>", "<ruby>a<rt>b", "</span>c", "", "",
     TN_HTML_READINGS, CAPPED, ")"},
};

static size_t times(const struct tn_text *text, const char *sought)
{
    size_t count = 0, length = strlen(sought);
    for (size_t i = 0; i + length <= text->length; i++) count += memcmp(text->bytes + i, sought, length) == 0;
    return count;
}

static bool is_as_said(const struct row *row, size_t n, size_t found)
{
    switch (row->then) {
    case STAYS: return (found > 0) == (n <= row->bound);
    case COMES: return (found > 0) == (n > row->bound);
    default: return found == (n < row->bound ? n : row->bound);
    }
}

static void check_row(const struct row *row, size_t n, const struct tn_text *out, const char *way)
{
    size_t found = times(out, row->sought);
    ck_assert_msg(is_as_said(row, n, found), "%s: %zu, where %zu is the bound, %s: found %zu times",
                  row->what, n, row->bound, way, found);
}

START_TEST(so_much_is_known_and_no_more)
{
    const struct row *row = &ROWS[_i];
    struct tnorm_options options = tn_options(row->input);
    struct tn_machine machine;
    options.boilerplate = TNORM_BOILERPLATE_OFF;
    ck_assert(tn_options_parse(&options, row->options));
    tn_start(&machine, &options);
    for (size_t n = row->bound - 1; n <= row->bound + 1; n++) {
        struct tn_text text = {0};
        tn_append(&text, row->before, strlen(row->before));
        tn_append_repeated(&text, row->unit, strlen(row->unit), n);
        tn_append(&text, row->between, strlen(row->between));
        tn_append_repeated(&text, row->closer, strlen(row->closer), n);
        tn_append(&text, row->behind, strlen(row->behind));
        tn_feed_whole(&machine, text.bytes, text.length);
        check_row(row, n, &machine.out, "whole");
        const char *broken = tn_broken_account(machine.handle, text.length, machine.out.length);
        ck_assert_msg(!broken, "%s: %s", row->what, broken);
        tn_feed_bytewise(&machine, text.bytes, text.length);
        check_row(row, n, &machine.out, "byte by byte");
        tn_release(&text);
        tn_count_cases(1);
    }
    tn_stop(&machine);
}
END_TEST

/* Twice the same passage, a line or a paragraph of two; the second one is an echo. */
START_TEST(passages_are_echoes_up_to_16_kibibytes)
{
    static const char *const FEEDS[] = {"\n", "\n\n"};
    struct tnorm_options options = tn_options(TNORM_INPUT_TEXT);
    struct tn_machine machine;
    options.boilerplate = TNORM_BOILERPLATE_OFF;
    tn_start(&machine, &options);
    for (size_t i = 0; i < COUNT(FEEDS); i++)
        for (size_t length = 16 * 1024 - 1; length <= 16 * 1024 + 1; length++) {
            struct tn_text text = {0};
            for (int twice = 0; twice < 2; twice++) {
                size_t end = text.length + length;
                while (text.length + 8 < end) tn_append(&text, "the sea ", 8);
                tn_append_repeated(&text, "x", 1, end - text.length);
                size_t space = end - length / 2;
                while (text.bytes[space] != ' ') space--;
                if (i > 0) text.bytes[space] = '\n';
                tn_append(&text, FEEDS[i], strlen(FEEDS[i]));
            }
            tn_feed_whole(&machine, text.bytes, text.length);
            bool echo = machine.out.length < 2 * length;
            ck_assert_msg(echo == (length <= 16 * 1024), "%zu bytes, way %zu", length, i);
            tn_release(&text);
            tn_count_cases(1);
        }
    tn_stop(&machine);
}
END_TEST

/* Of a passage that is longer than that the last 8 KiB are sure to be remembered: what is less than they are can be an echo. */
START_TEST(ends_of_long_passages_are_echoes_up_to_8_kibibytes)
{
    enum { LINE = 4000 };
    struct tnorm_options options = tn_options(TNORM_INPUT_TEXT);
    struct tn_machine machine;
    options.boilerplate = TNORM_BOILERPLATE_OFF;
    tn_start(&machine, &options);
    for (size_t length = 8 * 1024 - 2; length <= 8 * 1024 + 1; length++) {
        struct tn_text text = {0};
        tn_append_repeated(&text, "the sea ", 8, 1200);
        text.bytes[text.length - 1] = '\n';
        tn_append_repeated(&text, "the sea ", 8, 400);
        size_t begin = text.length;
        for (int twice = 0; twice < 2; twice++) {
            tn_append_repeated(&text, "x", 1, LINE);
            tn_append(&text, "\n", 1);
            tn_append_repeated(&text, "y", 1, length - LINE - 1);
            tn_append(&text, "\n\n", 2);
        }
        tn_feed_whole(&machine, text.bytes, text.length);
        bool echo = machine.out.length == begin + length + 1;
        ck_assert_msg(echo == (length < 8 * 1024), "%zu bytes", length);
        tn_feed_bytewise(&machine, text.bytes, text.length);
        ck_assert_msg(echo == (machine.out.length == begin + length + 1), "%zu bytes, byte by byte", length);
        tn_release(&text);
        tn_count_cases(1);
    }
    tn_stop(&machine);
}
END_TEST

/* Of a path to a member of JSON: names, and bytes of all of them. */
START_TEST(a_path_has_so_many_names_and_bytes)
{
    static const struct {
        size_t names, bytes;
        bool good;
    } PATHS[] = {
        {TN_JSON_NAMES - 1, 1, true},       {TN_JSON_NAMES, 1, true},          {TN_JSON_NAMES + 1, 1, false},
        {1, TN_JSON_NAMES_SIZE - 2, true},  {1, TN_JSON_NAMES_SIZE - 1, true}, {1, TN_JSON_NAMES_SIZE, false},
        {2, TN_JSON_NAMES_SIZE / 2, false}, {3, TN_JSON_NAMES_SIZE / 3, true},
    };
    for (size_t i = 0; i < COUNT(PATHS); i++) {
        struct tn_text path = {0}, line = {0}, wanted = {0}, out = {0};
        for (size_t name = 0; name < PATHS[i].names; name++) {
            if (name > 0) tn_append(&path, ".", 1);
            tn_append(&line, "{\"", 2);
            tn_append_repeated(&path, "m", 1, PATHS[i].bytes);
            tn_append_repeated(&line, "m", 1, PATHS[i].bytes);
            tn_append(&line, "\":", 2);
        }
        tn_append(&wanted, line.bytes, line.length);
        tn_append(&line, "\"a  b\"", 6);
        tn_append(&wanted, "\"a b\"", 5);
        tn_append_repeated(&line, "}", 1, PATHS[i].names);
        tn_append_repeated(&wanted, "}", 1, PATHS[i].names);
        struct tnorm_options options = tn_options(TNORM_INPUT_JSONL);
        enum tnorm_error error = TNORM_OK;
        options.field = (const char *)path.bytes;
        options.sink = tn_take;
        options.sink_context = &out;
        tnorm *handle = tnorm_new(&options, &error);
        ck_assert_msg((handle != NULL) == PATHS[i].good, "row %zu", i);
        if (handle) {
            tn_feed_text(handle, (const char *)line.bytes);
            tn_finish_text(handle);
            ck_assert_msg(tn_equal(&out, &wanted), "row %zu: %s", i, (const char *)out.bytes);
        } else {
            ck_assert_int_eq(error, TNORM_ERROR_OPTION);
        }
        tnorm_free(handle);
        tn_release(&path);
        tn_release(&line);
        tn_release(&wanted);
        tn_release(&out);
        tn_count_cases(1);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("bounds");
    TCase *bounds = tcase_create("bounds");
    tcase_set_timeout(bounds, 60);
    tcase_add_loop_test(bounds, so_much_is_known_and_no_more, 0, (int)COUNT(ROWS));
    tcase_add_test(bounds, passages_are_echoes_up_to_16_kibibytes);
    tcase_add_test(bounds, ends_of_long_passages_are_echoes_up_to_8_kibibytes);
    tcase_add_test(bounds, a_path_has_so_many_names_and_bytes);
    suite_add_tcase(suite, bounds);
    return tn_main(suite);
}
