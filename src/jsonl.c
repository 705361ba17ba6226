#include "jsonl.h"

#include <stdlib.h>
#include <string.h>

#include "boilerplate.h"
#include "state.h"
#include "text.h"
#include "utf8.h"

struct tn_jsonl *tn_jsonl_new(const char *field, enum tnorm_error *error)
{
    struct tn_jsonl *j = malloc(sizeof *j);
    *error = TNORM_ERROR_MEMORY;
    if (!j) return NULL;
    *error = TNORM_ERROR_OPTION;
    if (!tn_json_path_parse(&j->path, field)) {
        free(j);
        return NULL;
    }
    *error = TNORM_OK;
    tn_jsonl_reset(j);
    return j;
}

void tn_jsonl_reset(struct tn_jsonl *j)
{
    j->line = 1;
    j->origin = 0;
    j->begin = j->searched = j->end = j->text_length = j->gathered = j->spelling = 0;
    j->loose = j->passing = j->open = j->begun = false;
    j->bytes = j->held;
    j->held[0] = 0;
}

/* ---- what is written */

/* Bytes that are not cleaned, but for so many that are clean as they are. */
static void pass(struct tnorm *t, size_t begin, size_t end, size_t kept)
{
    struct tn_jsonl *j = t->jsonl;
    if (begin == end) return;
    tn_account_kept(&t->account, kept);
    tn_account_framing(&t->account, end - begin - kept);
    t->account.added += end - begin - kept;
    j->open = j->bytes[end - 1] != '\n';
    tn_output_put(t, j->bytes + begin, end - begin);
}

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
    compare(t, j->clean, j->gathered);
    j->gathered = 0;
}

/* Passages are short, and it takes longer to compare and encode each by itself. */
void tn_jsonl_write(struct tnorm *t, const unsigned char *text, size_t length)
{
    struct tn_jsonl *j = t->jsonl;
    if (length > TN_JSONL_CLEAN - j->gathered) compare_gathered(t);
    if (length > TN_JSONL_CLEAN) {
        compare(t, text, length);
        return;
    }
    tn_copy(j->clean + j->gathered, text, length);
    j->gathered += length;
}

/* ---- a string that is asked for */

static void begin_value(struct tnorm *t, size_t at)
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

/* With text[begin, end) it ends, before bytes[at]. */
static void end_value(struct tnorm *t, size_t begin, size_t end, size_t at)
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

/* With what is gathered. */
static void end_gathered(struct tnorm *t, size_t at) { end_value(t, 0, t->jsonl->text_length, at); }

/* Makes room for `length` bytes of text.  Of a line that is at hand there is room for all. */
static void make_room(struct tnorm *t, size_t length)
{
    if (t->jsonl->loose && length > TN_JSONL_TEXT - t->jsonl->text_length) clean_gathered(t);
}

/* As much as needs no token of the string that is asked for and goes on at bytes[at].  Returns where it ends. */
static size_t take_string(struct tnorm *t, size_t at)
{
    struct tn_jsonl *j = t->jsonl;
    const unsigned char *p = j->bytes + at; /* a NUL stands behind all, or a line feed before */
    bool by_number = p[0] == '\\' && tn_json_unescaped[p[1]] == 0;
    if (p[0] == '"' || by_number) return at; /* both may come in rows */
    for (;;) {
        size_t left = j->end - at, n = j->loose && left > TN_JSONL_STEP ? TN_JSONL_STEP : left;
        make_room(t, n);
        if (t->error) return at;
        struct tn_decoded s = t->scanner->decode(j->bytes + at, n, j->text + j->text_length);
        j->text_length += s.written;
        j->spelling += s.read - s.written;
        if (notes_spelling(t))
            for (const unsigned char *q = j->bytes + at, *end = q + s.read; q < end; q += *q == '\\' ? 2 : 1)
                note_spelling(j, *q == '\\');
        at += s.read;
        if (n == left || s.read + 1 < n) return at;
    }
}

