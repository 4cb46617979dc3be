#include "view.h"

enum { ONE = 256 };

/* Lays the painted sea bed over the water: lit by depth, with the web of light moving on it. */
void draw_back(void) {
    float bright = 0.10f + 0.75f * light.day * (1 - 0.5f * light.dusk);
    for (int y = BACK_TOP; y < H; y++) {
        const uint32_t *paint = &region_scenery[0].back[(y - BACK_TOP) * W];
        uint32_t *out = &region_screen[y * W];
        int lr = (int)(light.lit[y].r * ONE), lg = (int)(light.lit[y].g * ONE), lb = (int)(light.lit[y].b * ONE);
        int gain = (int)(bright * ONE);
        for (int x = 0; x < W; x++) {
            uint32_t p = paint[x], cover = p >> 24;
            if (cover == 0) continue;
            int web = cover > 200 ? ONE + (caustic_at(x, y) * gain >> 8) : ONE;
            int r = (int)(p & 255) * lr * web >> 16, g = (int)(p >> 8 & 255) * lg * web >> 16, b = (int)(p >> 16 & 255) * lb * web >> 16;
            uint32_t lit = (uint32_t)(r > 255 ? 255 : r) | (uint32_t)(g > 255 ? 255 : g) << 8 | (uint32_t)(b > 255 ? 255 : b) << 16;
            out[x] = mix_pixel(out[x], lit, cover);
        }
    }
}

void draw_front(void) {
    const struct rgb *w = &light.water[H - 1];
    uint32_t dark = pack(w->r * 0.30f, w->g * 0.32f, w->b * 0.40f);
    for (int y = FRONT_TOP; y < H; y++) {
        const uint8_t *cover = &region_scenery[0].front[(y - FRONT_TOP) * W];
        uint32_t *out = &region_screen[y * W];
        for (int x = 0; x < W; x++) {
            if (cover[x] != 0) out[x] = mix_pixel(out[x], dark, cover[x]);
        }
    }
}

/* A blade: out and up from the stem, then over and down with its own weight. */
static void leaf(float x, float y, float side, float length, float droop, uint32_t colour, float cover) {
    for (float along = 0; along < length; along += 0.8f) {
        float part = along / length, half = 1.5f * (1 - part) * (0.35f + 2.2f * part) + 0.25f;
        float px = x + side * along * (1 - 0.25f * part), py = y - along * (0.75f - droop * part);
        int top = (int)ludos_floor(py - half);
        for (int k = 0; k < 4; k++) {
            float inside = half + 0.5f - ludos_abs((float)(top + k) - py);
            if (inside > 0) blend((int)px, top + k, colour, inside * cover);
        }
    }
}

static void strand(uint32_t seed, float x, float tall, struct rgb colour, float haze) {
    float foot = shoal_floor_y(x) + 3, phase = LUDOS_TURN * ludos_hash_unit(seed);
    for (float up = 0; up < tall; up += 1) {
        float part = up / tall, bend = part * part * (3 - 2 * part);
        float sway = bend * (11 * ludos_sin(light.time * 0.7f + phase + up * 0.021f) + 5 * ludos_sin(light.time * 1.3f + phase * 2 + up * 0.05f));
        float px = x + sway, py = foot - up, half = 1.7f * (1 - 0.65f * part);
        float shade = 0.72f + 0.5f * part;
        uint32_t c = lit_colour((struct rgb){ colour.r * shade, colour.g * shade, colour.b * shade }, (int)py, haze);
        int left = (int)ludos_floor(px - half);
        for (int k = 0; k < 5; k++) {
            float cover = half + 0.5f - ludos_abs((float)(left + k) - px);
            blend(left + k, (int)py, c, cover * (1 - haze * 0.4f));
        }
        if (((int)up + (int)(seed & 3)) % 6 != 3 || up < 8) continue;
        float side = (int)up / 6 & 1 ? 1.0f : -1.0f, length = 6 + 6 * ludos_sin(LUDOS_PI * (0.12f + 0.8f * part));
        leaf(px, py, side, length, 0.75f + 0.12f * ludos_sin(light.time * 1.1f + up * 0.2f + phase) - side * sway * 0.012f, c, 1 - haze * 0.35f);
    }
}

void draw_kelp(void) {
    static const float CLUMPS[9][3] = { { 8, 120, 0.15f }, { 58, 74, 0.5f }, { 226, 58, 0.62f }, { 286, 44, 0.35f }, { 398, 84, 0.55f }, { 586, 112, 0.42f }, { 628, 150, 0.12f }, { 24, 158, 0.32f }, { 498, 62, 0.66f } };
    for (uint32_t c = 0; c < 9; c++) {
        for (uint32_t k = 0; k < 3; k++) {
            uint32_t seed = c * 8 + k + 1;
            struct rgb colour = { 0.30f + 0.16f * ludos_hash_unit(seed), 0.52f + 0.1f * ludos_hash_unit(seed + 90), 0.20f };
            strand(seed, CLUMPS[c][0] + ((float)k - 1) * 8 + 4 * ludos_hash_unit(seed * 3), CLUMPS[c][1] * (0.7f + 0.4f * ludos_hash_unit(seed * 5)), colour, CLUMPS[c][2]);
        }
    }
}
