/* mojibake_tell.c - in which encoding a line was read, told by how much of it is UTF-8 then.
 *
 * By itself a character can be misread UTF-8 in several encodings: `Å—` is in Windows-1252 and, were it the middle of
 * `—Å—Ç`, in Mac OS Roman.  All that a line holds beyond ASCII seldom is in two. */
#include <string.h>

#include "markup.h"
#include "mojibake.h"
#include "rules.h"
#include "state.h"
#include "utf8.h"

enum {
    REACH =
        TN_MARK_UNREAD - TN_RESERVE, /* bytes of a line of which it is told: it waits for them (piece.h) */
    /* Characters of UTF-8 in a line that holds nothing else beyond ASCII: so many that where one was misread the others
     * were, and that they were even if none of them tells by itself. */
    CERTAIN = 2,
    EVIDENT = 4,
    FEW = 8,     /* one in so many may stand beside a letter of another script, as authors let them */
    LANES = 16,  /* more than there are encodings: they fill vectors */
    AT_ONCE = 3, /* one character can be stray for so many reasons */
    ALL = (1 << TN_ENCODINGS) - 1,
    ALIKE = 1 << TN_CP1252 | 1 << TN_CP1254 /* where both fit, both say the same */
};

_Static_assert(2 * REACH * AT_ONCE <= UINT16_MAX, "there are too many to be counted");

/* How many there are in each encoding.  Compilers make vectors of what counts them. */
struct counts {
    uint16_t of[LANES];
};

struct evidence {
    struct tn_unfinished begun;
    struct counts whole;             /* characters of UTF-8, */
    struct counts stray;             /* and what is no part of one; */
    struct counts strange;           /* of these what may be one that is in few texts, */
    struct counts mixed;             /* and what stands beside an ASCII letter and is not Latin */
    unsigned pairs;                  /* in these encodings characters of two bytes are begun */
    unsigned letter;                 /* all, if an ASCII letter stands before the next character */
    unsigned foreign_begun, foreign; /* in these a letter that is not Latin is begun, or was just ended, */
    unsigned mark;                   /* and in these a mark by itself is begun */
};

/* Does ASCII matter that comes? */
static bool ascii_matters(const struct evidence *e) { return (tn_mojibake_any(e->begun) | e->foreign) != 0; }

/* Is the byte before p, if there is one, an ASCII letter? */
static void look_before(struct evidence *e, const unsigned char *p, const unsigned char *begin)
{
    if (p > begin) e->letter = tn_is_ascii_letter(p[-1]) ? ALL : 0;
}

_Static_assert(TN_ENCODINGS == 9, "count() has a bit for each");

static void count(struct counts *counts, unsigned encodings)
{
    static const uint16_t bit[LANES] = {1 << 0, 1 << 1, 1 << 2, 1 << 3, 1 << 4,
                                        1 << 5, 1 << 6, 1 << 7, 1 << 8};
    const uint16_t mask = (uint16_t)encodings;
    if (mask == 0) return;
    for (size_t i = 0; i < LANES; i++) counts->of[i] = (uint16_t)(counts->of[i] + ((mask & bit[i]) != 0));
}

/* Those in which there is at least one. */
static unsigned some(const struct counts *counts)
{
    unsigned encodings = 0;
    for (unsigned i = 0; i < TN_ENCODINGS; i++) encodings |= (counts->of[i] > 0 ? 1u : 0u) << i;
    return encodings;
}

/* The next character.  A space, U+00A0 and U+FFFD may be part of one and need not.  Beside an ASCII letter none stands that is
 * not Latin, but for bytes of what was misread twice, as Cyrillic or Greek first; and what is a letter in Windows-1252 is
 * no mark by itself in another encoding, as `Ã©` is in Mac OS Roman. */
static void weigh_character(struct evidence *e, uint32_t c)
{
    const struct tn_role *role = tn_mojibake_role(c);
    unsigned begun = tn_mojibake_any(e->begun);
    unsigned ended = tn_mojibake_advance(&e->begun, role), part = ended | tn_mojibake_more(e->begun);
    if (role->four & ~role->lead) /* no UTF-8 begins with that */
        e->begun.lanes &= ~((uint64_t)(role->four & ~role->lead) << 2 * TN_LANE);
    bool may_be_alone = c < 0x80 || c == 0xA0 || c == TN_REPLACEMENT;
    bool letter = c < 0x80 && tn_is_ascii_letter((unsigned char)c);
    e->pairs |= (uint16_t)e->begun.lanes & ~part;
    count(&e->whole, ended);
    count(&e->strange, role->strange);
    count(&e->stray, begun & ~part);
    count(&e->stray, may_be_alone ? 0 : ALL & ~part & ~(unsigned)role->lead);
    count(&e->stray, ended >> TN_CP1252 & 1 ? ended & e->mark & ~(unsigned)ALIKE : 0);
    count(&e->mixed, ((role->foreign & e->letter) | (letter ? e->foreign : 0)) & ~(unsigned)TN_OF_LETTERS);
    e->foreign = e->foreign_begun & ended;
    e->foreign_begun = role->foreign;
    e->mark = role->mark;
}

