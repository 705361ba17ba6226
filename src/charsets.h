/* charsets.h - what the bytes of an encoding stand for, as iconv(3) and the WHATWG encoding standard have it.
 * Opened by charset.c; decode.c asks.
 *
 * A process that is to open no files later on opens the converters beforehand: glibc loads each from a file.  Those of
 * encodings with one byte a character are read out at once and closed; of the others, rows are read when they are
 * first met. */
#ifndef TN_CHARSETS_H
#define TN_CHARSETS_H

#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>

#include "encoding.h"

enum {
    TN_PAIR_LEAD = 0x81, /* first bytes of pairs: this and up, */
    TN_PAIR_LEADS = 0x7E,
    TN_PAIR_TRAIL = 0x40, /* and second ones */
    TN_PAIR_TRAILS = 0xBF,
    TN_FOUR_LEAD = 0x81, /* first and third bytes of four: this and up, */
    TN_FOUR_LEADS = 0x7E,
    TN_FOUR_TRAIL = '0', /* and second and last ones */
    TN_FOUR_TRAILS = 10,
    TN_FOUR_ROW = TN_FOUR_LEADS * TN_FOUR_TRAILS, /* characters that have the first two in common */
    TN_FOUR_ROWS = 32                             /* that hold characters of the basic plane */
};

/* Characters are in UTF-8, packed (utf8.h); 0xFF, which UTF-8 never has: there is no such character. */
#define TN_NO_CHARACTER UINT32_C(0xFF)

struct tn_charsets {
    bool opened;                               /* all of the standard's are */
    bool single_known[TN_ENCODING_SINGLES];    /* iconv(3) has it */
    uint32_t single[TN_ENCODING_SINGLES][256]; /* characters of bytes */
    iconv_t pairs[TN_PAIRS_SETS];              /* or TN_NO_CONVERTER */
    iconv_t other;                             /* of TN_ENCODING_OTHER to UTF-8, or TN_NO_CONVERTER; */
    size_t other_unit;                         /* bytes that an ASCII letter has in it */
    bool row_known[TN_PAIRS_SETS][TN_PAIR_LEADS];
    uint32_t row[TN_PAIRS_SETS][TN_PAIR_LEADS][TN_PAIR_TRAILS]; /* characters of pairs */
    bool fours_known[TN_FOUR_ROWS];
    uint32_t fours[TN_FOUR_ROWS][TN_FOUR_ROW]; /* characters of four bytes */
};

#define TN_NO_CONVERTER ((iconv_t)-1)

/* Nothing is open. */
void tn_charsets_init(struct tn_charsets *c);

/* Opens what the encoding takes.  False if iconv(3) lacks it. */
bool tn_charsets_open(struct tn_charsets *c, enum tn_source_encoding encoding);

/* Opens what all encodings of the standard take, as far as iconv(3) has it. */
void tn_charsets_open_all(struct tn_charsets *c);

/* Opens an encoding that only iconv(3) knows.  False if it does not. */
bool tn_charsets_open_other(struct tn_charsets *c, const char *name);

/* Is what the encoding takes open? */
bool tn_charsets_have(const struct tn_charsets *c, enum tn_source_encoding encoding);

void tn_charsets_close(struct tn_charsets *c);

/* The characters of bytes. */
const uint32_t *tn_charsets_single(const struct tn_charsets *c, enum tn_source_encoding encoding);

/* Reads out the pairs that begin with `lead`. */
void tn_charsets_read_row(struct tn_charsets *c, enum tn_pairs pairs, unsigned char lead);

/* That of a pair whose row has been read out, or TN_NO_CHARACTER. */
static inline uint32_t tn_charsets_known_pair(const struct tn_charsets *c, enum tn_pairs pairs,
                                              unsigned char lead, unsigned char trail)
{
    if (lead < TN_PAIR_LEAD || lead == 0xFF || trail < TN_PAIR_TRAIL || trail == 0xFF) return TN_NO_CHARACTER;
    bool known = c->row_known[pairs][lead - TN_PAIR_LEAD];
    return known ? c->row[pairs][lead - TN_PAIR_LEAD][trail - TN_PAIR_TRAIL] : TN_NO_CHARACTER;
}

/* That of a pair; of JIS0212, what stands behind 0x8F. */
static inline uint32_t tn_charsets_pair(struct tn_charsets *c, enum tn_pairs pairs, unsigned char lead,
                                        unsigned char trail)
{
    bool is_lead = lead >= TN_PAIR_LEAD && lead != 0xFF;
    if (is_lead && !c->row_known[pairs][lead - TN_PAIR_LEAD]) tn_charsets_read_row(c, pairs, lead);
    return tn_charsets_known_pair(c, pairs, lead, trail);
}

/* That of four bytes of GB18030, which are in their ranges. */
uint32_t tn_charsets_four(struct tn_charsets *c, const unsigned char bytes[4]);

#endif
