/* forms.c - prints what normalization has to know of each code point (src/forms.h), as tables in C.
 *
 * They are computed from the very library that the classes of the lexer come from (lexer/classes.c). */
#include <string.h>

#include "decompose.h"
#include "forms.h"

enum { BLOCKS = CODE_POINTS / TN_FORM_BLOCK, FORMS_MOST = 0x2000, PIECES_MOST = 0x10000 };

static bool joins[CODE_POINTS], composes[CODE_POINTS];
static struct tn_form forms[FORMS_MOST];
static uint32_t pieces[PIECES_MOST];
static size_t form_count = 1,
              piece_count = 1; /* the first of the forms is that of most, the first piece is no one's */
static struct tn_pair pairs[TN_PAIRS];
static uint16_t number[CODE_POINTS];

static void fail(const char *what)
{
    fprintf(stderr, "forms: there is no room for all %s\n", what);
    exit(1);
}

/* What c is composed of comes to the pairs, if it is no syllable of Hangul. */
static void add_pair(uint32_t c)
{
    utf8proc_int32_t seq[LONGEST];
    size_t n = decompose(c, 0, seq);
    if (n < 2 || !is_stable(c, 0)) return;
    uint32_t second = (uint32_t)seq[n - 1];
    if (compose(seq, n - 1) != 1) {
        fprintf(stderr, "forms: U+%04X is no pair\n", c);
        exit(1);
    }
    uint32_t first = (uint32_t)seq[0];
    composes[first] = joins[second] = true;
    size_t at = tn_pair_slot(first, second), tried = 0;
    for (; pairs[at].composed != 0; at = (at + 1) % TN_PAIRS)
        if (++tried == TN_PAIRS / 2) fail("pairs");
    pairs[at] = (struct tn_pair){first, second, c};
}

/* Where the decomposition of c stands: its length, and the pieces. */
static uint16_t add_pieces(const utf8proc_int32_t *seq, size_t n)
{
    size_t at = piece_count;
    if (at + 1 + n > PIECES_MOST || n > TN_FORM_LONGEST) fail("decompositions");
    pieces[piece_count++] = (uint32_t)n;
    for (size_t i = 0; i < n; i++)
        pieces[piece_count++] = (uint32_t)seq[i] | (uint32_t)class_of((uint32_t)seq[i]) << TN_FORM_CLASS;
    return (uint16_t)at;
}

static struct tn_form look_up(uint32_t c)
{
    utf8proc_int32_t seq[LONGEST], compatible[LONGEST];
    size_t n = decompose(c, 0, seq), m = decompose(c, UTF8PROC_COMPAT, compatible);
    struct tn_form f = {.class = class_of(c), .joins = joins[c], .composes = composes[c]};
    while (f.leading < m && class_of((uint32_t)compatible[f.leading]) != 0) f.leading++;
    bool starts = f.leading < m;
    while (starts && class_of((uint32_t)compatible[m - 1 - f.trailing]) != 0) f.trailing++;
    if (tn_is_hangul(c) || (m == 1 && (uint32_t)compatible[0] == c)) return f;
    f.composes = f.decomposes = true;
    f.compatible = add_pieces(compatible, m);
    bool same = n == m && memcmp(seq, compatible, n * sizeof *seq) == 0;
    if (same)
        f.canonical = f.compatible;
    else if (n > 1 || (uint32_t)seq[0] != c)
        f.canonical = add_pieces(seq, n);
    return f;
}

/* The number of the form of c.  What decomposes has one of its own. */
static uint16_t add_form(uint32_t c)
{
    struct tn_form f = look_up(c);
    for (size_t i = 0; i < form_count && !f.decomposes; i++)
        if (memcmp(&forms[i], &f, sizeof f) == 0) return (uint16_t)i;
    if (form_count == FORMS_MOST) fail("forms");
    forms[form_count] = f;
    return (uint16_t)form_count++;
}

static const uint16_t *block(size_t i) { return number + i * TN_FORM_BLOCK; }

/* Prints the numbers of forms, each block once, and which block is whose. */
static void print_blocks(void)
{
    static size_t distinct[BLOCKS], which[BLOCKS];
    size_t count = 0;
    for (size_t i = 0, k; i < BLOCKS; i++) {
        for (k = 0; k < count; k++)
            if (memcmp(block(distinct[k]), block(i), TN_FORM_BLOCK * sizeof *number) == 0) break;
        if (k == count) distinct[count++] = i;
        which[i] = k;
    }
    printf("const uint16_t tn_form_number[][TN_FORM_BLOCK] = {\n");
    for (size_t k = 0; k < count; k++) {
        printf("    {");
        for (size_t i = 0; i < TN_FORM_BLOCK; i++) printf("%u,", block(distinct[k])[i]);
        printf("},\n");
    }
    printf("};\n\nconst uint16_t tn_form_block[] = {");
    for (size_t i = 0; i < BLOCKS; i++) printf("%s%zu,", i % 32 == 0 ? "\n    " : "", which[i]);
    printf("\n};\n\n");
}

int main(void)
{
    for (uint32_t c = 0; c < CODE_POINTS; c++)
        if (!is_surrogate(c) && !tn_is_hangul(c)) add_pair(c);
    for (uint32_t c = 0; c < TN_HANGUL_LEADS; c++) composes[TN_HANGUL_LEAD + c] = true;
    for (uint32_t c = 0; c < TN_HANGUL_SYLLABLES; c++) composes[TN_HANGUL + c] = true;
    for (uint32_t c = 0; c < TN_HANGUL_VOWELS; c++) joins[TN_HANGUL_VOWEL + c] = true;
    for (uint32_t c = 1; c < TN_HANGUL_TAILS; c++) joins[TN_HANGUL_TAIL + c] = true;
    for (uint32_t c = 0; c < CODE_POINTS; c++)
        if (!is_surrogate(c)) number[c] = add_form(c);

    printf("/* Made by lexer/forms.c from utf8proc %s, Unicode %s. */\n", utf8proc_version(),
           utf8proc_unicode_version());
    print_blocks();
    printf("const struct tn_form tn_forms[] = {\n");
    for (size_t i = 0; i < form_count; i++)
        printf("    {%u, %d, %d, %d, %u, %u, %u, %u},\n", forms[i].class, forms[i].joins, forms[i].composes,
               forms[i].decomposes, forms[i].leading, forms[i].trailing, forms[i].canonical,
               forms[i].compatible);
    printf("};\n\nconst uint32_t tn_form_pieces[] = {");
    for (size_t i = 0; i < piece_count; i++) printf("%s0x%X,", i % 16 == 0 ? "\n    " : "", pieces[i]);
    printf("\n};\n\nconst struct tn_pair tn_pairs[TN_PAIRS] = {\n");
    for (size_t i = 0; i < TN_PAIRS; i++)
        printf("    {0x%X, 0x%X, 0x%X},\n", pairs[i].first, pairs[i].second, pairs[i].composed);
    printf("};\n");
    return ferror(stdout) || fflush(stdout) ? 1 : 0;
}
