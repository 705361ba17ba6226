/* paths.h - which lines of a page stand in elements of the same names and classes, and how much of these is prose.
 *
 * A page is made by templates: where one paragraph of a text stands there stand the others, and what stands in the same
 * place in each of twenty teasers is no text. */
#ifndef TN_PATHS_H
#define TN_PATHS_H

#include <stddef.h>
#include <stdint.h>

#include "columns.h"

enum { TN_PATHS_BUCKETS = 1 << 10 }; /* paths that share a bucket count as one */

/* Sums over lines of one path. */
struct tn_path_sums {
    uint32_t prose, letters, lines;
};

struct tn_paths {
    uint16_t path[TN_LINES]; /* buckets */
    struct tn_path_sums sums[TN_PATHS_BUCKETS];
};

/* No lines are around. */
void tn_paths_clear(struct tn_paths *paths);

/* The line at `slot` has this path. */
void tn_paths_put(struct tn_paths *paths, size_t slot, uint32_t path);

/* The first n slots are gone, `rest` are left. */
void tn_paths_leave(struct tn_paths *paths, size_t n, size_t rest);

/* A line comes to those that are around, or goes from them. */
void tn_paths_enter(struct tn_paths *paths, size_t slot, uint32_t prose, uint32_t letters);
void tn_paths_exit(struct tn_paths *paths, size_t slot, uint32_t prose, uint32_t letters);

/* Of a line that is itself among them, and has so many letters in prose, as all of them have. */
void tn_paths_ask(const struct tn_paths *paths, size_t slot, uint32_t prose, uint32_t all,
                  uint8_t number[TN_PATHS_NUMBERS]);

#endif
