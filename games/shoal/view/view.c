#include "view.h"

LUDOS_REGION(uint32_t, screen, W * H);
LUDOS_REGION(uint32_t, palette, SHOAL_PALETTE);
LUDOS_REGION(struct fish, fish, SHOAL_FISH);
LUDOS_REGION(struct shark, shark, 1);
LUDOS_REGION(struct food, food, SHOAL_FOOD);
LUDOS_REGION(struct bites, bites, 1);
LUDOS_REGION(struct world, world, 1);

/* From far to near: the shark swims between the fish. */
LUDOS_UNIT(view_tick) {
    light_compute(tick);
    caustics_compute();
    draw_water();
    draw_back();
    draw_kelp();
    draw_plankton();
    fish_prepare();
    fish_draw(0, FISH_LAYERS / 2);
    draw_shark();
    draw_food();
    fish_draw(FISH_LAYERS / 2, FISH_LAYERS);
    draw_sparks(tick);
    draw_bubbles();
    draw_surface();
    draw_front();
    draw_pointer();
    draw_hud(tick);
    return LUDOS_OK;
}
