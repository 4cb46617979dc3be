/* Makes a picture, codes it with and without loss, decodes it, and prints sizes and sums. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "webp/decode.h"
#include "webp/encode.h"

#define SIDE 256

static unsigned sum(const unsigned char *bytes, size_t count)
{
    unsigned hash = 2166136261u;
    for (size_t i = 0; i < count; i++) hash = (hash ^ bytes[i]) * 16777619u;
    return hash;
}

static int keep(const char *folder, const char *name, const unsigned char *bytes, size_t count)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(bytes, 1, count, file) != count) return 1;
    return fclose(file);
}

static int decoded(const char *what, const unsigned char *coded, size_t count, const unsigned char *original, int exact)
{
    int width, height;
    unsigned char *back = WebPDecodeRGB(coded, count, &width, &height);
    if (!back || width != SIDE || height != SIDE) return 1;
    long long error = 0;
    for (int i = 0; i < SIDE * SIDE * 3; i++) error += (back[i] - original[i]) * (back[i] - original[i]);
    printf("%s: %zu bytes %08x, decoded %08x, square error %lld\n", what, count, sum(coded, count), sum(back, SIDE * SIDE * 3), error);
    WebPFree(back);
    return exact && error;
}

int main(int argc, char **argv)
{
    unsigned char *picture = malloc(SIDE * SIDE * 3), *coded;
    unsigned state = 99;
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++) {
            unsigned char *pixel = picture + (y * SIDE + x) * 3;
            state = state * 1664525u + 1013904223u;
            pixel[0] = (unsigned char)(x ^ y);
            pixel[1] = (unsigned char)((x * x + y * y) >> 8);
            pixel[2] = (unsigned char)(x + (state >> 29));
        }
    printf("webp %x\n", WebPGetEncoderVersion());
    for (int quality = 10; quality <= 90; quality += 40) {
        size_t count = WebPEncodeRGB(picture, SIDE, SIDE, SIDE * 3, (float)quality, &coded);
        char what[32];
        snprintf(what, sizeof what, "quality %d", quality);
        if (!count || decoded(what, coded, count, picture, 0)) return 1;
        if (argc > 1 && keep(argv[1], "lossy.webp", coded, count)) return 2;
        WebPFree(coded);
    }
    size_t count = WebPEncodeLosslessRGB(picture, SIDE, SIDE, SIDE * 3, &coded);
    if (!count || decoded("lossless", coded, count, picture, 1)) return 3;
    if (argc > 1 && keep(argv[1], "lossless.webp", coded, count)) return 4;
    /* Cut and damaged pictures are refused. */
    printf("cut: %d\n", WebPDecodeRGB(coded, count / 2, &(int){ 0 }, &(int){ 0 }) != 0);
    coded[20] ^= 0x5a;
    memset(coded + 40, 0xff, 64);
    printf("damaged: %d\n", WebPDecodeRGB(coded, count, &(int){ 0 }, &(int){ 0 }) != 0);
    WebPFree(coded);
    return 0;
}
