/* html_tokenizer.re - the tokenizer of HTML 13.2.5, where text is concerned: what begins at a `<` of a page, and what no reader
 * sees of it.  Visible text is lexer/text.re's; it is here only in elements that are hidden.
 *
 * Every rule is one step of the standard's states, with its clause; so each may be cut from the next anywhere, and no
 * tag, comment or script has to be at hand as a whole.  The laws of text.re hold here, too. */
#include <string.h>

#include "html.h"
#include "rules.h"
#include "state.h"

/*!conditions:re2c*/
/*!max:re2c format = "_Static_assert(@@ <= TN_RESERVE, \"a rule is longer than what it is given\");"; */

/* The condition for a part of the page. */
static int condition(enum tn_html_part part)
{
    static const int conditions[] = {
        [TN_HTML_SKIP] = yycskip, [TN_HTML_RAW] = yycraw, [TN_HTML_SCRIPT] = yycscript,
        [TN_HTML_LINKED] = yyclinked};
    return part == TN_HTML_TEXT ? TN_HTML_VISIBLE : conditions[part];
}

bool tn_html_is_cut(const struct tn_html *h) { return h->state != TN_HTML_VISIBLE && h->state != yycskip; }

/* The first c from p on, or `end`. */
static const unsigned char *find_byte(const unsigned char *p, const unsigned char *end, int c)
{
    const unsigned char *found = memchr(p, c, (size_t)(end - p));
    return found ? found : end;
}

#define LENGTH    ((size_t)(cur - tok))
#define TO(c)     do { state = yyc##c; goto next; } while (0)
#define UP_TO(c)  cur = find_byte(cur, end, c) /* a run of all but c is longer than what the rule took of it */
#define AGAIN(c)  do { state = yyc##c; cur = tok; goto again; } while (0) /* the token is another condition's */
#define TAG(at, n, is_end) do { if (!tn_html_tag(t, at, n, is_end)) goto reread; } while (0)

