/* test_filter.c - what the models of the filter are told of the lines of a page, and that they say the same everywhere. */
#include <limits.h>
#include <check.h>
#include <string.h>

#include "filter.h"
#include "model.h"
#include "state.h"
#include "support.h"
#include "threshold.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum { DRAWN = 3000 };

START_TEST(every_vector_unit_scores_alike)
{
    struct tn_random random = tn_random_seed(1);
    static tn_columns columns;
    struct tn_model_tree trees[TN_MODEL_TREES];
    for (size_t c = 0; c < TN_COLUMNS; c++)
        for (size_t i = 0; i < sizeof columns[c]; i++) columns[c][i] = (uint8_t)tn_random_below(&random, 256);
    for (size_t i = 0; i < COUNT(trees); i++) {
        for (size_t d = 0; d < TN_MODEL_DEPTH; d++)
            trees[i].question[d] = (struct tn_model_question){
                TN_MODEL_PLACE((int)tn_random_below(&random, TN_COLUMNS),
                               (int)tn_random_below(&random, 2 * TN_SHIFT_MOST + 1) - TN_SHIFT_MOST),
                (uint8_t)tn_random_below(&random, 256)};
        for (size_t v = 0; v < COUNT(trees[i].value); v++)
            trees[i].value[v] =
                (int8_t)((int)tn_random_below(&random, 2 * TN_MODEL_MOST + 1) - TN_MODEL_MOST);
    }
    for (size_t count = 0; count <= COUNT(trees); count++) {
        struct tn_model model = {trees, count};
        size_t slot = tn_random_below(&random, TN_LINES);
        int16_t a[TN_BATCH], b[TN_BATCH];
        tn_model_usable(0)(&model, columns, slot, a);
        for (size_t unit = 1; tn_model_usable(unit); unit++) {
            tn_model_usable(unit)(&model, columns, slot, b);
            ck_assert_mem_eq(a, b, sizeof a);
        }
    }
    tn_count_cases(COUNT(trees) + 1);
}
END_TEST

/* Of so many letters each. */
struct scored {
    int score; /* in 64ths of log-odds */
    uint32_t letters;
};

static void enter_all(struct tn_threshold *threshold, const struct scored *lines)
{
    for (size_t i = 0; lines[i].letters; i++) tn_threshold_enter(threshold, lines[i].score, lines[i].letters);
}

START_TEST(the_threshold_is_where_the_expected_f1_is_greatest)
{
    static const struct {
        struct scored lines[4];
        int least; /* it is in the step of this score: more than it goes, */
        int most;  /* and this stays */
    } cases[] = {
        {{{0, 0}}, -1, 0},                       /* nothing is around */
        {{{400, 900}, {-400, 900}}, -400, 400},  /* all is clear: F1 is nearly 1 */
        {{{20, 900}, {-20, 900}}, -21, -20},     /* all is in doubt, so that all stays */
        {{{400, 900}, {-40, 900}}, -40, 400},    /* what is in doubt goes where the rest is clear, */
        {{{-40, 900}, {-300, 9000}}, -300, -40}, /* but not where it is all there is; */
        {{{-100, 900}, {-100, 900}, {-100, 9}}, -101, -100}, /* that is little text, */
        {{{-200, 900}, {-300, 900}}, -200, 1},               /* and this is none */
        {{{60, 1}, {-60, 1u << 31}}, -61, -60},              /* a line of any length counts so much at most */
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct tn_threshold threshold;
        tn_threshold_clear(&threshold);
        enter_all(&threshold, cases[i].lines);
        int found = tn_threshold_find(&threshold);
        ck_assert_msg(found > cases[i].least - 16 && found <= cases[i].most, "case %zu: %d", i, found);
    }
    tn_count_cases(COUNT(cases));
}
END_TEST

START_TEST(a_line_that_goes_counts_no_more)
{
    struct tn_random random = tn_random_seed(11);
    struct tn_threshold a, b;
    for (size_t i = 0; i < DRAWN; i++) {
        int score = (int)tn_random_below(&random, 2000) - 1000;
        uint32_t letters = (uint32_t)tn_random_below(&random, 20000);
        tn_threshold_clear(&a);
        tn_threshold_enter(&a, 7, 100);
        b = a;
        tn_threshold_enter(&b, score, letters);
        tn_threshold_exit(&b, score, letters);
        ck_assert_mem_eq(&a, &b, sizeof a);
    }
    tn_count_cases(DRAWN);
}
END_TEST

/* A page is weighed, and somebody looks on. */
static void start_watched(struct tn_machine *machine, struct tn_filter_watch *watch)
{
    struct tnorm_options options = tn_options(TNORM_INPUT_HTML);
    options.boilerplate = TNORM_BOILERPLATE_BALANCED;
    tn_start(machine, &options);
    machine->handle->filter.watch = watch;
}

