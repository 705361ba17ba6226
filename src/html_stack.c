#include "html_stack.h"

#include "html.h"
#include "hash.h"
#include "html_ruby.h"
#include "state.h"

/* Traits of an element that another one's start may end, not only if it is the last one. */
enum {
    TABLE_PARTS = TN_HTML_CELL_OF | TN_HTML_ROW | TN_HTML_ROWS,
    ITEMS = TN_HTML_ITEM | TN_HTML_TERM,
    CLOSABLE = TN_HTML_PARAGRAPH | ITEMS | TABLE_PARTS
};

static uint16_t *bucket(struct tn_html *h, uint32_t name) { return &h->last_open[name % TN_HTML_BUCKETS]; }

/* White space counts no more. */
static void end_formatted(struct tnorm *t)
{
    tn_break(t, TN_BREAK_PARAGRAPH);
    t->page.formatted = 0;
    t->block.gap.blank = 0;
    t->keep = tn_kept_in(t, true);
}

/* The element that is open at last ends, which is math that was seen or has some in it: what it is a part of has some, too; of
 * elements in each other only those of the same name, as KaTeX has them. */
static void pass_on_formula(struct tnorm *t)
{
    struct tn_html *h = &t->page;
    const struct tn_html_element *e = tn_html_last(h);
    struct tn_html_element *outer = &h->open[h->depth - 1];
    bool seen = !h->hidden && (!e->alien || t->line.length > e->at);
    bool inner = h->depth > 1 && outer->kind == TN_MARKUP_INLINE;
    if (seen && inner && (e->alien || outer->name == e->name)) outer->formula = true;
}

static void end_link(struct tnorm *t)
{
    struct tn_html *h = &t->page;
    h->link_bytes = tn_html_link_bytes(t);
    h->links--;
    h->link_at = t->line.length;
}

/* Closes all elements but the lowest `depth`, and of these the last ones that have ended already. */
static void close_to(struct tnorm *t, size_t depth)
{
    struct tn_html *h = &t->page;
    for (; h->depth > depth || tn_html_last(h)->ended; h->depth--) {
        const struct tn_html_element *e = tn_html_last(h);
        if (!e->ended) *bucket(h, e->name) = e->previous;
        if (e->formula) pass_on_formula(t);
        if (e->bracketed) tn_html_end_reading(t);
        if (e->link) end_link(t);
        if (h->hidden == h->depth) h->hidden = 0;
        if (h->formatted == h->depth) end_formatted(t);
        if (!h->hidden && e->kind == TN_MARKUP_BLOCK)
            tn_break(t, TN_BREAK_PARAGRAPH);
        else if (!h->hidden && e->place.around & ~e[-1].place.around & TN_AROUND_HIDDEN)
            tn_break(t, TN_BREAK_LINE); /* what is weighed as hidden shares no line with what is not */
    }
}

/* Closes the last element of the traits `members` that can be reached, or with `all` of them the first. */
static void close_members(struct tnorm *t, uint32_t members, bool all)
{
    struct tn_html *h = &t->page;
    size_t found = 0;
    for (size_t i = h->depth; h->open[i].closable & members; i--) {
        if (!(h->open[i].traits & members)) continue;
        found = i;
        if (!all) break;
    }
    if (found > 0) close_to(t, found - 1);
}

/* An element of these traits ends what can be ended by its start at all. */
static void end_members(struct tnorm *t, uint32_t traits)
{
    if (traits & TN_HTML_ITEM) close_members(t, TN_HTML_ITEM, false);
    if (traits & TN_HTML_TERM) close_members(t, TN_HTML_TERM, false);
    if (traits & TN_HTML_CLOSES_P) close_members(t, TN_HTML_PARAGRAPH, false);
    if (traits & TN_HTML_CELL_OF) close_members(t, TN_HTML_CELL_OF, false);
    if (traits & TN_HTML_ROW) close_members(t, TN_HTML_CELL_OF | TN_HTML_ROW, true);
    if (traits & TN_HTML_ROWS) close_members(t, TABLE_PARTS, true);
}

/* Closes what is SVG or MathML, up to the next element whose content is HTML (13.2.6.5). */
static void break_out(struct tnorm *t)
{
    const struct tn_html *h = &t->page;
    size_t depth = h->depth;
    while (h->open[depth].foreign) depth--;
    close_to(t, depth);
}

/* The last element of that name that is not below `least`; 0: there is none. */
static size_t find_open(struct tn_html *h, uint32_t name, size_t least)
{
    size_t at = *bucket(h, name);
    while (at > 0 && at >= least && h->open[at].name != name) at = h->open[at].previous;
    return at >= least ? at : 0;
}

