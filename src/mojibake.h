/* mojibake.h - UTF-8 that was read in another encoding: how it is found and weighed.
 *
 * Bytes 0xC2-0xF4 begin a character of UTF-8 and are letters or signs in the other encoding; 0x80-0xBF go on with
 * it and are signs or controls there, mostly.  A character of UTF-8 as it stands in such text is called a sequence,
 * and those that follow one another a chain.
 *
 *   mojibake.c           the rules: when a chain ends, and what comes of it
 *   mojibake_certain.c   what needs no rule, since the line is certain to have been misread
 *   mojibake_tell.c      in which encoding a line was read
 *   mojibake_alphabet.c  and in which of those that all fit
 *   mojibake_rare.c      and of a single chain, which holds letters that few languages have
 *   mojibake_line.c      what only the whole line can tell
 *   mojibake_cyrillic.c  other encodings than UTF-8, where letters alone can tell
 *   mojibake_read.c      finds the chain that ends a text
 *   mojibake_likely.c    says whether what it stands for is likelier than what stands there */
#ifndef TN_MOJIBAKE_H
#define TN_MOJIBAKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "category.h"
#include "line.h"

/* In the order of lexer/encodings.py. */
enum tn_encoding {
    TN_CP1252,
    TN_CP1250,
    TN_ISO8859_2,
    TN_CP1251,
    TN_CP1253,
    TN_CP1254,
    TN_CP1257,
    TN_MAC_ROMAN,
    TN_CP437,
    TN_ENCODINGS
};

enum {
    TN_CHAIN_LONGEST = 6, /* characters looked at together */
    TN_TAIL_LONGEST =
        64, /* those that they were read as, six each at most, and what else is asked before them */
    /* bytes of a line that can be read again: one whose beginning has left is longer, whatever is taken off its end then */
    TN_READ_AGAIN = TN_LINE_SIZE - TN_LINE_LOOKBACK - 1024
};

/* A character of a text; no character if there is none. */
struct tn_tail_character {
    size_t begin; /* in the text */
    uint32_t c;
    uint16_t row; /* in the tables */
};

/* How a text ends, as far as somebody has asked: each character is looked up once, in whatever encodings it is read. */
struct tn_tail {
    const unsigned char *text;
    size_t end;
    size_t settled;                  /* no sequence ends before text[settled], */
    struct tn_unfinished unfinished; /* where this is begun */
    unsigned known;                  /* characters, the last one first */
    struct tn_tail_character character[TN_TAIL_LONGEST];
};

static inline void tn_tail_start(struct tn_tail *tail, const unsigned char *text, size_t end)
{
    tail->text = text;
    tail->end = end;
    tail->settled = 0;
    tail->unfinished = (struct tn_unfinished){0};
    tail->known = 0;
}

/* One more character of it. */
void tn_tail_look_further(struct tn_tail *tail);

/* The character before the last i ones. */
static inline const struct tn_tail_character *tn_tail_at(struct tn_tail *tail, unsigned i)
{
    while (tail->known <= i) tn_tail_look_further(tail);
    return &tail->character[i];
}

struct tn_sequence {
    size_t begin;     /* in the text */
    unsigned outside; /* in its tail, what stands before it */
    unsigned length;  /* characters there, bytes of UTF-8 */
    unsigned lead;    /* the first byte, */
    unsigned second;  /* and the next */
    uint32_t first;   /* the character that the lead is read as, */
    uint32_t middle;  /* the one behind it, */
    uint32_t last;    /* and the last one */
    uint32_t c;       /* what it stands for; U+FFFD if a byte is lost */
    bool spaced;      /* a space stands for the non-breaking one that it was */
};

/* All of one encoding that end a text. */
struct tn_chain {
    enum tn_encoding encoding;
    size_t count;
    struct tn_sequence sequence[TN_CHAIN_LONGEST]; /* the last one first */
    uint32_t before;                               /* what stands before them, 0 if nothing does, */
    uint32_t next;        /* the letter that follows, 0 if none does or it has not come yet */
    struct tn_tail *tail; /* what they end */
    bool repaired;        /* some other of a kindred encoding was repaired in the line, */
    bool seen;            /* with the same first byte as the last of these; */
    bool fits;            /* nothing else in the line is stray in this encoding, */
    bool certain;         /* the whole line is of it, so these are bytes unless they came of a repair; */
    bool behind_repair;   /* letters before them that are bytes, too, were repaired: nothing is begun there */
};

/* The sequence that ends before the last `from` characters: false if none does.  A space counts as U+00A0. */
bool tn_mojibake_read(struct tn_tail *tail, unsigned from, enum tn_encoding encoding, struct tn_sequence *s);

