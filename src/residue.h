/* residue.h - pieces of tags that a sloppy tag stripper leaves.
 *
 * To add a kind of residue: find the character that ends it, give that character a rule in lexer/text.re if
 * it has none, and let the rule look back on the line, as here; add cases to tests/golden. */
#ifndef TN_RESIDUE_H
#define TN_RESIDUE_H

#include <stdbool.h>
#include <stddef.h>

struct tnorm;

/* A `>` comes next: if it ends a residue, that is taken away or replaced, the `>` too; else false. */
bool tn_residue_ends(struct tnorm *t);

/* While the text of a cut link is read: how many of the next n bytes of input belong to it or may follow it
 * at once; the text is settled where it has ended. */
size_t tn_residue_anchor_part(struct tnorm *t, size_t n);

/* The text of a cut link has ended with the line as it is: if it only says its address again, it goes. */
void tn_residue_settle_anchor(struct tnorm *t);

/* Is the text for a picture, which is valid UTF-8, a picture itself: no letter, digit or space in it, some symbol beyond
 * ASCII? */
bool tn_residue_is_emoji(const unsigned char *text, size_t length);

#endif
