#include "cli_source.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef TN_ZLIB
#include <zlib.h>
#endif
#ifdef TN_ZSTD
#include <zstd.h>
#endif

static const unsigned char GZIP[] = {0x1F, 0x8B}, ZSTD[] = {0x28, 0xB5, 0x2F, 0xFD};

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
    size_t n = read_descriptor(s, s->bytes + s->end, SOURCE_BYTES - s->end);
    s->end += n;
    return n > 0;
}

/* Does `magic` stand `skip` bytes behind what comes next? */
static bool holds(struct source *s, size_t skip, const unsigned char *magic, size_t length)
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

static bool is_gzip(struct source *s) { return holds(s, 0, GZIP, sizeof GZIP); }

/* RFC 8878 3.1.2: a frame that holds no text may stand before, between and behind those that do. */
static bool is_zstd(struct source *s)
{
    static const unsigned char skippable[] = {0x2A, 0x4D, 0x18};
    if (holds(s, 0, ZSTD, sizeof ZSTD)) return true;
    return s->begin < s->end && s->bytes[s->begin] >> 4 == 5 && holds(s, 1, skippable, sizeof skippable);
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

#ifdef TN_ZLIB
static bool open_gzip(struct source *s)
{
    s->stream = calloc(1, sizeof(z_stream));
    return s->stream && inflateInit2((z_stream *)s->stream, MAX_WBITS + 16) == Z_OK;
}

static size_t read_gzip(struct source *s, unsigned char *bytes, size_t room)
{
    z_stream *z = s->stream;
    size_t got = 0;
    while (got == 0) {
        if (!s->inside) {
            if (!next_part(s, is_gzip)) return 0;
            (void)inflateReset(z);
            s->inside = true;
        }
        if (!s->full && !need_more(s)) return 0;
        z->next_in = s->bytes + s->begin;
        z->avail_in = (uInt)(s->end - s->begin);
        z->next_out = bytes;
        z->avail_out = (uInt)room;
        int status = inflate(z, Z_NO_FLUSH);
        use(s, s->end - s->begin - z->avail_in);
        got = room - z->avail_out;
        s->full = z->avail_out == 0;
        if (status == Z_STREAM_END) {
            s->inside = false;
        } else if (status != Z_OK && status != Z_BUF_ERROR) {
            s->fault = z->msg ? z->msg : "the compressed input is damaged";
            return got;
        }
    }
    return got;
}
#endif

#ifdef TN_ZSTD
enum { LONGEST_FRAME_HEADER = 18 }; /* RFC 8878 3.1.1 */

static bool open_zstd(struct source *s, uint64_t memory)
{
    int log = 10; /* the least that zstd knows */
    while (log < 31 && UINT64_C(2) << log <= memory) log++;
    s->stream = ZSTD_createDCtx();
    return s->stream && !ZSTD_isError(ZSTD_DCtx_setParameter(s->stream, ZSTD_d_windowLogMax, log));
}

static size_t read_zstd(struct source *s, unsigned char *bytes, size_t room)
{
    ZSTD_outBuffer out = {bytes, room, 0};
    while (out.pos == 0) {
        if (!s->inside) {
            if (!next_part(s, is_zstd)) return 0;
            s->inside = true;
            s->hint = LONGEST_FRAME_HEADER;
        }
        if (!s->full && !need_more(s)) return 0;
        /* no more than it asks for: of what it decodes in one call nothing is had if there is a fault in it */
        size_t have = s->end - s->begin;
        ZSTD_inBuffer in = {s->bytes + s->begin, have < s->hint ? have : s->hint, 0};
        size_t status = ZSTD_decompressStream(s->stream, &out, &in);
        use(s, in.pos);
        s->full = out.pos == out.size;
        s->hint = status;
        if (status == 0) s->inside = false;
        if (ZSTD_isError(status)) {
            s->fault = ZSTD_getErrorName(status);
            return out.pos;
        }
    }
    return out.pos;
}
#endif

bool source_open(struct source *s, int fd, uint64_t memory, bool (*wait)(void *), void *context)
{
    *s = (struct source){.fd = fd, .wait = wait, .context = context};
    (void)memory;
    if (is_gzip(s)) {
        s->kind = SOURCE_GZIP;
#ifdef TN_ZLIB
        if (open_gzip(s)) return true;
        s->fault = "out of memory";
#else
        s->fault = "is compressed by gzip, which is not built in";
#endif
        return false;
    }
    if (is_zstd(s)) {
        s->kind = SOURCE_ZSTD;
#ifdef TN_ZSTD
        if (open_zstd(s, memory)) return true;
        s->fault = "out of memory";
#else
        s->fault = "is compressed by zstd, which is not built in";
#endif
        return false;
    }
    return true;
}

size_t source_read(struct source *s, unsigned char *bytes, size_t room)
{
    if (s->fault) return 0;
#ifdef TN_ZLIB
    if (s->kind == SOURCE_GZIP) return read_gzip(s, bytes, room);
#endif
#ifdef TN_ZSTD
    if (s->kind == SOURCE_ZSTD) return read_zstd(s, bytes, room);
#endif
    return read_plain(s, bytes, room);
}

void source_close(struct source *s)
{
#ifdef TN_ZLIB
    if (s->kind == SOURCE_GZIP && s->stream) (void)inflateEnd(s->stream);
    if (s->kind == SOURCE_GZIP) free(s->stream);
#endif
#ifdef TN_ZSTD
    if (s->kind == SOURCE_ZSTD) (void)ZSTD_freeDCtx(s->stream);
#endif
    s->stream = NULL;
}

const char *source_libraries(void)
{
    return ""
#ifdef TN_ZLIB
           "zlib " ZLIB_VERSION
#endif
#if defined(TN_ZLIB) && defined(TN_ZSTD)
           ", "
#endif
#ifdef TN_ZSTD
           "zstd " ZSTD_VERSION_STRING
#endif
#if !defined(TN_ZLIB) && !defined(TN_ZSTD)
           "none"
#endif
        ;
}
