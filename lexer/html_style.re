/* html_style.re - the declarations of a style attribute that change what text is read, or where its lines end. */
#include "html_style.h"

struct tn_html_style tn_html_style(const unsigned char *style)
{
    struct tn_html_style told = {.display = TN_HTML_AS_EVER};
    const unsigned char *cur = style;
#define DISPLAY(how, apart) told.display = TN_HTML_##how; told.spreads = apart; goto next
#define WHITE(how)          told.white = TN_HTML_##how; goto next
next:
    if (cur > style && cur[-1] == 0) return told;
/*!re2c
    re2c:api:style = free-form;
    re2c:yyfill:enable = 0;
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYCURSOR = cur;

    ws      = [ \t\n\f\r]*;
    display = ws 'display' ws ":" ws;
    white   = ws 'white-space' ws ":" ws;
    visible = ws 'visibility' ws ":" ws;
    end     = ws ("!" [^;\x00]*)? [;\x00];

    display 'none' end                                      { DISPLAY(NOT_AT_ALL, false); }
    display ('block' | 'flow-root' | 'list-item' | 'table') end { DISPLAY(AS_BLOCK, false); }
    display ('flex' | 'grid') end                           { DISPLAY(AS_BLOCK, true); }
    display 'inline-' ('flex' | 'grid') end                 { DISPLAY(AS_EVER, true); }
    display [a-zA-Z] [^;\x00]* [;\x00]                      { DISPLAY(AS_EVER, false); } // `-webkit-box` is for few
    white ('pre' ('-line' | '-wrap')? | 'break-spaces') end { WHITE(LINED); }
    white ('normal' | 'nowrap') end                         { WHITE(FOLDED); }
    visible 'hidden' end                                    { told.invisible = true; goto next; }
    visible 'visible' end                                   { told.invisible = false; goto next; }
    [^;\x00]* [;\x00]                                       { goto next; }
*/
}
