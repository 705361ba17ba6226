/* mojibake_certain.c - a line that was misread as a whole: its characters of UTF-8 are put in their places one behind another.
 *
 * When it is known that a line was misread (mojibake_tell.c), and one of its characters was repaired, the rules have little left to
 * decide about others that begin alike.  What they would do with each is done here for as many as there are in a row, without
 * that each part of them comes to the line and is taken off again.  Whatever could be doubtful is left to the rules. */
#include <string.h>

#include "mojibake.h"
#include "rules.h"
#include "state.h"
#include "utf8.h"

enum {
    LONGEST = 3 * 3,        /* bytes, of the three characters that it is read as */
    ROOM = TN_LINE_LOOKBACK /* behind the line: it is far from full */
};

/* Do the rules look at nothing but the line's end and what is next, and is there room? */
static bool is_simple(const struct tnorm *t)
{
    const struct tn_line *line = &t->line;
    const struct tn_window *w = &t->window;
    return line->repairs > 0 && line->anchor == TN_NOWHERE && t->bidi == 0 && !tn_is_compatible(t) &&
           line->length + ROOM <= TN_LINE_SIZE && w->cur >= w->made && tn_window_offset(w) >= t->dense_until;
}

/* Is nothing noted from text[begin] on that a letter would decide on, and does what stands before it not belong to a chain that goes
 * on there? */
static bool is_apart(const struct tn_line *line, size_t begin)
{
    if (line->mojibake != TN_NOWHERE && line->mojibake >= begin) return false;
    if (line->mojibake_before != TN_NOWHERE && line->mojibake_before >= begin) return false;
    return begin == 0 || line->text[begin - 1] < 0x80 || line->settled == begin;
}

/* Would the rules ask more about it, behind text[begin] of the line: is it of few languages, or a capital inside a word? */
static bool is_doubtful(const struct tn_line *line, size_t begin, uint32_t c)
{
    size_t length;
    if (c < 0xA0 || c == 0xDF || (c >= 0x180 && c <= 0x24F) || c == TN_REPLACEMENT) return true;
    if (!tn_is_latin(c) || !tn_is_capital(c) || begin == 0) return false;
    uint32_t before = tn_utf8_before(line->text, begin, &length);
    return tn_is_latin(before) && tn_is_small(before);
}

/* Was one that begins alike repaired in the line? */
static bool is_seen(const struct tn_line *line, const struct tn_next *next)
{
    return tn_mojibake_is_kin(line, next->encoding) && line->leads >> (next->lead - 0xC0) & 1;
}

/* Would any rule put it in its place behind text[begin] of the line? */
static bool is_certain(const struct tn_line *line, size_t begin, const struct tn_next *next)
{
    return (is_seen(line, next) || tn_mojibake_is_never_right(next->encoding, next->first, next->last)) &&
           !is_doubtful(line, begin, next->c) && !tn_mojibake_is_behind_name(line, begin);
}

/* Notes what the next n bytes of input would tell while they stand in the line. */
static void note_parts(struct tnorm *t, size_t n)
{
    struct tn_line *line = &t->line;
    const size_t length = line->length;
    if (line->alien || n == 0) return;
    memcpy(line->text + length, tn_window_cur(&t->window), LONGEST);
    line->length += n;
    tn_mojibake_note_letters(t, length);
    line->length = length;
}

/* Takes the one at p, of which `back` bytes are at the line's end and the others are the next input; false if there is none that is
 * certain.  `unfinished` says what is begun before it. */
static bool take(struct tnorm *t, const unsigned char *p, const unsigned char *end, size_t back,
                 struct tn_unfinished unfinished)
{
    struct tn_line *line = &t->line;
    struct tn_next next;
    unsigned char text[TN_UTF8_MAX + 1] = {0};
    size_t begin = line->length - back;
    if (begin + LONGEST >= line->told_to) return false;
    size_t n = tn_mojibake_read_next(p, end, line->told.certain & line->told.likely, &unfinished, &next);
    if (n <= back || !is_certain(line, begin, &next)) return false;
    size_t length = tn_utf8_encode(next.c, text);
    if (!tn_is_letters_or_sign(text)) return false;
    note_parts(t, n - back - next.last_length);
    line->suspect |= next.suspect;
    line->leads |= UINT64_C(1) << (next.lead - 0xC0);
    line->encodings |= (uint16_t)(1u << next.encoding);
    line->repairs++;
    (void)tn_mojibake_put(t, back, n - back, text, length, &unfinished);
    return true;
}

/* Takes the first one, of which `back` bytes are at the line's end. */
static bool take_first(struct tnorm *t, size_t back)
{
    const struct tn_line *line = &t->line;
    const unsigned char *p = tn_window_cur(&t->window), *end = tn_window_end(&t->window);
    unsigned char text[TN_UTF8_MAX + LONGEST];
    size_t begin = line->length - back, left = (size_t)(end - p);
    if (!is_apart(line, begin)) return false;
    struct tn_unfinished unfinished = tn_mojibake_unfinished_at(line, begin);
    if (back == 0) return take(t, p, end, 0, unfinished);
    memcpy(text, line->text + begin, back);
    memcpy(text + back, p, LONGEST);
    return take(t, text, text + back + (left < LONGEST ? left : LONGEST), back, unfinished);
}

/* Bytes of the character that ends the line, if it begins what the next input goes on with, and came from the input; else 0. */
static size_t begun_length(const struct tnorm *t)
{
    const struct tn_line *line = &t->line;
    size_t length, back;
    if (line->length == 0 || line->text[line->length - 1] < 0x80) return 0;
    unsigned rest = tn_mojibake_rest(tn_utf8_decode(tn_window_cur(&t->window), &length));
    if (!(rest & line->told.certain)) return 0;
    unsigned lead = tn_mojibake_lead(tn_utf8_before(line->text, line->length, &back));
    bool made = line->mixed && line->from[line->length - 1] != TN_KEPT;
    return lead & rest & line->told.certain && !made ? back : 0;
}

bool tn_mojibake_take_certain(struct tnorm *t)
{
    const struct tn_line *line = &t->line;
    if (line->told.certain == 0 || !is_simple(t) || !take_first(t, begun_length(t))) return false;
    const unsigned char *end = tn_window_end(&t->window);
    while (line->length + ROOM <= TN_LINE_SIZE &&
           take(t, tn_window_cur(&t->window), end, 0, line->unfinished))
        continue;
    return true;
}
