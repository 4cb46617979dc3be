#include "shark.h"

#define MOUTH_AT 37.0f
#define BITE_RADIUS 6.5f
#define SCENT_RADIUS 34.0f

/* Opens the jaw when many fish are before it; what is in the mouth is eaten. Flock acts on the list in this tick. */
void jaws_bite(int64_t tick) {
    struct shark *s = region_shark;
    struct bites *b = region_bites;
    struct shoal_offset mouth = shoal_along(s, MOUTH_AT);
    float mouth_x = s->x + mouth.x, mouth_y = s->y + mouth.y + 2;
    uint32_t close = 0;
    b->count = 0;
    for (uint32_t id = 0; id < SHOAL_FISH; id++) {
        float dx = region_fish[id].x - mouth_x, dy = region_fish[id].y - mouth_y;
        float distance_2 = dx * dx + dy * dy;
        if (distance_2 > SCENT_RADIUS * SCENT_RADIUS) continue;
        close++;
        if (distance_2 > BITE_RADIUS * BITE_RADIUS || b->count == SHOAL_BITES) continue;
        b->fish[b->count++] = id;
        uint32_t spark = b->spark_next++ % SHOAL_SPARKS;
        b->spark_x[spark] = region_fish[id].x;
        b->spark_y[spark] = region_fish[id].y;
        b->spark_tick[spark] = (int32_t)(tick & 0x7FFFFFFF);
    }
    region_world[0].eaten += b->count;
    float wide = ludos_clamp((float)close * 0.03f, 0, 1);
    s->jaw = ludos_lerp(s->jaw, wide, wide > s->jaw ? 0.18f : 0.07f);
}
