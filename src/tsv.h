/* tsv.h - tab-separated values: each field of the columns that are asked for is a text by itself, as a line of `lines`
 * is; the others and all tabs and line feeds pass as they are. */
#ifndef TN_TSV_H
#define TN_TSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct tnorm;

enum { TN_TSV_RANGES = 64 }; /* of columns, that may be asked for: what lies between two of them is not */

struct tn_tsv_range {
    uint64_t first, last;
};

struct tn_tsv {
    size_t count;
    struct tn_tsv_range range[TN_TSV_RANGES]; /* that are asked for: apart, and in order */
    size_t ahead;                             /* those before this one end before the field at hand */
    uint64_t column;                          /* of the field at hand, from 1 */
    uint64_t offset;                          /* of the next byte in the stream */
    bool wanted;                              /* the field is asked for, */
    bool at_start;                            /* the stream may begin with a byte-order mark, */
    size_t mark;                              /* of which so many bytes have come */
    bool begun;                               /* and is not empty: a text has begun */
    bool open;                                /* what was written last is no line feed */
};

/* Reads `1,3-4`; NULL: all columns.  False if it is no such list, or too long. */
bool tn_tsv_parse(struct tn_tsv *tsv, const char *columns);

/* A stream begins, goes on, ends. */
void tn_tsv_start(struct tnorm *t);
void tn_tsv_feed(struct tnorm *t, const unsigned char *bytes, size_t length);
void tn_tsv_end(struct tnorm *t);

#endif
