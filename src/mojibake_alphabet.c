/* mojibake_alphabet.c - in which of several encodings that all fit a line was read, told by the letters it has then.
 *
 * Windows-1250, ISO 8859-2 and Windows-1257 have most letters in common, and `ĂĄ` is å in the one and á in the other.
 * But languages have few letters beyond ASCII, and few of them å and ß and also í, or a capital inside a word. */
#include <limits.h>

#include "alphabets.h"
#include "mojibake.h"
#include "utf8.h"

enum { FIRST = 0xC0, LAST = 0x17F, WORDS = 3 }; /* letters that alphabets.h knows */
enum { SHARP_S = 0xDF };                        /* begins no word */
enum { WEIGHT = 1024 };                         /* of a letter against its being a capital */

/* What the text has in an encoding. */
struct letters {
    uint64_t those[WORDS];
    int odd;  /* that no alphabet has, or not there */
    int rare; /* capitals but at the beginning of the text, small letters there */
};

static int ones(uint64_t bits)
{
    int count = 0;
    for (; bits != 0; bits &= bits - 1) count++;
    return count;
}

static void add(struct letters *l, uint32_t c, uint32_t before)
{
    uint32_t small = (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
    bool capital = tn_is_capital(c), inside = tn_is_latin(before);
    if (!tn_is_latin(c)) return;
    l->rare += capital != (before == 0);
    l->odd += small > LAST || (c == SHARP_S && !inside) || (capital && inside && tn_is_small(before));
    if (small >= FIRST && small <= LAST)
        l->those[(small - FIRST) / 64] |= UINT64_C(1) << (small - FIRST) % 64;
}

/* Characters of two bytes: all of these letters are. */
struct reading {
    struct letters letters;
    unsigned lead;   /* the first byte of one, if the text ends with it, */
    uint32_t before; /* what stands before that, */
    uint32_t last;   /* and the last character */
};

static void read_letters(struct reading *r, const struct tn_bytes *text, enum tn_encoding e)
{
    for (const unsigned char *p = text->begin; p < text->end;) {
        uint32_t c = 0;
        size_t n = tn_utf8_read(p, text->end, &c);
        unsigned byte = n > 0 ? tn_mojibake_byte(c, e) : 0;
        if (r->lead != 0 && byte >= 0x80 && byte < 0xC0)
            add(&r->letters, (r->lead & 0x1F) << 6 | (byte & 0x3F), r->before);
        r->lead = byte >= 0xC2 && byte < 0xE0 ? byte : 0;
        r->before = r->last;
        r->last = c;
        p += n > 0 ? n : 1;
    }
}

/* How likely are they of one language: of how many more than not?  Where that is the same for two encodings, capitals tell. */
static int weigh(const struct letters *l)
{
    int most = INT_MIN;
    for (size_t i = 0; i < TN_ALPHABETS; i++) {
        int those = 0;
        for (size_t w = 0; w < WORDS; w++)
            those += ones(l->those[w] & tn_alphabet[i][w]) - ones(l->those[w] & ~tn_alphabet[i][w]);
        if (those > most) most = those;
    }
    return (most - l->odd) * WEIGHT - (l->rare < WEIGHT ? l->rare : WEIGHT - 1);
}

unsigned tn_mojibake_by_alphabet(const struct tn_bytes text[2], unsigned encodings)
{
    unsigned found = 0;
    int most = 0;
    for (enum tn_encoding e = TN_CP1252; encodings >> e != 0; e++) {
        struct reading r = {{{0}, 0, 0}, 0, 0, 0};
        if (!(encodings >> e & 1)) continue;
        read_letters(&r, &text[0], e);
        read_letters(&r, &text[1], e);
        int those = weigh(&r.letters);
        if (found != 0 && those < most) continue;
        found = found == 0 || those > most ? 1u << e : found | 1u << e;
        most = those;
    }
    return found;
}
