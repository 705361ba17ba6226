/* letters.re - prints the characters of U+0100 to U+1FFF that no rule of text.re is about, a bit for each, as a table for the scanners
 * (src/letters.h).  It is asked of the classes of that grammar.
 *
 * Those before U+0100 are left out: four letters of Latin-1 in a row tell of Cyrillic that was misread (mojibake_cyrillic.c).
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "letters.h"
#include "utf8.h"

/*!include:re2c "_characters.re" */

static bool is_wide(const unsigned char *p)
{
    const unsigned char *cur = p, *mar = p;
/*!re2c
    re2c:api:style = free-form;
    re2c:encoding:utf8 = 1;
    re2c:yyfill:enable = 0;
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYCURSOR = cur;
    re2c:define:YYMARKER = mar;

    wide { return true; }
    *    { return false; }
*/
}

int main(void)
{
    static unsigned char letters[TN_LETTERS_END / 8];
    for (uint32_t c = 0x100; c < TN_LETTERS_END; c++) {
        unsigned char text[TN_UTF8_MAX + 1] = {0};
        (void)tn_utf8_encode(c, text);
        if (is_wide(text)) letters[c / 8] |= (unsigned char)(1u << c % 8);
    }
    printf("const unsigned char tn_letters[TN_LETTERS_END / 8] = {");
    for (size_t i = 0; i < sizeof letters; i++) printf("%s0x%02X,", i % 16 == 0 ? "\n    " : " ", letters[i]);
    printf("\n};\n");
    return ferror(stdout) || fflush(stdout) != 0;
}
