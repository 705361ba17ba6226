/* test_scan.c - what vector units do with text, strings of JSON and garbage: every one says the same as the portable one, and
 * that what it should. */
#include "scan.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "garbage.h"
#include "mojibake.h"
#include "rules.h"
#include "support.h"
#include "utf8.h"

/* A copy that ends exactly where the text does, so that ASan sees a read behind it. */
static unsigned char *exact(const unsigned char *text, size_t length)
{
    unsigned char *copy = malloc(length > 0 ? length : 1);
    ck_assert_ptr_nonnull(copy);
    memcpy(copy, text, length);
    return copy;
}

enum { SCANNED = 20000 };

/* Random text of the alphabet, in an allocation of its size; the caller frees it. */
static unsigned char *draw_text(struct tn_random *random, const char *alphabet, size_t *length)
{
    unsigned char text[200];
    *length = tn_random_below(random, sizeof text);
    size_t kinds = 1 + tn_random_below(random, strlen(alphabet));
    for (size_t j = 0; j < *length; j++) text[j] = (unsigned char)alphabet[tn_random_below(random, kinds)];
    return exact(text, *length);
}

/* The same of whole letters, most of them of two kinds of scripts, and of a part of one at the end. */
static unsigned char *draw_letters(struct tn_random *random, size_t *length)
{
    static const char *const letters[][12] = {
        {"\xd8\xa8", "\xd9\x8e", "\xd8\xa7", "\xd9\x93", "\xd7\x90", "\xd6\xb0", " ", "a", "\xd0\xb0",
         "\xd0\x90", "\xcc\x81", "\xd9"},
        {"\xe0\xa4\xa8", "\xe0\xa5\x8d", "\xe0\xa4\x95", "\xe0\xa4\xbc", "\xe0\xa6\x95", "\xe0\xa6\xbe",
         "\xe0\xa7\x87", " ", "a", "\xe1\x9e\x80", "\xe1\x9f\x92", "\xe0\xa4"},
        {"\xce\xb1", "\xcf\x83", "\xd8\xa7", "\xd9\x84", "\xd0\xb0", "\xd0\x90", " ", "a", "\xc4\x93",
         "\xcc\x81", "\xce\x88", "\xce"},
        {"\xe0\xa4\x95", "\xe0\xb8\x81", "\xe1\x83\x90", "\xe1\xba\xbf", "\xe1\xbd\xb0", "\xe0\xa6\xbe", " ",
         "a", "\xe0\xa4\xbc", "\xe0\x84\x95", "\xe1\xbe\xbe", "\xe0\xa4"},
        {"\xd0\xb0", "\xd0\xbf", "\xd1\x80", "\xd1\x8f", "\xd0\xb6", "\xd1\x81", "\xd0\x90", "\xd0\xaf", " ",
         "a", "\xd1\x91", "\xd0"},
        {"\xe4\xb8\xad", "\xe9\xbf\xbf", "\xe3\x81\x82", "\xe3\x83\xbc", "\xe3\x82\x98", "\xe3\x80\x82",
         "\xed\x9d\xbf", "\xef\xbc\x8c", " ", "\xe3\x82\x99", "\xe4\xb7\xbf", "\xe5\x85"}};
    unsigned char text[300];
    size_t script = tn_random_below(random, sizeof letters / sizeof *letters),
           kinds = 6 + tn_random_below(random, 7), n = tn_random_below(random, 100);
    *length = 0;
    for (size_t i = 0; i < n; i++) {
        const char *letter = letters[script][tn_random_below(random, kinds)];
        memcpy(text + *length, letter, strlen(letter));
        *length += strlen(letter);
    }
    return exact(text, *length);
}

/* Every unit that the machine has; the portable one is the oracle. */
#define FOR_EACH_UNIT(scanner)                             \
    for (size_t unit = 0; tn_scanner_usable(unit); unit++) \
        for (const struct tn_scanner *scanner = tn_scanner_usable(unit); scanner; scanner = NULL)

/* What may be overwritten behind what is written. */
static unsigned char *room_for(size_t length)
{
    unsigned char *out = malloc(length + TN_SCAN_SLACK);
    ck_assert_ptr_nonnull(out);
    return out;
}

