/* kinds.c - prints the kinds of the characters that most text is made of, as tables in C: to ask for each takes longer.  One has
 * the kind of each; the others, which vectors look into, a bit for each from U+0100 on that is of that kind.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "kind_of.h"
#include "letters.h"

static void print_bits(const char *name, enum tn_kind kind)
{
    printf("static const uint8_t %s[TN_LETTERS_END / 8] = {", name);
    for (uint32_t c = 0; c < TN_LETTERS_END; c += 8) {
        unsigned bits = 0;
        for (unsigned i = 0; i < 8; i++) bits |= (unsigned)(c + i >= 0x100 && tn_kind_of(c + i) == kind) << i;
        printf("%s0x%02X,", c % 128 == 0 ? "\n    " : " ", bits);
    }
    printf("\n};\n");
}

int main(void)
{
    printf("#include \"kind_of.h\"\n#include \"letters.h\"\n\n");
    printf("static const uint8_t KINDS[TN_KINDS_KNOWN] = {");
    for (uint32_t c = 0; c < TN_KINDS_KNOWN; c++)
        printf("%s%d,", c % 32 == 0 ? "\n    " : " ", (int)(c < 0x80 ? TN_KIND_SYMBOL : tn_kind_of(c)));
    printf("\n};\n");
    printf("#if defined(__x86_64__)\n");
    print_bits("KINDS_LETTER", TN_KIND_LETTER);
    print_bits("KINDS_CAPITAL", TN_KIND_CAPITAL);
    print_bits("KINDS_WIDE", TN_KIND_WIDE);
    printf("#endif\n");
    return ferror(stdout) || fflush(stdout) != 0;
}
