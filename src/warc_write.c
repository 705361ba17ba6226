#include "warc_write.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "head_lex.h"
#include "record.h"
#include "state.h"
#include "utf8.h"
#include "warc.h"

static const char UNDATED[] = "1970-01-01T00:00:00Z"; /* a date is mandatory */

enum { NUMBER = 32, NAME = 1280 };

void tn_warc_writer_reset(struct tn_warc_writer *w)
{
    w->informed = false;
    w->segments = w->total = 0;
    w->length = 0;
}

static struct tn_warc_writer *writer(struct tnorm *t) { return &t->warc->writer; }
static const struct tn_record *record(const struct tnorm *t) { return &t->warc->record[t->warc->current]; }

static bool writes_records(const struct tnorm *t) { return t->options.output == TNORM_OUTPUT_WARC; }

static void add_bytes(struct tnorm *t, const char *text, size_t length)
{
    t->account.added += length;
    tn_output_put(t, (const unsigned char *)text, length);
}

static void add(struct tnorm *t, const char *text) { add_bytes(t, text, strlen(text)); }

void tn_warc_write_separator(struct tnorm *t)
{
    struct tn_warc *w = t->warc;
    if (t->options.output != TNORM_OUTPUT_DEFAULT) return;
    if (w->documents) {
        t->part = false; /* this parts them, in another input as well */
        add(t, "\f\n");
    }
    w->documents = true;
}

/* ---- JSON Lines */

/* A value that may be unknown; it is UTF-8 without controls. */
static void add_member(struct tnorm *t, const char *name, const char *value)
{
    add(t, name);
    if (value) {
        add(t, "\"");
        t->account.added += tn_output_put_escaped(t, (const unsigned char *)value, strlen(value));
        add(t, "\"");
    } else {
        add(t, "null");
    }
}

/* The encoding that the document was read in, as the label in small letters that the standard has for each. */
static void add_charset(struct tnorm *t)
{
    char label[TN_META_LABEL_LONGEST];
    size_t n = 0;
    for (const char *name = tn_charset_name(t); n < sizeof label - 1 && name[n]; n++)
        label[n] = name[n] >= 'A' && name[n] <= 'Z' ? (char)(name[n] | 0x20) : name[n];
    label[n] = 0;
    add_member(t, ",\"charset\":", label);
}

void tn_warc_write_json(struct tnorm *t)
{
    const char *type = t->warc->payload.media.type;
    add_member(t, "{\"url\":", record(t)->url);
    add_member(t, ",\"date\":", record(t)->date);
    add_member(t, ",\"type\":", type[0] ? type : NULL);
    add_charset(t);
    add(t, ",\"text\":\"");
}

/* ---- WARC */

static void add_field(struct tnorm *t, const char *name, const char *value)
{
    add(t, name);
    add(t, ": ");
    add(t, value);
    add(t, "\r\n");
}

static void add_date(struct tnorm *t, const struct tn_record *r)
{
    add_field(t, "WARC-Date", r->date && tn_is_date(r->date) ? r->date : UNDATED);
}

/* A record's identifier, as WARC 1.1 clause 5.2 has it. */
static void add_id(struct tnorm *t, const char *name, const char *prefix, const char *id)
{
    add(t, name);
    add(t, ": <");
    add(t, prefix);
    add(t, id);
    add(t, ">\r\n");
}

static void add_number(struct tnorm *t, const char *name, uint64_t value)
{
    char text[NUMBER];
    (void)snprintf(text, sizeof text, "%" PRIu64, value);
    add_field(t, name, text);
}

/* An identifier that depends on the input alone: made of that of the record it comes from, or of its address if it has none, and of
 * its place. */
static void make_id(const struct tn_record *r, const char *what, uint64_t number, char uuid[TN_UUID_SIZE])
{
    char name[NAME];
    const char *source = r->id ? r->id : r->url ? r->url : "";
    int n = snprintf(name, sizeof name, "%.1024s#%" PRIu64 "/%s/%" PRIu64, source, r->offset, what, number);
    tn_uuid_of_name((const unsigned char *)name, (size_t)n, uuid);
}

void tn_warc_write_info(struct tnorm *t, const struct tn_record *first)
{
    static const char info[] = "software: tnorm " TNORM_VERSION "\r\nformat: WARC File Format 1.1\r\n";
    char uuid[TN_UUID_SIZE];
    if (!writes_records(t) || writer(t)->informed) return;
    writer(t)->informed = true;
    make_id(first, "warcinfo", 0, uuid);
    add(t, "WARC/1.1\r\nWARC-Type: warcinfo\r\n");
    add_date(t, first);
    add_id(t, "WARC-Record-ID", "urn:uuid:", uuid);
    add_field(t, "Content-Type", "application/warc-fields");
    add_number(t, "Content-Length", sizeof info - 1);
    add(t, "\r\n");
    add(t, info);
    add(t, "\r\n\r\n");
}

