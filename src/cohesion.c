#include "cohesion.h"

#include <stdbool.h>
#include <string.h>

#include "bits.h"
#include "hash.h"
#include "shape.h"
#include "utf8.h"

enum {
    LONG = 5, /* letters: shorter words hold sentences together rather than telling what they are about */
    BLOCK = 64,
    BUCKET_BITS = 12,
    IN_PROSE = 1 << 16 /* in sums: a word of prose, */
};

_Static_assert(TN_COHESION_WORDS *TN_LINES < IN_PROSE, "which are not as many as that");

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
static inline uint32_t hash_of(const unsigned char *word, size_t length)
{
    const uint64_t small = 0x2020202020202020u;
    uint64_t first = tn_eight_bytes(word), last = 0;
    if (length <= 8)
        first &= tn_low_bits(8 * length);
    else
        last = tn_eight_bytes(word + length - 8) | small;
    uint64_t hash = tn_hash_word(first | small, length);
    return (uint32_t)(tn_hash_word(hash ^ hash >> 32, last) >> 32);
}

/* The words of the line at hand. */
struct words {
    uint16_t *word;
    unsigned count;
};

static inline void put(struct words *words, uint32_t hash)
{
    if (words->count < TN_COHESION_WORDS)
        words->word[words->count++] = (uint16_t)(hash >> (32 - BUCKET_BITS));
}

_Static_assert(1 << BUCKET_BITS == TN_COHESION_BUCKETS, "a bucket is the highest bits of a hash");

void tn_cohesion_clear(struct tn_cohesion *c) { memset(c->sums, 0, sizeof c->sums); }

/* The bytes of a block, a bit each; some behind its end may be told, too. */
struct block {
    uint64_t letters; /* of ASCII */
    uint64_t high;    /* of what is no ASCII */
};

/* Of a block that is not all ASCII: */
struct wide_block {
    uint64_t rest;                 /* bytes that are not the first of their character, */
    uint64_t signs_of2, signs_of3; /* first bytes of those of signs, by their length, */
    uint64_t wide;                 /* and of wide ones */
};

#if defined(__SSE2__)
#include "bytes_sse2.h"

static inline struct block block_of(const unsigned char *text, unsigned end)
{
    struct block b = {0, 0};
    for (unsigned at = 0; at < end; at += TN_BYTES) {
        __m128i v = tn_bytes_at(text + at);
        b.letters |= tn_bytes_bits(tn_bytes_among(_mm_or_si128(v, tn_bytes_of(0x20)), 'a', 26)) << at;
        b.high |= tn_bytes_bits(v) << at;
    }
    return b;
}

static inline struct wide_block wide_block_of(const unsigned char *text, unsigned end)
{
    struct wide_block b = {0, 0, 0, 0};
    uint64_t thai_or_others = 0, thai = 0;
    for (unsigned at = 0; at < end; at += TN_BYTES) {
        __m128i v = tn_bytes_at(text + at);
        b.rest |= tn_bytes_bits(tn_bytes_among(v, 0x80, 0x40)) << at;
        b.signs_of2 |= tn_bytes_bits(tn_bytes_are(v, 0xC2)) << at;
        b.signs_of3 |= tn_bytes_bits(tn_bytes_are(v, 0xE2)) << at;
        b.wide |= tn_bytes_bits(tn_bytes_among(v, 0xE3, 0x1D)) << at;
        thai_or_others |= tn_bytes_bits(tn_bytes_are(v, 0xE0)) << at;
        thai |= tn_bytes_bits(tn_bytes_among(v, 0xB8, 8)) << at;
    }
    b.wide |= thai_or_others & thai >> 1;
    return b;
}
#else
static inline struct block block_of(const unsigned char *text, unsigned end)
{
    struct block b = {0, 0};
    for (unsigned i = 0; i < end; i++) {
        b.letters |= (uint64_t)tn_is_ascii_letter(text[i]) << i;
        b.high |= (uint64_t)(text[i] >> 7) << i;
    }
    return b;
}

static inline struct wide_block wide_block_of(const unsigned char *text, unsigned end)
{
    struct wide_block b = {0, 0, 0, 0};
    for (unsigned i = 0; i < end; i++) {
        b.rest |= (uint64_t)tn_utf8_is_continuation(text[i]) << i;
        b.signs_of2 |= (uint64_t)(text[i] == 0xC2) << i;
        b.signs_of3 |= (uint64_t)(text[i] == 0xE2) << i;
        b.wide |= (uint64_t)is_wide(text + i) << i;
    }
    return b;
}
#endif

/* Adds to the letters of a block those that are no ASCII, all their bytes; *rest is set to those that are not the first of
 * their character.  False if one is wide: then letters do not make the words.  No character goes on behind the end. */
static bool add_wide(struct block *b, const unsigned char *text, unsigned end, uint64_t *rest)
{
    struct wide_block w = wide_block_of(text, end);
    uint64_t signs = w.signs_of2 | w.signs_of3;
    *rest = w.rest;
    b->letters |= b->high & ~(signs | signs << 1 | w.signs_of3 << 2);
    return !(w.wide & tn_low_bits(end));
}

