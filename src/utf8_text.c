#include "utf8_text.h"

#include <string.h>

#include "utf8.h"

enum {
    /* Text of which three quarters of what is not ASCII are whole sequences of UTF-8 is UTF-8 with some damage: in
     * text of another encoding they come about by chance, and are 40 % of EUC-KR, less of all others. */
    SHARE = 4,
    BLOCK = 64, /* bytes that are looked at at once, */
    BEFORE = 8  /* with these before them: a sequence has three before its last one, a word has eight */
};

/* What is seen of bytes without reading their sequences one by one. */
struct seen {
    size_t high;    /* those that are not ASCII, */
    size_t stray;   /* of them some that are in no whole sequence, */
    size_t damaged; /* and the blocks that these, and all others, are in or close to */
};

/* Looks at a block that stands behind BEFORE others.  Each byte is asked whether it is a continuation where, by those before it, one
 * is due, and only there (Unicode 3.9, table 3-7): no branch depends on the text, and gcc makes vectors of it. */
static void look_at_block(const unsigned char text[BEFORE + BLOCK], struct seen *seen)
{
    unsigned char high = 0, stray = 0, bad = 0;
    if (tn_ascii_length(text, BEFORE + BLOCK) == BEFORE + BLOCK) return;
    for (size_t i = BEFORE; i < BEFORE + BLOCK; i++) {
        unsigned char c = text[i], last = text[i - 1];
        bool is_due = (last >= 0xC0) | (text[i - 2] >= 0xE0) | (text[i - 3] >= 0xF0);
        bool is = (c & 0xC0) == 0x80;
        bool never = (c == 0xC0) | (c == 0xC1) | (c > 0xF4);
        bool too_low = ((last == 0xE0) & (c < 0xA0)) | ((last == 0xF0) & (c < 0x90));
        bool too_high = ((last == 0xED) & (c > 0x9F)) | ((last == 0xF4) & (c > 0x8F));
        bad |= (unsigned char)((is != is_due) | never | too_low | too_high);
        high = (unsigned char)(high + (c >= 0x80));
        stray = (unsigned char)(stray + ((is & !is_due) | (!is & (last >= 0xC0))));
    }
    seen->high += high;
    seen->stray += stray;
    seen->damaged += bad;
}

/* Looks at all of them, and at the zeros behind them. */
static struct seen look(const unsigned char *bytes, size_t length)
{
    struct seen seen = {0, 0, 0};
    unsigned char text[BEFORE + BLOCK] = {0};
    for (size_t i = 0; i <= length; i += BLOCK) {
        size_t n = length - i < BLOCK ? length - i : BLOCK;
        memcpy(text + BEFORE, bytes + i, n);
        memset(text + BEFORE + n, 0, BLOCK - n);
        look_at_block(text, &seen);
        memcpy(text, text + BLOCK, BEFORE);
    }
    return seen;
}

/* Bytes of the sequence that is cut at the end. */
static size_t cut_at_end(const unsigned char *bytes, size_t length)
{
    for (size_t n = 1; n < TN_UTF8_MAX && n <= length; n++) {
        const unsigned char *p = bytes + length - n;
        if (tn_utf8_is_lead(*p)) return tn_utf8_maximal_subpart(p, p + n) == n ? n : 0;
    }
    return 0;
}

/* Bytes that are in no whole sequence, one by one. */
static size_t count_stray(const unsigned char *bytes, size_t length)
{
    const unsigned char *end = bytes + length;
    size_t stray = 0;
    for (const unsigned char *p = bytes; p < end;) {
        size_t n = tn_utf8_maximal_subpart(p, end);
        stray += n;
        p += n > 0 ? n : tn_utf8_length(*p);
    }
    return stray;
}

enum tn_utf8_text tn_utf8_text(const unsigned char *bytes, size_t length, bool whole)
{
    size_t cut = cut_at_end(bytes, length);
    struct seen seen = look(bytes, length - cut);
    size_t high = seen.high + cut, most = seen.damaged * (BEFORE + BLOCK);
    if (seen.damaged == 0 && high == 0) return TN_UTF8_TEXT_ASCII;
    if (seen.damaged == 0) return seen.high == 0 && whole ? TN_UTF8_TEXT_NONE : TN_UTF8_TEXT_VALID;
    if (seen.stray * SHARE > high) return TN_UTF8_TEXT_NONE;
    if (most * SHARE <= seen.high) return TN_UTF8_TEXT_DAMAGED;
    size_t stray = count_stray(bytes, length - cut), beyond = seen.high - stray;
    if (beyond > 0 || !whole) beyond += cut; /* of a text that is all there, but was cut before it came */
    return beyond < (SHARE - 1) * stray ? TN_UTF8_TEXT_NONE : TN_UTF8_TEXT_DAMAGED;
}
