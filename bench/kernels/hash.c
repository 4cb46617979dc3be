// Hashes of a buffer (64-bit multiply and rotate in four lanes, and add-rotate-xor of SipHash's kind), and an open-addressing
// map of 64-bit keys placed by a byte hash of Fowler, Noll and Vo's kind.
#include "kernel.h"

enum { SIZE = 8192, SLOTS = 4096, KEYS = 2048 };

static u8 data[SIZE];

static u64 rotate(u64 x, i32 n) { return x << n | x >> (64 - n); }
static u64 word(const u8 *p) { u64 x; __builtin_memcpy(&x, p, 8); return x; }

static u64 lanes(const u8 *p, u32 size, u64 seed) {
    const u64 one = 0x9E3779B185EBCA87ull, two = 0xC2B2AE3D27D4EB4Full, three = 0x165667B19E3779F9ull;
    u64 a = seed + one + two, b = seed + two, c = seed, d = seed - one;
    for (u32 at = 0; at < size; at += 32, p += 32) {
        a = rotate(a + word(p) * two, 31) * one;
        b = rotate(b + word(p + 8) * two, 31) * one;
        c = rotate(c + word(p + 16) * two, 31) * one;
        d = rotate(d + word(p + 24) * two, 31) * one;
    }
    u64 h = rotate(a, 1) + rotate(b, 7) + rotate(c, 12) + rotate(d, 18) + size;
    h ^= h >> 33; h *= two;
    h ^= h >> 29; h *= three;
    return h ^ h >> 32;
}

#define ROUND \
    a += b; b = rotate(b, 13) ^ a; a = rotate(a, 32); c += d; d = rotate(d, 16) ^ c; \
    a += d; d = rotate(d, 21) ^ a; c += b; b = rotate(b, 17) ^ c; c = rotate(c, 32);

static u64 sip(const u8 *p, u32 size, u64 k0, u64 k1) {
    u64 a = k0 ^ 0x736f6d6570736575ull, b = k1 ^ 0x646f72616e646f6dull, c = k0 ^ 0x6c7967656e657261ull, d = k1 ^ 0x7465646279746573ull;
    for (u32 at = 0; at < size; at += 8) {
        u64 m = word(p + at);
        d ^= m;
        ROUND ROUND
        a ^= m;
    }
    c ^= 0xFF;
    ROUND ROUND ROUND ROUND
    return a ^ b ^ c ^ d;
}

typedef struct { u64 key; u32 count, used; } slot;

static slot slots[SLOTS];

static u32 place(u64 key) {
    u32 h = 2166136261u;
    for (i32 i = 0; i < 8; i++) h = (h ^ (u8)(key >> 8 * i)) * 16777619u;
    return h;
}

static u32 count(u64 key) {
    for (u32 at = place(key);; at++) {
        slot *s = &slots[at & (SLOTS - 1)];
        if (s->used && s->key == key) return ++s->count;
        if (!s->used) {
            s->used = 1;
            s->key = key;
            return s->count = 1;
        }
    }
}

KERNEL {
    u32 seed = 0x4A54;
    for (i32 i = 0; i < SIZE; i++) data[i] = (u8)next_random(&seed);
    i64 checksum = 0;
    for (i32 round = 0; round < iterations; round++) {
        u64 h = lanes(data, SIZE, (u64)round), s = sip(data, SIZE, h, (u64)checksum);
        for (i32 i = 0; i < SLOTS; i++) slots[i].used = 0;
        u32 sum = 0;
        for (i32 i = 0; i < KEYS; i++) sum += count((u64)(next_random(&seed) % 1500) * 0x9E3779B97F4A7C15ull);
        checksum = mix(checksum, (i64)(h ^ s ^ sum));
        data[round & (SIZE - 1)] ^= (u8)h;
    }
    return checksum;
}
