/* normalize.c - the rule for a character that normalization has to look at (UAX #15).
 *
 * What it has to be put in form with is the end of the line, as far as that is not settled, and the marks behind it. */
#include <string.h>

#include "forms.h"
#include "mojibake.h"
#include "normal.h"
#include "rules.h"
#include "state.h"
#include "utf8.h"

/* What is normalized at once, in pieces: the end of the line, and from BACK on what comes to it. */
enum {
    BACK = TN_STREAM_SAFE + TN_FORM_LONGEST,
    AHEAD = TN_FORM_LONGEST + TN_STREAM_SAFE,
};

/* The end of the line, as far as what follows can change it. */
struct unsettled {
    size_t bytes;  /* its non-starters, and the starter before them if that can be composed */
    size_t pieces; /* and how many pieces these are */
    size_t marks;  /* how many non-starters it has, counted as UAX #15 D3 does: in NFKD */
    bool composes; /* the starter is among the bytes */
    uint8_t class; /* of the last non-starter, 0 if there is none */
};

/* Is it a starter that is a mark in NFKD, as U+FF9E is?  Those before and behind it follow each other there. */
static bool is_compatible_mark(const struct tn_form *f) { return f->class == 0 && f->leading > 0; }

/* How many non-starters end the NFKD of text[0, at): a few more than are allowed, at most. */
static size_t marks_before(const unsigned char *text, size_t at)
{
    size_t marks = 0, length;
    while (at > 0 && marks <= TN_STREAM_SAFE) {
        const struct tn_form *f = tn_form_of(tn_utf8_before(text, at, &length));
        if (f->class == 0 && f->leading == 0) return marks + f->trailing;
        marks += f->leading;
        at -= length;
    }
    return marks;
}

/* The pieces come before `end`. */
static struct unsettled look_back(const struct tn_line *line, uint32_t *end)
{
    struct unsettled u = {0};
    uint32_t starter[TN_FORM_LONGEST];
    size_t at = line->length, length;
    while (at > 0 && u.pieces <= TN_STREAM_SAFE) {
        uint32_t c = tn_utf8_before(line->text, at, &length);
        const struct tn_form *f = tn_form_of(c);
        if (f->class == 0) {
            u.marks += is_compatible_mark(f) ? marks_before(line->text, at) : f->trailing;
            u.composes = f->composes;
            if (!u.composes) break;
            at -= length;
            size_t n = tn_form_decompose(c, false, starter);
            u.pieces += n;
            memcpy(end - u.pieces, starter, n * sizeof *starter);
            break;
        }
        if (u.class == 0) u.class = f->class;
        u.marks += f->leading;
        u.pieces++;
        *(end - u.pieces) = c | (uint32_t)f->class << TN_FORM_CLASS; /* it is normalized: one piece */
        at -= length;
    }
    u.bytes = line->length - at;
    return u;
}

/* Non-starters at the front of the input. */
struct marks {
    size_t bytes;
    size_t pieces;
    size_t count;  /* as above */
    bool ordered;  /* their classes do not fall, nor does any of them decompose */
    uint8_t class; /* of the last one */
    bool more;     /* whether another one follows cannot be told yet */
};

