#include "normal.h"

#include <string.h>

#include "forms.h"
#include "utf8.h"

uint8_t tn_normal_class(uint32_t c) { return tn_form_of(c)->class; }

bool tn_normal_begins_with_mark(uint32_t c) { return tn_form_of(c)->leading > 0; }

static inline uint32_t class_of(uint32_t piece) { return piece >> TN_FORM_CLASS; }

/* Puts non-starters in the order of their classes, as they come within a class: by insertion, which is enough for few. */
static void order_few(uint32_t *pieces, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        uint32_t moved = pieces[i], class = class_of(moved);
        size_t j = i;
        for (; j > 0 && class_of(pieces[j - 1]) > class; j--) pieces[j] = pieces[j - 1];
        pieces[j] = moved;
    }
}

enum { FEW = 8, CLASSES = 256, WORD = 64 };

/* The same by counting. */
static void order_many(uint32_t *pieces, size_t n)
{
    uint32_t sorted[TN_SEGMENT_POINTS * TN_FORM_LONGEST];
    uint16_t place[CLASSES] = {0},
             next = 0; /* how many there are of a class, then where the next of them goes */
    uint64_t present[CLASSES / WORD] = {0}; /* the classes that there are */
    for (size_t i = 0; i < n; i++) {
        uint32_t class = class_of(pieces[i]);
        place[class]++;
        present[class / WORD] |= UINT64_C(1) << class % WORD;
    }
    for (size_t w = 0; w < CLASSES / WORD; w++)
        for (uint64_t rest = present[w]; rest != 0; rest &= rest - 1) {
            uint16_t *at = &place[w * WORD + (size_t)__builtin_ctzll(rest)], count = *at;
            *at = next;
            next = (uint16_t)(next + count);
        }
    for (size_t i = 0; i < n; i++) sorted[place[class_of(pieces[i])]++] = pieces[i];
    for (size_t i = 0; i < n; i++) pieces[i] = sorted[i];
}

/* Canonical ordering (Unicode 3.11, D109). */
static void order(uint32_t *pieces, size_t n)
{
    for (size_t i = 0, end; i < n; i = end + 1) {
        for (end = i; end < n && class_of(pieces[end]) != 0;) end++;
        if (end - i <= FEW)
            order_few(pieces + i, end - i);
        else
            order_many(pieces + i, end - i);
    }
}

/* Canonical composition (Unicode 3.11, D117) of what is decomposed and in order; returns how many are left. */
static size_t compose(uint32_t *pieces, size_t n)
{
    size_t starter = 0;
    while (starter < n && class_of(pieces[starter]) != 0) starter++;
    if (starter == n) return n;
    size_t left = starter + 1;
    for (size_t i = left; i < n; i++) {
        uint32_t class = class_of(pieces[i]), composed = 0;
        /* what stands between the two is of a lesser class, or nothing does */
        if (left == starter + 1 || class_of(pieces[left - 1]) < class)
            composed = tn_form_compose(pieces[starter], tn_form_point(pieces[i]));
        if (composed != 0) {
            pieces[starter] = composed;
            continue;
        }
        if (class == 0) starter = left;
        pieces[left++] = pieces[i];
    }
    return left;
}

/* tn_utf8_encode() without a branch for two bytes or three: which a mark has, no processor foresees. */
static inline size_t encode(uint32_t c, unsigned char *p)
{
    if (c < 0x80 || c >= 0x10000) return tn_utf8_encode(c, p);
    size_t three = c >= 0x800;
    uint32_t first = c >> 6 >> 6 * three, last = c & 0x3F, next = c >> 6 & 0x3F;
    p[0] = (unsigned char)(0xC0 | three << 5 | first);
    p[1] = (unsigned char)(0x80 | (three ? next : last));
    p[2] = (unsigned char)(0x80 | last);
    return 2 + three;
}

size_t tn_normal_put_in_form(unsigned what, uint32_t *pieces, size_t n, unsigned char *out)
{
    size_t written = 0;
    order(pieces, n);
    if (what & TN_NORMAL_COMPOSE) n = compose(pieces, n);
    for (size_t i = 0; i < n; i++) written += encode(tn_form_point(pieces[i]), out + written);
    return written;
}

size_t tn_normal_apply(unsigned what, const unsigned char *in, size_t n, unsigned char *out)
{
    uint32_t pieces[TN_SEGMENT_POINTS * TN_FORM_LONGEST];
    size_t length, total = 0;
    for (size_t i = 0; i < n && total + TN_FORM_LONGEST <= sizeof pieces / sizeof *pieces; i += length)
        total +=
            tn_form_decompose(tn_utf8_decode(in + i, &length), what & TN_NORMAL_COMPATIBLE, pieces + total);
    return tn_normal_put_in_form(what, pieces, total, out);
}

size_t tn_normal_decomposed_size(uint32_t c)
{
    uint32_t pieces[TN_FORM_LONGEST];
    unsigned char out[TN_UTF8_MAX];
    size_t size = 0, n = tn_form_decompose(c, false, pieces);
    for (size_t i = 0; i < n; i++) size += encode(tn_form_point(pieces[i]), out);
    return size;
}

size_t tn_normal_decomposed(const unsigned char *text, size_t n)
{
    size_t starter = 0, length;
    for (size_t i = 0; i < n; i += length) {
        uint32_t c = tn_utf8_decode(text + i, &length);
        const struct tn_form *f = tn_form_of(c);
        if (f->class == 0) starter = i;
        if (f->canonical != 0 || tn_is_hangul(c)) return starter;
    }
    return n;
}
