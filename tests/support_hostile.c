/* support_hostile.c - see support_hostile.h */
#include "support_hostile.h"

#include <string.h>

/* ------------------------------------------------------------------ fragments */

// clang-format off
#define F(literal) {(literal), sizeof(literal) - 1}
const struct fragment TN_FRAGMENTS[] = {
    /* markup and its pieces */
    F("<"), F(">"), F("</"), F("/>"), F("<b>"), F("</b>"), F("<b"), F("b>"), F("<br>"), F("<p>"), F("</p>"),
    F("<li>"), F("<td>"), F("<div>"), F("<h1>"), F("<b x=\""), F("<b x='"), F("\">"), F("'>"), F("\""),
    F("'"), F("="), F("=\""), F(" x=\""), F("<!--"), F("-->"), F("--"), F("--!>"), F("<!"),
    F("<!DOCTYPE html>"), F("<?xml"), F("?>"), F("<![CDATA["), F("]]>"), F("<script>"), F("<script"),
    F("</script"), F("</script>"), F("<style>"), F("</style>"), F("<svg:x>"), F("<my-tag>"), F("<a href="),
    F("<pre>"), F("<img alt=\"x\">"), F("< "), F(" <"), F("<<"), F(">>"), F("<b\n"), F("List<String>"), F("a<Data>"), F("<Data>"), F("Data>"),
    F("#include <map>"), F("#include "), F("# include<"), F("<C-x>"), F("<who->"), F("<file-ID"), F("<news:a.b>"), F("<!already"), F("<!doctype"),
    F("`"), F("`<b>`"), F("`<i"), F("`<!--`"), F("`<script>`"), F("<Script src=x />"), F("/<a:b>"), F("=<x-y>"), F("$<"), F(" <x-y> "), F(" <x-y>"), F("</x-y>"), F("`</x-y>`"), F("</x-y"), F("<x:yz> "), F("&lt;x-y&gt;"), F(" system \"x\">"), F(" html"), F("<?xml`"),
    F("<style> a few words of prose\n\n"), F("<script> it is said of this\n\nand "), F("x<y"), F("I <3 you"), F("a < b"), F("scr"), F("ipt>"), F("!--"),
    /* pieces that a tag stripper leaves */
    F("\" target=\"_blank\">"), F("\" class=\"x\">"), F("https://a.example/b"), F("https://a.example/b\">"),
    F("https://a.example/b\">https://a.exam..."), F("https://a.exam..."), F("https://a.exam\xE2\x80\xA6"),
    F("http"), F("https://"), F("://"), F("..."), F("\xE2\x80\xA6"),
    F("https://abs.example/e/... draggable=\"false\" alt=\""), F("\" title=\"x\" aria-label=\"y\">"),
    F(" draggable=\"false\""), F("alt=\""), F("?a=1&amp;copy=2"), F("/path"), F("www."), F("mailto:"),
    /* references and their pieces */
    F("&"), F("#"), F(";"), F("&amp;"), F("&am"), F("p;"), F("amp;"), F("&amp"), F("&lt;"), F("&lt"),
    F("lt"), F("lt;"), F("&gt;"), F("&quot;"), F("&#"), F("&#x"), F("#60;"), F("x41;"), F("&#60;"),
    F("&#x3e;"), F("&#38;"), F("39;"), F("& #39;"), F("&# 39;"), F("&#39 ;"), F("&#10;"), F("&#13;"),
    F("&#9;"), F("&#0;"), F("&#x1b;"), F("&#128;"), F("&#xd83d;"), F("&#xde00;"), F("&#x301;"),
    F("&#x338;"), F("&#12;"), F("&shy;"), F("&nbsp;"), F("&zwnj;"), F("&NewLine;"), F("&notin;"), F("&not"),
    F("&copy"), F("&eacute;"), F("&Atilde;"), F("&acirc;"), F("&euro;"), F("&unknown;"), F("AT&T"),
    F("&lt;b&gt;"), F("&amp;lt;"), F("&#x26;"), F("&NotEqualTilde;"), F("&lbrace;"), F("&nvlt;"),
    F("&#8233;"), F("&#xfeff;"), F("&semi;"), F("&num;"), F("&ensp;"), F("&lrm;"), F("&rsquo"),
    /* what normalization makes syntax of, or takes apart */
    F("\xCD\xBE"), F("\xEF\xBC\x9C"), F("\xEF\xBC\x9E"), F("\xEF\xBC\x86"), F("\xEF\xBC\x9B"),
    F("\xEF\xBC\x83"), F("\xEF\xB9\xA4"), F("\xEF\xB9\xA0"), F("\xEF\xBC\x82"), F("\xEF\xBC\x8F"),
    F("\xEF\xBC\xA2"), F("<\xCC\xB8"), F(">\xCC\xB8"), F("=\xCC\xB8"), F("\xE2\x89\xAE"), F("\xE2\x89\xAF"), F("\xE2\x84\xAA"),
    F("\xE2\x84\xA1"), F("\xE2\x80\xA6"), F("\xEF\xB7\xBA"), F("\xC2\xA8"), F("\xE2\x81\xBC"),
    F("\xC2\xBC"),
    /* combining marks of several classes, and what they join */
    F("e\xCC\x81"), F("\xCC\x81"), F("\xCC\xA3"), F("\xCC\xB4"), F("\xCD\x85"), F("\xD6\xBC"),
    F("\xD9\x91"), F("\xE3\x82\x99"), F("\xE3\x81\x8B"), F("\xEF\xBE\x9E"), F("\xF0\x9D\x85\xA5"),
    F("\xCD\x8F"), F("\xE1\x84\x92"), F("\xE1\x85\xA1"), F("\xE1\x86\xAB"), F("\xEA\xB0\x80"),
    F("\xE0\xA4\x95\xE0\xA5\x8D"), F("\xE0\xA7\x87"), F("\xE0\xA6\xBE"), F("\xF0\x91\x84\xB1"),
    F("\xF0\x91\x84\xA7"), F("\xC3\xA9"), F("\xC5\x93"), F("\xE0\xBD\xB1"), F("\xE0\xBD\xB2"),
    /* characters that need no room */
    F("\xE2\x80\x8B"), F("\xE2\x80\x8C"), F("\xE2\x80\x8D"), F("\xC2\xAD"), F("\xEF\xBB\xBF"),
    F("\xE2\x80\x8E"), F("\xE2\x80\x8F"), F("\xE2\x80\xAA"), F("\xE2\x80\xAE"), F("\xE2\x80\xAC"),
    F("\xE2\x81\xA6"), F("\xE2\x81\xA7"), F("\xE2\x81\xA8"), F("\xE2\x81\xA9"), F("\xE2\x81\xA0"),
    F("\xD8\x9C"), F("\xEF\xB8\x8F"), F("\xEF\xB8\x8E"), F("\xF3\xA0\x84\x80"), F("\xF3\xA0\x81\xA7"),
    F("\xF3\xA0\x81\xBF"), F("\xF0\x9F\x8F\xB4"), F("\xF0\x9F\x87\xB3"), F("\xF0\x9F\x87\xB1"),
    F("\xF0\x9F\x91\xA9"), F("\xF0\x9F\x8F\xBD"), F("\xE2\x9D\xA4"), F("1\xEF\xB8\x8F\xE2\x83\xA3"),
    F("\xE1\xA0\x8B"), F("\xE1\xA0\xAE"), F("\xE2\x80\xAF"), F("\xE1\x9A\x80"), F("\xE0\xB9\x84"),
    F("\xE1\x9E\x80"), F("\xD8\xA8"), F("\xD7\x90"), F("\xE0\xA4\x95"), F("\xEF\xBF\xBC"),
    F("\xEF\xBF\xBE"), F("\xEF\xB7\x90"), F("\xEE\x80\x80"), F("\xE2\x80\x8B\xE0\xB9\x84"),
    /* controls */
    F("\0"), F("\x01"), F("\x08"), F("\x1B"), F("\x1B[31m"), F("\x1B[0"), F("[31m"), F("m"),
    F("\x1B]0;x\x07"), F("\x1B]"), F("\x1B\\"), F("\x07"), F("\x1BP"), F("\x1B(B"), F("\x1B" "7"), F("\x1B>"),
    F("\x7F"), F("\xC2\x85"), F("\xC2\x80"), F("\xC2\x81"), F("\xC2\x93"), F("\xC2\x94"),
    F("\xC2\x99"), F("\xC2\x9B"), F("\xC2\x9B\x33\x31m"),
    /* mojibake, as characters */
    F("\xC3\x83"), F("\xC2\xA9"), F("\xC3\xA2"), F("\xE2\x82\xAC"), F("\xE2\x84\xA2"), F("\xC3\x82"),
    F("\xC2\xA0"), F("\xC3\x83\xC2\xA9"), F("\xC3\x83\xC6\x92\xC3\x82\xC2\xA9"),
    F("\xC3\xA2\xE2\x82\xAC\xE2\x84\xA2"), F("\xC3\xA2\xE2\x82\xAC"), F("\xC3\x82\xC2\xBB"), F("\xC3\x83 "),
    F("\xC3\xB0\xC5\xB8\xCB\x9C\xE2\x82\xAC"), F("\xC3\x83\xC2\xA2"), F("\xD0\xBF\xD1\x97"),
    F("\xD0\xA0\xC2\xB0"), F("\xD1\x80\xD1\x9F"), F("\xE2\x88\x9A\xC2\xA9"), F("\xE2\x94\x9C\xE2\x8C\x90"),
    F("\xC4\x82\xC2\xA9"), F("\xC3\x8E\xC2\xB1"), F("\xC3\x83\xC2\xA2\xC3\xA2"), F("\xC3\x83\xC2\xA2\xC3\x82\xC2\x80\xC3\x82\xC2\x99"), F("\xC3\x82\xC2\x80"), F("\xC3\x82\xC2\x99"), F("\xC3\x82\xC2\x9D"), F("\xC3\x82\xC2\x85"),
    F("\xC3\x82\xC2\xAD"), F("\xC3\xA2\xC2\x80\xC2\xA8"), F("\xC3\xAF\xC2\xBB\xC2\xBF"),
    F("voil\xC3\x83 le "), F("\xC3\x83 s "), F("\xC3\x83 l'"), F("\xC3\x82 "), F("\xC3\x85 "),
    F("\xC3\xA2\xE2\x82\xAC? "), F("\xC3\xA2\xE2\x82\xAC "), F("\xC3\xA0\xC2\xB8 "), F("\xC3\x90 "),
    F("\xC3\x91\xC3\xB2\xC3\xB0\xC3\xA5\xC3\xAB\xC3\xA0 "),
    F("\xC3\xB0\xC3\x92\xC3\x89\xC3\x97\xC3\x85\xC3\x94 "),
    F("\xC3\xAD\xC3\xBD\xC2\xB3\xC3\x8E\xC3\xB2"),
    F("\xD1\x80\xD0\xA2\xD0\x99\xD0\xA7\xD0\x95\xD0\xA4 "),
    F("\xD0\xBE\xD0\x9F\xD0\xA5\xD0\x91\xD0\x95\xD0\xA0 "), F("\xC3\xA2\xC2\x9D\xC2\xA4"),
    F("\xC3\xAD\xC2\xA0\xC2\xBD\xC3\xAD\xC2\xB8\xC2\x8D"), F("\xD0\x93\xE2\x80\x9A\xD0\x92\xD0\x88"),
    F("\xC3\x91\xC6\x92"),
    F("\xC3\x83\xC2\x82\xC3\x82\xC2\xA0"), F("\xC3\xAF\xC2\xBC\xC5\x93"), F("\xC3\x8D\xC2\xBE"),
    F("\xC3\x8C\xC2\xB8"),
    /* space and breaks */
    F(" "), F("  "), F("\t"), F("\n"), F("\n\n"), F("\n\n\n"), F("\r"), F("\r\n"), F("\v"), F("\f"),
    F("\n\f\n"), F("\f\n"), F("\n\f"), F(" \n"), F("\n "), F("\xE2\x80\xA8"), F("\xE2\x80\xA9"),
    F("\xE3\x80\x80"), F("\xE2\x80\x83"), F("\xE2\x80\x89"), F("\xE2\x81\x9F"), F("\n \n"), F("\r\n\r\n"),
    /* bytes that are not UTF-8 */
    F("\x80"), F("\x85"), F("\x92"), F("\x93"), F("\xA0"), F("\xAD"), F("\xBF"), F("\xC0"), F("\xC2"),
    F("\xC3"), F("\xE2"), F("\xE2\x80"), F("\xE9"), F("\xEF"), F("\xEF\xBB"), F("\xF0\x9F"),
    F("\xF0\x9F\x98"), F("\xF5"), F("\xFE"), F("\xFF"), F("\xFF\xFE"), F("\xC0\x80"), F("\xC0\xAF"),
    F("\xC0\xBC"), F("\xED\xA0\xBD"), F("\xED\xB8\x80"), F("\xED\xA0\xBD\xED\xB8\x80"), F("\xE0\x80\xBC"), F("\xE0\x96\xBD"), F("\xE0\xB8\x81\xE2\x80\x8B"), F("\xF0\x80\xB8\x81"),
    F("\xF4\x90\x80\x80"), F("caf\xE9 "), F("d\xE9j\xE0 vu"), F("na\xEFve"), F("\x93well\x94"),
    F("\x8B\x9B"), F("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"), F("\xC4\xE3\xBA\xC3"),
    /* words */
    F("a"), F("b"), F("z"), F("x"), F("1"), F("word"), F("The"), F("Caf"), F("."), F(","), F("?"), F("-"),
    F("_"), F("/"), F("("), F("Read on Twitter"), F("Read on"), F("Read more"), F("Share"),
    F("We use cookies"), F("The ferry leaves at noon from pier four."),
    F("Take it. The ferry leaves at noon from pier four."), F("quiet blue rivers run on"),
    F("\xE4\xBB\x8A\xE6\x97\xA5\xE3\x81\xAF\xE6\x99\xB4\xE3\x82\x8C\xE3\x81\xA6\xE3\x81\x84"),
};
// clang-format on
const size_t TN_FRAGMENT_COUNT = sizeof TN_FRAGMENTS / sizeof TN_FRAGMENTS[0];

