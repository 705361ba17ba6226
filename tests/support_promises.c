/* support_promises.c - see support_promises.h */
#define _DEFAULT_SOURCE
#include "support_promises.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    BYTEWISE = 70000,  /* texts up to this length are fed byte by byte as well */
    HANG_SECONDS = 30, /* what takes longer hangs */
    SHRINK_SECONDS = 40,
};

static struct attempt *attempts;
static size_t attempt_count;
static unsigned patience = HANG_SECONDS;

/* Check's own handler, which a child inherits, would kill more than the child. */
static void die_in(unsigned seconds)
{
    signal(SIGALRM, SIG_DFL);
    alarm(seconds);
}

static void begin(struct attempt *attempt)
{
    attempt->open = true;
    die_in(patience);
}

static void pass(struct attempt *attempt)
{
    attempt->open = false;
    alarm(0);
    tn_count_cases(1);
}

/* ------------------------------------------------------------------ the properties */

/* What came of a text. */
struct result {
    struct tn_text out, left_out;
    enum tnorm_error error;
    uint64_t offset;
    char stats[TN_STATS];
};

static void keep_result(struct result *r, const struct tn_machine *machine)
{
    tn_append(&r->out, machine->out.bytes, machine->out.length);
    tn_append(&r->left_out, machine->left_out.bytes, machine->left_out.length);
    r->error = machine->error;
    r->offset = machine->offset;
    memcpy(r->stats, machine->stats, sizeof r->stats);
}

static const char *same_again(const struct tn_machine *machine, const struct result *first, const char *why)
{
    bool same = tn_equal(&machine->out, &first->out) && machine->error == first->error &&
                machine->offset == first->offset && tn_equal(&machine->left_out, &first->left_out) &&
                strcmp(machine->stats, first->stats) == 0;
    return same ? NULL : why;
}

static const char *check_cuts(struct tn_machine *machine, const unsigned char *bytes, size_t length,
                              bool every, const struct result *first, struct tn_random *random)
{
    const char *why = NULL;
    if (length <= BYTEWISE || every) {
        tn_feed_bytewise(machine, bytes, length);
        why = same_again(machine, first, "P3: fed byte by byte it comes out otherwise");
    }
    if (why == NULL) {
        tn_feed_lines(machine, bytes, length);
        why = same_again(machine, first, "P3: flushed after each line it comes out otherwise");
    }
    if (every)
        for (size_t cut = 0; cut <= length && why == NULL; cut++) {
            tn_feed_cut(machine, bytes, length, &cut, 1, cut % 2 == 0);
            why = same_again(machine, first, "P3: cut in two it comes out otherwise");
        }
    for (int round = 0; round < 2 && why == NULL && length > 0; round++) {
        size_t cuts[4], at = 0;
        for (size_t i = 0; i < 4; i++) cuts[i] = at += tn_random_below(random, length - at + 1);
        tn_feed_cut(machine, bytes, length, cuts, 4, round == 0);
        why = same_again(machine, first, "P3: cut in five it comes out otherwise");
    }
    return why;
}

/* May such a text end with this error? */
static bool is_allowed(enum tnorm_error error, const struct tnorm_options *options)
{
    return error == TNORM_OK || (error == TNORM_ERROR_INVALID && options->invalid == TNORM_INVALID_STRICT) ||
           (error == TNORM_ERROR_DAMAGED && options->input == TNORM_INPUT_WARC);
}

/* Is its output input of the same kind, to which nothing more happens? */
static bool is_idempotent(const struct tnorm_options *options)
{
    bool rows = options->input == TNORM_INPUT_LINES || options->input == TNORM_INPUT_TSV;
    bool weighed =
        options->boilerplate == TNORM_BOILERPLATE_DEFAULT || options->boilerplate > TNORM_BOILERPLATE_PHRASES;
    if (weighed && !rows) return false; /* a line is weighed by its neighbours */
    return options->input != TNORM_INPUT_HTML && options->input != TNORM_INPUT_WARC &&
           options->type != TNORM_TYPE_HTML && options->from == NULL;
}

/* What is written as WARC is read without a complaint, and has as many documents. */
static const char *check_warc(struct tn_machine *machine, const struct result *first)
{
    uint64_t documents = tnorm_documents(machine->handle);
    if (first->out.length == 0) return documents > 0 ? "WARC: a document was not written" : NULL;
    tn_feed_whole(machine, first->out.bytes, first->out.length);
    if (machine->error != TNORM_OK) return "WARC: what was written cannot be read";
    if (strstr(machine->stats, "\"resync\":0,\"undecoded\":0}") == NULL) return "WARC: it is damaged";
    return tnorm_documents(machine->handle) != documents ? "WARC: it has other documents" : NULL;
}

