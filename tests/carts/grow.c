static volatile int refusals;

void update(void) {
    if (__builtin_wasm_memory_grow(0, 1) == (__SIZE_TYPE__)-1) {
        refusals++;
        *(volatile int *)0xA0 = refusals;
    }
}
