/* cli_trim.h - pages of code that only the start needed. */
#ifndef TN_CLI_TRIM_H
#define TN_CLI_TRIM_H

/* Gives them back: loading the libraries and their converters touches much of their files, by far more than cleaning does.
 * What is still needed is mapped again as it is used.  Where the system cannot do that, they stay. */
void trim_code(void);

#endif
