/* features.c - the features of every line that the filter weighs, for bench/train.py.
 *
 *     features text|html < DOCUMENTS > FEATURES
 *
 * DOCUMENTS: for each document its length in bytes and a line feed, then its bytes.  FEATURES: for each line of it the
 * features, as bytes, the length of its text in four bytes, low one first, and the text; a line of no length ends a
 * document. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "state.h"

static int discard(void *context, const unsigned char *text, size_t length)
{
    (void)context, (void)text, (void)length;
    return 0;
}

static void write_line(void *context, const uint8_t *features, const unsigned char *text, size_t length)
{
    unsigned char size[4] = {(unsigned char)length, (unsigned char)(length >> 8),
                             (unsigned char)(length >> 16), (unsigned char)(length >> 24)};
    fwrite(features, 1, TN_FILTER_FEATURES, context);
    fwrite(size, 1, sizeof size, context);
    fwrite(text, 1, length, context);
}

int main(int argc, char **argv)
{
    static const uint8_t none[TN_FILTER_FEATURES];
    struct tnorm_options options = tnorm_options_default();
    unsigned char *bytes = NULL;
    size_t length;
    options.input = argc > 1 && strcmp(argv[1], "html") == 0 ? TNORM_INPUT_HTML : TNORM_INPUT_TEXT;
    options.boilerplate = TNORM_BOILERPLATE_BALANCED;
    options.sink = discard;
    tnorm *t = tnorm_new(&options, NULL);
    if (!t) return 1;
    fprintf(stderr, "%d\n", TN_FILTER_FEATURES);
    while (scanf("%zu", &length) == 1 && getchar() == '\n') {
        bytes = realloc(bytes, length + 1);
        if (!bytes || fread(bytes, 1, length, stdin) != length) return 1;
        tnorm_reset(t);
        t->filter.watch = write_line;
        t->filter.watch_context = stdout;
        if (tnorm_feed(t, bytes, length) || tnorm_finish(t)) return 1;
        write_line(stdout, none, none, 0);
    }
    tnorm_free(t);
    free(bytes);
    return ferror(stdout) || fflush(stdout) ? 1 : 0;
}
