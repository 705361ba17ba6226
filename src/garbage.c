/* garbage.c - a fast way through what is neither text nor UTF-8.
 *
 * Garbage changes its kind with every byte, and a token a byte costs a misprediction each.  Here an automaton
 * without branches takes it as far as no other rule has a say in it; the result is what tokens would give.
 * garbage_avx512.c does the same, many bytes at a time. */
#include "garbage.h"

#include <string.h>

#include "garbage_bits.h"
#include "mojibake.h"
#include "rules.h"
#include "state.h"
#include "utf8.h"

/* What a byte can be (Unicode 3.9, Table 3-7). */
enum byte_class {
    B_RULE,  /* another rule's: white space, `&` and the like; */
    B_SPACE, /* likewise, mostly: */
    B_SEMICOLON,
    B_MORE,
    B_PLAIN, /* printable ASCII */
    B_GONE,  /* a control that only goes, whatever is behind it */
    B_80,    /* continuation bytes */
    B_81,
    B_90,
    B_A0,
    B_C0, /* with 80 U+0000, as Java writes it */
    B_C2, /* the first of two bytes, */
    B_E0, /* of three, */
    B_E1,
    B_ED,
    B_F0, /* of four */
    B_F1,
    B_F4,
    B_NEVER,
    B_CLASSES
};

/* Where the automaton is: what it has seen of a sequence. */
enum state {
    S_GROUND, /* nothing */
    S_PAIR,   /* the first of two bytes, */
    S_ONE,    /* all but one byte of more, */
    S_TWO,    /* all but two */
    S_THREE,
    S_C0,
    S_E0,
    S_ED,
    S_F0,
    S_F4,
    S_STATES,
    S_RULE = S_STATES, /* the end: this byte is another rule's */
    S_BACK,            /* the end: what it has seen and this byte are */
    S_TWO_BYTES        /* the end: they are a character */
};

enum {
    LOST = 3, /* bytes of U+FFFD */
    STEP = 8  /* that are written at once: two of them and some more */
};

_Static_assert((int)TN_GARBAGE_CLASSES == (int)B_CLASSES && (int)TN_GARBAGE_STATES == (int)S_STATES,
               "there is a step for each");

static enum byte_class class_of(unsigned c)
{
    if (c >= 0xF5 || c == 0xC1) return B_NEVER;
    if (c >= 0xF0) return c == 0xF0 ? B_F0 : c == 0xF4 ? B_F4 : B_F1;
    if (c >= 0xE0) return c == 0xE0 ? B_E0 : c == 0xED ? B_ED : B_E1;
    if (c >= 0xC0) return c == 0xC0 ? B_C0 : B_C2;
    if (c >= 0x80) return c >= 0xA0 ? B_A0 : c >= 0x90 ? B_90 : c > 0x80 ? B_81 : B_80;
    if (c == ' ') return B_SPACE;
    if (c == ';') return B_SEMICOLON;
    if (c == '>') return B_MORE;
    if (tn_is_plain((unsigned char)c)) return B_PLAIN;
    if (c == 0x1B) return B_RULE;                                               /* an escape, maybe */
    return (c < 0x20 && (c < '\t' || c > '\r')) || c == 0x7F ? B_GONE : B_RULE; /* others break lines */
}

/* What follows when a byte goes on with what was seen; S_GROUND if it does not. */
static enum state go_on(enum state s, enum byte_class b)
{
    bool rest = b >= B_80 && b <= B_A0;
    switch (s) {
    case S_PAIR: return rest ? S_TWO_BYTES : S_GROUND;
    case S_ONE: return rest ? S_BACK : S_GROUND;
    case S_TWO: return rest ? S_ONE : S_GROUND;
    case S_THREE: return rest ? S_TWO : S_GROUND;
    case S_C0: return b == B_80 ? S_BACK : S_GROUND;
    case S_E0: return b == B_A0 ? S_ONE : S_GROUND;
    case S_ED: return b == B_A0 ? S_BACK : rest ? S_ONE : S_GROUND; /* half of a surrogate pair, maybe */
    case S_F0: return rest && b > B_81 ? S_TWO : S_GROUND;
    case S_F4: return b == B_80 || b == B_81 ? S_TWO : S_GROUND;
    default: return S_GROUND;
    }
}

static struct tn_garbage_step step_of(enum state s, enum byte_class b)
{
    static const unsigned char begun[B_CLASSES] = {
        [B_RULE] = S_RULE, [B_SPACE] = S_RULE, [B_SEMICOLON] = S_RULE, [B_MORE] = S_RULE,
        [B_C0] = S_C0,     [B_C2] = S_PAIR,    [B_E0] = S_E0,          [B_E1] = S_TWO,
        [B_ED] = S_ED,     [B_F0] = S_F0,      [B_F1] = S_THREE,       [B_F4] = S_F4};
    struct tn_garbage_step step = {(unsigned char)go_on(s, b), 0, 0, 0};
    if (step.next != S_GROUND) return step;
    step.next = begun[b];
    if (s != S_GROUND) step.lost = LOST;
    if (b == B_NEVER || (b >= B_80 && b <= B_A0)) step.lost += LOST;
    step.kept = b == B_PLAIN;
    step.gone = b == B_GONE;
    return step;
}

