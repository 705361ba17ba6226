#include "cli_source.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const unsigned char GZIP[] = {0x1F, 0x8B}, ZSTD[] = {0x28, 0xB5, 0x2F, 0xFD},
                           DICTIONARY[] = {0x37, 0xA4, 0x30, 0xEC}; /* RFC 8878 5 */

/* More of the descriptor; 0 if there is no more. */
static size_t read_descriptor(struct source *s, unsigned char *bytes, size_t room)
{
    if (s->ended || s->fault || s->stopped) return 0;
    s->stopped = !s->wait(s->context);
    if (s->stopped) return 0;
    ssize_t n;
    do n = read(s->fd, bytes, room);
    while (n < 0 && errno == EINTR);
    if (n < 0) s->fault = strerror(errno);
    if (n <= 0) s->ended = true;
    return n > 0 ? (size_t)n : 0;
}

/* More of it behind what there is; false if there is no more. */
static bool fill(struct source *s)
{
    if (s->begin > 0) memmove(s->bytes, s->bytes + s->begin, s->end - s->begin);
    s->end -= s->begin;
    s->begin = 0;
    size_t most = s->kind == SOURCE_PLAIN ? SOURCE_SNIFFED : SOURCE_BYTES;
    size_t n = read_descriptor(s, s->bytes + s->end, most - s->end);
    s->end += n;
    return n > 0;
}

/* Does `magic` stand `skip` bytes behind what comes next? */
static bool magic_follows(struct source *s, size_t skip, const unsigned char *magic, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        while (s->begin + skip + i >= s->end)
            if (!fill(s)) return false;
        if (s->bytes[s->begin + skip + i] != magic[i]) return false;
    }
    return true;
}

static void use(struct source *s, size_t n)
{
    s->begin += n;
    s->offset += n;
}

static size_t read_plain(struct source *s, unsigned char *bytes, size_t room)
{
    if (s->begin == s->end) { /* without a copy */
        size_t n = read_descriptor(s, bytes, room);
        s->offset += n;
        return n;
    }
    size_t n = s->end - s->begin < room ? s->end - s->begin : room;
    memcpy(bytes, s->bytes + s->begin, n);
    use(s, n);
    return n;
}

static bool is_gzip(struct source *s) { return magic_follows(s, 0, GZIP, sizeof GZIP); }

/* RFC 8878 3.1.2: a frame that holds no text may stand before, between and behind those that do. */
static bool is_zstd(struct source *s)
{
    static const unsigned char skippable[] = {0x2A, 0x4D, 0x18};
    if (magic_follows(s, 0, ZSTD, sizeof ZSTD)) return true;
    return s->begin < s->end && s->bytes[s->begin] >> 4 == 5 &&
           magic_follows(s, 1, skippable, sizeof skippable);
}

/* Between members or frames: is there another one?  Zeros that fill up a tape's block are none. */
static bool next_part(struct source *s, bool (*is_one)(struct source *))
{
    while (!is_one(s)) {
        if (s->fault || (s->begin == s->end && !fill(s))) return false;
        if (s->bytes[s->begin] != 0) {
            s->fault = "bytes that are not compressed follow what is";
            return false;
        }
        use(s, 1);
    }
    return true;
}

/* More input for the middle of a member or frame. */
static bool need_more(struct source *s)
{
    if (s->begin < s->end || fill(s)) return true;
    if (!s->fault && !s->stopped) s->fault = "the compressed input ends too early";
    return false;
}

/* More of what members or frames hold. */
static size_t read_compressed(struct source *s, unsigned char *bytes, size_t room)
{
    bool gzip = s->kind == SOURCE_GZIP;
    size_t got = 0;
    while (got == 0) {
        if (!s->inside) {
            if (!next_part(s, gzip ? is_gzip : is_zstd)) return 0;
            s->inside = tn_decompressor_start(&s->decoder, s->decoder.coding);
        }
        if (!s->full && !need_more(s)) return 0;
        const unsigned char *in = s->bytes + s->begin;
        size_t have = s->end - s->begin, left = have;
        enum tn_decompress_status status = tn_decompressor_step(&s->decoder, &in, &left, bytes, room, &got);
        use(s, have - left);
        s->full = got == room;
        if (status == TN_DECOMPRESS_END) s->inside = false;
        if (status == TN_DECOMPRESS_BAD) {
            s->fault = s->decoder.fault;
            return got;
        }
    }
    return got;
}

/* What the input begins with is `kind`. */
static bool open_compressed(struct source *s, enum source_kind kind, enum tn_coding coding, uint64_t memory)
{
    s->kind = kind;
    if (!tn_decompressor_knows(coding)) {
        s->fault = kind == SOURCE_GZIP ? "is compressed by gzip, which is not built in"
                                       : "is compressed by zstd, which is not built in";
        return false;
    }
    if (!tn_decompressor_open(&s->decoder, coding, memory)) s->fault = "out of memory";
    return true;
}

/* Up to `length` bytes, of what there is and of the descriptor; returns how many came. */
static size_t read_whole(struct source *s, unsigned char *bytes, size_t length)
{
    size_t got = 0;
    while (got < length && need_more(s)) {
        size_t n = s->end - s->begin < length - got ? s->end - s->begin : length - got;
        memcpy(bytes + got, s->bytes + s->begin, n);
        use(s, n);
        got += n;
    }
    return got;
}

/* "Zstandard Compression of WARC files" 1.0: a dictionary for all frames may be in a frame without text before them, as it is or
 * compressed.  Other such frames are skipped as any. */
static void read_dictionary(struct source *s, uint64_t memory)
{
    enum { HEAD = 8 };
    static const unsigned char magic[] = {0x5D, 0x2A, 0x4D, 0x18};
    unsigned char head[HEAD];
    if (!magic_follows(s, 0, magic, sizeof magic)) return;
    if (!magic_follows(s, HEAD, ZSTD, sizeof ZSTD) && !magic_follows(s, HEAD, DICTIONARY, sizeof DICTIONARY))
        return;
    if (read_whole(s, head, HEAD) < HEAD) return;
    size_t length = head[4] | (size_t)head[5] << 8 | (size_t)head[6] << 16 | (size_t)head[7] << 24;
    unsigned char *bytes = length <= memory ? malloc(length + 1) : NULL;
    if (!bytes) {
        s->fault = length <= memory ? "out of memory" : "the dictionary is too large";
    } else if (read_whole(s, bytes, length) == length) {
        if (!tn_decompressor_dictionary(&s->decoder, bytes, length, memory)) s->fault = s->decoder.fault;
    }
    free(bytes);
}

bool source_open(struct source *s, int fd, uint64_t memory, bool (*wait)(void *), void *context)
{
    *s = (struct source){.fd = fd, .wait = wait, .context = context};
    if (is_gzip(s)) return open_compressed(s, SOURCE_GZIP, TN_CODING_GZIP, memory);
    if (!is_zstd(s)) return true;
    if (!open_compressed(s, SOURCE_ZSTD, TN_CODING_ZSTD, memory)) return false;
    if (!s->fault) read_dictionary(s, memory);
    return true;
}

size_t source_read(struct source *s, unsigned char *bytes, size_t room)
{
    if (s->fault) return 0;
    return s->kind == SOURCE_PLAIN ? read_plain(s, bytes, room) : read_compressed(s, bytes, room);
}

void source_close(struct source *s) { tn_decompressor_close(&s->decoder); }
