/* html_style.h - what the style attribute of an element tells of the text in it.  lexer/html_style.re */
#ifndef TN_HTML_STYLE_H
#define TN_HTML_STYLE_H

#include <stdbool.h>

/* How the element is displayed; CSS Display 3, 2. */
enum tn_html_display { TN_HTML_AS_EVER, TN_HTML_NOT_AT_ALL, TN_HTML_AS_BLOCK };

/* What white space in it is; CSS Text 3, 3. */
enum tn_html_white {
    TN_HTML_WHITE_AS_EVER,
    TN_HTML_FOLDED, /* a space */
    TN_HTML_LINED   /* but line feeds end lines */
};

struct tn_html_style {
    enum tn_html_display display;
    enum tn_html_white white;
    bool spreads;   /* its children are boxes of their own, beside or below each other: flex, grid */
    bool invisible; /* what stands in it has its place, and is not shown (CSS Display 3, 4) */
};

/* Reads a style up to its NUL; of several declarations the last one counts. */
struct tn_html_style tn_html_style(const unsigned char *style);

#endif