const char *tn_check_text(const struct tnorm_options *options, const unsigned char *bytes, size_t length,
                          bool every)
{
    struct tn_machine machine;
    struct result first = {0};
    struct tn_random random = tn_random_seed(length);
    tn_start(&machine, options);
    tn_feed_whole(&machine, bytes, length);
    keep_result(&first, &machine);
    const char *why = NULL;
    if (!is_allowed(first.error, options)) why = "an error without a cause";
    if (why == NULL && first.error == TNORM_ERROR_INVALID && first.offset >= length)
        why = "the error lies beyond the text";
    if (why == NULL) why = tn_broken_promise(&first.out, options);
    bool stopped = first.error == TNORM_ERROR_INVALID;
    if (why == NULL &&
        (!stopped || options->input != TNORM_INPUT_WARC)) /* whose record is named if its body is coded */
        why = tn_broken_account(machine.handle, stopped ? first.offset : length, first.out.length);
    if (why == NULL && options->output == TNORM_OUTPUT_WARC && !stopped) why = check_warc(&machine, &first);
    if (why == NULL) why = check_cuts(&machine, bytes, length, every, &first, &random);
    if (why == NULL && first.error != TNORM_ERROR_DAMAGED && is_idempotent(options)) {
        tn_feed_whole(&machine, first.out.bytes, first.out.length);
        if (machine.error != TNORM_OK || !tn_equal(&machine.out, &first.out))
            why = "P2: a second pass changes it";
    }
    tn_release(&first.out);
    tn_release(&first.left_out);
    tn_stop(&machine);
    return why;
}

/* ------------------------------------------------------------------ making a failure small */

/* Whether the text fails, in a process of its own, as it may crash or hang. */
static bool fails(const struct tnorm_options *options, const unsigned char *bytes, size_t length)
{
    int status = 0;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        die_in(length > 4096 ? 10 : 2);
        if (freopen("/dev/null", "w", stderr) == NULL) _exit(1);
        _exit(tn_check_text(options, bytes, length, length <= TN_EVERY_CUT) != NULL);
    }
    return child > 0 && waitpid(child, &status, 0) == child && status != 0;
}

static void shrink_text(struct attempt *attempt, time_t deadline)
{
    unsigned char *trial = malloc(TN_MAX_HOSTILE);
    if (trial == NULL) return;
    for (size_t chunk = attempt->length; chunk > 0; chunk = chunk / 2) {
        bool removed = true;
        while (removed) {
            removed = false;
            for (size_t at = 0; at + chunk <= attempt->length && time(NULL) < deadline;) {
                memcpy(trial, attempt->bytes, at);
                memcpy(trial + at, attempt->bytes + at + chunk, attempt->length - at - chunk);
                if (fails(&attempt->options, trial, attempt->length - chunk)) {
                    attempt->length -= chunk;
                    memcpy(attempt->bytes, trial, attempt->length);
                    removed = true;
                } else {
                    at += chunk;
                }
            }
        }
    }
    free(trial);
}

/* Takes every option back to its default that the failure does not need. */
static void shrink_options(struct attempt *attempt)
{
    struct tnorm_options trial = attempt->options;
    for (unsigned bit = 1; bit <= TNORM_KEEP_ECHOES; bit <<= 1) {
        trial.keep = attempt->options.keep & ~bit;
        if (trial.keep != attempt->options.keep && fails(&trial, attempt->bytes, attempt->length))
            attempt->options = trial;
        trial = attempt->options;
    }
    trial.form = TNORM_FORM_NFC;
    if (fails(&trial, attempt->bytes, attempt->length)) attempt->options = trial;
    trial = attempt->options;
    trial.invalid = TNORM_INVALID_REPAIR;
    if (fails(&trial, attempt->bytes, attempt->length)) attempt->options = trial;
    trial = attempt->options;
    trial.boilerplate = tn_options(trial.input).boilerplate;
    if (fails(&trial, attempt->bytes, attempt->length)) attempt->options = trial;
    trial = attempt->options;
    if (trial.input == TNORM_INPUT_LINES || trial.input == TNORM_INPUT_HTML) trial.input = TNORM_INPUT_TEXT;
    if (fails(&trial, attempt->bytes, attempt->length)) attempt->options = trial;
}

