/* mojibake_alphabet.c - in which of several encodings that all fit a line was read, told by the letters it has then.
 *
 * Windows-1250, ISO 8859-2 and Windows-1257 have most letters in common, and `ĂĄ` is å in the one and á in the other.
 * But languages have few letters beyond ASCII, and few of them å and ß and also í, or a capital inside a word. */
#include <limits.h>

#include "alphabets.h"
#include "mojibake.h"
#include "utf8.h"

enum { FIRST = 0xC0, LAST = 0x17F, WORDS = 3 }; /* letters that alphabets.h knows */

/* What the text has in an encoding. */
struct letters {
    uint64_t those[WORDS];
    int odd; /* that no alphabet has, or not there */
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
    if (!tn_is_latin(c)) return;
    l->odd += small > LAST || (tn_is_capital(c) && tn_is_latin(before) && tn_is_small(before));
    if (small >= FIRST && small <= LAST) l->those[(small - FIRST) / 64] |= UINT64_C(1) << (small - FIRST) % 64;
}

/* Characters of two bytes: all of these letters are. */
static void read_letters(struct letters *l, const struct tn_text *text, enum tn_encoding e)
{
    uint32_t c = 0, before = 0;
    unsigned lead = 0;
    for (const unsigned char *p = text->begin; p < text->end;) {
        uint32_t last = c;
        size_t n = tn_utf8_read(p, text->end, &c);
        unsigned byte = n > 0 ? tn_mojibake_byte(c, e) : 0;
        if (lead != 0 && byte >= 0x80 && byte < 0xC0) add(l, (lead & 0x1F) << 6 | (byte & 0x3F), before);
        lead = byte >= 0xC2 && byte < 0xE0 ? byte : 0;
        before = last;
        p += n > 0 ? n : 1;
    }
}

/* Of how many letters more are they that one alphabet has than that it has not? */
static int weigh(const struct letters *l)
{
    int most = INT_MIN;
    for (size_t i = 0; i < TN_ALPHABETS; i++) {
        int those = 0;
        for (size_t w = 0; w < WORDS; w++)
            those += ones(l->those[w] & tn_alphabet[i][w]) - ones(l->those[w] & ~tn_alphabet[i][w]);
        if (those > most) most = those;
    }
    return most - l->odd;
}

unsigned tn_mojibake_by_alphabet(const struct tn_text text[2], unsigned encodings)
{
    unsigned found = 0;
    int most = 0;
    for (enum tn_encoding e = TN_CP1252; encodings >> e != 0; e++) {
        struct letters l = {0};
        if (!(encodings >> e & 1)) continue;
        read_letters(&l, &text[0], e);
        read_letters(&l, &text[1], e);
        int those = weigh(&l);
        if (found != 0 && those < most) continue;
        found = found == 0 || those > most ? 1u << e : found | 1u << e;
        most = those;
    }
    return found;
}
