/* test_mojibake.c - lines of misread text: what is told of them, and how far. */
#include <check.h>
#include <string.h>

#include "line.h"
#include "support.h"
#include "utf8.h"
#include "windows1252.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* A character that was misread may begin where the front of a long line leaves. */
START_TEST(mojibake_is_repaired_where_a_long_line_is_full)
{
    /* "Привет, дела. " as Windows-1251 has it */
    static const char misread[] =
        "\xD0\xA0\xD1\x9F\xD0\xA1\xD0\x82\xD0\xA0\xD1\x91\xD0\xA0\xD0\x86\xD0\xA0\xC2\xB5\xD0\xA1\xE2\x80\x9A"
        "\x2C\x20\xD0\xA0\xD2\x91\xD0\xA0\xC2\xB5\xD0\xA0\xC2\xBB\xD0\xA0\xC2\xB0\x2E\x20";
    static const char right[] = "Привет, дела. ";
    struct tn_text text = {0}, expected = {0};
    struct tn_machine machine;
    struct tnorm_options options = tn_options(TNORM_INPUT_LINES);
    tn_start(&machine, &options);
    for (size_t n = TN_LINE_SIZE - sizeof misread; n <= TN_LINE_SIZE; n++) {
        tn_clear(&text);
        tn_append_repeated(&text, "words ", 6, n / 6);
        tn_append_repeated(&text, "b", 1, n % 6);
        tn_clear(&expected);
        tn_append(&expected, text.bytes, text.length);
        tn_append_repeated(&text, misread, sizeof misread - 1, 4);
        tn_append(&text, "end\n", 4);
        tn_append_repeated(&expected, right, sizeof right - 1, 4);
        tn_append(&expected, "end\n", 4);
        tn_feed_whole(&machine, text.bytes, text.length);
        ck_assert_msg(tn_equal(&machine.out, &expected), "behind %zu bytes", n);
        tn_count_cases(1);
    }
    tn_stop(&machine);
    tn_release(&text);
    tn_release(&expected);
}
END_TEST

/* What only the whole line tells is repaired as long as none of it has left; and a second pass, which sees it shorter, does no more. */
START_TEST(a_line_is_read_again_as_long_as_all_of_it_is_there)
{
    static const char misread[] = "vu l\xC3\x83 que c\xC3\xA2\xE2\x82\xAC\xE2\x84\xA2"
                                  "est tr\xC3\x83\xC2\xA8s bon ";
    static const char right[] = "vu l\xC3\xA0 que c\xE2\x80\x99"
                                "est tr\xC3\xA8s bon ";
    struct tn_text text = {0}, once = {0};
    struct tn_machine machine;
    struct tnorm_options options = tn_options(TNORM_INPUT_LINES);
    tn_start(&machine, &options);
    for (size_t n = TN_LINE_LOOKBACK - 64; n <= TN_LINE_SIZE + 64; n += n < 26000 ? 2000 : 16) {
        tn_clear(&text);
        tn_append(&text, misread, sizeof misread - 1);
        tn_append_repeated(&text, "b", 1, n);
        tn_append(&text, "\n", 1);
        tn_feed_whole(&machine, text.bytes, text.length);
        tn_clear(&once);
        tn_append(&once, machine.out.bytes, machine.out.length);
        bool repaired = memcmp(once.bytes, right, sizeof right - 1) == 0;
        if (n <= 26000 || n >= TN_LINE_SIZE) ck_assert_msg(repaired == (n <= 26000), "%zu bytes", n);
        tn_feed_whole(&machine, once.bytes, once.length);
        ck_assert_msg(tn_equal(&machine.out, &once), "again: %zu bytes", n);
        tn_count_cases(1);
    }
    tn_stop(&machine);
    tn_release(&text);
    tn_release(&once);
}
END_TEST

/* In which encoding a line was read, is told by what comes: it waits for that, wherever the input is cut. */
START_TEST(a_line_is_told_however_it_is_cut)
{
    static const char *const lines[][2] = {
        {"la \u251C\u2310cole", "la école"},
        {"Po\u2248\u00C7o\u2248\u00BAy\u2248\u00C7a to", "Położyła to"},
        {"k\u0106\u00B6nnen", "können"},
        {"\u2013\u00ED \u2014\u00C5\u2013\u221E\u2013\u00A5\u2014\u00C9", "В саду"},
    };
    struct tn_text text = {0}, expected = {0};
    struct tn_machine machine;
    struct tnorm_options options = tn_options(TNORM_INPUT_LINES);
    tn_start(&machine, &options);
    for (size_t i = 0; i < COUNT(lines); i++) {
        struct tn_text *const both[] = {&text, &expected};
        for (size_t k = 0; k < 2; k++) {
            tn_clear(both[k]);
            tn_append(both[k], lines[i][k], strlen(lines[i][k]));
            tn_append_repeated(both[k], " more", 5, 40);
            tn_append(both[k], "\n", 1);
        }
        for (size_t n = 1; n < text.length; n++) {
            const size_t cuts[] = {n, n + 50 < text.length ? n + 50 : n};
            tn_feed_cut(&machine, text.bytes, text.length, cuts, COUNT(cuts), false);
            ck_assert_msg(tn_equal(&machine.out, &expected), "%s, cut at %zu", lines[i][1], n);
            tn_count_cases(1);
        }
    }
    tn_stop(&machine);
    tn_release(&text);
    tn_release(&expected);
}
END_TEST

