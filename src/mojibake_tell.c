/* mojibake_tell.c - in which encoding a line was read, told by how much of it is UTF-8 then.
 *
 * By itself a character can be misread UTF-8 in several encodings: `Å—` is in Windows-1252 and, were it the middle of
 * `—Å—Ç`, in Mac OS Roman.  All that a line holds beyond ASCII seldom is in two. */
#include <string.h>

#include "mojibake.h"
#include "rules.h"
#include "state.h"
#include "utf8.h"

enum {
    BACK = 4096,                         /* bytes of the line that are looked at, */
    AHEAD = TN_MARK_UNREAD - TN_RESERVE, /* and of what comes, if the line goes on so far */
    /* Characters of UTF-8 in a line that holds nothing else beyond ASCII: so many that where one was misread the others
     * were, and that they were even if none of them tells by itself. */
    CERTAIN = 2,
    EVIDENT = 4,
    BITS = 14, /* of the number of characters in as many bytes */
    ALL = (1 << TN_ENCODINGS) - 1,
    ALIKE = 1 << TN_CP1252 | 1 << TN_CP1254 /* where both fit, both say the same */
};

/* How many there are in each encoding: bit e of word i is bit i of the number for encoding e, so that all are counted at
 * once. */
struct counts {
    uint16_t bits[BITS];
};

struct evidence {
    struct tn_unfinished begun;
    struct counts whole;   /* characters of UTF-8, */
    struct counts stray;   /* and what is no part of one; */
    struct counts strange; /* of these what may be one that is in few texts */
    unsigned pairs;        /* in these encodings characters of two bytes are begun */
};

static void count(struct counts *counts, unsigned encodings)
{
    for (unsigned i = 0; encodings != 0 && i < BITS; i++) {
        unsigned carry = counts->bits[i] & encodings;
        counts->bits[i] ^= (uint16_t)encodings;
        encodings = carry;
    }
}

static unsigned of(const struct counts *counts, unsigned encoding)
{
    unsigned number = 0;
    for (unsigned i = 0; i < BITS; i++) number |= (counts->bits[i] >> encoding & 1u) << i;
    return number;
}

/* The next character.  A space, U+00A0 and U+FFFD may be part of one and need not. */
static void look_at(struct evidence *e, uint32_t c)
{
    const struct tn_role *role = tn_mojibake_role(c);
    unsigned begun = e->begun.one | e->begun.two | e->begun.three;
    unsigned ended = tn_mojibake_advance(&e->begun, role), part = ended | e->begun.more;
    bool may_be_alone = c < 0x80 || c == 0xA0 || c == TN_REPLACEMENT;
    e->pairs |= e->begun.one & ~part;
    count(&e->whole, ended);
    count(&e->strange, role->strange);
    count(&e->stray, begun & ~part);
    count(&e->stray, may_be_alone ? 0 : ALL & ~part & ~(unsigned)role->lead);
}

static void look_over(struct evidence *e, const struct tn_bytes *text)
{
    for (const unsigned char *p = text->begin; p < text->end;) {
        uint32_t c = *p;
        size_t n = 1;
        bool part = (e->begun.one | e->begun.two | e->begun.three) != 0;
        if (c >= 0x80) n = tn_utf8_read(p, text->end, &c);
        if (n > 0 && (c >= 0x80 || part)) look_at(e, c);
        p += n > 0 ? n : 1;
    }
}

/* Is less stray in the encoding a than in b, or does as much of it stand for what is in more texts?  0: there is no telling. */
static int compare(const struct evidence *e, unsigned a, unsigned b)
{
    unsigned stray = of(&e->stray, a), other = of(&e->stray, b);
    if (stray != other) return stray < other ? 1 : -1;
    stray = of(&e->strange, a);
    other = of(&e->strange, b);
    return (stray < other) - (stray > other);
}

/* Those that it is told by most: 0 if more is stray than not. */
static unsigned best(const struct evidence *e)
{
    unsigned found = 0, one = 0;
    for (unsigned i = 0; i < TN_ENCODINGS; i++) {
        int better = found == 0 ? 1 : compare(e, i, one);
        if (of(&e->whole, i) <= of(&e->stray, i) || better < 0) continue;
        found = better > 0 ? 1u << i : found | 1u << i;
        one = i;
    }
    return found;
}

