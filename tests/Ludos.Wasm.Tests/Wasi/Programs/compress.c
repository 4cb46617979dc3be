/* Packs and unpacks what it makes up, in memory and through files, and prints sizes and checksums. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "zlib.h"

#define COUNT (1 << 20)

static unsigned state = 12345;
static unsigned next(void) { state = state * 1664525u + 1013904223u; return state >> 8; }

static void fill(unsigned char *text)
{
    static const char *const words[] = { "region ", "epoch ", "unit ", "grant ", "arena ", "slot\n", "lease ", "delta " };
    for (size_t at = 0; at < COUNT;) {
        const char *word = words[next() % 8];
        for (; *word && at < COUNT; word++) text[at++] = (unsigned char)*word;
        if (next() % 16 == 0 && at < COUNT) text[at++] = (unsigned char)next();
    }
}

static int in_memory(const unsigned char *text, int level)
{
    uLongf packed_length = compressBound(COUNT), length = COUNT;
    unsigned char *packed = malloc(packed_length), *back = malloc(COUNT);
    if (compress2(packed, &packed_length, text, COUNT, level) != Z_OK) return 1;
    if (uncompress(back, &length, packed, packed_length) != Z_OK || length != COUNT || memcmp(back, text, COUNT)) return 2;
    printf("level %d: %lu bytes, crc %08lx\n", level, packed_length, crc32(0, packed, (uInt)packed_length));
    free(packed);
    free(back);
    return 0;
}

static int through_file(const unsigned char *text, const char *path)
{
    gzFile file = gzopen(path, "wb6");
    if (!file || gzwrite(file, text, COUNT) != COUNT || gzclose(file) != Z_OK) return 3;
    unsigned char *back = malloc(COUNT);
    file = gzopen(path, "rb");
    if (!file) return 4;
    int lines = 0, count = 0, got;
    while ((got = gzread(file, back + count, 10007)) > 0) count += got;
    if (count != COUNT || memcmp(back, text, COUNT)) return 5;
    for (int i = 0; i < count; i++) lines += back[i] == '\n';
    gzclose(file);
    printf("file: %d bytes in %d lines, adler %08lx\n", count, lines, adler32(1, back, (uInt)count));
    free(back);
    return 0;
}

int main(int argc, char **argv)
{
    unsigned char *text = malloc(COUNT);
    fill(text);
    printf("zlib %s\n", zlibVersion());
    for (int level = 1; level <= 9; level += 4) {
        int failed = in_memory(text, level);
        if (failed) return failed;
    }
    /* Damage is told, not read past. */
    unsigned char bad[64] = { 0x78, 0x9c, 0xff, 0xff, 0xff };
    uLongf room = COUNT;
    printf("damage: %d\n", uncompress(text, &room, bad, sizeof bad));
    fill(text);
    return argc > 1 ? through_file(text, argv[1]) : 0;
}
