#include "view.h"

enum { BLOCK = 32, BLOCKS = W / BLOCK, REACH = 200, SHAFTS = W + 2 * REACH };

static uint16_t wide_shafts[SHAFTS], fine_shafts[SHAFTS];
static uint64_t dither[8][8];
static float column_shade[BLOCKS + 1]; /* at the left edge of each block */

/* Three slow sines beating against each other: now and then a shaft opens, wanders and closes. */
static void open_shafts(void) {
    float t = light.time;
    for (int i = 0; i < SHAFTS; i++) {
        float x = (float)i;
        float wide = ludos_sin(x * 0.021f + t * 0.23f) + ludos_sin(x * 0.0437f - t * 0.31f) + ludos_sin(x * 0.0131f + t * 0.11f);
        float fine = ludos_sin(x * 0.083f - t * 0.47f) + ludos_sin(x * 0.137f + t * 0.37f) + ludos_sin(x * 0.049f - t * 0.19f);
        float a = ludos_max(wide * 0.33f, 0), b = ludos_max(fine * 0.33f - 0.12f, 0);
        wide_shafts[i] = (uint16_t)(160 * a * a * (3 - 2 * a));
        fine_shafts[i] = (uint16_t)(95 * ludos_min(b * b * 2.2f, 1));
    }
}

/* Ordered dithering, so that the gradients show no bands: the 8x8 Bayer order from the bits of x ^ y and y. */
static void set_dither(void) {
    for (uint32_t y = 0; y < 8; y++) {
        for (uint32_t x = 0; x < 8; x++) {
            uint32_t order = 0, d = x ^ y;
            for (int bit = 0; bit < 3; bit++) order |= ((d >> bit & 1) << 1 | (y >> bit & 1)) << (4 - 2 * bit);
            uint64_t v = order * 4;
            dither[y][x] = v | v << 16 | v << 32;
        }
    }
}

/* Three channels of 8.8 bits as one number. A sum of such numbers, even with negative steps, is right in every lane as long
 * as each lane's own sum lies in 0 to 65535. */
struct fixed { int32_t r, g, b; };

static struct fixed fixed_of(struct rgb c, float shade) {
    float scale = 65535 * shade;
    return (struct fixed){ (int32_t)(c.r * scale), (int32_t)(c.g * scale), (int32_t)(c.b * scale) };
}

static int64_t lanes(struct fixed f) { return (int64_t)f.r + ((int64_t)f.g << 16) + ((int64_t)f.b << 32); }

static struct rgb sky_at(int y) {
    float down = (float)y / SKY_ROWS, day = light.day, dusk = light.dusk;
    struct rgb c = { ludos_lerp(0.03f + 0.05f * down, 0.36f + 0.32f * down, day), ludos_lerp(0.045f + 0.07f * down, 0.64f + 0.22f * down, day),
        ludos_lerp(0.14f + 0.13f * down, 0.86f + 0.09f * down, day) };
    c.r = ludos_lerp(c.r, 0.42f + 0.55f * down, dusk);
    c.g = ludos_lerp(c.g, 0.28f + 0.34f * down, dusk);
    c.b = ludos_lerp(c.b, 0.48f - 0.06f * down, dusk);
    return c;
}

static void water_row(int y, struct rgb colour, int64_t gain, int shift_wide, int shift_fine) {
    uint32_t *out = &region_screen[y * W];
    const uint16_t *wide = wide_shafts + REACH + shift_wide, *fine = fine_shafts + REACH + shift_fine;
    const uint64_t *order = dither[y & 7];
    float from_middle = (float)(y - 170) * (1.0f / 190);
    float row_shade = y < SKY_ROWS ? 1 : 1 - 0.16f * from_middle * from_middle;
    struct fixed here = fixed_of(colour, y < SKY_ROWS ? 1 : row_shade * column_shade[0]);
    for (int block = 0; block < BLOCKS; block++) {
        struct fixed next = y < SKY_ROWS ? here : fixed_of(colour, row_shade * column_shade[block + 1]);
        int64_t base = lanes(here);
        int64_t slope = lanes((struct fixed){ (next.r - here.r) / BLOCK, (next.g - here.g) / BLOCK, (next.b - here.b) / BLOCK });
        here = next;
        for (int part = 0; part < BLOCK / 8; part++) {
            for (int k = 0; k < 8; k++) {
                uint64_t p = (uint64_t)(base + k * slope + (int64_t)(wide[k] + fine[k]) * gain) + order[k];
                out[k] = (uint32_t)(p >> 8 & 0xFF) | (uint32_t)(p >> 16 & 0xFF00) | (uint32_t)(p >> 24 & 0xFF0000) | 0xFF000000u;
            }
            base += 8 * slope;
            out += 8;
            wide += 8;
            fine += 8;
        }
    }
}

