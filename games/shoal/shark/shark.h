#ifndef SHOAL_SHARK_H
#define SHOAL_SHARK_H

#include "../shoal.h"

void player_read(void);
void player_choose_goal(int64_t tick, bool is_piloted);
void body_swim(void);
bool pilot_steers(int64_t tick);
void pilot_set_goal(void);
void helm_show(int64_t tick, bool is_piloted);
void food_drop(float x, uint32_t crumbs);
void food_fall(int64_t tick);
void jaws_bite(int64_t tick);

extern struct fish region_fish[SHOAL_FISH];
extern struct shark region_shark[1];
extern struct food region_food[SHOAL_FOOD];
extern struct bites region_bites[1];
extern struct world region_world[1];
extern struct pilot region_pilot[1];
extern struct helm region_helm[1];
extern struct ludos_input region_input[1];

#endif
