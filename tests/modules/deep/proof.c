#include "../proof.h"

static volatile uint32_t depth_reached;

/* Not a tail call and without a shadow-stack frame, so that it is the host's own stack that runs out. The limit is
 * reached by no stack; it only keeps the compiler from calling this endless. */
__attribute__((noinline)) static uint32_t descend(uint32_t depth) {
    depth_reached = depth;
    if (depth == UINT32_MAX) return 0;
    return descend(depth + 1) + depth_reached;
}

LUDOS_UNIT(proof_tick) {
    bool due = region_proof[0].value >= region_proof[0].trigger;
    region_proof[0].value += 1;
    if (due) region_proof[0].value = descend(0);
    return LUDOS_OK;
}
