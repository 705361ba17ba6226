/* garbage.c - a fast way through bytes that are neither text nor UTF-8.
 *
 * Garbage changes its kind with every byte, and a token a byte costs a misprediction each.  Here an automaton
 * without branches takes it as far as no other rule has a say in it; the result is what tokens would give. */
#include "garbage.h"

#include <string.h>

#include "mojibake.h"
#include "rules.h"
#include "state.h"
#include "utf8.h"

/* What a byte can be (Unicode 3.9, Table 3-7). */
enum byte_class {
    B_RULE,    /* another rule's: white space, `&` and the like */
    B_PLAIN,   /* printable ASCII, */
    B_BRACKET, /* also `[`, */
    B_ESC,     /* but with this before it that is an escape */
    B_GONE,    /* a control that only goes */
    B_80,      /* continuation bytes */
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
    S_ESC,
    S_STATES,
    S_RULE = S_STATES, /* the end: this byte is another rule's */
    S_BACK,            /* the end: what it has seen and this byte are */
    S_ESCAPE,          /* the end: likewise, and these are two bytes; */
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
    if (c == 0x1B) return B_ESC;
    if (c > ' ' && tn_is_plain((unsigned char)c)) return c == '[' ? B_BRACKET : B_PLAIN;
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
    case S_ESC: return b == B_BRACKET ? S_ESCAPE : S_GROUND;
    default: return S_GROUND;
    }
}

static struct tn_garbage_step step_of(enum state s, enum byte_class b)
{
    static const unsigned char begun[B_CLASSES] = {
        [B_RULE] = S_RULE, [B_C0] = S_C0, [B_C2] = S_PAIR, [B_E0] = S_E0,    [B_E1] = S_TWO,
        [B_ESC] = S_ESC,   [B_ED] = S_ED, [B_F0] = S_F0,   [B_F1] = S_THREE, [B_F4] = S_F4};
    struct tn_garbage_step step = {(unsigned char)go_on(s, b), 0, 0, 0};
    if (step.next != S_GROUND) return step;
    step.next = begun[b];
    if (s == S_ESC)
        step.gone = 1;
    else if (s != S_GROUND)
        step.lost = LOST;
    if (b == B_NEVER || (b >= B_80 && b <= B_A0)) step.lost += LOST;
    step.kept = b == B_PLAIN || b == B_BRACKET;
    if (b == B_GONE) step.gone++;
    return step;
}

struct sums {
    size_t kept; /* bytes of input that stayed, */
    size_t gone; /* that went, */
    size_t lost; /* bytes of U+FFFD */
};

/* A character of two bytes, in their order. */
static unsigned index_of(const unsigned char *p) { return (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu); }

/* Is the character of two bytes at p a letter that no rule but its own has a say in, whatever stands around it: no part of
 * UTF-8 that was misread, nor of what only looks like another encoding? */
static bool is_letter(const unsigned char *p)
{
    size_t length;
    return tn_is_letters(p) && tn_mojibake_lead(tn_utf8_decode(p, &length)) == 0 &&
           !tn_mojibake_may_be_alien(p[0]);
}

void tn_garbage_init(struct tn_garbage *g)
{
    for (unsigned c = 0; c < 256; c++) g->class_of[c] = (unsigned char)class_of(c);
    for (enum state s = S_GROUND; s < S_STATES; s++)
        for (enum byte_class b = B_RULE; b < B_CLASSES; b++) g->step[s][b] = step_of(s, b);
    for (uint32_t c = 0x80; c < TN_GARBAGE_TWO_BYTES; c++) {
        unsigned char p[TN_UTF8_MAX] = {0};
        (void)tn_utf8_encode(c, p);
        g->letter[index_of(p)] = is_letter(p);
    }
}

/* How many of the bytes before p[end] are not settled, where the automaton stopped in state s. */
static size_t unsettled(const unsigned char *p, size_t end, unsigned s)
{
    size_t seen = 1;
    if (s == S_GROUND) return 0;
    if (s == S_RULE) return 1;
    if (s == S_ESCAPE) return 2;
    while (tn_utf8_is_continuation(p[end - seen])) seen++;
    return seen;
}

/* Writes to the line; returns how many bytes it took. */
static size_t take(const struct tn_garbage *g, struct tn_line *line, const unsigned char *p, size_t length,
                   struct sums *sums)
{
    static const unsigned char lost[STEP] = {0xEF, 0xBF, 0xBD, 0xEF, 0xBF, 0xBD};
    static const unsigned char by[STEP] = {TN_INVALID, TN_INVALID, TN_INVALID,
                                           TN_INVALID, TN_INVALID, TN_INVALID};
    unsigned char *text = line->text + line->length, *from = line->from + line->length;
    size_t n = 0, m = 0;
    unsigned s = S_GROUND;
    while (n < length) {
        struct tn_garbage_step step = g->step[s][g->class_of[p[n]]];
        memcpy(text + m, lost, sizeof lost);
        memcpy(from + m, by, sizeof by);
        m += step.lost;
        sums->lost += step.lost;
        text[m] = p[n++];
        from[m] = TN_KEPT;
        m += step.kept;
        sums->kept += step.kept;
        sums->gone += step.gone;
        s = step.next;
        if (s < S_STATES) continue;
        if (s != S_TWO_BYTES || !g->letter[index_of(p + n - 2)]) break;
        memcpy(text + m, p + n - 2, 2);
        memset(from + m, TN_KEPT, 2);
        m += 2;
        sums->kept += 2;
        s = S_GROUND;
    }
    line->length += m;
    return n - unsettled(p, n, s);
}

/* The line begins with the first byte of the next `length` that something comes of. */
static void begin(struct tnorm *t, size_t length)
{
    const unsigned char *p = tn_window_cur(&t->window), *class_of = t->garbage.class_of;
    size_t gone = 0;
    while (gone < length && (class_of[p[gone]] == B_GONE || class_of[p[gone]] == B_ESC)) gone++;
    tn_line_begin(&t->line, tn_window_offset(&t->window) + gone);
}

bool tn_garbage_take(struct tnorm *t, size_t length)
{
    struct tn_line *line = &t->line;
    struct sums sums = {0, 0, 0};
    if (length > TN_GARBAGE_LONGEST) length = TN_GARBAGE_LONGEST;
    if (TN_LINE_SIZE - line->length < length * LOST + STEP) return false;
    tn_line_mix(line);
    if (line->length == 0) begin(t, length);
    size_t n = take(&t->garbage, line, tn_window_cur(&t->window), length, &sums);
    t->window.cur += n;
    t->account.cause[TN_INVALID].count += sums.lost / LOST;
    t->account.cause[TN_CHARACTERS].count += sums.gone;
    tn_account_rewritten(&t->account, TN_INVALID, n - sums.kept - sums.gone);
    tn_account_removed(&t->account, TN_CHARACTERS, sums.gone);
    return n > 0;
}
