/* cli_split.h - where an input is cut into pieces for several workers.
 *
 * It is a guess: the library's tnorm_join() says whether a piece fits behind the one before it.  A kind that has no place
 * to cut at is cleaned in one piece, by one worker at a time. */
#ifndef TN_CLI_SPLIT_H
#define TN_CLI_SPLIT_H

#include <stdbool.h>
#include <stddef.h>

#include "tnorm.h"

#ifndef TN_SMALL_PIECES
enum {
    SPLIT_BYTES = 448 * 1024,      /* of a piece and what stands before it, at most, */
    SPLIT_BYTES_WEIGHED = 1 << 20, /* and where lines are weighed: much has to stand before it */
    SPLIT_REACH = 32 * 1024,       /* so far back an empty line is looked for */
    SPLIT_KNOWN = 4 * 1024,        /* lines before a piece from an empty line on, at least, */
    SPLIT_KNOWN_PLAIN = 20 * 1024, /* or if there is none: more than the library compares for echoes */
    SPLIT_KNOWN_LINES = 2500,      /* where lines are weighed: more than have a say in one that waits */
    SPLIT_LATE = 32 * 1024 /* a line that is longer is handed on before it has ended, if input is late */
};
#else /* for tests: many cuts in little text */
enum {
    SPLIT_BYTES = 2048,
    SPLIT_BYTES_WEIGHED = 2048,
    SPLIT_REACH = 512,
    SPLIT_KNOWN = 256,
    SPLIT_KNOWN_PLAIN = 768,
    SPLIT_KNOWN_LINES = 12,
    SPLIT_LATE = 512
};
#endif

#define SPLIT_NOWHERE ((size_t)-1)

/* Does nothing carry over from one piece to the next? */
bool split_is_clear(enum tnorm_input input);

/* The last place in bytes[begin, end) at which a piece may end and another begin, > begin; SPLIT_NOWHERE if there is
 * none. */
size_t split_cut(enum tnorm_input input, const unsigned char *bytes, size_t begin, size_t end);

/* From where on in bytes[0, cut) a worker has to read so that it most likely knows at `cut` what it would know had it
 * read all, where lines are `weighed` by those around them or not; SPLIT_NOWHERE if there is not enough at hand. */
size_t split_known(enum tnorm_input input, bool weighed, const unsigned char *bytes, size_t cut);

#endif
