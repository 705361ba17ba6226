/* garbage.h - a fast way through bytes that are neither text nor UTF-8. */
#ifndef TN_GARBAGE_H
#define TN_GARBAGE_H

#include <stdbool.h>
#include <stddef.h>

struct tnorm;

enum {
    TN_GARBAGE_LONGEST = 64, /* bytes that are taken at once */
    TN_GARBAGE_CLASSES = 19, /* kinds of bytes */
    TN_GARBAGE_STATES = 10,
    TN_GARBAGE_LETTERS = 256 /* bytes that hold a bit for each character of two bytes */
};

/* What a byte does to the text. */
struct tn_garbage_step {
    unsigned char next; /* state */
    unsigned char lost; /* bytes of U+FFFD to be written: none, one or two of them; */
    unsigned char kept; /* 1 if then the byte itself is */
    unsigned char gone; /* controls that only go */
};

/* A stretch of input, and what comes of it. */
struct tn_garbage_job {
    const unsigned char
        *input;    /* TN_GARBAGE_LONGEST bytes and one can be read, whatever they are behind the end */
    size_t length; /* TN_GARBAGE_LONGEST at most */
    size_t sure;   /* 1 at least: of these bytes stray ones are garbage, later ones are a rule's */
    /* Does nothing in the line tell one of these from a letter? */
    bool space;     /* behind any character but a space */
    bool semicolon; /* wherever it stands */
    bool more;      /* `>` behind any character but a quote, a slash or a space */
    /* What stands before the input is such a character, */
    bool before_space; /* for a space, */
    bool before_more;  /* for a `>` */
    /* The text and who made it, enum tn_cause: room for TN_GARBAGE_ROOM bytes. */
    unsigned char *text, *from;
    size_t taken; /* bytes of input; of these */
    size_t kept;  /* some stayed, */
    size_t gone;  /* some went, and the others became */
    size_t lost;  /* so many bytes of U+FFFD */
};

enum {
    TN_GARBAGE_GROWTH = 3, /* bytes of U+FFFD */
    TN_GARBAGE_ROOM =
        (TN_GARBAGE_GROWTH + 1) * TN_GARBAGE_LONGEST /* more than that may be written behind it */
};

struct tn_garbage;

/* Takes of the input as much as no rule has a say in but that for stray bytes: U+FFFD for each maximal subpart, printable
 * ASCII as it is, no controls. */
typedef void tn_garbage_taker(const struct tn_garbage *g, struct tn_garbage_job *job);

/* What some bytes are up to the first line feed, or all of them. */
struct tn_garbage_count {
    size_t length;  /* bytes; of them */
    size_t letters; /* ASCII letters, */
    size_t high;    /* and those beyond ASCII */
};

/* Of n bytes at p, TN_GARBAGE_LONGEST at most; so many can be read, whatever they are. */
typedef struct tn_garbage_count tn_garbage_counter(const unsigned char *p, size_t n);

struct tn_garbage_unit {
    tn_garbage_taker *take;
    tn_garbage_counter *count;
};

struct tn_garbage {
    struct tn_garbage_unit unit;
    /* the automaton */
    unsigned char class_of[256];
    struct tn_garbage_step step[TN_GARBAGE_STATES][TN_GARBAGE_CLASSES];
    /* for the vector unit: bits of bytes, of ASCII and of others */
    unsigned char bits[256];
    /* Of the characters of two bytes: only a letter?  The bits of the second byte, for the rows of the first. */
    unsigned char letter[TN_GARBAGE_LETTERS];
};

/* `unit` is one of tn_garbage_usable(). */
void tn_garbage_init(struct tn_garbage *g, const struct tn_garbage_unit *unit);

/* All that the machine at hand has, the best first; NULL behind the last.  Every one gives the same answers. */
const struct tn_garbage_unit *tn_garbage_usable(size_t i);

/* Takes of the next `length` bytes of input what such a unit does, of which `sure` are as in its job.  The input is as it
 * came; six bytes more of it are at hand, or none will come.  False if there was nothing to take. */
bool tn_garbage_take(struct tnorm *t, size_t length, size_t sure);

#endif
