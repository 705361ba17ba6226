/* tag.c - the rules for markup that was left over: whole tags, comments, scripts.
 *
 * A `<` of the stream is looked at with what follows it, over line ends.  One that was made (by `&lt;`, say)
 * and one whose tag came together only when something in it was taken away are found by the `>` that ends
 * them, in their line.  What could still begin a tag is broken up when the line is committed. */
#include <string.h>

#include "markup.h"
#include "residue.h"
#include "rules.h"
#include "state.h"

/* So many bytes tell all about what is no longer than TN_MARKUP_LONGEST, its closer included; however many more are at
 * hand, nothing is made of them. */
enum { AT_HAND = TN_MARKUP_LONGEST + 16 };

void tn_markup_leave(struct tnorm *t, enum tn_markup_kind kind)
{
    static const unsigned char blank[] = " ";
    bool rows = t->rows;
    if (kind == TN_MARKUP_CELL || (rows && tn_markup_ends_line(kind))) {
        tn_window_put_back(&t->window, blank, 1, TN_MARKUP);
        return;
    }
    if (rows) return;
    if (kind == TN_MARKUP_BLOCK) {
        tn_break(t, TN_BREAK_PARAGRAPH);
    } else if (kind == TN_MARKUP_BREAK) {
        bool second = t->line.length == 0 && (t->breaks > 0 || t->html); /* a page has no other empty lines */
        tn_break(t, second ? TN_BREAK_PARAGRAPH : TN_BREAK_LINE);
        t->breaks = 1;
    } else if (kind == TN_MARKUP_LINE) {
        tn_break(t, TN_BREAK_LINE);
    }
    t->feeds = 0;
}

/* The same of what was left over, which counts; of a page, the tokenizer counts. */
static void leave(struct tnorm *t, enum tn_markup_kind kind)
{
    t->account.cause[TN_MARKUP].count++;
    tn_markup_leave(t, kind);
}

/* How many of the bytes at p are c as the first one is; the window ends with a NUL. */
static size_t run_of(const unsigned char *p, unsigned char c)
{
    size_t n = 1;
    while (p[n] == c) n++;
    return n;
}

/* Is the `>` before byte n of the input the lesser part of U+226F?  Canonically equivalent text is not to be
 * treated differently (Unicode 3, C6). */
static bool is_negated(const struct tnorm *t, size_t n)
{
    const unsigned char *p = tn_window_cur(&t->window) + n; /* the window ends with a NUL */
    return p[0] == 0xCC && p[1] == 0xB8;
}

/* The search goes on from this offset in the stream: what was searched before is not searched again. */
static void resume(struct tn_search *s, uint64_t offset)
{
    if (offset < s->from || offset > s->to) *s = (struct tn_search){offset, offset, false};
}

/* Does the byte stand in what is at hand, of which nothing was written back?  Then *at is its place in the window. */
static bool is_ahead(struct tnorm *t, enum tn_ahead which, size_t *at)
{
    static const unsigned char bytes[TN_AHEADS] = {'>', '&', '\f', '\n', '/'};
    const struct tn_window *w = &t->window;
    struct tn_search *s = &t->ahead[which];
    uint64_t offset = tn_window_offset(w);
    resume(s, offset);
    const unsigned char *begin = tn_window_cur(w) + (s->to - offset), *end = tn_window_end(w);
    if (!s->found && begin < end) {
        const unsigned char *hit = memchr(begin, bytes[which], (size_t)(end - begin));
        s->found = hit != NULL;
        if (!hit) hit = end;
        s->to += (uint64_t)(hit - begin);
        begin = hit;
    }
    *at = (size_t)(begin - w->bytes);
    return s->found;
}

/* If there is nothing in the rest of the text that could be, or become, a `>`, that is noted: what is open from
 * here on stays so.  A form feed may end the document before the text ends. */
static void note_last(struct tnorm *t)
{
    bool decomposes = t->options.form == TNORM_FORM_NFD || tn_is_compatible(t); /* U+226F has a `>` then */
    size_t at;
    if (t->no_more_tags || !t->final || decomposes) return;
    if (is_ahead(t, TN_AHEAD_MORE, &at) || is_ahead(t, TN_AHEAD_AMPERSAND, &at) ||
        is_ahead(t, TN_AHEAD_FORM_FEED, &at))
        return;
    t->no_more_tags = true;
    t->line.no_more_tags = t->line.length;
}

void tn_less_stays(struct tnorm *t, size_t behind)
{
    t->line.syntax = true;
    t->line.last_less = t->line.length - behind - 1;
    t->line.looked_at = 0;
}

