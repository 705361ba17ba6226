#include "decompress.h"

#include <stdlib.h>

#ifdef TN_ZLIB
#define ZLIB_CONST /* it does not write to its input */
#include <zlib.h>
#endif
#ifdef TN_BROTLI
#include <brotli/decode.h>
#endif
#ifdef TN_ZSTD
#include <zstd.h>
#endif

enum { MEMORY_LOG = 27 }; /* 128 MiB, zstd's own limit */

/* ---- gzip, zlib, deflate */

#ifdef TN_ZLIB
/* zlib.h, inflateInit2(): what the number of window bits says of the head */
static int window_bits(enum tn_coding coding)
{
    return coding == TN_CODING_GZIP ? MAX_WBITS + 16 : coding == TN_CODING_ZLIB ? MAX_WBITS : -MAX_WBITS;
}

static bool open_inflate(struct tn_decompressor *d)
{
    z_stream *z = calloc(1, sizeof *z);
    if (z && inflateInit2(z, MAX_WBITS + 16) != Z_OK) {
        free(z);
        z = NULL;
    }
    d->inflate = z;
    return z != NULL;
}

static enum tn_decompress_status step_inflate(struct tn_decompressor *d, const unsigned char **in,
                                              size_t *length, unsigned char *out, size_t room, size_t *made)
{
    static const size_t most = UINT32_MAX / 2; /* zlib counts in unsigned int */
    z_stream *z = d->inflate;
    size_t have = *length < most ? *length : most;
    if (room > most) room = most;
    z->next_in = *in;
    z->avail_in = (uInt)have;
    z->next_out = out;
    z->avail_out = (uInt)room;
    int status = inflate(z, Z_NO_FLUSH);
    *in += have - z->avail_in;
    *length -= have - z->avail_in;
    *made = room - z->avail_out;
    if (status == Z_STREAM_END) return TN_DECOMPRESS_END;
    if (status == Z_OK || status == Z_BUF_ERROR) return TN_DECOMPRESS_MORE;
    d->starved = status == Z_MEM_ERROR;
    d->fault = z->msg ? z->msg : "the compressed input is damaged";
    return TN_DECOMPRESS_BAD;
}
#endif

/* ---- brotli */

#ifdef TN_BROTLI
static enum tn_decompress_status step_brotli(struct tn_decompressor *d, const unsigned char **in,
                                             size_t *length, unsigned char *out, size_t room, size_t *made)
{
    size_t left = room;
    BrotliDecoderResult result = BrotliDecoderDecompressStream(d->brotli, length, in, &left, &out, NULL);
    *made = room - left;
    if (result == BROTLI_DECODER_RESULT_SUCCESS) return TN_DECOMPRESS_END;
    if (result != BROTLI_DECODER_RESULT_ERROR) return TN_DECOMPRESS_MORE;
    BrotliDecoderErrorCode code = BrotliDecoderGetErrorCode(d->brotli);
    d->starved = code <= BROTLI_DECODER_ERROR_ALLOC_CONTEXT_MODES &&
                 code >= BROTLI_DECODER_ERROR_ALLOC_BLOCK_TYPE_TREES;
    d->fault = BrotliDecoderErrorString(code);
    return TN_DECOMPRESS_BAD;
}
#endif

/* ---- zstd */

#ifdef TN_ZSTD
enum { LONGEST_FRAME_HEADER = 18 }; /* RFC 8878 3.1.1 */

static bool open_zstd(struct tn_decompressor *d, uint64_t memory)
{
    int log = 10; /* the least that zstd knows */
    if (memory == 0) memory = UINT64_C(1) << MEMORY_LOG;
    while (log < 31 && UINT64_C(2) << log <= memory) log++;
    d->zstd = ZSTD_createDCtx();
    return d->zstd && !ZSTD_isError(ZSTD_DCtx_setParameter(d->zstd, ZSTD_d_windowLogMax, log));
}

static enum tn_decompress_status step_zstd(struct tn_decompressor *d, const unsigned char **in,
                                           size_t *length, unsigned char *out, size_t room, size_t *made)
{
    /* no more than it asks for: of what it decodes in one call nothing is had if there is a fault in it */
    ZSTD_inBuffer from = {*in, *length < d->hint ? *length : d->hint, 0};
    ZSTD_outBuffer to = {out, room, 0};
    size_t status = ZSTD_decompressStream(d->zstd, &to, &from);
    *in += from.pos;
    *length -= from.pos;
    *made = to.pos;
    d->hint = status;
    if (status == 0) return TN_DECOMPRESS_END;
    if (!ZSTD_isError(status)) return TN_DECOMPRESS_MORE;
    d->fault = ZSTD_getErrorName(status);
    return TN_DECOMPRESS_BAD;
}

static bool begins_with(const unsigned char *bytes, size_t length, uint32_t magic)
{
    if (length < sizeof magic) return false;
    return (bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24) ==
           magic;
}

static bool load(struct tn_decompressor *d, const unsigned char *bytes, size_t length)
{
    if (!begins_with(bytes, length, ZSTD_MAGIC_DICTIONARY)) return true;
    size_t status = ZSTD_DCtx_loadDictionary(d->zstd, bytes, length);
    if (ZSTD_isError(status)) d->fault = ZSTD_getErrorName(status);
    return !d->fault;
}

