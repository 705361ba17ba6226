/* json.re - the tokens of a line of JSON (RFC 8259), as far as bytes tell.
 *
 * The laws of text.re hold: a rule without a loop is at most TN_JSON_RESERVE bytes long, and no class of a loop holds
 * the first byte of another rule, so that a token with a loop may be cut anywhere. */
#include "json.h"

/*!conditions:re2c*/
/*!max:re2c format = "_Static_assert(@@ <= TN_JSON_RESERVE, \"a rule is longer than what it is given\");"; */

int tn_json_start(void) { return yycjson; }
int tn_json_in_string(void) { return yycstring; }

enum tn_json_token tn_json_scan(const unsigned char **at, int *condition)
{
    const unsigned char *tok = *at, *cur = tok, *mar = tok;
    enum tn_json_token token = TN_JSON_FAULT;
/*!re2c
    re2c:api:style = free-form;
    re2c:yyfill:enable = 0;
    re2c:sentinel = 0;
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYCURSOR = cur;
    re2c:define:YYMARKER = mar;
    re2c:define:YYGETCONDITION = "*condition";
    re2c:define:YYSETCONDITION = "*condition = @@;";

    hex    = [0-9a-fA-F];
    digit  = [0-9];
    plain  = [^\x00-\x1f"\\];
    high   = "\\u" [dD] [89abAB] hex hex;
    low    = "\\u" [dD] [c-fC-F] hex hex;

    <json> [ \t\r]+                            { token = TN_JSON_WHITE; goto out; }
    <json> "\n"                                { token = TN_JSON_FEED; goto out; }
    <json> "{"                                 { token = TN_JSON_OPEN_OBJECT; goto out; }
    <json> "}"                                 { token = TN_JSON_CLOSE_OBJECT; goto out; }
    <json> "["                                 { token = TN_JSON_OPEN_ARRAY; goto out; }
    <json> "]"                                 { token = TN_JSON_CLOSE_ARRAY; goto out; }
    <json> ":"                                 { token = TN_JSON_COLON; goto out; }
    <json> ","                                 { token = TN_JSON_COMMA; goto out; }
    <json> "true" | "false" | "null"           { token = TN_JSON_SCALAR; goto out; }

    // a number, piece by piece
    <json> "-"? "0"             => zero        { token = TN_JSON_SCALAR; goto out; }
    <json> "-"? [1-9]           => integer     { token = TN_JSON_SCALAR; goto out; }
    <integer, fraction, exponent> digit+       { token = TN_JSON_DIGITS; goto out; }
    <zero, integer> "." digit   => fraction    { token = TN_JSON_DIGITS; goto out; }
    <zero, integer, fraction> [eE] [+-]? digit => exponent { token = TN_JSON_DIGITS; goto out; }
    <zero, integer, fraction, exponent> ""     => json { token = TN_JSON_DIGITS; goto out; }

    <json> "\""                 => string      { token = TN_JSON_QUOTE; goto out; }
    <string> "\""               => json        { token = TN_JSON_QUOTE; goto out; }
    <string> plain+                            { token = TN_JSON_PLAIN; goto out; }
    <string> "\\" ["\\/bfnrt]                  { token = TN_JSON_ESCAPE; goto out; }
    <string> "\\u" hex{4}                      { token = TN_JSON_UNICODE; goto out; }
    <string> high low                          { token = TN_JSON_PAIR; goto out; }
    <json, string> *                           { token = TN_JSON_FAULT; goto out; }
*/
out:
    *at = cur;
    return token;
}