/* n times `<` that stay. */
static void stay(struct tnorm *t, size_t n)
{
    tn_keep(t, n);
    tn_less_stays(t, 0);
}

/* Looks in bytes [begin, end) of the window for the first place where a closer stands, or begins if more than these bytes `follow`;
 * `end` if there is none.  *found: a whole one. */
static size_t find_closer(const struct tnorm *t, enum tn_closer closer, size_t begin, size_t end, bool follow,
                          bool *found)
{
    static const struct {
        const char *text;
        size_t length;
    } closers[TN_CLOSERS] = {{"-->", 3}, {"</script", 8}, {"</style", 7}};
    const unsigned char *text = t->window.bytes, *p = text + begin;
    const char *wanted = closers[closer].text;
    size_t length = closers[closer].length;
    *found = false;
    for (; (p = memchr(p, wanted[0], (size_t)(text + end - p))) != NULL; p++) {
        bool at_hand = (size_t)(text + end - p) >= length;
        if (at_hand && tn_ascii_lower(p[length - 1]) != (unsigned char)wanted[length - 1])
            continue; /* most */
        size_t i = tn_ascii_agree(p, (size_t)(text + end - p), wanted, length);
        /* what makes another character of a closer's `>` may be cut, too; behind the last byte stands a NUL */
        bool cut = p + i == text + end || (i == length && p[i] == 0xCC && p + i + 1 == text + end);
        bool whole =
            i == length && !(cut && (follow || closer != TN_CLOSE_COMMENT)); /* a tag has a `>` behind it */
        *found = whole && !(p[i] == 0xCC && p[i + 1] == 0xB8);
        if (*found || (cut && follow)) return (size_t)(p - text);
    }
    return end;
}

enum search { SEARCH_FOUND, SEARCH_NONE, SEARCH_MORE };

/* The same from `begin` on, in what is at hand of the row or document. */
static enum search search(struct tnorm *t, enum tn_closer closer, size_t begin, size_t *at)
{
    struct tn_window *w = &t->window;
    struct tn_search *s = &t->search[closer];
    uint64_t shift = w->origin - TN_WINDOW_HEADROOM; /* from a place in the window to one in the stream */
    size_t end;
    bool whole = is_ahead(t, t->rows ? TN_AHEAD_LINE_FEED : TN_AHEAD_FORM_FEED, &end) || t->final;
    resume(s, begin + shift);
    if (!s->found && s->to < end + shift)
        s->to = find_closer(t, closer, (size_t)(s->to - shift), end, !whole, &s->found) + shift;
    *at = (size_t)(s->to - shift);
    return s->found ? SEARCH_FOUND : whole ? SEARCH_NONE : SEARCH_MORE;
}

/* More input is wanted for the token of which `have` bytes are at hand: twice as much, so that looking at it
 * again and again stays linear. */
static void want(struct tnorm *t, size_t have)
{
    t->need = have * 2 < AT_HAND ? have * 2 : AT_HAND;
    if (t->need <= have) t->need = have + 2;
}

static size_t skip_blanks(const unsigned char *text, size_t at, size_t length)
{
    while (at < length && (text[at] == ' ' || text[at] == '\t' || text[at] == '\r')) at++;
    return at;
}

/* How many words end the line, of a few. */
static size_t words_before(const struct tn_line *line)
{
    enum { REACH = 64, MOST = 3 };
    size_t words = 0, least = line->length > REACH ? line->length - REACH : 0;
    for (size_t i = line->length; i > least && words < MOST; i--)
        words += line->text[i - 1] != ' ' && (i == line->length || line->text[i] == ' ');
    return words;
}

/* Is it the beginning of prose rather than of a script or a style, as where somebody writes about <style>?  It goes on in the same
 * line, with a few words up to the end of a line, or of a sentence some of which stand `before` the tag, and with no sign that
 * programs are made of but `)`, as the tag may stand in parentheses.  Selectors of CSS have commas or a brace behind them. */
static bool is_prose(size_t before, const unsigned char *text, size_t length)
{
    enum { WORDS = 5 };
    size_t words = 0, at = skip_blanks(text, 0, length);
    unsigned char last = ' ', c;
    if (at < length && (text[at] == '"' || text[at] == '\'')) return false; /* "use strict" */
    for (; at < length && !strchr("{}([];=<>/*#@$|\\_", c = text[at]); at++) {
        if (c == '\n') {
            size_t next = skip_blanks(text, at + 1, length);
            size_t enough = last == '.' || last == '!' || last == '?' ? WORDS - before : WORDS;
            if (words >= enough && last != ',' && (next == length || text[next] != '{')) return true;
            if (words == 0 || (next < length && text[next] == '\n')) return false;
            at = next - 1;
        } else if (skip_blanks(text, at, at + 1) == at) {
            words += at == 0 || text[at - 1] <= ' ';
            last = c;
        }
    }
    return false;
}

