/* What both modules agree on: the regions of this world. Each struct is a region's fields, as module.json lists them. */
#ifndef GAME_H
#define GAME_H

#include "ludos_math.h"
#include "ludos_unit.h"

enum { WIDTH = 320, HEIGHT = 180, COMETS = 5 };

#define BAT_Y 164.0f
#define BAT_HALF 26.0f

struct comet {
    float x, y, vx, vy;
    float hue;  /* 0 to 1, once round the colour wheel */
    float glow; /* 1 just after a bounce, fading to 0 */
};

struct play {
    float bat_x;
    float bat_glow;
    uint32_t score;
    uint32_t best;
    uint32_t idle;   /* ticks without input; after a while the bat plays by itself */
    uint32_t random;
    int32_t mouse_x; /* as it was last tick */
};

#endif
