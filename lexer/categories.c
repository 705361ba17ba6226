/* categories.c - prints the general categories of the code points that most text is made of, as a table in C.
 *
 * They are computed from the very library that knows the others.
 */
#include <stdint.h>
#include <stdio.h>
#include <utf8proc.h>

#include "category.h"

int main(void)
{
    printf("/* Made by lexer/categories.c from utf8proc %s, Unicode %s. */\n", utf8proc_version(),
           utf8proc_unicode_version());
    printf("const uint8_t tn_categories[TN_CATEGORIES] = {");
    for (int c = 0; c < TN_CATEGORIES; c++)
        printf("%s%d,", c % 32 == 0 ? "\n    " : " ", (int)utf8proc_category((utf8proc_int32_t)c));
    printf("\n};\n");
    return ferror(stdout) || fflush(stdout) ? 1 : 0;
}
