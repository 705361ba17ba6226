/* html_ruby.h - readings beside words.  Used by html.c and html_stack.c alone. */
#ifndef TN_HTML_RUBY_H
#define TN_HTML_RUBY_H

struct tnorm;

/* The element that is open at last is a reading, of which nothing has come yet. */
void tn_html_begin_reading(struct tnorm *t);

/* It ends, and a parenthesis was put before it. */
void tn_html_end_reading(struct tnorm *t);

#endif
