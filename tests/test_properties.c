/* test_properties.c - the promises P1, P2, P3, P8 and the account on generated hostile texts.
 *
 * Every text comes from a fixed seed.  TN_TEST_SCALE multiplies how many there are; TN_TEST_SEED=N starts the
 * random ones elsewhere.  A text that breaks a promise, crashes or hangs is made as small as it can be and
 * printed with its options, ready to become a golden case.
 */
#define _DEFAULT_SOURCE
#include "support_hostile.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    EVERY_CUT = 60,       /* texts up to this length are cut at every place, ... */
    EVERY_CUT_ONE_IN = 2, /* ... one in so many of them */
    BYTEWISE = 70000,     /* texts up to this length are fed byte by byte as well */
    HANG_SECONDS = 30,    /* what takes longer hangs */
    SHRINK_SECONDS = 40,
    JOINED_RUNS = 8, /* four forms of two kinds of input */
    PAIR_RUNS = 2,   /* two kinds of input */
};

/* What generator _i is about to try, in shared memory: it survives the crash that it causes. */
struct attempt {
    bool open; /* begun and not passed */
    uint64_t seed;
    struct tnorm_options options;
    size_t length;
    unsigned char bytes[TN_MAX_HOSTILE];
};

static struct attempt *attempts;
static size_t effort_divisor = 1; /* greater where all is slow */
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

static const char *same_again(struct tn_machine *machine, const struct tn_text *first, enum tnorm_error error,
                              uint64_t offset, const char *why)
{
    if (!tn_equal(&machine->out, first) || machine->error != error || machine->offset != offset) return why;
    return NULL;
}

static const char *check_cuts(struct tn_machine *machine, const unsigned char *bytes, size_t length,
                              bool every, const struct tn_text *first, enum tnorm_error error,
                              uint64_t offset, struct tn_random *random)
{
    const char *why = NULL;
    if (length <= BYTEWISE || every) {
        tn_feed_bytewise(machine, bytes, length);
        why = same_again(machine, first, error, offset, "P3: fed byte by byte it comes out otherwise");
    }
    if (every)
        for (size_t cut = 0; cut <= length && why == NULL; cut++) {
            tn_feed_cut(machine, bytes, length, &cut, 1, cut % 2 == 0);
            why = same_again(machine, first, error, offset, "P3: cut in two it comes out otherwise");
        }
    for (int round = 0; round < 2 && why == NULL && length > 0; round++) {
        size_t cuts[4], at = 0;
        for (size_t i = 0; i < 4; i++) cuts[i] = at += tn_random_below(random, length - at + 1);
        tn_feed_cut(machine, bytes, length, cuts, 4, round == 0);
        why = same_again(machine, first, error, offset, "P3: cut in five it comes out otherwise");
    }
    return why;
}

