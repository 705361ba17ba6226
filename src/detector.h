/* detector.h - the library that guesses encodings, if one is built in.  Called by detect.c; charset.c holds it, and tnorm.c asks for
 * its name. */
#ifndef TN_DETECTOR_H
#define TN_DETECTOR_H

#include <stddef.h>

#include "charsets.h"

/* NULL if none is built in or memory is short. */
void *tn_detector_new(void);
void tn_detector_free(void *detector);

/* Its name, as "uchardet"; "none". */
const char *tn_detector_name(void);

/* What it takes the bytes for; TN_ENCODING_UNKNOWN if it does not say, or says what the standard does not know. */
enum tn_source_encoding tn_detector_ask(void *detector, const unsigned char *bytes, size_t length);

#endif
