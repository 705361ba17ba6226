#include "jsonl_value.h"

#include <string.h>

#include "state.h"
#include "text.h"
#include "utf8.h"

static void put_escaped(struct tnorm *t, const unsigned char *text, size_t length)
{
    t->jsonl->put += tn_output_put_escaped(t, text, length);
}

/* ---- is the clean text what stands in the line? */

enum { SHORT = 8 }; /* bytes that are compared one by one */

_Static_assert(TN_WINDOW_SIZE + TN_JSONL_TEXT <= TN_JSONL_UNREAD,
               "it is known how all is spelled that is not cleaned yet");

/* The clean text differs: what it had in common with the line is written as it is spelled best. */
static void part_ways(struct tnorm *t)
{
    struct tn_jsonl *j = t->jsonl;
    j->same = false;
    put_escaped(t, j->text + j->text_begin, j->matched - j->text_begin);
}

/* Clean text of the string at hand: as long as it is what the line says, none of it is written. */
static void compare(struct tnorm *t, const unsigned char *text, size_t length)
{
    struct tn_jsonl *j = t->jsonl;
    j->written += length;
    if (j->same) {
        const unsigned char *own = j->text + j->matched;
        size_t left = j->text_end - j->matched, limit = left < length ? left : length, n = limit;
        if (limit <= SHORT || memcmp(own, text, limit) != 0)
            for (n = 0; n < limit && own[n] == text[n];) n++;
        j->matched += n;
        if (n == length) return;
        part_ways(t);
        text += n;
        length -= n;
    }
    put_escaped(t, text, length);
}

/* What was gathered goes on. */
static void compare_gathered(struct tnorm *t)
{
    struct tn_jsonl *j = t->jsonl;
    if (j->gathered > 0) compare(t, j->clean, j->gathered); /* else there may have been no string yet */
    j->gathered = 0;
}

void tn_jsonl_write(struct tnorm *t, const unsigned char *text, size_t length)
{
    struct tn_jsonl *j = t->jsonl;
    /* passages are short, and it takes longer to compare and encode each by itself */
    if (length > TN_JSONL_CLEAN - j->gathered) compare_gathered(t);
    if (length > TN_JSONL_CLEAN) {
        compare(t, text, length);
        return;
    }
    tn_copy(j->clean + j->gathered, text, length);
    j->gathered += length;
}

/* ---- a string that is asked for */

void tn_jsonl_begin_value(struct tnorm *t, size_t at)
{
    struct tn_jsonl *j = t->jsonl;
    tn_text_start(t, t->options.type == TNORM_TYPE_HTML);
    t->fed = true;
    t->block.document = j->line;
    j->value = at;
    j->text_begin = j->matched = j->text_end = 0;
    j->written = j->put = 0;
    j->same = !j->loose;
    j->decoded = j->longer = 0;
    t->text_origin = j->origin + at;
}

/* What it says is text[begin, end), or that is the next piece of it. */
static void set_text(struct tn_jsonl *j, size_t begin, size_t end)
{
    j->text_begin = j->matched = begin;
    j->text_end = end;
    j->text_length = 0;
}

/* The next byte of what a string in a longer line says is spelled by so many more than one. */
static void note_spelling(struct tn_jsonl *j, size_t more)
{
    j->longer_by[j->decoded++ % TN_JSONL_UNREAD] = (unsigned char)more;
    j->longer += more;
}

/* Must that be known, as cleaning may stop at any of them? */
static bool notes_spelling(const struct tnorm *t)
{
    return t->jsonl->loose && t->options.invalid == TNORM_INVALID_STRICT;
}

/* By how many bytes more than n its first n bytes are spelled in a line that is at hand: `text` is what `raw` says. */
static size_t longer_before(const unsigned char *raw, const unsigned char *text, size_t n)
{
    const unsigned char *p = raw;
    for (size_t i = 0; i < n;) {
        bool number = p[0] == '\\' && p[1] == 'u', lost = text[i] == TN_UTF8_LOST;
        size_t length = number && !lost ? tn_utf8_length(text[i]) : 1;
        if (number)
            p += length < TN_UTF8_MAX ? sizeof "\\u0000" - 1 : sizeof "\\ud800\\udc00" - 1;
        else
            p += p[0] == '\\' ? 2 : 1;
        i += length;
    }
    return (size_t)(p - raw) - n;
}

