#include "flock.h"

LUDOS_REGION(struct shark, shark, 1);
LUDOS_REGION(struct food, food, SHOAL_FOOD);
LUDOS_REGION(struct world, world, 1);

enum { FOOD_CELL = 32, FOOD_COLUMNS = 20, FOOD_ROWS = 12, FOOD_PER_CELL = 8 };
#define FOOD_SIGHT 34.0f
#define FEAR_RADIUS 58.0f
#define SHARK_HALF 40.0f
#define WALL 34.0f

static struct push centres[SHOAL_SCHOOLS];
static uint8_t food_count[FOOD_COLUMNS * FOOD_ROWS];
static uint8_t food_near[FOOD_COLUMNS * FOOD_ROWS][FOOD_PER_CELL];
static float nose_x, nose_y, axis_x, axis_y;
static float night;

/* Each school circles its own slow path; at night the schools sink towards the sand. */
struct push school_centre(uint32_t school, float time) {
    float k = (float)school;
    float speed = 0.05f + 0.011f * (float)(school % 5);
    float x = 320 + 235 * ludos_sin(time * speed + k * 2.39996f) + 42 * ludos_sin(time * 0.173f + k * 5.1f);
    float y = 188 + 84 * ludos_sin(time * speed * 1.37f + k * 1.7f + 0.6f) + 26 * ludos_sin(time * 0.211f + k * 3.3f);
    return (struct push){ x, y + night * 34 * (1 - y / 330) };
}

static void place_food(uint32_t item) {
    int column = (int)(region_food[item].x * (1.0f / FOOD_CELL)), row = (int)(region_food[item].y * (1.0f / FOOD_CELL));
    for (int r = row - 1; r <= row + 1; r++) {
        for (int c = column - 1; c <= column + 1; c++) {
            if (r < 0 || c < 0 || r >= FOOD_ROWS || c >= FOOD_COLUMNS) continue;
            uint32_t cell = (uint32_t)(r * FOOD_COLUMNS + c);
            if (food_count[cell] < FOOD_PER_CELL) food_near[cell][food_count[cell]++] = (uint8_t)item;
        }
    }
}

void surroundings_prepare(int64_t tick) {
    night = 1 - shoal_daylight(region_world[0].hour);
    float time = (float)(tick % (int64_t)(SHOAL_DAY_TICKS * 100)) * LUDOS_DT;
    for (uint32_t s = 0; s < SHOAL_SCHOOLS; s++) centres[s] = school_centre(s, time);
    for (uint32_t i = 0; i < SHOAL_FOOD; i++) {
        if (region_food[i].amount > 0) place_food(i);
    }
    struct shoal_offset axis = shoal_along(region_shark, 1);
    axis_x = axis.x;
    axis_y = axis.y;
    nose_x = region_shark[0].x + axis_x * SHARK_HALF;
    nose_y = region_shark[0].y + axis_y * SHARK_HALF;
}

/* Drawn to the school when outside it, and around it when inside: that is what turns a school into a slow wheel. */
static struct push towards_school(uint32_t id, const struct fish *f) {
    uint32_t school = f->species * 3u + id % 3u;
    float dx = centres[school].x - f->x, dy = centres[school].y - f->y;
    float distance = ludos_sqrt(dx * dx + dy * dy) + 0.001f;
    float near = 27.0f + 13.0f * ludos_hash_unit(id);
    float pull = ludos_clamp((distance - near) * 0.0011f, -0.006f, 0.05f) / distance;
    float turn = (school & 1 ? 0.017f : -0.017f) / (distance + 20);
    return (struct push){ dx * pull - dy * turn, dy * pull + dx * turn };
}

static struct push away_from_shark(const struct fish *f, uint8_t *fear) {
    float dx = f->x - nose_x, dy = f->y - nose_y;
    float back = ludos_clamp(-(dx * axis_x + dy * axis_y), 0, 2 * SHARK_HALF);
    dx += axis_x * back;
    dy += axis_y * back;
    float distance_2 = dx * dx + dy * dy;
    float reach = FEAR_RADIUS - back * 0.25f;
    if (distance_2 >= reach * reach) {
        *fear = (uint8_t)(*fear > 3 ? *fear - 3 : 0);
        return (struct push){ 0, 0 };
    }
    float distance = ludos_sqrt(distance_2) + 0.01f;
    float alarm = 1 - distance / reach;
    uint8_t level = (uint8_t)(90 + 165 * alarm);
    if (level > *fear) *fear = level;
    float strength = 0.62f * alarm * alarm / distance;
    return (struct push){ dx * strength, dy * strength };
}

static struct push towards_food(const struct fish *f) {
    uint32_t cell = (uint32_t)(f->y * (1.0f / FOOD_CELL)) * FOOD_COLUMNS + (uint32_t)(f->x * (1.0f / FOOD_CELL));
    float best = FOOD_SIGHT * FOOD_SIGHT, best_x = 0, best_y = 0;
    for (uint32_t k = 0; k < food_count[cell]; k++) {
        const struct food *item = &region_food[food_near[cell][k]];
        float dx = item->x - f->x, dy = item->y - f->y;
        float distance_2 = dx * dx + dy * dy;
        if (distance_2 < best) {
            best = distance_2;
            best_x = dx;
            best_y = dy;
        }
    }
    float pull = 0.085f / (ludos_sqrt(best) + 2);
    return (struct push){ best_x * pull, best_y * pull };
}

static struct push off_the_walls(const struct fish *f) {
    struct push p = { 0, 0 };
    if (f->x < WALL) p.x += (WALL - f->x) * 0.0028f;
    if (f->x > SHOAL_WIDTH - WALL) p.x -= (f->x - (SHOAL_WIDTH - WALL)) * 0.0028f;
    float top = SHOAL_SURFACE_Y + 22, bottom = shoal_floor_y(f->x) - 14;
    if (f->y < top) p.y += (top - f->y) * 0.006f;
    if (f->y > bottom) p.y -= (f->y - bottom) * 0.008f;
    return p;
}

struct push surroundings_of(uint32_t id, const struct fish *f, uint8_t *fear) {
    struct push school = towards_school(id, f);
    struct push flight = away_from_shark(f, fear);
    struct push food = towards_food(f);
    struct push wall = off_the_walls(f);
    float calm = 1 - (float)*fear * (0.75f / 255);
    return (struct push){ (school.x + food.x) * calm + flight.x + wall.x, (school.y + food.y) * calm + flight.y + wall.y };
}
