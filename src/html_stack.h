/* html_stack.h - the elements of a page that are open.  Used by html.c and html_attribute.c alone. */
#ifndef TN_HTML_STACK_H
#define TN_HTML_STACK_H

#include <stdbool.h>

struct tnorm;

/* The start tag at hand ends what it may end (HTML 13.1.2.4, 13.2.6). */
void tn_html_imply_end_tags(struct tnorm *t);

/* Its element is open now, and hides what it holds. */
void tn_html_push(struct tnorm *t, bool hides);

/* The end tag at hand closes its element, if one is open, and all in it. */
void tn_html_close(struct tnorm *t);

#endif
