/* html_elements.re - what each element of HTML does to the text of a page, by its name.
 *
 * HTML: display by the standard's rendering section (15.3), seen from plain text: what has margins parts paragraphs,
 * what is a block or list item parts lines, what stands side by side is parted by a space.  What ends what: 13.1.2.4.  And which attributes mean something here.
 * SVG 2 and MathML Core: only elements that are not simply inline. */
#include "html.h"

#define IS(kind, traits) return (cur - name == (ptrdiff_t)length) ? (uint32_t)TN_MARKUP_##kind | (uint32_t)(traits) : TN_MARKUP_INLINE;
#define SPECIAL  TN_HTML_SPECIAL
#define CLOSES   (TN_HTML_SPECIAL | TN_HTML_CLOSES_P | TN_HTML_BREAKOUT)
#define SCOPE    (TN_HTML_SPECIAL | TN_HTML_SCOPE)
#define HIDDEN   (TN_HTML_SPECIAL | TN_HTML_UNSEEN)
#define RAW      (TN_HTML_SPECIAL | TN_HTML_IS_RAW)

uint32_t tn_html_element(const unsigned char *name, size_t length)
{
    const unsigned char *cur = name, *mar = name;
/*!re2c
    re2c:api:style = free-form;
    re2c:yyfill:enable = 0;
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYCURSOR = cur;
    re2c:define:YYMARKER = mar;

    'html' | 'head' | 'body'             { IS(BLOCK, TN_HTML_ROOT) }
    'p'                                  { IS(BLOCK, CLOSES | TN_HTML_PARAGRAPH) }
    'h' [1-6]                            { IS(BLOCK, CLOSES | TN_HTML_HEADING) }
    'address' | 'article' | 'aside' | 'blockquote' | 'center' | 'details' | 'fieldset' | 'figcaption' | 'figure'
  | 'footer' | 'form' | 'frameset' | 'header' | 'hgroup' | 'main' | 'nav' | 'search' | 'section'
                                         { IS(BLOCK, CLOSES) }
    'dialog'                             { IS(BLOCK, CLOSES | TN_HTML_DIALOG) }
    'dir' | 'dl' | 'menu' | 'ol' | 'ul'  { IS(BLOCK, CLOSES | TN_HTML_LIST) }
    'pre' | 'listing'                    { IS(BLOCK, CLOSES | TN_HTML_PREFORMATTED) }
    'xmp'                                { IS(BLOCK, CLOSES | TN_HTML_PREFORMATTED | RAW) }
    'plaintext'                          { IS(BLOCK, CLOSES | TN_HTML_PREFORMATTED | TN_HTML_PLAIN) }
    'hr'                                 { IS(BLOCK, CLOSES | TN_HTML_VOID) }
    'table'                              { IS(BLOCK, CLOSES | TN_HTML_SCOPE | TN_HTML_TABLE) }
    'div' | 'summary'                    { IS(LINE, CLOSES) }
    'li'                                 { IS(LINE, CLOSES | TN_HTML_ITEM) }
    'dd' | 'dt'                          { IS(LINE, CLOSES | TN_HTML_TERM) }
    'legend'                             { IS(LINE, 0) }
    'caption' | 'colgroup'               { IS(LINE, SCOPE | TN_HTML_ROWS) }
    'tbody' | 'tfoot' | 'thead'          { IS(LINE, SPECIAL | TN_HTML_ROWS) }
    'tr'                                 { IS(LINE, SPECIAL | TN_HTML_ROW) }
    'td' | 'th'                          { IS(CELL, SCOPE | TN_HTML_CELL_OF) }
    'br'                                 { IS(BREAK, TN_HTML_VOID | TN_HTML_BREAKOUT) }
    'optgroup' | 'option'                { IS(LINE, TN_HTML_OPTION) }
    'select'                             { IS(CELL, SPECIAL) }
    'button'                             { IS(CELL, SCOPE) }
    'textarea'                           { IS(LINE, RAW | TN_HTML_HAS_REFERENCES | TN_HTML_PREFORMATTED) }

    'area' | 'base' | 'basefont' | 'bgsound' | 'col' | 'frame' | 'input' | 'keygen' | 'link' | 'param' | 'source' | 'track'
  | 'wbr'                                { IS(INLINE, TN_HTML_VOID) }
    'img'                                { IS(INLINE, TN_HTML_VOID | TN_HTML_BREAKOUT | TN_HTML_PICTURE) }
    'embed' | 'meta'                     { IS(INLINE, TN_HTML_VOID | TN_HTML_BREAKOUT) }
    'b' | 'big' | 'code' | 'em' | 'i' | 'nobr' | 'ruby' | 's' | 'small' | 'span' | 'strong' | 'strike' | 'sub' | 'sup'
  | 'tt' | 'u' | 'var'                   { IS(INLINE, TN_HTML_BREAKOUT) }
    'applet' | 'marquee' | 'object'      { IS(INLINE, SCOPE) }
    'audio' | 'canvas' | 'datalist' | 'video' { IS(INLINE, TN_HTML_UNSEEN) }
    'template'                           { IS(INLINE, SCOPE | TN_HTML_UNSEEN) }
    'iframe' | 'noembed' | 'noframes' | 'style' { IS(INLINE, HIDDEN | RAW) }
    'title'                              { IS(INLINE, HIDDEN | RAW | TN_HTML_NATIVE) }
    'script'                             { IS(INLINE, HIDDEN | TN_HTML_IS_SCRIPT) }

    'svg' | 'math'                       { IS(INLINE, TN_HTML_FOREIGN) }
    'text' | 'mtr'                       { IS(LINE, 0) }
    'mtd'                                { IS(CELL, 0) }
    'foreignobject' | 'mi' | 'mn' | 'mo' | 'ms' | 'mtext' { IS(INLINE, SCOPE | TN_HTML_NATIVE) }
    'desc' | 'annotation-xml'            { IS(INLINE, SCOPE | TN_HTML_NATIVE | TN_HTML_UNSEEN) }
    'annotation' | 'clippath' | 'defs' | 'marker' | 'mask' | 'metadata' | 'pattern' | 'symbol'
                                         { IS(INLINE, TN_HTML_UNSEEN) }
    *                                    { return TN_MARKUP_INLINE; }
*/
}

#define ATTRIBUTE(k) return cur - name == (ptrdiff_t)length ? TN_HTML_ATTRIBUTE_##k : TN_HTML_OTHER_ATTRIBUTE;

enum tn_html_attribute tn_html_attribute_of(const unsigned char *name, size_t length)
{
    const unsigned char *cur = name, *mar = name;
/*!re2c
    "alt"      { ATTRIBUTE(ALT) }
    "class"    { ATTRIBUTE(CLASS) }
    "content"  { ATTRIBUTE(CONTENT) }
    "hidden"   { ATTRIBUTE(HIDDEN) }
    "id"       { ATTRIBUTE(ID) }
    "itemtype" { ATTRIBUTE(ITEMTYPE) }
    "name"     { ATTRIBUTE(NAME) }
    "open"     { ATTRIBUTE(OPEN) }
    "property" { ATTRIBUTE(PROPERTY) }
    "role"     { ATTRIBUTE(ROLE) }
    "style"    { ATTRIBUTE(STYLE) }
    "type"     { ATTRIBUTE(TYPE) }
    *          { return TN_HTML_OTHER_ATTRIBUTE; }
*/
}