/* Why this text under these options breaks a promise; NULL if it does not. */
static const char *check_text(const struct tnorm_options *options, const unsigned char *bytes, size_t length,
                              bool every)
{
    struct tn_machine machine;
    struct tn_text first = {0};
    struct tn_random random = tn_random_seed(length);
    tn_start(&machine, options);
    tn_feed_whole(&machine, bytes, length);
    tn_append(&first, machine.out.bytes, machine.out.length);
    enum tnorm_error error = machine.error;
    uint64_t offset = machine.offset;
    const char *why = NULL;
    if (error != TNORM_OK && (error != TNORM_ERROR_INVALID || options->invalid != TNORM_INVALID_STRICT))
        why = "an error without a cause";
    if (why == NULL && error == TNORM_ERROR_INVALID && offset >= length)
        why = "the error lies beyond the text";
    if (why == NULL) why = tn_broken_promise(&first, options);
    if (why == NULL && error == TNORM_OK) why = tn_broken_account(machine.handle, length, first.length);
    if (why == NULL) why = check_cuts(&machine, bytes, length, every, &first, error, offset, &random);
    if (why == NULL && error == TNORM_OK &&
        options->input != TNORM_INPUT_HTML) { /* its output is another kind */
        tn_feed_whole(&machine, first.bytes, first.length);
        why = same_again(&machine, &first, TNORM_OK, 0, "P2: a second pass changes it");
    }
    tn_release(&first);
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
        _exit(check_text(options, bytes, length, length <= EVERY_CUT) != NULL);
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
    trial.input = TNORM_INPUT_TEXT;
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
        const char *why =
            check_text(&attempt->options, attempt->bytes, attempt->length, attempt->length <= EVERY_CUT);
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

static struct tnorm_options draw_options(struct tn_random *random)
{
    static const enum tnorm_boilerplate LEVELS[] = {TNORM_BOILERPLATE_DEFAULT, TNORM_BOILERPLATE_OFF,
                                                    TNORM_BOILERPLATE_PHRASES};
    static const enum tnorm_input INPUTS[] = {TNORM_INPUT_LINES, TNORM_INPUT_HTML, TNORM_INPUT_TEXT,
                                              TNORM_INPUT_TEXT, TNORM_INPUT_TEXT};
    struct tnorm_options options = tn_options(INPUTS[tn_random_below(random, 5)]);
    if (tn_random_below(random, 2) == 0) options.form = (enum tnorm_form)tn_random_below(random, 5);
    if (tn_random_below(random, 2) == 0) options.invalid = (enum tnorm_invalid)tn_random_below(random, 4);
    if (tn_random_below(random, 4) == 0) options.boilerplate = LEVELS[tn_random_below(random, 3)];
    if (tn_random_below(random, 3) == 0)
        options.keep = (unsigned)(tn_random_below(random, 64) & tn_random_below(random, 64));
    return options;
}

START_TEST(promises_hold)
{
    const struct generator *generator = &TN_GENERATORS[_i];
    struct attempt *attempt = &attempts[_i];
    struct tn_text text = {0};
    const char *start = getenv("TN_TEST_SEED");
    uint64_t seed = (uint64_t)(_i + 1) * 1000000000u + (start != NULL ? strtoull(start, NULL, 10) : 0);
    size_t cases = (generator->cases * tn_scale() + effort_divisor - 1) / effort_divisor;
    for (size_t n = 0; n < cases; n++, seed++) {
        struct tn_random random = tn_random_seed(seed);
        tn_clear(&text);
        attempt->seed = seed;
        attempt->options = draw_options(&random);
        generator->make(&text, &random);
        ck_assert_msg(text.length <= TN_MAX_HOSTILE, "%s makes too long a text", generator->name);
        attempt->length = text.length;
        memcpy(attempt->bytes, text.bytes, text.length);
        begin(attempt);
        bool every = text.length <= EVERY_CUT && seed % EVERY_CUT_ONE_IN == 0;
        const char *why = check_text(&attempt->options, text.bytes, text.length, every);
        ck_assert_msg(why == NULL, "%s, seed %llu: %s", generator->name, (unsigned long long)seed, why);
        pass(attempt);
    }
    tn_release(&text);
}
END_TEST

/* ------------------------------------------------------------------ joined removals, by name */

// clang-format off
static const char *const JOINED[] = {
    "<<b>b>", "<<b>b>x</<b>b>", "<b<b>>", "<scr<script></script>ipt>x</script>", "<!-<b>-x-->",
    "<!<!-- -->-- x -->", "&am<b></b>p;", "&am<!-- -->p;lt;", "&<b></b>lt;", "&#<i></i>60;b>",
    "&amp<b></b>;amp;", "&lt;b&gt;", "&lt;b>", "<b&gt;", "&amp;lt;b&amp;gt;", "&#38;lt;b>", "&am\xC2\xADp;",
    "&am\xE2\x80\x8Bp;", "<\302\255b>", "<\342\200\213b>", "<b\xE2\x80\x8B>", "<\001b>",
    "<\033[0mb>", "&l\x01t;", "&amp\xCD\xBE", "&lt\315\276b>", "\357\274\234b\357\274\236",
    "\357\274\206amp\357\274\233", "\xEF\xBC\x86lt;", "<\xEF\xBC\xA2>", "<b\xEF\xBC\x9E",
    "<\314\270b>", "<b>\xCC\xB8", "&lt;\xCC\xB8", "\342\211\256b>", "e<b></b>\xCC\x81",
    "e\xE2\x80\x8B\xCC\x81", "&amp;#x3c;b&amp;#x3e;", "\xC3\x83<b></b>\xC2\xA9", "\xC3\x83&copy;",
    "&Atilde;\xC2\xA9", "&Atilde;&copy;", "\xC3\x83\xE2\x80\x8B\xC2\xA9", "\xC3\x83\x01\xC2\xA9",
    "\xC3\xC2\xAD\xA9", "\303\257\302\274\305\223b>", "\xC3\x8D\xC2\xBE", "&am\xC3\x82\xC2\xADp;",
    "http<b></b>s://a.example/b\">https://a.ex...", "https://a.example/b\"<b></b>>https://a.ex...",
    "https://a.example/b\">https://a.example/b\">https://a.ex...",
    "\" target=\"_blank\"\" target=\"_blank\">>", "\" tar<b>get=\"_blank\">",
    "x\" class=\"y\" class=\"z\">", "a\n<b></b>\nb", "a\n\xE2\x80\x8B\nb", "a\n&shy;\nb", "a<br>\n<br>b",
    "a\x1B\x1B[0m[0mb", "\033[\0010mb", "\x1B[3\x1B[31m1m", "a &nbsp; b", "a\xC2\xA0 b",
    "\xE2\x81\xA7<b>\xE2\x81\xA9</b>", "\xE2\x81\xA7x\n\xE2\x81\xA9y",
    "\xE2\x81\xA7\xE2\x81\xA7x\xE2\x81\xA9", "\xE2\x81\xA9\xE2\x81\xA7",
    "\xD8\xA8\xE2\x80\x8C<b></b>\xD8\xA8", "\xD8\xA8\xE2\x80\x8C\xE2\x80\x8Bx",
    "\xE0\xB9\x84\xE2\x80\x8B\xE2\x80\x8B\xE0\xB9\x84", "\xE0\xB9\x84\xE2\x80\x8B<b>\xE0\xB9\x84", "\f\n",
    "\n\f\n", "a\n\f", "a\n&#12;\nb", "a\n\x01\f\nb", "a\n \f\nb", "a\n\f \nb", "\xEF\xBB\xBF\xEF\xBB\xBFx",
    "\xFF\xFEx", "\x01\xEF\xBB\xBFx", "\xEF\xBB\xC2\xAD\xBF", "caf\xE9 <b>caf\xE9</b>", "\xC3<b></b>\xA9",
    "\xED\xA0\xBD<b></b>\xED\xB8\x80", "\xED\xA0\xBD&#xde00;", "&#xd83d;&#xde00;", "&#xd83d;\xED\xB8\x80",
    "\xC2\x85<b></b>", "Read on <b>Twitter</b>", "Read on\nTwitter",
    "Read&nbsp;on Twitter\n\nRead on Twitter", "a\n\nRead on Twitter\n\na",
    "<p>Read on Twitter<p>Read on Twitter",
    "We saw how quiet blue rivers run on\nquiet blue rivers run on\nhow quiet blue rivers run on\nriver",
    "We saw how quiet blue rivers run on\nRead on Twitter\nquiet blue rivers run on\n",
    "We saw how quiet blue rivers run on <!--\nquiet blue rivers run on\n",
    "We saw how quiet blue rivers run on\n\nquiet blue rivers run on\nand more\n", "&#x26;&#x26;amp;lt;",
    "&amp;amp;amp;nosuch;", "& amp; lt;", "&amp; #39;", "&amp ;#39 ;", "& amp;amp ;", "&#38 ;#39;",
    "& #38;#39;", "&nbsp;#39;", "&\xC2\xA0#39;", "&\xE2\x80\x8B#39;", "&\n#39;", "&amp;\n#39;",
    "&copy<b></b>x", "&copy\xC2\xAD=", "&not<b></b>in;", "x&copy\xEF\xBB\xBFx",
    "https://a.example/?a&amp;lt;b", "https://a.example/<b></b>?a&copy=1",
    "https:/<b></b>/a.example/?a&copy=1", "http\xEF\xBC\x9A//a.example/?a&copy;",
    "https://a.example/?x&#60;b>y", "https://a.example/?x&lt;b&gt;y",
    "\xE2\x81\xA6\xCD\xBE\xE2\x81\xA9", "\xE2\x81\xA7\xE2\x84\xAA\xE2\x81\xA9", "\xE2\x81\xA8\xEF\xBC\x83\xE2\x81\xA9",
    "\xE2\x81\xA7\xCC\x81\xCC\xA3\xE2\x81\xA9", "&#9\xC3\x83", "&#x\xC3\x83", "&copy\xC3\x83", "<!--\xAD\xAD\xB8\n\f", "<!--caf\xE9\xE8me\n\f",
    "\f\xFA", "<\xEF\xB7\x90", "\xE2\x80\x8D\xE0\xA6\xBE",
};
// clang-format on
enum { JOINED_COUNT = sizeof JOINED / sizeof JOINED[0] };

START_TEST(joined_removals_need_no_second_pass)
{
    static const enum tnorm_form FORMS[] = {TNORM_FORM_NFC, TNORM_FORM_NFKC, TNORM_FORM_NFKD,
                                            TNORM_FORM_NONE};
    for (size_t i = 0; i < JOINED_COUNT; i++) {
        struct attempt *attempt = &attempts[TN_GENERATOR_COUNT + (size_t)_i];
        attempt->seed = i;
        attempt->length = strlen(JOINED[i]);
        memcpy(attempt->bytes, JOINED[i], attempt->length);
        attempt->options = tn_options(_i % 2 == 0 ? TNORM_INPUT_TEXT : TNORM_INPUT_LINES);
        attempt->options.form = FORMS[_i / 2];
        begin(attempt);
        const char *why =
            check_text(&attempt->options, attempt->bytes, attempt->length, attempt->length <= EVERY_CUT);
        ck_assert_msg(why == NULL, "row %zu: %s", i, why);
        pass(attempt);
    }
}
END_TEST

/* Every fragment, and at greater scale every pair, once. */
START_TEST(fragments_side_by_side)
{
    struct attempt *attempt = &attempts[TN_GENERATOR_COUNT + JOINED_RUNS + (size_t)_i];
    size_t step = tn_scale() > 1 ? 1 : 7 * effort_divisor;
    for (size_t i = (size_t)_i; i < TN_FRAGMENT_COUNT * TN_FRAGMENT_COUNT; i += PAIR_RUNS * step) {
        const struct fragment *a = &TN_FRAGMENTS[i / TN_FRAGMENT_COUNT],
                              *b = &TN_FRAGMENTS[i % TN_FRAGMENT_COUNT];
        attempt->seed = i;
        attempt->length = a->length + b->length;
        memcpy(attempt->bytes, a->bytes, a->length);
        memcpy(attempt->bytes + a->length, b->bytes, b->length);
        attempt->options = tn_options(_i == 0 ? TNORM_INPUT_TEXT : TNORM_INPUT_LINES);
        begin(attempt);
        const char *why = check_text(&attempt->options, attempt->bytes, attempt->length, false);
        ck_assert_msg(why == NULL, "pair %zu: %s", i, why);
        pass(attempt);
    }
}
END_TEST

static void add_json_string(struct tn_text *text, struct tn_random *random)
{
    tn_append(text, "\"", 1);
    for (size_t n = tn_random_below(random, 6); n > 0; n--) {
        const struct fragment *f = &TN_FRAGMENTS[tn_random_below(random, TN_FRAGMENT_COUNT)];
        for (size_t i = 0; i < f->length; i++) {
            unsigned char c = (unsigned char)f->bytes[i];
            char escape[16];
            bool escaped =
                c < 0x20 || c == '"' || c == '\\' || (c < 0x80 && tn_random_below(random, 16) == 0);
            snprintf(escape, sizeof escape, tn_random_below(random, 2) == 0 ? "\\u%04x" : "\\u%04X", c);
            tn_append(text, escaped ? escape : f->bytes + i, escaped ? 6 : 1);
        }
        if (tn_random_below(random, 4) == 0) tn_append(text, "\\ud83d\\ude00", 12);
        if (tn_random_below(random, 8) == 0) tn_append(text, "\\ud83d", 6);
        if (tn_random_below(random, 3) == 0) tn_append(text, "\\n\\/", 4);
    }
    tn_append(text, "\"", 1);
}

/* The promises hold for this text under the options of the attempt. */
static void hold(struct attempt *attempt, const struct tn_text *text)
{
    attempt->length = text->length;
    memcpy(attempt->bytes, text->bytes, text->length);
    begin(attempt);
    const char *why = check_text(&attempt->options, text->bytes, text->length, text->length < 4 * EVERY_CUT);
    ck_assert_msg(why == NULL, "text %llu: %s", (unsigned long long)attempt->seed, why);
    pass(attempt);
}

/* Whatever it is, as tab-separated values. */
START_TEST(tabs_stay_where_they_are)
{
    struct attempt *attempt = &attempts[TN_GENERATOR_COUNT + JOINED_RUNS + PAIR_RUNS + 1];
    struct tn_text text = {0};
    for (size_t n = 0; n < 600 * tn_scale() / effort_divisor + 1; n++) {
        struct tn_random random = tn_random_seed(n + 1);
        tn_clear(&text);
        for (size_t pieces = 1 + tn_random_below(&random, 12); pieces > 0; pieces--) {
            const struct fragment *f = &TN_FRAGMENTS[tn_random_below(&random, TN_FRAGMENT_COUNT)];
            tn_append(&text, f->bytes, f->length);
            if (tn_random_below(&random, 3) == 0) tn_append(&text, "\t", 1);
            if (tn_random_below(&random, 6) == 0) tn_append(&text, "\n", 1);
        }
        attempt->seed = n;
        attempt->options = draw_options(&random);
        attempt->options.input = TNORM_INPUT_TSV;
        attempt->options.field = n % 2 == 0 ? NULL : "2,4-5";
        hold(attempt, &text);
    }
    tn_release(&text);
}
END_TEST

/* Lines of JSON, one in four of them with a byte gone or too many. */
START_TEST(json_lines_keep_the_promises)
{
    struct attempt *attempt = &attempts[TN_GENERATOR_COUNT + JOINED_RUNS + PAIR_RUNS];
    struct tn_text text = {0};
    for (size_t n = 0; n < 600 * tn_scale() / effort_divisor + 1; n++) {
        struct tn_random random = tn_random_seed(n + 1);
        tn_clear(&text);
        for (size_t lines = 1 + tn_random_below(&random, 4); lines > 0; lines--) {
            size_t start = text.length;
            tn_append(&text, "{\"a\":[1.5e3,{}], \"text\" :", 25);
            add_json_string(&text, &random);
            tn_append(&text, ",\"b\":", 5);
            add_json_string(&text, &random);
            tn_append(&text, "}\n", 2);
            size_t at = start + tn_random_below(&random, text.length - start);
            if (tn_random_below(&random, 8) == 0)
                text.bytes[at] = (unsigned char)"\"{}\n\\ "[tn_random_below(&random, 6)];
            if (tn_random_below(&random, 8) == 0) text.length = at;
        }
        attempt->seed = n;
        attempt->options = draw_options(&random);
        attempt->options.input = TNORM_INPUT_JSONL;
        if (attempt->options.invalid == TNORM_INVALID_STRICT) attempt->options.invalid = TNORM_INVALID_DROP;
        hold(attempt, &text);
    }
    tn_release(&text);
}
END_TEST

/* Where nothing is Windows-1252, CESU-8 or a Java NUL, `repair` is `replace`: two ways through the code. */
START_TEST(garbage_is_replaced_byte_for_byte)
{
    struct tn_random random = tn_random_seed(4711);
    struct tn_text text = {0}, replaced = {0};
    for (size_t n = 0; n < 200 * tn_scale() / effort_divisor + 1; n++) {
        struct tnorm_options options = tn_options(n % 2 ? TNORM_INPUT_TEXT : TNORM_INPUT_LINES);
        struct tn_machine machine;
        tn_clear(&text);
        tn_append_repeated(&text, "\xFF", 1, 80); /* no letter near the first of them */
        for (size_t i = tn_random_below(&random, 3000); i > 0; i--) {
            unsigned char c = (unsigned char)tn_random_below(&random, 256);
            if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') c |= 0x80; /* nor many anywhere */
            if (c != 0xC0 && c != 0xED) tn_append(&text, &c, 1);
        }
        options.invalid = TNORM_INVALID_REPLACE;
        tn_start(&machine, &options);
        tn_feed_whole(&machine, text.bytes, text.length);
        tn_clear(&replaced);
        tn_append(&replaced, machine.out.bytes, machine.out.length);
        tn_stop(&machine);
        options.invalid = TNORM_INVALID_REPAIR;
        tn_start(&machine, &options);
        tn_feed_whole(&machine, text.bytes, text.length);
        ck_assert_msg(tn_equal(&machine.out, &replaced), "text %zu", n);
        tn_stop(&machine);
        tn_count_cases(1);
    }
    tn_release(&text);
    tn_release(&replaced);
}
END_TEST

static size_t attempt_count(void) { return TN_GENERATOR_COUNT + JOINED_RUNS + PAIR_RUNS + 2; }

static void report_all(void)
{
    static struct attempt mine; /* what a child writes astray must not reach it */
    for (size_t i = 0; i < attempt_count(); i++)
        if (attempts[i].open) {
            memcpy(&mine, &attempts[i], sizeof mine);
            report(&mine);
        }
}

int main(void)
{
    const char *configuration = getenv("TNORM_CONF");
    if (configuration != NULL && strcmp(configuration, "valgrind") == 0) {
        effort_divisor = 100;
        patience = 0; /* no end */
    }
    void *shared = mmap(NULL, attempt_count() * sizeof *attempts, PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) return 2;
    attempts = shared;
    tn_after_failure = report_all;

    Suite *suite = suite_create("properties");
    TCase *promises = tcase_create("promises");
    tcase_set_timeout(promises, 600 * (double)tn_scale());
    tcase_add_loop_test(promises, promises_hold, 0, (int)TN_GENERATOR_COUNT);
    tcase_add_loop_test(promises, joined_removals_need_no_second_pass, 0, JOINED_RUNS);
    tcase_add_test(promises, json_lines_keep_the_promises);
    tcase_add_test(promises, tabs_stay_where_they_are);
    tcase_add_test(promises, garbage_is_replaced_byte_for_byte);
    tcase_add_loop_test(promises, fragments_side_by_side, 0, PAIR_RUNS);
    suite_add_tcase(suite, promises);
    return tn_main(suite);
}