/* An escape of it. */
static void take_escape(struct tnorm *t, size_t begin, size_t end)
{
    struct tn_jsonl *j = t->jsonl;
    make_room(t, TN_UTF8_MAX);
    if (t->error) return;
    size_t n = tn_json_decode(j->bytes + begin, end - begin, j->text + j->text_length);
    j->text_length += n;
    j->spelling += end - begin - n;
    for (size_t i = 0; i < n && notes_spelling(t); i++) note_spelling(j, i == 0 ? end - begin - n : 0);
}

/* What was only spelling of what is gathered counts as framing. */
static void count_spelling(struct tnorm *t)
{
    tn_account_framing(&t->account, t->jsonl->spelling);
    t->jsonl->spelling = 0;
}

/* ---- lines */

/* Goes on at bytes[*at], no further than bytes[sure] and a token. */
static enum tn_json_event next(struct tnorm *t, size_t *at, size_t sure)
{
    struct tn_jsonl *j = t->jsonl;
    const unsigned char *p = j->bytes + *at;
    enum tn_json_event event = tn_json_next(&j->parser, &j->path, t->scanner, &p, j->bytes + sure);
    *at = (size_t)(p - j->bytes);
    return event;
}

/* The line passes as it is, from bytes[at] on where it is none. */
static void report_broken(struct tnorm *t, size_t at)
{
    static const char what[] = "not a JSON object";
    struct tn_jsonl *j = t->jsonl;
    t->account.broken++;
    bool inner = t->account.converted; /* then no place in the input is known (block.c) */
    struct tnorm_reject reject = {.document = j->line,
                                  .offset = inner ? 0 : j->origin + at,
                                  .has_inner = inner,
                                  .inner = j->origin + at,
                                  .reason = "broken",
                                  .score = 1,
                                  .text = (const unsigned char *)what,
                                  .text_length = sizeof what - 1};
    tn_report(t, &reject, reject.offset);
}

/* Notes where a string begins or ends. */
static void note_value(struct tn_jsonl *j, enum tn_json_event event, size_t begin, size_t end)
{
    struct tn_jsonl_value *v = j->values + j->parser.found - 1;
    if (event == TN_JSON_BEGIN) {
        v->begin = end;
    } else {
        v->end = begin;
        v->text_end = j->text_length;
    }
}

/* Is the line [begin, end) an object that holds such strings?  All of it is at hand, and they are decoded on the way. */
static bool is_wanted(struct tnorm *t, size_t end)
{
    struct tn_jsonl *j = t->jsonl;
    enum tn_json_event event = TN_JSON_NOTHING;
    size_t at = j->begin;
    tn_json_parser_reset(&j->parser);
    j->text_length = j->spelling = 0;
    while (at < end && event != TN_JSON_BROKEN) {
        bool noted = j->parser.found <= TN_JSONL_VALUES;
        if (j->parser.in_value && noted) at = take_string(t, at);
        size_t before = at;
        event = next(t, &at, end);
        if (j->parser.found > TN_JSONL_VALUES) continue;
        if (event == TN_JSON_ESCAPE) take_escape(t, before, at);
        if (event == TN_JSON_BEGIN || event == TN_JSON_END) note_value(j, event, before, at);
    }
    if (event == TN_JSON_BROKEN || !tn_json_is_whole(&j->parser)) {
        report_broken(t, at);
        return false;
    }
    if (j->parser.found == 0) t->account.lacking++;
    return j->parser.found > 0;
}

/* Does a text stay as it is?  It does if it is nothing but a line in which no rule has a say (as in take_plain_lines() of
 * feed.c) and which cannot be a phrase. */
static bool stays(struct tnorm *t, const unsigned char *text, size_t length)
{
    struct tn_jsonl *j = t->jsonl;
    bool composed = t->options.form == TNORM_FORM_NFC || t->options.form == TNORM_FORM_NONE;
    if (length == 0) return true;
    if (t->options.type == TNORM_TYPE_HTML || length > TN_JSONL_CLEAN || text[length - 1] == ' ')
        return false;
    if (tn_may_be_boilerplate(t, text, length)) return false;
    return t->scanner->plain(text, length, true, composed, j->clean) == length;
}

