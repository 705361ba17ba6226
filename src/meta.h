/* meta.h - which encoding does a page say that it is in?  (HTML standard 13.2.3.2, "prescan a byte stream to determine
 * its encoding")  Called by charset.c. */
#ifndef TN_META_H
#define TN_META_H

#include <stddef.h>

#include "encoding.h"

enum {
    TN_META_REACH = 1024,       /* bytes of a page that are looked at */
    TN_META_LABEL_LONGEST = 64, /* bytes of a label that are kept */
};

struct tn_meta {
    enum tn_source_encoding encoding; /* TN_ENCODING_UNKNOWN: none that is known was named, */
    size_t label_length;              /* and this is the first of the others */
    unsigned char label[TN_META_LABEL_LONGEST];
};

/* Looks at the beginning of a page, at most TN_META_REACH bytes of it. */
void tn_meta_prescan(const unsigned char *page, size_t length, struct tn_meta *meta);

#endif