static void note_kinds(void *context, const struct tnorm *t, size_t slot, enum tn_model_stage stage)
{
    uint32_t *kinds = context;
    (void)stage;
    *kinds = 0;
    for (unsigned i = 0; i < TN_PAGE_KINDS; i++)
        *kinds |= (uint32_t)tn_lines_number(&t->filter.lines, slot, TN_COLUMN_PAGE + i) << i;
}

START_TEST(a_page_says_what_it_is)
{
    static const struct {
        const char *page;
        uint32_t kinds;
    } cases[] = {
        {"<p>x", 0},
        {"<meta property='og:type' content='article'>", TN_PAGE_ARTICLE},
        {"<meta content=\"Product\" name=og:type>", TN_PAGE_PRODUCT},
        {"<meta property='og:title' content='article'>", 0},
        {"<meta property='og:type' content='article of clothing'>", TN_PAGE_ARTICLE},
        {"<meta property='og:type' content='articles'>", 0},
        {"<div itemscope itemtype='https://schema.org/Recipe'>", TN_PAGE_STEPS},
        {"<div itemtype='http://schema.org/'>", 0},
        {"<script type='application/ld+json'>{\"@type\":\"NewsArticle\"}</script>", TN_PAGE_ARTICLE},
        {"<script type='application/ld+json'>[{\"@type\" : [ \"FAQPage\", \"x\"]}, {\"@type\": "
         "\"Person\"}]</script>",
         TN_PAGE_QUESTIONS | TN_PAGE_PERSON},
        {"<script type='application/ld+json'><!-- {\"@type\":\"Event\"} --></script>", 0},
        {"<script type='application/ld+json'>\"</script><p>\"@type\":\"Event\"", 0},
        {"<script>{\"@type\":\"NewsArticle\"}</script>", 0},
    };
    struct tn_machine machine;
    uint32_t kinds;
    struct tn_filter_watch watch = {.context = &kinds, .weighed = note_kinds};
    start_watched(&machine, &watch);
    for (size_t i = 0; i < COUNT(cases); i++) {
        char page[256];
        int length = snprintf(page, sizeof page, "%s<p>Text", cases[i].page);
        kinds = UINT32_MAX;
        tn_feed_whole(&machine, (const unsigned char *)page, (size_t)length);
        ck_assert_msg(kinds == cases[i].kinds, "%s", page);
        kinds = UINT32_MAX;
        tn_feed_bytewise(&machine, (const unsigned char *)page, (size_t)length);
        ck_assert_msg(kinds == cases[i].kinds, "%s, byte by byte", page);
    }
    tn_stop(&machine);
    tn_count_cases(COUNT(cases));
}
END_TEST

static void note_links(void *context, const struct tnorm *t, size_t slot, enum tn_model_stage stage)
{
    (void)stage;
    *(unsigned *)context = tn_lines_number(&t->filter.lines, slot, TN_COLUMN_SHAPE + TN_SHAPE_LINKS);
}

/* Whatever became of that line: it was left out as a phrase, or was too long to be weighed. */
START_TEST(links_of_a_line_are_not_those_of_the_next_one)
{
    static const struct {
        const char *linked;
        size_t times;
    } cases[] = {{"word ", 3}, {"Share on Facebook", 1}, {"word ", 8000}};
    struct tn_machine machine;
    unsigned links;
    struct tn_filter_watch watch = {.context = &links, .weighed = note_links};
    start_watched(&machine, &watch);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct tn_text page = {0};
        tn_append(&page, "<p><a href=/x>", 14);
        tn_append_repeated(&page, cases[i].linked, strlen(cases[i].linked), cases[i].times);
        tn_append(&page, "</a><p>Plain words.", 19);
        links = UINT_MAX;
        tn_feed_whole(&machine, page.bytes, page.length);
        ck_assert_msg(links == 0, "%s %zu times: %u", cases[i].linked, cases[i].times, links);
        tn_release(&page);
    }
    tn_stop(&machine);
    tn_count_cases(COUNT(cases));
}
END_TEST

static void note_title(void *context, const struct tnorm *t, size_t slot, enum tn_model_stage stage)
{
    static const unsigned char line[] = "Mills of old";
    (void)slot, (void)stage;
    *(bool *)context = tn_html_title_begins(&t->page.title, line, sizeof line - 1);
}

