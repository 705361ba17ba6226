#include "record.h"

#include <string.h>

#include "utf8.h"

/* Bytes of the code point at p, 0 if it is a control or none. */
static size_t text_at(const unsigned char *p, const unsigned char *end)
{
    uint32_t c;
    size_t length = tn_utf8_read(p, end, &c);
    return length > 0 && c >= 0x20 && (c < 0x7F || c > 0x9F) ? length : 0;
}

/* A copy of a value: without angle brackets, and what is no text in it as RFC 3986 2.1 escapes it. */
static const char *keep(struct tn_record *r, const unsigned char *value, size_t length)
{
    static const char digits[] = "0123456789ABCDEF";
    char *copy = r->text + r->text_length, *to = copy;
    bool angled = length >= 2 && value[0] == '<' && value[length - 1] == '>';
    const unsigned char *p = value + angled, *end = value + length - angled;
    while (p < end) {
        size_t n = text_at(p, end);
        if (n == 0) {
            *to++ = '%';
            *to++ = digits[*p >> 4];
            *to++ = digits[*p++ & 15];
        }
        for (; n > 0; n--) *to++ = (char)*p++;
    }
    *to++ = '\0';
    r->text_length = (size_t)(to - r->text);
    return copy;
}

/* A decimal number; false if it is none, or far too great. */
static bool read_number(const unsigned char *p, uint64_t *n)
{
    if (*p < '0' || *p > '9') return false;
    for (*n = 0; *p >= '0' && *p <= '9'; p++) {
        if (*n > UINT64_MAX / 100) return false;
        *n = *n * 10 + (uint64_t)(*p - '0');
    }
    return *p == 0;
}

static void read_field(struct tn_record *r, const struct tn_head_field *field)
{
    const unsigned char *value = field->value;
    size_t length = field->length;
    switch (field->name) {
    case TN_FIELD_TYPE: r->type = tn_record_type(value); break;
    case TN_FIELD_URL: r->url = keep(r, value, length); break;
    case TN_FIELD_DATE: r->date = keep(r, value, length); break;
    case TN_FIELD_ID: r->id = keep(r, value, length); break;
    case TN_FIELD_ORIGIN: r->origin = keep(r, value, length); break;
    case TN_FIELD_TRUNCATED: r->truncated = true; break;
    case TN_FIELD_SEGMENT:
        if (!read_number(value, &r->segment)) r->segment = 0;
        break;
    case TN_FIELD_TOTAL:
        if (!read_number(value, &r->total)) r->total = TN_RECORD_NO_TOTAL;
        break;
    case TN_FIELD_CONTENT_LENGTH: r->has_length = read_number(value, &r->length); break;
    case TN_FIELD_CONTENT_TYPE: tn_media_read(&r->media, field); break;
    default: break;
    }
}

void tn_record_read(struct tn_record *r, struct tn_head *head, uint64_t offset)
{
    struct tn_head_field field;
    unsigned char *at = tn_head_fields(head);
    unsigned seen = 0; /* a field that stands twice counts once */
    memset(r, 0, offsetof(struct tn_record, text));
    r->type = TN_RECORD_OTHER;
    r->offset = offset;
    r->total = TN_RECORD_NO_TOTAL;
    while (tn_head_next(&at, &field)) {
        if (!(seen & 1U << field.name)) read_field(r, &field);
        seen |= 1U << field.name;
    }
}

bool tn_record_continues(const struct tn_record *r, const struct tn_record *first, uint64_t number)
{
    return r->type == TN_RECORD_CONTINUATION && r->segment == number && r->has_length && r->origin &&
           first->id && strcmp(r->origin, first->id) == 0;
}