/* WARC 1.1 5.2: a record's identifier is a URI; one that is none names nothing that could be referred to. */
static bool is_identified(const struct tn_record *r)
{
    return r->id && tn_has_scheme(r->id) && r->id[tn_uri_length(r->id)] == '\0';
}

/* WARC 1.1 5.14: without white space, and escaped as RFC 3986 2.1 has it. */
static void add_escaped(struct tnorm *t, const char *address)
{
    char escape[sizeof "%FF"];
    for (const char *p = address; *p;) {
        size_t n = tn_uri_length(p);
        add_bytes(t, p, n);
        p += n;
        if (!*p) break;
        (void)snprintf(escape, sizeof escape, "%%%02X", (unsigned)(unsigned char)*p++);
        add(t, escape);
    }
}

/* WARC 1.1 5.14: all records of text have one, and all segments the same.  Where the source has none, or what is no URI, it
 * stands for the source itself: its identifier, or one that is made of its place. */
static void add_target(struct tnorm *t, const struct tn_record *r)
{
    char uuid[TN_UUID_SIZE];
    add(t, "WARC-Target-URI: ");
    if (r->url && tn_has_scheme(r->url)) {
        add_escaped(t, r->url);
    } else if (is_identified(r)) {
        add(t, r->id);
    } else {
        make_id(r, "target", 0, uuid);
        add(t, "urn:uuid:");
        add(t, uuid);
    }
    add(t, "\r\n");
}

/* WARC 1.1 6.7, 6.8: the first record of a document, or one that continues it. */
static void add_head(struct tnorm *t, size_t length, bool last)
{
    struct tn_warc_writer *w = writer(t);
    const struct tn_record *r = record(t);
    bool segmented = w->segments > 1 || !last;
    char uuid[TN_UUID_SIZE];
    make_id(r, "text", w->segments, uuid);
    add(t, w->segments > 1 ? "WARC/1.1\r\nWARC-Type: continuation\r\n"
                           : "WARC/1.1\r\nWARC-Type: conversion\r\n");
    add_target(t, r);
    add_date(t, r);
    add_id(t, "WARC-Record-ID", "urn:uuid:", uuid);
    if (w->segments > 1)
        add_id(t, "WARC-Segment-Origin-ID", "urn:uuid:", w->id);
    else if (is_identified(r))
        add_id(t, "WARC-Refers-To", "", r->id);
    if (w->segments == 1) memcpy(w->id, uuid, sizeof uuid);
    if (segmented) add_number(t, "WARC-Segment-Number", w->segments);
    if (segmented && last) add_number(t, "WARC-Segment-Total-Length", w->total);
    if (w->segments == 1) add_field(t, "Content-Type", "text/plain");
    add_number(t, "Content-Length", length);
    add(t, "\r\n");
}

/* Writes a record of the first `length` bytes that are held. */
static void write_record(struct tnorm *t, size_t length, bool last)
{
    struct tn_warc_writer *w = writer(t);
    w->segments++;
    w->total += length;
    add_head(t, length, last);
    tn_output_put(t, w->text, length);
    add(t, "\r\n\r\n");
    w->length -= length;
    memmove(w->text, w->text + length, w->length);
}

/* What is held is a segment, but for a character that is not whole. */
static void write_segment(struct tnorm *t)
{
    const struct tn_warc_writer *w = writer(t);
    size_t end = w->length;
    while (tn_utf8_is_continuation(w->text[end - 1])) end--;
    end--; /* to where the last character begins */
    if (end + tn_utf8_length(w->text[end]) == w->length) end = w->length;
    write_record(t, end, false);
}

void tn_warc_write(struct tnorm *t, const unsigned char *text, size_t length)
{
    struct tn_warc_writer *w = writer(t);
    while (length > 0) {
        size_t room = TN_WARC_SEGMENT - w->length, n = length < room ? length : room;
        memcpy(w->text + w->length, text, n);
        w->length += n;
        text += n;
        length -= n;
        if (length > 0) write_segment(t);
    }
}

void tn_warc_write_end(struct tnorm *t)
{
    struct tn_warc_writer *w = writer(t);
    if (!writes_records(t)) return;
    write_record(t, w->length, true);
    w->segments = w->total = 0;
}
