/* test_api.c - the library's interface: handles, options, errors, flushing, several texts, the account as text. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

static const unsigned char *bytes(const char *text) { return (const unsigned char *)text; }

static int take(void *context, const unsigned char *text, size_t length)
{
    tn_append(context, text, length);
    return 0;
}

static tnorm *make(struct tnorm_options options, struct tn_text *out)
{
    enum tnorm_error error = TNORM_ERROR_MEMORY;
    tn_clear(out);
    options.sink = take;
    options.sink_context = out;
    tnorm *handle = tnorm_new(&options, &error);
    ck_assert_ptr_nonnull(handle);
    ck_assert_int_eq(error, TNORM_OK);
    return handle;
}

static void feed(tnorm *handle, const char *text)
{
    ck_assert_int_eq(tnorm_feed(handle, bytes(text), strlen(text)), TNORM_OK);
}

static void finish(tnorm *handle) { ck_assert_int_eq(tnorm_finish(handle), TNORM_OK); }

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
        tnorm *handle = make(options, &out[i]);
        feed(handle, PAGE);
        finish(handle);
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
        options.sink = take;
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
            options.sink = take;
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
            tnorm *handle = make(options, &out);
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
    tnorm *handle = make(options, &out);
    feed(handle, "text\n");
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
        tnorm *handle = make(tn_options(TNORM_INPUT_ANY), &out);
        ck_assert_int_eq(tnorm_set_input(handle, INPUTS[i]), TNORM_OK);
        ck_assert_int_eq(tnorm_feed(handle, NULL, 0), TNORM_OK); /* nothing has begun */
        ck_assert_int_eq(tnorm_set_input(handle, INPUTS[i]), TNORM_OK);
        feed(handle, TEXTS[i]);
        ck_assert_int_eq(tnorm_set_input(handle, TNORM_INPUT_TEXT), TNORM_ERROR_BEGUN);
        (void)!tnorm_finish(handle); /* WARC is damaged */
        ck_assert_int_eq(tnorm_set_input(handle, TNORM_INPUT_TEXT), TNORM_OK);
        feed(handle, "half");
        tnorm_reset(handle);
        ck_assert_int_eq(tnorm_set_input(handle, TNORM_INPUT_LINES), TNORM_OK);
        tn_clear(&out);
        feed(handle, "two\n");
        finish(handle);
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
    tnorm *handle = make(tn_options(TNORM_INPUT_ANY), &out);
    feed(handle, "a <b");
    ck_assert_int_eq(tnorm_set_input(handle, TNORM_INPUT_LINES), TNORM_ERROR_BEGUN);
    feed(handle, ">b</b> &am");
    ck_assert_int_eq(tnorm_set_input(handle, TNORM_INPUT_TSV), TNORM_ERROR_BEGUN);
    feed(handle, "p; c");
    finish(handle);
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

START_TEST(free_takes_null_and_unused_handles)
{
    struct tn_text out = {0};
    tnorm_free(NULL);
    tnorm_free(make(tn_options(TNORM_INPUT_TEXT), &out));
    tnorm *handle = make(tn_options(TNORM_INPUT_TEXT), &out);
    feed(handle, "half a <b");
    tnorm_free(handle); /* in the middle of a text */
    tn_release(&out);
    tn_count_cases(3);
}
END_TEST

START_TEST(options_are_copied)
{
    struct tn_text out = {0};
    struct tnorm_options *options = malloc(sizeof *options);
    ck_assert_ptr_nonnull(options);
    *options = tn_options(TNORM_INPUT_TEXT);
    options->sink = take;
    options->sink_context = &out;
    tnorm *handle = tnorm_new(options, NULL);
    ck_assert_ptr_nonnull(handle);
    memset(options, 0xA5, sizeof *options);
    free(options);
    feed(handle, "a <b>b</b>");
    finish(handle);
    ck_assert(tn_is(&out, "a b\n"));
    tnorm_free(handle);
    tn_release(&out);
    tn_count_cases(1);
}
END_TEST

