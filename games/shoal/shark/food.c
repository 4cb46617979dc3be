#include "shark.h"

#define MOUTHFUL 0.004f
#define EAT_RADIUS_2 (5.0f * 5.0f)
enum { CELL = 16, COLUMNS = 40, ROWS = 23, NONE = 0xFF };

static uint8_t first_in_cell[COLUMNS * ROWS];
static uint8_t next_in_cell[SHOAL_FOOD];

void food_drop(float x, uint32_t crumbs) {
    struct world *w = region_world;
    for (uint32_t i = 0; i < SHOAL_FOOD && crumbs > 0; i++) {
        struct food *f = &region_food[i];
        if (f->amount > 0) continue;
        uint32_t seed = ludos_random(&w->random);
        f->x = ludos_clamp(x + (ludos_hash_unit(seed) - 0.5f) * 46, 8, SHOAL_WIDTH - 8);
        f->y = SHOAL_SURFACE_Y - 6 - 14 * ludos_hash_unit(seed + 1);
        f->amount = 1;
        f->seed = seed;
        w->dropped++;
        crumbs--;
    }
}

static uint32_t cell_at(float x, float y) { return (uint32_t)(y * (1.0f / CELL)) * COLUMNS + (uint32_t)(x * (1.0f / CELL)); }

static void file_by_cell(void) {
    __builtin_memset(first_in_cell, NONE, sizeof first_in_cell);
    for (uint32_t i = 0; i < SHOAL_FOOD; i++) {
        const struct food *f = &region_food[i];
        if (f->amount <= 0 || f->y < 0) continue;
        uint32_t cell = cell_at(f->x, f->y);
        next_in_cell[i] = first_in_cell[cell];
        first_in_cell[cell] = (uint8_t)i;
    }
}

static void sink(struct food *f, int64_t tick) {
    float phase = (float)(tick % 100000) * 0.03f + (float)(f->seed & 1023);
    float rest = shoal_floor_y(f->x) + 2;
    if (f->y < SHOAL_SURFACE_Y) {
        f->y += 1.1f;
    } else if (f->y < rest) {
        f->y += 0.42f + 0.16f * ludos_hash_unit(f->seed);
        f->x = ludos_clamp(f->x + 0.35f * ludos_sin(phase), 4, SHOAL_WIDTH - 4);
    } else {
        f->amount -= 0.0012f;
    }
}

/* Fish eat from the crumb in their own cell: a crumb shrinks by a mouthful for each fish close enough. */
void food_fall(int64_t tick) {
    for (uint32_t i = 0; i < SHOAL_FOOD; i++) {
        if (region_food[i].amount > 0) sink(&region_food[i], tick);
    }
    file_by_cell();
    for (uint32_t id = 0; id < SHOAL_FISH; id++) {
        const struct fish *fish = &region_fish[id];
        for (uint8_t i = first_in_cell[cell_at(fish->x, fish->y)]; i != NONE; i = next_in_cell[i]) {
            struct food *f = &region_food[i];
            float dx = f->x - fish->x, dy = f->y - fish->y;
            if (f->amount <= 0 || dx * dx + dy * dy > EAT_RADIUS_2) continue;
            f->amount -= MOUTHFUL;
            region_world[0].fed++;
        }
    }
}
