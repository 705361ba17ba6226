/* letters.re - prints tables of U+0100 to U+1FFF for the scanners (src/letters.h), a bit for each code point: those that no rule of
 * text.re is about, which it asks of the classes of that grammar, and the marks that stay behind these.
 *
 * What comes before is left out: four letters of Latin-1 in a row tell of Cyrillic that was misread (mojibake_cyrillic.c).
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "forms.h"
#include "letters.h"
#include "utf8.h"

/*!include:re2c "_characters.re" */

/*!re2c
    re2c:api:style = free-form;
    re2c:encoding:utf8 = 1;
    re2c:yyfill:enable = 0;
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYCURSOR = cur;
    re2c:define:YYMARKER = mar;
*/
static bool is_letter(const unsigned char *p)
{
    const unsigned char *cur = p, *mar = p;
/*!re2c
    wide { return true; }
    *    { return false; }
*/
}

static bool is_canonical(const unsigned char *p)
{
    const unsigned char *cur = p, *mar = p;
/*!re2c
    canonical { return true; }
    *         { return false; }
*/
}

/* Is it by itself as it should be, and no starter, or one that can be composed with what stands before it? */
static bool is_mark(const unsigned char *p, uint32_t c)
{
    const struct tn_form *f = tn_form_of(c);
    return is_canonical(p) && !f->decomposes && (f->class != 0 || f->leading == 0);
}

/* Can it be composed with what stands before it? */
static bool is_second(uint32_t c)
{
    if (c >= TN_HANGUL_VOWEL && c < TN_HANGUL_TAIL + TN_HANGUL_TAILS) return true;
    for (size_t i = 0; i < TN_PAIRS; i++)
        if (tn_pairs[i].composed != 0 && tn_pairs[i].second == c) return true;
    return false;
}

static void print_table(const char *name, const unsigned char *table)
{
    printf("const unsigned char %s[TN_LETTERS_END / 8] = {", name);
    for (size_t i = 0; i < TN_LETTERS_END / 8; i++) printf("%s0x%02X,", i % 16 == 0 ? "\n    " : " ", table[i]);
    printf("\n};\n");
}

int main(void)
{
    static unsigned char letters[TN_LETTERS_END / 8], firsts[sizeof letters], marks[sizeof letters], lone[sizeof letters];
    for (uint32_t c = 0x100; c < TN_LETTERS_END; c++) {
        unsigned char text[TN_UTF8_MAX + 1] = {0}, bit = (unsigned char)(1u << c % 8);
        (void)tn_utf8_encode(c, text);
        if (is_letter(text)) letters[c / 8] |= bit;
        if (is_letter(text) && tn_form_of(c)->composes) firsts[c / 8] |= bit;
        if (is_mark(text, c)) marks[c / 8] |= bit;
        if (is_mark(text, c) && !is_second(c)) lone[c / 8] |= bit;
    }
    print_table("tn_letters", letters);
    print_table("tn_letters_first", firsts);
    print_table("tn_marks", marks);
    print_table("tn_marks_lone", lone);
    return ferror(stdout) || fflush(stdout) != 0;
}
