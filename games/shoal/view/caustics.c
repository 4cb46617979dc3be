#include "view.h"

enum { CELL = 2, COLUMNS = W / CELL, ROWS = (H - BACK_TOP) / CELL };

static uint8_t web[ROWS][COLUMNS];
static float wave[256];

static float wave_at(float turns) { return wave[(uint32_t)(int32_t)(turns * 256) & 255]; }

/* Waves that bend one another; where their sum passes zero the light gathers in bright threads. */
void caustics_compute(void) {
    for (int i = 0; i < 256; i++) wave[i] = ludos_sin((float)i * (LUDOS_TURN / 256));
    float t = light.time;
    for (int r = 0; r < ROWS; r++) {
        float y = (float)r * 4.2f, reach = ludos_smooth(0.15f, 0.95f, (float)r / ROWS);
        float row_bend = wave_at(y * 0.0061f - t * 0.07f), row_wave = wave_at(y * 0.013f + t * 0.13f);
        for (int c = 0; c < COLUMNS; c++) {
            float x = (float)c * 2 + (float)(ROWS - r) * light.slant;
            float bend = wave_at(x * 0.0071f + y * 0.003f + 0.2f * row_bend + t * 0.05f);
            float a = wave_at(x * 0.019f + 0.34f * bend + 0.24f * row_wave + t * 0.08f);
            float b = wave_at(x * 0.012f - y * 0.011f - 0.30f * bend + 0.21f * row_bend - t * 0.10f);
            float thread = 1 - ludos_abs(a + b + 0.7f * bend) * 1.7f;
            web[r][c] = (uint8_t)(thread > 0 ? 255 * thread * thread * reach : 0);
        }
    }
}

int caustic_at(int x, int y) {
    if (y < BACK_TOP || y >= H || (uint32_t)x >= W) return 0;
    return web[(y - BACK_TOP) / CELL][x / CELL];
}
