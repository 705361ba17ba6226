#include "charset.h"

#include <string.h>

#include "bom.h"
#include "convert.h"
#include "detect.h"
#include "detector.h"
#include "document.h"
#include "state.h"
#include "utf8_text.h"

bool tn_charset_init(struct tn_charset *c, const char *from)
{
    c->from = TN_ENCODING_UNKNOWN;
    c->from_detect = from && strcmp(from, "detect") == 0;
    c->detector = NULL;
    tn_charsets_init(&c->sets);
    if (!from || strcmp(from, "auto") == 0 || c->from_detect) return true;
    c->from = tn_encoding_of_label((const unsigned char *)from, strlen(from));
    if (c->from != TN_ENCODING_UNKNOWN) return tn_charsets_open(&c->sets, c->from);
    c->from = TN_ENCODING_OTHER;
    if (strlen(from) >= sizeof c->from_name) return false;
    memcpy(c->from_name, from, strlen(from) + 1);
    return tn_charsets_open_other(&c->sets, from);
}

void tn_charset_prepare(struct tn_charset *c, enum tnorm_input input)
{
    bool declares = input == TNORM_INPUT_HTML || input == TNORM_INPUT_WARC;
    if (c->from != TN_ENCODING_UNKNOWN || !(declares || c->from_detect)) return;
    tn_charsets_open_all(&c->sets);
    if (!c->detector) c->detector = tn_detector_new();
}

void tn_charset_free(struct tn_charset *c)
{
    tn_charsets_close(&c->sets);
    tn_detector_free(c->detector);
}

/* ---- which encoding it is */

/* Must text be looked at before it is known what it is in? */
static bool must_look(const struct tn_charset *c)
{
    return c->html || c->detect || c->declared != TN_ENCODING_UNKNOWN || c->label_length > 0 ||
           c->from != TN_ENCODING_UNKNOWN;
}

/* A label that has no meaning: the first of them is reported. */
static void keep_label(struct tn_charset *c, const unsigned char *label, size_t length)
{
    if (c->label_length > 0) return;
    c->label_length = length < sizeof c->label ? length : sizeof c->label;
    for (size_t i = 0; i < c->label_length; i++) c->label[i] = label[i] < 0x80 ? label[i] : '?';
}

void tn_charset_start(struct tnorm *t, const struct tn_document_head *head, tn_charset_next *next, bool bare)
{
    struct tn_charset *c = &t->charset;
    t->account.converted = t->account.encoded;
    c->next = next;
    c->bare = bare;
    c->html = head->html;
    c->detect = head->detect || c->from_detect;
    c->decided = c->has_lost = c->located = false;
    c->encoding = TN_ENCODING_UTF_8;
    c->declared = TN_ENCODING_UNKNOWN;
    c->label_length = c->held_length = c->other_length = 0;
    c->lost = 0;
    if (!head->charset || c->from != TN_ENCODING_UNKNOWN || c->from_detect) return;
    const unsigned char *label = (const unsigned char *)head->charset;
    size_t length = strlen(head->charset);
    enum tn_source_encoding declared = tn_encoding_of_label(label, length);
    if (tn_charsets_have(&c->sets, declared))
        c->declared = declared;
    else
        keep_label(c, label, length);
}

void tn_charset_start_inside(struct tnorm *t)
{
    t->charset.decided = true;
    t->charset.encoding = TN_ENCODING_UTF_8;
}

bool tn_charset_passes(const struct tnorm *t)
{
    return t->charset.decided && t->charset.encoding == TN_ENCODING_UTF_8;
}

/* The encoding of a byte-order mark; TN_ENCODING_UNKNOWN if there is none.  *length is set to its bytes. */
static enum tn_source_encoding marked(const struct tn_charset *c, size_t *length)
{
    static const struct {
        enum tn_source_encoding encoding;
        const char *bytes;
        size_t length;
    } MARKS[] = {{TN_ENCODING_UTF_8, TN_BOM_UTF_8, TN_BOM_UTF_8_LENGTH},
                 {TN_ENCODING_UTF_16BE, TN_BOM_UTF_16BE, TN_BOM_UTF_16_LENGTH},
                 {TN_ENCODING_UTF_16LE, TN_BOM_UTF_16LE, TN_BOM_UTF_16_LENGTH}};
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
        *length = MARKS[i].length;
        if (c->held_length >= *length && memcmp(c->held, MARKS[i].bytes, *length) == 0)
            return MARKS[i].encoding;
    }
    *length = 0;
    return TN_ENCODING_UNKNOWN;
}

