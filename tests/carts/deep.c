static volatile int frames;

__attribute__((noinline)) static int sink(int depth) {
    volatile int here = depth;
    return frames == 5 ? sink(depth + 1) + here : here;
}

void update(void) {
    frames++;
    (void)sink(0);
}
