#include "commit.h"

#include <string.h>

#include "boilerplate.h"
#include "markup.h"
#include "normal.h"
#include "reference.h"
#include "residue.h"
#include "rules.h"
#include "state.h"
#include "utf8.h"

/* The text that leaves, where it is not the line's own bytes. */
struct build {
    unsigned char *out;
    size_t length;
    struct tn_tally *tally;
};

static void copy(const struct tnorm *t, struct build *b, size_t begin, size_t n)
{
    memcpy(b->out + b->length, t->line.text + begin, n);
    b->length += n;
}

/* Copies line[begin, end), decomposed.  It is composed and stream-safe, so a starter and what follows it is
 * never more than TN_SEGMENT_POINTS code points. */
static void copy_decomposed(struct tnorm *t, struct build *b, size_t begin, size_t end)
{
    const unsigned char *text = t->line.text;
    for (size_t n, length; begin < end; begin += n) {
        n = tn_normal_decomposed(text + begin, end - begin);
        if (n > 0) {
            copy(t, b, begin, n);
            tn_line_tally(&t->line, t->scanner, begin, begin + n, b->tally);
            continue;
        }
        do {
            (void)tn_utf8_decode(text + begin + n, &length);
            n += length;
        } while (begin + n < end && n + TN_UTF8_MAX <= TN_SEGMENT_BYTES &&
                 tn_normal_class(tn_utf8_decode(text + begin + n, &length)) != 0);
        unsigned char out[TN_NORMAL_BYTES];
        struct tn_tally was;
        tn_tally_clear(&was);
        tn_line_tally(&t->line, t->scanner, begin, begin + n, &was);
        tn_account_rewritten(&t->account, TN_FORM, was.kept);
        t->account.cause[TN_FORM].count++;
        size_t m = tn_normal_apply(0, text + begin, n, out);
        memcpy(b->out + b->length, out, m);
        b->length += m;
        tn_tally_made(b->tally, TN_FORM, m);
    }
}

/* Where the last `-->` begins that the line holds; 0 if none.  It matters where no other line can have one. */
static size_t last_comment_end(const struct tn_line *line)
{
    const unsigned char *text = line->text;
    for (size_t i = line->length; i > 3; i--)
        if (text[i - 1] == '>' && text[i - 2] == '-' && text[i - 3] == '-') return i - 3;
    return 0;
}

/* What is known of the line while it is made. */
struct known {
    struct tn_token token;
    size_t comment_end; /* see last_comment_end(); TN_NOWHERE if nobody has asked */
    size_t less;        /* where the next `<` stands, */
    size_t ampersand;   /* and the next `&`: what stands before that holds none; */
    size_t slash;       /* likewise, the next `/` */
};

/* Where in text[from, end) the first c stands; `end` if there is none. */
static size_t find_byte(const unsigned char *text, size_t from, size_t end, unsigned char c)
{
    if (from < end && text[from] == c) return from; /* rows of them */
    const unsigned char *p = memchr(text + from, c, end - from);
    return p ? (size_t)(p - text) : end;
}

/* Is the tag of that length at text[at] one that stands for something, for a reader who sees the line? */
static bool stands(const struct tn_line *line, size_t at, size_t length, struct known *known)
{
    const unsigned char *tag = line->text + at;
    size_t end = at + length, ahead = line->length - end;
    if (ahead > TN_MARKUP_REACH) ahead = TN_MARKUP_REACH;
    if (!tn_markup_is_bare(tag, length)) return false;
    if (known->slash < end) known->slash = find_byte(line->text, end, line->length, '/');
    return tn_markup_stands(line->text, at, line->continued, tag, length, ahead, known->slash - end < ahead);
}

