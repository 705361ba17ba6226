/* html_classes.h - what the classes of elements tell, and what was read last of them.
 *
 * A page has the same few classes again and again; each is read once while it is remembered. */
#ifndef TN_HTML_CLASSES_H
#define TN_HTML_CLASSES_H

#include <stddef.h>
#include <stdint.h>

enum {
    TN_CLASSES = 128,      /* that are remembered at once */
    TN_CLASS_LONGEST = 244 /* bytes of one that is; others are read each time */
};

/* What the value of an attribute tells. */
struct tn_html_class {
    uint32_t letters; /* a hash of them: digits tell elements of a class apart */
    uint32_t around;  /* what its words tell: enum tn_around of html_words.h */
};

struct tn_html_class_known {
    struct tn_html_class told;
    uint32_t length; /* of the value; 0: nothing is remembered here */
    unsigned char value[TN_CLASS_LONGEST];
};

/* What a class tells: `value`, `length` bytes and a NUL. */
struct tn_html_class tn_html_class_read(struct tn_html_class_known known[TN_CLASSES],
                                        const unsigned char *value, size_t length);

#endif
