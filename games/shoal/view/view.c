#include "view.h"

LUDOS_WINDOW(uint32_t, screen);
LUDOS_WINDOW(uint32_t, palette);
LUDOS_WINDOW(struct fish, fish);
LUDOS_WINDOW(struct shark, shark);
LUDOS_WINDOW(struct food, food);
LUDOS_WINDOW(struct bites, bites);
LUDOS_WINDOW(struct world, world);

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
