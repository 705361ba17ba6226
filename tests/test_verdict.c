/* test_verdict.c - which lines of a page stay, if their scores are given: the rules beside them. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "filter.h"
#include "state.h"
#include "support.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* A line's score is the number that it begins with, in 64ths of log-odds. */
static int read_score(void *context) { return *(const int *)context; }

static void note_score(void *context, const struct tnorm *t, size_t slot, enum tn_model_stage stage)
{
    char number[16] = {0};
    const struct tn_filter_line *l = tn_filter_at(&t->filter, slot);
    (void)stage;
    memcpy(number, t->filter.bytes + l->text, l->length < sizeof number ? l->length : sizeof number - 1);
    *(int *)context = (int)strtol(number, NULL, 10);
}

/* A menu, so that it is a page; and enough lines that nothing is in doubt for want of them. */
static void append_menu(struct tn_text *page)
{
    for (size_t i = 0; i < 120; i++) {
        static const char link[] = "<li><a href=x>-400 Home</a>";
        tn_append(page, link, sizeof link - 1);
    }
}

/* What of the page stays, ended by a NUL. */
static void judge(struct tn_machine *machine, const char *source, enum tnorm_boilerplate level)
{
    struct tnorm_options options = tn_options(TNORM_INPUT_HTML);
    struct tn_text page = {0};
    int score = 0;
    struct tn_filter_watch watch = {&score, note_score, read_score, TN_MODEL_SECOND};
    options.boilerplate = level;
    tn_start(machine, &options);
    machine->handle->filter.watch = &watch;
    tn_append(&page, source, strcspn(source, "@"));
    append_menu(&page);
    if (strchr(source, '@')) tn_append(&page, strchr(source, '@') + 1, strlen(strchr(source, '@') + 1));
    tn_feed_whole(machine, page.bytes, page.length);
    tn_append(&machine->out, "", 1);
    tn_release(&page);
}

#define GOOD \
    "<p>400 The tide came in at noon, and the boats that had waited for it went out again, one by one."
#define BAD(score) \
    "<p>" score " It is told that the keeper of the light has not been seen since the storm of last winter."
#define LINKED(words, rest) \
    "<p>-100 <a href=x>It is told that the keeper of the light " words "</a> been seen since last " rest

/* The menu stands where the @ is; of the line that holds `Keeper` it is asked whether it stays. */
struct judged {
    const char *page;
    bool stays, in_strict;
};

static void check_all(const struct judged *cases, size_t count)
{
    static const enum tnorm_boilerplate levels[] = {TNORM_BOILERPLATE_BALANCED, TNORM_BOILERPLATE_STRICT};
    for (size_t i = 0; i < count; i++)
        for (size_t strict = 0; strict < COUNT(levels); strict++) {
            struct tn_machine machine;
            judge(&machine, cases[i].page, levels[strict]);
            bool stays = strstr((const char *)machine.out.bytes, "eeper") != NULL;
            bool menu = strstr((const char *)machine.out.bytes, "Home") != NULL;
            ck_assert_msg(stays == (strict ? cases[i].in_strict : cases[i].stays) && !menu,
                          "case %zu, level %zu: %s", i, strict, (const char *)machine.out.bytes);
            tn_stop(&machine);
        }
    tn_count_cases(count);
}