static const size_t LENGTHS[] = {16, 31, 32, 64, 128, 256, 1024, 4096, 8192, 16384, 28672, 32768, 65536};
enum { LENGTH_COUNT = sizeof LENGTHS / sizeof LENGTHS[0] };

static size_t near_bound(struct tn_random *random, size_t bounds)
{
    return LENGTHS[tn_random_below(random, bounds)] - 2 + tn_random_below(random, 5);
}

static void add_fragment(struct tn_text *text, struct tn_random *random)
{
    const struct fragment *fragment = &TN_FRAGMENTS[tn_random_below(random, TN_FRAGMENT_COUNT)];
    tn_append(text, fragment->bytes, fragment->length);
}

static void add_code_point(struct tn_text *text, struct tn_random *random)
{
    static const uint_least32_t TOPS[] = {0x80, 0x100, 0x800, 0x3000, 0x10000, 0x20000, 0x110000};
    unsigned char bytes[4];
    uint_least32_t top = TOPS[tn_random_below(random, sizeof TOPS / sizeof TOPS[0])];
    tn_append(text, bytes, tn_encode((uint_least32_t)tn_random_below(random, top), bytes));
}

/* ------------------------------------------------------------------ generators */

static void random_bytes(struct tn_text *text, struct tn_random *random)
{
    for (size_t n = tn_random_below(random, 60); n > 0; n--) {
        unsigned char byte = (unsigned char)tn_random_below(random, 256);
        tn_append(text, &byte, 1);
    }
}