START_TEST(every_vector_unit_finds_the_same_end)
{
    struct tn_random random = tn_random_seed(1);
    FOR_EACH_UNIT(scanner)
    {
        for (size_t i = 0; i < tn_effort(SCANNED); i++) {
            size_t length;
            static const char *const alphabets[] = {"aaaaaaaaaaaaaaaa bcdefgh;<>&\n\t\x7f\xc3\x80~! ",
                                                    "aaa \xc3\xa9\x83\xc5\xc6\xe2\x80\x99",
                                                    "\xd0\xd1\xbf\x8f\x80\xb0\x90\xaf\xc0 a"};
            unsigned char *text =
                i % 4 == 3 ? draw_letters(&random, &length) : draw_text(&random, alphabets[i % 4], &length);
            unsigned char *a = room_for(length), *b = room_for(length);
            bool after = tn_random_below(&random, 2) == 0;
            bool wide = tn_random_below(&random, 2) == 0;
            size_t n = scanner->plain(text, length, after, wide, a);
            ck_assert_uint_eq(n, tn_scanner_portable.plain(text, length, after, wide, b));
            ck_assert(memcmp(a, b, n) == 0 && memcmp(a, text, n) == 0);
            free(text);
            free(a);
            free(b);
        }
        tn_count_cases(tn_effort(SCANNED));
    }
}
END_TEST

