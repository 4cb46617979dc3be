#include "view.h"

enum { CELL = 2, COLUMNS = W / CELL, ROWS = (H - BACK_TOP) / CELL };

static uint8_t web[ROWS][COLUMNS];
static int wave[256]; /* 256 times a sine; phases are in 1/65536 of a turn */

static int phase(float turns) { return (int)((turns - ludos_floor(turns)) * 65536); }
static int wave_at(int at) { return wave[(uint32_t)at >> 8 & 255]; }

/* Waves that bend one another; where their sum passes zero the light gathers in bright threads. */
void caustics_compute(void) {
    for (int i = 0; i < 256; i++) wave[i] = (int)(256 * ludos_sin((float)i * (LUDOS_TURN / 256)));
    float t = light.time;
    for (int r = 0; r < ROWS; r++) {
        float y = (float)r * 4.2f, x = (float)(ROWS - r) * light.slant;
        int reach = (int)(255 * ludos_smooth(0.15f, 0.95f, (float)r / ROWS));
        int row_bend = wave_at(phase(y * 0.0061f - t * 0.07f)), row_wave = wave_at(phase(y * 0.013f + t * 0.13f));
        int bend_at = phase(x * 0.0071f + y * 0.003f + t * 0.05f) + 51 * row_bend;
        int a_at = phase(x * 0.019f + t * 0.08f) + 61 * row_wave, b_at = phase(x * 0.012f - y * 0.011f - t * 0.10f) + 54 * row_bend;
        for (int c = 0; c < COLUMNS; c++) {
            int bend = wave_at(bend_at + c * 931);
            int sum = wave_at(a_at + c * 2490 + 87 * bend) + wave_at(b_at + c * 1573 - 77 * bend) + (179 * bend >> 8);
            int thread = 256 - ((sum < 0 ? -sum : sum) * 435 >> 8);
            web[r][c] = (uint8_t)(thread > 0 ? thread * thread * reach >> 16 : 0);
        }
    }
}

int caustic_at(int x, int y) {
    if (y < BACK_TOP || y >= H || (uint32_t)x >= W) return 0;
    return web[(y - BACK_TOP) / CELL][x / CELL];
}
