/* test_account.c - what the library tells: rejects, counts, errors. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

static const unsigned char *bytes(const char *text) { return (const unsigned char *)text; }

START_TEST(counts_go_on_from_text_to_text)
{
    struct tn_text out = {0};
    tnorm *handle = tn_make(tn_options(TNORM_INPUT_TEXT), &out);
    tn_feed_text(handle, "one <b>two</b>");
    tn_finish_text(handle);
    tn_feed_text(handle, "  three &amp; four  ");
    tn_finish_text(handle);
    const char *why = tn_broken_account(handle, 34, out.length);
    ck_assert_msg(why == NULL, "%s", why);
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
        tnorm *handle = tn_make(options, &out);
        tn_feed_text(handle, ROWS[i].text);
        tn_finish_text(handle);
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
    tnorm *handle = tn_make(options, &out);
    tn_feed_text(handle, "one\n");
    tn_finish_text(handle);
    enum tnorm_error error = tnorm_feed(handle, bytes("two \xFF\n"), 6);
    if (error == TNORM_OK) error = tnorm_finish(handle);
    ck_assert_int_eq(error, TNORM_ERROR_INVALID);
    ck_assert_uint_eq(tnorm_error_offset(handle), 4);
    ck_assert_str_eq(tnorm_error_charset(handle), "UTF-8");
    tnorm_reset(handle);
    tn_clear(&out);
    tn_feed_text(handle, "three\n");
    tn_finish_text(handle);
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
    tnorm *handle = tn_make(tn_options(TNORM_INPUT_TEXT), &out);
    tn_feed_text(handle, "a <b>b</b> &amp; c\n");
    tn_finish_text(handle);
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
        tnorm *handle = tn_make(tn_options(TNORM_INPUT_TEXT), &out);
        tn_feed_text(handle, ROWS[i].text);
        tn_finish_text(handle);
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

START_TEST(controls_count_each_by_itself)
{
    enum { ROW = 50 };
    static const char *const PLACES[] = {"", "word", "word ", "\xD7\x90"};
    for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++) {
        char json[8192];
        struct tn_text in = {0}, out = {0};
        tnorm *handle = tn_make(tn_options(TNORM_INPUT_TEXT), &out);
        tn_append(&in, PLACES[i], strlen(PLACES[i]));
        tn_append_repeated(&in, "\xC2\x81\xC2\x8D", 4, ROW / 2); /* for which Windows-1252 has nothing */
        tn_append(&in, ".", 1);
        tn_feed_text(handle, (const char *)in.bytes);
        tn_finish_text(handle);
        ck_assert_uint_lt(tnorm_stats(handle, json, sizeof json), sizeof json);
        ck_assert_msg(strstr(json, "\"characters\":{\"count\":50,\"in\":100,\"out\":0}") != NULL, "%zu: %s",
                      i, json);
        tnorm_free(handle);
        tn_release(&in);
        tn_release(&out);
        tn_count_cases(1);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("account");
    TCase *account = tcase_create("account");
    tcase_set_timeout(account, 60);
    tcase_add_test(account, counts_go_on_from_text_to_text);
    tcase_add_test(account, rejects_say_what_was_left_out_and_where);
    tcase_add_test(account, strict_counts_from_the_text_at_hand);
    tcase_add_test(account, every_error_has_its_sentence);
    tcase_add_test(account, stats_are_cut_as_snprintf_cuts);
    tcase_add_test(account, stats_count_causes);
    tcase_add_test(account, controls_count_each_by_itself);
    suite_add_tcase(suite, account);
    return tn_main(suite);
}
