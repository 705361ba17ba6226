/* reference.c - what the names and numbers of character references stand for, and what follows them. */
#include "reference.h"

#include <string.h>

#include "category.h"
#include "forms.h"
#include "hash.h"
#include "reference_lex.h"
#include "references.h"
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

bool tn_reference_goes_on(const unsigned char *p, const unsigned char *end)
{
    return *p == '=' || tn_reference_is_digit(*p) || tn_is_ascii_letter(*p) || continues_word(p, end);
}

bool tn_reference_hex_goes_on(const unsigned char *p, const unsigned char *end)
{
    /* a letter may be an ASCII letter and a mark in another form */
    uint32_t piece = first_piece(beyond_ascii(p, end));
    return tn_reference_is_hex(*p) ||
           (piece < 0x80 ? tn_reference_is_hex((unsigned char)piece) : continues_word(p, end));
}

/* HTML 13.2.5.80: what a number stands for. */
static uint32_t point_of_number(const unsigned char *digits, const unsigned char *end, uint32_t base)
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

bool tn_reference_set_number(struct tn_reference *r, const unsigned char *digits, const unsigned char *end,
                             uint32_t base, size_t whole)
{
    return tn_reference_set(r, whole, point_of_number(digits, end, base), 0);
}

bool tn_reference_set_name(struct tn_reference *r, const unsigned char *name, size_t length, unsigned flags,
                           size_t whole)
{
    int i = find_name(name, length);
    if (i < 0 && flags == 0) i = find_capitals(name, length);
    if (i < 0 || (flags && !(tn_references[i].flags & flags))) return false;
    return tn_reference_set(r, whole, tn_references[i].first, tn_references[i].second);
}

/* The longest name that the letters and digits at `name` begin with; 0 if none does, and *i is its place. */
static size_t longest_name(const unsigned char *name, const unsigned char *end, int *i)
{
    size_t n = 0;
    while (n < TN_REFERENCE_LONGEST && (tn_reference_is_digit(name[n]) || tn_is_ascii_letter(name[n]))) n++;
    if (name + n < end && name[n] == ';' && (*i = find_name(name, n)) >= 0) return n + 1;
    for (n = n < TN_REFERENCE_BARE_LONGEST ? n : TN_REFERENCE_BARE_LONGEST; n > 1; n--)
        if ((*i = find_name(name, n)) >= 0 && tn_references[*i].flags & TN_REFERENCE_BARE) return n;
    return 0;
}

bool tn_reference_set_longest(struct tn_reference *r, const unsigned char *p, const unsigned char *end,
                              bool attribute)
{
    int i;
    size_t n = longest_name(p + 1, end, &i);
    if (n == 0) return false;
    unsigned char next = p[n + 1];
    bool bare = p[n] != ';';
    if (attribute && bare && (next == '=' || tn_reference_is_digit(next) || tn_is_ascii_letter(next)))
        return false;
    return tn_reference_set(r, n + 1, tn_references[i].first, tn_references[i].second);
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