/* Has the script or style no content, as one in JSX and XML that ends with a solidus?  What is behind it would go with the content
 * of another.  In HTML it has some all the same (13.2.5.40), and then no tag stands before its end. */
static bool is_empty(const struct tn_markup *m, bool closed, const unsigned char *content, size_t length)
{
    return m->empty && (!closed || memchr(content, '<', length));
}

/* Something with content: a comment or script that begins at the `<` and whose content begins `length` bytes
 * further on. */
static void take_content(struct tnorm *t, const struct tn_markup *m)
{
    enum { BARE_SCRIPT = sizeof "<script>" - 1 }; /* the longest tag without attributes */
    struct tn_window *w = &t->window;
    size_t at, left = w->end - w->cur, length = m->length;
    bool comment = m->kind == TN_MARKUP_COMMENT;
    enum tn_closer closer = comment                       ? TN_CLOSE_COMMENT
                            : m->kind == TN_MARKUP_SCRIPT ? TN_CLOSE_SCRIPT
                                                          : TN_CLOSE_STYLE;
    /* HTML 13.2.5.43: `<!-->` and `<!--->` are whole comments */
    enum search found = search(t, closer, w->cur + (comment ? 2 : length), &at);
    if (found == SEARCH_MORE && left < AT_HAND) {
        want(t, left);
        return;
    }
    bool closed = found == SEARCH_FOUND && at - w->cur <= TN_MARKUP_LONGEST;
    t->account.unclosed += !closed;
    if (comment && !closed) {
        note_last(t);
        tn_keep(t, length); /* all that opens it */
        tn_less_stays(t, length - 1);
        return;
    }
    size_t all = closed ? at - w->cur : length;
    const unsigned char *content = tn_window_cur(w) + length;
    bool bare = !comment && length <= BARE_SCRIPT;
    bool alone = is_empty(m, closed, content, all - length) ||
                 (bare && is_prose(words_before(&t->line), content, all - length));
    if (!alone) length = all + (comment ? 3 : 0);
    tn_drop(t, length, TN_MARKUP); /* the end tag of a script is a token of its own */
    leave(t, TN_MARKUP_INLINE);
}

/* Is the bare tag of `length` bytes at p text that stands for something, as far as the line is at hand?  *unsure: that is too little. */
static bool stands_for_something(struct tnorm *t, const unsigned char *p, size_t length, bool *unsure)
{
    const struct tn_line *line = &t->line;
    size_t left = (size_t)(tn_window_end(&t->window) - p) - length;
    size_t reach = left < TN_MARKUP_REACH ? left : TN_MARKUP_REACH, ahead = reach, at;
    size_t from = t->window.cur + length;
    for (enum tn_ahead end = TN_AHEAD_FORM_FEED; end <= TN_AHEAD_LINE_FEED; end++) {
        if (is_ahead(t, end, &at) && at >= from && at - from < ahead) ahead = at - from;
    }
    if (ahead < reach && ahead > 0 && p[length + ahead - 1] == '\r') ahead--;
    *unsure =
        ahead == reach && left < TN_MARKUP_REACH + 2 && !t->final; /* two bytes more tell of an end tag */
    if (*unsure) return false;
    bool slash = is_ahead(t, TN_AHEAD_SLASH, &at) && at - from < ahead; /* the tag has none */
    return tn_markup_stands(line->text, line->length, line->continued, p, length, ahead, slash);
}

/* What begins with the `<` at the front of the input, of which `left` bytes are at hand, at p. */
static struct tn_markup what_begins(struct tnorm *t, const unsigned char *p, size_t left)
{
    struct tn_markup m = tn_markup_scan(t->line.text, t->line.length, p, tn_window_end(&t->window));
    size_t seen = m.length < AT_HAND ? m.length : AT_HAND;
    if (m.status == TN_MARKUP_NONE && m.length >= AT_HAND) m.status = TN_MARKUP_OPEN;
    if (m.status != TN_MARKUP_NONE && t->rows && memchr(p, '\n', seen)) m.status = TN_MARKUP_NONE;
    bool ends = m.status == TN_MARKUP_FOUND && m.kind != TN_MARKUP_COMMENT;
    if (ends && m.length + 2 > left && !t->final) m.status = TN_MARKUP_OPEN;
    if (ends && is_negated(t, m.length)) m.status = TN_MARKUP_NONE;
    if (m.status != TN_MARKUP_FOUND) return m;
    bool unsure = false, bare = ends && tn_markup_is_bare(p, m.length);
    if (bare && stands_for_something(t, p, m.length, &unsure))
        m.status = TN_MARKUP_TEXT;
    else if (unsure)
        m.status = TN_MARKUP_OPEN;
    else if (tn_markup_is_code(t->line.text, t->line.length, p[m.length]))
        m.status = TN_MARKUP_NONE;
    return m;
}

