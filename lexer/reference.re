/* reference.re - the grammar of a character reference, and of what scrapes make of one.
 *
 * HTML 13.2.5.72 on, but for two things: without its semicolon a name counts only before what is no letter,
 * digit or `=` (the standard's rule for attributes, 13.2.5.73, taken for all text); and a space may have come
 * behind the `&` or `#` or before the `;`. */
#include "reference.h"
#include "reference_lex.h"

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

    "&" gap? "#" gap? @a digit{1,24} @b gap? ";"   { return tn_reference_set_number(r, a, b, 10, (size_t)(cur - p)); }
    "&" gap? "#" gap? 'x' @a hex{1,24} @b gap? ";" { return tn_reference_set_number(r, a, b, 16, (size_t)(cur - p)); }
    "&#" @a digit{1,24}         { return !tn_reference_is_digit(*cur) &&
                                         tn_reference_set_number(r, a, cur, 10, (size_t)(cur - p)); }
    "&#" 'x' @a hex{1,24}       { return !tn_reference_hex_goes_on(cur, end) &&
                                         tn_reference_set_number(r, a, cur, 16, (size_t)(cur - p)); }
    "&nbsp;"                    { return tn_reference_set(r, (size_t)(cur - p), 0xA0, 0); } // by far the most frequent one
    "&" @a name ";"             { return tn_reference_set_name(r, a, (size_t)(cur - a) - 1, 0, (size_t)(cur - p)); }
    "&" @a name @b gap ";"      { return tn_reference_set_name(r, a, (size_t)(b - a), TN_REFERENCE_BARE | TN_REFERENCE_SPACED,
                                                               (size_t)(cur - p)); }
    "&" gap @a name @b gap? ";" { return tn_reference_set_name(r, a, (size_t)(b - a), TN_REFERENCE_SPACED, (size_t)(cur - p)); }
    "&" @a name                 { return !tn_reference_goes_on(cur, end) &&
                                         tn_reference_set_name(r, a, (size_t)(cur - a), TN_REFERENCE_BARE, (size_t)(cur - p)); }
    *                           { return false; }
*/
}

bool tn_reference_scan_html(const unsigned char *p, const unsigned char *end, bool attribute, struct tn_reference *r)
{
    const unsigned char *cur = p, *mar = p;
/*!re2c
    "&#" digit{1,40}     { return !tn_reference_is_digit(*cur) &&
                                  tn_reference_set_number(r, p + 2, cur, 10, (size_t)(cur - p) + (*cur == ';')); }
    "&#" 'x' hex{1,40}   { return !tn_reference_is_hex(*cur) &&
                                  tn_reference_set_number(r, p + 3, cur, 16, (size_t)(cur - p) + (*cur == ';')); }
    "&" [A-Za-z]         { return tn_reference_set_longest(r, p, end, attribute); }
    *                    { return false; }
*/
}
