/* test_pieces.c - one text by several handles (piece.h): they join only where all goes on as with one. */
#include <stdlib.h>
#include <string.h>

#include "line.h"
#include "support.h"

static void append(struct tn_text *text, const char *part) { tn_append(text, part, strlen(part)); }

/* What comes of a text. */
struct result {
    struct tn_text out, left_out;
    char stats[TN_STATS];
};

static int take(void *context, const unsigned char *text, size_t length)
{
    tn_append(&((struct result *)context)->out, text, length);
    return 0;
}

static int take_reject(void *context, const struct tnorm_reject *reject)
{
    struct tn_text *to = &((struct result *)context)->left_out;
    char head[128];
    int length = snprintf(head, sizeof head, "%s %.3f %llu+%llu ", reject->reason, reject->score,
                          (unsigned long long)reject->offset, (unsigned long long)reject->length);
    tn_append(to, head, (size_t)length);
    tn_append(to, reject->text, reject->text_length);
    tn_append(to, "\n", 1);
    return 0;
}

static void clear(struct result *result)
{
    tn_clear(&result->out);
    tn_clear(&result->left_out);
}

static void release(struct result *result)
{
    tn_release(&result->out);
    tn_release(&result->left_out);
}

static void append_result(struct result *to, const struct result *more)
{
    tn_append(&to->out, more->out.bytes, more->out.length);
    tn_append(&to->left_out, more->left_out.bytes, more->left_out.length);
    memcpy(to->stats, more->stats, sizeof to->stats);
}

static void check_equal(const struct result *a, const struct result *b, const char *what)
{
    ck_assert_msg(tn_equal(&a->out, &b->out), "%s: %.2000s", what, (const char *)a->out.bytes);
    ck_assert_msg(tn_equal(&a->left_out, &b->left_out), "%s: %.2000s", what, (const char *)a->left_out.bytes);
    ck_assert_msg(strcmp(a->stats, b->stats) == 0, "%s: %s, not %s", what, a->stats, b->stats);
}

static tnorm *make(struct tnorm_options options, struct result *out)
{
    enum tnorm_error error = TNORM_ERROR_MEMORY;
    clear(out);
    options.sink = take;
    options.rejects = take_reject;
    options.sink_context = options.rejects_context = out;
    tnorm *handle = tnorm_new(&options, &error);
    ck_assert_ptr_nonnull(handle);
    return handle;
}

static void finish(tnorm *handle, struct result *out)
{
    ck_assert_int_eq(tnorm_finish(handle), TNORM_OK);
    (void)tnorm_stats(handle, out->stats, sizeof out->stats);
}

/* Cleans bytes[0, cut) by one handle and the rest by another one, which reads bytes[known, cut) before; joins them, and adds
 * what came of it to `out`.  Returns whether they could be joined. */
static bool join(struct tnorm_options options, const unsigned char *text, size_t known, size_t cut,
                 size_t end, struct result *out)
{
    struct result second = {0};
    tnorm *a = make(options, out), *b = make(options, &second);
    uint64_t documents;
    ck_assert_int_eq(tnorm_feed(a, text, cut), TNORM_OK);
    ck_assert_int_eq(tnorm_flush(a), TNORM_OK);
    tnorm_begin_piece(b, known);
    ck_assert_int_eq(tnorm_feed(b, text + known, cut - known), TNORM_OK);
    ck_assert_int_eq(tnorm_mark(b), TNORM_OK);
    clear(&second);
    ck_assert_int_eq(tnorm_feed(b, text + cut, end - cut), TNORM_OK);
    bool joined = tnorm_join(b, a, &documents);
    if (joined) {
        finish(b, &second);
        append_result(out, &second);
    } else { /* the first one goes on */
        ck_assert_int_eq(tnorm_feed(a, text + cut, end - cut), TNORM_OK);
        finish(a, out);
    }
    tnorm_free(a);
    tnorm_free(b);
    release(&second);
    return joined;
}

/* What one handle makes of it. */
static void clean(struct tnorm_options options, const unsigned char *text, size_t length, struct result *out)
{
    tnorm *one = make(options, out);
    ck_assert_int_eq(tnorm_feed(one, text, length), TNORM_OK);
    finish(one, out);
    tnorm_free(one);
}

