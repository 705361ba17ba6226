/* text.re - the grammar of a scrape: which stretch of input is whose to decide.
 *
 * Laws, so that the result does not depend on how the input is cut:
 *   1. a rule without a loop is at most TN_RESERVE bytes long, and a token starts only if so many are at hand;
 *   2. a rule with a loop is one class repeated and may be cut anywhere;
 *   3. no such class holds the first character of another rule.
 * A NUL stands behind the input: it belongs to no class, so no rule runs past it (re2c proves that). */
#include "rules.h"
#include "state.h"

/*!conditions:re2c*/
/*!max:re2c format = "_Static_assert(@@ <= TN_RESERVE, \"a rule is longer than what it is given\");"; */
/*!include:re2c "_characters.re" */

#define LENGTH ((size_t)(cur - tok))

/* Takes one token, or asks for more input. */
static void token(struct tnorm *t)
{
    const unsigned char *tok = tn_window_cur(&t->window), *cur = tok, *mar = tok;
/*!re2c
    re2c:api:style = free-form;
    re2c:encoding:utf8 = 1;
    re2c:yyfill:enable = 0;
    re2c:sentinel = 0;
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYCURSOR = cur;
    re2c:define:YYMARKER = mar;
    re2c:define:YYGETCONDITION = "t->grammar";

    between      = ascii | " " | ascii " " | " " ascii | ascii ascii;

    // Runs of ASCII, and of letters up to U+1FFF, are found faster than here (scan.h): a run begins with another
    // character and takes in what ASCII there is between two of them, but no more; what is cut off is plain by itself.
    <nfc> wide (between? wide)*          { tn_rule_letters(t, LENGTH); return; }
    <nfkc> wide_compat (between? wide_compat)* { tn_rule_letters(t, LENGTH); return; }
    <nfc, nfkc> ascii                    { tn_keep(t, LENGTH); return; }
    <nfkc> compatible                    { tn_rule_normalize(t, LENGTH); return; }
    <nfc, nfkc> canonical                { tn_rule_normalize(t, LENGTH); return; }

    <nfc, nfkc> "&"                      { tn_rule_ampersand(t); return; }
    <nfc, nfkc> ";"                      { tn_rule_semicolon(t); return; }
    <nfc, nfkc> "<"                      { tn_rule_less(t); return; }
    <nfc, nfkc> ">"                      { tn_rule_more(t); return; }

    <nfc, nfkc> space+                   { tn_rule_space(t, LENGTH); return; }
    <nfc, nfkc> wide_space               { tn_rule_space(t, LENGTH); return; }
    <nfc, nfkc> [\xa0\xad]               { tn_rule_continuation(t, LENGTH); return; }
    <nfc, nfkc> [\u202f]                 { tn_rule_mongolian_space(t, LENGTH); return; }
    <nfc, nfkc> "\r"? "\n"               { tn_rule_feed(t, LENGTH); return; }
    <nfc, nfkc> [\r\v\u2028]             { tn_rule_break(t, LENGTH); return; }
    <nfc, nfkc> [\u2029]                 { tn_rule_paragraph(t, LENGTH); return; }
    <nfc, nfkc> "\f"                     { tn_rule_form_feed(t, LENGTH); return; }

    // what most often is the beginning of a character of UTF-8 that was misread, also if its end is lost
    <nfc, nfkc> suspect                  { tn_rule_suspect(t, LENGTH); return; }
    <nfc, nfkc> continuation \ special   { tn_rule_continuation(t, LENGTH); return; }
    <nfc, nfkc> c1 | [\x85]              { tn_rule_c1(t, LENGTH); return; }

    <nfc, nfkc> control                  { tn_rule_control(t, LENGTH); return; }
    <nfc, nfkc> escape                   { tn_rule_escape(t); return; }
    <nfc, nfkc> nonchar | invisible | tag { tn_rule_invisible(t, LENGTH); return; }
    <nfc, nfkc> black_flag               { tn_keep(t, LENGTH); return; }
    // a subdivision's flag (UTS #51 ED-14a)
    <nfc, nfkc> black_flag ([\U000e0020-\U000e007e]){1,8} [\U000e007f] { tn_keep(t, LENGTH); return; }
    <nfc, nfkc> [\u200b]                 { tn_rule_zero_width_space(t, LENGTH); return; }
    <nfc, nfkc> [\u200c\u200d]           { tn_rule_joiner(t, LENGTH); return; }
    <nfc, nfkc> variation                { tn_rule_variation(t, LENGTH); return; }
    <nfc, nfkc> bidi_mark                { tn_rule_bidi_mark(t, LENGTH); return; }
    <nfc, nfkc> bidi_open                { tn_rule_bidi_open(t, LENGTH); return; }
    <nfc, nfkc> bidi_close               { tn_rule_bidi_close(t, LENGTH); return; }

    <nfc, nfkc> [\x00]                   { tn_rule_control(t, (size_t)1); return; }
    <nfc, nfkc> *                        { tn_rule_stray(t); return; } // a byte that is no UTF-8
*/
}

