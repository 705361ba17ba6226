/* test_properties.c - the promises P1, P2, P3, P8 and the account on generated hostile texts: see support_promises.h
 */
#include <string.h>

#include "support_promises.h"

enum {
    EVERY_CUT_ONE_IN = 2, /* of the short texts one in so many is cut at every place */
    JOINED_RUNS = 8,      /* four forms of two kinds of input */
    PAIR_KINDS = 2,       /* two kinds of input, */
    PAIR_RUNS = 4,        /* which go on or stop behind the pair */
};

START_TEST(promises_hold)
{
    const struct generator *generator = &TN_GENERATORS[_i];
    struct attempt *attempt = tn_attempt((size_t)_i);
    struct tn_text text = {0};
    uint64_t seed = (uint64_t)(_i + 1) * 1000000000u + tn_test_seed();
    for (size_t n = tn_effort(generator->cases); n > 0; n--, seed++) {
        struct tn_random random = tn_random_seed(seed);
        tn_clear(&text);
        attempt->seed = seed;
        attempt->options = tn_draw_options(&random);
        generator->make(&text, &random);
        tn_hold(attempt, &text, text.length <= TN_EVERY_CUT && seed % EVERY_CUT_ONE_IN == 0);
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
    struct attempt *attempt = tn_attempt(TN_GENERATOR_COUNT + (size_t)_i);
    struct tn_text text = {0};
    for (size_t i = 0; i < JOINED_COUNT; i++) {
        tn_clear(&text);
        tn_append(&text, JOINED[i], strlen(JOINED[i]));
        attempt->seed = i;
        attempt->options = tn_options(_i % 2 == 0 ? TNORM_INPUT_TEXT : TNORM_INPUT_LINES);
        attempt->options.form = FORMS[_i / 2];
        tn_hold(attempt, &text, text.length <= TN_EVERY_CUT);
    }
    tn_release(&text);
}
END_TEST

/* Every fragment, and at greater scale every pair, once; or a part of them, and cleaning stops behind it. */
START_TEST(fragments_side_by_side)
{
    struct attempt *attempt = tn_attempt(TN_GENERATOR_COUNT + JOINED_RUNS + (size_t)_i);
    struct tn_text text = {0};
    bool stops = _i >= PAIR_KINDS;
    size_t pairs = TN_FRAGMENT_COUNT * TN_FRAGMENT_COUNT / PAIR_KINDS, wanted = tn_effort(pairs / 7);
    size_t step = wanted < pairs ? pairs / wanted : 1;
    for (size_t i = (size_t)_i % PAIR_KINDS; i < TN_FRAGMENT_COUNT * TN_FRAGMENT_COUNT;
         i += PAIR_KINDS * step) {
        const struct fragment *a = &TN_FRAGMENTS[i / TN_FRAGMENT_COUNT],
                              *b = &TN_FRAGMENTS[i % TN_FRAGMENT_COUNT];
        tn_clear(&text);
        tn_append(&text, a->bytes, a->length);
        tn_append(&text, b->bytes, b->length);
        if (stops) tn_append(&text, "\xFF and more", 10);
        attempt->seed = i;
        attempt->options = tn_options(_i % PAIR_KINDS == 0 ? TNORM_INPUT_TEXT : TNORM_INPUT_LINES);
        if (stops) attempt->options.invalid = TNORM_INVALID_STRICT;
        tn_hold(attempt, &text, false);
    }
    tn_release(&text);
}
END_TEST

/* Where nothing is Windows-1252, CESU-8 or a Java NUL, `repair` is `replace`: two ways through the code. */
START_TEST(garbage_is_replaced_byte_for_byte)
{
    /* letters that are only that, that may be misread, and others that rules ask for; escapes */
    static const char *const characters[] = {"\u0561", "\u0628", "\u01E5",  "\u0416", "\u00E9",
                                             "\u0391", "\u0301", "\u05B0",  "\u00A0", "\u4E2D",
                                             "\uFFFD", "\x1B",   "\x1B[1m", "\x1B["};
    struct tn_random random = tn_random_seed(4711);
    struct tn_text text = {0}, replaced = {0};
    for (size_t n = tn_effort(200); n > 0; n--) {
        struct tnorm_options options = tn_options(n % 2 ? TNORM_INPUT_TEXT : TNORM_INPUT_LINES);
        struct tn_machine machine;
        char stats[TN_STATS];
        tn_clear(&text);
        tn_append_repeated(&text, "\xFF", 1, 80); /* no letter near the first of them */
        for (size_t i = tn_random_below(&random, 3000); i > 0; i--) {
            const char *whole = characters[tn_random_below(&random, sizeof characters / sizeof *characters)];
            unsigned char c = (unsigned char)tn_random_below(&random, 256);
            if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') c |= 0x80; /* nor many anywhere */
            if (tn_random_below(&random, 9) == 0)
                tn_append(&text, whole, strlen(whole));
            else if (c != 0xC0 && c != 0xED)
                tn_append(&text, &c, 1);
        }
        options.invalid = TNORM_INVALID_REPLACE;
        tn_start(&machine, &options);
        tn_feed_whole(&machine, text.bytes, text.length);
        tn_clear(&replaced);
        tn_append(&replaced, machine.out.bytes, machine.out.length);
        memcpy(stats, machine.stats, sizeof stats);
        tn_stop(&machine);
        options.invalid = TNORM_INVALID_REPAIR;
        tn_start(&machine, &options);
        tn_feed_whole(&machine, text.bytes, text.length);
        ck_assert_msg(tn_equal(&machine.out, &replaced), "text %zu", n);
        ck_assert_str_eq(machine.stats, stats);
        tn_stop(&machine);
        tn_count_cases(1);
    }
    tn_release(&text);
    tn_release(&replaced);
}
END_TEST

/* A paragraph of short lines and what stands between them; each is ended as `end` says. */
static void append_short_lines(struct tn_text *text, uint64_t seed, const char *end)
{
    static const char *const lines[] = {"a",
                                        "b c",
                                        "the tide",
                                        "quiet blue rivers run",
                                        "nineteen of letters",
                                        "twenty of them again",
                                        "<p>to",
                                        "<br>",
                                        "Share on Facebook"};
    struct tn_random random = tn_random_seed(seed);
    size_t kinds = 1 + tn_random_below(&random, sizeof lines / sizeof *lines);
    for (size_t n = tn_random_below(&random, 100); n > 0; n--) {
        const char *line = lines[tn_random_below(&random, 2) == 0 ? tn_random_below(&random, kinds) : 0];
        tn_append(text, line, strlen(line));
        tn_append(text, end, strlen(end));
    }
    if (tn_random_below(&random, 2) == 0) tn_append(text, end, strlen(end));
}

/* Behind a CR no line is taken together with others, and where lines do not wait none goes on with others: several ways
 * through the code. */
START_TEST(short_lines_come_out_as_if_one_by_one)
{
    struct tn_random random = tn_random_seed(4712);
    struct tn_text text = {0}, with_cr = {0}, out = {0};
    for (size_t n = tn_effort(200); n > 0; n--) {
        struct tnorm_options options = tn_options(TNORM_INPUT_TEXT);
        struct tn_machine machine;
        tn_clear(&text);
        tn_clear(&with_cr);
        for (size_t i = tn_random_below(&random, 60); i > 0; i--) {
            uint64_t seed = tn_random_next(&random);
            for (size_t times = 1 + tn_random_below(&random, 2); times > 0; times--) { /* an echo, maybe */
                append_short_lines(&text, seed, "\n");
                append_short_lines(&with_cr, seed, "\r\n");
            }
        }
        options.boilerplate = n % 3 == 0 ? TNORM_BOILERPLATE_OFF : TNORM_BOILERPLATE_PHRASES;
        tn_start(&machine, &options);
        tn_feed_whole(&machine, with_cr.bytes, with_cr.length);
        tn_clear(&out);
        tn_append(&out, machine.out.bytes, machine.out.length);
        uint64_t rejects = machine.rejects;
        tn_stop(&machine);
        if (n % 3 == 1) options.boilerplate = TNORM_BOILERPLATE_BALANCED; /* no page is to be seen */
        tn_start(&machine, &options);
        tn_feed_whole(&machine, text.bytes, text.length);
        ck_assert_msg(tn_equal(&machine.out, &out), "text %zu", n);
        ck_assert_uint_eq(machine.rejects, rejects);
        tn_stop(&machine);
        tn_count_cases(1);
    }
    tn_release(&text);
    tn_release(&with_cr);
    tn_release(&out);
}
END_TEST

/* What was repaired is remembered over lines, and must not have a say in them: all at once they come out as each by
 * itself. */
START_TEST(repairs_of_a_line_are_its_own)
{
    // clang-format off
    static const char *const pieces[] = {
        "\u00C3\u00A9", "\u00C3\u00A0", "\u00C3\xC2\x89", "\u00C3\u0192", "\u00C3", "\u00C3 ", "\u00C2\u00A9", "\u00C2",
        "\u00C4\xC2\x81", "\u00C5\u2122", "\u00C5\u2013", "\u00E2\u20AC\u2122", "\u00E2\u20AC\u0153",
        "\u00E3\xC2\x81\u201A", "\u00D0\u00BF", "\u00D1\u20AC", "\u0102\u00A9", "\u0394", "\u0413\u00A9", "\u0420\u00B5",
        "\u221A\u00A9", "\u251C\u2310", "\u0192", "\u00E9", "\u2019", "\uFFFD", "'", "e", "E", " ",
        "A\u00C3\u201A\u00C2\u00BF ", "\u00C3\u201A\u00C2\u00BD ", "A\u00C2\u00BF ", "x\u00E2\u20AC\u2122 ",
    };
    // clang-format on
    struct tn_random random = tn_random_seed(20260);
    struct tn_text text = {0}, each = {0}, line = {0};
    struct tnorm_options options = tn_options(TNORM_INPUT_LINES);
    struct tn_machine machine;
    tn_start(&machine, &options);
    for (size_t n = tn_effort(40); n > 0; n--) {
        tn_clear(&text);
        tn_clear(&each);
        for (size_t lines = 100; lines > 0; lines--) {
            tn_clear(&line);
            for (size_t i = 1 + tn_random_below(&random, 12); i > 0; i--) {
                const char *piece = pieces[tn_random_below(&random, sizeof pieces / sizeof *pieces)];
                tn_append(&line, piece, strlen(piece));
            }
            tn_append(&line, "\n", 1);
            tn_append(&text, line.bytes, line.length);
            tn_feed_whole(&machine, line.bytes, line.length);
            tn_append(&each, machine.out.bytes, machine.out.length);
        }
        tn_feed_whole(&machine, text.bytes, text.length);
        ck_assert_msg(tn_equal(&machine.out, &each), "text %zu", n);
        tn_count_cases(1);
    }
    tn_stop(&machine);
    tn_release(&text);
    tn_release(&each);
    tn_release(&line);
}
END_TEST

int main(void)
{
    if (!tn_attempts_make(TN_GENERATOR_COUNT + JOINED_RUNS + PAIR_RUNS)) return 2;
    Suite *suite = suite_create("properties");
    TCase *promises = tcase_create("promises");
    tcase_set_timeout(promises, 600 * (double)tn_scale());
    tcase_add_loop_test(promises, promises_hold, 0, (int)TN_GENERATOR_COUNT);
    tcase_add_loop_test(promises, joined_removals_need_no_second_pass, 0, JOINED_RUNS);
    tcase_add_test(promises, garbage_is_replaced_byte_for_byte);
    tcase_add_test(promises, short_lines_come_out_as_if_one_by_one);
    tcase_add_test(promises, repairs_of_a_line_are_its_own);
    tcase_add_loop_test(promises, fragments_side_by_side, 0, PAIR_RUNS);
    suite_add_tcase(suite, promises);
    return tn_main(suite);
}
