/* boilerplate.h - is a line a phrase that is left out?  It is here, as every line is asked. */
#ifndef TN_BOILERPLATE_H
#define TN_BOILERPLATE_H

#include "phrases.h"
#include "starts.h"
#include "state.h"

/* Is the line at hand, all or a part of which is about to leave? */
static inline bool tn_is_boilerplate(struct tnorm *t, const struct tn_stretch *s)
{
    bool rows = t->rows;
    enum tnorm_boilerplate level = t->options.boilerplate;
    if (level == TNORM_BOILERPLATE_OFF || (rows && level == TNORM_BOILERPLATE_DEFAULT)) return false;
    if (!s->first || !s->last || !may_start(t->line.text, t->line.length)) return false;
    t->line.text[t->line.length] = 0;
    return tn_is_phrase(t->line.text, t->line.length);
}

#endif
