// What a WASM-4 cartridge in C may use: registers in memory, and functions of the console. See docs/reference/wasm4.md.
#ifndef LUDOS_WASM4_H
#define LUDOS_WASM4_H

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef short i16;
typedef int i32;

#define W4_EXPORT(name) __attribute__((export_name(name)))
#define W4_IMPORT(name) __attribute__((import_module("env"), import_name(name)))

#define SCREEN 160

#define PALETTE ((volatile u32 *)0x04)
#define DRAW_COLORS (*(volatile u16 *)0x14)
#define GAMEPAD1 (*(volatile u8 *)0x16)
#define MOUSE_X (*(volatile i16 *)0x1a)
#define MOUSE_Y (*(volatile i16 *)0x1c)
#define MOUSE_BUTTONS (*(volatile u8 *)0x1e)
#define SYSTEM_FLAGS (*(volatile u8 *)0x1f)

enum { PAD_X = 1, PAD_Z = 2, PAD_LEFT = 16, PAD_RIGHT = 32, PAD_UP = 64, PAD_DOWN = 128 };
enum { MOUSE_LEFT = 1, MOUSE_RIGHT = 2, MOUSE_MIDDLE = 4 };
enum { BLIT_2BPP = 1, BLIT_FLIP_X = 2, BLIT_FLIP_Y = 4, BLIT_ROTATE = 8 };
enum { PULSE1 = 0, PULSE2 = 1, TRIANGLE = 2, NOISE = 3 };
enum { DUTY_EIGHTH = 0, DUTY_QUARTER = 4, DUTY_HALF = 8, PAN_LEFT = 16, PAN_RIGHT = 32, NOTE_MODE = 64 };

W4_IMPORT("blit") void blit(const u8 *sprite, i32 x, i32 y, i32 width, i32 height, u32 flags);
W4_IMPORT("line") void line(i32 x1, i32 y1, i32 x2, i32 y2);
W4_IMPORT("hline") void hline(i32 x, i32 y, i32 length);
W4_IMPORT("vline") void vline(i32 x, i32 y, i32 length);
W4_IMPORT("rect") void rect(i32 x, i32 y, i32 width, i32 height);
W4_IMPORT("oval") void oval(i32 x, i32 y, i32 width, i32 height);
W4_IMPORT("text") void text(const char *string, i32 x, i32 y);
W4_IMPORT("tone") void tone(u32 frequency, u32 duration, u32 volume, u32 flags);
W4_IMPORT("diskr") i32 diskr(void *destination, i32 size);
W4_IMPORT("diskw") i32 diskw(const void *source, i32 size);
W4_IMPORT("trace") void trace(const char *string);

// A slide between two frequencies or notes; frames of each part of a sound; volumes while held and at the peak.
static inline u32 slide(u32 from, u32 to) { return from | to << 16; }
static inline u32 frames(u32 attack, u32 decay, u32 sustain, u32 release) { return attack << 24 | decay << 16 | release << 8 | sustain; }
static inline u32 volume(u32 sustain, u32 peak) { return peak << 8 | sustain; }

// Decimal digits of a number that is not negative, written so that they end at `end`; returns the first.
static inline char *digits(u32 value, char *end) {
    *end = 0;
    do {
        *--end = (char)('0' + value % 10);
        value /= 10;
    } while (value);
    return end;
}

#endif
