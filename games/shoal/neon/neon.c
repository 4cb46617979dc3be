#include "../shoal.h"

LUDOS_REGION(struct fish, fish, SHOAL_FISH);
LUDOS_REGION(uint32_t, palette, SHOAL_PALETTE);

/* A mod: it may see the fish and paint the palette, nothing else. Each species glows in a colour that drifts round the
 * wheel; the faster and the closer together its fish swim, the brighter it burns. */

enum { CELL = 16, COLUMNS = 40, ROWS = 23 };

struct mood { float speed, crowd; };

static uint8_t crowd_in[SHOAL_SPECIES][COLUMNS * ROWS];

static void read_moods(struct mood *moods) {
    uint32_t fish_of[SHOAL_SPECIES] = { 0 }, cells_of[SHOAL_SPECIES] = { 0 };
    for (uint32_t i = 0; i < SHOAL_FISH; i++) {
        const struct fish *f = &region_fish[i];
        uint32_t species = f->species & 3;
        float x = ludos_clamp(f->x, 0, SHOAL_WIDTH - 1), y = ludos_clamp(f->y, 0, SHOAL_HEIGHT - 1);
        uint8_t *cell = &crowd_in[species][(uint32_t)(y * (1.0f / CELL)) * COLUMNS + (uint32_t)(x * (1.0f / CELL))];
        cells_of[species] += *cell == 0;
        *cell = 1;
        fish_of[species]++;
        moods[species].speed += ludos_sqrt(f->vx * f->vx + f->vy * f->vy);
    }
    for (uint32_t s = 0; s < SHOAL_SPECIES; s++) {
        float fish = (float)(fish_of[s] > 0 ? fish_of[s] : 1), cells = (float)(cells_of[s] > 0 ? cells_of[s] : 1);
        moods[s].speed = ludos_smooth(0.55f, 1.3f, moods[s].speed / fish);
        moods[s].crowd = ludos_smooth(4, 30, fish / cells);
    }
}

static float channel(float hue) {
    float h = hue - ludos_floor(hue);
    return ludos_clamp(ludos_abs(h * 6 - 3) - 1, 0, 1);
}

static uint32_t neon_shade(float hue, float lightness, float glow) {
    float bright = ludos_min(lightness * 1.7f, 1), white = ludos_smooth(0.62f, 1, lightness) * 0.85f;
    float r = ludos_lerp(channel(hue) * bright, 1, white), g = ludos_lerp(channel(hue - 1.0f / 3) * bright, 1, white), b = ludos_lerp(channel(hue - 2.0f / 3) * bright, 1, white);
    return (uint32_t)(r * 255) | (uint32_t)(g * 255) << 8 | (uint32_t)(b * 255) << 16 | (uint32_t)(glow * 255) << 24;
}

LUDOS_UNIT(neon_tick) {
    static const float HUES[SHOAL_SPECIES] = { 0.50f, 0.62f, 0.90f, 0.28f };
    struct mood moods[SHOAL_SPECIES] = { { 0, 0 } };
    read_moods(moods);
    float seconds = (float)(tick % 360000) * LUDOS_DT;
    for (uint32_t s = 0; s < SHOAL_SPECIES; s++) {
        float drift = seconds * 0.035f + 0.05f * ludos_sin(seconds * 0.4f + (float)s) + 0.10f * moods[s].speed;
        for (uint32_t i = 0; i < SHOAL_SHADES; i++) {
            float shade = (float)i / (SHOAL_SHADES - 1);
            float pulse = 0.12f * ludos_sin(seconds * 2.2f + (float)s * 1.6f + shade * 3);
            float lightness = ludos_clamp(0.10f + shade * (0.72f + 0.16f * moods[s].crowd + pulse), 0, 1);
            float hue = HUES[s] + drift + 0.10f * shade;
            region_palette[s * SHOAL_SHADES + i] = neon_shade(hue, lightness, 0.75f + 0.25f * moods[s].speed);
        }
    }
    return LUDOS_OK;
}