START_TEST(signs_in_a_title_part_it)
{
    static const char *const pages[] = {"<title>Mills of old < The Observer</title>x",
                                        "<title>Mills of old &lt; The Observer</title>x",
                                        "<title>Mills of old - </b></title>x"};
    struct tn_machine machine;
    bool begins;
    struct tn_filter_watch watch = {.context = &begins, .weighed = note_title};
    start_watched(&machine, &watch);
    for (size_t i = 0; i < COUNT(pages); i++) {
        begins = false;
        tn_feed_whole(&machine, (const unsigned char *)pages[i], strlen(pages[i]));
        ck_assert_msg(begins, "%s", pages[i]);
    }
    tn_stop(&machine);
    tn_count_cases(COUNT(pages));
}
END_TEST

/* Lines of a page, each of them behind empty ones. */
static void append_gaps(struct tn_text *text)
{
    for (size_t i = 0; i < 2 * TN_LINES + 700; i++) {
        char number[32];
        size_t n = (size_t)snprintf(number, sizeof number, "%zu ", i);
        tn_append(text, number, n);
        tn_append_repeated(text, "word ", 5, i % 3 ? 1 : 600);
        tn_append(text, "end.\n\n\n\n\n", 9);
    }
}

/* Clean text that only waits for a page, which comes at last. */
static void append_clean(struct tn_text *text)
{
    for (size_t i = 0; i < 1200; i++) {
        tn_append_repeated(text, "The tide came in at noon. ", 26, 1 + i % 41);
        tn_append(text, "\n", 1);
    }
    append_gaps(text);
}

/* So long that there is no room for all that would wait, and so many that slots are left again and again. */
START_TEST(long_lines_come_out_the_same_however_they_are_cut)
{
    enum { CUT = 9973, CUTS = 1000 };
    struct tnorm_options options = tn_options(TNORM_INPUT_TEXT);
    struct tn_machine machine;
    struct tn_text text = {0}, whole = {0};
    size_t cuts[CUTS], count = 0;
    options.boilerplate = TNORM_BOILERPLATE_BALANCED;
    (_i == 0 ? append_gaps : append_clean)(&text);
    while (count < CUTS && (count + 1) * CUT < text.length) {
        cuts[count] = (count + 1) * CUT;
        count++;
    }
    ck_assert_uint_gt(text.length, 2 * TN_FILTER_TEXT);
    tn_start(&machine, &options);
    tn_feed_whole(&machine, text.bytes, text.length);
    ck_assert_int_eq(machine.error, TNORM_OK);
    tn_append(&whole, machine.out.bytes, machine.out.length);
    tn_feed_cut(&machine, text.bytes, text.length, cuts, count, false);
    ck_assert_int_eq(machine.error, TNORM_OK);
    ck_assert(tn_equal(&machine.out, &whole));
    tn_stop(&machine);
    tn_release(&text);
    tn_release(&whole);
    tn_count_cases(1);
}
END_TEST

static void ignore(void *context, const struct tnorm *t, size_t slot, enum tn_model_stage stage)
{
    (void)context;
    (void)t;
    (void)slot;
    (void)stage;
}

/* A clean text, and something that looks like a page, by turns; sometimes a line that is too long to wait. */
static void append_pages(struct tn_text *text, struct tn_random *random)
{
    static const char *const lines[] = {"Home",
                                        "About us",
                                        "Contact",
                                        "12 May 2021",
                                        "The tide of the day comes in at noon, and nobody has seen it go.",
                                        "Read more about tides",
                                        "All rights reserved to the town of tides."};
    for (size_t parts = 2 + tn_random_below(random, 4); parts > 0; parts--) {
        char clean[128];
        for (size_t i = tn_random_below(random, 900); i > 0; i--) {
            size_t n = (size_t)snprintf(clean, sizeof clean, "The tide of day %zu came in at noon.\n", i);
            tn_append(text, clean, n);
        }
        if (tn_random_below(random, 8) == 0) {
            tn_append_repeated(text, "tides ", 6, TN_LINE_SIZE / 4);
            tn_append(text, "\n", 1);
        }
        for (size_t i = 1 + tn_random_below(random, 60); i > 0; i--) {
            const char *line = lines[tn_random_below(random, COUNT(lines))];
            tn_append_repeated(text, "\n", 1, tn_random_below(random, 6));
            tn_append(text, line, strlen(line));
            tn_append(text, "\n", 1);
        }
    }
}

