/* Inside shoal.flock: the fish of this tick, sorted by grid cell, as arrays. Scratch: built anew each tick. */
#ifndef SHOAL_FLOCK_H
#define SHOAL_FLOCK_H

#include "../shoal.h"

/* Two fish are neighbours when dx*dx + dy*dy <= FLOCK_RADIUS * FLOCK_RADIUS in f32. The cells are a little wider than
 * half of that, so that two cells on either side hold every neighbour whatever the rounding of dx. */
#define FLOCK_RADIUS 8.0f
#define FLOCK_CELLS_PER_PIXEL 0.244140625f
enum { FLOCK_COLUMNS = 157, FLOCK_ROWS = 88, FLOCK_REACH = 2 };

struct sums {
    float vx, vy;         /* of neighbours of the same species */
    float dx, dy;         /* offsets to neighbours of the same species */
    float push_x, push_y; /* away from neighbours, the more the closer */
    float kin;            /* how many neighbours are of the same species */
    uint32_t count;
    uint64_t hash;
};

extern float sorted_x[SHOAL_FISH], sorted_y[SHOAL_FISH], sorted_vx[SHOAL_FISH], sorted_vy[SHOAL_FISH];
extern uint32_t sorted_id[SHOAL_FISH];

void grid_build(const struct fish *fish);
void grid_sum(uint32_t place, struct sums *out);

/* Acceleration of the fish `id` from everything but its neighbours. */
struct push { float x, y; };
void surroundings_prepare(int64_t tick);
struct push surroundings_of(uint32_t id, const struct fish *f, uint8_t *fear);
struct push school_centre(uint32_t school, float time);

#endif
