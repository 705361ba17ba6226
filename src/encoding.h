/* encoding.h - the encodings of the WHATWG encoding standard: what labels they have, and by which name iconv(3) knows
 * them. */
#ifndef TN_ENCODING_H
#define TN_ENCODING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* In the order of the standard (clause 4.2), and one that only iconv(3) knows. */
enum tn_source_encoding {
    TN_ENCODING_UNKNOWN,
    TN_ENCODING_UTF_8,
    TN_ENCODING_IBM866,
    TN_ENCODING_ISO_8859_2,
    TN_ENCODING_ISO_8859_3,
    TN_ENCODING_ISO_8859_4,
    TN_ENCODING_ISO_8859_5,
    TN_ENCODING_ISO_8859_6,
    TN_ENCODING_ISO_8859_7,
    TN_ENCODING_ISO_8859_8,
    TN_ENCODING_ISO_8859_8_I,
    TN_ENCODING_ISO_8859_10,
    TN_ENCODING_ISO_8859_13,
    TN_ENCODING_ISO_8859_14,
    TN_ENCODING_ISO_8859_15,
    TN_ENCODING_ISO_8859_16,
    TN_ENCODING_KOI8_R,
    TN_ENCODING_KOI8_U,
    TN_ENCODING_MACINTOSH,
    TN_ENCODING_WINDOWS_874,
    TN_ENCODING_WINDOWS_1250,
    TN_ENCODING_WINDOWS_1251,
    TN_ENCODING_WINDOWS_1252,
    TN_ENCODING_WINDOWS_1253,
    TN_ENCODING_WINDOWS_1254,
    TN_ENCODING_WINDOWS_1255,
    TN_ENCODING_WINDOWS_1256,
    TN_ENCODING_WINDOWS_1257,
    TN_ENCODING_WINDOWS_1258,
    TN_ENCODING_X_MAC_CYRILLIC,
    TN_ENCODING_GBK,
    TN_ENCODING_GB18030,
    TN_ENCODING_BIG5,
    TN_ENCODING_EUC_JP,
    TN_ENCODING_ISO_2022_JP,
    TN_ENCODING_SHIFT_JIS,
    TN_ENCODING_EUC_KR,
    TN_ENCODING_REPLACEMENT,
    TN_ENCODING_UTF_16BE,
    TN_ENCODING_UTF_16LE,
    TN_ENCODING_X_USER_DEFINED,
    TN_ENCODING_OTHER,
    TN_ENCODINGS_KNOWN,
    TN_ENCODING_FIRST_SINGLE = TN_ENCODING_IBM866, /* of those with one byte a character */
    TN_ENCODING_LAST_SINGLE = TN_ENCODING_X_MAC_CYRILLIC
};

enum { TN_ENCODING_SINGLES = (int)TN_ENCODING_LAST_SINGLE - (int)TN_ENCODING_FIRST_SINGLE + 1 };

/* The sets of characters that take two bytes, or two behind another. */
enum tn_pairs {
    TN_PAIRS_GB18030,
    TN_PAIRS_BIG5,
    TN_PAIRS_SHIFT_JIS, /* that of EUC-JP and ISO-2022-JP as well */
    TN_PAIRS_EUC_KR,
    TN_PAIRS_JIS0212, /* behind 0x8F of EUC-JP */
    TN_PAIRS_SETS
};

/* Where the standard and iconv(3) differ. */
struct tn_difference {
    uint8_t set; /* enum tn_source_encoding or enum tn_pairs */
    uint16_t bytes;
    uint32_t point; /* 0: there is no character */
};

/* The encoding that a label stands for, in any case, white space around it (clause 4.2, "get an encoding"). */
enum tn_source_encoding tn_encoding_of_label(const unsigned char *label, size_t length);

/* Its name in the standard; NULL for one that only iconv(3) knows. */
const char *tn_encoding_name(enum tn_source_encoding encoding);

/* What iconv(3) calls an encoding with one byte a character. */
const char *tn_encoding_converter(enum tn_source_encoding encoding);

/* What iconv(3) calls an encoding that holds the pairs. */
const char *tn_pairs_converter(enum tn_pairs pairs);

/* Is every character of it one byte? */
static inline bool tn_encoding_is_single(enum tn_source_encoding encoding)
{
    return encoding >= TN_ENCODING_FIRST_SINGLE && encoding <= TN_ENCODING_LAST_SINGLE;
}

#endif
