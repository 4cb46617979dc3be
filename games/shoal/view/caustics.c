#include "view.h"

enum { CELL = 2, COLUMNS = W / CELL, ROWS = (H - BACK_TOP) / CELL };

static uint8_t web[ROWS][COLUMNS];
static float wave[256];

static float wave_at(float turns) { return wave[(uint32_t)(int32_t)(turns * 256) & 255]; }

/* Where two bent sets of waves cross near zero the light gathers in bright threads. */
void caustics_compute(void) {
    for (int i = 0; i < 256; i++) wave[i] = ludos_sin((float)i * (LUDOS_TURN / 256));
    float t = light.time;
    for (int r = 0; r < ROWS; r++) {
        float y = (float)r * 2.6f;
        float reach = ludos_smooth(0.15f, 0.95f, (float)r / ROWS);
        for (int c = 0; c < COLUMNS; c++) {
            float x = (float)c * 2 + (float)(ROWS - r) * light.slant;
            float bend = wave_at(x * 0.0041f + t * 0.05f) + wave_at(y * 0.0073f - t * 0.07f);
            float a = wave_at(x * 0.016f + y * 0.009f + 0.22f * bend + t * 0.11f);
            float b = wave_at(x * 0.011f - y * 0.017f - 0.19f * bend - t * 0.09f);
            float thread = 1 - ludos_min(ludos_abs(a + b) * 1.5f, 1);
            web[r][c] = (uint8_t)(255 * thread * thread * reach);
        }
    }
}

int caustic_at(int x, int y) {
    if (y < BACK_TOP || y >= H || (uint32_t)x >= W) return 0;
    return web[(y - BACK_TOP) / CELL][x / CELL];
}