void tn_rule_less(struct tnorm *t)
{
    struct tn_window *w = &t->window;
    const unsigned char *p = tn_window_cur(w);
    size_t left = w->end - w->cur, run = run_of(p, '<');
    if (run > 1) { /* but for the last of them, which nothing is known of yet */
        stay(t, run - 1);
        return;
    }
    if (tn_keeps(t, TNORM_KEEP_MARKUP) || w->cur < w->made) {
        stay(t, 1);
        return;
    }
    struct tn_markup m = what_begins(t, p, left);
    if (m.status == TN_MARKUP_OPEN && left < AT_HAND && !t->final) {
        want(t, left);
    } else if (m.status == TN_MARKUP_FOUND && m.length <= TN_MARKUP_LONGEST && m.kind >= TN_MARKUP_SCRIPT) {
        take_content(t, &m);
    } else if (m.status == TN_MARKUP_FOUND && m.length <= TN_MARKUP_LONGEST) {
        if (!t->rows && tn_markup_ends_line(m.kind) && tn_may_reread(t) && tn_mojibake_reread(t)) return;
        tn_drop(t, m.length, TN_MARKUP);
        leave(t, m.kind);
    } else {
        if (m.status != TN_MARKUP_NONE && m.status != TN_MARKUP_TEXT) {
            t->account.unclosed++;
            note_last(t);
        }
        const size_t open = t->line.last_less, looked_at = t->line.looked_at;
        stay(t, 1);
        if (m.status == TN_MARKUP_TEXT) { /* no tag begins here, but one may be open */
            t->line.last_less = open;
            t->line.looked_at = looked_at;
        }
    }
}

/* The tag or comment that the line's end has become goes. */
static void take_back(struct tnorm *t, size_t start, enum tn_markup_kind kind)
{
    size_t original = tn_cut(t, t->line.length - start);
    tn_account_removed(&t->account, TN_MARKUP, original);
    leave(t, kind < TN_MARKUP_SCRIPT ? kind : TN_MARKUP_INLINE);
}

static bool ends_comment(const unsigned char *p, size_t length)
{
    return length >= 7 && memcmp(p + length - 3, "-->", 3) == 0;
}

/* Does a `>` end the line behind which another one ends nothing either: as no tag is open, or as it stands in an attribute's value? */
static bool is_idle(const struct tn_line *line)
{
    bool more = line->length > 0 && line->text[line->length - 1] == '>';
    return more && (line->last_less == TN_NOWHERE || line->looked_at == line->length);
}

void tn_rule_more(struct tnorm *t)
{
    struct tn_line *line = &t->line;
    if (tn_keeps(t, TNORM_KEEP_MARKUP)) {
        if (!t->html || !tn_html_ends_cdata(t)) tn_keep(t, 1);
        return;
    }
    size_t run = is_idle(line) ? run_of(tn_window_cur(&t->window), '>') : 1;
    if (run > 1) { /* but for the last of them, which may be the lesser part of another character */
        tn_keep(t, run - 1);
        return;
    }
    bool negated = is_negated(t, 1);
    if (!negated && tn_residue_ends(t)) return;
    tn_keep(t, 1);
    if (negated) return;
    size_t start = line->last_less, length = line->length - start;
    if (start == TN_NOWHERE || length > TN_LINE_LOOKBACK) return;
    line->text[line->length] = 0;
    if (!line->looked_at) t->tag = (struct tn_markup_progress){0};
    struct tn_markup m =
        tn_markup_scan_on(line->text, start, line->text + start, line->text + line->length, &t->tag);
    line->looked_at = m.status == TN_MARKUP_OPEN ? line->length : 0;
    /* the next byte of the input is at hand: TN_RESERVE */
    unsigned char after = m.length < length ? line->text[start + m.length] : *tn_window_cur(&t->window);
    if (m.status == TN_MARKUP_FOUND && tn_markup_is_code(line->text, start, after)) m.status = TN_MARKUP_NONE;
    if (m.status == TN_MARKUP_NONE)
        line->last_less = TN_NOWHERE; /* and never will be one */
    else if (m.status == TN_MARKUP_FOUND && m.kind == TN_MARKUP_COMMENT) {
        if (ends_comment(line->text + start, length)) take_back(t, start, m.kind);
    } else if (m.status == TN_MARKUP_FOUND && m.length == length)
        take_back(t, start, m.kind);
}
