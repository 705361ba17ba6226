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

enum {
    TN_FURNITURE_LONGEST = 96, /* bytes of a line; of a longer one its beginning is looked at */
    TN_FURNITURE_SLACK = 16,   /* bytes behind a line that can be read */
    TN_FURNITURE_MOSTLY = 24   /* so many 63rds of a line make it furniture */
};

/* The kinds that the line holds, a bit each; *covered is set to the bytes of these words.  Behind the line are
 * TN_FURNITURE_SLACK bytes, whatever they are. */
unsigned tn_furniture(const unsigned char *line, size_t length, size_t *covered);

/* Is the line furniture, and short, as where each block of a page has a line?  It tells of a page. */
bool tn_furniture_tells_page(const unsigned char *line, size_t length);

/* lexer/furniture.re: which kind the longest phrase is that begins at `word`, and where it ends; TN_FURNITURE_KINDS if none
 * does.  All is in small letters, and a NUL ends it. */
enum tn_furniture tn_furniture_at(const unsigned char *word, const unsigned char **end);

#endif