/* What is plain, for the oracle itself: with and without characters that are alone beyond ASCII. */
START_TEST(plain_text_ends_where_it_should)
{
    static const struct {
        const char *text;
        size_t plain, wide;
    } ROWS[] = {
        {"plain", 5, 5},
        {"a  b", 2, 2},
        {"a;b", 1, 1},
        {"caf\xc3\xa9s", 3, 6},
        {"a \xc3\xa9", 2, 4},
        {"\xc3\xa9t\xc3\xa9", 0, 0}, /* the line may end in anything */
        {" \xc3\xa9", 1, 1},
        {"a\xc3\xa9\xc3\xa9", 1, 3},  /* two in a row may be one that was misread, */
        {"a\xc3\xa9 \xc3\xa0", 1, 4}, /* its non-breaking space a space, */
        {"a\xc3\xa9 b\xc3\xa0", 1, 7},
        {"a\xc3\x83", 1, 1}, /* or its first byte this */
        {"a\xc3\x82", 1, 1},
        {"a\xc3\x81", 1, 3},
        {"a\xc5\x82y", 1, 4},
        {"a\xc6\x80", 1, 3},
        {"a\xc2\xa0", 1, 1},
        {"it\xe2\x80\x99s", 2, 6},
        {"a \xe2\x80\x93 b", 2, 7},
        {"a\xe2\x80\x9f", 1, 1},
        {"a\xe2\x80\xa8", 1, 1}, /* a line break */
        {"a\xe2\x82\xac", 1, 1},
        {"a\xc3", 1, 1},
        {"a\xe2\x80", 1, 1},
        {"a\xc3 b", 1, 1},
        {"\xd0\xbf\xd1\x80\xd0\xbe", 0, 6},
        {"a\xd0\x9f\xd1\x80", 1, 5},
        {"\xd0\x9f", 0, 0}, /* what stands before it may be a small letter: */
        {"\xd0\xbf\xd0\x9f", 0, 2},
        {"\xd0\x9f\xd0\x9f", 0, 0},
        {"\xd0\xbf \xd0\x9f\xd0\x9f", 0, 7},
        {"\xd0\xbf  a", 0, 3},
        {"\xd0\xbf\xd1\x91", 0, 2}, /* U+0451 may be a byte of what was misread */
        {"\xd0\xbf\xc3\xa9", 0, 2},
        {"\xd0\xbf\xd0", 0, 2},
        {"\xd0\xbf\xd0\x8f", 0, 2},
        {"\xe4\xb8\xad\xe5\x9b\xbd\xe3\x80\x82", 0, 9},
        {"\xe3\x80\x80", 0, 0},             /* a space */
        {"\xe3\x81\x8b\xe3\x82\x99", 0, 3}, /* a mark may become one with what stands before it */
        {"\xea\xb0\x80 \xed\x9e\x80", 0, 4},
        {"\xef\xbc\x9f", 0, 3},
        {"\xe4\xb7\xbf", 0, 0},
        {"\xe4\xb8", 0, 0},
        {"\xe4\xb8\xad\xad", 0, 3},
        {"\xe4\xb8 ", 0, 0},
        {"\xce\xb1\xce\xb2 \xcf\x83", 0, 7}, /* Greek, */
        {"\xd8\xa7\xd9\x84 a", 0, 6},        /* Arabic, */
        {"\xe0\xa4\x95\xe0\xa4\xbe", 0, 6},  /* Devanagari, */
        {"\xe1\x83\x90\xe1\x8a\xa0", 0, 6},  /* Georgian and Ethiopic */
        {"a\xe1\xba\xbfng", 1, 6},
        {"\xe0\xa4\x95\xe0\xa4\xbc", 0, 3},             /* a nukta is no letter */
        {"\xe0\xa4\x95\xe0\xa4\xbc\xe0\xa4\x95", 0, 9}, /* but stays between two */
        {"\xe0\xa4\x95\xe0\xa4\xbc a", 0, 8},
        {"\xe0\xa4\x95\xe0\xa4\xbc\n", 0, 3},
        {"\xe0\xa4\x95\xe0\xa4\xbc\xe0\xa5\x8d.", 0, 3},
        {"\xe0\xa4\xa8\xe0\xa5\x8d\xe0\xa4\xa8", 0, 9}, /* a virama behind what a nukta is composed with, */
        {"\xe0\xa4\xa8\xe0\xa4\xbc\xe0\xa4\xa8", 0, 3}, /* and that nukta */
        {"\xe0\xa7\x87\xe0\xa6\xbe\xe0\xa6\x95", 0, 3},
        {"\xe0\xa6\x95\xe0\xa6\xbe\xe0\xa6\x95", 0, 9},
        {"a\xd9\x8e\xd8\xa8", 1, 1},
        {"\xd9\x8e\xd8\xa8", 0, 0},
        {"\xd8\xa8\xd9\x8e\xd8\xa8", 0, 6},
        {"\xd8\xa7\xd9\x8e\xd8\xa8", 0, 6},
        {"\xd8\xa7\xd9\x93\xd8\xa8", 0, 2},
        {"\xe0\x84\x95", 0, 0}, /* too long for U+0115 */
        {"\xce\xb1\xcc\x81", 0, 2},
        {"\xe0\xa4", 0, 0},
        {"\xce", 0, 0},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        size_t length = strlen(ROWS[i].text);
        unsigned char *text = exact((const unsigned char *)ROWS[i].text, length), *out = room_for(length);
        ck_assert_uint_eq(tn_scanner_portable.plain(text, length, false, false, out), ROWS[i].plain);
        ck_assert_uint_eq(tn_scanner_portable.plain(text, length, false, true, out), ROWS[i].wide);
        ck_assert_mem_eq(out, text, ROWS[i].wide);
        free(text);
        free(out);
    }
    tn_count_cases(sizeof ROWS / sizeof *ROWS);
}
END_TEST

/* Letters by which the scanner goes on are those of the grammar that no other rule is about, and nothing else; up to U+1FFF, all
 * of these. */
START_TEST(letters_that_are_plain_are_nobodys_business)
{
    size_t count = 0;
    for (uint32_t c = 0x100; c < 0x10000; c++) {
        unsigned char text[TN_UTF8_MAX + 2] = {' '}, out[sizeof text + TN_SCAN_SLACK];
        if ((c >= 0x2010 && c <= 0x2027) || (c >= 0xD800 && c <= 0xDFFF)) continue; /* those are alone */
        size_t length = 1 + tn_utf8_encode(c, text + 1);
        bool plain = tn_scanner_portable.plain(text, length, false, true, out) == length;
        bool letter = tn_is_letters_or_sign(text + 1) && tn_mojibake_rest(c) == 0;
        ck_assert_msg(letter || !plain, "U+%04X", (unsigned)c);
        ck_assert_msg(!letter || plain || c >= TN_LETTERS_END, "U+%04X", (unsigned)c);
        count += plain;
    }
    ck_assert_uint_gt(count, 35000);
    tn_count_cases(1);
}
END_TEST