/* The code point beyond ASCII at p; its bytes, 0 if it is not there whole or not well-formed. */
__attribute__((always_inline)) static inline size_t read_beyond_ascii(const unsigned char *p,
                                                                      const unsigned char *end, uint32_t *c)
{
    if (*p < 0x80) return 0; /* the NUL behind the input, too */
    if (end - p < 3 || *p < 0xC2 || *p >= 0xF0) return tn_utf8_read(p, end, c);
    /* most marks: as encode() has it */
    size_t three = *p >= 0xE0;
    uint32_t two = (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
    *c = three ? (two << 6 & 0xFFFF) | (p[2] & 0x3Fu) : two;
    bool whole = tn_utf8_is_continuation(p[1]) && tn_utf8_is_continuation(p[2]) >= three;
    return whole && *c >= 0x80u << 4 * three && *c - 0xD800 >= 0x800 ? 2 + three : 0;
}

/* Takes in the token, n bytes, and the non-starters behind it, as many as `room` allows. */
static struct marks look_ahead(const struct tnorm *t, size_t n, size_t room, uint8_t class, uint32_t *pieces)
{
    const unsigned char *p = tn_window_cur(&t->window), *end = tn_window_end(&t->window);
    struct marks m = {.ordered = true, .more = true};
    bool compatible = tn_is_compatible(t);
    uint32_t c = tn_utf8_decode(p, &n);
    for (size_t length = n; length > 0; length = read_beyond_ascii(p + m.bytes, end, &c)) {
        const struct tn_form *f = tn_form_of(c);
        bool starter = f->class == 0;
        bool counts_on = !starter || is_compatible_mark(f);
        size_t count = counts_on ? f->leading : f->trailing;
        if (m.bytes > 0 && (starter || m.count + count > room)) {
            m.more = false;
            break;
        }
        if (!counts_on) room = TN_STREAM_SAFE; /* the token: counting starts anew */
        m.ordered = m.ordered && f->class >= class && !f->decomposes;
        class = f->class;
        m.count += count;
        m.bytes += length;
        if (starter || f->decomposes)
            m.pieces += tn_form_decompose(c, compatible, pieces + m.pieces);
        else
            pieces[m.pieces++] = c | (uint32_t) class << TN_FORM_CLASS;
    }
    m.more = m.more && end - (p + m.bytes) < TN_UTF8_MAX;
    m.class = class;
    return m;
}

/* ---- decomposed text: letters, each with what it is composed with */

/* Composes the letter with all marks at *p, behind which that goes on; false if that is not all that is to be done. */
static bool take_marks(const unsigned char **p, const unsigned char *end, uint32_t *letter)
{
    for (;;) {
        uint32_t mark = 0;
        if (end - *p < TN_UTF8_MAX) return false;
        size_t n = read_beyond_ascii(*p, end, &mark);
        if (n == 0 || tn_form_of(mark)->class == 0) return true;
        uint32_t composed = tn_form_compose(*letter, mark);
        if (composed == 0) return false;
        *letter = composed;
        *p += n;
    }
}

/* The same with starters that have no marks, as those of Hangul; returns with how many. */
static size_t take_starters(const unsigned char **p, const unsigned char *end, uint32_t *letter)
{
    uint32_t c = 0, next = 0;
    size_t n = read_beyond_ascii(*p, end, &c), count = 0;
    for (size_t ahead; n > 0 && tn_form_of(c)->joins && end - (*p + n) >= TN_UTF8_MAX; n = ahead, c = next) {
        ahead = read_beyond_ascii(*p + n, end, &next);
        if (ahead > 0 && tn_form_of(next)->class != 0) break;
        uint32_t composed = tn_form_compose(*letter, c);
        if (composed == 0) break;
        *letter = composed;
        *p += n;
        count++;
    }
    return count;
}

/* Text that is put behind the line, character by character: is it free of characters of UTF-8 in any encoding that it may have
 * been misread in? */
struct reading {
    unsigned open; /* in these encodings one is begun */
    bool harmless;
};

/* It is put behind text[end] of the line. */
static struct reading read_behind(const struct tn_line *line, size_t end)
{
    return (struct reading){.open = tn_mojibake_begun(line->text, end, ~0u), .harmless = true};
}

static void read_on(struct reading *reading, uint32_t c)
{
    const struct tn_role *role = tn_mojibake_role(c);
    if (reading->open & role->rest) reading->harmless = false;
    reading->open = role->lead;
}

/* Letters that were composed. */
struct letters {
    unsigned char text[TN_UTF8_MAX + TN_SEGMENT_BYTES];
    size_t size;
    struct reading reading;
    bool beyond_ascii; /* all of them, and beyond the signs of Latin-1 */
};

static void add_letter(struct letters *letters, uint32_t c)
{
    letters->size += tn_utf8_encode(c, letters->text + letters->size);
    if (c < 0xC0) letters->beyond_ascii = false;
    read_on(&letters->reading, c);
}

/* Composes letters from p on, TN_SEGMENT_BYTES at most; returns how often, and sets *taken to the bytes of what there was. */
static size_t compose_letters(const unsigned char *p, const unsigned char *end, bool compatible,
                              struct letters *letters, size_t *taken)
{
    const unsigned char *begin = p, *behind = p;
    size_t steps = 0, most = letters->size + TN_SEGMENT_BYTES - TN_UTF8_MAX;
    while (letters->size <= most && (p[0] >= 0x80 || p[1] >= 0x80)) {
        uint32_t letter = *p;
        size_t n = *p < 0x80 ? 1 : read_beyond_ascii(p, end, &letter);
        if (n == 0 || (compatible && !tn_form_is_compatible(letter))) break;
        behind += n;
        if (!take_marks(&behind, end, &letter)) break;
        size_t count = (behind > p + n) + take_starters(&behind, end, &letter);
        if (count == 0) break;
        add_letter(letters, letter);
        steps += count;
        p = behind;
    }
    *taken = (size_t)(p - begin);
    return steps;
}

/* The line's last `back` bytes and the next n of input go, text[0, length) comes and stays. */
static void rewrite(struct tnorm *t, size_t back, size_t n, const unsigned char *text, size_t length)
{
    if (!tn_replace_at_once(t, back, n, text, length, TN_FORM)) tn_keep(t, length);
}

/* The line's last `back` bytes, which are a starter, and c, n bytes at the front of the input, are composed to `letter`: this
 * comes in their place, with all marks that stand behind them and the letters behind these. */
static bool compose_front(struct tnorm *t, uint32_t letter, size_t back, uint32_t c, size_t n)
{
    struct letters letters;
    const unsigned char *p = tn_window_cur(&t->window), *end = tn_window_end(&t->window), *behind = p + n;
    bool cut = end - behind < TN_UTF8_MAX;
    if (cut && !t->final) return false;
    if (cut || tn_form_of(c)->class == 0) {
        uint32_t next = 0;
        if (read_beyond_ascii(behind, end, &next) > 0 && tn_form_of(next)->class != 0) return false;
    } else if (!take_marks(&behind, end, &letter)) {
        return false;
    }
    size_t taken, steps = take_starters(&behind, end, &letter);
    letters.size = 0;
    letters.reading = read_behind(&t->line, t->line.length - back);
    letters.beyond_ascii = true;
    add_letter(&letters, letter);
    steps += compose_letters(behind, end, tn_is_compatible(t), &letters, &taken);
    taken += (size_t)(behind - p);
    /* letters beyond ASCII are nobody else's business if they are no mojibake */
    if (letters.beyond_ascii && letters.reading.harmless)
        rewrite(t, back, taken, letters.text, letters.size);
    else
        tn_replace(t, back, taken, letters.text, letters.size, TN_FORM);
    t->account.cause[TN_FORM].count += steps;
    return true;
}

/* ---- letters whose marks are out of order, or more than it is composed with */

/* Is text a letter with marks that tell of no encoding that it may have been misread in, whatever stands beside them? */
static bool is_never_misread(const unsigned char *text, size_t length)
{
    if (*text < 0x80 || tn_mojibake_may_be_alien(*text) || !tn_is_letters(text)) return false;
    for (size_t i = 0, n; i < length; i += n) {
        const struct tn_role *role = tn_mojibake_role(tn_utf8_decode(text + i, &n));
        if (role->lead != 0 || role->rest != 0) return false;
    }
    return true;
}

enum { MARKS_MOST = 7 }; /* of such a letter */

/* Puts a letter of ASCII at p and its marks, which are *taken bytes then, in form; returns the bytes of `out`.  0: it is no such
 * letter, stays as it is, or comes to what more rules are about. */
static size_t arrange(const unsigned char *p, const unsigned char *end, unsigned char *out, size_t *taken)
{
    uint32_t pieces[1 + MARKS_MOST] = {*p}, c;
    size_t count = 1, n = 1;
    if (!tn_is_ascii_letter(*p) || !tn_form_of(*p)->composes) return 0;
    for (size_t length; (length = read_beyond_ascii(p + n, end, &c)) > 0; n += length) {
        const struct tn_form *f = tn_form_of(c);
        if (f->class == 0) break;
        if (f->decomposes || count > MARKS_MOST) return 0;
        pieces[count++] = c | (uint32_t)f->class << TN_FORM_CLASS;
    }
    if (end - (p + n) < TN_UTF8_MAX) return 0;
    size_t size = tn_normal_put_in_form(TN_NORMAL_COMPOSE, pieces, count, out);
    *taken = n;
    return (size == n && memcmp(out, p, n) == 0) || !is_never_misread(out, size) ? 0 : size;
}

/* Takes such letters from the front of the input, which the line's last one is like most likely: each would come to the line
 * and then be put in form, as nothing else depends on where it stands. */
static void arrange_letters(struct tnorm *t)
{
    enum { LETTER_MOST = (1 + MARKS_MOST) * TN_UTF8_MAX };
    unsigned char out[TN_SEGMENT_BYTES];
    const struct tn_line *line = &t->line;
    const unsigned char *p = tn_window_cur(&t->window), *end = tn_window_end(&t->window), *begin = p;
    size_t size = 0, steps = 0;
    if (line->mojibake != TN_NOWHERE || line->anchor != TN_NOWHERE || t->bidi > 0 || t->dense_until > 0)
        return;
    if (TN_LINE_SIZE - line->length < 2 * TN_SEGMENT_BYTES) return;
    for (size_t length, taken; size + LETTER_MOST <= TN_SEGMENT_BYTES; size += length, p += taken, steps++) {
        length = arrange(p, end, out + size, &taken);
        if (length == 0) break;
    }
    if (steps == 0) return;
    rewrite(t, 0, (size_t)(p - begin), out, size);
    t->account.cause[TN_FORM].count += steps - 1;
}

/* ---- the rule */

/* The line ends in `count` non-starters, the last of that class, behind a starter that cannot be composed. */
static void note_marks(struct tn_line *line, size_t count, uint8_t class)
{
    line->marks_end = line->length;
    line->marks = count;
    line->marks_class = class;
}

/* Is text that is put behind text[end] of the line a letter with marks that no other rule would do anything to? */
static bool is_settled(const struct tnorm *t, size_t end, const unsigned char *text, size_t length)
{
    size_t n;
    if (t->line.mojibake != TN_NOWHERE || !(tn_is_ascii_letter(*text) || tn_is_letters(text))) return false;
    struct reading reading = read_behind(&t->line, end);
    for (size_t i = 0; i < length; i += n) {
        uint32_t c = tn_utf8_decode(text + i, &n);
        if (i > 0 && tn_form_of(c)->class == 0) return false;
        read_on(&reading, c);
    }
    return reading.harmless;
}

/* Are they, at the end of the line? */
static bool are_marks_known(const struct tn_line *line)
{
    return line->length == line->marks_end && line->length > 0;
}

/* Code points at the front of the input, as far as the quick check (UAX #15 9) tells what becomes of them. */
struct checked {
    size_t stay;       /* bytes: the first one and all marks behind it stay as they are; or 0, */
    uint32_t composed; /* and what the first one and the end of the line are composed to, or 0 */
};

/* Can c be composed with what stands before it, the last of which is `before`?  True if there is no telling; *composed is
 * what it is composed to with that one. */
static bool may_compose(uint32_t before, const struct tn_form *last, uint32_t c, const struct tn_form *f,
                        uint32_t *composed)
{
    if (!f->joins) return false;
    if (last->class != 0) return f->class != 0; /* with a starter that marks of lesser classes follow */
    if (!last->composes) return false;
    *composed = tn_form_compose(before, c);
    return *composed != 0 || f->class < tn_form_last_class(last);
}

/* They stay if none is decomposed or composed, their classes do not fall, and there are not too many of them.  `before`
 * ends the line, c comes next, n bytes. */
static struct checked quick_check(const struct tnorm *t, uint32_t before, uint32_t c, size_t n)
{
    const unsigned char *p = tn_window_cur(&t->window), *end = tn_window_end(&t->window);
    const struct tn_form *last = tn_form_of(before), *f;
    struct checked checked = {0, 0};
    size_t size = 0, marks = last->class != 0 ? marks_before(t->line.text, t->line.length) : last->trailing;
    if (is_compatible_mark(last)) return checked;
    for (; n > 0; n = read_beyond_ascii(p + size, end, &c)) {
        f = tn_form_of(c);
        if (size > 0 && f->class == 0) break;
        marks = f->class != 0 ? marks + 1 : 0;
        uint32_t composed = 0;
        bool falls = f->class != 0 && f->class < last->class;
        if (f->decomposes || falls || may_compose(before, last, c, f, &composed) || marks > TN_STREAM_SAFE) {
            if (size == 0) checked.composed = composed;
            return checked;
        }
        size += n;
        if (end - (p + size) < TN_UTF8_MAX) return checked;
        before = c;
        last = f;
    }
    checked.stay = size;
    return checked;
}

/* The code point at the front of the input, n bytes, stays with the marks behind it, or composes a letter with the last one
 * of the line: true if that is so, and all that is to be done. */
static bool is_quickly_done(struct tnorm *t, size_t n)
{
    const struct tn_line *line = &t->line;
    size_t back;
    if (line->length == 0 || are_marks_known(line)) return false;
    uint32_t before = tn_utf8_before(line->text, line->length, &back);
    uint32_t c = tn_utf8_decode(tn_window_cur(&t->window), &n);
    struct checked checked = quick_check(t, before, c, n);
    if (checked.stay == 0) return checked.composed != 0 && compose_front(t, checked.composed, back, c, n);
    tn_keep(t, checked.stay);
    return true;
}

/* Puts the end of the line and the code point at the front of the input, n bytes, with the marks behind it in form. */
static void normalize(struct tnorm *t, size_t n)
{
    static const unsigned char joiner[] = {0xCD, 0x8F}; /* U+034F */
    struct tn_line *line = &t->line;
    uint32_t pieces[BACK + AHEAD];
    struct unsettled u = {.marks = line->marks, .class = line->marks_class};
    bool known = are_marks_known(line);
    if (!known) u = look_back(line, pieces + BACK);
    struct marks m = look_ahead(t, n, TN_STREAM_SAFE - (u.marks < TN_STREAM_SAFE ? u.marks : TN_STREAM_SAFE),
                                u.class, pieces + BACK);
    if (m.more && !t->final) {
        t->need = t->window.end - t->window.cur + TN_UTF8_MAX;
        return;
    }
    const unsigned char *p = tn_window_cur(&t->window);
    const struct tn_form *f = tn_form_of(tn_utf8_decode(p, &n));
    if (u.marks + f->leading > TN_STREAM_SAFE) { /* UAX #15 D4 */
        tn_replace(t, 0, 0, joiner, sizeof joiner, TN_FORM);
        tn_keep(t, sizeof joiner);
        note_marks(line, 0, 0);
        return;
    }
    bool mark = f->class != 0;
    if (mark && !u.composes && m.ordered) {
        tn_keep(t, m.bytes);
        note_marks(line, u.marks + m.count, m.class);
        return;
    }
    if (known) u = look_back(line, pieces + BACK);
    unsigned char out[TN_NORMAL_BYTES];
    size_t size =
        tn_normal_put_in_form(TN_NORMAL_COMPOSE, pieces + BACK - u.pieces, u.pieces + m.pieces, out);
    if (size == u.bytes + m.bytes && memcmp(line->text + line->length - u.bytes, out, u.bytes) == 0 &&
        memcmp(p, out + u.bytes, m.bytes) == 0) {
        tn_keep(t, m.bytes);
        return;
    }
    size_t start = line->length - u.bytes;
    if (mark && !u.composes) { /* marks in another order: no other rule's */
        rewrite(t, u.bytes, m.bytes, out, size);
        note_marks(line, u.marks + m.count, tn_form_of(tn_utf8_before(out, size, &n))->class);
    } else if ((mark || f->leading == 0) && is_settled(t, start, out, size)) {
        rewrite(t, u.bytes, m.bytes, out, size);
        tn_mojibake_note_letters(t, start);
        arrange_letters(t);
    } else { /* a starter that becomes marks is looked at again, with those behind it */
        tn_replace(t, u.bytes, m.bytes, out, size, TN_FORM);
    }
}

void tn_rule_normalize(struct tnorm *t, size_t n)
{
    if (t->options.form == TNORM_FORM_NONE)
        tn_keep(t, n);
    else if (!is_quickly_done(t, n))
        normalize(t, n);
}
