/* html.h - a page: what its tags do to the text between them.
 *
 * lexer/html_tokenizer.re cuts tags, comments and scripts into steps and calls the functions here; what a reader sees between
 * them goes the way of all text, through lexer/text.re.  No tree is built: a stack holds the elements that are open,
 * and says what is hidden and what is preformatted.  The clauses are the HTML standard's. */
#ifndef TN_HTML_H
#define TN_HTML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "html_classes.h"
#include "html_page.h"
#include "html_style.h"
#include "html_title.h"
#include "html_words.h"
#include "markup.h"

struct tnorm;

enum {
    TN_HTML_VISIBLE = -1, /* a state that is none: the text at hand is seen */
    TN_HTML_DEPTH =
        256, /* open elements that are known; deeper ones are only counted, and hide nothing but raw text */
    TN_HTML_NAME = 31,    /* no element or attribute that means something has a longer name */
    TN_HTML_VALUE = 512,  /* of an attribute's value so much is looked at */
    TN_HTML_BUCKETS = 256 /* lists of open elements, by a part of their name's hash */
};

/* What the tokenizer has to do with what follows. */
enum tn_html_part {
    TN_HTML_TEXT,   /* it is seen */
    TN_HTML_SKIP,   /* it is hidden, but its tags count */
    TN_HTML_RAW,    /* it is hidden up to the end tag of its element */
    TN_HTML_SCRIPT, /* likewise, of a script, */
    TN_HTML_LINKED  /* that is no script but JSON-LD */
};

/* What kind of text is seen. */
enum tn_html_content {
    TN_HTML_DATA,      /* tags and references */
    TN_HTML_RCDATA,    /* references, and one end tag */
    TN_HTML_RAWTEXT,   /* one end tag */
    TN_HTML_CDATA,     /* `]]>` ends it */
    TN_HTML_PLAINTEXT, /* nothing does */
};

/* What an element is: lexer/html_elements.re has them all. */
enum tn_html_traits {
    TN_HTML_BUTTON = 1 << 0,   /* what formats text reaches out of it (13.2.4.2) */
    TN_HTML_RUBY = 1 << 1,     /* rt or rp: one ends another (13.1.2.4) */
    TN_HTML_READING = 1 << 2,  /* rt */
    TN_HTML_ENDS_ALL = 1 << 3, /* its end tag ends whatever is open in it */
    TN_HTML_VOID = 1 << 4,     /* it has no content */
    TN_HTML_UNSEEN = 1 << 5,   /* nobody sees its content (15.3.1, and what older browsers would show) */
    TN_HTML_IS_RAW = 1 << 6,   /* its content is no markup */
    TN_HTML_HAS_REFERENCES = 1 << 7, /* but has references */
    TN_HTML_IS_SCRIPT = 1 << 8,
    TN_HTML_PREFORMATTED = 1 << 9, /* white space in it counts */
    TN_HTML_SPECIAL = 1 << 10,     /* 13.2.4.2: no end tag of a lesser element closes it */
    TN_HTML_SCOPE = 1 << 11,       /* nor does that of an element outside, but for a table's parts */
    TN_HTML_CLOSES_P = 1 << 12,
    TN_HTML_BREAKOUT = 1 << 13, /* 13.2.6.5: it ends what is no HTML */
    TN_HTML_FOREIGN = 1 << 14,  /* its content is SVG or MathML */
    TN_HTML_NATIVE = 1 << 15,   /* its content is HTML again */
    TN_HTML_ROOT = 1 << 16,     /* html, head, body: never on the stack */
    TN_HTML_TABLE = 1 << 17,
    TN_HTML_PLAIN = 1 << 18, /* plaintext */
    TN_HTML_PICTURE = 1 << 19,
    /* elements of which one ends another, 13.1.2.4 */
    TN_HTML_PARAGRAPH = 1 << 20,
    TN_HTML_ITEM = 1 << 21,
    TN_HTML_TERM = 1 << 22,
    TN_HTML_OPTION = 1 << 23,
    TN_HTML_CELL_OF = 1 << 24,
    TN_HTML_ROW = 1 << 25,
    TN_HTML_ROWS = 1 << 26,
    TN_HTML_HEADING = 1 << 27,
    TN_HTML_LIST = 1 << 28,
    TN_HTML_DIALOG = 1 << 29,
    TN_HTML_FORMATTING = 1 << 30, /* 13.2.4.2: its end tag ends it where a block that is in it stays open */
};

/* What is looked for among the open elements. */
enum tn_html_search {
    TN_HTML_LAST_SPECIAL,
    TN_HTML_LAST_SCOPE,
    TN_HTML_LAST_TABLE,
    TN_HTML_LAST_HEADING,
    TN_HTML_LAST_CELL,
    TN_HTML_LAST_OF_HTML, /* neither SVG nor MathML */
    TN_HTML_SEARCHES
};

