/* output.h - the last stage: clean text on its way to the sink, gathered into large writes. */
#ifndef TN_OUTPUT_H
#define TN_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

struct tnorm;

enum { TN_OUTPUT_SIZE = 64 * 1024 };

struct tn_output {
    size_t length;
    unsigned char last; /* byte of what was handed over */
    bool open;          /* the line of JSON of a document has begun */
    unsigned char bytes[TN_OUTPUT_SIZE];
};

/* Writes `length` bytes as they are.  A sink that refuses makes the handle fail. */
void tn_output_put(struct tnorm *t, const unsigned char *bytes, size_t length);

/* Writes `length` bytes of UTF-8 as a part of a JSON string; returns the bytes written. */
size_t tn_output_put_escaped(struct tnorm *t, const unsigned char *text, size_t length);

/* Are documents that were none written as JSON Lines? */
bool tn_output_wraps(const struct tnorm *t);

/* A document has ended: its line of JSON does, if there is one; `separator` is what is written if not. */
void tn_output_document(struct tnorm *t, const char *separator);

/* Writes `length` bytes of clean text, in JSON and WARC as a part of the string or record at hand. */
void tn_output_write(struct tnorm *t, const unsigned char *bytes, size_t length);

/* Is what was written last no line feed? */
bool tn_output_is_in_line(const struct tnorm *t);

/* Hands over what is gathered. */
void tn_output_flush(struct tnorm *t);

#endif
