#include "chunks.h"

#include <string.h>

#include "head_lex.h"

void tn_chunks_reset(struct tn_chunks *c)
{
    c->state = TN_CHUNKS_SIZE;
    c->begun = c->sure = false;
    c->left = 0;
    c->length = 0;
}

/* The line is whole, or as long as it may be. */
static void read_size(struct tn_chunks *c, uint64_t most)
{
    uint64_t size;
    c->line[c->length] = 0;
    if (!tn_chunk_size(c->line, &size) || (!c->begun && size > most)) {
        c->state = TN_CHUNKS_BROKEN;
        return;
    }
    c->state = size > 0 ? TN_CHUNKS_DATA : TN_CHUNKS_TRAILER;
    c->left = size;
    if (size == 0 && !c->begun) return; /* the body is empty, or a text that begins with a nought */
    c->begun = true;
    c->length = 0;
}

static size_t take_line(struct tn_chunks *c, const unsigned char *bytes, size_t length, uint64_t most)
{
    const unsigned char *feed = memchr(bytes, '\n', length);
    size_t n = feed ? (size_t)(feed - bytes) + 1 : length, room = TN_CHUNK_LINE - c->length;
    if (n > room) n = room;
    memcpy(c->line + c->length, bytes, n);
    c->length += n;
    if (c->line[c->length - 1] == '\n' || c->length == TN_CHUNK_LINE) read_size(c, most);
    return n;
}

/* Of a body that began with a nought nothing else comes if it is empty. */
static size_t take_end_of_nothing(struct tn_chunks *c, const unsigned char *bytes, size_t length)
{
    size_t n = 0;
    while (n < length && bytes[n] == '\r' && c->length < TN_CHUNK_LINE) c->line[c->length++] = bytes[n++];
    if (n == length) return n;
    if (bytes[n] != '\n') {
        c->state = TN_CHUNKS_BROKEN;
        return n;
    }
    c->state = TN_CHUNKS_ENDED;
    c->begun = true;
    c->length = 0;
    return n + 1;
}

static size_t take_trailer(struct tn_chunks *c, const unsigned char *bytes, size_t length)
{
    const unsigned char *feed = memchr(bytes, '\n', length);
    size_t n = feed ? (size_t)(feed - bytes) : length;
    if (c->length == 0 && n > 0) c->line[0] = bytes[0];
    c->length += n;
    if (!feed) return n;
    if (c->length == 0 || (c->length == 1 && c->line[0] == '\r')) c->state = TN_CHUNKS_ENDED;
    c->length = 0;
    return n + 1;
}

/* What some crawlers put behind it parts records. */
static size_t take_line_ends(struct tn_chunks *c, const unsigned char *bytes, size_t length)
{
    size_t n = 0;
    while (n < length && (bytes[n] == '\r' || bytes[n] == '\n')) n++;
    if (n < length) c->state = TN_CHUNKS_BROKEN;
    return n;
}

size_t tn_chunks_take(struct tn_chunks *c, const unsigned char *bytes, size_t length, uint64_t most,
                      bool *data)
{
    size_t n = 0;
    *data = c->state == TN_CHUNKS_DATA;
    switch (c->state) {
    case TN_CHUNKS_SIZE: return take_line(c, bytes, length, most);
    case TN_CHUNKS_DATA:
        n = length < c->left ? length : (size_t)c->left;
        c->left -= n;
        if (c->left == 0) c->state = TN_CHUNKS_DATA_END;
        return n;
    case TN_CHUNKS_DATA_END:
        if (length > 0 && bytes[0] == '\r' && c->length == 0) {
            c->length++;
            n++;
        }
        if (n == length) return n;
        c->length = 0;
        c->sure |= bytes[n] == '\n';
        c->state = bytes[n] == '\n' ? TN_CHUNKS_SIZE : TN_CHUNKS_BROKEN;
        return c->state == TN_CHUNKS_SIZE ? n + 1 : n;
    case TN_CHUNKS_TRAILER: return (c->begun ? take_trailer : take_end_of_nothing)(c, bytes, length);
    case TN_CHUNKS_ENDED: return take_line_ends(c, bytes, length);
    case TN_CHUNKS_BROKEN: break;
    }
    return 0;
}
