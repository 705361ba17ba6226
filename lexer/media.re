/* media.re - what a response says of its body, and what its first bytes do: codings, types, signatures.
 *
 * RFC 9110 (fields), WHATWG MIME sniffing.  All input ends with a NUL. */
#include "head_lex.h"

#include <string.h>

/*!conditions:re2c*/

/*!re2c
    re2c:api:style = free-form;
    re2c:yyfill:enable = 0;
    re2c:sentinel = 0;
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYCURSOR = cur;
    re2c:define:YYMARKER = mar;

    nul    = [\x00];
    blank  = [ \t];
    token  = [!#$%&'*+.^_`|~0-9A-Za-z-]+; // RFC 9110 5.6.2
*/

bool tn_coding_next(const unsigned char **at, enum tn_coding_name *name, enum tn_coding *coding)
{
    const unsigned char *cur = *at;
    *name = TN_CODING_IS_KNOWN;
    *coding = TN_CODING_NONE;
next:
/*!re2c
    end = [, \t;\x00];
    gap = [, \t];

    gap+ | ";" [^,\x00]*      { goto next; }
    nul                       { return false; }
    ('gzip' | 'x-gzip') / end { *coding = TN_CODING_GZIP; goto found; }
    'deflate' / end           { *coding = TN_CODING_ZLIB; goto found; }
    'br' / end                { *coding = TN_CODING_BROTLI; goto found; }
    'zstd' / end              { *coding = TN_CODING_ZSTD; goto found; }
    'chunked' / end           { *name = TN_CODING_IS_CHUNKED; goto found; }
    'identity' / end          { *name = TN_CODING_IS_PLAIN; goto found; }
    [^, \t;\x00]+            { *name = TN_CODING_IS_OTHER; goto found; }
*/
found:
    *at = cur;
    return true;
}

/* The kind of a type that is lower-case and ends with a NUL. */
static enum tn_media_kind media_kind(const unsigned char *p, size_t length)
{
    const unsigned char *cur = p, *mar = p;
/*!re2c
    stop = [^!#$%&'*+.^_`|~0-9A-Za-z-];

    ('text/html' | 'application/xhtml+xml') / stop                 { goto html; }
    'text/plain' / stop                                            { goto plain; }
    ('unknown/unknown' | 'application/unknown' | "*" "/*") / stop  { return TN_MEDIA_UNKNOWN; }
    *                                                              { return TN_MEDIA_OTHER; }
*/
html:
    return (size_t)(cur - p) == length ? TN_MEDIA_HTML : TN_MEDIA_OTHER;
plain:
    return (size_t)(cur - p) == length ? TN_MEDIA_PLAIN : TN_MEDIA_OTHER;
}

enum tn_media_kind tn_media_scan(const unsigned char *p, struct tn_media_spans *spans)
{
    const unsigned char *cur = p, *mar = p, *tok = p;
    enum YYCONDTYPE condition = yyctype;
    memset(spans, 0, sizeof *spans);
next:
    tok = cur;
/*!re2c
    re2c:define:YYGETCONDITION = "condition";
    re2c:define:YYSETCONDITION = "condition = @@;";

    <type> blank+                  { goto next; }
    <type> token "/" token         => parameter {
        spans->type = tok;
        spans->type_length = (size_t)(cur - tok);
        goto next;
    }
    <type> *                       { return TN_MEDIA_UNKNOWN; }
    <parameter> ";" blank* 'charset' blank* "=" blank* => label { goto next; }
    <parameter> "\"" [^"\x00]* "\"" { goto next; }
    <parameter> *                  { goto next; }
    <label> "\"" [^"\x00]* "\""    { tok++; cur--; goto found; }
    <label> [^; \t"',\x00]+        { goto found; }
    <label> *                      => parameter { goto next; }
    <parameter, label> nul         { return media_kind(spans->type, spans->type_length); }
*/
found:
    spans->charset = tok;
    spans->charset_length = (size_t)(cur - tok);
    return media_kind(spans->type, spans->type_length);
}

bool tn_looks_like_html(const unsigned char *p)
{
    const unsigned char *cur = p, *mar = p;
/*!re2c
    white = [ \t\n\f\r];
    over  = [ >]; // "tag-terminating byte"
    name  = '!doctype html' | 'html' | 'head' | 'script' | 'iframe' | 'h1' | 'div' | 'font' | 'table' | 'a'
          | 'style' | 'title' | 'b' | 'body' | 'br' | 'p' | "!--";

    white* "<" name over { return true; }
    *                    { return false; }
*/
}
