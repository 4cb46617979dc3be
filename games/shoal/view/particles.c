#include "view.h"

/* All of these are functions of the time: nothing has to be remembered from tick to tick. */

static float wrapped(float v, float size) { return v - size * ludos_floor(v / size); }

/* One pixel of light shared by the four pixels around a place between them. */
static void splat(float x, float y, uint32_t colour, float alpha) {
    float fx = ludos_floor(x), fy = ludos_floor(y), u = x - fx, v = y - fy;
    int px = (int)fx, py = (int)fy;
    blend(px, py, colour, alpha * (1 - u) * (1 - v));
    blend(px + 1, py, colour, alpha * u * (1 - v));
    blend(px, py + 1, colour, alpha * (1 - u) * v);
    blend(px + 1, py + 1, colour, alpha * u * v);
}

void draw_plankton(void) {
    uint32_t colour = pack(0.62f + 0.2f * light.day, 0.92f, 0.96f - 0.1f * light.day);
    for (uint32_t k = 0; k < 260; k++) {
        float near = ludos_hash_unit(k * 5);
        float x = wrapped(ludos_hash_unit(k * 5 + 1) * W + light.time * (2 + 7 * near), W);
        float y = 36 + wrapped(ludos_hash_unit(k * 5 + 2) * 316 + light.time * (near - 0.4f) * 5 + 5 * ludos_sin(light.time * 0.5f + (float)k), 316);
        float pulse = 0.5f + 0.5f * ludos_sin(light.time * (0.6f + near) + (float)k * 2.1f);
        float alpha = (0.10f + 0.22f * near) * (0.5f + 0.5f * pulse) + light.night * 0.45f * pulse * pulse * near;
        splat(x, y, colour, alpha);
    }
}

void draw_bubbles(void) {
    static const float SOURCES[5] = { 92, 233, 371, 508, 597 };
    uint32_t rim = lit_colour((struct rgb){ 0.85f, 1, 1 }, 60, 0.1f), shine = lit_colour((struct rgb){ 1, 1, 1 }, 40, 0);
    for (uint32_t k = 0; k < 55; k++) {
        float source = SOURCES[k % 5], speed = 17 + 16 * ludos_hash_unit(k * 7);
        float base = shoal_floor_y(source), range = base - SHOAL_SURFACE_Y;
        float cycle = range + 160 + 300 * ludos_hash_unit(k * 7 + 1);
        float risen = wrapped(light.time * speed + cycle * ludos_hash_unit(k * 7 + 2), cycle);
        if (risen > range) continue;
        float radius = (0.8f + 1.9f * ludos_hash_unit(k * 7 + 3)) * (0.6f + 0.4f * risen / range);
        float x = source + 5 * (ludos_hash_unit(k * 7 + 4) - 0.5f) + (1.5f + radius) * ludos_sin(risen * 0.07f + (float)k);
        float y = base - risen;
        draw_ring(x, y, radius, 1, rim, 0.5f);
        splat(x - radius * 0.4f, y - radius * 0.5f, shine, 0.75f);
    }
}

void draw_food(void) {
    for (uint32_t i = 0; i < SHOAL_FOOD; i++) {
        const struct food *f = &region_food[i];
        if (f->amount <= 0) continue;
        float warm = ludos_hash_unit(f->seed);
        uint32_t colour = lit_colour((struct rgb){ 0.98f, 0.72f - 0.2f * warm, 0.34f - 0.15f * warm }, (int)f->y, 0.05f);
        float radius = 0.7f + 1.1f * f->amount;
        draw_dot(f->x, f->y, radius, colour, 1);
        splat(f->x - 0.5f, f->y - 0.6f, 0xFFD8F4FFu, 0.5f * f->amount);
    }
}

/* A few scales drift off where a fish was eaten. */
void draw_sparks(int64_t tick) {
    const struct bites *b = region_bites;
    for (uint32_t k = 0; k < SHOAL_SPARKS; k++) {
        float age = (float)((int32_t)(tick & 0x7FFFFFFF) - b->spark_tick[k]) * LUDOS_DT;
        if (age < 0 || age > 1.1f) continue;
        for (uint32_t s = 0; s < 6; s++) {
            uint32_t seed = (uint32_t)b->spark_tick[k] * 64 + k * 7 + s;
            float angle = LUDOS_TURN * ludos_hash_unit(seed), reach = 14 * ludos_hash_unit(seed + 31) * (1 - (1 - age) * (1 - age) * 0.9f);
            float x = b->spark_x[k] + ludos_cos(angle) * reach, y = b->spark_y[k] + ludos_sin(angle) * reach + 9 * age * age;
            float flash = 0.55f + 0.45f * ludos_sin(age * 14 + (float)s);
            splat(x, y, 0xFFFFFAF0u, (1.1f - age) * flash);
        }
    }
}

void draw_pointer(void) {
    const struct world *w = region_world;
    if (w->steering != SHOAL_STEER_POINTER) return;
    float fade = 1 - ludos_smooth(90, 200, (float)w->idle);
    draw_ring(w->goal_x, w->goal_y, 5 + 0.7f * ludos_sin(light.time * 4), 1, 0xFFFFFFFFu, 0.55f * fade);
    draw_dot(w->goal_x, w->goal_y, 0.8f, 0xFFFFFFFFu, 0.7f * fade);
}
