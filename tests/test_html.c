/* test_html.c - what is done at once in a page is what would be done step by step. */
#include "html_classes.h"
#include "html_words.h"
#include "state.h"
#include "support.h"

#include <string.h>

enum { TABS = 3 };

/* A line of preformatted text with rows of tabs, each of which is written as `tab`. */
static void put_page(struct tn_text *page, const char *tab, const size_t tabs[TABS])
{
    tn_clear(page);
    tn_append(page, "<pre>", strlen("<pre>"));
    for (size_t i = 0; i < TABS; i++) {
        tn_append_repeated(page, tab, strlen(tab), tabs[i]);
        tn_append(page, "\xC3\xA9", 2);
    }
}

/* A tab that a reference stands for is read by itself. */
START_TEST(tabs_in_a_row_are_tabs)
{
    static const size_t ROWS[][TABS] = {{1, 1, 1},    {0, 2, 3},      {7, 0, 9},       {0, 4093, 8},
                                        {4094, 1, 2}, {1, 4095, 300}, {4096, 4096, 1}, {9000, 5, 20000}};
    struct tn_text row = {0}, single = {0};
    struct tn_machine machine, other;
    struct tnorm_options options = tn_options(TNORM_INPUT_HTML);
    tn_start(&machine, &options);
    tn_start(&other, &options);
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        put_page(&row, "\t", ROWS[i]);
        put_page(&single, "&#9;", ROWS[i]);
        tn_feed_whole(&other, single.bytes, single.length);
        tn_feed_whole(&machine, row.bytes, row.length);
        ck_assert_msg(tn_equal(&machine.out, &other.out), "row %zu", i);
        ck_assert_uint_ge(machine.out.length, 7 * (ROWS[i][0] + ROWS[i][1] + ROWS[i][2]));
        tn_feed_cut(&machine, row.bytes, row.length, (const size_t[]){6, row.length / 2, row.length - 3}, 3,
                    false);
        ck_assert_msg(tn_equal(&machine.out, &other.out), "row %zu, cut", i);
    }
    tn_count_cases(2 * sizeof ROWS / sizeof *ROWS);
    tn_stop(&machine);
    tn_stop(&other);
    tn_release(&row);
    tn_release(&single);
}
END_TEST

/* What is too long to be weighed is left out if it is hidden, and said so. */
START_TEST(a_long_hidden_line_goes)
{
    static const size_t WORDS[] = {10, 5000, 100000};
    struct tn_text page = {0};
    struct tn_machine machine;
    struct tnorm_options options = tn_options(TNORM_INPUT_HTML);
    options.boilerplate = TNORM_BOILERPLATE_BALANCED;
    tn_start(&machine, &options);
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        tn_clear(&page);
        tn_append(&page, "<p>a</p><div hidden>", strlen("<p>a</p><div hidden>"));
        tn_append_repeated(&page, "secret ", strlen("secret "), WORDS[i]);
        tn_append(&page, "</div><p>b</p>", strlen("</div><p>b</p>"));
        tn_feed_whole(&machine, page.bytes, page.length);
        ck_assert_msg(machine.out.length == 5 && memcmp(machine.out.bytes, "a\n\nb\n", 5) == 0,
                      "%zu words: %zu bytes", WORDS[i], machine.out.length);
    }
    tn_count_cases(sizeof WORDS / sizeof *WORDS);
    tn_stop(&machine);
    tn_release(&page);
}
END_TEST

/* More classes than are remembered, some of them longer than any that is, each of them read again. */
START_TEST(a_class_that_is_remembered_tells_the_same)
{
    static struct tn_html_class_known known[TN_CLASSES], none[TN_CLASSES];
    static const char *const WORDS[] = {"nav", "post-1", "ad", "x", " ", "cookie", "entry-content", "MENU"};
    enum { CASES = 6 * TN_CLASSES, KINDS = sizeof WORDS / sizeof *WORDS };
    struct tn_html_class told[CASES];
    for (size_t i = 0; i < 2 * CASES; i++) {
        char value[2 * TN_CLASS_LONGEST] = "";
        size_t n = i % CASES;
        for (size_t word = n; strlen(value) <= n % (TN_CLASS_LONGEST + 32); word = word * 5 / 3 + 1)
            strcat(strcat(value, WORDS[word % KINDS]), word % 3 ? " " : "");
        const unsigned char *text = (const unsigned char *)value;
        struct tn_html_class class = tn_html_class_read(known, text, strlen(value));
        if (i < CASES) told[n] = class;
        ck_assert_uint_eq(class.around, tn_html_words(text));
        ck_assert_uint_eq(class.letters, told[n].letters);
        memset(none, 0, sizeof none);
        ck_assert_uint_eq(class.letters, tn_html_class_read(none, text, strlen(value)).letters);
    }
    tn_count_cases(2 * CASES);
}
END_TEST

