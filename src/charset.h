/* charset.h - in front of everything else: bytes in any encoding become UTF-8.
 *
 * Which encoding it is, is decided once for a text or document, in this order: a byte-order mark; what the caller asks
 * for; what the container declares; what a page says in its first 1024 bytes; what it looks like.  What was asked for
 * or declared is overruled by text that is plainly UTF-8. */
#ifndef TN_CHARSET_H
#define TN_CHARSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "charsets.h"
#include "decode.h"
#include "meta.h"
#include "tnorm.h"

struct tn_document_head;

enum {
    TN_CHARSET_HELD = 64 * 1024,  /* bytes that are looked at before it is decided */
    TN_CHARSET_OTHER_LONGEST = 16 /* bytes of a character that only iconv(3) can cut out */
};

/* Where UTF-8 goes. */
typedef void tn_charset_next(struct tnorm *t, const unsigned char *bytes, size_t length);

struct tn_charset {
    /* for good */
    enum tn_source_encoding from;          /* what was asked for; TN_ENCODING_UNKNOWN: nothing, */
    bool from_detect;                      /* or to guess; */
    char from_name[TN_META_LABEL_LONGEST]; /* its name if only iconv(3) knows it */
    void *detector;                        /* detector.h */
    struct tn_charsets sets;
    /* of the text at hand */
    tn_charset_next *next;
    bool bare;                        /* what is not text passes: `next` does not look at all of it */
    bool html, detect;                /* see document.h */
    bool decided;                     /* it is known what it is in: */
    enum tn_source_encoding encoding; /* this */
    enum tn_source_encoding declared; /* by the container; TN_ENCODING_UNKNOWN: nothing that is known, */
    size_t label_length;              /* but this label, if it has bytes */
    unsigned char label[TN_META_LABEL_LONGEST];
    uint64_t lost; /* offset of the first sequence that could not be converted, */
    bool has_lost; /* if there was one, else where the text that is converted begins; */
    bool located;  /* and the error is known to be there */
    struct tn_decoder decoder;
    size_t other_length;
    unsigned char other[TN_CHARSET_OTHER_LONGEST]; /* the beginning of a character of TN_ENCODING_OTHER */
    size_t held_length;
    unsigned char held[TN_CHARSET_HELD];
};

/* For good: which encoding was asked for, as tnorm_options.from has it.  False if there is none of that name. */
bool tn_charset_init(struct tn_charset *c, const char *from);

/* Opens what texts of that kind may need; nothing is opened later. */
void tn_charset_prepare(struct tn_charset *c, enum tnorm_input input);

void tn_charset_free(struct tn_charset *c);

/* A text or document begins, that goes to `next` as UTF-8; `bare`: `next` cleans parts of it only. */
void tn_charset_start(struct tnorm *t, const struct tn_document_head *head, tn_charset_next *next, bool bare);

/* It is a piece of one that is known to be in UTF-8. */
void tn_charset_start_inside(struct tnorm *t);

/* Does it go on as it comes? */
bool tn_charset_passes(const struct tnorm *t);

/* It goes on. */
void tn_charset_feed(struct tnorm *t, const unsigned char *bytes, size_t length);

/* It has ended: all of it has gone on. */
void tn_charset_end(struct tnorm *t);

/* If the stages behind failed for a byte that is not UTF-8: where in the input that was. */
void tn_charset_locate_error(struct tnorm *t);

/* The standard's name of the encoding of the document at hand, as "windows-1252". */
const char *tn_charset_name(const struct tnorm *t);

#endif
