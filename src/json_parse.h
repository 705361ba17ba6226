/* json_parse.h - a line of JSON: is it an object, and where are the strings that are asked for?  lexer/json.re */
#ifndef TN_JSON_PARSE_H
#define TN_JSON_PARSE_H

#include <stdbool.h>
#include <stddef.h>

struct tn_scanner;
struct tn_decoded;

enum {
    TN_JSON_RESERVE = 16,      /* bytes at hand that any token is sure to fit in */
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

/* Reads `a.b`, names parted by dots; `\.` is a dot and `\\` a backslash in a name.  False if it is too long, a name is
 * empty, or a backslash at its end has nothing behind it. */
bool tn_json_path_parse(struct tn_json_path *path, const char *field);

enum tn_json_event {
    TN_JSON_NOTHING,
    TN_JSON_BEGIN,  /* the quote before a string that is asked for */
    TN_JSON_ESCAPE, /* an escape in it */
    TN_JSON_END,    /* the quote behind it */
    TN_JSON_LINE,   /* the line has ended, and is an object */
    TN_JSON_BROKEN  /* it is none */
};

struct tn_json_parser {
    int condition; /* of the lexer: what may come next */
    size_t depth;
    size_t on_path;        /* so many of the open objects lead to the member that is asked for */
    bool wanted;           /* the next value is asked for */
    bool in_value;         /* in a string that is */
    size_t found;          /* strings that were asked for, so far */
    size_t name, name_end; /* in `text` of the path: what is still to come of such a name */
    unsigned char arrays[TN_JSON_DEPTH / 8]; /* bit i: at depth i there is an array */
};

void tn_json_parser_reset(struct tn_json_parser *parser);

/* Goes on at *at, which is moved behind what brings the next event, or before what is BROKEN; NOTHING: it has come to
 * `sure`, or less than a token beyond.  Behind that TN_JSON_RESERVE bytes are at hand, or a NUL stands there, or before it
 * a line feed, which no token goes beyond. */
enum tn_json_event tn_json_next(struct tn_json_parser *parser, const struct tn_json_path *path,
                                const struct tn_scanner *scanner, const unsigned char **at,
                                const unsigned char *sure);

/* Has the object ended? */
bool tn_json_is_whole(const struct tn_json_parser *parser);

/* What the letter behind a backslash stands for; 0 if that is more than a letter tells. */
extern const unsigned char tn_json_unescaped[256];

/* What the escape of `length` bytes at p stands for: written to `out`, room for TN_UTF8_MAX bytes; returns its length.
 * Half a surrogate pair is TN_UTF8_LOST. */
size_t tn_json_decode(const unsigned char *p, size_t length, unsigned char *out);

/* Decodes those of the `length` bytes of a JSON string at p that are escapes by number in a row, `\u00e9\u00e8`, up to the first
 * one that is not whole or half a surrogate pair: text that is all beyond ASCII is often spelled so.  `out` has room for
 * `length`. */
struct tn_decoded tn_json_decode_numbers(const unsigned char *p, size_t length, unsigned char *out);

#endif
