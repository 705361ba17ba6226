/* feed.c - the rules for what ends lines, paragraphs and documents, and for the plain lines between. */
#include "boilerplate.h"
#include "commit.h"
#include "rows.h"
#include "rules.h"
#include "state.h"

static const unsigned char BLANK[] = " ";

/* A line has ended, whatever ended it; two in a row part paragraphs. */
static void part_lines(struct tnorm *t)
{
    t->indent = 0;
    t->feeds++;
    t->block.gap.blank++;
    if (t->feeds > 1)
        tn_block_gap(t, TN_BREAK_PARAGRAPH);
    else if (t->block.gap.kind < TN_BREAK_LINE)
        t->block.gap.kind = TN_BREAK_LINE;
}

/* A line ends here; true if there was one, which starts to count anew. */
static bool end_line(struct tnorm *t)
{
    bool was = tn_commit_line(t);
    part_lines(t);
    return was;
}

/* A line feed at the front of the input is dealt with. */
static void take_feed(struct tnorm *t)
{
    struct tn_window *w = &t->window;
    bool made = w->cur < w->made;
    w->cur++;
    if (made) return;
    t->block.gap.feeds++;
    t->line_start = tn_window_offset(w);
}

/* What indents the next line, and empty lines: by far the most of many scrapes.  The line is empty here. */
static void skip_white(struct tnorm *t)
{
    struct tn_window *w = &t->window;
    if (w->cur < w->made) return;
    struct tn_white white = t->scanner->white(tn_window_cur(w), w->end - w->cur);
    if (white.feeds > 0) t->line_start = tn_window_offset(w) + white.start;
    w->cur += white.length;
    tn_account_removed(&t->account, TN_SPACE, white.length - white.feeds);
    t->account.cause[TN_SPACE].count += white.length - white.feeds - white.returns;
    t->indent = white.feeds > 0 ? white.length - white.start : t->indent + white.length;
    if (white.feeds == 0) return;
    t->block.gap.feeds += white.feeds;
    t->block.gap.blank += white.feeds;
    t->feeds = 2;
    tn_block_gap(t, TN_BREAK_PARAGRAPH);
}

/* ---- plain lines */

/* Keeps what is plain at the beginning of a line, about which nothing is known yet, as long as its text is as it was;
 * true if a line feed ends it. */
static bool keep_plain_line(struct tnorm *t)
{
    struct tn_line *line = &t->line;
    const unsigned char *p = tn_window_cur(&t->window);
    size_t left = (size_t)(tn_window_end(&t->window) - p);
    size_t limit = left < TN_LINE_SIZE ? left : TN_LINE_SIZE - 1;
    size_t n = t->scanner->plain(p, limit, true, true, line->text), end = n;
    if (n == 0) return false;
    line->begin = tn_window_offset(&t->window);
    line->length = n;
    t->window.cur += n;
    if (p[n - 1] == ' ') /* more behind it goes with it (tn_squeeze()), and so does a tab */
        while (p[end] == ' ' || p[end] == '\t') end++;
    if (p[end] != '\n' && (p[end] != '\r' || p[end + 1] != '\n'))
        return false; /* a NUL stands behind the last */
    if (end > n) {
        t->account.cause[TN_SPACE].count += end - n;
        tn_drop(t, end - n, TN_SPACE);
    }
    return true;
}

/* Ends such a line. */
static void commit_plain(struct tnorm *t)
{
    struct tn_line *line = &t->line;
    bool blank = line->text[line->length - 1] == ' ';
    tn_account_removed(&t->account, TN_SPACE, blank);
    line->length -= blank;
    struct tn_stretch s;
    s.text = line->text;
    s.length = line->length;
    s.feeds = 0;
    s.first = s.last = true;
    s.begin = line->begin;
    s.end = tn_window_offset(&t->window);
    tn_tally_clear(&s.tally);
    s.tally.kept = line->length;
    if (tn_is_boilerplate(t, &s))
        tn_block_reject_line(t, &s, TN_BOILERPLATE);
    else
        tn_block_line(t, &s);
    line->length = 0;
    t->feeds = t->breaks = 0;
    t->indent = 0;
}

/* Of the short lines at p, which end at `feeds`, those before the first one that may be a phrase. */
static uint64_t before_phrases(const struct tnorm *t, const unsigned char *p, uint64_t feeds)
{
    if (!tn_asks_for_phrases(t)) return feeds;
    uint64_t text = ~feeds, two = text & text >> 1, four = two & two >> 2;
    for (uint64_t begins = (feeds << 1 | 1) & four; begins; begins &= begins - 1) {
        size_t begin = (size_t)__builtin_ctzll(begins);
        if (tn_phrase_may_start(p + begin, TN_START)) return feeds & ((UINT64_C(1) << begin) - 1);
    }
    return feeds;
}

_Static_assert(TN_START == 4, "shorter lines are no phrases");

/* Takes short lines, as many as can be seen at once; false if there is none. */
static bool take_short_lines(struct tnorm *t)
{
    const unsigned char *p = tn_window_cur(&t->window);
    uint64_t feeds = before_phrases(t, p, tn_short_lines(t->scanner->tell_apart(p)));
    if (feeds == 0 || t->error) return false;
    struct tn_stretch s;
    s.text = p;
    s.length = 63 - (size_t)__builtin_clzll(feeds);
    s.feeds = feeds & ((UINT64_C(1) << s.length) - 1);
    s.first = s.last = true;
    s.begin = tn_window_offset(&t->window);
    t->window.cur += s.length;
    take_feed(t);
    s.end = tn_window_offset(&t->window);
    tn_tally_clear(&s.tally);
    s.tally.kept = s.length;
    tn_block_line(t, &s);
    t->feeds = 0;
    part_lines(t);
    return true;
}

