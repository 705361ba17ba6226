/* test_charset.c - which encoding a text is in, and what its bytes become. */
#include <check.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "charset.h"
#include "detect.h"
#include "detector.h"
#include "document.h"
#include "meta.h"
#include "state.h"
#include "support.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))
#define BYTES(text) text, sizeof(text) - 1
#define LOST "\xEF\xBF\xBD"

static const unsigned char *bytes(const char *text) { return (const unsigned char *)text; }

static const struct {
    const char *label;
    enum tn_source_encoding encoding;
} LABELS[] = {
    {"utf-8", TN_ENCODING_UTF_8},
    {" UTF8\n", TN_ENCODING_UTF_8},
    {"\t\n\f\r utf-8 \t\n\f\r", TN_ENCODING_UTF_8},
    {"iso-8859-1", TN_ENCODING_WINDOWS_1252},
    {"US-ASCII", TN_ENCODING_WINDOWS_1252},
    {"latin1", TN_ENCODING_WINDOWS_1252},
    {"iso-8859-9", TN_ENCODING_WINDOWS_1254},
    {"iso-8859-15", TN_ENCODING_ISO_8859_15},
    {"iso-8859-11", TN_ENCODING_WINDOWS_874},
    {"ISO-8859-8-I", TN_ENCODING_ISO_8859_8_I},
    {"tis-620", TN_ENCODING_WINDOWS_874},
    {"gb2312", TN_ENCODING_GBK},
    {"GB18030", TN_ENCODING_GB18030},
    {"ks_c_5601-1987", TN_ENCODING_EUC_KR},
    {"big5-hkscs", TN_ENCODING_BIG5},
    {"x-sjis", TN_ENCODING_SHIFT_JIS},
    {"utf-16", TN_ENCODING_UTF_16LE},
    {"unicodefffe", TN_ENCODING_UTF_16BE},
    {"hz-gb-2312", TN_ENCODING_REPLACEMENT},
    {"866", TN_ENCODING_IBM866},
    {"", TN_ENCODING_UNKNOWN},
    {" ", TN_ENCODING_UNKNOWN},
    {"utf-8;", TN_ENCODING_UNKNOWN},
    {"utf", TN_ENCODING_UNKNOWN},
    {"\vutf-8", TN_ENCODING_UNKNOWN},
    {"iso-8859-1 x", TN_ENCODING_UNKNOWN},
    {"utf-32", TN_ENCODING_UNKNOWN},
    {"a label that is longer than any that the standard has", TN_ENCODING_UNKNOWN},
};

START_TEST(labels_mean_what_the_standard_says)
{
    const char *label = LABELS[_i].label;
    ck_assert_msg(tn_encoding_of_label(bytes(label), strlen(label)) == LABELS[_i].encoding, "%s", label);
    tn_count_cases(1);
}
END_TEST

