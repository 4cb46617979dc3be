/* The module that the swap benchmark replaces over and over: 32 functions, each of which differs between the builds,
 * over a region of COUNT elements. Each build defines SEED and COUNT and includes this file. */
#ifndef SWAP_H
#define SWAP_H

#include "ludos_unit.h"

struct element { uint32_t value; };
LUDOS_REGION(struct element, element, COUNT);

struct ticks { uint32_t count; };
LUDOS_REGION(struct ticks, ticks, 1);

#define STEP(n) \
    __attribute__((noinline)) static uint32_t step##n(uint32_t x) { \
        x ^= x << (1 + (SEED + n) % 13); \
        x ^= x >> (1 + (SEED * 3 + n) % 17); \
        return x * (SEED * 2654435761u | 1u) + n; \
    }
#define EACH(M) \
    M(0) M(1) M(2) M(3) M(4) M(5) M(6) M(7) M(8) M(9) M(10) M(11) M(12) M(13) M(14) M(15) \
    M(16) M(17) M(18) M(19) M(20) M(21) M(22) M(23) M(24) M(25) M(26) M(27) M(28) M(29) M(30) M(31)
EACH(STEP)

#define STRIDE 64
#define CASE(n) case n: region_element[i].value = step##n(region_element[i].value + 1u); break;

LUDOS_UNIT(swap_tick) {
    for (uint32_t i = 0; i < COUNT; i += STRIDE) {
        switch (i / STRIDE % 32) { EACH(CASE) }
    }
    region_ticks[0].count += 1;
    return LUDOS_OK;
}

#endif
