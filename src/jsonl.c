#include "jsonl.h"

#include <stdlib.h>
#include <string.h>

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
    j->begin = j->searched = j->end = j->text_length = 0;
    j->loose = j->passing = j->open = j->begun = false;
    j->bytes[0] = 0;
}

/* The token at *at, as tn_json_scan() finds it, but plain stretches of strings faster. */
static enum tn_json_token scan(const struct tnorm *t, const unsigned char **at, const unsigned char *end,
                               int *condition)
{
    if (*condition == tn_json_in_string()) {
        size_t n = t->scanner->string(*at, (size_t)(end - *at));
        *at += n;
        if (n > 0) return TN_JSON_PLAIN;
    }
    return tn_json_scan(at, condition);
}

/* ---- what is written */

/* Bytes that are not cleaned. */
static void pass(struct tnorm *t, size_t begin, size_t end)
{
    struct tn_jsonl *j = t->jsonl;
    if (begin == end) return;
    tn_account_framing(&t->account, end - begin);
    t->account.added += end - begin;
    j->open = j->bytes[end - 1] != '\n';
    tn_output_put(t, j->bytes + begin, end - begin);
}

static void put(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    t->jsonl->put += length;
    tn_output_put(t, bytes, length);
}

static void put_escaped(struct tnorm *t, const unsigned char *text, size_t length)
{
    t->jsonl->put += tn_output_put_escaped(t, text, length);
}

/* ---- is the clean text what stands in the line? */

/* Goes on at `matched`, in what the token there stands for, as far as the clean text agrees; returns how far. */
static size_t match(struct tnorm *t, const unsigned char *text, size_t length)
{
    struct tn_jsonl *j = t->jsonl;
    const unsigned char *begin = j->bytes + j->matched, *end = begin, *plain = begin;
    unsigned char decoded[TN_UTF8_MAX];
    size_t n = 0, have = 0;
    int condition = j->condition;
    enum tn_json_token token = scan(t, &end, j->bytes + j->end, &condition);
    if (token == TN_JSON_QUOTE) return 0; /* the string has ended */
    if (token == TN_JSON_PLAIN) {
        have = (size_t)(end - begin);
    } else {
        have = tn_json_decode(token, begin, decoded);
        plain = decoded;
    }
    have -= j->part;
    plain += j->part;
    size_t limit = have < length ? have : length;
    while (n < limit && plain[n] == text[n]) n++;
    if (token == TN_JSON_PLAIN) {
        j->matched += n;
    } else if (n == have) {
        j->matched = (size_t)(end - j->bytes);
        j->part = 0;
    } else {
        j->part += n;
    }
    return n;
}

/* The clean text differs: what it had in common with the line is written as it is spelled best. */
static void part_ways(struct tnorm *t)
{
    struct tn_jsonl *j = t->jsonl;
    const unsigned char *p = j->bytes + j->value, *stop = j->bytes + j->matched;
    unsigned char decoded[TN_UTF8_MAX];
    int condition = j->condition;
    j->same = false;
    while (p < stop || (p == stop && j->part > 0)) {
        const unsigned char *begin = p;
        enum tn_json_token token = scan(t, &p, j->bytes + j->end, &condition);
        if (token == TN_JSON_PLAIN) {
            if (p > stop) p = stop;
            put(t, begin, (size_t)(p - begin));
        } else {
            size_t n = tn_json_decode(token, begin, decoded);
            put_escaped(t, decoded, begin == stop ? j->part : n);
            if (begin == stop) return;
        }
    }
}

void tn_jsonl_write(struct tnorm *t, const unsigned char *text, size_t length)
{
    struct tn_jsonl *j = t->jsonl;
    j->written += length;
    while (j->same && length > 0) {
        size_t n = match(t, text, length);
        text += n;
        length -= n;
        if (n == 0) part_ways(t);
    }
    if (!j->same) put_escaped(t, text, length);
}

/* ---- a string that is asked for */

static void begin_value(struct tnorm *t, size_t at)
{
    struct tn_jsonl *j = t->jsonl;
    tn_text_start(t, t->options.type == TNORM_TYPE_HTML);
    t->fed = true;
    t->block.document = j->line;
    j->value = j->matched = at;
    j->part = j->written = j->put = 0;
    j->same = !j->loose;
    j->condition = j->parser.condition;
    t->text_origin = j->origin + at;
}

