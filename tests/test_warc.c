/* test_warc.c - WARC: the grammar of heads, chunks, names of records; and what no cut of the input may change. */
#include "support.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "chunks.h"
#include "head.h"
#include "head_lex.h"
#include "http.h"
#include "record.h"
#include "uuid.h"

#define FOLDER "tests/golden/"

/* ---- heads */

static struct tn_head head;
static struct tn_record record;

static enum tn_head_state take_all(const char *text)
{
    enum tn_head_state state = TN_HEAD_MORE;
    size_t length = strlen(text), n;
    tn_head_reset(&head);
    for (size_t i = 0; i < length && state != TN_HEAD_WHOLE && state != TN_HEAD_LONG; i += n)
        n = tn_head_take(&head, (const unsigned char *)text + i, length - i, &state);
    return state;
}

static const struct {
    const char *text, *url, *id;
    enum tn_record_type type;
    bool has_length;
    uint64_t length;
} heads[] = {
    {"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 12\r\n\r\n", NULL, NULL, TN_RECORD_RESPONSE, true,
     12},
    {"WARC/1.1\nwarc-type:CONVERSION\ncontent-length :\t7 \n\n", NULL, NULL, TN_RECORD_CONVERSION, true, 7},
    {"WARC/1.0\nWARC-Target-URI: <http://a/>\nWARC-Record-ID: <urn:uuid:1>\n\n", "http://a/", "urn:uuid:1",
     TN_RECORD_OTHER, false, 0},
    {"WARC/1.0\nWARC-Target-URI: http://a/\n\tb\n c\nContent-Length: 1\n\n", "http://a/ b c", NULL,
     TN_RECORD_OTHER, true, 1},
    {"WARC/1.0\nContent-Length: -1\n\n", NULL, NULL, TN_RECORD_OTHER, false, 0},
    {"WARC/1.0\nContent-Length: 12 13\n\n", NULL, NULL, TN_RECORD_OTHER, false, 0},
    {"WARC/1.0\nContent-Length:\n\n", NULL, NULL, TN_RECORD_OTHER, false, 0},
    {"WARC/1.0\nContent-Length: 99999999999999999999999\n\n", NULL, NULL, TN_RECORD_OTHER, false, 0},
    {"WARC/1.0\nContent-Length: 5\nContent-Length: 6\n\n", NULL, NULL, TN_RECORD_OTHER, true, 5},
    {"WARC/1.0\nno field\n: none\nX Y: none\nContent-Length: 5\n\n", NULL, NULL, TN_RECORD_OTHER, true, 5},
    {"WARC/1.0\nWARC-Type: responses\nContent-Length: 5", NULL, NULL, TN_RECORD_OTHER, true, 5},
    {"WARC/1.0\nWARC-Target-URI: a\rb\x01\xC3\xA4\xC3\n\n", "a b%01\xC3\xA4%C3", NULL, TN_RECORD_OTHER, false,
     0},
    {"WARC/1.0", NULL, NULL, TN_RECORD_OTHER, false, 0},
};

START_TEST(head_of_a_record_is_read)
{
    (void)take_all(heads[_i].text);
    tn_record_read(&record, &head, 0);
    ck_assert_int_eq(record.type, heads[_i].type);
    ck_assert_int_eq(record.has_length, heads[_i].has_length);
    if (record.has_length) ck_assert_uint_eq(record.length, heads[_i].length);
    if (heads[_i].url)
        ck_assert_str_eq(record.url, heads[_i].url);
    else
        ck_assert_ptr_null(record.url);
    if (heads[_i].id) ck_assert_str_eq(record.id, heads[_i].id);
    tn_count_cases(1);
}
END_TEST

