/* head.h - the head of a WARC record or of an HTTP response: gathered line by line, then read field by field.
 * Called by warc.c, record.c and http.c. */
#ifndef TN_HEAD_H
#define TN_HEAD_H

#include <stdbool.h>
#include <stddef.h>

#include "head_lex.h"

enum { TN_HEAD_LONGEST = 64 * 1024 }; /* bytes */

enum tn_head_state {
    TN_HEAD_MORE,  /* the last line is not whole */
    TN_HEAD_BEGUN, /* a line has just ended */
    TN_HEAD_WHOLE, /* that was the empty line which ends it */
    TN_HEAD_LONG   /* it is too long */
};

struct tn_head {
    size_t length;
    size_t line; /* where the last line begins */
    unsigned char bytes[TN_HEAD_LONGEST + 1];
};

struct tn_head_field {
    enum tn_field name;
    const unsigned char *value; /* without white space around it, in one line, NUL behind it */
    size_t length;
};

void tn_head_reset(struct tn_head *head);

/* Takes bytes up to the end of a line; returns how many. */
size_t tn_head_take(struct tn_head *head, const unsigned char *bytes, size_t length,
                    enum tn_head_state *state);

/* All but the last line goes: that begins another head. */
void tn_head_restart(struct tn_head *head);

/* No more of it will come: makes it ready to be read; returns its fields, behind its first line. */
unsigned char *tn_head_fields(struct tn_head *head);

/* The next field at *at, which is moved behind it; false if there is none.  Written over are the bytes of the head
 * before *at only. */
bool tn_head_next(unsigned char **at, struct tn_head_field *field);

#endif
