static volatile int frames;

void update(void) {
    frames++;
    while (frames == 5) {
    }
}
