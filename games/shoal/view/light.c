#include "view.h"

struct light light;

struct stops { struct rgb top, middle, deep; };

static const struct stops DAY = { { 0.20f, 0.68f, 0.74f }, { 0.05f, 0.42f, 0.62f }, { 0.015f, 0.17f, 0.36f } };
static const struct stops DUSK = { { 0.60f, 0.36f, 0.38f }, { 0.17f, 0.20f, 0.40f }, { 0.035f, 0.07f, 0.21f } };
static const struct stops NIGHT = { { 0.060f, 0.19f, 0.37f }, { 0.022f, 0.085f, 0.215f }, { 0.008f, 0.030f, 0.095f } };
static const struct rgb DAY_LIGHT = { 1.06f, 1.08f, 1.02f };
static const struct rgb DUSK_LIGHT = { 1.02f, 0.74f, 0.62f };
static const struct rgb NIGHT_LIGHT = { 0.37f, 0.49f, 0.72f };

static struct rgb between(struct rgb a, struct rgb b, float t) {
    return (struct rgb){ ludos_lerp(a.r, b.r, t), ludos_lerp(a.g, b.g, t), ludos_lerp(a.b, b.b, t) };
}

static struct rgb by_time(struct rgb day, struct rgb dusk, struct rgb night) {
    return between(between(night, day, light.day), dusk, light.dusk);
}

static struct rgb water_at(const struct stops *s, float depth) {
    if (depth < 0.4f) return between(s->top, s->middle, ludos_smooth(-0.12f, 0.4f, depth));
    return between(s->middle, s->deep, ludos_smooth(0.3f, 1.05f, depth));
}

void light_compute(int64_t tick) {
    float hour = region_world[0].hour;
    light.time = (float)(tick % (int64_t)(SHOAL_DAY_TICKS * 60)) * LUDOS_DT;
    light.day = shoal_daylight(hour);
    light.night = 1 - light.day;
    float low_sun = ludos_smooth(4.6f, 6.4f, hour) * (1 - ludos_smooth(6.4f, 9.0f, hour))
        + ludos_smooth(16.4f, 19.0f, hour) * (1 - ludos_smooth(19.0f, 20.8f, hour));
    light.dusk = 0.85f * low_sun;
    light.slant = ludos_clamp((13 - hour) * 0.075f, -0.5f, 0.5f);
    if (light.day < 0.5f) light.slant = 0.22f;
    light.shaft = by_time((struct rgb){ 0.17f, 0.20f, 0.16f }, (struct rgb){ 0.22f, 0.12f, 0.07f }, (struct rgb){ 0.035f, 0.065f, 0.105f });
    for (int y = 0; y < H; y++) {
        float depth = ludos_max((float)(y - SKY_ROWS) / (H - SKY_ROWS), 0);
        light.water[y] = by_time(water_at(&DAY, depth), water_at(&DUSK, depth), water_at(&NIGHT, depth));
        struct rgb above = by_time(DAY_LIGHT, DUSK_LIGHT, NIGHT_LIGHT);
        float red = 1 - 0.40f * depth, green = 1 - 0.30f * depth, blue = 1 - 0.20f * depth;
        light.lit[y] = (struct rgb){ above.r * red, above.g * green, above.b * blue };
    }
}

uint32_t lit_colour(struct rgb colour, int y, float haze) {
    int row = y < 0 ? 0 : y >= H ? H - 1 : y;
    const struct rgb *l = &light.lit[row], *w = &light.water[row];
    return pack(ludos_clamp(ludos_lerp(colour.r * l->r, w->r, haze), 0, 1),
        ludos_clamp(ludos_lerp(colour.g * l->g, w->g, haze), 0, 1),
        ludos_clamp(ludos_lerp(colour.b * l->b, w->b, haze), 0, 1));
}
