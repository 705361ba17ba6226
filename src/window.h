/* window.h - the input that the lexer looks at: a stretch of the stream, ended by a NUL, whose front can be
 * written back to.
 *
 * What a rule makes of text is put before the rest of the input and read again like the rest, so that a
 * reference which stands for `<` is looked at like a `<`.  These bytes are called made; `from` says who made
 * them.  All of them stand between `cur` and `made`; from there on the window holds the stream as it came. */
#ifndef TN_WINDOW_H
#define TN_WINDOW_H

#include <stddef.h>
#include <stdint.h>

#include "account.h"
#include "line.h"
#include "scan.h"

enum {
    /* Room for what is written back.  A rule writes back no more than it took from the line and the input, but for
     * what normalization lets grow (TN_NORMAL_BYTES); so this is never more than a line and that, rounded up.  A long
     * cascade of mojibake does come to a line. */
    TN_WINDOW_HEADROOM = TN_LINE_SIZE + 8192,
    TN_WINDOW_SIZE = 160 * 1024,
    TN_WINDOW_SLIDE = 4096 /* so little is moved to the front without waiting for the end */
};

struct tn_window {
    size_t cur;  /* where the next token starts */
    size_t made; /* end of the made bytes, >= cur */
    size_t
        again;  /* end of a line that was written back to be read again; at or before cur if there is none */
    size_t end; /* end of the input; bytes[end] is NUL */
    uint64_t source; /* if something was made: where in the stream what it stands for begins */
    uint64_t origin; /* bytes[i] is byte origin + i - TN_WINDOW_HEADROOM of the stream, for i >= made */
    unsigned char bytes[TN_WINDOW_SIZE + TN_SCAN_SLACK];
    unsigned char from[TN_WINDOW_SIZE + TN_SCAN_SLACK]; /* enum tn_cause, valid in [cur, made) */
};

void tn_window_reset(struct tn_window *w);

/* Takes as much of the `length` bytes as there is room for, at least one unless more than
 * TN_WINDOW_SIZE - TN_WINDOW_HEADROOM bytes are unread; returns how many. */
size_t tn_window_take(struct tn_window *w, const unsigned char *bytes, size_t length);

/* Writes `length` bytes made by `cause` before the rest of the input. */
void tn_window_put_back(struct tn_window *w, const unsigned char *bytes, size_t length, enum tn_cause cause);

/* Writes a line back as it stands, of which nothing has left, to be read again.  `from` says who made its bytes; NULL:
 * nobody, it is as it came. */
void tn_window_put_back_line(struct tn_window *w, const unsigned char *text, const unsigned char *from,
                             size_t length);

static inline const unsigned char *tn_window_cur(const struct tn_window *w) { return w->bytes + w->cur; }
static inline const unsigned char *tn_window_end(const struct tn_window *w) { return w->bytes + w->end; }

/* How many of the next n bytes were written back: `from` is valid for them. */
static inline size_t tn_window_back(const struct tn_window *w, size_t n)
{
    size_t left = w->made > w->cur ? w->made - w->cur : 0;
    return left < n ? left : n;
}

/* How many of the next n bytes were made. */
static inline size_t tn_window_made(const struct tn_window *w, size_t n)
{
    size_t back = tn_window_back(w, n), made = 0;
    for (size_t i = 0; i < back; i++) made += w->from[w->cur + i] != TN_KEPT;
    return made;
}

/* Where in the stream the next byte that was not made stands. */
static inline uint64_t tn_window_offset(const struct tn_window *w)
{
    return w->origin + (w->made > w->cur ? w->made : w->cur) - TN_WINDOW_HEADROOM;
}

/* Where in the stream what the next byte stands for begins. */
static inline uint64_t tn_window_source(const struct tn_window *w)
{
    return w->made > w->cur ? w->source : tn_window_offset(w);
}

#endif
