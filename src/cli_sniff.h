/* cli_sniff.h - which kind of input is it?  */
#ifndef TN_CLI_SNIFF_H
#define TN_CLI_SNIFF_H

#include <stdbool.h>
#include <stddef.h>

enum { SNIFF_BYTES = 64 * 1024 }; /* so much of an input is looked at */

/* What the first bytes of an input tell: NULL for text, else the name of another kind.  *more is set if what
 * is at hand does not tell yet and more could; it is never set once SNIFF_BYTES are there. */
const char *sniff(const unsigned char *bytes, size_t length, bool at_end, bool *more);

#endif
