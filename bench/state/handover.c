/* Hands blocks of bytes to another process, which hashes them, over a Unix socket or a named pipe.
   usage: handover socket|pipe BYTES COUNT PATH; prints: median ns of the hand-over, median ns with the hash, digest of the last block (hex) */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static uint64_t now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

/* The same digest as the benchmark's own: eight bytes at a time, multiply and rotate. */
static uint64_t digest(const unsigned char *bytes, size_t size) {
    uint64_t hash = 0x9E3779B97F4A7C15u;
    for (size_t i = 0; i + 8 <= size; i += 8) {
        uint64_t lane;
        memcpy(&lane, bytes + i, 8);
        hash = (hash ^ lane) * 0xFF51AFD7ED558CCDu;
        hash = (hash << 31) | (hash >> 33);
    }
    return hash;
}

static int by_size(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static int move_all(int file, unsigned char *bytes, size_t size, int out) {
    for (size_t done = 0; done < size;) {
        ssize_t n = out ? write(file, bytes + done, size - done) : read(file, bytes + done, size - done);
        if (n <= 0) return -1;
        done += (size_t)n;
    }
    return 0;
}

static void fill(unsigned char *bytes, size_t size, uint64_t round) {
    for (size_t i = 0; i + 8 <= size; i += 8) {
        uint64_t lane = (i + round) * 0x9E3779B97F4A7C15u;
        memcpy(bytes + i, &lane, 8);
    }
}

static int consume(int file, int back, size_t size, int count) {
    unsigned char *bytes = malloc(size);
    uint64_t *alone = calloc((size_t)count, 8), *hashed = calloc((size_t)count, 8), last = 0;
    for (int i = 0; i < count; i++) {
        uint64_t sent;
        if (move_all(file, (unsigned char *)&sent, 8, 0) || move_all(file, bytes, size, 0)) return 1;
        uint64_t here = now_ns();
        last = digest(bytes, size);
        alone[i] = here - sent;
        hashed[i] = now_ns() - sent;
        if (write(back, "k", 1) != 1) return 1;
    }
    qsort(alone, (size_t)count, 8, by_size);
    qsort(hashed, (size_t)count, 8, by_size);
    printf("%llu %llu %016llx\n", (unsigned long long)alone[count / 2], (unsigned long long)hashed[count / 2], (unsigned long long)last);
    fflush(stdout);
    return 0;
}

int main(int argc, char **argv) {
    if (argc != 5) return 2;
    size_t size = (size_t)atoll(argv[2]);
    int count = atoi(argv[3]), socket = strcmp(argv[1], "socket") == 0, ends[2], back[2];
    if (pipe(back)) return 1;
    if (socket ? socketpair(AF_UNIX, SOCK_STREAM, 0, ends) : mkfifo(argv[4], 0600)) return 1;
    pid_t child = fork();
    if (child == 0) {
        int in = socket ? ends[1] : open(argv[4], O_RDONLY);
        _exit(consume(in, back[1], size, count));
    }
    int out = socket ? ends[0] : open(argv[4], O_WRONLY);
    unsigned char *bytes = malloc(size);
    for (int i = 0; i < count; i++) {
        fill(bytes, size, (uint64_t)i);
        uint64_t until = now_ns() + 150000;
        while (now_ns() < until) __builtin_ia32_pause();
        uint64_t sent = now_ns();
        char ack;
        if (move_all(out, (unsigned char *)&sent, 8, 1) || move_all(out, bytes, size, 1) || read(back[0], &ack, 1) != 1) return 1;
    }
    int status = 0;
    waitpid(child, &status, 0);
    return status;
}
