#include "furniture.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "bits.h"
#include "shape.h"
#include "utf8.h"
#include "word_key.h"
#include "words.h"

/* A line is looked at through two windows: of each word that begins in one, all is seen there that the filter of words
 * knows. */
enum {
    WINDOW = 64,                  /* bytes, */
    STEP = WINDOW - TN_WORD_MOST, /* where the second one begins */
    WIDTH = 16,
    LONGEST = TN_FURNITURE_LONGEST + TN_UTF8_MAX - 1,
    ROOM = LONGEST + WIDTH
};

_Static_assert(LONGEST + TN_WORD_MOST <= STEP + WINDOW, "what is looked at is in one of them");
_Static_assert((int)TN_FURNITURE_SLACK >= (int)WIDTH, "vectors may go on behind the line");

/* What bytes are, a bit each. */
struct part {
    uint64_t letters, digits, leads; /* first bytes of what is no ASCII */
};

/* The beginning of a line. */
struct small {
    struct part window[2];
    size_t length;
    const unsigned char *keys; /* it is in small letters, but perhaps for those of ASCII */
    unsigned char text[ROOM];  /* all in small letters, and NULs behind it; made if it is asked for */
};

#if defined(__SSE2__)
#include "bytes_sse2.h"

/* What WIDTH bytes of the line are. */
static inline struct part take(const unsigned char *line)
{
    __m128i v = tn_bytes_at(line), letters = tn_bytes_among(_mm_or_si128(v, tn_bytes_of(0x20)), 'a', 26);
    return (struct part){tn_bytes_bits(_mm_or_si128(letters, v)), tn_bytes_bits(tn_bytes_among(v, '0', 10)),
                         tn_bytes_bits(tn_bytes_among(v, 0xC0, 0x40))};
}

/* Makes their ASCII letters small. */
static inline void lower(unsigned char *to, const unsigned char *line)
{
    __m128i v = tn_bytes_at(line);
    v = _mm_or_si128(v, _mm_and_si128(tn_bytes_among(v, 'A', 26), tn_bytes_of(0x20)));
    _mm_storeu_si128((__m128i *)(void *)to, v);
}

#else

static inline struct part take(const unsigned char *line)
{
    struct part part = {0, 0, 0};
    for (size_t i = 0; i < WIDTH; i++) {
        part.letters |= (uint64_t)(tn_is_ascii_letter(line[i]) || line[i] >= 0x80) << i;
        part.digits |= (uint64_t)(line[i] >= '0' && line[i] <= '9') << i;
        part.leads |= (uint64_t)(line[i] >= 0xC0) << i;
    }
    return part;
}

static inline void lower(unsigned char *to, const unsigned char *line)
{
    for (size_t i = 0; i < WIDTH; i++)
        to[i] = (unsigned char)(line[i] | (line[i] >= 'A' && line[i] <= 'Z') << 5);
}

#endif

static void take_window(struct small *s, const unsigned char *line, size_t window)
{
    struct part all = {0, 0, 0};
    size_t begin = window * STEP, length = s->length > begin ? s->length - begin : 0;
    if (length > WINDOW) length = WINDOW;
    for (size_t i = 0; i < length; i += WIDTH) {
        struct part part = take(line + begin + i);
        all.letters |= part.letters << i;
        all.digits |= part.digits << i;
        all.leads |= part.leads << i;
    }
    uint64_t there = tn_low_bits(length); /* what is behind the line is nothing */
    s->window[window] = (struct part){all.letters & there, all.digits & there, all.leads & there};
}

static void take_all(struct small *s, const unsigned char *line)
{
    take_window(s, line, 0);
    take_window(s, line, 1);
    s->window[0].leads &= tn_low_bits(STEP); /* the second one has the others */
}

/* Makes letters small that are no ASCII; false if one of them has other bytes, or more or less of them, than what it
 * becomes.  */
static bool lower_wide(struct small *s)
{
    for (size_t window = 0; window < 2; window++) {
        for (uint64_t leads = s->window[window].leads; leads; leads &= leads - 1) {
            size_t at = window * STEP + (size_t)__builtin_ctzll(leads);
            unsigned char *p = s->text + at;
            if (p[0] == 0xE2 && p[1] == 0x80 && p[2] == 0x99) return false;
            if (p[0] >= 0xC0 + LETTERS / 0x40) continue; /* it is as it is to be */
            uint32_t c = SMALL[(p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu)];
            if (c < 0x80 || c >= 0x800) return false;
            tn_utf8_encode(c, p);
        }
    }
    return true;
}

