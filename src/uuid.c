#include "uuid.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { BLOCK = 64, WORDS = 5 };

/* SHA-1, FIPS 180-4 */
struct sha1 {
    uint32_t hash[WORDS];
    uint64_t length;
    unsigned char block[BLOCK];
};

static uint32_t rotate(uint32_t x, unsigned n) { return x << n | x >> (32 - n); }

/* 4.1.1, 4.2.1: the function and the constant of a step */
static uint32_t mix(size_t step, uint32_t x, uint32_t y, uint32_t z)
{
    switch (step / 20) {
    case 0: return ((x & y) ^ (~x & z)) + 0x5A827999;
    case 1: return (x ^ y ^ z) + 0x6ED9EBA1;
    case 2: return ((x & y) ^ (x & z) ^ (y & z)) + 0x8F1BBCDC;
    default: return (x ^ y ^ z) + 0xCA62C1D6;
    }
}

/* 6.1.2 */
static void take_block(struct sha1 *s)
{
    uint32_t w[80], v[WORDS];
    for (size_t i = 0; i < 16; i++) {
        const unsigned char *p = s->block + 4 * i;
        w[i] = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
    }
    for (size_t i = 16; i < 80; i++) w[i] = rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    memcpy(v, s->hash, sizeof v);
    for (size_t i = 0; i < 80; i++) {
        uint32_t next = rotate(v[0], 5) + mix(i, v[1], v[2], v[3]) + v[4] + w[i];
        v[4] = v[3];
        v[3] = v[2];
        v[2] = rotate(v[1], 30);
        v[1] = v[0];
        v[0] = next;
    }
    for (size_t i = 0; i < WORDS; i++) s->hash[i] += v[i];
}

static void take(struct sha1 *s, const unsigned char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        s->block[s->length++ % BLOCK] = bytes[i];
        if (s->length % BLOCK == 0) take_block(s);
    }
}

/* 5.1.1 */
static void end(struct sha1 *s)
{
    static const unsigned char one = 0x80, zero = 0;
    uint64_t bits = s->length * 8;
    unsigned char length[8];
    for (size_t i = 0; i < sizeof length; i++) length[i] = (unsigned char)(bits >> (56 - 8 * i));
    take(s, &one, 1);
    while (s->length % BLOCK != BLOCK - sizeof length) take(s, &zero, 1);
    take(s, length, sizeof length);
}

void tn_uuid_of_name(const unsigned char *name, size_t length, char uuid[TN_UUID_SIZE])
{
    static const unsigned char urls[] = {0x6B, 0xA7, 0xB8, 0x11, 0x9D, 0xAD, 0x11, 0xD1,
                                         0x80, 0xB4, 0x00, 0xC0, 0x4F, 0xD4, 0x30, 0xC8};
    struct sha1 s = {.hash = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0}};
    take(&s, urls, sizeof urls);
    take(&s, name, length);
    end(&s);
    const uint32_t *h = s.hash;
    (void)snprintf(uuid, TN_UUID_SIZE, "%08x-%04x-5%03x-%04x-%04x%08x", (unsigned)h[0],
                   (unsigned)(h[1] >> 16), (unsigned)(h[1] & 0xFFF),
                   (unsigned)((h[2] >> 16 & 0x3FFF) | 0x8000), (unsigned)(h[2] & 0xFFFF), (unsigned)h[3]);
}
