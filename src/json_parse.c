#include "json_parse.h"

#include <stdint.h>

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

static uint32_t hex(const unsigned char *p)
{
    uint32_t value = 0;
    for (size_t i = 0; i < 4; i++) {
        unsigned char c = p[i] | 0x20;
        value = value << 4 | (uint32_t)(c <= '9' ? c - '0' : c - 'a' + 10);
    }
    return value;
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
    if (c < 0xD800 || c > 0xDFFF) return tn_utf8_encode(c, out);
    out[0] = TN_UTF8_LOST;
    return 1;
}
