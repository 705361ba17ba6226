#include "payload.h"

#include <string.h>

#include "bom.h"
#include "document.h"
#include "state.h"
#include "warc.h"

bool tn_payload_init(struct tn_payload *p, uint64_t memory)
{
    bool good = true;
    for (size_t i = 0; i < TN_LAYERS; i++)
        good = tn_decompressor_open(&p->layer[i].decoder, TN_CODING_NONE, memory) && good;
    return good;
}

void tn_payload_free(struct tn_payload *p)
{
    for (size_t i = 0; i < TN_LAYERS; i++) tn_decompressor_close(&p->layer[i].decoder);
}

static void add_layer(struct tn_payload *p, enum tn_coding coding)
{
    struct tn_layer *l = &p->layer[p->layers++];
    l->coding = coding;
    l->state = TN_LAYER_FIRST;
    l->held = 0;
}

void tn_payload_start(struct tn_payload *p, const struct tn_http *http, uint64_t most, bool partial)
{
    p->media = http->media;
    p->fate = TN_PAYLOAD_OPEN;
    p->partial = partial;
    p->wary = http->unknown;
    p->encoded = p->damaged = false;
    p->chunked = http->chunked;
    p->most = partial ? UINT64_MAX : most;
    p->waiting = 0;
    p->start_length = 0;
    tn_chunks_reset(&p->chunks);
    p->layers = 0;
    for (size_t i = 0; i < http->codings; i++) add_layer(p, http->coding[i]);
    /* what is said to be text may be encoded though no head says so */
    if (p->media.kind == TN_MEDIA_HTML || p->media.kind == TN_MEDIA_PLAIN) add_layer(p, TN_CODING_NONE);
}

bool tn_payload_moves(const struct tn_payload *p) { return p->chunked || p->encoded; }

/* ---- what it is */

/* WHATWG MIME sniffing 3: a binary data byte */
static bool is_binary_byte(unsigned char c)
{
    return c < 0x20 && c != '\t' && c != '\n' && c != '\f' && c != '\r' && c != 0x1B;
}

static bool is_binary(const unsigned char *p, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (is_binary_byte(p[i])) return true;
    return false;
}

static bool begins_with(const struct tn_payload *p, const char *with, size_t length)
{
    return p->start_length >= length && memcmp(p->start, with, length) == 0;
}

/* 7.1: byte-order marks tell text, though UTF-16 has zeros.  Of what nobody calls a text, or what may be encoded in a way that is not
 * known, the name of a format is enough to tell that it is none; of what is called one, looks_like_data() wants more. */
static bool looks_like_text(const struct tn_payload *p)
{
    if (begins_with(p, TN_BOM_UTF_16BE, TN_BOM_UTF_16_LENGTH) ||
        begins_with(p, TN_BOM_UTF_16LE, TN_BOM_UTF_16_LENGTH))
        return true;
    return !begins_with(p, "%PDF-", 5) && !begins_with(p, "%!PS-Adobe-", 11) &&
           !is_binary(p->start, p->start_length);
}

enum { MAGIC_BYTES = 10 }; /* that tell pictures and documents, however they are declared */

/* Does it begin as what is no text, as a server may call all that it has (6.1, 7.1)?  A text may speak of these formats: it has
 * words behind their names, and no sizes. */
static bool looks_like_data(const struct tn_payload *p)
{
    const unsigned char *size = p->start + 6;
    if (begins_with(p, "\x89PNG\r\n\x1A\n", 8) || begins_with(p, "\xFF\xD8\xFF", 3) ||
        begins_with(p, "PK\x03\x04", 4))
        return true;
    if (p->start_length < MAGIC_BYTES) return false;
    if (begins_with(p, "%PDF-", 5)) return p->start[8] == '\r' || p->start[8] == '\n';
    return (begins_with(p, "GIF87a", 6) || begins_with(p, "GIF89a", 6)) && is_binary(size, MAGIC_BYTES - 6);
}

static bool is_xhtml(const struct tn_payload *p)
{
    static const char name[] = "<html";
    if (!begins_with(p, "<?xml", 5)) return false;
    for (size_t i = 0; i + sizeof name - 1 <= p->start_length; i++)
        if (memcmp(p->start + i, name, sizeof name - 1) == 0) return true;
    return false;
}

