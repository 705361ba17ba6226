/* html.c - what a tag does: it is gathered (its attributes by html_attribute.c), and when it has ended it opens or closes an
 * element. */
#include "html.h"

#include <string.h>

#include "hash.h"
#include "html_ruby.h"
#include "html_stack.h"
#include "reference.h"
#include "residue.h"
#include "rules.h"
#include "state.h"
#include "utf8.h"

/* Letters in either case alike. */
static uint32_t hash_name(uint32_t hash, const unsigned char *name, size_t length)
{
    for (size_t i = 0; i < length; i++) hash = tn_hash_byte(hash, tn_ascii_lower(name[i]));
    return hash;
}

void tn_html_start(struct tnorm *t)
{
    struct tn_html *h = &t->page;
    h->state = TN_HTML_VISIBLE;
    h->content = TN_HTML_DATA;
    h->skip_feed = h->behind_block = false;
    h->hidden = h->formatted = h->depth = 0;
    h->links = h->link_at = h->link_bytes = 0;
    h->beyond = 0;
    h->page_kinds = h->lines = 0;
    tn_html_title_start(&h->title);
    h->in_title = false;
    h->open[0] = (struct tn_html_element){0};
    memset(h->last_open, 0, sizeof h->last_open);
}

enum tn_html_part tn_html_part(const struct tn_html *h) { return h->hidden ? TN_HTML_SKIP : TN_HTML_TEXT; }

bool tn_html_is_raw(const struct tn_html *h, const unsigned char *name, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (tn_ascii_lower(name[i]) != h->raw[i])
            return false; /* it is ended by a NUL, which no name holds */
    return h->raw[length] == 0;
}

bool tn_html_cdata(struct tn_html *h)
{
    bool alien = tn_html_last(h)->alien;
    if (alien && !h->hidden) h->content = TN_HTML_CDATA;
    return alien;
}

/* ---- what is no markup */

void tn_html_linked_type(struct tn_html *h, const unsigned char *token, size_t length)
{
    unsigned char type[TN_HTML_NAME + 1];
    size_t n = 0;
    for (const unsigned char *p = token + length - 1; p[-1] != '"'; p--) n++;
    memcpy(type, token + length - 1 - n, n);
    type[n] = 0;
    h->page_kinds |= tn_page_kind(type);
}

void tn_html_raw(struct tn_html *h, const unsigned char *text, size_t length)
{
    if (h->in_title) tn_html_title_add(&h->title, text, length);
}

/* ---- tags */

/* Is what is open at last a block, or hidden, so that a line may end with it? */
static bool may_close_block(const struct tn_html *h)
{
    const struct tn_html_element *e = tn_html_last(h);
    return e->kind == TN_MARKUP_BLOCK || e->place.around & TN_AROUND_HIDDEN;
}

/* Does a cell begin right here: has it had no text yet, and nothing that parts text? */
static bool begins_cell(const struct tnorm *t)
{
    const struct tn_html_element *e = tn_html_last(&t->page);
    const struct tn_line *line = &t->line;
    if (e->kind != TN_MARKUP_CELL || e->parted || line->length < e->at) return false;
    size_t more = line->length - e->at; /* the space that it left */
    return more == 0 || (more == 1 && line->text[e->at] == ' ');
}

/* Is it `p`, or the like of `div`? */
static bool is_plain_block(const struct tn_html_known *known)
{
    bool line = known->kind == TN_MARKUP_LINE && known->traits & TN_HTML_CLOSES_P;
    return known->traits & TN_HTML_PARAGRAPH || (line && !(known->traits & (TN_HTML_ITEM | TN_HTML_TERM)));
}

/* Does an end tag of that name end what is open at last? */
static bool ends_last(const struct tn_html *h, uint32_t name)
{
    return h->depth > 0 && tn_html_last(h)->name == name && h->beyond == 0;
}

/* What the tag leaves where it stands.  A cell's first block, often its only one (`<td><p>9:40</p>`), parts it from others as
 * the cell does by itself; what is more in the cell is parted from it.  An end tag leaves what the start tag has left. */
static enum tn_markup_kind kind_here(const struct tnorm *t, const struct tn_html_known *known, uint32_t name,
                                     bool end, bool fresh)
{
    if (end && ends_last(&t->page, name)) return tn_html_last(&t->page)->kind;
    return fresh && is_plain_block(known) ? TN_MARKUP_CELL : known->kind;
}

