/* mojibake_line.c - misread UTF-8 that only the whole line can tell: what stands before the first repair, and what
 * lost its last byte or whose non-breaking space became a space.
 *
 * Before a line ends, it is looked over, and read again if that can better it. */
#include <string.h>

#include "commit.h"
#include "mojibake.h"
#include "rules.h"
#include "state.h"
#include "utf8.h"

enum {
    READINGS = 8 /* of a line, at most */
};

/* text[begin, end) of a line is to be c, or nothing if that is 0. */
struct edit {
    size_t begin, end;
    uint32_t c;
};

/* What stands around a sequence whose last byte became a space. */
struct place {
    uint32_t before; /* 0 at the beginning of the line */
    uint32_t next;   /* 0 at its end */
    uint32_t second; /* behind `next` */
    bool elided;     /* before it an apostrophe ends a part of a word: `jusqu'` */
    bool seen; /* its first byte began others that were repaired in this line, as this encoding has it */
};

static uint32_t character_at(const struct tn_line *line, size_t i, size_t *length)
{
    *length = 0;
    return i < line->length ? tn_utf8_decode(line->text + i, length) : 0;
}

static bool is_apostrophe(uint32_t c) { return c == '\'' || c == 0x2019; }
static bool is_outside_word(uint32_t c) { return c == 0 || !(tn_is_letter(c) || is_apostrophe(c)); }
static bool is_small_latin(uint32_t c) { return tn_is_latin(c) && tn_is_small(c); }

static struct place look_around(const struct tn_line *line, size_t begin, size_t end, unsigned lead,
                                bool repaired)
{
    size_t n, length = 0;
    struct place place = {0};
    if (begin > 0) {
        place.before = tn_utf8_before(line->text, begin, &n);
        place.elided = is_apostrophe(place.before) && begin > n &&
                       tn_is_letter(tn_utf8_before(line->text, begin - n, &length));
    }
    place.next = character_at(line, end, &length);
    place.second = character_at(line, end + length, &n);
    place.seen = repaired && line->leads >> (lead - 0xC0) & 1;
    return place;
}

/* Is it the word "à", or a word's last letter?  Behind a small letter no language has a capital `Ã`; "à" by itself
 * stands before a small letter in French, Italian, Catalan and Portuguese, and what is elided is of these, too.  Before a
 * name or a number it does where others like it were misread. */
static bool is_grave_word(const struct tn_sequence *s, const struct place *p)
{
    if (p->seen && is_outside_word(p->before) && (tn_is_latin(p->next) || (p->next >= '0' && p->next <= '9')))
        return true;
    if (!is_small_latin(p->next) || !(s->first == 0xC3 || p->seen)) return false;
    if (is_small_latin(p->before) || p->elided) return true;
    return is_outside_word(p->before) && (p->seen || is_apostrophe(p->second));
}

/* The sequence s, whose last byte, 0xA0, became the space at text[space]: what is to be done?  `repaired`: others were, that were
 * misread alike. */
static bool decide_space(const struct tn_line *line, const struct tn_sequence *s, size_t space, bool repaired,
                         struct edit *edit)
{
    struct place p = look_around(line, s->begin, space + 1, s->lead, repaired);
    *edit = (struct edit){s->begin, space + 1, s->c};
    if (s->c == 0xA0) { /* the space itself, with a letter before it that does not belong there */
        bool nested = p.before == 0xC2 || p.before == 0xC3; /* what is beyond it was encoded again */
        edit->c = ' ';
        return s->first == 0xC2 && (repaired ? nested || !tn_is_capital(p.before) : is_small_latin(p.before));
    }
    if (s->c == 0xE0) {
        bool to_the =
            p.next == 's' && !tn_is_letter(p.second) && !is_apostrophe(p.second) && is_outside_word(p.before);
        if (!is_grave_word(s, &p)) return false;
        if (!(to_the && p.seen)) edit->end = space; /* Portuguese "às"; else the space is there, too */
        return true;
    }
    if (!p.seen) return false;
    if (tn_is_latin(s->c))
        return s->lead <= 0xC5 && is_small_latin(p.next) &&
               (is_outside_word(p.before) || is_small_latin(p.before));
    if (tn_is_letter(s->c)) /* in capitals two words look alike */
        return p.next >> 9 == s->c >> 9 && tn_category(p.next) <= UTF8PROC_CATEGORY_ME &&
               !(tn_is_capital(p.next) && tn_is_letter(p.before));
    if (s->length != 3 || s->second == 0x80 || tn_mojibake_is_end_of_word(p.before, s)) return false;
    if (p.next < 0x80) edit->end = space;
    return true;
}

static const uint32_t LOST_QUOTE[] = {0xE2, 0x20AC};

/* Of the bytes E2 80 xx that Windows-1252 reads, 9D alone is a control, which goes easily: a closing quote.  A lossy
 * decoder leaves `?` of it. */
static bool is_lost_quote(const struct tn_line *line, size_t end, struct edit *edit)
{
    size_t begin = end, n;
    for (size_t i = 2; i > 0; i--) {
        if (begin == 0 || tn_utf8_before(line->text, begin, &n) != LOST_QUOTE[i - 1]) return false;
        begin -= n;
    }
    bool mark = end < line->length && line->text[end] == '?';
    *edit = (struct edit){begin, end + mark, mark ? TN_REPLACEMENT : 0x201D};
    return mark || line->leads >> (0xE2 - 0xC0) & 1;
}