/* Tells an undeclared type by the first bytes. */
static void sniff(struct tn_payload *p)
{
    static const char html[] = "text/html", xhtml[] = "application/xhtml+xml", plain[] = "text/plain";
    p->start[p->start_length] = 0;
    if (tn_looks_like_html(p->start)) {
        p->media.kind = TN_MEDIA_HTML;
        memcpy(p->media.type, html, sizeof html);
    } else if (is_xhtml(p)) {
        p->media.kind = TN_MEDIA_HTML;
        memcpy(p->media.type, xhtml, sizeof xhtml);
    } else if (looks_like_text(p)) {
        p->media.kind = TN_MEDIA_PLAIN;
        memcpy(p->media.type, plain, sizeof plain);
    } else {
        p->media.kind = TN_MEDIA_OTHER;
    }
}

/* Bytes of a body that was decoded. */
static void count_encoded(struct tnorm *t, uint64_t bytes)
{
    t->account.rewritten += bytes;
    t->account.cause[TN_CHARSET].in += bytes;
}

static void begin_document(struct tnorm *t)
{
    struct tn_payload *p = &t->warc->payload;
    p->fate = TN_PAYLOAD_DOCUMENT;
    for (size_t i = 0; i < p->layers; i++) p->encoded |= p->layer[i].state > TN_LAYER_PLAIN;
    tn_warc_begin_document(t);
    if (p->encoded) {
        t->account.encoded = t->account.converted = true;
        t->account.cause[TN_CHARSET].count++;
        count_encoded(t, p->waiting);
    }
    p->waiting = 0;
}

static void skip(struct tnorm *t)
{
    struct tn_payload *p = &t->warc->payload;
    p->fate = TN_PAYLOAD_SKIPPED;
    t->account.framing += p->waiting;
    p->waiting = 0;
    tn_warc_skip(t);
}

/* So much of it is there that its type can be told, or all. */
static void decide(struct tnorm *t)
{
    struct tn_payload *p = &t->warc->payload;
    size_t n = p->start_length;
    if (p->media.kind == TN_MEDIA_UNKNOWN) sniff(p);
    if (looks_like_data(p)) p->media.kind = TN_MEDIA_OTHER;
    if (p->wary && !looks_like_text(p)) {
        p->damaged = true;
        p->media.kind = TN_MEDIA_OTHER;
    }
    p->start_length = 0;
    if (p->media.kind == TN_MEDIA_OTHER) {
        skip(t);
        return;
    }
    begin_document(t);
    if (!t->error) tn_document_feed(t, p->start, n);
}

/* Takes decoded bytes. */
static void take(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    struct tn_payload *p = &t->warc->payload;
    if (p->fate == TN_PAYLOAD_OPEN) {
        size_t wanted = p->media.kind == TN_MEDIA_UNKNOWN || p->wary ? TN_SNIFF_BYTES : MAGIC_BYTES;
        size_t room = wanted - p->start_length, n = length < room ? length : room;
        memcpy(p->start + p->start_length, bytes, n);
        p->start_length += n;
        bytes += n;
        length -= n;
        if (p->start_length < wanted) return;
        decide(t);
    }
    if (p->fate == TN_PAYLOAD_DOCUMENT && !t->error && length > 0) tn_document_feed(t, bytes, length);
}

/* ---- codings */

static void damage(struct tn_payload *p, struct tn_layer *l)
{
    l->state = TN_LAYER_OVER;
    p->damaged = true;
}

/* Does what is held decode?  All of it, if it is the `last`, else as far as it goes.  Where it is no text, a part is
 * enough: it is damaged.  If memory is too short to tell, it does: then that it cannot be decoded is reported. */
static bool decodes(struct tn_layer *l, bool last)
{
    bool text = !is_binary(l->hold, l->held);
    const unsigned char *in = l->hold;
    size_t left = l->held, total = 0, made = 1;
    if (!tn_decompressor_start(&l->decoder, l->coding)) return l->decoder.starved;
    while (left > 0 || made == TN_LAYER_DECODED) {
        size_t before = left;
        switch (tn_decompressor_step(&l->decoder, &in, &left, l->decoded, TN_LAYER_DECODED, &made)) {
        case TN_DECOMPRESS_BAD: return l->decoder.starved || (!text && total + made > 0);
        case TN_DECOMPRESS_END: return true;
        case TN_DECOMPRESS_MORE: break;
        }
        total += made;
        if (total >= TN_LAYER_ENOUGH) return true;
        if (left == before && made == 0) break;
    }
    return !last || (!text && total > 0);
}

static bool holds_magic(const struct tn_layer *l, const char *magic, size_t length)
{
    return l->held >= length && memcmp(l->hold, magic, length) == 0;
}