/* WARC 1.1 5.4 */
static const struct {
    const char *text;
    bool good;
} dates[] = {
    {"2020", true},
    {"2020-05", true},
    {"2020-05-01", true},
    {"2020-05-01T10:00Z", true},
    {"2020-05-01T23:59:59Z", true},
    {"2020-05-01T10:00:00.1Z", true},
    {"2020-05-01T10:00:00.123456789Z", true},
    {"2020-02-29", true},
    {"2000-02-29T00:00:00Z", true},
    {"2024-12-31", true},
    {"2024-11-30", true},
    {"", false},
    {"20", false},
    {"20200501", false},
    {"20200501100000", false},
    {"2020-00", false},
    {"2020-13", false},
    {"2020-5", false},
    {"2020-05-00", false},
    {"2020-05-32", false},
    {"2020-04-31T10:00:00Z", false},
    {"2020-02-30", false},
    {"2020-02-31T10:00:00Z", false},
    {"2021-02-29", false},
    {"1900-02-29", false},
    {"2020-05-01T24:00:00Z", false},
    {"2020-05-01T10:60:00Z", false},
    {"2020-05-01T10:00:60Z", false},
    {"2020-05-01T10Z", false},
    {"2020-05-01T10:00", false},
    {"2020-05-01T10:00:00", false},
    {"2020-05-01T10:00:00+02:00", false},
    {"2020-05-01T10:00:00.Z", false},
    {"2020-05-01T10:00.5Z", false},
    {"2020-05-01T10:00:00.1234567890Z", false},
    {"2020-05T10:00:00Z", false},
    {"2020-05-01 10:00:00Z", false},
    {"2020-05-01T10:00:00Z ", false},
};

START_TEST(date_is_one_that_there_is)
{
    ck_assert_msg(tn_is_date(dates[_i].text) == dates[_i].good, "%s", dates[_i].text);
    tn_count_cases(1);
}
END_TEST

static const struct {
    const char *text;
    bool scheme;
    size_t length;
} addresses[] = {
    {"http://a.example/b?c=d&e=%C3%A4;(f)#g", true, 37},
    {"urn:uuid:1", true, 10},
    {"a+b-c.1:x", true, 9},
    {"http://[::1]/", true, 13},
    {"garbage id", false, 7},
    {"garbage", false, 7},
    {"//a/b:c", false, 7},
    {":a", false, 2},
    {"1a:b", false, 4},
    {"a:", false, 2},
    {"a b:c", false, 1},
    {"", false, 0},
    {"urn:a\"b", true, 5},
    {"urn:a%", true, 5},
    {"urn:a%4", true, 5},
    {"urn:a%4g", true, 5},
    {"urn:a%4F", true, 8},
    {"urn:\xC3\xA4", true, 4},
};

START_TEST(address_is_told_from_what_is_none)
{
    ck_assert_msg(tn_has_scheme(addresses[_i].text) == addresses[_i].scheme, "%s", addresses[_i].text);
    ck_assert_uint_eq(tn_uri_length(addresses[_i].text), addresses[_i].length);
    tn_count_cases(1);
}
END_TEST

START_TEST(head_has_a_bound)
{
    struct tn_text text = {0};
    tn_append_repeated(&text, "x", 1, TN_HEAD_LONGEST);
    ck_assert_int_eq(take_all((const char *)text.bytes), TN_HEAD_MORE);
    tn_append(&text, "x", 1);
    ck_assert_int_eq(take_all((const char *)text.bytes), TN_HEAD_LONG);
    tn_release(&text);
    tn_count_cases(2);
}
END_TEST

