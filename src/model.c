#include "model.h"

int tn_model_score(const uint8_t *features)
{
    (void)features;
    return 1;
}
