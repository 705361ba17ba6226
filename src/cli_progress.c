#include "cli_progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli_clock.h"

enum { EVERY = 250 /* milliseconds */ };

void progress_start(struct progress *p, bool wanted)
{
    *p = (struct progress){.shown = wanted && isatty(STDERR_FILENO)};
    if (!p->shown) return;
    p->start = clock_now();
    p->next = p->start + EVERY;
}

void progress_file(struct progress *p, int fd)
{
    struct stat st;
    p->size = 0;
    p->file_start = p->shown ? clock_now() : 0;
    if (p->shown && fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) p->size = (uint64_t)st.st_size;
}

void progress_show(struct progress *p, uint64_t bytes, uint64_t documents, uint64_t offset)
{
    p->bytes += bytes;
    if (!p->shown) return;
    int64_t at = clock_now(), spent = at - p->start;
    if (at < p->next) return;
    p->next = at + EVERY;
    fprintf(stderr, "\r%" PRIu64 " MB, %.1f MB/s, %" PRIu64 " documents", p->bytes / 1000000,
            (double)p->bytes / 1000 / (double)(spent > 0 ? spent : 1), documents);
    if (p->size > offset && offset > 0) {
        double left = (double)(at - p->file_start) / 1000 * (double)(p->size - offset) / (double)offset;
        fprintf(stderr, ", %.0f%%, %.0f s left", 100 * (double)offset / (double)p->size, left);
    }
    fputs("\033[K", stderr);
    fflush(stderr);
}

void progress_end(struct progress *p)
{
    if (p->shown) fputs("\r\033[K", stderr);
}
