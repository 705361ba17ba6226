/* commit.h - a finished line on its way from the rules to the blocks: trimmed, whatever could still begin
 * markup broken up, compared with the phrases, brought into the asked form. */
#ifndef TN_COMMIT_H
#define TN_COMMIT_H

#include <stdbool.h>

struct tnorm;

/* Does a space come between the two, where a second pass could take the first for the beginning of markup or of a reference? */
bool tn_may_be_broken_up(unsigned char before, unsigned char c);

/* The line is about to end: takes off what may not stand there, closes what is open. */
void tn_commit_trim(struct tnorm *t);

/* Ends the line; false if there is none. */
bool tn_commit_line(struct tnorm *t);

/* The line is full: all but its last TN_LINE_LOOKBACK bytes leave. */
void tn_commit_front(struct tnorm *t);

/* Ends a line of `lines`: writes it, and a line feed if it had one. */
void tn_commit_row(struct tnorm *t, bool with_feed);

#endif
