#include "cohesion.h"

#include <stdbool.h>
#include <string.h>

#include "shape.h"
#include "utf8.h"

enum {
    LONG = 5, /* letters: shorter words hold sentences together rather than telling what they are about */
    BLOCK = 64,
    BUCKET_BITS = 12
};

/* What a byte is to a word. */
enum part { APART, LETTER, REST, WIDE };

/* Of a script that has no spaces between words: Thai, Lao, Chinese, Japanese (and Korean, whose syllables tell as much). */
static bool is_wide(const unsigned char *p) { return *p >= 0xE3 || (*p == 0xE0 && p[1] >= 0xB8); }

static enum part part_of(const unsigned char *p)
{
    if (*p < 0x80) return tn_is_ascii_letter(*p) ? LETTER : APART;
    if (tn_utf8_is_continuation(*p)) return REST;
    if (*p == 0xC2 || *p == 0xE2) return APART; /* signs */
    return is_wide(p) ? WIDE : LETTER;
}

/* Words are told apart by their length, their first eight bytes and their last, in either case alike. */
static uint32_t hash_of(const unsigned char *word, size_t length)
{
    const uint64_t golden = 0x9E3779B97F4A7C15u, small = 0x2020202020202020u; /* 2^64 over the golden ratio */
    uint64_t first = tn_eight_bytes(word), last = 0;
    if (length <= 8)
        first &= tn_low_bits(8 * length);
    else
        last = tn_eight_bytes(word + length - 8) | small;
    uint64_t hash = ((first | small) ^ length) * golden;
    return (uint32_t)(((hash ^ hash >> 32 ^ last) * golden) >> 32);
}

static void put(struct tn_cohesion *c, size_t slot, uint32_t hash)
{
    if (c->count[slot] < TN_COHESION_WORDS)
        c->word[slot][c->count[slot]++] = (uint16_t)(hash >> (32 - BUCKET_BITS));
}

_Static_assert(1 << BUCKET_BITS == TN_COHESION_BUCKETS, "a bucket is the highest bits of a hash");

void tn_cohesion_clear(struct tn_cohesion *c)
{
    memset(c->lines, 0, sizeof c->lines);
    memset(c->prose, 0, sizeof c->prose);
}

/* Which bytes of a block are ASCII letters, and which are not ASCII, a bit each; some behind `end` may be told, too. */
#if defined(__SSE2__)
#include <emmintrin.h>
static uint64_t letters_of(const unsigned char *text, unsigned end, uint64_t *high)
{
    uint64_t letters = 0;
    *high = 0;
    for (unsigned at = 0; at < end; at += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(text + at));
        __m128i small = _mm_or_si128(v, _mm_set1_epi8(0x20));
        __m128i moved =
            _mm_add_epi8(small, _mm_set1_epi8((char)(-128 - 'a'))); /* comparison is one of signed bytes */
        letters |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmplt_epi8(moved, _mm_set1_epi8(-128 + 26)))
                   << at;
        *high |= (uint64_t)(unsigned)_mm_movemask_epi8(v) << at;
    }
    return letters;
}
#else
static uint64_t letters_of(const unsigned char *text, unsigned end, uint64_t *high)
{
    uint64_t letters = 0;
    *high = 0;
    for (unsigned i = 0; i < end; i++) {
        letters |= (uint64_t)tn_is_ascii_letter(text[i]) << i;
        *high |= (uint64_t)(text[i] >> 7) << i;
    }
    return letters;
}
#endif

