/* html_ruby.c - readings: a browser shows what `rt` holds above the text before it, and older ones in the parentheses that `rp`
 * has for them (4.5.12).  Where a page has none, they come here: a reading without them would look like a part of the word. */
#include "html_ruby.h"

#include "rules.h"
#include "state.h"

void tn_html_begin_reading(struct tnorm *t)
{
    struct tn_html *h = &t->page;
    if (h->hidden || h->beyond > 0 || t->line.length == 0 || h->open[h->depth - 1].has_rp) return;
    h->open[h->depth].bracketed = true;
    h->tag.opens_reading = true;
}

void tn_html_end_reading(struct tnorm *t)
{
    const struct tn_line *line = &t->line;
    size_t end = line->length;
    if (end == 0) return; /* its line has ended */
    if (line->text[end - 1] == ' ') end--;
    if (end > tn_html_last(&t->page)->at &&
        line->text[end - 1] == '(') /* it is empty: letters that need none */
        tn_account_removed(&t->account, TN_MARKUP, tn_cut(t, line->length - end + 1));
    else if (t->page.tag.ended_readings < TN_HTML_READINGS)
        t->page.tag.ended_readings++;
}

void tn_html_put_brackets(struct tnorm *t)
{
    const struct tn_html_tag *tag = &t->page.tag;
    unsigned char text[TN_HTML_READINGS + 1];
    size_t length = 0;
    while (length < tag->ended_readings) text[length++] = ')';
    if (tag->opens_reading) text[length++] = '(';
    if (length == 0) return;
    tn_window_put_back(&t->window, text, length, TN_MARKUP);
}
