/* furniture.h - what kinds of words a line holds that the furniture of pages is made of.  lexer/furniture.re */
#ifndef TN_FURNITURE_H
#define TN_FURNITURE_H

#include <stddef.h>
#include <stdint.h>

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
    TN_FURNITURE_MOSTLY = 24,  /* so many 63rds of a line make it furniture */
    TN_FURNITURE_LEAST = 4,    /* furniture of at least so many bytes tells of a page, */
    TN_FURNITURE_MOST = 40     /* and of so many at most: nearly all lines of prose are longer */
};

/* What a line holds: kinds, a bit each, and the share of the line that these words are, in 63rds. */
struct tn_furniture_words {
    uint8_t kinds, share;
};

/* Behind the line are TN_FURNITURE_SLACK bytes, whatever they are. */
struct tn_furniture_words tn_furniture(const unsigned char *line, size_t length);

/* lexer/furniture.re: which kind the longest phrase is that begins at `word`, and where it ends; TN_FURNITURE_KINDS if none
 * does.  All is in small letters, and a NUL ends it. */
enum tn_furniture tn_furniture_at(const unsigned char *word, const unsigned char **end);

#endif