/* Cleans the strings of the line that is at hand, which were decoded; the rest passes. */
static void clean_noted(struct tnorm *t, size_t end)
{
    struct tn_jsonl *j = t->jsonl;
    size_t passed = j->begin, kept = 0;
    const unsigned char *text = j->text;
    for (size_t i = 0; i < j->parser.found && !t->error; i++) {
        const struct tn_jsonl_value *v = j->values + i;
        size_t n = (size_t)(j->text + v->text_end - text);
        if (stays(t, text, n)) {
            if (n > 0) t->block.document = j->line + 1;
            t->account.documents++;
            kept += n;
        } else {
            pass(t, passed, v->begin, kept);
            kept = 0;
            passed = v->end;
            tn_account_framing(&t->account, v->end - v->begin - n);
            begin_value(t, v->begin);
            end_value(t, (size_t)(text - j->text), v->text_end, v->end);
        }
        text += n;
    }
    if (!t->error) pass(t, passed, end, kept);
}

/* Cleans the strings that are asked for in bytes[*from, end), as far as tokens are sure to be whole; the rest passes.
 * *from is moved to where it came.  Returns the last event. */
static enum tn_json_event clean(struct tnorm *t, size_t *from, size_t end, size_t sure)
{
    struct tn_jsonl *j = t->jsonl;
    enum tn_json_event event = TN_JSON_NOTHING;
    size_t at = *from, passed = at;
    while (!t->error && at < end && at < sure && event < TN_JSON_LINE) {
        if (j->parser.in_value) at = take_string(t, at);
        if (at >= sure || t->error) break;
        size_t before = at;
        event = next(t, &at, sure);
        switch (event) {
        case TN_JSON_BEGIN:
            pass(t, passed, at, 0);
            begin_value(t, at);
            break;
        case TN_JSON_ESCAPE: take_escape(t, before, at); break;
        case TN_JSON_END:
            end_gathered(t, before);
            passed = before;
            break;
        case TN_JSON_BROKEN:
        case TN_JSON_NOTHING:
        case TN_JSON_LINE: break;
        }
    }
    count_spelling(t);
    if (t->error && j->parser.in_value) end_gathered(t, at); /* what is clean before the fault is written */
    compare_gathered(t); /* it may be asked for before the string goes on (tnorm_flush()) */
    if (!j->parser.in_value && !t->error) pass(t, passed, at, 0);
    *from = at;
    return event;
}

/* The line [begin, end) is at hand. */
static void take_line(struct tnorm *t, size_t end)
{
    struct tn_jsonl *j = t->jsonl;
    if (!is_wanted(t, end)) {
        pass(t, j->begin, end, 0);
    } else if (j->parser.found <= TN_JSONL_VALUES) {
        clean_noted(t, end);
    } else {
        tn_json_parser_reset(&j->parser);
        j->text_length = j->spelling = 0;
        (void)clean(t, &j->begin, end, end);
    }
    j->text_length = j->spelling = 0;
    j->begin = end;
    j->line++;
}

/* A long line goes on. */
static void take_loose(struct tnorm *t, bool last)
{
    struct tn_jsonl *j = t->jsonl;
    size_t sure = last ? j->end : j->end - (j->end < TN_JSON_RESERVE ? j->end : TN_JSON_RESERVE);
    if (!j->passing) {
        enum tn_json_event event = clean(t, &j->begin, j->end, sure);
        if (t->error) return; /* it is not the line that is broken */
        if (event == TN_JSON_LINE) {
            j->loose = false;
            j->line++;
            if (j->parser.found == 0) t->account.lacking++;
        } else if (event == TN_JSON_BROKEN || (last && !tn_json_is_whole(&j->parser))) {
            if (j->parser.in_value) end_gathered(t, j->begin);
            report_broken(t, j->begin);
            j->passing = true;
        } else if (last && j->parser.found == 0) {
            t->account.lacking++;
        }
    }
    if (j->passing) {
        const unsigned char *p = j->bytes + j->begin, *feed = memchr(p, '\n', j->end - j->begin);
        size_t end = feed ? j->begin + (size_t)(feed - p) + 1 : j->end;
        pass(t, j->begin, end, 0);
        j->begin = end;
        j->passing = j->loose = !feed;
        j->line += feed != NULL;
    }
    j->searched = j->begin;
}