/* What an element is, by its name. */
struct tn_html_known {
    enum tn_markup_kind kind; /* what it leaves where it stands */
    uint32_t traits;          /* enum tn_html_traits */
    struct tn_html_place place;
};

/* An open element.  It knows the places of others, so that no tag takes a search of them all; 0: there is none. */
struct tn_html_element {
    uint32_t name;            /* its hash */
    enum tn_markup_kind kind; /* what it leaves where it stands */
    uint32_t traits;          /* enum tn_html_traits */
    uint32_t closable;        /* those of it and of the ones it stands in that the start of another may end */
    uint16_t previous;        /* the next lower one of its bucket */
    uint16_t at; /* length that the line had when it began: none of its text has come if it still has */
    uint16_t last[TN_HTML_SEARCHES]; /* it or the next lower one of each kind */
    uint32_t lines;                  /* that had ended in the page when it began */
    struct tn_html_place
        place;      /* what text in it stands in: the last of its elements that says so, and all of them */
    bool link;      /* it is one */
    bool foreign;   /* its content is SVG or MathML, */
    bool alien;     /* and so is itself */
    bool hides;     /* nobody sees what it holds */
    bool lined;     /* line feeds in it count, as in all that is preformatted; */
    bool spreads;   /* it shows its children apart, */
    bool apart;     /* and it is such a child itself, and inline else */
    bool parted;    /* an element right in it was more than inline */
    bool formula;   /* it is math, or some has ended in it */
    bool told;      /* it is math, and has said what it holds */
    bool bracketed; /* it is a reading, before which a parenthesis stands */
    bool has_rp;    /* readings right in it have parentheses of the page's own */
    bool
        ended; /* though elements in it are still open: it is in no bucket, and hides and links nothing more */
};

enum tn_html_attribute {
    TN_HTML_OTHER_ATTRIBUTE,
    TN_HTML_ATTRIBUTE_ALT, /* or MathML's alttext */
    TN_HTML_ATTRIBUTE_ARIA_HIDDEN,
    TN_HTML_ATTRIBUTE_CLASS,
    TN_HTML_ATTRIBUTE_CONTENT,
    TN_HTML_ATTRIBUTE_HIDDEN,
    TN_HTML_ATTRIBUTE_HREF,
    TN_HTML_ATTRIBUTE_ID,
    TN_HTML_ATTRIBUTE_ITEMTYPE,
    TN_HTML_ATTRIBUTE_NAME,
    TN_HTML_ATTRIBUTE_OPEN,
    TN_HTML_ATTRIBUTE_PROPERTY,
    TN_HTML_ATTRIBUTE_ROLE,
    TN_HTML_ATTRIBUTE_SHADOW_ROOT,
    TN_HTML_ATTRIBUTE_STYLE,
    TN_HTML_ATTRIBUTE_TYPE
};

/* The tag at hand.  It is cleared for each: what is small stands together, so that it is, too. */
struct tn_html_tag {
    uint32_t name, traits;
    enum tn_markup_kind kind;   /* what it leaves where it stands */
    uint32_t page_kinds;        /* what it says of the page, if says_kind */
    uint32_t seen;              /* attributes: a bit for each enum tn_html_attribute that means something */
    uint32_t classes;           /* a hash of their letters */
    struct tn_html_place place; /* what it is, and what its words tell */
    struct tn_html_style style;
    unsigned ended_readings; /* so many parentheses close */
    size_t alt_length;
    bool anchor;        /* it is `a`, */
    bool link;          /* and leads somewhere (4.5.1); */
    bool math;          /* or it is `math` */
    bool end;           /* an end tag */
    bool closed;        /* by a slash */
    bool unspoken;      /* aria-hidden: it repeats something, or decorates it */
    bool apart;         /* it stands right in what spreads its children */
    bool hidden;        /* an attribute says so, */
    bool streamed;      /* but only until a script has put it in its place */
    bool linked;        /* its content is JSON-LD, */
    bool tex;           /* or TeX */
    bool says_kind;     /* what it says of the page is its kind */
    bool fresh;         /* it begins its cell */
    bool opens_reading; /* it leaves a parenthesis */
    bool unbroken;      /* it was not seen where it began: what it leaves is still to come */
};

struct tn_html {
    struct tn_html_tag tag;
    int state; /* condition of lexer/html_tokenizer.re, or TN_HTML_VISIBLE */
    enum tn_html_content content;
    bool skip_feed;    /* a line feed right here goes */
    bool behind_block; /* the block that a cell began with has ended: text right in the cell begins a line */
    bool in_title;     /* what is raw is the page's title */
    struct tn_html_title title;
    size_t hidden;              /* so many elements are open up to the one that hides what it holds, or 0 */
    size_t formatted;           /* likewise, the one in which white space counts */
    size_t links;               /* of them that are links; */
    size_t link_at, link_bytes; /* where in the line the one at hand begins, and bytes in those before */
    uint32_t lines;             /* that have ended */
    uint32_t page_kinds;        /* enum tn_page_kind: what the page has said that it is */
    size_t depth;               /* open elements, */
    uint64_t beyond;            /* and those that are deeper than TN_HTML_DEPTH */
    unsigned char alt[TN_HTML_VALUE]; /* its text for a picture or a formula */
    enum tn_html_attribute attribute; /* the one at hand */
    size_t name_length, value_length;
    unsigned char name[TN_HTML_NAME + 1];
    unsigned char value[TN_HTML_VALUE + 1];
    unsigned char raw[TN_HTML_NAME + 1]; /* the element whose end tag is looked for, in small letters */
    struct tn_html_element open[TN_HTML_DEPTH + 1]; /* from 1 on; open[0] is the page, which is no element */
    uint16_t last_open[TN_HTML_BUCKETS];            /* the highest one of each bucket */
    struct tn_html_class_known classes[TN_CLASSES];
};

