// A singly linked list, shuffled through 128 KiB: walk it, sum it, move the head node behind a random other.
#include "kernel.h"

enum { NODES = 8192 };

typedef struct node { struct node *next; u32 value; u32 visits; u32 pad; } node;

static node nodes[NODES];
static u32 order[NODES];

KERNEL {
    u32 state = 0xABCDEF;
    for (u32 i = 0; i < NODES; i++) {
        order[i] = i;
    }
    for (u32 i = NODES - 1; i > 0; i--) {
        u32 j = next_random(&state) % (i + 1);
        u32 t = order[i];
        order[i] = order[j];
        order[j] = t;
    }
    for (u32 i = 0; i < NODES; i++) {
        node *n = &nodes[order[i]];
        n->next = i + 1 < NODES ? &nodes[order[i + 1]] : 0;
        n->value = next_random(&state);
        n->visits = 0;
    }
    node *head = &nodes[order[0]];
    i64 checksum = 0;
    for (i32 round = 0; round < iterations; round++) {
        u32 sum = 0;
        for (node *n = head; n; n = n->next) {
            sum += n->value ^ n->visits++;
        }
        node *moved = head, *after = &nodes[next_random(&state) % NODES];
        if (after != moved) {
            head = moved->next;
            moved->next = after->next;
            after->next = moved;
        }
        checksum = mix(checksum, sum);
    }
    return checksum;
}
