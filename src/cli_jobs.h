/* cli_jobs.h - one input by several threads: a reader, who cuts it into pieces, and workers, who clean them.
 *
 * Output, rejects and counts are those of one thread.  Whoever works on the first piece that is not finished writes;
 * others clean ahead what follows and hold their output.  All functions are the reader's. */
#ifndef TN_CLI_JOBS_H
#define TN_CLI_JOBS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tnorm.h"

enum { JOBS_MOST = 256 };

struct jobs;

/* `count` workers with these options, which are kept by reference; their sinks are called by one thread at a time.
 * NULL and *error if that cannot be. */
struct jobs *jobs_new(size_t count, const struct tnorm_options *options, enum tnorm_error *error);

/* Ends the workers. */
void jobs_free(struct jobs *jobs);

/* Between inputs: the handle that has cleaned all of them so far. */
tnorm *jobs_cleaner(struct jobs *jobs);

/* An input of this kind begins. */
enum tnorm_error jobs_begin(struct jobs *jobs, enum tnorm_input input, bool weighed);

/* Where the next bytes of it are to be put, up to *room; NULL: cleaning has stopped. */
unsigned char *jobs_room(struct jobs *jobs, size_t *room);

/* So many were. */
void jobs_filled(struct jobs *jobs, size_t length);

/* Before the descriptor is read: if a read would block for a while, all there is gets cleaned and written first.  What
 * jobs_room() gave stays valid.  False: cleaning has stopped. */
bool jobs_before_read(struct jobs *jobs, int fd);

/* Has all that was handed on been cleaned, and does nobody write? */
bool jobs_are_idle(struct jobs *jobs);

/* The input has ended: waits until all of it was cleaned.  False: cleaning has stopped before. */
bool jobs_end(struct jobs *jobs);

/* How much was cleaned so far. */
void jobs_progress(struct jobs *jobs, uint64_t *bytes, uint64_t *documents);

#endif
