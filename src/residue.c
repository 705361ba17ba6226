#include "residue.h"

#include <string.h>

#include "mojibake.h"
#include "rules.h"
#include "state.h"
#include "utf8.h"

enum { POINTS_MOST = 4 }; /* of punctuation behind an address */

static bool is_name(unsigned char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '-' || c == ':' ||
           c == '_';
}

/* Steps back over spaces. */
static size_t back_over_blank(const unsigned char *text, size_t at)
{
    while (at > 0 && text[at - 1] == ' ') at--;
    return at;
}

/* Steps back over one  name="value"  that ends at `at`, with the space before it; 0 if there is none.  The
 * value is noted if the name is "alt". */
static size_t back_over_attribute(struct tn_line *line, size_t least, size_t at, struct tn_span *alt)
{
    const unsigned char *text = line->text;
    if (at < least + 4 || text[at - 1] != '"') return 0;
    size_t end = at - 1, open = tn_line_free_of_marks(line, least, end);
    if (open < least + 3 || text[open - 1] != '"' || text[open - 2] != '=') return 0;
    size_t name_end = open - 2, name = name_end;
    while (name > least && is_name(text[name - 1])) name--;
    if (name == name_end || name == least || text[name - 1] != ' ') return 0;
    if (name_end - name == 3 && memcmp(text + name, "alt", 3) == 0) *alt = (struct tn_span){open, end};
    return back_over_blank(text, name);
}

bool tn_residue_is_emoji(const unsigned char *text, size_t length)
{
    bool symbol = false;
    for (size_t i = 0, n; i < length; i += n) {
        uint32_t c = tn_utf8_decode(text + i, &n);
        if (c == 0x20E3 || (c >= 0x2190 && (c < 0x2C00 || c >= 0x1F000 || (c >= 0x3030 && c <= 0x303D) ||
                                            c == 0x3297 || c == 0x3299)))
            symbol = true;
        else if (c != 0x200D && c != 0xA9 && c != 0xAE && c != 0x203C && c != 0x2049 && c < 0xFE00 &&
                 c > 0x40)
            return false;
        else if (c == ' ')
            return false;
    }
    return symbol;
}

static size_t dots_at_end(const unsigned char *p, size_t length)
{
    if (length > 3 && memcmp(p + length - 3, "...", 3) == 0) return 3;
    if (length > 3 && memcmp(p + length - 3, "\xE2\x80\xA6", 3) == 0) return 3;
    return 0;
}

/* Leaves out the line from `start` on and the `>` that comes next; `length` bytes of it, at
 * `kept`, stay. */
static void take_away(struct tnorm *t, size_t start, const unsigned char *kept, size_t length)
{
    unsigned char text[TN_ADDRESS_LONGEST];
    if (length > sizeof text) length = 0;
    if (length > 0) memcpy(text, kept, length);
    tn_replace(t, t->line.length - start, 1, text, length, TN_MARKUP);
}

static bool is_emoji(const struct tnorm *t, struct tn_span alt)
{
    return tn_residue_is_emoji(t->line.text + alt.begin, alt.end - alt.begin);
}

/* Is it one that no link shows in the place of words, as arrows and stars are: U+1F000 and above? */
static bool is_picture(const struct tnorm *t, struct tn_span alt)
{
    return is_emoji(t, alt) && memchr(t->line.text + alt.begin, 0xF0, alt.end - alt.begin);
}

/* An image's  https://cut... draggable="false" alt="X">  : a cut address goes, a whole one stays if it is not only that of
 * a picture, and so does an emoji. */
static void take_image(struct tnorm *t, struct tn_span address, size_t attributes, struct tn_span alt)
{
    const unsigned char *text = t->line.text;
    bool cut = dots_at_end(text + address.begin, address.end - address.begin) > 0;
    take_away(t, cut || is_picture(t, alt) ? address.begin : attributes, text + alt.begin,
              is_emoji(t, alt) ? alt.end - alt.begin : 0);
}

/* The end of a tag behind something else: what follows is another word, if it begins with a letter or a digit.  East of
 * Latin, Greek and Cyrillic words may have no spaces between them. */
static void take_attributes(struct tnorm *t, size_t start)
{
    enum { CYRILLIC_END = 0x530 };
    static const unsigned char blank[] = " ";
    const unsigned char *next = tn_window_cur(&t->window) + 1; /* at the end a NUL */
    bool digit = *next >= '0' && *next <= '9';
    uint32_t c = *next;
    bool sound = tn_utf8_read(next, tn_window_end(&t->window), &c) > 0;
    take_away(t, start, blank,
              digit || tn_is_ascii_letter(*next) ||
                  (sound && c >= 0xC0 && c < CYRILLIC_END && tn_is_letter(c)));
}

/* A link's  https://full.example/path" target="_blank">  : the address stays, and what follows is compared
 * with it. */
static void take_link(struct tnorm *t, struct tn_span address)
{
    static const unsigned char blank[] = " ";
    take_away(t, address.end, blank, 1);
    t->line.address = address.begin;
    t->line.anchor = t->line.length; /* set for good when the space has come: see below */
}

/* Is the address in quotation marks that are a text's, as in  curl "https://..." > file ?  One stands right before it, which is no
 * attribute's; or somewhere before it, and behind the other no tag ends at once. */
