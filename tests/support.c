/* support.c - see support.h */
#define _DEFAULT_SOURCE
#include "support.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include <utf8proc.h>

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
static const struct name LEVELS[] = {
    {"phrases", TNORM_BOILERPLATE_PHRASES}, {"off", TNORM_BOILERPLATE_OFF}, {NULL, 0}};
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
        [TNORM_INPUT_TEXT] = "text", [TNORM_INPUT_LINES] = "lines", [TNORM_INPUT_HTML] = "html"};
    fprintf(to, "--input=%s --invalid=%s --form=%s", inputs[options->input],
            by_value(INVALIDS, options->invalid), by_value(FORMS, options->form));
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

static int take(void *context, const unsigned char *text, size_t length)
{
    tn_append(context, text, length);
    return 0;
}

static int take_reject(void *context, const struct tnorm_reject *reject)
{
    struct tn_machine *machine = context;
    if (reject->reason != NULL) machine->rejects++;
    return 0;
}

void tn_start(struct tn_machine *machine, const struct tnorm_options *options)
{
    struct tnorm_options mine = *options;
    enum tnorm_error error = TNORM_OK;
    *machine = (struct tn_machine){0};
    tn_clear(&machine->out);
    mine.sink = take;
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
}

static void note(struct tn_machine *machine, enum tnorm_error error)
{
    if (machine->error != TNORM_OK || error == TNORM_OK) return;
    machine->error = error;
    if (error == TNORM_ERROR_INVALID) machine->offset = tnorm_error_offset(machine->handle);
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
    machine->error = TNORM_OK;
    machine->offset = 0;
    machine->rejects = 0;
}

static void end(struct tn_machine *machine)
{
    /* what was clean before a bad byte is written, at the latest now */
    if (machine->error == TNORM_OK || machine->error == TNORM_ERROR_INVALID)
        note(machine, tnorm_finish(machine->handle));
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

/* Oracles */

size_t tn_encode(uint_least32_t code_point, unsigned char bytes[4])
{
    if (code_point < 0x80) {
        bytes[0] = (unsigned char)code_point;
        return 1;
    }
    if (code_point < 0x800) {
        bytes[0] = (unsigned char)(0xC0 | code_point >> 6);
        bytes[1] = (unsigned char)(0x80 | (code_point & 0x3F));
        return 2;
    }
    if (code_point < 0x10000) {
        bytes[0] = (unsigned char)(0xE0 | code_point >> 12);
        bytes[1] = (unsigned char)(0x80 | (code_point >> 6 & 0x3F));
        bytes[2] = (unsigned char)(0x80 | (code_point & 0x3F));
        return 3;
    }
    bytes[0] = (unsigned char)(0xF0 | code_point >> 18);
    bytes[1] = (unsigned char)(0x80 | (code_point >> 12 & 0x3F));
    bytes[2] = (unsigned char)(0x80 | (code_point >> 6 & 0x3F));
    bytes[3] = (unsigned char)(0x80 | (code_point & 0x3F));
    return 4;
}

size_t tn_sequence(const unsigned char *bytes, size_t length, uint_least32_t *code_point)
{
    static const struct {
        unsigned char low[4], high[4];
        size_t length;
    } ROWS[] = {
        {{0x00}, {0x7F}, 1},
        {{0xC2, 0x80}, {0xDF, 0xBF}, 2},
        {{0xE0, 0xA0, 0x80}, {0xE0, 0xBF, 0xBF}, 3},
        {{0xE1, 0x80, 0x80}, {0xEC, 0xBF, 0xBF}, 3},
        {{0xED, 0x80, 0x80}, {0xED, 0x9F, 0xBF}, 3},
        {{0xEE, 0x80, 0x80}, {0xEF, 0xBF, 0xBF}, 3},
        {{0xF0, 0x90, 0x80, 0x80}, {0xF0, 0xBF, 0xBF, 0xBF}, 4},
        {{0xF1, 0x80, 0x80, 0x80}, {0xF3, 0xBF, 0xBF, 0xBF}, 4},
        {{0xF4, 0x80, 0x80, 0x80}, {0xF4, 0x8F, 0xBF, 0xBF}, 4},
    };
    for (size_t row = 0; row < sizeof ROWS / sizeof ROWS[0]; row++) {
        size_t i = 0, n = ROWS[row].length;
        if (n > length) continue;
        while (i < n && bytes[i] >= ROWS[row].low[i] && bytes[i] <= ROWS[row].high[i]) i++;
        if (i < n) continue;
        *code_point = n == 1 ? bytes[0] : bytes[0] & (n == 2 ? 0x1Fu : n == 3 ? 0x0Fu : 0x07u);
        for (i = 1; i < n; i++) *code_point = *code_point << 6 | (bytes[i] & 0x3Fu);
        return n;
    }
    return 0;
}

static const char *broken_form(const struct tn_text *text, enum tnorm_form form)
{
    utf8proc_option_t option = UTF8PROC_STABLE;
    if (form == TNORM_FORM_NFC || form == TNORM_FORM_NFKC)
        option |= UTF8PROC_COMPOSE;
    else
        option |= UTF8PROC_DECOMPOSE;
    if (form == TNORM_FORM_NFKC || form == TNORM_FORM_NFKD) option |= UTF8PROC_COMPAT;
    utf8proc_uint8_t *again = NULL;
    utf8proc_ssize_t length = utf8proc_map(text->bytes, (utf8proc_ssize_t)text->length, &again, option);
    if (length < 0) return "P1: utf8proc cannot read it";
    bool same = (size_t)length == text->length && memcmp(again, text->bytes, text->length) == 0;
    free(again);
    return same ? NULL : "P1: not in the normal form asked for";
}

static bool non_starter(uint_least32_t code_point)
{
    return utf8proc_get_property((utf8proc_int32_t)code_point)->combining_class != 0;
}

/* UAX #15, D4: no more than 30 non-starters in a row, counted in the compatibility decomposition. */
static size_t count_non_starters(size_t run, uint_least32_t code_point)
{
    utf8proc_int32_t parts[32];
    int boundary = 0;
    utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)code_point, parts, 32,
                                                 UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &boundary);
    for (utf8proc_ssize_t i = 0; i < n && i < 32; i++)
        run = non_starter((uint_least32_t)parts[i]) ? run + 1 : 0;
    return run;
}

