/* mojibake.c - the rules for UTF-8 that was read in another encoding, and for C1 controls (mojibake.h).
 *
 * A rule waits for what bytes 0x80-0xBF are read as and looks back: if the line now ends in a chain that is likelier
 * to be one than to be text, what it stands for is put in its place and read again (there may be another level).
 *
 * What was repaired in a line makes further repairs in it likelier; nothing else is carried over. */
#include "mojibake.h"

#include <string.h>

#include "commit.h"
#include "reference.h"
#include "rules.h"
#include "state.h"
#include "utf8.h"
#include "windows1252.h"

enum {
    AHEAD = 6
}; /* characters that are looked at behind one that would go: all that a token may be sure of */

_Static_assert(AHEAD * 3 + 2 <= TN_RESERVE, "more is looked at than is at hand");

static const unsigned char LOST[] = {0xEF, 0xBF, 0xBD}; /* U+FFFD */

bool tn_mojibake_is_open(const struct tnorm *t)
{
    const struct tn_line *line = &t->line;
    const unsigned char *end = line->text + line->length;
    bool spaced = line->length > 1 && end[-1] == ' '; /* a non-breaking one, once */
    if (line->length == 0 || end[spaced ? -2 : -1] < 0x80) return false;
    if (line->length >= sizeof LOST && memcmp(end - sizeof LOST, LOST, sizeof LOST) == 0) return false;
    return tn_mojibake_may_go_on(t);
}

bool tn_mojibake_may_go_on(const struct tnorm *t)
{
    return tn_mojibake_begun(t->line.text, t->line.length, tn_mojibake_rest(TN_REPLACEMENT)) != 0;
}

struct tn_unfinished tn_mojibake_unfinished_at(const struct tn_line *line, size_t at)
{
    struct tn_unfinished unfinished = {0};
    if (line->settled == at) return line->unfinished;
    size_t begin = tn_mojibake_reach(line->text, at);
    if (begin <= line->settled && line->settled <= at) { /* most of it is known */
        begin = line->settled;
        unfinished = line->unfinished;
    }
    (void)tn_mojibake_go_on(&unfinished, line->text + begin, at - begin);
    return unfinished;
}

/* Does nothing come of text[0, length), put behind text[at] of the line, but letters and signs?  `unfinished` is what is
 * begun there, and then what is begun behind it. */
static bool is_settled(const struct tnorm *t, size_t at, const unsigned char *text, size_t length,
                       struct tn_unfinished *unfinished)
{
    const struct tn_line *line = &t->line;
    size_t i = 0;
    if (tn_is_compatible(t) || (line->mojibake_before != TN_NOWHERE && line->mojibake_before >= at))
        return false;
    *unfinished = tn_mojibake_unfinished_at(line, at);
    for (size_t n; i < length && line->mojibake != at + i; i += n) {
        n = tn_utf8_length(text[i]);
        if (!tn_is_letters_or_sign(text + i) || tn_mojibake_go_on(unfinished, text + i, n)) return false;
    }
    return line->mojibake != at + i; /* else tn_mojibake_followed() is asked there */
}

bool tn_mojibake_put(struct tnorm *t, size_t back, size_t n, const unsigned char *text, size_t length,
                     const struct tn_unfinished *unfinished)
{
    struct tn_line *line = &t->line;
    size_t at = line->length - back;
    if (!tn_replace_at_once(t, back, n, text, length, TN_MOJIBAKE)) return false;
    tn_mojibake_note_letters(t, at);
    line->settled = line->length;
    line->unfinished = *unfinished;
    return true;
}

/* The same of any text, most of which is letters and signs. */
static bool rewrite(struct tnorm *t, size_t back, size_t n, const unsigned char *text, size_t length)
{
    struct tn_unfinished unfinished;
    if (is_settled(t, t->line.length - back, text, length, &unfinished))
        return tn_mojibake_put(t, back, n, text, length, &unfinished);
    tn_replace(t, back, n, text, length, TN_MOJIBAKE);
    return false;
}

bool tn_mojibake_is_behind_name(const struct tn_line *line, size_t start)
{
    return line->last_ampersand < start && start - line->last_ampersand < TN_REFERENCE_WANTED &&
           line->text[start - 1] != ';';
}