/* Lines that only wait, as no page is near, are told the same of when one begins: as if all were looked at. */
START_TEST(a_page_is_told_of_the_clean_text_around_it)
{
    struct tn_random random = tn_random_seed(12);
    struct tnorm_options options = tn_options(TNORM_INPUT_TEXT);
    struct tn_filter_watch watch = {.weighed = ignore};
    struct tn_machine machine;
    struct tn_text text = {0}, all = {0};
    uint64_t rejects = 0;
    options.boilerplate = TNORM_BOILERPLATE_BALANCED;
    tn_start(&machine, &options);
    for (size_t n = tn_effort(30); n > 0; n--) {
        tn_clear(&text);
        append_pages(&text, &random);
        machine.handle->filter.watch = &watch;
        tn_feed_whole(&machine, text.bytes, text.length);
        rejects += machine.rejects;
        tn_clear(&all);
        tn_append(&all, machine.out.bytes, machine.out.length);
        machine.handle->filter.watch = NULL;
        tn_feed_whole(&machine, text.bytes, text.length);
        ck_assert_msg(tn_equal(&machine.out, &all), "text %zu", n);
        tn_count_cases(1);
    }
    ck_assert_uint_gt(rejects, 0);
    tn_stop(&machine);
    tn_release(&text);
    tn_release(&all);
}
END_TEST

/* Preformatted text and other, by turns: lines of the one wait while the other comes. */
static void append_formatted(struct tn_text *text, struct tn_random *random)
{
    static const char *const tags[] = {"<a href=/>Home</a><pre>", "</pre><a href=/>Home</a><p>",
                                       "<a href=/>Contact us</a><pre>"};
    for (size_t i = 0; i < COUNT(tags); i++) {
        tn_append(text, tags[i], strlen(tags[i]));
        append_pages(text, random);
    }
}

/* Lines are looked at in batches, but a flush asks for all that can go on by then. */
START_TEST(a_flush_makes_no_difference_to_what_lines_become)
{
    struct tn_random random = tn_random_seed(16);
    struct tnorm_options options = tn_options(_i == 1 ? TNORM_INPUT_HTML : TNORM_INPUT_TEXT);
    struct tn_machine machine;
    struct tn_text text = {0}, all = {0};
    uint64_t rejects = 0;
    options.boilerplate = TNORM_BOILERPLATE_BALANCED;
    tn_start(&machine, &options);
    for (size_t n = tn_effort(20); n > 0; n--) {
        tn_clear(&text);
        (_i == 1 ? append_formatted : append_pages)(&text, &random);
        tn_feed_whole(&machine, text.bytes, text.length);
        rejects += machine.rejects;
        tn_clear(&all);
        tn_append(&all, machine.out.bytes, machine.out.length);
        tn_clear(&machine.out);
        tnorm_reset(machine.handle);
        ck_assert_int_eq(tnorm_feed(machine.handle, text.bytes, text.length / 2), TNORM_OK);
        tnorm_reset(machine.handle); /* lines that came before it are forgotten */
        ck_assert_int_eq(tnorm_flush(machine.handle), TNORM_OK);
        tn_clear(&machine.out);
        for (size_t from = 0, to; from < text.length; from = to) {
            to = from + 1 + tn_random_below(&random, 8000);
            if (to > text.length) to = text.length;
            ck_assert_int_eq(tnorm_feed(machine.handle, text.bytes + from, to - from), TNORM_OK);
            ck_assert_int_eq(tnorm_flush(machine.handle), TNORM_OK);
        }
        ck_assert_int_eq(tnorm_finish(machine.handle), TNORM_OK);
        ck_assert_msg(tn_equal(&machine.out, &all), "text %zu", n);
        tn_count_cases(1);
    }
    ck_assert_uint_gt(rejects, 0);
    tn_stop(&machine);
    tn_release(&text);
    tn_release(&all);
}
END_TEST

/* Feeds so many documents of JSON Lines, flushed behind each of them or not. */
static void feed_documents(struct tn_machine *machine, size_t count, bool flush)
{
    tn_clear(&machine->out);
    tnorm_reset(machine->handle);
    for (size_t i = 0; i < count; i++) {
        struct tn_text text = {0};
        tn_append(&text, "{\"text\":\"", 9);
        tn_append_repeated(&text, "Home\\n\\n\\n\\n\\n", 14, 1 + i % 20);
        tn_append(&text, "\"}\n", 3);
        ck_assert_int_eq(tnorm_feed(machine->handle, text.bytes, text.length), TNORM_OK);
        if (flush) ck_assert_int_eq(tnorm_flush(machine->handle), TNORM_OK);
        tn_release(&text);
    }
    ck_assert_int_eq(tnorm_finish(machine->handle), TNORM_OK);
}

