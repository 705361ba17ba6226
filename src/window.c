#include "window.h"

#include <string.h>

#include "normal.h"

_Static_assert(TN_WINDOW_HEADROOM >= TN_LINE_SIZE + TN_NORMAL_BYTES, "a rule may write back more");

void tn_window_reset(struct tn_window *w)
{
    w->cur = w->made = w->again = w->end = TN_WINDOW_HEADROOM;
    w->origin = 0;
    w->bytes[w->end] = 0;
}

/* Moves the unread bytes back to the headroom. */
static void slide(struct tn_window *w)
{
    size_t by = w->cur - TN_WINDOW_HEADROOM, unread = w->end - w->cur;
    size_t made = tn_window_back(w, unread);
    memmove(w->bytes + TN_WINDOW_HEADROOM, w->bytes + w->cur, unread);
    memmove(w->from + TN_WINDOW_HEADROOM, w->from + w->cur, made);
    w->again -= w->again < by ? w->again : by;
    w->cur = TN_WINDOW_HEADROOM;
    w->made = TN_WINDOW_HEADROOM + made;
    w->end -= by;
    w->origin += by;
}

size_t tn_window_take(struct tn_window *w, const unsigned char *bytes, size_t length)
{
    bool full = w->end == TN_WINDOW_SIZE;
    if (w->cur > TN_WINDOW_HEADROOM && (full || w->end - w->cur <= TN_WINDOW_SLIDE)) slide(w);
    size_t room = TN_WINDOW_SIZE - w->end;
    if (length > room) length = room;
    // cppcheck-suppress ctunullpointer // tnorm_feed() calls it only if there are bytes
    memcpy(w->bytes + w->end, bytes, length);
    w->end += length;
    w->bytes[w->end] = 0;
    return length;
}

void tn_window_put_back(struct tn_window *w, const unsigned char *bytes, size_t length, enum tn_cause cause)
{
    if (length > w->cur) return; /* cannot be: see TN_WINDOW_HEADROOM */
    if (length == 0)
        return; /* a masked store of nothing to a page that was never written to takes very long */
    if (w->made <= w->cur) {
        w->made = w->cur;
        w->source = tn_window_offset(w);
    }
    w->cur -= length;
    memcpy(w->bytes + w->cur, bytes, length);
    memset(w->from + w->cur, (int)cause, length);
}

void tn_window_put_back_line(struct tn_window *w, const unsigned char *text, const unsigned char *from,
                             size_t length)
{
    w->again = w->cur;
    tn_window_put_back(w, text, length, TN_KEPT);
    if (from) memcpy(w->from + w->cur, from, length);
}
