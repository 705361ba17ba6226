#include "cli_jobs.h"

#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "cli_clock.h"
#include "cli_lane.h"
#include "cli_queue.h"
#include "cli_split.h"

enum {
    SPARE = 2,    /* more pieces than workers: one that is filled, one that waits for its turn, */
    WAITING = 1,  /* and more lanes: for that one.  They take most of the memory */
    PATIENCE = 10 /* milliseconds that bytes wait for more before they are handed on */
};

struct jobs {
    struct queue queue;
    struct lane *chain; /* has cleaned all that is finished; whoever has the turn uses it */
    struct lane *lanes[JOBS_MOST + WAITING];
    size_t lane_count;
    pthread_t threads[JOBS_MOST];
    size_t thread_count;
    enum tnorm_input input; /* from here on all is the reader's */
    bool weighed;           /* lines are, by those around them */
    size_t most;            /* bytes of a piece */
    bool open;              /* an input has begun */
    struct piece *piece;    /* that is being filled, or NULL */
    bool apart;             /* the next one can be begun without what comes before */
    uint64_t offset;        /* where in the input it begins */
    int64_t since;          /* when its first byte came, in milliseconds */
};

/* ---- workers */

/* The lane has its turn: it takes the chain's place if what it cleaned fits behind that. */
static bool take_chain(struct jobs *jobs, struct lane *lane)
{
    if (!lane_join(lane, jobs->chain)) return false;
    struct lane *old = jobs->chain;
    jobs->chain = lane;
    queue_spare(&jobs->queue, old);
    return true;
}

/* It has more to say than it can hold. */
static bool take_turn(struct lane *lane, void *context)
{
    struct jobs *jobs = context;
    return queue_wait_turn(&jobs->queue, lane->piece) && take_chain(jobs, lane);
}

static void clean_piece(struct lane *lane, const struct piece *piece)
{
    enum tnorm_error error =
        tnorm_feed(lane->cleaner, piece->bytes + piece->begin, piece->end - piece->begin);
    if (!error) error = tnorm_flush(lane->cleaner);
    lane->failed = error != TNORM_OK;
}

/* What was cleaned in its turn is finished. */
static void finish(struct jobs *jobs, struct piece *piece)
{
    struct lane *chain = jobs->chain;
    piece->lane = NULL;
    queue_finish(&jobs->queue, piece, tnorm_documents(chain->cleaner), chain->failed || chain->refused);
}

static void clean_ahead(struct jobs *jobs, struct piece *piece)
{
    struct lane *lane = piece->lane;
    lane->piece = piece;
    lane_begin(lane, piece->bytes, piece->known, piece->begin, piece->offset);
    if (lane->mode != LANE_USELESS) clean_piece(lane, piece);
    if (lane->mode == LANE_WRITES)
        finish(jobs, piece);
    else
        queue_set_aside(&jobs->queue, piece);
}

static void clean_in_turn(struct jobs *jobs, struct piece *piece)
{
    struct lane *lane = piece->lane;
    if (!lane || !take_chain(jobs, lane)) {
        if (lane) queue_spare(&jobs->queue, lane);
        clean_piece(jobs->chain, piece);
    }
    finish(jobs, piece);
}

static void *work(void *context)
{
    struct jobs *jobs = context;
    struct piece *piece;
    bool turn;
    while ((piece = queue_take(&jobs->queue, &turn)) != NULL)
        if (turn)
            clean_in_turn(jobs, piece);
        else
            clean_ahead(jobs, piece);
    return NULL;
}

/* ---- beginning and end */

static bool add_lane(struct jobs *jobs, const struct tnorm_options *options, enum tnorm_error *error)
{
    struct lane *lane = lane_new(options, take_turn, jobs, error);
    if (!lane) return false;
    jobs->lanes[jobs->lane_count++] = lane;
    if (jobs->chain)
        queue_spare(&jobs->queue, lane);
    else
        jobs->chain = lane;
    return true;
}

struct jobs *jobs_new(size_t count, const struct tnorm_options *options, enum tnorm_error *error)
{
    struct jobs *jobs = calloc(1, sizeof *jobs);
    *error = TNORM_ERROR_MEMORY;
    if (!jobs) return NULL;
    if (count > JOBS_MOST) count = JOBS_MOST;
    bool good = queue_init(&jobs->queue, count + SPARE, SPLIT_BYTES_WEIGHED);
    while (good && jobs->lane_count < count + WAITING) good = add_lane(jobs, options, error);
    while (good && jobs->thread_count < count) {
        good = pthread_create(&jobs->threads[jobs->thread_count], NULL, work, jobs) == 0;
        if (good)
            jobs->thread_count++;
        else
            *error = TNORM_ERROR_MEMORY; /* EAGAIN: no room for another one, in memory or by a limit */
    }
    if (good) return jobs;
    jobs_free(jobs);
    return NULL;
}

void jobs_free(struct jobs *jobs)
{
    if (!jobs) return;
    queue_close(&jobs->queue);
    for (size_t i = 0; i < jobs->thread_count; i++) (void)pthread_join(jobs->threads[i], NULL);
    for (size_t i = 0; i < jobs->lane_count; i++) lane_free(jobs->lanes[i]);
    queue_free(&jobs->queue);
    free(jobs);
}

tnorm *jobs_cleaner(struct jobs *jobs) { return jobs->chain->cleaner; }

/* ---- the reader */

