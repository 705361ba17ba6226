#include "html_stack.h"

#include "html.h"
#include "state.h"

/* Traits of an element that another one's start may end. */
enum {
    TABLE_PARTS = TN_HTML_CELL_OF | TN_HTML_ROW | TN_HTML_ROWS,
    ENDED = TN_HTML_PARAGRAPH | TN_HTML_ITEM | TN_HTML_TERM | TN_HTML_OPTION | TN_HTML_HEADING | TABLE_PARTS
};

static struct tn_html_element *top(struct tn_html *h) { return h->depth > 0 ? &h->open[h->depth - 1] : NULL; }

bool tn_html_in_foreign(const struct tnorm *t)
{
    const struct tn_html *h = &t->page;
    return h->depth > 0 && h->open[h->depth - 1].foreign;
}

static uint16_t *count_of(struct tn_html *h, uint32_t name)
{
    return &h->open_counts[name % TN_HTML_OPEN_COUNTS];
}

/* White space counts no more. */
static void end_formatted(struct tnorm *t)
{
    tn_break(t, TN_BREAK_PARAGRAPH);
    t->page.formatted = 0;
    t->block.gap.blank = 0;
    t->keep = tn_kept_in(t, true);
}

/* Closes all elements but the lowest `depth`. */
static void close_to(struct tnorm *t, size_t depth)
{
    struct tn_html *h = &t->page;
    for (; h->depth > depth; h->depth--) {
        const struct tn_html_element *e = &h->open[h->depth - 1];
        --*count_of(h, e->name);
        if (e->link && --h->links == 0 && t->line.length > h->link_at)
            h->link_bytes += t->line.length - h->link_at;
        if (h->hidden == h->depth) h->hidden = 0;
        if (h->formatted == h->depth) end_formatted(t);
        if (!h->hidden && (e->traits & TN_HTML_KIND) == TN_MARKUP_BLOCK) tn_break(t, TN_BREAK_PARAGRAPH);
    }
}

bool tn_html_may_close_block(const struct tnorm *t)
{
    const struct tn_html *h = &t->page;
    return h->depth > 0 && (h->open[h->depth - 1].traits & TN_HTML_KIND) == TN_MARKUP_BLOCK;
}

/* Closes the last open element of the traits `members`, or with `all` of them the first, but for what stands behind one of
 * `barrier`. */
static void close_members(struct tnorm *t, uint32_t members, uint32_t barrier, bool all)
{
    struct tn_html *h = &t->page;
    size_t found = h->depth;
    if (h->depth == 0 || !(top(h)->below & members)) return;
    for (size_t i = h->depth; i > 0 && !(h->open[i - 1].traits & barrier); i--) {
        if (!(h->open[i - 1].traits & members)) continue;
        found = i - 1;
        if (!all) break;
    }
    close_to(t, found);
}

void tn_html_imply_end_tags(struct tnorm *t)
{
    struct tn_html *h = &t->page;
    uint32_t traits = h->tag.traits;
    if (traits & TN_HTML_BREAKOUT && tn_html_in_foreign(t)) { /* 13.2.6.5 */
        size_t depth = h->depth;
        while (depth > 0 && h->open[depth - 1].foreign) depth--;
        close_to(t, depth);
    }
    if (traits & TN_HTML_ITEM) close_members(t, TN_HTML_ITEM, TN_HTML_LIST | TN_HTML_SCOPE, false);
    if (traits & TN_HTML_TERM) close_members(t, TN_HTML_TERM, TN_HTML_LIST | TN_HTML_SCOPE, false);
    if (traits & TN_HTML_CLOSES_P) close_members(t, TN_HTML_PARAGRAPH, TN_HTML_SCOPE, false);
    if (traits & TN_HTML_CELL_OF) close_members(t, TN_HTML_CELL_OF, TN_HTML_TABLE | TN_HTML_ROW, false);
    if (traits & TN_HTML_ROW) close_members(t, TN_HTML_CELL_OF | TN_HTML_ROW, TN_HTML_TABLE, true);
    if (traits & TN_HTML_ROWS) close_members(t, TABLE_PARTS, TN_HTML_TABLE, true);
    const struct tn_html_element *last = top(h);
    if (last && traits & last->traits & (TN_HTML_OPTION | TN_HTML_HEADING)) close_to(t, h->depth - 1);
}

void tn_html_push(struct tnorm *t)
{
    struct tn_html *h = &t->page;
    const struct tn_html_tag *tag = &h->tag;
    if (h->depth == TN_HTML_DEPTH) {
        h->beyond++;
        return;
    }
    bool foreign = tn_html_in_foreign(t);
    uint32_t below = h->depth > 0 ? top(h)->below : 0;
    struct tn_html_element *e = &h->open[h->depth++];
    e->name = tag->name;
    e->traits = tag->traits;
    e->below = below | (tag->traits & ENDED);
    struct tn_html_place inside = h->depth > 1 ? h->open[h->depth - 2].place : (struct tn_html_place){0};
    e->place.place = tag->place.place ? tag->place.place : inside.place;
    e->place.around = tag->place.around | inside.around;
    e->link = tag->link;
    if (e->link && h->links++ == 0) h->link_at = t->line.length;
    e->alien = tag->traits & TN_HTML_FOREIGN || foreign;
    e->foreign = tag->traits & TN_HTML_FOREIGN ? true : foreign && !(tag->traits & TN_HTML_NATIVE);
    ++*count_of(h, tag->name);
}

void tn_html_close(struct tnorm *t)
{
    struct tn_html *h = &t->page;
    const struct tn_html_tag *tag = &h->tag;
    uint32_t heading = tag->traits & TN_HTML_HEADING;
    uint32_t barrier = tag->traits & (TABLE_PARTS | TN_HTML_TABLE) ? TN_HTML_TABLE
                       : tag->traits & TN_HTML_SPECIAL             ? TN_HTML_SCOPE
                                                                   : TN_HTML_SPECIAL;
    if (h->beyond > 0) {
        h->beyond--;
        return;
    }
    bool any = *count_of(h, tag->name) > 0 || (heading && h->depth > 0 && top(h)->below & heading);
    for (size_t i = h->depth; any && i > 0; i--) {
        const struct tn_html_element *e = &h->open[i - 1];
        if (e->name == tag->name || e->traits & heading) {
            close_to(t, i - 1);
            return;
        }
        if (e->traits & barrier) return;
    }
}
