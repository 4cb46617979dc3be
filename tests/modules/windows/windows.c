/* Units that see their regions through windows which the host places. What they do is told by the region `order`. */
#include "ludos_unit.h"

enum { CELLS = 20000, LAST = CELLS - 1 };
enum { COUNT = 0, FAIL = 1, SMASH_FIRST = 2, SMASH_LAST = 3, SMASH_BULK = 5, SMASH_PREVIOUS = 6, SMASH_WIDE = 7, WRITE_MUCH = 8 };

struct order { uint32_t what; };

LUDOS_WINDOW(struct order, order);
LUDOS_WINDOW(uint32_t, source);
LUDOS_WINDOW(uint32_t, target);
LUDOS_WINDOW(uint32_t, fresh);

/* Counts in the region that it carries on. */
LUDOS_UNIT(count_tick) {
    region_source[0] += 1;
    region_source[LAST] = ~region_source[0];
    return region_order->what == FAIL ? 5 : LUDOS_OK;
}

static void smash(uint32_t what) {
    unsigned char *source = (unsigned char *)region_source;
    switch (what) {
    case SMASH_FIRST: *(volatile uint32_t *)source = 1; break;
    case SMASH_LAST: *(volatile unsigned char *)(source + 4 * CELLS - 1) = 1; break;
    case SMASH_WIDE: *(volatile uint64_t *)(source + 4096) = 1; break;
    case SMASH_BULK: __builtin_memset(source + 8, 1, region_order->what * 1000u); break;
    default: break;
    }
}

/* Adds up what it only reads, into what it carries on and into what it makes anew. */
LUDOS_UNIT(sum_tick) {
    uint32_t sum = 0;
    for (uint32_t i = 0; i < CELLS; i++) sum += region_source[i];
    region_target[0] += 1;
    region_target[1] = sum;
    region_target[2] = (uint32_t)tick;
    region_fresh[1] = sum + region_fresh[0];
    region_fresh[0] = 7;
    smash(region_order->what);
    return LUDOS_OK;
}

LUDOS_WINDOW(uint32_t, seen);

/* Keeps what the source was when the tick began. */
LUDOS_UNIT(look_tick) {
    region_seen[0] = region_source[0];
    region_seen[1] = region_source[LAST];
    if (region_order->what == SMASH_PREVIOUS) *(volatile uint32_t *)(region_source + 5) = 1;
    return LUDOS_OK;
}
