/* test_units.c - the modules that can be asked by themselves: what each says to a table of questions. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "echo.h"
#include "escape.h"
#include "line.h"
#include "markup.h"
#include "normal.h"
#include "phrases.h"
#include "reference.h"
#include "residue.h"
#include "support.h"
#include "window.h"
#include "windows1252.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const unsigned char *bytes(const char *text) { return (const unsigned char *)text; }

static const struct {
    const char *text;
    enum tn_markup_status status;
    enum tn_markup_kind kind;
    size_t length;
} TAGS[] = {
    {"<b>x", TN_MARKUP_FOUND, TN_MARKUP_INLINE, 3},
    {"</P >x", TN_MARKUP_FOUND, TN_MARKUP_BLOCK, 5},
    {"<br/>", TN_MARKUP_FOUND, TN_MARKUP_BREAK, 5},
    {"<td\nclass=x>", TN_MARKUP_FOUND, TN_MARKUP_CELL, 12},
    {"<li value='1' hidden>", TN_MARKUP_FOUND, TN_MARKUP_LINE, 21},
    {"<a href=\"x>y\">", TN_MARKUP_FOUND, TN_MARKUP_INLINE, 14},
    {"<x-y data-z>", TN_MARKUP_FOUND, TN_MARKUP_INLINE, 12},
    {"<o:p>", TN_MARKUP_FOUND, TN_MARKUP_INLINE, 5},
    {"<!-- x", TN_MARKUP_FOUND, TN_MARKUP_COMMENT, 4},
    {"<!DOCTYPE html>", TN_MARKUP_FOUND, TN_MARKUP_INLINE, 15},
    {"<?xml version=\"1.0\"?>", TN_MARKUP_FOUND, TN_MARKUP_INLINE, 21},
    {"<script>", TN_MARKUP_FOUND, TN_MARKUP_SCRIPT, 8},
    {"<", TN_MARKUP_OPEN, TN_MARKUP_INLINE, 1},
    {"<!-", TN_MARKUP_OPEN, TN_MARKUP_INLINE, 3},
    {"<a href=\"x", TN_MARKUP_OPEN, TN_MARKUP_INLINE, 10},
    {"< b>", TN_MARKUP_NONE, TN_MARKUP_INLINE, 0},
    {"<3", TN_MARKUP_NONE, TN_MARKUP_INLINE, 0},
    {"<y holds>", TN_MARKUP_NONE, TN_MARKUP_INLINE, 0},
    {"<String>", TN_MARKUP_NONE, TN_MARKUP_INLINE, 0},
    {"<b and c>", TN_MARKUP_NONE, TN_MARKUP_INLINE, 0},
    {"<b\f>", TN_MARKUP_NONE, TN_MARKUP_INLINE, 0},
    {"Array<Object>", TN_MARKUP_NONE, TN_MARKUP_INLINE, 0},
    {"u8<Data>", TN_MARKUP_NONE, TN_MARKUP_INLINE, 0},
    {"a <Object>", TN_MARKUP_FOUND, TN_MARKUP_INLINE, 8},
    {"a<OBJECT>", TN_MARKUP_FOUND, TN_MARKUP_INLINE, 8},
    {"a<object>", TN_MARKUP_FOUND, TN_MARKUP_INLINE, 8},
    {"a<Object id=x>", TN_MARKUP_FOUND, TN_MARKUP_INLINE, 13},
    {"a</Object>", TN_MARKUP_FOUND, TN_MARKUP_INLINE, 9},
    {"a<Br>", TN_MARKUP_FOUND, TN_MARKUP_BREAK, 4},
    {"#include <object>", TN_MARKUP_NONE, TN_MARKUP_INLINE, 8},
    {"#  include<object>", TN_MARKUP_NONE, TN_MARKUP_INLINE, 8},
    {"#                include<object>", TN_MARKUP_NONE, TN_MARKUP_INLINE, 8},
    {"#                 include<object>", TN_MARKUP_FOUND, TN_MARKUP_INLINE,
     8}, /* more blanks than are looked at */
    {"include <object>", TN_MARKUP_FOUND, TN_MARKUP_INLINE, 8},
    {"<C-x>", TN_MARKUP_NONE, TN_MARKUP_INLINE, 5},
    {"<c-x>", TN_MARKUP_FOUND, TN_MARKUP_INLINE, 5},
    {"<C-x y=z>", TN_MARKUP_FOUND, TN_MARKUP_INLINE, 9},
    {"<urn:x>", TN_MARKUP_NONE, TN_MARKUP_INLINE, 7},
    {"<!doctype>", TN_MARKUP_FOUND, TN_MARKUP_INLINE, 10},
    {"<!element>", TN_MARKUP_NONE, TN_MARKUP_INLINE, 9},
    {"<!notation>", TN_MARKUP_NONE, TN_MARKUP_INLINE, 10},
    {".<Object>", TN_MARKUP_FOUND, TN_MARKUP_INLINE, 8},
};

