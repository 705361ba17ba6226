#include "cli_beside.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "cli_json.h"

enum { STATS_BYTES = 4096 };

bool beside_open(struct beside *b, const char *name)
{
    b->name = name;
    if (!name) return true;
    b->file = fopen(name, "wxe");
    b->made = b->file != NULL;
    if (!b->file && errno == EEXIST) b->file = fopen(name, "we");
    return b->file != NULL;
}

void beside_take_back(struct beside *b)
{
    if (!b->file) return;
    (void)fclose(b->file); /* nothing was written to it */
    if (b->made) (void)unlink(b->name);
    b->file = NULL;
}

void beside_write_reject(struct beside *b, const char *input, const struct tnorm_reject *reject)
{
    if (b->error == 0 && json_write_reject(b->file, input, reject) != 0) b->error = errno;
}

void beside_flush(struct beside *b)
{
    if (b->file && b->error == 0 && fflush(b->file) != 0) b->error = errno;
}

void beside_write_stats(struct beside *b, const tnorm *cleaner)
{
    char json[STATS_BYTES];
    (void)tnorm_stats(cleaner, json, sizeof json);
    if (!b->file) *b = (struct beside){.name = "standard error", .file = stderr};
    if (fprintf(b->file, "%s\n", json) < 0) b->error = errno;
}

const char *beside_close(struct beside *b)
{
    if (!b->file) return NULL;
    bool bad = ferror(b->file) != 0;
    if ((b->file == stderr ? fflush(b->file) : fclose(b->file)) != 0) {
        bad = true;
        if (b->error == 0) b->error = errno;
    }
    if (!bad) return NULL;
    return b->error ? strerror(b->error) : "could not be written";
}
