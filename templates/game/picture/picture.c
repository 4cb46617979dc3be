#include "../game.h"

LUDOS_REGION(uint32_t, screen, WIDTH * HEIGHT);
LUDOS_REGION(struct comet, comet, COMETS);
LUDOS_REGION(struct play, play, 1);

/* A pixel is 0xAABBGGRR. */
static uint32_t pixel(float r, float g, float b) {
    return (uint32_t)(ludos_min(r, 1) * 255) | (uint32_t)(ludos_min(g, 1) * 255) << 8 | (uint32_t)(ludos_min(b, 1) * 255) << 16 | 0xFF000000u;
}

static float channel(float hue) { return ludos_clamp(ludos_abs((hue - ludos_floor(hue)) * 6 - 3) - 1, 0, 1); }

static void add(int x, int y, float r, float g, float b) {
    if ((uint32_t)x >= WIDTH || (uint32_t)y >= HEIGHT) return;
    uint32_t *p = &region_screen[y * WIDTH + x];
    *p = pixel((float)(*p & 255) / 255 + r, (float)(*p >> 8 & 255) / 255 + g, (float)(*p >> 16 & 255) / 255 + b);
}

static int sink(int from, int to) {
    int by = (to - from) / 14;
    return from + (by != 0 ? by : to > from ? 1 : to < from ? -1 : 0);
}

/* The screen is carried from tick to tick: letting it sink slowly into the night leaves each comet its tail. */
static void fade_to_night(void) {
    for (int y = 0; y < HEIGHT; y++) {
        int r = 6 + y / 12, g = 8 + y / 14, b = 24 + y / 5;
        for (int x = 0; x < WIDTH; x++) {
            uint32_t *p = &region_screen[y * WIDTH + x], old = *p;
            *p = (uint32_t)sink(old & 255, r) | (uint32_t)sink(old >> 8 & 255, g) << 8 | (uint32_t)sink(old >> 16 & 255, b) << 16 | 0xFF000000u;
        }
    }
}

static void draw_stars(int64_t tick) {
    for (uint32_t k = 0; k < 90; k++) {
        float twinkle = 0.02f + 0.02f * ludos_sin((float)(tick % 100000) * 0.03f + (float)k * 2.4f);
        add((int)(ludos_hash(k * 2) % WIDTH), (int)(ludos_hash(k * 2 + 1) % (HEIGHT - 30)), twinkle, twinkle, twinkle * 1.3f);
    }
}

static void draw_comet(const struct comet *c) {
    float radius = 5 + 5 * c->glow, r = channel(c->hue), g = channel(c->hue - 0.333f), b = channel(c->hue - 0.667f);
    for (int y = (int)(c->y - radius) - 1; y <= (int)(c->y + radius) + 1; y++) {
        for (int x = (int)(c->x - radius) - 1; x <= (int)(c->x + radius) + 1; x++) {
            float dx = (float)x - c->x, dy = (float)y - c->y;
            float light = ludos_max(1 - (dx * dx + dy * dy) / (radius * radius), 0);
            float core = light * light * light * light;
            float tint = 0.14f * light + 0.22f * core, white = 0.22f * core;
            add(x, y, tint * r + white, tint * g + white, tint * b + white);
        }
    }
}

static void draw_bat(const struct play *p) {
    for (int y = (int)BAT_Y - 3; y <= (int)BAT_Y + 3; y++) {
        for (int x = (int)(p->bat_x - BAT_HALF) - 4; x <= (int)(p->bat_x + BAT_HALF) + 4; x++) {
            float along = ludos_max(ludos_abs((float)x - p->bat_x) - BAT_HALF, 0), across = (float)y - BAT_Y;
            float inside = ludos_clamp(3.2f - ludos_sqrt(along * along + across * across), 0, 1);
            if (inside == 0) continue;
            float shade = 0.9f - 0.11f * (across + 3) + 0.4f * p->bat_glow;
            region_screen[y * WIDTH + x] = pixel(0.45f * shade * inside, 0.85f * shade * inside, 1.0f * shade * inside);
        }
    }
}

/* Digits of 3x5 pixels, three bits a row, drawn twice as large. */
static void draw_number(int right, int top, uint32_t value, float bright) {
    static const uint16_t DIGITS[10] = { 0x7B6F, 0x2C97, 0x73E7, 0x73CF, 0x5BC9, 0x79CF, 0x79EF, 0x7249, 0x7BEF, 0x7BCF };
    do {
        right -= 8;
        for (int at = 0; at < 60; at++) region_screen[(top + at / 6) * WIDTH + right + at % 6] = pixel(0.03f, 0.04f, 0.11f);
        for (int bit = 0; bit < 15; bit++) {
            if (!(DIGITS[value % 10] >> (14 - bit) & 1)) continue;
            for (int k = 0; k < 4; k++) {
                region_screen[(top + bit / 3 * 2 + k / 2) * WIDTH + right + bit % 3 * 2 + k % 2] = pixel(bright, bright, bright);
            }
        }
        value /= 10;
    } while (value != 0 && right > 16);
}

LUDOS_UNIT(picture_tick) {
    fade_to_night();
    draw_stars(tick);
    for (int i = 0; i < COMETS; i++) draw_comet(&region_comet[i]);
    draw_bat(&region_play[0]);
    draw_number(WIDTH - 8, 8, region_play[0].score, 0.95f);
    draw_number(70, 8, region_play[0].best, 0.45f);
    return LUDOS_OK;
}