static void clean_gathered(struct tnorm *t)
{
    struct tn_jsonl *j = t->jsonl;
    size_t n = j->text_length;
    j->text_length = 0;
    if (!t->error) tn_text_feed(t, j->text, n);
}

/* Characters of it as they are. */
static void clean_plain(struct tnorm *t, const unsigned char *p, size_t length)
{
    struct tn_jsonl *j = t->jsonl;
    if (length > TN_JSONL_TEXT - j->text_length) clean_gathered(t);
    if (length <= TN_JSONL_TEXT) {
        memcpy(j->text + j->text_length, p, length);
        j->text_length += length;
    } else if (!t->error) {
        tn_text_feed(t, p, length);
    }
}

/* As much of the string from bytes[at] on as needs no token: plain stretches and escapes of one letter.  Returns where
 * it ends; `gather`: it is cleaned. */
static size_t take_string(struct tnorm *t, size_t at, bool gather)
{
    struct tn_jsonl *j = t->jsonl;
    const unsigned char *p = j->bytes;
    while (!t->error) {
        size_t n = p[at] == '\\' ? 0 : t->scanner->string(p + at, j->end - at);
        if (gather && n > 0) clean_plain(t, p + at, n);
        at += n;
        unsigned char c = at + 1 < j->end && p[at] == '\\' ? tn_json_unescape(p[at + 1]) : 0;
        if (c == 0) return at;
        if (gather) {
            if (j->text_length == TN_JSONL_TEXT) clean_gathered(t);
            j->text[j->text_length++] = c;
            tn_account_framing(&t->account, 1);
        }
        at += 2;
    }
    return at;
}

/* A piece of it; what JSON needs to spell it counts as framing. */
static void clean_piece(struct tnorm *t, enum tn_json_token token, const unsigned char *p, size_t length)
{
    struct tn_jsonl *j = t->jsonl;
    if (token == TN_JSON_PLAIN) {
        clean_plain(t, p, length);
        return;
    }
    if (TN_JSONL_TEXT - j->text_length < TN_UTF8_MAX) clean_gathered(t);
    size_t n = tn_json_decode(token, p, j->text + j->text_length);
    j->text_length += n;
    tn_account_framing(&t->account, length - n);
}

/* It ends before bytes[at]. */
static void end_value(struct tnorm *t, size_t at)
{
    struct tn_jsonl *j = t->jsonl;
    clean_gathered(t);
    tn_text_end(t);
    if (j->same && (j->matched < at || j->part > 0)) part_ways(t);
    if (j->same) put(t, j->bytes + j->value, at - j->value);
    t->account.added += j->put - j->written;
    j->open = true;
    t->text_origin = 0;
}

/* ---- lines */

static enum tn_json_event next(struct tnorm *t, size_t *at, enum tn_json_token *token)
{
    struct tn_jsonl *j = t->jsonl;
    const unsigned char *p = j->bytes + *at, *begin = p;
    *token = scan(t, &p, j->bytes + j->end, &j->parser.condition);
    *at += (size_t)(p - begin);
    return tn_json_parse(&j->parser, &j->path, *token, begin, (size_t)(p - begin));
}

/* The line passes as it is, from bytes[at] on where it is none. */
static void report_broken(struct tnorm *t, size_t at)
{
    static const char what[] = "not a JSON object";
    struct tn_jsonl *j = t->jsonl;
    t->account.broken++;
    if (!t->options.rejects) return;
    struct tnorm_reject reject = {.document = j->line,
                                  .offset = j->origin + at,
                                  .reason = "broken",
                                  .score = 1,
                                  .text = (const unsigned char *)what,
                                  .text_length = sizeof what - 1};
    if (t->options.rejects(t->options.rejects_context, &reject) != 0)
        tn_fail(t, TNORM_ERROR_SINK, reject.offset);
}

