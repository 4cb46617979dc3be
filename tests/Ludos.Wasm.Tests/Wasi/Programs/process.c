/* Arguments, variables, input, outputs, clocks, randomness, exits. */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static void leaving(void) { printf("leaving\n"); }

int main(int argc, char **argv)
{
    char line[256];
    atexit(leaving);
    for (int i = 1; i < argc; i++) printf("argument %s\n", argv[i]);
    for (char **variable = environ; variable && *variable; variable++) printf("variable %s\n", *variable);
    while (fgets(line, sizeof line, stdin)) printf("input %s", line);
    fprintf(stderr, "to the error output\n");
    struct timespec now, later, wait = { 0, 20000000 };
    int clock = clock_gettime(CLOCK_MONOTONIC, &now);
    if (clock) printf("no clock: errno %d\n", errno);
    else {
        int slept = nanosleep(&wait, 0);
        clock_gettime(CLOCK_MONOTONIC, &later);
        long passed = (later.tv_sec - now.tv_sec) * 1000000000L + later.tv_nsec - now.tv_nsec;
        printf("slept %d, long enough %d\n", slept, passed >= 20000000L);
        clock_gettime(CLOCK_REALTIME, &now);
        printf("after 2020: %d\n", now.tv_sec > 1577836800);
    }
    struct pollfd ready = { 1, POLLOUT, 0 };
    printf("poll %d %d\n", poll(&ready, 1, 1000), (ready.revents & POLLOUT) != 0);
    unsigned char bytes[16] = { 0 };
    int random = getentropy(bytes, sizeof bytes), any = 0;
    for (int i = 0; i < 16; i++) any |= bytes[i];
    if (random) printf("no randomness: errno %d\n", errno);
    else printf("random %d\n", any != 0);
    exit(argc > 1 ? atoi(argv[1]) : 0);
}