/* What was asked for, or declared by the container or the page. */
static enum tn_source_encoding named(struct tn_charset *c)
{
    struct tn_meta meta;
    if (c->from != TN_ENCODING_UNKNOWN) return c->from;
    if (c->declared != TN_ENCODING_UNKNOWN || !c->html || c->from_detect) return c->declared;
    tn_meta_prescan(c->held, c->held_length, &meta);
    if (tn_charsets_have(&c->sets, meta.encoding)) return meta.encoding;
    if (meta.encoding != TN_ENCODING_UNKNOWN) { /* iconv(3) lacks it */
        const char *name = tn_encoding_name(meta.encoding);
        keep_label(c, (const unsigned char *)name, strlen(name));
    } else if (meta.label_length > 0) {
        keep_label(c, meta.label, meta.label_length);
    }
    return TN_ENCODING_UNKNOWN;
}

static void report_label(struct tnorm *t)
{
    const struct tn_charset *c = &t->charset;
    t->account.charset++;
    struct tnorm_reject reject = {.url = t->url,
                                  .document = t->block.document,
                                  .offset = t->text_origin,
                                  .reason = "charset",
                                  .score = 1,
                                  .text = c->label,
                                  .text_length = c->label_length};
    tn_report(t, &reject, 0);
}

/* Decides; `whole`: what is held is all of the text. */
static enum tn_source_encoding decide(struct tnorm *t, bool whole, size_t *mark)
{
    struct tn_charset *c = &t->charset;
    enum tn_source_encoding e = marked(c, mark);
    if (e != TN_ENCODING_UNKNOWN || !must_look(c)) return e == TN_ENCODING_UNKNOWN ? TN_ENCODING_UTF_8 : e;
    e = named(c);
    if (e == TN_ENCODING_UNKNOWN && c->label_length > 0) report_label(t);
    if (e == TN_ENCODING_UNKNOWN)
        return c->detect ? tn_detect(c->detector, &c->sets, c->held, c->held_length, whole)
                         : TN_ENCODING_UTF_8;
    return tn_utf8_text(c->held, c->held_length, whole) == TN_UTF8_TEXT_VALID ? TN_ENCODING_UTF_8 : e;
}

/* It is decided, and what is held goes on. */
static void go(struct tnorm *t, bool whole)
{
    struct tn_charset *c = &t->charset;
    size_t mark;
    c->encoding = decide(t, whole, &mark);
    c->decided = true;
    if (c->encoding == TN_ENCODING_UTF_8) {
        c->next(t, c->held, c->held_length); /* with its mark, which is skipped where it is not text */
        return;
    }
    if (!t->account.encoded) t->account.framing += mark;
    t->account.cause[TN_CHARSET].count++;
    t->account.converted = true;
    tn_convert_start(t, mark);
    tn_convert(t, c->held + mark, c->held_length - mark);
}

/* Holds more of the text; returns how many bytes. */
static size_t hold(struct tn_charset *c, const unsigned char *bytes, size_t length, size_t limit)
{
    size_t room = limit - c->held_length, n = length < room ? length : room;
    memcpy(c->held + c->held_length, bytes, n);
    c->held_length += n;
    return n;
}

void tn_charset_feed(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    struct tn_charset *c = &t->charset;
    if (!c->decided && length > 0) {
        bool held = must_look(c);
        if (!held && c->held_length == 0 && bytes[0] < 0xFE) {
            c->decided = true; /* no mark of UTF-16 */
        } else {
            size_t limit = held ? TN_CHARSET_HELD : TN_BOM_UTF_16_LENGTH, n = hold(c, bytes, length, limit);
            if (c->held_length < limit) return;
            bytes += n;
            length -= n;
            go(t, false);
        }
    }
    if (length == 0) return;
    if (c->encoding != TN_ENCODING_UTF_8)
        tn_convert(t, bytes, length); /* which counts them, even if cleaning has stopped */
    else if (!t->error)
        c->next(t, bytes, length);
}

void tn_charset_end(struct tnorm *t)
{
    struct tn_charset *c = &t->charset;
    if (!c->decided) go(t, true);
    if (c->encoding != TN_ENCODING_UTF_8) tn_convert_end(t);
}

void tn_charset_locate_error(struct tnorm *t)
{
    struct tn_charset *c = &t->charset;
    if (t->error != TNORM_ERROR_INVALID || c->encoding == TN_ENCODING_UTF_8 || c->located) return;
    if (c->has_lost) t->error_charset = tn_charset_name(t); /* else an escape of JSON is half a character */
    c->located = true; /* once: the record that it is in may have ended when it is asked again */
    if (!t->warc)
        t->error_offset = c->lost;
    else if (!t->inner)
        t->error_offset = t->text_origin + c->lost;
}

const char *tn_charset_name(const struct tnorm *t)
{
    const char *name = tn_encoding_name(t->charset.encoding);
    return name ? name : t->charset.from_name;
}
