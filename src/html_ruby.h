/* html_ruby.h - readings beside words.  Used by html.c and html_stack.c alone. */
#ifndef TN_HTML_RUBY_H
#define TN_HTML_RUBY_H

struct tnorm;

enum { TN_HTML_READINGS = 8 }; /* in each other that one tag ends; more of them are not bracketed */

/* The element that the tag at hand has opened is a reading. */
void tn_html_begin_reading(struct tnorm *t);

/* The element that is open at last, and ends by the tag at hand, is a reading that is to be bracketed. */
void tn_html_end_reading(struct tnorm *t);

/* The brackets that the tag at hand is to leave go before the rest of the input. */
void tn_html_put_brackets(struct tnorm *t);

#endif
