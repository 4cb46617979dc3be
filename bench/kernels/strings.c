// Text, byte by byte: find, compare, length, UTF-8 read and checked, numbers written and read, words sorted into a table.
#include "kernel.h"

enum { TEXT = 16384, WORDS = 256 };

static u8 text[TEXT + 16];
static u8 written[TEXT * 2];

static const u8 *find_byte(const u8 *p, u8 byte, u32 count) {
    for (; count; p++, count--) {
        if (*p == byte) return p;
    }
    return 0;
}

static i32 compare(const u8 *a, const u8 *b) {
    for (; *a == *b && *a; a++, b++) { }
    return *a - *b;
}

static u32 length(const u8 *p) {
    const u8 *start = p;
    while (*p) p++;
    return (u32)(p - start);
}

static void copy(u8 *to, const u8 *from) {
    while ((*to++ = *from++)) { }
}

// The code point at p, which moves on; -1 for a byte that cannot stand there.
static i32 decode(const u8 **p) {
    const u8 *s = *p;
    u32 c = *s++;
    if (c < 0x80) { *p = s; return (i32)c; }
    i32 more = c >= 0xF0 && c < 0xF5 ? 3 : c >= 0xE0 ? 2 : c >= 0xC2 ? 1 : 0;
    if (!more || c >= 0xF5) { *p = s; return -1; }
    c &= 0x3Fu >> more;
    for (i32 i = 0; i < more; i++) {
        if ((*s & 0xC0) != 0x80) { *p = s; return -1; }
        c = c << 6 | (*s++ & 0x3F);
    }
    *p = s;
    return (i32)c;
}

static u8 *encode(u8 *p, u32 c) {
    if (c < 0x80) { *p++ = (u8)c; return p; }
    if (c < 0x800) { *p++ = (u8)(0xC0 | c >> 6); *p++ = (u8)(0x80 | (c & 0x3F)); return p; }
    *p++ = (u8)(0xE0 | c >> 12);
    *p++ = (u8)(0x80 | (c >> 6 & 0x3F));
    *p++ = (u8)(0x80 | (c & 0x3F));
    return p;
}

static u8 *write_number(u8 *p, i32 value) {
    u8 digits[12];
    i32 count = 0;
    u32 rest = value < 0 ? 0u - (u32)value : (u32)value;
    do { digits[count++] = (u8)('0' + rest % 10); rest /= 10; } while (rest);
    if (value < 0) *p++ = '-';
    while (count) *p++ = digits[--count];
    *p = 0;
    return p;
}

static i32 read_number(const u8 *p) {
    i32 negative = *p == '-', value = 0;
    for (p += negative; *p >= '0' && *p <= '9'; p++) value = value * 10 + (*p - '0');
    return negative ? -value : value;
}

static u32 utf8(void) {
    u32 sum = 0;
    u8 *out = written;
    for (const u8 *p = text; p < text + TEXT;) {
        i32 c = decode(&p);
        sum = sum * 31 + (u32)c;
        if (c >= 'a' && c <= 'z') c -= 32;
        if (c >= 0) out = encode(out, (u32)c);
    }
    return sum ^ (u32)(out - written);
}

static u32 lines(void) {
    u32 sum = 0;
    const u8 *p = text;
    for (u32 left = TEXT; left;) {
        const u8 *end = find_byte(p, '\n', left);
        if (!end) break;
        u32 size = (u32)(end - p) + 1;
        sum = sum * 17 + size;
        p += size;
        left -= size;
    }
    return sum;
}

static u8 words[WORDS][16];
static u8 *sorted[WORDS];

static u32 table(u32 *seed) {
    u32 sum = 0;
    for (i32 i = 0; i < WORDS; i++) {
        u8 spelled[16];
        write_number(spelled, (i32)next_random(seed) >> 8);
        copy(words[i], spelled);
        u8 *word = words[i];
        sum += length(word) + (u32)read_number(word);
        i32 low = 0, high = i;
        while (low < high) {
            i32 middle = (low + high) / 2;
            if (compare(sorted[middle], word) <= 0) low = middle + 1; else high = middle;
        }
        for (i32 k = i; k > low; k--) sorted[k] = sorted[k - 1];
        sorted[low] = word;
    }
    for (i32 i = 0; i < WORDS; i += 16) sum = sum * 31 + sorted[i][0] + sorted[i][1];
    return sum;
}

KERNEL {
    u32 seed = 0x7E47;
    u8 *p = text;
    while (p < text + TEXT) {
        u32 r = next_random(&seed);
        p = encode(p, r % 61 == 0 ? '\n' : r % 11 == 0 ? 0xE0 + r % 32 : r % 37 == 0 ? 0x4E00 + r % 512 : 'a' + r % 26);
    }
    i64 checksum = 0;
    for (i32 round = 0; round < iterations; round++) {
        checksum = mix(checksum, utf8());
        checksum = mix(checksum, lines());
        checksum = mix(checksum, table(&seed));
        text[(round * 97) % TEXT] = (u8)('a' + round % 26);
    }
    return checksum;
}
