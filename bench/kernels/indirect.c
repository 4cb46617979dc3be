// A register machine whose instructions are called through a table: sixteen targets, a program of 4,096 steps.
#include "kernel.h"

enum { OPERATIONS = 16, PROGRAM = 4096 };

typedef u32 (*operation)(u32 a, u32 b);

static u32 add(u32 a, u32 b) { return a + b; }
static u32 subtract(u32 a, u32 b) { return a - b; }
static u32 multiply(u32 a, u32 b) { return a * (b | 1); }
static u32 exclusive(u32 a, u32 b) { return a ^ b; }
static u32 rotate_left(u32 a, u32 b) { return (a << (b & 31)) | (a >> ((32 - b) & 31)); }
static u32 shift_mix(u32 a, u32 b) { return (a >> 3) ^ (b << 2); }
static u32 pick_low(u32 a, u32 b) { return a < b ? a : b; }
static u32 pick_high(u32 a, u32 b) { return a > b ? a : b; }
static u32 both(u32 a, u32 b) { return (a & b) + 1; }
static u32 either(u32 a, u32 b) { return (a | b) - 1; }
static u32 complement(u32 a, u32 b) { return ~a + b; }
static u32 halve(u32 a, u32 b) { return (a >> 1) + b; }
static u32 count(u32 a, u32 b) { return (u32)__builtin_popcount(a) * 0x01010101u + b; }
static u32 zeros(u32 a, u32 b) { return (u32)__builtin_clz(a | 1) + b; }
static u32 negate(u32 a, u32 b) { return b - a; }
static u32 square(u32 a, u32 b) { return a * a + b; }

// Volatile, so that the compiler keeps the table and calls through it.
static volatile operation table[OPERATIONS] = {
    add, subtract, multiply, exclusive, rotate_left, shift_mix, pick_low, pick_high,
    both, either, complement, halve, count, zeros, negate, square,
};

static u8 program[PROGRAM];

KERNEL {
    u32 state = 0x777;
    for (i32 i = 0; i < PROGRAM; i++) {
        program[i] = (u8)(next_random(&state) % OPERATIONS);
    }
    u32 a = 1, b = 2;
    i64 checksum = 0;
    for (i32 round = 0; round < iterations; round++) {
        for (i32 i = 0; i < PROGRAM; i++) {
            u32 result = table[program[i]](a, b);
            a = b + (u32)i;
            b = result;
        }
        checksum = mix(checksum, b);
    }
    return checksum;
}