static const struct {
    const char *page;
    size_t length;
    enum tn_source_encoding encoding;
    const char *unknown; /* the label that nobody knows */
} PAGES[] = {
    {BYTES("<meta charset=koi8-r>"), TN_ENCODING_KOI8_R, ""},
    {BYTES("<META\nCHARSET = 'KOI8-R' x>"), TN_ENCODING_KOI8_R, ""},
    {BYTES("<meta/charset=\"koi8-r\">"), TN_ENCODING_KOI8_R, ""},
    {BYTES("<!doctype html><html><head><title>x</title><meta charset=gbk>"), TN_ENCODING_GBK, ""},
    {BYTES("<meta http-equiv=Content-Type content=\"text/html; charset=big5\">"), TN_ENCODING_BIG5, ""},
    {BYTES("<meta content='text/html; charset = \"big5\"' http-equiv=content-type>"), TN_ENCODING_BIG5, ""},
    {BYTES("<meta content=\"x charset charset=big5;y\" http-equiv=\"Content-Type\"/>"), TN_ENCODING_BIG5, ""},
    {BYTES("<meta content=\"text/html; charset=big5\">"), TN_ENCODING_UNKNOWN, ""},
    {BYTES("<meta http-equiv=refresh content=\"text/html; charset=big5\">"), TN_ENCODING_UNKNOWN, ""},
    {BYTES("<meta http-equiv=content-type content='charset=\"big5'>"), TN_ENCODING_UNKNOWN, ""},
    {BYTES("<meta charset=nonsense>"), TN_ENCODING_UNKNOWN, "nonsense"},
    {BYTES("<meta charset=nonsense><meta charset=gbk>"), TN_ENCODING_GBK, "nonsense"},
    {BYTES("<meta charset=gbk charset=big5>"), TN_ENCODING_GBK, ""},
    {BYTES("<meta charset=utf-16le>"), TN_ENCODING_UTF_8, ""},
    {BYTES("<meta charset=x-user-defined>"), TN_ENCODING_WINDOWS_1252, ""},
    {BYTES("<!-- <meta charset=gbk> --><meta charset=big5>"), TN_ENCODING_BIG5, ""},
    {BYTES("<!--><meta charset=gbk>"), TN_ENCODING_GBK, ""},
    {BYTES("<!-- <meta charset=gbk>"), TN_ENCODING_UNKNOWN, ""},
    {BYTES("<!x <meta charset=gbk> <meta charset=big5>"), TN_ENCODING_BIG5, ""},
    {BYTES("<a title=\"<meta charset=gbk>\"><meta charset=big5>"), TN_ENCODING_BIG5, ""},
    {BYTES("</a title='<meta charset=gbk>'><meta charset=big5>"), TN_ENCODING_BIG5, ""},
    {BYTES("<a title=x><meta charset=gbk>"), TN_ENCODING_GBK, ""},
    {BYTES("<a b =c d = 'e>' ><meta charset=gbk>"), TN_ENCODING_GBK, ""},
    {BYTES("<metacharset=gbk>"), TN_ENCODING_UNKNOWN, ""},
    {BYTES("< meta charset=gbk>"), TN_ENCODING_UNKNOWN, ""},
    {BYTES("<meta charset=gbk"), TN_ENCODING_UNKNOWN, ""},
    {BYTES("<meta charset='gbk>"), TN_ENCODING_UNKNOWN, ""},
    {BYTES("<meta =charset=gbk>"), TN_ENCODING_UNKNOWN, ""},
    {BYTES("a\0b<meta charset=gbk>"), TN_ENCODING_GBK, ""},
    {BYTES("<meta charset=g\0bk>"), TN_ENCODING_UNKNOWN,
     "g\x7F"
     "bk"},
    {BYTES("<?xml version=\"1.0\" encoding=\"koi8-r\"?><html>"), TN_ENCODING_KOI8_R, ""},
    {BYTES("<?xml encoding = 'koi8-r'?>"), TN_ENCODING_KOI8_R, ""},
    {BYTES("<?xml encoding='koi8-r'?><meta charset=gbk>"), TN_ENCODING_GBK, ""},
    {BYTES("<?xml encoding='koi8-r"), TN_ENCODING_UNKNOWN, ""},
    {BYTES("<?xml encoding='koi8 r'?>"), TN_ENCODING_UNKNOWN, ""},
    {BYTES("<?xml?> encoding='koi8-r'"), TN_ENCODING_UNKNOWN, ""},
    {BYTES(" <?xml encoding='koi8-r'?>"), TN_ENCODING_UNKNOWN, ""},
    {BYTES("<\0?\0x\0m\0l\0"), TN_ENCODING_UTF_16LE, ""},
    {BYTES("\0<\0?\0x\0m\0l"), TN_ENCODING_UTF_16BE, ""},
    {BYTES(""), TN_ENCODING_UNKNOWN, ""},
    {BYTES("<"), TN_ENCODING_UNKNOWN, ""},
};

START_TEST(pages_say_what_they_are_in)
{
    struct tn_meta meta;
    unsigned char *page = malloc(PAGES[_i].length + 1); /* one more, as malloc(0) may be NULL */
    ck_assert_ptr_nonnull(page);
    memcpy(page, PAGES[_i].page, PAGES[_i].length);
    tn_meta_prescan(page, PAGES[_i].length, &meta);
    ck_assert_msg(meta.encoding == PAGES[_i].encoding, "%s: %d", PAGES[_i].page, meta.encoding);
    ck_assert_uint_eq(meta.label_length, strlen(PAGES[_i].unknown));
    ck_assert_mem_eq(meta.label, PAGES[_i].unknown, meta.label_length);
    free(page);
    tn_count_cases(1);
}
END_TEST

START_TEST(only_the_first_1024_bytes_of_a_page_count)
{
    static const char claim[] = "<meta charset=gbk>";
    unsigned char page[2 * TN_META_REACH];
    struct tn_meta meta;
    for (size_t end = TN_META_REACH - 3; end <= TN_META_REACH + 3; end++) {
        memset(page, ' ', sizeof page);
        memcpy(page + end - strlen(claim), claim, strlen(claim));
        tn_meta_prescan(page, sizeof page, &meta);
        ck_assert_int_eq(meta.encoding, end <= TN_META_REACH ? TN_ENCODING_GBK : TN_ENCODING_UNKNOWN);
    }
    tn_count_cases(7);
}
END_TEST

