/* state.h - the whole state of a handle, and the three things a rule can do to text: keep, drop, replace.
 *
 * The lexer (lexer/text.re) cuts the input into tokens; each kind of token has a rule, a function that
 * takes the handle and the token's length and does one of the three to it.  See README for the picture. */
#ifndef TN_STATE_H
#define TN_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "account.h"
#include "block.h"
#include "charset.h"
#include "filter.h"
#include "garbage.h"
#include "html.h"
#include "jsonl.h"
#include "line.h"
#include "markup.h"
#include "mojibake_memory.h"
#include "output.h"
#include "piece.h"
#include "scan.h"
#include "tnorm.h"
#include "tsv.h"
#include "warc.h"
#include "window.h"

/* What parts two stretches of text. */
enum tn_break { TN_BREAK_NONE, TN_BREAK_LINE, TN_BREAK_PARAGRAPH };

/* Where the next `"-->"` or the like stands, so that no stretch of input is searched twice for it. */
struct tn_search {
    uint64_t from, to; /* offsets in the stream: none begins in [from, to) */
    bool found;        /* one begins at `to` */
};

enum tn_closer { TN_CLOSE_COMMENT, TN_CLOSE_SCRIPT, TN_CLOSE_STYLE, TN_CLOSERS };

/* Bytes that are looked for ahead: what can end a tag, or become what ends one; what ends a document, and a row; what any end tag
 * has. */
enum tn_ahead {
    TN_AHEAD_MORE,
    TN_AHEAD_AMPERSAND,
    TN_AHEAD_FORM_FEED,
    TN_AHEAD_LINE_FEED,
    TN_AHEAD_SLASH,
    TN_AHEADS
};

enum {
    TN_RESERVE = 40,     /* bytes at hand that any token of the lexer is sure to fit in */
    TN_BIDI_DEPTH = 8,   /* bidi controls that may be open at once */
    TN_BIDI_REACH = 1024 /* bytes within which they have to be closed, of the input and of what is written */
};

/* Bytes behind decomposed text: a character that is more than three times its size may end it. */
enum { TN_NORMAL_SLACK = 64 };

struct tnorm {
    struct tn_html page; /* first: its tag, written again and again, is in one line of the cache */
    struct tnorm_options options;
    void *memory; /* that it stands in */
    enum tnorm_error error;
    uint64_t error_offset;
    const char *error_charset;        /* the encoding that has no such byte there */
    const struct tn_scanner *scanner; /* the vector unit's */
    struct tn_jsonl *jsonl;           /* NULL unless the input is JSON Lines */
    struct tn_jsonl *jsonl_memory;    /* what there is for it, or NULL */
    struct tn_warc *warc;             /* NULL unless the input is WARC */
    struct tn_warc *warc_memory;      /* what there is for it, or NULL */
    enum tnorm_input input;           /* the kind at hand */
    const char *url;                  /* where the text came from, or NULL */
    uint64_t text_origin;             /* where in the input the text began, */
    uint64_t record_origin;           /* and the record of WARC that it is in */
    bool inner;                       /* no place of it is one in the input: it was decoded */
    bool wrapped;                     /* clean text is written as a part of a JSON string or of a record */
    bool html;                        /* the text at hand is HTML */
    unsigned keep;                    /* what is left alone in the text at hand */
    bool rows;                        /* each line is a text by itself, which stays one line */
    int grammar;                      /* condition of the lexer */
    bool begun;                       /* bytes of an input were fed, and it is not finished */
    bool part;                        /* a line feed goes before what is written next: it is another text */
    bool fed;                         /* this one has bytes */
    bool at_start;                    /* it may begin with a byte-order mark */
    bool no_more_tags;                /* the rest of this text has nothing that could end one */
    bool final;                       /* no more of it will come */
    size_t indent;                    /* white space before the line at hand, in bytes */
    size_t need;                      /* bytes the next token wants at hand */
    uint64_t line_start;              /* offset behind the last line feed of the stream */
    unsigned feeds;                   /* line feeds since the last text with only white space between */
    uint64_t stray_end;               /* stray bytes before this offset are known not to be Windows-1252, */
    bool stray_long;                  /* and so are those that follow them at once */
    uint64_t dense_until;             /* nor are those before this one: too many, or near such */
    struct tn_told told;              /* in which encoding the text before told_end was read */
    uint64_t told_end;                /* an offset */
    unsigned breaks;                  /* <br> since the last text */
    unsigned bidi;                    /* bidi controls that are open in this line */
    size_t bidi_size;                 /* bytes behind the first of them, as they are written */
    unsigned char bidi_open[TN_BIDI_DEPTH]; /* their closers: last byte of U+2069 or U+202C */
    struct tn_repair repairs[TN_REPAIRS];   /* mojibake.c */
    struct tn_search search[TN_CLOSERS];
    struct tn_search ahead[TN_AHEADS];
    struct tn_markup_progress tag; /* of the line's last `<`, if that was looked at: line.looked_at */
    struct tn_garbage garbage;
    struct tn_account account;
    struct tn_account earlier; /* of the handles that this one was joined to: counted beside its own */
    uint64_t text_read;        /* bytes that had been read of all texts when this one began */
    struct tn_output output;
    struct tn_block block;
    struct tn_filter filter;
    struct tn_line line;
    struct tn_charset charset;
    struct tn_tsv tsv;
    struct tn_window window;
    struct tn_mark mark; /* where its piece of a text began */
    unsigned char
        scratch[3 * TN_LINE_SIZE + TN_NORMAL_SLACK]; /* see commit.c: decomposed text grows threefold */
};

