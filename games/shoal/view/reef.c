#include "paint.h"

/* The sea bed, painted from far to near. Each step is a small part of it. */

enum { RIDGES = 3, SAND_STEPS = 10 };

static void clear_all(void) {
    __builtin_memset(region_scenery[0].back, 0, sizeof region_scenery[0].back);
    __builtin_memset(region_scenery[0].front, 0, sizeof region_scenery[0].front);
}

/* Hills in the haze: barely there far off, darker near. */
static void ridge(int layer) {
    static const float BASE[RIDGES] = { 262, 288, 312 }, TALL[RIDGES] = { 62, 54, 40 }, COVER[RIDGES] = { 0.20f, 0.34f, 0.52f };
    struct rgb c = { 0.04f + 0.02f * (float)layer, 0.20f - 0.02f * (float)layer, 0.30f - 0.035f * (float)layer };
    for (int x = 0; x < W; x++) {
        float fx = (float)x, seed = (float)layer * 71.3f;
        float hill = paint_noise(fx * 0.008f + seed, seed) * 0.62f + paint_noise(fx * 0.027f + seed, 3) * 0.28f + paint_noise(fx * 0.09f, seed) * 0.10f;
        float side = ludos_abs(fx - 320) * (1.0f / 320);
        float top = BASE[layer] - TALL[layer] * hill * (0.45f + 0.75f * side * side);
        for (int y = (int)top; y < H; y++) {
            float edge = ludos_min((float)y - top, 1), fade = 1 - 0.35f * ludos_smooth(top, top + 70, (float)y);
            float fleck = 0.85f + 0.3f * paint_noise(fx * 0.12f + seed, (float)y * 0.2f);
            paint_pixel(x, y, (struct rgb){ c.r * fleck, c.g * fleck, c.b * fleck }, COVER[layer] * edge * fade);
        }
    }
}

/* The near part is laid again at the end, so that whatever grows there stands in the sand. */
static void sand(int part, bool near_part) {
    for (int x = part * W / SAND_STEPS; x < (part + 1) * W / SAND_STEPS; x++) {
        float fx = (float)x, top = shoal_floor_y(fx);
        float edge = near_part ? 6 + 3 * paint_noise(fx * 0.06f, 5) + 1.5f * paint_noise(fx * 0.3f, 8) : 0;
        for (int y = (int)(top + edge) - 1; y < H; y++) {
            float down = (float)y - top, near = 1 + down * 0.05f;
            float ripple = ludos_sin((down * 1.15f + 3 * paint_noise(fx * 0.02f, (float)y * 0.05f) * near + fx * 0.05f) * 1.1f);
            float grain = paint_noise(fx * 0.8f, (float)y * 0.8f) - 0.5f, patch = paint_noise(fx * 0.025f, (float)y * 0.06f + 9);
            float shade = 0.80f + 0.07f * ripple + 0.16f * grain + 0.16f * patch + ludos_clamp(0.10f - down * 0.03f, 0, 0.1f);
            shade *= 1 - 0.22f * ludos_smooth(6, 30, down);
            paint_pixel(x, y, (struct rgb){ 0.80f * shade, 0.70f * shade, 0.50f * shade }, ludos_clamp((down - edge) * (near_part ? 0.45f : 1) + 0.5f, 0, 1) * 0.97f);
        }
    }
}

static void rock(float x, float size, uint32_t seed) {
    float base = shoal_floor_y(x) + size * 0.25f;
    struct paint p = { { 0.33f, 0.34f, 0.38f }, 1, 0.95f, 0.55f };
    for (uint32_t k = 0; k < 6; k++) {
        float off = (ludos_hash_unit(seed * 16 + k) - 0.5f) * 1.7f, r = size * (0.42f + 0.4f * ludos_hash_unit(seed * 16 + k + 7)) * (1 - 0.35f * ludos_abs(off));
        p.colour = (struct rgb){ 0.30f + 0.06f * off, 0.33f, 0.37f - 0.04f * off };
        paint_stroke(x + off * size, base - r * 0.45f, r, x + off * size * 1.1f, base, r * 1.15f, &p);
    }
    struct paint moss = { { 0.30f, 0.46f, 0.26f }, 0.55f, 0.5f, 0.9f };
    paint_stroke(x - size * 0.5f, base - size * 0.86f, size * 0.14f, x + size * 0.2f, base - size * 0.95f, size * 0.17f, &moss);
}

