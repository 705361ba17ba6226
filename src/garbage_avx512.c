/* garbage_avx512.c - takes garbage by AVX-512 with VBMI2: what a byte is and what stands around it are sets of 64 bits,
 * and what comes of all is moved together at once. */
#include "garbage_bits.h"

#if defined(__x86_64__)
#include <immintrin.h>

#include "account.h"
#include "bits.h"
#include "cpu.h"

#define INLINE static inline __attribute__((always_inline))

/* Sets of the bytes at hand. */
struct kinds {
    uint64_t high, plain, gone, space, semicolon, more;
    uint64_t rest, low, top, pair, three, four;
};

TN_AVX512 INLINE uint64_t set_of(__mmask64 in, __m512i bits, int bit)
{
    return _mm512_mask_test_epi8_mask(in, bits, _mm512_set1_epi8((char)bit));
}

TN_AVX512 INLINE uint64_t equal(__m512i v, int c)
{
    return _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8((char)c));
}

TN_AVX512 INLINE struct kinds tell(const struct tn_garbage *g, __m512i v)
{
    __m512i ascii =
        _mm512_permutex2var_epi8(_mm512_loadu_si512(g->bits), v, _mm512_loadu_si512(g->bits + 64));
    __m512i other =
        _mm512_permutex2var_epi8(_mm512_loadu_si512(g->bits + 128), v, _mm512_loadu_si512(g->bits + 192));
    uint64_t high = _mm512_movepi8_mask(v);
    return (struct kinds){.high = high,
                          .plain = set_of(~high, ascii, TN_ASCII_PLAIN),
                          .gone = set_of(~high, ascii, TN_ASCII_GONE),
                          .space = set_of(~high, ascii, TN_ASCII_SPACE),
                          .semicolon = set_of(~high, ascii, TN_ASCII_SEMICOLON),
                          .more = set_of(~high, ascii, TN_ASCII_MORE),
                          .rest = set_of(high, other, TN_HIGH_REST),
                          .low = set_of(high, other, TN_HIGH_LOW),
                          .top = set_of(high, other, TN_HIGH_TOP),
                          .pair = set_of(high, other, TN_HIGH_PAIR),
                          .three = set_of(high, other, TN_HIGH_THREE),
                          .four = set_of(high, other, TN_HIGH_FOUR)};
}

/* Which bytes would be the first of a letter of two bytes, with those behind them? */
TN_AVX512 INLINE uint64_t find_letters(const struct tn_garbage *g, __m512i v, __m512i next)
{
    const __m512i seven = _mm512_set1_epi8(7);
    const __m512i bit =
        _mm512_broadcast_i32x4(_mm_setr_epi8(1, 2, 4, 8, 16, 32, 64, (char)128, 0, 0, 0, 0, 0, 0, 0, 0));
    __m512i row = _mm512_slli_epi16(_mm512_and_si512(v, _mm512_set1_epi8(0x1F)), 3);
    row = _mm512_or_si512(row, _mm512_and_si512(_mm512_srli_epi16(next, 3), seven));
    __m512i lower =
        _mm512_permutex2var_epi8(_mm512_loadu_si512(g->letter), row, _mm512_loadu_si512(g->letter + 64));
    __m512i upper = _mm512_permutex2var_epi8(_mm512_loadu_si512(g->letter + 128), row,
                                             _mm512_loadu_si512(g->letter + 192));
    __m512i bits = _mm512_mask_mov_epi8(lower, _mm512_movepi8_mask(row), upper);
    return _mm512_test_epi8_mask(bits, _mm512_shuffle_epi8(bit, _mm512_and_si512(next, seven)));
}

/* What comes of each byte. */
struct fate {
    uint64_t kept, gone, lost; /* the first of each maximal subpart is lost, the others only go */
    uint64_t taken;            /* those before the first in which a rule has a say */
};

/* Which of these ASCII characters are as good as letters? */
TN_AVX512 INLINE uint64_t find_tame(const struct tn_garbage_job *job, const struct kinds *k, __m512i v,
                                    __m512i next)
{
    uint64_t before = k->plain | k->semicolon | k->high, quotes = equal(v, '"') | equal(v, '/');
    uint64_t spaces = k->space & (before << 1 | job->before_space);
    uint64_t mores =
        k->more & ((before & ~quotes) << 1 | job->before_more) & ~equal(next, TN_GARBAGE_NEGATING);
    return (k->semicolon & -(uint64_t)job->semicolon) | (spaces & -(uint64_t)job->space) |
           (mores & -(uint64_t)job->more);
}

