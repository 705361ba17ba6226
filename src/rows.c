#include "rows.h"

#include <string.h>

struct tn_rows tn_rows_of(const struct tn_scanner *scanner, const unsigned char *bytes, size_t length,
                          bool fields)
{
    return (struct tn_rows){
        .scanner = scanner, .bytes = bytes, .length = length, .fields = fields, .after_end = true};
}

/* The next block, as far as there are bytes; what follows them belongs to no row that ends. */
static struct tn_scan_bits next_block(const struct tn_rows *rows)
{
    const unsigned char *p = rows->bytes + rows->looked;
    size_t left = rows->length - rows->looked;
    if (left >= TN_SCAN_BLOCK) return rows->scanner->tell_apart(p);
    unsigned char last[TN_SCAN_BLOCK] = {0};
    memcpy(last, p, left);
    return rows->scanner->tell_apart(last);
}

bool tn_rows_look(struct tn_rows *rows)
{
    if (rows->looked >= rows->length) return false;
    struct tn_scan_bits is = next_block(rows);
    uint64_t ends = is.feeds | (rows->fields ? is.tabs : 0);
    uint64_t behind_end = ends << 1 | rows->after_end, behind_space = is.spaces << 1 | rows->after_space;
    rows->begun_unclean |= rows->unclean != 0;
    rows->unclean = ~(is.plain | ends) | (is.spaces & (behind_end | behind_space)) | (ends & behind_space);
    rows->ends = ends;
    rows->after_end = ends >> (TN_SCAN_BLOCK - 1);
    rows->after_space = is.spaces >> (TN_SCAN_BLOCK - 1);
    rows->looked += TN_SCAN_BLOCK;
    return true;
}
