#include "cli_files.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Are both the same regular file?  A terminal or /dev/null may well be read and written. */
static bool are_same(const struct stat *a, const struct stat *b)
{
    return S_ISREG(a->st_mode) && a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

static bool look_at_input(const char *name, struct stat *found)
{
    return (strcmp(name, "-") == 0 ? fstat(STDIN_FILENO, found) : stat(name, found)) == 0;
}

static bool is_input(const struct cli *cli, const struct stat *file)
{
    struct stat input;
    if (cli->file_count == 0) return look_at_input("-", &input) && are_same(&input, file);
    for (int i = 0; i < cli->file_count; i++)
        if (look_at_input(cli->files[i], &input) && are_same(&input, file)) return true;
    return false;
}

static bool refuse(const char *name, const char *why)
{
    fprintf(stderr, "tnorm: %s: %s\n", name, why);
    return true;
}

bool files_clash(const struct cli *cli)
{
    const char *rejects = cli->rejects_file, *stats = cli->stats_file;
    struct stat r, s;
    bool has_rejects = rejects && stat(rejects, &r) == 0, has_stats = stats && stat(stats, &s) == 0;
    if (has_rejects && is_input(cli, &r))
        return refuse(rejects, "is an input, and would be written over by --rejects");
    if (has_stats && is_input(cli, &s))
        return refuse(stats, "is an input, and would be written over by --stats");
    if (!rejects || !stats) return false;
    bool same = has_rejects && has_stats ? are_same(&r, &s) : strcmp(rejects, stats) == 0;
    return same && refuse(stats, "is named by --rejects and by --stats");
}

bool files_feed_themselves(int fd)
{
    struct stat in, out;
    if (fstat(fd, &in) != 0 || fstat(STDOUT_FILENO, &out) != 0) return false;
    return are_same(&in, &out) && in.st_size > 0; /* nothing is read of an empty one */
}
