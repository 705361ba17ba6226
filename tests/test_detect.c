/* test_detect.c - what is told of a text whose encoding nobody has named: the quick ways, beside slow ones. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "decode.h"
#include "detect_text.h"
#include "support.h"
#include "utf8.h"
#include "utf8_text.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* What tn_utf8_text() tells, sequence by sequence. */
static enum tn_utf8_text utf8_text(const unsigned char *bytes, size_t length, bool whole)
{
    const unsigned char *end = bytes + length;
    size_t beyond = 0, stray = 0, cut = 0;
    for (const unsigned char *p = bytes; p < end;) {
        size_t bad = tn_utf8_maximal_subpart(p, end), n = bad ? bad : tn_utf8_length(*p);
        if (bad == (size_t)(end - p) && tn_utf8_is_lead(*p))
            cut = bad;
        else if (bad)
            stray += bad;
        else if (n > 1)
            beyond += n;
        p += n;
    }
    if (whole && beyond == 0)
        stray += cut;
    else
        beyond += cut;
    if (stray == 0) return beyond > 0 ? TN_UTF8_TEXT_VALID : TN_UTF8_TEXT_ASCII;
    return beyond < 3 * stray ? TN_UTF8_TEXT_NONE : TN_UTF8_TEXT_DAMAGED;
}

/* Sequences, of one kind mostly, and now and then a byte that is a border of what sequences have. */
static void mix(struct tn_text *in, struct tn_random *random)
{
    static const unsigned char BORDERS[] = {0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF,
                                            0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED,
                                            0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF};
    static const char *const SEQUENCES[] = {"a",
                                            "\xC2\x80",
                                            "\xDF\xBF",
                                            "\xE0\xA0\x80",
                                            "\xED\x9F\xBF",
                                            "\xEF\xBF\xBF",
                                            "\xF0\x90\x80\x80",
                                            "\xF4\x8F\xBF\xBF"};
    size_t length = tn_random_below(random, tn_random_below(random, 2) ? 8 : 400);
    size_t one_in = 1 + tn_random_below(random, 60), kinds = 1 + tn_random_below(random, COUNT(SEQUENCES));
    tn_clear(in);
    while (in->length < length) {
        const char *sequence = SEQUENCES[tn_random_below(random, kinds)];
        if (tn_random_below(random, one_in) == 0)
            tn_append(in, &BORDERS[tn_random_below(random, COUNT(BORDERS))], 1);
        else
            tn_append(in, sequence, strlen(sequence));
    }
    if (in->length > length) in->length = length;
}

START_TEST(utf8_is_told_in_blocks_as_it_is_sequence_by_sequence)
{
    struct tn_random random = tn_random_seed(1);
    struct tn_text in = {0};
    size_t cases = tn_effort(20000), found[TN_UTF8_TEXT_DAMAGED + 1] = {0};
    tn_append(&in, "", 0);
    for (size_t i = 0; i < cases; i++) {
        mix(&in, &random);
        for (int whole = 0; whole < 2; whole++) {
            enum tn_utf8_text want = utf8_text(in.bytes, in.length, whole != 0),
                              is = tn_utf8_text(in.bytes, in.length, whole != 0);
            found[want]++;
            if (is == want) continue;
            tn_print_escaped(stderr, in.bytes, in.length);
            ck_abort_msg("%d, not %d; whole: %d", (int)is, (int)want, whole);
        }
    }
    for (size_t i = 0; i < COUNT(found); i++) ck_assert_uint_gt(found[i], cases / 100);
    tn_release(&in);
    tn_count_cases(2 * cases);
}
END_TEST

/* What tn_detect_decodes() tells, by decoding. */
static bool decodes(struct tn_charsets *sets, enum tn_source_encoding encoding, const struct tn_text *in,
                    bool *damaged)
{
    struct tn_decoder decoder;
    struct tn_converted to = {.lost = TN_NO_TEXT};
    size_t beyond = 0, bad = 0;
    tn_decoder_start(&decoder, encoding, 0);
    tn_decoder_take(&decoder, sets, in->bytes, in->length, &to);
    for (size_t i = 0; i < to.length; i++) {
        beyond += to.bytes[i] >= 0xC0;
        bad += to.bytes[i] == 0xC2 && to.bytes[i + 1] < 0xA0;
    }
    bad += to.losses;
    *damaged = bad > 0;
    return bad * 20 <= beyond + to.losses;
}

START_TEST(single_bytes_need_not_be_decoded)
{
    struct tn_charsets *sets = malloc(sizeof *sets);
    struct tn_random random = tn_random_seed(2);
    struct tn_text in = {0};
    size_t cases = tn_effort(500), good = 0;
    ck_assert_ptr_nonnull(sets);
    tn_charsets_init(sets);
    tn_charsets_open_all(sets);
    for (size_t i = 0; i < cases; i++) {
        size_t others = tn_random_below(&random, 40);
        tn_clear(&in);
        for (size_t n = tn_random_below(&random, TN_DECODE_BLOCK); n > 0; n--) {
            unsigned char byte = (unsigned char)tn_random_next(&random);
            if (tn_random_below(&random, 40) >= others) byte = (unsigned char)(0xE0 | (byte & 0x0F));
            tn_append(&in, &byte, 1);
        }
        const struct tn_detect_text text = tn_detect_text(in.bytes, in.length);
        for (int e = TN_ENCODING_FIRST_SINGLE; e <= TN_ENCODING_LAST_SINGLE; e++) {
            enum tn_source_encoding encoding = (enum tn_source_encoding)e;
            bool is_damaged, was_damaged;
            if (!tn_charsets_have(sets, encoding)) continue;
            bool is = tn_detect_decodes(sets, encoding, &text, &is_damaged),
                 was = decodes(sets, encoding, &in, &was_damaged);
            ck_assert_msg(is == was && is_damaged == was_damaged, "%s", tn_encoding_name(encoding));
            good += is && is_damaged;
        }
    }
    ck_assert_uint_gt(good, cases);
    tn_charsets_close(sets);
    free(sets);
    tn_release(&in);
    tn_count_cases(cases);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("detect");
    TCase *cases = tcase_create("detect");
    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, utf8_is_told_in_blocks_as_it_is_sequence_by_sequence);
    tcase_add_test(cases, single_bytes_need_not_be_decoded);
    suite_add_tcase(suite, cases);
    return tn_main(suite);
}
