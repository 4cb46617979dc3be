/* The region that every version of the module `proof` shares, so that a test can swap any of them for another. */
#ifndef PROOF_H
#define PROOF_H

#include "ludos_unit.h"

struct proof {
    uint32_t value;   /* good adds 1 a tick, better adds 100 */
    uint32_t trigger; /* a faulty version behaves like good while value < trigger */
};
LUDOS_REGION(struct proof, proof, 1);

#endif