/* What becomes of bytes; U+FFFD for what is damaged. */
static const struct {
    const char *from, *in;
    size_t length;
    const char *out;
} TEXTS[] = {
    {"windows-1252", BYTES("caf\xE9 \x93x\x94 \x80"), "café “x” €"},
    {"iso-8859-1", BYTES("\x93x\x94"), "“x”"},
    {"windows-874", BYTES("\xE4\xB7\xC2"), "ไทย"},
    {"koi8-u", BYTES("\xAE\xBE\xA6"), "ўЎі"},
    {"macintosh", BYTES("\xC6 \x8E"), "∆ é"},
    {"x-mac-cyrillic", BYTES("\xFF\x80"), "€А"},
    {"iso-8859-3", BYTES("a\xA5z"), "a" LOST "z"},
    {"gbk", BYTES("\xC4\xE3\xBA\xC3\x80"), "你好€"},
    {"gbk", BYTES("\xC4\xE3\xFF\xBA\xC3"), "你" LOST "好"},
    {"gbk", BYTES("\xC4\xE3\x81<b>\xBA\xC3"), "你" LOST "好"},
    {"gb18030", BYTES("\x82\x35\x8F\x33x"), "龦x"},
    {"gb18030", BYTES("\x82\x35\x8Fx"), LOST "5弜"},
    {"gb18030", BYTES("\x84\x31\xA5\x30\xC4\xE3"),
     "\xEF\xBF\xBD"
     "你"},
    {"big5", BYTES("\xA7\x41\xA6\x6E"), "你好"},
    {"big5", BYTES("x\x88\x62y\x88\xA3"), "xÊ̄yê̄"},
    {"big5", BYTES("\xA7\x41\x80\xA6\x6E\x87\x7F"), "你" LOST "好" LOST},
    {"shift_jis", BYTES("\x93\xFA\x96\x7B\xB1"), "日本ｱ"},
    {"shift_jis", BYTES("\x93\xFA\x96\xFFz"), "日" LOST "z"},
    {"euc-jp", BYTES("\xC6\xFC\xCB\xDC\x8E\xB1\x8F\xB0\xA1"), "日本ｱ丂"},
    {"euc-jp", BYTES("\xC6\xFC\xCBz\x8F\xB0z"), "日" LOST "z" LOST "z"},
    {"iso-2022-jp", BYTES("\x1B$B\x46\x7C\x4B\x5C\x1B(Bx\x1B(J\\\x1B(I1"), "日本x¥ｱ"},
    {"iso-2022-jp", BYTES("a\x1B(B\x1B(Bx"), "a" LOST "x"},
    {"iso-2022-jp", BYTES("a\x1B("), "a" LOST "("},
    {"iso-2022-jp", BYTES("\x1B$B\x46"), LOST},
    {"euc-kr", BYTES("\xC7\xD1\xB1\xDB\x81\x41"), "한글갂"},
    {"euc-kr", BYTES("\xC7\xD1\xB1"), "한" LOST},
    {"x-user-defined", BYTES("a\x80\xFF"), "a\xEF\x9E\x80\xEF\x9F\xBF"},
    {"hz-gb-2312", BYTES("lost and gone"), LOST},
    {"utf-16le", BYTES("a\0\x60\x4F"), "a你"},
    {"utf-16be", BYTES("\0a\x4F\x60\xD8\x3D\xDE\x00\xDC\x00\0b\0"), "a你😀" LOST "b" LOST},
    {"ibm850", BYTES("caf\x82"), "café"},
    {"UTF-32BE", BYTES("\0\0\0a\0\0\x4F\x60\0\1\xF6\0\0\0"), "a你😀" LOST},
    {"UTF-32BE", BYTES("\0\0\0a\0\x11\0\0\0\0\0b\0\0\xD8\0\0\0\0c"), "a" LOST "b" LOST "c"},
    {"UTF-32LE", BYTES("a\0\0\0\0\xD8\0\0b\0\0\0"), "a" LOST "b"},
    {"UTF-32", BYTES("\xFF\xFE\0\0a\0\0\0\0\xD8\0\0b\0\0\0"), "a" LOST "b"},
    {"UCS-2BE", BYTES("\0a\xD8\0\0b"), "a" LOST "b"},
    {"UTF-7", BYTES("a+T2A-b"), "a你b"},
    {"EUC-TW", BYTES("\xC4\xE3\xFFz"), "中" LOST "z"},
    {"detect", BYTES("caf\xC3\xA9 \xC3\xA0"), "café à"},
};

static void expect(struct tn_machine *machine, const char *text, const char *how)
{
    while (machine->out.length > 0 && machine->out.bytes[machine->out.length - 1] == '\n')
        machine->out.bytes[--machine->out.length] = 0;
    if (machine->error == TNORM_OK && tn_is(&machine->out, text)) return;
    ck_abort_msg("%s: \"%s\", expected \"%s\"; %s", how, machine->out.bytes, text,
                 tnorm_strerror(machine->error));
}