static const struct {
    const char *text;
    unsigned status;
    enum tn_media_kind kind;
    const char *type, *charset;
    bool chunked, unknown;
    size_t codings;
} responses[] = {
    {"HTTP/1.1 200 OK\r\n\r\n", 200, TN_MEDIA_UNKNOWN, "", "", false, false, 0},
    {"HTTP/2 404\nContent-Type: text/html\n\n", 404, TN_MEDIA_HTML, "text/html", "", false, false, 0},
    {"HTTP/1.1 200\ncontent-type:Text/Plain;Charset=\"UTF-8\"\n\n", 200, TN_MEDIA_PLAIN, "text/plain",
     "utf-8", false, false, 0},
    {"http/1.0 204 \nContent-Type: application/xhtml+xml ; a=b; charset = koi8-r;charset=x\n\n", 204,
     TN_MEDIA_HTML, "application/xhtml+xml", "koi8-r", false, false, 0},
    {"HTTP/1.1 200 OK\nContent-Type: text/htmlx\n\n", 200, TN_MEDIA_OTHER, "text/htmlx", "", false, false, 0},
    {"HTTP/1.1 200 OK\nContent-Type: text/html, text/plain\n\n", 200, TN_MEDIA_HTML, "text/html", "", false,
     false, 0},
    {"HTTP/1.1 200 OK\nContent-Type: */*\n\n", 200, TN_MEDIA_UNKNOWN, "*/*", "", false, false, 0},
    {"HTTP/1.1 200 OK\nContent-Type: html\n\n", 200, TN_MEDIA_UNKNOWN, "", "", false, false, 0},
    {"HTTP/1.1 200 OK\nContent-Type: a/b;x=\"; charset=no\";charset='yes'\n\n", 200, TN_MEDIA_OTHER, "a/b",
     "", false, false, 0},
    {"HTTP/1.1 200 OK\nTransfer-Encoding: , chunked ,\n\n", 200, TN_MEDIA_UNKNOWN, "", "", true, false, 0},
    {"HTTP/1.1 200 OK\nContent-Encoding: identity, none\n\n", 200, TN_MEDIA_UNKNOWN, "", "", false, true, 0},
    {"HTTP/1.1 200 OK\nTransfer-Encoding: identity\nTransfer-Encoding: identity\nTransfer-Encoding: "
     "identity\n"
     "Transfer-Encoding: identity\nTransfer-Encoding: chunked\n\n",
     200, TN_MEDIA_UNKNOWN, "", "", true, false, 0},
#ifdef TN_ZLIB
    {"HTTP/1.1 200 OK\nContent-Encoding: gzip\nTransfer-Encoding: deflate\n\n", 200, TN_MEDIA_UNKNOWN, "", "",
     false, false, 2},
    {"HTTP/1.1 200 OK\nContent-Encoding: gzip, deflate\nTransfer-Encoding: gzip\n\n", 200, TN_MEDIA_UNKNOWN,
     "", "", false, true, 2},
#endif
    {"HTTP/1.1 200OK\n\n", 0, TN_MEDIA_UNKNOWN, "", "", false, false, 0},
    {"HTTP/1.1 20 OK\n\n", 0, TN_MEDIA_UNKNOWN, "", "", false, false, 0},
    {"HTTP 200 OK\n\n", 0, TN_MEDIA_UNKNOWN, "", "", false, false, 0},
    {"<html>\n\n", 0, TN_MEDIA_UNKNOWN, "", "", false, false, 0},
};

START_TEST(head_of_a_response_is_read)
{
    struct tn_http http;
    (void)take_all(responses[_i].text);
    tn_http_read(&http, &head);
    ck_assert_uint_eq(http.status, responses[_i].status);
    ck_assert_int_eq(http.media.kind, responses[_i].kind);
    ck_assert_str_eq(http.media.type, responses[_i].type);
    ck_assert_str_eq(http.media.charset, responses[_i].charset);
    ck_assert_int_eq(http.chunked, responses[_i].chunked);
    ck_assert_int_eq(http.unknown, responses[_i].unknown);
    ck_assert_uint_eq(http.codings, responses[_i].codings);
    tn_count_cases(1);
}
END_TEST

/* A type or charset that is too long is none. */
START_TEST(types_and_charsets_have_a_bound)
{
    for (size_t length = TN_MEDIA_LONGEST - 2; length <= TN_MEDIA_LONGEST; length++) {
        char text[3 * TN_MEDIA_LONGEST], name[TN_MEDIA_LONGEST + 1] = "";
        struct tn_http http;
        memset(name, 'x', length);
        memcpy(name, "text/", 5);
        snprintf(text, sizeof text, "HTTP/1.1 200 OK\nContent-Type: %s;charset=%s\n\n", name, name);
        (void)take_all(text);
        tn_http_read(&http, &head);
        ck_assert_int_eq(http.media.kind, TN_MEDIA_OTHER);
        ck_assert_str_eq(http.media.type, length < TN_MEDIA_LONGEST ? name : "");
        ck_assert_str_eq(http.media.charset, length < TN_MEDIA_LONGEST ? name : "");
        tn_count_cases(1);
    }
}
END_TEST

/* ---- chunks */

