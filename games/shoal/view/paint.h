/* The brush that paints the scenery: round strokes, lit from the upper left. */
#ifndef SHOAL_PAINT_H
#define SHOAL_PAINT_H

#include "view.h"

struct paint {
    struct rgb colour;
    float cover;  /* 0 to 1: how much of the water behind it shows not */
    float relief; /* 0 flat, 1 fully round */
    float grain;  /* 0 smooth, 1 very rough */
};

float paint_noise(float x, float y); /* smooth, 0 to 1, one bump a unit */
void paint_stroke(float x0, float y0, float r0, float x1, float y1, float r1, const struct paint *p);
void paint_pixel(int x, int y, struct rgb c, float cover);
void front_stroke(float x0, float y0, float r0, float x1, float y1, float r1, float cover);

#endif
