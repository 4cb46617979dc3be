// A blur of an 8-bit picture, sixteen pixels at a time, then a sum of how far it moved them.
#include "kernel.h"
#include <wasm_simd128.h>

enum { WIDTH = 320, HEIGHT = 96, EDGE = 16 };

static u8 picture[HEIGHT][WIDTH + 2 * EDGE], rows[HEIGHT][WIDTH + 2 * EDGE], blurred[HEIGHT][WIDTH + 2 * EDGE];

// (a + 2b + c) / 4 of unsigned bytes, rounded, in 16-bit halves.
static v128_t smooth(v128_t a, v128_t b, v128_t c) {
    v128_t two = wasm_i16x8_splat(2);
    v128_t low = wasm_i16x8_add(wasm_i16x8_add(wasm_u16x8_extend_low_u8x16(a), wasm_u16x8_extend_low_u8x16(c)), wasm_i16x8_shl(wasm_u16x8_extend_low_u8x16(b), 1));
    v128_t high = wasm_i16x8_add(wasm_i16x8_add(wasm_u16x8_extend_high_u8x16(a), wasm_u16x8_extend_high_u8x16(c)), wasm_i16x8_shl(wasm_u16x8_extend_high_u8x16(b), 1));
    return wasm_u8x16_narrow_i16x8(wasm_u16x8_shr(wasm_i16x8_add(low, two), 2), wasm_u16x8_shr(wasm_i16x8_add(high, two), 2));
}

static void across(void) {
    for (i32 y = 0; y < HEIGHT; y++) {
        for (i32 x = EDGE; x < WIDTH + EDGE; x += 16) {
            const u8 *p = &picture[y][x];
            wasm_v128_store(&rows[y][x], smooth(wasm_v128_load(p - 1), wasm_v128_load(p), wasm_v128_load(p + 1)));
        }
    }
}

static void down(void) {
    for (i32 y = 1; y < HEIGHT - 1; y++) {
        for (i32 x = EDGE; x < WIDTH + EDGE; x += 16) {
            wasm_v128_store(&blurred[y][x], smooth(wasm_v128_load(&rows[y - 1][x]), wasm_v128_load(&rows[y][x]), wasm_v128_load(&rows[y + 1][x])));
        }
    }
}

static u32 moved(void) {
    v128_t sums = wasm_i32x4_splat(0);
    for (i32 y = 1; y < HEIGHT - 1; y++) {
        for (i32 x = EDGE; x < WIDTH + EDGE; x += 16) {
            v128_t before = wasm_v128_load(&picture[y][x]), after = wasm_v128_load(&blurred[y][x]);
            v128_t apart = wasm_v128_or(wasm_u8x16_sub_sat(before, after), wasm_u8x16_sub_sat(after, before));
            sums = wasm_i32x4_add(sums, wasm_u32x4_extadd_pairwise_u16x8(wasm_u16x8_extadd_pairwise_u8x16(apart)));
        }
    }
    return (u32)(wasm_i32x4_extract_lane(sums, 0) + wasm_i32x4_extract_lane(sums, 1) + wasm_i32x4_extract_lane(sums, 2) + wasm_i32x4_extract_lane(sums, 3));
}

KERNEL {
    u32 state = 0xB10B;
    for (i32 y = 0; y < HEIGHT; y++) {
        for (i32 x = 0; x < WIDTH + 2 * EDGE; x++) picture[y][x] = (u8)next_random(&state);
    }
    i64 checksum = 0;
    for (i32 round = 0; round < iterations; round++) {
        across();
        down();
        checksum = mix(checksum, moved());
        picture[1 + round % (HEIGHT - 2)][EDGE + (round * 7) % WIDTH] = (u8)round;
    }
    return checksum;
}
