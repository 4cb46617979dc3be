static volatile int frames;

/* The barrier keeps the call from becoming a loop, and nothing lives in memory: only the engine's own stack grows. */
__attribute__((noinline)) static int sink(int depth) {
    int below = frames == 5 ? sink(depth + 1) : depth;
    __asm__ volatile("" : "+r"(below));
    return below + 1;
}

void update(void) {
    frames++;
    (void)sink(0);
}
