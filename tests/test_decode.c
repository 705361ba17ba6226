/* test_decode.c - what the sequences of encodings stand for, and that it does not matter where they are cut. */
#include <check.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "charsets.h"
#include "decode.h"
#include "differences.h"
#include "encoding.h"
#include "support.h"
#include "utf8.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static struct tn_charsets *open_all(void)
{
    struct tn_charsets *sets = malloc(sizeof *sets);
    tn_charsets_init(sets);
    tn_charsets_open_all(sets);
    return sets;
}

static void close_all(struct tn_charsets *sets)
{
    tn_charsets_close(sets);
    free(sets);
}

/* ---- what sequences stand for */

/* The one character that iconv(3) makes of the bytes, packed. */
static uint32_t oracle(iconv_t converter, const unsigned char *bytes, size_t length)
{
    unsigned char given[4], made[16];
    char *from = (char *)given, *to = (char *)made;
    size_t left = length, room = sizeof made;
    uint_least32_t point;
    memcpy(given, bytes, length);
    (void)iconv(converter, NULL, NULL, NULL, NULL);
    if (iconv(converter, &from, &left, &to, &room) == (size_t)-1) return TN_NO_CHARACTER;
    (void)iconv(converter, NULL, NULL, &to, &room);
    size_t size = sizeof made - room;
    return tn_sequence(made, size, &point) == size ? tn_utf8_pack(point) : TN_NO_CHARACTER;
}

static bool is_difference(enum tn_pairs pairs, unsigned bytes)
{
    for (size_t i = 0; i < COUNT(tn_differences_pairs); i++)
        if (tn_differences_pairs[i].set == pairs && tn_differences_pairs[i].bytes == bytes) return true;
    return false;
}

START_TEST(pairs_are_those_of_iconv)
{
    enum tn_pairs pairs = (enum tn_pairs)_i;
    struct tn_charsets *sets = open_all();
    iconv_t converter = iconv_open("UTF-8", tn_pairs_converter(pairs));
    size_t prefix = pairs == TN_PAIRS_JIS0212, cases = 0;
    for (unsigned number = 0x8140; number <= 0xFEFE; number++) {
        unsigned char bytes[] = {0x8F, (unsigned char)(number >> 8), (unsigned char)number};
        if (bytes[2] < 0x40 || bytes[2] == 0xFF || is_difference(pairs, number)) continue;
        uint32_t text = tn_charsets_pair(sets, pairs, bytes[1], bytes[2]);
        if (text != oracle(converter, bytes + 1 - prefix, 2 + prefix))
            ck_abort_msg("set %d, bytes %x", _i, number);
        cases++;
    }
    iconv_close(converter);
    close_all(sets);
    tn_count_cases(cases);
}
END_TEST

/* What iconv(3) has nothing, or private characters, for: the standard's ranges go on there (index-gb18030-ranges). */
static uint32_t of_ranges(size_t number)
{
    if (number >= 19057 && number < 19065) return tn_utf8_pack(0x9FB4 + (uint32_t)number - 19057);
    if (number >= 39076 && number < 39086) return tn_utf8_pack(0xFE10 + (uint32_t)number - 39076);
    return TN_NO_CHARACTER;
}

START_TEST(fours_are_those_of_iconv)
{
    struct tn_charsets *sets = open_all();
    iconv_t converter = iconv_open("UTF-8", "GB18030");
    size_t step = tn_is_slow() ? 101 : 1, last = 126 * 10 * 126 * 10, cases = 0;
    for (size_t i = 0; i < last; i += step) {
        unsigned char bytes[] = {(unsigned char)(0x81 + i / 12600), (unsigned char)('0' + i / 1260 % 10),
                                 (unsigned char)(0x81 + i / 10 % 126), (unsigned char)('0' + i % 10)};
        uint32_t known = of_ranges(i), want = known != TN_NO_CHARACTER ? known : oracle(converter, bytes, 4);
        if (tn_charsets_four(sets, bytes) != want) ck_abort_msg("number %zu", i);
        cases++;
    }
    iconv_close(converter);
    close_all(sets);
    tn_count_cases(cases);
}
END_TEST

/* ---- cuts */

/* All that a text has become. */
struct whole {
    struct tn_text text;
    size_t losses;
    uint64_t first_loss;
};

static void add(struct whole *whole, struct tn_converted *part)
{
    if (part->length > TN_CONVERTED_SIZE - TN_UTF8_MAX) ck_abort_msg("%zu bytes", part->length);
    tn_append(&whole->text, part->bytes, part->length);
    if (whole->losses == 0 && part->losses > 0) whole->first_loss = part->first_loss;
    whole->losses += part->losses;
    part->length = part->losses = 0;
}

