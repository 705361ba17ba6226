/* detect_alike.h - encodings that look alike to the library that guesses: which of them is a text in?  Called by detect.c. */
#ifndef TN_DETECT_ALIKE_H
#define TN_DETECT_ALIKE_H

#include "charsets.h"
#include "detect_text.h"

/* The encoding that the text is in, if the library says `said` of it or of a part: that one, or another that has other letters for
 * a few of its bytes. */
enum tn_source_encoding tn_detect_alike(enum tn_source_encoding said, const struct tn_detect_text *text);

#endif
