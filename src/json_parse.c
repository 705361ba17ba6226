#include "json_parse.h"

#include <stdint.h>
#include <string.h>

#include "utf8.h"

enum state { FIRST, KEY_OR_CLOSE, KEY, COLON, VALUE, VALUE_OR_CLOSE, AFTER_VALUE, DONE };

const unsigned char tn_json_unescaped[256] = {['"'] = '"',  ['\\'] = '\\', ['/'] = '/',  ['b'] = '\b',
                                              ['f'] = '\f', ['n'] = '\n',  ['r'] = '\r', ['t'] = '\t'};

bool tn_json_path_parse(struct tn_json_path *path, const char *field)
{
    size_t n = 0;
    path->count = 0;
    for (;; field++) {
        bool escaped = field[0] == '\\' && (field[1] == '.' || field[1] == '\\');
        if (!escaped && (*field == '.' || *field == '\0')) {
            if (path->count == TN_JSON_NAMES) return false;
            path->end[path->count++] = n;
            if (*field == '\0') return true;
            continue;
        }
        if (n == TN_JSON_NAMES_SIZE - 1) return false;
        field += escaped;
        path->text[n++] = (unsigned char)*field;
    }
}

void tn_json_parser_reset(struct tn_json_parser *parser)
{
    parser->condition = tn_json_start();
    parser->state = FIRST;
    parser->depth = parser->on_path = parser->found = 0;
    parser->wanted = parser->in_key = parser->in_value = false;
}

static bool in_array(const struct tn_json_parser *parser)
{
    return parser->arrays[(parser->depth - 1) / 8] >> ((parser->depth - 1) % 8) & 1;
}

/* An object or array begins. */
static enum tn_json_event open(struct tn_json_parser *parser, bool array)
{
    bool first = parser->state == FIRST && !array;
    if (!first && parser->state != VALUE && parser->state != VALUE_OR_CLOSE) return TN_JSON_BROKEN;
    if (parser->depth == TN_JSON_DEPTH) return TN_JSON_BROKEN;
    unsigned char *bits = &parser->arrays[parser->depth / 8],
                  bit = (unsigned char)(1u << (parser->depth % 8));
    *bits = (unsigned char)(array ? *bits | bit : *bits & ~bit);
    parser->depth++;
    if (!array && (first || parser->wanted)) parser->on_path++;
    parser->wanted = false;
    parser->state = array ? VALUE_OR_CLOSE : KEY_OR_CLOSE;
    return TN_JSON_NOTHING;
}

static enum tn_json_event close(struct tn_json_parser *parser, bool array)
{
    unsigned empty = array ? VALUE_OR_CLOSE : KEY_OR_CLOSE;
    if (parser->depth == 0 || in_array(parser) != array) return TN_JSON_BROKEN;
    if (parser->state != AFTER_VALUE && parser->state != empty) return TN_JSON_BROKEN;
    if (parser->on_path == parser->depth) parser->on_path--;
    parser->depth--;
    parser->state = parser->depth > 0 ? AFTER_VALUE : DONE;
    return TN_JSON_NOTHING;
}

/* Is the name that was just read the next one of the path? */
static bool is_on_path(const struct tn_json_parser *parser, const struct tn_json_path *path)
{
    size_t i = parser->on_path - 1;
    if (parser->on_path != parser->depth || i >= path->count) return false;
    size_t begin = i > 0 ? path->end[i - 1] : 0, length = path->end[i] - begin;
    return parser->key_length == length && memcmp(parser->key, path->text + begin, length) == 0;
}

static enum tn_json_event quote(struct tn_json_parser *parser, const struct tn_json_path *path)
{
    if (parser->in_key) {
        parser->in_key = false;
        parser->wanted = is_on_path(parser, path);
        parser->state = COLON;
    } else if (parser->in_value) {
        parser->in_value = false;
        return TN_JSON_END;
    } else if (parser->condition == tn_json_start()) { /* the end of another string */
        return TN_JSON_NOTHING;
    } else if (parser->state == KEY || parser->state == KEY_OR_CLOSE) {
        parser->in_key = true;
        parser->key_length = 0;
    } else if (parser->state == VALUE || parser->state == VALUE_OR_CLOSE) {
        parser->state = AFTER_VALUE;
        parser->in_value = parser->wanted && parser->on_path == path->count;
        parser->wanted = false;
        parser->found += parser->in_value;
        return parser->in_value ? TN_JSON_BEGIN : TN_JSON_NOTHING;
    } else {
        return TN_JSON_BROKEN;
    }
    return TN_JSON_NOTHING;
}