/* Is the line [begin, end) an object that holds such strings?  All of it is at hand. */
static bool is_wanted(struct tnorm *t, size_t end)
{
    struct tn_jsonl *j = t->jsonl;
    enum tn_json_event event = TN_JSON_NOTHING;
    enum tn_json_token token = TN_JSON_WHITE;
    size_t at = j->begin, before = at;
    tn_json_parser_reset(&j->parser);
    while (at < end && event != TN_JSON_BROKEN) {
        if (j->parser.condition == tn_json_in_string() && !j->parser.in_key) at = take_string(t, at, false);
        before = at;
        event = next(t, &at, &token);
    }
    if (event == TN_JSON_BROKEN || !tn_json_is_whole(&j->parser)) {
        report_broken(t, event == TN_JSON_BROKEN ? before : end);
        return false;
    }
    if (j->parser.found == 0) t->account.lacking++;
    return j->parser.found > 0;
}

/* Cleans the strings that are asked for in bytes[*from, end), as far as tokens are sure to be whole; the rest passes.
 * *from is moved to where it came.  Returns the last event. */
static enum tn_json_event clean(struct tnorm *t, size_t *from, size_t end, size_t sure)
{
    struct tn_jsonl *j = t->jsonl;
    enum tn_json_event event = TN_JSON_NOTHING;
    enum tn_json_token token;
    size_t at = *from, passed = at;
    while (!t->error && at < end && at < sure && event < TN_JSON_LINE) {
        if (j->parser.condition == tn_json_in_string() && !j->parser.in_key)
            at = take_string(t, at, j->parser.in_value);
        if (at >= sure || t->error) break;
        size_t before = at;
        event = next(t, &at, &token);
        switch (event) {
        case TN_JSON_BEGIN:
            pass(t, passed, at);
            begin_value(t, at);
            break;
        case TN_JSON_PIECE: clean_piece(t, token, j->bytes + before, at - before); break;
        case TN_JSON_END:
            end_value(t, before);
            passed = before;
            break;
        case TN_JSON_BROKEN: at = before; break;
        case TN_JSON_NOTHING:
        case TN_JSON_LINE: break;
        }
    }
    if (t->error && j->parser.in_value) end_value(t, at); /* what is clean before the fault is written */
    if (!j->parser.in_value && !t->error) pass(t, passed, at);
    *from = at;
    return event;
}

/* The line [begin, end) is at hand. */
static void take_line(struct tnorm *t, size_t end)
{
    struct tn_jsonl *j = t->jsonl;
    if (is_wanted(t, end)) {
        tn_json_parser_reset(&j->parser);
        (void)clean(t, &j->begin, end, end);
    } else {
        pass(t, j->begin, end);
    }
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
        if (event == TN_JSON_LINE) {
            j->loose = false;
            j->line++;
            if (j->parser.found == 0) t->account.lacking++;
        } else if (event == TN_JSON_BROKEN || (last && !tn_json_is_whole(&j->parser))) {
            if (j->parser.in_value) end_value(t, j->begin);
            report_broken(t, j->begin);
            j->passing = true;
        } else if (last && j->parser.found == 0) {
            t->account.lacking++;
        }
    }
    if (j->passing) {
        const unsigned char *p = j->bytes + j->begin, *feed = memchr(p, '\n', j->end - j->begin);
        size_t end = feed ? j->begin + (size_t)(feed - p) + 1 : j->end;
        pass(t, j->begin, end);
        j->begin = end;
        j->passing = j->loose = !feed;
        j->line += feed != NULL;
    }
    j->searched = j->begin;
}

static void slide(struct tn_jsonl *j)
{
    memmove(j->bytes, j->bytes + j->begin, j->end - j->begin + 1);
    j->origin += j->begin;
    j->searched -= j->begin;
    j->end -= j->begin;
    j->begin = 0;
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

void tn_jsonl_feed(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    struct tn_jsonl *j = t->jsonl;
    while (!t->error && length > 0) {
        if (j->begin > 0 && TN_JSONL_HELD - j->end < length) slide(j);
        size_t room = TN_JSONL_HELD - j->end, n = length < room ? length : room;
        // cppcheck-suppress ctunullpointer // there are bytes
        memcpy(j->bytes + j->end, bytes, n);
        j->end += n;
        j->bytes[j->end] = 0;
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
