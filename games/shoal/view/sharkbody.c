#include "view.h"

/* The shark is drawn by asking every pixel around it where on the body it lies: u along, nose at the right; v across,
 * belly down. While it turns, its length is seen foreshortened until the other flank shows. */

enum { REACH = 62, OUTLINE = 11 };

struct knot { float u, top, bottom; };

static const struct knot BODY[OUTLINE] = { { -39, 1.3f, 1.2f }, { -32, 2.0f, 1.8f }, { -22, 4.0f, 3.5f }, { -10, 6.8f, 6.0f }, { 2, 9.0f, 8.2f }, { 14, 9.9f, 9.4f },
    { 25, 9.2f, 8.8f }, { 34, 7.2f, 6.6f }, { 40, 5.2f, 4.4f }, { 44, 3.2f, 2.4f }, { 47, 0.2f, 0.1f } };

static float outline_top[2 * REACH], outline_bottom[2 * REACH];

static void set_outline(void) {
    for (int i = 0; i < 2 * REACH; i++) {
        float u = (float)(i - REACH);
        outline_top[i] = outline_bottom[i] = -1;
        for (int k = 0; k + 1 < OUTLINE; k++) {
            if (u < BODY[k].u || u > BODY[k + 1].u) continue;
            float t = (u - BODY[k].u) / (BODY[k + 1].u - BODY[k].u), s = 0.5f * t + 0.5f * t * t * (3 - 2 * t);
            outline_top[i] = ludos_lerp(BODY[k].top, BODY[k + 1].top, s);
            outline_bottom[i] = ludos_lerp(BODY[k].bottom, BODY[k + 1].bottom, s);
        }
    }
}

static float profile(const float *outline, float u) {
    float at = ludos_clamp(u + REACH, 0, 2 * REACH - 2), low = ludos_floor(at);
    int i = (int)low;
    return ludos_lerp(outline[i], outline[i + 1], at - low);
}

/* How deep (u, v) lies in the triangle, in pixels; the trailing side (a to c) is hollow. */
static float in_fin(float u, float v, float au, float av, float bu, float bv, float cu, float cv, float hollow) {
    float low_u = ludos_min(au, ludos_min(bu, cu)) - 4, high_u = ludos_max(au, ludos_max(bu, cu)) + 4;
    if (u < low_u || u > high_u) return -1;
    float low_v = ludos_min(av, ludos_min(bv, cv)) - 4, high_v = ludos_max(av, ludos_max(bv, cv)) + 4;
    if (v < low_v || v > high_v) return -1;
    float turn = (bu - au) * (cv - av) - (bv - av) * (cu - au) < 0 ? -1.0f : 1.0f;
    float u3[4] = { au, bu, cu, au }, v3[4] = { av, bv, cv, av }, least = 100;
    for (int k = 0; k < 3; k++) {
        float eu = u3[k + 1] - u3[k], ev = v3[k + 1] - v3[k], length = ludos_sqrt(eu * eu + ev * ev);
        float off = (eu * (v - v3[k]) - ev * (u - u3[k])) * turn / length;
        float along = (eu * (u - u3[k]) + ev * (v - v3[k])) / (length * length);
        if (k == 2) off -= hollow * 4 * ludos_clamp(along * (1 - along), 0, 0.25f);
        else off += 0.10f * length * 4 * ludos_clamp(along * (1 - along), 0, 0.25f) * (k == 0 ? 1 : 0.2f);
        least = ludos_min(least, off);
    }
    return least;
}

struct look { float cover; struct rgb colour; };

static void lay(struct look *l, float inside, struct rgb c) {
    if (inside <= -0.5f) return;
    float a = ludos_clamp(inside + 0.5f, 0, 1);
    float whole = a + l->cover * (1 - a);
    if (whole <= 0) return;
    float share = a / whole;
    l->colour = (struct rgb){ ludos_lerp(l->colour.r, c.r, share), ludos_lerp(l->colour.g, c.g, share), ludos_lerp(l->colour.b, c.b, share) };
    l->cover = whole;
}

static struct rgb skin(float v, float half, float u) {
    float level = v / (half + 0.5f); /* -1 back, 1 belly */
    float belly = ludos_smooth(0.10f, 0.42f, level + 0.05f * ludos_sin(u * 0.33f) + 0.10f * ludos_smooth(26, 44, u));
    float round = 1 - 0.30f * level * level - 0.12f * level;
    float back = 0.30f + 0.16f * ludos_smooth(-1, 0.1f, level) - 0.10f * ludos_smooth(-0.72f, -1, level);
    struct rgb c = { back * 0.86f, back * 1.02f, back * 1.18f };
    return (struct rgb){ ludos_lerp(c.r, 0.86f, belly) * round, ludos_lerp(c.g, 0.90f, belly) * round, ludos_lerp(c.b, 0.92f, belly) * round };
}

