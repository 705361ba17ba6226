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

/* May what the option says not be written to the file of that name, which may be none yet? */
static bool is_taken(const struct cli *cli, const char *option, const char *name)
{
    struct stat file, output;
    if (!name || stat(name, &file) != 0) return false;
    bool in = is_input(cli, &file), out = fstat(STDOUT_FILENO, &output) == 0 && are_same(&output, &file);
    if (in || out)
        fprintf(stderr, "tnorm: %s: is %s, and would be written over by %s\n", name,
                in ? "an input" : "the output", option);
    return in || out;
}

/* Would the rejects and the stats be written over one another? */
static bool are_one(const char *rejects, const struct cli *cli)
{
    struct stat r, s;
    if (!rejects || !cli->stats || stat(rejects, &r) != 0) return false;
    if ((cli->stats_file ? stat(cli->stats_file, &s) : fstat(STDERR_FILENO, &s)) != 0) return false;
    return are_same(&r, &s);
}

bool files_clash(const struct cli *cli)
{
    const char *rejects = cli->rejects_file;
    if (is_taken(cli, "--rejects", rejects) || is_taken(cli, "--stats", cli->stats_file)) return true;
    if (!are_one(rejects, cli)) return false;
    fprintf(stderr, "tnorm: %s: is where --rejects and --stats both go\n", rejects);
    return true;
}

bool files_feed_themselves(int fd)
{
    struct stat in, out;
    if (fstat(fd, &in) != 0 || fstat(STDOUT_FILENO, &out) != 0) return false;
    return are_same(&in, &out) && in.st_size > 0; /* nothing is read of an empty one */
}
