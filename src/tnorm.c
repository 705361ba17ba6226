/* tnorm.c - the handle: made, fed, finished, freed. */
#include "tnorm.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "commit.h"
#include "document.h"
#include "rules.h"
#include "state.h"

struct tnorm_options tnorm_options_default(void) { return (struct tnorm_options){0}; }

static bool is_valid(const struct tnorm_options *o)
{
    return o->sink && (unsigned)o->input <= TNORM_INPUT_HTML &&
           (unsigned)o->invalid <= TNORM_INVALID_STRICT && (unsigned)o->form <= TNORM_FORM_NONE &&
           (unsigned)o->boilerplate <= TNORM_BOILERPLATE_PHRASES && o->keep < 2 * TNORM_KEEP_ECHOES &&
           (unsigned)o->output <= TNORM_OUTPUT_JSONL && (unsigned)o->type <= TNORM_TYPE_HTML;
}

/* The next text of TEXT, LINES or HTML. */
static void start(struct tnorm *t)
{
    struct tn_document_head head = {.html = t->input == TNORM_INPUT_HTML,
                                    .detect = t->input == TNORM_INPUT_HTML};
    t->text_read = t->account.read + t->earlier.read;
    tn_document_start(t, &head);
    if (t->input == TNORM_INPUT_TSV) tn_tsv_start(t);
}

static void use_input(struct tnorm *t, enum tnorm_input input)
{
    t->input = input;
    t->rows = input == TNORM_INPUT_LINES || input == TNORM_INPUT_TSV;
    t->jsonl = input == TNORM_INPUT_JSONL ? t->jsonl_memory : NULL;
    t->escapes = t->jsonl || tn_output_wraps(t);
    if (t->jsonl) tn_jsonl_reset(t->jsonl);
    start(t);
}

void tnorm_reset(tnorm *t)
{
    t->error = TNORM_OK;
    t->error_offset = 0;
    t->scanner = tn_scanner_choose();
    t->grammar = tn_grammar(t->options.form);
    t->part = false;
    t->output.length = 0;
    t->output.open = false;
    memset(t->pairs, 0, sizeof t->pairs);
    memset(&t->account, 0, sizeof t->account);
    memset(&t->earlier, 0, sizeof t->earlier);
    tn_block_reset(t);
    use_input(t, t->options.input);
}

tnorm *tnorm_new(const struct tnorm_options *options, enum tnorm_error *error)
{
    enum tnorm_error unused;
    if (!error) error = &unused;
    *error = TNORM_ERROR_OPTION;
    if (!options || !is_valid(options)) return NULL;
    *error = TNORM_ERROR_MEMORY;
    tnorm *t = malloc(sizeof *t);
    if (!t) return NULL;
    *error = TNORM_OK;
    t->options = *options;
    t->jsonl_memory = NULL;
    t->text_origin = 0;
    if (options->input == TNORM_INPUT_TSV && !tn_tsv_parse(&t->tsv, options->field)) {
        *error = TNORM_ERROR_OPTION;
        free(t);
        return NULL;
    }
    if (options->input == TNORM_INPUT_JSONL) {
        t->jsonl_memory = tn_jsonl_new(options->field ? options->field : "text", error);
        if (!t->jsonl_memory) {
            free(t);
            return NULL;
        }
    }
    tn_garbage_init(&t->garbage);
    tnorm_reset(t);
    return t;
}

void tnorm_free(tnorm *t)
{
    if (t) free(t->jsonl_memory);
    free(t);
}

enum tnorm_error tnorm_set_input(tnorm *t, enum tnorm_input input)
{
    bool others = input == TNORM_INPUT_TEXT || input == TNORM_INPUT_LINES || input == TNORM_INPUT_HTML ||
                  input == t->options.input;
    if (!others && !(input == TNORM_INPUT_JSONL && t->jsonl_memory)) return TNORM_ERROR_OPTION;
    use_input(t, input);
    return TNORM_OK;
}

enum tnorm_error tnorm_feed(tnorm *t, const unsigned char *bytes, size_t length)
{
    if (t->error) return t->error;
    t->account.read += length;
    switch (t->input) {
    case TNORM_INPUT_JSONL: tn_jsonl_feed(t, bytes, length); break;
    case TNORM_INPUT_TSV: tn_tsv_feed(t, bytes, length); break;
    case TNORM_INPUT_TEXT:
    case TNORM_INPUT_LINES:
    case TNORM_INPUT_HTML: tn_document_feed(t, bytes, length); break;
    case TNORM_INPUT_WARC: break;
    }
    return t->error;
}

enum tnorm_error tnorm_flush(tnorm *t)
{
    tn_output_flush(t);
    return t->error;
}

/* The input has ended; what parts it from the next is an empty line, or a line feed if it lacked one. */
static void end_input(struct tnorm *t)
{
    switch (t->input) {
    case TNORM_INPUT_JSONL: tn_jsonl_end(t); break;
    case TNORM_INPUT_TSV: tn_tsv_end(t); break;
    case TNORM_INPUT_TEXT:
    case TNORM_INPUT_HTML:
        tn_document_end(t);
        t->part |= t->account.written + t->earlier.written > 0 && !tn_output_wraps(t);
        break;
    case TNORM_INPUT_LINES:
        tn_document_end(t);
        t->part |= t->block.started;
        break;
    case TNORM_INPUT_WARC: break;
    }
}

/* Cleaning stopped at a byte: what was fed behind it was not read, however it was cut. */
static void stop_reading(struct tnorm *t)
{
    struct tn_account *a = &t->account;
    uint64_t end = t->text_read + t->error_offset, read = t->earlier.read + a->read;
    if (end > read) return;
    a->read -= read - end;
    if (!a->converted) return;
    a->rewritten -= read - end;
    a->cause[TN_CHARSET].in -= read - end;
}

enum tnorm_error tnorm_finish(tnorm *t)
{
    end_input(t);
    if (t->error == TNORM_ERROR_INVALID) stop_reading(t);
    tn_output_flush(t);
    t->block.started = false;
    enum tnorm_error error = t->error;
    if (error == TNORM_ERROR_INVALID) t->error = TNORM_OK; /* it is over with this text */
    start(t);
    return error;
}

uint64_t tnorm_error_offset(const tnorm *t) { return t->error_offset; }

size_t tnorm_stats(const tnorm *t, char *buffer, size_t size)
{
    struct tn_account sum = t->earlier;
    tn_account_add(&sum, &t->account);
    return tn_account_json(&sum, buffer, size);
}

uint64_t tnorm_documents(const tnorm *t) { return t->account.documents + t->earlier.documents; }

size_t tnorm_memory(void) { return sizeof(struct tnorm) + sizeof(struct tn_jsonl); }

const char *tnorm_strerror(enum tnorm_error error)
{
    static const char *const texts[] = {
        [TNORM_OK] = "no error",
        [TNORM_ERROR_MEMORY] = "out of memory",
        [TNORM_ERROR_OPTION] = "an option has no such value, or there is no sink",
        [TNORM_ERROR_SINK] = "the output could not be written",
        [TNORM_ERROR_INVALID] = "a byte that is not UTF-8",
    };
    return (unsigned)error < sizeof texts / sizeof *texts ? texts[error] : "unknown error";
}

const char *tnorm_unicode_version(void) { return utf8proc_unicode_version(); }

const char *tnorm_vector_unit(void) { return tn_scanner_choose()->name; }
