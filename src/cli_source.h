/* cli_source.h - where the bytes of an input come from: a descriptor, behind gzip or zstd if its first bytes say so. */
#ifndef TN_CLI_SOURCE_H
#define TN_CLI_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "decompress.h"

enum {
    SOURCE_BYTES = 64 * 1024,
    SOURCE_SNIFFED = 4096 /* of these, to see whether it is compressed: if not, no more are ever touched */
};

enum source_kind { SOURCE_PLAIN, SOURCE_GZIP, SOURCE_ZSTD };

struct source {
    int fd;
    enum source_kind kind;
    struct tn_decompressor decoder;
    bool inside;                 /* a member or frame has begun and not ended */
    bool full;                   /* the last read filled what it was given: the library may hold more */
    bool stopped;                /* `wait` said so */
    bool ended;                  /* the descriptor has no more */
    size_t begin, end;           /* of what was read and not used */
    uint64_t offset;             /* of bytes[begin] in the file */
    const char *fault;           /* NULL, or what went wrong at `offset` */
    bool (*wait)(void *context); /* asked before a read; false to stop reading */
    void *context;
    unsigned char bytes[SOURCE_BYTES];
};

/* Begins with a descriptor.  `memory`: the largest window, and the largest dictionary, that zstd may ask for, in bytes.  False, with
 * a fault: the library that it takes is not built in.  Where memory is short it gives nothing, with a fault. */
bool source_open(struct source *source, int fd, uint64_t memory, bool (*wait)(void *), void *context);

/* Reads up to `room` bytes; 0 at the end or on a fault.  What was whole before a fault is read first. */
size_t source_read(struct source *source, unsigned char *bytes, size_t room);

void source_close(struct source *source);

#endif