static const struct {
    const char *text, *data;
    enum tn_chunks_state state;
    bool begun;
} chunked[] = {
    {"3\r\nabc\r\n0\r\n\r\n", "abc", TN_CHUNKS_ENDED, true},
    {"003 ;x=\"y\"\nabc\n2\r\nde\r\n00\r\nTrailer: x\r\n\r\n", "abcde", TN_CHUNKS_ENDED, true},
    {"A\r\n0123456789\r\n", "0123456789", TN_CHUNKS_SIZE, true},
    {"3\r\nabc\r\n0\r\nTrailer: x\r\n\r\n\r\n", "abc", TN_CHUNKS_ENDED, true},
    {"3\r\nabc\r\n0\r\nTrailer: x\r\n", "abc", TN_CHUNKS_TRAILER, true},
    {"3\r\nabc\r\n0\r\n\r\nx", "abc", TN_CHUNKS_BROKEN, true},
    {"0\r\n\r\n", "", TN_CHUNKS_ENDED, true},
    {"0\n\n", "", TN_CHUNKS_ENDED, true},
    {"0\r\n", "", TN_CHUNKS_TRAILER, false},
    {"0\r\nx", "", TN_CHUNKS_BROKEN, false},
    {"0\r\n\rx", "", TN_CHUNKS_BROKEN, false},
    {"3\r\nabcd\r\n0\r\n", "abc", TN_CHUNKS_BROKEN, true},
    {"3\r\nabc\r\nxyz\r\n", "abc", TN_CHUNKS_BROKEN, true},
    {"3\r\nab", "ab", TN_CHUNKS_DATA, true},
    {"abc\r", "", TN_CHUNKS_SIZE, false},
    {"text\r\n", "", TN_CHUNKS_BROKEN, false},
    {"fffff\r\nmore than there can be", "", TN_CHUNKS_BROKEN, false},
    {"3 4\r\nabc", "", TN_CHUNKS_BROKEN, false},
    {"\r\n3\r\nabc", "", TN_CHUNKS_BROKEN, false},
    {"fffffffffffffffff\r\n", "", TN_CHUNKS_BROKEN, false},
    {"64\r\n", "", TN_CHUNKS_DATA, true}, /* as many as it is asked for */
    {"65\r\n", "", TN_CHUNKS_BROKEN, false},
    {"1\r\na\r\n65\r\nb", "ab", TN_CHUNKS_DATA, true},
    {"1\r\na\r\n0fffffffffffffff\r\nb", "ab", TN_CHUNKS_DATA, true},
    {"1\r\na\r\nffffffffffffffff\r\nb", "a", TN_CHUNKS_BROKEN, true},
};

/* Takes all of it, pieces of so many bytes; what is data goes to `joined`. */
static void take_chunks(struct tn_chunks *chunks, const unsigned char *text, size_t length, size_t piece,
                        struct tn_text *joined)
{
    tn_clear(joined);
    tn_chunks_reset(chunks);
    for (size_t i = 0, n; i < length && chunks->state != TN_CHUNKS_BROKEN; i += n) {
        bool data;
        size_t left = piece - i % piece < length - i ? piece - i % piece : length - i;
        n = tn_chunks_take(chunks, text + i, left, 100, &data);
        if (data) tn_append(joined, text + i, n);
    }
}

START_TEST(chunks_are_joined)
{
    const char *text = chunked[_i].text;
    size_t length = strlen(text);
    struct tn_text joined = {0};
    for (size_t piece = 1; piece <= length; piece++) {
        struct tn_chunks chunks;
        take_chunks(&chunks, (const unsigned char *)text, length, piece, &joined);
        ck_assert_int_eq(chunks.state, chunked[_i].state);
        ck_assert_int_eq(chunks.begun, chunked[_i].begun);
        ck_assert_msg(tn_is(&joined, chunked[_i].data), "%s: %s", text, (const char *)joined.bytes);
        tn_count_cases(1);
    }
    tn_release(&joined);
}
END_TEST

/* Of a line with a size, and of what stands between the nought of a body that is empty and its end; what is longer is broken, and of
 * the first line all is known that came. */
START_TEST(lines_between_chunks_have_a_bound)
{
    static const struct {
        const char *before, *unit, *behind, *data;
        bool nothing; /* it is the body that is empty */
    } LINES[] = {{"3;", "x", "\r\n", "abc", false}, {"0\r\n", "\r", "\n", "", true}};
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++)
        for (size_t length = TN_CHUNK_LINE - 1; length <= TN_CHUNK_LINE + 1; length++) {
            struct tn_text text = {0}, joined = {0};
            tn_append(&text, LINES[i].before, strlen(LINES[i].before));
            while (text.length + (LINES[i].nothing ? 0 : strlen(LINES[i].behind)) < length)
                tn_append(&text, LINES[i].unit, 1);
            tn_append(&text, LINES[i].behind, strlen(LINES[i].behind));
            if (!LINES[i].nothing) tn_append(&text, "abc\r\n0\r\n\r\n", 10);
            for (size_t piece = 1; piece <= text.length; piece += 509) {
                struct tn_chunks chunks;
                bool good = length <= TN_CHUNK_LINE;
                take_chunks(&chunks, text.bytes, text.length, piece, &joined);
                ck_assert_int_eq(chunks.state, good ? TN_CHUNKS_ENDED : TN_CHUNKS_BROKEN);
                ck_assert(tn_is(&joined, good ? LINES[i].data : ""));
                ck_assert(good || chunks.length == TN_CHUNK_LINE);
                ck_assert(good || memcmp(chunks.line, text.bytes, TN_CHUNK_LINE) == 0);
                tn_count_cases(1);
            }
            tn_release(&text);
            tn_release(&joined);
        }
}
END_TEST

