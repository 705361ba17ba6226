/* html_page.h - what a page says that it is: in types of schema.org, by JSON-LD or microdata, or of the Open Graph protocol.
 * lexer/html_page.re */
#ifndef TN_HTML_PAGE_H
#define TN_HTML_PAGE_H

#include <stdint.h>

/* A bit each; a page can be many. */
enum tn_page_kind {
    TN_PAGE_ARTICLE = 1 << 0,
    TN_PAGE_PRODUCT = 1 << 1,
    TN_PAGE_LIST = 1 << 2,
    TN_PAGE_FORUM = 1 << 3,
    TN_PAGE_STEPS = 1 << 4, /* what is to be done, in order */
    TN_PAGE_QUESTIONS = 1 << 5,
    TN_PAGE_BUSINESS = 1 << 6,
    TN_PAGE_SITE = 1 << 7,
    TN_PAGE_PERSON = 1 << 8,
    TN_PAGE_EVENT = 1 << 9
};

enum { TN_PAGE_KINDS = 10 };

/* What a page of this type is: a name, or an address that ends with it, up to a NUL. */
uint32_t tn_page_kind(const unsigned char *type);

#endif
