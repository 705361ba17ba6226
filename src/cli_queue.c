#include "cli_queue.h"

#include <stdlib.h>

bool queue_init(struct queue *q, size_t size, size_t bytes)
{
    *q = (struct queue){.size = size};
    (void)pthread_mutex_init(&q->lock,
                             NULL); /* with no attributes neither fails where threads are a part of libc */
    (void)pthread_cond_init(&q->changed, NULL);
    q->ring = calloc(size, sizeof *q->ring);
    q->spare = calloc(size, sizeof(struct lane *));
    if (!q->ring || !q->spare) return false;
    for (size_t i = 0; i < size; i++)
        if (!(q->ring[i].bytes = malloc(bytes))) return false;
    return true;
}

void queue_free(struct queue *q)
{
    for (size_t i = 0; q->ring && i < q->size; i++) free(q->ring[i].bytes);
    free(q->ring);
    free(q->spare);
    (void)pthread_cond_destroy(&q->changed);
    (void)pthread_mutex_destroy(&q->lock);
}

static void lock(struct queue *q) { (void)pthread_mutex_lock(&q->lock); }
static void unlock(struct queue *q) { (void)pthread_mutex_unlock(&q->lock); }
static void wait(struct queue *q) { (void)pthread_cond_wait(&q->changed, &q->lock); }

static void unlock_and_wake(struct queue *q)
{
    (void)pthread_cond_broadcast(&q->changed);
    unlock(q);
}

static struct piece *piece_at(struct queue *q, size_t number) { return &q->ring[number % q->size]; }

void queue_spare(struct queue *q, struct lane *lane)
{
    lock(q);
    q->spare[q->spares++] = lane;
    unlock_and_wake(q);
}

/* ---- the reader's */

struct piece *queue_room(struct queue *q, size_t ahead)
{
    lock(q);
    while (!q->stopped && q->tail + ahead - q->head >= q->size) wait(q);
    struct piece *piece = q->stopped ? NULL : piece_at(q, q->tail + ahead);
    unlock(q);
    return piece;
}

void queue_publish(struct queue *q)
{
    lock(q);
    piece_at(q, q->tail)->state = PIECE_READY;
    q->tail++;
    unlock_and_wake(q);
}

bool queue_wait_empty(struct queue *q)
{
    lock(q);
    while (!q->stopped && q->head < q->tail) wait(q);
    bool whole = !q->stopped;
    unlock(q);
    return whole;
}

/* What is left is thrown away. */
static void clear(struct queue *q)
{
    for (; q->head < q->tail; q->head++) {
        struct piece *piece = piece_at(q, q->head);
        if (piece->lane) q->spare[q->spares++] = piece->lane;
        piece->lane = NULL;
        piece->state = PIECE_FREE;
    }
}

bool queue_drain(struct queue *q)
{
    lock(q);
    while (q->stopped ? q->busy > 0 : q->head < q->tail) wait(q);
    bool whole = !q->stopped;
    clear(q);
    q->stopped = false;
    unlock(q);
    return whole;
}

bool queue_is_stopped(struct queue *q)
{
    lock(q);
    bool stopped = q->stopped;
    unlock(q);
    return stopped;
}

bool queue_is_empty(struct queue *q)
{
    lock(q);
    bool empty = q->head == q->tail && q->busy == 0;
    unlock(q);
    return empty;
}

void queue_progress(struct queue *q, uint64_t *bytes, uint64_t *documents)
{
    lock(q);
    *bytes = q->cleaned;
    *documents = q->documents;
    unlock(q);
}

void queue_close(struct queue *q)
{
    lock(q);
    q->closed = true;
    unlock_and_wake(q);
}

/* ---- the workers' */

/* What can be worked on now: the head, whose turn it is, before all others. */
static struct piece *next_to_clean(struct queue *q, bool *turn)
{
    for (size_t i = q->head; i < q->tail && !q->stopped; i++) {
        struct piece *piece = piece_at(q, i);
        *turn = i == q->head;
        if (*turn && (piece->state == PIECE_READY || piece->state == PIECE_AHEAD)) return piece;
        if (!*turn && piece->state == PIECE_READY && piece->apart && q->spares > 0) return piece;
    }
    return NULL;
}

struct piece *queue_take(struct queue *q, bool *turn)
{
    struct piece *piece;
    lock(q);
    while (!(piece = next_to_clean(q, turn)) && !q->closed) wait(q);
    if (piece) {
        if (!*turn) piece->lane = q->spare[--q->spares];
        piece->state = PIECE_BUSY;
        q->busy++;
    }
    unlock(q);
    return piece;
}

bool queue_wait_turn(struct queue *q, const struct piece *piece)
{
    lock(q);
    while (!q->stopped && piece_at(q, q->head) != piece) wait(q);
    bool turn = !q->stopped;
    unlock(q);
    return turn;
}

void queue_set_aside(struct queue *q, struct piece *piece)
{
    lock(q);
    piece->state = PIECE_AHEAD;
    q->busy--;
    unlock_and_wake(q);
}

void queue_finish(struct queue *q, struct piece *piece, uint64_t documents, bool stop)
{
    lock(q);
    q->cleaned += piece->end - piece->begin;
    q->documents = documents;
    piece->state = PIECE_FREE;
    q->stopped |= stop;
    q->head++;
    q->busy--;
    unlock_and_wake(q);
}
