/* convert.h - the bytes of a text whose encoding is known become UTF-8 and go on.  Called by charset.c. */
#ifndef TN_CONVERT_H
#define TN_CONVERT_H

#include <stddef.h>
#include <stdint.h>

struct tnorm;

/* The text begins, in t->charset.encoding, which is not UTF-8, with the byte at `offset` of it. */
void tn_convert_start(struct tnorm *t, uint64_t offset);

void tn_convert(struct tnorm *t, const unsigned char *bytes, size_t length);

/* It has ended: a sequence that is not whole is a damaged one. */
void tn_convert_end(struct tnorm *t);

#endif
