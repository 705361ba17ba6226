/* classes.c - prints the classes of code points that the lexer needs, as re2c definitions.
 *
 * They are computed from the very library that normalizes later, so that the quick check of the lexer
 * (UAX #15 9) and the normalization behind it can never be of two Unicode versions.
 */
#include "decompose.h"

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

/* Is it a mark where compatible characters are one (U+FF9E), so that it counts as one in what is stream-safe (UAX #15 D3)? */
static bool begins_with_mark(uint32_t c)
{
    utf8proc_int32_t seq[LONGEST];
    return decompose(c, UTF8PROC_COMPAT, seq) > 0 && class_of((uint32_t)seq[0]) != 0;
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
        attend[c] = class_of(c) != 0 || composing[c] || !is_stable(c, 0) || begins_with_mark(c);
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
