/* cli_sniff.h - which kind of input is it?  */
#ifndef TN_CLI_SNIFF_H
#define TN_CLI_SNIFF_H

#include <stdbool.h>
#include <stddef.h>

#include "tnorm.h"

enum { SNIFF_BYTES = 64 * 1024 }; /* so much of an input is looked at */

/* What kind of input the first bytes of it tell.  *more is set if what is at hand does not tell yet and more could; it is
 * never set once SNIFF_BYTES are there.  A NUL stands behind them. */
enum tnorm_input sniff(const unsigned char *bytes, size_t length, bool at_end, bool *more);

/* Why an input that begins so is none, behind gzip or zstd if it was compressed: it is compressed still.  NULL: it is not, or,
 * with *more set, what is at hand does not tell yet. */
const char *sniff_compressed(const unsigned char *bytes, size_t length, bool at_end, bool *more);

#endif
