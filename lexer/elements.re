/* elements.re - the names of elements and of attributes without value.
 *
 * HTML: the standard's index of elements and its obsolete features (16.2); SVG 2 and MathML Core: their
 * indices.  Display follows the standard's rendering section (15.3), seen from plain text.
 *
 * html_elements.re has the same of the elements of a page, and more; what they leave differs on purpose, and only here:
 *   noframes, script, style, template, title   a page hides what they hold, and they leave nothing.  Of a scrape their text may be left,
 *                                              which is parted from the rest, or goes (script, style).
 *   button, select, textarea, mtr, mtd, text   a page shows them as boxes, lines and cells.  In a scrape they leave nothing, like any
 *                                              name that is inline. */
#include "markup.h"

/*!re2c
    re2c:api:style = free-form;
    re2c:yyfill:enable = 0;
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYCURSOR = cur;
    re2c:define:YYMARKER = mar;

    block  = 'address' | 'article' | 'aside' | 'blockquote' | 'body' | 'center' | 'details' | 'dialog'
           | 'dir' | 'dl' | 'fieldset' | 'figcaption' | 'figure' | 'footer' | 'form' | 'frameset' | 'h' [1-6]
           | 'head' | 'header' | 'hgroup' | 'hr' | 'html' | 'listing' | 'main' | 'menu' | 'nav' | 'noframes'
           | 'ol' | 'p' | 'plaintext' | 'pre' | 'search' | 'section' | 'table' | 'template' | 'title' | 'ul'
           | 'xmp';
    line   = 'caption' | 'colgroup' | 'dd' | 'div' | 'dt' | 'legend' | 'li' | 'optgroup' | 'option'
           | 'summary' | 'tbody' | 'tfoot' | 'thead' | 'tr';
    cell   = 'td' | 'th';
    inline = 'a' | 'abbr' | 'acronym' | 'applet' | 'area' | 'audio' | 'b' | 'base' | 'basefont' | 'bdi'
           | 'bdo' | 'bgsound' | 'big' | 'blink' | 'button' | 'canvas' | 'cite' | 'code' | 'col' | 'data'
           | 'datalist' | 'del' | 'dfn' | 'em' | 'embed' | 'font' | 'frame' | 'i' | 'iframe' | 'img'
           | 'input' | 'ins' | 'isindex' | 'kbd' | 'keygen' | 'label' | 'link' | 'map' | 'mark' | 'marquee'
           | 'meta' | 'meter' | 'nextid' | 'nobr' | 'noembed' | 'noscript' | 'object' | 'output' | 'param'
           | 'picture' | 'progress' | 'q' | 'rb' | 'rp' | 'rt' | 'rtc' | 'ruby' | 's' | 'samp' | 'select'
           | 'slot' | 'small' | 'source' | 'spacer' | 'span' | 'strike' | 'strong' | 'sub' | 'sup'
           | 'textarea' | 'time' | 'track' | 'tt' | 'u' | 'var' | 'video' | 'wbr';
    svg    = 'animate' | 'animatemotion' | 'animatetransform' | 'circle' | 'clippath' | 'defs' | 'desc'
           | 'discard' | 'ellipse' | 'feblend' | 'fecolormatrix' | 'fecomponenttransfer' | 'fecomposite'
           | 'feconvolvematrix' | 'fediffuselighting' | 'fedisplacementmap' | 'fedistantlight'
           | 'fedropshadow' | 'feflood' | 'fefunc' [abgr] | 'fegaussianblur' | 'feimage' | 'femerge'
           | 'femergenode' | 'femorphology' | 'feoffset' | 'fepointlight' | 'fespecularlighting'
           | 'fespotlight' | 'fetile' | 'feturbulence' | 'filter' | 'foreignobject' | 'g' | 'image' | 'line'
           | 'lineargradient' | 'marker' | 'mask' | 'metadata' | 'mpath' | 'path' | 'pattern' | 'polygon'
           | 'polyline' | 'radialgradient' | 'rect' | 'set' | 'stop' | 'svg' | 'switch' | 'symbol' | 'text'
           | 'textpath' | 'tspan' | 'use' | 'view';
    mathml = 'annotation' | 'annotation-xml' | 'maction' | 'math' | 'menclose' | 'merror' | 'mfenced'
           | 'mfrac' | 'mi' | 'mmultiscripts' | 'mn' | 'mo' | 'mover' | 'mpadded' | 'mphantom'
           | 'mprescripts' | 'mroot' | 'mrow' | 'ms' | 'mspace' | 'msqrt' | 'mstyle' | 'msub' | 'msubsup'
           | 'msup' | 'mtable' | 'mtd' | 'mtext' | 'mtr' | 'munder' | 'munderover' | 'semantics';

    // attributes that may stand without a value: the standard's boolean ones and their obsolete kin
    boolean = 'allowfullscreen' | 'async' | 'autofocus' | 'autoplay' | 'checked' | 'compact' | 'controls'
            | 'crossorigin' | 'declare' | 'default' | 'defer' | 'disabled' | 'download' | 'draggable'
            | 'formnovalidate' | 'hidden' | 'inert' | 'ismap' | 'itemscope' | 'loop' | 'multiple' | 'muted'
            | 'nohref' | 'nomodule' | 'noresize' | 'noshade' | 'novalidate' | 'nowrap' | 'open'
            | 'playsinline' | 'readonly' | 'required' | 'reversed' | 'selected' | 'typemustmatch';
*/

#define IS(k) *kind = k; return (size_t)(cur - name) == length;

bool tn_markup_element(const unsigned char *name, size_t length, enum tn_markup_kind *kind)
{
    const unsigned char *cur = name, *mar = name;
/*!re2c
    block                  { IS(TN_MARKUP_BLOCK) }
    line                   { IS(TN_MARKUP_LINE) }
    'br'                   { IS(TN_MARKUP_BREAK) }
    cell                   { IS(TN_MARKUP_CELL) }
    'script'               { IS(TN_MARKUP_SCRIPT) }
    'style'                { IS(TN_MARKUP_STYLE) }
    inline | svg | mathml  { IS(TN_MARKUP_INLINE) }
    *                      { return false; }
*/
}

bool tn_markup_bare(const unsigned char *name, size_t length)
{
    const unsigned char *cur = name, *mar = name;
    for (size_t i = 1; i < length; i++)
        if (name[i] == '-' || name[i] == ':') return true; /* data-x, v-if, ng:app */
/*!re2c
    boolean                { return (size_t)(cur - name) == length; }
    *                      { return false; }
*/
}
