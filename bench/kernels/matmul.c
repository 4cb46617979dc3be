// Dense product of two 96 x 96 matrices of doubles.
#include "kernel.h"

enum { N = 96 };

static double a[N][N], b[N][N], c[N][N];

KERNEL {
    u32 state = 0x1234567;
    for (i32 i = 0; i < N; i++) {
        for (i32 j = 0; j < N; j++) {
            a[i][j] = (double)(next_random(&state) & 1023) / 1024.0;
            b[i][j] = (double)(next_random(&state) & 1023) / 1024.0;
        }
    }
    i64 checksum = 0;
    for (i32 round = 0; round < iterations; round++) {
        for (i32 i = 0; i < N; i++) {
            for (i32 j = 0; j < N; j++) {
                double sum = 0;
                for (i32 k = 0; k < N; k++) {
                    sum += a[i][k] * b[k][j];
                }
                c[i][j] = sum;
            }
        }
        a[round % N][(round * 7) % N] = c[(round * 3) % N][round % N] / 64.0;
        checksum = mix(checksum, bits_of(c[round % N][(round * 5) % N]));
    }
    return checksum;
}