/* The chain that ends the text; what follows it, and the line, are not known. */
void tn_mojibake_read_chain(struct tn_tail *tail, enum tn_encoding encoding, struct tn_chain *chain);

/* A sequence of two or three characters that is next. */
struct tn_next {
    enum tn_encoding encoding;
    unsigned lead;        /* its first byte */
    uint32_t c;           /* what it stands for */
    uint32_t first, last; /* characters */
    size_t last_length;   /* bytes of the last one */
    bool suspect;         /* without that it tells that something is lost */
};

/* Reads the one that begins at p and ends before `end`, in one of these encodings; returns its bytes of text, 0 if there is none, or
 * the rules have to look whether another is meant.  `unfinished` says what is begun before it, and is set to what is begun behind
 * what it stands for. */
size_t tn_mojibake_read_next(const unsigned char *p, const unsigned char *end, unsigned encodings,
                             struct tn_unfinished *unfinished, struct tn_next *next);

/* The chain that ends the text as Latin-1 that was encoded twice has it: some of its characters are C1 controls, which are bytes of
 * a sequence beyond it.  False if none is, or nothing else: then it is as before. */
bool tn_mojibake_read_controls(struct tn_tail *tail, struct tn_chain *chain);

/* Does the beginning of a sequence, its lead and some of what goes on with it, but not a whole one end before the last
 * `from` characters? */
bool tn_mojibake_is_broken(struct tn_tail *tail, unsigned from);

/* What the chain stands for is written to `text`, room for TN_CHAIN_LONGEST characters; returns its length. */
size_t tn_mojibake_decode(const struct tn_chain *chain, unsigned char *text);

/* In which encodings could the end of the text be one sequence?  Bit i for encoding i.  Most text is told apart by
 * this. */
unsigned tn_mojibake_possible(const unsigned char *text, size_t end);

/* The same of text[0, end) behind which the next characters, n bytes, come.  `unfinished` says what was begun there, and
 * then what is begun. */
unsigned tn_mojibake_go_on(struct tn_unfinished *unfinished, const unsigned char *next, size_t n);

/* What is begun at text[at] of the line. */
struct tn_unfinished tn_mojibake_unfinished_at(const struct tn_line *line, size_t at);

/* Where what can be begun at the end of a text begins at the earliest. */
size_t tn_mojibake_reach(const unsigned char *text, size_t end);

/* In which encodings the text ends in the beginning of a sequence.  `rest`: those in which what follows goes on. */
unsigned tn_mojibake_begun(const unsigned char *text, size_t end, unsigned rest);

/* The byte that c is in an encoding, 0 if it is none from 0x80 on. */
unsigned tn_mojibake_byte(uint32_t c, enum tn_encoding encoding);

/* What c is in the encodings: bit i for encoding i. */
struct tn_role {
    uint64_t begins;  /* what is unfinished behind it, since it begins there: */
    uint16_t rest;    /* UTF-8 goes on with it, */
    uint16_t lead;    /* or begins with it; */
    uint16_t three;   /* of these, a character of three bytes, */
    uint16_t four;    /* of four or more, as bytes from 0xF5 on would, */
    uint16_t strange; /* or a sign of phonetics (U+0240 to U+02FF), which are in few texts, */
    uint16_t mark;    /* a mark by itself (U+0300 to U+037F), */
    uint16_t foreign; /* or a letter that is not Latin (U+0380 to U+07FF) */
};

/* Made by lexer/encodings.py: which row of the tables is a character's, by the page of 256 it is in; 0 if none. */
extern const uint8_t tn_encoded_page[256];
extern const uint16_t tn_encoded_row[][256];
extern const struct tn_role tn_encoded_role[];

static inline size_t tn_mojibake_row(uint32_t c)
{
    return c > 0xFFFF ? 0 : tn_encoded_row[tn_encoded_page[c >> 8]][c & 0xFF];
}

static inline const struct tn_role *tn_mojibake_role(uint32_t c)
{
    return &tn_encoded_role[tn_mojibake_row(c)];
}

static inline unsigned tn_mojibake_rest(uint32_t c) { return tn_mojibake_role(c)->rest; }
static inline unsigned tn_mojibake_lead(uint32_t c) { return tn_mojibake_role(c)->lead; }

enum { TN_LANE = 16 }; /* bits of an unfinished one's lanes */

/* In which encodings is anything begun? */
static inline unsigned tn_mojibake_any(struct tn_unfinished unfinished)
{
    uint64_t lanes = unfinished.lanes;
    return (uint16_t)(lanes | lanes >> TN_LANE | lanes >> 2 * TN_LANE);
}

/* And in which more than its first character? */
static inline unsigned tn_mojibake_more(struct tn_unfinished unfinished)
{
    return (unsigned)(unfinished.lanes >> 3 * TN_LANE);
}

