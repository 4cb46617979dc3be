#include "ludos_unit.h"

/* The same region under another schema: value is 64 bits wide here, so a running game must refuse it. */
struct proof {
    uint64_t value;
    uint32_t trigger;
};
LUDOS_REGION(struct proof, proof, 1);

LUDOS_UNIT(proof_tick) {
    region_proof[0].value += 1;
    return LUDOS_OK;
}
