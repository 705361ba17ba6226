/* detect.h - which encoding may bytes be in that nobody has named?  Called by charset.c. */
#ifndef TN_DETECT_H
#define TN_DETECT_H

#include <stdbool.h>
#include <stddef.h>

#include "charsets.h"

/* The encoding that the bytes are likely in, as far as they tell by themselves or by the detector (detector.h), which may be NULL;
 * TN_ENCODING_UTF_8 if nothing better is known.  `whole`: they are all of the text.  See detect.c for what makes a guess good. */
enum tn_source_encoding tn_detect(void *detector, struct tn_charsets *charsets, const unsigned char *bytes,
                                  size_t length, bool whole);

#endif