START_TEST(tags_are_told_from_text)
{
    const unsigned char *text = bytes(TAGS[_i].text), *p = bytes(strchr(TAGS[_i].text, '<'));
    struct tn_markup m = tn_markup_scan(text, (size_t)(p - text), p, p + strlen((const char *)p));
    ck_assert_msg(m.status == TAGS[_i].status, "%s: status %d", TAGS[_i].text, m.status);
    if (m.status == TN_MARKUP_FOUND)
        ck_assert_msg(m.kind == TAGS[_i].kind && m.length == TAGS[_i].length, "%s: kind %d, length %zu",
                      TAGS[_i].text, m.kind, m.length);
    tn_count_cases(1);
}
END_TEST

static const struct {
    const char *text, *stands_for;
    size_t length; /* 0: it is none */
} REFERENCES[] = {
    {"&amp;", "&", 5},
    {"&amp x", "&", 4},
    {"&ampx", "", 0},
    {"&copy=1", "", 0},
    {"& #39;", "'", 6},
    {"&# 39 ;", "'", 7},
    {"&#8217t", "\xE2\x80\x99", 6},
    {"&#x41;", "A", 6},
    {"&#x41\xC3\xA9", "", 0},
    {"&#150;", "\xE2\x80\x93", 6},
    {"&#0;", "\xEF\xBF\xBD", 4},
    {"&#xD800;", "\xEF\xBF\xBD", 8},
    {"& nbsp;", "\xC2\xA0", 7},
    {"& image;", "", 0},
    {"&NBSP;", "\xC2\xA0", 6},
    {"&EACUTE;", "\xC3\x89", 8},
    {"&nGt;", "\xE2\x89\xAB\xE2\x83\x92", 5},
    {"&T", "", 0},
    {"&nosuch;", "", 0},
    {"&;", "", 0},
};

START_TEST(references_are_told_from_ampersands)
{
    struct tn_reference r = {0, 0, {0}};
    const unsigned char *p = bytes(REFERENCES[_i].text);
    bool found = tn_reference_scan(p, p + strlen(REFERENCES[_i].text), &r);
    ck_assert_msg(found == (REFERENCES[_i].length > 0), "%s", REFERENCES[_i].text);
    if (found) {
        ck_assert_uint_eq(r.length, REFERENCES[_i].length);
        ck_assert_uint_eq(r.text_length, strlen(REFERENCES[_i].stands_for));
        ck_assert_mem_eq(r.text, REFERENCES[_i].stands_for, r.text_length);
    }
    tn_count_cases(1);
}
END_TEST

static const struct {
    const char *what, *text, *before;
    bool end, whole;
} ECHOES[] = {
    {"the end, from a word on", "a brown fox jumps over dogs", "quick: a brown fox jumps over dogs", true,
     false},
    {"the end, from within a word", "rown fox jumps over the lazy", "a brown fox jumps over the lazy", false,
     false},
    {"too few letters", "over the dog", "a fox jumps over the dog", false, false},
    {"a whole line of a paragraph", "a brown fox jumps over the dog", "x\na brown fox jumps over the dog",
     false, false},
    {"a refrain", "row your boat gently down", "row your boat gently down", false, false},
    {"Chinese, without spaces", "我们今天去公园散步", "他说我们今天去公园散步", true, false},
    {"another text", "a brown fox jumps over the cat", "so a brown fox jumps over the dog", false, false},
};

START_TEST(echoes_are_told_from_refrains)
{
    const char *text = ECHOES[_i].text, *before = ECHOES[_i].before;
    ck_assert_msg(tn_echo_is_end(bytes(text), strlen(text), bytes(before), strlen(before)) == ECHOES[_i].end,
                  "%s", ECHOES[_i].what);
    ck_assert_msg(tn_echo_is_whole(bytes(text), strlen(text), bytes(before), strlen(before)) ==
                      ECHOES[_i].whole,
                  "%s", ECHOES[_i].what);
    tn_count_cases(1);
}
END_TEST