START_TEST(a_paragraph_between_others_stays)
{
    static const struct judged cases[] = {
        {"@" GOOD BAD("-100") GOOD, true, false},
        {"@" GOOD BAD("-100") BAD("-100") GOOD, true, false},
        {"@" GOOD BAD("-250") GOOD, false, false},                          /* it is furniture for sure */
        {"@" GOOD LINKED("", "winter's storm, at all.") GOOD, true, false}, /* a part leads elsewhere, */
        {"@" GOOD LINKED("has not", "winter.") GOOD, false, false},         /* or most of it does */
        {"@" GOOD "<p>-100 The keeper." GOOD, false, false},                /* it is no paragraph */
        {"@" GOOD BAD("-100"), false, false},                               /* nothing stands behind it, */
        {"@" BAD("-100") GOOD, false, false},                               /* or before it */
        {"@" GOOD "<div class=x>" BAD("-100") "</div>" GOOD, false, false}, /* it stands in something else */
        {"@" GOOD "<p>-300 a<p>-300 b<p>-300 c<p>-300 d<p>-300 e" BAD("-100") GOOD, true, false},
        {"@" GOOD BAD("-100") "<p>-300 a<p>-300 b<p>-300 c<p>-300 d<p>-300 e" GOOD, true, false},
        {"@" GOOD "<p>-300 a<p>-300 b<p>-300 c<p>-300 d<p>-300 e<p>-300 f" BAD("-100") GOOD, false,
         false}, /* far away */
        {"@" GOOD BAD("-100") "<p>-300 a<p>-300 b<p>-300 c<p>-300 d<p>-300 e<p>-300 f" GOOD, false, false},
        {"@" GOOD
         "<p>-100 The keeper shares: add to cart, add to bag, buy now, checkout, wishlist, reviews." GOOD,
         false, false}, /* of such words */
        {"@" GOOD
         "<p hidden>-100 It is told that the keeper of the light has not been seen since last winter." GOOD,
         false, false},
        {"@" GOOD BAD("400") GOOD, true, true},
    };
    check_all(cases, COUNT(cases));
}
END_TEST

START_TEST(a_headline_stays_the_first_time)
{
    static const struct judged cases[] = {
        {"<title>-300 The keeper of the light</title>@<h2>-300 The keeper of the light</h2>" GOOD, true,
         false},
        {"<title>-300 The keeper of the light | News</title>@<h2>-300 The keeper of the light</h2>" GOOD,
         true, false},
        {"<title>-300 Keeper | News of the whole coast</title>@<h2><a href=x>-300 Keeper</a></h2>" GOOD, true,
         false},
        {"<title>-300 Keeper | News of the whole coast</title>@<header><h1><a href=x>-300 "
         "Keeper</a></h1></header>" GOOD,
         false, false},
        /* a link that leads nowhere else is none */
        {"<title>-300 Keeper | News of the whole coast</title>@<header><h1><a href=' #top'>-300 "
         "Keeper</a></h1></header>" GOOD,
         true, false},
        {"<title>-300 Keeper | News of the whole coast</title>@<header><h1><a href='javascript:'>-300 "
         "Keeper</a></h1></header>" GOOD,
         true, false},
        {"<title>-300 Keeper | News of the whole coast</title>@<header><h1><a href>-300 "
         "Keeper</a></h1></header>" GOOD,
         true, false},
        {"<title>-300 Keeper | News of the whole coast</title>@<header><h1><a href=>-300 "
         "Keeper</a></h1></header>" GOOD,
         true, false},
        {"<title>-300 The storm on the coast | -300 Keeper</title>@<h2>-300 Keeper</h2>" GOOD, false, false},
        {"<title>-300 The keeper of the light</title>@<p>-300 The keeper of the light</p>" GOOD, false,
         false},
        {"<title>-300 The keeper of the light</title>@<h2 hidden>-300 The keeper of the light</h2>" GOOD,
         false, false},
    };
    check_all(cases, COUNT(cases));
    static const char *const once[] = {
        "<title>-300 The keeper</title>@<h2>-300 The keeper</h2>" GOOD "<h2>-300 The keeper</h2>" GOOD,
        /* a copy before it that goes, as it is of the way to the page, */
        "<title>-300 The keeper</title>@<ul><li>-300 The keeper</ul><h2>-300 The keeper</h2>" GOOD,
        "<title>400 The keeper</title><div>400 The keeper</div><h2>400 The keeper</h2>" GOOD "@",
        "<title>400 The keeper</title><table><tr><th>400 The keeper</table><h1>400 The keeper</h1>" GOOD "@",
        "<title>-300 The keeper</title>@<h2>-300 The keeper</h2><h2>-300 The - Keeper</h2><h2>-300 The "
        "keeper</h2>",
        "<title>-100 The keeper - -100 Site</title>@<div>-100 The keeper</div><h2>-100 The keeper</h2>" GOOD,
    };
    for (size_t i = 0; i < COUNT(once); i++) {
        struct tn_machine machine;
        judge(&machine, once[i], TNORM_BOILERPLATE_BALANCED);
        const char *first = strstr((const char *)machine.out.bytes, "keeper");
        ck_assert_msg(first && !strstr(first + 1, "keeper"), "case %zu: %s", i,
                      (const char *)machine.out.bytes);
        tn_stop(&machine);
    }
    tn_count_cases(COUNT(once));
}
END_TEST

