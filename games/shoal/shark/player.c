#include "shark.h"

enum { LUNGE_TICKS = 40, LUNGE_REST_TICKS = 100, CRUMBS = 10, ATTRACT_FEED_TICKS = 540 };

static void lunge(void) {
    if (region_world[0].lunge == 0) region_world[0].lunge = LUNGE_REST_TICKS;
}

/* What the player does now: steer with the pad or the pointer, feed, lunge. Anything ends the attract mode. */
void player_read(void) {
    struct world *w = region_world;
    const struct ludos_input *in = region_input;
    uint8_t pad = in->gamepad[0];
    uint8_t pressed = (uint8_t)(pad & ~w->gamepad), clicked = (uint8_t)(in->mouse_buttons & ~w->mouse_buttons);
    bool known = in->mouse_x != LUDOS_MOUSE_UNKNOWN;
    bool moved = known && (in->mouse_x != w->mouse_x || in->mouse_y != w->mouse_y);

    if (w->idle < 1000000) w->idle++;
    if (w->lunge > 0) w->lunge--;
    if (pad != 0 || moved || in->mouse_buttons != 0) w->idle = 0;
    if (pad >= LUDOS_BUTTON_LEFT) w->steering = SHOAL_STEER_PAD;
    else if (moved || (in->mouse_buttons & 1)) w->steering = SHOAL_STEER_POINTER;
    if (w->idle > SHOAL_ATTRACT_TICKS) w->steering = SHOAL_STEER_NONE;
    if (pressed & LUDOS_BUTTON_1) food_drop(region_shark[0].x, CRUMBS);
    if (clicked & 1) food_drop(in->mouse_x, CRUMBS);
    if ((pressed & LUDOS_BUTTON_2) || (clicked & 2)) lunge();

    w->gamepad = pad;
    w->mouse_x = in->mouse_x;
    w->mouse_y = in->mouse_y;
    w->mouse_buttons = in->mouse_buttons;
}

static void goal_from_pad(uint8_t pad) {
    struct world *w = region_world;
    float x = (pad & LUDOS_BUTTON_RIGHT ? 1.0f : 0.0f) - (pad & LUDOS_BUTTON_LEFT ? 1.0f : 0.0f);
    float y = (pad & LUDOS_BUTTON_DOWN ? 1.0f : 0.0f) - (pad & LUDOS_BUTTON_UP ? 1.0f : 0.0f);
    const struct shark *s = region_shark;
    if (x == 0 && y == 0) {
        w->goal_x = s->x + s->vx * 30;
        w->goal_y = s->y + s->vy * 8;
        return;
    }
    w->goal_x = s->x + x * 120;
    w->goal_y = s->y + y * 90;
}

/* On its own the shark chases a place where fish are: every few seconds it picks another fish to swim after. */
static void goal_from_hunger(int64_t tick) {
    struct world *w = region_world;
    if (tick % 150 == 0) w->random = ludos_random(&w->random) | 1u;
    const struct fish *prey = &region_fish[w->random % SHOAL_FISH];
    w->goal_x = prey->x + prey->vx * 20;
    w->goal_y = prey->y;
    if (tick % 230 == 115) lunge();
    if (tick % ATTRACT_FEED_TICKS == ATTRACT_FEED_TICKS / 2) {
        food_drop(60 + 520 * ludos_hash_unit((uint32_t)tick), CRUMBS);
    }
}

void player_choose_goal(int64_t tick, bool is_piloted) {
    struct world *w = region_world;
    if (is_piloted) pilot_set_goal();
    else switch (w->steering) {
    case SHOAL_STEER_PAD: goal_from_pad(w->gamepad); break;
    case SHOAL_STEER_POINTER:
        w->goal_x = w->mouse_x;
        w->goal_y = w->mouse_y;
        break;
    default: goal_from_hunger(tick); break;
    }
    w->goal_x = ludos_clamp(w->goal_x, 30, SHOAL_WIDTH - 30);
    w->goal_y = ludos_clamp(w->goal_y, SHOAL_SURFACE_Y + 22, shoal_floor_y(w->goal_x) - 20);
}
