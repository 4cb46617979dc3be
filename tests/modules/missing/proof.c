#include "../proof.h"

/* The manifest names proof_tick; this code exports another name. */
LUDOS_UNIT(proof_tock) {
    region_proof[0].value += 1;
    return LUDOS_OK;
}
