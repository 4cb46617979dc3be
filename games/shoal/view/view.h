/* Inside shoal.view: what its files share. Everything here is scratch but the regions. */
#ifndef SHOAL_VIEW_H
#define SHOAL_VIEW_H

#include "../shoal.h"

enum {
    W = SHOAL_WIDTH,
    H = SHOAL_HEIGHT,
    BACK_TOP = 180,  /* the painted background covers rows 180 to 359 */
    FRONT_TOP = 240, /* the silhouettes before the glass cover rows 240 to 359 */
    SKY_ROWS = 27,
    SPRITE_DIRECTIONS = 32,
    SPRITE_SIZES = 4,
    SPRITE_BEATS = 4,
    SPRITE_OFFSETS = 4, /* half pixels: 2 across, 2 down */
    SPRITES = SPRITE_DIRECTIONS * SPRITE_SIZES * SPRITE_BEATS * SPRITE_OFFSETS,
    SPRITE_PIXELS = 81920,
    SPRITE_MARGIN = 8
};

struct rgb { float r, g, b; };

/* Painted once, bit by bit again after a swap that changes SCENERY_VERSION. */
struct scenery {
    uint32_t version;
    uint32_t painted;             /* strokes done of this version */
    uint32_t back[W * (H - BACK_TOP)]; /* colour, and in the top byte how much of the water it hides */
    uint8_t front[W * (H - FRONT_TOP)];
};
_Static_assert(sizeof(struct scenery) == 8 + 460800 + 76800, "scenery");

/* A sprite's pixel: offset from the fish's pixel in the low 16 bits (signed), coverage in the next 8, shade in the top 8. */
struct sprites {
    uint32_t used;
    uint32_t first[SPRITES + 1];
    uint32_t pixels[SPRITE_PIXELS];
};
_Static_assert(sizeof(struct sprites) == 4 * (1 + 2049 + 81920), "sprites");

extern LUDOS_WINDOW(uint32_t, screen);
extern LUDOS_WINDOW(uint32_t, palette);
extern LUDOS_WINDOW(struct scenery, scenery);
extern LUDOS_WINDOW(struct sprites, sprites);
extern LUDOS_WINDOW(struct fish, fish);
extern LUDOS_WINDOW(struct shark, shark);
extern LUDOS_WINDOW(struct food, food);
extern LUDOS_WINDOW(struct bites, bites);
extern LUDOS_WINDOW(struct world, world);

/* The light of this tick. */
struct light {
    float time; /* seconds, wrapped far out */
    float day, dusk, night;
    struct rgb water[H]; /* 0 to 1: the colour of open water, by row */
    struct rgb lit[H];   /* what to multiply a surface's colour with, by row */
    struct rgb shaft;    /* colour of the shafts */
    float slant;         /* of the shafts: pixels sideways a row */
};
extern struct light light;
void light_compute(int64_t tick);

/* 0 to 255 strong web of light, for a column and row anywhere. */
void caustics_compute(void);
int caustic_at(int x, int y);

static inline uint32_t pack(float r, float g, float b) {
    return (uint32_t)(r * 255) | (uint32_t)(g * 255) << 8 | (uint32_t)(b * 255) << 16 | 0xFF000000u;
}

static inline uint32_t mix_pixel(uint32_t under, uint32_t over, uint32_t alpha) {
    uint32_t a = alpha + (alpha >> 7); /* 0 to 256 */
    uint32_t rb = under & 0xFF00FF, g = under & 0x00FF00;
    rb += (((over & 0xFF00FF) - rb) * a) >> 8;
    g += (((over & 0x00FF00) - g) * a) >> 8;
    return (rb & 0xFF00FF) | (g & 0x00FF00) | 0xFF000000u;
}

static inline void blend(int x, int y, uint32_t colour, float alpha) {
    if ((uint32_t)x >= W || (uint32_t)y >= H || alpha <= 0) return;
    uint32_t *p = &region_screen[y * W + x];
    *p = mix_pixel(*p, colour, alpha >= 1 ? 255 : (uint32_t)(alpha * 255));
}

/* `colour` under the light of row y, as seen through a little water (haze 0 to 1). */
uint32_t lit_colour(struct rgb colour, int y, float haze);

/* A round dot with a soft edge at a place between pixels. */
void draw_dot(float x, float y, float radius, uint32_t colour, float alpha);
void draw_ring(float x, float y, float radius, float width, uint32_t colour, float alpha);

void draw_water(void);
void draw_surface(void);
void draw_back(void);
void draw_kelp(void);
void draw_front(void);
void draw_shark(void);
void draw_plankton(void);
void draw_food(void);
void draw_sparks(int64_t tick);
void draw_bubbles(void);
void draw_pointer(void);
void draw_hud(int64_t tick);

void fish_prepare(void);
void fish_draw(uint32_t first_layer, uint32_t last_layer);
enum { FISH_LAYERS = 8 };

bool scenery_paint_step(uint32_t step);
void sprites_build(uint32_t first, uint32_t last);

#endif
