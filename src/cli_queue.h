/* cli_queue.h - pieces of input on their way from the reader to the workers, in a ring.
 *
 * The first piece that is not finished is at the head: it has its turn, and whoever works on it may write.  Others are
 * worked on ahead.  Every function takes the lock itself. */
#ifndef TN_CLI_QUEUE_H
#define TN_CLI_QUEUE_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct lane;

enum piece_state {
    PIECE_FREE,  /* the reader's */
    PIECE_READY, /* nobody works on it yet */
    PIECE_BUSY,  /* somebody does */
    PIECE_AHEAD  /* it was cleaned before its turn */
};

struct piece {
    unsigned char *bytes;
    size_t known;      /* bytes[known, begin) stand before it, and are read to know what they tell */
    size_t begin, end; /* where it stands in `bytes` */
    uint64_t offset;   /* of bytes[begin] in its input */
    bool apart;        /* it can be begun by a worker that does not know what came before */
    enum piece_state state;
    struct lane *lane; /* what works on it ahead */
};

struct queue {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    size_t size;       /* of the ring */
    size_t head, tail; /* counted on and on: pieces [head, tail) are published */
    size_t busy;       /* pieces that are worked on */
    bool stopped;      /* nothing more is to be cleaned of this input */
    bool closed;       /* workers end */
    size_t spares;     /* lanes that nobody works with */
    struct lane **spare;
    struct piece *ring;
    uint64_t cleaned;   /* bytes of all pieces that are finished, */
    uint64_t documents; /* and the documents so far */
};

/* A ring of `size` pieces of `bytes` bytes each.  False if memory is short; queue_free() frees what there is. */
bool queue_init(struct queue *q, size_t size, size_t bytes);
void queue_free(struct queue *q);

/* A lane is to spare. */
void queue_spare(struct queue *q, struct lane *lane);

/* For the reader: */

/* Waits until the piece `ahead` places behind the published ones is free.  NULL: stopped. */
struct piece *queue_room(struct queue *q, size_t ahead);

/* The next piece is filled. */
void queue_publish(struct queue *q);

/* Waits until all that is published is finished; false if cleaning has been stopped. */
bool queue_wait_empty(struct queue *q);

/* Waits until all is finished, or stopped and nobody works on it; then the ring is empty.  False if it was stopped. */
bool queue_drain(struct queue *q);

/* Has cleaning been stopped? */
bool queue_is_stopped(struct queue *q);

/* Is all that is published finished, and does nobody work? */
bool queue_is_empty(struct queue *q);

/* How much is finished. */
void queue_progress(struct queue *q, uint64_t *bytes, uint64_t *documents);

/* Workers are to end. */
void queue_close(struct queue *q);

/* For workers: */

/* Waits for work.  *turn: the piece is at the head; else piece->lane is what it may be cleaned with ahead.  NULL: there
 * will be none. */
struct piece *queue_take(struct queue *q, bool *turn);

/* Waits until the piece is at the head; false if cleaning has been stopped. */
bool queue_wait_turn(struct queue *q, const struct piece *piece);

/* The piece was cleaned ahead. */
void queue_set_aside(struct queue *q, struct piece *piece);

/* The piece at the head is finished; so many documents there are so far.  `stop`: nothing more is to be cleaned. */
void queue_finish(struct queue *q, struct piece *piece, uint64_t documents, bool stop);

#endif
