/* html_title.h - the title of a page, so that its headline is known whatever element it stands in. */
#ifndef TN_HTML_TITLE_H
#define TN_HTML_TITLE_H

#include <stdbool.h>
#include <stddef.h>

enum { TN_HTML_TITLE = 512 }; /* bytes of it that are known */

struct tn_html_title {
    size_t length; /* 0: none has come */
    unsigned char text[TN_HTML_TITLE];
    size_t letters;                          /* of it, once it has ended: what lines are compared with */
    unsigned char letter[TN_HTML_TITLE];     /* or digit: a byte of one */
    unsigned char parted[TN_HTML_TITLE + 1]; /* what stands before each, and behind the last */
};

/* A page begins. */
void tn_html_title_start(struct tn_html_title *title);

/* Its next bytes, as they stand in the page. */
void tn_html_title_add(struct tn_html_title *title, const unsigned char *text, size_t length);

/* It has ended: its references are decoded, as far as there is room. */
void tn_html_title_end(struct tn_html_title *title);

/* Is this line the title, or a part of it, as titles have them: `Headline | Section - Site`?  Letters and digits are
 * compared, those of ASCII in either case. */
bool tn_html_title_has(const struct tn_html_title *title, const unsigned char *line, size_t length);

/* Is it the first part, or all?  Of a heading less is enough: `Mills` of `Mills: a history` or `Mills (Town)`. */
bool tn_html_title_begins(const struct tn_html_title *title, const unsigned char *line, size_t length);

#endif
