// Glowworm: hold the button to rise, let go to sink. The cave narrows and quickens; sparks feed the light.
#include "wasm4.h"

enum { COLUMN = 4, COLUMNS = SCREEN / COLUMN + 2, TRAIL = 20, SPARKS = 4, EMBERS = 24, WORM_X = 40, SAVE_MAGIC = 0x574f4c47 };

typedef struct { i32 x, y, vx, vy, life; } Ember;
typedef struct { i32 x, y; } Spark;
typedef struct { u32 magic, best; } Save;

static u8 roof[COLUMNS], ground[COLUMNS];
static i32 trail[TRAIL];
static Spark sparks[SPARKS];
static Ember embers[EMBERS];
static enum { TITLE, FLYING, FALLEN } stage;
static i32 height, speed, scroll, middle, drift, gap, shake;
static u32 ticks, distance, eaten, best, seed = 0x2545f491, stage_ticks;
static u8 held_before;

static u32 chance(u32 below) {
    seed ^= seed << 13;
    seed ^= seed >> 17;
    seed ^= seed << 5;
    return (seed >> 8) % below;
}

static i32 clamp(i32 value, i32 low, i32 high) { return value < low ? low : value > high ? high : value; }

static u32 score(void) { return distance / 16 + eaten * 10; }

static i32 pace(void) { return clamp(20 + (i32)(distance / 400), 20, 44); }

// ---- the cave

static void dig(i32 column) {
    drift = clamp(drift + (i32)chance(5) - 2, -5, 5);
    middle += drift;
    i32 half = gap / 2;
    if (middle < half + 10 || middle > SCREEN - half - 10) {
        drift = -drift;
        middle = clamp(middle, half + 10, SCREEN - half - 10);
    }
    i32 rough = (i32)chance(5);
    roof[column] = (u8)clamp(middle - half - rough, 4, SCREEN);
    ground[column] = (u8)clamp(middle + half + rough, 0, SCREEN - 4);
    if (gap > 46 && chance(9) == 0) gap--;
}

static void place_spark(Spark *spark) {
    spark->x = SCREEN + 8 + (i32)chance(60);
    spark->y = clamp(middle + (i32)chance((u32)gap / 2) - gap / 4, 12, SCREEN - 12);
}

static void new_cave(void) {
    middle = SCREEN / 2;
    drift = 0;
    gap = 104;
    scroll = 0;
    for (i32 i = 0; i < COLUMNS; i++) dig(i);
    for (i32 i = 0; i < SPARKS; i++) {
        place_spark(&sparks[i]);
        sparks[i].x += i * 48;
    }
    height = (middle - 4) * 256;
    speed = 0;
    distance = eaten = 0;
    for (i32 i = 0; i < TRAIL; i++) trail[i] = height;
}

static void move_cave(void) {
    i32 step = pace();
    scroll += step;
    distance += (u32)step / 8;
    i32 pixels = scroll / 16;
    for (i32 i = 0; i < SPARKS; i++) {
        sparks[i].x -= step / 16 + ((scroll & 15) < (step & 15));
        if (sparks[i].x < -8) place_spark(&sparks[i]);
    }
    while (pixels >= COLUMN) {
        pixels -= COLUMN;
        scroll -= COLUMN * 16;
        for (i32 i = 0; i + 1 < COLUMNS; i++) {
            roof[i] = roof[i + 1];
            ground[i] = ground[i + 1];
        }
        dig(COLUMNS - 1);
    }
}

// ---- sound

static const u8 bass[16] = {33, 0, 45, 0, 36, 0, 48, 43, 31, 0, 43, 0, 38, 0, 50, 41};
static const u8 lead[16] = {69, 72, 76, 0, 72, 76, 79, 0, 67, 71, 74, 0, 74, 77, 81, 0};

