/* tnorm.c - the handle: made, fed, finished, freed. */
#include "tnorm.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "charset.h"
#include "detector.h"
#include "document.h"
#include "state.h"
#include "text.h"

struct tnorm_options tnorm_options_default(void) { return (struct tnorm_options){0}; }

/* Which output goes with which kind of input; of ANY it is asked again when it is known what it is. */
static bool go_together(enum tnorm_input input, enum tnorm_output output)
{
    switch (output) {
    case TNORM_OUTPUT_DEFAULT: return true;
    case TNORM_OUTPUT_JSONL: return input != TNORM_INPUT_LINES && input != TNORM_INPUT_TSV;
    case TNORM_OUTPUT_WARC: return input == TNORM_INPUT_WARC || input == TNORM_INPUT_ANY;
    }
    return false;
}

static bool is_valid(const struct tnorm_options *o)
{
    return o->sink && (unsigned)o->input <= TNORM_INPUT_ANY && (unsigned)o->invalid <= TNORM_INVALID_STRICT &&
           (unsigned)o->form <= TNORM_FORM_NONE && (unsigned)o->boilerplate <= TNORM_BOILERPLATE_STRICT &&
           o->keep < 2 * TNORM_KEEP_ECHOES && go_together(o->input, o->output) &&
           (unsigned)o->type <= TNORM_TYPE_HTML;
}

/* The next text. */
static void start(struct tnorm *t)
{
    struct tn_document_head head = {.html = t->input == TNORM_INPUT_HTML,
                                    .detect = t->input == TNORM_INPUT_HTML};
    t->begun = false;
    t->text_read = t->account.read + t->earlier.read;
    tn_document_start(t, &head);
    if (t->input == TNORM_INPUT_TSV) {
        tn_charset_start(t, &head, tn_tsv_feed, true);
        tn_tsv_start(t);
    } else if (t->input == TNORM_INPUT_JSONL) {
        tn_charset_start(t, &head, tn_jsonl_feed, true);
    }
}

static void use_input(struct tnorm *t, enum tnorm_input input)
{
    if (input == TNORM_INPUT_ANY)
        input = t->options.output == TNORM_OUTPUT_WARC ? TNORM_INPUT_WARC : TNORM_INPUT_TEXT;
    t->input = input;
    tn_charset_prepare(&t->charset, t->input);
    t->rows = input == TNORM_INPUT_LINES || input == TNORM_INPUT_TSV;
    t->jsonl = input == TNORM_INPUT_JSONL ? t->jsonl_memory : NULL;
    t->warc = input == TNORM_INPUT_WARC ? t->warc_memory : NULL;
    t->wrapped = t->jsonl || tn_output_wraps(t) || (t->warc && t->options.output == TNORM_OUTPUT_WARC);
    if (t->jsonl) tn_jsonl_reset(t->jsonl);
    start(t);
}

void tnorm_reset(tnorm *t)
{
    t->error = TNORM_OK;
    t->error_offset = 0;
    t->error_charset = "UTF-8";
    t->scanner = tn_scanner_choose();
    t->grammar = tn_grammar(t->options.form);
    t->part = false;
    t->output.length = 0;
    t->output.last = '\n';
    t->output.open = false;
    memset(t->repairs, 0, sizeof t->repairs);
    memset(&t->account, 0, sizeof t->account);
    memset(&t->earlier, 0, sizeof t->earlier);
    tn_block_reset(t);
    if (t->warc_memory) tn_warc_reset(t->warc_memory);
    t->text_origin = 0;
    t->inner = false;
    t->url = NULL;
    use_input(t, t->options.input);
}

/* Makes what the kind of input takes beside the handle. */
static enum tnorm_error make_memory(struct tnorm *t)
{
    const struct tnorm_options *o = &t->options;
    enum tnorm_error error = TNORM_OK;
    if (o->input == TNORM_INPUT_TSV && !tn_tsv_parse(&t->tsv, o->field)) return TNORM_ERROR_OPTION;
    if (o->input == TNORM_INPUT_JSONL || o->input == TNORM_INPUT_ANY)
        t->jsonl_memory = tn_jsonl_new(o->field ? o->field : "text", &error);
    if (error) return error;
    if (o->input == TNORM_INPUT_WARC || o->input == TNORM_INPUT_ANY) {
        t->warc_memory = tn_warc_new(o->memory);
        if (!t->warc_memory) return TNORM_ERROR_MEMORY;
    }
    return TNORM_OK;
}

