#include "html_title.h"

#include <string.h>

#include "reference.h"
#include "utf8.h"

enum {
    LEAST = 4,                  /* bytes of letters and digits: what has less is no headline, */
    LONGEST = 2 * TN_HTML_TITLE /* nor is what has more of any */
};

/* What stands between two letters of a title, or behind the last. */
enum {
    PARTS = 1,   /* what parts it, */
    MAY_PART = 2 /* or may, with what only goes on behind it, as in `Mills: a history` */
};

/* White space of HTML (13.2.5: ASCII whitespace), and the vertical tab, at which lines of text end. */
static bool is_white(unsigned char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static bool is_letter_or_digit(unsigned char c) { return tn_is_ascii_letter(c) || (c >= '0' && c <= '9'); }

/* The length of the sign at p: of ASCII, or of the blocks that quotes, dashes and dots are in, U+0080, U+2000 and U+3000; 0 if
 * it is a letter, digit or anything else. */
static size_t sign(const unsigned char *p, const unsigned char *end)
{
    size_t left = (size_t)(end - p);
    if (*p < 0x80) return !is_letter_or_digit(*p);
    if (*p == 0xC2 && left >= 2) return 2;
    return (*p == 0xE2 || *p == 0xE3) && left >= 3 && p[1] == 0x80 ? 3 : 0;
}

static bool is_one_of(const char *const *signs, const unsigned char *p, size_t n)
{
    for (; *signs; signs++)
        if (strlen(*signs) == n && memcmp(*signs, p, n) == 0) return true;
    return false;
}

/* Does the sign of n bytes at p part a title?  `white`: white space stands before it. */
static unsigned parts(const unsigned char *p, size_t n, const unsigned char *end, bool white)
{
    static const char *const surely[] = {"-",      ":",      "~",      "\u00B7", "\u00BB",
                                         "\u2013", "\u2014", "\u2022", "\u203A", NULL};
    static const char *const perhaps[] = {"/", "(", "<", ">", "\u00AB", "\u2039", NULL};
    if (*p == '|' || (white && is_one_of(surely, p, n))) return PARTS | MAY_PART;
    bool may = (white && is_one_of(perhaps, p, n)) || (n == 3 && memcmp(p, "\u2014", n) == 0) ||
               (*p == ':' && p + 1 < end && is_white(p[1]));
    return may ? MAY_PART : 0;
}

/* Steps over signs; returns what of them parts a title. */
static unsigned step_over_signs(const unsigned char **at, const unsigned char *end)
{
    unsigned parted = 0;
    bool white = false;
    for (size_t n; *at < end && (n = sign(*at, end)) > 0; *at += n) {
        bool blank = is_white(**at);
        if (!blank) parted |= parts(*at, n, end, white);
        white = blank;
    }
    return parted;
}

/* What of a title or a line is compared, a byte each; of ASCII small letters. */
static unsigned char folded(unsigned char c) { return c < 0x80 ? (unsigned char)(c | 0x20) : c; }

static void fold_title(struct tn_html_title *title)
{
    const unsigned char *at = title->text, *end = at + title->length;
    for (size_t n = 0;; n++) {
        title->parted[n] = (unsigned char)step_over_signs(&at, end);
        title->letters = n;
        if (at == end) break;
        title->letter[n] = folded(*at++);
    }
    title->parted[0] = title->parted[title->letters] = PARTS | MAY_PART;
}

/* The letters and digits of a line; returns how many there are, or one more than those of the title if there are more. */
static size_t fold_line(const struct tn_html_title *title, const unsigned char *line, size_t length,
                        unsigned char letter[TN_HTML_TITLE])
{
    const unsigned char *at = line, *end = line + length;
    if (length > LONGEST) return title->letters + 1;
    for (size_t n = 0;; n++) {
        for (size_t size; at < end && (size = sign(at, end)) > 0;) at += size;
        if (at == end) return n;
        if (n == title->letters) return n + 1;
        letter[n] = folded(*at++);
    }
}

void tn_html_title_start(struct tn_html_title *title) { title->length = title->letters = 0; }

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
    fold_title(title);
}

bool tn_html_title_has(const struct tn_html_title *title, const unsigned char *line, size_t length)
{
    unsigned char letter[TN_HTML_TITLE];
    size_t n = fold_line(title, line, length, letter);
    if (n < LEAST) return false;
    for (size_t i = 0; i + n <= title->letters; i++)
        if (title->parted[i] & title->parted[i + n] & PARTS && memcmp(title->letter + i, letter, n) == 0)
            return true;
    return false;
}

bool tn_html_title_begins(const struct tn_html_title *title, const unsigned char *line, size_t length)
{
    unsigned char letter[TN_HTML_TITLE];
    size_t n = fold_line(title, line, length, letter);
    return n >= LEAST && n <= title->letters && title->parted[n] & MAY_PART &&
           memcmp(title->letter, letter, n) == 0;
}
