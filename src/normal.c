#include "normal.h"

#include <string.h>
#include <utf8proc.h>

#include "rules.h"
#include "state.h"
#include "utf8.h"

enum { CGJ = 0x034F, NOT_COMPOSING = 0xFFFF, SECOND = 0x8000, DECOMPOSED = 18 };

uint8_t tn_normal_class(uint32_t c)
{
    return (uint8_t)utf8proc_get_property((utf8proc_int32_t)c)->combining_class;
}

bool tn_normal_joins(uint32_t c)
{
    const utf8proc_property_t *p = utf8proc_get_property((utf8proc_int32_t)c);
    if (p->combining_class != 0) return true;
    if ((c >= 0x1161 && c <= 0x1175) || (c >= 0x11A8 && c <= 0x11C2)) return true;
    return p->comb_index != NOT_COMPOSING && p->comb_index >= SECOND;
}

/* Non-starters at the beginning and end of the NFKD of c; true if it has no starter. */
static bool non_starters(uint32_t c, size_t *leading, size_t *trailing)
{
    utf8proc_int32_t d[DECOMPOSED];
    int last = 0;
    *leading = *trailing = 0;
    if (c < 0x80) return false;
    utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)c, d, DECOMPOSED,
                                                 UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &last);
    if (n < 0 || n > DECOMPOSED) return false;
    while (*leading < (size_t)n && tn_normal_class((uint32_t)d[*leading]) != 0) (*leading)++;
    if (*leading == (size_t)n) return true;
    while (tn_normal_class((uint32_t)d[(size_t)n - 1 - *trailing]) != 0) (*trailing)++;
    return false;
}

/* UAX #15 12.1: puts a CGJ where there would be more than 30 non-starters in a row. */
static size_t make_stream_safe(const uint32_t *in, size_t n, utf8proc_int32_t *out)
{
    size_t count = 0, m = 0, leading, trailing;
    for (size_t i = 0; i < n; i++) {
        bool only = non_starters(in[i], &leading, &trailing);
        if (count + leading > TN_STREAM_SAFE) {
            out[m++] = CGJ;
            count = 0;
        }
        count = only ? count + leading : trailing;
        out[m++] = (utf8proc_int32_t)in[i];
    }
    return m;
}

/* Canonical ordering (UAX #15 D109): runs of non-starters are short here, so insertion is enough. */
static void order(utf8proc_int32_t *c, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        uint8_t class = tn_normal_class((uint32_t)c[i]);
        if (class == 0) continue;
        size_t j = i;
        utf8proc_int32_t moved = c[i];
        for (; j > 0 && tn_normal_class((uint32_t)c[j - 1]) > class; j--) c[j] = c[j - 1];
        c[j] = moved;
    }
}

size_t tn_normal_apply(unsigned what, const unsigned char *in, size_t n, unsigned char *out)
{
    uint32_t points[TN_SEGMENT_POINTS];
    utf8proc_int32_t safe[2 * TN_SEGMENT_POINTS], d[2 * TN_SEGMENT_POINTS * DECOMPOSED];
    size_t count = 0, length, total = 0, written = 0;
    for (size_t i = 0; i < n && count < TN_SEGMENT_POINTS; i += length)
        points[count++] = tn_utf8_decode(in + i, &length);
    if ((what & TN_NORMAL_STREAM_SAFE) && count * 4 > TN_STREAM_SAFE)
        count = make_stream_safe(points, count, safe);
    else
        for (size_t i = 0; i < count; i++) safe[i] = (utf8proc_int32_t)points[i];

    utf8proc_option_t options =
        (utf8proc_option_t)(UTF8PROC_DECOMPOSE | (what & TN_NORMAL_COMPATIBLE ? UTF8PROC_COMPAT : 0));
    for (size_t i = 0; i < count; i++) {
        int last = 0;
        utf8proc_ssize_t k = utf8proc_decompose_char(safe[i], d + total, DECOMPOSED, options, &last);
        total += k > 0 ? (size_t)k : 0;
    }
    order(d, total);
    if (what & TN_NORMAL_COMPOSE) {
        utf8proc_ssize_t k =
            utf8proc_normalize_utf32(d, (utf8proc_ssize_t)total, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
        total = k > 0 ? (size_t)k : 0;
    }
    for (size_t i = 0; i < total; i++) written += tn_utf8_encode((uint32_t)d[i], out + written);
    return written;
}

/* Can c be composed with something behind it? */
static bool is_composing(uint32_t c)
{
    if ((c >= 0x1100 && c <= 0x1112) || (c >= 0xAC00 && c <= 0xD7A3)) return true; /* Hangul */
    return utf8proc_get_property((utf8proc_int32_t)c)->comb_index < SECOND;
}

/* Bytes of the line's end that what follows can change: non-starters, and the starter before them if it can
 * be composed.  *count is set to the number of non-starters. */
static size_t unsettled(const struct tn_line *line, size_t *count)
{
    size_t at = line->length, length;
    for (*count = 0; at > 0 && *count <= TN_STREAM_SAFE; (*count)++) {
        uint32_t c = tn_utf8_before(line->text, at, &length);
        bool starter = tn_normal_class(c) == 0;
        if (starter && !is_composing(c)) break;
        at -= length;
        if (starter) break;
    }
    return line->length - at;
}

/* Bytes of the code point at p, 0 if it is not there whole, well-formed and one that goes on a segment. */
static size_t joining(const unsigned char *p, const unsigned char *end)
{
    size_t length = *p < 0xC2 ? 0 : *p < 0xF5 ? tn_utf8_length(*p) : 0;
    if (length == 0 || (size_t)(end - p) < length) return 0;
    for (size_t i = 1; i < length; i++)
        if (!tn_utf8_is_continuation(p[i])) return 0;
    size_t n;
    return tn_normal_class(tn_utf8_decode(p, &n)) != 0 ? length : 0;
}

void tn_rule_normalize(struct tnorm *t, size_t n)
{
    struct tn_window *w = &t->window;
    struct tn_line *line = &t->line;
    enum tnorm_form form = t->options.form;
    unsigned char in[TN_SEGMENT_BYTES], out[TN_NORMAL_BYTES];
    if (form == TNORM_FORM_NONE) {
        tn_keep(t, n);
        return;
    }
    const unsigned char *p = tn_window_cur(w), *end = tn_window_end(w);
    size_t more, points = 1, marks, back = unsettled(line, &marks);
    (void)marks;
    for (; points < TN_STREAM_SAFE && p + n < end && (more = joining(p + n, end)) > 0; points++) n += more;
    if (points < TN_STREAM_SAFE && (size_t)(end - p) < n + TN_UTF8_MAX && !t->final) {
        t->need = (size_t)(end - p) + TN_UTF8_MAX; /* a mark may follow that belongs here */
        return;
    }
    memcpy(in, line->text + line->length - back, back);
    memcpy(in + back, p, n);
    unsigned compatible = form == TNORM_FORM_NFKC || form == TNORM_FORM_NFKD ? TN_NORMAL_COMPATIBLE : 0;
    size_t length = tn_normal_apply(TN_NORMAL_COMPOSE | TN_NORMAL_STREAM_SAFE | compatible, in, back + n, out);
    if (length == back + n && memcmp(in, out, length) == 0)
        tn_keep(t, n);
    else
        tn_replace(t, back, n, out, length, TN_FORM);
}