/* Clean at every cut, with an account that holds. */
static void expect_at_every_cut(const struct tnorm_options *options, const char *in, size_t length,
                                const char *out)
{
    struct tn_machine machine;
    tn_start(&machine, options);
    for (size_t cut = 0; cut <= length; cut++) {
        tn_feed_cut(&machine, bytes(in), length, &cut, 1, cut % 2 == 0);
        const char *why = tn_broken_account(machine.handle, length, machine.out.length);
        ck_assert_msg(why == NULL, "%s, cut at %zu: %s", out, cut, why);
        expect(&machine, out, "cut once");
    }
    tn_feed_bytewise(&machine, bytes(in), length);
    expect(&machine, out, "byte by byte");
    tn_stop(&machine);
    tn_count_cases(length + 2);
}

START_TEST(bytes_become_what_they_stand_for)
{
    static const enum tnorm_input kinds[] = {TNORM_INPUT_TEXT, TNORM_INPUT_LINES, TNORM_INPUT_TSV,
                                             TNORM_INPUT_HTML};
    for (size_t i = 0; i < COUNT(kinds); i++) {
        struct tnorm_options options = tn_options(kinds[i]);
        options.from = TEXTS[_i].from;
        options.keep = TNORM_KEEP_CHARACTERS; /* private characters stay */
        options.form = TNORM_FORM_NONE;
        expect_at_every_cut(&options, TEXTS[_i].in, TEXTS[_i].length, TEXTS[_i].out);
    }
}
END_TEST

/* Who is believed. */
static const struct {
    const char *what, *from, *header, *in;
    size_t length;
    bool html, detect;
    const char *out, *name;
} DOCUMENTS[] = {
    {"a mark beats all", "gbk", "big5", BYTES("\xEF\xBB\xBFx\xFF"), true, true, "xÿ", "UTF-8"},
    {"a mark of UTF-16", "gbk", "big5", BYTES("\xFE\xFF\x4F\x60"), true, true, "你", "UTF-16BE"},
    {"what is asked for beats the header", "koi8-r", "windows-1251", BYTES("\xF0\xD2\xC9"), true, true, "При",
     "KOI8-R"},
    {"to guess beats the header", "detect", "windows-1251", BYTES("caf\xC3\xA9"), false, false, "café",
     "UTF-8"},
    {"the header", NULL, " Windows-1251\t", BYTES("\xCF\xF0\xE8"), false, true, "При", "windows-1251"},
    {"the header beats the page", NULL, "windows-1251", BYTES("<meta charset=koi8-r>\xCF\xF0\xE8"), true,
     true, "При", "windows-1251"},
    {"the page", NULL, NULL, BYTES("<meta charset=koi8-r>\xF0\xD2\xC9"), true, true, "При", "KOI8-R"},
    {"the page where the header is unknown", NULL, "none", BYTES("<meta charset=koi8-r>\xF0\xD2\xC9"), true,
     true, "При", "KOI8-R"},
    {"text has no <meta>", NULL, NULL, BYTES("<meta charset=koi8-r>caf\xE9 x\n"), false, false, "café x",
     "UTF-8"},
    {"plainly UTF-8, whatever the header says", NULL, "windows-1251", BYTES("caf\xC3\xA9"), false, true,
     "café", "UTF-8"},
    {"plainly UTF-8, whatever the page says", NULL, NULL, BYTES("<meta charset=gbk>caf\xC3\xA9"), true, true,
     "café", "UTF-8"},
    {"plainly UTF-8, whatever is asked for", "gbk", NULL, BYTES("caf\xC3\xA9"), true, true, "café", "UTF-8"},
    {"UTF-8 but for one byte", NULL, "windows-1252", BYTES("\xC3\xA9\xFF"), false, true, "Ã©ÿ",
     "windows-1252"},
    {"UTF-8 but for its end", NULL, "windows-1252", BYTES("x\xC3"), false, true, "xÃ", "windows-1252"},
    {"ASCII that is declared otherwise", NULL, "iso-2022-jp", BYTES("\x1B$B\x46\x7C"), false, true, "日",
     "ISO-2022-JP"},
    {"nobody says anything", NULL, NULL, BYTES("a caf\xE9 in town\n"), false, false, "a café in town",
     "UTF-8"},
};

