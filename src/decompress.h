/* decompress.h - compressed bytes become what they stand for: gzip, zlib, raw deflate, brotli and zstd, by their libraries,
 * each of which may be lacking (TN_ZLIB, TN_BROTLI, TN_ZSTD say which are built in). */
#ifndef TN_DECOMPRESS_H
#define TN_DECOMPRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum tn_coding {
    TN_CODING_NONE,
    TN_CODING_GZIP,    /* one member (RFC 1952) */
    TN_CODING_ZLIB,    /* RFC 1950 */
    TN_CODING_DEFLATE, /* without a head (RFC 1951) */
    TN_CODING_BROTLI,  /* RFC 7932: no window over 16 MiB */
    TN_CODING_ZSTD,    /* one frame (RFC 8878) */
};

enum tn_decompress_status {
    TN_DECOMPRESS_MORE, /* the input is used up, or the room is full: then more may come without any */
    TN_DECOMPRESS_END,  /* the member, stream or frame has ended */
    TN_DECOMPRESS_BAD,  /* it is damaged: `fault` says how */
};

struct tn_decompressor {
    enum tn_coding coding; /* of the stream at hand */
    void *inflate, *brotli, *zstd;
    size_t hint;       /* bytes that zstd wants next */
    const char *fault; /* what tn_decompressor_step() found */
    bool starved;      /* that was no damage: memory is short */
};

/* Is its library built in? */
bool tn_decompressor_knows(enum tn_coding coding);

/* Makes what `coding` takes, TN_CODING_NONE: all that is built in.  `memory`: the largest window that zstd may ask
 * for, in bytes, 0: 128 MiB.  False if memory is short; tn_decompressor_close() is to be called all the same. */
bool tn_decompressor_open(struct tn_decompressor *d, enum tn_coding coding, uint64_t memory);

/* A stream of that coding, which tn_decompressor_open() has made, begins.  False, with a fault, if memory is short. */
bool tn_decompressor_start(struct tn_decompressor *d, enum tn_coding coding);

/* Frames of zstd that follow were made with this dictionary, which may be compressed itself, by one frame that says how long it
 * is, below `memory` bytes; it is copied.  What is none is passed over.  False, with a fault: it is damaged, or memory is short. */
bool tn_decompressor_dictionary(struct tn_decompressor *d, const unsigned char *bytes, size_t length,
                                uint64_t memory);

/* Decodes some of [*in, *in + *length) into `out`; *in and *length move on behind what was used, *made is the number of
 * bytes in `out`, which may be some before a fault.  One call of the library: progress may be none. */
enum tn_decompress_status tn_decompressor_step(struct tn_decompressor *d, const unsigned char **in,
                                               size_t *length, unsigned char *out, size_t room, size_t *made);

void tn_decompressor_close(struct tn_decompressor *d);

/* The libraries that are built in, as "zlib 1.2.13, zstd 1.5.4", or "none". */
const char *tn_decompressor_libraries(void);

#endif