/* The chain goes, what it stands for comes.  If that stays, it is remembered in `memory`, unless that is NULL. */
static void replace(struct tnorm *t, const struct tn_chain *chain, size_t n, struct tn_repair *memory,
                    const struct tn_surroundings *in)
{
    struct tn_line *line = &t->line;
    unsigned char text[TN_CHAIN_LONGEST * TN_UTF8_MAX];
    size_t length = tn_mojibake_decode(chain, text);
    for (size_t i = 0; i < chain->count; i++) line->leads |= UINT64_C(1) << (chain->sequence[i].lead - 0xC0);
    line->encodings |= (uint16_t)(1u << chain->encoding);
    line->repairs++;
    size_t start = chain->sequence[chain->count - 1].begin, back = line->length - start;
    if (tn_mojibake_is_behind_name(line, start)) {
        tn_replace(t, back, n, text, length, TN_MOJIBAKE);
        tn_reference_end(t);
        return;
    }
    bool stays = rewrite(t, back, n, text, length);
    if (!stays || !memory || length > TN_REPAIR_LONGEST) return;
    *memory = (struct tn_repair){*in, line->leads, line->encodings, line->unfinished, {0}, length};
    memcpy(memory->text, text, length);
}

/* The line's end, from text[start] on, and the next n bytes of input are repaired as they were before; false if that may
 * not be. */
static bool repeat(struct tnorm *t, size_t start, size_t n, const struct tn_repair *repair,
                   const struct tn_surroundings *in)
{
    struct tn_line *line = &t->line;
    if (repair->length == 0 || memcmp(&repair->in, in, sizeof *in) != 0 ||
        tn_mojibake_is_behind_name(line, start))
        return false;
    if (line->mojibake_before != TN_NOWHERE && line->mojibake_before >= start) return false;
    if (line->mojibake >= start && line->mojibake <= start + repair->length) return false;
    line->leads = repair->leads;
    line->encodings = repair->encodings;
    line->repairs++;
    (void)tn_mojibake_put(t, line->length - start, n, repair->text, repair->length, &repair->unfinished);
    return true;
}

/* The character at p in the window if it is a Latin letter, else 0.  Those beyond ASCII count, since in another form
 * they begin with one; of these the first is looked at, which is a small letter if they are. */
static uint32_t letter_at(const struct tnorm *t, const unsigned char *p)
{
    uint32_t c;
    if (*p < 0x80) return tn_is_ascii_letter(*p) ? *p : 0;
    if (*p < 0xC3 || *p > 0xE2 || tn_utf8_read(p, tn_window_end(&t->window), &c) == 0) return 0;
    if (c == 0x212A) return 'K'; /* of Kelvin and Ångström, which are these letters in every form */
    if (c == 0x212B) return 0xC5;
    return tn_is_latin(c) ? c : 0;
}

/* Does the text end in a chain that stands for bytes of a sequence which has begun to come out of another repair, `Â\x80Â\x99`
 * behind an â? */
static bool is_of_another(const struct tn_line *line, struct tn_tail *tail, struct tn_chain *chain)
{
    if (line->repairs == 0 || !tn_mojibake_read_controls(tail, chain)) return false;
    return chain->sequence[chain->count - 1].begin < line->length && tn_mojibake_is_nested(line, chain);
}

/* Is some of the line's end, from text[begin] on, or of the next n bytes of input, what came of another repair? */
static bool is_made(const struct tnorm *t, size_t begin, size_t n)
{
    const struct tn_line *line = &t->line;
    const struct tn_window *w = &t->window;
    return (line->mixed && begin < line->length &&
            memchr(line->from + begin, TN_MOJIBAKE, line->length - begin)) ||
           memchr(w->from + w->cur, TN_MOJIBAKE, tn_window_back(w, n));
}

/* The one of these that the line was most likely read in. */
static enum tn_encoding most_likely(const struct tn_line *line, unsigned encodings)
{
    enum tn_encoding e = TN_CP1252;
    unsigned likely = encodings & (encodings & line->told.certain ? line->told.certain : line->told.likely);
    if (likely != 0) encodings = likely;
    while (!(encodings >> e & 1)) e++;
    return e;
}

/* Could some of the chain begin a character in an encoding that the line was more likely read in? */
static bool is_of_told(const struct tn_line *line, const struct tn_chain *chain)
{
    unsigned end = chain->sequence[chain->count - 1].outside;
    if (line->told.likely >> chain->encoding & 1) return false;
    for (unsigned i = 0; i < end; i++)
        if (tn_mojibake_lead(tn_tail_at(chain->tail, i)->c) & line->told.likely) return true;
    return false;
}

