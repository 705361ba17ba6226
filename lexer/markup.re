/* markup.re - the grammar of a tag that was left over in text.
 *
 * Stricter than the HTML standard's tokenizer (13.2.5.8 on), which takes anything for an attribute: here
 * text is the rule and a tag the exception, so its attributes have to be in order.  `a < b`, `x <y holds`
 * and `List<String>` are none, nor is `Array<Object>`.  A form feed parts documents and so ends every tag. */
#include "markup.h"

#include <string.h>

#include "category.h"
#include "utf8.h"

/*!conditions:re2c*/

static struct tn_markup result(enum tn_markup_status status, enum tn_markup_kind kind, size_t length)
{
    return (struct tn_markup){status, kind, length, false};
}

/* Is it a prefix and a name, each of which begins as names do?  `std::string` and `tel:123` are neither (Namespaces in XML,
 * 4). */
static bool is_prefixed(const unsigned char *name, size_t length)
{
    const unsigned char *colon = memchr(name, ':', length);
    if (!colon || colon + 1 == name + length || memchr(colon + 1, ':', (size_t)(name + length - colon) - 1)) return false;
    return tn_is_ascii_letter(colon[1]) || colon[1] == '_';
}

/* A name that tells a tag: of a known element, or a custom or prefixed one (HTML 4.13.3). */
static bool is_tag_name(const unsigned char *name, size_t length, enum tn_markup_kind *kind)
{
    *kind = TN_MARKUP_INLINE;
    if (memchr(name, ':', length)) return is_prefixed(name, length);
    return memchr(name, '-', length) || tn_markup_element(name, length, kind);
}

enum { NAME_OF_TYPE = 4 }; /* letters, while `<Br>` may be anything */

/* Is it the argument of a type, right behind its name: `Array<Object>`?  A page has the names of elements in small letters or in
 * capitals, and a program those of types with a capital. */
static bool is_type_argument(unsigned char before, const unsigned char *name, size_t length)
{
    bool named = tn_is_ascii_letter(before) || (before >= '0' && before <= '9') || before == '_';
    if (!named || length < NAME_OF_TYPE || name[0] < 'A' || name[0] > 'Z') return false;
    for (size_t i = 1; i < length; i++)
        if (name[i] < 'a' || name[i] > 'z') return false;
    return true;
}

/* Is the name, of an element nobody knows, one that stands for something in text: a key (`<C-x>`), a nick (`<who->`), what a
 * reader is to put there (`<file-ID>`)?  No custom element's name has capitals (HTML 4.13.3), and none is known that ends so. */
static bool is_placeholder(const unsigned char *name, size_t length)
{
    if (!memchr(name, '-', length) || memchr(name, ':', length)) return false;
    for (size_t i = 0; i < length; i++)
        if (name[i] >= 'A' && name[i] <= 'Z') return true;
    return name[length - 1] == '-';
}

/* Does it begin with this word and a colon, in letters of either case? */
static bool has_scheme(const unsigned char *name, size_t length, const char *scheme)
{
    size_t n = strlen(scheme);
    return length > n && name[n] == ':' && tn_ascii_agree(name, length, scheme, n) == n;
}

/* Is it an address in angle brackets (RFC 3986, appendix C), rather than a name with a prefix? */
static bool is_address(const unsigned char *name, size_t length)
{
    static const char *const schemes[] = {"doi", "info", "mailto", "news", "tel", "urn"};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (has_scheme(name, length, schemes[i])) return true;
    return false;
}

/* How long the line is without the blanks at its end; more than a few stand in no program, and every tag asks. */
static size_t without_blanks(const unsigned char *line, size_t length)
{
    enum { BLANKS = 16 };
    for (size_t n = 0; n < BLANKS && length > 0 && line[length - 1] == ' '; n++) length--;
    return length;
}

/* Does the line end in what a header's name follows (C11 6.10.2): `#include <map>`? */
static bool includes(const unsigned char *line, size_t length)
{
    static const char directive[] = "include";
    const size_t n = sizeof directive - 1;
    length = without_blanks(line, length);
    if (length < n || memcmp(line + length - n, directive, n) != 0) return false;
    length = without_blanks(line, length - n);
    return length > 0 && line[length - 1] == '#';
}

/* Is it the name of a custom element, or one with a prefix?  Office has prefixes of a letter, and `st1:`, and may have them anywhere. */
static bool is_unknown(const unsigned char *name, size_t length)
{
    bool office = (length > 1 && name[1] == ':') || has_scheme(name, length, "st1");
    return memchr(name, '-', length) || (memchr(name, ':', length) && !office);
}

