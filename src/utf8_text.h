/* utf8_text.h - is a text UTF-8?  Called by charset.c and detect.c. */
#ifndef TN_UTF8_TEXT_H
#define TN_UTF8_TEXT_H

#include <stdbool.h>
#include <stddef.h>

enum tn_utf8_text {
    TN_UTF8_TEXT_NONE,    /* it is not, */
    TN_UTF8_TEXT_ASCII,   /* it is ASCII, */
    TN_UTF8_TEXT_VALID,   /* it is, and has more than ASCII, */
    TN_UTF8_TEXT_DAMAGED, /* it is, but for some of it */
};

/* What a text of these bytes is.  `whole`: they are all of it, so no sequence may be cut at the end, unless there are others. */
enum tn_utf8_text tn_utf8_text(const unsigned char *bytes, size_t length, bool whole);

#endif
