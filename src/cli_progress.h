/* cli_progress.h - how far it is: one line on standard error, if that is a terminal. */
#ifndef TN_CLI_PROGRESS_H
#define TN_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
    bool shown;     /* asked for, and there is a terminal */
    int64_t start;  /* milliseconds on a clock that never goes back */
    int64_t next;   /* the line is written anew then */
    uint64_t bytes; /* cleaned so far, of all inputs */
    int64_t file_start;
    uint64_t size; /* of the file at hand, 0 if it is not known */
};

void progress_start(struct progress *p, bool wanted);

/* An input is opened. */
void progress_file(struct progress *p, int fd);

/* `bytes` more were cleaned, `documents` in all; `offset` bytes of the file at hand have been read. */
void progress_show(struct progress *p, uint64_t bytes, uint64_t documents, uint64_t offset);

/* Takes the line away. */
void progress_end(struct progress *p);

#endif