static void music(void) {
    if (ticks % 12 != 0) return;
    u32 beat = ticks / 12 % 16;
    if (bass[beat]) tone(bass[beat], frames(0, 4, 2, 8), volume(14, 24), TRIANGLE | NOTE_MODE);
    if (stage == FLYING && lead[beat] && (ticks / 192) % 2 == 1)
        tone(lead[beat], frames(1, 3, 2, 10), volume(5, 9), PULSE2 | DUTY_EIGHTH | NOTE_MODE | (beat % 2 ? PAN_LEFT : PAN_RIGHT));
}

// ---- the worm

static void burst(i32 x, i32 y, i32 count, i32 force) {
    for (i32 i = 0; i < EMBERS && count > 0; i++) {
        Ember *ember = &embers[i];
        if (ember->life > 0) continue;
        ember->x = x * 256;
        ember->y = y * 256;
        ember->vx = (i32)chance((u32)force * 2) - force;
        ember->vy = (i32)chance((u32)force * 2) - force;
        ember->life = 12 + (i32)chance(20);
        count--;
    }
}

static void fall(void) {
    stage = FALLEN;
    stage_ticks = 0;
    shake = 14;
    burst(WORM_X, height / 256, EMBERS, 700);
    tone(slide(300, 40), frames(0, 6, 10, 40), volume(50, 90), NOISE);
    tone(slide(330, 55), frames(0, 0, 12, 30), volume(40, 0), PULSE1 | DUTY_HALF);
    if (score() > best) {
        best = score();
        Save save = {SAVE_MAGIC, best};
        diskw(&save, sizeof save);
    }
}

static void fly(u8 held) {
    speed = clamp(speed + (held ? -22 : 18), -520, 560);
    height += speed;
    if (held && ticks % 5 == 0) tone((u32)(260 + (SCREEN * 256 - height) / 128), frames(0, 0, 2, 4), volume(8, 0), PULSE1 | DUTY_HALF);
    move_cave();
    for (i32 i = TRAIL - 1; i > 0; i--) trail[i] = trail[i - 1];
    trail[0] = height;

    i32 y = height / 256;
    for (i32 i = 0; i < SPARKS; i++) {
        i32 dx = sparks[i].x - WORM_X, dy = sparks[i].y - y;
        if (dx * dx + dy * dy > 81) continue;
        eaten++;
        burst(sparks[i].x, sparks[i].y, 6, 350);
        tone(slide(587, 1174), frames(0, 2, 4, 10), volume(30, 40), PULSE1 | DUTY_QUARTER);
        place_spark(&sparks[i]);
    }
    for (i32 x = WORM_X - 3; x <= WORM_X + 3; x += 3) {
        i32 column = (x + scroll / 16) / COLUMN;
        if (y - 3 < roof[column] || y + 3 > ground[column]) {
            fall();
            return;
        }
    }
}

// ---- the picture

static u32 blend(u32 a, u32 b, u32 part) {
    u32 red = ((a >> 16 & 255) * (256 - part) + (b >> 16 & 255) * part) >> 8;
    u32 green = ((a >> 8 & 255) * (256 - part) + (b >> 8 & 255) * part) >> 8;
    u32 blue = ((a & 255) * (256 - part) + (b & 255) * part) >> 8;
    return red << 16 | green << 8 | blue;
}

static const u32 moods[4][4] = {
    {0x0d1420, 0x27384f, 0x5fc28f, 0xf6ffc8},
    {0x180f24, 0x46305c, 0xe07a9c, 0xfff0d8},
    {0x0c1c18, 0x215244, 0xe0b050, 0xfffbe0},
    {0x1a1210, 0x5a3826, 0x62b6e8, 0xf4f8ff},
};

static void mood(void) {
    u32 at = distance / 4, from = at / 256 % 4, part = at % 256;
    part = part < 192 ? 0 : (part - 192) * 4;
    for (u32 i = 0; i < 4; i++) PALETTE[i] = blend(moods[from][i], moods[(from + 1) % 4][i], part);
}

