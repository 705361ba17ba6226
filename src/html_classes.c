#include "html_classes.h"

#include <string.h>

#include "hash.h"
#include "html_words.h"
#include "utf8.h"

/* Of the letters, in either case alike. */
static uint32_t hash_letters(const unsigned char *value)
{
    uint32_t hash = TN_HASH_START;
    for (; *value; value++) {
        uint32_t with_letter = tn_hash_byte(hash, *value | 0x20);
        hash = tn_is_ascii_letter(*value) ? with_letter : hash;
    }
    return hash;
}

/* Eight bytes at a time, the last of which may have been seen before. */
static uint64_t hash_bytes(const unsigned char *value, size_t length)
{
    uint64_t word = 0, hash = length;
    if (length < sizeof word) {
        memcpy(&word, value, length);
        return tn_hash_word(hash, word);
    }
    for (size_t i = 0; i + sizeof word < length; i += sizeof word) {
        memcpy(&word, value + i, sizeof word);
        hash = tn_hash_word(hash, word);
    }
    memcpy(&word, value + length - sizeof word, sizeof word);
    return tn_hash_word(hash, word);
}

static struct tn_html_class read_anew(const unsigned char *value)
{
    return (struct tn_html_class){.letters = hash_letters(value), .around = tn_html_words(value)};
}

struct tn_html_class tn_html_class_read(struct tn_html_class_known known[TN_CLASSES],
                                        const unsigned char *value, size_t length)
{
    if (length == 0 || length > TN_CLASS_LONGEST) return read_anew(value);
    struct tn_html_class_known *k = &known[(hash_bytes(value, length) >> 32) % TN_CLASSES];
    if (k->length == length && memcmp(k->value, value, length) == 0) return k->told;
    k->told = read_anew(value);
    k->length = (uint32_t)length;
    memcpy(k->value, value, length);
    return k->told;
}