enum { CACHE_LINE = 64 }; /* bytes; a handle begins where one does */

tnorm *tnorm_new(const struct tnorm_options *options, enum tnorm_error *error)
{
    enum tnorm_error unused;
    if (!error) error = &unused;
    *error = TNORM_ERROR_OPTION;
    if (!options || !is_valid(options)) return NULL;
    *error = TNORM_ERROR_MEMORY;
    /* not aligned_alloc(): what is never touched is to take no memory, and bytes behind a text may be looked at */
    unsigned char *memory = calloc(1, sizeof(tnorm) + CACHE_LINE);
    if (!memory) return NULL;
    tnorm *t = (tnorm *)(memory + (CACHE_LINE - (uintptr_t)memory % CACHE_LINE));
    t->memory = memory;
    t->options = *options;
    tn_filter_init(&t->filter);
    *error = tn_charset_init(&t->charset, options->from) ? make_memory(t) : TNORM_ERROR_CHARSET;
    if (*error) {
        tnorm_free(t);
        return NULL;
    }
    tn_garbage_init(&t->garbage, tn_garbage_usable(0));
    tnorm_reset(t);
    return t;
}

void tnorm_free(tnorm *t)
{
    if (!t) return;
    tn_charset_free(&t->charset);
    free(t->jsonl_memory);
    tn_warc_free(t->warc_memory);
    free(t->memory);
}

enum tnorm_error tnorm_set_input(tnorm *t, enum tnorm_input input)
{
    bool others = input == TNORM_INPUT_TEXT || input == TNORM_INPUT_LINES || input == TNORM_INPUT_HTML ||
                  input == t->options.input;
    bool memory =
        (input == TNORM_INPUT_JSONL && t->jsonl_memory) || (input == TNORM_INPUT_WARC && t->warc_memory);
    if (t->error) return t->error;
    if (t->begun) return TNORM_ERROR_BEGUN;
    if ((!others && !memory) || !go_together(input, t->options.output)) return TNORM_ERROR_OPTION;
    if (t->warc_memory && input != TNORM_INPUT_WARC) tn_warc_reset(t->warc_memory);
    use_input(t, input);
    return TNORM_OK;
}

enum tnorm_error tnorm_feed(tnorm *t, const unsigned char *bytes, size_t length)
{
    if (t->error) return t->error;
    t->begun |= length > 0;
    t->account.read += length;
    switch (t->input) {
    case TNORM_INPUT_JSONL:
    case TNORM_INPUT_TSV: tn_charset_feed(t, bytes, length); break;
    case TNORM_INPUT_TEXT:
    case TNORM_INPUT_LINES:
    case TNORM_INPUT_HTML: tn_document_feed(t, bytes, length); break;
    case TNORM_INPUT_WARC: tn_warc_feed(t, bytes, length); break;
    case TNORM_INPUT_ANY: break;
    }
    tn_charset_locate_error(t);
    return t->error;
}

enum tnorm_error tnorm_flush(tnorm *t)
{
    if (!t->error) tn_text_end_rows(t);
    tn_charset_locate_error(t);
    if (!t->error) tn_filter_catch_up(t);
    tn_output_flush(t);
    return t->error;
}

/* A container of lines has ended, in an `open` one or behind a line feed.  If something of that line was written, the next text is
 * parted from it by a line feed; else it would be no line, and gets one now.  Of one that was cut it is the other way round: what
 * was clean of it ends with a line feed, and if there is nothing, it is no line. */
static void end_rows(struct tnorm *t, bool open)
{
    static const unsigned char feed[] = "\n";
    bool cut = t->error == TNORM_ERROR_INVALID, written = !t->part && tn_output_is_in_line(t);
    if (open && written == cut) {
        t->account.added++;
        tn_output_put(t, feed, 1);
    } else if (open && written) {
        t->part = true;
    }
}

