/* html_attribute.c - what the attributes of a tag say of its element: their names and values are gathered, and what they mean is noted
 * in the tag at hand. */
#include <string.h>

#include "html.h"
#include "html_stack.h"
#include "utf8.h"

void tn_html_attribute(struct tn_html *h)
{
    h->attribute = TN_HTML_OTHER_ATTRIBUTE;
    h->name_length = h->value_length = 0;
}

void tn_html_attribute_name(struct tn_html *h, const unsigned char *name, size_t length)
{
    size_t room = sizeof h->name - h->name_length, n = length < room ? length : room;
    for (size_t i = 0; i < n; i++) h->name[h->name_length + i] = tn_ascii_lower(name[i]);
    h->name_length += n;
}

static void is_named(struct tn_html *h, enum tn_html_attribute named)
{
    if (h->tag.seen & 1u << named) return; /* 13.2.5.33: of two of a name the first counts */
    h->attribute = named;
    if (named != TN_HTML_OTHER_ATTRIBUTE) h->tag.seen |= 1u << named;
    if (named == TN_HTML_ATTRIBUTE_HIDDEN) h->tag.hidden = true;
    if (named != TN_HTML_ATTRIBUTE_HREF) return;
    bool in_heading = tn_html_last(h)->last[TN_HTML_LAST_HEADING] > 0;
    h->tag.link = h->tag.anchor && !in_heading; /* there, its value says; if it has one */
    if (!h->tag.anchor || !in_heading) h->attribute = TN_HTML_OTHER_ATTRIBUTE; /* nobody asks where to */
}

void tn_html_attribute_named(struct tn_html *h)
{
    if (h->name_length < sizeof h->name)
        h->name[h->name_length] = 0; /* of a longer one before, more may stand here */
    is_named(h, tn_html_attribute_of(h->name, h->name_length));
}

void tn_html_whole_attribute(struct tn_html *h, const unsigned char *name, size_t length)
{
    tn_html_attribute(h);
    is_named(h, tn_html_attribute_of(name, length));
}

void tn_html_value(struct tn_html *h, const unsigned char *value, size_t length)
{
    if (h->attribute == TN_HTML_OTHER_ATTRIBUTE) return;
    for (size_t n; length > 0; value += n, length -= n) {
        const unsigned char *nul = memchr(value, 0, length);
        n = nul ? (size_t)(nul - value) : length;
        size_t room = TN_HTML_VALUE - h->value_length, taken = n < room ? n : room;
        memcpy(h->value + h->value_length, value, taken);
        h->value_length += taken;
        n += nul != NULL;
    }
}

/* Steps over white space, then over `word` in either case; NULL if it does not stand there. */
static const unsigned char *step_over(const unsigned char *p, const char *word)
{
    while (tn_is_ascii_white(*p)) p++;
    for (; *word; word++, p++)
        if (tn_ascii_lower(*p) != (unsigned char)*word) return NULL;
    while (tn_is_ascii_white(*p)) p++;
    return p;
}

/* React's server sends parts of a page that come late as  <div hidden id="S:1f">  and a script that shows them. */
static bool is_streamed(const unsigned char *id)
{
    if (id[0] != 'S' || id[1] != ':' || id[2] == 0) return false;
    for (id += 2; *id; id++)
        if (!strchr("0123456789abcdef", *id)) return false;
    return true;
}

/* Of a section (no other block has its place) the id is made of the title by what writes documentation (docutils, pandoc): it
 * tells what the text is about, as `see-also` and `side-effects` do, and not what the element is for. */
static bool is_section(const struct tn_html_tag *tag)
{
    return tag->kind == TN_MARKUP_BLOCK && tag->place.place == TN_PLACE_DIV;
}

/* HTML-AAM: `main` by its role. */
static bool is_role_of_main(const unsigned char *role)
{
    const unsigned char *end = step_over(role, "main");
    return end && *end == 0;
}

/* Does a link lead out of what is shown?  In a heading it often is the heading's own anchor, or opens what the heading stands above. */
static bool leads_away(const unsigned char *address)
{
    while (tn_is_ascii_white(*address)) address++;
    return *address != 0 && *address != '#' && step_over(address, "javascript:") == NULL;
}

static void take_class(struct tn_html *h)
{
    struct tn_html_class class = tn_html_class_read(h->classes, h->value, h->value_length);
    h->tag.classes = class.letters;
    h->tag.place.around |= class.around;
}

static void keep_alt(struct tn_html *h)
{
    if (h->value_length == TN_HTML_VALUE) return; /* there may be more of it */
    memcpy(h->alt, h->value, h->value_length + 1);
    h->tag.alt_length = h->value_length;
}

void tn_html_value_end(struct tn_html *h)
{
    struct tn_html_tag *tag = &h->tag;
    h->value[h->value_length] = 0;
    switch (h->attribute) {
    case TN_HTML_ATTRIBUTE_CLASS: take_class(h); break;
    case TN_HTML_ATTRIBUTE_ID:
        tag->streamed = is_streamed(h->value);
        if (!is_section(tag)) tag->place.around |= tn_html_words(h->value);
        break;
    case TN_HTML_ATTRIBUTE_ROLE:
        tag->place.around |= tn_html_words(h->value) | (is_role_of_main(h->value) ? TN_AROUND_MAIN : 0u);
        break;
    case TN_HTML_ATTRIBUTE_STYLE:
        tag->style = tn_html_style(h->value);
        tag->hidden |= tag->style.display == TN_HTML_NOT_AT_ALL || tag->style.invisible;
        break;
    case TN_HTML_ATTRIBUTE_ALT: keep_alt(h); break;
    case TN_HTML_ATTRIBUTE_HREF: tag->link = leads_away(h->value); break;
    case TN_HTML_ATTRIBUTE_ARIA_HIDDEN: tag->unspoken = step_over(h->value, "true") != NULL; break;
    case TN_HTML_ATTRIBUTE_CONTENT: tag->page_kinds = tn_page_kind(h->value); break;
    case TN_HTML_ATTRIBUTE_NAME:
    case TN_HTML_ATTRIBUTE_PROPERTY: tag->says_kind |= step_over(h->value, "og:type") != NULL; break;
    case TN_HTML_ATTRIBUTE_ITEMTYPE: h->page_kinds |= tn_page_kind(h->value); break;
    case TN_HTML_ATTRIBUTE_TYPE:
        tag->linked = step_over(h->value, "application/ld+json") != NULL;
        tag->tex = step_over(h->value, "math/tex") != NULL;
        break;
    default: break;
    }
}
