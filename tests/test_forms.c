/* test_forms.c - normalization, against the library that its tables were made from. */
#include "forms.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "normal.h"
#include "support.h"
#include "utf8.h"

enum { CODE_POINTS = 0x110000, LONGEST = 32 };

/* From a code point to the next one that is looked at: all are, but where that takes too long. */
static uint32_t step(void) { return 2 * (uint32_t)tn_thinned() - 1; }

static bool is_surrogate(uint32_t c) { return c >= 0xD800 && c <= 0xDFFF; }

static uint32_t class_of(uint32_t c)
{
    return (uint32_t)utf8proc_get_property((utf8proc_int32_t)c)->combining_class;
}

/* The options of the library for what tn_normal_apply() is to do. */
static utf8proc_option_t option(unsigned what)
{
    return (utf8proc_option_t)(UTF8PROC_STABLE |
                               (what & TN_NORMAL_COMPOSE ? UTF8PROC_COMPOSE : UTF8PROC_DECOMPOSE) |
                               (what & TN_NORMAL_COMPATIBLE ? UTF8PROC_COMPAT : 0));
}

START_TEST(every_code_point_decomposes_as_in_the_library)
{
    static const utf8proc_option_t options[] = {UTF8PROC_DECOMPOSE, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT};
    for (uint32_t c = 0, by = step(); c < CODE_POINTS; c += by) {
        if (is_surrogate(c)) continue;
        ck_assert_msg(tn_form_of(c)->class == class_of(c), "class of U+%04X", c);
        for (size_t o = 0; o < 2; o++) {
            utf8proc_int32_t points[LONGEST];
            uint32_t pieces[TN_FORM_LONGEST];
            int boundary = 0;
            utf8proc_ssize_t n =
                utf8proc_decompose_char((utf8proc_int32_t)c, points, LONGEST, options[o], &boundary);
            ck_assert_msg(n == (utf8proc_ssize_t)tn_form_decompose(c, o == 1, pieces), "U+%04X", c);
            for (utf8proc_ssize_t i = 0; i < n; i++)
                ck_assert_msg(pieces[i] ==
                                  ((uint32_t)points[i] | class_of((uint32_t)points[i]) << TN_FORM_CLASS),
                              "U+%04X", c);
        }
    }
    tn_count_cases(CODE_POINTS / step());
}
END_TEST

/* What the library makes of the text; the caller frees it. */
static unsigned char *oracle(unsigned what, const unsigned char *text, size_t length, size_t *size)
{
    utf8proc_uint8_t *out = NULL;
    utf8proc_ssize_t n = utf8proc_map(text, (utf8proc_ssize_t)length, &out, option(what));
    ck_assert_int_ge(n, 0);
    *size = (size_t)n;
    return out;
}

static void check_form(unsigned what, const unsigned char *text, size_t length)
{
    unsigned char out[TN_NORMAL_BYTES];
    size_t size, n = tn_normal_apply(what, text, length, out);
    unsigned char *expected = oracle(what, text, length, &size);
    if (n != size || memcmp(out, expected, n) != 0) {
        tn_print_escaped(stderr, text, length);
        ck_abort_msg("in another form than the library puts it in (%u)", what);
    }
    free(expected);
    tn_count_cases(1);
}

START_TEST(every_code_point_is_composed_as_in_the_library)
{
    const unsigned compatible = _i == 1 ? TN_NORMAL_COMPATIBLE : 0;
    for (uint32_t c = 0, by = step(); c < CODE_POINTS; c += by) {
        unsigned char text[TN_UTF8_MAX];
        if (is_surrogate(c) || !(tn_form_of(c)->decomposes || tn_is_hangul(c))) continue;
        size_t length = tn_utf8_encode(c, text), size;
        check_form(compatible, text, length);
        check_form(TN_NORMAL_COMPOSE | compatible, text, length);
        unsigned char *decomposed = oracle(0, text, length, &size);
        check_form(TN_NORMAL_COMPOSE | compatible, decomposed, size);
        free(decomposed);
    }
}
END_TEST

static uint32_t draw(struct tn_random *random, uint32_t first, uint32_t last)
{
    return first + (uint32_t)tn_random_below(random, last - first + 1);
}

/* A letter that is composed with something, or one that is decomposed, and what may stand behind one. */
static uint32_t draw_letter(struct tn_random *random)
{
    static const uint32_t letters[] = {'a',   'e',   'o',   'u',   'n',   'q',   0x131, 0x17F, 0xEA,  0x1A1,
                                       0x3B1, 0x418, 0x5D1, 0x627, 0x915, 0x928, 0x9C7, 0xB95, 0xF40, 0x304B};
    switch (tn_random_below(random, 4)) {
    case 0: return draw(random, 0x1100, 0x1112);
    case 1: return draw(random, 0x1EA0, 0x1EF9);
    default: return letters[tn_random_below(random, sizeof letters / sizeof *letters)];
    }
}

static uint32_t draw_mark(struct tn_random *random)
{
    static const uint32_t marks[] = {0x300, 0x301, 0x302, 0x303, 0x306, 0x307, 0x309, 0x31B,
                                     0x323, 0x327, 0x334, 0x344, 0x345, 0x5B0, 0x5BC, 0x64E,
                                     0x651, 0x93C, 0x94D, 0x9BE, 0xBBE, 0xF71, 0xF72, 0x3099};
    switch (tn_random_below(random, 4)) {
    case 0: return draw(random, 0x1161, 0x1175);
    case 1: return draw(random, 0x11A8, 0x11C2);
    default: return marks[tn_random_below(random, sizeof marks / sizeof *marks)];
    }
}