/* Whatever it leaves where it stood, and however it is cut; and the same of what was left over in a text. */
START_TEST(each_tag_counts_once)
{
    static const enum tnorm_input INPUTS[] = {TNORM_INPUT_HTML, TNORM_INPUT_TEXT};
    static const struct {
        const char *page;
        int count;
        size_t ways; /* of INPUTS */
    } ROWS[] = {
        {"<b>x</b>", 2, 2},
        {"<p>x</p>", 2, 2},
        {"<br>x", 1, 2},
        {"x<hr>y", 1, 2},
        {"<table><tr><td>x<td><p>y</table>", 6, 2},
        {"<!--c-->x", 1, 2},
        {"<!doctype html>x", 1, 2},
        {"<?xml version='1.0'?>x", 1, 2},
        {"<script>a</script>", 2, 2},
        {"<style>a</style>x", 2, 2},
        {"<script>if (a < b) '<p>'</script>", 2, 2},
        {"<span style='display: block'>x</span>", 2, 2},
        {"<ul><li>x<li>y</ul>", 4, 2},
        {"a < b", 0, 2},
        {"x</>y", 1, 1},
        {"<img alt='\u2764'>", 1, 1},
        {"<svg><text><![CDATA[x]]></text></svg>", 6, 1},
        {"<ruby>x<rt>y</rt></ruby>", 4, 1},
        {"<ruby>x<rt></rt></ruby>", 4, 1},
        {"<div hidden><p>x<!--c--></div>y", 4, 1},
    };
    size_t cases = 0;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        for (size_t way = 0; way < ROWS[i].ways; way++, cases++) {
            struct tn_machine machine;
            struct tnorm_options options = tn_options(INPUTS[way]);
            char expected[64];
            snprintf(expected, sizeof expected, "\"markup\":{\"count\":%d,", ROWS[i].count);
            tn_start(&machine, &options);
            tn_feed_whole(&machine, (const unsigned char *)ROWS[i].page, strlen(ROWS[i].page));
            ck_assert_msg(strstr(machine.stats, expected) != NULL, "row %zu: %s", i, machine.stats);
            tn_feed_bytewise(&machine, (const unsigned char *)ROWS[i].page, strlen(ROWS[i].page));
            ck_assert_msg(strstr(machine.stats, expected) != NULL, "row %zu, bytewise: %s", i, machine.stats);
            tn_stop(&machine);
        }
    tn_count_cases(cases);
}
END_TEST

/* 13.2.6.4.7: the end tag of a formatting element ends it, and what is no block between, though a block in it stays open. */
START_TEST(an_element_ends_though_a_block_in_it_does_not)
{
    static const struct {
        const char *page, *text;
        size_t links; /* that are open at the end */
    } ROWS[] = {
        {"<b style='display:none'>x<div>y</b>z</div>w", "z\nw\n", 0},
        {"<b style='display:none'>x<div style='display:none'>y</b>z</div>w", "w\n", 0},
        {"<b style='display:none'>a<i>b<div>c</b>d</div></i>e", "d\ne\n", 0},
        {"<b>a<span style='display:none'>b<div>c</b>d</div>e", "ad\ne\n", 0},
        {"<a href=x>b<div>c</a>d</div>e", "b\ncd\ne\n", 0},
        {"<a href=x>b<div>c d</div>e", "b\nc d\ne\n", 1},
        {"<a href=x style='display:none'>b<div>c</a>d</div>e", "d\ne\n", 0},
    };
    struct tnorm_options options = tn_options(TNORM_INPUT_HTML);
    options.boilerplate = TNORM_BOILERPLATE_OFF;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        struct tn_text out = {0};
        tnorm *handle = tn_make(options, &out);
        tn_feed_text(handle, ROWS[i].page);
        for (size_t n = 0; n < 64 * 1024; n += 10) tn_feed_text(handle, "<!-- x -->"); /* it waits no more */
        ck_assert_int_eq(tnorm_flush(handle), TNORM_OK);
        ck_assert_msg((size_t)handle->page.links == ROWS[i].links, "row %zu: %zu links", i,
                      (size_t)handle->page.links);
        tn_finish_text(handle);
        ck_assert_msg(tn_is(&out, ROWS[i].text), "row %zu: %s", i, (const char *)out.bytes);
        tnorm_free(handle);
        tn_release(&out);
        tn_count_cases(1);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("html");
    TCase *html = tcase_create("html");
    tcase_add_test(html, tabs_in_a_row_are_tabs);
    tcase_add_test(html, a_long_hidden_line_goes);
    tcase_add_test(html, a_class_that_is_remembered_tells_the_same);
    tcase_add_test(html, each_tag_counts_once);
    tcase_add_test(html, an_element_ends_though_a_block_in_it_does_not);
    suite_add_tcase(suite, html);
    return tn_main(suite);
}