/* What no encoding reads: it will be something else. */
static void look_at_stray_byte(struct evidence *e)
{
    e->begun = (struct tn_unfinished){0};
    count(&e->stray, ALL);
}

/* Does a line end where c comes?  In a page white space does nothing, in a row it becomes a space. */
static bool ends_line(const struct tnorm *t, uint32_t c)
{
    if (t->html) return false;
    return c == '\n' || (!t->rows && (c == '\r' || c == '\v' || c == '\f' || c == 0x2028 || c == 0x2029));
}

/* Bytes of the tag at the `<` at p, which hold no text of the line; 1 if it is none, 0 if the line ends there.  *open: none ends
 * before `end`. */
static size_t tag_length(const struct tnorm *t, const unsigned char *p, const unsigned char *end, bool *open)
{
    const unsigned char *name = p + 1 < end && p[1] == '/' ? p + 2 : p + 1;
    enum tn_markup_kind kind = TN_MARKUP_INLINE;
    size_t n = 0;
    while (name + n < end && (tn_is_ascii_letter(name[n]) || (name[n] >= '0' && name[n] <= '9'))) n++;
    if (n == 0 || *open) return 1;
    if (!t->html && tn_keeps(t, TNORM_KEEP_MARKUP)) return 1;
    if (!t->rows && tn_markup_element(name, n, &kind) && kind >= TN_MARKUP_LINE) return 0;
    const unsigned char *close = memchr(name, '>', (size_t)(end - name));
    *open = !close;
    if (close && t->rows && memchr(name, '\n', (size_t)(close - name))) return 1; /* a row's tag ends in it */
    return close ? (size_t)(close + 1 - p) : 1;
}

/* Bytes of ASCII in which no tag begins and no line ends: eight at a time, as long as there are so many. */
static size_t plain_length(const unsigned char *p, size_t n)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), high = ones << 7;
    size_t i = 0;
    for (uint64_t word; n - i >= sizeof word; i += sizeof word) {
        memcpy(&word, p + i, sizeof word);
        uint64_t less = word ^ ones * '<';
        if ((word | (word - ones * ' ') | (less - ones)) & high) break;
    }
    while (i < n && p[i] >= ' ' && p[i] < 0x80 && p[i] != '<') i++;
    return i;
}

/* Looks at what comes, up to where the line most likely ends; true if that is before `end`. */
static bool look_ahead(const struct tnorm *t, struct evidence *e, struct tn_bytes *text)
{
    const unsigned char *p = text->begin, *end = text->end;
    bool open = false, ended = false;
    while (p < end) {
        if (!ascii_matters(e)) p += plain_length(p, (size_t)(end - p));
        if (p == end) break;
        uint32_t c = *p;
        size_t n = c < 0x80 ? 1 : tn_utf8_read(p, end, &c), tag = c == '<' ? tag_length(t, p, end, &open) : 1;
        ended = tag == 0 || ends_line(t, c);
        if (ended) break;
        look_before(e, p, text->begin);
        if (n == 0)
            look_at_stray_byte(e);
        else if (c >= 0x80 || ascii_matters(e))
            weigh_character(e, c);
        p += tag > 1 ? tag : n > 0 ? n : 1;
    }
    text->end = p;
    return ended;
}

/* Looks at the line, as far as it is at hand. */
static struct tn_bytes look_back(struct evidence *e, const struct tn_line *line)
{
    const unsigned char *p = line->text, *end = p + line->length;
    if (line->length > REACH) p = end - REACH;
    while (p < end && tn_utf8_is_continuation(*p)) p++;
    struct tn_bytes text = {p, end};
    for (size_t n; p < end; p += n) {
        n = ascii_matters(e) ? 0 : plain_length(p, (size_t)(end - p));
        if (n > 0) continue;
        uint32_t c = tn_utf8_decode(p, &n);
        look_before(e, p, text.begin);
        if (c >= 0x80 || ascii_matters(e)) weigh_character(e, c);
    }
    look_before(e, end, text.begin);
    return text;
}

/* What speaks against an encoding. */
static unsigned against(const struct evidence *e, unsigned encoding)
{
    return (unsigned)e->stray.of[encoding] + e->mixed.of[encoding];
}

/* Does less speak against the encoding a than b, or does as much of it stand for what is in more texts?  0: there is no telling. */
static int is_better(const struct evidence *e, unsigned a, unsigned b)
{
    unsigned less = against(e, a), more = against(e, b);
    if (less == more) {
        less = e->strange.of[a];
        more = e->strange.of[b];
    }
    return (less < more) - (less > more);
}