/* Bit i of a set moved down by n tells of byte i + n. */
TN_AVX512 INLINE struct fate decide(const struct tn_garbage *g, const struct tn_garbage_job *job)
{
    __m512i v = _mm512_loadu_si512(job->input), next = _mm512_loadu_si512(job->input + 1);
    struct kinds k = tell(g, v);
    uint64_t last = UINT64_C(1) << (job->length - 1);
    uint64_t sure = job->sure < job->length ? UINT64_C(1) << (job->sure - 1) : 0, ends = last | sure;
    uint64_t null = equal(v, 0xC0), half = equal(v, 0xED) & k.top >> 1;
    uint64_t tame = find_tame(job, &k, v, next);
    /* sequences of which two bytes are there, and three (Unicode 3.9, Table 3-7) */
    uint64_t letter = k.pair & k.rest >> 1 & find_letters(g, v, next);
    uint64_t three = k.three & k.rest >> 1 & ~(equal(v, 0xE0) & ~(k.top >> 1));
    uint64_t four = k.four & k.rest >> 1 & ~(equal(v, 0xF0) & k.low >> 1) & ~(equal(v, 0xF4) & ~(k.low >> 1));
    uint64_t long_four = four & k.rest >> 2;
    uint64_t rule = ~(k.high | k.plain | k.gone | tame) | half | (k.pair & k.rest >> 1 & ~letter) |
                    (three & k.rest >> 2) | (long_four & k.rest >> 3) | (null & equal(v, 0x80) >> 1);
    uint64_t within = (three | four) << 1 | long_four << 2;
    letter |= letter << 1;
    uint64_t lost = k.high & ~(letter | within);
    rule |= lost & -(sure << 1);
    /* what an end cuts is not known */
    rule |= ends & (k.pair | k.three | k.four | null);
    rule |= (ends >> 1 & (three | four)) | (ends >> 2 & long_four) | last << 1;
    uint64_t taken = (rule & -rule) - 1;
    return (struct fate){(k.plain | tame | letter) & taken, k.gone & taken, lost & taken, taken};
}

/* Each byte is written three times, and what is too much of that taken out: what is lost becomes EF BF BD. */
enum { PARTS = 3 };

TN_AVX512 INLINE size_t write_part(unsigned part, __m512i v, const struct fate *f, unsigned char *text,
                                   unsigned char *from)
{
    enum { LOST = 0x80, KEPT = 0x40 };
    static const unsigned char which[PARTS * 64] = {
#define TRIPLE(i) (i), (i), (i)
#define TRIPLES(i) TRIPLE(i), TRIPLE((i) + 1), TRIPLE((i) + 2), TRIPLE((i) + 3)
        TRIPLES(0),  TRIPLES(4),  TRIPLES(8),  TRIPLES(12), TRIPLES(16), TRIPLES(20),
        TRIPLES(24), TRIPLES(28), TRIPLES(32), TRIPLES(36), TRIPLES(40), TRIPLES(44),
        TRIPLES(48), TRIPLES(52), TRIPLES(56), TRIPLES(60)};
    static const unsigned char replacement[64 + PARTS - 1] = {
#define ONE 0xEF, 0xBF, 0xBD
#define SIX ONE, ONE, ONE, ONE, ONE, ONE
        SIX, SIX, SIX, ONE, ONE, ONE, ONE};
    static const uint64_t first[PARTS] = {0x9249249249249249, 0x4924924924924924, 0x2492492492492492};
    __m512i three_times = _mm512_loadu_si512(which + 64 * part);
    __m512i fate =
        _mm512_mask_blend_epi8(f->lost, _mm512_maskz_set1_epi8(f->kept, KEPT), _mm512_set1_epi8((char)LOST));
    fate = _mm512_permutexvar_epi8(three_times, fate);
    __mmask64 lost = _mm512_movepi8_mask(fate);
    __mmask64 stays = lost | _mm512_mask_test_epi8_mask(first[part], fate, _mm512_set1_epi8(KEPT));
    __m512i bytes = _mm512_permutexvar_epi8(three_times, v);
    bytes = _mm512_mask_mov_epi8(bytes, lost, _mm512_loadu_si512(replacement + part));
    _mm512_storeu_si512(text, _mm512_maskz_compress_epi8(stays, bytes));
    _mm512_storeu_si512(from, _mm512_maskz_compress_epi8(stays, _mm512_maskz_set1_epi8(lost, TN_INVALID)));
    return (size_t)__builtin_popcountll(stays);
}

_Static_assert(TN_KEPT == 0, "what is not made by somebody is zero");

TN_AVX512 static void take(const struct tn_garbage *g, struct tn_garbage_job *job)
{
    struct fate f = decide(g, job);
    __m512i v = _mm512_loadu_si512(job->input);
    size_t m = 0;
    job->taken = (size_t)__builtin_popcountll(f.taken);
    for (unsigned part = 0; part < PARTS && part * 64 < job->taken * PARTS; part++)
        m += write_part(part, v, &f, job->text + m, job->from + m);
    job->kept = (size_t)__builtin_popcountll(f.kept);
    job->gone = (size_t)__builtin_popcountll(f.gone);
    job->lost = PARTS * (size_t)__builtin_popcountll(f.lost);
}

TN_AVX512 static struct tn_garbage_count count(const unsigned char *p, size_t n)
{
    __m512i v = _mm512_loadu_si512(p);
    __m512i letter = _mm512_sub_epi8(_mm512_or_si512(v, _mm512_set1_epi8(0x20)), _mm512_set1_epi8('a'));
    uint64_t feed = equal(v, '\n'), within = (feed & -feed) - 1;
    within &= tn_low_bits(n);
    uint64_t letters = _mm512_cmplt_epu8_mask(letter, _mm512_set1_epi8(26)) & within;
    uint64_t high = _mm512_movepi8_mask(v) & within;
    return (struct tn_garbage_count){(size_t)__builtin_popcountll(within),
                                     (size_t)__builtin_popcountll(letters),
                                     (size_t)__builtin_popcountll(high)};
}

const struct tn_garbage_unit *tn_garbage_vector(void)
{
    static const struct tn_garbage_unit unit = {take, count};
    return tn_has_avx512() ? &unit : NULL;
}

#else

const struct tn_garbage_unit *tn_garbage_vector(void) { return NULL; }

#endif