bool tn_decompressor_dictionary(struct tn_decompressor *d, const unsigned char *bytes, size_t length,
                                uint64_t memory)
{
    if (!begins_with(bytes, length, ZSTD_MAGICNUMBER)) return load(d, bytes, length);
    unsigned long long size = ZSTD_getFrameContentSize(bytes, length); /* not known: the greatest there are */
    unsigned char *content = size < memory && size < SIZE_MAX ? malloc((size_t)size + 1) : NULL;
    if (!content) {
        d->fault = "the dictionary is too large, or does not say how large it is";
        return false;
    }
    size_t status = ZSTD_decompress(content, (size_t)size, bytes, length);
    if (ZSTD_isError(status)) d->fault = ZSTD_getErrorName(status);
    bool good = !d->fault && load(d, content, status);
    free(content);
    return good;
}
#else
bool tn_decompressor_dictionary(struct tn_decompressor *d, const unsigned char *bytes, size_t length,
                                uint64_t memory)
{
    (void)d, (void)bytes, (void)length, (void)memory;
    return true;
}
#endif

/* ---- all */

bool tn_decompressor_knows(enum tn_coding coding)
{
    switch (coding) {
#ifdef TN_ZLIB
    case TN_CODING_GZIP:
    case TN_CODING_ZLIB:
    case TN_CODING_DEFLATE: return true;
#endif
#ifdef TN_BROTLI
    case TN_CODING_BROTLI: return true;
#endif
#ifdef TN_ZSTD
    case TN_CODING_ZSTD: return true;
#endif
    default: return false;
    }
}

bool tn_decompressor_open(struct tn_decompressor *d, enum tn_coding coding, uint64_t memory)
{
    bool good = true;
    *d = (struct tn_decompressor){.coding = coding};
    (void)memory;
#ifdef TN_ZLIB
    if (coding != TN_CODING_ZSTD && coding != TN_CODING_BROTLI) good = open_inflate(d);
#endif
#ifdef TN_ZSTD
    if (coding == TN_CODING_NONE || coding == TN_CODING_ZSTD) good = good && open_zstd(d, memory);
#endif
    return good;
}

bool tn_decompressor_start(struct tn_decompressor *d, enum tn_coding coding)
{
    d->coding = coding;
    d->fault = NULL;
    d->starved = false;
    switch (coding) {
#ifdef TN_ZLIB
    case TN_CODING_GZIP:
    case TN_CODING_ZLIB:
    case TN_CODING_DEFLATE: (void)inflateReset2((z_stream *)d->inflate, window_bits(coding)); return true;
#endif
#ifdef TN_BROTLI
    case TN_CODING_BROTLI: /* it cannot be begun anew */
        if (d->brotli) BrotliDecoderDestroyInstance(d->brotli);
        d->brotli = BrotliDecoderCreateInstance(NULL, NULL, NULL);
        d->starved = !d->brotli;
        if (d->starved) d->fault = "out of memory";
        return !d->starved;
#endif
#ifdef TN_ZSTD
    case TN_CODING_ZSTD:
        (void)ZSTD_DCtx_reset(d->zstd, ZSTD_reset_session_only);
        d->hint = LONGEST_FRAME_HEADER;
        return true;
#endif
    default: return false;
    }
}

enum tn_decompress_status tn_decompressor_step(struct tn_decompressor *d, const unsigned char **in,
                                               size_t *length, unsigned char *out, size_t room, size_t *made)
{
    *made = 0;
    switch (d->coding) {
#ifdef TN_ZLIB
    case TN_CODING_GZIP:
    case TN_CODING_ZLIB:
    case TN_CODING_DEFLATE: return step_inflate(d, in, length, out, room, made);
#endif
#ifdef TN_BROTLI
    case TN_CODING_BROTLI: return step_brotli(d, in, length, out, room, made);
#endif
#ifdef TN_ZSTD
    case TN_CODING_ZSTD: return step_zstd(d, in, length, out, room, made);
#endif
    default: (void)in, (void)length, (void)out, (void)room; return TN_DECOMPRESS_BAD;
    }
}

void tn_decompressor_close(struct tn_decompressor *d)
{
#ifdef TN_ZLIB
    if (d->inflate) (void)inflateEnd(d->inflate);
    free(d->inflate);
#endif
#ifdef TN_BROTLI
    if (d->brotli) BrotliDecoderDestroyInstance(d->brotli);
#endif
#ifdef TN_ZSTD
    (void)ZSTD_freeDCtx(d->zstd);
#endif
    *d = (struct tn_decompressor){0};
}

const char *tn_decompressor_libraries(void)
{
    return ""
#ifdef TN_ZLIB
           "zlib " ZLIB_VERSION
#endif
#if defined(TN_ZLIB) && (defined(TN_BROTLI) || defined(TN_ZSTD))
           ", "
#endif
#ifdef TN_BROTLI
           "brotli"
#endif
#if defined(TN_BROTLI) && defined(TN_ZSTD)
           ", "
#endif
#ifdef TN_ZSTD
           "zstd " ZSTD_VERSION_STRING
#endif
#if !defined(TN_ZLIB) && !defined(TN_BROTLI) && !defined(TN_ZSTD)
           "none"
#endif
        ;
}
