/* echo.h - does a passage repeat the end of the one before it? */
#ifndef TN_ECHO_H
#define TN_ECHO_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes: what is shorter has too few letters; those of which 8 are enough have three bytes each. */
enum { TN_ECHO_LEAST = 20 };

/* Is text[0..n) the end of before[0..m), beginning at a word boundary inside a line of it, with 20 letters
 * at least (8 in scripts that are written without spaces)? */
bool tn_echo_is_end(const unsigned char *text, size_t n, const unsigned char *before, size_t m);

/* Are they equal, with 80 letters at least (30)? */
bool tn_echo_is_whole(const unsigned char *text, size_t n, const unsigned char *before, size_t m);

#endif
