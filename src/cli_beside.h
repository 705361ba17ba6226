/* cli_beside.h - what is written beside the text, each into a file of its own: what was left out of it, and the account. */
#ifndef TN_CLI_BESIDE_H
#define TN_CLI_BESIDE_H

#include <stdbool.h>
#include <stdio.h>

#include "tnorm.h"

struct beside {
    const char *name;
    FILE *file; /* NULL: it is not asked for */
    bool made;  /* there was no file of that name */
    int error; /* why a write failed, if that is known; of the rejects said at the end, as the text goes on */
};

/* Opens the file of that name, if there is one.  False, with errno, if that cannot be. */
bool beside_open(struct beside *b, const char *name);

/* Nothing was cleaned: a file that was not there is not left behind. */
void beside_take_back(struct beside *b);

/* Writes a passage that was left out of the input of that name, if that is not NULL. */
void beside_write_reject(struct beside *b, const char *input, const struct tnorm_reject *reject);

/* What was written stands in the file, even if the program is killed then. */
void beside_flush(struct beside *b);

/* Writes the account, to standard error if no file was opened. */
void beside_write_stats(struct beside *b, const tnorm *cleaner);

/* Closes the file, if one was opened.  Returns why not all of it could be written, or NULL. */
const char *beside_close(struct beside *b);

#endif
