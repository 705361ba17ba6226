/* uuid.h - names of records that are the same for the same input.  Called by warc_write.c. */
#ifndef TN_UUID_H
#define TN_UUID_H

#include <stddef.h>

enum { TN_UUID_SIZE = 37 }; /* with its NUL */

/* Writes the UUID that is made of a name by SHA-1 (RFC 9562 5.5, in the name space of URLs). */
void tn_uuid_of_name(const unsigned char *name, size_t length, char uuid[TN_UUID_SIZE]);

#endif