static void branches(float x, float y, float angle, float length, float width, int depth, uint32_t seed, const struct paint *p) {
    float ex = x + ludos_sin(angle) * length, ey = y - ludos_cos(angle) * length;
    paint_stroke(x, y, width, ex, ey, width * 0.8f, p);
    if (depth == 0) {
        struct paint tip = *p;
        tip.colour = (struct rgb){ ludos_min(p->colour.r * 1.25f + 0.12f, 1), ludos_min(p->colour.g * 1.25f + 0.12f, 1), ludos_min(p->colour.b * 1.25f + 0.12f, 1) };
        paint_stroke(ex, ey, width * 0.8f, ex + ludos_sin(angle) * 2, ey - ludos_cos(angle) * 2, width * 0.6f, &tip);
        return;
    }
    for (uint32_t k = 0; k < 3; k++) {
        float spread = ((float)k - 1) * 0.55f + (ludos_hash_unit(seed * 5 + k) - 0.5f) * 0.5f;
        if (ludos_hash_unit(seed * 5 + k + 3) < 0.14f) continue;
        branches(ex, ey, angle + spread, length * (0.62f + 0.25f * ludos_hash_unit(seed * 7 + k)), width * 0.78f, depth - 1, seed * 3 + k + 1, p);
    }
}

static void staghorn(float x, float size, struct rgb colour, uint32_t seed) {
    struct paint p = { colour, 1, 0.8f, 0.25f };
    float base = shoal_floor_y(x) + 4;
    for (int k = -1; k <= 1; k++) branches(x + (float)k * size * 0.13f, base, (float)k * 0.42f, size * 0.40f, size * 0.062f, 3, seed + (uint32_t)(k + 1) * 29, &p);
}

static void tubes(float x, float size, struct rgb colour, uint32_t seed) {
    float base = shoal_floor_y(x) + 5;
    for (uint32_t k = 0; k < 5; k++) {
        float lean = ((float)k - 2) * 0.16f + (ludos_hash_unit(seed + k) - 0.5f) * 0.12f, tall = size * (0.6f + 0.5f * ludos_hash_unit(seed + k + 9)), r = size * 0.105f;
        float foot = x + ((float)k - 2) * r * 1.35f, top_x = foot + lean * tall, top_y = base - tall;
        struct paint p = { colour, 1, 0.95f, 0.3f }, hole = { { colour.r * 0.22f, colour.g * 0.2f, colour.b * 0.3f }, 0.95f, 0, 0 };
        paint_stroke(foot, base, r * 0.8f, top_x, top_y, r, &p);
        paint_stroke(top_x - r * 0.25f, top_y - r * 0.45f, r * 0.42f, top_x + r * 0.25f, top_y - r * 0.45f, r * 0.42f, &hole);
    }
}

static void brain(float x, float size, struct rgb colour) {
    float cy = shoal_floor_y(x) + size * 0.2f;
    for (int y = (int)(cy - size); y < (int)(cy + size * 0.5f); y++) {
        for (int px = (int)(x - size * 1.3f); px <= (int)(x + size * 1.3f); px++) {
            float nx = ((float)px - x) / (size * 1.2f), ny = ((float)y - cy) / size, d = ludos_sqrt(nx * nx + ny * ny);
            float fold = ludos_sin(12 * d * ludos_sqrt(size) * 0.35f + 5 * paint_noise((float)px * 0.22f, (float)y * 0.22f) * 1.6f);
            float shade = 0.86f - 0.35f * nx - 0.48f * ny + 0.16f * fold - 0.25f * d;
            paint_pixel(px, y, (struct rgb){ colour.r * shade, colour.g * shade, colour.b * shade }, (1 - d) * size);
        }
    }
}

static void fan(float x, float size, struct rgb colour, uint32_t seed) {
    float base = shoal_floor_y(x) + 3;
    struct paint p = { colour, 0.92f, 0.4f, 0.2f };
    for (int k = -9; k <= 9; k++) {
        float angle = (float)k * 0.105f, tall = size * (1 - 0.012f * (float)(k * k) * 0.6f) * (0.9f + 0.15f * ludos_hash_unit(seed + (uint32_t)(k + 20)));
        float mid_x = x + ludos_sin(angle * 0.7f) * tall * 0.5f, mid_y = base - ludos_cos(angle * 0.7f) * tall * 0.5f;
        paint_stroke(x, base, 1.1f, mid_x, mid_y, 0.8f, &p);
        paint_stroke(mid_x, mid_y, 0.8f, x + ludos_sin(angle) * tall, base - ludos_cos(angle) * tall, 0.55f, &p);
    }
    for (int ring = 2; ring < 9; ring++) {
        float r = size * (float)ring / 9;
        for (float a = -0.85f; a < 0.85f; a += 1.4f / r) paint_pixel((int)(x + ludos_sin(a) * r), (int)(base - ludos_cos(a) * r), colour, 0.5f);
    }
}