START_TEST(the_right_one_is_believed)
{
    struct tnorm_options options = tn_options(TNORM_INPUT_HTML);
    struct tn_machine machine;
    options.from = DOCUMENTS[_i].from;
    options.keep = TNORM_KEEP_MOJIBAKE;
    tn_start(&machine, &options);
    const struct tn_document_head head = {DOCUMENTS[_i].html, DOCUMENTS[_i].detect, DOCUMENTS[_i].header};
    for (size_t cut = 0; cut <= DOCUMENTS[_i].length; cut++) {
        const unsigned char *in = bytes(DOCUMENTS[_i].in);
        tnorm_reset(machine.handle);
        tn_clear(&machine.out);
        tn_document_start(machine.handle, &head);
        tn_document_feed(machine.handle, in, cut);
        tn_document_feed(machine.handle, in + cut, DOCUMENTS[_i].length - cut);
        tn_document_end(machine.handle);
        ck_assert_str_eq(tn_charset_name(machine.handle), DOCUMENTS[_i].name);
        tnorm_flush(machine.handle) == TNORM_OK ? (void)0 : ck_abort();
        expect(&machine, DOCUMENTS[_i].out, DOCUMENTS[_i].what);
        tn_count_cases(1);
    }
    tn_stop(&machine);
}
END_TEST

/* UTF-8 of which `fault` bytes before or after the mark of 64 KiB something is not. */
START_TEST(what_is_held_decides_and_no_more)
{
    struct tnorm_options options = tn_options(TNORM_INPUT_TEXT);
    struct tn_machine machine;
    struct tn_text text = {0};
    options.from = "windows-1252";
    options.keep = TNORM_KEEP_MOJIBAKE;
    tn_start(&machine, &options);
    for (size_t at = TN_CHARSET_HELD - 3; at <= TN_CHARSET_HELD + 2; at++) {
        tn_clear(&text);
        tn_append(&text, BYTES("caf\xC3\xA9 "));
        while (text.length < at) tn_append(&text, BYTES("x"));
        tn_append(&text, BYTES("\xC3\xA9\n"));                        /* may be cut by the mark */
        while (text.length < at + 9) tn_append(&text, BYTES("\xE9")); /* and this comes behind it */
        tn_feed_whole(&machine, text.bytes, text.length);
        ck_assert_int_eq(memcmp(machine.out.bytes, BYTES("café ")), 0);
        text.bytes[at] = 0xFF;
        tn_feed_whole(&machine, text.bytes, text.length);
        bool before = at < TN_CHARSET_HELD;
        ck_assert_msg((memcmp(machine.out.bytes, BYTES("café ")) != 0) == before, "%zu", at);
        for (size_t cut = TN_CHARSET_HELD - 2; cut <= TN_CHARSET_HELD + 2; cut++) {
            struct tn_text whole = machine.out;
            machine.out = (struct tn_text){0};
            tn_feed_cut(&machine, text.bytes, text.length, &cut, 1, false);
            ck_assert(tn_equal(&whole, &machine.out));
            tn_release(&whole);
            tn_count_cases(1);
        }
    }
    tn_release(&text);
    tn_stop(&machine);
}
END_TEST

/* Lines and fields pass in UTF-8, too; what is damaged outside of text is mended at once. */
START_TEST(json_lines_and_columns_are_converted_as_a_whole)
{
    struct tnorm_options options = tn_options(TNORM_INPUT_JSONL);
    options.from = "gbk";
    expect_at_every_cut(
        &options, BYTES("{\"\xBA\xC3\":\"\xFF\",\"text\":\"\xC4\xE3 &amp; \\u4f60 \xFF\"}\n{\"text\":1}"),
        "{\"好\":\"" LOST "\",\"text\":\"你 & 你 " LOST "\"}\n{\"text\":1}");
    expect_at_every_cut(&options, BYTES("\xFE\xFF\0{\0\"\0t\0e\0x\0t\0\"\0:\0\"\x4F\x60\0\"\0}\0\n"),
                        "{\"text\":\"你\"}");
    options.input = TNORM_INPUT_TSV;
    options.field = "2";
    expect_at_every_cut(&options, BYTES("\xC4\xE3\xFF\t\xC4\xE3  &amp;\xFF\n"), "你" LOST "\t你 &" LOST);
    options.invalid = TNORM_INVALID_DROP;
    expect_at_every_cut(&options, BYTES("\xC4\xE3\xFF\t\xC4\xE3  &amp;\xFF\n"), "你\t你 &");
}
END_TEST

