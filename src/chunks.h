/* chunks.h - a body in chunks (RFC 9112 7.1): which of its bytes are data.  Called by payload.c. */
#ifndef TN_CHUNKS_H
#define TN_CHUNKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TN_CHUNK_LINE = 1024 }; /* bytes of a line with a chunk's size */

enum tn_chunks_state {
    TN_CHUNKS_SIZE,     /* in such a line */
    TN_CHUNKS_DATA,     /* in a chunk */
    TN_CHUNKS_DATA_END, /* behind it: its line feed has not come */
    TN_CHUNKS_TRAILER,  /* behind the last one: fields may follow, which are no data, up to an empty line */
    TN_CHUNKS_ENDED,    /* nothing may */
    TN_CHUNKS_BROKEN    /* what stands there is no such line: of the first one, `line` has all that came */
};

struct tn_chunks {
    enum tn_chunks_state state;
    bool begun;    /* the first line has been there */
    bool sure;     /* so has the first chunk, whole */
    uint64_t left; /* bytes of the chunk that have not come */
    size_t length; /* of the line so far; in a trailer, bytes of it but for its end */
    unsigned char line[TN_CHUNK_LINE + 1];
};

void tn_chunks_reset(struct tn_chunks *chunks);

/* Takes some bytes; returns how many, with what they are: *data or framing.  The first chunk may have up to `most`
 * bytes.  Nothing is taken once it is broken. */
size_t tn_chunks_take(struct tn_chunks *chunks, const unsigned char *bytes, size_t length, uint64_t most,
                      bool *data);

#endif
