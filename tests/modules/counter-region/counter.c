#include "ludos_unit.h"

struct count { uint32_t value; };
LUDOS_REGION(struct count, regioncount, 1);

static uint32_t ticks_seen = 7;

LUDOS_UNIT(count_tick) {
    ticks_seen++;
    region_regioncount[0].value = ticks_seen;
    return LUDOS_OK;
}
