#include "font.h"
#include "view.h"

enum { PANEL_W = 104, PANEL_H = 31, PAD = 7 };

static const uint32_t INK = 0xFFFFFBF2u, SOFT = 0xFFE6CFA8u;

static int text(int x, int y, const char *s, uint32_t colour, float alpha) {
    for (; *s != 0; s++, x += FONT_STEP) {
        if (*s < FONT_FIRST || *s > FONT_LAST) continue;
        const uint8_t *rows = font_rows[*s - FONT_FIRST];
        for (int r = 0; r < FONT_HEIGHT; r++) {
            for (int c = 0; c < FONT_WIDTH; c++) {
                if (rows[r] >> (FONT_WIDTH - 1 - c) & 1) {
                    blend(x + c + 1, y + r + 1, 0xFF180C04u, 0.5f * alpha);
                    blend(x + c, y + r, colour, alpha);
                }
            }
        }
    }
    return x;
}

/* Right-aligned in `digits` places, with zeros left out. */
static void number(int right, int y, uint64_t value, int digits) {
    int x = right;
    for (int k = 0; k < digits; k++) {
        char glyph[2] = { (char)('0' + value % 10), 0 };
        x -= FONT_STEP;
        text(x, y, glyph, INK, 1);
        value /= 10;
        if (value == 0) break;
    }
}

static void panel(int x, int y) {
    for (int py = 0; py < PANEL_H; py++) {
        for (int px = 0; px < PANEL_W; px++) {
            int cx = px < 5 ? 5 - px : px >= PANEL_W - 5 ? px - (PANEL_W - 6) : 0;
            int cy = py < 5 ? 5 - py : py >= PANEL_H - 5 ? py - (PANEL_H - 6) : 0;
            float round = ludos_clamp(5.5f - ludos_sqrt((float)(cx * cx + cy * cy)), 0, 1);
            bool rim = py == 0 || px == 0 || py == PANEL_H - 1 || px == PANEL_W - 1;
            blend(x + px, y + py, rim ? 0xFFFFF0E0u : 0xFF30180Au, (rim ? 0.22f : 0.50f) * round);
        }
    }
}

static const char *part_of_day(float hour) {
    if (hour < 4.8f) return "NIGHT";
    if (hour < 7.6f) return "DAWN";
    if (hour < 11.5f) return "MORNING";
    if (hour < 14) return "NOON";
    if (hour < 17.8f) return "AFTERNOON";
    return hour < 20.6f ? "DUSK" : "NIGHT";
}

static void clock_face(int x, int y, float hour) {
    uint32_t minutes = (uint32_t)(hour * 60);
    char face[6] = { (char)('0' + minutes / 600), (char)('0' + minutes / 60 % 10), ':', (char)('0' + minutes % 60 / 10), (char)('0' + minutes % 10), 0 };
    text(x, y, face, INK, 1);
}

static void hint(void) {
    const struct world *w = region_world;
    if (w->steering != SHOAL_STEER_NONE) return;
    float alpha = 0.55f + 0.35f * ludos_sin(light.time * 2);
    text(W / 2 - 40 * FONT_STEP / 2, H - 15, "ARROWS OR MOUSE: SWIM  X: FEED  Z: LUNGE", INK, alpha);
}

void draw_hud(int64_t tick) {
    const struct world *w = region_world;
    int left = 8, right = W - 8 - PANEL_W, top = 8;
    panel(left, top);
    text(left + PAD, top + PAD - 1, "EATEN", SOFT, 1);
    number(left + PANEL_W - PAD + 1, top + PAD - 1, w->eaten, 9);
    text(left + PAD, top + PAD + 11, "FED", SOFT, 1);
    number(left + PANEL_W - PAD + 1, top + PAD + 11, w->fed, 9);
    panel(right, top);
    text(right + PAD, top + PAD - 1, part_of_day(w->hour), SOFT, 1);
    clock_face(right + PANEL_W - PAD + 1 - 5 * FONT_STEP, top + PAD - 1, w->hour);
    text(right + PAD, top + PAD + 11, "TICK", SOFT, 1);
    number(right + PANEL_W - PAD + 1, top + PAD + 11, (uint64_t)tick, 10);
    hint();
}
