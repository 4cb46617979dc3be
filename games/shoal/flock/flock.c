#include "flock.h"

LUDOS_REGION(struct fish, fish, SHOAL_FISH);
LUDOS_REGION(struct flockstats, flockstats, SHOAL_FISH);
LUDOS_REGION(struct bites, bites, 1);

#define ALIGN 0.085f
#define COHERE 0.0047f
#define SEPARATE 0.0100f
#define CROWD 46.0f /* neighbours beyond which a fish no longer closes up */
#define LEFT 3.0f
#define RIGHT (SHOAL_WIDTH - 3.0f)
#define TOP (SHOAL_SURFACE_Y + 6.0f)
#define BOTTOM (SHOAL_HEIGHT - 6.0f)

static uint8_t species_of(uint32_t id) {
    uint32_t share = ludos_hash(id * 2654435761u + 17) % 100;
    return share < 46 ? 0 : share < 70 ? 1 : share < 88 ? 2 : 3;
}

LUDOS_UNIT(flock_start) {
    surroundings_prepare(tick);
    for (uint32_t i = 0; i < SHOAL_FISH; i++) {
        struct fish *f = &region_fish[i];
        f->species = species_of(i);
        struct push c = school_centre(f->species * 3u + i % 3u, 0);
        float angle = LUDOS_TURN * ludos_hash_unit(i * 4 + 1);
        float radius = 62 * ludos_sqrt(ludos_hash_unit(i * 4 + 2));
        f->x = ludos_clamp(c.x + radius * ludos_cos(angle), LEFT, RIGHT);
        f->y = ludos_clamp(c.y + radius * ludos_sin(angle), TOP + 16, BOTTOM - 30);
        f->vx = -0.6f * ludos_sin(angle);
        f->vy = 0.4f * ludos_cos(angle);
        f->depth = (uint8_t)(ludos_hash(i * 4 + 3) & 255);
        f->fear = 0;
        f->tail = (uint8_t)(ludos_hash(i * 4 + 4) & 255);
    }
    return LUDOS_OK;
}

/* An eaten fish comes back as another one, swimming in from the side that is farther away. */
static void respawn(uint32_t id, int64_t tick) {
    struct fish *f = &region_fish[id];
    uint32_t seed = id * 747796405u + (uint32_t)tick;
    bool from_left = f->x > SHOAL_WIDTH / 2;
    f->x = from_left ? LEFT : RIGHT;
    f->y = 70 + 230 * ludos_hash_unit(seed);
    f->vx = from_left ? 1.0f : -1.0f;
    f->vy = 0;
    f->fear = 0;
}

static struct push with_neighbours(const struct sums *s, const struct fish *f) {
    struct push a = { s->push_x * SEPARATE, s->push_y * SEPARATE };
    if (s->kin > 0) {
        float each = 1 / s->kin;
        float room = ludos_max(1 - (float)s->count / CROWD, -0.6f);
        float calm = 1 - (float)f->fear * (0.6f / 255);
        a.x += (s->vx * each - f->vx) * ALIGN + s->dx * each * COHERE * room * calm;
        a.y += (s->vy * each - f->vy) * ALIGN + s->dy * each * COHERE * room * calm;
    }
    return a;
}

static void move(struct fish *f, struct push a, uint32_t id, int64_t tick) {
    float jitter = ludos_hash_unit(id + 10007u * (uint32_t)(tick >> 3)) - 0.5f;
    float vx = f->vx + ludos_clamp(a.x, -0.35f, 0.35f) - f->vy * jitter * 0.06f;
    float vy = (f->vy + ludos_clamp(a.y, -0.35f, 0.35f) + f->vx * jitter * 0.06f) * 0.988f;
    float speed = ludos_sqrt(vx * vx + vy * vy) + 0.0001f;
    float cruise = 0.62f + 0.22f * ludos_hash_unit(id * 31 + 5);
    float most = cruise * 1.35f + (float)f->fear * (1.7f / 255);
    float wanted = speed > most ? most + (speed - most) * 0.6f : speed < cruise ? speed + (cruise - speed) * 0.08f : speed;
    vx *= wanted / speed;
    vy *= wanted / speed;
    f->vx = vx;
    f->vy = vy;
    f->x = ludos_clamp(f->x + vx, LEFT, RIGHT);
    f->y = ludos_clamp(f->y + vy, TOP, BOTTOM);
    f->tail = (uint8_t)(f->tail + (uint32_t)(6 + 11 * wanted));
}

LUDOS_UNIT(flock_tick) {
    surroundings_prepare(tick);
    grid_build(region_fish);
    for (uint32_t place = 0; place < SHOAL_FISH; place++) {
        uint32_t id = sorted_id[place];
        struct fish *f = &region_fish[id];
        struct sums sums;
        grid_sum(place, &sums);
        region_flockstats[id].hash = sums.hash;
        region_flockstats[id].count = sums.count;
        struct push near = with_neighbours(&sums, f);
        struct push far = surroundings_of(id, f, &f->fear);
        move(f, (struct push){ near.x + far.x, near.y + far.y }, id, tick);
    }
    for (uint32_t k = 0; k < region_bites[0].count && k < SHOAL_BITES; k++) {
        if (region_bites[0].fish[k] < SHOAL_FISH) respawn(region_bites[0].fish[k], tick);
    }
    return LUDOS_OK;
}
