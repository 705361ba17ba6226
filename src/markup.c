/* markup.c - what looks like a tag to the grammar (lexer/markup.re), but may be text after all: that is told by its name and what
 * stands around it. */
#include "markup.h"

#include <string.h>

#include "category.h"
#include "utf8.h"

/* Is it a prefix and a name, each of which begins as names do?  `std::string` and `tel:123` are neither (Namespaces in XML,
 * 4). */
static bool is_prefixed(const unsigned char *name, size_t length)
{
    const unsigned char *colon = memchr(name, ':', length);
    if (!colon || colon + 1 == name + length || memchr(colon + 1, ':', (size_t)(name + length - colon) - 1))
        return false;
    return tn_is_ascii_letter(colon[1]) || colon[1] == '_';
}

/* Has it a `-` or `:`, as hardly any has that HTML, SVG and MathML know? */
static bool is_compound(const unsigned char *name, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (name[i] == '-' || name[i] == ':') return true;
    return false;
}

bool tn_markup_is_tag_name(const unsigned char *name, size_t length, enum tn_markup_kind *kind)
{
    *kind = TN_MARKUP_INLINE;
    if (!is_compound(name, length)) return tn_markup_element(name, length, kind);
    return !memchr(name, ':', length) || is_prefixed(name, length);
}

enum { NAME_OF_TYPE = 4 }; /* letters, while `<Br>` may be anything */

/* Is it the argument of a type, right behind its name: `Array<Object>`?  A page has the names of elements in small letters or in
 * capitals, and a program those of types with a capital. */
static bool is_type_argument(unsigned char before, const unsigned char *name, size_t length)
{
    bool named = tn_is_ascii_letter(before) || (before >= '0' && before <= '9') || before == '_';
    if (!named || length < NAME_OF_TYPE || name[0] < 'A' || name[0] > 'Z') return false;
    for (size_t i = 1; i < length; i++)
        if (name[i] < 'a' || name[i] > 'z') return false;
    return true;
}

/* Is the name, of an element nobody knows, one that stands for something in text: a key (`<C-x>`), a nick (`<who->`), what a
 * reader is to put there (`<file-ID>`)?  No custom element's name has capitals (HTML 4.13.3), and none is known that ends so. */
static bool is_placeholder(const unsigned char *name, size_t length)
{
    if (!memchr(name, '-', length) || memchr(name, ':', length)) return false;
    for (size_t i = 0; i < length; i++)
        if (name[i] >= 'A' && name[i] <= 'Z') return true;
    return name[length - 1] == '-';
}

/* Is the prefix this word, in letters of either case? */
static bool is_prefix(const unsigned char *prefix, size_t length, const char *word)
{
    return strlen(word) == length && tn_ascii_agree(prefix, length, word, length) == length;
}

/* Is it an address in angle brackets (RFC 3986, appendix C), rather than a name with a prefix? */
static bool is_address(const unsigned char *name, size_t length)
{
    static const char *const schemes[] = {"doi", "info", "mailto", "news", "tel", "urn"};
    const unsigned char *colon = memchr(name, ':', length);
    for (size_t i = 0; colon && i < sizeof schemes / sizeof *schemes; i++)
        if (is_prefix(name, (size_t)(colon - name), schemes[i])) return true;
    return false;
}

/* How long the line is without the blanks at its end; more than a few stand in no program, and every tag asks. */
static size_t without_blanks(const unsigned char *line, size_t length)
{
    static const unsigned char blanks[] = {' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ',
                                           ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' '};
    const size_t most = sizeof blanks, least = length > most ? length - most : 0;
    if (length >= most && memcmp(line + least, blanks, most) == 0) return least;
    while (length > least && line[length - 1] == ' ') length--;
    return length;
}

/* Does the line end in what a header's name follows (C11 6.10.2): `#include <map>`? */
static bool includes(const unsigned char *line, size_t length)
{
    static const char directive[] = "include";
    const size_t n = sizeof directive - 1;
    length = without_blanks(line, length);
    if (length < n || memcmp(line + length - n, directive, n) != 0) return false;
    length = without_blanks(line, length - n);
    return length > 0 && line[length - 1] == '#';
}

