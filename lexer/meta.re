/* meta.re - which encoding a page says that it is in (HTML standard 13.2.3.2).
 *
 * The page is copied, and a NUL in it becomes a DEL: neither is part of anything here, and so NUL is the end. */
#include "meta.h"

#include <stdbool.h>
#include <string.h>

/*!re2c
    re2c:api:style = free-form;
    re2c:yyfill:enable = 0;
    re2c:sentinel = 0;
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYCURSOR = cur;
    re2c:define:YYMARKER = mar;

    white  = [\t\n\f\r ];
    letter = [a-zA-Z];
*/

struct text {
    const unsigned char *begin, *end;
};

struct attribute {
    struct text name, value;
};

/* What the attributes of a <meta> said (step 2, "meta"). */
struct claim {
    bool pragma;                               /* http-equiv is content-type */
    bool has_http_equiv, has_content, has_set; /* such an attribute was met: a second one does not count */
    bool found, needs_pragma;
    struct text label;
};

static bool is(struct text text, const char *word)
{
    size_t length = strlen(word);
    if ((size_t)(text.end - text.begin) != length) return false;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = text.begin[i];
        if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != (unsigned char)word[i]) return false;
    }
    return true;
}

/* What a label means here: a page whose <meta> could be read is not in UTF-16.  The first one without meaning is
 * kept. */
static bool take_label(struct text label, struct tn_meta *meta)
{
    size_t length = (size_t)(label.end - label.begin);
    enum tn_source_encoding e = tn_encoding_of_label(label.begin, length);
    if (e == TN_ENCODING_UTF_16BE || e == TN_ENCODING_UTF_16LE) e = TN_ENCODING_UTF_8;
    if (e == TN_ENCODING_X_USER_DEFINED) e = TN_ENCODING_WINDOWS_1252;
    meta->encoding = e;
    if (e == TN_ENCODING_UNKNOWN && meta->label_length == 0) {
        meta->label_length = length < TN_META_LABEL_LONGEST ? length : TN_META_LABEL_LONGEST;
        memcpy(meta->label, label.begin, meta->label_length);
    }
    return e != TN_ENCODING_UNKNOWN;
}

/* "Extracting a character encoding from a meta element"; the value ends where `end` says. */
static bool extract(struct text value, struct text *label)
{
    const unsigned char *cur = value.begin, *mar = cur;
    while (cur < value.end) {
/*!re2c
        'charset' white* "=" white* { break; }
        [\x00]                      { return false; }
        *                           { continue; }
*/
    }
    if (cur >= value.end) return false;
    bool quoted = *cur == '"' || *cur == '\'';
    unsigned char quote = *cur;
    label->begin = cur += quoted;
    while (cur < value.end && (quoted ? *cur != quote : !strchr("\t\n\f\r ;", *cur))) cur++;
    label->end = cur;
    return !quoted || cur < value.end;
}

/* "Get an attribute"; false if there is none.  *at goes behind it. */
static bool next_attribute(const unsigned char **at, struct attribute *a)
{
    const unsigned char *cur = *at, *mar = cur;
/*!re2c
    (white | "/")+ { goto name; }
    ""             { goto name; }
*/
name:
    a->name.begin = a->name.end = a->value.begin = a->value.end = cur;
/*!re2c
    [^\x00\t\n\f\r />] [^\x00\t\n\f\r />=]* { a->name.end = cur; goto equals; }
    *                                       { *at = cur - 1; return false; }
*/
equals:
/*!re2c
    white* "=" white* { goto value; }
    ""                { *at = a->value.begin = a->value.end = cur; return true; }
*/
value:
    a->value.begin = cur;
/*!re2c
    ["] [^\x00"]* ["]                       { a->value.begin++; a->value.end = cur - 1; goto out; }
    ['] [^\x00']* [']                       { a->value.begin++; a->value.end = cur - 1; goto out; }
    [^\x00\t\n\f\r >"'] [^\x00\t\n\f\r >]*  { a->value.end = cur; goto out; }
    ">"                                     { a->value.end = --cur; goto out; }
    *                                       { *at = a->value.begin + strlen((const char *)a->value.begin); return false; }
*/
out:
    *at = cur;
    return true;
}

