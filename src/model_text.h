/* Made by bench/train.py. */
static const struct tn_model_tree tn_model_text_first[] = {{{{0,0,255},{0,0,255},{0,0,255},{0,0,255},{0,0,255},{0,0,255}},{0}}};
static const struct tn_model_tree tn_model_text_second[] = {{{{0,0,255},{0,0,255},{0,0,255},{0,0,255},{0,0,255},{0,0,255}},{0}}};
