// What every kernel shares: fixed-width types, a seeded generator and the one export. No libc.
#ifndef LUDOS_KERNEL_H
#define LUDOS_KERNEL_H

typedef unsigned char u8;
typedef unsigned int u32;
typedef int i32;
typedef unsigned long long u64;
typedef long long i64;

// The checksum depends on every iteration, so that none can be optimised away.
#define KERNEL __attribute__((export_name("run"))) i64 run(i32 iterations)

static inline u32 next_random(u32 *state) {
    u32 x = *state;
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    *state = x;
    return x;
}

static inline i64 bits_of(double value) {
    union { double d; i64 i; } u = { value };
    return u.i;
}

static inline i64 mix(i64 checksum, i64 value) {
    u64 x = (u64)checksum * 0x9E3779B97F4A7C15ull;
    return (i64)((x ^ (x >> 29)) + (u64)value);
}

#endif
