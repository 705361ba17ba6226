/* test_options.c - what a handle can be made for, and what its input can be changed to. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

START_TEST(defaults_are_as_documented)
{
    struct tnorm_options options = tnorm_options_default();
    ck_assert_int_eq(options.input, TNORM_INPUT_TEXT);
    ck_assert_int_eq(options.invalid, TNORM_INVALID_REPAIR);
    ck_assert_int_eq(options.form, TNORM_FORM_NFC);
    ck_assert_int_eq(options.boilerplate, TNORM_BOILERPLATE_DEFAULT);
    ck_assert_uint_eq(options.keep, 0);
    ck_assert(options.sink == NULL);
    ck_assert(options.rejects == NULL);
    tn_count_cases(1);
}
END_TEST

/* What the header says of TNORM_BOILERPLATE_DEFAULT. */
START_TEST(by_default_the_main_text_stays)
{
    static const char PAGE[] =
        "<!doctype html><body><nav><ul><li><a href=/a>Boats</a><li><a href=/b>Nets</a><li><a "
        "href=/c>Tides</a>"
        "<li><a href=/d>About us</a><li><a href=/e>Log in</a><li><a href=/f>Search</a><li><a href=/g>News</a>"
        "<li><a href=/h>Shop</a></ul></nav><main><p>The tide waits for nobody, they say in the town, and "
        "the boats are out by four.</p><p>When they come back the nets are full, and there is a fire on the "
        "quay.</p></main><footer><ul><li><a href=/e>Contact</a><li><a href=/f>Privacy "
        "policy</a></ul></footer>";
    static const enum tnorm_boilerplate levels[] = {TNORM_BOILERPLATE_DEFAULT, TNORM_BOILERPLATE_BALANCED,
                                                    TNORM_BOILERPLATE_OFF};
    struct tn_text out[3] = {{0}};
    for (size_t i = 0; i < 3; i++) {
        struct tnorm_options options = tnorm_options_default();
        options.input = TNORM_INPUT_HTML;
        options.boilerplate = levels[i];
        tnorm *handle = tn_make(options, &out[i]);
        tn_feed_text(handle, PAGE);
        tn_finish_text(handle);
        tnorm_free(handle);
        tn_count_cases(1);
    }
    ck_assert(tn_equal(&out[0], &out[1]));
    ck_assert_uint_lt(out[0].length, out[2].length);
    for (size_t i = 0; i < 3; i++) tn_release(&out[i]);
}
END_TEST

START_TEST(options_out_of_range_are_refused)
{
    static const struct {
        const char *what;
        int input, invalid, form, boilerplate;
        unsigned keep;
    } ROWS[] = {
        {"input", 99, 0, 0, 0, 0},       {"input below", -1, 0, 0, 0, 0},
        {"invalid", 0, 99, 0, 0, 0},     {"invalid below", 0, -1, 0, 0, 0},
        {"form", 0, 0, 99, 0, 0},        {"form below", 0, 0, -1, 0, 0},
        {"boilerplate", 0, 0, 0, 99, 0}, {"boilerplate below", 0, 0, 0, -1, 0},
        {"keep", 0, 0, 0, 0, 1u << 31},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        struct tn_text out = {0};
        struct tnorm_options options = tnorm_options_default();
        enum tnorm_error error = TNORM_OK;
        memcpy(&options.input, &ROWS[i].input, sizeof options.input);
        memcpy(&options.invalid, &ROWS[i].invalid, sizeof options.invalid);
        memcpy(&options.form, &ROWS[i].form, sizeof options.form);
        memcpy(&options.boilerplate, &ROWS[i].boilerplate, sizeof options.boilerplate);
        options.keep = ROWS[i].keep;
        options.sink = tn_take;
        options.sink_context = &out;
        tnorm *handle = tnorm_new(&options, &error);
        ck_assert_msg(handle == NULL, "%s", ROWS[i].what);
        ck_assert_msg(error == TNORM_ERROR_OPTION, "%s", ROWS[i].what);
        ck_assert_ptr_null(tnorm_new(&options, NULL));
        tn_count_cases(1);
    }
}
END_TEST