static void lay_fins_behind(struct look *l, float u, float v, float beat, float roll) {
    struct rgb dark = { 0.24f, 0.29f, 0.35f }, far = { 0.19f, 0.23f, 0.29f };
    float su = (u + 37) / (0.72f + 0.28f * beat) - 37;
    lay(l, in_fin(su, v, -35, 0, -56, -19, -44, -1, 2.2f), dark);
    lay(l, in_fin(su, v, -35, 0, -52, 12.5f, -44, 0, 1.6f), dark);
    lay(l, in_fin(u, v, 18, -8, -3, -25 * roll, 0, -7.5f, 2.6f), dark);
    lay(l, in_fin(u, v, -20, -3.4f, -31, -9 * roll, -28, -2, 1), dark);
    lay(l, in_fin(u, v, -18, 3.4f, -28, 8 * roll, -26, 2, 0.8f), far);
    lay(l, in_fin(u, v, 20, 5, 8, 17 * roll, 9, 6, 1.6f), far);
}

static void lay_head(struct look *l, float u, float v, float jaw) {
    float eye = 1.7f - ludos_sqrt((u - 37) * (u - 37) + (v + 2.0f) * (v + 2.0f));
    lay(l, eye + 0.4f, (struct rgb){ 0.62f, 0.66f, 0.68f });
    lay(l, eye - 0.1f, (struct rgb){ 0.02f, 0.02f, 0.03f });
    lay(l, 0.55f - ludos_sqrt((u - 37.5f) * (u - 37.5f) + (v + 2.6f) * (v + 2.6f)), (struct rgb){ 1, 1, 1 });
    for (int k = 0; k < 5; k++) {
        float gill = 18.5f + (float)k * 2.2f - 0.10f * (v - 1) * (v - 1) * 0.4f;
        float slit = ludos_min(0.28f - ludos_abs(u - gill), 4 - ludos_abs(v - 0.5f));
        lay(l, slit, (struct rgb){ 0.20f, 0.24f, 0.29f });
    }
    float lip = 2.6f + (42.5f - u) * 0.26f, open = 0.25f + jaw * ludos_max(u - 31, 0) * 0.42f;
    if (u < 31 || u > 45) return;
    lay(l, ludos_min(v - lip, lip + open - v), (struct rgb){ 0.34f, 0.06f, 0.10f });
    if (jaw < 0.15f) return;
    float tooth = ludos_abs((u * 0.62f - ludos_floor(u * 0.62f)) - 0.5f) * 3.2f * jaw;
    lay(l, ludos_min(v - lip + 0.2f, lip + tooth - v), (struct rgb){ 0.97f, 0.97f, 0.94f });
}

static struct look look_at(float u, float v, const struct shark *s, float beat, float roll) {
    struct look l = { 0, { 0, 0, 0 } };
    lay_fins_behind(&l, u, v, beat, roll);
    float gape = s->jaw * ludos_max(u - 31, 0) * 0.42f;
    float top = profile(outline_top, u), bottom = profile(outline_bottom, u) + (u < 45 ? gape : 0);
    float inside = ludos_min(v + top, bottom - v);
    if (u > -40 && u < 47.5f && inside > -0.5f) {
        lay(&l, inside, skin(v, v < 0 ? top : bottom, u));
        if (inside > 0) lay_head(&l, u, v, s->jaw);
    }
    lay(&l, in_fin(u, v, 17, 5.5f, -1, 20 * roll, 4, 6.5f, 2.4f), (struct rgb){ 0.29f, 0.34f, 0.40f });
    return l;
}

void draw_shark(void) {
    const struct shark *s = region_shark;
    float c = ludos_cos(s->heading), sn = ludos_sin(s->heading);
    float side = s->roll < 0 ? -1.0f : 1.0f, upright = ludos_abs(s->roll), shorten = 0.30f + 0.70f * upright;
    float beat = ludos_cos(s->swim * 1.0f);
    set_outline();
    for (int y = (int)s->y - REACH; y <= (int)s->y + REACH; y++) {
        if (y < 0 || y >= H) continue;
        for (int x = (int)s->x - REACH; x <= (int)s->x + REACH; x++) {
            float dx = (float)x - s->x, dy = (float)y - s->y;
            float u = (dx * c + dy * sn) / shorten, v = (dy * c - dx * sn) * side;
            if (v < -30 || v > 26 || u < -59 || u > 49) continue;
            float behind = ludos_max(8 - u, 0);
            v += 0.0011f * behind * behind * ludos_sin(s->swim - u * 0.045f);
            struct look l = look_at(u, v, s, beat, 0.6f + 0.4f * upright);
            if (l.cover <= 0.01f) continue;
            float web = 1 + (0.22f * light.day) * (float)caustic_at(x, BACK_TOP + 150 - (int)(v * 2 + 20)) * (1.0f / 255) * ludos_clamp(0.3f - v * 0.1f, 0, 1);
            struct rgb lit = { l.colour.r * web, l.colour.g * web, l.colour.b * web };
            blend(x, y, lit_colour(lit, y, 0.10f), l.cover);
        }
    }
}
