#include "../proof.h"

LUDOS_UNIT(proof_tick) {
    region_proof[0].value += 1;
    return LUDOS_OK;
}
