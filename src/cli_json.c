#include "cli_json.h"

#include <inttypes.h>
#include <string.h>

#include "utf8.h"

/* RFC 8259 7: quote, backslash and controls are escaped; 8.1: it is UTF-8, which names of files need not be. */
static void write_string(FILE *f, const unsigned char *text, size_t length)
{
    const unsigned char *end = text + length;
    uint32_t c;
    putc('"', f);
    for (size_t i = 0; i < length; i++) {
        size_t n = text[i] < 0x80 ? 1 : tn_utf8_read(text + i, end, &c);
        if (n != 1) {
            fwrite(n > 0 ? (const char *)text + i : "\xEF\xBF\xBD", 1, n > 0 ? n : 3, f);
            i += n > 0 ? n - 1 : 0;
            continue;
        }
        if (text[i] == '"' || text[i] == '\\')
            putc('\\', f), putc(text[i], f);
        else if (text[i] == '\n')
            fputs("\\n", f);
        else if (text[i] < 0x20)
            fprintf(f, "\\u%04x", text[i]);
        else
            putc(text[i], f);
    }
    putc('"', f);
}

int json_write_reject(FILE *f, const char *name, const struct tnorm_reject *r)
{
    putc('{', f);
    if (name) {
        fputs("\"file\":", f);
        write_string(f, (const unsigned char *)name, strlen(name));
        putc(',', f);
    }
    fprintf(f, "\"document\":%" PRIu64 ",\"url\":", r->document);
    if (r->url)
        write_string(f, (const unsigned char *)r->url, strlen(r->url));
    else
        fputs("null", f);
    fprintf(f, ",\"offset\":%" PRIu64 ",\"length\":%" PRIu64, r->offset, r->length);
    if (r->has_inner) fprintf(f, ",\"inner\":%" PRIu64, r->inner);
    fprintf(f, ",\"reason\":\"%s\",\"score\":%.4g,\"text\":", r->reason, r->score);
    write_string(f, r->text, r->text_length);
    fputs("}\n", f);
    return ferror(f);
}