START_TEST(strict_names_the_byte_in_the_input)
{
    static const struct {
        const char *from, *in;
        size_t length, offset;
        enum tnorm_input input;
    } CASES[] = {
        {"gbk", BYTES("\xC4\xE3\xBA\xC3 x\xFF y\xFF"), 6, TNORM_INPUT_TEXT},
        {"gbk", BYTES("\xC4\xE3\xBA\xC3 x\xC4"), 6, TNORM_INPUT_LINES},
        {"shift_jis", BYTES("\x93\xFA\n\x96\xFFz"), 3, TNORM_INPUT_HTML},
        {"utf-16le", BYTES("a\0\x00\xD8z\0"), 2, TNORM_INPUT_TEXT},
        {"utf-16le", BYTES("a\0z"), 2, TNORM_INPUT_TEXT},
        {"gbk", BYTES("{\"text\":\"\xC4\xE3\xFF\"}\n"), 11, TNORM_INPUT_JSONL},
        {"EUC-TW", BYTES("ab\xC4\xE3\xFFz"), 4, TNORM_INPUT_TEXT},
        {"gbk", BYTES("{\"text\":\"\\u4f60\xC4\xE3\xFF\"}\n"), 17, TNORM_INPUT_JSONL},
        {NULL, BYTES("\xFE\xFF\0a\xDC\0\0b"), 4, TNORM_INPUT_TEXT},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct tnorm_options options = tn_options(CASES[i].input);
        struct tn_machine machine;
        const char *is_not = CASES[i].from ? CASES[i].from : "UTF-16BE";
        options.from = CASES[i].from;
        options.invalid = TNORM_INVALID_STRICT;
        tn_start(&machine, &options);
        for (size_t cut = 0; cut <= CASES[i].length; cut++) {
            tn_feed_cut(&machine, bytes(CASES[i].in), CASES[i].length, &cut, 1, false);
            ck_assert_int_eq(machine.error, TNORM_ERROR_INVALID);
            ck_assert_msg(tnorm_error_offset(machine.handle) == CASES[i].offset, "case %zu, cut %zu: %zu", i,
                          cut, (size_t)tnorm_error_offset(machine.handle));
            ck_assert_int_eq(strcasecmp(tnorm_error_charset(machine.handle), is_not), 0);
            tn_count_cases(1);
        }
        tn_stop(&machine);
    }
}
END_TEST

/* Also if that is known before the text has ended, and more of it was fed at once than is held. */
START_TEST(strict_names_the_byte_at_once)
{
    static const enum tnorm_input INPUTS[] = {TNORM_INPUT_TEXT, TNORM_INPUT_TSV};
    struct tn_text text = {0};
    tn_append_repeated(&text, "\xC4\xE3", 2, 32000);
    tn_append(&text, "\xFF", 1);
    tn_append_repeated(&text, "\xC4\xE3", 2, 32000);
    for (size_t i = 0; i < COUNT(INPUTS); i++) {
        struct tnorm_options options = tn_options(INPUTS[i]);
        struct tn_machine machine;
        options.from = "gbk";
        options.invalid = TNORM_INVALID_STRICT;
        tn_start(&machine, &options);
        ck_assert_int_eq(tnorm_feed(machine.handle, text.bytes, text.length), TNORM_ERROR_INVALID);
        ck_assert_uint_eq(tnorm_error_offset(machine.handle), 64000);
        ck_assert_int_eq(tnorm_finish(machine.handle), TNORM_ERROR_INVALID);
        const char *why = tn_broken_account(machine.handle, 64000, machine.out.length);
        ck_assert_msg(why == NULL, "%s", why);
        tn_stop(&machine);
        tn_count_cases(1);
    }
    tn_release(&text);
}
END_TEST

struct reported {
    size_t count;
    char reason[32], text[128];
};

static int take_report(void *context, const struct tnorm_reject *reject)
{
    struct reported *r = context;
    r->count++;
    snprintf(r->reason, sizeof r->reason, "%s", reject->reason);
    snprintf(r->text, sizeof r->text, "%.*s", (int)reject->text_length, (const char *)reject->text);
    return 0;
}

static int ignore(void *context, const unsigned char *text, size_t length)
{
    (void)context, (void)text, (void)length;
    return 0;
}

START_TEST(labels_that_nobody_knows_are_reported)
{
    static const struct {
        const char *in, *label; /* NULL: there is none to report */
    } CASES[] = {
        {"<meta charset=foo><p>x", "foo"},
        {"<meta charset=\"f\xC3\xA9o\"><p>x", "f??o"},
        {"<meta charset=foo><meta charset=gbk>", NULL},
        {"<meta charset=gbk>", NULL},
        {"<p>x", NULL},
        {"\xEF\xBB\xBF<meta charset=foo>", NULL},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct reported reported = {0};
        struct tnorm_options options = tn_options(TNORM_INPUT_HTML);
        char stats[4096];
        options.sink = ignore;
        options.rejects = take_report;
        options.rejects_context = &reported;
        tnorm *t = tnorm_new(&options, NULL);
        ck_assert_int_eq(tnorm_feed(t, bytes(CASES[i].in), strlen(CASES[i].in)), TNORM_OK);
        ck_assert_int_eq(tnorm_finish(t), TNORM_OK);
        ck_assert_uint_eq(reported.count, CASES[i].label != NULL);
        if (CASES[i].label) {
            ck_assert_str_eq(reported.reason, "charset");
            ck_assert_str_eq(reported.text, CASES[i].label);
        }
        (void)tnorm_stats(t, stats, sizeof stats);
        ck_assert_ptr_nonnull(strstr(stats, CASES[i].label ? "\"charset\":1," : "\"charset\":0,"));
        tnorm_free(t);
        tn_count_cases(1);
    }
}
END_TEST

