/* text.h - one text, in UTF-8, on its way through the stages: it starts, goes on in pieces, ends. */
#ifndef TN_TEXT_H
#define TN_TEXT_H

#include <stdbool.h>
#include <stddef.h>

struct tnorm;

/* What a new text starts with, which is HTML or is not; counts go on. */
void tn_text_start(struct tnorm *t, bool html);

/* The text goes on. */
void tn_text_feed(struct tnorm *t, const unsigned char *bytes, size_t length);

/* If it is LINES and a line has just ended, it is cleaned to its end: nothing of the next one has a say in it. */
void tn_text_end_rows(struct tnorm *t);

/* It goes on once more, and ends with that: all that is clean of it is written. */
void tn_text_finish(struct tnorm *t, const unsigned char *bytes, size_t length);

/* The byte at hand is not UTF-8, and cleaning stops before it.  What stands there is cleaned as if the text ended so; nothing of
 * it is read any more. */
void tn_text_stop(struct tnorm *t);

/* It has ended. */
void tn_text_end(struct tnorm *t);

#endif