/* Makes all of it, character by character. */
static size_t lower_each(unsigned char *text, const unsigned char *line, size_t length)
{
    size_t n = 0;
    for (size_t i = 0, bytes; i < length && n < TN_FURNITURE_LONGEST; i += bytes) {
        uint32_t c = tn_utf8_decode(line + i, &bytes);
        if (c < LETTERS) c = SMALL[c];
        if (c == 0x2019) c = '\''; /* as in you’re */
        n += tn_utf8_encode(c, text + n);
    }
    return n;
}

static void make_text(struct small *s, const unsigned char *line)
{
    for (size_t i = 0; i < s->length; i += WIDTH) lower(s->text + i, line + i);
    memset(s->text + s->length, 0, TN_WORD_MOST);
}

/* Looks at the beginning of the line. */
static void look_at(struct small *s, const unsigned char *line, size_t length)
{
    s->length = length < TN_FURNITURE_LONGEST ? length : TN_FURNITURE_LONGEST;
    while (s->length < length && tn_utf8_is_continuation(line[s->length])) s->length++;
    take_all(s, line);
    s->keys = line;
    if (!(s->window[0].leads | s->window[1].leads)) return;
    make_text(s, line);
    if (!lower_wide(s)) {
        unsigned char text[ROOM] = {0};
        s->length = lower_each(text, line, length);
        take_all(s, text);
        make_text(s, text);
    }
    s->keys = s->text;
}

/* The word at the letter that is byte i of a window, as far as the filter of words knows it. */
static inline uint64_t hash_at(const struct small *s, size_t window, size_t i)
{
    const unsigned char *word = s->keys + window * STEP + i;
    uint64_t others = ~(s->window[window].letters >> i) | 1 << TN_WORD_MOST;
    return tn_word_hash(word, tn_word_told(*word, (size_t)__builtin_ctzll(others)));
}

/* Can a phrase begin with this word? */
static inline bool begins_phrase(uint64_t hash)
{
    unsigned key = tn_word_key(hash), other = tn_word_other_key(hash);
    return WORDS[key / 8] >> key % 8 & WORDS[other / 8] >> other % 8 & 1;
}

/* Does a word end at `end` that begins at `begin`? */
static bool ends(const unsigned char *begin, const unsigned char *end)
{
    return tn_is_open_word(*begin) || !tn_is_of_word(*end);
}

/* Can a phrase begin at the byte i? */
static bool may_begin(const struct small *s, size_t i)
{
    size_t window = i >= STEP, at = i - window * STEP;
    return s->window[window].letters >> at & 1 && begins_phrase(hash_at(s, window, at));
}

/* The words that begin in a window and at which a phrase may begin.  That is found for all of them without
 * a jump, since most lines have none. */
static uint64_t candidates(const struct small *s, size_t window)
{
    const struct part *part = &s->window[window];
    uint64_t of_words = part->letters | part->digits, found = 0;
    uint64_t before = window ? (s->window[0].letters | s->window[0].digits) >> (STEP - 1) & 1 : 0;
    uint64_t here = window ? UINT64_MAX : tn_low_bits(STEP);
    for (uint64_t rest = part->letters & ~(of_words << 1 | before) & here; rest; rest &= rest - 1) {
        unsigned at = (unsigned)__builtin_ctzll(rest);
        found |= (uint64_t)begins_phrase(hash_at(s, window, at)) << at;
    }
    return found;
}

/* Where the phrases end that begin at the byte i, each where the one before ends. */
static size_t follow(const struct small *s, size_t i, unsigned *kinds, size_t *covered)
{
    do {
        const unsigned char *begin = s->text + i, *end;
        enum tn_furniture kind = tn_furniture_at(begin, &end);
        if (kind == TN_FURNITURE_KINDS || !ends(begin, end)) break;
        *kinds |= 1u << kind;
        *covered += (size_t)(end - begin);
        i += (size_t)(end - begin);
    } while (may_begin(s, i));
    return i;
}

struct tn_furniture_words tn_furniture(const unsigned char *line, size_t length)
{
    struct small s;
    unsigned kinds = 0;
    size_t end = 0, covered = 0;
    look_at(&s, line, length);
    uint64_t set[2] = {candidates(&s, 0), s.length > STEP ? candidates(&s, 1) : 0};
    if (!(set[0] | set[1])) return (struct tn_furniture_words){0, 0};
    if (s.keys == line) make_text(&s, line);
    for (size_t window = 0; window < 2; window++) {
        for (; set[window]; set[window] &= set[window] - 1) {
            size_t i = window * STEP + (size_t)__builtin_ctzll(set[window]);
            if (i >= end) end = follow(&s, i, &kinds, &covered);
        }
    }
    if (length > TN_FURNITURE_LONGEST) length = TN_FURNITURE_LONGEST;
    return (struct tn_furniture_words){(uint8_t)kinds, tn_shape_share(covered, length)};
}
