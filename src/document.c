#include "document.h"

#include "state.h"
#include "text.h"

void tn_document_start(struct tnorm *t, const struct tn_document_head *head) { tn_text_start(t, head->html); }

void tn_document_feed(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    tn_text_feed(t, bytes, length);
}

void tn_document_end(struct tnorm *t) { tn_text_end(t); }

const char *tn_document_charset(const struct tnorm *t)
{
    switch (t->utf16.order) {
    case TN_UTF16_LITTLE: return "utf-16le";
    case TN_UTF16_BIG: return "utf-16be";
    case TN_UTF16_UNKNOWN:
    case TN_UTF16_NONE: break;
    }
    return "utf-8";
}
