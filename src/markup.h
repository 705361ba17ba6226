/* markup.h - tags, comments and their like: where they end and what they leave. */
#ifndef TN_MARKUP_H
#define TN_MARKUP_H

#include <stdbool.h>
#include <stddef.h>

/* A tag, comment, script or quote that is longer is given up: its text stays. */
enum { TN_MARKUP_LONGEST = 64 * 1024 };

enum tn_markup_status {
    TN_MARKUP_NONE, /* what stands there is text, whatever follows; */
    TN_MARKUP_TEXT, /* so it is, for what follows, though a tag looks the same */
    TN_MARKUP_OPEN, /* it ends before that can be told */
    TN_MARKUP_FOUND
};

/* What an element leaves where its tag stood. */
enum tn_markup_kind {
    TN_MARKUP_INLINE,
    TN_MARKUP_CELL,
    TN_MARKUP_LINE,
    TN_MARKUP_BREAK, /* <br>: two of them part paragraphs */
    TN_MARKUP_BLOCK,
    TN_MARKUP_SCRIPT, /* has content that is no text, up to </script */
    TN_MARKUP_STYLE,
    TN_MARKUP_COMMENT, /* has content up to --> */
};

struct tn_markup {
    enum tn_markup_status status;
    enum tn_markup_kind kind;
    size_t length; /* of the tag or, for a comment, of its opening */
    bool empty;    /* the tag ends with a solidus, as that of an element without content does in XML */
};

/* How far something was looked at of which more is to come. */
struct tn_markup_progress {
    size_t length;     /* so many bytes need not be looked at again; 0: none */
    unsigned expected; /* what may follow them: a condition of the grammar */
    enum tn_markup_kind kind;
    size_t name_length;                 /* of the tag, */
    size_t attribute, attribute_length; /* and the place and length of the name of the last attribute */
};

struct tnorm;

/* Does a line end where such a tag stands? */
static inline bool tn_markup_ends_line(enum tn_markup_kind kind)
{
    return kind >= TN_MARKUP_LINE && kind <= TN_MARKUP_BLOCK;
}

/* Does what such a tag leaves where it stood: breaks, or a space before the rest of the input; the tag itself is counted elsewhere.
 * tag.c */
void tn_markup_leave(struct tnorm *t, enum tn_markup_kind kind);

/* Looks at what begins with the `<` at p, and ends before `end`, where a NUL stands; line[0, before) is what stands before it in
 * its line.  *progress is how far that was done before, and is done now if it is OPEN.  lexer/markup.re */
struct tn_markup tn_markup_scan_on(const unsigned char *line, size_t before, const unsigned char *p,
                                   const unsigned char *end, struct tn_markup_progress *progress);

/* The same from the beginning. */
static inline struct tn_markup tn_markup_scan(const unsigned char *line, size_t before,
                                              const unsigned char *p, const unsigned char *end)
{
    struct tn_markup_progress none = {0};
    return tn_markup_scan_on(line, before, p, end, &none);
}

/* Is the tag, or what opens a comment, before `after` all that stands between two backticks, as a text about tags has it
 * (CommonMark 6.1, code spans)?  line[0, before) is what stands before it. */
bool tn_markup_is_code(const unsigned char *line, size_t before, unsigned char after);

enum { TN_MARKUP_REACH = 512 }; /* bytes in which an element nobody knows is looked for the end of */

/* Is the tag of `length` bytes at p the start tag of an element that HTML, SVG, MathML and Office do not know, without attributes? */
bool tn_markup_is_bare(const unsigned char *p, size_t length);

/* Is such a tag text that stands for something: an argument of a command (`rm <file-name>`), a nick before what it says?  Such an
 * element that is one ends in its line or, as a rule, begins it.  line[0, before) is what stands before it in its line, of which
 * more has left if `continued`, and `ahead` bytes, TN_MARKUP_REACH at most, are those behind it, none of which is a `/` if not
 * `slash`. */
bool tn_markup_stands(const unsigned char *line, size_t before, bool continued, const unsigned char *p,
                      size_t length, size_t ahead, bool slash);

/* For the grammar: is it a name that tells a tag, of a known element, or a custom or prefixed one (HTML 4.13.3)?  *kind is set to
 * what it leaves. */
bool tn_markup_is_tag_name(const unsigned char *name, size_t length, enum tn_markup_kind *kind);

/* Likewise: is the start tag of that name, which has no attributes and which the line stands before, text after all? */
bool tn_markup_is_text(const unsigned char *line, size_t before, const unsigned char *name, size_t length);

/* The kind of an element by its name in lower or upper case; false if HTML, SVG and MathML have none of that
 * name.  lexer/elements.re */
bool tn_markup_element(const unsigned char *name, size_t length, enum tn_markup_kind *kind);

/* May an attribute of that name stand without a value?  lexer/elements.re */
bool tn_markup_bare(const unsigned char *name, size_t length);

#endif