/* Does a cell begin or end behind one of several lines?  The last of them is no part of a row. */
static bool is_behind_lines(const struct tn_html *h, uint32_t traits)
{
    if (!(traits & TN_HTML_CELL_OF)) return false;
    size_t cell = tn_html_last(h)->last[TN_HTML_LAST_CELL];
    return cell > 0 && h->open[cell].lines != h->lines;
}

bool tn_html_tag(struct tnorm *t, const unsigned char *name, size_t length, bool end)
{
    struct tn_html *h = &t->page;
    bool whole = length < TN_HTML_NAME && name[length] != 0; /* a NUL is a part of it */
    if (h->in_title) tn_html_title_end(&h->title);
    h->in_title = false;
    const struct tn_html_known *known = tn_html_element(name, whole ? length : 0);
    uint32_t traits = known->traits;
    const uint32_t name_hash = hash_name(TN_HASH_START, name, length);
    const bool fresh = !end && begins_cell(t);
    enum tn_markup_kind kind = kind_here(t, known, name_hash, end, fresh);
    const enum tn_markup_kind left = is_behind_lines(h, traits) ? TN_MARKUP_LINE : kind;
    bool ends = tn_markup_ends_line(left), may_end = ends || (kind == TN_MARKUP_CELL && may_close_block(h));
    if (!h->hidden && may_end && tn_may_reread(t) && tn_mojibake_reread(t)) return false;
    if (!h->hidden && ends) tn_markup_leave(t, left);
    if (ends || traits & TN_HTML_CELL_OF) h->behind_block = false;
    h->tag = (struct tn_html_tag){.name = name_hash,
                                  .kind = kind,
                                  .traits = traits,
                                  .end = end,
                                  .fresh = fresh,
                                  .apart = end && ends_last(h, name_hash) && tn_html_last(h)->apart,
                                  .place = known->place,
                                  .anchor = length == 1 && (name[0] | 0x20) == 'a',
                                  .math = traits & TN_HTML_FOREIGN && length == 4, /* svg is the other one */
                                  .unbroken = h->hidden || !ends};
    if (traits & (TN_HTML_IS_RAW | TN_HTML_IS_SCRIPT) && !end) {
        for (size_t i = 0; i < length; i++) h->raw[i] = tn_ascii_lower(name[i]);
        h->raw[length] = 0;
    }
    return true;
}

void tn_html_longer_name(struct tn_html *h, const unsigned char *name, size_t length)
{
    h->tag.name = hash_name(h->tag.name, name, length);
    h->tag.kind = TN_MARKUP_INLINE;
    h->tag.traits = 0;
}

/* The line before the tag ends, as is found only now. */
static void leave_line(struct tnorm *t)
{
    tn_markup_leave(t, TN_MARKUP_LINE);
    t->page.tag.unbroken = false;
}

/* What is inline by its name alone is displayed as a block: the line before it ends. */
static void begin_displayed(struct tnorm *t)
{
    struct tn_html_tag *tag = &t->page.tag;
    if (tag->style.display != TN_HTML_AS_BLOCK || tag->traits & TN_HTML_VOID || t->page.hidden) return;
    if (tn_markup_ends_line(tag->kind) || tag->traits & TN_HTML_CELL_OF) return; /* a cell stays in its row */
    tag->kind = tag->fresh ? TN_MARKUP_CELL : TN_MARKUP_LINE;
    if (tag->kind == TN_MARKUP_LINE) leave_line(t);
}

/* Is the element of the tag inline, but shown apart from its neighbours, as it stands right in what spreads its children, or is a
 * note?  What nobody sees parts nothing, and a reading belongs to its word. */
static bool is_apart(const struct tn_html *h)
{
    const struct tn_html_tag *tag = &h->tag;
    bool seen = !tag->hidden && !(tag->traits & (TN_HTML_UNSEEN | TN_HTML_RUBY)) &&
                (!(tag->traits & TN_HTML_VOID) || tag->traits & TN_HTML_PICTURE);
    bool apart = tn_html_last(h)->spreads || tag->place.around & TN_AROUND_W_NOTE;
    return seen && apart && tag->kind == TN_MARKUP_INLINE && !h->formatted;
}

/* A smiley is written as a few signs or a word. */
static bool is_smiley(const unsigned char *text, size_t length)
{
    enum { LONGEST = 32 };
    return length <= LONGEST && !strpbrk((const char *)text, " \t\n\f\r") &&
           !strstr((const char *)text, "\xC2\xA0");
}

/* The text that the tag has for a picture or a formula goes before the rest of the input: false if it does not.  A picture's does
 * if it is a picture itself, or stands for a formula, or is a word or some signs for a smiley. */