/* Headings that say the title in so many ways stay once each, as long as all of them are remembered. */
START_TEST(so_many_ways_to_say_the_title_are_remembered)
{
    for (size_t ways = TN_FILTER_TITLES - 1; ways <= TN_FILTER_TITLES + 1; ways++) {
        struct tn_machine machine;
        struct tn_text page = {0};
        static const char title[] = "<title>-300 The keeper of the light</title>@";
        tn_append(&page, title, sizeof title - 1);
        for (size_t i = 0; i < ways + 2; i++) { /* the last one and the first one come again */
            size_t points = i < ways ? i : i == ways ? ways - 1 : 0;
            char heading[64];
            int n = snprintf(heading, sizeof heading, "<h2>-300 %.*sThe keeper of the light</h2>",
                             (int)points, "..........");
            tn_append(&page, heading, (size_t)n);
        }
        judge(&machine, (const char *)page.bytes, TNORM_BOILERPLATE_BALANCED);
        size_t stay = 0;
        for (const char *p = (const char *)machine.out.bytes; (p = strstr(p, "keeper")); p++) stay++;
        ck_assert_msg(stay == ways + (ways > TN_FILTER_TITLES), "%zu ways: %zu stay", ways, stay);
        tn_stop(&machine);
        tn_release(&page);
        tn_count_cases(1);
    }
}
END_TEST

START_TEST(what_ends_an_article_is_a_part_of_it)
{
    static const struct judged cases[] = {
        {"@<article>" GOOD "<ul><li>-100 keeper</ul></article>", true, false},
        {"@<main>" GOOD "<table><tr><td>-100 keeper<td>one</table></main>", true, false},
        {"@<main>" GOOD "<dl><dt>-100 light<dd>-100 keeper</dl></main>", true, false},
        {"@<article>" GOOD "<h2>-100 The keeper</h2><ul><li>-100 one</ul></article>", true, false},
        {"@<article>" GOOD "<ul><li>-210 keeper</ul></article>", true, false},
        {"@<article>" GOOD "<blockquote>-210 keeper</blockquote></article>", true, false},
        {"@<article>" GOOD BAD("-120") "</article>", true, false}, /* it ends the article */
        {"@<article>" GOOD BAD("-140") "</article>", false, false},
        {"@<article>" GOOD "<p>-120 The keeper.</article>", true, false}, /* a sentence */
        {"@<article>" GOOD "<p>-140 The keeper.</article>", false, false},
        {"@<article>" GOOD "<p>-90 The keeper</article>", false, false},
        {"@<article>" GOOD "<div><pre>-150 one\n-150 keeper</pre></div></article>", true, false},
        {"@<article>" GOOD "<div><pre>-170 one\n-170 keeper</pre></div></article>", false, false},
        {"@" GOOD "<div><pre>-150 one\n-150 keeper</pre></div>", false, false},
        {"@<article>" GOOD "<aside>" BAD("-90") "</aside></article>", false, false},
        {"@<article>" GOOD "<ul><li>-250 keeper</ul></article>", false,
         false}, /* it is furniture for sure, */
        {"@<article>" GOOD "<ul><li><a href=x>-100 keeper</a></ul></article>", false,
         false}, /* or leads elsewhere, */
        {"@<article>" GOOD "<aside><ul><li>-100 keeper</ul></aside></article>", false,
         false}, /* or stands in other things, */
        {"@<article>" GOOD "<ul class=share><li>-100 keeper</ul></article>", false, false},
        {"@" GOOD "<ul><li>-100 keeper</ul>", false, false},                    /* or in none, */
        {"@<article><ul><li>-100 keeper</ul>" GOOD "</article>", false, false}, /* or before the prose */
        {"@<article>" BAD("-300") "<ul><li>-100 keeper</ul></article>" GOOD, false, false},
        {"@<article>" GOOD "<h2>-100 The keeper</h2><ul><li>-250 one</ul></article>", false, false},
    };
    check_all(cases, COUNT(cases));
}
END_TEST

