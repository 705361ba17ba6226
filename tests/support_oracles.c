/* support_oracles.c - slow, obvious ways to find out what is true of a text: see support.h */
#include "support.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

size_t tn_encode(uint_least32_t code_point, unsigned char bytes[4])
{
    if (code_point < 0x80) {
        bytes[0] = (unsigned char)code_point;
        return 1;
    }
    if (code_point < 0x800) {
        bytes[0] = (unsigned char)(0xC0 | code_point >> 6);
        bytes[1] = (unsigned char)(0x80 | (code_point & 0x3F));
        return 2;
    }
    if (code_point < 0x10000) {
        bytes[0] = (unsigned char)(0xE0 | code_point >> 12);
        bytes[1] = (unsigned char)(0x80 | (code_point >> 6 & 0x3F));
        bytes[2] = (unsigned char)(0x80 | (code_point & 0x3F));
        return 3;
    }
    bytes[0] = (unsigned char)(0xF0 | code_point >> 18);
    bytes[1] = (unsigned char)(0x80 | (code_point >> 12 & 0x3F));
    bytes[2] = (unsigned char)(0x80 | (code_point >> 6 & 0x3F));
    bytes[3] = (unsigned char)(0x80 | (code_point & 0x3F));
    return 4;
}

size_t tn_sequence(const unsigned char *bytes, size_t length, uint_least32_t *code_point)
{
    static const struct {
        unsigned char low[4], high[4];
        size_t length;
    } ROWS[] = {
        {{0x00}, {0x7F}, 1},
        {{0xC2, 0x80}, {0xDF, 0xBF}, 2},
        {{0xE0, 0xA0, 0x80}, {0xE0, 0xBF, 0xBF}, 3},
        {{0xE1, 0x80, 0x80}, {0xEC, 0xBF, 0xBF}, 3},
        {{0xED, 0x80, 0x80}, {0xED, 0x9F, 0xBF}, 3},
        {{0xEE, 0x80, 0x80}, {0xEF, 0xBF, 0xBF}, 3},
        {{0xF0, 0x90, 0x80, 0x80}, {0xF0, 0xBF, 0xBF, 0xBF}, 4},
        {{0xF1, 0x80, 0x80, 0x80}, {0xF3, 0xBF, 0xBF, 0xBF}, 4},
        {{0xF4, 0x80, 0x80, 0x80}, {0xF4, 0x8F, 0xBF, 0xBF}, 4},
    };
    for (size_t row = 0; row < sizeof ROWS / sizeof ROWS[0]; row++) {
        size_t i = 0, n = ROWS[row].length;
        if (n > length) continue;
        while (i < n && bytes[i] >= ROWS[row].low[i] && bytes[i] <= ROWS[row].high[i]) i++;
        if (i < n) continue;
        *code_point = n == 1 ? bytes[0] : bytes[0] & (n == 2 ? 0x1Fu : n == 3 ? 0x0Fu : 0x07u);
        for (i = 1; i < n; i++) *code_point = *code_point << 6 | (bytes[i] & 0x3Fu);
        return n;
    }
    return 0;
}

static const char *broken_form(const struct tn_text *text, enum tnorm_form form)
{
    utf8proc_option_t option = UTF8PROC_STABLE;
    if (form == TNORM_FORM_NFC || form == TNORM_FORM_NFKC)
        option |= UTF8PROC_COMPOSE;
    else
        option |= UTF8PROC_DECOMPOSE;
    if (form == TNORM_FORM_NFKC || form == TNORM_FORM_NFKD) option |= UTF8PROC_COMPAT;
    utf8proc_uint8_t *again = NULL;
    utf8proc_ssize_t length = utf8proc_map(text->bytes, (utf8proc_ssize_t)text->length, &again, option);
    if (length < 0) return "P1: utf8proc cannot read it";
    bool same = (size_t)length == text->length && memcmp(again, text->bytes, text->length) == 0;
    free(again);
    return same ? NULL : "P1: not in the normal form asked for";
}

static bool non_starter(uint_least32_t code_point)
{
    return utf8proc_get_property((utf8proc_int32_t)code_point)->combining_class != 0;
}

/* UAX #15, D4: no more than 30 non-starters in a row, counted in the compatibility decomposition. */
static size_t count_non_starters(size_t run, uint_least32_t code_point)
{
    utf8proc_int32_t parts[32];
    int boundary = 0;
    utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)code_point, parts, 32,
                                                 UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &boundary);
    for (utf8proc_ssize_t i = 0; i < n && i < 32; i++)
        run = non_starter((uint_least32_t)parts[i]) ? run + 1 : 0;
    return run;
}

