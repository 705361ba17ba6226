#include "category.h"

#include "categories.h"