bool tn_html_lex(struct tnorm *t)
{
    struct tn_html *h = &t->page;
    const unsigned char *begin = tn_window_cur(&t->window), *end = tn_window_end(&t->window);
    const unsigned char *cur = begin, *mar = cur, *tok = cur;
    int state = h->state;
next:
    if (cur == end || ((size_t)(end - cur) < TN_RESERVE && !t->final)) {
        tn_drop(t, (size_t)(cur - begin), TN_MARKUP);
        h->state = state;
        return false;
    }
again:
    tok = cur;
/*!re2c
    re2c:api:style = free-form;
    re2c:yyfill:enable = 0;
    re2c:sentinel = 0;
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYCURSOR = cur;
    re2c:define:YYMARKER = mar;
    re2c:define:YYGETCONDITION = "state";

    nul   = [\x00];
    ws    = [ \t\n\f\r];
    alpha = [A-Za-z];
    named = [^ \t\n\f\r/>\x00];
    name  = alpha named{0,30};
    after = [ \t\n\f\r/>];
    known = [A-Za-z\-]{1,30};

    // 13.2.5.1, of text that nobody sees
    <skip> [^<]                 { UP_TO('<'); TO(skip); }
    <skip> "<"                  { AGAIN(open); }

    // 13.2.5.6 to 8, 13.2.5.42: what a `<` begins
    <open> "<" name             { TAG(tok + 1, LENGTH - 1, false); TO(name); }
    <open> "<" name ws          { TAG(tok + 1, LENGTH - 2, false); TO(space); }
    <open> "<" name ">"         { TAG(tok + 1, LENGTH - 2, false); goto end_of_tag; }
    <open> "</" name            { TAG(tok + 2, LENGTH - 2, true); TO(name); }
    <open> "</" name ">"        { TAG(tok + 2, LENGTH - 3, true); goto end_of_tag; }
    <open> "</>"                { goto over; }
    <open> "<!--"               { TO(comment_start); }
    <open> "<![CDATA["          { if (tn_html_cdata(h)) goto over; TO(bogus); }
    <open> "<!" | "<?"          { TO(bogus); }
    <open> "</"                 { if (cur < end) TO(bogus); cur = tok; goto literal; }
    <open> "<"                  { cur = tok; goto literal; }

    // 13.2.5.8, the rest of a name that is longer than any that is known
    <name> named+               { tn_html_longer_name(h, tok, LENGTH); TO(name); }
    <name> nul                  { tn_html_longer_name(h, tok, LENGTH); TO(name); }
    <name> after                { AGAIN(space); }

    // 13.2.5.32 to 40: attributes. A NUL is a part of a name; behind a value in quotes, the next may begin at once
    <space> ws+                 { TO(space); }
    <space> "/"                 { TO(slash); }
    <space> ">"                 { goto end_of_tag; }
    <space> "="                 { tn_html_attribute(h); TO(attribute); }
    <space> [^ \t\n\f\r/>=]     { tn_html_attribute(h); AGAIN(attribute); }
    <space> known "=" ["]       { tn_html_whole_attribute(h, tok, LENGTH - 2); TO(double); }
    <space> ws known "=" ["]    { tn_html_whole_attribute(h, tok + 1, LENGTH - 3); TO(double); }

    <attribute> [^ \t\n\f\r/>=\x00]+ { tn_html_attribute_name(h, tok, LENGTH); TO(attribute); }
    <attribute> nul             { tn_html_attribute_name(h, tok, LENGTH); TO(attribute); }
    <attribute> "="             { tn_html_attribute_named(h); TO(value); }
    <attribute> ws | [/>]       { tn_html_attribute_named(h); AGAIN(unvalued); }

    <unvalued> ws+              { TO(unvalued); }
    <unvalued> "="              { TO(value); }
    <unvalued> [^ \t\n\f\r=]    { AGAIN(space); }

    <value> ws+                 { TO(value); }
    <value> ["]                 { TO(double); }
    <value> [']                 { TO(single); }
    <value> ">"                 { goto end_of_tag; }
    <value> [^ \t\n\f\r"'>]     { AGAIN(bare); }

    <double> [^"]               { UP_TO('"'); tn_html_value(h, tok, LENGTH); TO(double); }
    <single> [^']               { UP_TO('\''); tn_html_value(h, tok, LENGTH); TO(single); }
    <bare> [^ \t\n\f\r>\x00]+ | nul { tn_html_value(h, tok, LENGTH); TO(bare); }
    <double> ["]                { tn_html_value_end(h); TO(space); }
    <single> [']                { tn_html_value_end(h); TO(space); }
    <bare> ws | ">"             { tn_html_value_end(h); AGAIN(space); }

    <slash> ">"                 { h->tag.closed = true; goto end_of_tag; }
    <slash> [^>]                { AGAIN(space); }

    // 13.2.5.41, and 13.2.5.53 on: a doctype ends at the first `>`, too
    <bogus> [^>]                { UP_TO('>'); TO(bogus); }
    <bogus> ">"                 { goto over; }

    // 13.2.5.43 to 52
    <comment_start> "-"? ">"    { goto over; }
    <comment_start> "--"        { TO(comment_end); }
    <comment_start> [^>]        { AGAIN(comment); }
    <comment> [^\-]             { UP_TO('-'); TO(comment); }
    <comment> "-"               { TO(comment_dash); }
    <comment_dash> "-"          { TO(comment_end); }
    <comment_dash> [^\-]        { AGAIN(comment); }
    <comment_end> ">"           { goto over; }
    <comment_end> "!"           { TO(comment_bang); }
    <comment_end> "-"+          { TO(comment_end); }
    <comment_end> [^>!\-]       { AGAIN(comment); }
    <comment_bang> ">"          { goto over; }
    <comment_bang> [^>]         { AGAIN(comment); }

    // 13.2.5.2, 3, 9 to 14: what is no markup but its own end tag
    <raw> [^<]                  { UP_TO('<'); tn_html_raw(h, tok, LENGTH); TO(raw); }
    <raw> "</" alpha{1,30} / after { if (!tn_html_is_raw(h, tok + 2, LENGTH - 2)) { tn_html_raw(h, tok, LENGTH); TO(raw); } TAG(tok + 2, LENGTH - 2, true); TO(name); }
    <raw> "<"                   { tn_html_raw(h, tok, LENGTH); TO(raw); }

    // 13.2.5.4, 15 to 31: scripts, which may hold scripts in a comment
    <script> [^<]               { UP_TO('<'); TO(script); }
    <script> "<!--"             { TO(escaped_dashes); }
    <script, escaped, linked> "</" 'script' / after { TAG(tok + 2, LENGTH - 2, true); TO(name); }
    <script> "<"                { TO(script); }

    // JSON-LD 1.1, 4.2.3: what is said to be of a type
    <linked> [^<"\x00]+ | nul | ["] { TO(linked); }
    <linked> ["] "@type" ["] ws? ":" ws? ("[" ws?)? ["] alpha{1,22} ["] { tn_html_linked_type(h, tok, LENGTH); TO(linked); }
    <linked> "<!--"             { TO(escaped_dashes); }
    <linked> "<"                { TO(linked); }

    <escaped> [^<\-\x00]+ | nul { TO(escaped); }
    <escaped> "-"               { TO(escaped_dash); }
    <escaped> "<" 'script' / after { TO(nested); }
    <escaped> "<"               { TO(escaped); }
    <escaped_dash> "-"          { TO(escaped_dashes); }
    <escaped_dash> [^\-]        { AGAIN(escaped); }
    <escaped_dashes> "-"+       { TO(escaped_dashes); }
    <escaped_dashes> ">"        { TO(script); }
    <escaped_dashes> [^\->]     { AGAIN(escaped); }

    <nested> [^<\-\x00]+ | nul  { TO(nested); }
    <nested> "-"                { TO(nested_dash); }
    <nested> "</" 'script' / after { TO(escaped); }
    <nested> "<"                { TO(nested); }
    <nested_dash> "-"           { TO(nested_dashes); }
    <nested_dash> [^\-]         { AGAIN(nested); }
    <nested_dashes> "-"+        { TO(nested_dashes); }
    <nested_dashes> ">"         { TO(script); }
    <nested_dashes> [^\->]      { AGAIN(nested); }

    <*> *                       { TO(skip); } // cannot be: every condition has a rule for every byte
*/
over: /* a comment or the like has ended */
    t->account.cause[TN_MARKUP].count++;
    tn_drop(t, (size_t)(cur - begin), TN_MARKUP);
    h->state = condition(tn_html_part(h));
    return true;
end_of_tag:
    tn_drop(t, (size_t)(cur - begin), TN_MARKUP);
    h->state = condition(tn_html_end_of_tag(t));
    if (h->state != TN_HTML_VISIBLE || !tn_html_tag_follows(t)) return true;
    begin = cur = tn_window_cur(&t->window);
    TO(open);
literal: /* a `<` that begins nothing */
    tn_drop(t, (size_t)(cur - begin), TN_MARKUP);
    h->state = condition(tn_html_part(h));
    if (h->state == TN_HTML_VISIBLE)
        tn_keep(t, 1);
    else
        tn_drop(t, 1, TN_MARKUP);
    return true;
reread: /* the line before the tag was put back to be read again: nothing was dropped, as it was visible */
    h->state = TN_HTML_VISIBLE;
    return true;
}

void tn_html_begin(struct tnorm *t)
{
    t->page.state = yycopen;
    (void)tn_html_lex(t); /* if it wants more input, it will say so again */
}
