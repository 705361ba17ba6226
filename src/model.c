#include "model.h"

#include <string.h>

#include "cpu.h"

/* How the tables are written: column, shift, threshold. */
#define ASK(column, shift, threshold)              \
    {                                              \
        TN_MODEL_PLACE(column, shift), (threshold) \
    }
#include "model_html.h"
#include "model_text.h"

#define MODEL(trees)                           \
    {                                          \
        trees, sizeof(trees) / sizeof *(trees) \
    }
#define FITS(trees) _Static_assert(sizeof(trees) / sizeof *(trees) <= TN_MODEL_TREES, "scores fit in 16 bits")

FITS(tn_model_text_first);
FITS(tn_model_text_second);
FITS(tn_model_html_first);
FITS(tn_model_html_second);

const struct tn_model *tn_model_of(bool html, enum tn_model_stage stage)
{
    static const struct tn_model models[2][TN_MODEL_STAGES] = {
        {MODEL(tn_model_text_first), MODEL(tn_model_text_second)},
        {MODEL(tn_model_html_first), MODEL(tn_model_html_second)},
    };
    return &models[html][stage];
}

/* Where the numbers are that the question asks of the line. */
static const uint8_t *asked(tn_columns columns, const struct tn_model_question *q, size_t slot)
{
    return (const uint8_t *)columns + q->place + slot; /* of all columns, not of one */
}

static void score_portable(const struct tn_model *model, tn_columns columns, size_t slot,
                           int16_t scores[TN_BATCH])
{
    memset(scores, 0, TN_BATCH * sizeof *scores);
    for (const struct tn_model_tree *tree = model->trees; tree < model->trees + model->count; tree++) {
        uint8_t answers[TN_BATCH] = {0};
        for (unsigned d = 0; d < TN_MODEL_DEPTH; d++) {
            const uint8_t *number = asked(columns, &tree->question[d], slot),
                          threshold = tree->question[d].threshold;
            for (size_t i = 0; i < TN_BATCH; i++)
                answers[i] = (uint8_t)(answers[i] | (number[i] >= threshold) << d);
        }
        for (size_t i = 0; i < TN_BATCH; i++) scores[i] = (int16_t)(scores[i] + tree->value[answers[i]]);
    }
}

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))

enum { WIDTH = 32 };

_Static_assert(TN_MODEL_DEPTH == 6 && TN_BATCH == 2 * WIDTH,
               "loops are written out: compilers do not unroll them");

/* Which of WIDTH lines answer a question with yes, in the bit of this question. */
AVX2 static inline __m256i ask(const struct tn_model_tree *tree, tn_columns columns, size_t slot,
                               unsigned number)
{
    const uint8_t *at = asked(columns, &tree->question[number], slot);
    __m256i value = _mm256_loadu_si256((const __m256i *)(const void *)at);
    __m256i threshold = _mm256_set1_epi8((char)tree->question[number].threshold);
    __m256i yes = _mm256_cmpeq_epi8(_mm256_max_epu8(value, threshold), value);
    return _mm256_and_si256(yes, _mm256_set1_epi8((char)(1 << number)));
}

AVX2 static inline __m256i ask_all(const struct tn_model_tree *tree, tn_columns columns, size_t slot)
{
    __m256i low = _mm256_or_si256(ask(tree, columns, slot, 0), ask(tree, columns, slot, 1));
    __m256i middle = _mm256_or_si256(ask(tree, columns, slot, 2), ask(tree, columns, slot, 3));
    __m256i high = _mm256_or_si256(ask(tree, columns, slot, 4), ask(tree, columns, slot, 5));
    return _mm256_or_si256(_mm256_or_si256(low, middle), high);
}

/* A quarter of the values, for the lowest four bits of the answers. */
AVX2 static inline __m256i look_up(const struct tn_model_tree *tree, unsigned quarter, __m256i answers)
{
    __m128i part = _mm_loadu_si128((const __m128i *)(const void *)(tree->value + 16 * quarter));
    return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(part),
                               _mm256_and_si256(answers, _mm256_set1_epi8(15)));
}

/* The values that belong to the answers: their two highest bits choose the quarter. */
AVX2 static inline __m256i values_of(const struct tn_model_tree *tree, __m256i answers)
{
    __m256i fifth = _mm256_slli_epi16(answers, 3), sixth = _mm256_slli_epi16(answers, 2); /* into the sign */
    return _mm256_blendv_epi8(_mm256_blendv_epi8(look_up(tree, 0, answers), look_up(tree, 1, answers), fifth),
                              _mm256_blendv_epi8(look_up(tree, 2, answers), look_up(tree, 3, answers), fifth),
                              sixth);
}

