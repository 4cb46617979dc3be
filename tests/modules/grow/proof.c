#include "../proof.h"

/* Asks for 16 pages (1 MiB) again and again and touches what it gets; being refused does not stop it. */
LUDOS_UNIT(proof_tick) {
    bool due = region_proof[0].value >= region_proof[0].trigger;
    region_proof[0].value += 1;
    while (due) {
        size_t pages_before = __builtin_wasm_memory_grow(0, 16);
        if (pages_before != SIZE_MAX) *(volatile uint32_t *)(pages_before * 65536) = region_proof[0].value;
    }
    return LUDOS_OK;
}