static bool put_alt(struct tnorm *t)
{
    const struct tn_html *h = &t->page;
    unsigned char text[2 * TN_HTML_VALUE + TN_UTF8_MAX] = {0}; /* the last character may be cut */
    size_t length = tn_reference_decode_html(h->alt, h->tag.alt_length, true, text), blank = 0;
    bool formula = h->tag.math || h->tag.place.around & TN_AROUND_W_FORMULA;
    bool smiley = h->tag.place.around & TN_AROUND_W_SMILEY && is_smiley(text, length);
    while (tn_is_ascii_white(text[blank])) blank++;
    if (blank == length || !(formula || smiley || tn_residue_is_emoji(text, length))) return false;
    tn_window_put_back(&t->window, text, length, TN_MARKUP);
    return true;
}

/* Is the picture of the tag seen, and not only the repetition of a formula that was? */
static bool is_seen_picture(const struct tn_html *h)
{
    const struct tn_html_tag *tag = &h->tag;
    if (!(tag->traits & TN_HTML_PICTURE) || h->hidden || tag->hidden) return false;
    return !(tag->unspoken && tn_html_last(h)->formula);
}

/* Math is open that has a text for those who cannot show it (MathML 3, 2.2.1), most often in TeX: that is read, and not the
 * elements in it, whose text alone would say 12 for a half. */
static void tell_formula(struct tnorm *t)
{
    struct tn_html *h = &t->page;
    if (!h->hidden && h->beyond == 0) h->open[h->depth].told = put_alt(t);
}

/* How much of what an element holds is seen. */
enum sight { SEEN, WEIGHED, HIDDEN };

/* Is the tag a block that its cell begins with? */
static bool is_first_in_cell(const struct tn_html_tag *tag)
{
    return tag->fresh && tag->kind == TN_MARKUP_CELL && !(tag->traits & TN_HTML_CELL_OF);
}

/* Is it seen after all what the element of the tag holds, though others of its name are not?  A template can be what the element
 * that it stands in shows (4.12.3), and a script a formula that another one shows (MathJax), but for a copy of what was seen. */
static bool is_shown(const struct tnorm *t)
{
    const struct tn_html_tag *tag = &t->page.tag;
    if (tag->traits & TN_HTML_IS_SCRIPT) return tag->tex && !tn_html_last(&t->page)->formula;
    return tag->traits & TN_HTML_ENDS_ALL && tag->seen & 1u << TN_HTML_ATTRIBUTE_SHADOW_ROOT;
}

/* How much of what the element of the tag holds is seen.  A block that only an attribute hides may be what a click opens: an
 * answer, a tab.  Where lines are weighed, so are its lines; but for what is there to be copied. */
static enum sight sight_of(const struct tnorm *t)
{
    const struct tn_html_tag *tag = &t->page.tag;
    const struct tn_html_element *in = tn_html_last(&t->page);
    bool in_hidden = in->place.around & TN_AROUND_HIDDEN;
    if (tag->traits & TN_HTML_UNSEEN && !is_shown(t)) return HIDDEN;
    if (in_hidden && tag->traits & TN_HTML_IS_RAW) return HIDDEN;
    if (tag->place.around & TN_AROUND_W_UNREAD && tag->kind == TN_MARKUP_INLINE) return HIDDEN;
    if (tag->traits & TN_HTML_DIALOG && !(tag->seen & 1u << TN_HTML_ATTRIBUTE_OPEN)) return HIDDEN;
    if (in->told || (tag->unspoken && in->formula)) return HIDDEN; /* as KaTeX shows again what math holds */
    if (!tag->hidden || tag->streamed) return SEEN;
    bool weighs = tn_filter_is_on(t) && (is_first_in_cell(tag) || tn_markup_ends_line(tag->kind));
    return weighs ? WEIGHED : HIDDEN;
}

/* What the element holds is weighed as hidden: its place is told, and it shares no line with what is not hidden; but for the first
 * block of a cell it does not anyway. */
static void begin_weighed(struct tnorm *t)
{
    struct tn_html_tag *tag = &t->page.tag;
    tag->place.around |= TN_AROUND_HIDDEN;
    if (is_first_in_cell(tag) && !t->page.hidden) leave_line(t);
}

/* The element whose start tag is at hand has content that is no markup.  `hidden`: so is that; one that is too deep to be known is,
 * too, as it ends with the first end tag of its name. */