bool tn_is_letters(const unsigned char *p)
{
    const unsigned char *cur = p, *mar = p;
/*!re2c
    wide_compat { return true; }
    *           { return false; }
*/
}

bool tn_is_letters_or_sign(const unsigned char *p)
{
    const unsigned char *cur = p, *mar = p;
/*!re2c
    wide                     { return true; }
    (continuation \ special) \ euro { return true; }
    *                        { return false; }
*/
}

void tn_lex(struct tnorm *t)
{
    struct tn_window *w = &t->window;
    const struct tn_line *line = &t->line;
    while (!t->error && w->cur < w->end) {
        if (t->html && t->page.state != TN_HTML_VISIBLE) {
            if (!tn_html_lex(t)) return;
            continue;
        }
        if (t->html && t->page.skip_feed) {
            if (tn_html_skips_feed(t) && t->page.skip_feed) return;
            continue;
        }
        if (t->html && t->page.behind_block) {
            if (w->end - w->cur < t->need && !t->final) return;
            if (tn_html_begins_line(t)) continue;
        }
        if (t->dense_until > 0 && tn_rule_garbage(t) && w->cur == w->end) return;
        size_t left = w->end - w->cur;
        unsigned char c = w->bytes[w->cur];
        if (tn_is_plain(c)) {
            if (line->mojibake == line->length && tn_mojibake_followed(t)) {
                if (t->need > TN_RESERVE) return; /* it waits */
                continue;
            }
            if (tn_keep_plain(t)) continue;
        } else if (c >= 0x80 && tn_begins_letters(w->bytes + w->cur) && line->mojibake != line->length &&
                   tn_keep_plain(t)) {
            continue;
        }
        if (c == '\n' || (c == '\r' && w->bytes[w->cur + 1] == '\n')) {
            tn_rule_feed(t, c == '\n' ? 1 : 2); /* needs nothing behind it: a line is known as soon as it has ended */
            continue;
        }
        if (left < t->need && !t->final) return;
        t->need = TN_RESERVE;
        if (line->mojibake == line->length && tn_mojibake_followed(t)) continue;
        if (c == '\t' && tn_keeps(t, TNORM_KEEP_SPACE))
            tn_rule_space(t, 1); /* each for itself: a token of them all would be looked at again and again */
        else if (c == '<' && t->html)
            tn_html_less(t);
        else
            token(t);
    }
}

enum { GRAMMAR_NFC = yycnfc, GRAMMAR_NFKC = yycnfkc };

int tn_grammar(enum tnorm_form form)
{
    return form == TNORM_FORM_NFKC || form == TNORM_FORM_NFKD ? GRAMMAR_NFKC : GRAMMAR_NFC;
}