START_TEST(finish_on_nothing_writes_nothing)
{
    for (int input = TNORM_INPUT_TEXT; input <= TNORM_INPUT_LINES; input++) {
        struct tn_text out = {0};
        tnorm *handle = make(tn_options((enum tnorm_input)input), &out);
        finish(handle);
        ck_assert(tn_is(&out, ""));
        finish(handle);
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
    tnorm *handle = make(tn_options(TNORM_INPUT_TEXT), &out);
    const char *text = "x&am";
    ck_assert_int_eq(tnorm_feed(handle, bytes(text), 0), TNORM_OK);
    ck_assert_int_eq(tnorm_feed(handle, NULL, 0), TNORM_OK);
    feed(handle, text);
    ck_assert_int_eq(tnorm_feed(handle, bytes(text), 0), TNORM_OK);
    ck_assert_int_eq(tnorm_feed(handle, NULL, 0), TNORM_OK);
    feed(handle, "p;y");
    finish(handle);
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
    tnorm *handle = make(options, &one);
    feed(handle, first);
    finish(handle);
    tnorm_free(handle);
    handle = make(options, &two);
    feed(handle, second);
    finish(handle);
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
        tnorm *handle = make(tn_options(ROWS[i].input), &out);
        feed(handle, ROWS[i].first);
        finish(handle);
        feed(handle, ROWS[i].second);
        finish(handle);
        ck_assert_msg(tn_equal(&out, &expected), "%s: got \"%s\", not \"%s\"", ROWS[i].what,
                      (const char *)out.bytes, (const char *)expected.bytes);
        tnorm_free(handle);
        tn_release(&out);
        tn_release(&expected);
        tn_count_cases(1);
    }
}
END_TEST

START_TEST(counts_go_on_from_text_to_text)
{
    struct tn_text out = {0};
    tnorm *handle = make(tn_options(TNORM_INPUT_TEXT), &out);
    feed(handle, "one <b>two</b>");
    finish(handle);
    feed(handle, "  three &amp; four  ");
    finish(handle);
    const char *why = tn_broken_account(handle, 34, out.length);
    ck_assert_msg(why == NULL, "%s", why);
    tnorm_free(handle);
    tn_release(&out);
    tn_count_cases(1);
}
END_TEST

START_TEST(reset_leaves_the_handle_as_new)
{
    char fresh[8192], again[8192];
    struct tn_text out = {0};
    tnorm *handle = make(tn_options(TNORM_INPUT_TEXT), &out);
    ck_assert_uint_lt(tnorm_stats(handle, fresh, sizeof fresh), sizeof fresh);
    feed(handle, "one <b x=\"");
    tnorm_reset(handle);
    ck_assert_uint_lt(tnorm_stats(handle, again, sizeof again), sizeof again);
    ck_assert_str_eq(fresh, again);
    tn_clear(&out);
    feed(handle, "two\n");
    finish(handle);
    ck_assert(tn_is(&out, "two\n"));
    tnorm_reset(handle);
    tn_clear(&out);
    feed(handle, "three\n");
    finish(handle);
    ck_assert(tn_is(&out, "three\n")); /* no empty line parts it from what was before */
    tnorm_free(handle);
    tn_release(&out);
    tn_count_cases(3);
}
END_TEST

START_TEST(flush_hands_over_what_is_decided)
{
    struct tn_text out = {0};
    tnorm *handle = make(tn_options(TNORM_INPUT_TEXT), &out);
    feed(handle, "The first paragraph.\n\nThe second paragraph.\n\n");
    ck_assert_int_eq(tnorm_flush(handle), TNORM_OK);
    ck_assert_ptr_nonnull(strstr((const char *)out.bytes, "The first paragraph."));
    ck_assert_int_eq(tnorm_flush(handle), TNORM_OK);
    feed(handle, "The third.\n");
    finish(handle);
    ck_assert(tn_is(&out, "The first paragraph.\n\nThe second paragraph.\n\nThe third.\n"));
    tnorm_free(handle);
    tn_release(&out);
    tn_count_cases(1);
}
END_TEST

