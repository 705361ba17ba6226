/* support_portable.h - what machines without SSE2 have in the place of what this one does: those parts of the library that choose
 * when they are compiled, compiled again. */
#ifndef TN_SUPPORT_PORTABLE_H
#define TN_SUPPORT_PORTABLE_H

#include <stddef.h>

#include "cohesion.h"
#include "furniture.h"

/* As tn_cohesion_read() and tn_furniture(). */
void tn_portable_cohesion_read(struct tn_cohesion *cohesion, size_t slot, const unsigned char *text,
                               size_t length);
struct tn_furniture_words tn_portable_furniture(const unsigned char *line, size_t length);

#endif