/* Does a gzip member, a zstd frame (RFC 8878 3.1: or one without text) begin here?  Others have no magic. */
static bool has_magic(const struct tn_layer *l, enum tn_coding coding)
{
    if (coding == TN_CODING_GZIP) return holds_magic(l, "\x1F\x8B", 2);
    if (coding != TN_CODING_ZSTD || l->held < 4) return false;
    return holds_magic(l, "\x28\xB5\x2F\xFD", 4) ||
           (l->hold[0] >> 4 == 5 && memcmp(l->hold + 1, "\x2A\x4D\x18", 3) == 0);
}

/* The coding of which the magic stands here, as no text begins; TN_CODING_NONE: there is none, or its library is not built in. */
static enum tn_coding found_coding(const struct tn_layer *l)
{
    enum tn_coding coding = holds_magic(l, "\x1F\x8B\x08", 3)       ? TN_CODING_GZIP
                            : holds_magic(l, "\x28\xB5\x2F\xFD", 4) ? TN_CODING_ZSTD
                                                                    : TN_CODING_NONE;
    return tn_decompressor_knows(coding) ? coding : TN_CODING_NONE;
}

/* RFC 1950 2.2 */
static bool is_zlib(const struct tn_layer *l)
{
    return l->held >= 2 && (l->hold[0] & 0x8F) == 8 && (l->hold[0] << 8 | l->hold[1]) % 31 == 0;
}

/* Are these the bytes of what the head declares, or, where it declares nothing, of what has a magic?  RFC 9110 8.4.1.2: `deflate`
 * is zlib, but many send it without head. */
static bool is_encoded(struct tn_layer *l, bool last)
{
    switch (l->coding) {
    case TN_CODING_NONE: return (l->coding = found_coding(l)) != TN_CODING_NONE;
    case TN_CODING_ZSTD: return has_magic(l, l->coding);
    case TN_CODING_GZIP:
        if (has_magic(l, l->coding)) return true;
        l->coding = TN_CODING_ZLIB;
        return is_zlib(l) && decodes(l, last);
    case TN_CODING_ZLIB:
        if (has_magic(l, TN_CODING_GZIP)) {
            l->coding = TN_CODING_GZIP;
            return true;
        }
        if (is_zlib(l) && decodes(l, last)) return true;
        l->coding = TN_CODING_DEFLATE;
        break;
    default: break;
    }
    return l->held > 0 && decodes(l, last);
}

/* Is it nothing but zeros and line ends, as some servers put them behind what they encode? */
static bool is_padding(const unsigned char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (bytes[i] != 0 && bytes[i] != '\r' && bytes[i] != '\n') return false;
    return true;
}

static void push(struct tnorm *t, size_t layer, const unsigned char *bytes, size_t length);

/* A member or frame goes on in [*at, *at + *left). */
static void decode(struct tnorm *t, size_t layer, const unsigned char **at, size_t *left)
{
    struct tn_payload *p = &t->warc->payload;
    struct tn_layer *l = &p->layer[layer];
    for (size_t made = TN_LAYER_DECODED; *left > 0 || made == TN_LAYER_DECODED;) {
        size_t before = *left;
        enum tn_decompress_status status =
            tn_decompressor_step(&l->decoder, at, left, l->decoded, TN_LAYER_DECODED, &made);
        if (made > 0) push(t, layer + 1, l->decoded, made);
        if (status == TN_DECOMPRESS_END) l->state = TN_LAYER_BETWEEN;
        if (status == TN_DECOMPRESS_BAD) damage(p, l);
        if (status != TN_DECOMPRESS_MORE || t->error || p->fate == TN_PAYLOAD_SKIPPED) return;
        if (*left == before && made == 0) return;
    }
}

/* Decodes what is held; `last`: no more will come.  What may be the beginning of another member stays. */
static void run(struct tnorm *t, size_t layer, bool last)
{
    enum { MAGIC = 4 };
    struct tn_payload *p = &t->warc->payload;
    struct tn_layer *l = &p->layer[layer];
    const unsigned char *at = l->hold;
    size_t left = l->held;
    if (l->state == TN_LAYER_FIRST) {
        l->state = is_encoded(l, last) ? TN_LAYER_DECODING : TN_LAYER_PLAIN;
        if (l->state == TN_LAYER_PLAIN && left > 0) push(t, layer + 1, at, left);
        if (l->state == TN_LAYER_DECODING && !tn_decompressor_start(&l->decoder, l->coding)) damage(p, l);
    }
    while (left > 0 && !t->error && p->fate != TN_PAYLOAD_SKIPPED) {
        if (l->state == TN_LAYER_DECODING) decode(t, layer, &at, &left);
        if (l->state != TN_LAYER_BETWEEN) break;
        memmove(l->hold, at, left);
        at = l->hold;
        l->held = left;
        if (left < MAGIC && !last) return;
        bool another = has_magic(l, l->coding) && tn_decompressor_start(&l->decoder, l->coding);
        l->state = another ? TN_LAYER_DECODING : TN_LAYER_OVER;
        p->damaged |= !another && left > 0 && !is_padding(at, left);
    }
    l->held = 0;
    if (last && l->state == TN_LAYER_DECODING && !p->partial) damage(p, l);
}