/* What is open at last. */
static inline const struct tn_html_element *tn_html_last(const struct tn_html *h)
{
    return &h->open[h->depth];
}

/* ---- for the stages of text */

/* A page begins. */
void tn_html_start(struct tnorm *t);

/* It has ended: what it left open is counted. */
void tn_html_end(struct tnorm *t);

/* Takes tags and what is hidden, until seen text comes or more input is wanted; then false.  lexer/html_tokenizer.re */
bool tn_html_lex(struct tnorm *t);

/* A `<` comes that begins something, unless the tokenizer says that it does not.  lexer/html_tokenizer.re */
void tn_html_begin(struct tnorm *t);

/* A `<` comes: it is text, or begins something. */
void tn_html_less(struct tnorm *t);

/* Does a `<` follow the tag that has ended, about which the lexer of text has nothing to ask first (tn_lex())?  White space before
 * it is taken. */
bool tn_html_tag_follows(struct tnorm *t);

/* ]]> has come: true if it ended a stretch of CDATA. */
bool tn_html_ends_cdata(struct tnorm *t);

/* Where text comes behind the block that its cell began with, a line begins.  True if what comes next is not that any more: white
 * space was taken, or the line before it is read again first. */
bool tn_html_begins_line(struct tnorm *t);

/* How many bytes of the line at hand stand in links. */
size_t tn_html_link_bytes(const struct tnorm *t);

/* The line at hand has ended. */
void tn_html_end_line(struct tn_html *h);

/* What the text at hand stands in. */
struct tn_html_place tn_html_text_place(const struct tnorm *t);

/* Does white space come in a page?  Line ends are some unless it is preformatted. */
bool tn_html_is_white(const struct tnorm *t);

/* Takes it: it is one space, or as it stands if it is preformatted. */
void tn_html_white(struct tnorm *t);

/* A line feed comes that HTML leaves out, at the front of some elements: true if it is gone, or more input is wanted for
 * that. */
bool tn_html_skips_feed(struct tnorm *t);

/* Does the page end in the middle of a tag, a comment or the like?  lexer/html_tokenizer.re */
bool tn_html_is_cut(const struct tn_html *h);

/* ---- for lexer/html_tokenizer.re */

/* What an element is; its name as it stands there.  Of length 0 is no name that is known. */
const struct tn_html_known *tn_html_element(const unsigned char *name, size_t length);

/* What an attribute is, likewise. */
enum tn_html_attribute tn_html_attribute_of(const unsigned char *name, size_t length);

/* What the tokenizer has to do with what follows. */
enum tn_html_part tn_html_part(const struct tn_html *h);

/* A tag begins.  False: the line before it was put back to be read again, and the tag will come again. */
bool tn_html_tag(struct tnorm *t, const unsigned char *name, size_t length, bool end);

/* Its name goes on beyond all names that are known. */
void tn_html_longer_name(struct tn_html *h, const unsigned char *name, size_t length);

/* An attribute of it begins; its name; its name has ended; its value; its value has ended. */
void tn_html_attribute(struct tn_html *h);
void tn_html_attribute_name(struct tn_html *h, const unsigned char *name, size_t length);
void tn_html_attribute_named(struct tn_html *h);
void tn_html_whole_attribute(struct tn_html *h, const unsigned char *name,
                             size_t length); /* all of that at once */
void tn_html_value(struct tn_html *h, const unsigned char *value, size_t length);
void tn_html_value_end(struct tn_html *h);

/* More of what is no markup and not seen. */
void tn_html_raw(struct tn_html *h, const unsigned char *text, size_t length);

/* It has ended: does to the text what it is to do. */
enum tn_html_part tn_html_end_of_tag(struct tnorm *t);

/* In JSON-LD something of a type has come: the token ends with the type, in quotes. */
void tn_html_linked_type(struct tn_html *h, const unsigned char *token, size_t length);

/* `<![CDATA[` has come: true if it is one, which it is only in SVG and MathML. */
bool tn_html_cdata(struct tn_html *h);

/* Is this the name of the element whose end tag is looked for? */
bool tn_html_is_raw(const struct tn_html *h, const unsigned char *name, size_t length);

#endif