/* The input has ended; what parts it from the next is an empty line, or a line feed if it lacked one. */
static void end_input(struct tnorm *t)
{
    bool open;
    switch (t->input) {
    case TNORM_INPUT_JSONL:
        tn_charset_end(t);
        open = tn_jsonl_end(t);
        tn_charset_locate_error(t);
        end_rows(t, open);
        t->block.document = tnorm_documents(t) + 1; /* and no longer the number of a line */
        break;
    case TNORM_INPUT_TSV:
        tn_charset_end(t);
        tn_tsv_end(t);
        tn_charset_locate_error(t);
        end_rows(t, t->tsv.open);
        break;
    case TNORM_INPUT_TEXT:
    case TNORM_INPUT_HTML:
        tn_document_end(t);
        t->part |= t->account.written + t->earlier.written > 0 && !tn_output_wraps(t);
        break;
    case TNORM_INPUT_LINES:
        tn_document_end(t);
        end_rows(t, t->block.started);
        break;
    case TNORM_INPUT_WARC: tn_warc_end(t); break;
    case TNORM_INPUT_ANY: break;
    }
}

/* Cleaning stopped in a record, of whose framing more was seen than was read by then.  Where its body was decoded no byte of the
 * input is known, and at least what went into the text was read.  Such a record may begin in what an earlier handle read: the sums
 * are balanced. */
static void balance_framing(struct tn_account *a, const struct tn_account *earlier)
{
    uint64_t text = a->kept + a->rewritten + a->removed;
    text += earlier->kept + earlier->rewritten + earlier->removed;
    if (a->read + earlier->read < text) a->read = text - earlier->read;
    a->framing = a->read + earlier->read - text - earlier->framing;
}

/* Cleaning stopped at a byte: what was fed behind it was not read, however it was cut. */
static void stop_reading(struct tnorm *t)
{
    struct tn_account *a = &t->account;
    uint64_t end = t->text_read + t->error_offset, read = t->earlier.read + a->read;
    if (end > read) return;
    a->read -= read - end;
    if (a->converted) {
        a->rewritten -= read - end;
        a->cause[TN_CHARSET].in -= read - end;
    }
    if (t->warc) balance_framing(a, &t->earlier);
}

enum tnorm_error tnorm_finish(tnorm *t)
{
    end_input(t);
    if (t->error == TNORM_ERROR_INVALID) stop_reading(t);
    tn_output_flush(t);
    t->block.started = false;
    enum tnorm_error error = t->error;
    if (error == TNORM_ERROR_INVALID || error == TNORM_ERROR_DAMAGED)
        t->error = TNORM_OK; /* over with this text */
    start(t);
    return error;
}

uint64_t tnorm_error_offset(const tnorm *t) { return t->error_offset; }

const char *tnorm_error_charset(const tnorm *t) { return t->error_charset; }

size_t tnorm_stats(const tnorm *t, char *buffer, size_t size)
{
    struct tn_account sum = t->earlier;
    tn_account_add(&sum, &t->account);
    return tn_account_json(&sum, buffer, size);
}

uint64_t tnorm_documents(const tnorm *t) { return t->account.documents + t->earlier.documents; }

size_t tnorm_memory(void)
{
    return sizeof(struct tnorm) + CACHE_LINE + sizeof(struct tn_jsonl) + sizeof(struct tn_warc);
}

const char *tnorm_strerror(enum tnorm_error error)
{
    static const char *const texts[] = {
        [TNORM_OK] = "no error",
        [TNORM_ERROR_MEMORY] = "out of memory",
        [TNORM_ERROR_OPTION] = "an option has no such value or does not go with another, or there is no sink",
        [TNORM_ERROR_SINK] = "the output could not be written",
        [TNORM_ERROR_INVALID] = "a byte that is not UTF-8",
        [TNORM_ERROR_CHARSET] = "no such encoding is known",
        [TNORM_ERROR_DAMAGED] = "the input is cut inside a WARC record, or holds what is none",
        [TNORM_ERROR_BEGUN] = "a text has begun, and has to be finished first",
    };
    return (unsigned)error < sizeof texts / sizeof *texts ? texts[error] : "unknown error";
}

const char *tnorm_unicode_version(void) { return utf8proc_unicode_version(); }

const char *tnorm_detector(void) { return tn_detector_name(); }

const char *tnorm_vector_unit(void) { return tn_scanner_choose()->name; }
