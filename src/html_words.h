/* html_words.h - what the names of elements, classes, ids and roles tell of what stands in an element.
 * lexer/html_words.re */
#ifndef TN_HTML_WORDS_H
#define TN_HTML_WORDS_H

#include <stdint.h>

/* What an element is, to the text in it. */
enum tn_place {
    TN_PLACE_NONE,
    TN_PLACE_P,
    TN_PLACE_LI,
    TN_PLACE_TD,
    TN_PLACE_H1,
    TN_PLACE_H2,
    TN_PLACE_H3,
    TN_PLACE_PRE,
    TN_PLACE_DT,
    TN_PLACE_DD,
    TN_PLACE_FIGURE,
    TN_PLACE_QUOTE,
    TN_PLACE_CONTROL,
    TN_PLACE_DIV,
    TN_PLACE_NAV,
    TN_PLACE_HEADER,
    TN_PLACE_FOOTER,
    TN_PLACE_ASIDE,
    TN_PLACE_FORM,
    TN_PLACE_MAIN,
    TN_PLACE_ARTICLE,
    TN_PLACE_NOSCRIPT,
    TN_PLACE_ADDRESS
};

/* What an element or one that it stands in is: a bit each. */
enum tn_around {
    TN_AROUND_NAV = 1 << 0,
    TN_AROUND_HEADER = 1 << 1,
    TN_AROUND_FOOTER = 1 << 2,
    TN_AROUND_ASIDE = 1 << 3,
    TN_AROUND_FORM = 1 << 4,
    TN_AROUND_MAIN = 1 << 5,
    TN_AROUND_ARTICLE = 1 << 6,
    TN_AROUND_NOSCRIPT = 1 << 7,
    TN_AROUND_LI = 1 << 8,
    TN_AROUND_TD = 1 << 9,
    TN_AROUND_FIGURE = 1 << 10,
    TN_AROUND_CONTROL = 1 << 11,
    TN_AROUND_W_NAV = 1 << 12, /* words of classes, ids and roles, from here on up to W_LIST */
    TN_AROUND_W_SIDE = 1 << 13,
    TN_AROUND_W_FOOT = 1 << 14,
    TN_AROUND_W_HEAD = 1 << 15,
    TN_AROUND_W_COMMENT = 1 << 16,
    TN_AROUND_W_SOCIAL = 1 << 17,
    TN_AROUND_W_META = 1 << 18,
    TN_AROUND_W_TEXT = 1 << 19,
    TN_AROUND_W_AD = 1 << 20,
    TN_AROUND_W_IMAGE = 1 << 21,
    TN_AROUND_W_TITLE = 1 << 22,
    TN_AROUND_W_LIST = 1 << 23,
    TN_AROUND_HIDDEN = 1 << 24,    /* by an attribute, and nothing else: a click may open it */
    TN_AROUND_W_FORMULA = 1 << 25, /* likewise, but told to no model: of a picture, it shows one; */
    TN_AROUND_W_SMILEY = 1 << 26,  /* or a smiley; */
    TN_AROUND_W_UNREAD =
        1
        << 27, /* and an element holds a mark, such as a word of a font of pictures, that is none of the text; */
    TN_AROUND_W_NOTE = 1 << 28,     /* or a note on the sentence that it stands in; */
    TN_AROUND_W_FRAGMENT = 1 << 29, /* or the fragment of a program, */
    TN_AROUND_W_LINE = 1 << 30,     /* or a line */
    /* what tells nothing about what stands further in */
    TN_AROUND_NONE = 0,
    TN_AROUND_P = 0,
    TN_AROUND_H1 = 0,
    TN_AROUND_H2 = 0,
    TN_AROUND_H3 = 0,
    TN_AROUND_PRE = 0,
    TN_AROUND_DT = 0,
    TN_AROUND_DD = 0,
    TN_AROUND_QUOTE = 0,
    TN_AROUND_DIV = 0,
    TN_AROUND_ADDRESS = 0
};

enum {
    TN_AROUND_BITS = 25,                                     /* that models are told */
    TN_AROUND_WORDS = 2 * TN_AROUND_W_LIST - TN_AROUND_W_NAV /* the bits of words, from W_NAV up to W_LIST */
};

struct tn_html_place {
    enum tn_place place;
    uint32_t around; /* enum tn_around */
    uint32_t path,
        outer_path; /* hashes: of the names and classes of the blocks that it stands in; all but the last */
};

/* What the words of a class, id or role tell; it ends with a NUL. */
uint32_t tn_html_words(const unsigned char *value);

#endif