/* The next character comes: in which encodings does it end one?  `unfinished` says what was begun before it, and then what
 * is begun. */
static inline unsigned tn_mojibake_advance(struct tn_unfinished *unfinished, const struct tn_role *role)
{
    const uint64_t rest = role->rest, lanes = unfinished->lanes;
    uint64_t one = lanes >> TN_LANE & rest, two = lanes >> 2 * TN_LANE & rest;
    unfinished->lanes = role->begins | one | two << TN_LANE | (one | two) << 3 * TN_LANE;
    return (unsigned)(lanes & rest);
}

/* Is the sequence, behind `before`, most likely a letter, the last one of a Cyrillic or Greek word or one that is quoted, and
 * what stands behind any word: `слов…»`, `слов… `, `“â” `? */
bool tn_mojibake_is_end_of_word(uint32_t before, const struct tn_sequence *s);

/* Does right text beside what was misread in that encoding never have a sequence that begins and ends so? */
bool tn_mojibake_is_never_right(enum tn_encoding encoding, uint32_t first, uint32_t last);

/* Is what the chain stands for likelier than what stands there, by itself, if it was encoded once? */
bool tn_mojibake_is_likely(const struct tn_chain *chain);

/* Stretches of 512 tell the alphabets apart well enough; Han, Kana and Hangul stand beside each other. */
static inline bool tn_mojibake_are_of_one_script(uint32_t a, uint32_t b)
{
    return a >> 9 == b >> 9 || (a >= 0x2E80 && b >= 0x2E80);
}

/* The encodings in which most bytes of UTF-8 are letters, of Cyrillic or Greek: bit i for encoding i. */
enum { TN_OF_LETTERS = 1 << TN_CP1251 | 1 << TN_CP1253 };

static inline bool tn_mojibake_is_of_letters(enum tn_encoding encoding)
{
    return TN_OF_LETTERS >> encoding & 1;
}

/* Was something in the line misread in that encoding, or in one of the same letters: Latin, Cyrillic or Greek? */
static inline bool tn_mojibake_is_kin(const struct tn_line *line, enum tn_encoding encoding)
{
    int kin = tn_mojibake_is_of_letters(encoding) ? 1 << encoding : ~(int)TN_OF_LETTERS;
    return (line->encodings & kin) != 0;
}

/* Or is it in the line as what was encoded more than once? */
bool tn_mojibake_is_nested(const struct tn_line *line, const struct tn_chain *chain);

/* mojibake_rare.c: has the chain rare letters, where in another of these encodings the same characters are common ones? */
bool tn_mojibake_is_better_in_another(const struct tn_line *line, struct tn_tail *tail, unsigned encodings,
                                      const struct tn_chain *chain);

/* The same file: parts the chain, no character of whose last sequence came of a repair, from those before it that are letters which did:
 * by themselves they were none. */
void tn_mojibake_part_from_made(const struct tn_line *line, struct tn_chain *chain);

struct tnorm;

/* Is it noted in the line in which encoding that was read? */
static inline bool tn_mojibake_is_told(const struct tn_line *line)
{
    return line->told.likely != 0 && line->length < line->told_to;
}

/* The line's last `back` bytes and the next n of input go, text[0, length) comes and stays, behind which it is known what is begun;
 * false if it does not stay, and is the next input. */
bool tn_mojibake_put(struct tnorm *t, size_t back, size_t n, const unsigned char *text, size_t length,
                     const struct tn_unfinished *unfinished);

/* mojibake_certain.c: characters at the front of the input that any rule for them would put in their places, since the line was
 * certainly misread; false if there are none. */
bool tn_mojibake_take_certain(struct tnorm *t);

/* May what begins at text[start] have been taken for a part of a reference's name, which has no semicolon? */
bool tn_mojibake_is_behind_name(const struct tn_line *line, size_t start);

/* In which encoding the line at hand was read most likely, is noted in it.  False if more input has to be at hand first: t->need. */
bool tn_mojibake_tell(struct tnorm *t);

/* Bytes that may be no UTF-8. */
struct tn_bytes {
    const unsigned char *begin, *end;
};

/* Those of the encodings in which the letters of a text, which is in two pieces, are most likely of one language. */
unsigned tn_mojibake_by_alphabet(const struct tn_bytes text[2], unsigned encodings);

/* mojibake_cyrillic.c: if the line is Cyrillic that was read as Latin-1 or as other Cyrillic, it is read anew. */
bool tn_mojibake_cyrillic(struct tnorm *t);

/* Letters have come to the line behind text[start]: could it be such? */
void tn_mojibake_note_letters(struct tnorm *t, size_t start);

/* Of a character that begins so: does it tell, together with others, that this may be so? */
bool tn_mojibake_may_be_alien(unsigned char lead);

#endif
