/* convert.h - the bytes of a text whose encoding is known become UTF-8 and go on.  Called by charset.c. */
#ifndef TN_CONVERT_H
#define TN_CONVERT_H

#include <stddef.h>

struct tnorm;

/* The text begins, in t->charset.encoding, which is not UTF-8. */
void tn_convert_start(struct tnorm *t);

void tn_convert(struct tnorm *t, const unsigned char *bytes, size_t length);

/* It has ended: a sequence that is not whole is a damaged one. */
void tn_convert_end(struct tnorm *t);

#endif
