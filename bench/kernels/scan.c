// Counts lines, words, digits and the longest line in 64 KiB of made-up text, byte by byte.
#include "kernel.h"

enum { SIZE = 65536 };

static u8 text[SIZE];

typedef struct { u32 lines, words, digits, longest; } counts;

static counts scan(const u8 *p, const u8 *end) {
    counts c = { 0, 0, 0, 0 };
    u32 length = 0;
    i32 in_word = 0;
    for (; p < end; p++) {
        u8 ch = *p;
        if (ch == '\n') {
            c.lines++;
            if (length > c.longest) c.longest = length;
            length = 0;
            in_word = 0;
            continue;
        }
        length++;
        if (ch == ' ' || ch == '\t') {
            in_word = 0;
            continue;
        }
        if (!in_word) {
            c.words++;
            in_word = 1;
        }
        if (ch >= '0' && ch <= '9') c.digits++;
    }
    return c;
}

KERNEL {
    u32 state = 0xF00D;
    for (i32 i = 0; i < SIZE; i++) {
        u32 r = next_random(&state) % 64;
        text[i] = r == 0 ? '\n' : r < 10 ? ' ' : r < 20 ? (u8)('0' + r % 10) : (u8)('a' + r % 26);
    }
    i64 checksum = 0;
    for (i32 round = 0; round < iterations; round++) {
        counts c = scan(text, text + SIZE);
        text[(round * 31) & (SIZE - 1)] = (u8)('0' + round % 10);
        checksum = mix(checksum, (i64)((u64)c.words << 32 | ((c.lines << 16) ^ c.digits ^ (c.longest << 8))));
    }
    return checksum;
}