START_TEST(every_vector_unit_counts_the_same_white_space)
{
    struct tn_random random = tn_random_seed(2);
    FOR_EACH_UNIT(scanner)
    {
        for (size_t i = 0; i < tn_effort(SCANNED); i++) {
            size_t length;
            unsigned char *text = draw_text(&random, "     \n\t\n\r\n  \n\r x", &length);
            struct tn_white a = scanner->white(text, length), b = tn_scanner_portable.white(text, length);
            ck_assert(a.length == b.length && a.feeds == b.feeds);
            ck_assert(a.start == b.start && a.returns == b.returns);
            free(text);
        }
        tn_count_cases(tn_effort(SCANNED));
    }
}
END_TEST

/* The line feeds that end short lines, looked for byte by byte. */
static uint64_t short_lines_one_by_one(const unsigned char *p)
{
    uint64_t feeds = 0;
    for (size_t begin = 0, i = 0; i < TN_SCAN_BLOCK; i++) {
        bool behind = i == begin || p[i - 1] == ' '; /* no space or end stands here */
        if (p[i] == '\n' && !behind) {
            feeds |= UINT64_C(1) << i;
            begin = i + 1;
        } else if (!tn_is_plain(p[i]) || (p[i] == ' ' && behind) || i + 1 - begin == TN_SCAN_SHORT) {
            break;
        }
    }
    return feeds;
}

START_TEST(every_vector_unit_tells_the_same_bytes_apart)
{
    static const char *const letters[] = {"abcdefgh \n\n", "abcdefghijklmnopqrstuvw\n\n",
                                          "aaaaaaa  \n\n\n\t;<>&\r\x7f\xc3\xff\x1f", "a\n"};
    struct tn_random random = tn_random_seed(8);
    FOR_EACH_UNIT(scanner)
    {
        for (size_t i = 0; i < tn_effort(SCANNED); i++) {
            const char *alphabet = letters[i % 4];
            unsigned char text[TN_SCAN_SLACK];
            for (size_t j = 0; j < sizeof text; j++)
                text[j] = (unsigned char)alphabet[tn_random_below(&random, strlen(alphabet))];
            for (size_t j = tn_random_below(&random, 40); j > 0; j--) /* so that one row is long */
                text[j] = text[j] == '\n' ? 'x' : text[j];
            struct tn_scan_bits a = scanner->tell_apart(text), b = tn_scanner_portable.tell_apart(text);
            ck_assert(a.feeds == b.feeds && a.tabs == b.tabs && a.spaces == b.spaces && a.plain == b.plain);
            ck_assert_uint_eq(tn_short_lines(a), short_lines_one_by_one(text));
        }
        tn_count_cases(tn_effort(SCANNED));
    }
}
END_TEST

/* Where the last of the short lines ends that a text begins with. */
START_TEST(short_lines_end_where_they_should)
{
    static const struct {
        const char *text;
        size_t lines, length;
    } ROWS[] = {
        {"a\nb\nc", 2, 4},
        {"a b\n~\n", 2, 6},
        {"a", 0, 0},
        {"\na\n", 0, 0},
        {"a\n\nb\n", 1, 2},
        {"a \nb\n", 0, 0},
        {"a\n b\n", 1, 2},
        {"a\nb  c\n", 1, 2},
        {"a\nb\tc\n", 1, 2},
        {"a\nb\r\n", 1, 2},
        {"a\nb;\n", 1, 2},
        {"a\n\xc3\xa9\n", 1, 2},
        {"nineteen of letters\nb\n", 2, 22},
        {"a\ntwenty of them again\nb\n", 1, 2},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        unsigned char text[TN_SCAN_SLACK] = {0};
        memcpy(text, ROWS[i].text, strlen(ROWS[i].text));
        uint64_t feeds = tn_short_lines(tn_scanner_portable.tell_apart(text));
        ck_assert_uint_eq((size_t)__builtin_popcountll(feeds), ROWS[i].lines);
        ck_assert_uint_eq(feeds ? 64 - (size_t)__builtin_clzll(feeds) : 0, ROWS[i].length);
    }
    tn_count_cases(sizeof ROWS / sizeof *ROWS);
}
END_TEST