/* Where the letter of two bytes at p has its bit. */
static size_t row_of(const unsigned char *p) { return (size_t)(p[0] & 0x1F) << 3 | (p[1] >> 3 & 7); }
static unsigned bit_of(const unsigned char *p) { return p[1] & 7; }

/* Is the character of two bytes at p a letter that no rule but its own has a say in, whatever stands around it: no part of
 * UTF-8 that was misread, nor of what only looks like another encoding? */
static bool is_letter(const unsigned char *p)
{
    size_t length;
    return tn_is_letters(p) && tn_mojibake_lead(tn_utf8_decode(p, &length)) == 0 &&
           !tn_mojibake_may_be_alien(p[0]);
}

/* What the vector unit is told of a byte. */
static unsigned char bits_of(enum byte_class b)
{
    static const unsigned char bits[B_CLASSES] = {[B_SPACE] = TN_ASCII_SPACE,
                                                  [B_SEMICOLON] = TN_ASCII_SEMICOLON,
                                                  [B_MORE] = TN_ASCII_MORE,
                                                  [B_PLAIN] = TN_ASCII_PLAIN,
                                                  [B_GONE] = TN_ASCII_GONE,
                                                  [B_80] = TN_HIGH_REST | TN_HIGH_LOW,
                                                  [B_81] = TN_HIGH_REST | TN_HIGH_LOW,
                                                  [B_90] = TN_HIGH_REST,
                                                  [B_A0] = TN_HIGH_REST | TN_HIGH_TOP,
                                                  [B_C2] = TN_HIGH_PAIR,
                                                  [B_E0] = TN_HIGH_THREE,
                                                  [B_E1] = TN_HIGH_THREE,
                                                  [B_ED] = TN_HIGH_THREE,
                                                  [B_F0] = TN_HIGH_FOUR,
                                                  [B_F1] = TN_HIGH_FOUR,
                                                  [B_F4] = TN_HIGH_FOUR};
    return bits[b];
}

void tn_garbage_init(struct tn_garbage *g, const struct tn_garbage_unit *unit)
{
    g->unit = *unit;
    for (unsigned c = 0; c < 256; c++) {
        g->class_of[c] = (unsigned char)class_of(c);
        g->bits[c] = bits_of(class_of(c));
    }
    for (enum state s = S_GROUND; s < S_STATES; s++)
        for (enum byte_class b = B_RULE; b < B_CLASSES; b++) g->step[s][b] = step_of(s, b);
    memset(g->letter, 0, sizeof g->letter);
    for (uint32_t c = 0x80; c < 0x800; c++) {
        unsigned char p[TN_UTF8_MAX] = {0};
        (void)tn_utf8_encode(c, p);
        if (is_letter(p)) g->letter[row_of(p)] |= (unsigned char)(1u << bit_of(p));
    }
}

/* How many of the bytes before p[end] are not settled, where the automaton stopped in state s. */
static size_t unsettled(const unsigned char *p, size_t end, unsigned s)
{
    size_t seen = 1;
    if (s == S_GROUND) return 0;
    if (s == S_RULE) return 1;
    while (tn_utf8_is_continuation(p[end - seen])) seen++;
    return seen;
}

/* Is the byte at p[i] as good as a letter?  What stands before it is settled. */
static bool is_tame(const struct tn_garbage *g, const struct tn_garbage_job *job, size_t i)
{
    const unsigned char *p = job->input;
    enum byte_class b = g->class_of[p[i]], before = i > 0 ? g->class_of[p[i - 1]] : B_RULE;
    bool behind = before == B_PLAIN || before == B_SEMICOLON || before >= B_80;
    if (b == B_SEMICOLON) return job->semicolon;
    if (b == B_SPACE) return job->space && (i > 0 ? behind : job->before_space);
    if (b != B_MORE || !job->more || p[i + 1] == TN_GARBAGE_NEGATING) return false;
    return i > 0 ? behind && p[i - 1] != '"' && p[i - 1] != '/' : job->before_more;
}

/* What the byte at p[n] is to the automaton in state s: behind what is sure only letters are not ASCII. */
static enum byte_class class_at(const struct tn_garbage *g, const struct tn_garbage_job *job, unsigned s,
                                size_t n)
{
    const unsigned char *p = job->input + n;
    enum byte_class b = g->class_of[*p];
    if (n < job->sure || b < B_80 || s == S_PAIR) return b;
    bool letter = b == B_C2 && tn_utf8_is_continuation(p[1]) && g->letter[row_of(p)] >> bit_of(p) & 1;
    return letter ? b : B_RULE;
}