/* What is at hand is held, from its beginning on. */
static void hold(struct tn_jsonl *j)
{
    memmove(j->held, j->bytes + j->begin, j->end - j->begin);
    j->bytes = j->held;
    j->origin += j->begin;
    j->searched -= j->begin;
    j->end -= j->begin;
    j->begin = 0;
    j->held[j->end] = 0;
}

/* A byte-order mark at the start goes; false if it is not known yet whether there is one. */
static bool skip_mark(struct tnorm *t, bool last)
{
    static const unsigned char mark[] = {0xEF, 0xBB, 0xBF};
    struct tn_jsonl *j = t->jsonl;
    if (j->begun) return true;
    size_t n = j->end < sizeof mark ? j->end : sizeof mark;
    bool same = memcmp(j->bytes, mark, n) == 0;
    if (same && n < sizeof mark && !last) return false;
    j->begun = true;
    if (!same || n < sizeof mark) return true;
    j->begin = j->searched = n;
    tn_account_framing(&t->account, n);
    return true;
}

/* Takes the lines at hand; `last`: no more will come. */
static void take_lines(struct tnorm *t, bool last)
{
    struct tn_jsonl *j = t->jsonl;
    if (!skip_mark(t, last)) return;
    while (!t->error && j->begin < j->end) {
        if (j->loose) {
            size_t before = j->begin;
            take_loose(t, last);
            if (j->begin == before) break;
            continue;
        }
        const unsigned char *p = j->bytes + j->searched, *feed = memchr(p, '\n', j->end - j->searched);
        j->searched = feed ? j->searched + (size_t)(feed - p) + 1 : j->end;
        if (feed || last) {
            take_line(t, j->searched);
        } else if (j->end - j->begin == TN_JSONL_HELD) {
            j->loose = true;
            tn_json_parser_reset(&j->parser);
        } else {
            break;
        }
    }
    if (last && j->loose && !j->passing && !t->error) take_loose(t, last);
}

/* Takes the whole lines of what is fed where it stands, as nothing is held: a line feed ends every token.  The rest is
 * held. */
static void take_in_place(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    struct tn_jsonl *j = t->jsonl;
    j->origin += j->end;
    j->bytes = bytes;
    j->begin = j->searched = 0;
    j->end = length;
    take_lines(t, false);
    hold(j);
}

void tn_jsonl_feed(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    struct tn_jsonl *j = t->jsonl;
    while (!t->error && length > 0) {
        if (j->begun && !j->loose && j->begin == j->end) {
            size_t n = length < TN_JSONL_HELD ? length : TN_JSONL_HELD - 1;
            take_in_place(t, bytes, n);
            bytes += n;
            length -= n;
            continue;
        }
        size_t left = j->end - j->begin; /* fewer than have gone: then to move them is cheap */
        if (j->begin > 0 && (left <= j->begin || TN_JSONL_HELD - j->end < length)) hold(j);
        size_t room = TN_JSONL_HELD - j->end, n = length < room ? length : room;
        // cppcheck-suppress ctunullpointer // there are bytes
        const unsigned char *feed = memchr(bytes, '\n', n);
        if (feed) n = (size_t)(feed - bytes) + 1; /* the line that is held ends there */
        memcpy(j->held + j->end, bytes, n);
        j->end += n;
        j->held[j->end] = 0;
        bytes += n;
        length -= n;
        take_lines(t, false);
    }
}

void tn_jsonl_end(struct tnorm *t)
{
    struct tn_jsonl *j = t->jsonl;
    take_lines(t, true);
    t->part |= j->open;
    tn_jsonl_reset(j);
}
