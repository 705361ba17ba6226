/* cli_json.h - passages that were left out, as JSON Lines. */
#ifndef TN_CLI_JSON_H
#define TN_CLI_JSON_H

#include <stdio.h>

#include "tnorm.h"

/* Writes one, of the input of that name if it is not NULL.  0: it was written. */
int json_write_reject(FILE *to, const char *name, const struct tnorm_reject *reject);

#endif
