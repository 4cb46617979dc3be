// Recursive quicksort, median of three, insertion sort below sixteen, on 8,192 integers drawn anew each round.
#include "kernel.h"

enum { COUNT = 8192, SMALL = 16 };

static i32 values[COUNT];

static void swap(i32 *a, i32 *b) {
    i32 t = *a;
    *a = *b;
    *b = t;
}

static void insertion(i32 *first, i32 *last) {
    for (i32 *p = first + 1; p <= last; p++) {
        i32 value = *p;
        i32 *q = p;
        while (q > first && q[-1] > value) {
            *q = q[-1];
            q--;
        }
        *q = value;
    }
}

static void __attribute__((noinline)) sort(i32 *first, i32 *last) {
    while (last - first >= SMALL) {
        i32 *middle = first + (last - first) / 2;
        if (*middle < *first) swap(middle, first);
        if (*last < *first) swap(last, first);
        if (*last < *middle) swap(last, middle);
        i32 pivot = *middle;
        i32 *i = first, *j = last;
        while (i <= j) {
            while (*i < pivot) i++;
            while (*j > pivot) j--;
            if (i <= j) swap(i++, j--);
        }
        sort(first, j);
        first = i;
    }
    insertion(first, last);
}

KERNEL {
    u32 state = 0x51ED270;
    i64 checksum = 0;
    for (i32 round = 0; round < iterations; round++) {
        for (i32 i = 0; i < COUNT; i++) {
            values[i] = (i32)next_random(&state);
        }
        sort(values, values + COUNT - 1);
        for (i32 i = 1; i < COUNT; i++) {
            checksum += values[i - 1] > values[i];
        }
        checksum = mix(checksum, values[(round * 97) & (COUNT - 1)]);
    }
    return checksum;
}