/* Are there LONG bits, at least? */
static bool is_long(uint64_t letters)
{
    for (unsigned i = 1; i < LONG; i++) letters &= letters - 1;
    return letters != 0;
}

/* The words of up to a block; returns how many bytes these are, or 0: they cannot be told from them alone. */
static size_t read_block(struct words *words, const unsigned char *text, size_t length, bool *ascii)
{
    unsigned end = length < BLOCK ? (unsigned)length : BLOCK;
    struct block b = block_of(text, end);
    uint64_t rest = 0;
    if (!*ascii || b.high & tn_low_bits(end)) {
        *ascii = false;
        while (end < length && tn_utf8_is_continuation(text[end])) end--; /* a character goes on behind it, */
        if (!add_wide(&b, text, end, &rest)) return 0;
    }
    b.letters &= tn_low_bits(end);
    if (end < length && b.letters != tn_low_bits(end)) { /* and perhaps the last word */
        end -= (unsigned)__builtin_clzll(~(b.letters << (BLOCK - end)));
        b.letters &= tn_low_bits(end);
    } else if (end < length && !*ascii) {
        return 0;
    }
    uint64_t letters = b.letters,
             long_ones = letters & letters >> 1 & letters >> 2 & letters >> 3 & letters >> 4;
    for (long_ones &= ~(letters << 1); long_ones; long_ones &= long_ones - 1) {
        unsigned from = (unsigned)__builtin_ctzll(long_ones);
        uint64_t behind = ~(letters >> from);
        unsigned bytes = behind ? (unsigned)__builtin_ctzll(behind) : BLOCK;
        if (rest && !is_long(~rest >> from & tn_low_bits(bytes))) continue;
        put(words, hash_of(text + from, bytes));
    }
    return end;
}

_Static_assert(LONG == 5, "so many bytes in a row can be a word in read_block()");

/* All that follows, whatever it is. */
static void read_each(struct words *words, const unsigned char *text, size_t length)
{
    uint32_t before = 0; /* the wide character that came last */
    size_t letters = 0, begin = 0;
    for (size_t i = 0; i <= length && words->count < TN_COHESION_WORDS; i++) {
        enum part part = i < length ? part_of(text + i) : APART;
        if (part == REST) continue;
        if (part == LETTER) {
            if (letters++ == 0) begin = i;
            before = 0;
            continue;
        }
        if (letters >= LONG) put(words, hash_of(text + begin, i - begin));
        letters = 0;
        if (part == WIDE) { /* two characters count as a word */
            uint32_t now = (uint32_t)text[i] << 16 | (uint32_t)text[i + 1] << 8 | text[i + 2];
            if (before) put(words, tn_hash_number(before * 31 + now));
            before = now;
        } else {
            before = 0;
        }
    }
}

void tn_cohesion_read(struct tn_cohesion *c, size_t slot, const unsigned char *text, size_t length)
{
    struct words words = {c->word[slot], 0};
    size_t read = 1;
    bool ascii = true;
    while (length > 0 && read > 0 && words.count < TN_COHESION_WORDS) {
        read = read_block(&words, text, length, &ascii);
        text += read;
        length -= read;
    }
    if (length > 0) read_each(&words, text, length);
    c->count[slot] = (uint8_t)words.count;
}

void tn_cohesion_leave(struct tn_cohesion *c, size_t n, size_t rest)
{
    memmove(c->count, c->count + n, rest * sizeof *c->count);
    memmove(c->word, c->word + n, rest * sizeof *c->word);
}

/* A word of a line in sums. */
static uint32_t as_sum(uint8_t prose) { return 1 + (prose ? (uint32_t)IN_PROSE : 0); }

void tn_cohesion_enter(struct tn_cohesion *c, size_t slot, uint8_t prose)
{
    for (size_t i = 0; i < c->count[slot]; i++) c->sums[c->word[slot][i]] += as_sum(prose);
}

void tn_cohesion_exit(struct tn_cohesion *c, size_t slot, uint8_t prose)
{
    for (size_t i = 0; i < c->count[slot]; i++) c->sums[c->word[slot][i]] -= as_sum(prose);
}

void tn_cohesion_ask(struct tn_cohesion *c, size_t slot, uint8_t prose, uint8_t number[TN_COHESION_NUMBERS])
{
    size_t count = c->count[slot], in_prose = 0, in_lines = 0;
    tn_cohesion_exit(c, slot, prose);
    for (size_t i = 0; i < count; i++) {
        uint32_t sum = c->sums[c->word[slot][i]];
        in_prose += sum >= IN_PROSE;
        in_lines += sum > 0;
    }
    tn_cohesion_enter(c, slot, prose);
    number[TN_COHESION_COUNT] = (uint8_t)count;
    number[TN_COHESION_PROSE] = (uint8_t)in_prose;
    number[TN_COHESION_PROSE_SHARE] = tn_shape_share(in_prose, count);
    number[TN_COHESION_SHARE] = tn_shape_share(in_lines, count);
}