static void take_portable(const struct tn_garbage *g, struct tn_garbage_job *job)
{
    static const unsigned char lost[STEP] = {0xEF, 0xBF, 0xBD, 0xEF, 0xBF, 0xBD};
    static const unsigned char by[STEP] = {TN_INVALID, TN_INVALID, TN_INVALID,
                                           TN_INVALID, TN_INVALID, TN_INVALID};
    const unsigned char *p = job->input;
    unsigned char *text = job->text, *from = job->from;
    size_t n = 0, m = 0;
    unsigned s = S_GROUND;
    job->kept = job->gone = job->lost = 0;
    while (n < job->length && (n != job->sure || s == S_GROUND)) {
        struct tn_garbage_step step = g->step[s][class_at(g, job, s, n)];
        memcpy(text + m, lost, sizeof lost);
        memcpy(from + m, by, sizeof by);
        m += step.lost;
        job->lost += step.lost;
        text[m] = p[n++];
        from[m] = TN_KEPT;
        m += step.kept;
        job->kept += step.kept;
        job->gone += step.gone;
        s = step.next;
        if (s < S_STATES) continue;
        size_t length = s == S_TWO_BYTES ? 2 : 1;
        bool letter = s == S_TWO_BYTES && g->letter[row_of(p + n - 2)] >> bit_of(p + n - 2) & 1;
        if (!letter && !(s == S_RULE && is_tame(g, job, n - 1))) break;
        memcpy(text + m, p + n - length, length);
        memset(from + m, TN_KEPT, length);
        m += length;
        job->kept += length;
        s = S_GROUND;
    }
    job->taken = n - unsettled(p, n, s);
}

_Static_assert((int)TN_GARBAGE_LONGEST == (int)TN_SCAN_SLACK, "tn_first[] has so many");

/* It is a loop without branches, whose sums are no wider than what is added: compilers make vectors of it. */
static struct tn_garbage_count count_portable(const unsigned char *p, size_t n)
{
    const unsigned char *feed = memchr(p, '\n', n);
    if (feed) n = (size_t)(feed - p);
    const unsigned char *counts = tn_first + TN_SCAN_SLACK - n;
    unsigned char letters = 0, high = 0;
    for (size_t i = 0; i < TN_GARBAGE_LONGEST; i++) {
        unsigned char letter = (unsigned char)((p[i] | 0x20) - 'a') < 26;
        letters = (unsigned char)(letters + (letter & counts[i]));
        high = (unsigned char)(high + (p[i] >> 7 & counts[i]));
    }
    return (struct tn_garbage_count){n, letters, high};
}

const struct tn_garbage_unit *tn_garbage_usable(size_t i)
{
    static const struct tn_garbage_unit portable = {take_portable, count_portable};
    const struct tn_garbage_unit *usable[2];
    size_t n = 0;
    const struct tn_garbage_unit *vector = tn_garbage_vector();
    if (vector) usable[n++] = vector;
    usable[n++] = &portable;
    return i < n ? usable[i] : NULL;
}

/* The line begins with the first byte of the next `length` that something comes of. */
static void begin(struct tnorm *t, size_t length)
{
    const unsigned char *p = tn_window_cur(&t->window), *class_of = t->garbage.class_of;
    size_t gone = 0;
    while (gone < length && class_of[p[gone]] == B_GONE) gone++;
    tn_line_begin(&t->line, tn_window_offset(&t->window) + gone);
}

/* What the line says of characters that rules look back from; false if U+FFFD is one of them. */
static bool look_back(const struct tnorm *t, struct tn_garbage_job *job)
{
    const struct tn_line *line = &t->line;
    unsigned char last = line->length > 0 ? line->text[line->length - 1] : '\n';
    bool open = (last >= 0x80 || last == ' ') && tn_mojibake_may_go_on(t);
    if (open && tn_mojibake_is_open(t)) return false;
    job->space = !open && !t->html && !tn_keeps(t, TNORM_KEEP_SPACE);
    job->semicolon = line->last_ampersand == TN_NOWHERE;
    job->more = !t->html && line->last_less == TN_NOWHERE;
    job->before_space = last != ' ' && last != '\n';
    job->before_more = job->before_space && last != '"' && last != '/';
    return true;
}

bool tn_garbage_take(struct tnorm *t, size_t length, size_t sure)
{
    struct tn_line *line = &t->line;
    if (length > TN_GARBAGE_LONGEST) length = TN_GARBAGE_LONGEST;
    struct tn_garbage_job job = {.input = tn_window_cur(&t->window),
                                 .length = length,
                                 .sure = sure,
                                 .text = line->text + line->length,
                                 .from = line->from + line->length};
    if (TN_LINE_SIZE - line->length < TN_GARBAGE_ROOM || !look_back(t, &job)) return false;
    tn_line_mix(line);
    if (line->length == 0) begin(t, length);
    t->garbage.unit.take(&t->garbage, &job);
    line->length += job.kept + job.lost;
    t->window.cur += job.taken;
    t->account.cause[TN_INVALID].count += job.lost / LOST;
    t->account.cause[TN_CHARACTERS].count += job.gone;
    tn_account_rewritten(&t->account, TN_INVALID, job.taken - job.kept - job.gone);
    tn_account_removed(&t->account, TN_CHARACTERS, job.gone);
    return job.taken > 0;
}
