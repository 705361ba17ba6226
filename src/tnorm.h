/* tnorm.h - clean text out of a raw scrape, in one pass and in constant memory.
 *
 *     struct tnorm_options o = tnorm_options_default();
 *     o.sink = my_sink;
 *     enum tnorm_error error;
 *     tnorm *t = tnorm_new(&o, &error);
 *     while (!error && (n = read(0, buf, sizeof buf)) > 0) error = tnorm_feed(t, buf, (size_t)n);
 *     if (!error) error = tnorm_finish(t);
 *     if (error) fprintf(stderr, "%s\n", tnorm_strerror(error));
 *     tnorm_free(t);
 *
 * A handle is made once and holds all its memory from then on: nothing of its own is allocated later, only what zlib, brotli,
 * zstd, uchardet and iconv(3) take for themselves; there are no globals and no threads.  Any number of handles may be used at the
 * same time, each by one thread at a time.  Clean text is handed to a sink as soon as it is known.  The result does not depend on
 * how the input is cut into calls of tnorm_feed().
 */
#ifndef TNORM_H
#define TNORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define TNORM_MUST_CHECK __attribute__((warn_unused_result))
#define TNORM_API __attribute__((visibility("default")))
#else
#define TNORM_MUST_CHECK
#define TNORM_API
#endif

#define TNORM_VERSION "0.1.0"

typedef struct tnorm tnorm;

/* What can go wrong.  The numbers are never reused. */
enum tnorm_error {
    TNORM_OK = 0,
    TNORM_ERROR_MEMORY = 1,  /* the handle could not be allocated */
    TNORM_ERROR_OPTION = 2,  /* an option has a value that does not exist, or does not go with another */
    TNORM_ERROR_SINK = 3,    /* the sink refused text; nothing more is accepted until tnorm_reset() */
    TNORM_ERROR_INVALID = 4, /* TNORM_INVALID_STRICT met bytes that are not UTF-8: see tnorm_error_offset() */
    TNORM_ERROR_CHARSET = 5, /* tnorm_options.from names no encoding that is known */
    TNORM_ERROR_DAMAGED =
        6, /* WARC: the input ends inside a record, or holds what is none; what there was is cleaned */
    TNORM_ERROR_BEGUN = 7, /* tnorm_set_input() in the middle of a text */
};

/* How the input is cut into documents, and what the output looks like. */
enum tnorm_input {
    TNORM_INPUT_TEXT = 0, /* paragraphs; lines that hold a single form feed part documents */
    TNORM_INPUT_LINES, /* every line by itself: exactly one line out for each line in; a last one without a line
                             feed gets none, unless nothing of it stays */
    TNORM_INPUT_JSONL, /* a JSON object a line, of which one member is text; all else passes as it is */
    TNORM_INPUT_TSV,   /* fields between tabs, each by itself as a line of LINES */
    TNORM_INPUT_HTML,  /* one HTML document */
    TNORM_INPUT_WARC,  /* WARC records, of which those that hold text are documents */
    TNORM_INPUT_ANY,   /* tnorm_set_input() says which, of all but TSV; until then TEXT, or WARC if the
                             output is */
};

/* What the documents of a container hold. */
enum tnorm_type { TNORM_TYPE_TEXT = 0, TNORM_TYPE_HTML };

/* How documents are written. */
enum tnorm_output {
    TNORM_OUTPUT_DEFAULT = 0, /* as the kind of input is: text, or JSON Lines */
    TNORM_OUTPUT_JSONL,       /* an object a document, with the member "text"; not for LINES and TSV */
    TNORM_OUTPUT_WARC,        /* TNORM_INPUT_WARC: a WET file, each document a conversion record */
};

/* What becomes of bytes that are not UTF-8. */
enum tnorm_invalid {
    TNORM_INVALID_REPAIR = 0, /* Windows-1252 where the surroundings say so, CESU-8 joined, else U+FFFD */
    TNORM_INVALID_REPLACE,    /* one U+FFFD per maximal subpart (Unicode 3.9, WHATWG) */
    TNORM_INVALID_DROP,       /* left out */
    TNORM_INVALID_STRICT, /* cleaning ends with TNORM_ERROR_INVALID; the line at hand is cut, and ends with a
                                 line feed */
};

/* Unicode normalization form of the output (UAX #15), always stream-safe but for NONE. */
enum tnorm_form { TNORM_FORM_NFC = 0, TNORM_FORM_NFKC, TNORM_FORM_NFD, TNORM_FORM_NFKD, TNORM_FORM_NONE };

/* How much of a page's furniture is left out. */
enum tnorm_boilerplate {
    TNORM_BOILERPLATE_DEFAULT = 0, /* balanced, but off in LINES and TSV */
    TNORM_BOILERPLATE_OFF,
    TNORM_BOILERPLATE_PHRASES,  /* lines and paragraphs that are nothing but a known phrase */
    TNORM_BOILERPLATE_BALANCED, /* and all else of a page that is not its main text */
    TNORM_BOILERPLATE_STRICT,   /* the same, but what is in doubt goes */
};

