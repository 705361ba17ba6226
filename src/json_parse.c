#include "json_parse.h"

#include <stdint.h>

#include "scan.h"
#include "utf8.h"

const unsigned char tn_json_unescaped[256] = {['"'] = '"',  ['\\'] = '\\', ['/'] = '/',  ['b'] = '\b',
                                              ['f'] = '\f', ['n'] = '\n',  ['r'] = '\r', ['t'] = '\t'};

bool tn_json_path_parse(struct tn_json_path *path, const char *field)
{
    size_t n = 0, begin = 0; /* of the name at hand */
    path->count = 0;
    for (;; field++) {
        bool escaped = field[0] == '\\' && (field[1] == '.' || field[1] == '\\');
        if (!escaped && (*field == '.' || *field == '\0')) {
            if (path->count == TN_JSON_NAMES || n == begin) return false;
            path->end[path->count++] = begin = n;
            if (*field == '\0') return true;
            continue;
        }
        if (n == TN_JSON_NAMES_SIZE - 1 || (field[0] == '\\' && field[1] == '\0')) return false;
        field += escaped;
        path->text[n++] = (unsigned char)*field;
    }
}

enum { DIGIT = 0x10, NO_NUMBER = 0x10000 };

/* What a hexadecimal digit says, and DIGIT; 0 for other bytes. */
static const unsigned char digit[256] = {
    ['0'] = 0x10, ['1'] = 0x11, ['2'] = 0x12, ['3'] = 0x13, ['4'] = 0x14, ['5'] = 0x15,
    ['6'] = 0x16, ['7'] = 0x17, ['8'] = 0x18, ['9'] = 0x19, ['a'] = 0x1A, ['b'] = 0x1B,
    ['c'] = 0x1C, ['d'] = 0x1D, ['e'] = 0x1E, ['f'] = 0x1F, ['A'] = 0x1A, ['B'] = 0x1B,
    ['C'] = 0x1C, ['D'] = 0x1D, ['E'] = 0x1E, ['F'] = 0x1F,
};

/* What the four hexadecimal digits at p say; NO_NUMBER if one of them is none. */
static uint32_t hex(const unsigned char *p)
{
    uint32_t a = digit[p[0]], b = digit[p[1]], c = digit[p[2]], d = digit[p[3]];
    if (!(a & b & c & d & DIGIT)) return NO_NUMBER;
    return (a << 12) + (b << 8) + (c << 4) + d - (DIGIT << 12) - (DIGIT << 8) - (DIGIT << 4) - DIGIT;
}

struct tn_decoded tn_json_decode_numbers(const unsigned char *p, size_t length, unsigned char *out)
{
    enum { NUMBER = sizeof "\\u00e9" - 1 };
    struct tn_decoded d = {0, 0};
    for (; length - d.read >= NUMBER; d.read += NUMBER) {
        const unsigned char *at = p + d.read;
        if (at[0] != '\\' || at[1] != 'u') break;
        uint32_t c = hex(at + 2);
        if (c == NO_NUMBER || tn_is_surrogate(c)) break;
        d.written += tn_utf8_encode(c, out + d.written);
    }
    return d;
}

size_t tn_json_decode(const unsigned char *p, size_t length, unsigned char *out)
{
    enum { LETTER = sizeof "\\n" - 1, PAIR = sizeof "\\ud83d\\ude00" - 1 };
    if (length == LETTER) {
        out[0] = tn_json_unescaped[p[1]];
        return 1;
    }
    uint32_t c = hex(p + 2);
    if (length == PAIR) c = 0x10000 + ((c - 0xD800) << 10 | (hex(p + 8) - 0xDC00));
    if (!tn_is_surrogate(c)) return tn_utf8_encode(c, out);
    out[0] = TN_UTF8_LOST;
    return 1;
}
