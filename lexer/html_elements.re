/* html_elements.re - what each element of HTML does to the text of a page, by its name.
 *
 * HTML: display by the standard's rendering section (15.3), seen from plain text: what has margins parts paragraphs,
 * what is a block or list item parts lines, what stands side by side is parted by a space.  What ends what: 13.1.2.4.  And which attributes mean something here.
 * SVG 2 and MathML Core: only elements that are not simply inline.
 *
 * elements.re has the elements of tags that were left over in text; it says where what these leave differs. */
#include "html.h"

#define IS(kind, traits, place) \
    static const struct tn_html_known is = {TN_MARKUP_##kind, (uint32_t)(traits), {TN_PLACE_##place, TN_AROUND_##place, 0, 0}}; \
    return cur - name == (ptrdiff_t)length ? &is : &other;
#define SPECIAL  TN_HTML_SPECIAL
#define CLOSES   (TN_HTML_SPECIAL | TN_HTML_CLOSES_P | TN_HTML_BREAKOUT)
#define SCOPE    (TN_HTML_SPECIAL | TN_HTML_SCOPE)
#define HIDDEN   (TN_HTML_SPECIAL | TN_HTML_UNSEEN)
#define RAW      (TN_HTML_SPECIAL | TN_HTML_IS_RAW)

const struct tn_html_known *tn_html_element(const unsigned char *name, size_t length)
{
    static const struct tn_html_known other = {TN_MARKUP_INLINE, 0, {TN_PLACE_NONE, TN_AROUND_NONE, 0, 0}};
    const unsigned char *cur = name, *mar = name;
/*!re2c
    re2c:api:style = free-form;
    re2c:yyfill:enable = 0;
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYCURSOR = cur;
    re2c:define:YYMARKER = mar;

    'html' | 'head' | 'body'             { IS(BLOCK, TN_HTML_ROOT, NONE) }
    'p'                                  { IS(BLOCK, CLOSES | TN_HTML_PARAGRAPH, P) }
    'h1'                                 { IS(BLOCK, CLOSES | TN_HTML_HEADING, H1) }
    'h2'                                 { IS(BLOCK, CLOSES | TN_HTML_HEADING, H2) }
    'h' [3-6]                            { IS(BLOCK, CLOSES | TN_HTML_HEADING, H3) }
    'center' | 'details' | 'frameset' | 'hgroup' | 'search' { IS(BLOCK, CLOSES, NONE) }
    'address'                            { IS(BLOCK, CLOSES, ADDRESS) }
    'article'                            { IS(BLOCK, CLOSES, ARTICLE) }
    'aside'                              { IS(BLOCK, CLOSES, ASIDE) }
    'blockquote'                         { IS(BLOCK, CLOSES, QUOTE) }
    'fieldset'                           { IS(BLOCK, CLOSES, CONTROL) }
    'figcaption' | 'figure'              { IS(BLOCK, CLOSES, FIGURE) }
    'footer'                             { IS(BLOCK, CLOSES, FOOTER) }
    'form'                               { IS(BLOCK, CLOSES, FORM) }
    'header'                             { IS(BLOCK, CLOSES, HEADER) }
    'main'                               { IS(BLOCK, CLOSES, MAIN) }
    'nav'                                { IS(BLOCK, CLOSES, NAV) }
    'section'                            { IS(BLOCK, CLOSES, DIV) }
    'dialog'                             { IS(BLOCK, CLOSES | TN_HTML_DIALOG, NONE) }
    'dir' | 'dl' | 'ol' | 'ul'           { IS(BLOCK, CLOSES | TN_HTML_LIST, NONE) }
    'menu'                               { IS(BLOCK, CLOSES | TN_HTML_LIST, NAV) }
    'pre'                                { IS(BLOCK, CLOSES | TN_HTML_PREFORMATTED, PRE) }
    'listing'                            { IS(BLOCK, CLOSES | TN_HTML_PREFORMATTED, NONE) }
    'xmp'                                { IS(BLOCK, TN_HTML_CLOSES_P | TN_HTML_PREFORMATTED | RAW, NONE) }
    'plaintext'                          { IS(BLOCK, CLOSES | TN_HTML_PREFORMATTED | TN_HTML_PLAIN, NONE) }
    'hr'                                 { IS(BLOCK, CLOSES | TN_HTML_VOID, NONE) }
    'table'                              { IS(BLOCK, CLOSES | TN_HTML_SCOPE | TN_HTML_TABLE, NONE) }
    'div'                                { IS(LINE, CLOSES, DIV) }
    'summary'                            { IS(LINE, CLOSES, NONE) }
    'li'                                 { IS(LINE, CLOSES | TN_HTML_ITEM, LI) }
    'dd'                                 { IS(LINE, CLOSES | TN_HTML_TERM, DD) }
    'dt'                                 { IS(LINE, CLOSES | TN_HTML_TERM, DT) }
    'legend'                             { IS(LINE, 0, CONTROL) }
    'caption'                            { IS(LINE, SCOPE | TN_HTML_ROWS | TN_HTML_CELL_OF, FIGURE) }
    'colgroup'                           { IS(LINE, SCOPE | TN_HTML_ROWS | TN_HTML_CELL_OF, NONE) }
    'tbody' | 'tfoot' | 'thead'          { IS(LINE, SPECIAL | TN_HTML_ROWS, NONE) }
    'tr'                                 { IS(LINE, SPECIAL | TN_HTML_ROW, TD) }
    'td' | 'th'                          { IS(CELL, SCOPE | TN_HTML_CELL_OF, TD) }
    'br'                                 { IS(BREAK, TN_HTML_VOID | TN_HTML_BREAKOUT, NONE) }
    'optgroup'                           { IS(LINE, TN_HTML_OPTION, NONE) }
    'option'                             { IS(LINE, TN_HTML_OPTION, CONTROL) }
    'select'                             { IS(CELL, SPECIAL, CONTROL) }
    'button'                             { IS(CELL, SCOPE | TN_HTML_BUTTON, CONTROL) }
    'textarea'                           { IS(LINE, RAW | TN_HTML_HAS_REFERENCES | TN_HTML_PREFORMATTED, PRE) }

    'area' | 'base' | 'basefont' | 'bgsound' | 'col' | 'frame' | 'input' | 'keygen' | 'link' | 'param' | 'source' | 'track'
  | 'wbr'                                { IS(INLINE, TN_HTML_VOID, NONE) }
    'img'                                { IS(INLINE, TN_HTML_VOID | TN_HTML_BREAKOUT | TN_HTML_PICTURE, NONE) }
    'embed' | 'meta'                     { IS(INLINE, TN_HTML_VOID | TN_HTML_BREAKOUT, NONE) }
    'b' | 'big' | 'em' | 'i' | 'nobr' | 's' | 'small' | 'strong' | 'strike' | 'tt' | 'u'
                                         { IS(INLINE, TN_HTML_FORMATTING | TN_HTML_BREAKOUT, NONE) }
    'code'                               { IS(INLINE, TN_HTML_FORMATTING | TN_HTML_BREAKOUT, PRE) }
    'a' | 'font'                         { IS(INLINE, TN_HTML_FORMATTING, NONE) }
    'ruby' | 'span' | 'sub' | 'sup' | 'var' { IS(INLINE, TN_HTML_BREAKOUT, NONE) }
    'rt'                                 { IS(INLINE, TN_HTML_RUBY | TN_HTML_READING, NONE) }
    'rp'                                 { IS(INLINE, TN_HTML_RUBY, NONE) }
    'label'                              { IS(INLINE, 0, CONTROL) }
    'noscript'                           { IS(INLINE, TN_HTML_ENDS_ALL, NOSCRIPT) }
    'applet' | 'marquee' | 'object'      { IS(INLINE, SCOPE, NONE) }
    'audio' | 'canvas' | 'datalist' | 'meter' | 'progress' | 'video' { IS(INLINE, TN_HTML_UNSEEN, NONE) }
    'template'                           { IS(INLINE, SCOPE | TN_HTML_UNSEEN | TN_HTML_ENDS_ALL, NONE) }
    'iframe' | 'noembed' | 'noframes' | 'style' { IS(INLINE, HIDDEN | RAW, NONE) }
    'title'                              { IS(INLINE, HIDDEN | RAW | TN_HTML_NATIVE, NONE) }
    'script'                             { IS(INLINE, HIDDEN | TN_HTML_IS_SCRIPT, NONE) }

    'svg' | 'math'                       { IS(INLINE, TN_HTML_FOREIGN, NONE) }
    'text' | 'mtr'                       { IS(LINE, 0, NONE) }
    'mtd'                                { IS(CELL, 0, NONE) }
    'foreignobject' | 'mi' | 'mn' | 'mo' | 'ms' | 'mtext' { IS(INLINE, SCOPE | TN_HTML_NATIVE, NONE) }
    'desc' | 'annotation-xml'            { IS(INLINE, SCOPE | TN_HTML_NATIVE | TN_HTML_UNSEEN, NONE) }
    'annotation' | 'clippath' | 'defs' | 'marker' | 'mask' | 'metadata' | 'pattern' | 'symbol'
                                         { IS(INLINE, TN_HTML_UNSEEN, NONE) }
    *                                    { return &other; }
*/
}

#define ATTRIBUTE(k) return cur - name == (ptrdiff_t)length ? TN_HTML_ATTRIBUTE_##k : TN_HTML_OTHER_ATTRIBUTE;

enum tn_html_attribute tn_html_attribute_of(const unsigned char *name, size_t length)
{
    const unsigned char *cur = name, *mar = name;
/*!re2c
    'alt' | 'alttext' { ATTRIBUTE(ALT) }
    'aria-hidden' { ATTRIBUTE(ARIA_HIDDEN) }
    'class'    { ATTRIBUTE(CLASS) }
    'content'  { ATTRIBUTE(CONTENT) }
    'hidden'   { ATTRIBUTE(HIDDEN) }
    'href'     { ATTRIBUTE(HREF) }
    'id'       { ATTRIBUTE(ID) }
    'itemtype' { ATTRIBUTE(ITEMTYPE) }
    'name'     { ATTRIBUTE(NAME) }
    'open'     { ATTRIBUTE(OPEN) }
    'property' { ATTRIBUTE(PROPERTY) }
    'role'     { ATTRIBUTE(ROLE) }
    'shadowrootmode' { ATTRIBUTE(SHADOW_ROOT) }
    'style'    { ATTRIBUTE(STYLE) }
    'type'     { ATTRIBUTE(TYPE) }
    *          { return TN_HTML_OTHER_ATTRIBUTE; }
*/
}
