/* record.h - the head of a WARC record (WARC 1.1 clauses 4 and 5), as far as it matters here.  Called by warc.c and
 * warc_write.c. */
#ifndef TN_RECORD_H
#define TN_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "head.h"
#include "http.h"

#define TN_RECORD_NO_TOTAL UINT64_MAX

enum { TN_RECORD_TEXT = 3 * TN_HEAD_LONGEST + 16 }; /* values, each byte of which may become three */

struct tn_record {
    enum tn_record_type type;
    uint64_t offset; /* where in the input it began */
    uint64_t length; /* of its block */
    bool has_length;
    bool truncated;   /* its block was cut when it was written */
    uint64_t segment; /* its number, 0: it is not segmented */
    uint64_t total;   /* bytes of the blocks of all segments; TN_RECORD_NO_TOTAL: that is not said */
    struct tn_media media;
    /* values, all of them UTF-8 without controls, addresses without angle brackets; NULL: there is none */
    const char *url, *date, *id, *origin;
    size_t text_length;
    char text[TN_RECORD_TEXT];
};

/* Reads a head, which it writes over. */
void tn_record_read(struct tn_record *record, struct tn_head *head, uint64_t offset);

/* Does this record continue that one, as its segment `number`?  (WARC 1.1 clause 8) */
bool tn_record_continues(const struct tn_record *record, const struct tn_record *first, uint64_t number);

#endif