static enum tn_html_part begin_raw(struct tn_html *h, bool hidden)
{
    uint32_t traits = h->tag.traits;
    bool seen = h->tag.tex && !hidden;
    if (traits & TN_HTML_IS_SCRIPT && !seen) return h->tag.linked ? TN_HTML_LINKED : TN_HTML_SCRIPT;
    h->in_title = traits & TN_HTML_NATIVE &&
                  h->title.length == 0; /* raw and native is `title` alone; the first counts */
    if (hidden) return TN_HTML_RAW;
    h->content = traits & TN_HTML_HAS_REFERENCES ? TN_HTML_RCDATA : TN_HTML_RAWTEXT;
    return TN_HTML_TEXT;
}

/* Where scripts run, a noscript is raw text up to its end tag (13.2.6.4.7): an iframe in it that is not closed, as many a page
 * has, hides nothing behind it. */
static bool is_raw_to_browsers(const struct tn_html *h)
{
    return tn_html_last(h)->place.around & TN_AROUND_NOSCRIPT && h->tag.traits & TN_HTML_IS_RAW;
}

/* White space counts in the element that is open at last. */
static void begin_formatted(struct tnorm *t)
{
    t->page.formatted = t->page.depth;
    t->keep = tn_kept_in(t, true);
}

/* Is the tag a line of a listing that stands in no `pre`, but in lines that a style sheet shows so?  Then all in its parent is
 * preformatted. */
static bool is_line_of_listing(const struct tn_html *h)
{
    const struct tn_html_tag *tag = &h->tag;
    return tag->place.around & TN_AROUND_W_LINE && tn_html_last(h)->place.around & TN_AROUND_W_FRAGMENT &&
           tag->kind == TN_MARKUP_LINE && h->beyond == 0 && !h->formatted && !h->hidden;
}

static enum tn_html_part open_element(struct tnorm *t)
{
    struct tn_html *h = &t->page;
    const struct tn_html_tag *tag = &h->tag;
    if (tag->says_kind) h->page_kinds |= tag->page_kinds;
    tn_html_imply_end_tags(t);
    h->tag.apart = is_apart(h);
    bool foreign = tn_html_last(h)->foreign;
    bool raw = tag->traits & (TN_HTML_IS_RAW | TN_HTML_IS_SCRIPT) && !foreign && !is_raw_to_browsers(h);
    if (tag->traits & TN_HTML_ROOT) return tn_html_part(h);
    if (tag->traits & TN_HTML_VOID || (foreign && tag->closed)) {
        if (tag->kind != TN_MARKUP_INLINE && !tag->fresh && !tag->hidden) h->open[h->depth].parted = true;
        if (tag->alt_length > 0 && is_seen_picture(h)) (void)put_alt(t);
        return tn_html_part(h);
    }
    if (is_line_of_listing(h)) begin_formatted(t);
    enum sight sight = sight_of(t);
    if (sight == WEIGHED) begin_weighed(t);
    tn_html_push(t, sight == HIDDEN);
    if (tag->traits & TN_HTML_READING) tn_html_begin_reading(t);
    if (tag->math && tag->alt_length > 0) tell_formula(t);
    bool deep = h->beyond > 0;
    if (tag->traits & TN_HTML_PREFORMATTED && !deep && !h->formatted && !h->hidden) begin_formatted(t);
    h->skip_feed = tag->traits & TN_HTML_PREFORMATTED && !h->hidden;
    if (tag->traits & TN_HTML_PLAIN && !h->hidden) h->content = TN_HTML_PLAINTEXT;
    if (raw) return begin_raw(h, h->hidden || sight == HIDDEN);
    return tn_html_part(h);
}

/* Has the tag ended the block that its cell began with? */
static bool ends_first_block(const struct tn_html *h)
{
    bool block = h->tag.traits & (TN_HTML_PARAGRAPH | TN_HTML_CLOSES_P);
    return block && h->tag.kind == TN_MARKUP_CELL && tn_html_last(h)->traits & TN_HTML_CELL_OF;
}

enum tn_html_part tn_html_end_of_tag(struct tnorm *t)
{
    struct tn_html *h = &t->page;
    enum tn_html_part part;
    t->account.cause[TN_MARKUP].count++;
    if (h->tag.end) {
        h->content = TN_HTML_DATA;
        tn_html_close(t);
        part = tn_html_part(h);
        h->behind_block |= ends_first_block(h);
    } else {
        begin_displayed(t);
        part = open_element(t);
    }
    if (h->tag.unbroken && !h->hidden && h->tag.kind != TN_MARKUP_INLINE && !h->behind_block)
        tn_markup_leave(t, h->tag.kind);
    if (h->tag.apart && !h->hidden) tn_markup_leave(t, TN_MARKUP_CELL);
    tn_html_put_brackets(t);
    return part;
}
