/* main.c - the program: reads files, feeds the library, writes what it gives. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "cli_beside.h"
#include "cli_files.h"
#include "cli_jobs.h"
#include "cli_progress.h"
#include "cli_source.h"
#include "cli_sniff.h"
#include "cli_trim.h"
#include "tnorm.h"

enum {
    READ_BYTES = 64 * 1024,
    MUCH = 512 * 1024 /* of an input: for less it is not worth while to save memory */
};

struct run {
    struct cli cli;
    tnorm *cleaner;
    struct jobs *jobs;      /* NULL: one thread does it all */
    enum tnorm_input input; /* the kind at hand */
    const char *name;       /* of the input at hand */
    bool failed;            /* an input or output did */
    bool output_failed;
    int output_errno;
    bool pipe_ends; /* a closed pipe at the output ends the program: who started it does not ignore SIGPIPE */
    struct beside rejects, stats;
    bool trimmed;
    struct source source;
    struct progress progress;
    unsigned char bytes[READ_BYTES + 1]; /* and a NUL */
};

static void complain(struct run *run, const char *name, const char *why)
{
    progress_end(&run->progress);
    fprintf(stderr, "tnorm: %s: %s\n", name, why);
    run->failed = true;
}

/* The same of the input at hand, with a place in it. */
static void complain_at(struct run *run, uint64_t offset, const char *why)
{
    progress_end(&run->progress);
    fprintf(stderr, "tnorm: %s: byte %" PRIu64 ": %s\n", run->name, offset, why);
    run->failed = true;
}

/* The output is a closed pipe.  One of the rejects or the stats ends nothing: therefore the signal is ignored until here. */
static void end_by_pipe(const struct run *run)
{
    if (!run->pipe_ends) return;
    (void)signal(SIGPIPE, SIG_DFL);
    (void)raise(SIGPIPE);
}

static int write_all(void *context, const unsigned char *text, size_t length)
{
    struct run *run = context;
    beside_flush(&run->rejects); /* of text that is out, what was left out of it is told, too */
    while (length > 0) {
        ssize_t n = write(STDOUT_FILENO, text, length);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) {
            run->output_errno = errno; /* said later: this may be a worker's thread */
            if (errno == EPIPE) end_by_pipe(run);
            return -1;
        }
        text += n;
        length -= (size_t)n;
    }
    return 0;
}

/* Says what became of the output; a closed pipe ends the program quietly. */
static void look_at_output(struct run *run)
{
    if (run->output_errno == 0 || run->output_failed) return;
    if (run->output_errno != EPIPE) complain(run, "standard output", strerror(run->output_errno));
    run->failed = run->output_failed = true;
}

/* Would a read wait? */
static bool would_block(int fd)
{
    struct pollfd p = {fd, POLLIN, 0};
    return poll(&p, 1, 0) == 0;
}

/* Before a read: whoever waits for the output or the rejects gets what there is; of a long input, pages of code that are not needed
 * any more are given back. */
static bool before_read(void *context)
{
    struct run *run = context;
    if (!run->trimmed && run->source.offset >= MUCH) {
        trim_code();
        run->trimmed = true;
    }
    bool good = true, idle = true;
    if (run->jobs) {
        good = jobs_before_read(run->jobs, run->source.fd);
        idle = jobs_are_idle(run->jobs);
    } else if ((idle = would_block(run->source.fd))) {
        good = tnorm_flush(run->cleaner) == TNORM_OK;
    }
    if (idle) beside_flush(&run->rejects); /* those with no text behind them */
    return good;
}

/* The input gives no more: says why if it has not ended. */
static void explain_source(struct run *run)
{
    const struct source *s = &run->source;
    if (!s->fault) return;
    if (s->kind == SOURCE_PLAIN)
        complain(run, run->name, s->fault);
    else
        complain_at(run, s->offset, s->fault);
}

/* Reads some bytes; 0 at the end or, with a message, on failure. */
static size_t read_some(struct run *run, unsigned char *bytes, size_t room)
{
    size_t n = source_read(&run->source, bytes, room);
    if (n == 0) explain_source(run);
    return n;
}

enum sniffed { SNIFFED, SNIFFED_UNFIT, SNIFFED_NOTHING };

/* Reads until it is known what kind of input this is: SNIFFED if it is one that is cleaned, with a message SNIFFED_UNFIT if it does
 * not go with the options, or SNIFFED_NOTHING if it is empty or no text, or nothing more is cleaned. */
