/* html_text.c - what is different about text if it stands in a page: white space, and what a `<` or `>` can be. */
#include <string.h>

#include "html.h"
#include "rules.h"
#include "state.h"
#include "utf8.h"

enum { TAB_STOP = 8 };

/* Is the `<` at hand, in text that only an end tag ends, that end tag's? */
static bool begins_end_tag(const struct tnorm *t)
{
    static const char after[] = {' ', '\t', '\n', '\f', '\r', '/', '>'}; /* 13.2.5.11, 14 */
    const struct tn_html *h = &t->page;
    const struct tn_window *w = &t->window;
    const unsigned char *p = tn_window_cur(w);
    if (h->content >= TN_HTML_CDATA || p[1] != '/') return false;
    size_t length = strlen((const char *)h->raw), left = w->end - w->cur;
    if (left < length + 3 || !tn_html_is_raw(h, p + 2, length)) return false;
    return memchr(after, p[length + 2], sizeof after) != NULL;
}

void tn_html_less(struct tnorm *t)
{
    const struct tn_window *w = &t->window;
    const unsigned char *p = tn_window_cur(w);
    size_t run = 1;
    if (w->cur < w->made) { /* a reference made it, or it was seen before */
        tn_keep(t, 1);
        return;
    }
    while (p[run] == '<') run++;
    if (run > 1) /* but for the last of them, which nothing is known of yet */
        tn_keep(t, run - 1);
    else if (t->page.content == TN_HTML_DATA || begins_end_tag(t))
        tn_html_begin(t);
    else
        tn_keep(t, 1);
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

/* Columns of the line up to its end, a code point each; of a line whose beginning has left, those of the rest. */
static size_t column(struct tn_line *line)
{
    for (; line->columns_end < line->length; line->columns_end++)
        line->columns += !tn_utf8_is_continuation(line->text[line->columns_end]);
    return line->columns;
}

/* Tabs are spaces up to their stops: all that are at hand, but for the first of a line and where a line gets too long. */
static void expand_tabs(struct tnorm *t)
{
    static const unsigned char blanks[TAB_STOP] = "        ";
    struct tn_line *line = &t->line;
    const unsigned char *p = tn_window_cur(&t->window);
    size_t first = TAB_STOP - column(line) % TAB_STOP, all = first, n = 1;
    if (line->length == 0 || !tn_takes_blanks(t, all)) {
        tn_replace(t, 0, 1, blanks, first, TN_SPACE);
        return;
    }
    for (; p[n] == '\t' && tn_takes_blanks(t, all + TAB_STOP); n++) all += TAB_STOP;
    tn_replace_by_blanks(t, n, all);
    t->account.cause[TN_SPACE].count += n;
    line->columns_end = line->length;
    line->columns += all;
}

/* Spaces, or tabs, that stay. */
static void keep_white(struct tnorm *t)
{
    const unsigned char *p = tn_window_cur(&t->window);
    size_t n = 0;
    while (p[n] == ' ') n++;
    if (n > 0)
        tn_keep(t, n);
    else
        expand_tabs(t);
}

/* White space, a bit for each character up to the space. */
#define BLANKS (UINT64_C(1) << ' ' | UINT64_C(1) << '\t')
#define LINE_ENDS (UINT64_C(1) << '\n' | UINT64_C(1) << '\r' | UINT64_C(1) << '\f')

/* Are line ends what they are in plain text? */
static bool keeps_lines(const struct tnorm *t) { return t->page.formatted || tn_html_last(&t->page)->lined; }

/* What is white space in the text at hand. */
static uint64_t white(const struct tnorm *t) { return keeps_lines(t) ? BLANKS : BLANKS | LINE_ENDS; }

static bool is_one_of(unsigned char c, uint64_t set) { return c <= ' ' && set >> c & 1; }

void tn_html_white(struct tnorm *t)
{
    const unsigned char *p = tn_window_cur(&t->window);
    size_t n = 0;
    if (t->page.formatted) {
        keep_white(t);
        return;
    }
    const uint64_t set = white(t);
    while (is_one_of(p[n], set)) n++;
    tn_squeeze(t, n);
}

/* Does U+00A0 stand there, as in cells that are else empty? */
static bool is_no_break_space(const unsigned char *p)
{
    static const char *const blanks[] = {"\u00A0", "&nbsp", "&#160", "&#xa0", "&#xA0"};
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
        if (strncmp((const char *)p, blanks[i], strlen(blanks[i])) == 0) return true;
    return false;
}

bool tn_html_begins_line(struct tnorm *t)
{
    const struct tn_window *w = &t->window;
    const unsigned char *p = tn_window_cur(w);
    if (*p == '<' || w->again > w->cur || is_no_break_space(p)) return false;
    if (tn_html_is_white(t)) {
        tn_html_white(t);
        return true;
    }
    if (tn_may_reread(t) && tn_mojibake_reread(t)) return true;
    t->page.behind_block = false;
    tn_break(t, TN_BREAK_LINE);
    return false;
}

bool tn_html_tag_follows(struct tnorm *t)
{
    const struct tn_html *h = &t->page;
    const struct tn_window *w = &t->window;
    if (h->skip_feed || t->dense_until > 0 || t->line.mojibake == t->line.length || t->error) return false;
    if (w->cur < w->made) return false;
    if (*tn_window_cur(w) <= ' ' && tn_html_is_white(t)) tn_html_white(t);
    const unsigned char *p = tn_window_cur(w);
    bool at_hand = w->cur >= w->made && w->end - w->cur >= TN_RESERVE;
    return p[0] == '<' && p[1] != '<' && at_hand && h->content == TN_HTML_DATA;
}

size_t tn_html_link_bytes(const struct tnorm *t)
{
    const struct tn_html *h = &t->page;
    bool open = h->links > 0 && t->line.length > h->link_at;
    return h->link_bytes + (open ? t->line.length - h->link_at : 0);
}

void tn_html_end_line(struct tn_html *h)
{
    h->link_bytes = h->link_at = 0;
    h->lines++;
}

struct tn_html_place tn_html_text_place(const struct tnorm *t) { return tn_html_last(&t->page)->place; }

bool tn_html_is_white(const struct tnorm *t)
{
    return t->html && is_one_of(*tn_window_cur(&t->window), white(t));
}

void tn_html_end(struct tnorm *t)
{
    if (tn_html_is_cut(&t->page)) t->account.unclosed++;
}
