/* support.c - see support.h */
#define _DEFAULT_SOURCE
#include "support.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "encoding.h"

void (*tn_after_failure)(void);

static void *need(void *memory)
{
    if (memory == NULL) {
        fputs("the test is out of memory\n", stderr);
        exit(2);
    }
    return memory;
}

void tn_append(struct tn_text *text, const void *bytes, size_t length)
{
    if (text->room < text->length + length + 1) {
        text->room = 2 * (text->length + length) + 64;
        text->bytes = need(realloc(text->bytes, text->room));
    }
    if (length > 0) memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = 0;
}

void tn_append_repeated(struct tn_text *text, const void *unit, size_t unit_length, size_t times)
{
    while (times-- > 0) tn_append(text, unit, unit_length);
}

void tn_clear(struct tn_text *text)
{
    text->length = 0;
    tn_append(text, "", 0);
}

void tn_release(struct tn_text *text)
{
    free(text->bytes);
    *text = (struct tn_text){0};
}

bool tn_equal(const struct tn_text *a, const struct tn_text *b)
{
    return a->length == b->length && (a->length == 0 || memcmp(a->bytes, b->bytes, a->length) == 0);
}

bool tn_is(const struct tn_text *text, const char *expected)
{
    size_t length = strlen(expected);
    return text->length == length && (length == 0 || memcmp(text->bytes, expected, length) == 0);
}

bool tn_read_file(const char *path, struct tn_text *text)
{
    unsigned char buffer[4096];
    size_t got;
    FILE *file = fopen(path, "rb");
    if (file == NULL) return false;
    tn_clear(text);
    while ((got = fread(buffer, 1, sizeof buffer, file)) > 0) tn_append(text, buffer, got);
    bool good = !ferror(file);
    return fclose(file) == 0 && good;
}

void tn_print_escaped(FILE *to, const unsigned char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '\n')
            fputs("\\n", to);
        else if (bytes[i] == '"' || bytes[i] == '\\' || bytes[i] == '?')
            fprintf(to, "\\%c", bytes[i]);
        else if (bytes[i] >= 0x20 && bytes[i] < 0x7F)
            fputc(bytes[i], to);
        else
            fprintf(to, "\\%03o", bytes[i]); /* octal: a hexadecimal escape would swallow digits after it */
    }
}

/* Options */

struct name {
    const char *name;
    unsigned value;
};
static const struct name FORMS[] = {{"nfc", TNORM_FORM_NFC},   {"nfkc", TNORM_FORM_NFKC},
                                    {"nfd", TNORM_FORM_NFD},   {"nfkd", TNORM_FORM_NFKD},
                                    {"none", TNORM_FORM_NONE}, {NULL, 0}};
static const struct name INVALIDS[] = {{"repair", TNORM_INVALID_REPAIR},
                                       {"replace", TNORM_INVALID_REPLACE},
                                       {"drop", TNORM_INVALID_DROP},
                                       {"strict", TNORM_INVALID_STRICT},
                                       {NULL, 0}};
static const struct name LEVELS[] = {{"phrases", TNORM_BOILERPLATE_PHRASES},
                                     {"off", TNORM_BOILERPLATE_OFF},
                                     {"balanced", TNORM_BOILERPLATE_BALANCED},
                                     {"strict", TNORM_BOILERPLATE_STRICT},
                                     {NULL, 0}};
static const struct name OUTPUTS[] = {{"jsonl", TNORM_OUTPUT_JSONL}, {"warc", TNORM_OUTPUT_WARC}, {NULL, 0}};
static const struct name KEEPS[] = {{"entities", TNORM_KEEP_ENTITIES},
                                    {"mojibake", TNORM_KEEP_MOJIBAKE},
                                    {"markup", TNORM_KEEP_MARKUP},
                                    {"characters", TNORM_KEEP_CHARACTERS},
                                    {"space", TNORM_KEEP_SPACE},
                                    {"echoes", TNORM_KEEP_ECHOES},
                                    {NULL, 0}};

static const struct name *by_name(const struct name *names, const char *name, size_t length)
{
    for (; names->name != NULL; names++)
        if (strlen(names->name) == length && memcmp(names->name, name, length) == 0) return names;
    return NULL;
}

static const char *by_value(const struct name *names, unsigned value)
{
    for (; names->name != NULL; names++)
        if (names->value == value) return names->name;
    return "?";
}

