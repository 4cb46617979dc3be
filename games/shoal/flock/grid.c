#include "flock.h"

float sorted_x[SHOAL_FISH], sorted_y[SHOAL_FISH], sorted_vx[SHOAL_FISH], sorted_vy[SHOAL_FISH];
uint32_t sorted_id[SHOAL_FISH];

static uint8_t sorted_species[SHOAL_FISH];
static uint64_t sorted_mix[SHOAL_FISH];
static uint32_t cell_start[FLOCK_COLUMNS * FLOCK_ROWS + 2];
static uint16_t cell_of[SHOAL_FISH];
static uint32_t found[SHOAL_FISH + 1];

/* 1 for the species at hand, else 0: a load is cheaper than a choice in the loop over the neighbours. */
static float is_kin[256];

void grid_build(const struct fish *fish) {
    uint32_t *count = cell_start + 2;
    for (uint32_t i = 0; i < SHOAL_FISH; i++) {
        uint32_t column = (uint32_t)(fish[i].x * FLOCK_CELLS_PER_PIXEL);
        uint32_t row = (uint32_t)(fish[i].y * FLOCK_CELLS_PER_PIXEL);
        uint32_t cell = row * FLOCK_COLUMNS + column;
        cell_of[i] = (uint16_t)cell;
        count[cell]++;
    }
    for (uint32_t c = 0; c < FLOCK_COLUMNS * FLOCK_ROWS; c++) cell_start[c + 1] += cell_start[c];
    /* cell_start[c + 1] is now where cell c begins; filling advances it to where the cell ends. */
    for (uint32_t i = 0; i < SHOAL_FISH; i++) {
        uint32_t at = cell_start[cell_of[i] + 1]++;
        sorted_x[at] = fish[i].x;
        sorted_y[at] = fish[i].y;
        sorted_vx[at] = fish[i].vx;
        sorted_vy[at] = fish[i].vy;
        sorted_species[at] = fish[i].species;
        sorted_mix[at] = shoal_mix(i);
        sorted_id[at] = i;
    }
}

/* Candidates are kept without a branch: a miss is overwritten by the next candidate. The fish finds itself too. */
static uint32_t gather(float x, float y) {
    uint32_t column = (uint32_t)(x * FLOCK_CELLS_PER_PIXEL), row = (uint32_t)(y * FLOCK_CELLS_PER_PIXEL);
    uint32_t first = column < FLOCK_REACH ? 0 : column - FLOCK_REACH;
    uint32_t last = column + FLOCK_REACH >= FLOCK_COLUMNS ? FLOCK_COLUMNS - 1 : column + FLOCK_REACH;
    uint32_t top = row < FLOCK_REACH ? 0 : row - FLOCK_REACH;
    uint32_t bottom = row + FLOCK_REACH >= FLOCK_ROWS ? FLOCK_ROWS - 1 : row + FLOCK_REACH;
    uint32_t n = 0;
    for (uint32_t r = top; r <= bottom; r++) {
        uint32_t end = cell_start[r * FLOCK_COLUMNS + last + 1];
        for (uint32_t j = cell_start[r * FLOCK_COLUMNS + first]; j < end; j++) {
            float dx = sorted_x[j] - x, dy = sorted_y[j] - y;
            found[n] = j;
            n += dx * dx + dy * dy <= FLOCK_RADIUS * FLOCK_RADIUS;
        }
    }
    return n;
}

void grid_sum(uint32_t place, struct sums *out) {
    float x = sorted_x[place], y = sorted_y[place];
    uint32_t n = gather(x, y);
    float vx = 0, vy = 0, dx_sum = 0, dy_sum = 0, push_x = 0, push_y = 0, kin = 0;
    uint64_t hash = 0;
    is_kin[sorted_species[place]] = 1;
    for (uint32_t k = 0; k < n; k++) {
        uint32_t j = found[k];
        float dx = sorted_x[j] - x, dy = sorted_y[j] - y;
        float same = is_kin[sorted_species[j]];
        float near = 1 - (dx * dx + dy * dy) * (1 / (FLOCK_RADIUS * FLOCK_RADIUS));
        float push = near * near * near;
        kin += same;
        vx += sorted_vx[j] * same;
        vy += sorted_vy[j] * same;
        dx_sum += dx * same;
        dy_sum += dy * same;
        push_x -= dx * push;
        push_y -= dy * push;
        hash += sorted_mix[j];
    }
    is_kin[sorted_species[place]] = 0;
    out->vx = vx - sorted_vx[place];
    out->vy = vy - sorted_vy[place];
    out->dx = dx_sum;
    out->dy = dy_sum;
    out->push_x = push_x;
    out->push_y = push_y;
    out->kin = kin - 1;
    out->count = n - 1;
    out->hash = hash - sorted_mix[place];
}