static void take_attribute(const struct attribute *a, struct claim *claim)
{
    if (is(a->name, "http-equiv") && !claim->has_http_equiv) {
        claim->has_http_equiv = true;
        claim->pragma = is(a->value, "content-type");
    } else if (is(a->name, "content") && !claim->has_content) {
        claim->has_content = true;
        if (!claim->found && extract(a->value, &claim->label)) claim->found = claim->needs_pragma = true;
    } else if (is(a->name, "charset") && !claim->has_set) {
        claim->has_set = claim->found = true;
        claim->needs_pragma = false;
        claim->label = a->value;
    }
}

/* The attributes of a tag, up to where it ends; false if the page ends before. */
static bool take_attributes(const unsigned char **at, struct claim *claim)
{
    struct attribute a;
    while (next_attribute(at, &a)) take_attribute(&a, claim);
    return **at != 0;
}

/* "Get an XML encoding". */
static void take_xml(const unsigned char *page, struct tn_meta *meta)
{
    const unsigned char *cur = page, *mar = cur;
    struct text label;
/*!re2c
    "<?xml" { goto declaration; }
    *       { return; }
*/
declaration:
    for (;;) {
/*!re2c
        "encoding" [\x01-\x20]* "=" [\x01-\x20]* { break; }
        [\x00>]                                  { return; }
        *                                        { continue; }
*/
    }
    label.begin = cur + 1;
/*!re2c
    ["] [^\x00-\x20"]* ["] | ['] [^\x00-\x20']* ['] { label.end = cur - 1; (void)take_label(label, meta); return; }
    *                                               { return; }
*/
}

static void scan(const unsigned char *page, struct tn_meta *meta)
{
    const unsigned char *cur = page, *mar = cur;
    for (;;) {
        struct claim claim = {0};
/*!re2c
        "<!--"                            { cur = (const unsigned char *)strstr((const char *)cur - 2, "-->");
                                            if (!cur) return;
                                            cur += 3; continue; }
        '<meta' (white | "/")             { goto meta; }
        "<" "/"? letter                   { cur += strcspn((const char *)cur, "\t\n\f\r >");
                                            if (!take_attributes(&cur, &claim)) return;
                                            continue; }
        "<" [!/?]                         { cur += strcspn((const char *)cur, ">"); continue; }
        [^\x00<]+                         { continue; }
        [\x00]                            { return; }
        *                                 { continue; }
*/
    meta:
        if (!take_attributes(&cur, &claim)) return;
        if (!claim.found || (claim.needs_pragma && !claim.pragma)) continue;
        if (take_label(claim.label, meta)) return;
    }
}

void tn_meta_prescan(const unsigned char *page, size_t length, struct tn_meta *meta)
{
    static const unsigned char little[] = {'<', 0, '?', 0, 'x', 0}, big[] = {0, '<', 0, '?', 0, 'x'};
    unsigned char text[TN_META_REACH + 1];
    if (length > TN_META_REACH) length = TN_META_REACH;
    for (size_t i = 0; i < length; i++) text[i] = page[i] == 0 ? 0x7F : page[i];
    text[length] = 0;
    meta->encoding = TN_ENCODING_UNKNOWN;
    meta->label_length = 0;
    if (length >= sizeof little && memcmp(page, little, sizeof little) == 0)
        meta->encoding = TN_ENCODING_UTF_16LE;
    else if (length >= sizeof big && memcmp(page, big, sizeof big) == 0)
        meta->encoding = TN_ENCODING_UTF_16BE;
    if (meta->encoding == TN_ENCODING_UNKNOWN) scan(text, meta);
    if (meta->encoding == TN_ENCODING_UNKNOWN) take_xml(text, meta);
}
