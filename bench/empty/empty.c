#include "ludos_unit.h"

struct beats { uint32_t count; };
LUDOS_REGION(struct beats, beats, 1);

/* As little as a world can hold: what is measured is the runtime around it. */
LUDOS_UNIT(empty_tick) {
    region_beats[0].count += 1;
    return LUDOS_OK;
}