/* The table of kinds: does this output go with that input? */
static const struct {
    enum tnorm_input input;
    bool text, jsonl, warc;
} KINDS[] = {
    {TNORM_INPUT_TEXT, true, true, false},  {TNORM_INPUT_LINES, true, false, false},
    {TNORM_INPUT_JSONL, true, true, false}, {TNORM_INPUT_TSV, true, false, false},
    {TNORM_INPUT_HTML, true, true, false},  {TNORM_INPUT_WARC, true, true, true},
    {TNORM_INPUT_ANY, true, true, true},
};

static bool fits(size_t kind, enum tnorm_output output)
{
    return output == TNORM_OUTPUT_DEFAULT ? KINDS[kind].text
           : output == TNORM_OUTPUT_JSONL ? KINDS[kind].jsonl
                                          : KINDS[kind].warc;
}

START_TEST(pairs_that_the_table_has_not_are_refused)
{
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
        for (enum tnorm_output output = TNORM_OUTPUT_DEFAULT; output <= TNORM_OUTPUT_WARC; output++) {
            struct tn_text out = {0};
            struct tnorm_options options = tn_options(KINDS[i].input);
            enum tnorm_error error = TNORM_OK;
            options.output = output;
            options.sink = tn_take;
            options.sink_context = &out;
            tnorm *handle = tnorm_new(&options, &error);
            ck_assert_msg((handle != NULL) == fits(i, output), "input %d, output %d", KINDS[i].input, output);
            ck_assert_int_eq(error, handle ? TNORM_OK : TNORM_ERROR_OPTION);
            tnorm_free(handle);
            tn_count_cases(1);
        }
}
END_TEST

START_TEST(set_input_refuses_the_same_pairs)
{
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
        for (enum tnorm_output output = TNORM_OUTPUT_DEFAULT; output <= TNORM_OUTPUT_WARC; output++) {
            struct tn_text out = {0};
            struct tnorm_options options = tn_options(TNORM_INPUT_ANY);
            options.output = output;
            tnorm *handle = tn_make(options, &out);
            bool good = fits(i, output) && KINDS[i].input != TNORM_INPUT_TSV;
            enum tnorm_error error = tnorm_set_input(handle, KINDS[i].input);
            ck_assert_msg(error == (good ? TNORM_OK : TNORM_ERROR_OPTION), "input %d, output %d: %d",
                          KINDS[i].input, output, error);
            tnorm_free(handle);
            tn_release(&out);
            tn_count_cases(1);
        }
}
END_TEST

/* What a handle for any kind takes for text, it does not write as WARC. */
START_TEST(any_is_warc_where_warc_is_written)
{
    struct tn_text out = {0};
    struct tnorm_options options = tn_options(TNORM_INPUT_ANY);
    options.output = TNORM_OUTPUT_WARC;
    tnorm *handle = tn_make(options, &out);
    tn_feed_text(handle, "text\n");
    ck_assert_int_eq(tnorm_finish(handle), TNORM_ERROR_DAMAGED);
    ck_assert_uint_eq(out.length, 0);
    tnorm_free(handle);
    tn_release(&out);
    tn_count_cases(1);
}
END_TEST

