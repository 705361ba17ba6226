/* html_text.c - what is different about text if it stands in a page: white space, and what a `<` or `>` can be. */
#include <string.h>

#include "html.h"
#include "rules.h"
#include "state.h"
#include "utf8.h"

enum { TAB_STOP = 8 };

bool tn_html_is_literal(const struct tnorm *t)
{
    static const char after[] = {' ', '\t', '\n', '\f', '\r', '/', '>'}; /* 13.2.5.11, 14 */
    const struct tn_html *h = &t->page;
    const struct tn_window *w = &t->window;
    const unsigned char *p = tn_window_cur(w);
    if (w->cur < w->made) return true; /* a reference made it, or it was seen before */
    if (h->content == TN_HTML_DATA)    /* 13.2.5.6 */
        return !tn_is_ascii_letter(p[1]) && p[1] != '/' && p[1] != '!' && p[1] != '?';
    if (h->content >= TN_HTML_CDATA || p[1] != '/') return true;
    size_t length = strlen((const char *)h->raw), left = w->end - w->cur;
    if (left < length + 3 || !tn_html_is_raw(h, p + 2, length)) return true;
    return memchr(after, p[length + 2], sizeof after) == NULL;
}

bool tn_html_ends_cdata(struct tnorm *t)
{
    struct tn_html *h = &t->page;
    const struct tn_line *line = &t->line;
    size_t n = line->length;
    if (h->content != TN_HTML_CDATA || n < 2 || line->text[n - 1] != ']' || line->text[n - 2] != ']')
        return false;
    h->content = TN_HTML_DATA;
    tn_replace(t, 2, 1, h->name, 0, TN_MARKUP);
    return true;
}

bool tn_html_skips_feed(struct tnorm *t)
{
    const struct tn_window *w = &t->window;
    const unsigned char *p = tn_window_cur(w);
    size_t left = w->end - w->cur;
    if (*p == '\r' && left == 1 && !t->final) {
        t->need = 2;
        return true;
    }
    size_t n = *p == '\n' ? 1 : *p != '\r' ? 0 : p[1] == '\n' ? 2 : 1;
    t->page.skip_feed = false;
    if (n > 0) tn_drop(t, n, TN_MARKUP);
    return n > 0;
}

/* Columns of the line up to its end, a code point each. */
static size_t column(struct tnorm *t)
{
    struct tn_html *h = &t->page;
    const struct tn_line *line = &t->line;
    if (h->tab_at > line->length || line->length == 0) h->tab_at = h->tab_column = 0;
    for (; h->tab_at < line->length; h->tab_at++) h->tab_column += (line->text[h->tab_at] & 0xC0) != 0x80;
    return h->tab_column;
}

/* Spaces, or a tab, that stay. */
static void keep_white(struct tnorm *t)
{
    static const unsigned char blanks[TAB_STOP] = "        ";
    const unsigned char *p = tn_window_cur(&t->window);
    size_t n = 0;
    while (p[n] == ' ') n++;
    if (n > 0)
        tn_keep(t, n);
    else
        tn_replace(t, 0, 1, blanks, TAB_STOP - column(t) % TAB_STOP, TN_SPACE);
}

void tn_html_white(struct tnorm *t)
{
    const unsigned char *p = tn_window_cur(&t->window);
    size_t n = 0;
    if (t->page.formatted) {
        keep_white(t);
        return;
    }
    while (p[n] == ' ' || p[n] == '\t' || p[n] == '\n' || p[n] == '\r' || p[n] == '\f') n++;
    tn_squeeze(t, n);
}

size_t tn_html_link_bytes(struct tnorm *t)
{
    struct tn_html *h = &t->page;
    size_t bytes = h->link_bytes;
    if (h->links > 0 && t->line.length > h->link_at) bytes += t->line.length - h->link_at;
    h->link_bytes = h->link_at = 0;
    return bytes;
}

struct tn_html_place tn_html_text_place(const struct tnorm *t)
{
    const struct tn_html *h = &t->page;
    return h->depth > 0 ? h->open[h->depth - 1].place : (struct tn_html_place){0};
}

bool tn_html_is_white(const struct tnorm *t)
{
    unsigned char c = *tn_window_cur(&t->window);
    if (!t->html) return false;
    return c == ' ' || c == '\t' || (!t->page.formatted && (c == '\n' || c == '\r' || c == '\f'));
}

void tn_html_end(struct tnorm *t)
{
    if (tn_html_is_cut(&t->page)) t->account.unclosed++;
}