struct tnorm_options tn_options(enum tnorm_input input)
{
    struct tnorm_options options = tnorm_options_default();
    options.input = input;
    /* what later versions leave out of a text by default is no matter of the tests */
    if (input != TNORM_INPUT_LINES && input != TNORM_INPUT_TSV)
        options.boilerplate = TNORM_BOILERPLATE_PHRASES;
    return options;
}

static bool parse_one(struct tnorm_options *options, const char *word, size_t length)
{
    const char *equals = memchr(word, '=', length);
    if (equals == NULL) return false;
    size_t key = (size_t)(equals - word);
    const char *value = equals + 1;
    size_t rest = length - key - 1;
    const struct name *found;
    if (key == 6 && memcmp(word, "--from", key) == 0) {
        static char from[64]; /* of the last options that were read */
        if (rest >= sizeof from) return false;
        memcpy(from, value, rest);
        from[rest] = 0;
        options->from = from;
        return true;
    }
    if (key == 6 && memcmp(word, "--form", key) == 0) {
        if ((found = by_name(FORMS, value, rest)) != NULL) options->form = (enum tnorm_form)found->value;
        return found != NULL;
    }
    if (key == 9 && memcmp(word, "--invalid", key) == 0) {
        if ((found = by_name(INVALIDS, value, rest)) != NULL)
            options->invalid = (enum tnorm_invalid)found->value;
        return found != NULL;
    }
    if (key == 13 && memcmp(word, "--boilerplate", key) == 0) {
        if ((found = by_name(LEVELS, value, rest)) != NULL)
            options->boilerplate = (enum tnorm_boilerplate)found->value;
        return found != NULL;
    }
    if (key == 8 && memcmp(word, "--output", key) == 0) {
        if ((found = by_name(OUTPUTS, value, rest)) != NULL)
            options->output = (enum tnorm_output)found->value;
        return found != NULL;
    }
    if (key != 6 || memcmp(word, "--keep", key) != 0) return false;
    while (rest > 0) {
        const char *comma = memchr(value, ',', rest);
        size_t part = comma != NULL ? (size_t)(comma - value) : rest;
        if (part == 11 && memcmp(value, "boilerplate", part) == 0) {
            options->boilerplate = TNORM_BOILERPLATE_OFF;
        } else {
            if ((found = by_name(KEEPS, value, part)) == NULL) return false;
            options->keep |= found->value;
        }
        value += part + (comma != NULL);
        rest -= part + (comma != NULL);
    }
    return true;
}

bool tn_options_parse(struct tnorm_options *options, const char *arguments)
{
    for (;;) {
        arguments += strspn(arguments, " \t\n");
        size_t length = strcspn(arguments, " \t\n");
        if (length == 0) return true;
        if (!parse_one(options, arguments, length)) return false;
        arguments += length;
    }
}

void tn_options_print(FILE *to, const struct tnorm_options *options)
{
    static const char *const inputs[] = {
        [TNORM_INPUT_TEXT] = "text", [TNORM_INPUT_LINES] = "lines", [TNORM_INPUT_HTML] = "html",
        [TNORM_INPUT_TSV] = "tsv",   [TNORM_INPUT_JSONL] = "jsonl", [TNORM_INPUT_WARC] = "warc"};
    fprintf(to, "--input=%s --invalid=%s --form=%s", inputs[options->input],
            by_value(INVALIDS, options->invalid), by_value(FORMS, options->form));
    if (options->from != NULL) fprintf(to, " --from=%s", options->from);
    if (options->field != NULL) fprintf(to, " --field=%s", options->field);
    if (options->type == TNORM_TYPE_HTML) fputs(" --type=html", to);
    if (options->output != TNORM_OUTPUT_DEFAULT)
        fprintf(to, " --output=%s", by_value(OUTPUTS, options->output));
    if (options->boilerplate != TNORM_BOILERPLATE_DEFAULT)
        fprintf(to, " --boilerplate=%s", by_value(LEVELS, options->boilerplate));
    const char *before = " --keep=";
    for (const struct name *keep = KEEPS; keep->name != NULL; keep++)
        if (options->keep & keep->value) {
            fprintf(to, "%s%s", before, keep->name);
            before = ",";
        }
}

/* Feeding */

int tn_take(void *context, const unsigned char *text, size_t length)
{
    tn_append(context, text, length);
    return 0;
}

