#include "charsets.h"

#include <string.h>

#include "differences.h"
#include "utf8.h"

static const char TARGET[] = "UCS-4LE";
enum {
    NO_POINT = 0, /* as in differences.h */
    C1_END = 0xA0,
    JIS0212_PREFIX = 0x8F,
    /* Clause 5, "index gb18030 ranges code point": these numbers of four bytes stand for U+10000 and up. */
    FOURS_BEYOND = 189000,
    FOURS_LAST = 1237575
};

static uint32_t packed(uint32_t point) { return point != NO_POINT ? tn_utf8_pack(point) : TN_NO_CHARACTER; }

static void close_converter(iconv_t *converter)
{
    if (*converter != TN_NO_CONVERTER) (void)iconv_close(*converter);
    *converter = TN_NO_CONVERTER;
}

void tn_charsets_init(struct tn_charsets *c)
{
    c->opened = false;
    c->other = TN_NO_CONVERTER;
    memset(c->single_known, 0, sizeof c->single_known);
    memset(c->row_known, 0, sizeof c->row_known);
    memset(c->fours_known, 0, sizeof c->fours_known);
    for (size_t i = 0; i < TN_PAIRS_SETS; i++) c->pairs[i] = TN_NO_CONVERTER;
}

void tn_charsets_close(struct tn_charsets *c)
{
    close_converter(&c->other);
    for (size_t i = 0; i < TN_PAIRS_SETS; i++) close_converter(&c->pairs[i]);
}

/* The one character that iconv(3) makes of all of the bytes.  The converter is in its initial state, before and after. */
static uint32_t ask(iconv_t converter, const unsigned char *bytes, size_t length)
{
    enum { CHARACTER = 4 }; /* bytes of one in TARGET */
    unsigned char given[4], made[4 * CHARACTER];
    char *from = (char *)given, *to = (char *)made;
    size_t left = length, room = sizeof made;
    memcpy(given, bytes, length);
    bool done = iconv(converter, &from, &left, &to, &room) != (size_t)-1;
    (void)iconv(converter, NULL, NULL, &to, &room); /* BIG5-HKSCS and CP1255 keep what could go on */
    if (!done || room != sizeof made - CHARACTER) return NO_POINT;
    return made[0] | (uint32_t)made[1] << 8 | (uint32_t)made[2] << 16 | (uint32_t)made[3] << 24;
}

/* The standard gives a byte that windows-125x leaves open to the control of that number; iconv(3) refuses it. */
static bool open_single(struct tn_charsets *c, enum tn_source_encoding encoding)
{
    size_t i = (size_t)encoding - TN_ENCODING_FIRST_SINGLE;
    if (c->single_known[i]) return true;
    iconv_t converter = iconv_open(TARGET, tn_encoding_converter(encoding));
    if (converter == TN_NO_CONVERTER) return false;
    for (unsigned byte = 0; byte < 0x80; byte++) c->single[i][byte] = byte;
    for (unsigned byte = 0x80; byte <= 0xFF; byte++) {
        unsigned char given = (unsigned char)byte;
        uint32_t point = ask(converter, &given, 1);
        if (point == NO_POINT && byte < C1_END) point = byte;
        c->single[i][byte] = packed(point);
    }
    close_converter(&converter);
    for (size_t d = 0; d < sizeof tn_differences_encoding / sizeof *tn_differences_encoding; d++)
        if (tn_differences_encoding[d].set == encoding)
            c->single[i][tn_differences_encoding[d].bytes] = packed(tn_differences_encoding[d].point);
    c->single_known[i] = true;
    return true;
}

static bool open_pairs(struct tn_charsets *c, enum tn_pairs pairs)
{
    if (c->pairs[pairs] == TN_NO_CONVERTER) c->pairs[pairs] = iconv_open(TARGET, tn_pairs_converter(pairs));
    return c->pairs[pairs] != TN_NO_CONVERTER;
}

/* The sets that a multi-byte encoding takes; returns how many. */
static size_t sets_of(enum tn_source_encoding encoding, enum tn_pairs sets[2])
{
    switch (encoding) {
    case TN_ENCODING_GBK:
    case TN_ENCODING_GB18030: sets[0] = TN_PAIRS_GB18030; return 1;
    case TN_ENCODING_BIG5: sets[0] = TN_PAIRS_BIG5; return 1;
    case TN_ENCODING_EUC_KR: sets[0] = TN_PAIRS_EUC_KR; return 1;
    case TN_ENCODING_SHIFT_JIS:
    case TN_ENCODING_ISO_2022_JP: sets[0] = TN_PAIRS_SHIFT_JIS; return 1;
    case TN_ENCODING_EUC_JP:
        sets[0] = TN_PAIRS_SHIFT_JIS;
        sets[1] = TN_PAIRS_JIS0212;
        return 2;
    default: return 0;
    }
}

bool tn_charsets_open(struct tn_charsets *c, enum tn_source_encoding encoding)
{
    enum tn_pairs sets[2];
    if (tn_encoding_is_single(encoding)) return open_single(c, encoding);
    for (size_t n = sets_of(encoding, sets); n > 0; n--)
        if (!open_pairs(c, sets[n - 1])) return false;
    return true;
}

void tn_charsets_open_all(struct tn_charsets *c)
{
    if (c->opened) return;
    for (int e = TN_ENCODING_UNKNOWN + 1; e < TN_ENCODING_OTHER; e++)
        (void)tn_charsets_open(c, (enum tn_source_encoding)e);
    c->opened = true;
}