/* A word of one letter, `і` or `ο`, that ends before text[i], among others of Cyrillic or Greek that were misread alike: by itself it
 * could be a letter and a quotation mark or dash. */
static bool is_lone_letter(const struct tn_line *line, size_t i, struct edit *edit)
{
    if (!(line->encodings & TN_OF_LETTERS)) return false;
    if (i < line->length && !strchr(" .,;:!?)", line->text[i])) return false;
    for (enum tn_encoding e = TN_CP1252; TN_OF_LETTERS >> e != 0; e++) {
        struct tn_sequence s;
        struct tn_tail tail;
        if (!tn_mojibake_is_of_letters(e) || !tn_mojibake_is_kin(line, e)) continue;
        tn_tail_start(&tail, line->text, i);
        if (!tn_mojibake_read(&tail, 0, e, &s) || s.length != 2 || tn_is_latin(s.first)) continue;
        struct place p = look_around(line, s.begin, i, s.lead, true);
        if (!p.seen || !tn_is_letter(s.c) || !(p.before == 0 || p.before == ' ' || p.before == '(')) continue;
        *edit = (struct edit){s.begin, i, s.c};
        return true;
    }
    return false;
}

/* text[i] is ASCII, or the line's end, behind what is not. */
static bool find_edit(const struct tn_line *line, size_t i, struct edit *edit)
{
    if (is_lone_letter(line, i, edit)) return true;
    if (i == line->length || line->text[i] != ' ') return is_lost_quote(line, i, edit);
    unsigned encodings = tn_mojibake_possible(line->text, i + 1);
    if (encodings == 0) return false;
    struct tn_tail tail;
    tn_tail_start(&tail, line->text, i + 1);
    for (enum tn_encoding e = TN_CP1252; encodings >> e != 0; e++) {
        struct tn_sequence s;
        if (!(encodings & 1u << e) || !tn_mojibake_read(&tail, 0, e, &s)) continue;
        if (decide_space(line, &s, i, tn_mojibake_is_kin(line, e), edit)) return true;
    }
    return false;
}

/* Bytes of [begin, end) go, c comes.  *to is where the edited line ends so far: never behind `begin`, since what
 * comes is not longer than what goes. */
static void apply(struct tnorm *t, const struct edit *edit, size_t *to)
{
    struct tn_line *line = &t->line;
    size_t original = 0, n = tn_utf8_encode(edit->c, line->text + *to);
    for (size_t i = edit->begin; i < edit->end; i++) original += line->from[i] == TN_KEPT;
    memset(line->from + *to, TN_MOJIBAKE, n);
    *to += n;
    line->repairs++;
    t->account.cause[TN_MOJIBAKE].count++;
    tn_account_rewritten(&t->account, TN_MOJIBAKE, original);
}

static void move(struct tn_line *line, size_t begin, size_t end, size_t *to)
{
    memmove(line->text + *to, line->text + begin, end - begin);
    memmove(line->from + *to, line->from + begin, end - begin);
    *to += end - begin;
}

/* Edits the line as far as there is something to do; true if there was. */
static bool look_over(struct tnorm *t)
{
    struct tn_line *line = &t->line;
    size_t done = 0, to = 0;
    struct edit edit;
    for (size_t i = 1; i <= line->length; i++) {
        if (line->text[i - 1] < 0x80 || (i < line->length && line->text[i] >= 0x80)) continue;
        if (!find_edit(line, i, &edit) || edit.begin < done) continue;
        tn_line_mix(line);
        move(line, done, edit.begin, &to);
        apply(t, &edit, &to);
        done = edit.end;
    }
    if (done == 0) return false;
    move(line, done, line->length, &to);
    line->length = to;
    return true;
}

/* The line goes back before the input. */
static void put_back(struct tnorm *t)
{
    struct tn_line *line = &t->line;
    unsigned repairs = line->repairs, readings = line->readings;
    uint64_t leads = line->leads;
    uint16_t encodings = line->encodings;
    struct tn_told told = {.certain = line->told.certain, .evident = line->told.evident};
    tn_window_put_back_line(&t->window, line->text, line->mixed ? line->from : NULL, line->length);
    tn_line_reset(line);
    line->repairs = line->repairs_before = repairs;
    line->leads = leads;
    line->encodings = encodings;
    line->told = told;
    line->readings = readings + 1;
    if (t->no_more_tags) line->no_more_tags = TN_LINE_SIZE; /* from where in it, is not known any more */
}

bool tn_mojibake_reread(struct tnorm *t)
{
    struct tn_line *line = &t->line;
    if (line->readings >= READINGS || line->continued || tn_keeps(t, TNORM_KEEP_MOJIBAKE)) return false;
    tn_commit_trim(t); /* what is looked over is the line that will be */
    if (line->length > TN_READ_AGAIN) return false;
    bool again = (line->to_tell_again && (line->readings == 0 || line->repairs > line->repairs_before)) ||
                 (line->doubtful && line->repairs > 0 && line->readings == 0);
    bool cyrillic = line->alien && tn_mojibake_cyrillic(t);
    if (!cyrillic && !look_over(t) && !again) return false;
    put_back(t);
    return true;
}
