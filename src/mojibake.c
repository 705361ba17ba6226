/* mojibake.c - the rules for UTF-8 that was read in another encoding, and for C1 controls. */
#include <string.h>

#include "rules.h"
#include "state.h"
#include "utf8.h"
#include "windows1252.h"

/* The byte that is read as c in Windows-1252, or is left as a C1 control: 0 if none from 0x80 on. */
static unsigned byte_of(uint32_t c)
{
    if (c <= 0xFF) return c >= 0x80 ? c : 0;
    if (c < 0x0152 || c > 0x2122) return 0;
    for (unsigned b = 0x80; b < 0xA0; b++)
        if (tn_windows1252(b) == c) return b;
    return 0;
}

static bool is_letter(uint32_t c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' && c < 0x80;
}

/* Does a capital stand there?  Then `Ã` and `Â` may be capitals of Portuguese, Vietnamese, Romanian. */
static bool is_capital(uint32_t c) { return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE); }

/* Is what the bytes stand for likelier here than what they are read as? */
static bool is_likely(const unsigned *bytes, size_t n, uint32_t decoded, uint32_t before)
{
    if (n == 3 && bytes[0] == 0xE2 && bytes[1] == 0x80) return true; /* quotes, dashes, ellipsis */
    if (n != 2 || is_capital(before)) return false;
    if (bytes[0] == 0xC3) return true;
    return bytes[0] == 0xC2 && (decoded == 0xA0 || !is_letter(before) || decoded == 0xA9 || decoded == 0xAE);
}

/* If the token, read as byte `last`, ends a sequence that began in the line, the sequence is replaced. */
static bool repair(struct tnorm *t, size_t n, unsigned last)
{
    struct tn_line *line = &t->line;
    unsigned bytes[4] = {0, 0, 0, last};
    size_t at = line->length, length;
    for (size_t i = 3; i > 0 && at > 0; i--) {
        unsigned b = byte_of(tn_utf8_before(line->text, at, &length));
        if (b == 0) return false;
        at -= length;
        bytes[i - 1] = b;
        if (b < 0xC0) continue;
        size_t count = 4 - (i - 1);
        if (b < 0xC2 || b > 0xF4 || tn_utf8_length((unsigned char)b) != count) return false;
        unsigned char text[4] = {(unsigned char)bytes[i - 1], (unsigned char)bytes[i],
                                 count > 2 ? (unsigned char)bytes[i + 1] : 0, count > 3 ? (unsigned char)bytes[3] : 0};
        uint32_t before = at > 0 ? tn_utf8_before(line->text, at, &length) : 0;
        uint32_t decoded = tn_utf8_decode(text, &length);
        if (!is_likely(bytes + i - 1, count, decoded, before)) return false;
        tn_replace(t, line->length - at, n, text, count, TN_MOJIBAKE);
        return true;
    }
    return false;
}

void tn_rule_continuation(struct tnorm *t, size_t n)
{
    size_t length;
    uint32_t c = tn_utf8_decode(tn_window_cur(&t->window), &length);
    if (!tn_keeps(t, TNORM_KEEP_MOJIBAKE) && repair(t, n, byte_of(c))) return;
    if (c == 0xA0)
        tn_rule_space(t, n);
    else if (c == 0xAD)
        tn_rule_invisible(t, n);
    else
        tn_rule_normalize(t, n);
}

/* U+0085 is a line break, but with text to either side an ellipsis.  A space may stand between. */
static bool is_break(const struct tnorm *t, size_t n)
{
    uint32_t left = tn_line_last(&t->line);
    const unsigned char *right = tn_window_cur(&t->window) + n; /* the window ends with a NUL */
    if (*right == ' ') right++;
    return left == 0 || left == ' ' || *right <= ' ';
}

void tn_rule_c1(struct tnorm *t, size_t n)
{
    unsigned char text[TN_UTF8_MAX];
    unsigned byte = tn_window_cur(&t->window)[1];
    if (tn_keeps(t, TNORM_KEEP_MOJIBAKE)) {
        if (byte == 0x85)
            tn_rule_break(t, n);
        else
            tn_rule_control(t, n);
    } else if (repair(t, n, byte)) {
        return;
    } else if (byte == 0x85 && is_break(t, n)) {
        tn_rule_break(t, n);
    } else if (tn_windows1252(byte)) {
        tn_replace(t, 0, n, text, tn_utf8_encode(tn_windows1252(byte), text), TN_MOJIBAKE);
    } else {
        tn_rule_control(t, n);
    }
}
