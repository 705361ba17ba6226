/* head.re - heads of WARC records and HTTP responses, lines of chunks.
 *
 * RFC 9112 (HTTP/1.1), RFC 9110 (fields), WARC 1.1 clause 4; a line may end with LF alone, as many crawlers write it.
 * All input ends with a NUL. */
#include "head_lex.h"

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
    eol    = "\r"? "\n";
    tchar  = [!#$%&'*+.^_`|~0-9A-Za-z-]; // RFC 9110 5.6.2
    token  = tchar+;
    digit  = [0-9];
    hex    = [0-9a-fA-F];
*/

int tn_head_start(void) { return yycline; }

enum tn_head_token tn_head_scan(const unsigned char **at, int *condition)
{
    const unsigned char *cur = *at, *mar = cur;
    enum tn_head_token found = TN_HEAD_END;
/*!re2c
    re2c:define:YYGETCONDITION = "*condition";
    re2c:define:YYSETCONDITION = "*condition = @@;";

    <line> token blank* ":"    => value { found = TN_HEAD_NAME; goto out; }
    <line> eol                          { found = TN_HEAD_END; goto out; }
    <line> *                   => junk  { found = TN_HEAD_JUNK; goto out; }
    <value> [^\r\n\x00]+                { found = TN_HEAD_TEXT; goto out; }
    <value> "\r"                        { found = TN_HEAD_FOLD; goto out; } // RFC 9112 2.2: a bare CR is a space
    <value> eol blank+                  { found = TN_HEAD_FOLD; goto out; }
    <junk> [^\n\x00]+                   { found = TN_HEAD_JUNK; goto out; }
    <value, junk> eol          => line  { found = TN_HEAD_LINE; goto out; }
    <*> nul                             { cur--; found = TN_HEAD_END; goto out; }
*/
out:
    *at = cur;
    return found;
}

enum tn_field tn_field_name(const unsigned char *p)
{
    const unsigned char *cur = p, *mar = p;
/*!re2c
    colon = blank* ":";

    'WARC-Type' colon              { return TN_FIELD_TYPE; }
    'WARC-Target-URI' colon        { return TN_FIELD_URL; }
    'WARC-Date' colon              { return TN_FIELD_DATE; }
    'WARC-Record-ID' colon         { return TN_FIELD_ID; }
    'WARC-Truncated' colon         { return TN_FIELD_TRUNCATED; }
    'WARC-Segment-Number' colon    { return TN_FIELD_SEGMENT; }
    'WARC-Segment-Origin-ID' colon { return TN_FIELD_ORIGIN; }
    'WARC-Segment-Total-Length' colon { return TN_FIELD_TOTAL; }
    'Content-Type' colon           { return TN_FIELD_CONTENT_TYPE; }
    'Content-Length' colon         { return TN_FIELD_CONTENT_LENGTH; }
    'Content-Encoding' colon       { return TN_FIELD_CONTENT_ENCODING; }
    'Transfer-Encoding' colon      { return TN_FIELD_TRANSFER_ENCODING; }
    *                              { return TN_FIELD_OTHER; }
*/
}

enum tn_record_type tn_record_type(const unsigned char *p)
{
    const unsigned char *cur = p, *mar = p;
/*!re2c
    'response' nul     { return TN_RECORD_RESPONSE; }
    'resource' nul     { return TN_RECORD_RESOURCE; }
    'conversion' nul   { return TN_RECORD_CONVERSION; }
    'continuation' nul { return TN_RECORD_CONTINUATION; }
    'request' nul      { return TN_RECORD_REQUEST; }
    'revisit' nul      { return TN_RECORD_REVISIT; }
    'metadata' nul     { return TN_RECORD_METADATA; }
    'warcinfo' nul     { return TN_RECORD_WARCINFO; }
    *                  { return TN_RECORD_OTHER; }
*/
}

unsigned tn_http_status(const unsigned char *p)
{
    const unsigned char *cur = p, *mar = p;
/*!re2c
    'HTTP/' digit+ ("." digit+)? blank+ digit{3} / [ \t\r\n\x00] {
        return (unsigned)(cur[-3] - '0') * 100 + (unsigned)(cur[-2] - '0') * 10 + (unsigned)(cur[-1] - '0');
    }
    * { return 0; }
*/
}

bool tn_http_is_connection(const unsigned char *p)
{
    const unsigned char *cur = p, *mar = p;
/*!re2c
    'HTTP/' digit+ ("." digit+)? blank+ "200" blank+ 'Connection established' blank* / [\r\n\x00] { return true; }
    *                                                                                             { return false; }
*/
}

bool tn_chunk_size(const unsigned char *p, uint64_t *size)
{
    const unsigned char *cur = p, *mar = p;
    *size = 0;
/*!re2c
    "0"* hex{1,15} blank* (";" [^\r\n\x00]*)? eol { goto found; }
    *                                             { return false; }
*/
found:
    for (;; p++) {
        unsigned char c = (unsigned char)(*p | 0x20);
        if (*p >= '0' && *p <= '9')
            *size = *size << 4 | (uint64_t)(*p - '0');
        else if (c >= 'a' && c <= 'f')
            *size = *size << 4 | (uint64_t)(c - 'a' + 10);
        else
            return true;
    }
}

bool tn_is_date(const char *date)
{
    const unsigned char *cur = (const unsigned char *)date, *mar = cur;
/*!re2c
    year  = digit{4};
    leap  = digit{2} ([02468] [48] | [2468] "0" | [13579] [26]) | ([02468] [048] | [13579] [26]) "00";
    month = "0" [1-9] | "1" [0-2];
    to28  = "0" [1-9] | "1" digit | "2" [0-8];
    to30  = to28 | "29" | "30";
    to31  = to30 | "31";
    day   = year "-" ("0" [13578] | "1" [02]) "-" to31 | year "-" ("0" [469] | "11") "-" to30
          | year "-02-" to28 | leap "-02-29";
    time  = ([01] digit | "2" [0-3]) ":" [0-5] digit (":" [0-5] digit ("." digit{1,9})?)? "Z";

    (year ("-" month)? | day ("T" time)?) nul { return true; }
    *                                         { return false; }
*/
}

/* RFC 3986 2.2, 2.3: of all bytes these stand for themselves in a URI, and it may hold what is escaped already.  Brackets do so in hosts
 * alone, but crawlers have them elsewhere, and an address is to be found again. */
/*!re2c
    letter = [a-zA-Z];
    uri    = letter | digit | [-._~:/?#@!$&'()*+,;=] | "[" | "]" | "%" hex{2};
*/

bool tn_has_scheme(const char *address)
{
    const unsigned char *cur = (const unsigned char *)address, *mar = cur;
/*!re2c
    letter (letter | digit | [-+.])* ":" [^\x00] { return true; }
    *                                             { return false; }
*/
}

size_t tn_uri_length(const char *address)
{
    const unsigned char *begin = (const unsigned char *)address, *cur = begin, *mar = cur;
/*!re2c
    uri+ { return (size_t)(cur - begin); }
    *    { return 0; }
*/
}
