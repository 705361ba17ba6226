/* cli_lane.h - a cleaner, and what it has to say before it has its turn.
 *
 * Ahead of its turn it holds output and rejects; when they are too many it waits for it.  In its turn it writes. */
#ifndef TN_CLI_LANE_H
#define TN_CLI_LANE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tnorm.h"

enum {
    LANE_BYTES = 512 * 1024,       /* of output that are held */
    LANE_REJECTS_BYTES = 64 * 1024 /* of rejects */
};

enum lane_mode {
    LANE_WRITES, /* it is its turn */
    LANE_HOLDS,  /* it is ahead of it */
    LANE_MUTE,   /* what it says is for nobody */
    LANE_USELESS /* the piece did not begin as it was thought to */
};

struct lane {
    tnorm *cleaner;
    enum lane_mode mode;
    const struct tnorm_options *options;                 /* whose sinks it writes to */
    bool (*take_turn)(struct lane *lane, void *context); /* waits; true: it writes now */
    void *context;
    void *piece;        /* what it works on */
    bool failed;        /* cleaning stopped, */
    bool refused;       /* or what it held could not be written */
    uint64_t documents; /* of its input that came before the piece, once it is joined */
    size_t length, rejects_length;
    unsigned char bytes[LANE_BYTES];
    unsigned char rejects[LANE_REJECTS_BYTES];
};

/* One with a cleaner for these options, which writes; NULL and *error if that cannot be. */
struct lane *lane_new(const struct tnorm_options *options, bool (*take_turn)(struct lane *, void *),
                      void *context, enum tnorm_error *error);
void lane_free(struct lane *lane);

/* A piece that begins at bytes[begin], `offset` bytes into its input, is begun ahead of its turn; bytes[known, begin)
 * are read to know what they tell. */
void lane_begin(struct lane *lane, const unsigned char *bytes, size_t known, size_t begin, uint64_t offset);

/* Its turn has come: joins it to `before`, writes what it holds.  False if it does not fit there: it is useless then. */
bool lane_join(struct lane *lane, struct lane *before);

#endif
