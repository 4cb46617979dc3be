#include "paint.h"

static float lattice(int x, int y) { return ludos_hash_unit((uint32_t)x * 374761393u + (uint32_t)y * 668265263u); }

float paint_noise(float x, float y) {
    float fx = ludos_floor(x), fy = ludos_floor(y), u = x - fx, v = y - fy;
    int ix = (int)fx, iy = (int)fy;
    u = u * u * (3 - 2 * u);
    v = v * v * (3 - 2 * v);
    float top = ludos_lerp(lattice(ix, iy), lattice(ix + 1, iy), u);
    float bottom = ludos_lerp(lattice(ix, iy + 1), lattice(ix + 1, iy + 1), u);
    return ludos_lerp(top, bottom, v);
}

void paint_pixel(int x, int y, struct rgb c, float cover) {
    if ((uint32_t)x >= W || y < BACK_TOP || y >= H || cover <= 0) return;
    uint32_t *p = &region_scenery[0].back[(y - BACK_TOP) * W + x];
    float under = (float)(*p >> 24) * (1.0f / 255), a = ludos_min(cover, 1);
    float whole = a + under * (1 - a), share = whole > 0 ? a / whole : 0;
    float r = ludos_lerp((float)(*p & 255) * (1.0f / 255), ludos_clamp(c.r, 0, 1), share);
    float g = ludos_lerp((float)(*p >> 8 & 255) * (1.0f / 255), ludos_clamp(c.g, 0, 1), share);
    float b = ludos_lerp((float)(*p >> 16 & 255) * (1.0f / 255), ludos_clamp(c.b, 0, 1), share);
    *p = (pack(r, g, b) & 0x00FFFFFFu) | (uint32_t)(whole * 255) << 24;
}

struct nearest { float off_x, off_y, radius, distance; };

static struct nearest nearest_on(float px, float py, float x0, float y0, float r0, float x1, float y1, float r1) {
    float ax = x1 - x0, ay = y1 - y0, length_2 = ax * ax + ay * ay;
    float t = length_2 > 0 ? ludos_clamp(((px - x0) * ax + (py - y0) * ay) / length_2, 0, 1) : 0;
    float dx = px - (x0 + ax * t), dy = py - (y0 + ay * t);
    return (struct nearest){ dx, dy, ludos_lerp(r0, r1, t), ludos_sqrt(dx * dx + dy * dy) };
}

struct box { int left, right, top, bottom; };

static struct box box_around(float x0, float y0, float r0, float x1, float y1, float r1) {
    float r = ludos_max(r0, r1) + 1;
    return (struct box){ (int)ludos_max(ludos_min(x0, x1) - r, 0), (int)ludos_min(ludos_max(x0, x1) + r, W - 1),
        (int)ludos_max(ludos_min(y0, y1) - r, 0), (int)ludos_min(ludos_max(y0, y1) + r, H - 1) };
}

void paint_stroke(float x0, float y0, float r0, float x1, float y1, float r1, const struct paint *p) {
    struct box box = box_around(x0, y0, r0, x1, y1, r1);
    for (int y = box.top; y <= box.bottom; y++) {
        for (int x = box.left; x <= box.right; x++) {
            struct nearest n = nearest_on((float)x, (float)y, x0, y0, r0, x1, y1, r1);
            float inside = n.radius - n.distance + 0.5f;
            if (inside <= 0) continue;
            float nx = n.off_x / (n.radius + 0.3f), ny = n.off_y / (n.radius + 0.3f);
            float facing = -0.45f * nx - 0.80f * ny + 0.40f * ludos_sqrt(ludos_max(1 - nx * nx - ny * ny, 0));
            float shade = 1 + p->relief * (ludos_clamp(facing, -0.7f, 1) * 0.62f - 0.22f);
            float speck = paint_noise((float)x * 0.45f, (float)y * 0.45f) + 0.5f * paint_noise((float)x * 0.9f + 40, (float)y * 0.9f) - 0.75f;
            shade *= 1 + p->grain * speck;
            paint_pixel(x, y, (struct rgb){ p->colour.r * shade, p->colour.g * shade, p->colour.b * shade }, inside * p->cover);
        }
    }
}

void front_stroke(float x0, float y0, float r0, float x1, float y1, float r1, float cover) {
    struct box box = box_around(x0, y0, r0 + 1, x1, y1, r1 + 1);
    for (int y = box.top < FRONT_TOP ? FRONT_TOP : box.top; y <= box.bottom; y++) {
        for (int x = box.left; x <= box.right; x++) {
            struct nearest n = nearest_on((float)x, (float)y, x0, y0, r0, x1, y1, r1);
            float inside = ludos_clamp((n.radius - n.distance + 1.4f) / 2.8f, 0, 1) * cover;
            uint8_t *a = &region_scenery[0].front[(y - FRONT_TOP) * W + x];
            if (inside * 255 > (float)*a) *a = (uint8_t)(inside * 255);
        }
    }
}