/* Random text of letters and marks, `points` of them, one of `rare` a letter; returns its length. */
static size_t draw_text(struct tn_random *random, size_t points, size_t rare, unsigned char *text)
{
    size_t length = tn_utf8_encode('x', text);
    for (size_t i = 1; i < points; i++)
        length += tn_utf8_encode(tn_random_below(random, rare) == 0 ? draw_letter(random) : draw_mark(random),
                                 text + length);
    return length;
}

/* As many letters in a row as may be, each decomposed; returns the length. */
static size_t draw_decomposed(struct tn_random *random, unsigned char *text)
{
    size_t length = 0;
    for (size_t i = 1 + tn_random_below(random, 30); i > 0; i--) {
        bool hangul = tn_random_below(random, 3) == 0;
        uint32_t c = hangul ? draw(random, 0xAC00, 0xD7A3) : draw(random, 0x1EA0, 0x1EF9),
                 pieces[TN_FORM_LONGEST];
        size_t n = tn_form_decompose(c, false, pieces);
        for (size_t k = 0; k < n; k++) length += tn_utf8_encode(pieces[k] & 0xFFFFFF, text + length);
    }
    return length;
}

/* Letters of ASCII in a row, each with some marks, which need not be in order; returns the length. */
static size_t draw_marked(struct tn_random *random, unsigned char *text)
{
    static const uint32_t letters[] = {'a', 'e', 'o', 'u', 's', 'q'},
                          marks[] = {0x301, 0x302, 0x307, 0x31B, 0x323, 0x334};
    size_t length = 0;
    for (size_t i = 1 + tn_random_below(random, 40); i > 0; i--) {
        length +=
            tn_utf8_encode(letters[tn_random_below(random, sizeof letters / sizeof *letters)], text + length);
        for (size_t k = 1 + tn_random_below(random, tn_random_below(random, 9) == 0 ? 9 : 3); k > 0; k--)
            length +=
                tn_utf8_encode(marks[tn_random_below(random, sizeof marks / sizeof *marks)], text + length);
    }
    return length;
}

START_TEST(random_text_is_put_in_form_as_in_the_library)
{
    struct tn_random random = tn_random_seed(7);
    unsigned char text[TN_SEGMENT_BYTES];
    for (size_t i = 0; i < tn_effort(40000); i++) {
        size_t points = 1 + tn_random_below(&random, TN_SEGMENT_POINTS);
        check_form((unsigned)tn_random_below(&random, 4), text,
                   draw_text(&random, points, 1 + tn_random_below(&random, 12), text));
    }
}
END_TEST

/* Many letters in a row, each decomposed, are cleaned together: as in the library, and as when they come byte by byte. */
START_TEST(decomposed_text_is_composed_however_it_is_cut)
{
    static const unsigned what[] = {[TNORM_FORM_NFC] = TN_NORMAL_COMPOSE,
                                    [TNORM_FORM_NFKC] = TN_NORMAL_COMPOSE | TN_NORMAL_COMPATIBLE,
                                    [TNORM_FORM_NFD] = 0,
                                    [TNORM_FORM_NFKD] = TN_NORMAL_COMPATIBLE};
    static const enum tnorm_form forms[] = {TNORM_FORM_NFC, TNORM_FORM_NFKC, TNORM_FORM_NFD, TNORM_FORM_NFKD};
    struct tnorm_options options = tn_options(TNORM_INPUT_LINES);
    options.keep = TNORM_KEEP_MOJIBAKE;
    options.form = forms[_i];
    struct tn_machine whole, cut;
    tn_start(&whole, &options);
    tn_start(&cut, &options);
    struct tn_random random = tn_random_seed((uint64_t)_i + 1);
    for (size_t i = 0; i < tn_effort(1500); i++) {
        unsigned char text[2000 * TN_UTF8_MAX];
        size_t size, length = draw_text(&random, 1 + tn_random_below(&random, 400),
                                        1 + tn_random_below(&random, 4), text);
        for (size_t k = tn_random_below(&random, 3); k > 0; k--) {
            length += draw_decomposed(&random, text + length);
            length += draw_marked(&random, text + length);
            length += draw_text(&random, 1 + tn_random_below(&random, 5), 2, text + length);
        }
        unsigned char *expected = oracle(what[forms[_i]], text, length, &size);
        tn_feed_whole(&whole, text, length);
        tn_feed_bytewise(&cut, text, length);
        if (whole.out.length != size || memcmp(whole.out.bytes, expected, size) != 0) {
            tn_print_escaped(stderr, text, length);
            ck_abort_msg("in another form than the library puts it in");
        }
        ck_assert(tn_equal(&whole.out, &cut.out));
        ck_assert_str_eq(whole.stats, cut.stats);
        free(expected);
        tn_count_cases(1);
    }
    tn_stop(&whole);
    tn_stop(&cut);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("forms");
    TCase *forms = tcase_create("forms");
    tcase_set_timeout(forms, 60);
    tcase_add_test(forms, every_code_point_decomposes_as_in_the_library);
    tcase_add_loop_test(forms, every_code_point_is_composed_as_in_the_library, 0, 2);
    tcase_add_test(forms, random_text_is_put_in_form_as_in_the_library);
    tcase_add_loop_test(forms, decomposed_text_is_composed_however_it_is_cut, 0, 4);
    suite_add_tcase(suite, forms);
    return tn_main(suite);
}