/* Does the line tell that it is a character?  A C1 control would go, or become a letter or sign, unless it is at once. */
static bool is_told_certain(const struct tn_line *line, const struct tn_chain *chain)
{
    const struct tn_sequence *s = &chain->sequence[0];
    if (line->repairs > 0) return line->told.certain >> chain->encoding & 1;
    return s->last < 0xA0 && line->told.evident >> chain->encoding & 1;
}

/* Reads the chain of an encoding that ends the line and the next n bytes of input, which `next` follows; false if there is
 * none that begins in the line. */
static bool read_chain(const struct tnorm *t, struct tn_tail *tail, enum tn_encoding e, size_t n,
                       uint32_t next, struct tn_chain *chain)
{
    const struct tn_line *line = &t->line;
    tn_mojibake_read_chain(tail, e, chain);
    if (chain->count == 0) return false;
    if (chain->count > 1 && !is_made(t, chain->sequence[0].begin, n)) tn_mojibake_part_from_made(line, chain);
    size_t begin = chain->sequence[chain->count - 1].begin;
    if (begin >= line->length) return false;
    chain->next = next;
    chain->repaired = tn_mojibake_is_kin(line, e);
    chain->seen = chain->repaired && line->leads >> (chain->sequence[0].lead - 0xC0) & 1;
    chain->fits = line->told.fits >> e & 1;
    chain->certain = is_told_certain(line, chain) && !is_made(t, begin, n);
    chain->behind_repair =
        tn_mojibake_is_of_letters(e) && line->mixed && begin > 0 && line->from[begin - 1] == TN_MOJIBAKE;
    return true;
}

/* Could it be likely, whatever else the line holds?  What is stray now may be no part of what comes of the line, as no soft
 * hyphen is. */
static bool may_become_likely(const struct tn_line *line, const struct tn_chain *chain)
{
    struct tn_chain other = *chain;
    other.fits = true;
    other.certain = line->repairs > 0 || chain->sequence[0].last < 0xA0;
    return tn_mojibake_is_likely(&other);
}

/* Does it matter in which encoding the line was read?  *maybe is set as by repair(). */
static bool is_worth_telling(const struct tnorm *t, struct tn_tail *tail, unsigned encodings, size_t n,
                             uint32_t next, bool *maybe)
{
    struct tn_chain chain;
    if (t->line.repairs > 0) return true;
    for (enum tn_encoding e = TN_CP1252; encodings >> e != 0; e++) {
        if (!(encodings >> e & 1) || !read_chain(t, tail, e, n, next, &chain)) continue;
        if (may_become_likely(&t->line, &chain) || tn_mojibake_is_nested(&t->line, &chain)) return true;
        *maybe = true;
    }
    return false;
}

/* Where it is remembered what came of the line's end, from text[*start] on, and the next n bytes of input in these surroundings,
 * on which all of that depends; NULL if more does. */
static struct tn_repair *memory_of(struct tnorm *t, size_t n, size_t *start, struct tn_surroundings *in)
{
    const unsigned char *p = tn_window_cur(&t->window);
    if (n != tn_utf8_length(*p) || tn_is_compatible(t)) return NULL;
    if (!tn_surroundings(&t->line, p, n, start, in) || is_made(t, *start, n)) return NULL;
    return tn_repair_in(t->repairs, in);
}

/* If the line and the next n bytes of input, which are whole characters, end in characters of UTF-8, they are put in
 * their place.  *maybe is set if that may turn on whether a letter follows.  True if something was done, or waits for more
 * input to be at hand. */
static bool repair(struct tnorm *t, size_t n, uint32_t next, bool *maybe)
{
    struct tn_line *line = &t->line;
    tn_copy(line->text + line->length, tn_window_cur(&t->window), n); /* behind its end, to be looked at */
    unsigned encodings = tn_mojibake_possible(line->text, line->length + n);
    *maybe = false;
    if (encodings == 0) return false;
    struct tn_tail tail;
    tn_tail_start(&tail, line->text, line->length + n);
    tail.settled = line->settled;
    tail.unfinished = line->unfinished;
    if (!tn_mojibake_is_told(line)) {
        if (!is_worth_telling(t, &tail, encodings, n, next, maybe)) return false;
        if (!tn_mojibake_tell(t)) return true;
        *maybe = false;
    }
    size_t start = TN_NOWHERE;
    struct tn_surroundings in;
    struct tn_repair *memory = next == 0 ? memory_of(t, n, &start, &in) : NULL;
    if (memory && repeat(t, start, n, memory, &in)) return true;
    struct tn_chain chain;
    const bool to_tell_again = line->to_tell_again;
    if (encodings & 1u << TN_CP1252 && is_of_another(line, &tail, &chain)) {
        replace(t, &chain, n, NULL, NULL);
        return true;
    }
    for (enum tn_encoding e; encodings != 0; encodings &= ~(1u << e)) {
        e = most_likely(line, encodings);
        if (!read_chain(t, &tail, e, n, next, &chain)) continue;
        if (tn_mojibake_is_better_in_another(line, &tail, encodings, &chain)) continue;
        if (is_of_told(line, &chain)) {
            line->to_tell_again = true;
            continue;
        }
        bool alone = tn_mojibake_is_likely(&chain);
        if (alone || tn_mojibake_is_nested(line, &chain)) {
            bool known = alone && !*maybe && line->to_tell_again == to_tell_again &&
                         chain.sequence[chain.count - 1].begin == start;
            replace(t, &chain, n, known ? memory : NULL, &in);
            return true;
        }
        if (may_become_likely(line, &chain)) line->to_tell_again = true;
        *maybe = true;
    }
    return false;
}

