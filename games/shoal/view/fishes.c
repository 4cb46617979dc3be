#include "view.h"

enum { BANDS = 12, HAZES = 4, BAND_ROWS = H / BANDS };

static uint32_t lit_palette[BANDS][HAZES][SHOAL_PALETTE];
static uint16_t by_layer[SHOAL_FISH];
static uint32_t layer_end[FISH_LAYERS + 1];
static int8_t glint_of[SPRITE_DIRECTIONS];

/* The palette under the light at each depth and distance. An entry's alpha is how much light it gives by itself. */
static void light_palette(void) {
    static const float HAZE[HAZES] = { 0.58f, 0.38f, 0.19f, 0.04f };
    for (int band = 0; band < BANDS; band++) {
        const struct rgb *l = &light.lit[band * BAND_ROWS + BAND_ROWS / 2], *w = &light.water[band * BAND_ROWS + BAND_ROWS / 2];
        for (int haze = 0; haze < HAZES; haze++) {
            float clear = (1 - HAZE[haze]) * (1.0f / 255);
            for (int i = 0; i < SHOAL_PALETTE; i++) {
                uint32_t c = region_palette[i];
                float own = (float)(c >> 24) * (1.0f / 255), haze_left = HAZE[haze] * (1 - 0.8f * own);
                float seen = clear + own * (1.0f / 255) * HAZE[haze] * 0.8f;
                float r = (float)(c & 255) * ludos_max(l->r, own) * seen + w->r * haze_left;
                float g = (float)(c >> 8 & 255) * ludos_max(l->g, own) * seen + w->g * haze_left;
                float b = (float)(c >> 16 & 255) * ludos_max(l->b, own) * seen + w->b * haze_left;
                lit_palette[band][haze][i] = pack(ludos_min(r, 1), ludos_min(g, 1), ludos_min(b, 1));
            }
        }
    }
}

static void sort_by_layer(void) {
    uint32_t at[FISH_LAYERS] = { 0 };
    for (uint32_t i = 0; i < SHOAL_FISH; i++) at[region_fish[i].depth >> 5]++;
    uint32_t sum = 0;
    for (uint32_t l = 0; l < FISH_LAYERS; l++) {
        uint32_t n = at[l];
        at[l] = sum;
        sum += n;
        layer_end[l + 1] = sum;
    }
    for (uint32_t i = 0; i < SHOAL_FISH; i++) by_layer[at[region_fish[i].depth >> 5]++] = (uint16_t)i;
}

void fish_prepare(void) {
    light_palette();
    sort_by_layer();
    for (uint32_t d = 0; d < SPRITE_DIRECTIONS; d++) {
        float angle = (float)d * (LUDOS_TURN / SPRITE_DIRECTIONS);
        float facing = ludos_max(ludos_cos(2 * (angle + light.slant)), 0);
        glint_of[d] = (int8_t)(-9 + 16 * facing * facing * facing);
    }
}

static void draw_one(const struct fish *f, uint32_t id) {
    float turns = ludos_atan2(f->vy, f->vx) * (1 / LUDOS_TURN);
    uint32_t direction = (uint32_t)(int32_t)ludos_floor(turns * SPRITE_DIRECTIONS + 0.5f) & (SPRITE_DIRECTIONS - 1);
    float x = ludos_clamp(f->x, SPRITE_MARGIN, W - 1 - SPRITE_MARGIN), y = ludos_clamp(f->y, SPRITE_MARGIN, H - 1 - SPRITE_MARGIN);
    uint32_t half_x = (uint32_t)(x * 2 + 0.5f), half_y = (uint32_t)(y * 2 + 0.5f);
    uint32_t size = f->depth >> 6;
    uint32_t sprite = (half_x & 1) | (half_y & 1) << 1 | (uint32_t)(f->tail >> 6) << 2 | direction << 4 | size << 9;
    const uint32_t *p = region_sprites[0].pixels + region_sprites[0].first[sprite];
    const uint32_t *end = region_sprites[0].pixels + region_sprites[0].first[sprite + 1];
    int glint = glint_of[direction] + (int)(ludos_hash(id) & 3) + (f->fear >> 6);
    uint32_t row = half_y >> 1;
    const uint32_t *colours = &lit_palette[row / BAND_ROWS][size][(f->species & 3) * SHOAL_SHADES] + glint;
    uint32_t *out = &region_screen[row * W + (half_x >> 1)];
    for (; p < end; p++) {
        uint32_t *pixel = out + (int16_t)*p;
        *pixel = mix_pixel(*pixel, colours[*p >> 24], *p >> 16 & 255);
    }
}

void fish_draw(uint32_t first_layer, uint32_t last_layer) {
    for (uint32_t k = layer_end[first_layer]; k < layer_end[last_layer]; k++) draw_one(&region_fish[by_layer[k]], by_layer[k]);
}
