/* support_portable.c - see support_portable.h */
#include "support_portable.h"

#include <stdbool.h>
#include <string.h>

/* Each function has a name of its own here. */
#undef __SSE2__
#define tn_cohesion_read tn_portable_cohesion_read
#define tn_cohesion_clear tn_portable_cohesion_clear
#define tn_cohesion_leave tn_portable_cohesion_leave
#define tn_cohesion_enter tn_portable_cohesion_enter
#define tn_cohesion_exit tn_portable_cohesion_exit
#define tn_cohesion_ask tn_portable_cohesion_ask
#include "../src/cohesion.c"

#define part part_of_line
#define tn_furniture(line, length) tn_portable_furniture(line, length)
#include "../src/furniture.c"
