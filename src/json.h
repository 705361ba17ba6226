/* json.h - the tokens of JSON.  lexer/json.re */
#ifndef TN_JSON_H
#define TN_JSON_H

enum { TN_JSON_RESERVE = 16 }; /* bytes at hand that any token is sure to fit in */

enum tn_json_token {
    TN_JSON_FAULT, /* a byte that cannot stand there */
    TN_JSON_WHITE,
    TN_JSON_FEED, /* the line ends */
    TN_JSON_OPEN_OBJECT,
    TN_JSON_CLOSE_OBJECT,
    TN_JSON_OPEN_ARRAY,
    TN_JSON_CLOSE_ARRAY,
    TN_JSON_COLON,
    TN_JSON_COMMA,
    TN_JSON_SCALAR,  /* true, false, null, or the beginning of a number */
    TN_JSON_DIGITS,  /* more of it, or nothing: it has ended */
    TN_JSON_QUOTE,   /* a string begins or ends */
    TN_JSON_PLAIN,   /* characters of it */
    TN_JSON_ESCAPE,  /* backslash and a letter */
    TN_JSON_UNICODE, /* \uXXXX */
    TN_JSON_PAIR     /* a surrogate pair of these */
};

/* The conditions in which a line begins, and inside a string. */
int tn_json_start(void);
int tn_json_in_string(void);

/* The token at *at, which is moved behind it.  TN_JSON_RESERVE bytes are at hand, or a NUL stands behind the last, or a
 * line feed is there, which no token goes beyond. */
enum tn_json_token tn_json_scan(const unsigned char **at, int *condition);

#endif
