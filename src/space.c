/* space.c - the rules for white space that parts words. */
#include "rules.h"
#include "state.h"

static const unsigned char BLANK[] = " ";

/* A run may come in several tokens: so of one whose first character is replaced, the others go like those of any other,
 * and each is counted. */
void tn_squeeze(struct tnorm *t, size_t n)
{
    const struct tn_line *line = &t->line;
    uint64_t *count = &t->account.cause[TN_SPACE].count;
    const unsigned char *p = tn_window_cur(&t->window);
    bool wide = *p >= 0x80;
    if (line->length == 0 || line->text[line->length - 1] == ' ') {
        *count += wide ? 1 : n;
        tn_drop(t, n, TN_SPACE);
    } else if (*p == ' ') {
        tn_keep(t, 1);
        *count += n - 1;
        if (n > 1) tn_drop(t, n - 1, TN_SPACE);
    } else if (tn_takes_blanks(t, 1)) {
        ++*count;
        tn_replace_by_blanks(t, wide ? n : 1, 1);
    } else {
        tn_replace(t, 0, wide ? n : 1, BLANK, 1, TN_SPACE);
    }
}

void tn_rule_space(struct tnorm *t, size_t n)
{
    const unsigned char *p = tn_window_cur(&t->window);
    if (tn_html_is_white(t)) {
        tn_html_white(t);
        return;
    }
    if (t->html && t->page.formatted) {
        tn_replace(t, 0, n, BLANK, 1, TN_SPACE);
        return;
    }
    if (!tn_keeps(t, TNORM_KEEP_SPACE)) {
        if (t->line.length == 0) t->indent += n;
        tn_squeeze(t, n);
        return;
    }
    size_t kept = 0;
    while (kept < n && p[kept] != '\t') kept++;
    if (*p >= 0x80)
        tn_rule_normalize(t, n);
    else if (kept > 0)
        tn_keep(t, kept);
    else
        tn_replace(t, 0, 1, BLANK, 1, TN_SPACE); /* a tab is a control */
}