/* Could the `<` at text[at] begin markup for a reader who sees what follows the line? */
static bool is_open(const struct tnorm *t, size_t at, struct known *known)
{
    const struct tn_line *line = &t->line;
    if (tn_keeps(t, TNORM_KEEP_MARKUP)) return false;
    struct tn_markup m = tn_markup_scan(line->text, at, line->text + at, line->text + line->end);
    bool alone = t->rows || (t->no_more_tags && at >= line->no_more_tags);
    bool near = line->length - at <= TN_LINE_LOOKBACK;
    if (m.status == TN_MARKUP_FOUND && tn_markup_is_code(line->text, at, line->text[at + m.length]))
        return false;
    if (m.status == TN_MARKUP_FOUND && m.kind == TN_MARKUP_COMMENT) {
        if (known->comment_end == TN_NOWHERE) known->comment_end = last_comment_end(line);
        return !alone || !near || at < known->comment_end;
    }
    if (m.status == TN_MARKUP_OPEN) return !alone || !near;
    if (m.status == TN_MARKUP_FOUND) return !stands(line, at, m.length, known);
    return m.length > TN_LINE_LOOKBACK;
}

/* Is the `&` at text[at] a reference? */
static bool is_reference(const struct tnorm *t, size_t at, struct known *known)
{
    const struct tn_line *line = &t->line;
    struct tn_reference r;
    if (tn_keeps(t, TNORM_KEEP_ENTITIES)) return false;
    if (!tn_reference_scan(line->text + at, line->text + line->end, &r)) return false;
    if (tn_reference_is_known_in_address(line->text + at, &r)) return true;
    size_t token = tn_token_begin(&known->token, line->text, at);
    if (token > 0 || line->token_gone == 0) return !tn_is_address(line->text + token, at - token);
    return !line->token_address || line->token_gone + at > TN_ADDRESS_LONGEST;
}

/* Can c follow the `<` of a tag or its like, the `&` of a reference? */
static bool can_follow_less(unsigned char c)
{
    return tn_is_ascii_letter(c) || c == '/' || c == '!' || c == '?';
}
static bool can_follow_ampersand(unsigned char c) { return tn_is_ascii_letter(c) || c == '#' || c == ' '; }

/* The same for `<` or `&`. */
static size_t next_syntax(const unsigned char *text, size_t from, size_t end, struct known *known)
{
    if (known->less < from) known->less = find_byte(text, from, end, '<');
    if (known->ampersand < from) known->ampersand = find_byte(text, from, end, '&');
    return known->less < known->ampersand ? known->less : known->ampersand;
}

bool tn_may_be_broken_up(unsigned char before, unsigned char c)
{
    return (before == '<' && can_follow_less(c)) || (before == '&' && can_follow_ampersand(c));
}

/* Where the next `<` or `&` stands that a second pass could take for the beginning of something; a space
 * behind it breaks that up. */
static size_t next_to_break_up(const struct tnorm *t, size_t from, size_t end, struct known *known)
{
    const unsigned char *text = t->line.text;
    for (size_t i; (i = next_syntax(text, from, end, known)) < end; from = i + 1) {
        if (text[i] == '<' ? can_follow_less(text[i + 1]) && is_open(t, i, known)
                           : can_follow_ampersand(text[i + 1]) && is_reference(t, i, known))
            return i;
    }
    return end;
}

/* Nothing has been asked about line[0, end) yet. */
static struct known know(const struct tn_line *line, size_t end)
{
    return (struct known){.comment_end = TN_NOWHERE,
                          .less = find_byte(line->text, 0, end, '<'),
                          .ampersand = find_byte(line->text, 0, end, '&'),
                          .slash = 0};
}

/* Is something of line[0, end) to be broken up? */
static bool breaks_up(const struct tnorm *t, size_t end)
{
    if (!t->line.syntax) return false;
    struct known known = know(&t->line, end);
    return next_to_break_up(t, 0, end, &known) < end;
}

/* Makes what leaves of line[0, end). */
static void make(struct tnorm *t, size_t end, struct build *b)
{
    struct known known = know(&t->line, end);
    if (!tn_is_decomposed(t)) tn_line_tally(&t->line, t->scanner, 0, end, b->tally);
    for (size_t begin = 0, stop; begin < end; begin = stop) {
        size_t at = next_to_break_up(t, begin, end, &known);
        stop = at < end ? at + 1 : end;
        if (tn_is_decomposed(t))
            copy_decomposed(t, b, begin, stop);
        else
            copy(t, b, begin, stop - begin);
        if (at == end) break;
        b->out[b->length++] = ' ';
        tn_tally_made(b->tally, t->line.text[at] == '<' ? TN_MARKUP : TN_ENTITIES, 1);
        known.token = (struct tn_token){stop, stop};
    }
}

