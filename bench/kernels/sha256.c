// SHA-256 (FIPS 180-4) of an 8 KiB message, chained: each round hashes the message with the last digest in front.
#include "kernel.h"

enum { MESSAGE = 8192 };

static u8 message[MESSAGE];

static const u32 k[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static u32 rotate(u32 x, i32 n) { return (x >> n) | (x << (32 - n)); }

static u32 load_big(const u8 *p) { return (u32)p[0] << 24 | (u32)p[1] << 16 | (u32)p[2] << 8 | p[3]; }

static void compress(u32 *h, const u8 *block) {
    u32 w[64];
    for (i32 i = 0; i < 16; i++) {
        w[i] = load_big(block + 4 * i);
    }
    for (i32 i = 16; i < 64; i++) {
        u32 s0 = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ (w[i - 15] >> 3);
        u32 s1 = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ (w[i - 2] >> 10);
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    u32 a = h[0], b = h[1], c = h[2], d = h[3], e = h[4], f = h[5], g = h[6], t = h[7];
    for (i32 i = 0; i < 64; i++) {
        u32 t1 = t + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + k[i] + w[i];
        u32 t2 = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
        t = g; g = f; f = e; e = d + t1; d = c; c = b; b = a; a = t1 + t2;
    }
    h[0] += a; h[1] += b; h[2] += c; h[3] += d; h[4] += e; h[5] += f; h[6] += g; h[7] += t;
}

// The message is whole blocks, so the padding is one block of its own.
static void sha256(u32 *h, const u8 *data, u32 size) {
    static const u32 initial[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19 };
    for (i32 i = 0; i < 8; i++) {
        h[i] = initial[i];
    }
    for (u32 at = 0; at < size; at += 64) {
        compress(h, data + at);
    }
    u8 last[64];
    for (i32 i = 0; i < 64; i++) {
        last[i] = 0;
    }
    last[0] = 0x80;
    u64 bits = (u64)size * 8;
    for (i32 i = 0; i < 8; i++) {
        last[56 + i] = (u8)(bits >> (56 - 8 * i));
    }
    compress(h, last);
}

KERNEL {
    u32 state = 0xC0FFEE;
    for (i32 i = 0; i < MESSAGE; i++) {
        message[i] = (u8)next_random(&state);
    }
    u32 h[8];
    i64 checksum = 0;
    for (i32 round = 0; round < iterations; round++) {
        sha256(h, message, MESSAGE);
        for (i32 i = 0; i < 8; i++) {
            message[4 * i] = (u8)(h[i] >> 24);
            message[4 * i + 1] = (u8)(h[i] >> 16);
            message[4 * i + 2] = (u8)(h[i] >> 8);
            message[4 * i + 3] = (u8)h[i];
        }
        checksum = mix(checksum, (i64)((u64)h[0] << 32 | h[7]));
    }
    return checksum;
}
