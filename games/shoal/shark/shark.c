#include "shark.h"

LUDOS_REGION(struct fish, fish, SHOAL_FISH);
LUDOS_REGION(struct shark, shark, 1);
LUDOS_REGION(struct food, food, SHOAL_FOOD);
LUDOS_REGION(struct bites, bites, 1);
LUDOS_REGION(struct world, world, 1);
LUDOS_REGION(struct pilot, pilot, 1);
LUDOS_REGION(struct helm, helm, 1);
LUDOS_REGION(struct ludos_input, input, 1);

#define FIRST_HOUR 9.0f

LUDOS_UNIT(shark_start) {
    region_shark[0] = (struct shark){ .x = 320, .y = 190, .vx = 1, .roll = 1 };
    region_world[0] = (struct world){ .hour = FIRST_HOUR, .random = 0x5EED0001u, .idle = 1000000, .goal_x = 420, .goal_y = 190 };
    region_world[0].mouse_x = LUDOS_MOUSE_UNKNOWN;
    region_world[0].mouse_y = LUDOS_MOUSE_UNKNOWN;
    for (uint32_t k = 0; k < SHOAL_SPARKS; k++) region_bites[0].spark_tick[k] = -100000;
    return LUDOS_OK;
}

LUDOS_UNIT(shark_tick) {
    float days = (float)(tick % SHOAL_DAY_TICKS) / SHOAL_DAY_TICKS;
    float hour = FIRST_HOUR + 24 * days;
    region_world[0].hour = hour >= 24 ? hour - 24 : hour;
    player_read();
    bool is_piloted = pilot_steers(tick);
    player_choose_goal(tick, is_piloted);
    helm_show(tick, is_piloted);
    body_swim();
    food_fall(tick);
    jaws_bite(tick);
    return LUDOS_OK;
}
