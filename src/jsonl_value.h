/* jsonl_value.h - a string of JSON Lines that is asked for: decoded, cleaned, and written as it stood in its line where cleaning
 * changes nothing, else as it is spelled best.  Called by jsonl.c, which knows the lines; places are those in its `bytes`.  How a
 * string is spelled, output.c asks, too. */
#ifndef TN_JSONL_VALUE_H
#define TN_JSONL_VALUE_H

#include <stddef.h>

struct tnorm;

/* It begins at bytes[at], behind its quote. */
void tn_jsonl_begin_value(struct tnorm *t, size_t at);

/* As much of it as needs no token goes on at bytes[at]; returns where that ends. */
size_t tn_jsonl_take_string(struct tnorm *t, size_t at);

/* An escape of it, bytes[begin, end). */
void tn_jsonl_take_escape(struct tnorm *t, size_t begin, size_t end);

/* Its line goes on with the next input: what is clean is written, since it may be asked for before that (tnorm_flush()), and
 * what only spelled it is counted. */
void tn_jsonl_pause_value(struct tnorm *t);

/* It ends before bytes[at] with what was decoded of it to text[begin, end), or with what is gathered there. */
void tn_jsonl_end_value(struct tnorm *t, size_t begin, size_t end, size_t at);
void tn_jsonl_end_gathered(struct tnorm *t, size_t at);

/* Takes clean text of the string at hand; TN_SCAN_SLACK bytes behind it can be read. */
void tn_jsonl_write(struct tnorm *t, const unsigned char *text, size_t length);

#endif
