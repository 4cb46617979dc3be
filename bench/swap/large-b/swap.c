#define SEED 2u
#define COUNT 1000000
#include "../swap.h"
