/* What a unit written in C includes. Freestanding: no libc is needed or linked.
 *
 * A unit is one exported function; it reads and writes the regions its module.json declares:
 *
 *     #include "ludos_unit.h"
 *     struct ball { float x, y; };
 *     LUDOS_REGION(struct ball, ball, 1);
 *     LUDOS_UNIT(ball_tick) {
 *         region_ball[0].x += 1;
 *         return LUDOS_OK;
 *     }
 */
#ifndef LUDOS_UNIT_H
#define LUDOS_UNIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* 0 publishes what was written. Any other value is a fault code of your own: nothing is published. */
#define LUDOS_OK 0

#define LUDOS_TICKS_PER_SECOND 60
#define LUDOS_DT (1.0f / 60.0f)

/* Declares region_NAME[count]: the window through which a unit sees region NAME. A dot in a region's name is an
 * underscore here. The host fills it before the call for regions that are read or carried, and takes its content
 * after a call that returned LUDOS_OK for regions that are written. The layout of `type` is the region's fields, in
 * order, each at its natural alignment. Linking with sdk/c/module.flags exports the address. */
#define LUDOS_REGION(type, name, count) \
    __attribute__((visibility("default"), used, aligned(16))) type region_##name[count]

/* Like LUDOS_REGION, but region_NAME is a pointer that the host sets before each call: to the region itself, where the
 * platform can map it, and nothing is copied. The code is otherwise the same. For scratch memory only. A store through
 * the window of a region that the unit only reads ends the unit with a trap that names the region. In a long loop, copy
 * the pointer to a local first. Written after `extern` it declares one that another file defines. */
#define LUDOS_WINDOW(type, name) \
    __attribute__((visibility("default"))) type *region_##name __asm__("window_" #name)

/* Begins the definition of an exported entry point with the parameter `tick`: 0 is the world's first tick. */
#define LUDOS_UNIT(entry) \
    int32_t entry(int64_t tick); \
    __attribute__((export_name(#entry))) int32_t entry(__attribute__((unused)) int64_t tick)

/* The region `input`, owned by the runtime. A module that reads it asks for the grant "input". */
struct ludos_input {
    uint8_t gamepad[4];       /* LUDOS_BUTTON_* bits, one byte a player */
    int16_t mouse_x, mouse_y; /* screen pixels; LUDOS_MOUSE_UNKNOWN before the first mouse or touch event */
    uint8_t mouse_buttons;    /* 1 left (or touch), 2 right, 4 middle */
    uint8_t mouse_seen;       /* 1 once a pointer was seen */
    uint8_t reserved[2];
};
_Static_assert(sizeof(struct ludos_input) == 12, "the input region is 12 bytes");

enum {
    LUDOS_BUTTON_1 = 1,
    LUDOS_BUTTON_2 = 2,
    LUDOS_BUTTON_LEFT = 16,
    LUDOS_BUTTON_RIGHT = 32,
    LUDOS_BUTTON_UP = 64,
    LUDOS_BUTTON_DOWN = 128,
    LUDOS_MOUSE_UNKNOWN = 0x7FFF
};

#endif
