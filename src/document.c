#include "document.h"

#include "charset.h"
#include "state.h"
#include "text.h"

void tn_document_start(struct tnorm *t, const struct tn_document_head *head)
{
    tn_charset_start(t, head, tn_text_feed, false);
    tn_text_start(t, head->html);
}

void tn_document_feed(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    if (length > 0) t->fed = true; /* be it a byte-order mark only */
    tn_charset_feed(t, bytes, length);
}

void tn_document_end(struct tnorm *t)
{
    tn_charset_end(t);
    tn_text_end(t);
    tn_charset_locate_error(t);
}
