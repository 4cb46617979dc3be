/* Signal to wake between two processes on a raw futex word, or on a word that the waiter spins on.
   usage: signal blocked|spin COUNT PACE_NS; prints: median ns, 99th percentile ns, lost, waits that slept */
#define _GNU_SOURCE
#include <linux/futex.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LOST_NS = 100000000 };

struct shared {
    _Alignas(64) _Atomic uint32_t word;
    _Alignas(64) _Atomic uint64_t sent_ns;
    _Alignas(64) _Atomic uint32_t ready;
};

static uint64_t now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static int by_size(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* Signaller and waiter have a core each, as on the other side: who shares one measures the scheduler. */
static void confine(int place) {
    cpu_set_t may, one;
    if (sched_getaffinity(0, sizeof may, &may) != 0) return;
    CPU_ZERO(&one);
    for (int core = 0; core < CPU_SETSIZE; core++) {
        if (!CPU_ISSET(core, &may) || place-- > 0) continue;
        CPU_SET(core, &one);
        (void)sched_setaffinity(0, sizeof one, &one);
        return;
    }
}

static void wait_all(struct shared *s, int spin, uint32_t count) {
    uint64_t *taken = calloc(count, sizeof *taken);
    uint32_t samples = 0, lost = 0, seen = 0;
    struct rusage before, after;
    getrusage(RUSAGE_SELF, &before);
    atomic_store(&s->ready, 1);
    while (seen < count) {
        uint32_t word = atomic_load(&s->word);
        if (word == seen) {
            if (spin) {
                __builtin_ia32_pause();
            } else {
                struct timespec second = {1, 0};
                syscall(SYS_futex, &s->word, FUTEX_WAIT, word, &second, NULL, 0);
            }
            continue;
        }
        uint64_t woke = now_ns(), sent = atomic_load(&s->sent_ns);
        if (atomic_load(&s->word) == word && woke >= sent) {
            lost += woke - sent > LOST_NS;
            taken[samples++] = woke - sent;
        }
        seen = word;
    }
    getrusage(RUSAGE_SELF, &after);
    qsort(taken, samples, sizeof *taken, by_size);
    printf("%llu %llu %u %ld\n", (unsigned long long)taken[samples / 2], (unsigned long long)taken[(uint64_t)samples * 99 / 100], lost, after.ru_nvcsw - before.ru_nvcsw);
    fflush(stdout);
    free(taken);
}

int main(int argc, char **argv) {
    if (argc != 4) return 2;
    int spin = strcmp(argv[1], "spin") == 0;
    uint32_t count = (uint32_t)atoi(argv[2]);
    uint64_t pace_ns = (uint64_t)atoll(argv[3]);
    struct shared *s = mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (s == MAP_FAILED) return 1;
    pid_t child = fork();
    if (child == 0) {
        confine(1);
        wait_all(s, spin, count);
        _exit(0);
    }
    confine(0);
    while (!atomic_load(&s->ready)) usleep(1000);
    for (uint32_t i = 1; i <= count; i++) {
        uint64_t until = now_ns() + pace_ns;
        while (now_ns() < until) __builtin_ia32_pause();
        atomic_store(&s->sent_ns, now_ns());
        atomic_store(&s->word, i);
        if (!spin) syscall(SYS_futex, &s->word, FUTEX_WAKE, INT32_MAX, NULL, NULL, 0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return status;
}