START_TEST(lines_flush_every_whole_line)
{
    struct tn_text out = {0};
    tnorm *handle = make(tn_options(TNORM_INPUT_LINES), &out);
    feed(handle, "one\ntwo\n");
    ck_assert_int_eq(tnorm_flush(handle), TNORM_OK);
    ck_assert_msg(tn_is(&out, "one\ntwo\n"), "got \"%s\"", (const char *)out.bytes);
    finish(handle);
    ck_assert(tn_is(&out, "one\ntwo\n"));
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
    tnorm *handle = make(tn_options(TNORM_INPUT_TEXT), &whole);
    feed(handle, TEXT);
    finish(handle);
    tnorm_free(handle);
    handle = make(tn_options(TNORM_INPUT_TEXT), &out);
    for (size_t i = 0; i < sizeof TEXT - 1; i++) {
        ck_assert_int_eq(tnorm_feed(handle, bytes(TEXT + i), 1), TNORM_OK);
        ck_assert_int_eq(tnorm_flush(handle), TNORM_OK);
    }
    finish(handle);
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
    tnorm *handle = make(options, &out);
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

struct seen {
    struct tn_text text, reasons;
    uint64_t document, offset, length;
};

static int see(void *context, const struct tnorm_reject *reject)
{
    struct seen *seen = context;
    tn_append(&seen->reasons, reject->reason, strlen(reject->reason));
    tn_append(&seen->text, reject->text, reject->text_length);
    seen->document = reject->document;
    seen->offset = reject->offset;
    seen->length = reject->length;
    return 0;
}

START_TEST(rejects_say_what_was_left_out_and_where)
{
    static const struct {
        const char *text, *reason, *passage;
        uint64_t document, offset, least,
            most; /* length in bytes of input: with or without what trimming took */
    } ROWS[] = {
        {"We saw how quiet blue rivers run on\nquiet blue rivers run on\nend\n", "echoes",
         "quiet blue rivers run on", 1, 36, 24, 25},
        {"The end.\n\nRead on Twitter\n", "boilerplate", "Read on Twitter", 1, 10, 15, 16},
        {"one\n\f\nThe end.\n\nRead on Twitter\n", "boilerplate", "Read on Twitter", 2, 16, 15, 16},
        /* controls that go are no part of it, in garbage too */
        {"\xFF.\xFF.\xFF.\xFF.\xFF.\xFF.\xFF.\xFF.\xFF.\xFF.\xFF.\xFF.\xFF.\xFF.\xFF.\xFF.\xFF.\xFF."
         "\xFF.\xFF.\xFF.\xFF.\xFF.\xFF.\r\x01\x1BRead on Twitter\n",
         "boilerplate", "Read on Twitter", 1, 51, 15, 16},
        {"The <b>end</b>.\n\nRead&nbsp;on Twitter\n", "boilerplate", "Read on Twitter", 1, 17, 20, 21},
        /* a reference that it begins with is a part of it, as are tags in it */
        {"The end.\n\n&#82;ead on Twitter\n", "boilerplate", "Read on Twitter", 1, 10, 19, 20},
        {"The end.\n\n&amp;#82;<b>ead</b> on Twitter\n", "boilerplate", "Read on Twitter", 1, 10, 30, 31},
        {"The end.\n\n\xC3\x82\xC2\xA9 2020 Tide Inc. All rights reserved\n", "boilerplate",
         "\xC2\xA9 2020 Tide Inc. All rights reserved", 1, 10, 39, 40},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        struct tn_text out = {0};
        struct seen seen = {0};
        struct tnorm_options options = tn_options(TNORM_INPUT_TEXT);
        options.rejects = see;
        options.rejects_context = &seen;
        tn_clear(&seen.text);
        tn_clear(&seen.reasons);
        tnorm *handle = make(options, &out);
        feed(handle, ROWS[i].text);
        finish(handle);
        ck_assert_msg(tn_is(&seen.reasons, ROWS[i].reason), "row %zu: \"%s\"", i,
                      (const char *)seen.reasons.bytes);
        while (seen.text.length > 0 && seen.text.bytes[seen.text.length - 1] == '\n') seen.text.length--;
        ck_assert_msg(tn_is(&seen.text, ROWS[i].passage), "row %zu: \"%s\"", i,
                      (const char *)seen.text.bytes);
        ck_assert_uint_eq(seen.document, ROWS[i].document);
        ck_assert_uint_eq(seen.offset, ROWS[i].offset);
        ck_assert_uint_ge(seen.length, ROWS[i].least);
        ck_assert_uint_le(seen.length, ROWS[i].most);
        tnorm_free(handle);
        tn_release(&seen.text);
        tn_release(&seen.reasons);
        tn_release(&out);
        tn_count_cases(1);
    }
}
END_TEST

START_TEST(strict_counts_from_the_text_at_hand)
{
    struct tn_text out = {0};
    struct tnorm_options options = tn_options(TNORM_INPUT_TEXT);
    options.invalid = TNORM_INVALID_STRICT;
    tnorm *handle = make(options, &out);
    feed(handle, "one\n");
    finish(handle);
    enum tnorm_error error = tnorm_feed(handle, bytes("two \xFF\n"), 6);
    if (error == TNORM_OK) error = tnorm_finish(handle);
    ck_assert_int_eq(error, TNORM_ERROR_INVALID);
    ck_assert_uint_eq(tnorm_error_offset(handle), 4);
    ck_assert_str_eq(tnorm_error_charset(handle), "UTF-8");
    tnorm_reset(handle);
    tn_clear(&out);
    feed(handle, "three\n");
    finish(handle);
    ck_assert(tn_is(&out, "three\n"));
    tnorm_free(handle);
    tn_release(&out);
    tn_count_cases(1);
}
END_TEST

START_TEST(every_error_has_its_sentence)
{
    for (int a = TNORM_OK; a <= TNORM_ERROR_BEGUN; a++) {
        const char *sentence = tnorm_strerror((enum tnorm_error)a);
        ck_assert_ptr_nonnull(sentence);
        ck_assert_str_ne(sentence, "");
        for (int b = TNORM_OK; b < a; b++) ck_assert_str_ne(sentence, tnorm_strerror((enum tnorm_error)b));
        tn_count_cases(1);
    }
    int none = 12345;
    enum tnorm_error unknown;
    memcpy(&unknown, &none, sizeof unknown);
    ck_assert_ptr_nonnull(tnorm_strerror(unknown));
    tn_count_cases(1);
}
END_TEST

START_TEST(stats_are_cut_as_snprintf_cuts)
{
    char whole[8192], part[8192];
    struct tn_text out = {0};
    tnorm *handle = make(tn_options(TNORM_INPUT_TEXT), &out);
    feed(handle, "a <b>b</b> &amp; c\n");
    finish(handle);
    size_t length = tnorm_stats(handle, whole, sizeof whole);
    ck_assert_uint_lt(length, sizeof whole);
    ck_assert_uint_eq(strlen(whole), length);
    ck_assert(whole[0] == '{' && whole[length - 1] == '}');
    ck_assert_ptr_null(strchr(whole, '\n'));
    ck_assert_uint_eq(tnorm_stats(handle, NULL, 0), length);
    for (size_t size = 1; size <= length + 2; size++) {
        size_t most = size - 1 < length ? size - 1 : length;
        memset(part, 'x', sizeof part);
        ck_assert_uint_eq(tnorm_stats(handle, part, size), length);
        ck_assert_uint_eq(strlen(part), most);
        ck_assert_int_eq(memcmp(part, whole, most), 0);
        ck_assert_int_eq(part[size], 'x');
        tn_count_cases(1);
    }
    tnorm_free(handle);
    tn_release(&out);
}
END_TEST

START_TEST(stats_count_causes)
{
    static const struct {
        const char *text, *cause;
    } ROWS[] = {
        {"a &amp; b", "entities"},
        {"Caf\xC3\x83\xC2\xA9 au lait", "mojibake"},
        {"a \xFF b", "invalid"},
        {"a <b>b</b>", "markup"},
        {"soft\xC2\xADware", "characters"},
        {"a  b", "space"},
        {"cafe\xCC\x81", "form"},
        {"We saw how quiet blue rivers run on\nquiet blue rivers run on\n", "echoes"},
        {"The end.\n\nRead on Twitter\n", "boilerplate"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        char json[8192], key[64];
        struct tn_text out = {0};
        tnorm *handle = make(tn_options(TNORM_INPUT_TEXT), &out);
        feed(handle, ROWS[i].text);
        finish(handle);
        ck_assert_uint_lt(tnorm_stats(handle, json, sizeof json), sizeof json);
        snprintf(key, sizeof key, "\"%s\"", ROWS[i].cause);
        const char *at = strstr(json, "\"causes\"");
        ck_assert_ptr_nonnull(at);
        at = strstr(at, key);
        ck_assert_msg(at != NULL && (at = strstr(at, "\"count\"")) != NULL, "%s", json);
        at += strcspn(at, "0123456789");
        ck_assert_msg(strtoul(at, NULL, 10) > 0, "no %s counted: %s", ROWS[i].cause, json);
        tnorm_free(handle);
        tn_release(&out);
        tn_count_cases(1);
    }
}
END_TEST

START_TEST(handles_do_not_touch_each_other)
{
    enum { MANY = 8 };
    static const char TEXT[] = "a <b>b</b> &amp; cafe\xCC\x81\n\nsecond <i>x";
    tnorm *handles[MANY];
    struct tn_text out[MANY] = {{0}};
    for (int i = 0; i < MANY; i++)
        handles[i] = make(tn_options(i % 2 == 0 ? TNORM_INPUT_TEXT : TNORM_INPUT_LINES), &out[i]);
    for (size_t at = 0; at < sizeof TEXT - 1; at++)
        for (int i = 0; i < MANY; i++)
            ck_assert_int_eq(tnorm_feed(handles[i], bytes(TEXT + at), 1), TNORM_OK);
    for (int i = 0; i < MANY; i++) {
        finish(handles[i]);
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
    tcase_add_test(api, defaults_are_as_documented);
    tcase_add_test(api, by_default_the_main_text_stays);
    tcase_add_test(api, options_out_of_range_are_refused);
    tcase_add_test(api, pairs_that_the_table_has_not_are_refused);
    tcase_add_test(api, set_input_refuses_the_same_pairs);
    tcase_add_test(api, any_is_warc_where_warc_is_written);
    tcase_add_test(api, set_input_is_for_between_texts);
    tcase_add_test(api, a_refused_set_input_changes_nothing);
    tcase_add_test(api, a_handle_needs_options_and_a_sink);
    tcase_add_test(api, free_takes_null_and_unused_handles);
    tcase_add_test(api, options_are_copied);
    tcase_add_test(api, finish_on_nothing_writes_nothing);
    tcase_add_test(api, empty_pieces_change_nothing);
    tcase_add_test(api, two_texts_are_cleaned_as_if_alone);
    tcase_add_test(api, counts_go_on_from_text_to_text);
    tcase_add_test(api, reset_leaves_the_handle_as_new);
    tcase_add_test(api, flush_hands_over_what_is_decided);
    tcase_add_test(api, lines_flush_every_whole_line);
    tcase_add_test(api, flushing_often_changes_nothing);
    tcase_add_test(api, a_sink_that_refuses_ends_it);
    tcase_add_test(api, a_reject_sink_that_refuses_ends_it);
    tcase_add_test(api, rejects_say_what_was_left_out_and_where);
    tcase_add_test(api, strict_counts_from_the_text_at_hand);
    tcase_add_test(api, every_error_has_its_sentence);
    tcase_add_test(api, stats_are_cut_as_snprintf_cuts);
    tcase_add_test(api, stats_count_causes);
    tcase_add_test(api, handles_do_not_touch_each_other);
    tcase_add_test(api, a_handle_says_what_it_takes);
    suite_add_tcase(suite, api);
    return tn_main(suite);
}
