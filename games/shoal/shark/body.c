#include "shark.h"

enum { LUNGE_FROM = 60 };
#define CRUISE 1.75f
#define DASH 4.0f
#define STEEPEST 0.85f
#define TURN_TICKS 34.0f

/* How steeply the nose points down, without the side it looks to. */
static float pitch_of(const struct shark *s) { return ludos_atan2(ludos_sin(s->heading), ludos_abs(ludos_cos(s->heading))); }

/* A turn leads through roll 0, where the shark looks at the player; its nose never goes over the top. */
static float turn(struct shark *s, float dx, float dy, bool dash) {
    float side = s->roll < 0 ? -1.0f : 1.0f;
    float wanted = dx > 16 ? 1.0f : dx < -16 ? -1.0f : side;
    float step = 2 / TURN_TICKS;
    s->roll = ludos_clamp(s->roll + ludos_clamp(wanted - s->roll, -step, step), -1, 1);
    float facing = ludos_abs(s->roll);
    float steep = ludos_clamp(ludos_atan2(dy, ludos_abs(dx) + 30), -STEEPEST, STEEPEST) * facing;
    float pitch = ludos_lerp(pitch_of(s), steep, dash ? 0.03f : 0.055f);
    s->heading = s->roll < 0 ? LUDOS_PI - pitch : pitch;
    return facing;
}

void body_swim(void) {
    struct shark *s = region_shark;
    const struct world *w = region_world;
    float dx = w->goal_x - s->x, dy = w->goal_y - s->y;
    float distance = ludos_sqrt(dx * dx + dy * dy);
    float speed = ludos_sqrt(s->vx * s->vx + s->vy * s->vy);
    bool dash = w->lunge > LUNGE_FROM;
    float facing = turn(s, dx, dy, dash);
    float aim = dash ? DASH : CRUISE * ludos_clamp(distance * 0.012f, 0.4f, 1.0f);
    speed = ludos_lerp(speed, aim * (0.35f + 0.65f * facing), dash ? 0.14f : 0.06f);
    s->vx = ludos_cos(s->heading) * facing * speed;
    s->vy = ludos_sin(s->heading) * speed;
    s->x = ludos_clamp(s->x + s->vx, 20, SHOAL_WIDTH - 20);
    s->y = ludos_clamp(s->y + s->vy, SHOAL_SURFACE_Y + 12, shoal_floor_y(s->x) - 10);
    s->swim += 0.055f + speed * 0.062f;
    if (s->swim > LUDOS_TURN) s->swim -= LUDOS_TURN;
}