static void anemone(float x, float size, struct rgb colour, uint32_t seed) {
    float base = shoal_floor_y(x) + 4;
    struct paint p = { colour, 0.95f, 0.7f, 0.1f }, tip = { { 0.98f, 0.86f, 0.80f }, 0.9f, 0.3f, 0 };
    for (uint32_t k = 0; k < 17; k++) {
        float angle = ((float)k - 8) * 0.17f, tall = size * (0.75f + 0.35f * ludos_hash_unit(seed + k));
        float bend = angle * 0.6f + (ludos_hash_unit(seed + k + 50) - 0.5f) * 0.5f;
        float mx = x + ludos_sin(angle) * tall * 0.6f, my = base - ludos_cos(angle) * tall * 0.6f;
        float ex = mx + ludos_sin(angle + bend) * tall * 0.4f, ey = my - ludos_cos(angle + bend) * tall * 0.4f;
        paint_stroke(x + ((float)k - 8) * size * 0.04f, base, 1.5f, mx, my, 1.2f, &p);
        paint_stroke(mx, my, 1.2f, ex, ey, 0.9f, &p);
        paint_stroke(ex, ey, 1.1f, ex, ey, 1.1f, &tip);
    }
}

/* Dark shapes close to the glass at both sides: they frame the picture and give it depth. */
static void frame(int part) {
    static const float ROCKS[8][3] = { { -6, 362, 44 }, { 42, 372, 33 }, { 86, 378, 26 }, { 128, 381, 24 }, { 646, 364, 46 }, { 596, 374, 32 }, { 548, 380, 27 }, { 500, 384, 25 } };
    if (part < 8) {
        front_stroke(ROCKS[part][0], ROCKS[part][1], ROCKS[part][2], ROCKS[part][0] + 9, ROCKS[part][1] + 5, ROCKS[part][2], 1);
        return;
    }
    static const float STEMS[4][3] = { { 14, 336, 0.25f }, { 52, 346, 0.10f }, { 630, 336, -0.22f }, { 588, 348, -0.06f } };
    const float *s = STEMS[part - 8];
    for (int k = 0; k < 5; k++) {
        float lean = s[2] + ((float)k - 2) * 0.30f, tall = 34 + 9 * (float)(k % 3);
        float ex = s[0] + ludos_sin(lean) * tall, ey = s[1] - ludos_cos(lean) * tall;
        front_stroke(s[0], s[1], 3, ex, ey, 1.7f, 1);
        front_stroke(ex, ey, 1.7f, ex + ludos_sin(lean + 0.5f) * 12, ey - ludos_cos(lean + 0.5f) * 12, 1, 1);
        front_stroke(ex, ey, 1.7f, ex + ludos_sin(lean - 0.5f) * 10, ey - ludos_cos(lean - 0.5f) * 10, 1, 1);
    }
}

static void grow(int what) {
    static const struct rgb CORAL = { 0.93f, 0.38f, 0.36f }, ORANGE = { 0.96f, 0.56f, 0.20f }, PURPLE = { 0.60f, 0.32f, 0.70f },
        YELLOW = { 0.88f, 0.76f, 0.30f }, PINK = { 0.94f, 0.52f, 0.66f }, GREEN = { 0.36f, 0.62f, 0.42f }, RED = { 0.72f, 0.16f, 0.24f };
    switch (what) {
    case 0: fan(148, 46, PURPLE, 3); break;
    case 1: fan(476, 54, RED, 8); break;
    case 2: rock(118, 27, 1); break;
    case 3: rock(176, 17, 2); break;
    case 4: rock(442, 21, 3); break;
    case 5: rock(520, 33, 4); break;
    case 6: rock(561, 19, 5); break;
    case 7: rock(300, 12, 6); break;
    case 8: staghorn(86, 44, CORAL, 11); break;
    case 9: staghorn(548, 48, ORANGE, 23); break;
    case 10: staghorn(334, 30, PINK, 31); break;
    case 11: tubes(204, 38, YELLOW, 4); break;
    case 12: tubes(416, 32, PURPLE, 14); break;
    case 13: brain(146, 17, GREEN); break;
    case 14: brain(497, 21, PINK); break;
    case 15: brain(262, 10, ORANGE); break;
    case 16: anemone(232, 15, PINK, 5); break;
    case 17: anemone(458, 18, ORANGE, 6); break;
    case 18: anemone(370, 12, CORAL, 7); break;
    case 19: staghorn(604, 36, PURPLE, 44); break;
    case 20: brain(40, 15, YELLOW); break;
    default: tubes(28, 34, CORAL, 24); break;
    }
}

bool scenery_paint_step(uint32_t step) {
    enum { GROWTHS = 22, FRAMES = 12, SAND_AT = 1 + RIDGES, GROW_AT = SAND_AT + SAND_STEPS, BURY_AT = GROW_AT + GROWTHS, FRAME_AT = BURY_AT + SAND_STEPS };
    int at = (int)step;
    if (at == 0) clear_all();
    else if (at < SAND_AT) ridge(at - 1);
    else if (at < GROW_AT) sand(at - SAND_AT, false);
    else if (at < BURY_AT) grow(at - GROW_AT);
    else if (at < FRAME_AT) sand(at - BURY_AT, true);
    else if (at < FRAME_AT + FRAMES) frame(at - FRAME_AT);
    else return false;
    return true;
}