/* Decodes a text in pieces of at most `most` bytes, cut at random if there is something to do it by. */
static void decode(struct tn_charsets *sets, enum tn_source_encoding encoding, const struct tn_text *in,
                   size_t most, struct tn_random *random, struct whole *whole)
{
    enum { OFFSET = 1000 };
    struct tn_decoder decoder;
    struct tn_converted part = {.lost = tn_utf8_pack(TN_REPLACEMENT)};
    tn_clear(&whole->text);
    whole->losses = 0;
    tn_decoder_start(&decoder, encoding, OFFSET);
    for (size_t i = 0, n; i < in->length; i += n) {
        n = random ? 1 + tn_random_below(random, most) : most;
        if (n > in->length - i) n = in->length - i;
        tn_decoder_take(&decoder, sets, in->bytes + i, n, &part);
        add(whole, &part);
    }
    tn_decoder_end(&decoder, sets, &part);
    add(whole, &part);
    if (whole->losses > 0) ck_assert(whole->first_loss >= OFFSET && whole->first_loss < OFFSET + in->length);
}

static void expect_same(const struct whole *a, const struct whole *b, int encoding, const char *how)
{
    ck_assert_msg(tn_equal(&a->text, &b->text), "encoding %d, %s", encoding, how);
    ck_assert_msg(a->losses == b->losses && (a->losses == 0 || a->first_loss == b->first_loss),
                  "encoding %d, %s: %zu lost, %zu; the first at %zu, %zu", encoding, how, a->losses,
                  b->losses, (size_t)a->first_loss, (size_t)b->first_loss);
}

/* Beginnings and ends of sequences, one of them sometimes for longer than a block. */
static void mix(struct tn_text *in, struct tn_random *random)
{
    static const char *const PIECES[] = {"\x1B$B",   "\x1B(B",
                                         "\x1B(J",   "\x1B(I",
                                         "\x1B$",    "\x1B",
                                         "\x0E",     "\x0F",
                                         "ab",       "7",
                                         "\\~",      "\x81\x30\x84\x36",
                                         "\x90\x30", "\x81",
                                         "\xFE",     "\xFF",
                                         "\x80",     "\xA0",
                                         "\x88\x62", "\x88\xA5",
                                         "\x8E\xB1", "\x8F\xB0\xA1",
                                         "\xA4\xA2", "\xC4\xE3",
                                         "\x41\xD8", "\xDC\x42",
                                         "\xE0"};
    tn_clear(in);
    for (size_t n = 1 + tn_random_below(random, 40); n > 0; n--) {
        const char *piece = PIECES[tn_random_below(random, COUNT(PIECES))];
        bool is_long = tn_random_below(random, 100) == 0, is_byte = tn_random_below(random, 4) == 0;
        unsigned char byte = (unsigned char)tn_random_next(random);
        size_t times = 1 + (is_long ? tn_random_below(random, 2 * TN_DECODE_BLOCK) : 0);
        tn_append_repeated(in, is_byte ? (const char *)&byte : piece, is_byte ? 1 : strlen(piece), times);
    }
}

START_TEST(texts_become_the_same_wherever_they_are_cut)
{
    enum tn_source_encoding encoding = (enum tn_source_encoding)_i;
    struct tn_charsets *sets = open_all();
    struct tn_random random = tn_random_seed((uint64_t)_i);
    struct tn_text in = {0};
    struct whole blocks = {0}, bytes = {0}, pieces = {0};
    size_t cases = tn_effort(600);
    for (size_t i = 0; i < cases; i++) {
        mix(&in, &random);
        decode(sets, encoding, &in, TN_DECODE_BLOCK, NULL, &blocks);
        decode(sets, encoding, &in, 1, NULL, &bytes);
        expect_same(&blocks, &bytes, _i, "byte by byte");
        decode(sets, encoding, &in, 1 + tn_random_below(&random, 9), &random, &pieces);
        expect_same(&blocks, &pieces, _i, "in pieces");
    }
    tn_release(&in);
    tn_release(&blocks.text);
    tn_release(&bytes.text);
    tn_release(&pieces.text);
    close_all(sets);
    tn_count_cases(cases);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("decode");
    TCase *cases = tcase_create("decode");
    tcase_set_timeout(cases, 60);
    tcase_add_loop_test(cases, pairs_are_those_of_iconv, 0, TN_PAIRS_SETS);
    tcase_add_test(cases, fours_are_those_of_iconv);
    tcase_add_loop_test(cases, texts_become_the_same_wherever_they_are_cut, TN_ENCODING_FIRST_SINGLE,
                        TN_ENCODING_OTHER);
    suite_add_tcase(suite, cases);
    return tn_main(suite);
}