START_TEST(every_vector_unit_counts_the_same_bytes)
{
    struct tn_random random = tn_random_seed(9);
    FOR_EACH_UNIT(scanner)
    {
        for (size_t i = 0; i < tn_effort(SCANNED); i++) {
            unsigned char bytes[300 + TN_SCAN_SLACK] = {0};
            size_t length = tn_random_below(&random, 300), count = 0;
            for (size_t j = 0; j < sizeof bytes; j++) bytes[j] = (unsigned char)tn_random_below(&random, 4);
            for (size_t j = 0; j < length; j++) count += bytes[j] == 3;
            ck_assert_uint_eq(scanner->count(bytes, length, 3), count);
        }
        tn_count_cases(tn_effort(SCANNED));
    }
}
END_TEST

START_TEST(every_vector_unit_finds_the_same_end_of_a_string)
{
    struct tn_random random = tn_random_seed(3);
    FOR_EACH_UNIT(scanner)
    {
        for (size_t i = 0; i < tn_effort(SCANNED); i++) {
            size_t length;
            unsigned char *text =
                draw_text(&random, "aaaaaaaaaaaaaaaa bcdefgh\x7f\xc3\x80\xff !#[]\"\\\x1f\n\x01", &length);
            ck_assert_uint_eq(scanner->string(text, length), tn_scanner_portable.string(text, length));
            free(text);
        }
        tn_count_cases(tn_effort(SCANNED));
    }
}
END_TEST

START_TEST(every_vector_unit_decodes_a_string_alike)
{
    /* what ends it is rare in some, so that escapes stand everywhere, in long rows, too */
    static const char *const letters[] = {
        "abcdefgh\x7f\xc3\x80\xff\\\\\\\\\\\\nnnrtbf//\\\\\\\\",
        "\\\\\\\\\\\\\\\\\\\\\\\\\\\\n",
        "abcdefghijklmnop\\\\nnrt\"u\x1f",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\\n\xae\xee\n",
    };
    struct tn_random random = tn_random_seed(4);
    FOR_EACH_UNIT(scanner)
    {
        for (size_t i = 0; i < tn_effort(SCANNED); i++) {
            size_t length;
            unsigned char *text = draw_text(&random, letters[i % 4], &length);
            unsigned char *a = room_for(length), *b = room_for(length);
            struct tn_decoded x = scanner->decode(text, length, a),
                              y = tn_scanner_portable.decode(text, length, b);
            ck_assert_uint_eq(x.read, y.read);
            ck_assert_uint_eq(x.written, y.written);
            ck_assert(memcmp(a, b, x.written) == 0);
            free(text);
            free(a);
            free(b);
        }
        tn_count_cases(tn_effort(SCANNED));
    }
}
END_TEST

START_TEST(every_vector_unit_encodes_a_string_alike_and_it_is_decoded_again)
{
    struct tn_random random = tn_random_seed(5);
    FOR_EACH_UNIT(scanner)
    {
        for (size_t i = 0; i < tn_effort(SCANNED); i++) {
            size_t length;
            unsigned char *text = draw_text(
                &random, i % 2 ? "ab\n\"\\\x7f\xc3\x80" : "abcdefghijklmnopqrstuvwxyz \x7f\xc3\x80\n\"\\",
                &length);
            unsigned char *a = room_for(2 * length), *b = room_for(2 * length);
            size_t n = scanner->encode(text, length, a);
            ck_assert_uint_eq(n, tn_scanner_portable.encode(text, length, b));
            ck_assert(memcmp(a, b, n) == 0);
            struct tn_decoded d = scanner->decode(a, n, b);
            ck_assert_uint_eq(d.read, n);
            ck_assert_uint_eq(d.written, length);
            ck_assert(memcmp(b, text, length) == 0);
            free(text);
            free(a);
            free(b);
        }
        tn_count_cases(tn_effort(SCANNED));
    }
}
END_TEST

