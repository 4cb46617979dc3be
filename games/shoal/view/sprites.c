#include "view.h"

enum { BOX = 7, SAMPLES = 4 };

static const float LENGTHS[SPRITE_SIZES] = { 4.6f, 6.0f, 7.6f, 9.6f };

/* Shade of the fish at (along, across) in lengths from its middle, or -1 outside: dark back, bright flank, pale belly. */
static float fish_shade(float along, float across, float beat) {
    float s = along + 0.5f; /* 0 tail, 1 nose */
    if (s < 0 || s > 1) return -1;
    float behind = 1 - s;
    across -= beat * 0.16f * behind * behind;
    float body = s - 0.2f, half = 0;
    if (body > 0) half = 0.155f * ludos_sqrt(ludos_max(1 - (body / 0.8f - 0.58f) * (body / 0.8f - 0.58f) * 2.95f, 0));
    if (body > 0.464f) half = 0.155f * ludos_sqrt(ludos_max(1 - (body - 0.464f) * (body - 0.464f) * 8.8f, 0));
    float tail = s < 0.26f ? 0.045f + (0.26f - s) * 0.72f : 0;
    float fork = s < 0.08f ? (0.08f - s) * 1.6f : 0;
    float reach = half > tail ? half : tail;
    float off = ludos_abs(across);
    if (off > reach || off < fork) return -1;
    if (half < tail) return 20;
    float ex = s - 0.86f, ey = across + 0.03f;
    if (ex * ex + ey * ey < 0.0022f) return 2;
    float level = across / 0.155f; /* -1 back, 1 belly */
    float stripe = ludos_abs(level + 0.15f) < 0.22f ? 7 : 0;
    return ludos_clamp(32 + 17 * level + stripe, 11, 50);
}

static void sample_pixel(int px, int py, float ox, float oy, uint32_t direction, float length, float beat, float *cover, float *shade) {
    float angle = (float)direction * (LUDOS_TURN / SPRITE_DIRECTIONS);
    float c = ludos_cos(angle), s = ludos_sin(angle), belly = c < -0.001f ? -1 : 1;
    uint32_t hits = 0;
    float sum = 0;
    for (int k = 0; k < SAMPLES * SAMPLES; k++) {
        float x = (float)px - ox + ((float)(k % SAMPLES) + 0.5f) / SAMPLES - 0.5f;
        float y = (float)py - oy + ((float)(k / SAMPLES) + 0.5f) / SAMPLES - 0.5f;
        float v = fish_shade((x * c + y * s) / length, (y * c - x * s) * belly / length, beat);
        if (v < 0) continue;
        hits++;
        sum += v;
    }
    *cover = (float)hits / (SAMPLES * SAMPLES);
    *shade = hits > 0 ? sum / (float)hits : 0;
}

static void build_one(uint32_t index) {
    struct sprites *all = region_sprites;
    float ox = (index & 1) * 0.5f, oy = (index >> 1 & 1) * 0.5f;
    uint32_t beat_index = index >> 2 & 3, direction = index >> 4 & 31, size = index >> 9 & 3;
    float beat = ludos_sin((float)beat_index * (LUDOS_TURN / SPRITE_BEATS));
    all->first[index] = all->used;
    for (int py = -BOX; py <= BOX; py++) {
        for (int px = -BOX; px <= BOX; px++) {
            if (px * px + py * py > (LENGTHS[size] * 0.5f + 2) * (LENGTHS[size] * 0.5f + 2)) continue;
            float cover, shade;
            sample_pixel(px, py, ox, oy, direction, LENGTHS[size], beat, &cover, &shade);
            if (cover < 0.08f || all->used == SPRITE_PIXELS) continue;
            uint32_t offset = (uint32_t)(py * W + px) & 0xFFFF;
            all->pixels[all->used++] = offset | (uint32_t)(cover * 255) << 16 | (uint32_t)ludos_clamp(shade, 10, 50) << 24;
        }
    }
    all->first[index + 1] = all->used;
}

/* In order from sprite 0: each begins where the one before it ended. */
void sprites_build(uint32_t first, uint32_t last) {
    if (first == 0) region_sprites[0].used = 0;
    for (uint32_t i = first; i < last && i < SPRITES; i++) build_one(i);
}