tnorm *tn_make(struct tnorm_options options, struct tn_text *out)
{
    enum tnorm_error error = TNORM_ERROR_MEMORY;
    tn_clear(out);
    options.sink = tn_take;
    options.sink_context = out;
    tnorm *handle = tnorm_new(&options, &error);
    ck_assert_ptr_nonnull(handle);
    ck_assert_int_eq(error, TNORM_OK);
    return handle;
}

void tn_feed_text(tnorm *handle, const char *text)
{
    ck_assert_int_eq(tnorm_feed(handle, (const unsigned char *)text, strlen(text)), TNORM_OK);
}

void tn_finish_text(tnorm *handle) { ck_assert_int_eq(tnorm_finish(handle), TNORM_OK); }

static int take_reject(void *context, const struct tnorm_reject *reject)
{
    struct tn_machine *machine = context;
    char numbers[128];
    int n = snprintf(numbers, sizeof numbers, "%llu %llu %llu %d %llu ", (unsigned long long)reject->document,
                     (unsigned long long)reject->offset, (unsigned long long)reject->length,
                     reject->has_inner, (unsigned long long)(reject->has_inner ? reject->inner : 0));
    tn_append(&machine->left_out, numbers, (size_t)n);
    tn_append(&machine->left_out, reject->reason, strlen(reject->reason) + 1);
    if (reject->url) tn_append(&machine->left_out, reject->url, strlen(reject->url));
    tn_append(&machine->left_out, "\0", 1);
    tn_append(&machine->left_out, reject->text, reject->text_length);
    machine->rejects++;
    return 0;
}

void tn_start(struct tn_machine *machine, const struct tnorm_options *options)
{
    struct tnorm_options mine = *options;
    enum tnorm_error error = TNORM_OK;
    *machine = (struct tn_machine){0};
    tn_clear(&machine->out);
    mine.sink = tn_take;
    mine.sink_context = &machine->out;
    mine.rejects = take_reject;
    mine.rejects_context = machine;
    machine->handle = tnorm_new(&mine, &error);
    if (machine->handle == NULL) {
        fprintf(stderr, "no handle: %s\n", tnorm_strerror(error));
        exit(2);
    }
}

void tn_stop(struct tn_machine *machine)
{
    tnorm_free(machine->handle);
    tn_release(&machine->out);
    tn_release(&machine->left_out);
}

static void note(struct tn_machine *machine, enum tnorm_error error)
{
    if (machine->error != TNORM_OK || error == TNORM_OK) return;
    machine->error = error;
    if (error == TNORM_ERROR_INVALID || error == TNORM_ERROR_DAMAGED)
        machine->offset = tnorm_error_offset(machine->handle);
}

void tn_feed_piece(struct tn_machine *machine, const unsigned char *bytes, size_t length)
{
    if (machine->error != TNORM_OK) return;
    unsigned char *piece = malloc(length);
    if (length > 0) memcpy(need(piece), bytes, length);
    note(machine, tnorm_feed(machine->handle, piece, length));
    free(piece);
}

static void begin(struct tn_machine *machine)
{
    tnorm_reset(machine->handle);
    tn_clear(&machine->out);
    tn_clear(&machine->left_out);
    machine->error = TNORM_OK;
    machine->offset = 0;
    machine->rejects = 0;
}

static void end(struct tn_machine *machine)
{
    /* what was clean before a bad byte is written, at the latest now */
    if (machine->error == TNORM_OK || machine->error == TNORM_ERROR_INVALID)
        note(machine, tnorm_finish(machine->handle));
    (void)tnorm_stats(machine->handle, machine->stats, sizeof machine->stats);
}

void tn_feed_whole(struct tn_machine *machine, const unsigned char *bytes, size_t length)
{
    tn_feed_cut(machine, bytes, length, &length, 0, false);
}

void tn_feed_bytewise(struct tn_machine *machine, const unsigned char *bytes, size_t length)
{
    begin(machine);
    for (size_t i = 0; i < length && machine->error == TNORM_OK; i++) tn_feed_piece(machine, bytes + i, 1);
    end(machine);
}

void tn_feed_string(struct tn_machine *machine, const char *text, bool bytewise)
{
    (bytewise ? tn_feed_bytewise : tn_feed_whole)(machine, (const unsigned char *)text, strlen(text));
}

