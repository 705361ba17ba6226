#include "filter_release.h"

#include <string.h>

#include "echo.h"
#include "state.h"

void tn_filter_release(struct tnorm *t, const struct tn_filter_line *l, bool stays)
{
    struct tn_stretch s;
    s.text = t->filter.bytes + l->text;
    s.length = l->length;
    s.feeds = 0;
    s.first = s.last = true;
    s.begin = l->begin;
    s.end = l->end;
    tn_filter_unpack(&s.tally, &l->tally);
    if (stays)
        tn_block_take(t, &s, &l->gap);
    else
        tn_block_leave_out(t, &s, &l->gap, (double)-l->score / TN_MODEL_UNIT);
    t->filter.text_begin = l->text + l->length;
}

/* Does the line, which was not changed, stand right behind another one, and is it too short to be an echo? */
static bool goes_along(const struct tn_filter_line *l)
{
    return l->length < TN_ECHO_LEAST && l->gap.kind == TN_BREAK_LINE && l->gap.feeds == 1 &&
           l->gap.blank == 1 && l->tally.causes == 0 && l->tally.added == 0;
}

size_t tn_filter_release_waiting(struct tnorm *t, size_t most)
{
    struct tn_filter *f = &t->filter;
    const struct tn_filter_line *first = tn_filter_at(f, 0), *l = first;
    unsigned char text[2 * TN_SCAN_SLACK];
    struct tn_stretch s;
    size_t n = 0;
    if (most < 2 || !goes_along(first) || !goes_along(tn_filter_at(f, 1))) {
        tn_filter_release(t, first, true);
        return 1;
    }
    s.feeds = 0;
    for (s.length = 0; n < most && goes_along(l) && s.length + l->length < TN_SCAN_SLACK;
         l = tn_filter_at(f, ++n)) {
        if (n > 0) {
            s.feeds |= UINT64_C(1) << s.length;
            text[s.length++] = '\n';
        }
        memcpy(text + s.length, f->bytes + l->text, TN_ECHO_LEAST);
        s.length += l->length;
    }
    l = tn_filter_at(f, n - 1);
    s.text = text;
    s.first = s.last = true;
    s.begin = first->begin;
    s.end = l->end;
    tn_tally_clear(&s.tally);
    s.tally.kept = s.length;
    tn_block_take(t, &s, &first->gap);
    f->text_begin = l->text + l->length;
    return n;
}
