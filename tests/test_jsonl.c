/* test_jsonl.c - JSON Lines: what becomes of a line that is longer than what is held of one, and of one that is not. */
#include <check.h>
#include <string.h>

#include "jsonl.h"
#include "support.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* `before`, so many units that the line is as long as is wanted, `behind`; and what stands for each of them then. */
static const struct row {
    const char *what, *before, *unit, *behind;
    const char *clean_before, *clean_unit, *clean_behind;
    bool broken, lacking;
} ROWS[] = {
    {"text behind something long", "{\"pad\":\"", "x", "\",\"text\":\"a  b\"}", "{\"pad\":\"", "x",
     "\",\"text\":\"a b\"}", false, false},
    {"text before it", "{\"text\":\"a  b\\u0041\",\"pad\":\"", "x", "\"}", "{\"text\":\"a bA\",\"pad\":\"",
     "x", "\"}", false, false},
    {"text on both sides", "{\"text\":\"a  b\",\"pad\":[", "1,", "1],\"text\":\"c  \\ud83d\\ude00\"}",
     "{\"text\":\"a b\",\"pad\":[", "1,", "1],\"text\":\"c \U0001F600\"}", false, false},
    {"long text", "{\"text\":\"", "a  b\\n", "z\"}", "{\"text\":\"", "a b\\n", "z\"}", false, false},
    {"long text of escapes", "{\"text\":\"", "\\u00e9\\/\\\"\\\\\\u00e9\\ud83d\\ude00 ", " z\"}",
     "{\"text\":\"", "\u00e9/\\\"\\\\\u00e9\U0001F600 ", "z\"}", false, false},
    {"no text", "{\"pad\":\"", "x", "\"}", "{\"pad\":\"", "x", "\"}", false, true},
    {"broken behind text", "{\"pad\":\"", "x", "\",\"text\":\"a  b\" oops", "{\"pad\":\"", "x",
     "\",\"text\":\"a b\" oops", true, false},
    {"broken before text", "{\"pad\":\"", "x", "\" oops,\"text\":\"a  b\"}", "{\"pad\":\"", "x",
     "\" oops,\"text\":\"a  b\"}", true, false},
    {"broken in text", "{\"pad\":\"", "x", "\",\"text\":\"a  b\x01 c  d\"}", "{\"pad\":\"", "x",
     "\",\"text\":\"a b\x01 c  d\"}", true, false},
    {"not ended", "{\"pad\":\"", "x", "\",\"text\":\"a  b\"", "{\"pad\":\"", "x", "\",\"text\":\"a b\"", true,
     false},
    {"not ended in text", "{\"pad\":\"", "x", "\",\"text\":\"a  b", "{\"pad\":\"", "x", "\",\"text\":\"a b",
     true, false},
};

/* So many units that the line has this length, or a bit less: then with white space behind it. */
static void put_line(const struct row *row, size_t length, struct tn_text *line, struct tn_text *clean)
{
    size_t unit = strlen(row->unit), all = strlen(row->before) + strlen(row->behind);
    tn_clear(line);
    tn_clear(clean);
    tn_append(line, row->before, strlen(row->before));
    tn_append(clean, row->clean_before, strlen(row->clean_before));
    tn_append_repeated(line, row->unit, unit, (length - all) / unit);
    tn_append_repeated(clean, row->clean_unit, strlen(row->clean_unit), (length - all) / unit);
    tn_append(line, row->behind, strlen(row->behind));
    tn_append(clean, row->clean_behind, strlen(row->clean_behind));
}

static void check_line(struct tn_machine *machine, const struct row *row, size_t length, bool feed)
{
    static const char next[] = "{\"text\":\"c  d\"}\n", clean_next[] = "{\"text\":\"c d\"}\n";
    static const size_t PIECES[] = {SIZE_MAX, 1, 4097, 65536};
    struct tn_text line = {0}, clean = {0};
    put_line(row, length, &line, &clean);
    bool held = line.length < TN_JSONL_HELD;
    if (row->broken && held) { /* it passes as it is */
        tn_clear(&clean);
        tn_append(&clean, line.bytes, line.length);
    }
    if (feed) {
        tn_append(&line, "\n", 1);
        tn_append(&line, next, sizeof next - 1);
        tn_append(&clean, "\n", 1);
        tn_append(&clean, clean_next, sizeof clean_next - 1);
    }
    for (size_t i = 0; i < COUNT(PIECES); i++) {
        if (PIECES[i] == 1 && length != TN_JSONL_HELD) continue;
        if (tn_thinned() > 1 && (PIECES[i] != 4097 || length > TN_JSONL_HELD + 1)) continue;
        tn_clear(&machine->out);
        tnorm_reset(machine->handle);
        for (size_t at = 0, n; at < line.length; at += n) {
            n = line.length - at < PIECES[i] ? line.length - at : PIECES[i];
            tn_feed_piece(machine, line.bytes + at, n);
        }
        ck_assert_int_eq(tnorm_finish(machine->handle), TNORM_OK);
        ck_assert_msg(tn_equal(&machine->out, &clean), "%s, %zu bytes, pieces of %zu, ...%s", row->what,
                      line.length, PIECES[i],
                      (const char *)machine->out.bytes +
                          (machine->out.length > 60 ? machine->out.length - 60 : 0));
        const char *why = tn_broken_account(machine->handle, line.length, clean.length);
        ck_assert_msg(!why, "%s, %zu bytes: %s", row->what, line.length, why);
        (void)tnorm_stats(machine->handle, machine->stats, sizeof machine->stats);
        const char *broken = strstr(machine->stats, row->broken ? "\"broken\":1" : "\"broken\":0"),
                   *lacking = strstr(machine->stats, row->lacking ? "\"lacking\":1" : "\"lacking\":0");
        ck_assert_msg(broken && lacking, "%s, %zu bytes: %s", row->what, line.length, machine->stats);
        tn_count_cases(1);
    }
    tn_release(&line);
    tn_release(&clean);
}

START_TEST(a_line_is_cleaned_alike_however_long_it_is)
{
    static const size_t LENGTHS[] = {TN_JSONL_HELD - 1, TN_JSONL_HELD, TN_JSONL_HELD + 1, 3 * TN_JSONL_HELD};
    struct tnorm_options options = tn_options(TNORM_INPUT_JSONL);
    struct tn_machine machine;
    tn_start(&machine, &options);
    for (size_t i = 0; i < COUNT(LENGTHS); i++)
        for (int feed = 0; feed < 2; feed++) check_line(&machine, &ROWS[_i], LENGTHS[i], feed);
    tn_stop(&machine);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("jsonl");
    TCase *lines = tcase_create("lines");
    tcase_set_timeout(lines, 120);
    tcase_add_loop_test(lines, a_line_is_cleaned_alike_however_long_it_is, 0, (int)COUNT(ROWS));
    suite_add_tcase(suite, lines);
    return tn_main(suite);
}