/* Bytes that a letter takes in an encoding: the second one, as a byte order mark may stand before the first. */
static size_t unit_of(const char *name)
{
    char letters[] = "aa", made[32], *from = letters, *to = made;
    size_t room = sizeof made;
    iconv_t converter = iconv_open(name, "UTF-8");
    if (converter == TN_NO_CONVERTER) return 1;
    size_t first = 1, second = 1, before = room;
    if (iconv(converter, &from, &first, &to, &room) == 0) {
        before = room;
        (void)iconv(converter, &from, &second, &to, &room);
    }
    close_converter(&converter);
    return before > room ? before - room : 1;
}

bool tn_charsets_open_other(struct tn_charsets *c, const char *name)
{
    /* the empty name is the locale's encoding; what stands behind a slash is an order to iconv(3), not a name */
    if (*name == '\0' || strchr(name, '/')) return false;
    close_converter(&c->other);
    c->other = iconv_open("UTF-8", name);
    c->other_unit = unit_of(name);
    return c->other != TN_NO_CONVERTER;
}

bool tn_charsets_have(const struct tn_charsets *c, enum tn_source_encoding encoding)
{
    enum tn_pairs sets[2];
    if (encoding == TN_ENCODING_UNKNOWN) return false;
    if (encoding == TN_ENCODING_OTHER) return c->other != TN_NO_CONVERTER;
    if (tn_encoding_is_single(encoding)) return c->single_known[encoding - TN_ENCODING_FIRST_SINGLE];
    for (size_t n = sets_of(encoding, sets); n > 0; n--)
        if (c->pairs[sets[n - 1]] == TN_NO_CONVERTER) return false;
    return true;
}

const uint32_t *tn_charsets_single(const struct tn_charsets *c, enum tn_source_encoding encoding)
{
    return c->single[encoding - TN_ENCODING_FIRST_SINGLE];
}

void tn_charsets_read_row(struct tn_charsets *c, enum tn_pairs pairs, unsigned char lead)
{
    uint32_t *row = c->row[pairs][lead - TN_PAIR_LEAD];
    for (unsigned i = 0; i < TN_PAIR_TRAILS; i++) {
        unsigned char bytes[3] = {JIS0212_PREFIX, lead, (unsigned char)(TN_PAIR_TRAIL + i)};
        size_t skip = pairs == TN_PAIRS_JIS0212 ? 0 : 1;
        row[i] = packed(ask(c->pairs[pairs], bytes + skip, sizeof bytes - skip));
    }
    for (size_t d = 0; d < sizeof tn_differences_pairs / sizeof *tn_differences_pairs; d++) {
        const struct tn_difference *other = &tn_differences_pairs[d];
        if (other->set == pairs && other->bytes >> 8 == lead)
            row[(other->bytes & 0xFF) - TN_PAIR_TRAIL] = packed(other->point);
    }
    c->row_known[pairs][lead - TN_PAIR_LEAD] = true;
}

/* What the standard's ranges have for four bytes of this number where iconv(3) has nothing, or private characters: those that
 * pairs were given, too, when Unicode had them (GB 18030-2005, and -2022). */
static uint32_t given_to_pairs(unsigned number)
{
    enum { IDEOGRAPHS = 19057, VERTICAL_FORMS = 39076 };
    if (number >= IDEOGRAPHS && number < IDEOGRAPHS + 8) return 0x9FB4 + number - IDEOGRAPHS;
    if (number >= VERTICAL_FORMS && number < VERTICAL_FORMS + 10) return 0xFE10 + number - VERTICAL_FORMS;
    return NO_POINT;
}

static void read_fours(struct tn_charsets *c, unsigned row)
{
    for (unsigned i = 0; i < TN_FOUR_ROW; i++) {
        unsigned char bytes[4] = {(unsigned char)(TN_FOUR_LEAD + row / TN_FOUR_TRAILS),
                                  (unsigned char)(TN_FOUR_TRAIL + row % TN_FOUR_TRAILS),
                                  (unsigned char)(TN_FOUR_LEAD + i / TN_FOUR_TRAILS),
                                  (unsigned char)(TN_FOUR_TRAIL + i % TN_FOUR_TRAILS)};
        uint32_t point = given_to_pairs(row * TN_FOUR_ROW + i);
        if (point == NO_POINT) point = ask(c->pairs[TN_PAIRS_GB18030], bytes, sizeof bytes);
        c->fours[row][i] = packed(point);
    }
    c->fours_known[row] = true;
}

uint32_t tn_charsets_four(struct tn_charsets *c, const unsigned char bytes[4])
{
    unsigned row = (unsigned)((bytes[0] - TN_FOUR_LEAD) * TN_FOUR_TRAILS + bytes[1] - TN_FOUR_TRAIL);
    unsigned cell = (unsigned)((bytes[2] - TN_FOUR_LEAD) * TN_FOUR_TRAILS + bytes[3] - TN_FOUR_TRAIL);
    unsigned number = row * TN_FOUR_ROW + cell;
    if (number >= FOURS_BEYOND && number <= FOURS_LAST) return tn_utf8_pack(0x10000 + number - FOURS_BEYOND);
    if (row >= TN_FOUR_ROWS) return TN_NO_CHARACTER;
    if (!c->fours_known[row]) read_fours(c, row);
    return c->fours[row][cell];
}
