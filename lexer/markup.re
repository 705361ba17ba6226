/* markup.re - the grammar of a tag that was left over in text.
 *
 * Stricter than the HTML standard's tokenizer (13.2.5.8 on), which takes anything for an attribute: here
 * text is the rule and a tag the exception, so its attributes have to be in order.  `a < b`, `x <y holds`
 * and `List<String>` are none, nor is `Array<Object>`.  A form feed parts documents and so ends every tag. */
#include "markup.h"

/*!conditions:re2c*/

static struct tn_markup result(enum tn_markup_status status, enum tn_markup_kind kind, size_t length)
{
    return (struct tn_markup){status, kind, length, false};
}

#define NONE      return result(TN_MARKUP_NONE, TN_MARKUP_INLINE, (size_t)(cur - p))
#define BARE      if (cur--, !tn_markup_bare(attribute, attribute_length)) NONE
#define FOUND(k)  return result(TN_MARKUP_FOUND, k, (size_t)(cur - p))

struct tn_markup tn_markup_scan_on(const unsigned char *line, size_t before, const unsigned char *p, const unsigned char *end,
                                   struct tn_markup_progress *progress)
{
    const unsigned char *cur = p + progress->length, *mar = p, *tok;
    enum YYCONDTYPE cond = progress->length ? (enum YYCONDTYPE)progress->expected : yycopen, expected;
    enum tn_markup_kind kind = progress->kind;
    const unsigned char *attribute = p + progress->attribute; /* a name that may turn out to have no value */
    size_t attribute_length = progress->attribute_length, name_length = progress->name_length;
next:
    tok = cur;
    expected = cond;
/*!re2c
    re2c:api:style = free-form;
    re2c:yyfill:enable = 0;
    re2c:sentinel = 0;
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYCURSOR = cur;
    re2c:define:YYMARKER = mar;
    re2c:define:YYGETCONDITION = "cond";
    re2c:define:YYSETCONDITION = "cond = @@;";

    nul       = [\x00];
    ws        = [ \t\r\n];
    name      = [A-Za-z] [A-Za-z0-9:._-]*;
    attribute = [A-Za-z_@:*#] [A-Za-z0-9_@:.-]*;
    unquoted  = [^ \t\r\n\f"'<>=`\x00\x80-\xff]+; // a mark behind the `=` could make it another character

    // what a `<` can begin; the first rules are cut short by the end of what is at hand
    <open> "<" "/"? nul          { if (--cur == end) goto open; NONE; }
    <open> "<!" "-"? nul         { if (--cur == end) goto open; NONE; }
    <open> "<!--"                { FOUND(TN_MARKUP_COMMENT); }
    <open> "<?" name             => instruction {
        if (cur == end) goto open;
        if (*cur != '?' && *cur != ' ' && *cur != '\t' && *cur != '\r' && *cur != '\n') NONE;
        goto next;
    }
    <open> "<?" nul              { if (--cur == end) goto open; NONE; }
    <open> "<!" 'doctype'        => doctype { if (cur == end) goto open; goto next; }
    <open> "<!" [A-Za-z]+        { if (cur == end) goto open; NONE; }
    <open> "<" name              => tag {
        if (cur == end) goto open;
        name_length = (size_t)(cur - p) - 1;
        if (!tn_markup_is_tag_name(p + 1, name_length, &kind)) NONE;
        goto next;
    }
    <open> "</" name             => close {
        if (cur == end) goto open;
        if (!tn_markup_is_tag_name(p + 2, (size_t)(cur - p) - 2, &kind)) NONE;
        if (kind >= TN_MARKUP_SCRIPT) kind = TN_MARKUP_INLINE;
        goto next;
    }

    <close> ws+                  => close { goto next; }
    <close> ">"                  { FOUND(kind); }

    // before an attribute, after its name, before its value, after it
    <tag, space> ws+             => space { goto next; }
    <tag, space> "/"             => empty { goto next; }
    <tag> ">"                    {
        if ((size_t)(cur - p) == name_length + 2 && tn_markup_is_text(line, before, p + 1, name_length)) NONE;
        FOUND(kind);
    }
    <space> ">"                  { FOUND(kind); }
    <empty> ">"                  { return (struct tn_markup){TN_MARKUP_FOUND, kind, (size_t)(cur - p), true}; }
    <empty> ws+                  => empty { goto next; }
    <space> attribute            => named {
        attribute = tok;
        attribute_length = (size_t)(cur - tok);
        goto next;
    }
    <named, unvalued> "="        => equals { goto next; }
    <named, unvalued> nul        { if (--cur == end) goto open; NONE; }
    <unvalued> ws+               => unvalued { goto next; }
    <named> ws+                  => unvalued { goto next; }
    <named> [^= \t\r\n\x00]      => tag { BARE; goto next; }
    <unvalued> [^= \t\r\n\x00]   => space { BARE; goto next; }
    <equals> ws+                 => equals { goto next; }
    <equals> ["]                 => double { goto next; }
    <equals> [']                 => single { goto next; }
    <equals> unquoted            => tag { goto next; }
    <double> [^"\f\x00]+         => double { goto next; }
    <double> ["]                 => space { goto next; }
    <single> [^'\f\x00]+         => single { goto next; }
    <single> [']                 => space { goto next; }

    // HTML 13.1.1, XML 1.0 2.8: a name, and the identifiers of a DTD
    <doctype> ws* ">"            { FOUND(TN_MARKUP_INLINE); }
    <doctype> ws+ name           => doctyped { if (cur == end) goto open; goto next; }
    <doctyped> ws* ">"           { FOUND(TN_MARKUP_INLINE); }
    <doctyped> ws+ ('public' | 'system') ws* ["'] => identified { goto next; }
    <doctype, doctyped> ws* nul  { if (--cur == end) goto open; NONE; }
    <doctyped> ws+ [A-Za-z]* nul { if (--cur == end) goto open; NONE; }
    <doctyped> ws+ ('public' | 'system') ws* nul { if (--cur == end) goto open; NONE; }
    <identified> [^<>\f\x00\x80-\xff]+ => identified { goto next; }
    <identified> ">"             { FOUND(TN_MARKUP_INLINE); }

    // <?xml ... ?>, <?php ... ?>
    <instruction> [^?<\f\x00\x80-\xff]+   => instruction { goto next; }
    <instruction> "?>"           { FOUND(TN_MARKUP_INLINE); }
    <instruction> "?" / [^>\x00] => instruction { goto next; }
    <instruction> "?" nul       { if (--cur == end) goto open; NONE; }

    <open, close, tag, space, empty, equals, double, single, doctype, doctyped, identified, instruction> * {
        if (--cur == end) goto open;
        NONE;
    }
*/
open: // the token that it ends in is looked at again
    *progress = (struct tn_markup_progress){.length = (size_t)(tok - p), .expected = expected, .kind = kind,
                                            .name_length = name_length, .attribute = (size_t)(attribute - p),
                                            .attribute_length = attribute_length};
    return result(TN_MARKUP_OPEN, kind, (size_t)(end - p));
}
