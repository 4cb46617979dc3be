/* malloc and free on a trace: FILE PLACES. Prints the 99 % of each in microseconds, and the bytes given out. The first of two passes warms up. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

struct entry { int32_t place, bytes; };

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static int ascending(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    FILE *file = fopen(argv[1], "rb");
    struct stat about;
    if (!file || fstat(fileno(file), &about) != 0)
        return 3;
    size_t count = (size_t)about.st_size / sizeof(struct entry);
    struct entry *trace = malloc(count * sizeof *trace);
    char **blocks = calloc((size_t)atoi(argv[2]), sizeof *blocks);
    int64_t *allocating = calloc(count, sizeof *allocating), *freeing = calloc(count, sizeof *freeing);
    if (!trace || !blocks || !allocating || !freeing || fread(trace, sizeof *trace, count, file) != count)
        return 4;
    size_t made = 0, freed = 0;
    int64_t bytes = 0;
    for (int pass = 0; pass < 2; pass++) {
        made = freed = 0;
        bytes = 0;
        for (size_t i = 0; i < count; i++) {
            struct entry e = trace[i];
            int64_t begin = now();
            if (e.bytes == 0) {
                free(blocks[e.place]);
                freeing[freed++] = now() - begin;
            } else {
                char *block = malloc((size_t)e.bytes);
                allocating[made++] = now() - begin;
                if (!block)
                    return 5;
                *(volatile char *)block = 1;
                blocks[e.place] = block;
                bytes += e.bytes;
            }
        }
    }
    qsort(allocating, made, sizeof *allocating, ascending);
    qsort(freeing, freed, sizeof *freeing, ascending);
    printf("%.3f %.3f %lld\n", allocating[made * 99 / 100] / 1000.0, freeing[freed * 99 / 100] / 1000.0, (long long)bytes);
    return 0;
}