/* The words of up to a block of ASCII; returns how many bytes these are, or 0: it is not ASCII. */
static size_t read_block(struct tn_cohesion *c, size_t slot, const unsigned char *text, size_t length)
{
    unsigned end = length < BLOCK ? (unsigned)length : BLOCK;
    uint64_t high, letters = letters_of(text, end, &high) & tn_low_bits(end);
    if (high & tn_low_bits(end)) return 0;
    unsigned open = end == length || ~letters == 0 ? 0 : (unsigned)__builtin_clzll(~letters);
    letters &= tn_low_bits(end -= open); /* the last word may go on in the next block */
    uint64_t words = letters & letters >> 1 & letters >> 2 & letters >> 3 & letters >> 4;
    for (words &= ~(letters << 1); words; words &= words - 1) {
        unsigned from = (unsigned)__builtin_ctzll(words);
        uint64_t behind = ~(letters >> from);
        put(c, slot, hash_of(text + from, behind ? (size_t)__builtin_ctzll(behind) : BLOCK));
    }
    return end;
}

_Static_assert(LONG == 5, "so many letters in a row make a word in read_block()");

/* All that follows, whatever it is. */
static void read_each(struct tn_cohesion *c, size_t slot, const unsigned char *text, size_t length)
{
    uint32_t before = 0; /* the wide character that came last */
    size_t letters = 0, begin = 0;
    for (size_t i = 0; i <= length && c->count[slot] < TN_COHESION_WORDS; i++) {
        enum part part = i < length ? part_of(text + i) : APART;
        if (part == REST) continue;
        if (part == LETTER) {
            if (letters++ == 0) begin = i;
            before = 0;
            continue;
        }
        if (letters >= LONG) put(c, slot, hash_of(text + begin, i - begin));
        letters = 0;
        if (part == WIDE) { /* two characters count as a word */
            uint32_t now = (uint32_t)text[i] << 16 | (uint32_t)text[i + 1] << 8 | text[i + 2];
            if (before) put(c, slot, (before * 31 + now) * 0x9E3779B1u); /* 2^32 over the golden ratio */
            before = now;
        } else {
            before = 0;
        }
    }
}

void tn_cohesion_read(struct tn_cohesion *c, size_t slot, const unsigned char *text, size_t length)
{
    size_t read = 1;
    c->count[slot] = 0;
    while (length > 0 && read > 0 && c->count[slot] < TN_COHESION_WORDS) {
        read = read_block(c, slot, text, length);
        text += read;
        length -= read;
    }
    if (length > 0) read_each(c, slot, text, length);
}

void tn_cohesion_leave(struct tn_cohesion *c, size_t n, size_t rest)
{
    memmove(c->count, c->count + n, rest * sizeof *c->count);
    memmove(c->word, c->word + n, rest * sizeof *c->word);
}

void tn_cohesion_enter(struct tn_cohesion *c, size_t slot, uint8_t prose)
{
    for (size_t i = 0; i < c->count[slot]; i++) {
        c->lines[c->word[slot][i]]++;
        c->prose[c->word[slot][i]] = (uint16_t)(c->prose[c->word[slot][i]] + prose);
    }
}

void tn_cohesion_exit(struct tn_cohesion *c, size_t slot, uint8_t prose)
{
    for (size_t i = 0; i < c->count[slot]; i++) {
        c->lines[c->word[slot][i]]--;
        c->prose[c->word[slot][i]] = (uint16_t)(c->prose[c->word[slot][i]] - prose);
    }
}

void tn_cohesion_ask(struct tn_cohesion *c, size_t slot, uint8_t prose, uint8_t number[TN_COHESION_NUMBERS])
{
    size_t count = c->count[slot], in_prose = 0, in_lines = 0;
    tn_cohesion_exit(c, slot, prose);
    for (size_t i = 0; i < count; i++) {
        in_prose += c->prose[c->word[slot][i]] > 0;
        in_lines += c->lines[c->word[slot][i]] > 0;
    }
    tn_cohesion_enter(c, slot, prose);
    number[TN_COHESION_COUNT] = (uint8_t)count;
    number[TN_COHESION_PROSE] = (uint8_t)in_prose;
    number[TN_COHESION_PROSE_SHARE] = tn_shape_share(in_prose, count);
    number[TN_COHESION_SHARE] = tn_shape_share(in_lines, count);
}
