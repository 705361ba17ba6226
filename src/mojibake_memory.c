#include "mojibake_memory.h"

#include <string.h>

#include "hash.h"
#include "mojibake.h"
#include "utf8.h"

struct tn_repair *tn_repair_in(struct tn_repair repairs[TN_REPAIRS], const struct tn_surroundings *in)
{
    uint64_t words[sizeof *in / sizeof(uint64_t)], hash = 0;
    memcpy(words, in, sizeof words);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) hash = tn_hash_word(hash, words[i]);
    return &repairs[(hash >> 32) % TN_REPAIRS];
}

/* Where what is begun at the end of the line begins, if no character of UTF-8 ends there; else TN_NOWHERE. */
static size_t begin_of(const struct tn_line *line)
{
    size_t begin = tn_mojibake_reach(line->text, line->length);
    if (begin <= line->settled && line->settled <= line->length) return line->settled;
    if (begin > 0 && (line->text[begin - 1] >= 0x80 || line->text[begin - 1] == ' ')) return TN_NOWHERE;
    while (begin < line->length && line->text[begin] < 0x80) begin++;
    return begin;
}

bool tn_surroundings(const struct tn_line *line, const unsigned char *next, size_t n, size_t *start,
                     struct tn_surroundings *in)
{
    size_t begin = begin_of(line), length = 0;
    if (begin >= line->length || line->length - begin + n > TN_REPAIR_LONGEST) return false;
    *start = begin;
    *in = (struct tn_surroundings){.leads = line->leads,
                                   .encodings = line->encodings,
                                   .told = line->told,
                                   .initial = true,
                                   .repaired = line->repairs > 0};
    if (begin == line->settled) in->unfinished = line->unfinished;
    memcpy(in->text, line->text + begin, line->length - begin);
    memcpy(in->text + (line->length - begin), next, n);
    if (begin == 0) return true;
    if (line->mixed && line->from[begin - 1] == TN_MOJIBAKE) in->repaired = 2;
    in->before = tn_utf8_before(line->text, begin, &length);
    if (begin > length) in->initial = !tn_is_letter(tn_utf8_before(line->text, begin - length, &length));
    return tn_mojibake_more(in->unfinished) == 0;
}
