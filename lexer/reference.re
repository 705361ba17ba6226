/* reference.re - the grammar of a character reference, and of what scrapes make of one.
 *
 * HTML 13.2.5.72 on, but for two things: without its semicolon a name counts only before what is no letter,
 * digit or `=` (the standard's rule for attributes, 13.2.5.73, taken for all text); and a space may have come
 * behind the `&` or `#` or before the `;`. */
#include <string.h>

#include "category.h"
#include "forms.h"
#include "hash.h"
#include "reference.h"
#include "references.h"
#include "utf8.h"
#include "windows1252.h"

enum { CASE_OFF = 'a' - 'A' };

static int find_name(const unsigned char *name, size_t length)
{
    uint32_t hash = TN_HASH_START;
    if (length < TN_REFERENCE_SHORTEST) return -1;
    for (size_t i = 0; i < length; i++) hash = tn_hash_byte(hash, name[i]);
    unsigned first_bits = hash >> (16 + TN_REFERENCE_INDEX), held;
    size_t slot = (hash ^ hash >> 16) & (TN_REFERENCE_SLOTS - 1);
    for (; (held = tn_reference_slots[slot]) != 0; slot = (slot + 1) & (TN_REFERENCE_SLOTS - 1)) {
        if (held >> TN_REFERENCE_INDEX != first_bits) continue;
        int i = (int)(held & ((1u << TN_REFERENCE_INDEX) - 1)) - 1;
        if (tn_references[i].length == length &&
            memcmp(tn_reference_names + tn_references[i].name, name, length) == 0)
            return i;
    }
    return -1;
}

/* `&EACUTE;`, `&NBSP;`: some programs write names in capitals.  As a capital letter if there is one. */
static int find_capitals(const unsigned char *name, size_t length)
{
    unsigned char copy[TN_REFERENCE_LONGEST];
    if (length < 2 || length > sizeof copy) return -1;
    for (size_t i = 0; i < length; i++) {
        if (name[i] < 'A' || name[i] > 'Z') return -1;
        copy[i] = (unsigned char)(i == 0 ? name[i] : name[i] + CASE_OFF);
    }
    int found = find_name(copy, length);
    if (found >= 0) return found;
    copy[0] = (unsigned char)(copy[0] + CASE_OFF);
    return find_name(copy, length);
}

/* The character beyond ASCII at p, 0 if there is none. */
static uint32_t beyond_ascii(const unsigned char *p, const unsigned char *end)
{
    uint32_t c;
    return tn_utf8_read(p, end, &c) > 1 ? c : 0;
}

/* Does a letter, mark or digit beyond ASCII follow? */
static bool continues_word(const unsigned char *p, const unsigned char *end)
{
    uint32_t c = beyond_ascii(p, end);
    utf8proc_category_t k = c ? tn_category(c) : UTF8PROC_CATEGORY_CN;
    return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_NO;
}

/* What c begins with in the form in which it is in most pieces. */
static uint32_t first_piece(uint32_t c)
{
    uint32_t pieces[TN_FORM_LONGEST];
    tn_form_decompose(c, true, pieces);
    return tn_form_point(pieces[0]);
}

static bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }

static bool is_hex(unsigned char c) { return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'); }

static bool continues_name(const unsigned char *p, const unsigned char *end)
{
    return *p == '=' || is_digit(*p) || tn_is_ascii_letter(*p) || continues_word(p, end);
}

static bool continues_hex(const unsigned char *p, const unsigned char *end)
{
    /* a letter may be an ASCII letter and a mark in another form */
    uint32_t piece = first_piece(beyond_ascii(p, end));
    return is_hex(*p) || (piece < 0x80 ? is_hex((unsigned char)piece) : continues_word(p, end));
}

/* HTML 13.2.5.80: what a number stands for. */
static uint32_t number(const unsigned char *digits, const unsigned char *end, uint32_t base)
{
    uint32_t c = 0;
    for (; digits < end; digits++) {
        uint32_t digit = *digits <= '9' ? (uint32_t)(*digits - '0') : (uint32_t)((*digits | 0x20) - 'a' + 10);
        if (c <= 0x10FFFF) c = c * base + digit;
    }
    if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return TN_REPLACEMENT;
    uint32_t windows = c >= 0x80 && c <= 0x9F ? tn_windows1252(c) : 0;
    return windows ? windows : c;
}

static bool set(struct tn_reference *r, size_t length, uint32_t first, uint32_t second)
{
    r->length = length;
    r->text_length = tn_utf8_encode(first, r->text);
    if (second) r->text_length += tn_utf8_encode(second, r->text + r->text_length);
    return true;
}

/* What a name stands for in a reference of `whole` bytes, if it has one of `flags` or they are 0. */
static bool set_name(struct tn_reference *r, const unsigned char *name, size_t length, unsigned flags,
                     size_t whole)
{
    int i = find_name(name, length);
    if (i < 0 && flags == 0) i = find_capitals(name, length);
    if (i < 0 || (flags && !(tn_references[i].flags & flags))) return false;
    return set(r, whole, tn_references[i].first, tn_references[i].second);
}

bool tn_reference_scan(const unsigned char *p, const unsigned char *end, struct tn_reference *r)
{
    const unsigned char *cur = p, *mar = p, *a, *b;
    /*!stags:re2c format = "const unsigned char *@@;"; */
/*!re2c
    re2c:api:style = free-form;
    re2c:tags = 1;
    re2c:yyfill:enable = 0;
    re2c:sentinel = 0;
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYCURSOR = cur;
    re2c:define:YYMARKER = mar;

    gap   = [ ]{1,2};
    digit = [0-9];
    hex   = [0-9A-Fa-f];
    name  = [A-Za-z] [A-Za-z0-9]{0,30};

    "&" gap? "#" gap? @a digit{1,24} @b gap? ";"   { return set(r, (size_t)(cur - p), number(a, b, 10), 0); }
    "&" gap? "#" gap? 'x' @a hex{1,24} @b gap? ";" { return set(r, (size_t)(cur - p), number(a, b, 16), 0); }
    "&#" @a digit{1,24}                            { return !is_digit(*cur) &&
                                                            set(r, (size_t)(cur - p), number(a, cur, 10), 0); }
    "&#" 'x' @a hex{1,24}                          { return !continues_hex(cur, end) &&
                                                            set(r, (size_t)(cur - p), number(a, cur, 16), 0); }
    "&nbsp;"             { return set(r, (size_t)(cur - p), 0xA0, 0); } // by far the most frequent one
    "&" @a name ";"      { return set_name(r, a, (size_t)(cur - a) - 1, 0, (size_t)(cur - p)); }
    "&" @a name @b gap ";" { return set_name(r, a, (size_t)(b - a), TN_REFERENCE_BARE | TN_REFERENCE_SPACED,
                                             (size_t)(cur - p)); }
    "&" gap @a name @b gap? ";" { return set_name(r, a, (size_t)(b - a), TN_REFERENCE_SPACED,
                                                  (size_t)(cur - p)); }
    "&" @a name          { return !continues_name(cur, end) &&
                                  set_name(r, a, (size_t)(cur - a), TN_REFERENCE_BARE, (size_t)(cur - p)); }
    *                    { return false; }
*/
}

/* The longest name that the letters and digits at `name` begin with; 0 if none does, and *i is its place. */
static size_t longest_name(const unsigned char *name, const unsigned char *end, int *i)
{
    size_t n = 0;
    while (n < TN_REFERENCE_LONGEST && (is_digit(name[n]) || tn_is_ascii_letter(name[n]))) n++;
    if (name + n < end && name[n] == ';' && (*i = find_name(name, n)) >= 0) return n + 1;
    for (n = n < TN_REFERENCE_BARE_LONGEST ? n : TN_REFERENCE_BARE_LONGEST; n > 1; n--)
        if ((*i = find_name(name, n)) >= 0 && tn_references[*i].flags & TN_REFERENCE_BARE) return n;
    return 0;
}

bool tn_reference_scan_html(const unsigned char *p, const unsigned char *end, bool attribute, struct tn_reference *r)
{
    const unsigned char *cur = p, *mar = p;
    int i;
/*!re2c
    "&#" digit{1,40}     { size_t n = (size_t)(cur - p); uint32_t c = number(p + 2, cur, 10);
                           return !is_digit(*cur) && set(r, n + (*cur == ';'), c, 0); }
    "&#" 'x' hex{1,40}   { size_t n = (size_t)(cur - p); uint32_t c = number(p + 3, cur, 16);
                           return !is_hex(*cur) && set(r, n + (*cur == ';'), c, 0); }
    "&" [A-Za-z]         { size_t n = longest_name(p + 1, end, &i); if (n == 0) return false;
                           unsigned char next = p[n + 1];
                           bool bare = p[n] != ';';
                           if (attribute && bare && (next == '=' || is_digit(next) || tn_is_ascii_letter(next))) return false;
                           return set(r, n + 1, tn_references[i].first, tn_references[i].second); }
    *                    { return false; }
*/
}

size_t tn_reference_decode_html(const unsigned char *text, size_t length, bool attribute, unsigned char *out)
{
    struct tn_reference r;
    size_t to = 0;
    for (size_t i = 0; i < length;) {
        if (text[i] == '&' && tn_reference_scan_html(text + i, text + length, attribute, &r)) {
            memcpy(out + to, r.text, r.text_length);
            to += r.text_length;
            i += r.length;
        } else {
            out[to++] = text[i++];
        }
    }
    return to;
}
