/* account.h - the counting that runs beside all stages, and its JSON.
 *
 * Every byte of input ends in exactly one of framing, kept, rewritten, removed; every byte of output is kept,
 * put there by a cause, or added.  A byte made by one rule and taken by another is counted by neither. */
#ifndef TN_ACCOUNT_H
#define TN_ACCOUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "record_type.h"

/* Who made a byte of text, and on whose account something is counted. */
enum tn_cause {
    TN_KEPT, /* nobody: it is a byte of the input */
    TN_ENTITIES,
    TN_MOJIBAKE,
    TN_INVALID,
    TN_MARKUP,
    TN_CHARACTERS,
    TN_SPACE,
    TN_ECHOES,
    TN_BOILERPLATE,
    TN_FORM,
    TN_CHARSET,
    TN_CAUSES
};

/* Bytes of a stretch of text by who made them. */
struct tn_tally {
    uint64_t kept;
    unsigned causes;          /* bit i: made[i] is valid; others have made nothing */
    uint64_t added;           /* separators */
    uint64_t made[TN_CAUSES]; /* by cause */
};

struct tn_account {
    bool
        converted; /* the text at hand is not in UTF-8: its bytes are counted as rewritten where that is mended, and
                       what the stages behind see of them is theirs, but no bytes of input */
    bool encoded; /* nor was it so in its container, which has counted its bytes as rewritten */
    uint64_t documents, read, framing, kept, rewritten, removed, added, written;
    struct {
        uint64_t count, in, out;
    } cause[TN_CAUSES];
    uint64_t unclosed;  /* tags, comments, scripts that were given up */
    uint64_t broken;    /* lines that are no JSON object, */
    uint64_t lacking;   /* and that lack the member that is asked for, or it is no string */
    uint64_t charset;   /* documents that declare an encoding which nobody knows */
    uint64_t resync;    /* bad records, behind which the next one was looked for, */
    uint64_t undecoded; /* and those whose body could not be decoded to its end, or is not all there */
    uint64_t skipped[TN_RECORD_TYPES];
};

/* `bytes` of input went by `cause` and nothing stands for them. */
static inline void tn_account_removed(struct tn_account *a, enum tn_cause cause, uint64_t bytes)
{
    if (!a->converted) a->removed += bytes;
    a->cause[cause].in += bytes;
}

/* `bytes` of input were replaced by `cause`. */
static inline void tn_account_rewritten(struct tn_account *a, enum tn_cause cause, uint64_t bytes)
{
    if (!a->converted) a->rewritten += bytes;
    a->cause[cause].in += bytes;
}

/* `bytes` of input part or introduce texts. */
static inline void tn_account_framing(struct tn_account *a, uint64_t bytes)
{
    if (!a->converted) a->framing += bytes;
}

/* `bytes` were written as they came to the stages. */
static inline void tn_account_kept(struct tn_account *a, uint64_t bytes)
{
    *(a->converted ? &a->cause[TN_CHARSET].out : &a->kept) += bytes;
}

/* The text of `tally` was written. */
static inline void tn_account_written(struct tn_account *a, const struct tn_tally *tally)
{
    tn_account_kept(a, tally->kept);
    a->added += tally->added;
    for (unsigned rest = tally->causes; rest; rest &= rest - 1) { /* most text is as it was */
        int cause = __builtin_ctz(rest);
        a->cause[cause].out += tally->made[cause];
    }
}

/* The text of `tally` was left out by `cause`. */
void tn_account_left_out(struct tn_account *a, enum tn_cause cause, const struct tn_tally *tally);

/* Nothing is in the tally. */
static inline void tn_tally_clear(struct tn_tally *tally)
{
    tally->kept = tally->added = 0;
    tally->causes = 0;
}

/* How many bytes of text were made by `cause`? */
static inline uint64_t tn_tally_of(const struct tn_tally *tally, unsigned cause)
{
    return tally->causes >> cause & 1 ? tally->made[cause] : 0;
}

/* `bytes` of text were made by `cause`. */
static inline void tn_tally_made(struct tn_tally *tally, unsigned cause, uint64_t bytes)
{
    tally->made[cause] = tn_tally_of(tally, cause) + bytes;
    tally->causes |= 1u << cause;
}

static inline void tn_tally_add(struct tn_tally *sum, const struct tn_tally *tally)
{
    sum->kept += tally->kept;
    sum->added += tally->added;
    for (unsigned rest = tally->causes; rest; rest &= rest - 1) { /* most text is as it was */
        unsigned cause = (unsigned)__builtin_ctz(rest);
        tn_tally_made(sum, cause, tally->made[cause]);
    }
}

/* All that is counted in `account` is counted in `sum`, too. */
void tn_account_add(struct tn_account *sum, const struct tn_account *account);

/* The name of a cause in the account and the rejects. */
const char *tn_cause_name(enum tn_cause cause);

/* The account as a JSON object; like snprintf(3). */
size_t tn_account_json(const struct tn_account *a, char *buffer, size_t size);

#endif
