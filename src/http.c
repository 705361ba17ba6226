#include "http.h"

#include <string.h>

static void copy_lower(char *to, const unsigned char *from, size_t length)
{
    if (length >= TN_MEDIA_LONGEST) length = 0;
    for (size_t i = 0; i < length; i++)
        to[i] = (char)(from[i] >= 'A' && from[i] <= 'Z' ? from[i] + 'a' - 'A' : from[i]);
    to[length] = '\0';
}

void tn_media_read(struct tn_media *media, const struct tn_head_field *field)
{
    struct tn_media_spans spans;
    media->kind = tn_media_scan(field->value, &spans);
    copy_lower(media->type, spans.type, spans.type_length);
    copy_lower(media->charset, spans.charset, spans.charset_length);
}

/* A coding that was put on behind all that are known so far, and so is taken off before them. */
static void put_before(struct tn_http *http, enum tn_coding coding)
{
    if (http->codings == TN_CODINGS || !tn_decompressor_knows(coding)) {
        http->unknown = true;
        return;
    }
    memmove(http->coding + 1, http->coding, http->codings * sizeof *http->coding);
    http->coding[0] = coding;
    http->codings++;
}

static void read_codings(struct tn_http *http, const unsigned char *value)
{
    enum tn_coding coding;
    for (enum tn_coding_name name; tn_coding_next(&value, &name, &coding);) {
        if (name == TN_CODING_IS_KNOWN) put_before(http, coding);
        if (name == TN_CODING_IS_CHUNKED) http->chunked = true;
        if (name == TN_CODING_IS_OTHER) http->unknown = true;
    }
}

/* RFC 9112 6.1: codings of the transfer are put on behind those of the content, whichever field comes first. */
static void read_fields(struct tn_http *http, unsigned char *at)
{
    struct tn_head_field field;
    struct tn_http transfer = {0};
    while (tn_head_next(&at, &field)) {
        if (field.name == TN_FIELD_CONTENT_TYPE) tn_media_read(&http->media, &field);
        if (field.name == TN_FIELD_CONTENT_ENCODING) read_codings(http, field.value);
        if (field.name == TN_FIELD_TRANSFER_ENCODING) read_codings(&transfer, field.value);
    }
    for (size_t i = transfer.codings; i > 0; i--) put_before(http, transfer.coding[i - 1]);
    http->chunked |= transfer.chunked;
    http->unknown |= transfer.unknown;
}

void tn_http_read(struct tn_http *http, struct tn_head *head)
{
    memset(http, 0, sizeof *http);
    unsigned char *fields = tn_head_fields(head);
    http->status = tn_http_status(head->bytes);
    /* RFC 9110 15.2: an answer for the time being; 9.3.6: a proxy's that there is a connection, of which some crawlers keep
     * the head before that of the server */
    http->interim = (http->status >= 100 && http->status < 200 && http->status != 101) ||
                    tn_http_is_connection(head->bytes);
    read_fields(http, fields);
}
