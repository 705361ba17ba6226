/* cli_json.h - passages that were left out, as JSON Lines. */
#ifndef TN_CLI_JSON_H
#define TN_CLI_JSON_H

#include <stdio.h>

#include "tnorm.h"

/* A tnorm_reject_sink; its context is the FILE. */
int json_write_reject(void *file, const struct tnorm_reject *reject);

#endif
