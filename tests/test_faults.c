/* test_faults.c - what is done where what the library asks for fails: memory that is short, a converter. */
#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "convert.h"
#include "state.h"
#include "support.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* ---- a converter that fails: convert.c is here a second time, and the library's stays out, as all that it has is here */

static struct {
    char at;         /* the byte before which it fails, unless that is 0 */
    int why;         /* and what it says then */
    size_t refusals; /* how often it has */
} fault;

/* As iconv(3). */
static size_t failing_iconv(iconv_t converter, char **from, size_t *left, char **to, size_t *room)
{
    char *stop = fault.at && from ? memchr(*from, fault.at, *left) : NULL;
    if (!from || !stop) return iconv(converter, from, left, to, room);
    size_t before = (size_t)(stop - *from), part = before;
    if (before > 0 && iconv(converter, from, &part, to, room) == (size_t)-1) {
        *left -= before - part;
        return (size_t)-1;
    }
    *left -= before;
    fault.refusals++;
    errno = fault.why;
    return (size_t)-1;
}

#define iconv failing_iconv
#include "../src/convert.c"
#undef iconv

START_TEST(what_a_converter_fails_at_is_lost_whatever_it_says)
{
    static const struct {
        const char *from, *text, *clean;
        size_t length;
        char at;
        size_t lost; /* each of so many bytes */
    } ROWS[] = {
        {"CP850", "the #sea# and on", "the \uFFFDsea\uFFFD and on", 16, '#', 2},
        {"CP850", "##", "\uFFFD\uFFFD", 2, '#', 2},
        {"UTF-32LE", "a\0\0\0#\0\0\0b\0\0\0", "a\uFFFDb", 12, '#', 1},
        {"UTF-32LE", "a\0\0\0b\0\0\0#\0", "ab\uFFFD", 10, '#', 1}, /* and half of one */
    };
    static const int REASONS[] = {EILSEQ, EBADF, ENOMEM, EIO};
    for (size_t i = 0; i < COUNT(ROWS); i++)
        for (size_t why = 0; why < COUNT(REASONS); why++) {
            struct tnorm_options options = tn_options(TNORM_INPUT_TEXT);
            struct tn_machine machine;
            struct tn_text clean = {0};
            options.from = ROWS[i].from;
            options.boilerplate = TNORM_BOILERPLATE_OFF;
            tn_append(&clean, ROWS[i].clean, strlen(ROWS[i].clean));
            tn_append(&clean, "\n", 1);
            fault.at = ROWS[i].at;
            fault.why = REASONS[why];
            tn_start(&machine, &options);
            for (int bytewise = 0; bytewise < 2; bytewise++) {
                fault.refusals = 0;
                (bytewise ? tn_feed_bytewise : tn_feed_whole)(&machine, (const unsigned char *)ROWS[i].text,
                                                              ROWS[i].length);
                ck_assert_int_eq(machine.error, TNORM_OK);
                ck_assert_msg(tn_equal(&machine.out, &clean), "row %zu, %d: %s", i, REASONS[why],
                              (const char *)machine.out.bytes);
                ck_assert_uint_eq(fault.refusals, ROWS[i].lost);
                const char *broken = tn_broken_account(machine.handle, ROWS[i].length, machine.out.length);
                ck_assert_msg(!broken, "row %zu: %s", i, broken);
                tn_count_cases(1);
            }
            fault.at = 0;
            tn_stop(&machine);
            tn_release(&clean);
        }
}
END_TEST

/* ---- memory that is short: of glibc's functions those are called by names of its own, and where a sanitizer or valgrind has others,
 * nothing fails */

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED
#endif

static volatile size_t allowed =
    SIZE_MAX; /* calls until there is no more; the compiler thinks that malloc() knows nothing of it */
static volatile bool once;      /* only one call fails, */
static volatile size_t refused; /* and so many have */
static volatile long held;      /* blocks that were had and not given back */

#if defined(__GLIBC__) && !defined(SANITIZED)
extern void *__libc_malloc(size_t size), *__libc_calloc(size_t count, size_t size),
    *__libc_realloc(void *old, size_t size);
