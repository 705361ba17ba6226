/* hash.h - numbers that tell texts apart. */
#ifndef TN_HASH_H
#define TN_HASH_H

#include <stdint.h>

/* FNV-1a: starts with this, */
#define TN_HASH_START 2166136261u
#define TN_HASH_PRIME 16777619u

/* and takes byte after byte. */
static inline uint32_t tn_hash_byte(uint32_t hash, unsigned char byte)
{
    return (hash ^ byte) * TN_HASH_PRIME;
}

/* Takes eight bytes at once, by multiplication with 2^64 over the golden ratio (Knuth, The Art of Computer Programming, 6.4):
 * the upper bits are the good ones. */
static inline uint64_t tn_hash_word(uint64_t hash, uint64_t word)
{
    return (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
}

/* A number of 32 bits likewise. */
static inline uint32_t tn_hash_number(uint32_t number) { return number * 0x9E3779B1u; }

#endif
