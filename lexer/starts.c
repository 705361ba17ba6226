/* starts.c - prints which four bytes a phrase of lexer/phrases.re can begin with, as a filter for the lines that are none:
 * by far the most, and the grammar is large.  It is asked itself, so nothing has to be kept in step with it.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

static const unsigned char *furthest; /* that the grammar looked at */

#define TN_PHRASE_STARTS
#include "phrases.c" // NOLINT(bugprone-suspicious-include): it is to be asked with this PEEK()

#include "start_key.h"

static unsigned char filter[TN_START_KEYS / 8];

/* Marks all that can begin with these n bytes. */
static bool mark(unsigned char *line, size_t n)
{
    if (n == TN_START) {
        unsigned key = tn_start_key(line);
        filter[key / 8] |= (unsigned char)(1u << key % 8);
        return true;
    }
    for (unsigned c = 1; c < 0x100; c++) {
        line[n] = (unsigned char)c;
        line[n + 1] = 0;
        if (tn_is_phrase(line, n + 1)) return false; /* it is too short for the filter */
        if (furthest == line + n + 1 && !mark(line, n + 1)) return false;
    }
    return true;
}

int main(void)
{
    unsigned char line[TN_START + 1];
    if (!mark(line, 0)) return 1;
    printf("#include \"start_key.h\"\n\nstatic const unsigned char STARTS[TN_START_KEYS / 8] = {");
    for (size_t i = 0; i < sizeof filter; i++) printf("%s0x%02X,", i % 16 == 0 ? "\n    " : " ", filter[i]);
    printf("\n};\n\n"
           "static inline bool tn_phrase_may_start(const unsigned char *line, size_t length)\n"
           "{\n"
           "    if (length < TN_START) return false;\n"
           "    unsigned key = tn_start_key(line);\n"
           "    return STARTS[key / 8] >> key %% 8 & 1;\n"
           "}\n");
    return ferror(stdout) || fflush(stdout) != 0;
}
