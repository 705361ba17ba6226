/* shape.h - what a line looks like, in numbers that mean the same in every language: how long it is, how its words are
 * built, how it begins and ends, what stood before it in the source. */
#ifndef TN_SHAPE_H
#define TN_SHAPE_H

#include <stddef.h>
#include <stdint.h>

#include "bits.h"
#include "hash.h"

/* The numbers of one line.  All are scaled so that they fit in a byte. */
enum tn_shape_number {
    TN_SHAPE_CHARS,   /* code points, on a scale of eight steps to a doubling */
    TN_SHAPE_LETTERS, /* likewise; one of a script without spaces counts as two */
    TN_SHAPE_WORDS,   /* likewise; two letters of such a script are a word */
    TN_SHAPE_LONGEST, /* letters of the longest word, likewise */
    TN_SHAPE_MEAN,    /* of the words, in quarters */
    TN_SHAPE_DIGITS,  /* shares of all characters or words, in 63rds, from here on */
    TN_SHAPE_CAPITALS,
    TN_SHAPE_TITLE, /* words that begin with a capital */
    TN_SHAPE_SMALL, /* words of up to three letters that begin with none: most of them hold a sentence together */
    TN_SHAPE_SYMBOLS,   /* neither letter nor digit nor space nor punctuation of sentences */
    TN_SHAPE_LINKS,     /* bytes inside links; of pages only */
    TN_SHAPE_COMMAS,    /* counts */
    TN_SHAPE_STOPS,     /* ends of sentences */
    TN_SHAPE_BEGINS,    /* enum tn_shape_begin */
    TN_SHAPE_ENDS,      /* enum tn_shape_end */
    TN_SHAPE_ADDRESS,   /* 1: it holds one; 2: a sign of copyright */
    TN_SHAPE_INDENT,    /* columns before it in the source, scaled as lengths are */
    TN_SHAPE_BLANK,     /* empty lines before it, likewise */
    TN_SHAPE_FURNITURE, /* the share of it that is words of furniture.h, */
    TN_SHAPE_KINDS,     /* and their kinds, a bit each */
    TN_SHAPE_REPEATS,   /* how often it stood in the lines before, 3 at most */
    TN_SHAPE_NUMBERS
};

enum tn_shape_begin { TN_BEGINS_CAPITAL, TN_BEGINS_SMALL, TN_BEGINS_DIGIT, TN_BEGINS_QUOTE, TN_BEGINS_OTHER };
enum tn_shape_end { TN_ENDS_OPEN, TN_ENDS_COMMA, TN_ENDS_COLON, TN_ENDS_DOTS, TN_ENDS_STOP };

struct tn_shape {
    uint8_t number[TN_SHAPE_NUMBERS];
    uint32_t letters; /* not scaled */
};

/* n on a scale of eight steps to a doubling: 8 for 8, 16 for 16, 24 for 32. */
uint8_t tn_shape_scale(uint64_t n);

/* part/whole in 63rds, 0 if there is no whole. */
uint8_t tn_shape_share(uint64_t part, uint64_t whole);

enum { TN_SHAPE_SLACK = 64 }; /* bytes behind a line that can be read */

/* Tells lines apart, but not by case; behind the line are TN_SHAPE_SLACK bytes, whatever they are.  Inline, as every line that
 * waits is asked. */
static inline uint32_t tn_shape_hash(const unsigned char *text, size_t length)
{
    const uint64_t small = 0x2020202020202020u;
    uint64_t hash = length;
    for (; length >= sizeof hash; text += sizeof hash, length -= sizeof hash) {
        hash = tn_hash_word(hash, tn_eight_bytes(text) | small);
        hash ^= hash >> 32;
    }
    uint64_t rest = tn_eight_bytes(text) & tn_low_bits(8 * length); /* there is slack behind it */
    return (uint32_t)(tn_hash_word(hash, rest | small) >> 32);
}

/* Looks at the line, which is valid UTF-8; behind it are TN_SHAPE_SLACK bytes, whatever they are.  What stood before it, its
 * words of furniture and how often it stood before are not set. */
typedef void tn_shaper(struct tn_shape *shape, const unsigned char *text, size_t length, size_t link_bytes);

/* Those that this machine can run, the fastest one first, then NULL.  All see the same. */
tn_shaper *tn_shape_usable(size_t i);

#endif
