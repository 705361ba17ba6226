/* labels.re - which encoding a label stands for (WHATWG encoding standard 4.2, "get an encoding"). */
#include "encoding.h"
#include "utf8.h"

enum { LONGEST = 32 }; /* bytes; the standard has none that is longer */

enum tn_source_encoding tn_encoding_of_label(const unsigned char *label, size_t length)
{
    unsigned char text[LONGEST + 1];
    const unsigned char *cur = text, *mar = text;
    enum tn_source_encoding found = TN_ENCODING_UNKNOWN;
    while (length > 0 && tn_is_ascii_white(label[length - 1])) length--;
    while (length > 0 && tn_is_ascii_white(*label)) label++, length--;
    if (length > LONGEST) return found;
    for (size_t i = 0; i < length; i++) text[i] = label[i];
    text[length] = 0;
/*!re2c
    re2c:api:style = free-form;
    re2c:yyfill:enable = 0;
    re2c:sentinel = 0;
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYCURSOR = cur;
    re2c:define:YYMARKER = mar;
*/
/*!include:re2c "_labels.re" */
end:
    return cur == text + length ? found : TN_ENCODING_UNKNOWN;
}