/* RFC 9562 A.4 has another name space; this is what Python's uuid.uuid5(NAMESPACE_URL, ...) makes. */
START_TEST(name_becomes_a_uuid)
{
    static const char name[] = "https://www.example.com/a/name/that/is/longer/than/one/block/of/the/hash";
    char uuid[TN_UUID_SIZE];
    tn_uuid_of_name((const unsigned char *)name, sizeof name - 1, uuid);
    ck_assert_str_eq(uuid, "399d7732-e27f-5897-b4ca-61787bf9228f");
    tn_uuid_of_name((const unsigned char *)name, 0, uuid);
    ck_assert_str_eq(uuid, "1b4db7eb-4057-5ddf-91e0-36dec72071f5");
    tn_count_cases(2);
}
END_TEST

/* ---- whole inputs */

enum { MAX_CASES = 100, MAX_NAME = 200, STATS = 4096 };
static char names[MAX_CASES][MAX_NAME];
static int name_count;

static int by_bytes(const void *a, const void *b) { return strcmp(a, b); }

static void list_cases(void)
{
    static const char suffix[] = ".warc.in";
    struct dirent *entry;
    DIR *folder = opendir(FOLDER);
    if (folder == NULL) return;
    while ((entry = readdir(folder)) != NULL && name_count < MAX_CASES) {
        size_t length = strlen(entry->d_name);
        if (length < sizeof suffix || length >= MAX_NAME - sizeof FOLDER) continue;
        if (strcmp(entry->d_name + length - (sizeof suffix - 1), suffix) != 0) continue;
        snprintf(names[name_count++], MAX_NAME, FOLDER "%.180s", entry->d_name);
    }
    closedir(folder);
    qsort(names, (size_t)name_count, sizeof names[0], by_bytes);
}

/* What came of a text: everything in one buffer. */
struct run {
    struct tn_text all;
    tnorm *handle;
};

static int take(void *context, const unsigned char *text, size_t length)
{
    struct run *run = context;
    tn_append(&run->all, text, length);
    return 0;
}

/* Rejects stand between the texts that were written before and behind them only roughly: they are kept apart. */
static struct tn_text rejected;

static int take_reject(void *context, const struct tnorm_reject *r)
{
    char line[STATS];
    (void)context;
    int n = snprintf(line, sizeof line, "%s %llu %llu %llu %s\n", r->url ? r->url : "-",
                     (unsigned long long)r->document, (unsigned long long)r->offset,
                     (unsigned long long)r->length, r->reason);
    tn_append(&rejected, line, (size_t)n);
    return 0;
}

static void start(struct run *run, enum tnorm_output output)
{
    struct tnorm_options options = tn_options(TNORM_INPUT_WARC);
    options.output = output;
    options.sink = take;
    options.sink_context = run;
    options.rejects = take_reject;
    memset(run, 0, sizeof *run);
    run->handle = tnorm_new(&options, NULL);
    ck_assert_ptr_nonnull(run->handle);
}

static void stop(struct run *run)
{
    tnorm_free(run->handle);
    tn_release(&run->all);
    tn_release(&rejected);
}

