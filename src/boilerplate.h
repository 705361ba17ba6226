/* boilerplate.h - is a line a phrase that is left out?  Inline, as every line is asked (commit.c, feed.c), and every
 * string and field (jsonl.c, tsv.c). */
#ifndef TN_BOILERPLATE_H
#define TN_BOILERPLATE_H

#include "phrases.h"
#include "starts.h"
#include "state.h"

/* Are lines asked at all? */
static inline bool tn_asks_for_phrases(const struct tnorm *t)
{
    enum tnorm_boilerplate level = t->options.boilerplate;
    return level != TNORM_BOILERPLATE_OFF && !(t->rows && level == TNORM_BOILERPLATE_DEFAULT);
}

/* Are phrases left out of the text at hand, and could that be one?  By far the most is none. */
static inline bool tn_may_be_boilerplate(const struct tnorm *t, const unsigned char *text, size_t length)
{
    return tn_asks_for_phrases(t) && tn_phrase_may_start(text, length);
}

/* Is the line at hand one, of which `s`, all or a part, is about to leave?  In a listing of a page none is: it keeps its lines. */
static inline bool tn_is_boilerplate(struct tnorm *t, const struct tn_stretch *s)
{
    if (!s->first || !s->last || !tn_may_be_boilerplate(t, t->line.text, t->line.length)) return false;
    if (t->html && t->page.formatted) return false;
    t->line.text[t->line.length] = 0;
    return tn_is_phrase(t->line.text, t->line.length);
}

#endif