/* As far as it is told: longer ones are repaired in part, but a second pass does no more. */
START_TEST(a_line_is_told_up_to_eight_kibibytes)
{
    /* "В саду и " as Mac OS Roman has it */
    static const char misread[] =
        "\u2013\u00ED \u2014\u00C5\u2013\u221E\u2013\u00A5\u2014\u00C9 \u2013\u220F ";
    static const char right[] = "В саду и ";
    struct tn_text text = {0}, once = {0}, expected = {0};
    struct tn_machine machine;
    struct tnorm_options options = tn_options(TNORM_INPUT_LINES);
    tn_start(&machine, &options);
    for (size_t n = 1; n * sizeof misread < TN_LINE_SIZE + 4096; n += n / 4 + 1) {
        tn_clear(&text);
        tn_append_repeated(&text, misread, sizeof misread - 1, n);
        tn_append(&text, "\n", 1);
        tn_clear(&expected);
        tn_append_repeated(&expected, right, sizeof right - 1, n);
        expected.bytes[expected.length - 1] = '\n';
        tn_feed_whole(&machine, text.bytes, text.length);
        tn_clear(&once);
        tn_append(&once, machine.out.bytes, machine.out.length);
        if (text.length < 8000) ck_assert_msg(tn_equal(&once, &expected), "%zu bytes", text.length);
        tn_feed_whole(&machine, once.bytes, once.length);
        ck_assert_msg(tn_equal(&machine.out, &once), "again: %zu bytes", text.length);
        tn_count_cases(1);
    }
    tn_stop(&machine);
    tn_release(&text);
    tn_release(&once);
    tn_release(&expected);
}
END_TEST

/* Appends a word as it is when its UTF-8 is read as Windows-1252. */
static void append_misread(struct tn_text *text, const char *word)
{
    unsigned char bytes[TN_UTF8_MAX];
    for (const char *p = word; *p; p++) {
        unsigned char byte = (unsigned char)*p;
        uint32_t c = byte < 0x80 ? byte : tn_windows1252(byte);
        tn_append(text, bytes, tn_utf8_encode(c != 0 ? c : byte, bytes));
    }
}

/* Where a line is certain to have been misread, most of its characters are not asked about one by one; in NFKC all are.  What these
 * words are, misread or not, is the same in that form. */
START_TEST(what_is_certain_is_as_the_rules_have_it)
{
    static const char *const words[] = {
        "парта",  "Струя", "ПАПА", "стража", "«шар»", "“Чаща”", "été",   "École", "É",     "ÉTÉ",    "Ärger",
        "größer", "Größe", "œuf",  "ŒUVRE",  "łaska", "Łaś",    "česač", "Čáš",   "šach",  "πατάρα", "Σαπρά",
        "“ρο”",   "—",     "word", "a",      "Вася",  "På",     "ÊTRE",  "naëf",  "ûla",   "ÄÖÄÖ",   "ééé",
        "éééé",   "€œ",    "ệ",    "日本",   "✓",     "à",      "voilà", "í",     "Рарат", "Πα",
    };
    static const char *const right[] = {"é", "Ã", "€", "”", "ж", " ", "&amp", "<b>"};
    static const char *const between[] = {" ", " ", " ", "", ", ", "-"};
    struct tn_random random = tn_random_seed(1);
    struct tn_machine machines[2];
    struct tn_text text = {0};
    for (size_t i = 0; i < COUNT(machines); i++) {
        struct tnorm_options options = tn_options(TNORM_INPUT_LINES);
        options.form = i == 0 ? TNORM_FORM_NFC : TNORM_FORM_NFKC;
        tn_start(&machines[i], &options);
    }
    for (size_t n = 0; n < tn_effort(20000); n++) {
        tn_clear(&text);
        if (tn_random_below(&random, 4) == 0)
            tn_append(&text, "&amp; ", 6); /* its causes are noted byte by byte */
        for (size_t left = 1 + tn_random_below(&random, 12); left > 0; left--) {
            append_misread(&text, words[tn_random_below(&random, COUNT(words))]);
            const char *next = between[tn_random_below(&random, COUNT(between))];
            if (tn_random_below(&random, 20) == 0) next = right[tn_random_below(&random, COUNT(right))];
            tn_append(&text, next, strlen(next));
        }
        tn_append(&text, "\n", 1);
        for (size_t i = 0; i < COUNT(machines); i++) tn_feed_whole(&machines[i], text.bytes, text.length);
        ck_assert_msg(tn_equal(&machines[0].out, &machines[1].out), "%.*s", (int)text.length,
                      (const char *)text.bytes);
        tn_count_cases(1);
    }
    for (size_t i = 0; i < COUNT(machines); i++) tn_stop(&machines[i]);
    tn_release(&text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("mojibake");
    TCase *lines = tcase_create("lines");
    tcase_set_timeout(lines, 60);
    tcase_add_test(lines, mojibake_is_repaired_where_a_long_line_is_full);
    tcase_add_test(lines, a_line_is_read_again_as_long_as_all_of_it_is_there);
    tcase_add_test(lines, a_line_is_told_however_it_is_cut);
    tcase_add_test(lines, a_line_is_told_up_to_eight_kibibytes);
    tcase_add_test(lines, what_is_certain_is_as_the_rules_have_it);
    suite_add_tcase(suite, lines);
    return tn_main(suite);
}
