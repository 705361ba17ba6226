/* json.re - a line of JSON (RFC 8259), as far as bytes tell: what may come next, and where the strings are that are asked
 * for.  A condition says what is expected; `after` is a value, `done` the object of the line.
 *
 * The laws of text.re hold: a rule without a loop is at most TN_JSON_RESERVE bytes long, and no class of a loop holds
 * the first byte of another rule, so that a token with a loop may be cut anywhere. */
#include "json_parse.h"

#include <string.h>

#include "scan.h"
#include "utf8.h"

/*!conditions:re2c*/
/*!max:re2c format = "_Static_assert(@@ <= TN_JSON_RESERVE, \"a rule is longer than what it is given\");"; */

void tn_json_parser_reset(struct tn_json_parser *parser)
{
    parser->condition = yycfirst;
    parser->depth = parser->on_path = parser->found = 0;
    parser->wanted = parser->in_value = false;
}

bool tn_json_is_whole(const struct tn_json_parser *parser) { return parser->condition == yycdone; }

static bool in_array(const struct tn_json_parser *parser)
{
    return parser->depth > 0 && parser->arrays[(parser->depth - 1) / 8] >> ((parser->depth - 1) % 8) & 1;
}

/* An object or array begins; false if it is too deep. */
static bool open(struct tn_json_parser *parser, bool array)
{
    if (parser->depth == TN_JSON_DEPTH) return false;
    unsigned char *bits = &parser->arrays[parser->depth / 8],
                  bit = (unsigned char)(1u << (parser->depth % 8));
    *bits = (unsigned char)(array ? *bits | bit : *bits & ~bit);
    if (!array && (parser->depth == 0 || parser->wanted)) parser->on_path++;
    parser->depth++;
    parser->wanted = false;
    parser->condition = array ? yycvalue_or_close : yycname_or_close;
    return true;
}

/* It ends; false if it is none of these. */
static bool close(struct tn_json_parser *parser, bool array)
{
    if (in_array(parser) != array) return false;
    if (parser->on_path == parser->depth) parser->on_path--;
    parser->depth--;
    parser->condition = parser->depth > 0 ? yycafter : yycdone;
    return true;
}

/* A name begins.  Of that which is the next one of the path, `name` to `name_end` is still to come. */
static void begin_name(struct tn_json_parser *parser, const struct tn_json_path *path)
{
    size_t i = parser->on_path - 1;
    parser->wanted = parser->on_path == parser->depth && i < path->count;
    if (!parser->wanted) return;
    parser->name = i > 0 ? path->end[i - 1] : 0;
    parser->name_end = path->end[i];
}

/* It goes on: does it say so? */
static void compare_name(struct tn_json_parser *parser, const struct tn_json_path *path,
                         const unsigned char *text, size_t length)
{
    if (!parser->wanted) return;
    parser->wanted = length <= parser->name_end - parser->name &&
                     memcmp(path->text + parser->name, text, length) == 0;
    parser->name += length;
}

static void compare_escape(struct tn_json_parser *parser, const struct tn_json_path *path,
                           const unsigned char *p, size_t length)
{
    unsigned char text[TN_UTF8_MAX];
    compare_name(parser, path, text, tn_json_decode(p, length, text));
}

/* A string that is a value begins: is it asked for? */
static bool begin_value(struct tn_json_parser *parser, const struct tn_json_path *path)
{
    parser->in_value = parser->wanted && parser->on_path == path->count;
    parser->wanted = false;
    parser->found += parser->in_value;
    parser->condition = parser->in_value ? yyctext : yycstring;
    return parser->in_value;
}

enum tn_json_event tn_json_next(struct tn_json_parser *parser, const struct tn_json_path *path,
                                const struct tn_scanner *scanner, const unsigned char **at,
                                const unsigned char *sure)
{
    const unsigned char *tok = *at, *cur = tok, *mar = tok;
    enum tn_json_event event = TN_JSON_NOTHING;
next:
    if (cur >= sure) goto out;
    tok = cur;
/*!re2c
    re2c:api:style = free-form;
    re2c:yyfill:enable = 0;
    re2c:sentinel = 0;
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYCURSOR = cur;
    re2c:define:YYMARKER = mar;
    re2c:define:YYGETCONDITION = "parser->condition";
    re2c:define:YYSETCONDITION = "parser->condition = @@;";

    hex    = [0-9a-fA-F];
    digit  = [0-9];
    plain  = [^\x00-\x1f"\\];
    high   = "\\u" [dD] [89abAB] hex hex;
    low    = "\\u" [dD] [c-fC-F] hex hex;
    escape = "\\" ["\\/bfnrt] | "\\u" hex{4} | high low;

    <first, name_or_close, name, colon, value, value_or_close, after, done> [ \t\r]+ { goto next; }
    <done> "\n"                                { event = TN_JSON_LINE; goto out; }

    <first, value, value_or_close> "{"         { if (open(parser, false)) goto next; goto broken; }
    <value, value_or_close> "["                { if (open(parser, true)) goto next; goto broken; }
    <name_or_close, after> "}"                 { if (close(parser, false)) goto next; goto broken; }
    <value_or_close, after> "]"                { if (close(parser, true)) goto next; goto broken; }
    <after> ","                                { parser->condition = in_array(parser) ? yycvalue : yycname; goto next; }
    <colon> ":"                 => value       { goto next; }

    <name, name_or_close> "\""  => in_name     { begin_name(parser, path); goto next; }
    <in_name> plain+                           { compare_name(parser, path, tok, (size_t)(cur - tok)); goto next; }
    <in_name> escape                           { compare_escape(parser, path, tok, (size_t)(cur - tok)); goto next; }
    <in_name> "\""              => colon       { parser->wanted &= parser->name == parser->name_end; goto next; }

    <value, value_or_close> "\""               { if (!begin_value(parser, path)) goto next; event = TN_JSON_BEGIN; goto out; }
    <string, text> plain                       { cur += scanner->string(cur, (size_t)(sure - cur)); goto next; }
    <string> escape                            { goto next; }
    <string> "\""               => after       { goto next; }
    <text> escape                              { event = TN_JSON_ESCAPE; goto out; }
    <text> "\""                 => after       { parser->in_value = false; event = TN_JSON_END; goto out; }

    <value, value_or_close> "true" | "false" | "null" => after { parser->wanted = false; goto next; }

    // a number, piece by piece
    <value, value_or_close> "-"? "0"     => zero    { parser->wanted = false; goto next; }
    <value, value_or_close> "-"? [1-9]   => integer { parser->wanted = false; goto next; }
    <integer, fraction, exponent> digit+       { goto next; }
    <zero, integer> "." digit   => fraction    { goto next; }
    <zero, integer, fraction> [eE] [+-]? digit => exponent { goto next; }
    <zero, integer, fraction, exponent> "" => after { goto next; }

    <first, name_or_close, name, colon, value, value_or_close, after, done, in_name, string, text> * { goto broken; }
*/
broken:
    cur = tok;
    event = TN_JSON_BROKEN;
out:
    *at = cur;
    return event;
}
