/* Letters of 5x7 pixels, drawn for this game: seven rows of five bits, the left pixel in bit 4. */
#ifndef SHOAL_FONT_H
#define SHOAL_FONT_H

#include <stdint.h>

enum { FONT_FIRST = 32, FONT_LAST = 90, FONT_WIDTH = 5, FONT_HEIGHT = 7, FONT_STEP = 6 };
extern const uint8_t font_rows[FONT_LAST - FONT_FIRST + 1][FONT_HEIGHT];

#endif
