#include "cli_lane.h"

#include <stdlib.h>
#include <string.h>

/* Does it have to wait for its turn, and is there room for what it has to say?  If not, it may write, or *status is what its sink returns. */
static bool must_hold(struct lane *lane, bool fits, int *status)
{
    *status = 0;
    if (lane->mode == LANE_HOLDS && fits) return true;
    if (lane->mode == LANE_HOLDS) (void)lane->take_turn(lane, lane->context);
    if ((lane->mode != LANE_WRITES && lane->mode != LANE_MUTE) || lane->refused) *status = -1;
    return false;
}

static int take_text(void *context, const unsigned char *text, size_t length)
{
    struct lane *lane = context;
    int status;
    if (must_hold(lane, length <= LANE_BYTES - lane->length, &status)) {
        memcpy(lane->bytes + lane->length, text, length);
        lane->length += length;
    } else if (status == 0 && lane->mode == LANE_WRITES) {
        status = lane->options->sink(lane->options->sink_context, text, length);
    }
    return status;
}

/* Bytes of its address and the NUL behind that. */
static size_t url_size(const struct tnorm_reject *reject)
{
    return reject->url ? strlen(reject->url) + 1 : 0;
}

/* A reject is held as its struct, with its text and its address behind that. */
static int take_reject(void *context, const struct tnorm_reject *reject)
{
    struct lane *lane = context;
    size_t room = LANE_REJECTS_BYTES - lane->rejects_length, url = url_size(reject);
    size_t size = sizeof *reject + reject->text_length + url;
    bool ahead = lane->mode == LANE_HOLDS;
    int status;
    if (must_hold(lane, size <= room, &status)) {
        unsigned char *to = lane->rejects + lane->rejects_length;
        memcpy(to, reject, sizeof *reject);
        memcpy(to + sizeof *reject, reject->text, reject->text_length);
        if (url > 0) memcpy(to + size - url, reject->url, url);
        lane->rejects_length += size;
    } else if (status == 0 && lane->mode == LANE_WRITES) {
        struct tnorm_reject passage = *reject;
        if (ahead) passage.document += lane->documents; /* it was numbered before its piece was joined */
        status = lane->options->rejects(lane->options->rejects_context, &passage);
    }
    return status;
}

struct lane *lane_new(const struct tnorm_options *options, bool (*take_turn)(struct lane *, void *),
                      void *context, enum tnorm_error *error)
{
    struct lane *lane = malloc(sizeof *lane);
    struct tnorm_options o = *options;
    *error = TNORM_ERROR_MEMORY;
    if (!lane) return NULL;
    lane->mode = LANE_WRITES;
    lane->options = options;
    lane->take_turn = take_turn;
    lane->context = context;
    lane->length = lane->rejects_length = 0;
    lane->failed = lane->refused = false;
    o.sink = take_text;
    o.sink_context = o.rejects_context = lane;
    if (o.rejects) o.rejects = take_reject;
    lane->cleaner = tnorm_new(&o, error);
    if (lane->cleaner) return lane;
    free(lane);
    return NULL;
}

void lane_free(struct lane *lane)
{
    if (lane) tnorm_free(lane->cleaner);
    free(lane);
}

void lane_begin(struct lane *lane, const unsigned char *bytes, size_t known, size_t begin, uint64_t offset)
{
    lane->length = lane->rejects_length = 0;
    lane->failed = lane->refused = false;
    lane->mode = LANE_MUTE;
    tnorm_begin_piece(lane->cleaner, offset - (begin - known));
    enum tnorm_error error = tnorm_feed(lane->cleaner, bytes + known, begin - known);
    if (!error) error = tnorm_mark(lane->cleaner);
    lane->mode = error ? LANE_USELESS : LANE_HOLDS;
}

static int write_rejects(struct lane *lane)
{
    const unsigned char *p = lane->rejects, *end = p + lane->rejects_length;
    int status = 0;
    while (status == 0 && p < end) {
        struct tnorm_reject reject;
        memcpy(&reject, p, sizeof reject);
        reject.text = p + sizeof reject;
        p += sizeof reject + reject.text_length;
        if (reject.url) reject.url = (const char *)p;
        p += url_size(&reject);
        reject.document += lane->documents;
        status = lane->options->rejects(lane->options->rejects_context, &reject);
    }
    return status;
}

bool lane_join(struct lane *lane, struct lane *before)
{
    if (lane->mode != LANE_HOLDS || !tnorm_join(lane->cleaner, before->cleaner, &lane->documents)) {
        lane->mode = LANE_USELESS;
        return false;
    }
    lane->mode = LANE_WRITES;
    lane->refused = write_rejects(lane) != 0;
    if (!lane->refused && lane->length > 0)
        lane->refused = lane->options->sink(lane->options->sink_context, lane->bytes, lane->length) != 0;
    return true;
}
