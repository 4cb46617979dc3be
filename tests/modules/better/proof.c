#include "../proof.h"

LUDOS_UNIT(proof_tick) {
    region_proof[0].value += 100;
    return LUDOS_OK;
}
