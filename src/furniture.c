#include "furniture.h"

#include <utf8proc.h>

#include "utf8.h"

bool tn_furniture_ends(const unsigned char *begin, const unsigned char *end)
{
    if (*begin >= 0xE0 && *begin != 0xE1)
        return true; /* Thai, Chinese, Japanese, Korean, and Hindi, whose words have ends */
    return !tn_is_ascii_letter(*end) && *end < 0x80;
}

unsigned tn_furniture(const unsigned char *line, size_t length, size_t *covered)
{
    unsigned char small[TN_FURNITURE_LONGEST + TN_UTF8_MAX + 1];
    size_t n = 0;
    for (size_t i = 0, bytes; i < length && n < TN_FURNITURE_LONGEST; i += bytes) {
        if (line[i] < 0x80) {
            bytes = 1;
            small[n++] = line[i] >= 'A' && line[i] <= 'Z' ? (unsigned char)(line[i] | 0x20) : line[i];
            continue;
        }
        uint32_t c = tn_utf8_decode(line + i, &bytes);
        if (c < 0x530) c = (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
        if (c == 0x2019) c = '\''; /* as in you’re */
        n += tn_utf8_encode(c, small + n);
    }
    small[n] = 0;
    return tn_furniture_scan(small, covered);
}
