/* The world of Shoal: the layout of every region and what all its modules agree on. Lengths are screen pixels, speeds
 * pixels a tick. The tables in README.md and the module.json files say the same. */
#ifndef SHOAL_H
#define SHOAL_H

#include "ludos_math.h"
#include "ludos_unit.h"

enum {
    SHOAL_WIDTH = 640,
    SHOAL_HEIGHT = 360,
    SHOAL_FISH = 10000,
    SHOAL_SPECIES = 4,
    SHOAL_SCHOOLS = 12, /* three for each species */
    SHOAL_FOOD = 128,
    SHOAL_BITES = 32,
    SHOAL_SPARKS = 64,
    SHOAL_PALETTE = 256, /* 64 shades, dark to glint, for each species */
    SHOAL_SHADES = 64,
    SHOAL_DAY_TICKS = 7200
};

#define SHOAL_SURFACE_Y 30.0f

struct fish {
    float x, y;
    float vx, vy;
    uint8_t species; /* 0 to 3 */
    uint8_t depth;   /* 0 far from the glass, 255 near */
    uint8_t fear;    /* 0 calm, 255 panic */
    uint8_t tail;    /* phase of the tail's beat, 256 a beat */
};
_Static_assert(sizeof(struct fish) == 20, "fish");

/* What flock found for one fish, on the positions that were in front before its tick. */
struct flockstats {
    uint64_t hash;  /* sum of shoal_mix over the neighbours' indices */
    uint32_t count; /* how many neighbours */
};
_Static_assert(sizeof(struct flockstats) == 16, "flockstats");

struct shark {
    float x, y; /* the middle of the body */
    float vx, vy;
    float heading; /* radians; 0 is right, positive turns down */
    float roll;    /* 1 looks right, -1 looks left, between while it turns: its length is seen foreshortened by |roll| */
    float swim;    /* phase of the tail's beat, radians */
    float jaw;     /* 0 shut, 1 wide open */
};
_Static_assert(sizeof(struct shark) == 32, "shark");

struct food {
    float x, y;
    float amount; /* 0 gone, 1 whole */
    uint32_t seed;
};
_Static_assert(sizeof(struct food) == 16, "food");

/* The fish eaten in this tick, and the last places where that happened. */
struct bites {
    uint32_t count;
    uint32_t fish[SHOAL_BITES];
    uint32_t spark_next;
    float spark_x[SHOAL_SPARKS];
    float spark_y[SHOAL_SPARKS];
    int32_t spark_tick[SHOAL_SPARKS];
};
_Static_assert(sizeof(struct bites) == 904, "bites");

struct world {
    uint32_t eaten;   /* fish eaten by the shark */
    uint32_t fed;     /* mouthfuls of food eaten by fish */
    uint32_t dropped; /* crumbs of food dropped */
    uint32_t idle;    /* ticks since the player last did anything */
    float hour;       /* time of day, 0 to 24 */
    uint32_t random;
    float goal_x, goal_y; /* where the shark wants to be */
    int16_t mouse_x, mouse_y;
    uint8_t mouse_buttons, gamepad, steering, lunge;
};
_Static_assert(sizeof(struct world) == 40, "world");

/* Written by a program outside the game, which the player granted this region: see sdk/c/examples/pilot.c. */
struct pilot {
    float x, y;      /* where the shark is to go */
    int32_t tick;    /* the helm's tick when this was written: an old goal is not followed */
    uint32_t active; /* 0: the shark is left alone */
};
_Static_assert(sizeof(struct pilot) == 16, "pilot");

/* For pilots to read. */
struct helm {
    int32_t tick;        /* the world's tick */
    uint32_t piloted;    /* ticks steered by a pilot so far */
    uint32_t is_piloted; /* 1 while one steers */
};
_Static_assert(sizeof(struct helm) == 12, "helm");

#define SHOAL_PILOT_TICKS 30 /* a goal that is older counts no more */

enum { SHOAL_STEER_NONE, SHOAL_STEER_PAD, SHOAL_STEER_POINTER };
#define SHOAL_ATTRACT_TICKS 480u /* idle for longer: the shark roams on its own */

/* SplitMix64's finaliser over index + 1. */
static inline uint64_t shoal_mix(uint32_t index) {
    uint64_t z = ((uint64_t)index + 1) * 0x9E3779B97F4A7C15ull;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
}

/* From the shark's middle to the point `reach` along its body, nose forward. */
struct shoal_offset { float x, y; };
static inline struct shoal_offset shoal_along(const struct shark *s, float reach) {
    return (struct shoal_offset){ ludos_cos(s->heading) * ludos_abs(s->roll) * reach, ludos_sin(s->heading) * reach };
}

/* Where the sand begins, in pixels from the top. */
static inline float shoal_floor_y(float x) {
    return 333 + 6 * ludos_sin(x * 0.0117f + 0.8f) + 3 * ludos_sin(x * 0.031f + 2.1f);
}

/* 0 at deep night, 1 in full day. */
static inline float shoal_daylight(float hour) {
    float rise = ludos_smooth(4.8f, 7.6f, hour);
    float set = ludos_smooth(17.8f, 20.6f, hour);
    return rise * (1 - set);
}

#endif
