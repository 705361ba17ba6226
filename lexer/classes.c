/* classes.c - prints the classes of code points that the lexer needs, as re2c definitions.
 *
 * They are computed from the very library that normalizes later, so that the quick check of the lexer
 * (UAX #15 9) and the normalization behind it can never be of two Unicode versions.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <utf8proc.h>

enum { CODE_POINTS = 0x110000, LONGEST = 32 };

static bool is_surrogate(uint32_t c) { return c >= 0xD800 && c <= 0xDFFF; }

/* The decomposition of c, in canonical order; its length. */
static size_t decompose(uint32_t c, utf8proc_option_t options, utf8proc_int32_t *out)
{
    int last_class = 0;
    utf8proc_ssize_t n =
        utf8proc_decompose_char((utf8proc_int32_t)c, out, LONGEST, UTF8PROC_DECOMPOSE | options, &last_class);
    if (n < 0 || n > LONGEST) {
        fprintf(stderr, "classes: U+%04X: decomposition of %zd code points\n", c, (ssize_t)n);
        exit(1);
    }
    return (size_t)n;
}

/* Does normalization (composed form) leave the lone c as it is? */
static bool is_stable(uint32_t c, utf8proc_option_t options)
{
    utf8proc_int32_t seq[LONGEST];
    size_t n = decompose(c, options, seq);
    utf8proc_ssize_t m =
        utf8proc_normalize_utf32(seq, (utf8proc_ssize_t)n, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    return m == 1 && (uint32_t)seq[0] == c;
}

/* NFC_Quick_Check=Maybe: what can be composed with something before it. */
static void mark_composing(bool *composing)
{
    for (uint32_t c = 0; c < CODE_POINTS; c++) {
        utf8proc_int32_t seq[LONGEST];
        if (is_surrogate(c) || !is_stable(c, 0)) continue;
        size_t n = decompose(c, 0, seq);
        for (size_t i = 1; i < n; i++) composing[seq[i]] = true;
    }
    for (uint32_t c = 0x1161; c <= 0x1175; c++) composing[c] = true; /* Hangul vowels and finals, */
    for (uint32_t c = 0x11A8; c <= 0x11C2; c++) composing[c] = true; /* Unicode 3.12 */
}

static void print_class(const char *name, const bool *set)
{
    const char *sep = "    ";
    printf("%s =\n", name);
    for (uint32_t c = 0; c < CODE_POINTS; c++) {
        if (!set[c]) continue;
        uint32_t first = c;
        while (c + 1 < CODE_POINTS && set[c + 1]) c++;
        printf("%s[\\U%08x-\\U%08x]", sep, first, c);
        sep = "\n  | ";
    }
    printf(";\n");
}

int main(void)
{
    static bool composing[CODE_POINTS], attend[CODE_POINTS], compat[CODE_POINTS];
    mark_composing(composing);
    for (uint32_t c = 0x80; c < CODE_POINTS; c++) {
        if (is_surrogate(c)) continue;
        bool starter = utf8proc_get_property((utf8proc_int32_t)c)->combining_class == 0;
        attend[c] = !starter || composing[c] || !is_stable(c, 0);
        compat[c] = !attend[c] && !is_stable(c, UTF8PROC_COMPAT);
    }
    printf("// Made by lexer/classes.c from utf8proc %s, Unicode %s.\n/*!re2c\n", utf8proc_version(),
           utf8proc_unicode_version());
    printf("// not a starter, or NFC_Quick_Check is not Yes: normalization has to look\n");
    print_class("nfc_attend", attend);
    printf("// besides these, what only the compatibility forms replace\n");
    print_class("nfkc_attend", compat);
    printf("*/\n");
    return ferror(stdout) || fflush(stdout) ? 1 : 0;
}