void tn_feed_cut(struct tn_machine *machine, const unsigned char *bytes, size_t length, const size_t *cuts,
                 size_t count, bool empties)
{
    size_t from = 0;
    begin(machine);
    for (size_t i = 0; i <= count; i++) {
        size_t to = i < count ? cuts[i] : length;
        if (empties) tn_feed_piece(machine, bytes, 0);
        tn_feed_piece(machine, bytes + from, to - from);
        if (empties) tn_feed_piece(machine, bytes, 0);
        from = to;
    }
    end(machine);
}

void tn_feed_lines(struct tn_machine *machine, const unsigned char *bytes, size_t length)
{
    begin(machine);
    for (size_t from = 0, to; from < length; from = to) {
        const unsigned char *feed = memchr(bytes + from, '\n', length - from);
        to = feed ? (size_t)(feed + 1 - bytes) : length;
        tn_feed_piece(machine, bytes + from, to - from);
        if (machine->error == TNORM_OK) note(machine, tnorm_flush(machine->handle));
    }
    end(machine);
}

/* Random numbers */

struct tn_random tn_random_seed(uint64_t seed)
{
    /* one step of splitmix64: neighbouring seeds give unlike sequences, and the state is hardly ever 0 */
    uint64_t z = seed + 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    z ^= z >> 31;
    return (struct tn_random){z != 0 ? z : 1};
}

uint64_t tn_random_next(struct tn_random *random)
{
    random->state ^= random->state >> 12;
    random->state ^= random->state << 25;
    random->state ^= random->state >> 27;
    return random->state * 0x2545F4914F6CDD1Du;
}

size_t tn_random_below(struct tn_random *random, size_t limit)
{
    return (size_t)((tn_random_next(random) >> 16) % limit);
}

/* Running */

struct tn_shape tn_shape_of(const char *text)
{
    struct tn_shape shape = {{0}, 0};
    size_t length = strlen(text);
    unsigned char *line = malloc(length + TN_SHAPE_SLACK);
    memcpy(line, text, length);
    memset(line + length, 'A', TN_SHAPE_SLACK); /* it makes no difference */
    tn_shape_usable(0)(&shape, line, length, 0);
    free(line);
    return shape;
}

size_t tn_scale(void)
{
    const char *scale = getenv("TN_TEST_SCALE");
    long value = scale != NULL ? strtol(scale, NULL, 10) : 1;
    return value > 0 ? (size_t)value : 1;
}

static bool is_configuration(const char *name)
{
    const char *configuration = getenv("TNORM_CONF");
    return configuration != NULL && strcmp(configuration, name) == 0;
}

bool tn_is_slow(void) { return is_configuration("valgrind"); }

size_t tn_thinned(void) { return tn_is_slow() ? 100 : is_configuration("asan") ? 6 : 1; }

size_t tn_effort(size_t cases)
{
    size_t divisor = tn_thinned();
    return (cases * tn_scale() + divisor - 1) / divisor;
}

static uint64_t *cases_run;

void tn_count_cases(uint64_t cases) { *cases_run += cases; }

/* iconv(3) loads a converter from its file when it is opened, and gives it up when nobody has it any more.  Tests make
 * thousands of handles, most of which open them all: that they are held makes tests three times as fast. */
static void hold_converters(iconv_t held[TN_ENCODING_OTHER])
{
    for (int e = 0; e < TN_ENCODING_OTHER; e++) {
        const char *name = e > TN_ENCODING_UNKNOWN ? tn_encoding_converter((enum tn_source_encoding)e) : NULL;
        held[e] = name ? iconv_open("UTF-8", name) : (iconv_t)-1;
    }
}

static void give_up_converters(iconv_t held[TN_ENCODING_OTHER])
{
    for (int e = 0; e < TN_ENCODING_OTHER; e++)
        if (held[e] != (iconv_t)-1) (void)iconv_close(held[e]);
}

int tn_main(Suite *suite)
{
    iconv_t held[TN_ENCODING_OTHER];
    hold_converters(held);
    void *shared = mmap(NULL, sizeof *cases_run, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) return 2;
    cases_run = shared;
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    give_up_converters(held);
    if (failed > 0 && tn_after_failure != NULL) tn_after_failure();
    printf("%llu cases\n", (unsigned long long)*cases_run);
    if (*cases_run == 0) puts("no case was run: that is a failure");
    return failed == 0 && *cases_run > 0 ? 0 : 1;
}