/* Those that it is told by most: none if too much is stray in all. */
static unsigned best(const struct evidence *e)
{
    unsigned found = 0, one = 0, possible = some(&e->whole);
    for (unsigned i = 0; possible >> i != 0; i++) {
        if (!(possible >> i & 1) || e->whole.of[i] <= 2 * against(e, i)) continue;
        int better = found == 0 ? 1 : is_better(e, i, one);
        if (better < 0) continue;
        found = better > 0 ? 1u << i : found | 1u << i;
        one = i;
    }
    return found;
}

/* Are they one, or read the same where all of them fit? */
static bool read_the_same(unsigned encodings)
{
    return (encodings & (encodings - 1)) == 0 || (encodings & ~(unsigned)ALIKE) == 0;
}

/* How many characters are there, if the line holds nothing else beyond ASCII?  Else 0. */
static unsigned characters_alone(const struct evidence *e, unsigned told)
{
    unsigned i = 0;
    if (told == 0 || !read_the_same(told)) return 0;
    while (!(told >> i & 1)) i++;
    unsigned whole = e->whole.of[i], few = whole / FEW;
    return e->stray.of[i] == 0 && e->mixed.of[i] <= few ? whole : 0;
}

static struct tn_told told_by(const struct evidence *e, const struct tn_bytes text[2])
{
    unsigned likely = best(e);
    if (!read_the_same(likely) && e->pairs & likely) likely = tn_mojibake_by_alphabet(text, likely);
    unsigned characters = characters_alone(e, likely);
    return (struct tn_told){
        .likely = (uint16_t)(likely != 0 ? likely : ALL),
        .fits = (uint16_t)(characters > 0 ? likely : 0),
        .certain = (uint16_t)(characters >= CERTAIN ? likely : 0),
        .evident = (uint16_t)(characters >= EVIDENT ? likely : 0),
    };
}

/* Is it a line that was put back, as far as that has not been read again? */
static bool is_read_again(const struct tnorm *t)
{
    return t->line.readings > 0 && t->window.again > t->window.cur;
}

/* Can anything be told of the line that would be so when it comes out?  Letters and marks by themselves tell nothing; and of a
 * long line different parts would be seen, by a second pass too.  That does not matter for a page. */
static bool may_tell(const struct tnorm *t, size_t seen)
{
    if (tn_is_decomposed(t)) return false;
    return t->html || (!t->line.continued && t->line.length + seen < REACH);
}

_Static_assert(3 * REACH <= TN_READ_AGAIN, "it may not be read again if stray bytes of it become U+FFFD");

/* Looks at the line, and notes what is told and up to which place of the input; *seen is set to how many bytes that is.  False
 * if more has to be at hand. */
static bool look_at_line(struct tnorm *t, size_t *seen)
{
    const struct tn_window *w = &t->window;
    bool again = is_read_again(t); /* it is known where it ends */
    size_t left = (again ? w->again : w->end) - w->cur, n = left < REACH ? left : REACH;
    const unsigned char *p = tn_window_cur(w);
    struct evidence e = {0};
    *seen = 0;
    t->told = (struct tn_told){.likely = ALL};
    if (may_tell(t, 0)) {
        struct tn_bytes text[2] = {look_back(&e, &t->line), {p, p + n}};
        bool ended = look_ahead(t, &e, &text[1]);
        if (!ended && !again && n < REACH && !t->final) {
            t->need = left < TN_RESERVE ? TN_RESERVE + 1 : left + 1; /* it may be the line's end */
            return false;
        }
        count(&e.stray, tn_mojibake_any(e.begun));
        *seen = (size_t)(text[1].end - p);
        if (may_tell(t, *seen)) t->told = told_by(&e, text);
    }
    size_t end = w->cur + *seen, stream = w->cur > w->made ? w->cur : w->made;
    t->told_end = tn_window_offset(w) + (end > stream ? end - stream : 0);
    return true;
}

bool tn_mojibake_tell(struct tnorm *t)
{
    struct tn_line *line = &t->line;
    uint64_t offset = tn_window_offset(&t->window);
    size_t seen = t->told_end > offset ? (size_t)(t->told_end - offset) : 0;
    /* A line that is read again has to come out as another pass would have it, which sees it alone. */
    if ((seen == 0 || is_read_again(t)) && !look_at_line(t, &seen)) return false;
    struct tn_told told = t->told;
    if (line->length > REACH) told.fits = told.certain = told.evident = 0;
    line->told.likely = told.likely;
    line->told.fits = told.fits;
    line->told.certain |= told.certain; /* what told so when the line was read before may be repaired */
    line->told.evident |= told.evident;
    line->told_to = line->length + (seen > REACH ? seen : REACH);
    return true;
}
