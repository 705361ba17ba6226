#include "detect_text.h"

#include "decode.h"
#include "utf8.h"

enum {
    /* A guess is wrong if more than one in so many characters beyond ASCII does not exist or is a C1 control: no more
     * are damaged in text that is in the encoding. */
    BAD_SHARE = 20
};

struct tn_detect_text tn_detect_text(const unsigned char *bytes, size_t length)
{
    struct tn_detect_text text = {.bytes = bytes, .length = length};
    enum { WORD = sizeof(uint64_t) };
    for (size_t i = 0, n; i < length; i += n) {
        n = length - i < WORD ? length - i : WORD;
        if (tn_ascii_length(bytes + i, n) == n) continue;
        for (size_t k = 0; k < n; k++) text.count[bytes[i + k]]++;
    }
    return text;
}

/* What a text becomes. */
struct made {
    size_t beyond;   /* characters that are not ASCII, */
    size_t controls; /* and of them C1 controls; */
    size_t losses;   /* damaged sequences */
};

/* Where every byte is a character it is enough how many there are of each. */
static struct made count_singles(const uint32_t *single, const struct tn_detect_text *text)
{
    struct made made = {0, 0, 0};
    for (size_t byte = 0x80; byte <= 0xFF; byte++) {
        if (text->count[byte] == 0) continue;
        unsigned char lead = (unsigned char)single[byte], next = (unsigned char)(single[byte] >> 8);
        bool lost = single[byte] == TN_NO_CHARACTER;
        made.losses += lost ? text->count[byte] : 0;
        made.controls += lead == 0xC2 && next < 0xA0 ? text->count[byte] : 0;
        made.beyond += lead >= 0xC0 && !lost ? text->count[byte] : 0;
    }
    return made;
}

static struct made decode(struct tn_charsets *charsets, enum tn_source_encoding encoding,
                          const struct tn_detect_text *text)
{
    struct tn_decoder decoder;
    struct tn_converted to;
    struct made made = {0, 0, 0};
    to.lost = TN_NO_TEXT;
    to.losses = 0;
    tn_decoder_start(&decoder, encoding, 0);
    for (size_t i = 0, n; i < text->length; i += n) {
        n = text->length - i < TN_DECODE_BLOCK ? text->length - i : TN_DECODE_BLOCK;
        to.length = 0;
        tn_decoder_take(&decoder, charsets, text->bytes + i, n, &to);
        for (size_t k = 0; k < to.length; k++) {
            made.beyond += to.bytes[k] >= 0xC0;
            made.controls += to.bytes[k] == 0xC2 && to.bytes[k + 1] < 0xA0;
        }
    }
    made.losses = to.losses;
    return made;
}

bool tn_detect_decodes(struct tn_charsets *charsets, enum tn_source_encoding encoding,
                       const struct tn_detect_text *text, bool *damaged)
{
    struct made made = tn_encoding_is_single(encoding)
                           ? count_singles(tn_charsets_single(charsets, encoding), text)
                           : decode(charsets, encoding, text);
    size_t bad = made.controls + made.losses;
    *damaged = bad > 0;
    return bad * BAD_SHARE <= made.beyond + made.losses;
}
