/* payload.h - what a WARC record holds on its way to the documents: its chunks are joined, its codings taken off, its
 * type told by its first bytes where none is declared.
 * Called by warc.c.
 *
 * Bytes are believed, not heads: crawlers store bodies decoded beside heads that say otherwise. */
#ifndef TN_PAYLOAD_H
#define TN_PAYLOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "chunks.h"
#include "decompress.h"
#include "http.h"

struct tnorm;

enum {
    TN_SNIFF_BYTES = 1445,        /* so many tell the type (WHATWG MIME sniffing 5.2) */
    TN_LAYER_BLOCK = 4096,        /* so many encoded ones are decoded at once, wherever the input is cut */
    TN_LAYER_DECODED = 16 * 1024, /* bytes that are handed on at once */
    TN_LAYER_ENOUGH = 64 * 1024,  /* what gave so many bytes is really encoded */
    TN_LAYERS = TN_CODINGS + 1    /* codings that the head declares, and one that it may not */
};

enum tn_layer_state {
    TN_LAYER_FIRST,    /* its first bytes are gathered */
    TN_LAYER_PLAIN,    /* which are not encoded */
    TN_LAYER_DECODING, /* they are */
    TN_LAYER_BETWEEN,  /* a member or frame has ended, another may follow */
    TN_LAYER_OVER      /* the rest is not looked at */
};

/* A coding to be taken off. */
struct tn_layer {
    enum tn_coding coding; /* TN_CODING_NONE: that of which the magic is found */
    enum tn_layer_state state;
    size_t held;
    unsigned char hold[TN_LAYER_BLOCK];
    unsigned char decoded[TN_LAYER_DECODED];
    struct tn_decompressor decoder;
};

enum tn_payload_fate { TN_PAYLOAD_OPEN, TN_PAYLOAD_DOCUMENT, TN_PAYLOAD_SKIPPED };

struct tn_payload {
    struct tn_media media;
    enum tn_payload_fate fate;
    bool partial; /* it is known that its end is lacking */
    bool wary;    /* it may be encoded in a way that cannot be undone: what is no text is left out */
    bool encoded; /* it was decoded: its bytes are counted as rewritten by `charset` */
    bool damaged; /* as far as it could be */
    bool chunked;
    uint64_t most;    /* bytes that it can have */
    uint64_t waiting; /* bytes of it that are not counted yet */
    size_t layers, start_length;
    struct tn_chunks chunks;
    unsigned char start[TN_SNIFF_BYTES + 1]; /* its first decoded bytes, until its type is known */
    struct tn_layer layer[TN_LAYERS];
};

/* Makes the decoders; false if memory is short: tn_payload_free() is to be called all the same. */
bool tn_payload_init(struct tn_payload *p, uint64_t memory);
void tn_payload_free(struct tn_payload *p);

/* A payload begins, of at most `most` bytes, of which some may be lacking (`partial`). */
void tn_payload_start(struct tn_payload *p, const struct tn_http *http, uint64_t most, bool partial);

/* It goes on. */
void tn_payload_feed(struct tnorm *t, const unsigned char *bytes, size_t length);

/* It has ended; `partial`: too early, as is said elsewhere; `lacking`: likewise, and nothing else says so. */
void tn_payload_end(struct tnorm *t, bool partial, bool lacking);

/* Has it been decoded or joined, so that its places are none in the input? */
bool tn_payload_moves(const struct tn_payload *p);

#endif