START_TEST(pieces_join_where_the_second_knew_what_the_first_knows)
{
#define ECHO "The tide waits for nobody, they say in the town."
#define FAR ECHO " " ECHO " " ECHO " " ECHO " " ECHO " " ECHO " " ECHO " " ECHO " " ECHO " " ECHO
#define FIELDS(type, more, length) \
    "WARC-Type: " type "\r\nContent-Type: text/plain\r\n" more "Content-Length: " length "\r\n\r\n"
#define RECORD(type, more, length) "WARC/1.0\r\n" FIELDS(type, more, length)
#define NEXT "\r\n\r\nWARC/1."
#define SECOND "0\r\n" FIELDS("resource", "", "10") "x <i>y</i>\r\n\r\n"
    enum { BEFORE = 7 }; /* bytes of "before\n" and of "\n" */
    static const struct {
        const char *what;
        enum tnorm_input input;
        const char *first;
        size_t known;
        const char *second;
        bool joined;
    } ROWS[] = {
        {"lines", TNORM_INPUT_LINES, "a <b>b</b>\n\xE2\x80\x9D\n", 0, "c &amp; d", true},
        {"lines, but the first has no end", TNORM_INPUT_LINES, "a <b>b</b>", 0, "c &amp; d", false},
        {"fields", TNORM_INPUT_TSV, "a\t<b>b</b>\n", 0, "c\t&amp;\n", true},
        {"fields, but in the midst of a line", TNORM_INPUT_TSV, "a\t", 0, "c\t&amp;\n", false},
        {"objects", TNORM_INPUT_JSONL, "{\"text\": \"a  b\"}\n", 0, "{\"text\": \"c\"}", true},
        {"paragraphs", TNORM_INPUT_TEXT, "one\n\nbefore\n\n", BEFORE + 2, "x <i>y</i>\n", true},
        {"paragraphs, of which nothing is known", TNORM_INPUT_TEXT, "one\n\n", 0, "x <i>y</i>\n", false},
        {"a byte that is no UTF-8, far before the cut", TNORM_INPUT_TEXT,
         "one\n\nbefore\n\nagain\n\n\x80 " FAR "\n\n", BEFORE + 9 + sizeof FAR + 4, "x\n", true},
        {"an echo of what is known", TNORM_INPUT_TEXT, "one\n\nHe said: " ECHO "\n\n", sizeof ECHO + 12,
         ECHO "\n", true},
        {"a comment over the cut", TNORM_INPUT_TEXT, "one\n\n<!-- x\n\nbefore\n\n", BEFORE + 1, "x -->\n",
         false},
        {"another document", TNORM_INPUT_TEXT, "one\n\f\n" ECHO "\n\n", sizeof ECHO + 1, "x\n\f\ny\n", true},
        {"a page", TNORM_INPUT_HTML, "<p>one\n\n", 0, "<p>two\n", false},
        {"records", TNORM_INPUT_WARC, RECORD("conversion", "", "3") "one" NEXT, 0, SECOND, true},
        {"records, the first of which is bad", TNORM_INPUT_WARC,
         RECORD("conversion", "", "3") "one" NEXT "0\r\nno length\r\n\r\n" NEXT, 0, SECOND, true},
        {"records, but there is no document before", TNORM_INPUT_WARC, RECORD("request", "", "3") "one" NEXT,
         0, SECOND, false},
        {"a record inside of a record", TNORM_INPUT_WARC, RECORD("conversion", "", "99") "one" NEXT, 0,
         SECOND, false},
        {"a record inside of a head", TNORM_INPUT_WARC,
         RECORD("conversion", "", "3") "one" NEXT "0\r\n \r\nWARC/1.", 0, SECOND, false},
        {"a segment that may go on", TNORM_INPUT_WARC,
         RECORD("conversion", "", "3") "one" NEXT "0\r\n" FIELDS("conversion", "WARC-Segment-Number: 1\r\n",
                                                                 "3") "two" NEXT,
         0, SECOND, false},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        struct result whole = {0}, out = {0};
        struct tn_text text = {0};
        size_t cut = strlen(ROWS[i].first);
        append(&text, ROWS[i].first);
        append(&text, ROWS[i].second);
        struct tnorm_options options = tn_options(ROWS[i].input);
        clean(options, text.bytes, text.length, &whole);
        bool joined = join(options, text.bytes, cut - ROWS[i].known, cut, text.length, &out);
        ck_assert_msg(joined == ROWS[i].joined, "%s: joined: %d", ROWS[i].what, joined);
        check_equal(&out, &whole, ROWS[i].what);
        tn_release(&text);
        release(&whole);
        release(&out);
        tn_count_cases(1);
    }
#undef FAR
#undef ECHO
}
END_TEST

