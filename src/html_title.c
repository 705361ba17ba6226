#include "html_title.h"

#include <string.h>

#include "reference.h"
#include "utf8.h"

enum {
    LEAST = 4, /* bytes of letters and digits: what has less is no headline */
    /* Bytes of a line: what has more is none either, and each part of a title would look at all of them. */
    LONGEST = 2 * TN_HTML_TITLE
};

/* A text that is stepped through, by bytes of letters and digits. */
struct steps {
    const unsigned char *at, *end;
    bool parted; /* what parts a title stands before it; */
    bool loose;  /* so does what may only go on with it, as in `Mills: a history` */
};

void tn_html_title_add(struct tn_html_title *title, const unsigned char *text, size_t length)
{
    size_t room = TN_HTML_TITLE - title->length, n = length < room ? length : room;
    memcpy(title->text + title->length, text, n);
    title->length += n;
}

void tn_html_title_end(struct tn_html_title *title)
{
    unsigned char text[TN_HTML_TITLE + 1], decoded[2 * TN_HTML_TITLE];
    size_t length = title->length;
    memcpy(text, title->text, length);
    text[length] = 0;
    title->length = 0;
    length = tn_reference_decode_html(text, length, false, decoded);
    tn_html_title_add(title, decoded, length);
}

static bool is_white(unsigned char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static bool is_letter(unsigned char c) { return tn_is_ascii_letter(c) || (c >= '0' && c <= '9'); }

/* The length of the sign at p: of ASCII, or of the blocks that quotes, dashes and dots are in, U+0080, U+2000 and U+3000; 0 if
 * it is a letter, digit or anything else. */
static size_t sign(const unsigned char *p, const unsigned char *end)
{
    size_t left = (size_t)(end - p);
    if (*p < 0x80) return !is_letter(*p);
    if (*p == 0xC2 && left >= 2) return 2;
    return (*p == 0xE2 || *p == 0xE3) && left >= 3 && p[1] == 0x80 ? 3 : 0;
}

static bool is_one_of(const char *const *signs, const unsigned char *p, size_t n)
{
    for (; *signs; signs++)
        if (strlen(*signs) == n && memcmp(*signs, p, n) == 0) return true;
    return false;
}

/* Does the sign of n bytes at s->at part a title?  `white`: white space stands before it. */
static bool parts(const struct steps *s, size_t n, bool white)
{
    static const char *const surely[] = {"-",      ":",      "~",      "\u00B7", "\u00BB",
                                         "\u2013", "\u2014", "\u2022", "\u203A", NULL};
    static const char *const perhaps[] = {"/", "(", "<", ">", "\u00AB", "\u2039", NULL};
    if (*s->at == '|' || (white && is_one_of(surely, s->at, n))) return true;
    if (!s->loose) return false;
    return (white && is_one_of(perhaps, s->at, n)) || (n == 3 && memcmp(s->at, "\u2014", n) == 0) ||
           (*s->at == ':' && s->at + 1 < s->end && is_white(s->at[1]));
}

/* Goes to the next letter or digit, or to the end. */
static void step_over_signs(struct steps *s)
{
    bool white = false;
    s->parted = false;
    for (size_t n; s->at < s->end && (n = sign(s->at, s->end)) > 0; s->at += n) {
        bool blank = is_white(*s->at);
        s->parted |= !blank && parts(s, n, white);
        white = blank;
    }
    s->parted |= s->at == s->end;
}

static unsigned char folded(unsigned char c) { return c < 0x80 ? (unsigned char)(c | 0x20) : c; }

/* Does a part of the title begin here that the line is?  Both are stepped through from where they stand, as copies. */
static bool is_part(struct steps title, struct steps line)
{
    for (size_t letters = 0;; letters++, title.at++, line.at++) {
        step_over_signs(&title);
        step_over_signs(&line);
        if (line.at == line.end) return title.parted && letters >= LEAST;
        if (title.at == title.end || folded(*title.at) != folded(*line.at)) return false;
    }
}

bool tn_html_title_has(const struct tn_html_title *title, const unsigned char *line, size_t length)
{
    if (length > LONGEST) return false;
    struct steps s = {title->text, title->text + title->length, true, false},
                 l = {line, line + length, true, false};
    for (bool begins = true;; begins = false, s.at++) {
        step_over_signs(&s);
        if (s.at == s.end) return false;
        if ((begins || s.parted) && is_part(s, l)) return true;
    }
}

bool tn_html_title_begins(const struct tn_html_title *title, const unsigned char *line, size_t length)
{
    if (length > LONGEST) return false;
    struct steps s = {title->text, title->text + title->length, true, true};
    step_over_signs(&s);
    return s.at < s.end && is_part(s, (struct steps){line, line + length, true, false});
}