static void random_code_points(struct tn_text *text, struct tn_random *random)
{
    for (size_t n = tn_random_below(random, 40); n > 0; n--) add_code_point(text, random);
}

static void few_fragments(struct tn_text *text, struct tn_random *random)
{
    for (size_t n = 1 + tn_random_below(random, 6); n > 0; n--) add_fragment(text, random);
}

static void many_fragments(struct tn_text *text, struct tn_random *random)
{
    for (size_t n = 1 + tn_random_below(random, 60); n > 0; n--) add_fragment(text, random);
}

/* Few different fragments over and over: what is removed meets its like. */
static void few_kinds_of_fragments(struct tn_text *text, struct tn_random *random)
{
    const struct fragment *kinds[4];
    for (size_t i = 0; i < 4; i++) kinds[i] = &TN_FRAGMENTS[tn_random_below(random, TN_FRAGMENT_COUNT)];
    for (size_t n = 1 + tn_random_below(random, 24); n > 0; n--) {
        const struct fragment *fragment = kinds[tn_random_below(random, 4)];
        tn_append(text, fragment->bytes, fragment->length);
    }
}

/* A fragment in the middle of another: removing the inner one joins the outer. */
static void nested_fragments(struct tn_text *text, struct tn_random *random)
{
    const struct fragment *outer = &TN_FRAGMENTS[tn_random_below(random, TN_FRAGMENT_COUNT)];
    size_t at = tn_random_below(random, outer->length + 1);
    if (tn_random_below(random, 2) == 0) add_fragment(text, random);
    tn_append(text, outer->bytes, at);
    for (size_t n = 1 + tn_random_below(random, 3); n > 0; n--) add_fragment(text, random);
    tn_append(text, outer->bytes + at, outer->length - at);
    if (tn_random_below(random, 2) == 0) add_fragment(text, random);
}

