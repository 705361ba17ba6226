/* test_api.c - a handle's life: it is fed, flushed, finished, reset and freed; sinks that refuse. */
#include "support.h"

#include <string.h>

static const unsigned char *bytes(const char *text) { return (const unsigned char *)text; }

START_TEST(free_takes_null_and_unused_handles)
{
    struct tn_text out = {0};
    tnorm_free(NULL);
    tnorm_free(tn_make(tn_options(TNORM_INPUT_TEXT), &out));
    tnorm *handle = tn_make(tn_options(TNORM_INPUT_TEXT), &out);
    tn_feed_text(handle, "half a <b");
    tnorm_free(handle); /* in the middle of a text */
    tn_release(&out);
    tn_count_cases(3);
}
END_TEST

START_TEST(finish_on_nothing_writes_nothing)
{
    for (int input = TNORM_INPUT_TEXT; input <= TNORM_INPUT_LINES; input++) {
        struct tn_text out = {0};
        tnorm *handle = tn_make(tn_options((enum tnorm_input)input), &out);
        tn_finish_text(handle);
        ck_assert(tn_is(&out, ""));
        tn_finish_text(handle);
        ck_assert(tn_is(&out, ""));
        ck_assert_int_eq(tnorm_flush(handle), TNORM_OK);
        tnorm_free(handle);
        tn_release(&out);
        tn_count_cases(1);
    }
}
END_TEST

START_TEST(empty_pieces_change_nothing)
{
    struct tn_text out = {0};
    tnorm *handle = tn_make(tn_options(TNORM_INPUT_TEXT), &out);
    const char *text = "x&am";
    ck_assert_int_eq(tnorm_feed(handle, bytes(text), 0), TNORM_OK);
    ck_assert_int_eq(tnorm_feed(handle, NULL, 0), TNORM_OK);
    tn_feed_text(handle, text);
    ck_assert_int_eq(tnorm_feed(handle, bytes(text), 0), TNORM_OK);
    ck_assert_int_eq(tnorm_feed(handle, NULL, 0), TNORM_OK);
    tn_feed_text(handle, "p;y");
    tn_finish_text(handle);
    ck_assert(tn_is(&out, "x&y\n"));
    tnorm_free(handle);
    tn_release(&out);
    tn_count_cases(1);
}
END_TEST

/* What the texts give one after the other, each by a handle of its own, with what parts them. */
static void clean_alone(struct tnorm_options options, const char *first, const char *second,
                        struct tn_text *joined)
{
    struct tn_text one = {0}, two = {0};
    tnorm *handle = tn_make(options, &one);
    tn_feed_text(handle, first);
    tn_finish_text(handle);
    tnorm_free(handle);
    handle = tn_make(options, &two);
    tn_feed_text(handle, second);
    tn_finish_text(handle);
    tnorm_free(handle);
    tn_clear(joined);
    tn_append(joined, one.bytes, one.length);
    bool part = one.length > 0 && two.length > 0;
    if (options.input == TNORM_INPUT_LINES) part = part && one.bytes[one.length - 1] != '\n';
    if (part) tn_append(joined, "\n", 1);
    tn_append(joined, two.bytes, two.length);
    tn_release(&one);
    tn_release(&two);
}

