/* test_containers.c - the promises on what holds texts: lines of JSON, columns, WARC, and what is in other encodings than
 * UTF-8: see support_promises.h */
#include <string.h>
#ifdef TN_ZLIB
#include <zlib.h>
#endif

#include "support_promises.h"

enum { JSON, TSV, WARC, ENCODED, KINDS };

static const struct fragment *any_fragment(struct tn_random *random)
{
    return &TN_FRAGMENTS[tn_random_below(random, TN_FRAGMENT_COUNT)];
}

/* What one of the generators of texts makes, in small. */
static void add_text(struct tn_text *text, struct tn_random *random)
{
    TN_GENERATORS[tn_random_below(random, 7)].make(text, random);
}

/* Bytes as the inside of a JSON string. */
static void add_escaped(struct tn_text *text, struct tn_random *random, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];
        char escape[16];
        bool escaped = c < 0x20 || c == '"' || c == '\\' || (c < 0x80 && tn_random_below(random, 16) == 0);
        snprintf(escape, sizeof escape, tn_random_below(random, 2) == 0 ? "\\u%04x" : "\\u%04X", c);
        tn_append(text, escaped ? escape : bytes + i, escaped ? 6 : 1);
    }
}

static void add_json_string(struct tn_text *text, struct tn_random *random, bool page)
{
    struct tn_text made = {0};
    tn_append(text, "\"", 1);
    if (page) add_text(&made, random);
    add_escaped(text, random, (const char *)made.bytes, made.length);
    tn_release(&made);
    for (size_t n = tn_random_below(random, 6); n > 0; n--) {
        const struct fragment *f = any_fragment(random);
        add_escaped(text, random, f->bytes, f->length);
        if (tn_random_below(random, 4) == 0) tn_append(text, "\\ud83d\\ude00", 12);
        if (tn_random_below(random, 8) == 0) tn_append(text, "\\ud83d", 6);
        if (tn_random_below(random, 3) == 0) tn_append(text, "\\n\\/", 4);
    }
    tn_append(text, "\"", 1);
}

/* Lines of JSON, one in four of them with a byte gone or too many. */
static void make_json(struct tn_text *text, struct tn_random *random, struct tnorm_options *options)
{
    bool page = tn_random_below(random, 2) == 0;
    options->input = TNORM_INPUT_JSONL;
    options->type = page ? TNORM_TYPE_HTML : TNORM_TYPE_TEXT;
    if (options->invalid == TNORM_INVALID_STRICT) options->invalid = TNORM_INVALID_DROP;
    for (size_t lines = 1 + tn_random_below(random, 4); lines > 0; lines--) {
        size_t start = text->length;
        tn_append(text, "{\"a\":[1.5e3,{}], \"text\" :", 25);
        add_json_string(text, random, page);
        tn_append(text, ",\"b\":", 5);
        add_json_string(text, random, false);
        tn_append(text, "}\n", 2);
        size_t at = start + tn_random_below(random, text->length - start);
        if (tn_random_below(random, 8) == 0)
            text->bytes[at] = (unsigned char)"\"{}\n\\ "[tn_random_below(random, 6)];
        if (tn_random_below(random, 8) == 0) text->length = at;
    }
}

/* Whatever it is, as tab-separated values. */
static void make_columns(struct tn_text *text, struct tn_random *random, struct tnorm_options *options)
{
    options->input = TNORM_INPUT_TSV;
    options->field = tn_random_below(random, 2) == 0 ? NULL : "2,4-5";
    for (size_t pieces = 1 + tn_random_below(random, 12); pieces > 0; pieces--) {
        const struct fragment *f = any_fragment(random);
        tn_append(text, f->bytes, f->length);
        if (tn_random_below(random, 3) == 0) tn_append(text, "\t", 1);
        if (tn_random_below(random, 6) == 0) tn_append(text, "\n", 1);
    }
}

/* ------------------------------------------------------------------ other encodings */

static const char *const LABELS[] = {
    "utf-8",          "windows-1252", "windows-1251", "koi8-r",      "iso-8859-2", "windows-874",
    "ibm866",         "gbk",          "gb18030",      "big5",        "euc-jp",     "iso-2022-jp",
    "shift_jis",      "euc-kr",       "utf-16le",     "utf-16be",    "hz-gb-2312", "macintosh",
    "x-user-defined", "nonsense",     "windows-1255", "iso-8859-8-i"};
