#define SEED 2u
#define COUNT 10000
#include "../swap.h"
