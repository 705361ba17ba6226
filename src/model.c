#include "model.h"

#include <stddef.h>

/* A node of a decision tree, which stands before its left branch: to the right if the feature is not below the threshold;
 * a leaf has a value. */
struct tn_model_node {
    uint8_t feature, threshold;
    int16_t value; /* of a leaf, or how far on the right branch is */
};

enum { LEAF = 255 };

#include "model_html.h"
#include "model_text.h"

/* Trees are asked in turn, those that tell most first; a score that is so far from 0 after some of them stays on its
 * side. */
enum { ROUND = 4, CERTAIN = 2 * TN_MODEL_UNIT };

static int ask(const struct tn_model_node *node, const uint8_t *features)
{
    while (node->feature != LEAF) node += features[node->feature] < node->threshold ? 1 : node->value;
    return node->value;
}

static int sum(const struct tn_model_node *nodes, const uint16_t *trees, size_t count,
               const uint8_t *features)
{
    int score = 0;
    for (size_t i = 0; i < count; i++) {
        if (i % ROUND == 0 && (score > CERTAIN || score < -CERTAIN)) break;
        score += ask(nodes + trees[i], features);
    }
    return score;
}

int tn_model_score(const uint8_t *features, bool html)
{
    if (html)
        return sum(tn_model_html_nodes, tn_model_html_trees,
                   sizeof tn_model_html_trees / sizeof *tn_model_html_trees, features);
    return sum(tn_model_text_nodes, tn_model_text_trees,
               sizeof tn_model_text_trees / sizeof *tn_model_text_trees, features);
}
