/* support.h - what every test program shares: feeding a text in pieces, random numbers, slow oracles. */
#ifndef TN_SUPPORT_H
#define TN_SUPPORT_H

#include <check.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "shape.h"
#include "tnorm.h"

/* A growing buffer; `bytes` is never NULL after the first tn_append() and ends with a NUL past `length`. */
struct tn_text {
    unsigned char *bytes;
    size_t length, room;
};

void tn_append(struct tn_text *text, const void *bytes, size_t length);
void tn_append_repeated(struct tn_text *text, const void *unit, size_t unit_length, size_t times);
void tn_clear(struct tn_text *text);
void tn_release(struct tn_text *text);
bool tn_equal(const struct tn_text *a, const struct tn_text *b);
bool tn_is(const struct tn_text *text, const char *expected);
/* Reads a whole file; false if it cannot be read. */
bool tn_read_file(const char *path, struct tn_text *text);
/* Prints bytes as the inside of a C string literal. */
void tn_print_escaped(FILE *to, const unsigned char *bytes, size_t length);

enum { TN_STATS = 4096 };

/* One handle with what it wrote.  tn_start() makes it, each tn_feed_*() is a whole text after a reset. */
struct tn_machine {
    tnorm *handle;
    struct tn_text out;
    enum tnorm_error error;  /* the first that feed or finish returned */
    uint64_t offset;         /* of that error, if the input caused it */
    uint64_t rejects;        /* passages handed to the reject sink, */
    struct tn_text left_out; /* and all that was said of them */
    char stats[TN_STATS];    /* the account at the end */
};

struct tnorm_options tn_options(enum tnorm_input input);
/* Understands --from, --form, --invalid, --keep, --boilerplate and --output as the command line does; false on anything
 * else. */
bool tn_options_parse(struct tnorm_options *options, const char *arguments);
void tn_options_print(FILE *to, const struct tnorm_options *options);

/* The sinks of `options` are replaced. */
void tn_start(struct tn_machine *machine, const struct tnorm_options *options);
void tn_stop(struct tn_machine *machine);

/* Each piece lies in an allocation of exactly its size, so that a sanitizer sees every read beyond it. */
void tn_feed_piece(struct tn_machine *machine, const unsigned char *bytes, size_t length);
void tn_feed_whole(struct tn_machine *machine, const unsigned char *bytes, size_t length);
void tn_feed_bytewise(struct tn_machine *machine, const unsigned char *bytes, size_t length);
/* A string, in either of these ways. */
void tn_feed_string(struct tn_machine *machine, const char *text, bool bytewise);
/* Line by line, each flushed, as where the next one is waited for. */
void tn_feed_lines(struct tn_machine *machine, const unsigned char *bytes, size_t length);
/* Cut at ascending positions; with `empties`, an empty piece before and after every cut. */
void tn_feed_cut(struct tn_machine *machine, const unsigned char *bytes, size_t length, const size_t *cuts,
                 size_t count, bool empties);

/* A handle whose clean text goes to `out`, which is emptied; fed, and finished.  The test fails if that does. */
tnorm *tn_make(struct tnorm_options options, struct tn_text *out);
void tn_feed_text(tnorm *handle, const char *text);
void tn_finish_text(tnorm *handle);
/* A sink: appends to the tn_text that is its context. */
int tn_take(void *context, const unsigned char *text, size_t length);

/* xorshift64*: the same numbers everywhere for the same seed. */
struct tn_random {
    uint64_t state;
};
struct tn_random tn_random_seed(uint64_t seed);
uint64_t tn_random_next(struct tn_random *random);
size_t tn_random_below(struct tn_random *random, size_t limit);

/* Writes a code point (surrogates too) as UTF-8; returns the bytes written, at most 4. */
size_t tn_encode(uint_least32_t code_point, unsigned char bytes[4]);
/* Unicode 15, table 3-7, row by row: the length of the well-formed sequence at `bytes`, 0 if there is none. */
size_t tn_sequence(const unsigned char *bytes, size_t length, uint_least32_t *code_point);
/* Why `text` breaks promise P1 under these options; NULL if it keeps it. */
const char *tn_broken_promise(const struct tn_text *text, const struct tnorm_options *options);
/* Why the account does not add up; NULL if it does. */
const char *tn_broken_account(const tnorm *handle, uint64_t fed, uint64_t written);

/* What a line looks like, whatever stands behind it. */
struct tn_shape tn_shape_of(const char *line);

/* Scales the number of generated cases: environment TN_TEST_SCALE, default 1. */
size_t tn_scale(void);
/* Does all take long, under valgrind? */
bool tn_is_slow(void);
/* One of so many generated cases is run: under valgrind and sanitizers each takes longer. */
size_t tn_thinned(void);
/* How many of `cases` cases are to be tried: more at scale, fewer where all is slow. */
size_t tn_effort(size_t cases);

/* Cases are counted in shared memory, as Check runs every test in a process of its own. */
void tn_count_cases(uint64_t cases);
/* Runs the suite, prints the number of cases; the exit status is 0 only if all passed and there were some. */
int tn_main(Suite *suite);
/* Called by tn_main() once after a run that failed. */
extern void (*tn_after_failure)(void);

#endif