START_TEST(set_input_is_for_between_texts)
{
    static const enum tnorm_input INPUTS[] = {TNORM_INPUT_TEXT, TNORM_INPUT_LINES, TNORM_INPUT_HTML,
                                              TNORM_INPUT_JSONL, TNORM_INPUT_WARC};
    static const char *const TEXTS[] = {"one <b", "one <b", "one <b", "{\"text\":", "WARC/1.0\r\n"};
    for (size_t i = 0; i < sizeof INPUTS / sizeof *INPUTS; i++) {
        struct tn_text out = {0};
        tnorm *handle = tn_make(tn_options(TNORM_INPUT_ANY), &out);
        ck_assert_int_eq(tnorm_set_input(handle, INPUTS[i]), TNORM_OK);
        ck_assert_int_eq(tnorm_feed(handle, NULL, 0), TNORM_OK); /* nothing has begun */
        ck_assert_int_eq(tnorm_set_input(handle, INPUTS[i]), TNORM_OK);
        tn_feed_text(handle, TEXTS[i]);
        ck_assert_int_eq(tnorm_set_input(handle, TNORM_INPUT_TEXT), TNORM_ERROR_BEGUN);
        (void)!tnorm_finish(handle); /* WARC is damaged */
        ck_assert_int_eq(tnorm_set_input(handle, TNORM_INPUT_TEXT), TNORM_OK);
        tn_feed_text(handle, "half");
        tnorm_reset(handle);
        ck_assert_int_eq(tnorm_set_input(handle, TNORM_INPUT_LINES), TNORM_OK);
        tn_clear(&out);
        tn_feed_text(handle, "two\n");
        tn_finish_text(handle);
        ck_assert(tn_is(&out, "two\n"));
        tnorm_begin_piece(handle, 10);
        ck_assert_int_eq(tnorm_set_input(handle, TNORM_INPUT_TEXT), TNORM_ERROR_BEGUN);
        tnorm_free(handle);
        tn_release(&out);
        tn_count_cases(1);
    }
}
END_TEST

/* A text whose middle was refused another kind goes on as if nothing had been asked. */
START_TEST(a_refused_set_input_changes_nothing)
{
    struct tn_text out = {0};
    tnorm *handle = tn_make(tn_options(TNORM_INPUT_ANY), &out);
    tn_feed_text(handle, "a <b");
    ck_assert_int_eq(tnorm_set_input(handle, TNORM_INPUT_LINES), TNORM_ERROR_BEGUN);
    tn_feed_text(handle, ">b</b> &am");
    ck_assert_int_eq(tnorm_set_input(handle, TNORM_INPUT_TSV), TNORM_ERROR_BEGUN);
    tn_feed_text(handle, "p; c");
    tn_finish_text(handle);
    ck_assert(tn_is(&out, "a b & c\n"));
    tnorm_free(handle);
    tn_release(&out);
    tn_count_cases(1);
}
END_TEST

START_TEST(a_handle_needs_options_and_a_sink)
{
    struct tnorm_options options = tnorm_options_default();
    enum tnorm_error error = TNORM_OK;
    ck_assert_ptr_null(tnorm_new(&options, &error));
    ck_assert_int_eq(error, TNORM_ERROR_OPTION);
    error = TNORM_OK;
    ck_assert_ptr_null(tnorm_new(NULL, &error));
    ck_assert_int_eq(error, TNORM_ERROR_OPTION);
    ck_assert_ptr_null(tnorm_new(NULL, NULL));
    tn_count_cases(3);
}
END_TEST

START_TEST(options_are_copied)
{
    struct tn_text out = {0};
    struct tnorm_options *options = malloc(sizeof *options);
    ck_assert_ptr_nonnull(options);
    *options = tn_options(TNORM_INPUT_TEXT);
    options->sink = tn_take;
    options->sink_context = &out;
    tnorm *handle = tnorm_new(options, NULL);
    ck_assert_ptr_nonnull(handle);
    memset(options, 0xA5, sizeof *options);
    free(options);
    tn_feed_text(handle, "a <b>b</b>");
    tn_finish_text(handle);
    ck_assert(tn_is(&out, "a b\n"));
    tnorm_free(handle);
    tn_release(&out);
    tn_count_cases(1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("options");
    TCase *options = tcase_create("options");
    tcase_set_timeout(options, 60);
    tcase_add_test(options, defaults_are_as_documented);
    tcase_add_test(options, by_default_the_main_text_stays);
    tcase_add_test(options, options_out_of_range_are_refused);
    tcase_add_test(options, pairs_that_the_table_has_not_are_refused);
    tcase_add_test(options, set_input_refuses_the_same_pairs);
    tcase_add_test(options, any_is_warc_where_warc_is_written);
    tcase_add_test(options, set_input_is_for_between_texts);
    tcase_add_test(options, a_refused_set_input_changes_nothing);
    tcase_add_test(options, a_handle_needs_options_and_a_sink);
    tcase_add_test(options, options_are_copied);
    suite_add_tcase(suite, options);
    return tn_main(suite);
}
