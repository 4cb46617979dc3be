// A general-purpose allocator at work: size classes with free lists, larger blocks best fit and joined with their
// neighbours; and a mix of short and long lives that takes, writes, resizes and frees.
#include "kernel.h"

enum { HEAP = 1 << 20, CLASSES = 16, GRAIN = 16, LIVE = 1024, STEPS = 4096 };

// Sizes are multiples of GRAIN; the lowest bit says whether the block is in use.
typedef struct block { u32 size, before; struct block *next, *last; } block;

enum { HEAD = 8, USED = 1 };

static u8 heap[HEAP] __attribute__((aligned(16)));
static block *small[CLASSES];
static block *large;

static block *after(block *b) { return (block *)((u8 *)b + (b->size & ~USED)); }

static i32 class_of(u32 size) { return (i32)(size / GRAIN); }

static block **list_of(u32 size) { return class_of(size) < CLASSES ? &small[class_of(size)] : &large; }

static void unlink(block *b) {
    if (b->last) b->last->next = b->next; else *list_of(b->size) = b->next;
    if (b->next) b->next->last = b->last;
}

static void link(block *b) {
    block **list = list_of(b->size);
    b->last = 0;
    b->next = *list;
    if (b->next) b->next->last = b;
    *list = b;
}

static void split(block *b, u32 size) {
    u32 rest = b->size - size;
    if (rest >= 2 * GRAIN) {
        b->size = size;
        block *tail = after(b);
        tail->size = rest;
        tail->before = size;
        after(tail)->before = rest;
        link(tail);
    }
    b->size |= USED;
}

static void *take(u32 bytes) {
    u32 size = (bytes + HEAD + GRAIN - 1) & ~(u32)(GRAIN - 1);
    if (size < 2 * GRAIN) size = 2 * GRAIN;
    for (i32 c = class_of(size); c < CLASSES; c++) {
        if (small[c]) {
            block *b = small[c];
            unlink(b);
            split(b, size);
            return (u8 *)b + HEAD;
        }
    }
    block *best = 0;
    for (block *b = large; b; b = b->next) {
        if (b->size >= size && (!best || b->size < best->size)) best = b;
    }
    if (!best) return 0;
    unlink(best);
    split(best, size);
    return (u8 *)best + HEAD;
}

static void give(void *p) {
    if (!p) return;
    block *b = (block *)((u8 *)p - HEAD);
    b->size &= ~(u32)USED;
    block *right = after(b);
    if (!(right->size & USED)) {
        unlink(right);
        b->size += right->size;
    }
    if (b->before) {
        block *left = (block *)((u8 *)b - b->before);
        if (!(left->size & USED)) {
            unlink(left);
            left->size += b->size;
            b = left;
        }
    }
    after(b)->before = b->size;
    link(b);
}

static void start(void) {
    for (i32 c = 0; c < CLASSES; c++) small[c] = 0;
    large = 0;
    block *first = (block *)heap;
    first->size = HEAP - 2 * GRAIN;
    first->before = 0;
    block *end = after(first);
    end->size = GRAIN | USED;
    end->before = first->size;
    link(first);
}

static u32 *live[LIVE];
static u32 words[LIVE];

KERNEL {
    u32 seed = 0xA110C;
    i64 checksum = 0;
    for (i32 round = 0; round < iterations; round++) {
        start();
        for (i32 i = 0; i < LIVE; i++) { live[i] = 0; words[i] = 0; }
        u32 sum = 0;
        for (i32 step = 0; step < STEPS; step++) {
            u32 r = next_random(&seed), at = r % LIVE;
            if (live[at]) {
                for (u32 i = 0; i < words[at]; i++) sum = sum * 33 + live[at][i];
                give(live[at]);
                live[at] = 0;
            }
            u32 count = 1 + ((r >> 10) & 15);
            if ((r >> 14 & 31) == 0) count *= 24;
            u32 *p = take(count * 4);
            live[at] = p;
            words[at] = p ? count : 0;
            if (!p) { sum ^= 0xDEAD; continue; }
            for (u32 i = 0; i < count; i++) p[i] = r + i;
        }
        checksum = mix(checksum, sum);
    }
    return checksum;
}
