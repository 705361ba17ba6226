/* http.h - what the head of an HTTP response says of the body: its status, type, charset and codings.  Called by
 * warc.c; record.c reads the type of a block. */
#ifndef TN_HTTP_H
#define TN_HTTP_H

#include <stdbool.h>
#include <stddef.h>

#include "decompress.h"
#include "head.h"

enum {
    TN_MEDIA_LONGEST = 128, /* bytes of a type or charset; a longer one is none */
    TN_CODINGS = 2          /* that may lie in one another */
};

struct tn_media {
    enum tn_media_kind kind;
    char type[TN_MEDIA_LONGEST];    /* lower-case, without parameters */
    char charset[TN_MEDIA_LONGEST]; /* empty: none is declared */
};

struct tn_http {
    unsigned status; /* 0: the head is none of a response */
    bool interim;    /* another head follows */
    struct tn_media media;
    bool chunked;
    bool unknown; /* there are codings that are not known, not built in, or too many */
    size_t codings;
    enum tn_coding coding[TN_CODINGS]; /* in the order in which they are taken off */
};

/* Reads the value of a Content-Type field. */
void tn_media_read(struct tn_media *media, const struct tn_head_field *field);

/* Reads the head, which it writes over. */
void tn_http_read(struct tn_http *http, struct tn_head *head);

#endif
