// The Mandelbrot set, four points at a time in 128-bit vectors.
#include "kernel.h"
#include <wasm_simd128.h>

enum { WIDTH = 128, HEIGHT = 64, MOST = 200 };

static u32 row(float y, float left, float step) {
    u32 sum = 0;
    v128_t ci = wasm_f32x4_splat(y);
    v128_t four = wasm_f32x4_splat(4);
    for (i32 x = 0; x < WIDTH; x += 4) {
        v128_t cr = wasm_f32x4_add(wasm_f32x4_splat(left + step * (float)x), wasm_f32x4_mul(wasm_f32x4_make(0, 1, 2, 3), wasm_f32x4_splat(step)));
        v128_t zr = cr, zi = ci, counts = wasm_i32x4_splat(0);
        for (i32 i = 0; i < MOST; i++) {
            v128_t rr = wasm_f32x4_mul(zr, zr), ii = wasm_f32x4_mul(zi, zi);
            v128_t inside = wasm_f32x4_lt(wasm_f32x4_add(rr, ii), four);
            if (!wasm_v128_any_true(inside)) break;
            counts = wasm_i32x4_sub(counts, inside);
            v128_t ri = wasm_f32x4_mul(zr, zi);
            zr = wasm_f32x4_add(wasm_f32x4_sub(rr, ii), cr);
            zi = wasm_f32x4_add(wasm_f32x4_add(ri, ri), ci);
        }
        sum += (u32)wasm_i32x4_extract_lane(counts, 0) + 3 * (u32)wasm_i32x4_extract_lane(counts, 1)
            + 5 * (u32)wasm_i32x4_extract_lane(counts, 2) + 7 * (u32)wasm_i32x4_extract_lane(counts, 3);
    }
    return sum;
}

KERNEL {
    i64 checksum = 0;
    for (i32 round = 0; round < iterations; round++) {
        float left = -2.0f + 0.001f * (float)(round & 63);
        u32 sum = 0;
        for (i32 y = 0; y < HEIGHT; y++) {
            sum = sum * 31 + row(-1.0f + 2.0f * (float)y / HEIGHT, left, 2.5f / WIDTH);
        }
        checksum = mix(checksum, sum);
    }
    return checksum;
}
