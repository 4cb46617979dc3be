#include "../proof.h"

LUDOS_UNIT(proof_tick) {
    bool due = region_proof[0].value >= region_proof[0].trigger;
    region_proof[0].value += 1;
    volatile uint32_t *value = &region_proof[0].value;
    while (due) *value += 1;
    return LUDOS_OK;
}