/* Plain lines behind one that has just ended: most of many scrapes, and nothing else than their text matters.  Garbage has
 * hardly any. */
static void take_plain_lines(struct tnorm *t)
{
    const struct tn_window *w = &t->window;
    bool composed = t->options.form == TNORM_FORM_NFC || t->options.form == TNORM_FORM_NONE;
    if (t->html || !composed || w->cur < w->made || tn_window_offset(w) < t->dense_until) return;
    while (!t->error && keep_plain_line(t)) {
        bool is_short = t->line.length < TN_SCAN_SHORT;
        if (*tn_window_cur(w) == '\r') tn_drop(t, 1, TN_SPACE);
        take_feed(t);
        commit_plain(t);
        part_lines(t);
        skip_white(t);
        while (is_short && t->feeds == 1 && t->indent == 0 && take_short_lines(t)) skip_white(t);
    }
}

/* Rows behind one that has just ended, as long as they are clean as they stand. */
static void take_clean_rows(struct tnorm *t)
{
    struct tn_window *w = &t->window;
    const unsigned char *p = tn_window_cur(w);
    if (w->cur < w->made) return;
    if (*p != '\n' && (*p == ' ' || !tn_is_plain(*p))) return; /* most that are not begin so */
    struct tn_rows rows = tn_rows_of(t->scanner, p, w->end - w->cur, false);
    size_t length = 0, count = 0;
    while (tn_rows_next(&rows) && rows.clean &&
           !tn_may_be_boilerplate(t, p + rows.begin, rows.end - rows.begin)) {
        length = rows.next;
        count++;
    }
    tn_output_put(t, p, length);
    tn_account_kept(&t->account, length);
    t->account.documents += count;
    t->block.document += count;
    w->cur += length;
    t->line_start = tn_window_offset(w);
}

static bool ends_in_blank(const struct tn_line *line)
{
    return line->length > 0 && line->text[line->length - 1] == ' ';
}

/* ---- rules */

void tn_rule_feed(struct tnorm *t, size_t n)
{
    if (tn_html_is_white(t)) {
        tn_html_white(t);
        return;
    }
    bool made = tn_window_made(&t->window, n) == n;
    if (tn_may_reread(t) && tn_mojibake_reread(t)) return;
    if (n == 2) tn_drop(t, 1, TN_SPACE);
    if (t->rows) {
        if (made) {
            tn_replace(t, 0, 1, BLANK, 1, TN_SPACE);
        } else {
            bool clean = n == 1 && !ends_in_blank(&t->line); /* then so is the next one, most likely */
            t->window.cur++;
            t->line_start = tn_window_offset(&t->window);
            tn_commit_row(t, true);
            if (clean) take_clean_rows(t);
        }
        return;
    }
    take_feed(t);
    bool was = end_line(t);
    if (tn_keeps(t, TNORM_KEEP_SPACE)) return;
    skip_white(t);
    if (was || tn_line_is_new(&t->line)) take_plain_lines(t);
}

void tn_rule_break(struct tnorm *t, size_t n)
{
    if (tn_html_is_white(t)) {
        tn_html_white(t);
        return;
    }
    if (t->rows) {
        tn_replace(t, 0, n, BLANK, 1, TN_SPACE);
        return;
    }
    if (tn_may_reread(t) && tn_mojibake_reread(t)) return;
    t->account.cause[TN_SPACE].count++;
    tn_drop(t, n, TN_SPACE);
    (void)end_line(t);
}

void tn_rule_paragraph(struct tnorm *t, size_t n)
{
    if (!t->rows && tn_may_reread(t) && tn_mojibake_reread(t)) return;
    tn_rule_break(t, n);
    if (!t->rows) tn_block_gap(t, TN_BREAK_PARAGRAPH);
}

/* A form feed alone in a line of the stream: one document ends, another begins. */
static void end_document(struct tnorm *t, size_t n)
{
    tn_commit_line(t);
    tn_block_end(t);
    if (tn_filter_is_on(t)) tn_filter_start(t);
    tn_output_document(t, "\f\n");
    tn_account_framing(&t->account, n);
    t->account.documents++;
    t->block.document++;
    t->feeds = 0;
    t->window.cur += n;
    t->line_start = tn_window_offset(&t->window);
}

void tn_rule_form_feed(struct tnorm *t, size_t n)
{
    struct tn_window *w = &t->window;
    const unsigned char *p = tn_window_cur(w);
    if (t->input == TNORM_INPUT_TEXT && w->cur >= w->made && tn_window_offset(w) == t->line_start) {
        if (p[n] == '\n')
            n++;
        else if (p[n] == '\r' && p[n + 1] == '\n')
            n += 2;
        if (n > 1 || w->cur + 1 == w->end) {
            if (tn_may_reread(t) && tn_mojibake_reread(t)) return;
            end_document(t, n);
            return;
        }
    }
    tn_rule_break(t, n);
}