/* Sentences that come again, whole or their ends, in lines and paragraphs, with dirt between. */
static void repeated_passages(struct tn_text *text, struct tn_random *random)
{
    static const char *const SENTENCES[] = {"The ferry leaves at noon from pier four.",
                                            "Nobody who was there could say afterwards why the bridge had "
                                            "been closed, or who had opened it again.",
                                            "short one",
                                            "quiet blue rivers run on",
                                            "quiet blue rivers run",
                                            "\xE4\xBB\x8A\xE6\x97\xA5\xE3\x81\xAF\xE6\x99\xB4\xE3\x82\x8C\xE3"
                                            "\x81\xA6\xE3\x81\x84\xE3\x81\xBE\xE3\x81\x99\xE3\x80\x82",
                                            "Read on Twitter",
                                            "caf\xE9 \xE0 la cr\xE8me br\xFBl\xE9 toujours froide",
                                            "<i>the harbour &amp; the town</i> below"};
    static const char *const JOINTS[] = {" ",    "\n",  "\n",     "\n\n",         "\n\n", "\n   ", " \n \n",
                                         "<br>", "<p>", "\n\f\n", "\xE2\x80\xA9", "\r",   ""};
    for (size_t n = 2 + tn_random_below(random, 10); n > 0; n--) {
        const char *sentence = SENTENCES[tn_random_below(random, sizeof SENTENCES / sizeof SENTENCES[0])];
        const char *joint = JOINTS[tn_random_below(random, sizeof JOINTS / sizeof JOINTS[0])];
        size_t from = tn_random_below(random, 3) == 0 ? tn_random_below(random, strlen(sentence)) : 0;
        if (tn_random_below(random, 12) == 0) add_fragment(text, random);
        tn_append(text, sentence + from, strlen(sentence + from));
        tn_append(text, joint, strlen(joint));
    }
}

