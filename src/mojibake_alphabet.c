/* mojibake_alphabet.c - in which of several encodings that all fit a line was read, told by the letters it has then.
 *
 * Windows-1250, ISO 8859-2 and Windows-1257 have most letters in common, and `ĂĄ` is å in the one and á in the other.
 * But languages have few letters beyond ASCII, and few of them å and ß and also í, or a capital inside a word. */
#include <limits.h>
#include <string.h>

#include "alphabets.h"
#include "mojibake.h"
#include "utf8.h"

enum { FIRST = 0xC0, LAST = 0x17F, WORDS = 3 }; /* letters that alphabets.h knows */
enum { TIMES = 0xD7, DIVIDED = 0xF7, SHARP_S = 0xDF };
enum { WEIGHT = 1024 }; /* of a letter against its being a capital */

/* What the text has in an encoding. */
struct letters {
    uint64_t those[WORDS];
    int odd;  /* in no alphabet, or not there */
    int rare; /* capitals among small letters, small ones among capitals */
};

/* The text as an encoding has it, of which the last characters are known. */
struct reading {
    struct letters letters;
    unsigned lead;    /* the first byte of a character of two, if the text ends with it */
    uint32_t last[4]; /* the last one first */
    bool made;        /* the second of them was of two bytes */
};

/* Is it a capital or a small letter where the other is more common: a small one at the beginning of the text, a capital that is a
 * word, or one of another size than those around it? */
static bool is_rare(const struct reading *r, bool capital)
{
    uint32_t next = r->last[0], before = r->last[2];
    bool among = tn_is_capital(before) && (tn_is_capital(next) || tn_is_capital(r->last[3]));
    if (before == 0 || among) return !capital;
    return capital && !tn_is_letter(before) && !tn_is_letter(next);
}

/* Is it where no such letter stands: a capital inside a word of small ones, a small one inside of capitals, ß at the beginning of
 * a word? */
static bool is_odd(const struct reading *r, uint32_t c)
{
    uint32_t next = r->last[0], before = r->last[2];
    if (tn_is_capital(c)) return tn_is_latin(before) && tn_is_small(before);
    return (tn_is_capital(before) && tn_is_capital(next)) || (c == SHARP_S && !tn_is_latin(before));
}

/* One more character: now it is known what stands around the one before. */
static void read_character(struct reading *r, uint32_t c, bool made)
{
    struct letters *l = &r->letters;
    memmove(r->last + 1, r->last, sizeof r->last - sizeof *r->last);
    r->last[0] = c;
    bool was_made = r->made;
    r->made = made;
    c = r->last[1];
    if (!was_made) return;
    if (c == TIMES || c == DIVIDED) l->odd += tn_is_letter(r->last[2]) || tn_is_letter(r->last[0]);
    if (!tn_is_latin(c)) return;
    uint32_t small = (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
    l->rare += is_rare(r, tn_is_capital(c));
    l->odd += small > LAST || is_odd(r, c);
    if (small >= FIRST && small <= LAST)
        l->those[(small - FIRST) / 64] |= UINT64_C(1) << (small - FIRST) % 64;
}

/* Characters of two bytes: all of these letters are. */
static void read_text(struct reading *r, const struct tn_bytes *text, enum tn_encoding e)
{
    for (const unsigned char *p = text->begin; p < text->end;) {
        uint32_t c = 0;
        size_t n = tn_utf8_read(p, text->end, &c);
        unsigned byte = n > 0 && c >= 0x80 ? tn_mojibake_byte(c, e) : 0;
        bool made = r->lead != 0 && byte >= 0x80 && byte < 0xC0;
        if (made)
            read_character(r, (r->lead & 0x1F) << 6 | (byte & 0x3F), true);
        else if (byte < 0xC2 || byte >= 0xE0)
            read_character(r, c, false);
        r->lead = !made && byte >= 0xC2 && byte < 0xE0 ? byte : 0;
        p += n > 0 ? n : 1;
    }
}

/* How likely are they of one language: how many are not in the alphabet that has most of them?  Where that is the same for two
 * encodings, capitals tell. */
static int weigh(const struct letters *l)
{
    int least = INT_MAX;
    for (size_t i = 0; i < TN_ALPHABETS && least > 0; i++) {
        int others = 0;
        for (size_t w = 0; w < WORDS; w++) others += __builtin_popcountll(l->those[w] & ~tn_alphabet[i][w]);
        if (others < least) least = others;
    }
    return (least + l->odd) * WEIGHT + (l->rare < WEIGHT ? l->rare : WEIGHT - 1);
}

unsigned tn_mojibake_by_alphabet(const struct tn_bytes text[2], unsigned encodings)
{
    unsigned found = 0;
    int least = 0, others = 0;
    struct letters before = {0}; /* in the encoding before: most are the same */
    for (enum tn_encoding e = TN_CP1252; encodings >> e != 0; e++) {
        struct reading r = {0};
        if (!(encodings >> e & 1)) continue;
        read_text(&r, &text[0], e);
        read_text(&r, &text[1], e);
        read_character(&r, 0, false);
        if (found == 0 || memcmp(&r.letters, &before, sizeof before) != 0) others = weigh(&r.letters);
        before = r.letters;
        if (found != 0 && others > least) continue;
        found = found == 0 || others < least ? 1u << e : found | 1u << e;
        least = others;
    }
    return found;
}