extern void __libc_free(void *memory);

#define SEEN __attribute__((visibility("default"))) /* by other libraries, too */

static bool has_memory(void)
{
    if (allowed == 0) {
        refused++;
        if (once) allowed = SIZE_MAX;
        return false;
    }
    if (allowed != SIZE_MAX) allowed--;
    return true;
}

SEEN void *malloc(size_t size)
{
    void *memory = has_memory() ? __libc_malloc(size) : NULL;
    held += memory != NULL;
    return memory;
}

SEEN void *calloc(size_t count, size_t size)
{
    void *memory = has_memory() ? __libc_calloc(count, size) : NULL;
    held += memory != NULL;
    return memory;
}

SEEN void *realloc(void *old, size_t size)
{
    void *memory = has_memory() ? __libc_realloc(old, size) : NULL;
    held += (memory != NULL && old == NULL);
    return memory;
}

SEEN void free(void *memory)
{
    held -= memory != NULL;
    __libc_free(memory);
}
#endif

static bool can_be_short(void)
{
    allowed = 0;
    void *volatile memory = malloc(1);
    allowed = SIZE_MAX;
    bool is_short = memory == NULL;
    free(memory);
    return is_short;
}

/* A handle for these options if there is memory for so many calls, and for one less. */
static tnorm *make_short(const struct tnorm_options *options, size_t calls, enum tnorm_error *error)
{
    refused = 0;
    allowed = calls;
    tnorm *handle = tnorm_new(options, error);
    allowed = SIZE_MAX;
    return handle;
}

START_TEST(a_handle_needs_memory_and_leaves_none_behind)
{
    static const struct {
        enum tnorm_input input;
        const char *from;
        size_t calls; /* at least */
    } ROWS[] = {
        {TNORM_INPUT_TEXT, NULL, 1},    {TNORM_INPUT_LINES, NULL, 1},    {TNORM_INPUT_JSONL, NULL, 2},
        {TNORM_INPUT_TSV, NULL, 1},     {TNORM_INPUT_HTML, "utf-8", 1},  {TNORM_INPUT_WARC, "utf-8", 2},
        {TNORM_INPUT_ANY, "utf-8", 3},  {TNORM_INPUT_TEXT, "koi8-r", 2}, {TNORM_INPUT_TEXT, "shift_jis", 2},
        {TNORM_INPUT_TEXT, "CP850", 2},
    };
    if (!can_be_short()) return;
    for (size_t i = 0; i < 2 * COUNT(ROWS); i++) {
        const size_t row = i / 2;
        struct tnorm_options options = tn_options(ROWS[row].input);
        struct tn_text out = {0};
        enum tnorm_error error = TNORM_OK;
        once = i % 2 == 1;
        options.from = ROWS[row].from;
        options.sink = tn_take;
        options.sink_context = &out;
        bool converts =
            ROWS[row].from && strcmp(ROWS[row].from, "utf-8") != 0; /* iconv(3) keeps what it has read */
        size_t calls = 0;
        tnorm *handle;
        for (;; calls++) {
            const long before = held;
            handle = make_short(&options, calls, &error);
            const long left = held - before;
            if (refused == 0) break;
            ck_assert_msg(!handle || converts, "row %zu, %zu calls", row, calls);
            bool named = handle || error == TNORM_ERROR_MEMORY || (converts && error == TNORM_ERROR_CHARSET);
            ck_assert_msg(named, "row %zu, %zu calls: %s", row, calls, tnorm_strerror(error));
            ck_assert_msg(left == 0 || converts, "row %zu, %zu calls: %ld blocks are left", row, calls, left);
            tnorm_free(handle);
            tn_count_cases(1);
        }
        ck_assert_msg(calls >= ROWS[row].calls, "row %zu: %zu calls", row, calls);
        tnorm_free(handle);
        tn_release(&out);
    }
    once = false;
}
END_TEST

/* ---- and in the middle of an input */

#define BODY "The boats are out by four.\n"