enum tnorm_error jobs_begin(struct jobs *jobs, enum tnorm_input input, bool weighed)
{
    enum tnorm_error error = TNORM_OK;
    for (size_t i = 0; !error && i < jobs->lane_count; i++) {
        if (jobs->lanes[i] != jobs->chain)
            tnorm_reset(jobs->lanes[i]->cleaner); /* it is in a piece of the last one */
        error = tnorm_set_input(jobs->lanes[i]->cleaner, input);
    }
    jobs->chain->failed = false; /* it was over with the input before */
    jobs->input = input;
    jobs->weighed = weighed && input == TNORM_INPUT_TEXT;
    jobs->most = jobs->weighed ? SPLIT_BYTES_WEIGHED : SPLIT_BYTES;
    jobs->open = true;
    jobs->piece = NULL;
    jobs->apart = false; /* it may begin with a byte-order mark, and it is parted from the one before */
    jobs->offset = 0;
    return error;
}

/* The piece that is to be filled; what is in it already stands before `begin`. */
static struct piece *start_piece(struct jobs *jobs, struct piece *piece, size_t known, size_t begin,
                                 size_t end)
{
    piece->known = known;
    piece->begin = begin;
    piece->end = end;
    piece->apart = jobs->apart;
    piece->offset = jobs->offset;
    if (end > begin) jobs->since = clock_now();
    return piece;
}

unsigned char *jobs_room(struct jobs *jobs, size_t *room)
{
    if (!jobs->piece) {
        struct piece *piece = queue_room(&jobs->queue, 0);
        if (!piece) return NULL;
        jobs->piece = start_piece(jobs, piece, 0, 0, 0);
    }
    *room = jobs->most - jobs->piece->end;
    if (*room == 0) return NULL; /* it could not be handed on */
    return jobs->piece->bytes + jobs->piece->end;
}

/* Hands on what stands before `end`, where there is a `cut` or not.  The rest, and what the next piece has to know, is
 * in the ring's next piece then; `stay`: in the memory where it is now.  False: cleaning has stopped. */
static bool hand_on(struct jobs *jobs, size_t end, bool cut, bool stay)
{
    struct piece *piece = jobs->piece, *next = queue_room(&jobs->queue, 1);
    if (!next) return false;
    size_t known = cut ? split_known(jobs->input, jobs->weighed, piece->bytes, end) : SPLIT_NOWHERE,
           last = piece->end;
    unsigned char *bytes = piece->bytes;
    jobs->apart = known != SPLIT_NOWHERE;
    if (!jobs->apart) known = end;
    if (stay) {
        memcpy(next->bytes + piece->known, bytes + piece->known, end - piece->known);
        piece->bytes = next->bytes;
        next->bytes = bytes;
    } else {
        memcpy(next->bytes, bytes + known, last - known);
        last -= known;
    }
    piece->end = end;
    jobs->offset = piece->offset + (end - piece->begin);
    size_t from = stay ? 0 : known;
    jobs->piece = start_piece(jobs, next, known - from, end - from, last);
    queue_publish(&jobs->queue);
    return true;
}

void jobs_filled(struct jobs *jobs, size_t length)
{
    struct piece *piece = jobs->piece;
    if (piece->end == piece->begin) jobs->since = clock_now();
    piece->end += length;
    if (piece->end < jobs->most) return;
    size_t cut = split_cut(jobs->input, piece->bytes, piece->begin, piece->end);
    (void)hand_on(jobs, cut == SPLIT_NOWHERE ? piece->end : cut, cut != SPLIT_NOWHERE, false);
}

/* Input is late: whoever waits for the output gets what is clean.  Where nothing is written of a line before it has
 * ended, the line at hand can wait, too. */
static bool hand_on_all(struct jobs *jobs)
{
    struct piece *piece = jobs->piece;
    if (!piece || piece->begin == piece->end) return true;
    if (split_is_clear(jobs->input)) {
        size_t cut = split_cut(jobs->input, piece->bytes, piece->begin, piece->end);
        if (cut != SPLIT_NOWHERE && !hand_on(jobs, cut, true, true)) return false;
        piece = jobs->piece;
        if (piece->apart && piece->end - piece->begin < SPLIT_LATE) return true;
    }
    return piece->begin == piece->end || hand_on(jobs, piece->end, false, true);
}

bool jobs_before_read(struct jobs *jobs, int fd)
{
    struct pollfd p = {fd, POLLIN, 0};
    if (!jobs->open) return true;
    if (queue_is_stopped(&jobs->queue)) return false;
    if (poll(&p, 1, 0) != 0) return true;
    bool waits = jobs->piece && jobs->piece->end > jobs->piece->begin;
    int64_t patience = waits ? jobs->since + PATIENCE - clock_now() : PATIENCE;
    if (patience > 0 && poll(&p, 1, (int)patience) != 0) return true;
    return hand_on_all(jobs) && queue_wait_empty(&jobs->queue);
}

bool jobs_are_idle(struct jobs *jobs) { return queue_is_empty(&jobs->queue); }

bool jobs_end(struct jobs *jobs)
{
    struct piece *piece = jobs->piece;
    if (piece && piece->end > piece->begin) queue_publish(&jobs->queue);
    jobs->open = false;
    jobs->piece = NULL;
    return queue_drain(&jobs->queue);
}

void jobs_progress(struct jobs *jobs, uint64_t *bytes, uint64_t *documents)
{
    queue_progress(&jobs->queue, bytes, documents);
}