/* ---- texts whose lines are weighed */

/* Words that are seldom the same twice in a row; `page`: with those of furniture, by which a page is seen. */
static void append_words(struct tn_text *text, struct tn_random *random, size_t count, bool page)
{
    enum { PLAIN = 15 };
    static const char *const words[] = {"tide",   "noon",  "town",  "harbour", "nobody", "waits",
                                        "comes",  "says",  "the",   "of",      "a",      "in",
                                        "boats",  "rope",  "1953",  "home",    "menu",   "contact",
                                        "search", "login", "share", "news",    "read",   "more"};
    for (size_t i = 0; i < count; i++) {
        if (i > 0) append(text, " ");
        append(text, words[tn_random_below(random, page ? sizeof words / sizeof *words : PLAIN)]);
    }
}

/* Lines as a page's, or as those of clean text, about so many. */
static void append_part(struct tn_text *text, struct tn_random *random, size_t lines, bool page)
{
    static const char *const furniture[] = {
        "Home",       "About us", "Read more about", "All rights reserved", "Log in",
        "Share this", "Search",   "12 May 2021",     "Next page",           "Related"};
    enum { FURNITURE = sizeof furniture / sizeof *furniture };
    bool flat = page && tn_random_below(random, 3) == 0; /* nothing is left of its source but its lines */
    for (size_t i = 0; i < lines; i++) {
        bool prose = tn_random_below(random, page ? 12 : 2) == 0;
        if (page && !flat && tn_random_below(random, 4) == 0) tn_append_repeated(text, "\n", 1, 4);
        if (page && !flat) tn_append_repeated(text, " ", 1, 4 * tn_random_below(random, 4));
        if (page && !prose) append(text, furniture[tn_random_below(random, FURNITURE)]);
        if (page && !prose) append(text, " ");
        if (tn_random_below(random, 40) == 0) append(text, "caf\xE9 \xFF\x80 &eacute; <b>x</b> ");
        append_words(text, random, prose ? 20 + tn_random_below(random, 40) : 1 + tn_random_below(random, 5),
                     page);
        append(text, prose ? ".\n" : "\n");
    }
}

static void make_text(struct tn_text *text, struct tn_random *random, bool shaped)
{
    enum { LINES = 7000, PART = 1200 };
    tn_clear(text);
    for (size_t lines = 0, n; lines < LINES; lines += n) {
        n = 1 + tn_random_below(random, PART);
        append_part(text, random, n, shaped && tn_random_below(random, 4) > 0);
        if (tn_random_below(random, 20) == 0) append(text, "\f\n");
        if (tn_random_below(random, 20) == 0) tn_append_repeated(text, "tides ", 6, TN_LINE_SIZE / 4);
        append(text, "\n");
    }
}

/* Behind the line feed that stands next before text[at]; 0 if there is none. */
static size_t behind_feed(const struct tn_text *text, size_t at)
{
    while (at > 0 && text->bytes[at - 1] != '\n') at--;
    return at;
}

/* Where the last `lines` lines before text[at] that are not empty begin. */
static size_t before_lines(const struct tn_text *text, size_t at, size_t lines)
{
    for (; at > 0 && lines > 0; lines--) {
        while (at > 0 && text->bytes[at - 1] == '\n') at--;
        at = behind_feed(text, at);
    }
    return at;
}

START_TEST(pieces_of_a_text_that_is_weighed_join_where_enough_is_known)
{
    static const size_t LINES[] = {0, 40, 700, 1500, 2100, 3000, 3000, 3000};
    enum { KINDS = sizeof LINES / sizeof *LINES, ENOUGH = 3000 };
    size_t joined = 0, enough = 0, left_out = 0, texts = tn_is_slow() ? KINDS : tn_effort(80);
    struct tn_random random = tn_random_seed((uint64_t)_i + 77);
    struct tn_text text = {0};
    struct result whole = {0}, out = {0};
    struct tnorm_options options = tn_options(TNORM_INPUT_TEXT);
    options.boilerplate = TNORM_BOILERPLATE_BALANCED;
    for (size_t i = 0; i < texts; i++) {
        make_text(&text, &random, _i == 0);
        size_t cut = behind_feed(&text, text.length / 2 + tn_random_below(&random, text.length / 2));
        size_t lines = LINES[i % KINDS], known = before_lines(&text, cut, lines);
        clean(options, text.bytes, text.length, &whole);
        bool joins = join(options, text.bytes, known, cut, text.length, &out);
        check_equal(&out, &whole, "a text that is weighed");
        left_out += joins ? out.left_out.length : 0;
        if (lines == 0) ck_assert(!joins);
        enough += lines == ENOUGH;
        joined += joins && lines == ENOUGH;
        tn_count_cases(1);
    }
    ck_assert_msg(3 * joined >= 2 * enough, "%zu of %zu joined", joined, enough);
    ck_assert((left_out > 0) == (_i == 0));
    tn_release(&text);
    release(&whole);
    release(&out);
}
END_TEST

