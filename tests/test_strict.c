/* test_strict.c - where cleaning stops by TNORM_INVALID_STRICT, what was clean by then, and its account. */
#include <string.h>

#include "support.h"

START_TEST(strict_names_the_first_bad_byte)
{
    static const struct {
        const char *text;
        uint64_t offset;
        const char *clean;
    } ROWS[] = {
        {"\xFF", 0, ""},
        {"abc\xFF"
         "def",
         3, "abc\n"},
        {"<b>abc</b> \xE2\x82", 11, "abc\n"},
        {"\xC3\xA9\n\n\xC0\x80", 4, "\xC3\xA9\n"},
        {"\xED\xA0\xBD\xED\xB8\x80", 0, ""},
        {"one\n\ntwo \xF4\x90\x80\x80 three", 9, "one\n\ntwo\n"},
        {"ab\xE2\x82"
         "c",
         2, "ab\n"},
        /* what is decided on the whole line is, as if it ended there */
        {"Voil\xC3\x83 tout\xFF\n", 11, "Voil\xC3\xA0 tout\n"},
        {"\xC3\xA2\xE2\x82\xAC? x\xFF", 8, "\xEF\xBF\xBD x\n"},
        {"caf\xC3\x83\xC2\xA9 \xC3\x83 la carte\xFF", 19, "caf\xC3\xA9 \xC3\xA0 la carte\n"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++)
        for (int bytewise = 0; bytewise < 2; bytewise++) {
            struct tn_machine machine;
            struct tnorm_options options = tn_options(TNORM_INPUT_TEXT);
            options.invalid = TNORM_INVALID_STRICT;
            tn_start(&machine, &options);
            tn_feed_string(&machine, ROWS[i].text, bytewise);
            ck_assert_msg(machine.error == TNORM_ERROR_INVALID, "row %zu: %s", i,
                          tnorm_strerror(machine.error));
            ck_assert_uint_eq(machine.offset, ROWS[i].offset);
            ck_assert_msg(tn_is(&machine.out, ROWS[i].clean), "row %zu: \"%s\"", i,
                          (const char *)machine.out.bytes);
            tn_stop(&machine);
            tn_count_cases(1);
        }
}
END_TEST

/* Also behind escapes, which are longer than what they say; what was read up to there is all accounted for. */
START_TEST(strict_names_the_byte_of_a_json_line)
{
    static const struct {
        const char *head, *unit;
        size_t units; /* of which a line longer than 1 MiB is read as it comes */
        const char *tail, *behind;
    } ROWS[] = {
        {"{\"text\":\"Voil\\u00e0 caf\\u00e9 ", "", 0, "\xFF x\"}\n", ""},
        {"{\"text\":\"\\u0041\\u0042\\u0043", "", 0, "\xFF\"}\n", ""},
        {"{\"text\":\"a", "", 0, "\\ud800\"}\n", ""},
        {"{\"text\":\"a\\n\\\"\\ud83d\\ude00\\/ ", "", 0, "\\ude00\\u0041\"}", ""},
        {"{\"text\":\"\\u0041  x\"}\n{\"n\":1,\"text\":\"a\\tb\",\"text\":\"&amp;\\u20ac ", "", 0,
         "\xE2\x82 \\n\"}", ""},
        {"{", "\"text\":\"\\u0041\",", 20, "\"text\":\"\\u0041\xFF\\u0041\"}", "\"text\":\"\\u0041"},
        {"{\"text\":\"Voil\\u00c3\\u0083", "", 0, "\xFF\"}\n", ""},
        {"{\"text\":\"", "a  \\u00e9 \\n", 100000, "\xFF\"}\n", ""},
        {"{\"text\":\"", "\\u0041&#39;\\ud83d\\ude00", 70000, "\xFF\\u0041\\n\",\"x\":2}\n", ""},
        {"{\"x\":\"\\u0041\",\"text\":\"", "<b>\\t\xC3\xA9", 200000, "\\ud800\\u0041\\n\",\"x\":2}\n", ""},
    };
    struct tnorm_options options = tn_options(TNORM_INPUT_JSONL);
    struct tn_machine machine;
    struct tn_text text = {0};
    options.invalid = TNORM_INVALID_STRICT;
    tn_start(&machine, &options);
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        tn_clear(&text);
        tn_append(&text, ROWS[i].head, strlen(ROWS[i].head));
        tn_append_repeated(&text, ROWS[i].unit, strlen(ROWS[i].unit), ROWS[i].units);
        size_t offset = text.length + strlen(ROWS[i].behind);
        tn_append(&text, ROWS[i].tail, strlen(ROWS[i].tail));
        for (size_t cut = 0; cut <= text.length; cut += text.length < 4096 ? 1 : text.length / 8) {
            tn_feed_cut(&machine, text.bytes, text.length, &cut, 1, false);
            const char *why = tn_broken_account(machine.handle, offset, machine.out.length);
            ck_assert_msg(machine.error == TNORM_ERROR_INVALID && machine.offset == offset && why == NULL,
                          "row %zu, cut %zu: %zu, not %zu; %s", i, cut, (size_t)machine.offset, offset,
                          why ? why : machine.stats);
            tn_count_cases(1);
        }
    }
    tn_stop(&machine);
    tn_release(&text);
}
END_TEST

