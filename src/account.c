#include "account.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "record_type.h"

const char *tn_cause_name(enum tn_cause cause)
{
    static const char *const names[TN_CAUSES] = {
        [TN_KEPT] = "kept",       [TN_ENTITIES] = "entities", [TN_MOJIBAKE] = "mojibake",
        [TN_INVALID] = "invalid", [TN_MARKUP] = "markup",     [TN_CHARACTERS] = "characters",
        [TN_SPACE] = "space",     [TN_ECHOES] = "echoes",     [TN_BOILERPLATE] = "boilerplate",
        [TN_FORM] = "form",       [TN_CHARSET] = "charset",
    };
    return names[cause];
}

void tn_account_left_out(struct tn_account *a, enum tn_cause cause, const struct tn_tally *tally)
{
    a->cause[cause].count++;
    tn_account_removed(a, cause, tally->kept);
}

void tn_account_add(struct tn_account *sum, const struct tn_account *a)
{
    sum->documents += a->documents;
    sum->read += a->read;
    sum->framing += a->framing;
    sum->kept += a->kept;
    sum->rewritten += a->rewritten;
    sum->removed += a->removed;
    sum->added += a->added;
    sum->written += a->written;
    for (size_t i = 0; i < TN_CAUSES; i++) {
        sum->cause[i].count += a->cause[i].count;
        sum->cause[i].in += a->cause[i].in;
        sum->cause[i].out += a->cause[i].out;
    }
    sum->unclosed += a->unclosed;
    sum->broken += a->broken;
    sum->lacking += a->lacking;
    sum->charset += a->charset;
    sum->resync += a->resync;
    sum->undecoded += a->undecoded;
    for (size_t i = 0; i < TN_RECORD_TYPES; i++) sum->skipped[i] += a->skipped[i];
}

/* A buffer that is written like snprintf(3) does: past its end only the length goes on. */
struct writer {
    char *buffer;
    size_t size, length;
};

__attribute__((format(printf, 2, 3))) static void put(struct writer *w, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    size_t room = w->length < w->size ? w->size - w->length : 0;
    int n = vsnprintf(room ? w->buffer + w->length : NULL, room, format, args);
    va_end(args);
    if (n > 0) w->length += (size_t)n;
}

size_t tn_account_json(const struct tn_account *a, char *buffer, size_t size)
{
    struct writer w = {buffer, size, 0};
    put(&w, "{\"version\":1,\"documents\":%" PRIu64 ",\"bytes\":{", a->documents);
    put(&w, "\"read\":%" PRIu64 ",\"framing\":%" PRIu64 ",\"kept\":%" PRIu64, a->read, a->framing, a->kept);
    put(&w, ",\"rewritten\":%" PRIu64 ",\"removed\":%" PRIu64, a->rewritten, a->removed);
    put(&w, ",\"added\":%" PRIu64 ",\"written\":%" PRIu64 "},\"causes\":{", a->added, a->written);
    for (enum tn_cause i = TN_KEPT + 1; i < TN_CAUSES; i++) {
        put(&w, "%s\"%s\":{\"count\":%" PRIu64, i == TN_KEPT + 1 ? "" : ",", tn_cause_name(i),
            a->cause[i].count);
        put(&w, ",\"in\":%" PRIu64 ",\"out\":%" PRIu64 "}", a->cause[i].in, a->cause[i].out);
    }
    put(&w, "},\"passed\":{\"unclosed\":%" PRIu64, a->unclosed);
    put(&w, ",\"broken\":%" PRIu64 ",\"lacking\":%" PRIu64, a->broken, a->lacking);
    put(&w, ",\"charset\":%" PRIu64 ",\"resync\":%" PRIu64, a->charset, a->resync);
    put(&w, ",\"undecoded\":%" PRIu64 "},\"skipped\":{", a->undecoded);
    const char *comma = "";
    for (enum tn_record_type i = 0; i < TN_RECORD_TYPES; i++) {
        if (a->skipped[i] == 0) continue;
        put(&w, "%s\"%s\":%" PRIu64, comma, tn_record_type_name(i), a->skipped[i]);
        comma = ",";
    }
    put(&w, "}}");
    return w.length;
}
