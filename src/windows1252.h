/* windows1252.h - Windows-1252 as the WHATWG encoding standard has it. */
#ifndef TN_WINDOWS1252_H
#define TN_WINDOWS1252_H

#include <stdint.h>

/* The character of a byte from 0x80 on; 0 for the five that have none. */
uint32_t tn_windows1252(unsigned byte);

#endif