/* Are they one, or read the same where all of them fit? */
static bool agree(unsigned encodings)
{
    return (encodings & (encodings - 1)) == 0 || (encodings & ~(unsigned)ALIKE) == 0;
}

/* How many characters are there, if the line holds nothing else beyond ASCII? */
static unsigned alone(const struct evidence *e, unsigned told)
{
    unsigned i = 0;
    if (told == 0 || !agree(told)) return 0;
    while (!(told >> i & 1)) i++;
    return of(&e->stray, i) == 0 ? of(&e->whole, i) : 0;
}

/* What of the line is at hand. */
static struct tn_bytes before(const struct tn_line *line)
{
    size_t at = line->length > BACK ? line->length - BACK : 0;
    return (struct tn_bytes){line->text + at, line->text + line->length};
}

/* What comes, up to its end or as far as is looked; false if more has to be at hand for that.  In a page a line feed ends
 * nothing. */
static bool look_ahead(const struct tnorm *t, struct tn_bytes *text)
{
    const struct tn_window *w = &t->window;
    bool again = w->again > w->cur; /* it is known where it ends */
    size_t left = (again ? w->again : w->end) - w->cur, n = left < AHEAD ? left : AHEAD;
    const unsigned char *p = tn_window_cur(w), *feed = t->html ? NULL : memchr(p, '\n', n);
    *text = (struct tn_bytes){p, feed ? feed : p + n};
    return feed || again || n == AHEAD || t->final;
}

/* Is all of the line looked at, and will it be read again if it has to be?  Else it has to come out as if it were: nothing is
 * told.  That does not matter for a page, nor can be said of it. */
static bool may_tell(const struct tnorm *t, size_t seen)
{
    if (tn_is_decomposed(t)) return false; /* letters and marks by themselves tell nothing */
    return t->html || (seen < AHEAD && t->line.length + 2 * seen <= TN_READ_AGAIN);
}

static struct tn_told tell(const struct evidence *e, const struct tn_bytes text[2])
{
    unsigned likely = best(e);
    if (!agree(likely) && e->pairs & likely) likely = tn_mojibake_by_alphabet(text, likely);
    unsigned characters = alone(e, likely);
    return (struct tn_told){
        .likely = (uint16_t)(likely != 0 ? likely : ALL),
        .fits = (uint16_t)(characters > 0 ? likely : 0),
        .certain = (uint16_t)(characters >= CERTAIN ? likely : 0),
        .evident = (uint16_t)(characters >= EVIDENT ? likely : 0),
    };
}

/* Looks at the text: what is told of it is noted, and up to where it holds for other lines, too. */
static bool look(struct tnorm *t, size_t *seen)
{
    const struct tn_window *w = &t->window;
    struct tn_bytes text[2] = {before(&t->line)};
    struct evidence e = {0};
    if (!look_ahead(t, &text[1])) {
        t->need = AHEAD;
        return false;
    }
    look_over(&e, &text[0]);
    look_over(&e, &text[1]);
    *seen = (size_t)(text[1].end - text[1].begin);
    t->told = may_tell(t, *seen) ? tell(&e, text) : (struct tn_told){.likely = ALL};
    size_t end = w->cur + *seen;
    t->told_end = tn_window_offset(w) + (end > w->made ? end - (w->cur > w->made ? w->cur : w->made) : 0);
    return true;
}

bool tn_mojibake_tell(struct tnorm *t)
{
    struct tn_line *line = &t->line;
    const struct tn_window *w = &t->window;
    uint64_t offset = tn_window_offset(w);
    size_t seen = t->told_end > offset ? (size_t)(t->told_end - offset) : 0;
    /* A line that is read again has to come out as another pass would have it, which sees it alone. */
    if ((seen == 0 || w->again > w->cur) && !look(t, &seen)) return false;
    line->told.likely = t->told.likely;
    line->told.fits = line->length <= BACK ? t->told.fits : 0;
    if (line->length <= BACK) {
        line->told.certain |= t->told.certain;
        line->told.evident |= t->told.evident;
    }
    line->told_to = line->length + (seen > BACK ? seen : BACK);
    return true;
}
