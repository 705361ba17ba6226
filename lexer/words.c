/* words.c - prints which words a phrase of lexer/furniture.re can begin with, as a filter for those that begin none:
 * by far the most, and the grammar is large.  It is asked itself, as lexer/starts.c does.  And small letters, as
 * utf8proc has them. */
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <utf8proc.h>

static const unsigned char *furthest; /* that the grammar looked at */

#define TN_FURNITURE_STARTS
#include "../build/gen/furniture.c" // NOLINT(bugprone-suspicious-include): it is to be asked how far it looks

#include "word_key.h"

enum { LETTERS = 0x530 };

static unsigned char filter[TN_WORD_KEYS / 8];

static void put(const unsigned char *word, size_t length)
{
    uint64_t hash = tn_word_hash(word, tn_word_told(word[0], length));
    unsigned key = tn_word_key(hash), other = tn_word_other_key(hash);
    filter[key / 8] |= (unsigned char)(1u << key % 8);
    filter[other / 8] |= (unsigned char)(1u << other % 8);
}

/* Marks all words that begin with these n bytes; false if there is a phrase that begins with no word. */
static bool mark(unsigned char *word, size_t n)
{
    if (n > 0 && tn_word_told(word[0], n + 1) == n) {
        put(word, n);
        return true;
    }
    for (unsigned c = 1; c < 0x100; c++) {
        const unsigned char *end;
        word[n] = (unsigned char)c;
        word[n + 1] = 0;
        bool found = tn_furniture_at(word, &end) != TN_FURNITURE_KINDS && end == word + n + 1;
        bool goes_on = furthest == word + n + 1;
        if (!found && !goes_on) continue;
        if (!tn_is_of_word(word[n])) {
            if (n == 0) return false;
            put(word, n);
        } else {
            if (found) put(word, n + 1);
            if (goes_on && !mark(word, n + 1)) return false;
        }
    }
    return true;
}

int main(void)
{
    unsigned char word[TN_WORD_MOST + 2] = {0};
    if (!mark(word, 0)) return 1;
    printf("static const unsigned char WORDS[TN_WORD_KEYS / 8] = {");
    for (size_t i = 0; i < sizeof filter; i++) printf("%s0x%02X,", i % 16 == 0 ? "\n    " : " ", filter[i]);
    printf("\n};\n\nenum { LETTERS = 0x%X };\n\nstatic const uint16_t SMALL[LETTERS] = {", LETTERS);
    for (utf8proc_int32_t c = 0; c < LETTERS; c++)
        printf("%s0x%X,", c % 16 == 0 ? "\n    " : " ", (unsigned)utf8proc_tolower(c));
    printf("\n};\n");
    return ferror(stdout) || fflush(stdout) != 0;
}