/* Where little is near that tells of a page, and one begins right behind the cut. */
START_TEST(a_page_that_begins_behind_the_cut_is_judged_alike)
{
    enum { BEFORE = 3200, KNOWN = 3000, NEAR = 80, PAGE = 300 };
    struct tn_random random = tn_random_seed(5);
    struct tn_text text = {0};
    struct result whole = {0}, out = {0};
    struct tnorm_options options = tn_options(TNORM_INPUT_TEXT);
    size_t texts = tn_is_slow() ? 2 : tn_effort(120);
    options.boilerplate = TNORM_BOILERPLATE_BALANCED;
    for (size_t i = 0; i < texts; i++) {
        bool long_line = i % 3 == 0;
        tn_clear(&text);
        append_part(&text, &random, BEFORE, i % 2 == 0);
        if (long_line) append_part(&text, &random, 1 + tn_random_below(&random, 60), true);
        if (long_line) tn_append_repeated(&text, "tides ", 6, TN_LINE_SIZE / 4);
        append(&text, "\n");
        append_part(&text, &random, long_line ? tn_random_below(&random, NEAR) : BEFORE / 2, false);
        size_t cut = text.length;
        append_part(&text, &random, tn_random_below(&random, NEAR), false);
        append_part(&text, &random, PAGE, true);
        append_part(&text, &random, BEFORE / 2, false);
        clean(options, text.bytes, text.length, &whole);
        size_t known = before_lines(&text, cut, i % 5 == 0 ? NEAR : KNOWN);
        (void)join(options, text.bytes, known, cut, text.length, &out);
        check_equal(&out, &whole, "a page behind the cut");
        tn_count_cases(1);
    }
    tn_release(&text);
    release(&whole);
    release(&out);
}
END_TEST

/* Lines that only wait, then the first ones of a page: read in small pieces, all of them come one by one. */
START_TEST(a_page_behind_lines_that_only_wait_is_judged_however_it_is_read)
{
    enum { WAIT = 520, MORE = 64, PAGE = 1200, PIECE = 40 };
    struct tn_random random = tn_random_seed(9);
    struct tn_text text = {0};
    struct result whole = {0}, out = {0};
    struct tnorm_options options = tn_options(TNORM_INPUT_TEXT);
    size_t texts = tn_is_slow() ? 2 : tn_effort(30);
    options.boilerplate = TNORM_BOILERPLATE_BALANCED;
    for (size_t i = 0; i < texts; i++) {
        tn_clear(&text);
        for (size_t n = WAIT + tn_random_below(&random, MORE); n > 0; n--) append(&text, "wait\n");
        append(&text, "Home\nContact us\nLog in\nRead more\n");
        append_part(&text, &random, PAGE, true);
        clean(options, text.bytes, text.length, &whole);
        tnorm *handle = make(options, &out);
        for (size_t at = 0, n; at < text.length; at += n) {
            n = 1 + tn_random_below(&random, PIECE);
            if (n > text.length - at) n = text.length - at;
            ck_assert_int_eq(tnorm_feed(handle, text.bytes + at, n), TNORM_OK);
        }
        finish(handle, &out);
        tnorm_free(handle);
        check_equal(&out, &whole, "a page behind lines that wait");
        tn_count_cases(1);
    }
    tn_release(&text);
    release(&whole);
    release(&out);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("pieces");
    TCase *pieces = tcase_create("pieces");
    tcase_set_timeout(pieces, 300);
    tcase_add_test(pieces, pieces_join_where_the_second_knew_what_the_first_knows);
    tcase_add_loop_test(pieces, pieces_of_a_text_that_is_weighed_join_where_enough_is_known, 0, 2);
    tcase_add_test(pieces, a_page_that_begins_behind_the_cut_is_judged_alike);
    tcase_add_test(pieces, a_page_behind_lines_that_only_wait_is_judged_however_it_is_read);
    suite_add_tcase(suite, pieces);
    return tn_main(suite);
}