/* Could the character at p go on with a sequence that the line ends in, or begin one behind another? */
static bool may_belong(const struct tn_line *line, const unsigned char *p)
{
    struct tn_unfinished u = tn_mojibake_unfinished_at(line, line->length);
    size_t length;
    uint32_t c = tn_utf8_decode(p, &length);
    return (tn_mojibake_any(u) & tn_mojibake_rest(c)) != 0 || tn_mojibake_lead(c) != 0;
}

/* The next n bytes of input are a character that would go, or become a space.  If it is not yet the end of what it
 * belongs to, that is found with what follows. */
static bool repair_ahead(struct tnorm *t, size_t n, bool *maybe)
{
    const unsigned char *p = tn_window_cur(&t->window), *end = tn_window_end(&t->window);
    bool unused;
    uint32_t c;
    *maybe = false;
    if (!may_belong(&t->line, p)) return false;
    if (repair(t, n, letter_at(t, p + n), maybe)) return true;
    for (unsigned i = 0; i < AHEAD && p + n < end && p[n] >= 0xC2 && p[n] < 0xF0; i++) {
        size_t length = tn_utf8_read(p + n, end, &c);
        if (length == 0 || t->line.length + n + length > TN_LINE_SIZE) return false;
        n += length;
        if (repair(t, n, 0, &unused)) return true;
    }
    return false;
}

bool tn_mojibake_followed(struct tnorm *t)
{
    struct tn_line *line = &t->line;
    bool maybe;
    uint32_t next = letter_at(t, tn_window_cur(&t->window));
    if (next == 0) return false;
    size_t before = line->mojibake_before;
    line->mojibake_before = line->mojibake;
    line->mojibake = TN_NOWHERE;
    t->need = TN_RESERVE;
    bool done = repair(t, 0, next, &maybe);
    if (t->need == TN_RESERVE) return done;
    line->mojibake = line->mojibake_before; /* it is asked again with more at hand */
    line->mojibake_before = before;
    return true;
}

/* A line that is about to be full leaves now, but for its end: what is begun there may go on. */
static void make_room(struct tnorm *t)
{
    if (t->line.length > TN_LINE_SIZE - (AHEAD + 1) * TN_UTF8_MAX) tn_commit_front(t);
}

/* Can the last character of the line be part of a character of UTF-8? */
static bool may_repair(const struct tnorm *t, size_t n)
{
    const struct tn_line *line = &t->line;
    const unsigned char *end = line->text + line->length;
    if (line->length == 0 || line->length + n > TN_LINE_SIZE || tn_keeps(t, TNORM_KEEP_MOJIBAKE))
        return false;
    return end[-1] >= 0x80 || (end[-1] == ' ' && line->length > 1 && end[-2] >= 0x80);
}

/* U+FFFD behind U+FFFD: nothing can be made of it. */
static size_t lost_run(const struct tnorm *t, size_t n)
{
    const unsigned char *p = tn_window_cur(&t->window), *end = tn_window_end(&t->window);
    while (end - (p + n) >= (ptrdiff_t)sizeof LOST && memcmp(p + n, LOST, sizeof LOST) == 0) n += sizeof LOST;
    return n;
}

/* Does the line, in which others were repaired, end in an Ã by itself behind a word? */
static bool ends_in_lone_lead(const struct tn_line *line)
{
    size_t at = line->length, n;
    if (at < 4 || !tn_mojibake_is_kin(line, TN_CP1252) || memcmp(line->text + at - 3, " \xC3\x83", 3) != 0)
        return false;
    at -= 3;
    for (unsigned letters = 2; letters > 0; letters--) {
        if (at == 0) return false;
        uint32_t c = tn_utf8_before(line->text, at, &n);
        if (!tn_is_latin(c) || !tn_is_small(c)) return false;
        at -= n;
    }
    return true;
}