static bool is_quoted(struct tn_line *line, size_t least, struct tn_span address, bool at_once)
{
    const unsigned char *text = line->text;
    if (address.begin > least && text[address.begin - 1] == '"')
        return address.begin < least + 2 || text[address.begin - 2] != '=';
    return !at_once && tn_line_is_quote_open(line, least, address.begin);
}

/* Is the quotation mark at `at` that of an attribute's value, of the first one in a line, before which no space stands? */
static bool closes_value(struct tn_line *line, size_t least, size_t at)
{
    size_t open = tn_line_free_of_marks(line, least, at);
    return open > least + 1 && line->text[open - 1] == '"' && line->text[open - 2] == '=';
}

bool tn_residue_ends(struct tnorm *t)
{
    struct tn_line *line = &t->line;
    const unsigned char *text = line->text;
    size_t at = line->length, attributes = 0, step;
    bool at_once = at > 0 && text[at - 1] == '"';
    struct tn_span alt = {0, 0};
    if (at == 0 || (text[at - 1] != '"' && text[at - 1] != '/' && text[at - 1] != ' ')) return false;
    size_t least = at > TN_ADDRESS_LONGEST ? at - TN_ADDRESS_LONGEST : 0;
    at = back_over_blank(text, at);
    if (at > 0 && text[at - 1] == '/') at = back_over_blank(text, at - 1);
    for (; (step = back_over_attribute(line, least, at, &alt)) > 0; at = step) attributes++;
    bool quote = at > least && text[at - 1] == '"';
    if (!quote && attributes == 0) return false;

    struct tn_span address = {0, back_over_blank(text, quote ? at - 1 : at)};
    address.begin = address.end;
    while (address.begin > least && !tn_ends_address(text[address.begin - 1])) address.begin--;
    bool known = (address.begin > least || least == 0) &&
                 tn_is_address(text + address.begin, address.end - address.begin);
    if (known && attributes == 0 && is_quoted(line, least, address, at_once)) return false;
    if (known && quote && !is_picture(t, alt))
        take_link(t, address);
    else if (known)
        take_image(t, address, at, alt);
    else if (quote && attributes > 0 && !closes_value(line, least, at - 1))
        take_attributes(t, at - 1);
    else
        return false;
    return true;
}

/* An address without scheme and "www.", as the text of a link shows it. */
static struct tn_span bare_address(const unsigned char *text, struct tn_span s)
{
    for (size_t i = s.begin; i + 3 <= s.end && i < s.begin + 8; i++)
        if (memcmp(text + i, "://", 3) == 0) {
            s.begin = i + 3;
            break;
        }
    if (s.end - s.begin > 4 && memcmp(text + s.begin, "www.", 4) == 0) s.begin += 4;
    return s;
}

/* Does the anchor only say the address again, perhaps cut short? */
static bool says_address(const unsigned char *text, struct tn_span address, struct tn_span anchor)
{
    size_t dots = dots_at_end(text + anchor.begin, anchor.end - anchor.begin);
    struct tn_span a = bare_address(text, address), b = bare_address(text, anchor);
    if (b.end - b.begin < dots + 4) return false;
    b.end -= dots;
    size_t n = b.end - b.begin;
    if (n > a.end - a.begin || memcmp(text + a.begin, text + b.begin, n) != 0) return false;
    return dots > 0 || n == a.end - a.begin;
}

/* Is that so but for punctuation that ends it?  *points is set to the length of that, POINTS_MOST at most. */
static bool says_address_before(const unsigned char *text, struct tn_span address, struct tn_span anchor,
                                size_t *points)
{
    static const unsigned char known[] = {'.', ',', ':', '!', '?', ')'}; /* `;` could end a reference */
    for (*points = 0; anchor.begin < anchor.end; anchor.end--, ++*points) {
        if (says_address(text, address, anchor)) return true;
        if (*points == POINTS_MOST || !memchr(known, text[anchor.end - 1], sizeof known)) return false;
    }
    return false;
}

void tn_residue_settle_anchor(struct tnorm *t)
{
    struct tn_line *line = &t->line;
    size_t begin = line->anchor + 1, end = line->length, points; /* behind the space that take_link() left */
    struct tn_span address = {line->address, line->anchor};
    unsigned char kept[POINTS_MOST], from[POINTS_MOST];
    line->anchor = TN_NOWHERE;
    if (begin >= end || line->address >= begin) return;
    if (!says_address_before(line->text, address, (struct tn_span){begin, end}, &points)) return;
    memcpy(kept, line->text + end - points, points);
    memcpy(from, line->from + end - points, points); /* the space was made: so they are told apart */
    (void)tn_line_cut(line, points);
    size_t original =
        tn_cut(t, end - points - begin + (points > 0)); /* punctuation stands behind the address */
    t->account.cause[TN_MARKUP].count++;
    tn_account_removed(&t->account, TN_MARKUP, original);
    tn_line_append(line, kept, from, points);
}

size_t tn_residue_anchor_part(struct tnorm *t, size_t n)
{
    struct tn_line *line = &t->line;
    const unsigned char *p = tn_window_cur(&t->window);
    size_t part = 0;
    if (line->length == line->anchor) return 1; /* the space itself */
    if (line->length > line->anchor + TN_ADDRESS_LONGEST) {
        line->anchor = TN_NOWHERE;
        return n;
    }
    while (part < n && !tn_ends_address(p[part])) part++;
    if (part > 0) return part;
    tn_residue_settle_anchor(t);
    if (*p == ' ' && line->length > 0 && line->text[line->length - 1] == ' ') tn_cut(t, 1);
    return n;
}