static void add_to_key(struct tn_json_parser *parser, enum tn_json_token token, const unsigned char *p,
                       size_t length)
{
    unsigned char text[TN_UTF8_MAX];
    if (token != TN_JSON_PLAIN) {
        length = tn_json_decode(token, p, text);
        p = text;
    }
    if (length >= TN_JSON_NAMES_SIZE - parser->key_length) {
        parser->key_length = TN_JSON_NAMES_SIZE; /* no name of a path is so long */
        return;
    }
    memcpy(parser->key + parser->key_length, p, length);
    parser->key_length += length;
}

static enum tn_json_event scalar(struct tn_json_parser *parser)
{
    if (parser->state != VALUE && parser->state != VALUE_OR_CLOSE) return TN_JSON_BROKEN;
    parser->state = AFTER_VALUE;
    parser->wanted = false;
    return TN_JSON_NOTHING;
}

static enum tn_json_event comma(struct tn_json_parser *parser)
{
    if (parser->state != AFTER_VALUE) return TN_JSON_BROKEN;
    parser->state = in_array(parser) ? VALUE : KEY;
    return TN_JSON_NOTHING;
}

static enum tn_json_event colon(struct tn_json_parser *parser)
{
    if (parser->state != COLON) return TN_JSON_BROKEN;
    parser->state = VALUE;
    return TN_JSON_NOTHING;
}

enum tn_json_event tn_json_parse(struct tn_json_parser *parser, const struct tn_json_path *path,
                                 enum tn_json_token token, const unsigned char *p, size_t length)
{
    switch (token) {
    case TN_JSON_FAULT: return TN_JSON_BROKEN;
    case TN_JSON_WHITE:
    case TN_JSON_DIGITS: return TN_JSON_NOTHING;
    case TN_JSON_FEED: return parser->state == DONE ? TN_JSON_LINE : TN_JSON_BROKEN;
    case TN_JSON_OPEN_OBJECT: return open(parser, false);
    case TN_JSON_CLOSE_OBJECT: return close(parser, false);
    case TN_JSON_OPEN_ARRAY: return open(parser, true);
    case TN_JSON_CLOSE_ARRAY: return close(parser, true);
    case TN_JSON_COLON: return colon(parser);
    case TN_JSON_COMMA: return comma(parser);
    case TN_JSON_SCALAR: return scalar(parser);
    case TN_JSON_QUOTE: return quote(parser, path);
    case TN_JSON_PLAIN:
    case TN_JSON_ESCAPE:
    case TN_JSON_UNICODE:
    case TN_JSON_PAIR: break;
    }
    if (parser->in_key) add_to_key(parser, token, p, length);
    return parser->in_value ? TN_JSON_PIECE : TN_JSON_NOTHING;
}

bool tn_json_is_whole(const struct tn_json_parser *parser) { return parser->state == DONE; }

static uint32_t hex(const unsigned char *p)
{
    uint32_t value = 0;
    for (size_t i = 0; i < 4; i++) {
        unsigned char c = p[i] | 0x20;
        value = value << 4 | (uint32_t)(c <= '9' ? c - '0' : c - 'a' + 10);
    }
    return value;
}

size_t tn_json_decode(enum tn_json_token token, const unsigned char *p, unsigned char *out)
{
    if (token == TN_JSON_ESCAPE) {
        out[0] = tn_json_unescaped[p[1]];
        return 1;
    }
    uint32_t c = hex(p + 2);
    if (token == TN_JSON_PAIR) c = 0x10000 + ((c - 0xD800) << 10 | (hex(p + 8) - 0xDC00));
    if (c < 0xD800 || c > 0xDFFF) return tn_utf8_encode(c, out);
    out[0] = TN_UTF8_LOST;
    return 1;
}
