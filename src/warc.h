/* warc.h - WARC (ISO 28500, versions 1.0 and 1.1): records are told apart, those that hold text become documents.
 *
 * A record ends where its Content-Length says.  If what follows there is no other record, the next line that begins
 * with `WARC/1.` is looked for: first in the end of the block, which is held back for that (a length that was counted
 * before each CRLF became a line feed is too great), then behind it. */
#ifndef TN_WARC_H
#define TN_WARC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "head.h"
#include "payload.h"
#include "record.h"
#include "tnorm.h"
#include "warc_write.h"

enum {
    TN_WARC_TAIL = 64 * 1024, /* bytes of a block that are held back */
    TN_WARC_AFTER = 64        /* bytes behind it, in which no record begins */
};

enum tn_warc_state {
    TN_WARC_BETWEEN, /* records: line ends, then a head or nothing */
    TN_WARC_HEAD,    /* in the head of a record */
    TN_WARC_HTTP,    /* in the head of the response in it */
    TN_WARC_PAYLOAD, /* in what is a document */
    TN_WARC_SKIP,    /* in a block that is none */
    TN_WARC_LOST     /* behind a bad record: looking for the next one */
};

struct tn_warc {
    enum tn_warc_state state;
    uint64_t offset;         /* of the next byte in the input */
    uint64_t left;           /* bytes of the block that have not come */
    size_t matched;          /* bytes of `WARC/1.` that have */
    bool line;               /* TN_WARC_LOST: at the beginning of a line */
    bool ended;              /* TN_WARC_BETWEEN: the end of the last block is held, */
    bool wanted;             /* of a payload, */
    uint64_t end;            /* and so it ended here */
    size_t held, after;      /* bytes of it, and of what came behind it */
    uint64_t reread;         /* bytes before this place are not read once more, */
    size_t again, again_end; /* those between these are */
    uint64_t lost;           /* where what is bad began, */
    const char *why;         /* and how */
    bool found;              /* the input holds a record */
    bool open;               /* a payload has begun and not ended */
    uint64_t segment;        /* its last segment, 0 if it has none, */
    uint64_t segments_end;   /* bytes of the blocks of all that have come, */
    uint64_t total;          /* and how many the last one says that there are */
    uint64_t block;          /* where in the input its block began, behind the head of a response */
    unsigned current;        /* the record whose it is */
    bool documents;          /* what was written last is such a document */
    struct tn_head head;     /* of a record, then of the response in it */
    struct tn_http http;
    struct tn_record record[2];
    struct tn_payload payload;
    struct tn_warc_writer writer;
    unsigned char hold[TN_WARC_TAIL + TN_WARC_AFTER], reread_bytes[TN_WARC_TAIL + TN_WARC_AFTER];
};

/* NULL if memory is short. */
struct tn_warc *tn_warc_new(uint64_t memory);
void tn_warc_free(struct tn_warc *warc); /* NULL is allowed */

/* Another input begins. */
void tn_warc_reset(struct tn_warc *warc);

/* The input goes on behind the `WARC/1.` of a record, `offset` bytes into it; what there was before is guessed: there
 * were documents and other records. */
void tn_warc_start_inside(struct tnorm *t, uint64_t offset);

/* Has just the `WARC/1.` of a record come, and does nothing before that go on in it? */
bool tn_warc_begins_record(const struct tn_warc *warc);

/* The input goes on. */
void tn_warc_feed(struct tnorm *t, const unsigned char *bytes, size_t length);

/* It has ended; inside a record: TNORM_ERROR_DAMAGED. */
void tn_warc_end(struct tnorm *t);

/* What the payload turns out to be: a document that begins, and ends, or nothing that is wanted. */
void tn_warc_begin_document(struct tnorm *t);
void tn_warc_end_document(struct tnorm *t);
void tn_warc_skip(struct tnorm *t);

/* It could not be decoded to its end. */
void tn_warc_report_undecoded(struct tnorm *t);

#endif
