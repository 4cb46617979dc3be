#include "shark.h"

enum { LUNGE_FROM = 60 };
#define CRUISE 1.35f
#define DASH 3.4f
#define TURN_RATE 0.052f
#define STEEPEST 0.95f

static float turned(float angle) { return angle - LUDOS_TURN * ludos_floor(angle / LUDOS_TURN + 0.5f); }

/* The shark swims where its nose points: it slows to turn, never stops, and rolls upright on its new side. */
void body_swim(void) {
    struct shark *s = region_shark;
    const struct world *w = region_world;
    float dx = w->goal_x - s->x, dy = w->goal_y - s->y;
    float distance = ludos_sqrt(dx * dx + dy * dy);
    float speed = ludos_sqrt(s->vx * s->vx + s->vy * s->vy);
    float wish = s->heading;
    if (distance > 14) {
        wish = ludos_atan2(dy, dx);
        float side = ludos_cos(wish) < 0 ? -1.0f : 1.0f;
        float pitch = ludos_atan2(ludos_sin(wish), ludos_abs(ludos_cos(wish)));
        pitch = ludos_clamp(pitch, -STEEPEST, STEEPEST);
        wish = side > 0 ? pitch : LUDOS_PI - pitch;
    }
    float error = turned(wish - s->heading);
    bool dash = w->lunge > LUNGE_FROM;
    float rate = TURN_RATE * (dash ? 0.6f : 1.0f);
    s->heading = turned(s->heading + ludos_clamp(error * 0.09f, -rate, rate));

    float aim = dash ? DASH : CRUISE * ludos_clamp(distance * 0.012f, 0.45f, 1.0f) * (1 - 0.35f * ludos_min(ludos_abs(error), 1));
    speed = ludos_lerp(speed, aim, dash ? 0.14f : 0.045f);
    s->vx = ludos_cos(s->heading) * speed;
    s->vy = ludos_sin(s->heading) * speed;
    s->x = ludos_clamp(s->x + s->vx, 20, SHOAL_WIDTH - 20);
    s->y = ludos_clamp(s->y + s->vy, SHOAL_SURFACE_Y + 12, shoal_floor_y(s->x) - 10);
    s->roll = ludos_lerp(s->roll, ludos_clamp(ludos_cos(s->heading) * 3, -1, 1), 0.11f);
    s->swim += 0.055f + speed * 0.062f;
    if (s->swim > LUDOS_TURN) s->swim -= LUDOS_TURN;
}
