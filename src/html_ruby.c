/* html_ruby.c - readings: a browser shows what `rt` holds above the text before it, and older ones in the parentheses that `rp`
 * has for them (4.5.12).  Where a page has none, they come here: a reading without them would look like a part of the word. */
#include <utf8proc.h>

#include "html_ruby.h"
#include "rules.h"
#include "state.h"
#include "utf8.h"

/* Does the line end in a bracket that opens something, as that of `rp`? */
static bool ends_in_bracket(const struct tn_line *line)
{
    size_t end = line->length, length;
    if (end > 0 && line->text[end - 1] == ' ') end--;
    if (end == 0) return false;
    uint32_t last = tn_utf8_before(line->text, end, &length);
    return utf8proc_category((utf8proc_int32_t)last) == UTF8PROC_CATEGORY_PS;
}

static void put(struct tnorm *t, unsigned char bracket)
{
    (void)tn_replace_at_once(t, 0, 0, &bracket, 1, TN_MARKUP);
}

void tn_html_begin_reading(struct tnorm *t)
{
    struct tn_html *h = &t->page;
    if (h->hidden || h->beyond > 0 || t->line.length == 0 || ends_in_bracket(&t->line)) return;
    h->open[h->depth].bracketed = true;
    put(t, '(');
}

void tn_html_end_reading(struct tnorm *t)
{
    const struct tn_line *line = &t->line;
    size_t at = tn_html_last(&t->page)->at;
    if (line->length <= at || line->text[at] != '(') return; /* its line has ended */
    if (line->length == at + 1) /* it is empty, as beside letters that need none */
        tn_replace(t, 1, 0, line->text, 0, TN_MARKUP);
    else
        put(t, ')');
}