/* what only iconv(3) knows, and what is no label */
static const char *const NAMES[] = {"UTF-7",       "UTF-32", "IBM037", "CP437", "ISO-2022-KR",
                                    "ISO-2022-CN", "TSCII",  "detect", "auto"};
enum { LABEL_COUNT = sizeof LABELS / sizeof *LABELS, NAME_COUNT = sizeof NAMES / sizeof *NAMES };

/* Bytes of no encoding in particular: where sequences begin and end in the ones that have them, and tags. */
static void add_bytes(struct tn_text *text, struct tn_random *random)
{
    static const struct fragment PIECES[] = {{"\x81\x30\x81\x30", 4},
                                             {"\x81\x39\xEF\x30", 4},
                                             {"\x84\x31\xA4\x37", 4},
                                             {"\x8F\xB0\xA1", 3},
                                             {"\x8E\xB1", 2},
                                             {"\x1B$B", 3},
                                             {"\x1B(B", 3},
                                             {"\x1B(J", 3},
                                             {"\x1B(I", 3},
                                             {"\x1B", 1},
                                             {"\x0E", 1},
                                             {"$\"", 2},
                                             {"\x88\x62", 2},
                                             {"\x88\xA5", 2},
                                             {"\xC4\xE3\xBA\xC3", 4},
                                             {"\xFF", 1},
                                             {"\x80", 1},
                                             {"\xA0", 1},
                                             {"\x81", 1},
                                             {"\xFE", 1},
                                             {"+AGE-", 5},
                                             {"~{", 2},
                                             {"~}", 2},
                                             {"\xD8\x00", 2},
                                             {"\x00\xDC", 2},
                                             {"\0", 1},
                                             {"<b>", 3},
                                             {"<p>", 3},
                                             {"&#", 2},
                                             {"\n", 1},
                                             {" ", 1},
                                             {"abc ", 4},
                                             {"\xE0\xE1\xE2\xE3\xE4 ", 6},
                                             {"\x93well\x94", 6},
                                             {"\xCC\x81", 2}};
    for (size_t n = 1 + tn_random_below(random, tn_random_below(random, 8) == 0 ? 300 : 20); n > 0; n--) {
        const struct fragment *f = &PIECES[tn_random_below(random, sizeof PIECES / sizeof *PIECES)];
        unsigned char byte = (unsigned char)tn_random_next(random);
        if (tn_random_below(random, 4) == 0)
            tn_append(text, &byte, 1);
        else
            tn_append(text, f->bytes, f->length);
    }
}

static void make_encoded(struct tn_text *text, struct tn_random *random, struct tnorm_options *options)
{
    static const enum tnorm_input INPUTS[] = {TNORM_INPUT_TEXT,  TNORM_INPUT_LINES, TNORM_INPUT_TSV,
                                              TNORM_INPUT_JSONL, TNORM_INPUT_HTML,  TNORM_INPUT_HTML};
    const char *label = LABELS[tn_random_below(random, LABEL_COUNT)];
    options->input = INPUTS[tn_random_below(random, sizeof INPUTS / sizeof *INPUTS)];
    if (options->input == TNORM_INPUT_HTML && tn_random_below(random, 3) > 0) {
        tn_append(text, "<meta charset=", 14);
        tn_append(text, label, strlen(label));
        tn_append(text, ">", 1);
    } else if (tn_random_below(random, 3) == 0) {
        options->from = NAMES[tn_random_below(random, NAME_COUNT)];
    } else {
        options->from = strcmp(label, "nonsense") == 0 ? "latin1" : label;
    }
    bool line = options->input == TNORM_INPUT_JSONL;
    if (line) tn_append(text, "{\"text\":\"", 9);
    if (tn_random_below(random, 20) == 0)
        tn_append_repeated(text, "word ", 5, 13100 + tn_random_below(random, 20));
    add_bytes(text, random);
    if (tn_random_below(random, 4) == 0) add_text(text, random);
    if (line) tn_append(text, "\"}\n", 3);
    if ((options->input == TNORM_INPUT_TEXT || options->input == TNORM_INPUT_HTML) &&
        tn_random_below(random, 4) == 0)
        options->output = TNORM_OUTPUT_JSONL;
}

/* ------------------------------------------------------------------ WARC */

static const char *one_of(const char *const *words, size_t count, struct tn_random *random)
{
    return words[tn_random_below(random, count)];
}

static void add_string(struct tn_text *text, const char *string) { tn_append(text, string, strlen(string)); }

