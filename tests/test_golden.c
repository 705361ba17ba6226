/* test_golden.c - the golden cases (run_golden.sh says what they are) in pieces and a second time. */
#include "support.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "decompress.h"

#define FOLDER "tests/golden/"
#define DOCUMENTS "documents/" /* in FOLDER: whole documents and pages, whose main text must come through */

enum { MAX_CASES = 1000, MAX_NAME = 200 };

static char names[MAX_CASES][MAX_NAME]; /* NAME.KIND, sorted */
static int name_count;

/* What stands between the last dots of a name. */
struct kind {
    const char *name;
    enum tnorm_input input;
    bool same; /* the output is of that kind, too, so that it can be cleaned again */
};

static struct golden {
    const struct kind *kind;
    struct tn_text in, out;
    struct tnorm_options options;
    struct tn_machine machine;
} golden;

static int by_bytes(const void *a, const void *b) { return strcmp(a, b); }

static bool read_part(const char *name, const char *suffix, struct tn_text *text)
{
    char path[sizeof FOLDER + MAX_NAME + 8];
    snprintf(path, sizeof path, FOLDER "%s%s", name, suffix);
    return tn_read_file(path, text);
}

/* Is an optional library that the case needs not built in? */
static bool lacks_library(const char *name)
{
    struct tn_text needs = {0};
    bool lacks = false;
    if (read_part(name, ".needs", &needs))
        for (char *word = strtok((char *)needs.bytes, " \n"); word != NULL; word = strtok(NULL, " \n"))
            lacks |= strstr(tn_decompressor_libraries(), word) == NULL && strcmp(tnorm_detector(), word) != 0;
    tn_release(&needs);
    if (lacks) printf("skipped: %s, a library is not built in\n", name);
    return lacks;
}

/* The cases of FOLDER or, under "documents/", of that folder in it. */
static void list_folder(const char *under)
{
    struct dirent *entry;
    char path[sizeof FOLDER DOCUMENTS];
    snprintf(path, sizeof path, FOLDER "%s", under);
    DIR *folder = opendir(path);
    if (folder == NULL) return;
    while ((entry = readdir(folder)) != NULL && name_count < MAX_CASES) {
        size_t length = strlen(entry->d_name);
        if (length <= 3 || strcmp(entry->d_name + length - 3, ".in") != 0) continue;
        int all = snprintf(names[name_count], MAX_NAME, "%s%.*s", under, (int)length - 3, entry->d_name);
        if (all < MAX_NAME && !lacks_library(names[name_count])) name_count++;
    }
    closedir(folder);
}

static void list_cases(void)
{
    list_folder("");
    list_folder(DOCUMENTS);
    qsort(names, (size_t)name_count, sizeof names[0], by_bytes);
}

static bool find_kind(const char *name, const struct kind **kind)
{
    static const struct kind KINDS[] = {
        {"text", TNORM_INPUT_TEXT, true},   {"lines", TNORM_INPUT_LINES, true},
        {"jsonl", TNORM_INPUT_JSONL, true}, {"tsv", TNORM_INPUT_TSV, true},
        {"html", TNORM_INPUT_HTML, false},  {"warc", TNORM_INPUT_WARC, false},
    };
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++) {
        *kind = &KINDS[i];
        if (strcmp(KINDS[i].name, name) == 0) return true;
    }
    return false;
}

static void open_case(const char *name)
{
    struct tn_text arguments = {0};
    const char *kind = strrchr(name, '.');
    memset(&golden, 0, sizeof golden);
    ck_assert_msg(kind != NULL && find_kind(kind + 1, &golden.kind), "%s: the kind?", name);
    golden.options = tn_options(golden.kind->input);
    if (strncmp(name, DOCUMENTS, strlen(DOCUMENTS)) == 0)
        golden.options.boilerplate = TNORM_BOILERPLATE_BALANCED;
    ck_assert_msg(read_part(name, ".in", &golden.in), "%s.in cannot be read", name);
    ck_assert_msg(read_part(name, ".out", &golden.out), "%s.out cannot be read", name);
    if (read_part(name, ".args", &arguments))
        ck_assert_msg(tn_options_parse(&golden.options, (const char *)arguments.bytes), "%s.args: %s", name,
                      (const char *)arguments.bytes);
    tn_release(&arguments);
    tn_start(&golden.machine, &golden.options);
}

static void close_case(void)
{
    tn_stop(&golden.machine);
    tn_release(&golden.in);
    tn_release(&golden.out);
    tn_count_cases(1);
}

static void expect_out(const char *name, const char *how)
{
    const struct tn_machine *machine = &golden.machine;
    if (machine->error == TNORM_OK && tn_equal(&machine->out, &golden.out)) return;
    fprintf(stderr, "%s, %s: got \"", name, how);
    tn_print_escaped(stderr, machine->out.bytes, machine->out.length);
    fputs("\", expected \"", stderr);
    tn_print_escaped(stderr, golden.out.bytes, golden.out.length);
    fputs("\"\n", stderr);
    ck_abort_msg("%s, %s: %s", name, how, tnorm_strerror(machine->error));
}

START_TEST(comes_out_as_expected_byte_by_byte)
{
    const char *name = names[_i];
    open_case(name);
    tn_feed_bytewise(&golden.machine, golden.in.bytes, golden.in.length);
    expect_out(name, "byte by byte");
    close_case();
}
END_TEST

START_TEST(comes_out_as_expected_cut_anywhere)
{
    const char *name = names[_i];
    open_case(name);
    for (size_t cut = 0; cut <= golden.in.length; cut += golden.in.length / 200 + 1) {
        tn_feed_cut(&golden.machine, golden.in.bytes, golden.in.length, &cut, 1, cut % 2 == 1);
        expect_out(name, "cut once");
    }
    close_case();
}
END_TEST

START_TEST(second_pass_changes_nothing)
{
    const char *name = names[_i];
    open_case(name);
    if (golden.kind->same) {
        tn_feed_whole(&golden.machine, golden.out.bytes, golden.out.length);
        expect_out(name, "second pass");
    }
    close_case();
}
END_TEST

START_TEST(keeps_promise_and_account)
{
    const char *name = names[_i];
    open_case(name);
    tn_feed_whole(&golden.machine, golden.in.bytes, golden.in.length);
    const char *why = tn_broken_promise(&golden.machine.out, &golden.options);
    if (why == NULL && golden.machine.error == TNORM_OK)
        why = tn_broken_account(golden.machine.handle, golden.in.length, golden.machine.out.length);
    ck_assert_msg(why == NULL, "%s: %s", name, why);
    close_case();
}
END_TEST

int main(void)
{
    list_cases();
    Suite *suite = suite_create("golden");
    TCase *cases = tcase_create("golden");
    tcase_set_timeout(cases, 30);
    tcase_add_loop_test(cases, comes_out_as_expected_byte_by_byte, 0, name_count);
    tcase_add_loop_test(cases, comes_out_as_expected_cut_anywhere, 0, name_count);
    tcase_add_loop_test(cases, second_pass_changes_nothing, 0, name_count);
    tcase_add_loop_test(cases, keeps_promise_and_account, 0, name_count);
    suite_add_tcase(suite, cases);
    return tn_main(suite);
}