static void report(struct attempt *attempt)
{
    printf("seed %llu, %zu bytes: ", (unsigned long long)attempt->seed, attempt->length);
    if (!fails(&attempt->options, attempt->bytes, attempt->length)) {
        puts("fails only after the texts before it");
        return;
    }
    time_t deadline = time(NULL) + SHRINK_SECONDS;
    shrink_text(attempt, deadline);
    shrink_options(attempt);
    shrink_text(attempt, deadline);
    tn_options_print(stdout, &attempt->options);
    printf("\n  text    \"");
    tn_print_escaped(stdout, attempt->bytes, attempt->length);
    printf("\"\n");
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        die_in(HANG_SECONDS);
        const char *why = tn_check_text(&attempt->options, attempt->bytes, attempt->length,
                                        attempt->length <= TN_EVERY_CUT);
        struct tn_machine machine;
        tn_start(&machine, &attempt->options);
        tn_feed_whole(&machine, attempt->bytes, attempt->length);
        printf("  breaks  %s\n  gives   \"", why != NULL ? why : "nothing this time");
        tn_print_escaped(stdout, machine.out.bytes, machine.out.length);
        struct tn_text again = {0};
        tn_append(&again, machine.out.bytes, machine.out.length);
        tn_feed_whole(&machine, again.bytes, again.length);
        printf("\"\n  then    \"");
        tn_print_escaped(stdout, machine.out.bytes, machine.out.length);
        printf("\"\n");
        fflush(stdout);
        _exit(0);
    }
    int status = 0;
    if (child > 0 && waitpid(child, &status, 0) == child && status != 0)
        puts("  breaks  P8: it crashes or hangs");
}

struct tnorm_options tn_draw_options(struct tn_random *random)
{
    static const enum tnorm_boilerplate LEVELS[] = {TNORM_BOILERPLATE_DEFAULT, TNORM_BOILERPLATE_OFF,
                                                    TNORM_BOILERPLATE_PHRASES, TNORM_BOILERPLATE_BALANCED,
                                                    TNORM_BOILERPLATE_STRICT};
    static const enum tnorm_input INPUTS[] = {TNORM_INPUT_LINES, TNORM_INPUT_HTML, TNORM_INPUT_TEXT,
                                              TNORM_INPUT_TEXT, TNORM_INPUT_TEXT};
    struct tnorm_options options = tn_options(INPUTS[tn_random_below(random, 5)]);
    if (tn_random_below(random, 2) == 0) options.form = (enum tnorm_form)tn_random_below(random, 5);
    if (tn_random_below(random, 2) == 0) options.invalid = (enum tnorm_invalid)tn_random_below(random, 4);
    if (tn_random_below(random, 4) == 0) options.boilerplate = LEVELS[tn_random_below(random, 5)];
    if (tn_random_below(random, 3) == 0)
        options.keep = (unsigned)(tn_random_below(random, 64) & tn_random_below(random, 64));
    return options;
}

void tn_hold(struct attempt *attempt, const struct tn_text *text, bool every)
{
    ck_assert_msg(text->length <= TN_MAX_HOSTILE, "text %llu is too long", (unsigned long long)attempt->seed);
    attempt->length = text->length;
    if (text->length > 0) memcpy(attempt->bytes, text->bytes, text->length);
    begin(attempt);
    const char *why = tn_check_text(&attempt->options, attempt->bytes, text->length, every);
    ck_assert_msg(why == NULL, "text %llu: %s", (unsigned long long)attempt->seed, why);
    pass(attempt);
}

uint64_t tn_test_seed(void)
{
    const char *seed = getenv("TN_TEST_SEED");
    return seed != NULL ? strtoull(seed, NULL, 10) : 0;
}

static void report_all(void)
{
    static struct attempt mine; /* what a child writes astray must not reach it */
    for (size_t i = 0; i < attempt_count; i++)
        if (attempts[i].open) {
            memcpy(&mine, &attempts[i], sizeof mine);
            report(&mine);
        }
}

bool tn_attempts_make(size_t count)
{
    if (tn_is_slow()) patience = 0; /* no end */
    void *shared =
        mmap(NULL, count * sizeof *attempts, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) return false;
    attempts = shared;
    attempt_count = count;
    tn_after_failure = report_all;
    return true;
}

struct attempt *tn_attempt(size_t i) { return &attempts[i]; }