/* open[at] ends, though what stands in it does not. */
static void take_out(struct tnorm *t, size_t at)
{
    struct tn_html *h = &t->page;
    struct tn_html_element *e = &h->open[at];
    uint16_t *leads_to = bucket(h, e->name);
    if (e->ended) return;
    while (*leads_to != at) leads_to = &h->open[*leads_to].previous;
    *leads_to = e->previous;
    e->ended = true;
    e->hides = false;
    if (e->link) {
        e->link = false;
        end_link(t);
    }
    if (h->hidden != at) return;
    while (++at <= h->depth && !h->open[at].hides) continue;
    h->hidden = at <= h->depth ? at : 0;
}

/* The last element that end tags do not reach out of (13.2.4.2, "in scope"). */
static size_t last_scope(const struct tn_html *h)
{
    size_t at = tn_html_last(h)->last[TN_HTML_LAST_SCOPE];
    while (h->open[at].traits & TN_HTML_BUTTON) at = h->open[at - 1].last[TN_HTML_LAST_SCOPE];
    return at;
}

/* 13.2.6.4.7, the adoption agency algorithm, as far as it goes without copies of elements: of `name` the last formatting
 * element that is open ends.  Blocks in it stay open, outside of it, with the formatting elements between. */
static void end_formatting(struct tnorm *t, uint32_t name)
{
    struct tn_html *h = &t->page;
    const uint16_t *last = tn_html_last(h)->last;
    size_t at = find_open(h, name, last_scope(h));
    if (at == 0) return;
    if (at > last[TN_HTML_LAST_SPECIAL]) {
        close_to(t, at - 1);
        return;
    }
    take_out(t, at);
    while (!(h->open[++at].traits & TN_HTML_SPECIAL))
        if (!(h->open[at].traits & TN_HTML_FORMATTING)) take_out(t, at);
}

/* The last element of that name ends, if there is one in scope. */
static void end_last(struct tnorm *t, uint32_t name)
{
    size_t at = find_open(&t->page, name, last_scope(&t->page));
    if (at > 0) close_to(t, at - 1);
}

void tn_html_imply_end_tags(struct tnorm *t)
{
    struct tn_html *h = &t->page;
    uint32_t traits = h->tag.traits;
    if (traits & TN_HTML_BREAKOUT && tn_html_last(h)->foreign) break_out(t);
    if (h->tag.anchor && h->beyond == 0 && !tn_html_last(h)->foreign) end_formatting(t, h->tag.name);
    if (traits & (TN_HTML_CLOSES_P | CLOSABLE) && tn_html_last(h)->closable) end_members(t, traits);
    if (traits & TN_HTML_BUTTON) end_last(t, h->tag.name);
    if (traits & tn_html_last(h)->traits & (TN_HTML_OPTION | TN_HTML_HEADING | TN_HTML_RUBY))
        close_to(t, h->depth - 1);
}

/* What the start of another element may end where one of these traits stands in such ones. */
static uint32_t closable(uint32_t traits, uint32_t below)
{
    if (traits & TN_HTML_SCOPE) below &= ~(uint32_t)(TN_HTML_PARAGRAPH | ITEMS);
    if (traits & TN_HTML_LIST) below &= ~(uint32_t)ITEMS;
    if (traits & TN_HTML_TABLE) below &= ~(uint32_t)TABLE_PARTS;
    if (traits & TN_HTML_ROW) below &= ~(uint32_t)TN_HTML_CELL_OF;
    return below | (traits & CLOSABLE);
}

/* Where the element of the tag at hand stands in the page; by its path, as far as that is told by blocks and the like. */
static struct tn_html_place place_in(const struct tn_html_place *outer, const struct tn_html_tag *tag)
{
    struct tn_html_place place = tag->place;
    bool attributes = place.place == TN_PLACE_FOOTER && outer->place == TN_PLACE_QUOTE;
    if (attributes) { /* 4.4.4: the footer of a quotation says whose it is */
        place.place = TN_PLACE_QUOTE;
        place.around &= ~(uint32_t)TN_AROUND_FOOTER;
    }
    bool counts = place.place || tag->kind == TN_MARKUP_BLOCK;
    place.path = counts ? (outer->path * 31 + (tag->name ^ tag->classes)) * TN_HASH_PRIME : outer->path;
    place.outer_path = counts ? outer->path : outer->outer_path;
    if (!place.place) place.place = outer->place;
    /* 4.4.14: what stands in `main` is the page's own content, whatever the names of what it is a part of, such as `nav-wrap` */
    bool main = place.around & TN_AROUND_MAIN;
    place.around |= main ? outer->around & ~(uint32_t)TN_AROUND_WORDS : outer->around;
    return place;
}