static const struct coded {
    const char *coding;
    size_t length;
    const char *bytes;
} CODED[] = {
    {"identity", sizeof BODY - 1, BODY},
#ifdef TN_ZLIB
    {"gzip", 47,
     "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\x0b\xc9\x48\x55\x48\xca\x4f\x2c\x29\x56\x48\x2c\x4a\x55"
     "\xc8\x2f\x2d\x51\x48\xaa\x54\x48\xcb\x2f\x2d\xd2\xe3\x02\x00\x9b\xd1\xf3\x12\x1b\x00\x00\x00"},
    {"deflate", 35,
     "\x78\x9c\x0b\xc9\x48\x55\x48\xca\x4f\x2c\x29\x56\x48\x2c\x4a\x55\xc8\x2f\x2d\x51\x48\xaa\x54\x48"
     "\xcb\x2f\x2d\xd2\xe3\x02\x00\x85\x5a\x09\x3a"},
#endif
#ifdef TN_BROTLI
    {"br", 31,
     "\xa0\x01\x10"
     "The boats are out by four.\n\x03"},
#endif
#ifdef TN_ZSTD
    {"zstd", 36,
     "\x28\xb5\x2f\xfd\x00\x50\xd9\x00\x00"
     "The boats are out by four.\n"},
#endif
};

struct sunk {
    char text[256];
    size_t length;
};

static int sink(void *context, const unsigned char *text, size_t length)
{
    struct sunk *sunk = context;
    if (sunk->length + length >= sizeof sunk->text) return 1; /* Check needs memory */
    memcpy(sunk->text + sunk->length, text, length);
    sunk->length += length;
    return 0;
}

/* A response whose body is coded, as it says. */
static void put_response(const struct coded *coded, struct tn_text *record)
{
    char head[200], fields[200];
    int n = snprintf(head, sizeof head,
                     "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: %s\r\n\r\n",
                     coded->coding);
    int m = snprintf(fields, sizeof fields, "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %zu\r\n\r\n",
                     (size_t)n + coded->length);
    tn_append(record, fields, (size_t)m);
    tn_append(record, head, (size_t)n);
    tn_append(record, coded->bytes, coded->length);
    tn_append(record, "\r\n\r\n", 4);
}

START_TEST(a_body_is_decoded_or_said_to_be_undecoded)
{
    struct tn_text record = {0};
    struct sunk sunk;
    struct tnorm_options options = tn_options(TNORM_INPUT_WARC);
    if (!can_be_short()) return;
    put_response(&CODED[_i], &record);
    options.from = "utf-8";
    options.sink = sink;
    options.sink_context = &sunk;
    bool whole = false;
    for (size_t calls = 0; !whole; calls++) {
        char stats[TN_STATS];
        tnorm *handle = tnorm_new(&options, NULL);
        ck_assert_ptr_nonnull(handle);
        sunk.length = 0;
        allowed = calls;
        refused = 0;
        enum tnorm_error fed = tnorm_feed(handle, record.bytes, record.length), ended = tnorm_finish(handle);
        allowed = SIZE_MAX;
        whole = refused == 0;
        sunk.text[sunk.length] = 0;
        (void)tnorm_stats(handle, stats, sizeof stats);
        ck_assert(fed == TNORM_OK && ended == TNORM_OK);
        bool decoded = strcmp(sunk.text, BODY) == 0, said = strstr(stats, "\"undecoded\":1") != NULL;
        ck_assert_msg(whole ? decoded && !said : said && (sunk.length == 0 || decoded), "%s, %zu calls: %s%s",
                      CODED[_i].coding, calls, sunk.text, stats);
        tnorm_free(handle);
        tn_count_cases(1);
    }
    tn_release(&record);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("faults");
    TCase *faults = tcase_create("faults");
    tcase_set_timeout(faults, 60);
    tcase_add_test(faults, what_a_converter_fails_at_is_lost_whatever_it_says);
    tcase_add_test(faults, a_handle_needs_memory_and_leaves_none_behind);
    tcase_add_loop_test(faults, a_body_is_decoded_or_said_to_be_undecoded, 0, (int)COUNT(CODED));
    suite_add_tcase(suite, faults);
    return tn_main(suite);
}