/* Cleans in pieces up to `piece` bytes, or, if that is 0, in two that are cut at `cut`. */
static void clean(struct run *run, const struct tn_text *in, size_t piece, size_t cut)
{
    char stats[STATS];
    tn_clear(&run->all);
    tn_clear(&rejected);
    tnorm_reset(run->handle);
    enum tnorm_error error = TNORM_OK;
    for (size_t i = 0, n; !error && i < in->length; i += n) {
        n = piece > 0 ? piece : i < cut ? cut : in->length;
        if (n > in->length - i) n = in->length - i;
        unsigned char *copy = malloc(n); /* of its size, for the sanitizer */
        ck_assert_ptr_nonnull(copy);
        memcpy(copy, in->bytes + i, n);
        error = tnorm_feed(run->handle, copy, n);
        free(copy);
    }
    error = tnorm_finish(run->handle);
    const char *why = tn_broken_account(run->handle, in->length, run->all.length);
    ck_assert_msg(why == NULL, "%s", why);
    tn_append(&run->all, "\n", 1);
    tn_append(&run->all, rejected.bytes, rejected.length);
    (void)tnorm_stats(run->handle, stats, sizeof stats);
    tn_append(&run->all, stats, strlen(stats));
    int n = snprintf(stats, sizeof stats, "\n%d %llu\n", (int)error,
                     (unsigned long long)(error ? tnorm_error_offset(run->handle) : 0));
    tn_append(&run->all, stats, (size_t)n);
}

static void expect_same(const struct run *run, const struct tn_text *first, const char *name, size_t at)
{
    if (tn_equal(&run->all, first)) return;
    fprintf(stderr, "%s, %zu: got\n%s\nexpected\n%s\n", name, at, (const char *)run->all.bytes,
            (const char *)first->bytes);
    ck_abort_msg("%s, %zu", name, at);
}

/* All ways of cutting `in` give the same; `step`: not every place is tried. */
static void expect_no_difference(struct run *run, const struct tn_text *in, const char *name, size_t step)
{
    struct tn_text first = {0};
    clean(run, in, in->length, 0);
    tn_append(&first, run->all.bytes, run->all.length);
    for (size_t cut = 1; cut < in->length; cut += step) {
        clean(run, in, 0, cut);
        expect_same(run, &first, name, cut);
    }
    clean(run, in, 1, 0);
    expect_same(run, &first, name, 0);
    clean(run, in, 1021, 0);
    expect_same(run, &first, name, 1021);
    tn_release(&first);
}

START_TEST(no_cut_changes_anything)
{
    struct tn_text in = {0};
    struct run run;
    ck_assert(tn_read_file(names[_i], &in));
    for (enum tnorm_output output = TNORM_OUTPUT_DEFAULT; output <= TNORM_OUTPUT_WARC; output++) {
        start(&run, output);
        expect_no_difference(&run, &in, names[_i], in.length / tn_effort(200) + 1);
        stop(&run);
        tn_count_cases(1);
    }
    tn_release(&in);
}
END_TEST

/* A file that ends anywhere, and one in which a byte is another. */
START_TEST(damage_is_borne)
{
    struct tn_text in = {0}, damaged = {0};
    struct run run;
    struct tn_random random = tn_random_seed((uint64_t)_i + 1);
    ck_assert(tn_read_file(names[_i], &in));
    start(&run, TNORM_OUTPUT_JSONL);
    for (size_t times = 0; times < tn_effort(30) && in.length > 0; times++) {
        tn_clear(&damaged);
        size_t length = times % 2 == 0 ? tn_random_below(&random, in.length + 1) : in.length;
        tn_append(&damaged, in.bytes, length);
        for (size_t i = tn_random_below(&random, 4); i > 0 && length > 0; i--)
            damaged.bytes[tn_random_below(&random, length)] = (unsigned char)tn_random_next(&random);
        expect_no_difference(&run, &damaged, names[_i], damaged.length / 5 + 1);
        tn_count_cases(1);
    }
    stop(&run);
    tn_release(&damaged);
    tn_release(&in);
}
END_TEST

static void append_record(struct tn_text *in, const char *fields, const struct tn_text *block)
{
    char line[64];
    tn_append(in, "WARC/1.0\r\n", 10);
    tn_append(in, fields, strlen(fields));
    int n = snprintf(line, sizeof line, "Content-Length: %zu\r\n\r\n", block->length);
    tn_append(in, line, (size_t)n);
    tn_append(in, block->bytes, block->length);
    tn_append(in, "\r\n\r\n", 4);
}

/* What is undeclared is told by its first bytes, and so are pictures and the like, whatever is declared. */
static const struct {
    const char *fields, *text;
    size_t before; /* bytes of letters before the text */
    bool is_text;
} BODIES[] = {
    {"", "\x01", 1444, false},
    {"", "\x01", 1445, true},
    {"", "\x01", 1446, true},
    {"", "%PDF-1.4\n", 0, false},
    {"Content-Type: text/plain\r\n", "%PDF-1.4\n", 0, true}, /* too short for one */
    {"Content-Type: text/plain\r\n", "%PDF-1.4\nx", 0, false},
    {"Content-Type: text/plain\r\n", "\x01", 9, true},
};

