/* document.h - one document out of its container: bytes of text or of HTML, in an encoding that the container or the
 * document itself names. */
#ifndef TN_DOCUMENT_H
#define TN_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

struct tnorm;

struct tn_document_head {
    bool html;   /* it is HTML, not plain text */
    bool detect; /* its encoding is guessed if nothing names it */
    const char
        *charset; /* the label that its container declares, or NULL; not used after tn_document_start() */
};

/* A document begins; counts go on. */
void tn_document_start(struct tnorm *t, const struct tn_document_head *head);

/* Its bytes go on. */
void tn_document_feed(struct tnorm *t, const unsigned char *bytes, size_t length);

/* It has ended: all that is clean of it is written. */
void tn_document_end(struct tnorm *t);

/* The encoding that it is read in, lower-case: known once some of it is written, or it has ended. */
const char *tn_document_charset(const struct tnorm *t);

#endif
