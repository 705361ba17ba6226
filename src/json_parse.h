/* json_parse.h - a line of JSON, token by token: is it an object, and where are the strings that are asked for? */
#ifndef TN_JSON_PARSE_H
#define TN_JSON_PARSE_H

#include <stdbool.h>
#include <stddef.h>

#include "json.h"

enum {
    TN_JSON_DEPTH = 1024,      /* objects and arrays in one another; what is deeper passes as it is */
    TN_JSON_NAMES = 16,        /* of a path */
    TN_JSON_NAMES_SIZE = 1024, /* bytes of all of them */
};

/* Which member is asked for. */
struct tn_json_path {
    size_t count;
    size_t end[TN_JSON_NAMES]; /* where each name ends in `text`, and the next begins */
    unsigned char text[TN_JSON_NAMES_SIZE];
};

/* Reads `a.b`, names parted by dots; `\.` is a dot and `\\` a backslash in a name.  False if it is too long. */
bool tn_json_path_parse(struct tn_json_path *path, const char *field);

enum tn_json_event {
    TN_JSON_NOTHING,
    TN_JSON_BEGIN, /* the quote before a string that is asked for */
    TN_JSON_PIECE, /* a piece of it */
    TN_JSON_END,   /* the quote behind it */
    TN_JSON_LINE,  /* the line has ended, and is an object */
    TN_JSON_BROKEN /* it is none */
};

struct tn_json_parser {
    int condition;  /* of the lexer */
    unsigned state; /* what may come next */
    size_t depth;
    size_t on_path;        /* so many of the open objects lead to the member that is asked for */
    bool wanted;           /* the next value is asked for */
    bool in_key, in_value; /* in a string: a name, or one that is asked for */
    size_t found;          /* strings that were asked for, so far */
    size_t key_length;     /* TN_JSON_NAMES_SIZE if it is longer */
    unsigned char key[TN_JSON_NAMES_SIZE];
    unsigned char arrays[TN_JSON_DEPTH / 8]; /* bit i: at depth i there is an array */
};

void tn_json_parser_reset(struct tn_json_parser *parser);

/* Takes the token of `length` bytes at p. */
enum tn_json_event tn_json_parse(struct tn_json_parser *parser, const struct tn_json_path *path,
                                 enum tn_json_token token, const unsigned char *p, size_t length);

/* Has the object ended? */
bool tn_json_is_whole(const struct tn_json_parser *parser);

/* What the letter behind a backslash stands for; 0 if that is more than a letter tells. */
extern const unsigned char tn_json_unescaped[256];

/* What a piece of a string that is an escape stands for: written to `out`, room for TN_UTF8_MAX bytes; returns its
 * length.  Half a surrogate pair is TN_UTF8_LOST. */
size_t tn_json_decode(enum tn_json_token token, const unsigned char *p, unsigned char *out);

#endif
