#include "view.h"
#include "paint.h"

LUDOS_WINDOW(struct scenery, scenery);
LUDOS_WINDOW(struct sprites, sprites);

/* Raise it when what is painted changes: a running game then repaints, a little in each tick. */
#define SCENERY_VERSION 1u
enum { SPRITES_A_STEP = 32, SPRITE_STEPS = SPRITES / SPRITES_A_STEP };

static bool step(void) {
    struct scenery *s = region_scenery;
    if (s->version != SCENERY_VERSION) {
        s->version = SCENERY_VERSION;
        s->painted = 0;
    }
    uint32_t at = s->painted;
    if (at < SPRITE_STEPS) sprites_build(at * SPRITES_A_STEP, (at + 1) * SPRITES_A_STEP);
    else if (!scenery_paint_step(at - SPRITE_STEPS)) return false;
    s->painted++;
    return true;
}

LUDOS_UNIT(scenery_start) {
    while (step()) {
    }
    return LUDOS_OK;
}

LUDOS_UNIT(scenery_tick) {
    step();
    return LUDOS_OK;
}
