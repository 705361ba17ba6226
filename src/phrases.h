/* phrases.h - lines that are nothing but a page's furniture. */
#ifndef TN_PHRASES_H
#define TN_PHRASES_H

#include <stdbool.h>
#include <stddef.h>

/* Is the line, behind which a NUL stands, such a phrase or several of them?  lexer/phrases.re */
bool tn_is_phrase(const unsigned char *line, size_t length);

#endif