static enum sniffed sniff_input(struct run *run, size_t *have, bool *end)
{
    const char *fault = NULL;
    bool more = true;
    for (*have = 0, *end = false; more && !*end;) {
        size_t n = read_some(run, run->bytes + *have, READ_BYTES - *have);
        *end = n == 0;
        *have += n;
        run->bytes[*have] = 0;
        fault = sniff_compressed(run->bytes, *have, *end, &more);
        if (run->cli.sniff && !more) run->input = sniff(run->bytes, *have, *end, &more);
    }
    if (fault) {
        complain(run, run->name, fault);
        return SNIFFED_NOTHING;
    }
    if (!run->cli.sniff) return SNIFFED;
    if (*have == 0) return SNIFFED_NOTHING; /* which goes with any output */
    if (!cli_goes_with(&run->cli, run->input)) {
        complain(run, run->name, "what it is does not go with --output; see tnorm(1)");
        return SNIFFED_UNFIT;
    }
    enum tnorm_error error = tnorm_set_input(run->cleaner, run->input);
    return error ? SNIFFED_NOTHING : SNIFFED; /* the output failed, or the rejects; that is said elsewhere */
}

static void explain(struct run *run, enum tnorm_error error)
{
    if (error == TNORM_OK || error == TNORM_ERROR_SINK) return;    /* look_at_output() has said it */
    if (error == TNORM_ERROR_DAMAGED && run->source.fault) return; /* explain_source() has said why */
    char why[128];
    if (error == TNORM_ERROR_INVALID)
        snprintf(why, sizeof why, "a byte that is not %s", tnorm_error_charset(run->cleaner));
    else
        snprintf(why, sizeof why, "%s", tnorm_strerror(error));
    complain_at(run, tnorm_error_offset(run->cleaner), why);
}

/* Cleans the `n` bytes at hand and, unless that is the `end`, all that can be read. */
static enum tnorm_error clean_alone(struct run *run, size_t n, bool end)
{
    enum tnorm_error error = TNORM_OK;
    while (!error && !end) {
        if (n == 0) n = read_some(run, run->bytes, READ_BYTES);
        if (n == 0) break;
        error = tnorm_feed(run->cleaner, run->bytes, n);
        progress_show(&run->progress, n, tnorm_documents(run->cleaner), run->source.offset);
        n = 0;
    }
    if (!error && n > 0) error = tnorm_feed(run->cleaner, run->bytes, n);
    return error;
}

/* Gives workers the n bytes at hand. */
static void pass_on(struct run *run, size_t n)
{
    size_t room = 0;
    for (size_t i = 0, part; i < n; i += part) {
        unsigned char *to = jobs_room(run->jobs, &room);
        if (!to) return;
        part = n - i < room ? n - i : room;
        memcpy(to, run->bytes + i, part);
        jobs_filled(run->jobs, part);
    }
}

static void show_progress(struct run *run)
{
    uint64_t bytes, documents;
    jobs_progress(run->jobs, &bytes, &documents);
    progress_show(&run->progress, bytes - run->progress.bytes, documents, run->source.offset);
}

/* The same by workers.  Where the input breaks off is said only if they came so far: it is read ahead. */
static enum tnorm_error clean_by_jobs(struct run *run, size_t n, bool end)
{
    size_t room;
    unsigned char *to;
    bool goes_on = !end;
    enum tnorm_error error = jobs_begin(run->jobs, run->input, run->cli.weighed);
    if (!error) pass_on(run, n);
    while (!error && !end && (to = jobs_room(run->jobs, &room)) != NULL) {
        size_t got = source_read(&run->source, to, room < READ_BYTES ? room : READ_BYTES);
        end = got == 0;
        if (!end) jobs_filled(run->jobs, got);
        show_progress(run);
    }
    bool whole = jobs_end(run->jobs); /* if not, its cleaner knows what stopped it */
    if (whole && goes_on && end) explain_source(run);
    show_progress(run);
    run->cleaner = jobs_cleaner(run->jobs);
    return error;
}

/* Cleans one input; false if its kind does not go with the options. */
static bool clean(struct run *run)
{
    size_t n = 0;
    bool end = false;
    enum sniffed sniffed = sniff_input(run, &n, &end);
    if (sniffed != SNIFFED) return sniffed == SNIFFED_NOTHING;
    enum tnorm_error error = run->jobs ? clean_by_jobs(run, n, end) : clean_alone(run, n, end);
    enum tnorm_error last = tnorm_finish(run->cleaner);
    look_at_output(run);
    explain(run, error ? error : last);
    return true;
}

/* Cleans what the descriptor gives; false if its kind does not go with the options. */
static bool clean_input(struct run *run, int fd)
{
    if (files_feed_themselves(fd)) {
        complain(run, run->name, "is the output, too");
        return true;
    }
    bool known = source_open(&run->source, fd, run->cli.options.memory, before_read, run), supported = true;
    progress_file(&run->progress, fd);
    if (known)
        supported = clean(run);
    else
        complain(run, run->name, run->source.fault); /* it cannot be read; no option is wrong */
    source_close(&run->source);
    return supported;
}

/* Cleans the file of that name; false if its kind does not go with the options. */
static bool clean_file(struct run *run, const char *name)
{
    if (strcmp(name, "-") == 0) {
        run->name = "standard input";
        return clean_input(run, STDIN_FILENO);
    }
    run->name = name;
    int fd = open(name, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        complain(run, name, strerror(errno));
        return true;
    }
    bool supported = clean_input(run, fd);
    close(fd);
    return supported;
}