static const char *broken_character(uint_least32_t c, const struct tnorm_options *options)
{
    if (!(options->keep & TNORM_KEEP_SPACE) && (c == 0xA0 || c == 0x3000 || c == 0x2028 || c == 0x2029))
        return "P1: a space or break left as it was";
    if ((c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0)) return "P1: a control character";
    if (options->keep & TNORM_KEEP_CHARACTERS) return NULL;
    if ((c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE) return "P1: a noncharacter";
    if (c == 0xFEFF) return "P1: a byte-order mark";
    if (c == 0xAD) return "P1: a soft hyphen";
    return NULL;
}

/* The shape of `text`: trimmed lines, single spaces and empty lines, one line feed at the end. */
static const char *broken_space(const struct tn_text *text, enum tnorm_input input)
{
    const unsigned char *b = text->bytes;
    size_t n = text->length;
    if (n == 0) return NULL;
    for (size_t i = 0; i < n; i++) {
        bool first = i == 0 || b[i - 1] == '\n', last = i + 1 == n || b[i + 1] == '\n';
        if (b[i] == ' ' && (first || last)) return "space at the start or end of a line";
        if (b[i] == ' ' && b[i + 1] == ' ') return "two spaces in a row";
    }
    if (input == TNORM_INPUT_LINES) return NULL;
    if (b[0] == '\n') return "an empty line at the start";
    if (b[n - 1] != '\n' || (n > 1 && b[n - 2] == '\n')) return "not exactly one line feed at the end";
    return strstr((const char *)b, "\n\n\n") != NULL ? "two empty lines in a row" : NULL;
}

const char *tn_broken_promise(const struct tn_text *text, const struct tnorm_options *options)
{
    const char *why = NULL;
    uint_least32_t c = 0;
    size_t run = 0;
    if (options->input == TNORM_INPUT_JSONL || options->input == TNORM_INPUT_TSV ||
        options->input == TNORM_INPUT_WARC)
        return NULL; /* some passes as it was, or is framing */
    for (size_t i = 0, n; i < text->length; i += n) {
        n = tn_sequence(text->bytes + i, text->length - i, &c);
        if (n == 0) return "P1: not valid UTF-8";
        bool feed_line = c == '\f' && options->input == TNORM_INPUT_TEXT &&
                         (i == 0 || text->bytes[i - 1] == '\n') && i + 1 < text->length &&
                         text->bytes[i + 1] == '\n';
        if (!feed_line && why == NULL) why = broken_character(c, options);
        run = count_non_starters(run, c);
        if (run > 30 && options->form != TNORM_FORM_NONE && why == NULL) why = "P1: not stream-safe";
    }
    if (why == NULL && options->form != TNORM_FORM_NONE) why = broken_form(text, options->form);
    bool formatted =
        options->keep & (TNORM_KEEP_SPACE | TNORM_KEEP_CHARACTERS) || options->input == TNORM_INPUT_HTML;
    if (why == NULL && !formatted) why = broken_space(text, options->input);
    return why;
}

/* The number behind "key": at or after `from`, and where it ends. */
static bool number(const char **from, const char *key, uint64_t *value)
{
    const char *at = strstr(*from, key);
    if (at == NULL) return false;
    at += strlen(key);
    at += strspn(at, " :");
    char *end = NULL;
    *value = strtoull(at, &end, 10);
    if (end == at) return false;
    *from = end;
    return true;
}

const char *tn_broken_account(const tnorm *handle, uint64_t fed, uint64_t written)
{
    static const char *const FIELDS[] = {"\"read\"",    "\"framing\"", "\"kept\"",   "\"rewritten\"",
                                         "\"removed\"", "\"added\"",   "\"written\""};
    static const char *const CAUSES[] = {"\"entities\"",   "\"mojibake\"", "\"invalid\"", "\"markup\"",
                                         "\"characters\"", "\"space\"",    "\"echoes\"",  "\"boilerplate\"",
                                         "\"form\"",       "\"charset\""};
    char json[8192];
    uint64_t bytes[7], out = 0;
    if (tnorm_stats(handle, json, sizeof json) >= sizeof json) return "account: longer than 8 KiB";
    const char *part = strstr(json, "\"bytes\"");
    if (part == NULL) return "account: no \"bytes\"";
    for (size_t i = 0; i < 7; i++) {
        const char *at = part;
        if (!number(&at, FIELDS[i], &bytes[i])) return "account: a number of \"bytes\" is missing";
    }
    const char *causes = strstr(json, "\"causes\"");
    if (causes == NULL) return "account: no \"causes\"";
    for (size_t i = 0; i < sizeof CAUSES / sizeof CAUSES[0]; i++) {
        uint64_t value;
        const char *at = strstr(causes, CAUSES[i]);
        if (at == NULL || !number(&at, "\"count\"", &value)) return "account: a cause is missing";
        if (!number(&at, "\"in\"", &value) || !number(&at, "\"out\"", &value))
            return "account: a cause lacks numbers";
        out += value;
    }
    if (bytes[0] != fed) return "account: read is not what was fed";
    if (bytes[6] != written) return "account: written is not what reached the sink";
    if (bytes[0] != bytes[1] + bytes[2] + bytes[3] + bytes[4])
        return "account: read is not framing + kept + rewritten + removed";
    if (bytes[6] != bytes[2] + out + bytes[5])
        return "account: written is not kept + out of the causes + added";
    return NULL;
}

/* Running */

size_t tn_scale(void)
{
    const char *scale = getenv("TN_TEST_SCALE");
    long value = scale != NULL ? strtol(scale, NULL, 10) : 1;
    return value > 0 ? (size_t)value : 1;
}

static uint64_t *cases_run;

void tn_count_cases(uint64_t cases) { *cases_run += cases; }

int tn_main(Suite *suite)
{
    void *shared = mmap(NULL, sizeof *cases_run, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) return 2;
    cases_run = shared;
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    if (failed > 0 && tn_after_failure != NULL) tn_after_failure();
    printf("%llu cases\n", (unsigned long long)*cases_run);
    if (*cases_run == 0) puts("no case was run: that is a failure");
    return failed == 0 && *cases_run > 0 ? 0 : 1;
}
