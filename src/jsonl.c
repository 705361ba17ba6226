#include "jsonl.h"

#include <stdlib.h>
#include <string.h>

#include "boilerplate.h"
#include "bom.h"
#include "jsonl_value.h"
#include "state.h"

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

/* Decodes such strings and notes where they stand, from *at on: all up to `end`, or as many as can be noted at once, behind which
 * *at is then. */
static enum tn_json_event note(struct tnorm *t, size_t *at, size_t end)
{
    struct tn_jsonl *j = t->jsonl;
    enum tn_json_event event = TN_JSON_NOTHING;
    j->noted = j->text_length = j->spelling = 0;
    while (*at < end && event != TN_JSON_BROKEN && j->noted < TN_JSONL_VALUES) {
        struct tn_jsonl_value *v = &j->values[j->noted];
        if (j->parser.in_value) *at = tn_jsonl_take_string(t, *at);
        size_t before = *at;
        event = next(t, at, end);
        if (event == TN_JSON_BEGIN) v->begin = *at;
        if (event == TN_JSON_ESCAPE) tn_jsonl_take_escape(t, before, *at);
        if (event != TN_JSON_END) continue;
        v->end = before;
        v->text_end = j->text_length;
        j->noted++;
    }
    return event;
}

/* Is what is left of the line at hand, from `at` up to `end`, an object's? */
static bool is_whole(struct tnorm *t, size_t at, size_t end, enum tn_json_event event)
{
    struct tn_jsonl *j = t->jsonl;
    while (at < end && event != TN_JSON_BROKEN) event = next(t, &at, end);
    if (event != TN_JSON_BROKEN && tn_json_is_whole(&j->parser)) return true;
    report_broken(t, at);
    return false;
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

/* What is left of a text without the spaces around it, if these go. */
static struct tn_span within_spaces(const struct tnorm *t, const unsigned char *text, size_t length)
{
    struct tn_span within = {0, length};
    if (t->options.keep & TNORM_KEEP_SPACE) return within;
    while (within.begin < within.end && text[within.begin] == ' ') within.begin++;
    while (within.begin < within.end && text[within.end - 1] == ' ') within.end--;
    return within;
}

/* Writes what stays of a text without the spaces around it.  Of those behind it the first one is no more than the end of the line
 * that it would be if another word came. */
static void trim(struct tnorm *t, const unsigned char *text, size_t length, struct tn_span within)
{
    struct tn_jsonl *j = t->jsonl;
    size_t n = within.end - within.begin, behind = length - within.end;
    tn_account_kept(&t->account, n);
    tn_account_removed(&t->account, TN_SPACE, length - n);
    t->account.cause[TN_SPACE].count += length - n - (behind > 0);
    t->account.added += tn_output_put_escaped(t, text + within.begin, n) - n;
    t->account.documents++;
    t->block.document = j->line + 1;
    j->open = true;
}

/* Cleans the string, whose text is decoded and begins at text[begin]. */
static void clean_value(struct tnorm *t, const struct tn_jsonl_value *v, size_t begin)
{
    tn_jsonl_begin_value(t, v->begin);
    tn_jsonl_end_value(t, begin, v->text_end, v->end);
}

/* Cleans the strings that were noted, of the line that is at hand; the rest passes, up to `end`. */
static void clean_noted(struct tnorm *t, size_t end)
{
    struct tn_jsonl *j = t->jsonl;
    size_t passed = j->begin, kept = 0;
    const unsigned char *text = j->text;
    for (size_t i = 0; i < j->noted && !t->error; i++) {
        const struct tn_jsonl_value *v = j->values + i;
        size_t n = (size_t)(j->text + v->text_end - text);
        struct tn_span within = within_spaces(t, text, n);
        bool clean = stays(t, text + within.begin, within.end - within.begin);
        if (clean && within.end - within.begin == n) {
            if (n > 0) t->block.document = j->line + 1;
            t->account.documents++;
            kept += n;
        } else {
            pass(t, passed, v->begin, kept);
            kept = 0;
            passed = v->end;
            tn_account_framing(&t->account, v->end - v->begin - n);
            if (clean)
                trim(t, text, n, within);
            else
                clean_value(t, v, (size_t)(text - j->text));
        }
        text += n;
    }
    if (!t->error) pass(t, passed, end, kept);
    j->begin = end;
}

/* Cleans the strings that are asked for in bytes[*from, end), as far as tokens are sure to be whole; the rest passes.
 * *from is moved to where it came.  Returns the last event. */
static enum tn_json_event clean(struct tnorm *t, size_t *from, size_t end, size_t sure)
{
    struct tn_jsonl *j = t->jsonl;
    enum tn_json_event event = TN_JSON_NOTHING;
    size_t at = *from, passed = at;
    while (!t->error && at < end && at < sure && event < TN_JSON_LINE) {
        if (j->parser.in_value) at = tn_jsonl_take_string(t, at);
        if (at >= sure || t->error) break;
        size_t before = at;
        event = next(t, &at, sure);
        switch (event) {
        case TN_JSON_BEGIN:
            pass(t, passed, at, 0);
            tn_jsonl_begin_value(t, at);
            break;
        case TN_JSON_ESCAPE: tn_jsonl_take_escape(t, before, at); break;
        case TN_JSON_END:
            tn_jsonl_end_gathered(t, before);
            passed = before;
            break;
        case TN_JSON_BROKEN:
        case TN_JSON_NOTHING:
        case TN_JSON_LINE: break;
        }
    }
    tn_jsonl_pause_value(t);
    if (t->error && j->parser.in_value)
        tn_jsonl_end_gathered(t, at); /* what is clean before the fault is written */
    if (!j->parser.in_value && !t->error) pass(t, passed, at, 0);
    *from = at;
    return event;
}

/* The line [begin, end) is at hand. */
static void take_line(struct tnorm *t, size_t end)
{
    struct tn_jsonl *j = t->jsonl;
    size_t at = j->begin;
    tn_json_parser_reset(&j->parser);
    enum tn_json_event event = note(t, &at, end);
    const bool more = j->noted == TN_JSONL_VALUES;
    if (more) j->first = j->parser;
    if (!is_whole(t, at, end, event)) {
        pass(t, j->begin, end, 0);
    } else if (j->parser.found == 0) {
        t->account.lacking++;
        pass(t, j->begin, end, 0);
    } else {
        if (more) j->parser = j->first;
        while (!t->error && j->begin < end) {
            clean_noted(t, at);
            if (at < end) (void)note(t, &at, end);
        }
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
            if (j->parser.in_value) tn_jsonl_end_gathered(t, j->begin);
            report_broken(t, j->begin);
            j->passing = true;
        } else if (last) { /* it has ended without a line feed */
            j->loose = false;
            if (j->parser.found == 0) t->account.lacking++;
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
    struct tn_jsonl *j = t->jsonl;
    if (j->begun) return true;
    size_t n = tn_bom_agree(j->bytes, j->end);
    if (n == j->end && n < TN_BOM_UTF_8_LENGTH && !last) return false;
    j->begun = true;
    if (n < TN_BOM_UTF_8_LENGTH) return true;
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

bool tn_jsonl_end(struct tnorm *t)
{
    struct tn_jsonl *j = t->jsonl;
    take_lines(t, true);
    bool open = j->open;
    tn_jsonl_reset(j);
    return open;
}
