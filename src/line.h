/* line.h - the line of clean text that is being made.
 *
 * It is final text: rules look back on it and may take its end away, but never change what stands before
 * that.  So whatever a rule decides from it, a second pass would decide the same. */
#ifndef TN_LINE_H
#define TN_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "account.h"
#include "scan.h"

enum {
    TN_LINE_LOOKBACK = 4096,   /* so much of a line stays at hand, however long it is */
    TN_LINE_SIZE = 32 * 1024,  /* a longer line leaves in pieces */
    TN_ADDRESS_LONGEST = 2048, /* a longer run of characters is no address */
};

#define TN_NOWHERE SIZE_MAX /* a place in the line that is none */

/* In which encodings (mojibake.h) a text ends in the beginning of a character of UTF-8 that wants one, two or three more
 * characters, and in which of them this is more than its first one: four times 16 bits, from the lowest on, of which bit i is for
 * encoding i. */
struct tn_unfinished {
    uint64_t lanes;
};

/* In which encodings a line was read, if it was misread (mojibake.h): bit i for encoding i.  The last three are none unless it holds
 * characters of UTF-8 then and nothing else beyond ASCII: one at least, two, or four (mojibake_tell.c). */
struct tn_told {
    uint16_t likely;  /* in one of these; all: there is no telling, none: nobody has asked */
    uint16_t fits;    /* a letter by itself may be one of them, where no other text has it; */
    uint16_t certain; /* if one was misread, all were; */
    uint16_t evident; /* all were, even if none of them tells by itself */
};

/* A stretch of a line. */
struct tn_span {
    size_t begin, end;
};

/* A run of characters that could be an address. */
struct tn_token {
    size_t begin; /* of the last one in text[0, known), */
    size_t known; /* which has been looked at */
};

struct tn_line {
    size_t length;
    size_t end;            /* when it is committed: length, and the line feed behind it */
    uint64_t begin;        /* where in the stream its first byte came from */
    bool mixed;            /* some byte was made: `from` is valid */
    bool syntax;           /* a `<` or `&` stayed */
    bool continued;        /* its beginning has left */
    size_t last_less;      /* the last `<` that stayed, or TN_NOWHERE; */
    size_t looked_at;      /* the length up to which what it begins was looked at, or 0: see tag.c */
    struct tn_span quotes; /* the bytes of which it is known */
    bool quotes_odd;       /* that an odd number of them is `"` */
    struct tn_span free;   /* these hold no `"`, `<` or `>` */
    size_t last_ampersand; /* the last `&` that stayed, or TN_NOWHERE */
    size_t mojibake; /* the length at which a letter would decide on what ends the line, or TN_NOWHERE; */
    size_t mojibake_before;          /* if the line is cut, the one before that */
    unsigned repairs;                /* of mojibake, so far; */
    unsigned repairs_before;         /* of these when the line was read before */
    uint64_t leads;                  /* bit i: 0xC0 + i was the first byte of one */
    bool doubtful;                   /* some was left before the first repair */
    bool suspect;                    /* it holds what could be a piece of some, */
    bool alien;                      /* or what no language writes, but another encoding may */
    bool to_tell_again;              /* some was left because of what is told of the line */
    unsigned readings;               /* how often it was read before */
    size_t settled;                  /* a place in it at which no misread character of UTF-8 ends, */
    struct tn_unfinished unfinished; /* and what is begun there */
    size_t anchor;                   /* where the text of a cut link began, or TN_NOWHERE */
    size_t address;                  /* where the address of that link began */
    size_t no_more_tags;             /* from here on no tag is closed, if that is known of the text */
    size_t marks_end;                /* the length at which the following is known, or 0; see normalize.c */
    size_t marks;                    /* non-starters that end the line */
    uint8_t marks_class;             /* of the last one */
    uint16_t encodings;              /* bit i: a repair in it was of encoding i (mojibake.h) */
    struct tn_told told;             /* of it, or what was told of it when it was read before, */
    size_t told_to;                  /* and the length up to which that is so */
    size_t columns_end;              /* the length up to which the following is known, see html_text.c */
    size_t columns;                  /* code points */
    size_t token_gone;  /* bytes that have left of the token that the line begins in the middle of */
    bool token_address; /* it looked like an address */
    struct tn_token token;
    unsigned char
        text[TN_LINE_SIZE + TN_SCAN_SLACK]; /* two of which are a line feed and the NUL that lexers want */
    unsigned char from[TN_LINE_SIZE + TN_SCAN_SLACK]; /* enum tn_cause of each byte */
};

void tn_line_reset(struct tn_line *line);

/* Is it as tn_line_reset() leaves it? */
bool tn_line_is_new(const struct tn_line *line);

/* Text comes to it from `offset` of the stream: if it is the first, that is where the line begins. */
static inline void tn_line_begin(struct tn_line *line, uint64_t offset)
{
    if (line->length == 0 && !line->continued && line->readings == 0) line->begin = offset;
}

/* Something that was made comes to it: who made what is written down from now on. */
static inline void tn_line_mix(struct tn_line *line)
{
    if (!line->mixed) memset(line->from, TN_KEPT, line->length);
    line->mixed = true;
}

/* Takes `length` bytes off the end; returns how many of them came from the input. */
size_t tn_line_cut(struct tn_line *line, size_t length);

/* Puts bytes behind it that have been taken off, and were made by whom `from` says; there is room for them. */
void tn_line_append(struct tn_line *line, const unsigned char *bytes, const unsigned char *from,
                    size_t length);

/* Where the run of characters without white space, quote or angle bracket begins that ends before text[end].  Each byte is looked
 * at once, however often it is asked, if `end` is never less than before. */
size_t tn_token_begin(struct tn_token *token, const unsigned char *text, size_t end);

/* Does [begin, end) have an odd number of quotation marks?  Each byte is looked at twice at most, if neither bound is ever less than
 * it was when asked for before. */
bool tn_line_is_quote_open(struct tn_line *line, size_t begin, size_t end);

/* Where the stretch without `"`, `<` or `>` begins that ends at `end`, or `least`.  A long one that was found
 * last is not looked at again. */
size_t tn_line_free_of_marks(struct tn_line *line, size_t least, size_t end);

/* Does the line end in an address, in which only the ampersand is decoded? */
bool tn_line_in_address(struct tn_line *line);

/* Does what begins at p look like an address?  Its first 64 bytes tell. */
bool tn_begins_address(const unsigned char *p, size_t length);

/* Is it one, then: not too long either? */
static inline bool tn_is_address(const unsigned char *p, size_t length)
{
    return length <= TN_ADDRESS_LONGEST && tn_begins_address(p, length);
}

/* Can c be no part of an address? */
static inline bool tn_ends_address(unsigned char c) { return c == ' ' || c == '<' || c == '>' || c == '"'; }

/* Its first `by` bytes have left. */
void tn_line_shift(struct tn_line *line, size_t by);

/* The last code point, 0 if there is none. */
uint32_t tn_line_last(const struct tn_line *line);

/* Counts [begin, end) of the line by who made it. */
void tn_line_tally(const struct tn_line *line, const struct tn_scanner *scanner, size_t begin, size_t end,
                   struct tn_tally *tally);

#endif
