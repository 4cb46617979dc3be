#include "view.h"

void draw_dot(float x, float y, float radius, uint32_t colour, float alpha) {
    int left = (int)(x - radius - 1), right = (int)(x + radius + 1), top = (int)(y - radius - 1), bottom = (int)(y + radius + 1);
    float edge = radius > 9 ? radius : 1; /* a large dot is a glow: soft to its middle */
    for (int py = top; py <= bottom; py++) {
        for (int px = left; px <= right; px++) {
            float dx = (float)px - x, dy = (float)py - y;
            float inside = (radius + 0.5f - ludos_sqrt(dx * dx + dy * dy)) / edge;
            if (inside > 0) blend(px, py, colour, alpha * ludos_min(inside, 1));
        }
    }
}

void draw_ring(float x, float y, float radius, float width, uint32_t colour, float alpha) {
    int left = (int)(x - radius - 2), right = (int)(x + radius + 2), top = (int)(y - radius - 2), bottom = (int)(y + radius + 2);
    for (int py = top; py <= bottom; py++) {
        for (int px = left; px <= right; px++) {
            float dx = (float)px - x, dy = (float)py - y;
            float off = ludos_abs(ludos_sqrt(dx * dx + dy * dy) - radius);
            blend(px, py, colour, alpha * (1 - off / width));
        }
    }
}
