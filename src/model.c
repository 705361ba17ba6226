#include "model.h"

#include <string.h>

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
    return columns[q->column] + (ptrdiff_t)(TN_SHIFT_MOST + slot) + q->shift;
}

void tn_model_score_portable(const struct tn_model *model, tn_columns columns, size_t slot,
                             int16_t scores[TN_BATCH])
{
    memset(scores, 0, TN_BATCH * sizeof *scores);
    for (const struct tn_model_tree *tree = model->trees; tree < model->trees + model->count; tree++) {
        uint8_t answers[TN_BATCH] = {0};
        for (unsigned d = 0; d < TN_MODEL_DEPTH; d++) {
            const uint8_t *number = asked(columns, &tree->question[d], slot),
                          threshold = tree->question[d].threshold;
            for (size_t i = 0; i < TN_BATCH; i++)
                answers[i] |= number[i] >= threshold ? (uint8_t)(1u << d) : 0;
        }
        for (size_t i = 0; i < TN_BATCH; i++) scores[i] = (int16_t)(scores[i] + tree->value[answers[i]]);
    }
}

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))

enum { WIDTH = 32 };

/* The answers of lines, a bit for each question. */
AVX2 static inline __m256i ask(const struct tn_model_tree *tree, tn_columns columns, size_t slot)
{
    __m256i answers = _mm256_setzero_si256();
    for (unsigned d = 0; d < TN_MODEL_DEPTH; d++) {
        const uint8_t *at = asked(columns, &tree->question[d], slot);
        __m256i number = _mm256_loadu_si256((const __m256i *)(const void *)at);
        __m256i threshold = _mm256_set1_epi8((char)tree->question[d].threshold);
        __m256i yes = _mm256_cmpeq_epi8(_mm256_max_epu8(number, threshold), number);
        answers = _mm256_or_si256(answers, _mm256_and_si256(yes, _mm256_set1_epi8((char)(1 << d))));
    }
    return answers;
}

/* The values that belong to the answers: the table is four of sixteen values, which the two highest bits choose from. */
AVX2 static inline __m256i look_up(const struct tn_model_tree *tree, __m256i answers)
{
    __m256i value[4];
    for (size_t i = 0; i < 4; i++) {
        __m128i part = _mm_loadu_si128((const __m128i *)(const void *)(tree->value + 16 * i));
        value[i] = _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(part),
                                       _mm256_and_si256(answers, _mm256_set1_epi8(15)));
    }
    __m256i fifth = _mm256_slli_epi16(answers, 3), sixth = _mm256_slli_epi16(answers, 2); /* into the sign */
    return _mm256_blendv_epi8(_mm256_blendv_epi8(value[0], value[1], fifth),
                              _mm256_blendv_epi8(value[2], value[3], fifth), sixth);
}

AVX2 static void score_avx2(const struct tn_model *model, tn_columns columns, size_t slot,
                            int16_t scores[TN_BATCH])
{
    for (size_t i = 0; i < TN_BATCH; i += WIDTH) {
        __m256i low = _mm256_setzero_si256(), high = low;
        for (const struct tn_model_tree *tree = model->trees; tree < model->trees + model->count; tree++) {
            __m256i value = look_up(tree, ask(tree, columns, slot + i));
            low = _mm256_add_epi16(low, _mm256_cvtepi8_epi16(_mm256_castsi256_si128(value)));
            high = _mm256_add_epi16(high, _mm256_cvtepi8_epi16(_mm256_extracti128_si256(value, 1)));
        }
        _mm256_storeu_si256((__m256i *)(void *)(scores + i), low);
        _mm256_storeu_si256((__m256i *)(void *)(scores + i + WIDTH / 2), high);
    }
}

tn_model_scorer *tn_model_choose(void)
{
    return __builtin_cpu_supports("avx2") ? score_avx2 : tn_model_score_portable;
}

#else

tn_model_scorer *tn_model_choose(void) { return tn_model_score_portable; }

#endif