START_TEST(a_heading_stays_before_what_is_likely_text)
{
    static const struct judged cases[] = {
        {"@" GOOD "<h2>-100 The keeper</h2>" BAD("-300") GOOD, true, false}, /* prose */
        {"@" GOOD "<h2>-100 The keeper</h2><p>100 She left." GOOD, true, false},
        {"@" GOOD "<h5>-100 The keeper</h5><div>100 She left</div>" GOOD, true, false},
        {"@" GOOD "<h2>-170 The keeper</h2><p>100 She left." GOOD, false,
         false}, /* it is furniture for sure, */
        {"@" GOOD "<p>-100 The keeper</p><p>100 She left." GOOD, false, false}, /* no heading, */
        {"@" GOOD "<h2>-100 The keeper</h2><p>-100 She left." GOOD, false, false},
        {"@" GOOD "<h2 hidden>-100 The keeper</h2><p>100 She left." GOOD, false, false}, /* seen by nobody, */
        {"@" GOOD "<h1 hidden>-100 The keeper</h1>" GOOD, false, false},
        {"@" GOOD "<h2>-100 The keeper</h2><p><a href=x>100 She left.</a>" GOOD, false,
         false}, /* of links, */
        {"@" GOOD "<div class=x><h2>-100 The keeper</h2></div><p>100 She left." GOOD, false,
         false}, /* or in something else */
    };
    check_all(cases, COUNT(cases));
}
END_TEST

/* Without that the line would be in doubt, and go where nothing but text is to stay. */
START_TEST(a_line_of_a_paragraph_stays_with_the_one_before)
{
    static const struct judged cases[] = {
        {"@" GOOD "<p>400 The light<br>20 keeper</p>" GOOD, true, true},
        {"@" GOOD "<p>400 The light<br>-100 keeper</p>" GOOD, false, false}, /* it is furniture for sure, */
        {"@" GOOD "<p>-300 The light<br>20 keeper</p>" GOOD, true, false},   /* or begins what stays, */
        {"@" GOOD "<p>400 The light<br><a href=x>20 keeper</a></p>" GOOD, true,
         false},                                                         /* or leads elsewhere, */
        {"@" GOOD "<p>400 The light<p>20 keeper</p>" GOOD, true, false}, /* or is another one */
    };
    check_all(cases, COUNT(cases));
}
END_TEST

START_TEST(a_listing_stays_or_goes_as_a_whole)
{
    static const struct judged cases[] = {
        {"@" GOOD "<pre>600 all of the first line\n600 all of the second line\n-100 keeper\n600 all of the "
         "fourth line</pre>" GOOD,
         true, true},
        {"@" GOOD "<pre>-400 one\n-400 two\n100 keeper\n-400 four</pre>" GOOD, false, false},
        {"@<p>400 And so it is written:<pre>-300 one\n-300 keeper</pre>" GOOD, true, true}, /* announced */
        {"@<p>-300 And so it is written:<pre>-300 one\n-300 keeper</pre>" GOOD, false, false},
        {"@<p>400 And so it is written:<pre hidden>-300 one\n-300 keeper</pre>" GOOD, false, false},
    };
    check_all(cases, COUNT(cases));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("verdict");
    TCase *verdict = tcase_create("verdict");
    tcase_add_test(verdict, a_paragraph_between_others_stays);
    tcase_add_test(verdict, a_headline_stays_the_first_time);
    tcase_add_test(verdict, so_many_ways_to_say_the_title_are_remembered);
    tcase_add_test(verdict, what_ends_an_article_is_a_part_of_it);
    tcase_add_test(verdict, a_heading_stays_before_what_is_likely_text);
    tcase_add_test(verdict, a_line_of_a_paragraph_stays_with_the_one_before);
    tcase_add_test(verdict, a_listing_stays_or_goes_as_a_whole);
    suite_add_tcase(suite, verdict);
    return tn_main(suite);
}
