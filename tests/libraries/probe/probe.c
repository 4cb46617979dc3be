/* The library that the tests and benchmarks of Ludos.Units call: good methods, and one for each way to fail. */
#include "ludos_library.h"

LUDOS_LIBRARY(65536, 64, 65536);

static uint32_t calls;
static uint8_t poisoned;

LUDOS_METHOD(nothing) {
    return 0;
}

/* FNV-1a over the input, as many rounds as the first parameter byte says, at least one; eight bytes out. */
LUDOS_METHOD(digest) {
    uint32_t rounds = parameter_bytes > 0 && library_parameters[0] > 0 ? library_parameters[0] : 1;
    uint64_t hash = 0xcbf29ce484222325u;
    for (uint32_t round = 0; round < rounds; round++) {
        for (uint32_t i = 0; i < input_bytes; i++) {
            hash = (hash ^ library_input[i]) * 0x100000001b3u;
        }
    }
    for (int i = 0; i < 8; i++) {
        library_output[i] = (uint8_t)(hash >> (8 * i));
    }
    return 8;
}

LUDOS_METHOD(invert) {
    for (uint32_t i = 0; i < input_bytes; i++) {
        library_output[i] = (uint8_t)~library_input[i];
    }
    return (int32_t)input_bytes;
}

/* Traps at every n-th call of an instance, n being the first two parameter bytes; else as invert. */
LUDOS_METHOD(fragile) {
    uint32_t every = library_parameters[0] | (uint32_t)library_parameters[1] << 8;
    if (++calls >= every) {
        __builtin_trap();
    }
    return invert(input_bytes, parameter_bytes);
}

/* Once told to, its instance traps at every later call: what an earlier job left behind. */
LUDOS_METHOD(poison) {
    if (poisoned) {
        __builtin_trap();
    }
    poisoned = input_bytes > 0 && library_input[0] == 1;
    return 0;
}

LUDOS_METHOD(crash) {
    __builtin_trap();
}

LUDOS_METHOD(fault) {
    return -7;
}

LUDOS_METHOD(boast) {
    return 1 << 30;
}

LUDOS_METHOD(spin) {
    for (volatile uint32_t i = 0;; i++) {
    }
}

static uint32_t deeper(uint32_t n);
static uint32_t (*volatile again)(uint32_t) = deeper;

static uint32_t deeper(uint32_t n) {
    return again(n + 1) + n;
}

LUDOS_METHOD(deep) {
    return (int32_t)(deeper(input_bytes) & 1);
}