/* Wrong text and right: what evidence there is for a reading of bytes changes from place to place. */
static void mixed_encodings(struct tn_text *text, struct tn_random *random)
{
    static const char *const PIECES[] = {"caf\xE9 ",
                                         "na\xEFve ",
                                         "\x93quoted\x94 ",
                                         "plain words and more of them ",
                                         "\xC3\xA9t\xC3\xA9 ",
                                         "\xC3\x83\xC2\xA9",
                                         "\xF0\xD2\xC9\xD7\xC5\xD4 ",
                                         "\xC4\xE3\xBA\xC3\xCA\xC0 ",
                                         "\xFF",
                                         "\x82\xB1\x82\xEA ",
                                         "\xC2",
                                         "\xE2\x80",
                                         " ",
                                         "\n",
                                         "x",
                                         "\xED\xA0\xBD"};
    for (size_t n = 1 + tn_random_below(random, 20); n > 0; n--) {
        const char *piece = PIECES[tn_random_below(random, sizeof PIECES / sizeof PIECES[0])];
        tn_append(text, piece, strlen(piece));
        if (tn_random_below(random, 10) == 0) add_code_point(text, random);
    }
}

/* A run of one thing about as long as a buffer, with fragments around it. */
static void run_near_a_bound(struct tn_text *text, struct tn_random *random, size_t bounds)
{
    // clang-format off
    static const struct fragment UNITS[] = {
        F("a"), F(" "), F("\n"), F("&"), F("<"), F(">"), F("\""), F("&amp;"), F("amp;"), F("\xCC\x81"),
        F("e\xCC\x81"), F("\xFF"), F("\xC3\xA9"), F("0"), F("="), F("."), F("-"), F("\xE2\x80\x8B"),
        F("\xC2\xA0"), F("a b "), F("a\n"), F("<b>"), F("\r"), F("\xC3\x83"), F("\xE4\xB8\xAD"), F("/a"),
        F("\xF0\x9F\x98\x80"), F("\xE9 "), F("word "), F("\t"), F("\t "), F("\n\t"), F("\r\n"), F("\x1B["), F("#"), F("\xE2\x81\xA7"),
        F("\xCC\x81\xCC\xA3"), F("x='"), F("\0"), F("\f"), F("\xE1\x84\x92"),
    };
    // clang-format on
    // clang-format off
    static const struct fragment BEFORE[] = {
        F(""), F("<"), F("<b "), F("<b x=\""), F("<!--"), F("<script>"), F("&#"), F("&"), F("&#x"),
        F("https://a.example/"), F("a"), F("\" x=\""), F("<!"), F("<?"), F("\xE2\x81\xA7"), F("\n\n"),
        F("e"), F("alt=\""), F("\x1B["), F("</"),
    };
    // clang-format on
    // clang-format off
    static const struct fragment AFTER[] = {
        F(""), F(">"), F("\">"), F("-->"), F("</script>"), F(";"), F("41;"), F("..."), F("\n"), F("b"),
        F("\">https://a.exam..."), F("<b>"), F("\xCC\x81"), F("&lt;"), F("m"), F("\xE2\x81\xA9"),
    };
    // clang-format on
    const struct fragment *unit = &UNITS[tn_random_below(random, sizeof UNITS / sizeof UNITS[0])];
    const struct fragment *before = &BEFORE[tn_random_below(random, sizeof BEFORE / sizeof BEFORE[0])];
    const struct fragment *after = &AFTER[tn_random_below(random, sizeof AFTER / sizeof AFTER[0])];
    size_t length = near_bound(random, bounds);
    /* the bound may be one of bytes, of code points, or of bytes with what stands before */
    size_t times = tn_random_below(random, 2) == 0 ? length : length / unit->length;
    if (times * unit->length > TN_MAX_HOSTILE / 2) times = length / unit->length;
    if (tn_random_below(random, 3) == 0) add_fragment(text, random);
    tn_append(text, before->bytes, before->length);
    tn_append_repeated(text, unit->bytes, unit->length, times);
    tn_append(text, after->bytes, after->length);
    for (size_t n = tn_random_below(random, 3); n > 0; n--) add_fragment(text, random);
}

