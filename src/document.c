#include "document.h"

#include "state.h"
#include "text.h"

void tn_document_start(struct tnorm *t, const struct tn_document_head *head) { tn_text_start(t, head->html); }

void tn_document_feed(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    tn_text_feed(t, bytes, length);
}

void tn_document_end(struct tnorm *t) { tn_text_end(t); }
