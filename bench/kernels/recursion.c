// Calls that call themselves: Fibonacci, Ackermann, the queens on a board, and towers.
#include "kernel.h"

static i32 fibonacci(i32 n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }

static i32 ackermann(i32 m, i32 n) { return m == 0 ? n + 1 : n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1)); }

static i32 queens(u32 all, u32 columns, u32 left, u32 right) {
    if (columns == all) return 1;
    i32 found = 0;
    for (u32 free = all & ~(columns | left | right); free;) {
        u32 bit = free & (0u - free);
        free ^= bit;
        found += queens(all, columns | bit, (left | bit) << 1, (right | bit) >> 1);
    }
    return found;
}

static i32 height[3];

static i32 towers(i32 discs, i32 from, i32 to) {
    if (discs == 0) return 0;
    i32 other = 3 - from - to, moves = towers(discs - 1, from, other);
    height[from]--;
    height[to]++;
    return moves + 1 + towers(discs - 1, other, to);
}

KERNEL {
    i64 checksum = 0;
    for (i32 round = 0; round < iterations; round++) {
        i32 n = round & 1;
        height[0] = 12;
        height[1] = height[2] = 0;
        checksum = mix(checksum, fibonacci(18 + n));
        checksum = mix(checksum, ackermann(2, 40 + n));
        checksum = mix(checksum, queens((1u << (7 + n)) - 1, 0, 0, 0));
        checksum = mix(checksum, towers(12, 0, 2) + height[2]);
    }
    return checksum;
}
