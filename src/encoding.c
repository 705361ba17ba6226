#include "encoding.h"

static const struct {
    const char *name, *converter;
} ENCODINGS[TN_ENCODINGS_KNOWN] = {
    [TN_ENCODING_UTF_8] = {"UTF-8", 0},
    [TN_ENCODING_IBM866] = {"IBM866", "IBM866"},
    [TN_ENCODING_ISO_8859_2] = {"ISO-8859-2", "ISO-8859-2"},
    [TN_ENCODING_ISO_8859_3] = {"ISO-8859-3", "ISO-8859-3"},
    [TN_ENCODING_ISO_8859_4] = {"ISO-8859-4", "ISO-8859-4"},
    [TN_ENCODING_ISO_8859_5] = {"ISO-8859-5", "ISO-8859-5"},
    [TN_ENCODING_ISO_8859_6] = {"ISO-8859-6", "ISO-8859-6"},
    [TN_ENCODING_ISO_8859_7] = {"ISO-8859-7", "ISO-8859-7"},
    [TN_ENCODING_ISO_8859_8] = {"ISO-8859-8", "ISO-8859-8"},
    [TN_ENCODING_ISO_8859_8_I] = {"ISO-8859-8-I", "ISO-8859-8"},
    [TN_ENCODING_ISO_8859_10] = {"ISO-8859-10", "ISO-8859-10"},
    [TN_ENCODING_ISO_8859_13] = {"ISO-8859-13", "ISO-8859-13"},
    [TN_ENCODING_ISO_8859_14] = {"ISO-8859-14", "ISO-8859-14"},
    [TN_ENCODING_ISO_8859_15] = {"ISO-8859-15", "ISO-8859-15"},
    [TN_ENCODING_ISO_8859_16] = {"ISO-8859-16", "ISO-8859-16"},
    [TN_ENCODING_KOI8_R] = {"KOI8-R", "KOI8-R"},
    [TN_ENCODING_KOI8_U] = {"KOI8-U", "KOI8-U"},
    [TN_ENCODING_MACINTOSH] = {"macintosh", "MACINTOSH"},
    [TN_ENCODING_WINDOWS_874] = {"windows-874", "IBM1162"}, /* CP874 lacks what Windows has from 0x80 on */
    [TN_ENCODING_WINDOWS_1250] = {"windows-1250", "CP1250"},
    [TN_ENCODING_WINDOWS_1251] = {"windows-1251", "CP1251"},
    [TN_ENCODING_WINDOWS_1252] = {"windows-1252", "CP1252"},
    [TN_ENCODING_WINDOWS_1253] = {"windows-1253", "CP1253"},
    [TN_ENCODING_WINDOWS_1254] = {"windows-1254", "CP1254"},
    [TN_ENCODING_WINDOWS_1255] = {"windows-1255", "CP1255"},
    [TN_ENCODING_WINDOWS_1256] = {"windows-1256", "CP1256"},
    [TN_ENCODING_WINDOWS_1257] = {"windows-1257", "CP1257"},
    [TN_ENCODING_WINDOWS_1258] = {"windows-1258", "CP1258"},
    [TN_ENCODING_X_MAC_CYRILLIC] = {"x-mac-cyrillic", "MAC-UK"},
    [TN_ENCODING_GBK] = {"GBK", 0},
    [TN_ENCODING_GB18030] = {"gb18030", 0},
    [TN_ENCODING_BIG5] = {"Big5", 0},
    [TN_ENCODING_EUC_JP] = {"EUC-JP", 0},
    [TN_ENCODING_ISO_2022_JP] = {"ISO-2022-JP", 0},
    [TN_ENCODING_SHIFT_JIS] = {"Shift_JIS", 0},
    [TN_ENCODING_EUC_KR] = {"EUC-KR", 0},
    [TN_ENCODING_REPLACEMENT] = {"replacement", 0},
    [TN_ENCODING_UTF_16BE] = {"UTF-16BE", 0},
    [TN_ENCODING_UTF_16LE] = {"UTF-16LE", 0},
    [TN_ENCODING_X_USER_DEFINED] = {"x-user-defined", 0},
};

static const char *const PAIRS[TN_PAIRS_SETS] = {
    [TN_PAIRS_GB18030] = "GB18030", [TN_PAIRS_BIG5] = "BIG5-HKSCS",   [TN_PAIRS_SHIFT_JIS] = "CP932",
    [TN_PAIRS_EUC_KR] = "UHC",      [TN_PAIRS_JIS0212] = "EUC-JP-MS",
};

const char *tn_encoding_name(enum tn_source_encoding encoding) { return ENCODINGS[encoding].name; }

const char *tn_encoding_converter(enum tn_source_encoding encoding) { return ENCODINGS[encoding].converter; }

const char *tn_pairs_converter(enum tn_pairs pairs) { return PAIRS[pairs]; }
