/* kinds.c - prints the kinds of the characters that most text is made of, as a table in C: to ask for each takes longer. */
#include <stdint.h>
#include <stdio.h>

#include "kind_of.h"

int main(void)
{
    printf("static const uint8_t KINDS[TN_KINDS_KNOWN] = {");
    for (uint32_t c = 0; c < TN_KINDS_KNOWN; c++)
        printf("%s%d,", c % 32 == 0 ? "\n    " : " ", (int)(c < 0x80 ? TN_KIND_SYMBOL : tn_kind_of(c)));
    printf("\n};\n");
    return ferror(stdout) || fflush(stdout) != 0;
}