/* Bytes of which few or all are what sequences of UTF-8 and rules begin with, to meet all that can follow what. */
static void draw_garbage(struct tn_random *random, unsigned char *bytes, size_t length)
{
    static const char *const ALPHABETS[] = {"",
                                            "\x80\xbf\xc0\xc2\xd1\xe0\xed\xef",
                                            "\x80\x8f\x90\xa0\xf0\xf1\xf4\xf5",
                                            "a;> \"/\xcc\xb8\xd0\xb0",
                                            "a\x01\x1b[ ;>\x7f\xff",
                                            "ab \t\n&<\xc4\x82\xe2\x80\x94"};
    const char *alphabet = ALPHABETS[tn_random_below(random, sizeof ALPHABETS / sizeof *ALPHABETS)];
    size_t kinds = strlen(alphabet);
    for (size_t i = 0; i < length; i++)
        bytes[i] = (unsigned char)(kinds > 0 ? alphabet[tn_random_below(random, kinds)]
                                             : (char)tn_random_below(random, 256));
}

static struct tn_garbage_job draw_job(struct tn_random *random, const unsigned char *input)
{
    return (struct tn_garbage_job){.input = input,
                                   .length = 1 + tn_random_below(random, TN_GARBAGE_LONGEST),
                                   .sure = 1 + tn_random_below(random, TN_GARBAGE_LONGEST),
                                   .space = tn_random_below(random, 4) > 0,
                                   .semicolon = tn_random_below(random, 4) > 0,
                                   .more = tn_random_below(random, 4) > 0,
                                   .before_space = tn_random_below(random, 2) > 0,
                                   .before_more = tn_random_below(random, 2) > 0};
}

START_TEST(every_vector_unit_takes_the_same_garbage)
{
    static struct tn_garbage garbage, oracle;
    struct tn_random random = tn_random_seed(7);
    size_t portable = 0;
    while (tn_garbage_usable(portable + 1)) portable++;
    tn_garbage_init(&oracle, tn_garbage_usable(portable));
    for (size_t unit = 0; unit < portable; unit++) {
        tn_garbage_init(&garbage, tn_garbage_usable(unit));
        for (size_t i = 0; i < tn_effort(SCANNED); i++) {
            unsigned char input[TN_GARBAGE_LONGEST + 1], text[2][TN_GARBAGE_ROOM], from[2][TN_GARBAGE_ROOM];
            draw_garbage(&random, input, sizeof input);
            struct tn_garbage_job a = draw_job(&random, input), b = a;
            a.text = text[0], a.from = from[0], b.text = text[1], b.from = from[1];
            oracle.unit.take(&oracle, &a);
            garbage.unit.take(&garbage, &b);
            ck_assert_uint_eq(a.taken, b.taken);
            ck_assert_uint_eq(a.kept, b.kept);
            ck_assert_uint_eq(a.gone, b.gone);
            ck_assert_uint_eq(a.lost, b.lost);
            ck_assert(memcmp(a.text, b.text, a.kept + a.lost) == 0);
            ck_assert(memcmp(a.from, b.from, a.kept + a.lost) == 0);
            struct tn_garbage_count c = oracle.unit.count(input, a.length),
                                    d = garbage.unit.count(input, a.length);
            ck_assert_uint_eq(c.length, d.length);
            ck_assert_uint_eq(c.letters, d.letters);
            ck_assert_uint_eq(c.high, d.high);
        }
        tn_count_cases(tn_effort(SCANNED));
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("scan");
    TCase *scan = tcase_create("scan");
    tcase_set_timeout(scan, 60);
    tcase_add_test(scan, letters_that_are_plain_are_nobodys_business);
    tcase_add_test(scan, every_vector_unit_finds_the_same_end);
    tcase_add_test(scan, plain_text_ends_where_it_should);
    tcase_add_test(scan, every_vector_unit_counts_the_same_white_space);
    tcase_add_test(scan, every_vector_unit_tells_the_same_bytes_apart);
    tcase_add_test(scan, short_lines_end_where_they_should);
    tcase_add_test(scan, every_vector_unit_counts_the_same_bytes);
    tcase_add_test(scan, every_vector_unit_finds_the_same_end_of_a_string);
    tcase_add_test(scan, every_vector_unit_decodes_a_string_alike);
    tcase_add_test(scan, every_vector_unit_encodes_a_string_alike_and_it_is_decoded_again);
    tcase_add_test(scan, every_vector_unit_takes_the_same_garbage);
    suite_add_tcase(suite, scan);
    return tn_main(suite);
}