static void short_runs(struct tn_text *text, struct tn_random *random)
{
    run_near_a_bound(text, random, 6);
    if (tn_random_below(random, 3) == 0) run_near_a_bound(text, random, 4);
}

static void long_runs(struct tn_text *text, struct tn_random *random)
{
    run_near_a_bound(text, random, LENGTH_COUNT);
}

/* Fragments right where a window of a power of two ends, or the front of a long line leaves, which then goes on. */
static void fragments_at_a_bound(struct tn_text *text, struct tn_random *random)
{
    size_t length = near_bound(random, LENGTH_COUNT);
    static const char *const FILLS[] = {"The words of an ordinary line. ", "word\n", "a", "x y\n\n",
                                        "\xC3\xA9t\xC3\xA9 "};
    const char *fill = FILLS[tn_random_below(random, sizeof FILLS / sizeof FILLS[0])];
    while (text->length + strlen(fill) < length) tn_append(text, fill, strlen(fill));
    while (text->length < length) tn_append(text, "b", 1);
    if (text->length > 8) text->length -= tn_random_below(random, 8);
    for (size_t n = 1 + tn_random_below(random, 6); n > 0; n--) add_fragment(text, random);
    if (tn_random_below(random, 4) == 0)
        tn_append_repeated(text, " goes on in the same line", 25, 200 + tn_random_below(random, 200));
    tn_append(text, "and on", tn_random_below(random, 7));
}

/* Stretches between bidi controls, nested, about as long as they may be, of few kinds of text that grows or shrinks; at times they
 * are where the front of a long line leaves. */
static void bidi_stretches(struct tn_text *text, struct tn_random *random)
{
    // clang-format off
    static const struct fragment OPEN[] = {F("\xE2\x80\xAA"), F("\xE2\x80\xAE"), F("\xE2\x81\xA6"), F("\xE2\x81\xA7")};
    static const struct fragment CLOSE[] = {F("\xE2\x80\xAC"), F("\xE2\x81\xA9")};
    static const struct fragment PIECES[] = {
        F("a"), F("b c"), F(" "), F("\xED\x95\x9C"), F("\xE1\xBE\xA7"), F("\xC3\xA9"), F("e\xCC\x81"), F("\xEF\xB7\xBA"), F("\xEF\xAC\x81"),
        F("\xE1\x84\x92\xE1\x85\xA1"), F("<b "), F("<i>"), F("<!--"), F("-->"), F("&lt;b "), F("&amp;lt;"), F("&amp;amp;"), F("&#x2069;"),
        F("&#8234;"), F("[x]("), F("y)"), F("\xE2\x80\x8D"), F("\xE0\xB8\x81"), F("\xC3\x83\xC2\xA9"), F("\x93"), F("\xE9"), F("\xFF"),
    };
    // clang-format on
    size_t open[9] = {0}, depth = 0, kinds[4];
    if (tn_random_below(random, 3) == 0)
        tn_append_repeated(text, "x y ", 4, 7700 + tn_random_below(random, 600));
    for (size_t i = 0; i < 4; i++) kinds[i] = tn_random_below(random, sizeof PIECES / sizeof *PIECES);
    for (size_t end = text->length + 300 + tn_random_below(random, 900); depth == 0 || text->length < end;) {
        const struct fragment *piece = &PIECES[kinds[tn_random_below(random, 4)]];
        if ((depth == 0 || tn_random_below(random, 100) == 0) && depth < sizeof open / sizeof *open) {
            open[depth] = tn_random_below(random, sizeof OPEN / sizeof *OPEN);
            piece = &OPEN[open[depth++]];
        } else if (tn_random_below(random, 300) == 0) {
            piece = &CLOSE[tn_random_below(random, 2)];
        }
        tn_append(text, piece->bytes, piece->length);
    }
    for (; depth > 0; depth--) tn_append(text, CLOSE[open[depth - 1] >= 2].bytes, 3);
    tn_append(text, " end\n", tn_random_below(random, 6));
}

