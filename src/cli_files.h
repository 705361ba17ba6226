/* cli_files.h - is a file read and written at once?  What is written would be lost, or read for ever. */
#ifndef TN_CLI_FILES_H
#define TN_CLI_FILES_H

#include <stdbool.h>

#include "cli.h"

/* Would the rejects or the stats be written over an input, the output or each other, as far as these files are there?  True, with
 * a message, if they would. */
bool files_clash(const struct cli *cli);

/* Is standard output the file that the descriptor reads, and is that not empty? */
bool files_feed_themselves(int fd);

#endif