START_TEST(two_texts_are_cleaned_as_if_alone)
{
    static const struct {
        const char *what;
        enum tnorm_input input;
        const char *first, *second;
    } ROWS[] = {
        {"an empty line parts texts", TNORM_INPUT_TEXT, "one", "two"},
        {"an open tag ends with its text", TNORM_INPUT_TEXT, "one <b", ">two"},
        {"an open quote ends with its text", TNORM_INPUT_TEXT, "one <b x=\"", "\">two"},
        {"an open comment ends with its text", TNORM_INPUT_TEXT, "one <!--", "--> two"},
        {"an open script ends with its text", TNORM_INPUT_TEXT, "one <script>", "</script> two"},
        {"an open reference ends with its text", TNORM_INPUT_TEXT, "one &am", "p; two"},
        {"an open character ends with its text", TNORM_INPUT_TEXT, "one \xE2\x82", "\xC3\xA9 two"},
        {"a half surrogate ends with its text", TNORM_INPUT_TEXT, "one \xED\xA0\xBD", "\xED\xB8\x80 two"},
        {"a mark does not join the text before", TNORM_INPUT_TEXT, "e", "\xCC\x81 two"},
        {"an isolate ends with its text", TNORM_INPUT_TEXT, "one \xE2\x81\xA7 x", "y \xE2\x81\xA9 two"},
        {"a byte-order mark starts each", TNORM_INPUT_TEXT, "\xEF\xBB\xBFone", "\xEF\xBB\xBFtwo"},
        {"an empty first text leaves no line", TNORM_INPUT_TEXT, "", "two"},
        {"an empty second text leaves no line", TNORM_INPUT_TEXT, "one", ""},
        {"a text of which nothing stays leaves no line", TNORM_INPUT_TEXT, "one", "<b></b>\n"},
        {"no echo of the first text", TNORM_INPUT_TEXT, "We saw how quiet blue rivers run on\n",
         "quiet blue rivers run on\n"},
        {"no evidence from the first text", TNORM_INPUT_TEXT, "d\xE9j\xE0 vu, na\xEFve caf\xE9s", "a \xE9 b"},
        {"lines: one line feed is enough", TNORM_INPUT_LINES, "one\n", "two\n"},
        {"lines: a line feed that is missing", TNORM_INPUT_LINES, "one", "two"},
        {"lines: empty lines at the end", TNORM_INPUT_LINES, "one\n\n", "\ntwo"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        struct tn_text out = {0}, expected = {0};
        clean_alone(tn_options(ROWS[i].input), ROWS[i].first, ROWS[i].second, &expected);
        tnorm *handle = tn_make(tn_options(ROWS[i].input), &out);
        tn_feed_text(handle, ROWS[i].first);
        tn_finish_text(handle);
        tn_feed_text(handle, ROWS[i].second);
        tn_finish_text(handle);
        ck_assert_msg(tn_equal(&out, &expected), "%s: got \"%s\", not \"%s\"", ROWS[i].what,
                      (const char *)out.bytes, (const char *)expected.bytes);
        tnorm_free(handle);
        tn_release(&out);
        tn_release(&expected);
        tn_count_cases(1);
    }
}
END_TEST

START_TEST(a_last_line_of_which_nothing_stays_is_a_line)
{
    static const struct {
        enum tnorm_input input;
        const char *first, *alone, *both; /* what comes of it, and of it and a text "y\n" */
    } ROWS[] = {
        {TNORM_INPUT_LINES, "x\n<b></b>", "x\n\n", "x\n\ny\n"},
        {TNORM_INPUT_LINES, "<b></b>", "\n", "\ny\n"},
        {TNORM_INPUT_LINES, "x\n ", "x\n\n", "x\n\ny\n"},
        {TNORM_INPUT_LINES, "x\nRead on Twitter", "x\n\n", "x\n\ny\n"},
        {TNORM_INPUT_LINES, "x", "x", "x\ny\n"},
        {TNORM_INPUT_LINES, "x<b></b>", "x", "x\ny\n"},
        {TNORM_INPUT_LINES, "x\n", "x\n", "x\ny\n"},
        {TNORM_INPUT_LINES, "plain\nlines\n", "plain\nlines\n", "plain\nlines\ny\n"},
        {TNORM_INPUT_LINES, "<b></b>\n", "\n", "\ny\n"},
        {TNORM_INPUT_LINES, "\xEF\xBB\xBF", "", "y\n"},
        {TNORM_INPUT_LINES, "", "", "y\n"},
        {TNORM_INPUT_TSV, "x\n<b></b>", "x\n\n", "x\n\ny\n"},
        {TNORM_INPUT_TSV, "x\nRead on Twitter", "x\n\n", "x\n\ny\n"},
        {TNORM_INPUT_TSV, "x\t<b></b>", "x\t", "x\t\ny\n"},
        {TNORM_INPUT_TSV, "x\t\n", "x\t\n", "x\t\ny\n"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++)
        for (int bytewise = 0; bytewise < 2; bytewise++) {
            struct tn_machine machine;
            struct tnorm_options options = tn_options(ROWS[i].input);
            options.boilerplate = TNORM_BOILERPLATE_PHRASES;
            tn_start(&machine, &options);
            tn_feed_string(&machine, ROWS[i].first, bytewise);
            ck_assert_msg(tn_is(&machine.out, ROWS[i].alone), "row %zu: %s", i,
                          (const char *)machine.out.bytes);
            tn_feed_text(machine.handle, "y\n");
            tn_finish_text(machine.handle);
            ck_assert_msg(tn_is(&machine.out, ROWS[i].both), "row %zu: %s", i,
                          (const char *)machine.out.bytes);
            const char *broken =
                tn_broken_account(machine.handle, strlen(ROWS[i].first) + 2, machine.out.length);
            ck_assert_msg(!broken, "row %zu: %s", i, broken);
            tn_stop(&machine);
            tn_count_cases(1);
        }
}
END_TEST

START_TEST(a_mark_at_the_start_of_columns_goes)
{
    static const struct {
        const char *field, *text, *clean;
    } ROWS[] = {
        {"2",
         "\xEF\xBB\xBF"
         "a  b\tc  d\n",
         "a  b\tc d\n"},
        {NULL,
         "\xEF\xBB\xBF"
         "a  b\tc  d\n",
         "a b\tc d\n"},
        {"2", "\xEF\xBB\xBF\xEF\xBB\xBF\t\n", "\t\n"},
        {"2", "\xEF\xBB\xBF", ""},
        {"2", "\xEF\xBB\xBF\n", "\n"},
        {"2",
         "a\t\n\xEF\xBB\xBF"
         "b\t\n",
         "a\t\n\xEF\xBB\xBF"
         "b\t\n"},
        {"1",
         "\xEF\xBB"
         "a\n",
         "\xEF\xBF\xBD"
         "a\n"},
        {"1", "\xEF\xBB", "\xEF\xBF\xBD"},
        {"1",
         "\xEF\xEF\xBB\xBF"
         "a\n",
         "\xEF\xBF\xBD"
         "a\n"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        size_t length = strlen(ROWS[i].text);
        struct tnorm_options options = tn_options(TNORM_INPUT_TSV);
        options.field = ROWS[i].field;
        for (size_t cut = 0; cut <= length; cut++) {
            struct tn_machine machine;
            tn_start(&machine, &options);
            tn_feed_cut(&machine, bytes(ROWS[i].text), length, &cut, 1, true);
            ck_assert_msg(tn_is(&machine.out, ROWS[i].clean), "row %zu, cut %zu: %s", i, cut,
                          (const char *)machine.out.bytes);
            const char *broken = tn_broken_account(machine.handle, length, machine.out.length);
            ck_assert_msg(!broken, "row %zu, cut %zu: %s", i, cut, broken);
            if (cut == 1) tn_feed_bytewise(&machine, bytes(ROWS[i].text), length);
            ck_assert_msg(tn_is(&machine.out, ROWS[i].clean), "row %zu, bytewise: %s", i,
                          (const char *)machine.out.bytes);
            tn_stop(&machine);
            tn_count_cases(1);
        }
    }
}
END_TEST

START_TEST(reset_leaves_the_handle_as_new)
{
    char fresh[8192], again[8192];
    struct tn_text out = {0};
    tnorm *handle = tn_make(tn_options(TNORM_INPUT_TEXT), &out);
    ck_assert_uint_lt(tnorm_stats(handle, fresh, sizeof fresh), sizeof fresh);
    tn_feed_text(handle, "one <b x=\"");
    tnorm_reset(handle);
    ck_assert_uint_lt(tnorm_stats(handle, again, sizeof again), sizeof again);
    ck_assert_str_eq(fresh, again);
    tn_clear(&out);
    tn_feed_text(handle, "two\n");
    tn_finish_text(handle);
    ck_assert(tn_is(&out, "two\n"));
    tnorm_reset(handle);
    tn_clear(&out);
    tn_feed_text(handle, "three\n");
    tn_finish_text(handle);
    ck_assert(tn_is(&out, "three\n")); /* no empty line parts it from what was before */
    tnorm_free(handle);
    tn_release(&out);
    tn_count_cases(3);
}
END_TEST

START_TEST(flush_hands_over_what_is_decided)
{
    struct tn_text out = {0};
    tnorm *handle = tn_make(tn_options(TNORM_INPUT_TEXT), &out);
    tn_feed_text(handle, "The first paragraph.\n\nThe second paragraph.\n\n");
    ck_assert_int_eq(tnorm_flush(handle), TNORM_OK);
    ck_assert_ptr_nonnull(strstr((const char *)out.bytes, "The first paragraph."));
    ck_assert_int_eq(tnorm_flush(handle), TNORM_OK);
    tn_feed_text(handle, "The third.\n");
    tn_finish_text(handle);
    ck_assert(tn_is(&out, "The first paragraph.\n\nThe second paragraph.\n\nThe third.\n"));
    tnorm_free(handle);
    tn_release(&out);
    tn_count_cases(1);
}
END_TEST

START_TEST(lines_flush_every_whole_line)
{
    struct tn_text out = {0};
    tnorm *handle = tn_make(tn_options(TNORM_INPUT_LINES), &out);
    tn_feed_text(handle, "one\ntwo\n");
    ck_assert_int_eq(tnorm_flush(handle), TNORM_OK);
    ck_assert_msg(tn_is(&out, "one\ntwo\n"), "got \"%s\"", (const char *)out.bytes);
    tn_feed_text(handle, "a &amp; <b>b</b>\n&#102;our <\n");
    ck_assert_int_eq(tnorm_flush(handle), TNORM_OK);
    ck_assert_msg(tn_is(&out, "one\ntwo\na & b\nfour <\n"), "got \"%s\"", (const char *)out.bytes);
    tn_finish_text(handle);
    ck_assert(tn_is(&out, "one\ntwo\na & b\nfour <\n"));
    tnorm_free(handle);
    tn_release(&out);
    tn_count_cases(1);
}
END_TEST

/* Nor does one wait that is told by what comes: its feed has come. */
START_TEST(a_line_that_waited_leaves_with_its_feed)
{
    struct tn_text out = {0};
    tnorm *handle = tn_make(tn_options(TNORM_INPUT_LINES), &out);
    tn_feed_text(handle, "Caf\u00C3\u00A9 and then some more words of this line follow here, and it");
    ck_assert_int_eq(tnorm_flush(handle), TNORM_OK);
    ck_assert(tn_is(&out, ""));
    tn_feed_text(handle, " ends.\n");
    ck_assert_int_eq(tnorm_flush(handle), TNORM_OK);
    ck_assert_msg(tn_is(&out, "Café and then some more words of this line follow here, and it ends.\n"),
                  "got \"%s\"", (const char *)out.bytes);
    tn_finish_text(handle);
    tnorm_free(handle);
    tn_release(&out);
    tn_count_cases(1);
}
END_TEST

START_TEST(flushing_often_changes_nothing)
{
    static const char TEXT[] =
        "a <b>b</b> &am<i></i>p; e\xCC\x81 caf\xE9 \n\n\xC3\x83\xC2\xA9 "
        "https://a.example/b\">https://a.ex...\n"
        "We saw how quiet blue rivers run on\nquiet blue rivers run on\n<!-- x\n --> end\n";
    struct tn_text whole = {0}, out = {0};
    tnorm *handle = tn_make(tn_options(TNORM_INPUT_TEXT), &whole);
    tn_feed_text(handle, TEXT);
    tn_finish_text(handle);
    tnorm_free(handle);
    handle = tn_make(tn_options(TNORM_INPUT_TEXT), &out);
    for (size_t i = 0; i < sizeof TEXT - 1; i++) {
        ck_assert_int_eq(tnorm_feed(handle, bytes(TEXT + i), 1), TNORM_OK);
        ck_assert_int_eq(tnorm_flush(handle), TNORM_OK);
    }
    tn_finish_text(handle);
    ck_assert_msg(tn_equal(&whole, &out), "got \"%s\"", (const char *)out.bytes);
    tnorm_free(handle);
    tn_release(&out);
    tn_release(&whole);
    tn_count_cases(1);
}
END_TEST

struct stubborn {
    size_t takes; /* calls until it refuses */
    size_t calls_after;
};

static int refuse(void *context, const unsigned char *text, size_t length)
{
    struct stubborn *stubborn = context;
    (void)text;
    (void)length;
    if (stubborn->takes > 0) {
        stubborn->takes--;
        return 0;
    }
    stubborn->calls_after++;
    return 1;
}

START_TEST(a_sink_that_refuses_ends_it)
{
    for (size_t takes = 0; takes < 3; takes++) {
        struct stubborn stubborn = {takes, 0};
        struct tnorm_options options = tn_options(TNORM_INPUT_TEXT);
        options.sink = refuse;
        options.sink_context = &stubborn;
        tnorm *handle = tnorm_new(&options, NULL);
        ck_assert_ptr_nonnull(handle);
        enum tnorm_error error = TNORM_OK;
        for (int i = 0; i < 200000 && error == TNORM_OK; i++)
            error = tnorm_feed(handle, bytes("A paragraph of words.\n\n"), 23);
        if (error == TNORM_OK) error = tnorm_finish(handle);
        ck_assert_int_eq(error, TNORM_ERROR_SINK);
        ck_assert_uint_eq(stubborn.calls_after, 1);
        /* nothing more is accepted, and the sink is left alone */
        ck_assert_int_eq(tnorm_feed(handle, bytes("x"), 1), TNORM_ERROR_SINK);
        ck_assert_int_eq(tnorm_flush(handle), TNORM_ERROR_SINK);
        ck_assert_int_eq(tnorm_finish(handle), TNORM_ERROR_SINK);
        ck_assert_int_eq(tnorm_set_input(handle, TNORM_INPUT_LINES), TNORM_ERROR_SINK);
        ck_assert_uint_eq(stubborn.calls_after, 1);
        tnorm_reset(handle);
        stubborn.takes = SIZE_MAX;
        ck_assert_int_eq(tnorm_feed(handle, bytes("x"), 1), TNORM_OK);
        ck_assert_int_eq(tnorm_finish(handle), TNORM_OK);
        tnorm_free(handle);
        tn_count_cases(1);
    }
}
END_TEST

static int refuse_reject(void *context, const struct tnorm_reject *reject)
{
    (void)reject;
    ++*(size_t *)context;
    return 1;
}

START_TEST(a_reject_sink_that_refuses_ends_it)
{
    struct tn_text out = {0};
    size_t calls = 0;
    struct tnorm_options options = tn_options(TNORM_INPUT_TEXT);
    options.rejects = refuse_reject;
    options.rejects_context = &calls;
    tnorm *handle = tn_make(options, &out);
    const char *text = "We saw how quiet blue rivers run on\nquiet blue rivers run on\nend\n";
    enum tnorm_error error = tnorm_feed(handle, bytes(text), strlen(text));
    if (error == TNORM_OK) error = tnorm_finish(handle);
    ck_assert_int_eq(error, TNORM_ERROR_SINK);
    ck_assert_uint_eq(calls, 1);
    tnorm_free(handle);
    tn_release(&out);
    tn_count_cases(1);
}
END_TEST

START_TEST(handles_do_not_touch_each_other)
{
    enum { MANY = 8 };
    static const char TEXT[] = "a <b>b</b> &amp; cafe\xCC\x81\n\nsecond <i>x";
    tnorm *handles[MANY];
    struct tn_text out[MANY] = {{0}};
    for (int i = 0; i < MANY; i++)
        handles[i] = tn_make(tn_options(i % 2 == 0 ? TNORM_INPUT_TEXT : TNORM_INPUT_LINES), &out[i]);
    for (size_t at = 0; at < sizeof TEXT - 1; at++)
        for (int i = 0; i < MANY; i++)
            ck_assert_int_eq(tnorm_feed(handles[i], bytes(TEXT + at), 1), TNORM_OK);
    for (int i = 0; i < MANY; i++) {
        tn_finish_text(handles[i]);
        ck_assert_msg(
            tn_is(&out[i], i % 2 == 0 ? "a b & caf\xC3\xA9\n\nsecond x\n" : "a b & caf\xC3\xA9\n\nsecond x"),
            "%d: %s", i, (const char *)out[i].bytes);
        tnorm_free(handles[i]);
        tn_release(&out[i]);
        tn_count_cases(1);
    }
}
END_TEST

START_TEST(a_handle_says_what_it_takes)
{
    ck_assert_uint_gt(tnorm_memory(), 0);
    ck_assert_uint_lt(tnorm_memory(), 8u << 20);
    ck_assert_int_eq((int)strcspn(tnorm_unicode_version(), "."), 2);
    const char *unit = tnorm_vector_unit();
    ck_assert(strcmp(unit, "avx512") == 0 || strcmp(unit, "avx2") == 0 || strcmp(unit, "sse2") == 0 ||
              strcmp(unit, "neon") == 0 || strcmp(unit, "none") == 0);
    tn_count_cases(3);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("api");
    TCase *api = tcase_create("api");
    tcase_set_timeout(api, 60);
    tcase_add_test(api, free_takes_null_and_unused_handles);
    tcase_add_test(api, finish_on_nothing_writes_nothing);
    tcase_add_test(api, empty_pieces_change_nothing);
    tcase_add_test(api, two_texts_are_cleaned_as_if_alone);
    tcase_add_test(api, a_last_line_of_which_nothing_stays_is_a_line);
    tcase_add_test(api, a_mark_at_the_start_of_columns_goes);
    tcase_add_test(api, reset_leaves_the_handle_as_new);
    tcase_add_test(api, flush_hands_over_what_is_decided);
    tcase_add_test(api, lines_flush_every_whole_line);
    tcase_add_test(api, a_line_that_waited_leaves_with_its_feed);
    tcase_add_test(api, flushing_often_changes_nothing);
    tcase_add_test(api, a_sink_that_refuses_ends_it);
    tcase_add_test(api, a_reject_sink_that_refuses_ends_it);
    tcase_add_test(api, handles_do_not_touch_each_other);
    tcase_add_test(api, a_handle_says_what_it_takes);
    suite_add_tcase(suite, api);
    return tn_main(suite);
}