START_TEST(so_many_bytes_tell_what_a_body_is)
{
    struct tn_text in = {0}, block = {0};
    struct run run;
    char fields[200];
    snprintf(fields, sizeof fields, "WARC-Type: resource\r\n%s", BODIES[_i].fields);
    tn_append_repeated(&block, "x", 1, BODIES[_i].before);
    tn_append(&block, BODIES[_i].text, strlen(BODIES[_i].text));
    append_record(&in, fields, &block);
    start(&run, TNORM_OUTPUT_DEFAULT);
    expect_no_difference(&run, &in, BODIES[_i].fields, 100);
    ck_assert_uint_eq(tnorm_documents(run.handle), BODIES[_i].is_text);
    stop(&run);
    tn_release(&in);
    tn_release(&block);
    tn_count_cases(1);
}
END_TEST

static const size_t sizes[] = {1024 * 1024 - 1, 1024 * 1024, 1024 * 1024 + 1, 3 * 1024 * 1024 + 7};

/* A document over 1 MiB is written in segments, and is one document when they are read back. */
START_TEST(long_document_is_segmented_and_read_back)
{
    static const char head_fields[] =
        "WARC-Type: conversion\r\nWARC-Record-ID: <urn:x>\r\nContent-Type: text/plain\r\n";
    struct tn_text block = {0}, in = {0}, wet = {0};
    struct run run;
    while (block.length + 4 < sizes[_i])
        tn_append(&block,
                  "\xE2\x82\xAC"
                  "a",
                  4);
    tn_append_repeated(&block, "z", 1, sizes[_i] - 1 - block.length); /* and the line feed at the end */
    append_record(&in, head_fields, &block);
    start(&run, TNORM_OUTPUT_WARC);
    clean(&run, &in, 4096, 0);
    tn_append(&wet, run.all.bytes, run.all.length);
    bool segmented = strstr((const char *)wet.bytes, "WARC-Segment-Total-Length") != NULL;
    ck_assert_int_eq(segmented, sizes[_i] > 1024 * 1024);
    stop(&run);
    start(&run, TNORM_OUTPUT_DEFAULT);
    wet.length =
        (size_t)(strstr((const char *)wet.bytes, "\r\n\r\n\n{\"version\"") + 4 - (const char *)wet.bytes);
    clean(&run, &wet, 4096, 0);
    ck_assert_uint_gt(run.all.length, block.length);
    ck_assert_int_eq(memcmp(run.all.bytes, block.bytes, block.length), 0);
    ck_assert_uint_eq(tnorm_documents(run.handle), 1);
    stop(&run);
    tn_release(&wet);
    tn_release(&in);
    tn_release(&block);
    tn_count_cases(1);
}
END_TEST

int main(void)
{
    list_cases();
    Suite *suite = suite_create("warc");
    TCase *cases = tcase_create("warc");
    tcase_set_timeout(cases, 60);
    tcase_add_loop_test(cases, head_of_a_record_is_read, 0, sizeof heads / sizeof *heads);
    tcase_add_loop_test(cases, date_is_one_that_there_is, 0, sizeof dates / sizeof *dates);
    tcase_add_loop_test(cases, address_is_told_from_what_is_none, 0, sizeof addresses / sizeof *addresses);
    tcase_add_test(cases, head_has_a_bound);
    tcase_add_loop_test(cases, head_of_a_response_is_read, 0, sizeof responses / sizeof *responses);
    tcase_add_test(cases, types_and_charsets_have_a_bound);
    tcase_add_loop_test(cases, chunks_are_joined, 0, sizeof chunked / sizeof *chunked);
    tcase_add_test(cases, lines_between_chunks_have_a_bound);
    tcase_add_test(cases, name_becomes_a_uuid);
    tcase_add_loop_test(cases, no_cut_changes_anything, 0, name_count);
    tcase_add_loop_test(cases, damage_is_borne, 0, name_count);
    tcase_add_loop_test(cases, so_many_bytes_tell_what_a_body_is, 0, sizeof BODIES / sizeof *BODIES);
    tcase_add_loop_test(cases, long_document_is_segmented_and_read_back, 0, sizeof sizes / sizeof *sizes);
    suite_add_tcase(suite, cases);
    return tn_main(suite);
}