START_TEST(what_is_clean_ends_with_a_line_feed)
{
    static const struct {
        enum tnorm_input input;
        const char *text, *clean;
    } ROWS[] = {
        {TNORM_INPUT_LINES, "x\ny\xFFz\n", "x\ny\n"},
        {TNORM_INPUT_LINES, "x\n<b>\xFFz\n", "x\n"},
        {TNORM_INPUT_LINES, "x\n\xFFz\n", "x\n"},
        {TNORM_INPUT_LINES, "\xFF", ""},
        {TNORM_INPUT_TSV, "x\ny\xFFz\n", "x\ny\n"},
        {TNORM_INPUT_TSV, "x\ny\t\xFFz\n", "x\ny\t\n"},
        {TNORM_INPUT_TSV, "x\n\xFFz\n", "x\n"},
        {TNORM_INPUT_TSV, "\xFF", ""},
        {TNORM_INPUT_JSONL, "{}\n{\"text\":\"y\xFFz\"}\n", "{}\n{\"text\":\"y\n"},
        {TNORM_INPUT_JSONL, "{}\n{\"text\":\"\xFFz\"}\n", "{}\n{\"text\":\"\n"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++)
        for (int bytewise = 0; bytewise < 2; bytewise++) {
            struct tn_machine machine;
            struct tnorm_options options = tn_options(ROWS[i].input);
            options.invalid = TNORM_INVALID_STRICT;
            tn_start(&machine, &options);
            tn_feed_string(&machine, ROWS[i].text, bytewise);
            ck_assert_int_eq(machine.error, TNORM_ERROR_INVALID);
            ck_assert_msg(tn_is(&machine.out, ROWS[i].clean), "row %zu: \"%s\"", i,
                          (const char *)machine.out.bytes);
            const char *broken = tn_broken_account(machine.handle, machine.offset, machine.out.length);
            ck_assert_msg(!broken, "row %zu: %s", i, broken);
            size_t before = machine.out.length;
            tn_feed_text(machine.handle, ROWS[i].input == TNORM_INPUT_JSONL ? "{}\n" : "z\n");
            tn_finish_text(machine.handle);
            ck_assert_uint_eq(tnorm_error_offset(machine.handle), machine.offset);
            ck_assert_msg(machine.out.length == before + (ROWS[i].input == TNORM_INPUT_JSONL ? 3 : 2),
                          "row %zu: \"%s\"", i, (const char *)machine.out.bytes);
            tn_stop(&machine);
            tn_count_cases(1);
        }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("strict");
    TCase *strict = tcase_create("strict");
    tcase_add_test(strict, strict_names_the_first_bad_byte);
    tcase_add_test(strict, strict_names_the_byte_of_a_json_line);
    tcase_add_test(strict, what_is_clean_ends_with_a_line_feed);
    suite_add_tcase(suite, strict);
    return tn_main(suite);
}
