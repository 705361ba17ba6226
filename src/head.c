#include "head.h"

#include <string.h>

void tn_head_reset(struct tn_head *head) { head->length = head->line = 0; }

/* RFC 9110 5.5: a NUL becomes a space. */
static void copy(unsigned char *to, const unsigned char *from, size_t length)
{
    memcpy(to, from, length);
    for (unsigned char *p = to, *end = to + length; (p = memchr(p, 0, (size_t)(end - p))) != NULL;)
        *p++ = ' ';
}

size_t tn_head_take(struct tn_head *head, const unsigned char *bytes, size_t length,
                    enum tn_head_state *state)
{
    const unsigned char *feed = memchr(bytes, '\n', length);
    size_t n = feed ? (size_t)(feed - bytes) + 1 : length;
    if (head->length > 0 && head->bytes[head->length - 1] == '\n') head->line = head->length;
    bool fits = n <= TN_HEAD_LONGEST - head->length;
    if (!fits) n = TN_HEAD_LONGEST - head->length;
    copy(head->bytes + head->length, bytes, n);
    head->length += n;
    *state = TN_HEAD_LONG;
    if (!fits) return n;
    const unsigned char *line = head->bytes + head->line;
    size_t line_length = head->length - head->line;
    bool is_empty = line_length == 1 || (line_length == 2 && line[0] == '\r');
    *state = !feed ? TN_HEAD_MORE : is_empty ? TN_HEAD_WHOLE : TN_HEAD_BEGUN;
    return n;
}

void tn_head_restart(struct tn_head *head)
{
    head->length -= head->line;
    memmove(head->bytes, head->bytes + head->line, head->length);
    head->line = 0;
}

unsigned char *tn_head_fields(struct tn_head *head)
{
    head->bytes[head->length] = 0;
    unsigned char *feed = memchr(head->bytes, '\n', head->length);
    return feed ? feed + 1 : head->bytes + head->length;
}

static bool is_white(unsigned char c) { return c == ' ' || c == '\t'; }

bool tn_head_next(unsigned char **at, struct tn_head_field *field)
{
    const unsigned char *p = *at;
    unsigned char *value = NULL, *to = NULL;
    int condition = tn_head_start();
    for (;;) {
        const unsigned char *begin = p;
        enum tn_head_token token = tn_head_scan(&p, &condition);
        size_t n = (size_t)(p - begin);
        if (token == TN_HEAD_NAME) {
            field->name = tn_field_name(begin);
            value = to = *at + (p - *at);
        } else if (token == TN_HEAD_TEXT && to) {
            memmove(to, begin, n);
            to += n;
        } else if (token == TN_HEAD_FOLD && to) {
            *to++ = ' ';
        } else if (value && (token == TN_HEAD_LINE || token == TN_HEAD_END)) {
            break;
        } else if (token == TN_HEAD_END) {
            return false;
        }
    }
    *at += p - *at;
    while (to > value && is_white(to[-1])) to--;
    while (value < to && is_white(*value)) value++;
    *to = 0;
    field->value = value;
    field->length = (size_t)(to - value);
    return true;
}