static const char *broken_character(uint_least32_t c, const struct tnorm_options *options)
{
    if (!(options->keep & TNORM_KEEP_SPACE) && (c == 0xA0 || c == 0x3000 || c == 0x2028 || c == 0x2029))
        return "P1: a space or break left as it was";
    if ((c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0)) return "P1: a control character";
    if (options->keep & TNORM_KEEP_CHARACTERS) return NULL;
    if ((c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE) return "P1: a noncharacter";
    if (c == 0xFEFF) return "P1: a byte-order mark";
    if (c == 0xAD) return "P1: a soft hyphen";
    return NULL;
}

/* The shape of `text`: trimmed lines, single spaces and empty lines, one line feed at the end. */
static const char *broken_space(const struct tn_text *text, enum tnorm_input input)
{
    const unsigned char *b = text->bytes;
    size_t n = text->length;
    if (n == 0) return NULL;
    for (size_t i = 0; i < n; i++) {
        bool first = i == 0 || b[i - 1] == '\n', last = i + 1 == n || b[i + 1] == '\n';
        if (b[i] == ' ' && (first || last)) return "space at the start or end of a line";
        if (b[i] == ' ' && b[i + 1] == ' ') return "two spaces in a row";
    }
    if (input == TNORM_INPUT_LINES) return NULL;
    if (b[0] == '\n') return "an empty line at the start";
    if (b[n - 1] != '\n' || (n > 1 && b[n - 2] == '\n')) return "not exactly one line feed at the end";
    return strstr((const char *)b, "\n\n\n") != NULL ? "two empty lines in a row" : NULL;
}

const char *tn_broken_promise(const struct tn_text *text, const struct tnorm_options *options)
{
    const char *why = NULL;
    uint_least32_t c = 0;
    size_t run = 0;
    bool warc = options->input == TNORM_INPUT_WARC, framed = options->output != TNORM_OUTPUT_DEFAULT;
    if (options->input == TNORM_INPUT_JSONL || options->input == TNORM_INPUT_TSV)
        return NULL; /* some passes as it was */
    for (size_t i = 0, n; i < text->length; i += n) {
        n = tn_sequence(text->bytes + i, text->length - i, &c);
        if (n == 0) return "P1: not valid UTF-8";
        if (framed && c < 0x20 && c != '\n' && c != '\r') return "P1: a control character";
        if (framed) continue; /* addresses are what they are */
        bool feed_line = c == '\f' && (options->input == TNORM_INPUT_TEXT || warc) &&
                         (i == 0 || text->bytes[i - 1] == '\n') && i + 1 < text->length &&
                         text->bytes[i + 1] == '\n';
        if (!feed_line && why == NULL) why = broken_character(c, options);
        run = count_non_starters(run, c);
        if (run > 30 && options->form != TNORM_FORM_NONE && why == NULL) why = "P1: not stream-safe";
    }
    if (why == NULL && options->form != TNORM_FORM_NONE && !framed) why = broken_form(text, options->form);
    bool formatted = options->keep & (TNORM_KEEP_SPACE | TNORM_KEEP_CHARACTERS) ||
                     options->input == TNORM_INPUT_HTML || warc || framed;
    if (why == NULL && !formatted) why = broken_space(text, options->input);
    return why;
}

/* The number behind "key": at or after `from`, and where it ends. */
static bool number(const char **from, const char *key, uint64_t *value)
{
    const char *at = strstr(*from, key);
    if (at == NULL) return false;
    at += strlen(key);
    at += strspn(at, " :");
    char *end = NULL;
    *value = strtoull(at, &end, 10);
    if (end == at) return false;
    *from = end;
    return true;
}

const char *tn_broken_account(const tnorm *handle, uint64_t fed, uint64_t written)
{
    static const char *const FIELDS[] = {"\"read\"",    "\"framing\"", "\"kept\"",   "\"rewritten\"",
                                         "\"removed\"", "\"added\"",   "\"written\""};
    static const char *const CAUSES[] = {"\"entities\"",   "\"mojibake\"", "\"invalid\"", "\"markup\"",
                                         "\"characters\"", "\"space\"",    "\"echoes\"",  "\"boilerplate\"",
                                         "\"form\"",       "\"charset\""};
    char json[8192];
    uint64_t bytes[7], out = 0;
    if (tnorm_stats(handle, json, sizeof json) >= sizeof json) return "account: longer than 8 KiB";
    const char *part = strstr(json, "\"bytes\"");
    if (part == NULL) return "account: no \"bytes\"";
    for (size_t i = 0; i < 7; i++) {
        const char *at = part;
        if (!number(&at, FIELDS[i], &bytes[i])) return "account: a number of \"bytes\" is missing";
    }
    const char *causes = strstr(json, "\"causes\"");
    if (causes == NULL) return "account: no \"causes\"";
    for (size_t i = 0; i < sizeof CAUSES / sizeof CAUSES[0]; i++) {
        uint64_t value;
        const char *at = strstr(causes, CAUSES[i]);
        if (at == NULL || !number(&at, "\"count\"", &value)) return "account: a cause is missing";
        if (!number(&at, "\"in\"", &value) || !number(&at, "\"out\"", &value))
            return "account: a cause lacks numbers";
        out += value;
    }
    if (bytes[0] != fed) return "account: read is not what was fed";
    if (bytes[6] != written) return "account: written is not what reached the sink";
    if (bytes[0] != bytes[1] + bytes[2] + bytes[3] + bytes[4])
        return "account: read is not framing + kept + rewritten + removed";
    if (bytes[6] != bytes[2] + out + bytes[5])
        return "account: written is not kept + out of the causes + added";
    return NULL;
}