/* line[0, end) leaves. */
static void leave(struct tnorm *t, size_t end, bool last, struct tn_stretch *s)
{
    struct tn_line *line = &t->line;
    line->end = line->length;
    if (last) line->text[line->end++] = '\n'; /* what follows, as a second pass sees it */
    line->text[line->end] = 0;
    s->text = line->text;
    s->length = end;
    s->feeds = 0;
    s->first = !line->continued;
    s->last = last;
    s->begin = line->begin;
    s->end = tn_window_offset(&t->window);
    tn_tally_clear(&s->tally);
    if (tn_is_decomposed(t) || breaks_up(t, end)) {
        struct build b = {t->scratch, 0, &s->tally};
        make(t, end, &b);
        s->text = b.out;
        s->length = b.length;
    } else {
        tn_line_tally(line, t->scanner, 0, end, &s->tally);
    }
}

/* Takes off what may not stand at the end of a line, closes what is open. */
void tn_commit_trim(struct tnorm *t)
{
    struct tn_line *line = &t->line;
    if (line->anchor != TN_NOWHERE) tn_residue_settle_anchor(t);
    size_t blanks = 0;
    while ((t->html || !tn_keeps(t, TNORM_KEEP_SPACE)) && blanks < line->length &&
           line->text[line->length - 1 - blanks] == ' ')
        blanks++; /* one, but for what is preformatted */
    if (blanks > 0) tn_account_removed(&t->account, TN_SPACE, tn_line_cut(line, blanks));
    if (t->bidi > 0) tn_bidi_close_all(t);
}

bool tn_commit_line(struct tnorm *t)
{
    struct tn_stretch s;
    tn_commit_trim(t);
    if (t->line.length == 0) return false;
    leave(t, t->line.length, true, &s);
    if (tn_is_boilerplate(t, &s))
        tn_block_reject_line(t, &s, TN_BOILERPLATE);
    else
        tn_block_line(t, &s);
    tn_line_reset(&t->line);
    if (t->html) tn_html_end_line(&t->page);
    t->feeds = t->breaks = 0;
    t->indent = 0;
    return true;
}

static void write_row(struct tnorm *t, const struct tn_stretch *s)
{
    tn_output_write(t, s->text, s->length);
    tn_account_written(&t->account, &s->tally);
}

/* The last place before `end` where a character begins that what stands before it cannot change.  In text that
 * is stream-safe there is one within 31 code points; in other text any character will do. */
static size_t starter_before(const struct tn_line *line, size_t end)
{
    size_t length, least = end - TN_SEGMENT_BYTES, boundary = end;
    for (; end > least; end--) {
        if (tn_utf8_is_continuation(line->text[end])) continue;
        boundary = end;
        if (tn_normal_class(tn_utf8_decode(line->text + end, &length)) == 0) break;
    }
    return boundary;
}

void tn_commit_front(struct tnorm *t)
{
    struct tn_line *line = &t->line;
    struct tn_stretch s;
    size_t end = starter_before(line, line->length - TN_LINE_LOOKBACK);
    if (line->text[end] == '<' && line->text[end - 1] < 0x80)
        end--; /* which tells whether it is a tag (markup.h) */
    leave(t, end, false, &s);
    if (t->rows)
        write_row(t, &s);
    else
        tn_block_line(t, &s);
    tn_line_shift(line, end);
}

void tn_commit_row(struct tnorm *t, bool with_feed)
{
    static const unsigned char feed[] = "\n";
    struct tn_stretch s;
    tn_commit_trim(t);
    leave(t, t->line.length, true, &s);
    if (tn_is_boilerplate(t, &s))
        tn_block_reject_line(t, &s, TN_BOILERPLATE);
    else
        write_row(t, &s);
    if (with_feed) {
        tn_output_write(t, feed, 1);
        tn_account_kept(&t->account, 1);
    }
    t->account.documents++;
    t->block.document++;
    t->block.started = !with_feed;
    tn_line_reset(&t->line);
}