/* The body as it is, or in gzip, a byte of which may be wrong. */
static void add_coded(struct tn_text *to, const struct tn_text *body, bool gzip, struct tn_random *random)
{
#ifdef TN_ZLIB
    if (gzip) {
        unsigned char packed[16384];
        z_stream z = {0};
        if (deflateInit2(&z, 1, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) return;
        z.next_in = body->bytes;
        z.avail_in = (uInt)(body->length < 8192 ? body->length : 8192);
        z.next_out = packed;
        z.avail_out = sizeof packed;
        (void)deflate(&z, Z_FINISH);
        size_t length = sizeof packed - z.avail_out;
        (void)deflateEnd(&z);
        if (tn_random_below(random, 6) == 0) packed[tn_random_below(random, length)] ^= 0x10;
        if (tn_random_below(random, 6) == 0) length = tn_random_below(random, length);
        tn_append(to, packed, length);
        return;
    }
#endif
    (void)gzip, (void)random;
    if (body->length > 0) tn_append(to, body->bytes, body->length);
}

static void add_chunks(struct tn_text *to, const struct tn_text *body, struct tn_random *random)
{
    char line[32];
    for (size_t i = 0, n; i < body->length; i += n) {
        n = 1 + tn_random_below(random, 400);
        if (n > body->length - i) n = body->length - i;
        size_t said = tn_random_below(random, 40) == 0 ? n + 1 : n;
        tn_append(to, line, (size_t)snprintf(line, sizeof line, "%zx\r\n", said));
        tn_append(to, body->bytes + i, n);
        tn_append(to, "\r\n", tn_random_below(random, 40) == 0 ? 0 : 2);
    }
    add_string(to, tn_random_below(random, 8) == 0 ? "0\r\n" : "0\r\n\r\n");
}

/* A response of HTTP: head and body. */
static void add_response(struct tn_text *text, struct tn_random *random)
{
    static const char *const STATUS[] = {"HTTP/1.1 200 OK\r\n",
                                         "HTTP/1.1 200 OK\r\n",
                                         "HTTP/2 200\n",
                                         "HTTP/1.1 404 x\r\n",
                                         "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n",
                                         "junk\r\n"};
    static const char *const CODED[] = {"gzip", "gzip", "deflate", "br", "zstd", "gzip, br", "x"};
    struct tn_text body = {0}, coded = {0};
    char field[96];
    bool coding = tn_random_below(random, 2) == 0, chunked = tn_random_below(random, 3) == 0;
    add_string(text, one_of(STATUS, sizeof STATUS / sizeof *STATUS, random));
    if (tn_random_below(random, 4) > 0) {
        const char *type = tn_random_below(random, 3) == 0 ? "text/plain" : "text/html";
        const char *label = one_of(LABELS, LABEL_COUNT, random),
                   *set = tn_random_below(random, 2) ? "; charset=" : "; x=";
        tn_append(text, field,
                  (size_t)snprintf(field, sizeof field, "Content-Type: %s%s%s\r\n", type, set, label));
    }
    if (coding) {
        const char *name = one_of(CODED, sizeof CODED / sizeof *CODED, random);
        tn_append(text, field, (size_t)snprintf(field, sizeof field, "Content-Encoding: %s\r\n", name));
    }
    if (chunked) add_string(text, "Transfer-Encoding: chunked\r\n");
    add_string(text, tn_random_below(random, 8) == 0 ? "\n" : "\r\n");
    if (tn_random_below(random, 2) == 0)
        add_text(&body, random);
    else
        add_bytes(&body, random);
    add_coded(&coded, &body, coding && tn_random_below(random, 4) > 0, random);
    if (chunked && tn_random_below(random, 4) > 0)
        add_chunks(text, &coded, random);
    else if (coded.length > 0)
        tn_append(text, coded.bytes, coded.length);
    tn_release(&coded);
    tn_release(&body);
}

/* A record whose length may be wrong. */
static void add_record(struct tn_text *text, struct tn_random *random, size_t number)
{
    static const char *const TYPES[] = {"response",     "response", "conversion", "conversion", "resource",
                                        "continuation", "request",  "revisit",    "x"};
    static const char *const MEDIA[] = {"text/plain", "text/html", "application/http; msgtype=response",
                                        "image/png"};
    static const char *const ENDS[] = {"\r\n\r\n", "\r\n\r\n", "\r\n\r\n",    "\n\n",
                                       "\r\n",     "",         "junk\r\n\r\n"};
    struct tn_text block = {0};
    char field[160];
    const char *type = one_of(TYPES, sizeof TYPES / sizeof *TYPES, random),
               *eol = tn_random_below(random, 6) ? "\r\n" : "\n";
    if (strcmp(type, "response") == 0)
        add_response(&block, random);
    else
        add_text(&block, random);
    if (tn_random_below(random, 30) == 0)
        tn_append_repeated(&block, "go on ", 6, 10900 + tn_random_below(random, 60));
    size_t length = block.length;
    if (tn_random_below(random, 8) == 0) length += tn_random_below(random, 60);
    if (tn_random_below(random, 8) == 0) length -= tn_random_below(random, length + 1);
    if (tn_random_below(random, 30) == 0) length += 65500 + tn_random_below(random, 80);
    int n = snprintf(field, sizeof field, "WARC/1.%zu%sWARC-Type: %s%s", tn_random_below(random, 2), eol,
                     type, eol);
    tn_append(text, field, (size_t)n);
    n = snprintf(field, sizeof field,
                 "WARC-Record-ID: <urn:uuid:%zu>%sWARC-Target-URI: <http://a.example/\xC3\xA9%zu>%s", number,
                 eol, number, eol);
    if (tn_random_below(random, 6) > 0) tn_append(text, field, (size_t)n);
    n = snprintf(field, sizeof field, "WARC-Date: 2020-01-01T00:00:00Z%sContent-Type: %s%s", eol,
                 one_of(MEDIA, sizeof MEDIA / sizeof *MEDIA, random), eol);
    if (tn_random_below(random, 2) == 0) tn_append(text, field, (size_t)n);
    if (tn_random_below(random, 10) == 0) add_string(text, "WARC-Truncated: length\r\n");
    n = snprintf(field, sizeof field, "WARC-Segment-Number: %zu%sWARC-Segment-Origin-ID: <urn:uuid:0>%s",
                 number + 1, eol, eol);
    if (tn_random_below(random, 6) == 0) tn_append(text, field, (size_t)n);
    n = snprintf(field, sizeof field, "Content-Length: %zu%s%s", length, eol, eol);
    if (tn_random_below(random, 30) > 0) tn_append(text, field, (size_t)n);
    if (block.length > 0) tn_append(text, block.bytes, block.length);
    add_string(text, one_of(ENDS, sizeof ENDS / sizeof *ENDS, random));
    tn_release(&block);
}

/* Records as crawlers write them, and worse: of wrong lengths, cut anywhere, with bytes that are others. */
static void make_warc(struct tn_text *text, struct tn_random *random, struct tnorm_options *options)
{
    options->input = TNORM_INPUT_WARC;
    options->output = (enum tnorm_output)tn_random_below(random, 3);
    for (size_t n = 0, records = 1 + tn_random_below(random, 4); n < records; n++)
        add_record(text, random, n);
    if (tn_random_below(random, 6) == 0) text->length = tn_random_below(random, text->length);
    if (tn_random_below(random, 6) == 0 && text->length > 0)
        text->bytes[tn_random_below(random, text->length)] = (unsigned char)tn_random_next(random);
}

/* ------------------------------------------------------------------ */

static const struct {
    void (*make)(struct tn_text *text, struct tn_random *random, struct tnorm_options *options);
    size_t cases;
} MAKERS[KINDS] = {[JSON] = {make_json, 1200},
                   [TSV] = {make_columns, 600},
                   [WARC] = {make_warc, 1500},
                   [ENCODED] = {make_encoded, 1500}};

START_TEST(containers_keep_the_promises)
{
    struct attempt *attempt = tn_attempt((size_t)_i);
    struct tn_text text = {0};
    uint64_t seed = (uint64_t)(_i + 1) * 1000000000u + tn_test_seed();
    for (size_t n = tn_effort(MAKERS[_i].cases); n > 0; n--, seed++) {
        struct tn_random random = tn_random_seed(seed);
        tn_clear(&text);
        attempt->seed = seed;
        attempt->options = tn_draw_options(&random);
        MAKERS[_i].make(&text, &random, &attempt->options);
        tn_hold(attempt, &text, text.length < 4 * TN_EVERY_CUT);
    }
    tn_release(&text);
}
END_TEST

int main(void)
{
    if (!tn_attempts_make(KINDS)) return 2;
    Suite *suite = suite_create("containers");
    TCase *promises = tcase_create("promises");
    tcase_set_timeout(promises, 600 * (double)tn_scale());
    tcase_add_loop_test(promises, containers_keep_the_promises, 0, KINDS);
    suite_add_tcase(suite, promises);
    return tn_main(suite);
}