void draw_water(void) {
    open_shafts();
    set_dither();
    for (int b = 0; b <= BLOCKS; b++) {
        float x = ((float)b - BLOCKS / 2) * (2.0f / BLOCKS);
        column_shade[b] = 1 - 0.30f * x * x * x * x - 0.06f * x * x;
    }
    for (int y = 0; y < H; y++) {
        if (y < SKY_ROWS) {
            water_row(y, sky_at(y), 0, 0, 0);
            continue;
        }
        float depth = (float)(y - SKY_ROWS) / (H - SKY_ROWS);
        float strength = (1 - ludos_smooth(0.1f, 0.98f, depth)) * (0.55f + 0.45f * ludos_smooth(0, 0.10f, depth));
        int64_t gain = lanes(fixed_of(light.shaft, strength / 255));
        int down = y - SKY_ROWS;
        water_row(y, light.water[y], gain, (int)((float)down * light.slant), (int)((float)down * (light.slant * 0.7f + 0.06f)));
    }
}

static float swell(float x, float t) {
    return SHOAL_SURFACE_Y + 1.5f * ludos_sin(x * 0.035f + t * 1.1f) + 0.9f * ludos_sin(x * 0.081f - t * 1.7f) + 0.5f * ludos_sin(x * 0.19f + t * 2.3f);
}

static void draw_sun_and_moon(void) {
    float hour = region_world[0].hour;
    float way = (hour - 5.2f) / 15.0f;
    if (way > -0.05f && way < 1.05f) {
        float x = 135 + 370 * way, y = 27 - 17 * ludos_sin(LUDOS_PI * ludos_clamp(way, 0, 1));
        struct rgb c = { 1, 0.95f - 0.25f * light.dusk, 0.80f - 0.45f * light.dusk };
        draw_dot(x, y, 26, pack(c.r, c.g, c.b), 0.10f);
        draw_dot(x, y, 15, pack(c.r, c.g, c.b), 0.18f);
        draw_dot(x, y, 6.5f, pack(c.r, c.g, c.b), 1);
    }
    float night_hour = hour < 12 ? hour + 24 : hour;
    float moon = (night_hour - 18.6f) / 12.0f;
    if (moon > 0 && moon < 1) {
        float x = 135 + 370 * moon, y = 26 - 15 * ludos_sin(LUDOS_PI * moon);
        draw_dot(x, y, 14, pack(0.7f, 0.8f, 1), 0.16f * light.night);
        draw_dot(x, y, 5.6f, pack(0.93f, 0.95f, 0.98f), light.night);
        draw_dot(x + 2.2f, y - 1.2f, 4.4f, pack(0.10f, 0.13f, 0.27f), 0.75f * light.night);
    }
}

static void draw_stars(void) {
    for (uint32_t k = 0; k < 70; k++) {
        float twinkle = 0.6f + 0.4f * ludos_sin(light.time * (1 + ludos_hash_unit(k)) + (float)k);
        float alpha = light.night * light.night * twinkle * (0.25f + 0.6f * ludos_hash_unit(k * 3 + 2));
        blend((int)(ludos_hash(k * 3) % W), (int)(ludos_hash(k * 3 + 1) % 22), 0xFFFFF4E6u, alpha);
    }
}

/* The sky reaches down to the swell; a bright line and a few pixels of glow mark where the water begins. */
void draw_surface(void) {
    if (light.night > 0.05f) draw_stars();
    draw_sun_and_moon();
    struct rgb low = sky_at(SKY_ROWS - 1);
    uint32_t sky = pack(low.r, low.g, low.b);
    float glow = 0.34f * light.day + 0.12f;
    uint32_t foam = pack(ludos_min(low.r + 0.25f, 1), ludos_min(low.g + 0.25f, 1), ludos_min(low.b + 0.2f, 1));
    for (int x = 0; x < W; x++) {
        float top = swell((float)x, light.time);
        float shimmer = 0.6f + 0.4f * ludos_sin((float)x * 0.11f - light.time * 2 + 2 * ludos_sin((float)x * 0.037f + light.time));
        for (int y = SKY_ROWS; y < SKY_ROWS + 16; y++) {
            float under = (float)y - top;
            if (under < 0.5f) blend(x, y, sky, 0.5f - under);
            float line = 1 - ludos_abs(under - 0.6f) * 0.9f;
            blend(x, y, foam, line * (0.45f + 0.3f * shimmer));
            if (under > 0.5f) blend(x, y, foam, glow * shimmer * (1 - under / 13));
        }
    }
}
