/* head_lex.h - the grammar of what stands before text in a crawl: heads of WARC records and of HTTP responses, lines
 * of chunks, and what the first bytes of a body tell.  lexer/head.re, lexer/media.re
 *
 * All of these take bytes that end with a NUL, which stands nowhere else in a head. */
#ifndef TN_HEAD_LEX_H
#define TN_HEAD_LEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "decompress.h"
#include "record_type.h"

enum tn_head_token {
    TN_HEAD_END,  /* an empty line, or no more bytes */
    TN_HEAD_NAME, /* a field's name with its colon */
    TN_HEAD_TEXT, /* a piece of its value */
    TN_HEAD_FOLD, /* white space of it that was written as a line break (RFC 9112 5.2) */
    TN_HEAD_LINE, /* the line ends */
    TN_HEAD_JUNK  /* a piece of a line that is no field */
};

/* The condition in which a line of fields begins. */
int tn_head_start(void);

/* The token at *at, which is moved behind it. */
enum tn_head_token tn_head_scan(const unsigned char **at, int *condition);

/* The fields that are looked at. */
enum tn_field {
    TN_FIELD_OTHER,
    TN_FIELD_TYPE,
    TN_FIELD_URL,
    TN_FIELD_DATE,
    TN_FIELD_ID,
    TN_FIELD_TRUNCATED,
    TN_FIELD_SEGMENT,
    TN_FIELD_ORIGIN,
    TN_FIELD_TOTAL,
    TN_FIELD_CONTENT_TYPE,
    TN_FIELD_CONTENT_LENGTH,
    TN_FIELD_CONTENT_ENCODING,
    TN_FIELD_TRANSFER_ENCODING
};

/* Which one has the name at p, a TN_HEAD_NAME? */
enum tn_field tn_field_name(const unsigned char *p);

/* Is it the date of a record (WARC 1.1 5.4): a day that there is, with a time or without, a month or a year, as W3C's
 * profile of ISO 8601 has them, in UTC? */
bool tn_is_date(const char *date);

/* Does it begin as a URI does (RFC 3986 3.1), and not as a relative reference? */
bool tn_has_scheme(const char *address);

/* How many bytes of it can stand in a URI as they are (RFC 3986 2). */
size_t tn_uri_length(const char *address);

/* Which type of record is named by the value at p? */
enum tn_record_type tn_record_type(const unsigned char *p);

/* The status of an HTTP response (RFC 9112 4, and as crawlers write it: `HTTP/2 200`, no reason); 0: it is none. */
unsigned tn_http_status(const unsigned char *p);

/* Is it that of a proxy, which has only made the connection? */
bool tn_http_is_connection(const unsigned char *p);

/* Does the line at p give the size of a chunk (RFC 9112 7.1)? */
bool tn_chunk_size(const unsigned char *p, uint64_t *size);

/* The next of a list of codings (RFC 9110 5.6.1, 8.4.1); false at its end. */
enum tn_coding_name {
    TN_CODING_IS_KNOWN,   /* *coding is it */
    TN_CODING_IS_PLAIN,   /* identity */
    TN_CODING_IS_CHUNKED, /* RFC 9112 7.1 */
    TN_CODING_IS_OTHER
};
bool tn_coding_next(const unsigned char **at, enum tn_coding_name *name, enum tn_coding *coding);

/* A media type (RFC 9110 8.3.1). */
enum tn_media_kind {
    TN_MEDIA_UNKNOWN, /* not declared, or as good as that (WHATWG MIME sniffing 7) */
    TN_MEDIA_HTML,
    TN_MEDIA_PLAIN,
    TN_MEDIA_OTHER
};
struct tn_media_spans {
    const unsigned char *type, *charset; /* NULL: there is none */
    size_t type_length, charset_length;
};
enum tn_media_kind tn_media_scan(const unsigned char *p, struct tn_media_spans *spans);

/* Does a body that begins so look like HTML (WHATWG MIME sniffing 7.1)? */
bool tn_looks_like_html(const unsigned char *p);

#endif