/* Paragraphs at the longest that an echo may be, twice. */
static void long_echoes(struct tn_text *text, struct tn_random *random)
{
    static const char *const JOINTS[] = {"\n", "\n\n", " \n", "<br>"};
    size_t length = LENGTHS[6 + tn_random_below(random, LENGTH_COUNT - 6)] - 2 + tn_random_below(random, 5);
    struct tn_text passage = {0};
    while (passage.length + 16 < length) {
        char word[16];
        int size = snprintf(word, sizeof word, "w%x ", (unsigned)tn_random_below(random, 4096));
        tn_append(&passage, word, (size_t)size);
    }
    while (passage.length < length) tn_append(&passage, "o", 1);
    const char *joint = JOINTS[tn_random_below(random, 4)];
    if (tn_random_below(random, 2) == 0) tn_append(text, "Before it. ", 11);
    tn_append(text, passage.bytes, passage.length);
    tn_append(text, joint, strlen(joint));
    if (tn_random_below(random, 3) == 0) add_fragment(text, random);
    tn_append(text, passage.bytes, passage.length);
    tn_append(text, "\n\nEnd.\n", 7);
    tn_release(&passage);
}

/* Units of UTF-16 in either order, with halves of pairs, and sometimes half a unit at the end. */
static void utf16(struct tn_text *text, struct tn_random *random)
{
    struct tn_text bytes = {0};
    bool big = tn_random_below(random, 2) == 0;
    tn_append(text, big ? "\xFE\xFF" : "\xFF\xFE", 2);
    for (size_t n = 1 + tn_random_below(random, 8); n > 0; n--) add_fragment(&bytes, random);
    for (size_t i = 0; i < bytes.length; i++) {
        unsigned char high = 0, low = bytes.bytes[i];
        if (tn_random_below(random, 8) == 0) high = (unsigned char)(0xD8 + tn_random_below(random, 8));
        if (tn_random_below(random, 8) == 0) high = (unsigned char)tn_random_below(random, 256);
        unsigned char unit[2] = {big ? high : low, big ? low : high};
        tn_append(text, unit, 2);
    }
    if (tn_random_below(random, 4) == 0) tn_append(text, "a", 1);
    tn_release(&bytes);
}

