/* filter_digest.c - all that lines which wait have a say in, in one number: two handles with equal ones go on alike.
 * It is a hash without a key: by chance it is the same for different things once in 2^64 times. */
#include <string.h>

#include "filter.h"
#include "hash.h"

/* What went into it, in its order. */
struct digest {
    uint64_t state;
};

static void mix(struct digest *d, uint64_t number)
{
    d->state = tn_hash_word(d->state, number);
    d->state ^= d->state >> 32;
}

static void mix_bytes(struct digest *d, const unsigned char *bytes, size_t length)
{
    uint64_t number;
    for (; length >= sizeof number; bytes += sizeof number, length -= sizeof number) {
        memcpy(&number, bytes, sizeof number);
        mix(d, number);
    }
    for (size_t i = 0; i < length; i++) mix(d, bytes[i]);
}

/* The columns [first, last) of the lines [from, to). */
static void mix_columns(struct digest *d, const struct tn_lines *l, unsigned first, unsigned last,
                        size_t from, size_t to)
{
    for (unsigned c = first; c < last; c++) mix_bytes(d, l->columns[c] + TN_SHIFT_MOST + from, to - from);
}

static void mix_sums(struct digest *d, const struct tn_lines *l, enum tn_sum first, enum tn_sum last,
                     size_t from, size_t to)
{
    for (enum tn_sum n = first; n < last; n++)
        for (size_t slot = from; slot < to; slot++) mix(d, tn_lines_sum(l, n, slot, slot + 1));
}

/* What is told of the lines from `first` on, of which those from `judged` on are still to be judged; behind `measured`
 * nobody looks around. */
static void mix_lines(struct digest *d, const struct tn_lines *l, size_t first, size_t judged,
                      size_t measured)
{
    size_t told = l->scored < measured ? l->scored : measured;
    mix(d, l->count - l->scored);
    mix(d, l->count - (l->kin > first ? l->kin : first));
    mix_columns(d, l, 0, TN_COLUMNS_OF_NEIGHBOURS, first, l->count);
    if (judged < told) {
        mix_columns(d, l, TN_COLUMN_KIND, TN_COLUMN_AROUND, judged, told);
        mix_columns(d, l, TN_COLUMN_WINDOWS, TN_COLUMN_SCORES, judged, told);
    }
    mix_sums(d, l, 0, TN_SUM_SCORES, first, l->count);
    mix_sums(d, l, TN_SUM_SCORES, TN_SUMS, first, l->scored);
    for (size_t slot = first; slot < l->count; slot++) {
        mix(d, (uint64_t)l->item[slot] << 17 | (uint64_t)l->prose[slot] << 16 |
                   (uint64_t)l->kinds[slot] << 8 | l->cohesion.count[slot]);
        for (size_t i = 0; i < l->cohesion.count[slot]; i++) mix(d, l->cohesion.word[slot][i]);
    }
}

/* A line that has not gone on. */
static void mix_waiting(struct digest *d, const struct tn_filter *f, const struct tn_filter_line *l)
{
    mix(d, l->gap.kind);
    mix(d, l->gap.feeds);
    mix(d, l->gap.blank);
    mix(d, l->begin);
    mix(d, l->end);
    mix(d, (uint64_t)l->begins_batch << 16 | (uint64_t)l->indent << 8 | l->repeats);
    mix(d, (uint64_t)l->tally.kept << 32 | (uint64_t)l->tally.added << 16 | l->tally.causes);
    for (unsigned rest = l->tally.causes; rest; rest &= rest - 1) mix(d, l->tally.made[__builtin_ctz(rest)]);
    mix(d, l->length);
    mix_bytes(d, f->bytes + l->text, l->length);
}

/* One that has been judged; what was said of a line outside of pages does not matter. */
static void mix_judged(struct digest *d, const struct tn_filter_line *l)
{
    if (l->in_page) mix(d, (uint64_t)(int64_t)l->score);
    mix(d, (uint64_t)l->letters << 3 | (unsigned)l->bare << 2 | (unsigned)l->in_page << 1 | l->sentences);
}

/* Which lines will be told to be repeated. */
static void mix_seen(struct digest *d, const struct tn_filter *f)
{
    uint64_t next = f->number + 1;
    for (size_t i = 0; i < TN_FILTER_SEEN; i++) {
        const struct tn_filter_seen *seen = &f->seen[i];
        if (next - seen->last > TN_FILTER_REPEATS) continue;
        mix(d, i);
        mix(d, (uint64_t)seen->hash << 32 | seen->times);
        mix(d, next - seen->last);
    }
}

bool tn_filter_digest(const struct tn_filter *f, uint64_t *digest)
{
    struct digest d = {f->lines.count - f->decided};
    size_t first = f->decided > TN_FILTER_BEHIND ? f->decided - TN_FILTER_BEHIND : 0;
    bool begins = f->whole && f->passed == 0; /* the document does: then nothing more has a say in it */
    bool waits = tn_filter_only_waits(f);     /* no page is near: likewise */
    if (f->decided < TN_FILTER_BEHIND && !begins && !waits) return false;
    if (waits) first = f->decided;
    mix(&d, begins && !f->overlong && f->decided == 0); /* tn_verdict_of_whole() may be asked */
    mix(&d, f->decided - first);
    mix(&d, f->lines.count - f->judged);
    mix(&d, f->measured > first ? f->lines.count - f->measured : f->lines.count - first);
    mix(&d, f->gaps.last);
    mix(&d, f->gaps.large);
    mix(&d, f->gaps.since_large);
    mix(&d, f->gaps.since_unlike);
    mix(&d, f->quiet);
    mix(&d, f->waiting);
    mix(&d, f->batched);
    mix_lines(&d, &f->lines, first, f->judged, f->measured);
    for (size_t slot = first; slot < f->lines.count + f->waiting; slot++) {
        const struct tn_filter_line *l = tn_filter_at(f, slot);
        if (slot < f->judged) mix_judged(&d, l);
        if (slot >= f->decided) mix_waiting(&d, f, l);
    }
    mix_seen(&d, f);
    *digest = d.state;
    return true;
}
