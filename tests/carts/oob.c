static volatile int frames;

void update(void) {
    frames++;
    if (frames == 5) {
        *(volatile int *)0x10000 = 1;
    }
}