/* Pieces of HTML: where a state of the tokenizer begins or ends, and what opens and closes elements. */
static void pages(struct tn_text *text, struct tn_random *random)
{
    // clang-format off
    static const struct fragment PIECES[] = {
        F("<p>"), F("</p>"), F("<b>"), F("</b>"), F("<div"), F(">"), F("</div>"), F(" hidden>"), F(" class=\""), F("\""), F("'"),
        F("="), F("/"), F("<br>"), F("<pre>"), F("<pre>\n"), F("</pre>"), F("\t"), F("\n"), F("\r"), F("\r\n"), F("  "), F("\f"),
        F("<!--"), F("--"), F("-->"), F("--!>"), F("<!-->"), F("<!doctype html>"), F("<?x"), F("<![CDATA["), F("]]>"), F("]]"),
        F("<svg>"), F("</svg>"), F("<svg><title>"), F("<math>"), F("</math>"), F("<style>"), F("</style>"), F("<title>"), F("</title>"),
        F("<script>"), F("</script>"), F("</script "), F("<script"), F("<textarea>"), F("</textarea>"), F("<xmp>"), F("</xmp>"),
        F("<plaintext>"), F("<template>"), F("</template>"), F("<noscript>"), F("</noscript>"), F("<ul><li>"), F("<li>"), F("</ul>"),
        F("<table><tr><td>"), F("<td>"), F("<tr>"), F("</table>"), F("<dl><dt>"), F("<dd>"), F("<select><option>"), F("<option>"),
        F("<h1>"), F("</h2>"), F("<a href=x>"), F("</a>"), F("<img alt=\"\xF0\x9F\x98\x80\">"), F("<img alt='&amp;'>"),
        F("<img class=tex alt='&lt;b'>"), F("<math alttext='x&lt;'>"), F("<img class=smiley alt=':)'>"),
        F("<div style=display:flex>"), F("<p style=white-space:pre-line>"), F("<b style=white-space:normal>"),
        F("<img alt=&#x1F600;>"),
        F("<img alt=\""), F("&nGt;"), F("&nGt;&nGt;&nGt;&nGt;&nGt;&nGt;&nGt;&nGt;&nGt;&nGt;&nGt;&nGt;\">"),
        F("<hr/>"), F("</br>"), F("</"), F("</>"), F("</ x>"), F("<"), F("< b"), F("<3"), F("&lt;b&gt;"), F("&amp;lt;"),
        F("&notit;"), F("&#10;"), F("&nbsp;"), F("&am"), F("p;"), F("&#"), F("65"), F("&"), F(";"), F("word"), F(" words that go on "),
        F("\xC3\xA9"), F("\xC3\x83\xC2\xA9"), F("\xE2\x82"), F("\xFF"), F("\0"), F("\xCC\x81"), F("\xE2\x80\x8B"), F("style=\"display:none\""), F("<span style=display:block>"), F("<span aria-hidden=true>"), F("<td><div>"),
        F("<abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz "), F("<dialog>"), F("<dialog open>"), F("</dialog>"),
        F("<b hidden>"), F("<a hidden>"), F("<span>"), F("<label>"), F("<font>"), F("</font>"), F("<button>"), F("</button>"), F("<div hidden>"), F("<object>"), F("</object>"), F("<i>"), F("</i>"), F("<desc>"), F("<mi>"), F("<table><caption hidden>"),
        F("\n                                                                      \t\t"),
    };
    // clang-format on
    size_t count = tn_random_below(random, 6) == 0 ? 200 : 14;
    for (size_t n = 1 + tn_random_below(random, count); n > 0; n--) {
        const struct fragment *piece = &PIECES[tn_random_below(random, sizeof PIECES / sizeof PIECES[0])];
        tn_append(text, piece->bytes, piece->length);
    }
}

/* Lines of up to 24 letters, hundreds of them in a row, with what parts such rows: other lines, gaps and phrases. */
static void short_lines(struct tn_text *text, struct tn_random *random)
{
    static const char *const LINES[] = {"a",
                                        "to",
                                        "a b",
                                        "the tide",
                                        "quiet blue rivers run on",
                                        "nineteen of letters",
                                        "twenty of them again",
                                        "Share",
                                        "Follow us",
                                        "caf\xC3\xA9",
                                        "\xE4\xBB\x8A\xE6\x97\xA5\xE3\x81\xAF\xE6\x99\xB4"};
    static const char *const ENDS[] = {" \n",    "\n ",  "\n\n",  "\n\n\n\n\n", "\r\n",
                                       "\n  \n", "<br>", "<p>\n", "\n\f\n"};
    size_t kinds = 1 + tn_random_below(random, sizeof LINES / sizeof *LINES),
           first = tn_random_below(random, kinds);
    size_t dirt = 4u << tn_random_below(random, 8); /* one line in so many ends in some */
    for (size_t n = tn_random_below(random, tn_random_below(random, 4) == 0 ? 6000 : 900); n > 0; n--) {
        const char *line = LINES[tn_random_below(random, 3) == 0 ? tn_random_below(random, kinds) : first];
        const char *end = "\n";
        if (tn_random_below(random, dirt) == 0)
            end = ENDS[tn_random_below(random, sizeof ENDS / sizeof *ENDS)];
        if (tn_random_below(random, 4 * dirt) == 0) add_fragment(text, random);
        tn_append(text, line, strlen(line));
        tn_append(text, end, strlen(end));
    }
}

const struct generator TN_GENERATORS[] = {
    {"pages", pages, 3000},
    {"random bytes", random_bytes, 800},
    {"random code points", random_code_points, 800},
    {"few fragments", few_fragments, 2600},
    {"many fragments", many_fragments, 1500},
    {"few kinds of fragments", few_kinds_of_fragments, 1200},
    {"nested fragments", nested_fragments, 1600},
    {"repeated passages", repeated_passages, 700},
    {"mixed encodings", mixed_encodings, 500},
    {"short runs", short_runs, 500},
    {"long runs", long_runs, 200},
    {"fragments at a bound", fragments_at_a_bound, 100},
    {"UTF-16", utf16, 500},
    {"bidi stretches", bidi_stretches, 400},
    {"long echoes", long_echoes, 30},
    {"short lines", short_lines, 100},
};
const size_t TN_GENERATOR_COUNT = sizeof TN_GENERATORS / sizeof TN_GENERATORS[0];
