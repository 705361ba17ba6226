/* garbage.h - a fast way through bytes that are neither text nor UTF-8. */
#ifndef TN_GARBAGE_H
#define TN_GARBAGE_H

#include <stdbool.h>
#include <stddef.h>

struct tnorm;

enum {
    TN_GARBAGE_LONGEST = 64, /* bytes that are taken at once */
    TN_GARBAGE_CLASSES = 18, /* kinds of bytes */
    TN_GARBAGE_STATES = 11,
    TN_GARBAGE_TWO_BYTES = 0x800 /* characters below this are two bytes at most */
};

/* What a byte does to the text. */
struct tn_garbage_step {
    unsigned char next; /* state */
    unsigned char lost; /* bytes of U+FFFD to be written: none, one or two of them; */
    unsigned char kept; /* 1 if then the byte itself is */
    unsigned char gone; /* controls that only go */
};

/* The automaton. */
struct tn_garbage {
    unsigned char class_of[256];
    struct tn_garbage_step step[TN_GARBAGE_STATES][TN_GARBAGE_CLASSES];
    bool letter[TN_GARBAGE_TWO_BYTES]; /* of those of two bytes: only a letter */
};

void tn_garbage_init(struct tn_garbage *g);

/* Takes of the next `length` bytes of input as much as no rule but that for stray bytes has a say in: U+FFFD for
 * each maximal subpart, printable ASCII as it is, no controls.  The input is as it came, behind ASCII or U+FFFD; and
 * six bytes more of it are at hand, or none will come.  False if there was nothing to take. */
bool tn_garbage_take(struct tnorm *t, size_t length);

#endif
