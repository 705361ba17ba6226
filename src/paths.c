#include "paths.h"

#include <string.h>

#include "hash.h"
#include "shape.h"

enum { BUCKET_BITS = 10 };

_Static_assert(1 << BUCKET_BITS == TN_PATHS_BUCKETS, "a bucket is the highest bits of a hash");

void tn_paths_clear(struct tn_paths *p) { memset(p->sums, 0, sizeof p->sums); }

void tn_paths_put(struct tn_paths *p, size_t slot, uint32_t path)
{
    p->path[slot] = (uint16_t)(tn_hash_number(path) >> (32 - BUCKET_BITS));
}

void tn_paths_leave(struct tn_paths *p, size_t n, size_t rest)
{
    memmove(p->path, p->path + n, rest * sizeof *p->path);
}

void tn_paths_enter(struct tn_paths *p, size_t slot, uint32_t prose, uint32_t letters)
{
    struct tn_path_sums *sums = &p->sums[p->path[slot]];
    sums->prose += prose;
    sums->letters += letters;
    sums->lines++;
}

void tn_paths_exit(struct tn_paths *p, size_t slot, uint32_t prose, uint32_t letters)
{
    struct tn_path_sums *sums = &p->sums[p->path[slot]];
    sums->prose -= prose;
    sums->letters -= letters;
    sums->lines--;
}

void tn_paths_ask(const struct tn_paths *p, size_t slot, uint32_t prose, uint32_t all,
                  uint8_t number[TN_PATHS_NUMBERS])
{
    const struct tn_path_sums *sums = &p->sums[p->path[slot]];
    number[TN_PATHS_PROSE] = tn_shape_scale(sums->prose);
    number[TN_PATHS_OTHER_PROSE] = tn_shape_scale(sums->prose - prose);
    number[TN_PATHS_PROSE_SHARE] = tn_shape_share(sums->prose, sums->letters);
    number[TN_PATHS_PAGE_SHARE] = tn_shape_share(sums->prose, all);
    number[TN_PATHS_LINES] = tn_shape_scale(sums->lines);
}
