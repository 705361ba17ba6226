/* detect_text.h - a text whose encoding is looked for, with what can be told of it at once.  Called by detect.c and detect_alike.c. */
#ifndef TN_DETECT_TEXT_H
#define TN_DETECT_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "charsets.h"

struct tn_detect_text {
    const unsigned char *bytes;
    size_t length;
    size_t count[256]; /* of each byte that is not ASCII; of others not all are counted */
};

/* Counts the bytes. */
struct tn_detect_text tn_detect_text(const unsigned char *bytes, size_t length);

/* Does the text make sense in an encoding that is open?  *damaged: but for some of it. */
bool tn_detect_decodes(struct tn_charsets *charsets, enum tn_source_encoding encoding,
                       const struct tn_detect_text *text, bool *damaged);

#endif
