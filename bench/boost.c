/* boost.c - learns the trees of src/model.h: gradient boosting by Newton's steps (Friedman 2001; Chen and Guestrin 2016) of
 * trees whose branches of one level ask the same (Langley and Sage 1994; the oblivious trees of CatBoost).  A library for
 * bench/train.py. */
#include <math.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH = 6, LEAVES = 1 << DEPTH, VALUES = 256, THREADS = 2 };

/* How it is learned. */
struct plan {
    double rate, regularization, least_weight; /* of a leaf */
    double rows, features; /* shares of them that each tree, and each of its levels, sees, */
    double seed;           /* and which draw of them */
};

struct sums {
    float gradient, hessian;
};

/* The rows that a tree sees. */
struct sample {
    size_t count;
    uint32_t *row;
    uint8_t *leaf;
    struct sums *of_row;
    double gradient[LEAVES], hessian[LEAVES];
};

/* A thread looks for the best question among every THREADS-th feature. */
struct search {
    const struct plan *plan;
    const uint8_t *x;
    size_t rows, features, first;
    const bool *allowed;
    const struct sample *sample;
    unsigned leaves;
    size_t feature;
    unsigned threshold;
    double gain;
    struct sums histogram[LEAVES][VALUES];
};

static double gain(double gradient, double hessian, double regularization)
{
    return gradient * gradient / (hessian + regularization);
}

static void look_at_feature(struct search *s, size_t feature)
{
    const uint8_t *x = s->x + feature * s->rows;
    const struct sample *p = s->sample;
    struct sums left[LEAVES] = {{0, 0}};
    memset(s->histogram, 0, s->leaves * sizeof *s->histogram);
    for (size_t i = 0; i < p->count; i++) {
        struct sums *to = &s->histogram[p->leaf[i]][x[p->row[i]]];
        to->gradient += p->of_row[i].gradient;
        to->hessian += p->of_row[i].hessian;
    }
    for (unsigned threshold = 1; threshold < VALUES; threshold++) {
        double total = 0;
        bool moved = false;
        for (unsigned l = 0; l < s->leaves; l++) {
            const struct sums *more = &s->histogram[l][threshold - 1];
            moved |= more->hessian > 0;
            left[l].gradient += more->gradient;
            left[l].hessian += more->hessian;
            double right = p->hessian[l] - left[l].hessian;
            if (left[l].hessian < s->plan->least_weight || right < s->plan->least_weight)
                total += gain(p->gradient[l], p->hessian[l], s->plan->regularization);
            else
                total += gain(left[l].gradient, left[l].hessian, s->plan->regularization) +
                         gain(p->gradient[l] - left[l].gradient, right, s->plan->regularization);
        }
        if (moved && total > s->gain) {
            s->gain = total;
            s->feature = feature;
            s->threshold = threshold;
        }
    }
}

static void *look(void *search)
{
    struct search *s = search;
    s->gain = -1;
    s->feature = 0;
    s->threshold = VALUES - 1;
    for (size_t f = s->first; f < s->features; f += THREADS)
        if (s->allowed[f]) look_at_feature(s, f);
    return NULL;
}

static double draw(uint64_t *state) /* xorshift */
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (double)(*state >> 11) / 9007199254740992.0;
}

static void sum_up(struct sample *p)
{
    memset(p->gradient, 0, sizeof p->gradient);
    memset(p->hessian, 0, sizeof p->hessian);
    for (size_t i = 0; i < p->count; i++) {
        p->gradient[p->leaf[i]] += p->of_row[i].gradient;
        p->hessian[p->leaf[i]] += p->of_row[i].hessian;
    }
}

/* Learns `trees` trees from `rows` rows of `features` features, x[feature][row], whose labels y are 0 or 1 and count w.
 * For each tree its DEPTH questions, feature and threshold, go to `questions`, its LEAVES values to `values`; `margin` is
 * what they say of each row.  Returns 0, or -1 if there is no memory. */
int boost(const struct plan *plan, const uint8_t *x, size_t rows, size_t features, const float *y,
          const float *w, size_t trees, int32_t *questions, float *values, float *margin)
{
    struct sample p = {
        .row = malloc(rows * sizeof *p.row), .leaf = malloc(rows), .of_row = malloc(rows * sizeof *p.of_row)};
    struct search *search = malloc(THREADS * sizeof *search);
    bool *allowed = malloc(features);
    int status = p.row && p.leaf && p.of_row && search && allowed ? 0 : -1;
    uint64_t state = 88172645463325252u + (uint64_t)plan->seed * 1000003u;
    memset(margin, 0, rows * sizeof *margin);
    for (size_t t = 0; status == 0 && t < trees; t++, questions += 2 * DEPTH, values += LEAVES) {
        p.count = 0;
        for (size_t i = 0; i < rows; i++) {
            if (draw(&state) >= plan->rows) continue;
            double likely = 1 / (1 + exp(-(double)margin[i]));
            p.row[p.count] = (uint32_t)i;
            p.leaf[p.count] = 0;
            p.of_row[p.count++] =
                (struct sums){(float)((y[i] - likely) * w[i]), (float)(likely * (1 - likely) * w[i])};
        }
        for (unsigned d = 0; d < DEPTH; d++) {
            pthread_t thread[THREADS];
            struct search *best = search;
            sum_up(&p);
            for (size_t f = 0; f < features; f++) allowed[f] = draw(&state) < plan->features;
            for (size_t i = 0; i < THREADS; i++) {
                search[i].plan = plan;
                search[i].x = x;
                search[i].rows = rows;
                search[i].features = features;
                search[i].first = i;
                search[i].allowed = allowed;
                search[i].sample = &p;
                search[i].leaves = 1u << d;
                if (pthread_create(&thread[i], NULL, look, &search[i]) != 0) abort();
            }
            for (size_t i = 0; i < THREADS; i++) {
                pthread_join(thread[i], NULL);
                if (search[i].gain > best->gain) best = &search[i];
            }
            const uint8_t *column = x + best->feature * rows;
            questions[2 * d] = (int32_t)best->feature;
            questions[2 * d + 1] = (int32_t)best->threshold;
            for (size_t i = 0; i < p.count; i++)
                p.leaf[i] |= (uint8_t)((column[p.row[i]] >= best->threshold) << d);
        }
        sum_up(&p);
        for (unsigned l = 0; l < LEAVES; l++)
            values[l] = (float)(plan->rate * p.gradient[l] / (p.hessian[l] + plan->regularization));
        for (size_t i = 0; i < rows; i++) {
            unsigned leaf = 0;
            for (unsigned d = 0; d < DEPTH; d++)
                leaf |= (unsigned)(x[(size_t)questions[2 * d] * rows + i] >= questions[2 * d + 1]) << d;
            margin[i] += values[leaf];
        }
    }
    free(p.row);
    free(p.leaf);
    free(p.of_row);
    free(search);
    free(allowed);
    return status;
}
