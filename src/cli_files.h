/* cli_files.h - is a file read and written at once?  What is written would be lost, or read for ever. */
#ifndef TN_CLI_FILES_H
#define TN_CLI_FILES_H

#include <stdbool.h>

#include "cli.h"

/* Would the rejects or the stats be written over an input, or over each other?  True, with a message, if they would: nothing has
 * been opened yet. */
bool files_clash(const struct cli *cli);

/* Does standard output go to the end of the file that the descriptor reads? */
bool files_feed_themselves(int fd);

#endif
