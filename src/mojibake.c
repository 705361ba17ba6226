/* mojibake.c - the rules for UTF-8 that was read in another encoding, and for C1 controls (mojibake.h).
 *
 * A rule waits for what bytes 0x80-0xBF are read as and looks back: if the line now ends in a chain that is likelier
 * to be one than to be text, what it stands for is put in its place and read again (there may be another level).
 *
 * What was repaired in a line makes further repairs in it likelier; nothing else is carried over. */
#include "mojibake.h"

#include <string.h>

#include "rules.h"
#include "state.h"
#include "utf8.h"
#include "windows1252.h"

enum {
    AHEAD = 6
}; /* characters that are looked at behind one that would go: all that a token may be sure of */

_Static_assert(AHEAD * 3 + 2 <= TN_RESERVE, "more is looked at than is at hand");

bool tn_mojibake_harmless(const struct tnorm *t, const unsigned char *text, size_t length)
{
    unsigned open = tn_mojibake_begun(t->line.text, t->line.length, ~0u);
    for (size_t i = 0, n; i < length; i += n) {
        uint32_t c = tn_utf8_decode(text + i, &n);
        if (open & tn_mojibake_rest(c)) return false;
        open = tn_mojibake_lead(c);
    }
    return true;
}

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

/* The chain goes, what it stands for comes. */
static void replace(struct tnorm *t, const struct tn_chain *chain, size_t n)
{
    unsigned char text[TN_CHAIN_LONGEST * TN_UTF8_MAX];
    size_t length = tn_mojibake_decode(chain, text);
    for (size_t i = 0; i < chain->count; i++)
        t->line.leads |= UINT64_C(1) << (chain->sequence[i].lead - 0xC0);
    t->line.repairs++;
    tn_replace(t, t->line.length - chain->sequence[chain->count - 1].begin, n, text, length, TN_MOJIBAKE);
}

/* The character at p in the window if it is a Latin letter, else 0.  Those beyond ASCII count, since in another form
 * they begin with one; of these the first is looked at, which is a small letter if they are. */
static uint32_t letter_at(const struct tnorm *t, const unsigned char *p)
{
    uint32_t c;
    if (*p < 0x80) return tn_is_ascii_letter(*p) ? *p : 0;
    if (*p < 0xC3 || *p > 0xE1 || tn_utf8_read(p, tn_window_end(&t->window), &c) == 0) return 0;
    return tn_is_latin(c) ? c : 0;
}

/* If the line and the next n bytes of input, which are whole characters, end in characters of UTF-8, they are put in
 * their place.  *maybe is set if that may turn on whether a letter follows. */
static bool repair(struct tnorm *t, size_t n, uint32_t next, bool *maybe)
{
    struct tn_line *line = &t->line;
    struct tn_chain chain;
    memcpy(line->text + line->length, tn_window_cur(&t->window), n); /* behind its end, to be looked at */
    unsigned encodings = tn_mojibake_possible(line->text, line->length + n);
    *maybe = false;
    for (enum tn_encoding e = TN_CP1252; encodings >> e != 0; e++) {
        if (!(encodings & 1u << e)) continue;
        tn_mojibake_read_chain(line->text, line->length + n, e, &chain);
        if (chain.count == 0 || chain.sequence[chain.count - 1].begin >= line->length) continue;
        chain.next = next;
        chain.repaired = line->repairs > 0;
        chain.seen = line->leads >> (chain.sequence[0].lead - 0xC0) & 1;
        if (tn_mojibake_is_likely(line, &chain)) {
            replace(t, &chain, n);
            return true;
        }
        *maybe = true;
    }
    return false;
}

/* The next n bytes of input are a character that would go, or become a space.  If it is not yet the end of what it
 * belongs to, that is found with what follows. */
static bool repair_ahead(struct tnorm *t, size_t n, bool *maybe)
{
    const unsigned char *p = tn_window_cur(&t->window), *end = tn_window_end(&t->window);
    bool unused;
    uint32_t c;
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
    bool maybe;
    uint32_t next = letter_at(t, tn_window_cur(&t->window));
    if (next == 0) return false;
    t->line.mojibake = TN_NOWHERE;
    return repair(t, 0, next, &maybe);
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
    if (c == TN_REPLACEMENT && tn_line_last(&t->line) == c) {
        tn_keep(t, lost_run(t, n));
        return;
    }
    if (may_repair(t, n) && (goes ? repair_ahead(t, n, &maybe) : repair(t, n, 0, &maybe))) return;
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

void tn_rule_c1(struct tnorm *t, size_t n)
{
    unsigned char text[TN_UTF8_MAX];
    unsigned byte = tn_window_cur(&t->window)[1];
    bool maybe;
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
        tn_replace(t, 0, n, text, tn_utf8_encode(tn_windows1252(byte), text), TN_MOJIBAKE);
    } else {
        tn_rule_control(t, n);
    }
}