/* Kinds of cleaning that can be kept from happening: or-ed together in tnorm_options.keep. */
enum tnorm_keep {
    TNORM_KEEP_ENTITIES = 1,
    TNORM_KEEP_MOJIBAKE = 2,
    TNORM_KEEP_MARKUP = 4, /* not in HTML, whose tags are what makes it text */
    TNORM_KEEP_CHARACTERS = 8,
    TNORM_KEEP_SPACE = 16,
    TNORM_KEEP_ECHOES = 32,
};

/* A passage of text that was left out. */
struct tnorm_reject {
    const char *url;   /* WARC: where the document came from; else NULL */
    uint64_t document; /* number of the document it stood in, from 1 and through all texts; JSON: of the line
                           in its text */
    uint64_t offset;   /* where it began: bytes from the start of its text; JSON: where its string did;
                           WARC: bytes from the start of the input, of an encoded body where its record did;
                           0 in input that was not in UTF-8 */
    bool has_inner;    /* JSON, input that was not in UTF-8, and such a body: the next is where */
    uint64_t inner; /* it began in what was decoded, in bytes of UTF-8; of JSON in such input, those up to the
                           string and then of what it says */
    uint64_t length;    /* in bytes: of the input, or if it has `inner` of what was decoded; 0 of a
                           broken line of JSON and for "charset" */
    const char *reason; /* "echoes" or "boilerplate"; "broken": a line that is no JSON object, which passed
                                  as it is, or a bad record, with what is wrong as its text; "charset": a document whose
                                  declared encoding nobody knows, with its label as text */
    double
        score; /* how sure that is: 1, or of boilerplate that was weighed, how much more likely it is none than
                           text, as the logarithm of the odds */
    const unsigned char *text; /* the passage, cleaned; valid during the call only */
    size_t text_length;        /* in bytes */
};

/* Receives clean text; returns 0 if it took all of it, anything else to stop.  `text` belongs to the
 * handle and is valid during the call only. */
typedef int tnorm_sink(void *context, const unsigned char *text, size_t length);

/* Receives passages that were left out, not quite in the order of the input: a phrase comes before lines that stand before it and
 * still wait to be weighed.  The result is as for a sink. */
typedef int tnorm_reject_sink(void *context, const struct tnorm_reject *reject);

struct tnorm_options {
    enum tnorm_input input;
    enum tnorm_output output;
    enum tnorm_invalid invalid;
    enum tnorm_form form;
    enum tnorm_boilerplate boilerplate;
    unsigned keep;     /* of enum tnorm_keep */
    const char *field; /* TNORM_INPUT_JSONL: the member that is text, a path of names parted by dots, none of
                                   them empty; a dot in a name is `\\.`, a backslash `\\\\`; up to 16 names, of 1,023 bytes
                                   all told.  NULL: "text".  TNORM_INPUT_TSV: the columns, as "1,3-4", up to 64
                                   ranges that other columns part.  NULL: all.  Not used after tnorm_new() */
    enum tnorm_type type; /* TNORM_INPUT_JSONL: what that member holds */
    const char
        *from; /* the encoding of the input: a label of the WHATWG encoding standard, a name that iconv(3)
                                   knows (with glibc, if its module of gconv is installed), or "detect".  NULL or
                                   "auto": what the input says itself, else UTF-8.  Not used after tnorm_new() */
    uint64_t memory;  /* WARC: the largest window that a compressed body may ask for, in bytes, of which zstd
                                   takes the greatest power of two; 0: 128 MiB */
    tnorm_sink *sink; /* required */
    void *sink_context;         /* passed to it */
    tnorm_reject_sink *rejects; /* may be NULL */
    void *rejects_context;      /* passed to it */
};

/* The defaults: text, repair, nfc, the kind's own boilerplate level, nothing kept; no sink. */
TNORM_API struct tnorm_options tnorm_options_default(void);

/* Makes a handle; `options` is copied.  NULL if memory is short, an option is out of range, input and output do not go
 * together or there is no sink; then *error says which, if `error` is not NULL.  The caller frees it with
 * tnorm_free(). */
TNORM_API TNORM_MUST_CHECK tnorm *tnorm_new(const struct tnorm_options *options, enum tnorm_error *error);

/* Between texts: those that follow are of this kind.  A handle that was made neither for it nor for TNORM_INPUT_ANY has
 * no memory for JSONL and WARC, and columns only if it was made for TNORM_INPUT_TSV; then, or if there is no such kind or
 * the output does not go with it, TNORM_ERROR_OPTION.  In the middle of a text, which was fed and not finished,
 * TNORM_ERROR_BEGUN, and where cleaning has stopped, what stopped it; nothing has changed then.  The first time for
 * TNORM_INPUT_HTML or TNORM_INPUT_WARC, iconv(3) opens the files of its converters, as tnorm_new() does for a handle that
 * is made for one of them or has `from`; no other call opens a file. */