/* Cleaning has stopped in the string, of which text[begin, end) is at hand, before bytes[at].  The place that is known is one in
 * what it says; and what spells the rest of that was not read. */
static void locate_error(struct tnorm *t, size_t at)
{
    struct tn_jsonl *j = t->jsonl;
    if (t->error != TNORM_ERROR_INVALID || t->account.converted)
        return; /* charset.c knows more of the latter */
    uint64_t offset = t->error_offset - t->text_origin, longer, rest = 0;
    if (j->loose) {
        for (uint64_t i = offset; i < j->decoded; i++) rest += j->longer_by[i % TN_JSONL_UNREAD];
        longer = j->longer - rest;
    } else {
        size_t all = at - j->value - (j->text_end - j->text_begin);
        longer = longer_before(j->bytes + j->value, j->text + j->text_begin, (size_t)offset);
        rest = all - longer;
    }
    t->error_offset += longer;
    t->account.framing -= rest;
}

/* What is gathered of it is cleaned; it goes on. */
static void clean_gathered(struct tnorm *t)
{
    struct tn_jsonl *j = t->jsonl;
    set_text(j, 0, j->text_length);
    if (t->error) return;
    tn_text_feed(t, j->text, j->text_end);
    locate_error(t, 0);
}

void tn_jsonl_end_value(struct tnorm *t, size_t begin, size_t end, size_t at)
{
    struct tn_jsonl *j = t->jsonl;
    bool stopped = t->error != TNORM_OK;
    set_text(j, begin, end);
    tn_text_finish(t, j->text + begin, end - begin);
    if (!stopped) locate_error(t, at);
    compare_gathered(t);
    if (j->same && j->matched < j->text_end) part_ways(t);
    if (j->same) {
        j->put += at - j->value;
        tn_output_put(t, j->bytes + j->value, at - j->value);
    }
    t->account.added += j->put - j->written;
    j->open = true;
    t->text_origin = 0;
}

void tn_jsonl_end_gathered(struct tnorm *t, size_t at)
{
    tn_jsonl_end_value(t, 0, t->jsonl->text_length, at);
}

/* Makes room for `length` bytes of text.  Of a line that is at hand there is room for all. */
static void make_room(struct tnorm *t, size_t length)
{
    if (t->jsonl->loose && length > TN_JSONL_TEXT - t->jsonl->text_length) clean_gathered(t);
}

/* As much of the n bytes at bytes[at] as is all plain, with escapes of a letter, or all escapes by number. */
static struct tn_decoded decode(struct tnorm *t, size_t at, size_t n)
{
    struct tn_jsonl *j = t->jsonl;
    const unsigned char *p = j->bytes + at; /* a NUL stands behind all, or a line feed before */
    unsigned char *out = j->text + j->text_length;
    if (p[0] == '\\' && tn_json_unescaped[p[1]] == 0)
        return notes_spelling(t) ? (struct tn_decoded){0, 0} : tn_json_decode_numbers(p, n, out);
    struct tn_decoded s = t->scanner->decode(p, n, out);
    for (const unsigned char *end = p + s.read; notes_spelling(t) && p < end; p += *p == '\\' ? 2 : 1)
        note_spelling(j, *p == '\\');
    return s;
}

size_t tn_jsonl_take_string(struct tnorm *t, size_t at)
{
    struct tn_jsonl *j = t->jsonl;
    while (at < j->end && j->bytes[at] != '"') {
        size_t left = j->end - at, n = j->loose && left > TN_JSONL_STEP ? TN_JSONL_STEP : left;
        make_room(t, n);
        if (t->error) break;
        struct tn_decoded s = decode(t, at, n);
        if (s.read == 0) break;
        j->text_length += s.written;
        j->spelling += s.read - s.written;
        at += s.read;
    }
    return at;
}

void tn_jsonl_take_escape(struct tnorm *t, size_t begin, size_t end)
{
    struct tn_jsonl *j = t->jsonl;
    make_room(t, TN_UTF8_MAX);
    if (t->error) return;
    size_t n = tn_json_decode(j->bytes + begin, end - begin, j->text + j->text_length);
    j->text_length += n;
    j->spelling += end - begin - n;
    for (size_t i = 0; i < n && notes_spelling(t); i++) note_spelling(j, i == 0 ? end - begin - n : 0);
}

void tn_jsonl_pause_value(struct tnorm *t)
{
    tn_account_framing(&t->account, t->jsonl->spelling);
    t->jsonl->spelling = 0;
    compare_gathered(t);
}
