/* Small arithmetic for units, without libc. Every function gives the same bits on every machine: wasm's f32 and f64
 * arithmetic is exact IEEE 754, and module.flags keeps the compiler from fusing multiply and add. */
#ifndef LUDOS_MATH_H
#define LUDOS_MATH_H

#include <stdint.h>

#define LUDOS_PI 3.14159265358979f
#define LUDOS_TURN 6.28318530717959f

static inline float ludos_min(float a, float b) { return a < b ? a : b; }
static inline float ludos_max(float a, float b) { return a > b ? a : b; }
static inline float ludos_clamp(float v, float low, float high) { return v < low ? low : v > high ? high : v; }
static inline float ludos_lerp(float a, float b, float t) { return a + (b - a) * t; }
static inline float ludos_abs(float v) { return __builtin_fabsf(v); }
static inline float ludos_floor(float v) { return __builtin_floorf(v); }
static inline float ludos_sqrt(float v) { return __builtin_sqrtf(v); }

/* 0 below `low`, 1 above `high`, a smooth S between. */
static inline float ludos_smooth(float low, float high, float v) {
    float t = ludos_clamp((v - low) / (high - low), 0, 1);
    return t * t * (3 - 2 * t);
}

/* Sine of `v` radians; error below 0.0012 for |v| <= 1,000. Farther out the angle itself runs out of digits. */
static inline float ludos_sin(float v) {
    float turns = v * 0.15915494f;
    turns -= ludos_floor(turns + 0.5f);
    float y = turns * (8 - 16 * ludos_abs(turns));
    return y * (0.775160f + 0.224840f * ludos_abs(y));
}

static inline float ludos_cos(float v) { return ludos_sin(v + 1.57079633f); }

/* The angle of (x, y) in radians, -pi to pi; error below 0.005. (0, 0) gives 0. */
static inline float ludos_atan2(float y, float x) {
    float ax = ludos_abs(x), ay = ludos_abs(y);
    float most = ludos_max(ax, ay);
    if (most == 0) return 0;
    float t = ludos_min(ax, ay) / most;
    float a = t * (0.97239f + t * t * -0.19195f);
    if (ay > ax) a = 1.57079633f - a;
    if (x < 0) a = LUDOS_PI - a;
    return y < 0 ? -a : a;
}

/* A well mixed 32-bit hash: the source of repeatable randomness for units. */
static inline uint32_t ludos_hash(uint32_t v) {
    v ^= v >> 16;
    v *= 0x7FEB352Du;
    v ^= v >> 15;
    v *= 0x846CA68Bu;
    return v ^ (v >> 16);
}

/* The hash of `v` as a number in [0, 1). */
static inline float ludos_hash_unit(uint32_t v) { return (float)(ludos_hash(v) >> 8) * (1.0f / 16777216.0f); }

/* The next value of a generator whose state lives in a region; the state must not be 0. */
static inline uint32_t ludos_random(uint32_t *state) {
    uint32_t s = *state;
    s ^= s << 13;
    s ^= s >> 17;
    s ^= s << 5;
    return *state = s;
}

#endif
