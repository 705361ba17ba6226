/* furniture.h - what kinds of words a line holds that the furniture of pages is made of.  lexer/furniture.re */
#ifndef TN_FURNITURE_H
#define TN_FURNITURE_H

#include <stdbool.h>
#include <stddef.h>

enum tn_furniture {
    TN_FURNITURE_RELATED,
    TN_FURNITURE_COMMENTS,
    TN_FURNITURE_SHARE,
    TN_FURNITURE_LEGAL,
    TN_FURNITURE_MENU,
    TN_FURNITURE_META,
    TN_FURNITURE_SHOP,
    TN_FURNITURE_KINDS
};

enum { TN_FURNITURE_LONGEST = 96 }; /* bytes of a line; of a longer one its beginning is looked at */

/* The kinds that the line holds, a bit each; *covered is set to the bytes of these words. */
unsigned tn_furniture(const unsigned char *line, size_t length, size_t *covered);

/* For lexer/furniture.re: the same of a line in small letters that ends with a NUL. */
unsigned tn_furniture_scan(const unsigned char *line, size_t *covered);

/* Does a word end at `end` that begins at `begin`?  In scripts without spaces it does anywhere. */
bool tn_furniture_ends(const unsigned char *begin, const unsigned char *end);

#endif
