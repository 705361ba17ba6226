/* cli.h - the command line: what was asked for. */
#ifndef TN_CLI_H
#define TN_CLI_H

#include <stdbool.h>
#include <stddef.h>

#include "tnorm.h"

enum { CLI_OK = 0, CLI_FAILED = 1, CLI_USAGE = 2 }; /* exit statuses */

enum cli_output { CLI_OUTPUT_DEFAULT, CLI_OUTPUT_TEXT, CLI_OUTPUT_JSONL, CLI_OUTPUT_WARC };

struct cli {
    struct tnorm_options options;
    bool weighed;             /* lines are weighed by their neighbours: --boilerplate=balanced or strict */
    bool sniff;               /* --input=auto */
    enum cli_output output;   /* --output */
    size_t jobs;              /* --jobs: worker threads */
    bool progress;            /* --progress */
    bool stats;               /* --stats */
    const char *stats_file;   /* NULL: standard error */
    const char *rejects_file; /* NULL: none asked for */
    char **files;             /* what is left of argv */
    int file_count;
};

/* Does the output that was asked for go with this kind of input? */
bool cli_goes_with(const struct cli *cli, enum tnorm_input input);

/* Reads the command line.  Returns true to go on; false to end at once with *status: help or version were
 * printed, or a message about what is wrong. */
bool cli_parse(struct cli *cli, int argc, char **argv, int *status);

#endif