static void draw_cave(i32 jolt) {
    DRAW_COLORS = 2;
    for (i32 i = 0; i < 24; i++) {
        i32 x = (i * 53 - (i32)(distance / 12) * (1 + i % 2)) % (SCREEN + 8);
        if (x < 0) x += SCREEN + 8;
        hline(x, (i * 37) % SCREEN, 1 + i % 3);
    }
    i32 offset = scroll / 16 % COLUMN;
    for (i32 i = 0; i < COLUMNS; i++) {
        i32 x = i * COLUMN - offset, top = roof[i] + jolt, bottom = ground[i] + jolt;
        DRAW_COLORS = 2;
        rect(x, 0, COLUMN, top);
        rect(x, bottom, COLUMN, SCREEN - bottom);
        DRAW_COLORS = 3;
        hline(x, top - 1, COLUMN);
        hline(x, bottom, COLUMN);
    }
}

static void draw_sparks(void) {
    for (i32 i = 0; i < SPARKS; i++) {
        i32 size = 3 + (i32)(ticks / 6 + (u32)i * 3) % 3;
        DRAW_COLORS = 0x43;
        oval(sparks[i].x - size, sparks[i].y - size, size * 2, size * 2);
    }
    DRAW_COLORS = 4;
    for (i32 i = 0; i < EMBERS; i++) {
        Ember *ember = &embers[i];
        if (ember->life-- <= 0) continue;
        ember->x += ember->vx;
        ember->y += ember->vy;
        ember->vy += 24;
        hline(ember->x / 256, ember->y / 256, ember->life > 10 ? 2 : 1);
    }
}

static void draw_worm(void) {
    for (i32 i = TRAIL - 1; i > 0; i--) {
        i32 size = i < 6 ? 6 : i < 12 ? 4 : 2;
        DRAW_COLORS = (u16)(i < 3 ? 0x44 : 0x33);
        oval(WORM_X - i * 2 - size / 2, trail[i] / 256 - size / 2, size, size);
    }
    i32 y = height / 256;
    DRAW_COLORS = 0x34;
    oval(WORM_X - 4, y - 4, 9, 9);
    DRAW_COLORS = 1;
    rect(WORM_X + 1, y - 2, 2, 2);
}

static void label(const char *words, i32 x, i32 y) {
    DRAW_COLORS = 1;
    text(words, x + 1, y + 1);
    DRAW_COLORS = 4;
    text(words, x, y);
}

static void centred(const char *words, i32 y) {
    i32 length = 0;
    while (words[length]) length++;
    label(words, (SCREEN - length * 8) / 2, y);
}

static void draw_words(void) {
    char buffer[12], *end = buffer + sizeof buffer - 1;
    if (stage == TITLE) {
        centred("G L O W W O R M", 36);
        centred("HOLD \x80 TO RISE", 104);
        if (best) {
            centred("BEST", 124);
            centred(digits(best, end), 134);
        }
        return;
    }
    label(digits(score(), end), 4, 4);
    if (stage == FALLEN && stage_ticks > 20) {
        centred(score() >= best && score() ? "FURTHEST YET!" : "THE LIGHT IS OUT", 60);
        centred("\x80 TO TRY AGAIN", 84);
    }
}

W4_EXPORT("start") void start(void) {
    Save save = {0, 0};
    if (diskr(&save, sizeof save) == (i32)sizeof save && save.magic == SAVE_MAGIC) best = save.best;
    new_cave();
}

W4_EXPORT("update") void update(void) {
    u8 held = GAMEPAD1 & PAD_X || MOUSE_BUTTONS & MOUSE_LEFT;
    u8 pressed = held && !held_before;
    held_before = held;
    ticks++;
    stage_ticks++;
    if (stage == TITLE) {
        seed += ticks;
        height = (SCREEN / 2 - 4) * 256 + (i32)((ticks & 63) < 32 ? ticks & 31 : 31 - (ticks & 31)) * 128;
        if (pressed) {
            stage = FLYING;
            new_cave();
        }
    } else if (stage == FLYING) {
        fly(held);
    } else if (pressed && stage_ticks > 30) {
        stage = FLYING;
        new_cave();
    }
    if (shake > 0) shake--;
    music();
    mood();
    draw_cave(shake & 1 ? shake / 2 : -shake / 2);
    draw_sparks();
    if (stage != FALLEN) draw_worm();
    draw_words();
}
