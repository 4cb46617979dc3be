#include "../game.h"

LUDOS_REGION(struct comet, comet, COMETS);
LUDOS_REGION(struct play, play, 1);
LUDOS_REGION(struct ludos_input, input, 1);

/* Change one of these while the game runs with --watch, and save. */
#define GRAVITY 0.03f
#define BOUNCE 2.9f
#define BAT_SPEED 4.5f

static float chance(void) { return (float)(ludos_random(&region_play[0].random) >> 8) * (1.0f / 16777216.0f); }

static void launch(struct comet *c, float y) {
    c->x = 20 + chance() * (WIDTH - 40);
    c->y = y;
    c->vx = (chance() - 0.5f) * 1.6f;
    c->vy = chance() * 0.4f;
    c->hue = chance();
    c->glow = 0;
}

LUDOS_UNIT(comets_start) {
    region_play[0] = (struct play){ .bat_x = WIDTH / 2, .idle = 100000, .random = 2463534242u, .mouse_x = LUDOS_MOUSE_UNKNOWN };
    for (int i = 0; i < COMETS; i++) launch(&region_comet[i], 60 - 90.0f * (float)i);
    return LUDOS_OK;
}

/* Nobody plays: the bat goes to where the next comet lands. */
static float next_landing_x(void) {
    float soonest = 1e9f, x = region_play[0].bat_x;
    for (int i = 0; i < COMETS; i++) {
        const struct comet *c = &region_comet[i];
        if (c->y > BAT_Y) continue;
        float ticks = (ludos_sqrt(c->vy * c->vy + 2 * GRAVITY * (BAT_Y - c->y)) - c->vy) / GRAVITY;
        if (ticks >= soonest) continue;
        soonest = ticks;
        x = c->x + c->vx * ticks;
    }
    if (x < 0) x = -x;
    return x > WIDTH ? 2 * WIDTH - x : x;
}

static void move_bat(void) {
    struct play *p = region_play;
    const struct ludos_input *in = region_input;
    uint8_t pad = in->gamepad[0];
    bool pointed = in->mouse_x != LUDOS_MOUSE_UNKNOWN && in->mouse_x != p->mouse_x;
    p->mouse_x = in->mouse_x;
    if (p->idle < 100000) p->idle++;
    if (pad != 0 || pointed) p->idle = 0;
    float move = (pad & LUDOS_BUTTON_RIGHT ? BAT_SPEED : 0) - (pad & LUDOS_BUTTON_LEFT ? BAT_SPEED : 0);
    if (pointed) move = in->mouse_x - p->bat_x;
    if (p->idle > 5 * LUDOS_TICKS_PER_SECOND) move = ludos_clamp((next_landing_x() - p->bat_x) * 0.3f, -BAT_SPEED, BAT_SPEED);
    p->bat_x = ludos_clamp(p->bat_x + move, BAT_HALF, WIDTH - BAT_HALF);
    p->bat_glow *= 0.92f;
}

static void bounce_off_bat(struct comet *c) {
    struct play *p = region_play;
    float off = (c->x - p->bat_x) / BAT_HALF;
    if (c->vy <= 0 || c->y < BAT_Y - 4 || c->y > BAT_Y + 6 || ludos_abs(off) > 1.1f) return;
    c->y = BAT_Y - 4;
    c->vy = -BOUNCE * (0.9f + 0.15f * chance());
    c->vx = c->vx * 0.5f + off * 1.5f;
    c->glow = 1;
    p->bat_glow = 1;
    p->score++;
    if (p->score > p->best) p->best = p->score;
}

LUDOS_UNIT(comets_tick) {
    move_bat();
    for (int i = 0; i < COMETS; i++) {
        struct comet *c = &region_comet[i];
        c->vy += GRAVITY;
        c->x += c->vx;
        c->y += c->vy;
        c->glow *= 0.96f;
        if ((c->x < 4 && c->vx < 0) || (c->x > WIDTH - 4 && c->vx > 0)) c->vx = -c->vx;
        bounce_off_bat(c);
        if (c->y > HEIGHT + 20) {
            region_play[0].score = 0;
            launch(c, -60);
        }
    }
    return LUDOS_OK;
}
