#define SEED 1u
#define COUNT 10000
#include "../swap.h"
