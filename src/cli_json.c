#include "cli_json.h"

#include <inttypes.h>
#include <string.h>

/* RFC 8259 7: quote, backslash and controls are escaped. */
static void write_string(FILE *f, const unsigned char *text, size_t length)
{
    putc('"', f);
    for (size_t i = 0; i < length; i++) {
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

int json_write_reject(void *file, const struct tnorm_reject *r)
{
    FILE *f = file;
    fprintf(f, "{\"document\":%" PRIu64 ",\"url\":", r->document);
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
