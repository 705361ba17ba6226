#include "normal.h"

#include <string.h>
#include <utf8proc.h>

#include "rules.h"
#include "state.h"
#include "utf8.h"

enum { NOT_COMPOSING = 0xFFFF, NOT_DECOMPOSED = 0xFFFF, SECOND = 0x8000, DECOMPOSED = 18 };

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

bool tn_normal_begins_with_mark(uint32_t c)
{
    size_t leading, trailing;
    return non_starters(c, &leading, &trailing) || leading > 0;
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
    utf8proc_int32_t d[TN_SEGMENT_POINTS * DECOMPOSED];
    size_t length, total = 0, written = 0;
    utf8proc_option_t options =
        (utf8proc_option_t)(UTF8PROC_DECOMPOSE | (what & TN_NORMAL_COMPATIBLE ? UTF8PROC_COMPAT : 0));
    for (size_t i = 0; i < n && total + DECOMPOSED <= sizeof d / sizeof *d; i += length) {
        int last = 0;
        utf8proc_int32_t c = (utf8proc_int32_t)tn_utf8_decode(in + i, &length);
        utf8proc_ssize_t k = utf8proc_decompose_char(c, d + total, DECOMPOSED, options, &last);
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

/* Can c be composed with something behind it, by itself or by what it is decomposed into? */
static bool is_composing(uint32_t c)
{
    const utf8proc_property_t *p = utf8proc_get_property((utf8proc_int32_t)c);
    if ((c >= 0x1100 && c <= 0x1112) || (c >= 0xAC00 && c <= 0xD7A3)) return true; /* Hangul */
    return p->comb_index < SECOND || p->decomp_seqindex != NOT_DECOMPOSED;
}

/* The end of the line, as far as what follows can change it. */
struct unsettled {
    size_t bytes;  /* its non-starters, and the starter before them if that can be composed */
    size_t marks;  /* how many non-starters it has, counted as UAX #15 12.1 does: in NFKD */
    bool composes; /* the starter is among the bytes */
    uint32_t starter;
    uint8_t class; /* of the last non-starter, 0 if there is none */
};

static struct unsettled look_back(const struct tn_line *line)
{
    struct unsettled u = {0, 0, false, 0, 0};
    size_t at = line->length, length, leading, trailing;
    for (size_t i = 0; at > 0 && i <= TN_STREAM_SAFE; i++) {
        uint32_t c = tn_utf8_before(line->text, at, &length);
        const utf8proc_property_t *p = utf8proc_get_property((utf8proc_int32_t)c);
        if (p->combining_class == 0) {
            (void)non_starters(c, &leading, &trailing);
            u.marks += trailing;
            u.composes = is_composing(c);
            u.starter = c;
            if (u.composes) at -= length;
            break;
        }
        if (u.class == 0) u.class = (uint8_t)p->combining_class;
        u.marks += p->decomp_seqindex == NOT_DECOMPOSED ? 1 : (non_starters(c, &leading, &trailing), leading);
        at -= length;
    }
    u.bytes = line->length - at;
    return u;
}

/* Non-starters at the front of the input. */
struct marks {
    size_t bytes;
    size_t count;  /* as above */
    bool ordered;  /* their classes do not fall, nor does any of them decompose */
    uint8_t class; /* of the last one */
    bool more;     /* whether another one follows cannot be told yet */
};

/* The code point at p; its bytes, 0 if it is not there whole or not well-formed. */
static inline size_t look_at(const unsigned char *p, const unsigned char *end, uint32_t *c)
{
    if (end - p >= 2 && *p >= 0xC2 && *p < 0xE0 && tn_utf8_is_continuation(p[1])) { /* most marks */
        *c = (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
        return 2;
    }
    return p == end || *p < 0x80 ? 0 : tn_utf8_read(p, end, c);
}

/* Takes in the token, n bytes, and the non-starters behind it, as many as `room` allows. */
static struct marks look_ahead(const struct tnorm *t, size_t n, size_t room, uint8_t class)
{
    const unsigned char *p = tn_window_cur(&t->window), *end = tn_window_end(&t->window);
    struct marks m = {.ordered = true, .more = true};
    uint32_t c = 0;
    for (size_t length = n; length > 0; length = look_at(p + m.bytes, end, &c)) {
        if (m.bytes == 0) c = tn_utf8_decode(p, &length);
        const utf8proc_property_t *q = utf8proc_get_property((utf8proc_int32_t)c);
        bool starter = q->combining_class == 0;
        size_t leading = starter ? 0 : 1, trailing = 0;
        if (m.bytes > 0 && starter) {
            m.more = false;
            break;
        }
        if (q->decomp_seqindex != NOT_DECOMPOSED) (void)non_starters(c, &leading, &trailing);
        if (starter) { /* the token: counting starts anew */
            leading = trailing;
            room = TN_STREAM_SAFE;
        }
        if (m.bytes > 0 && m.count + leading > room) {
            m.more = false;
            break;
        }
        m.ordered = m.ordered && q->combining_class >= class && q->decomp_seqindex == NOT_DECOMPOSED;
        class = (uint8_t)q->combining_class;
        m.count += leading;
        m.bytes += length;
    }
    m.more = m.more && end - (p + m.bytes) < TN_UTF8_MAX;
    m.class = class;
    return m;
}

/* The composition of two code points, 0 if they have none.  Remembers what was asked for. */
static uint32_t compose(struct tnorm *t, uint32_t first, uint32_t second)
{
    struct tn_pair *pair = &t->pairs[(first * 31 + second) % TN_PAIRS];
    if (pair->first != first || pair->second != second) {
        unsigned char in[2 * TN_UTF8_MAX], out[TN_NORMAL_BYTES];
        size_t n = tn_utf8_encode(first, in), length;
        n += tn_utf8_encode(second, in + n);
        size_t m = tn_normal_apply(TN_NORMAL_COMPOSE, in, n, out);
        uint32_t c = tn_utf8_decode(out, &length);
        *pair = (struct tn_pair){first, second, length == m ? c : 0};
    }
    return pair->composed;
}

/* Decomposed text is many pairs of a starter and one mark: composes those at the front of the input, from p on,
 * into out, `size` bytes; returns how many and sets *taken to their bytes. */
static size_t compose_pairs(struct tnorm *t, const unsigned char *p, unsigned char *out, size_t *size,
                            size_t *taken)
{
    const unsigned char *begin = p, *end = tn_window_end(&t->window);
    size_t pairs = 0;
    *size = 0;
    while (*size + TN_UTF8_MAX <= TN_SEGMENT_BYTES && end - p >= 4 * TN_UTF8_MAX) {
        uint32_t starter = *p, mark = 0, next = 0;
        size_t n = *p < 0x80 ? 1 : look_at(p, end, &starter), m = n ? look_at(p + n, end, &mark) : 0;
        if (m == 0 || tn_normal_class(mark) == 0) break;
        if (look_at(p + n + m, end, &next) && tn_normal_joins(next)) break;
        uint32_t composed = compose(t, starter, mark);
        if (composed == 0) break;
        *size += tn_utf8_encode(composed, out + *size);
        p += n + m;
        pairs++;
    }
    *taken = (size_t)(p - begin);
    return pairs;
}

static bool is_wide(const unsigned char *text, size_t n)
{
    for (size_t i = 0; i < n; i += tn_utf8_length(text[i]))
        if (text[i] < 0xC3) return false;
    return true;
}

/* The line's starter and the one mark at the front of the input: replaces them by what they compose to, and
 * likewise the pairs behind them. */
static bool replace_pairs(struct tnorm *t, const struct unsettled *u, size_t n)
{
    unsigned char out[TN_UTF8_MAX + TN_SEGMENT_BYTES];
    size_t length, size, taken;
    const unsigned char *p = tn_window_cur(&t->window);
    uint32_t composed = compose(t, u->starter, tn_utf8_decode(p, &length));
    if (composed == 0) return false;
    length = tn_utf8_encode(composed, out);
    size_t pairs = compose_pairs(t, p + n, out + length, &size, &taken);
    tn_replace(t, u->bytes, n + taken, out, length + size, TN_FORM);
    t->account.cause[TN_FORM].count += pairs;
    /* letters beyond ASCII are nobody else's business if they are no mojibake */
    if (is_wide(out, length + size) && tn_mojibake_harmless(t, out, length + size)) tn_keep(t, length + size);
    return true;
}

/* The line ends in `count` non-starters, the last of that class, behind a starter that cannot be composed. */
static void note_marks(struct tn_line *line, size_t count, uint8_t class)
{
    line->marks_end = line->length;
    line->marks = count;
    line->marks_class = class;
}

void tn_rule_normalize(struct tnorm *t, size_t n)
{
    static const unsigned char joiner[] = {0xCD, 0x8F}; /* U+034F */
    enum tnorm_form form = t->options.form;
    if (form == TNORM_FORM_NONE) {
        tn_keep(t, n);
        return;
    }
    struct tn_line *line = &t->line;
    struct unsettled u = {0, line->marks, false, 0, line->marks_class};
    bool known =
        line->length == line->marks_end && line->length > 0; /* marks behind what cannot be composed */
    if (!known) u = look_back(line);
    struct marks m =
        look_ahead(t, n, TN_STREAM_SAFE - (u.marks < TN_STREAM_SAFE ? u.marks : TN_STREAM_SAFE), u.class);
    if (m.more && !t->final) {
        t->need = t->window.end - t->window.cur + TN_UTF8_MAX;
        return;
    }
    size_t leading, trailing, length;
    const unsigned char *p = tn_window_cur(&t->window);
    (void)non_starters(tn_utf8_decode(p, &length), &leading, &trailing);
    if (u.marks + leading > TN_STREAM_SAFE) { /* UAX #15 12.1 */
        tn_replace(t, 0, 0, joiner, sizeof joiner, TN_FORM);
        tn_keep(t, sizeof joiner);
        note_marks(line, 0, 0);
        return;
    }
    bool mark = tn_normal_class(tn_utf8_decode(p, &length)) != 0;
    if (mark && !u.composes && m.ordered) {
        tn_keep(t, m.bytes);
        note_marks(line, u.marks + m.count, m.class);
        return;
    }
    if (known) u = look_back(line);
    if (mark && u.composes && u.class == 0 && m.bytes == n && replace_pairs(t, &u, n)) return;
    unsigned char in[TN_SEGMENT_BYTES], out[TN_NORMAL_BYTES];
    memcpy(in, t->line.text + t->line.length - u.bytes, u.bytes);
    memcpy(in + u.bytes, p, m.bytes);
    unsigned compatible = form == TNORM_FORM_NFKC || form == TNORM_FORM_NFKD ? TN_NORMAL_COMPATIBLE : 0;
    length = tn_normal_apply(TN_NORMAL_COMPOSE | compatible, in, u.bytes + m.bytes, out);
    if (length == u.bytes + m.bytes && memcmp(in, out, length) == 0) {
        tn_keep(t, m.bytes);
        return;
    }
    tn_replace(t, u.bytes, m.bytes, out, length, TN_FORM);
    if (mark && !u.composes) tn_keep(t, length); /* marks in another order: no other rule's */
}