START_TEST(labels_of_containers_are_reported)
{
    struct reported reported = {0};
    struct tnorm_options options = tn_options(TNORM_INPUT_HTML);
    const struct tn_document_head head = {.charset = "x-none"};
    options.sink = ignore;
    options.rejects = take_report;
    options.rejects_context = &reported;
    tnorm *t = tnorm_new(&options, NULL);
    tn_document_start(t, &head);
    tn_document_feed(t, bytes("text"), 4);
    tn_document_end(t);
    ck_assert_uint_eq(reported.count, 1);
    ck_assert_str_eq(reported.text, "x-none");
    tnorm_free(t);
    tn_count_cases(1);
}
END_TEST

START_TEST(names_that_nobody_knows_are_refused)
{
    static const char *const names[] = {
        "nonsense", "", "latin1//IGNORE", "detect ",
        "a name that is longer than any that a library of encodings could have"};
    for (size_t i = 0; i < COUNT(names); i++) {
        enum tnorm_error error = TNORM_OK;
        struct tnorm_options options = tn_options(TNORM_INPUT_TEXT);
        options.sink = ignore;
        options.from = names[i];
        ck_assert_ptr_null(tnorm_new(&options, &error));
        ck_assert_int_eq(error, TNORM_ERROR_CHARSET);
    }
    tn_count_cases(COUNT(names));
}
END_TEST

START_TEST(text_of_no_declared_encoding_is_not_held_back)
{
    struct tnorm_options options = tn_options(TNORM_INPUT_LINES);
    struct tn_machine machine;
    tn_start(&machine, &options);
    static const char text[] = "a line\nand another that is longer than what the lexer wants at hand\n";
    tn_feed_piece(&machine, bytes(text), sizeof text - 1);
    ck_assert_int_eq(tnorm_flush(machine.handle), TNORM_OK);
    ck_assert_uint_ge(machine.out.length, 7);
    tn_stop(&machine);
    tn_count_cases(1);
}
END_TEST

/* Encodings that nobody named, as long as there is something to tell them by. */
START_TEST(encodings_are_detected)
{
    static const struct {
        const char *in;
        size_t length;
        const char *out;
    } CASES[] = {
        {BYTES("\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0! \xDD\xF2\xEE \xE4\xEB\xE8\xED\xED\xFB\xE9 "
               "\xF2\xE5\xEA\xF1\xF2 \xED\xE0 \xF0\xF3\xF1\xF1\xEA\xEE\xEC \xFF\xE7\xFB\xEA\xE5."),
         "Привет, мир! Это длинный текст на русском языке."},
        {BYTES("\x93\xFA\x96\x7B\x8C\xEA\x82\xCC\x95\xB6\x8F\xCD\x82\xC5\x82\xB7\x81\x42"),
         "日本語の文章です。"},
        {BYTES("Vie\xC5\x9Fti \xC3\xA9t\xC3\xA9 \xC3\xA0 \xE9 l\xC3\xA0."), "Vieşti été à é là."},
    };
    struct tnorm_options options = tn_options(TNORM_INPUT_HTML);
    size_t count = strcmp(tnorm_detector(), "none") == 0 ? 0 : COUNT(CASES);
    if (count == 0) puts("skipped: nothing that detects encodings is built in");
    for (size_t i = 0; i < count; i++)
        expect_at_every_cut(&options, CASES[i].in, CASES[i].length, CASES[i].out);
}
END_TEST

