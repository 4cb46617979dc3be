#define SEED 1u
#define COUNT 1000000
#include "../swap.h"