void tn_html_push(struct tnorm *t, bool hides)
{
    struct tn_html *h = &t->page;
    const struct tn_html_tag *tag = &h->tag;
    const uint32_t traits = tag->traits;
    if (h->depth == TN_HTML_DEPTH) {
        h->beyond++;
        return;
    }
    const struct tn_html_element outer = *tn_html_last(h);
    const uint16_t at = (uint16_t)++h->depth;
    const bool alien = traits & TN_HTML_FOREIGN || outer.foreign;
    h->open[at] = (struct tn_html_element){
        .name = tag->name,
        .kind = tag->kind,
        .traits = traits,
        .closable = closable(traits, outer.closable),
        .previous = *bucket(h, tag->name),
        .at = (uint16_t)t->line.length,
        .lines = h->lines,
        .last = {[TN_HTML_LAST_SPECIAL] = traits & TN_HTML_SPECIAL ? at : outer.last[TN_HTML_LAST_SPECIAL],
                 [TN_HTML_LAST_SCOPE] = traits & TN_HTML_SCOPE ? at : outer.last[TN_HTML_LAST_SCOPE],
                 [TN_HTML_LAST_TABLE] = traits & TN_HTML_TABLE ? at : outer.last[TN_HTML_LAST_TABLE],
                 [TN_HTML_LAST_HEADING] = traits & TN_HTML_HEADING ? at : outer.last[TN_HTML_LAST_HEADING],
                 [TN_HTML_LAST_CELL] = traits & TN_HTML_CELL_OF ? at
                                       : traits & TN_HTML_TABLE ? 0
                                                                : outer.last[TN_HTML_LAST_CELL],
                 [TN_HTML_LAST_OF_HTML] = alien ? outer.last[TN_HTML_LAST_OF_HTML] : at},
        .place = place_in(&outer.place, tag),
        .link = tag->link,
        .foreign = alien && !(traits & TN_HTML_NATIVE),
        .alien = alien,
        .hides = hides,
        .lined = tag->style.white ? tag->style.white == TN_HTML_LINED : outer.lined,
        .spreads = tag->style.spreads,
        .apart = tag->apart,
        .formula = tag->math};
    if (tag->kind != TN_MARKUP_INLINE) h->open[at - 1].parted = true;
    if (traits & TN_HTML_RUBY && !(traits & TN_HTML_READING)) h->open[at - 1].has_rp = true;
    if (hides && !h->hidden) h->hidden = at;
    *bucket(h, tag->name) = at;
    if (tag->link && h->links++ == 0) h->link_at = t->line.length;
}

/* The lowest element that the end tag at hand can close: it does not reach beyond the last one of a kind. */
static size_t lowest(const struct tn_html *h)
{
    const uint32_t traits = h->tag.traits;
    const uint16_t *last = tn_html_last(h)->last;
    if (traits & TN_HTML_ENDS_ALL) return 1;
    if (traits & (TABLE_PARTS | TN_HTML_TABLE)) return last[TN_HTML_LAST_TABLE];
    if (traits & TN_HTML_PARAGRAPH) return last[TN_HTML_LAST_SCOPE]; /* "in button scope" */
    return traits & TN_HTML_SPECIAL ? last_scope(h) : last[TN_HTML_LAST_SPECIAL];
}

/* 13.2.6.5, "any other end tag": those of SVG and MathML reach down to the HTML that these stand in.  0: there is none. */
static size_t find_foreign(struct tn_html *h)
{
    const struct tn_html_element *last = tn_html_last(h);
    return last->alien ? find_open(h, h->tag.name, last->last[TN_HTML_LAST_OF_HTML] + 1u) : 0;
}

void tn_html_close(struct tnorm *t)
{
    struct tn_html *h = &t->page;
    const struct tn_html_tag *tag = &h->tag;
    if (h->beyond > 0) {
        h->beyond--;
        return;
    }
    bool breaks_out = tag->traits & TN_HTML_PARAGRAPH || tag->kind == TN_MARKUP_BREAK;
    if (breaks_out && tn_html_last(h)->foreign) break_out(t);
    size_t at = find_foreign(h);
    if (at == 0 && tag->traits & TN_HTML_FORMATTING) {
        end_formatting(t, tag->name);
        return;
    }
    if (at == 0) {
        size_t least = lowest(h);
        at = tag->traits & TN_HTML_HEADING ? tn_html_last(h)->last[TN_HTML_LAST_HEADING]
                                           : find_open(h, tag->name, least);
        if (at < least) return;
    }
    if (at > 0) close_to(t, at - 1);
}
