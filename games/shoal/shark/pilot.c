#include "shark.h"

#define OUT_OF_ANY_SEA 1e6f

/* Whether a program outside steers now. What it wrote is not trusted: a goal that is no place counts as none, and so does one that is old. */
bool pilot_steers(int64_t tick) {
    const struct pilot *p = region_pilot;
    int64_t age = (tick & 0x7FFFFFFF) - p->tick;
    bool is_place = p->x > -OUT_OF_ANY_SEA && p->x < OUT_OF_ANY_SEA && p->y > -OUT_OF_ANY_SEA && p->y < OUT_OF_ANY_SEA;
    return p->active != 0 && is_place && age >= 0 && age <= SHOAL_PILOT_TICKS;
}

void pilot_set_goal(void) {
    region_world[0].goal_x = region_pilot[0].x;
    region_world[0].goal_y = region_pilot[0].y;
}

/* What a pilot needs to know besides the fish and the shark: which tick this is, and whether it is heard. */
void helm_show(int64_t tick, bool is_piloted) {
    struct helm *h = region_helm;
    h->tick = (int32_t)(tick & 0x7FFFFFFF);
    h->piloted = is_piloted ? h->piloted + 1 : h->piloted;
    h->is_piloted = is_piloted;
}
