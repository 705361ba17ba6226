/* forms.h - what normalization (UAX #15) has to know of a code point.  lexer/forms.c writes the tables. */
#ifndef TN_FORMS_H
#define TN_FORMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    TN_FORM_BLOCK = 128,  /* code points whose numbers stand together */
    TN_FORM_LONGEST = 18, /* pieces of a decomposition: U+FDFA has as many */
    TN_FORM_CLASS = 24,   /* the bits of a piece from here on are its class, those below its code point */
    TN_PAIRS = 2048
};

/* Hangul is composed by arithmetic (Unicode 3.12). */
enum {
    TN_HANGUL = 0xAC00,
    TN_HANGUL_LEAD = 0x1100,
    TN_HANGUL_VOWEL = 0x1161,
    TN_HANGUL_TAIL = 0x11A7, /* none; one is behind it */
    TN_HANGUL_LEADS = 19,
    TN_HANGUL_VOWELS = 21,
    TN_HANGUL_TAILS = 28,
    TN_HANGUL_SYLLABLES = TN_HANGUL_LEADS * TN_HANGUL_VOWELS * TN_HANGUL_TAILS
};

struct tn_form {
    uint8_t class; /* Canonical_Combining_Class */
    bool joins;    /* it can be composed with what stands before it */
    bool
        composes; /* it can be composed with what stands behind it, by itself or by what it is decomposed into */
    bool decomposes;                /* its NFKD is another; not said of Hangul */
    uint8_t leading;                /* non-starters at the beginning of its NFKD, */
    uint8_t trailing;               /* and at its end, behind the last starter if it has one */
    uint16_t canonical, compatible; /* where in tn_form_pieces its decompositions stand; 0: it is none */
};

/* Two code points, and what they are composed to. */
struct tn_pair {
    uint32_t first, second, composed;
};

extern const uint16_t tn_form_block[], tn_form_number[][TN_FORM_BLOCK];
extern const struct tn_form tn_forms[];
extern const uint32_t tn_form_pieces[]; /* decompositions: how many, and the pieces */
extern const struct tn_pair
    tn_pairs[TN_PAIRS]; /* a pair stands in its slot or in one behind; `composed` 0: none */

static inline const struct tn_form *tn_form_of(uint32_t c)
{
    return &tn_forms[tn_form_number[tn_form_block[c / TN_FORM_BLOCK]][c % TN_FORM_BLOCK]];
}

/* The class of the last piece that a starter is decomposed into. */
static inline uint8_t tn_form_last_class(const struct tn_form *f)
{
    const uint32_t *pieces = tn_form_pieces + f->canonical;
    return f->canonical != 0 ? (uint8_t)(pieces[*pieces] >> TN_FORM_CLASS) : 0;
}

static inline bool tn_is_hangul(uint32_t c) { return c - TN_HANGUL < TN_HANGUL_SYLLABLES; }

/* Do the compatibility forms make nothing else of it than the canonical ones? */
static inline bool tn_form_is_compatible(uint32_t c)
{
    const struct tn_form *f = tn_form_of(c);
    return f->compatible == f->canonical;
}

static inline size_t tn_pair_slot(uint32_t first, uint32_t second)
{
    return (first * 0x9E3779B1u ^ second * 0x85EBCA6Bu) >> 21;
}

/* The code point of a piece. */
static inline uint32_t tn_form_point(uint32_t piece) { return piece & ((UINT32_C(1) << TN_FORM_CLASS) - 1); }

/* Decomposes c into pieces, room for TN_FORM_LONGEST; returns how many. */
size_t tn_form_decompose(uint32_t c, bool compatible, uint32_t *pieces);

/* The composition of two code points, 0 if they have none. */
uint32_t tn_form_compose(uint32_t first, uint32_t second);

#endif