/* Bytes come to a layer, or, behind the last one, to the document. */
static void push(struct tnorm *t, size_t layer, const unsigned char *bytes, size_t length)
{
    struct tn_payload *p = &t->warc->payload;
    struct tn_layer *l = &p->layer[layer];
    if (layer == p->layers) {
        take(t, bytes, length);
        return;
    }
    while (length > 0 && l->state != TN_LAYER_PLAIN && l->state != TN_LAYER_OVER) {
        size_t room = TN_LAYER_BLOCK - l->held, n = length < room ? length : room;
        memcpy(l->hold + l->held, bytes, n);
        l->held += n;
        bytes += n;
        length -= n;
        if (l->held == TN_LAYER_BLOCK) run(t, layer, false);
    }
    if (length > 0 && l->state == TN_LAYER_PLAIN) push(t, layer + 1, bytes, length);
    if (l->state == TN_LAYER_OVER) p->damaged |= !is_padding(bytes, length);
}

/* ---- chunks */

/* Bytes of the body proper. */
static void give(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    struct tn_payload *p = &t->warc->payload;
    if (p->fate == TN_PAYLOAD_SKIPPED)
        t->account.framing += length;
    else if (p->fate == TN_PAYLOAD_OPEN)
        p->waiting += length;
    else if (p->encoded)
        count_encoded(t, length);
    if (p->fate != TN_PAYLOAD_SKIPPED && length > 0) push(t, 0, bytes, length);
}

/* There is no chunk at its beginning: it was joined before it was stored. */
static void join(struct tnorm *t)
{
    struct tn_payload *p = &t->warc->payload;
    p->chunked = false;
    give(t, p->chunks.line, p->chunks.length);
}

static size_t feed_chunks(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    struct tn_payload *p = &t->warc->payload;
    struct tn_chunks *c = &p->chunks;
    bool data, sure = c->begun;
    size_t before = c->length, n = tn_chunks_take(c, bytes, length, p->most, &data);
    if (data) {
        give(t, bytes, n);
    } else if (c->begun) {
        t->account.framing += sure ? n : before + n;
    } else if (c->state == TN_CHUNKS_BROKEN) {
        join(t);
    }
    if (!c->begun || c->state != TN_CHUNKS_BROKEN) return n;
    p->damaged = true;
    if (!c->sure) { /* a text, more likely, whose first line is a number */
        p->chunked = false;
        return n;
    }
    t->account.framing += length - n;
    return length;
}

void tn_payload_feed(struct tnorm *t, const unsigned char *bytes, size_t length)
{
    struct tn_payload *p = &t->warc->payload;
    while (length > 0 && !t->error) {
        size_t n = length;
        if (p->chunked)
            n = feed_chunks(t, bytes, length);
        else
            give(t, bytes, length);
        bytes += n;
        length -= n;
    }
}

void tn_payload_end(struct tnorm *t, bool partial, bool lacking)
{
    struct tn_payload *p = &t->warc->payload;
    p->partial |= partial;
    if (p->chunked && !p->chunks.begun) {
        if (p->chunks.state == TN_CHUNKS_TRAILER)
            t->account.framing += p->chunks.length;
        else
            join(t);
    }
    if (p->chunked && p->chunks.state < TN_CHUNKS_TRAILER && !p->partial) p->damaged = true;
    for (size_t i = 0; i < p->layers && p->fate != TN_PAYLOAD_SKIPPED; i++) run(t, i, true);
    if (p->fate == TN_PAYLOAD_OPEN) decide(t);
    p->damaged |= lacking && p->fate == TN_PAYLOAD_DOCUMENT;
    if (p->damaged) tn_warc_report_undecoded(t);
    if (p->fate != TN_PAYLOAD_DOCUMENT) return;
    tn_document_end(t);
    t->account.encoded = t->account.converted = false;
    tn_warc_end_document(t);
}