AVX2 static inline __m256i add_low(__m256i sum, __m256i value)
{
    return _mm256_add_epi16(sum, _mm256_cvtepi8_epi16(_mm256_castsi256_si128(value)));
}

AVX2 static inline __m256i add_high(__m256i sum, __m256i value)
{
    return _mm256_add_epi16(sum, _mm256_cvtepi8_epi16(_mm256_extracti128_si256(value, 1)));
}

AVX2 static void score_avx2(const struct tn_model *model, tn_columns columns, size_t slot,
                            int16_t scores[TN_BATCH])
{
    __m256i first = _mm256_setzero_si256(), second = first, third = first, fourth = first;
    for (const struct tn_model_tree *tree = model->trees; tree < model->trees + model->count; tree++) {
        __m256i low = values_of(tree, ask_all(tree, columns, slot));
        __m256i high = values_of(tree, ask_all(tree, columns, slot + WIDTH));
        first = add_low(first, low);
        second = add_high(second, low);
        third = add_low(third, high);
        fourth = add_high(fourth, high);
    }
    __m256i *to = (__m256i *)(void *)scores;
    _mm256_storeu_si256(to, first);
    _mm256_storeu_si256(to + 1, second);
    _mm256_storeu_si256(to + 2, third);
    _mm256_storeu_si256(to + 3, fourth);
}

#define AVX512 __attribute__((target("avx512bw,avx512vbmi")))

/* The same; the answers to a question are a bit a line, and all values of a tree are one vector. */
AVX512 static inline __m512i answer(__m512i answers, const struct tn_model_tree *tree, tn_columns columns,
                                    size_t slot, unsigned number)
{
    __m512i value = _mm512_loadu_si512(asked(columns, &tree->question[number], slot));
    __m512i threshold = _mm512_set1_epi8((char)tree->question[number].threshold);
    return _mm512_mask_add_epi8(answers, _mm512_cmpge_epu8_mask(value, threshold), answers,
                                _mm512_set1_epi8((char)(1 << number)));
}

AVX512 static inline __m512i value_of(const struct tn_model_tree *tree, tn_columns columns, size_t slot)
{
    __m512i answers = answer(_mm512_setzero_si512(), tree, columns, slot, 0);
    answers = answer(answers, tree, columns, slot, 1);
    answers = answer(answers, tree, columns, slot, 2);
    answers = answer(answers, tree, columns, slot, 3);
    answers = answer(answers, tree, columns, slot, 4);
    answers = answer(answers, tree, columns, slot, 5);
    return _mm512_permutexvar_epi8(answers, _mm512_loadu_si512(tree->value));
}

/* Two trees at once: their values for a line, side by side, are added up to 16 bits.  So the scores of each 16 lines are in two
 * parts, eight in `low` and eight in `high`. */
AVX512 static void score_avx512(const struct tn_model *model, tn_columns columns, size_t slot,
                                int16_t scores[TN_BATCH])
{
    const __m512i one = _mm512_set1_epi8(1);
    __m512i low = _mm512_setzero_si512(), high = low;
    for (size_t i = 0; i < model->count; i += 2) {
        __m512i first = value_of(&model->trees[i], columns, slot), second = _mm512_setzero_si512();
        if (i + 1 < model->count) second = value_of(&model->trees[i + 1], columns, slot);
        low = _mm512_add_epi16(low, _mm512_maddubs_epi16(one, _mm512_unpacklo_epi8(first, second)));
        high = _mm512_add_epi16(high, _mm512_maddubs_epi16(one, _mm512_unpackhi_epi8(first, second)));
    }
    const __m512i front = _mm512_setr_epi64(0, 1, 8, 9, 2, 3, 10, 11),
                  back = _mm512_setr_epi64(4, 5, 12, 13, 6, 7, 14, 15);
    _mm512_storeu_si512(scores, _mm512_permutex2var_epi64(low, front, high));
    _mm512_storeu_si512(scores + WIDTH, _mm512_permutex2var_epi64(low, back, high));
}

tn_model_scorer *tn_model_usable(size_t i)
{
    tn_model_scorer *usable[3];
    size_t n = 0;
    if (tn_has_avx512()) usable[n++] = score_avx512;
    if (__builtin_cpu_supports("avx2")) usable[n++] = score_avx2;
    usable[n++] = score_portable;
    return i < n ? usable[i] : NULL;
}

#else

tn_model_scorer *tn_model_usable(size_t i) { return i == 0 ? score_portable : NULL; }

#endif
