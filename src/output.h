/* output.h - the last stage: clean text on its way to the sink, gathered into large writes. */
#ifndef TN_OUTPUT_H
#define TN_OUTPUT_H

#include <stddef.h>

struct tnorm;

enum { TN_OUTPUT_SIZE = 64 * 1024 };

struct tn_output {
    size_t length;
    unsigned char bytes[TN_OUTPUT_SIZE];
};

/* Writes `length` bytes as they are.  A sink that refuses makes the handle fail. */
void tn_output_put(struct tnorm *t, const unsigned char *bytes, size_t length);

/* Writes `length` bytes of clean text, in JSON as a part of the string at hand. */
void tn_output_write(struct tnorm *t, const unsigned char *bytes, size_t length);

/* Hands over what is gathered. */
void tn_output_flush(struct tnorm *t);

#endif
