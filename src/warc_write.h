/* warc_write.h - how the documents of a WARC file are written: parted by form feeds, as JSON Lines, as WARC.
 * Called by warc.c, and by output.c with clean text. */
#ifndef TN_WARC_WRITE_H
#define TN_WARC_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "uuid.h"

struct tnorm;
struct tn_record;

enum {
    TN_WARC_SEGMENT = 1024 * 1024
}; /* bytes of a record that is written; a longer document is in segments */

struct tn_warc_writer {
    bool informed;         /* the first record of the output is written */
    uint64_t segments;     /* of this document, so far */
    uint64_t total;        /* bytes of them */
    char id[TN_UUID_SIZE]; /* of the first of them */
    size_t length;         /* of what is held of the text */
    unsigned char text[TN_WARC_SEGMENT];
};

void tn_warc_writer_reset(struct tn_warc_writer *writer);

/* Before the documents of an input: what it is, dated as its first record. */
void tn_warc_write_info(struct tnorm *t, const struct tn_record *first);

/* Before a document of text: what parts it from the one before. */
void tn_warc_write_separator(struct tnorm *t);

/* The beginning of a document's line of JSON, up to its text. */
void tn_warc_write_json(struct tnorm *t);

/* Clean text of a record that is written as WARC. */
void tn_warc_write(struct tnorm *t, const unsigned char *text, size_t length);

/* The document has ended. */
void tn_warc_write_end(struct tnorm *t);

#endif