/* Those of one language, by what each has of its own: quotation marks, a letter that stands elsewhere, escapes. */
static const struct {
    const char *text, *encodings[3];
} LANGUAGES[] = {
    {"Καλημέρα κόσμε! Άλλη μια μέρα. «Αυτό» είναι ένα κείμενο στα ελληνικά, που δεν λέει τίποτα. Άννα και "
     "Άρης.",
     {"CP1253", "ISO-8859-7"}},
    {"Привет, мир! Это длинный текст на русском языке. Я не знаю, что ещё сказать. «Язык» — Явление.",
     {"MAC-CYRILLIC", "CP1251"}},
    {"Привет, мир! Это длинный текст на русском языке. Я не знаю, что сказать. Да, это язык.",
     {"MAC-CYRILLIC", "CP1251", "KOI8-R"}},
    {"Привіт, світе! Це довгий текст українською мовою, який нічого не каже. Її кажуть: єдність.",
     {"KOI8-U"}},
    {"שלום עולם! זה טקסט בעברית, שלא אומר שום דבר חשוב. “כן” – אמר.", {"CP1255"}},
    {"שלום עולם! זה טקסט בעברית, שלא אומר שום דבר חשוב. כן, אמר.", {"CP1255", "ISO-8859-8"}},
    {"„Zażółć gęślą jaźń” – powiedział ktoś, i wszyscy się zgodzili, że tak być powinno. Świat jest piękny.",
     {"CP1250"}},
    {"Zażółć gęślą jaźń, powiedział ktoś, i wszyscy się zgodzili, że tak być powinno. Świat jest piękny.",
     {"ISO-8859-2"}},
    {"„Da” – a zis ţăranul. Aşa este, să ştiţi. Şi mâine va fi la fel, căci nimic nu se schimbă în sat.",
     {"CP1250"}},
    {"日本語の文章です。今日は天気がいいので、海へ行きました。", {"ISO-2022-JP", "EUC-JP", "SHIFT_JIS"}},
    {"Sistema „Linux“ ir naršyklė – laisvos programos, sako žmonės. Šiandien yra graži diena.", {"CP1257"}},
};

START_TEST(encodings_of_a_language_are_told_apart)
{
    struct tnorm_options options = tn_options(TNORM_INPUT_HTML);
    struct tn_text wanted = {0};
    struct tn_machine machine;
    options.boilerplate = TNORM_BOILERPLATE_OFF;
    tn_start(&machine, &options);
    tn_append(&wanted, LANGUAGES[_i].text, strlen(LANGUAGES[_i].text));
    tn_append(&wanted, "\n", 1);
    bool can = strcmp(tnorm_detector(), "none") != 0;
    for (size_t e = 0; can && e < COUNT(LANGUAGES[_i].encodings) && LANGUAGES[_i].encodings[e]; e++) {
        char text[1024], encoded[1024], *from = text, *to = encoded;
        size_t left = strlen(LANGUAGES[_i].text), room = sizeof encoded;
        memcpy(text, LANGUAGES[_i].text, left);
        iconv_t converter = iconv_open(LANGUAGES[_i].encodings[e], "UTF-8");
        ck_assert(converter != (iconv_t)-1);
        ck_assert_uint_eq(iconv(converter, &from, &left, &to, &room), 0);
        (void)iconv(converter, NULL, NULL, &to, &room);
        (void)iconv_close(converter);
        tn_feed_whole(&machine, (const unsigned char *)encoded, sizeof encoded - room);
        ck_assert_msg(tn_equal(&machine.out, &wanted), "%s: %s", LANGUAGES[_i].encodings[e],
                      (const char *)machine.out.bytes);
    }
    tn_stop(&machine);
    tn_release(&wanted);
    tn_count_cases(1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("charset");
    TCase *cases = tcase_create("charset");
    tcase_set_timeout(cases, 60);
    tcase_add_loop_test(cases, labels_mean_what_the_standard_says, 0, (int)COUNT(LABELS));
    tcase_add_loop_test(cases, pages_say_what_they_are_in, 0, (int)COUNT(PAGES));
    tcase_add_test(cases, only_the_first_1024_bytes_of_a_page_count);
    tcase_add_loop_test(cases, bytes_become_what_they_stand_for, 0, (int)COUNT(TEXTS));
    tcase_add_loop_test(cases, the_right_one_is_believed, 0, (int)COUNT(DOCUMENTS));
    tcase_add_test(cases, what_is_held_decides_and_no_more);
    tcase_add_test(cases, json_lines_and_columns_are_converted_as_a_whole);
    tcase_add_test(cases, strict_names_the_byte_in_the_input);
    tcase_add_test(cases, strict_names_the_byte_at_once);
    tcase_add_test(cases, labels_that_nobody_knows_are_reported);
    tcase_add_test(cases, labels_of_containers_are_reported);
    tcase_add_test(cases, names_that_nobody_knows_are_refused);
    tcase_add_test(cases, text_of_no_declared_encoding_is_not_held_back);
    tcase_add_test(cases, encodings_are_detected);
    tcase_add_loop_test(cases, encodings_of_a_language_are_told_apart, 0, (int)COUNT(LANGUAGES));
    suite_add_tcase(suite, cases);
    return tn_main(suite);
}