static int write_reject(void *context, const struct tnorm_reject *reject)
{
    struct run *run = context;
    const char *name = run->cli.file_count > 1 ? run->name : NULL; /* offsets are counted in each */
    beside_write_reject(&run->rejects, name, reject);
    return 0;
}

static bool open_beside(struct run *run, struct beside *b, const char *name)
{
    bool opened = beside_open(b, name);
    if (!opened) complain(run, name, strerror(errno));
    return opened;
}

static void close_beside(struct run *run, struct beside *b)
{
    const char *why = beside_close(b);
    if (why) complain(run, b->name, why);
}

static int clean_all(struct run *run)
{
    const struct cli *cli = &run->cli;
    bool supported = true;
    progress_start(&run->progress, cli->progress);
    if (cli->file_count == 0) supported = clean_file(run, "-");
    for (int i = 0; i < cli->file_count && !run->output_failed; i++)
        if (!clean_file(run, cli->files[i])) supported = false;
    progress_end(&run->progress);
    if (cli->stats) {
        beside_write_stats(&run->stats, run->cleaner);
        close_beside(run, &run->stats);
    }
    return !supported ? CLI_USAGE : run->failed ? CLI_FAILED : CLI_OK;
}

/* Makes what cleans; NULL, with a message and the status, if that cannot be. */
static tnorm *make_cleaner(struct run *run, int *status)
{
    struct cli *cli = &run->cli;
    enum tnorm_error error;
    if (cli->rejects_file) {
        cli->options.rejects = write_reject;
        cli->options.rejects_context = run;
    }
    cli->options.sink = write_all;
    cli->options.sink_context = run;
    run->input = cli->options.input;
    if (cli->jobs <= 1)
        run->cleaner = tnorm_new(&cli->options, &error);
    else if ((run->jobs = jobs_new(cli->jobs, &cli->options, &error)) != NULL)
        run->cleaner = jobs_cleaner(run->jobs);
    if (run->cleaner) return run->cleaner;
    *status = CLI_USAGE;
    if (error == TNORM_ERROR_CHARSET) {
        fprintf(stderr, "tnorm: --from=%s: %s\n", cli->options.from, tnorm_strerror(error));
    } else if (error == TNORM_ERROR_OPTION) { /* all others were looked at */
        fprintf(stderr, "tnorm: --field=%s: no such value; see tnorm --help\n", cli->options.field);
    } else {
        complain(run, "start", tnorm_strerror(error));
        *status = CLI_FAILED;
    }
    return NULL;
}

/* Opens what is asked for beside the text, before anything is cleaned; false, with a message and the status, if that cannot be. */
static bool open_all_beside(struct run *run, int *status)
{
    const struct cli *cli = &run->cli;
    bool opened =
        open_beside(run, &run->rejects, cli->rejects_file) && open_beside(run, &run->stats, cli->stats_file);
    *status = opened ? CLI_USAGE : CLI_FAILED;
    if (opened && !files_clash(cli))
        return true; /* now that they are there: one may be another by another name */
    beside_take_back(&run->rejects);
    beside_take_back(&run->stats);
    return false;
}

static int clean_and_tell(struct run *run)
{
    int status;
    if (!open_all_beside(run, &status)) return status;
    status = clean_all(run);
    close_beside(run, &run->rejects);
    return status;
}

static bool is_descriptor_closed(int fd) { return fcntl(fd, F_GETFD) == -1; }

/* What is opened first must not take the place of a standard stream that is closed: messages would be written into the rejects, or
 * these be read.  /dev/null does, opened so that the stream still fails as it did; false, with a message, if it does not. */
static bool reserve_standard(struct run *run)
{
    if (is_descriptor_closed(STDOUT_FILENO)) {
        complain(run, "standard output", strerror(errno));
        return false;
    }
    if ((is_descriptor_closed(STDIN_FILENO) && open("/dev/null", O_WRONLY) < 0) ||
        (is_descriptor_closed(STDERR_FILENO) && open("/dev/null", O_RDONLY) < 0)) {
        complain(run, "/dev/null", strerror(errno));
        return false;
    }
    return true;
}

static int run_program(struct run *run)
{
    int status;
    if (!reserve_standard(run)) return CLI_FAILED;
    run->pipe_ends = signal(SIGPIPE, SIG_IGN) == SIG_DFL;
    if (files_clash(&run->cli)) return CLI_USAGE;
    if (make_cleaner(run, &status)) status = clean_and_tell(run);
    if (run->jobs)
        jobs_free(run->jobs);
    else
        tnorm_free(run->cleaner);
    return status == CLI_OK && run->failed ? CLI_FAILED : status;
}

int main(int argc, char **argv)
{
    static struct run run;
    int status;
    if (!cli_parse(&run.cli, argc, argv, &status)) {
        if (fflush(stdout) == 0 && !ferror(stdout)) return status;
        complain(&run, "standard output", strerror(errno));
        return CLI_FAILED;
    }
    return run_program(&run);
}
