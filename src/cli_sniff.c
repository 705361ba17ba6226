#include "cli_sniff.h"

#include <string.h>

#include "bom.h"
#include "json_parse.h"
#include "scan.h"
#include "utf8.h"

/* The kinds that are told by how they begin, letters in either case; a tag only if its name ends there. */
struct magic {
    const char *bytes;
    size_t length;
    enum tnorm_input kind;
};

static const struct magic MAGIC[] = {
    {"WARC/1.", 7, TNORM_INPUT_WARC},
    {"<!doctype html", 14, TNORM_INPUT_HTML},
    {"<html", 5, TNORM_INPUT_HTML},
    {"<head", 5, TNORM_INPUT_HTML},
};
static const char XML[] = "<?xml";

/* What is compressed, or archived, and so no text. */
static const struct {
    const char *bytes;
    size_t length;
    const char *fault;
} COMPRESSED[] = {
    {"\x1F\x8B\x08", 3, "is compressed twice, by gzip in the end"},
    {"\x28\xB5\x2F\xFD", 4, "is compressed twice, by zstd in the end"},
    {"\xFD"
     "7zXZ\0",
     6, "is compressed by xz, which is not supported"},
    {"BZh91AY&SY", 10, "is compressed by bzip2, which is not supported"},
    {"\x04\x22\x4D\x18", 4, "is compressed by lz4, which is not supported"},
    {"PK\x03\x04", 4, "is a zip archive, which is not supported"},
};

/* Does the magic stand at p, and, for a tag, its name's end behind it?  *more: all that is there does. */
static bool begins_with(const unsigned char *p, size_t length, const struct magic *magic, bool whole,
                        bool *more)
{
    size_t n = tn_ascii_agree(p, length, magic->bytes, magic->length);
    if (n == length && !whole) *more = true;
    if (n < magic->length) return false;
    return magic->bytes[0] != '<' || n == length || (p[n] && strchr(" \t\n\f\r/>", p[n]));
}

static bool is_white(unsigned char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

static bool has_tag(const unsigned char *p, size_t length, const char *tag)
{
    const unsigned char *end = p + length;
    size_t n = strlen(tag);
    for (; (p = memchr(p, '<', (size_t)(end - p))) != NULL; p++)
        if (tn_ascii_agree(p, (size_t)(end - p), tag, n) == n) return true;
    return false;
}

/* Bytes of the number at p that JSON lacks, but writers of it do not; 0 if there is none. */
static size_t odd_number(const unsigned char *p, const unsigned char *end)
{
    static const char *const numbers[] = {"NaN", "Infinity", "-Infinity"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        size_t n = strlen(numbers[i]);
        if ((size_t)(end - p) > n && memcmp(p, numbers[i], n) == 0) return n;
    }
    return 0;
}

/* Is the line a JSON object, or is what there is of it, if that is `cut`, right so far?  One with such numbers is, too: as text
 * its escapes would be lost.  It ends with a line feed, or a NUL stands behind it. */
static bool is_object(const unsigned char *p, size_t length, bool cut)
{
    static const struct tn_json_path nothing; /* is asked for */
    const unsigned char *end = p + length;
    size_t unsure = !cut ? 0 : length < TN_JSON_RESERVE ? length : TN_JSON_RESERVE;
    const struct tn_scanner *scanner = tn_scanner_choose();
    struct tn_json_parser parser;
    tn_json_parser_reset(&parser);
    while (tn_json_next(&parser, &nothing, scanner, &p, end - unsure) == TN_JSON_BROKEN) {
        const unsigned char *zero = (const unsigned char *)"0"; /* is right where such a number could be */
        size_t n = odd_number(p, end);
        if (n == 0 || tn_json_next(&parser, &nothing, scanner, &zero, zero + 1) == TN_JSON_BROKEN)
            return false;
        p += n;
    }
    return tn_json_is_whole(&parser) || (cut && parser.depth > 0);
}

const char *sniff_compressed(const unsigned char *p, size_t length, bool at_end, bool *more)
{
    *more = false;
    for (size_t i = 0; i < sizeof COMPRESSED / sizeof *COMPRESSED; i++) {
        size_t n = length < COMPRESSED[i].length ? length : COMPRESSED[i].length;
        if (memcmp(p, COMPRESSED[i].bytes, n) != 0) continue;
        if (n == COMPRESSED[i].length) return COMPRESSED[i].fault;
        *more = !at_end;
    }
    return NULL;
}

enum tnorm_input sniff(const unsigned char *p, size_t length, bool at_end, bool *more)
{
    bool whole = at_end || length >= SNIFF_BYTES;
    size_t mark = tn_bom_agree(p, length);
    *more = mark < TN_BOM_UTF_8_LENGTH && mark == length && !whole;
    if (*more) return TNORM_INPUT_TEXT; /* a byte-order mark, as far as it is there */
    if (mark == TN_BOM_UTF_8_LENGTH) {
        p += TN_BOM_UTF_8_LENGTH;
        length -= TN_BOM_UTF_8_LENGTH;
    }
    for (size_t skip = 0; skip < 2; skip++) {
        for (size_t i = 0; i < sizeof MAGIC / sizeof *MAGIC; i++) {
            if (begins_with(p, length, &MAGIC[i], whole, more) && !*more) return MAGIC[i].kind;
        }
        while (length > 0 && is_white(*p)) p++, length--; /* white space may stand before markup and JSON */
    }
    if (*more) return TNORM_INPUT_TEXT;
    size_t xml = tn_ascii_agree(p, length, XML, sizeof XML - 1);
    if (xml == sizeof XML - 1) {
        if (has_tag(p, length, "<html")) return TNORM_INPUT_HTML;
        *more = !whole;
    } else if (length > 0 && *p == '{') {
        const unsigned char *feed = memchr(p, '\n', length);
        *more = !feed && !whole;
        if (!*more && is_object(p, feed ? (size_t)(feed + 1 - p) : length, !feed && !at_end))
            return TNORM_INPUT_JSONL;
    } else {
        *more = !whole && xml == length;
    }
    return TNORM_INPUT_TEXT;
}
