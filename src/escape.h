/* escape.h - ANSI escapes, which terminals obey: what belongs to one.  Called by invisible.c. */
#ifndef TN_ESCAPE_H
#define TN_ESCAPE_H

#include <stdbool.h>
#include <stddef.h>

enum { TN_ESCAPE_LONGEST = 4096 }; /* bytes; what is not closed within so many is none */

/* The length of the escape that begins with the ESC at p; 1: that is none, or 0: it goes on up to `end`, where a NUL stands. */
size_t tn_escape_scan(const unsigned char *p, const unsigned char *end);

/* Is it one of an ESC and another character, which only beside others is sure to be one? */
bool tn_escape_is_pair(const unsigned char *p);

#endif