/* The word "à" to which nothing else was done: the U+00A0 that comes ends it, and a space parts it from the next word. */
static bool repair_grave_word(struct tnorm *t, size_t n)
{
    static const unsigned char lead[] = {0xC3, 0x83}, grave[] = {0xC3, 0xA0};
    const unsigned char *p = tn_window_cur(&t->window);
    if (!may_repair(t, n) || p[n] != ' ' || p[n + 1] <= ' ' || !ends_in_lone_lead(&t->line)) return false;
    t->line.leads |= UINT64_C(1) << (0xC3 - 0xC0);
    t->line.repairs++;
    (void)rewrite(t, sizeof lead, n, grave, sizeof grave);
    return true;
}

void tn_rule_suspect(struct tnorm *t, size_t n)
{
    tn_rule_letters(t, n);
    t->line.suspect = true;
}

void tn_rule_continuation(struct tnorm *t, size_t n)
{
    size_t length;
    bool maybe = false;
    uint32_t c = tn_utf8_decode(tn_window_cur(&t->window), &length);
    bool goes = c == 0xA0 || c == 0xAD;
    if (tn_mojibake_take_certain(t)) return;
    make_room(t);
    if (c == TN_REPLACEMENT && tn_line_last(&t->line) == c) {
        tn_keep(t, lost_run(t, n));
        return;
    }
    if (may_repair(t, n) && (goes ? repair_ahead(t, n, &maybe) : repair(t, n, 0, &maybe))) return;
    if (c == 0xA0 && repair_grave_word(t, n)) return;
    if (c == 0xA0)
        tn_rule_space(t, n);
    else if (c == 0xAD)
        tn_rule_invisible(t, n);
    else if (tn_is_compatible(t))
        tn_rule_normalize(t, n);
    else
        tn_rule_letters(t, n);
    if (c == 0x20AC) t->line.suspect = true; /* of what lost its last byte */
    if (maybe) {
        if (t->line.mojibake != t->line.length) t->line.mojibake_before = t->line.mojibake;
        t->line.mojibake = t->line.length;
        if (t->line.repairs == 0) t->line.doubtful = true;
    }
}

/* U+0085 is a line break, but with text to either side an ellipsis.  A space may stand between. */
static bool is_break(const struct tnorm *t, size_t n)
{
    uint32_t left = tn_line_last(&t->line);
    const unsigned char *right = tn_window_cur(&t->window) + n; /* the window ends with a NUL */
    if (*right == ' ') right++;
    return left == 0 || left == ' ' || *right <= ' ';
}

/* The control of n bytes at the front of the input goes, for which Windows-1252 has no character, and those behind it, if nothing
 * can be made of any and nothing else is asked before it goes. */
static void drop_controls(struct tnorm *t, size_t n)
{
    const struct tn_window *w = &t->window;
    const unsigned char *p = tn_window_cur(w), *end = tn_window_end(w);
    bool alone = may_repair(t, n) || w->cur < w->made || tn_window_offset(w) < t->dense_until ||
                 (t->html && t->page.behind_block);
    size_t run = n;
    while (!alone && end - (p + run) >= 2 && p[run] == 0xC2 && (p[run + 1] & 0xE0) == 0x80 &&
           !tn_windows1252(p[run + 1]))
        run += 2;
    t->account.cause[TN_CHARACTERS].count += (run - n) / 2;
    tn_rule_control(t, run);
}

void tn_rule_c1(struct tnorm *t, size_t n)
{
    unsigned char text[TN_UTF8_MAX];
    unsigned byte = tn_window_cur(&t->window)[1];
    bool maybe;
    if (tn_mojibake_take_certain(t)) return;
    make_room(t);
    if (tn_keeps(t, TNORM_KEEP_MOJIBAKE)) {
        if (byte == 0x85)
            tn_rule_break(t, n);
        else
            tn_rule_control(t, n);
    } else if (may_repair(t, n) && repair_ahead(t, n, &maybe)) {
        return;
    } else if (byte == 0x85 && is_break(t, n)) {
        tn_rule_break(t, n);
    } else if (tn_windows1252(byte)) {
        (void)rewrite(t, 0, n, text, tn_utf8_encode(tn_windows1252(byte), text));
    } else {
        drop_controls(t, n);
    }
}
