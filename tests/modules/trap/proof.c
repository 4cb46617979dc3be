#include "../proof.h"

/* Writes first, then traps: nothing of this tick may be seen. */
LUDOS_UNIT(proof_tick) {
    bool due = region_proof[0].value >= region_proof[0].trigger;
    region_proof[0].value += 1;
    if (due) {
        region_proof[0].value = 0xDEADBEEF;
        __builtin_trap();
    }
    return LUDOS_OK;
}
