/* report.c - what the caller is told beside the clean text: why cleaning has stopped, and what was left out. */
#include "state.h"

void tn_fail(struct tnorm *t, enum tnorm_error error, uint64_t offset)
{
    if (t->error) return;
    t->error = error;
    t->error_charset = "UTF-8";
    t->error_offset = t->text_origin + (t->inner ? 0 : offset);
}

void tn_report(struct tnorm *t, const struct tnorm_reject *reject, uint64_t offset)
{
    const struct tnorm_options *o = &t->options;
    if (o->rejects && o->rejects(o->rejects_context, reject) != 0) tn_fail(t, TNORM_ERROR_SINK, offset);
}