/* Documents of few lines go on without being looked at, and nothing of them is left; nor of one that was given up. */
START_TEST(a_flush_behind_a_document_finds_nothing)
{
    static const char begun[] = "{\"text\":\"Home\\n\\n\\n\\n\\nHome\\n\\n\\n\\n\\nHome\\n";
    struct tnorm_options options = tn_options(TNORM_INPUT_JSONL);
    struct tn_machine machine;
    struct tn_text whole = {0};
    options.boilerplate = TNORM_BOILERPLATE_BALANCED;
    tn_start(&machine, &options);
    feed_documents(&machine, 40, false);
    tn_append(&whole, machine.out.bytes, machine.out.length);
    feed_documents(&machine, 40, true);
    ck_assert(tn_equal(&machine.out, &whole));
    tnorm_reset(machine.handle);
    ck_assert_int_eq(tnorm_feed(machine.handle, (const unsigned char *)begun, sizeof begun - 1), TNORM_OK);
    tnorm_reset(machine.handle);
    ck_assert_uint_eq(machine.handle->filter.unseen, 0);
    ck_assert_int_eq(tnorm_flush(machine.handle), TNORM_OK);
    tn_stop(&machine);
    tn_release(&whole);
    tn_count_cases(41);
}
END_TEST

START_TEST(a_headline_is_a_part_of_the_title)
{
    static const struct {
        const char *title, *line;
        bool has;
    } cases[] = {
        {"The old mill", "The old mill", true},
        {"The old mill", "THE OLD MILL!", true},
        {"The old mill", "The old mill turns again", false},
        {"The old mill turns", "The old mill", false},
        {"The old mill | News - Town", "The old mill", true},
        {"The old mill | News - Town", "News", true},
        {"The old mill | News - Town", "Town", true},
        {"The old mill | News - Town", "News - Town", true},
        {"The old mill | News", "old mill", false},
        {"The old mill \u2013 News", "The old mill", true},
        {"News \u00BB The old mill", "The old mill", true},
        {"A well-known mill", "known mill", false},
        {"A well-known mill", "A well", false},
        {"Mills: a history", "Mills", false},
        {"The old mill &#8211; News", "The old mill", true},
        {"M&uuml;hle &raquo; News", "M\u00FChle", true},
        {"M&uuml;hle", "Mhle", false},
        {"Don&#8217;t stop &amp; stare", "\u201CDon\u2019t stop & stare\u201D", true},
        {"R & D", "R", false},
        {"\u6C34\u8F66\u5C0F\u5C4B - \u65B0\u95FB", "\u6C34\u8F66\u5C0F\u5C4B", true},
        {"\u6C34\u8F66\u5C0F\u5C4B - \u65B0\u95FB", "\u6C34\u8F66", false},
        {"", "The old mill", false},
        {"The old mill", "", false},
        {"The old mill", "...", false},
        {"&", "&", false},
        {"The old mill \xE2", "The old mill \xE2\x80", false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct tn_html_title title = {0};
        size_t length = strlen(cases[i].title), half = length / 2;
        tn_html_title_add(&title, (const unsigned char *)cases[i].title, half);
        tn_html_title_add(&title, (const unsigned char *)cases[i].title + half, length - half);
        tn_html_title_end(&title);
        bool has = tn_html_title_has(&title, (const unsigned char *)cases[i].line, strlen(cases[i].line));
        ck_assert_msg(has == cases[i].has, "%s: %s", cases[i].title, cases[i].line);
    }
    tn_count_cases(COUNT(cases));
}
END_TEST

START_TEST(a_heading_begins_the_title)
{
    static const struct {
        const char *title, *heading;
        bool begins;
    } cases[] = {
        {"The old mill", "The old mill", true},
        {"The old mill: a history", "The old mill", true},
        {"The old mill (Town)", "The old mill", true},
        {"The old mill / Town", "The old mill", true},
        {"The old mill &laquo; Town", "The old mill", true},
        {"The old mill &gt; Town", "The old mill", true},
        {"The old mill\u2014a history", "The old mill", true},
        {"The old mill: a history", "a history", false},
        {"The old mill, Town", "The old mill", false},
        {"The mill:old", "The mill", false},
        {"The old mill", "The old", false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct tn_html_title title = {0};
        tn_html_title_add(&title, (const unsigned char *)cases[i].title, strlen(cases[i].title));
        tn_html_title_end(&title);
        bool begins =
            tn_html_title_begins(&title, (const unsigned char *)cases[i].heading, strlen(cases[i].heading));
        ck_assert_msg(begins == cases[i].begins, "%s: %s", cases[i].title, cases[i].heading);
    }
    tn_count_cases(COUNT(cases));
}
END_TEST

START_TEST(of_a_title_so_much_is_known)
{
    struct tn_html_title title = {0};
    static const unsigned char text[] = "The old mill turns again after forty years ";
    for (size_t i = 0; i < 100; i++) tn_html_title_add(&title, text, sizeof text - 1);
    ck_assert_uint_eq(title.length, TN_HTML_TITLE);
    for (size_t i = 0; i + 5 <= TN_HTML_TITLE; i += 5) memcpy(title.text + i, "&nGt;", 5);
    tn_html_title_end(&title); /* six bytes each */
    ck_assert_uint_eq(title.length, TN_HTML_TITLE);
    tn_count_cases(1);
}
END_TEST

/* Of letters, and of a line with so many signs that it is none. */
START_TEST(a_line_is_a_title_as_far_as_that_is_known)
{
    struct tn_text text = {0};
    while (text.length < 2 * TN_HTML_TITLE)
        tn_append(&text, (const char[]){(char)('a' + text.length * text.length % 23)}, 1);
    for (size_t n = TN_HTML_TITLE - 1; n <= TN_HTML_TITLE + 1; n++) {
        struct tn_html_title title = {0};
        size_t known = n < TN_HTML_TITLE ? n : TN_HTML_TITLE;
        tn_html_title_add(&title, text.bytes, n);
        tn_html_title_end(&title);
        for (size_t letters = TN_HTML_TITLE - 2; letters <= TN_HTML_TITLE + 2; letters++) {
            ck_assert_int_eq(tn_html_title_has(&title, text.bytes, letters), letters == known);
            ck_assert_int_eq(tn_html_title_begins(&title, text.bytes, letters), letters == known);
            tn_count_cases(1);
        }
        ck_assert(!tn_html_title_has(&title, text.bytes + 1, known));
    }
    for (size_t length = 2 * TN_HTML_TITLE - 1; length <= 2 * TN_HTML_TITLE + 1; length++) {
        struct tn_html_title title = {0};
        tn_html_title_add(&title, text.bytes, 5);
        tn_html_title_end(&title);
        memset(text.bytes + 5, '.', text.length - 5);
        tn_append(&text, "..", 2);
        ck_assert_int_eq(tn_html_title_has(&title, text.bytes, length), length <= 2 * TN_HTML_TITLE);
        tn_count_cases(1);
    }
    tn_release(&text);
}
END_TEST

START_TEST(words_of_a_class_tell_of_a_place)
{
    static const struct {
        const char *value;
        uint32_t around;
    } cases[] = {
        {"", 0},
        {"x", 0},
        {"footer", TN_AROUND_W_FOOT},
        {"page-footer__inner", TN_AROUND_W_TEXT | TN_AROUND_W_FOOT},
        {"footnotes", 0},
        {"footwear", 0},
        {"comment-list", TN_AROUND_W_COMMENT | TN_AROUND_W_LIST},
        {"commentary", 0},
        {"comments-open", 0},
        {"comments-openness", TN_AROUND_W_COMMENT},
        {"hentry", 0},
        {"post category-cookies tag-legal-advice", TN_AROUND_W_TEXT | TN_AROUND_W_META},
        {"category-menu sidebar", TN_AROUND_W_META | TN_AROUND_W_SIDE},
        {"headline", TN_AROUND_W_TITLE},
        {"header", TN_AROUND_W_HEAD},
        {"topic", 0},
        {"top", TN_AROUND_W_HEAD},
        {"content no-sidebar", TN_AROUND_W_TEXT},
        {"has-sticky-footer", 0},
        {"page-with-left-sidebar text", TN_AROUND_W_TEXT},
        {"casino sidebar", TN_AROUND_W_SIDE},
        {"layout__sidebar", TN_AROUND_W_SIDE},
        {"elementor-widget-container", 0},
        {"widget-container", TN_AROUND_W_SIDE},
        {"shareholders", 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        ck_assert_msg(tn_html_words((const unsigned char *)cases[i].value) == cases[i].around, "%s: %x",
                      cases[i].value, tn_html_words((const unsigned char *)cases[i].value));
    tn_count_cases(COUNT(cases));
}
END_TEST

/* A short text between a menu and what stands below, of which the models see little but furniture. */
static const char FACTS[] =
    "\n\n\n\n    Strona główna\n    Miasta\n    Mapy\n    Kontakt\n\n\n\n    Zaloguj się\n    Zarejestruj się"
    "\n\n\n\nJezioro Hańcza\n\n\n\nGłębokość: 105,6 m\n\nPowierzchnia: 311 ha\n\nDługość: 4,5 km\n\n"
    "Województwo: podlaskie\n\nRzeka: Czarna Hańcza\n\nRezerwat od: 1963\n\n\n\nUdostępnij\nFacebook\n"
    "Twitter\n\n\nPolecane\n    Jeziora Suwalszczyzny\n    Gdzie popłynąć kajakiem\n\n\n"
    "Regulamin\nPolityka prywatności\n";

START_TEST(a_short_text_among_furniture_stays_if_all_of_it_is_known)
{
    static const struct {
        enum tnorm_boilerplate level;
        size_t before; /* bytes of a line that comes first */
        bool stays;
    } cases[] = {{TNORM_BOILERPLATE_BALANCED, 0, true},
                 {TNORM_BOILERPLATE_BALANCED, TN_LINE_SIZE / 2, false}, /* it is text enough */
                 {TNORM_BOILERPLATE_BALANCED, 2 * TN_LINE_SIZE, false}, /* it does not wait */
                 {TNORM_BOILERPLATE_STRICT, 0, false}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct tnorm_options options = tn_options(TNORM_INPUT_TEXT);
        struct tn_machine machine;
        struct tn_text text = {0};
        options.boilerplate = cases[i].level;
        tn_append_repeated(&text, "The lake is deep. ", 18, cases[i].before / 18);
        tn_append(&text, (const unsigned char *)FACTS, sizeof FACTS - 1);
        tn_start(&machine, &options);
        tn_feed_whole(&machine, text.bytes, text.length);
        tn_append(&machine.out, (const unsigned char *)"", 1);
        bool stays = strstr((const char *)machine.out.bytes, "Rzeka: Czarna") != NULL;
        bool menu = strstr((const char *)machine.out.bytes, "Kontakt") != NULL;
        ck_assert_msg(stays == cases[i].stays && !menu, "case %zu", i);
        tn_stop(&machine);
        tn_release(&text);
    }
    tn_count_cases(COUNT(cases));
}
END_TEST

/* Short texts, so many empty lines apart, that begin and break off as furniture does. */
START_TEST(texts_that_are_joined_by_empty_lines_stay)
{
    for (int blank = 1; blank <= 7; blank++) {
        struct tnorm_options options = tn_options(TNORM_INPUT_TEXT);
        struct tn_machine machine;
        struct tn_text text = {0}, clean = {0};
        options.boilerplate = TNORM_BOILERPLATE_BALANCED;
        for (unsigned i = 0; i < 300; i++) {
            char entry[128];
            int n = snprintf(
                entry, sizeof entry,
                "word%u, a thing of the kind %u that is\nused in the field\n\nSee also: thing %u\n\n", i, i,
                i + 1);
            tn_append(&text, entry, (size_t)n);
            tn_append(&clean, entry, (size_t)n);
            tn_append_repeated(&text, "\n", 1, (size_t)blank - 1);
        }
        clean.length--;
        tn_start(&machine, &options);
        tn_feed_whole(&machine, text.bytes, text.length);
        ck_assert_msg(tn_equal(&machine.out, &clean), "%d empty lines", blank);
        tn_stop(&machine);
        tn_release(&text);
        tn_release(&clean);
    }
    tn_count_cases(7);
}
END_TEST

/* What stands around a text of six paragraphs, a line each, `|` for the lines' ends; is a page seen, so that `Home` goes? */
START_TEST(a_page_is_seen_by_furniture_in_rows)
{
    static const struct {
        const char *before;
        bool seen;
    } cases[] = {
        {"Home|Log in|Register|Contact us|Privacy policy|", true},
        {"Home||Log in||Register||Contact us||Privacy policy||", true},     /* with empty lines between */
        {"Home|Log in|Privacy policy|", false},                             /* too few, */
        {"Home|Log in|Home|Log in|Home|Log in|", false},                    /* of too few kinds, */
        {"Home|One|Log in|Two|Register|Three|Privacy policy|Four|", false}, /* in no rows, */
        {"There are five buttons:|Home|Log in|Register|Contact us|Privacy policy|", false}, /* announced, */
        {"There are five buttons:||Home||Log in||Register||Contact us||Privacy policy||", false},
        {"- Home|- Log in|- Register|- Contact us|- Privacy policy|", false}, /* items, */
        {"Home.|Log in.|Register.|Contact us.|Privacy policy.|", false},      /* or sentences */
    };
    static const char prose[] =
        "The ferry has crossed the water twice a day for forty years, and she is slow.||"
        "Her first captain kept a list of the things that she would not do in a storm.||"
        "Nobody has counted how often she came home late, and nobody means to do so.||"
        "The bridge was opened in the autumn, and two of three passengers go there.||"
        "On most mornings the crew of four carries fewer than a dozen people across.||"
        "Those who know her say that she has never been an easy ship, and laugh about it.|";
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tnorm_options options = tn_options(TNORM_INPUT_TEXT);
        struct tn_machine machine;
        struct tn_text text = {0};
        options.boilerplate = TNORM_BOILERPLATE_BALANCED;
        tn_append(&text, cases[i].before, strlen(cases[i].before));
        tn_append(&text, prose, sizeof prose - 1);
        for (size_t at = 0; at < text.length; at++)
            if (text.bytes[at] == '|') text.bytes[at] = '\n';
        tn_start(&machine, &options);
        tn_feed_whole(&machine, text.bytes, text.length);
        tn_append(&machine.out, "", 1);
        const char *out = (const char *)machine.out.bytes;
        ck_assert_msg(!strstr(out, "Home") == cases[i].seen && strstr(out, "laugh about it."), "case %zu: %s",
                      i, out);
        tn_stop(&machine);
        tn_release(&text);
    }
    tn_count_cases(sizeof cases / sizeof *cases);
}
END_TEST

static void append_prose(struct tn_text *text, struct tn_random *random, size_t sentences)
{
    static const char *const words[] = {"the",  "tide",    "of",    "keeper", "light",  "harbour", "and",
                                        "when", "boats",   "wind",  "from",   "stones", "old",     "never",
                                        "with", "carried", "night", "under",  "some",   "winter"};
    for (size_t i = 0; i < sentences; i++) {
        tn_append(text, "It", 2);
        for (size_t n = 8 + tn_random_below(random, 12); n > 0; n--) {
            const char *word = words[tn_random_below(random, COUNT(words))];
            tn_append(text, " ", 1);
            tn_append(text, word, strlen(word));
        }
        tn_append(text, ". ", 2);
    }
}

/* A book in one page: more prose than any page of the data has around a line. */
START_TEST(a_long_page_stays_whole)
{
    static const char link[] =
        "<title>Essay</title><h1>Essay</h1><p>See <a href=x>part two</a> for more.</p>";
    static const char *const between[] = {"<h3>Part %zu of it</h3>", "<pre>part(%zu);</pre>",
                                          "<blockquote>Part %zu of it</blockquote>"};
    for (size_t kind = 0; kind < COUNT(between); kind++) {
        struct tnorm_options options = tn_options(TNORM_INPUT_HTML);
        struct tn_random random = tn_random_seed(kind + 1);
        struct tn_machine machine;
        struct tn_text page = {0};
        options.boilerplate = TNORM_BOILERPLATE_BALANCED;
        tn_append(&page, link, sizeof link - 1);
        for (size_t i = 0; i < 200; i++) {
            char part[64];
            int n = snprintf(part, sizeof part, between[kind], i);
            if (i % 2 == 0) tn_append(&page, part, (size_t)n);
            tn_append(&page, "<p>", 3);
            append_prose(&page, &random, 12);
        }
        tn_start(&machine, &options);
        tn_feed_whole(&machine, page.bytes, page.length);
        ck_assert_msg(machine.rejects == 0, "kind %zu: %llu lines are left out", kind,
                      (unsigned long long)machine.rejects);
        tn_stop(&machine);
        tn_release(&page);
    }
    tn_count_cases(COUNT(between));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("filter");
    TCase *filter = tcase_create("filter");
    tcase_add_test(filter, a_long_page_stays_whole);
    tcase_add_test(filter, a_page_is_seen_by_furniture_in_rows);
    tcase_add_test(filter, texts_that_are_joined_by_empty_lines_stay);
    tcase_add_test(filter, every_vector_unit_scores_alike);
    tcase_add_test(filter, a_page_says_what_it_is);
    tcase_add_test(filter, links_of_a_line_are_not_those_of_the_next_one);
    tcase_add_test(filter, signs_in_a_title_part_it);
    tcase_add_test(filter, a_headline_is_a_part_of_the_title);
    tcase_add_test(filter, a_heading_begins_the_title);
    tcase_add_test(filter, of_a_title_so_much_is_known);
    tcase_add_test(filter, a_line_is_a_title_as_far_as_that_is_known);
    tcase_add_test(filter, words_of_a_class_tell_of_a_place);
    tcase_add_test(filter, the_threshold_is_where_the_expected_f1_is_greatest);
    tcase_add_test(filter, a_line_that_goes_counts_no_more);
    tcase_add_loop_test(filter, long_lines_come_out_the_same_however_they_are_cut, 0, 2);
    tcase_add_test(filter, a_page_is_told_of_the_clean_text_around_it);
    tcase_add_loop_test(filter, a_flush_makes_no_difference_to_what_lines_become, 0, 2);
    tcase_add_test(filter, a_flush_behind_a_document_finds_nothing);
    tcase_add_test(filter, a_short_text_among_furniture_stays_if_all_of_it_is_known);
    suite_add_tcase(suite, filter);
    return tn_main(suite);
}
