#include "letters.h"

#include "letter_table.h"