TNORM_API TNORM_MUST_CHECK enum tnorm_error tnorm_set_input(tnorm *t, enum tnorm_input input);

/* Cleans `length` more bytes of the text.  Pieces of any size, none included. */
TNORM_API TNORM_MUST_CHECK enum tnorm_error tnorm_feed(tnorm *t, const unsigned char *bytes, size_t length);

/* Hands over what is decided but still held back for larger writes; if what was fed last ends a line of LINES, all of that is, and an
 * error in it comes out here.  Call it before waiting for input. */
TNORM_API TNORM_MUST_CHECK enum tnorm_error tnorm_flush(tnorm *t);

/* Ends the text: all of it has reached the sink.  What is fed next is a new text, cleaned as if alone and
 * parted from this one by an empty line (`text`) or a line feed if it lacked one (`lines`); counts go on.  Behind
 * TNORM_ERROR_INVALID, which it may be the first to find, it returns that again and is over with it: a new text may begin.  So it is
 * with TNORM_ERROR_DAMAGED. */
TNORM_API TNORM_MUST_CHECK enum tnorm_error tnorm_finish(tnorm *t);

/* One text may be cleaned by several handles, each in a thread of its own.  It is cut behind line feeds, WARC behind the
 * `WARC/1.` that a record begins with, and each piece but the first is begun before it is known what stands before it:
 *
 *     tnorm_begin_piece(b, offset);
 *     tnorm_feed(b, lines that stand before the piece);    TEXT only
 *     tnorm_mark(b);                                       whatever it wrote so far is to be thrown away
 *     tnorm_feed(b, the piece);
 *     tnorm_flush(b);
 *     if (tnorm_join(b, a, &documents))                    a has come to the end of the piece before
 *         ...                                              what b wrote follows what a wrote; b goes on
 *     else
 *         tnorm_feed(a, the piece);                        b is of no use; a goes on
 *
 * Output, rejects and counts are those of one handle that was fed all of it.  The handles have the same options but for
 * sinks and contexts, and are of the same kind of input. */

/* What is fed next begins `offset` bytes into a text, behind such a place.  Counts begin anew. */
TNORM_API void tnorm_begin_piece(tnorm *t, uint64_t offset);

/* Behind tnorm_begin_piece(), and for TEXT some lines, which let the handle find out what it would know by now: the
 * piece begins here.  The lines are best some paragraphs; too few, and tnorm_join() says no. */
TNORM_API TNORM_MUST_CHECK enum tnorm_error tnorm_mark(tnorm *t);

/* `before` has come to where the piece of t begins.  If it knows there what t took for granted, t takes its place and
 * its counts over, `before` is of no more use, and *documents is what has to be added to `document` of the rejects that
 * t has given so far; true.  Else false, and t is of no more use; so it is for the pieces of HTML.  It may be called
 * from a sink of t. */
TNORM_API TNORM_MUST_CHECK bool tnorm_join(tnorm *t, tnorm *before, uint64_t *documents);

/* Puts the handle back into the state tnorm_new() left it in, counts included. */
TNORM_API void tnorm_reset(tnorm *t);

/* Frees the handle; NULL is allowed. */
TNORM_API void tnorm_free(tnorm *t);

/* Where the input made cleaning stop, the last time that it did; 0 if it never has since tnorm_reset(): bytes from the start of
 * that text; in a text that is not in UTF-8, where the first of its bytes begins that stands for nothing in its encoding; WARC: of
 * the input, in an encoded body that of its record.  It is still known when the text is finished, and the next one. */
TNORM_API uint64_t tnorm_error_offset(const tnorm *t);

/* What the input is not there, if it made cleaning stop by TNORM_INVALID_STRICT: "UTF-8", or the encoding that it is converted
 * from, as the WHATWG encoding standard or else tnorm_options.from names it.  Valid as long as the handle. */
TNORM_API const char *tnorm_error_charset(const tnorm *t);

/* The account of all texts so far as one JSON object without line feed; it balances unless the sink has refused text.  Like
 * snprintf(3) it writes at most `size` bytes, the final NUL included, and returns the length it needs. */
TNORM_API size_t tnorm_stats(const tnorm *t, char *buffer, size_t size);

/* Documents cleaned so far. */
TNORM_API uint64_t tnorm_documents(const tnorm *t);

/* Bytes that one handle takes, all told, if it is made for any kind of input; without what zlib, brotli, zstd, uchardet and
 * iconv(3) take for themselves. */
TNORM_API size_t tnorm_memory(void);

/* A sentence for an error; never NULL. */
TNORM_API const char *tnorm_strerror(enum tnorm_error error);

/* The Unicode version in force, as "15.0.0". */
TNORM_API const char *tnorm_unicode_version(void);

/* The library that tells encodings apart which nobody names: "uchardet" or "none". */
TNORM_API const char *tnorm_detector(void);

/* The vector unit that the machine at hand is given: "avx512", "avx2", "sse2", "neon" or "none". */
TNORM_API const char *tnorm_vector_unit(void);

#ifdef __cplusplus
}
#endif
#endif
