/* features.c - what the models are asked of every line, for bench/train.py.
 *
 *     features text|html first < DOCUMENTS > FEATURES
 *     features text|html second SCORES < DOCUMENTS > FEATURES
 *     features text|html kept SCORES < DOCUMENTS > DOCUMENTS
 *
 * DOCUMENTS: for each document its length in bytes and a line feed, then its bytes; `kept` gives what of them stays.
 * FEATURES: for each line of it the features, as bytes, the length of its text in four bytes, low one first, and the text;
 * a line of no length ends a document.  SCORES: what the first model is to have said of these lines, for `kept` the second
 * one, two bytes each, low one first, in 64ths of log-odds.  To standard error go the features' columns and shifts, a line
 * each. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "state.h"

enum { NEAR = 3, NEXT = 1, MOST = 1024 };

struct teacher {
    enum tn_model_stage stage;
    size_t count;
    struct {
        unsigned column;
        int shift;
    } feature[MOST];
    FILE *scores;
    FILE *kept; /* or NULL: nobody wants to know */
};

static int keep(void *context, const unsigned char *text, size_t length)
{
    const struct teacher *r = context;
    return r->kept && fwrite(text, 1, length, r->kept) != length;
}

static void add(struct teacher *r, unsigned column, int reach)
{
    for (int shift = -reach; shift <= reach; shift++, r->count++) {
        r->feature[r->count].column = column;
        r->feature[r->count].shift = shift;
    }
}

static void choose_features(struct teacher *r)
{
    bool second = r->stage == TN_MODEL_SECOND;
    for (unsigned c = 0; c < TN_COLUMNS; c++) {
        if (c == TN_COLUMN_SCORE && second) add(r, c, TN_SHIFT_MOST);
        if (c == TN_COLUMN_SCORE || (c >= TN_COLUMN_SCORES && !second)) continue;
        bool near = c < TN_COLUMNS_OF_NEIGHBOURS && c != TN_COLUMN_POSITION && c != TN_COLUMN_TITLE;
        add(r, c, !near ? 0 : c < TN_COLUMN_COHESION ? NEAR : NEXT);
    }
    for (size_t i = 0; i < r->count; i++)
        fprintf(stderr, "%u %d\n", r->feature[i].column, r->feature[i].shift);
}

static void write_line(const struct teacher *r, const uint8_t *features, const unsigned char *text,
                       size_t length)
{
    unsigned char size[4] = {(unsigned char)length, (unsigned char)(length >> 8),
                             (unsigned char)(length >> 16), (unsigned char)(length >> 24)};
    fwrite(features, 1, r->count, stdout);
    fwrite(size, 1, sizeof size, stdout);
    fwrite(text, 1, length, stdout);
}

static void weighed(void *context, const struct tnorm *t, size_t slot, enum tn_model_stage stage)
{
    const struct teacher *r = context;
    const struct tn_filter *f = &t->filter;
    const struct tn_filter_line *line = &f->line[(f->passed + slot) & (TN_LINES - 1)];
    uint8_t features[MOST];
    if (r->kept || stage != r->stage) return;
    for (size_t i = 0; i < r->count; i++)
        features[i] = f->lines.columns[r->feature[i].column][TN_SHIFT_MOST + (int)slot + r->feature[i].shift];
    write_line(r, features, f->bytes + line->text, line->length);
}

static int score(void *context)
{
    const struct teacher *r = context;
    int low = getc(r->scores), high = getc(r->scores);
    if (high == EOF) exit(1);
    return (int16_t)(low | high << 8);
}

/* Reads all documents, cleans them, and writes what is wanted of them. */
static bool teach(struct teacher *r, tnorm *t, struct tn_filter_watch *watch)
{
    static const uint8_t none[MOST];
    unsigned char *bytes = NULL;
    size_t length;
    bool done = true;
    while (done && scanf("%zu", &length) == 1 && getchar() == '\n') {
        char *kept = NULL;
        size_t size;
        bytes = realloc(bytes, length + 1);
        done = bytes && fread(bytes, 1, length, stdin) == length;
        if (watch->said == TN_MODEL_SECOND) r->kept = open_memstream(&kept, &size);
        if (!done || (watch->said == TN_MODEL_SECOND && !r->kept)) exit(1);
        tnorm_reset(t);
        t->filter.watch = watch;
        done = !tnorm_feed(t, bytes, length) && !tnorm_finish(t);
        if (r->kept) {
            fclose(r->kept);
            printf("%zu\n", size);
            fwrite(kept, 1, size, stdout);
            free(kept);
        } else {
            write_line(r, none, NULL, 0);
        }
    }
    free(bytes);
    return done && feof(stdin) && !ferror(stdout) && fflush(stdout) == 0;
}

int main(int argc, char **argv)
{
    static struct teacher teacher;
    struct tn_filter_watch watch = {.context = &teacher, .weighed = weighed};
    struct tnorm_options options = tnorm_options_default();
    if (argc < 3) return 2;
    if (argc > 3) {
        teacher.stage = TN_MODEL_SECOND;
        teacher.scores = fopen(argv[3], "rb");
        watch.score = score;
        watch.said = strcmp(argv[2], "kept") == 0 ? TN_MODEL_SECOND : TN_MODEL_FIRST;
        if (!teacher.scores) return 1;
    }
    choose_features(&teacher);
    options.input = strcmp(argv[1], "html") == 0 ? TNORM_INPUT_HTML : TNORM_INPUT_TEXT;
    options.boilerplate = TNORM_BOILERPLATE_BALANCED;
    options.sink = keep;
    options.sink_context = &teacher;
    tnorm *t = tnorm_new(&options, NULL);
    if (!t) return 1;
    bool done = teach(&teacher, t, &watch);
    tnorm_free(t);
    return done ? 0 : 1;
}