START_TEST(a_whole_line_is_an_echo_from_eighty_letters_on)
{
    char text[200];
    for (size_t letters = 78; letters <= 82; letters++) {
        memset(text, 'a', letters);
        ck_assert(tn_echo_is_whole(bytes(text), letters, bytes(text), letters) == (letters >= 80));
    }
    tn_count_cases(5);
}
END_TEST

static const struct {
    const char *line;
    bool phrase;
} PHRASES[] = {
    {"Read on Twitter", true},
    {"Share on Facebook Share on Twitter", true},
    {"© 2019 Example Ltd. All rights reserved.", true},
    {"Auf Facebook teilen", true},
    {"Все права защищены.", true},
    {"I read on Twitter that it rains", false},
    {"Share on Facebook what you like", false},
    {"Log in", false},
    {"", false},
};

START_TEST(phrases_are_whole_lines)
{
    const char *line = PHRASES[_i].line;
    ck_assert_msg(tn_is_phrase(bytes(line), strlen(line)) == PHRASES[_i].phrase, "%s", line);
    tn_count_cases(1);
}
END_TEST

static const struct {
    unsigned what;
    const char *from, *to;
} FORMS[] = {
    {TN_NORMAL_COMPOSE, "e\xCC\x81", "\xC3\xA9"},
    {TN_NORMAL_COMPOSE, "a\xCC\x81\xCC\xA3", "\xE1\xBA\xA1\xCC\x81"},
    {TN_NORMAL_COMPOSE, "\xCD\xBE", ";"},
    {TN_NORMAL_COMPOSE, "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "\xED\x95\x9C"},
    {TN_NORMAL_COMPOSE | TN_NORMAL_COMPATIBLE, "\xEF\xAC\x81", "fi"},
    {0, "\xC3\xA9", "e\xCC\x81"},
    {0, "\xE1\xBA\xA1\xCC\x81", "a\xCC\xA3\xCC\x81"},
};

START_TEST(text_is_normalized)
{
    unsigned char out[TN_NORMAL_BYTES];
    size_t n = tn_normal_apply(FORMS[_i].what, bytes(FORMS[_i].from), strlen(FORMS[_i].from), out);
    ck_assert_uint_eq(n, strlen(FORMS[_i].to));
    ck_assert_mem_eq(out, FORMS[_i].to, n);
    tn_count_cases(1);
}
END_TEST

START_TEST(windows_1252_has_five_holes)
{
    unsigned holes = 0;
    for (unsigned byte = 0x80; byte <= 0xFF; byte++) holes += tn_windows1252(byte) == 0;
    ck_assert_uint_eq(holes, 5);
    ck_assert_uint_eq(tn_windows1252(0x80), 0x20AC);
    ck_assert_uint_eq(tn_windows1252(0xE9), 0xE9);
    tn_count_cases(130);
}
END_TEST

START_TEST(a_window_keeps_count_of_the_stream)
{
    struct tn_window *w = malloc(sizeof *w);
    ck_assert_ptr_nonnull(w);
    tn_window_reset(w);
    uint64_t fed = 0;
    for (int i = 0; i < 1000; i++) {
        unsigned char piece[999];
        memset(piece, 'a' + i % 26, sizeof piece);
        size_t taken = tn_window_take(w, piece, sizeof piece);
        ck_assert_uint_eq(taken, sizeof piece);
        fed += taken;
        ck_assert_uint_eq(*tn_window_end(w), 0);
        size_t read = (w->end - w->cur) / 2;
        w->cur += read;
        ck_assert_uint_eq(tn_window_offset(w), fed - (w->end - w->cur));
        tn_window_put_back(w, piece, 5, TN_FORM);
        ck_assert_uint_eq(tn_window_made(w, 9), 5);
        ck_assert_uint_eq(tn_window_offset(w), fed - (w->end - w->made));
        w->cur += 5;
    }
    free(w);
    tn_count_cases(1000);
}
END_TEST

static const struct {
    const char *text;
    bool address;
} ADDRESSES[] = {
    {"https://a.example/?x=1", true},
    {"HTTP://A.EXAMPLE", true},
    {"(http://a.example", true},
    {"www.a.example", true},
    {"ftp://a.example", true},
    {"mailto:a@b.example", false},
    {"a://b", false},
    {"word", false},
};

START_TEST(addresses_are_told_from_words)
{
    const char *text = ADDRESSES[_i].text;
    ck_assert_msg(tn_is_address(bytes(text), strlen(text)) == ADDRESSES[_i].address, "%s", text);
    tn_count_cases(1);
}
END_TEST

/* Text that reached a sink. */
struct sunk {
    size_t length;
    unsigned char bytes[200000];
};

static int sink(void *context, const unsigned char *text, size_t length)
{
    struct sunk *sunk = context;
    ck_assert_uint_le(sunk->length + length, sizeof sunk->bytes);
    memcpy(sunk->bytes + sunk->length, text, length);
    sunk->length += length;
    return 0;
}

/* Cleans `text`, `piece` bytes at a time. */
static void clean(const unsigned char *text, size_t length, size_t piece, struct sunk *sunk)
{
    struct tnorm_options options = tnorm_options_default();
    options.sink = sink;
    options.sink_context = sunk;
    sunk->length = 0;
    tnorm *t = tnorm_new(&options, NULL);
    ck_assert_ptr_nonnull(t);
    for (size_t i = 0; i < length; i += piece)
        ck_assert_int_eq(tnorm_feed(t, text + i, length - i < piece ? length - i : piece), TNORM_OK);
    ck_assert_int_eq(tnorm_finish(t), TNORM_OK);
    tnorm_free(t);
}

static size_t append(unsigned char *text, size_t length, const char *more)
{
    memcpy(text + length, more, strlen(more));
    return length + strlen(more);
}

/* Each repair completes another one before it: all of a long line is written back to the input, whose beginning
 * has long left the window when it comes byte by byte. */
START_TEST(a_cascade_of_repairs_stays_in_the_window)
{
    static struct sunk whole, cut;
    static unsigned char text[200000];
    for (size_t n = 100; n <= 3000; n += 290 * tn_thinned()) {
        size_t length = 0;
        for (size_t i = 0; i <= n; i++) {
            length = append(text, length, "\xD0\xB2\xD0\x82\xD1\x99");
            for (int j = 0; j < 14; j++) length = append(text, length, "\xD0\xA0\xD0\x8E");
            length = append(text, length, i < n ? "\xD0\xA0" : "\xD1\x80\xD1\x9F\xE2\x80\x9C\xC2\xB1");
        }
        clean(text, length, length, &whole);
        clean(text, length, 1, &cut);
        ck_assert_uint_eq(whole.length, cut.length);
        ck_assert_mem_eq(whole.bytes, cut.bytes, whole.length);
        tn_count_cases(1);
    }
}
END_TEST

/* What comes between directional controls, and is longer when it is written, or as long. */
static const struct {
    const char *unit;
    enum tnorm_form form;
} STRETCHES[] = {
    {"a", TNORM_FORM_NFC},
    {"\xFF", TNORM_FORM_NFC},         /* U+FFFD */
    {"\xED\x95\x9C", TNORM_FORM_NFD}, /* a syllable, of three letters */
};

/* How many of U+202C and U+2069 it has. */
static size_t closers_of(const struct tn_text *text)
{
    size_t count = 0;
    for (size_t i = 0; i + 3 <= text->length; i++)
        count += memcmp(text->bytes + i, "\xE2\x80\xAC", 3) == 0 ||
                 memcmp(text->bytes + i, "\xE2\x81\xA9", 3) == 0;
    return count;
}

/* What a directional control opens is closed in time or put to an end, around every bound of its reach and of the line, and in a
 * way that a second pass leaves alone. */
START_TEST(directional_controls_are_closed_in_time)
{
    const char *unit = STRETCHES[_i].unit;
    struct tn_text text = {0}, once = {0};
    struct tn_machine machine;
    struct tnorm_options options = tn_options(TNORM_INPUT_LINES);
    options.form = STRETCHES[_i].form;
    tn_start(&machine, &options);
    for (size_t begin = 0; begin <= TN_LINE_SIZE; begin += begin == 0 ? TN_LINE_SIZE - 1064 : tn_thinned())
        for (size_t n = begin == 0 ? 100 : 1000; n <= 1060; n += begin == 0 ? tn_thinned() : 20) {
            tn_clear(&text);
            tn_append_repeated(&text, "b", 1, begin);
            tn_append(&text, "\xE2\x81\xA7\xE2\x80\xAA", 6);
            tn_append_repeated(&text, unit, strlen(unit), n / strlen(unit));
            tn_append(&text, "\xE2\x80\xAC\xE2\x81\xA9 y\n", 9);
            tn_feed_whole(&machine, text.bytes, text.length);
            tn_clear(&once);
            tn_append(&once, machine.out.bytes, machine.out.length);
            bool near = n <= 900 && *unit == 'a';
            ck_assert_msg(!near || tn_equal(&once, &text), "they stay: %zu bytes", n);
            ck_assert_msg(closers_of(&once) <= 2, "nothing is closed twice: %zu bytes", n);
            tn_feed_whole(&machine, once.bytes, once.length);
            ck_assert_msg(tn_equal(&machine.out, &once), "%zu bytes behind %zu", n, begin);
            tn_count_cases(1);
            if (begin > 0) continue;
            tn_feed_bytewise(&machine, text.bytes, text.length);
            ck_assert_msg(tn_equal(&machine.out, &once), "byte by byte: %zu bytes", n);
        }
    tn_stop(&machine);
    tn_release(&text);
    tn_release(&once);
}
END_TEST

/* A line that is too long leaves in pieces, and whether a tag is text may hang on the byte before it. */
START_TEST(what_stands_before_a_tag_is_known_where_a_long_line_is_cut)
{
    static const char *const TEXTS[] = {"`<b>`", "`<!--`", "/<int:y>", "=<x-y>", "a<Object>"};
    struct tn_text text = {0};
    struct tn_machine machine;
    struct tnorm_options options = tn_options(TNORM_INPUT_TEXT);
    options.boilerplate = TNORM_BOILERPLATE_OFF;
    tn_start(&machine, &options);
    for (size_t i = 0; i < COUNT(TEXTS); i++)
        for (size_t n = TN_LINE_SIZE - TN_LINE_LOOKBACK - 8; n <= TN_LINE_SIZE - TN_LINE_LOOKBACK + 2; n++) {
            tn_clear(&text);
            tn_append_repeated(&text, "b", 1, n);
            tn_append(&text, TEXTS[i], strlen(TEXTS[i]));
            tn_append_repeated(&text, " and on", 7, TN_LINE_SIZE / 7);
            tn_append(&text, "\n", 1);
            tn_feed_whole(&machine, text.bytes, text.length);
            ck_assert_msg(tn_equal(&machine.out, &text), "%s behind %zu bytes", TEXTS[i], n);
            tn_count_cases(1);
        }
    tn_stop(&machine);
    tn_release(&text);
}
END_TEST

static const struct {
    const char *text;
    bool emoji;
} EMOJI[] = {
    {"\u2764", true},
    {"\u2764\uFE0F", true},
    {"\U0001F1F7\U0001F1FA", true},
    {"\U0001F468\u200D\U0001F469", true},
    {"1\uFE0F\u20E3", true},
    {"\u3030", true},
    {"\u303D", true},
    {"\u303E", false},
    {"\u3297", true},
    {"\u3299", true},
    {"\u3298", false},
    {"\u218F", false},
    {"\u2190", true},
    {"\u2BFF", true},
    {"\u2C00", false},
    {"\u4E2D", false},
    {"\u00A9", false}, /* by itself it is a sign */
    {"\u00A9\u2764", true},
    {"12", false},
    {"a\u2764", false},
    {"\u2764 \u2764", false},
    {"", false},
};

START_TEST(emoji_are_told_from_text)
{
    const char *text = EMOJI[_i].text;
    ck_assert_msg(tn_residue_is_emoji(bytes(text), strlen(text)) == EMOJI[_i].emoji, "%s", text);
    tn_count_cases(1);
}
END_TEST

static const struct {
    const char *text;
    size_t length; /* of the escape; 1: there is none, 0: it may go on */
} ESCAPES[] = {
    {"\x1B[31mx", 5},
    {"\x1B[ q", 4},
    {"\x1B[<0;1;2M", 9},
    {"\x1B[<b>", 1},
    {"\x1B[&a", 1},
    {"\x1B[31", 0},
    {"\x1B[31\n", 1},
    {"\x1B]0;x\x07y", 6},
    {"\x1B]0;x\x1B\\y", 7},
    {"\x1B]0;x", 0},
    {"\x1B]0;x\x1B", 0},
    {"\x1B]0;x\ny\x07", 1},
    {"\x1B]0;<x>\x07", 1},
    {"\x1B]0;\xC3\xA9\x07", 7},
    {"\x1B]0;\xC3\x07", 1},
    {"\x1BPx\x07", 1},
    {"\x1B]0;\xC3", 0},
    {"\x1B]0;\xF0\x9F\x98", 0},
    {"\x1B]0;\x80", 1},
    {"\x1BPx\x1B\\", 5},
    {"\x1B(Bx", 3},
    {"\x1B(B)", 1},
    {"\x1B(c)", 1},
    {"\x1B$Bx", 3},
    {"\x1B Fx", 1},
    {"\x1Bx", 1},
    {"\x1B", 1},
};

START_TEST(escapes_are_told_from_letters)
{
    const char *text = ESCAPES[_i].text;
    size_t length = tn_escape_scan(bytes(text), bytes(text) + strlen(text));
    ck_assert_msg(length == ESCAPES[_i].length, "%s: %zu", text, length);
    tn_count_cases(1);
}
END_TEST

/* A string is closed within TN_ESCAPE_LONGEST bytes or is none, however it comes. */
START_TEST(a_long_escape_is_none)
{
    struct tnorm_options options = tn_options(TNORM_INPUT_TEXT);
    struct tn_machine machine;
    struct tn_text text = {0};
    tn_start(&machine, &options);
    for (size_t n = TN_ESCAPE_LONGEST - 1; n <= TN_ESCAPE_LONGEST + 1; n++) {
        tn_clear(&text);
        tn_append(&text, "a\x1B]", 3);
        tn_append_repeated(&text, "x", 1, n - 3);
        tn_append(&text, "\x07\n", 2);
        tn_feed_whole(&machine, text.bytes, text.length);
        ck_assert_msg(tn_is(&machine.out, "a\n") == (n <= TN_ESCAPE_LONGEST), "%zu bytes", n);
        tn_feed_bytewise(&machine, text.bytes, text.length);
        ck_assert_msg(tn_is(&machine.out, "a\n") == (n <= TN_ESCAPE_LONGEST), "%zu bytes, one by one", n);
        tn_count_cases(1);
    }
    /* one of two characters before it, and a title whose characters are cut */
    tn_clear(&text);
    tn_append(&text,
              "a\x1B"
              "7\x1B]",
              5);
    tn_append_repeated(&text, "x", 1, TN_ESCAPE_LONGEST);
    tn_append(&text, "\x07\n", 2);
    for (size_t whole = 0; whole < 2; whole++) {
        (whole ? tn_feed_whole : tn_feed_bytewise)(&machine, text.bytes, text.length);
        ck_assert_msg(machine.out.length > 4 && memcmp(machine.out.bytes, "a7]x", 4) == 0, "whole: %zu",
                      whole);
    }
    tn_clear(&text);
    tn_append(&text, "a\x1B]", 3);
    tn_append_repeated(&text, "\xD0\xB6", 2, 100);
    tn_append(&text, "\x07\n", 2);
    tn_feed_bytewise(&machine, text.bytes, text.length);
    ck_assert(tn_is(&machine.out, "a\n"));
    tn_stop(&machine);
    tn_release(&text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("units");
    TCase *units = tcase_create("units");
    tcase_set_timeout(units, 60);
    tcase_add_loop_test(units, tags_are_told_from_text, 0, (int)COUNT(TAGS));
    tcase_add_loop_test(units, escapes_are_told_from_letters, 0, (int)COUNT(ESCAPES));
    tcase_add_test(units, a_long_escape_is_none);
    tcase_add_loop_test(units, references_are_told_from_ampersands, 0, (int)COUNT(REFERENCES));
    tcase_add_loop_test(units, echoes_are_told_from_refrains, 0, (int)COUNT(ECHOES));
    tcase_add_test(units, a_whole_line_is_an_echo_from_eighty_letters_on);
    tcase_add_loop_test(units, phrases_are_whole_lines, 0, (int)COUNT(PHRASES));
    tcase_add_loop_test(units, text_is_normalized, 0, (int)COUNT(FORMS));
    tcase_add_test(units, windows_1252_has_five_holes);
    tcase_add_test(units, a_window_keeps_count_of_the_stream);
    tcase_add_loop_test(units, addresses_are_told_from_words, 0, (int)COUNT(ADDRESSES));
    tcase_add_loop_test(units, emoji_are_told_from_text, 0, (int)COUNT(EMOJI));
    tcase_add_test(units, a_cascade_of_repairs_stays_in_the_window);
    tcase_add_loop_test(units, directional_controls_are_closed_in_time, 0, (int)COUNT(STRETCHES));
    tcase_add_test(units, what_stands_before_a_tag_is_known_where_a_long_line_is_cut);
    suite_add_tcase(suite, units);
    return tn_main(suite);
}
