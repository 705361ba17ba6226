/* jsonl.h - JSON Lines: of each line's object one member is text, which is cleaned; every other byte passes as it is.
 *
 * A line up to TN_JSONL_HELD bytes is looked at as a whole before anything of it is written, so that one that is no
 * JSON passes unchanged.  A longer one is written as it is read. */
#ifndef TN_JSONL_H
#define TN_JSONL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "json_parse.h"
#include "scan.h"
#include "tnorm.h"

enum {
    TN_JSONL_HELD = 1024 * 1024,
    TN_JSONL_TEXT = 32 * 1024,    /* of a longer line text is gathered up to this, */
    TN_JSONL_STEP = 4096,         /* and comes in steps of no more than this */
    TN_JSONL_CLEAN = 4096,        /* clean text is gathered up to this */
    TN_JSONL_UNREAD = 256 * 1024, /* bytes of text, more than may wait to be cleaned */
    TN_JSONL_VALUES = 16 /* strings of a line that are decoded at once; most of one with more is read twice */
};

/* A string that is asked for, in a line that is at hand. */
struct tn_jsonl_value {
    size_t begin, end; /* in `bytes`, without its quotes */
    size_t text_end;   /* what it stands for: up to there in `text`, from where the one before it ends */
};

struct tn_jsonl {
    struct tn_json_path path;
    struct tn_json_parser parser;
    uint64_t line;   /* its number, from 1 */
    uint64_t origin; /* bytes[0] is this byte of the stream */
    size_t begin;    /* where the line begins */
    size_t searched; /* no line feed stands in [begin, searched) */
    size_t end;
    bool begun;         /* what the stream begins with is known */
    bool loose;         /* the line is longer than can be held */
    bool passing;       /* the rest of it passes as it is */
    bool open;          /* what was written last is no line feed */
    bool same;          /* the clean text is what the line says so far, */
    size_t matched;     /* up to there in `text`, */
    size_t text_begin;  /* from there on; */
    size_t text_end;    /* all that it says ends there */
    size_t value;       /* where in `bytes` the string begins */
    size_t written;     /* bytes of clean text of this string, */
    size_t put;         /* and how many they became */
    size_t text_length; /* of what is decoded and not cleaned yet */
    size_t spelling;    /* bytes that only spell it, not counted yet */
    size_t gathered;    /* of clean text that is not written yet */
    uint64_t decoded;   /* of a longer line's string, if cleaning may stop in it: bytes of what it says, */
    uint64_t longer;    /* and by how many more they are spelled; */
    size_t noted;       /* strings that are decoded and not cleaned yet: where they stand */
    struct tn_jsonl_value values[TN_JSONL_VALUES];
    struct tn_json_parser first; /* behind the first of these, where there may be more */
    unsigned char clean[TN_JSONL_CLEAN + TN_SCAN_SLACK];
    unsigned char text[TN_JSONL_HELD + TN_SCAN_SLACK];
    const unsigned char
        *bytes; /* the input at hand: what was fed last, or held, where a NUL stands behind it */
    unsigned char held[TN_JSONL_HELD + 1];
    unsigned char
        longer_by[TN_JSONL_UNREAD]; /* of `longer`, byte i of the string by longer_by[i % TN_JSONL_UNREAD] */
};

/* NULL and *error: memory is short, or tn_json_path_parse() refuses the path.  free(3) frees it. */
struct tn_jsonl *tn_jsonl_new(const char *field, enum tnorm_error *error);

void tn_jsonl_reset(struct tn_jsonl *j);

/* The input goes on. */
void tn_jsonl_feed(struct tnorm *t, const unsigned char *bytes, size_t length);

/* It has ended.  True: in a line, which may have been cut. */
bool tn_jsonl_end(struct tnorm *t);

#endif