static inline bool tn_keeps(const struct tnorm *t, enum tnorm_keep what) { return t->keep & what; }

/* What is left alone: in a page tags and references are none that were left over, and white space means nothing unless
 * it is preformatted. */
static inline unsigned tn_kept_in(const struct tnorm *t, bool html)
{
    unsigned markup = html ? TNORM_KEEP_MARKUP | TNORM_KEEP_ENTITIES : 0u;
    unsigned formatted = html && t->page.formatted ? TNORM_KEEP_SPACE | TNORM_KEEP_ECHOES : 0u;
    unsigned kept = html ? t->options.keep & ~(unsigned)TNORM_KEEP_SPACE : t->options.keep;
    return kept | markup | formatted;
}

/* Are lines weighed (filter.h), as they are asked for and of this kind? */
static inline bool tn_filter_is_on(const struct tnorm *t)
{
    enum tnorm_boilerplate level = t->options.boilerplate;
    return !t->rows && (level == TNORM_BOILERPLATE_DEFAULT || level >= TNORM_BOILERPLATE_BALANCED);
}

/* Could it better the line at hand to read it again?  If not, tn_mojibake_reread() need not be asked. */
static inline bool tn_may_reread(const struct tnorm *t)
{
    return t->line.repairs > 0 || t->line.suspect || t->line.alien || t->line.to_tell_again;
}

/* Is the form asked for one of the compatibility forms? */
static inline bool tn_is_compatible(const struct tnorm *t)
{
    return t->options.form == TNORM_FORM_NFKC || t->options.form == TNORM_FORM_NFKD;
}

/* Is text decomposed when it is written?  In the line it is composed. */
static inline bool tn_is_decomposed(const struct tnorm *t)
{
    return t->options.form == TNORM_FORM_NFD || t->options.form == TNORM_FORM_NFKD;
}

/* Keeps the next n bytes of input as they are: they go to the line. */
void tn_keep(struct tnorm *t, size_t n);

/* The same with as many as are plain (scan.h), but a row of spaces; false if there are none. */
bool tn_keep_plain(struct tnorm *t);

/* Leaves out the next n bytes of input on account of `cause`. */
void tn_drop(struct tnorm *t, size_t n, enum tn_cause cause);

/* Takes `back` bytes off the line and n bytes off the input; `text`, `length` bytes, made by `cause`, stands
 * for them and is the next input. */
void tn_replace(struct tnorm *t, size_t back, size_t n, const unsigned char *text, size_t length,
                enum tn_cause cause);

/* Can so many spaces come to the line without being read again: does nothing depend on where they stand, and is there
 * room? */
bool tn_takes_blanks(const struct tnorm *t, size_t blanks);

/* Takes n bytes off the input, for which that many come to the line, which is not empty: whatever follows, they stay. */
void tn_replace_by_blanks(struct tnorm *t, size_t n, size_t blanks);

/* The same where the text stays whatever follows: it comes to the line, and is not read again.  False if that could not be
 * done, and it is the next input. */
bool tn_replace_at_once(struct tnorm *t, size_t back, size_t n, const unsigned char *text, size_t length,
                        enum tn_cause cause);

/* Ends the line and, where `kind` says so, the paragraph. */
void tn_break(struct tnorm *t, enum tn_break kind);

/* report.c: stops cleaning. */
void tn_fail(struct tnorm *t, enum tnorm_error error, uint64_t offset);

/* Tells of what was left out, or was bad, if anybody asks; cleaning stops at this offset if that is not taken. */
void tn_report(struct tnorm *t, const struct tnorm_reject *reject, uint64_t offset);

/* The condition of the lexer for a form. */
int tn_grammar(enum tnorm_form form);

/* The lexer: takes tokens from the window while there is enough of it. */
void tn_lex(struct tnorm *t);

#endif
