/* rows.h - rows, lines or fields, each of which is a text by itself: where they end, and which are clean as they stand. */
#ifndef TN_ROWS_H
#define TN_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "scan.h"

struct tn_rows {
    const struct tn_scanner *scanner;
    const unsigned char *bytes;
    size_t length;
    bool fields;        /* a tab ends a row, too */
    size_t looked;      /* so many bytes have been looked at, a block after the other */
    uint64_t ends;      /* of the last block: what ends a row that was not had yet, */
    uint64_t unclean;   /* and what does not stay as it is behind those that were had, a bit for each byte */
    bool begun_unclean; /* the row has such bytes in an earlier block */
    bool after_end, after_space; /* that stands before the next block */
    size_t begin, end;           /* the row at hand is bytes[begin, end), and bytes[end] ends it; */
    size_t next;                 /* there the next one begins */
    bool clean; /* it is plain ASCII (tn_is_plain()) with single spaces between: no stage has a say in it, but
                          for phrases */
};

/* The rows of `length` bytes, each of which a line feed ends, or with `fields` a tab.  The first one begins there. */
struct tn_rows tn_rows_of(const struct tn_scanner *scanner, const unsigned char *bytes, size_t length,
                          bool fields);

/* For tn_rows_next(): looks at another block; false if there is none. */
bool tn_rows_look(struct tn_rows *rows);

/* Goes on to the next row; false if there is none, or its end is not there. */
static inline bool tn_rows_next(struct tn_rows *rows)
{
    while (rows->ends == 0)
        if (!tn_rows_look(rows)) return false;
    uint64_t row = rows->ends ^ (rows->ends - 1); /* up to its end */
    rows->begin = rows->next;
    rows->end = rows->looked - TN_SCAN_BLOCK + (size_t)__builtin_ctzll(rows->ends);
    rows->next = rows->end + 1;
    rows->clean = !rows->begun_unclean && (rows->unclean & row) == 0;
    rows->begun_unclean = false;
    rows->unclean &= ~row;
    rows->ends &= ~row;
    return true;
}

#endif