/* Is it, of such an element, a part that changes of an address, a path, an option or a variable, of which the byte before is a
 * part, too: `/user/<string:name>`, `--file=<file-name>`, `$<TARGET_FILE:tool>`? */
static bool is_variable(unsigned char before, const unsigned char *name, size_t length)
{
    return is_unknown(name, length) && (before == '/' || before == '=' || before == '$' || before == '@');
}

/* Is what begins at p the end tag of that name, and does not stand in a text about tags? */
static bool is_end_tag(const unsigned char *p, const unsigned char *end, const unsigned char *name, size_t length, bool in_code)
{
    if (p[1] != '/' || (size_t)(end - p) < length + 3 || memcmp(p + 2, name, length) != 0) return false;
    for (p += length + 2; p < end && (*p == ' ' || *p == '\t'); p++) continue;
    return p < end && *p == '>' && !(in_code && p[1] == '`') && !(p[1] == 0xCC && p[2] == 0xB8);
}

bool tn_markup_is_bare(const unsigned char *p, size_t length)
{
    enum tn_markup_kind kind;
    if (!tn_is_ascii_letter(p[1]) || tn_markup_element(p + 1, length - 2, &kind)) return false;
    for (size_t i = 1; i + 1 < length; i++)
        if (p[i] == ' ' || p[i] == '\t' || p[i] == '\r' || p[i] == '\n' || p[i] == '/') return false;
    return is_unknown(p + 1, length - 2);
}

/* Has the tag an end tag in the bytes behind it, among what the next few `<` begin? */
static bool is_closed(const unsigned char *p, size_t length, size_t ahead)
{
    enum { LOOKS = 8 };
    const unsigned char *less = p + length, *end = less + ahead;
    for (size_t n = 0; n < LOOKS && (less = memchr(less, '<', (size_t)(end - less))) != NULL; n++, less++)
        if (is_end_tag(less, end, p + 1, length - 2, less[-1] == '`')) return true;
    return false;
}

/* Does the line end in text, and not only in what may be taken away from there? */
static bool ends_in_text(const unsigned char *line, size_t length, bool continued)
{
    size_t at = without_blanks(line, length), n;
    if (at == 0) return continued;
    unsigned char last = line[at - 1];
    if (last < 0x80) return last > ' ' && last < 0x7F;
    utf8proc_category_t category = tn_category(tn_utf8_before(line, at, &n));
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_SO;
}

bool tn_markup_stands(const unsigned char *line, size_t before, bool continued, const unsigned char *p, size_t length, size_t ahead)
{
    const unsigned char *next = p + length;
    if (is_closed(p, length, ahead)) return false;
    if (ends_in_text(line, before, continued)) return true;
    bool apart = ahead > 0 && (*next == ' ' || *next == '\t');
    while (ahead > 0 && (*next == ' ' || *next == '\t')) next++, ahead--;
    return apart && ahead > 0 && *next != '<';
}

bool tn_markup_is_code(const unsigned char *line, size_t before, unsigned char after)
{
    return after == '`' && before > 0 && line[before - 1] == '`';
}

/* Is the start tag of that name, which has no attributes and which the line stands before, text after all? */
static bool is_text(const unsigned char *line, size_t before, const unsigned char *name, size_t length)
{
    unsigned char last = before > 0 ? line[before - 1] : 0;
    return is_type_argument(last, name, length) || is_variable(last, name, length) || is_placeholder(name, length) ||
           is_address(name, length) || includes(line, before);
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
        if (!is_tag_name(p + 1, name_length, &kind)) NONE;
        goto next;
    }
    <open> "</" name             => close {
        if (cur == end) goto open;
        if (!is_tag_name(p + 2, (size_t)(cur - p) - 2, &kind)) NONE;
        if (kind >= TN_MARKUP_SCRIPT) kind = TN_MARKUP_INLINE;
        goto next;
    }

    <close> ws+                  => close { goto next; }
    <close> ">"                  { FOUND(kind); }

    // before an attribute, after its name, before its value, after it
    <tag, space> ws+             => space { goto next; }
    <tag, space> "/"             => empty { goto next; }
    <tag> ">"                    {
        if ((size_t)(cur - p) == name_length + 2 && is_text(line, before, p + 1, name_length)) NONE;
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