/* Is it the name of a custom element, or one with a prefix?  Office has prefixes of a letter, and `st1:`, and may have them anywhere. */
static bool is_unknown(const unsigned char *name, size_t length)
{
    if (memchr(name, '-', length)) return true;
    const unsigned char *colon = memchr(name, ':', length);
    if (!colon) return false;
    size_t prefix = (size_t)(colon - name);
    return prefix > 1 && !is_prefix(name, prefix, "st1");
}

/* Is it, of such an element, a part that changes of an address, a path, an option or a variable, of which the byte before is a
 * part, too: `/user/<string:name>`, `--file=<file-name>`, `$<TARGET_FILE:tool>`? */
static bool is_variable(unsigned char before, const unsigned char *name, size_t length)
{
    return (before == '/' || before == '=' || before == '$' || before == '@') && is_unknown(name, length);
}

/* Is what begins at p the end tag of that name, and does not stand in a text about tags? */
static bool is_end_tag(const unsigned char *p, const unsigned char *end, const unsigned char *name,
                       size_t length, bool in_code)
{
    if (p[1] != '/' || (size_t)(end - p) < length + 3 || memcmp(p + 2, name, length) != 0) return false;
    for (p += length + 2; p < end && (*p == ' ' || *p == '\t'); p++) continue;
    return p < end && *p == '>' && !(in_code && p[1] == '`') && !(p[1] == 0xCC && p[2] == 0xB8);
}

bool tn_markup_is_bare(const unsigned char *p, size_t length)
{
    enum tn_markup_kind kind;
    if (!tn_is_ascii_letter(p[1])) return false;
    for (size_t i = 1; i + 1 < length; i++)
        if (p[i] == ' ' || p[i] == '\t' || p[i] == '\r' || p[i] == '\n' || p[i] == '/') return false;
    return is_compound(p + 1, length - 2) && is_unknown(p + 1, length - 2) &&
           !tn_markup_element(p + 1, length - 2, &kind);
}

/* Has the tag an end tag in the bytes behind it, among what the next few `<` begin? */
static bool has_end_tag(const unsigned char *p, size_t length, size_t ahead)
{
    enum { LOOKS = 8 };
    const unsigned char *less = p + length, *end = less + ahead;
    for (size_t n = 0; n < LOOKS && (less = memchr(less, '<', (size_t)(end - less))) != NULL; n++, less++)
        if (is_end_tag(less, end, p + 1, length - 2, less[-1] == '`')) return true;
    return false;
}

/* Does the line end in text, and not only in what may be taken away from there? */
static bool ends_in_text(const unsigned char *line, size_t length, bool continued)
{
    size_t at = without_blanks(line, length), n;
    if (at == 0) return continued;
    unsigned char last = line[at - 1];
    if (last < 0x80) return last > ' ' && last < 0x7F;
    utf8proc_category_t category = tn_category(tn_utf8_before(line, at, &n));
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_SO;
}

/* Do blanks part what stands before them from something that is no tag, among the bytes at `next`? */
static bool is_apart(const unsigned char *next, size_t ahead)
{
    size_t blanks = 0;
    while (blanks < ahead && (next[blanks] == ' ' || next[blanks] == '\t')) blanks++;
    return blanks > 0 && blanks < ahead && next[blanks] != '<';
}

bool tn_markup_stands(const unsigned char *line, size_t before, bool continued, const unsigned char *p,
                      size_t length, size_t ahead, bool slash)
{
    return (ends_in_text(line, before, continued) || is_apart(p + length, ahead)) &&
           !(slash && has_end_tag(p, length, ahead));
}

bool tn_markup_is_code(const unsigned char *line, size_t before, unsigned char after)
{
    return after == '`' && before > 0 && line[before - 1] == '`';
}

bool tn_markup_is_text(const unsigned char *line, size_t before, const unsigned char *name, size_t length)
{
    unsigned char last = before > 0 ? line[before - 1] : 0;
    bool stands = is_compound(name, length) && (is_variable(last, name, length) ||
                                                is_placeholder(name, length) || is_address(name, length));
    return stands || is_type_argument(last, name, length) || includes(line, before);
}
