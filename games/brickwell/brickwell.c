// Brickwell: a wall of bricks, a ball, a paddle. Gems fall from some bricks: catch them. Steered by mouse or by buttons.
#include "wasm4.h"

enum { COLUMNS = 10, ROWS = 8, BRICK_W = 16, BRICK_H = 8, WALL_Y = 20, BALLS = 4, GEMS = 4, CHIPS = 40, PADDLE_Y = 150, RADIUS = 2, LEVELS = 6, SAVE_MAGIC = 0x4b435242 };
enum { NONE, CLAY, STONE, CRACKED, GEMMED };
enum { WIDE, SPLIT, SLOW, LIFE };

typedef struct { i32 x, y, vx, vy; u8 lives; } Ball;
typedef struct { i32 x, y; u8 kind, live; } Gem;
typedef struct { i32 x, y, vx, vy; u8 life; } Chip;
typedef struct { u32 magic, best; } Save;

// Each level is eight rows of ten: '.' none, 'c' clay, 's' stone, 'g' a gem inside.
static const char levels[LEVELS][ROWS * COLUMNS + 1] = {
    ".........." "cccccccccc" "ccgccccgcc" "cccccccccc"
    "ccccccgccc" "cccccccccc" ".........." "..........",
    "c........c" "cc......cc" "ccc.gg.ccc" "cccccccccc"
    "ccccccccgc" "gcccssccc." "..ssssss.." "....ss....",
    "ssccccccss" "s........s" "s.cgccgc.s" "s.cccccc.s"
    "s.ccggcc.s" "s.cccccc.s" "s........s" "ssccccccss",
    "c.c.c.c.c." ".c.s.c.g.c" "c.c.s.c.c." ".g.c.c.s.c"
    "s.c.c.c.c." ".c.c.s.g.c" "c.c.g.c.s." ".c.c.c.c.c",
    "....gg...." "...cccc..." "..cssssc.." ".cscggscc."
    ".ccsggscc." "..cssssc.." "...cccc..." "....gg....",
    "sgcsgcsgcs" "sgcsgcsgcs" ".........." "cccccccccc"
    "cgccgccgcc" "ssssssssss" ".........." ".c.c..c.c.",
};

static u8 wall[ROWS * COLUMNS];
static Ball balls[BALLS];
static Gem gems[GEMS];
static Chip chips[CHIPS];
static enum { READY, PLAYING, OVER } stage;
static i32 paddle_x, paddle_w, mouse_before, wide_ticks, pace, shake;
static u32 score, best, level, lives, ticks, combo, seed = 0x9e3779b9;
static u8 held_before;

static u32 chance(u32 below) {
    seed ^= seed << 13;
    seed ^= seed >> 17;
    seed ^= seed << 5;
    return (seed >> 8) % below;
}

static i32 clamp(i32 value, i32 low, i32 high) { return value < low ? low : value > high ? high : value; }

static void build_wall(void) {
    const char *plan = levels[level % LEVELS];
    for (i32 i = 0; i < ROWS * COLUMNS; i++)
        wall[i] = plan[i] == 'c' ? CLAY : plan[i] == 's' ? STONE : plan[i] == 'g' ? GEMMED : NONE;
}

static void serve(void) {
    stage = READY;
    for (i32 i = 0; i < BALLS; i++) balls[i].lives = 0;
    for (i32 i = 0; i < GEMS; i++) gems[i].live = 0;
    balls[0].lives = 1;
    wide_ticks = 0;
    combo = 0;
    pace = clamp(360 + (i32)level * 24, 360, 560);
}

static void new_game(void) {
    score = level = 0;
    lives = 3;
    build_wall();
    serve();
}

static void aim(Ball *ball, i32 slant) {
    ball->vx = clamp(slant, -pace * 7 / 8, pace * 7 / 8);
    i32 rest = pace - (ball->vx < 0 ? -ball->vx : ball->vx) / 2;
    ball->vy = -clamp(rest, pace / 2, pace);
}

static void scatter(i32 x, i32 y, i32 count) {
    for (i32 i = 0; i < CHIPS && count > 0; i++) {
        if (chips[i].life) continue;
        chips[i] = (Chip){x * 256, y * 256, (i32)chance(600) - 300, (i32)chance(500) - 400, (u8)(14 + chance(14))};
        count--;
    }
}

// ---- bricks and gems

static void drop_gem(i32 x, i32 y) {
    for (i32 i = 0; i < GEMS; i++) {
        if (gems[i].live) continue;
        gems[i] = (Gem){x, y, (u8)chance(4), 1};
        return;
    }
}

// Breaks the brick at a point, if there is one there.
static u8 strike(i32 x, i32 y) {
    if (x < 0 || x >= SCREEN || y < WALL_Y || y >= WALL_Y + ROWS * BRICK_H) return 0;
    i32 column = x / BRICK_W, row = (y - WALL_Y) / BRICK_H;
    u8 *brick = &wall[row * COLUMNS + column];
    if (*brick == NONE) return 0;
    i32 centre_x = column * BRICK_W + BRICK_W / 2, centre_y = WALL_Y + row * BRICK_H + BRICK_H / 2;
    if (*brick == STONE) {
        *brick = CRACKED;
        tone(slide(180, 140), frames(0, 2, 2, 6), volume(20, 40), NOISE);
        return 1;
    }
    if (*brick == GEMMED) drop_gem(centre_x, centre_y);
    *brick = NONE;
    combo++;
    score += 5 + (combo > 12 ? 12 : combo);
    scatter(centre_x, centre_y, 5);
    static const u8 scale[8] = {60, 62, 64, 67, 69, 72, 74, 76};
    tone(scale[combo % 8], frames(0, 3, 2, 8), volume(20, 34), PULSE1 | DUTY_QUARTER | NOTE_MODE | (x < SCREEN / 2 ? PAN_LEFT : 0));
    return 1;
}

static void take(u8 kind) {
    score += 20;
    tone(slide(440, 880), frames(0, 4, 6, 12), volume(24, 40), PULSE2 | DUTY_HALF);
    if (kind == WIDE) wide_ticks = 900;
    if (kind == SLOW) pace = clamp(pace - 70, 300, 560);
    if (kind == LIFE && lives < 5) lives++;
    if (kind != SPLIT) return;
    Ball *from = 0;
    for (i32 i = 0; i < BALLS; i++)
        if (balls[i].lives) from = &balls[i];
    for (i32 i = 0; i < BALLS && from; i++) {
        if (balls[i].lives) continue;
        balls[i] = *from;
        aim(&balls[i], from->vx + ((i32)chance(2) * 2 - 1) * (80 + i * 60));
    }
}

static void move_gems(void) {
    for (i32 i = 0; i < GEMS; i++) {
        Gem *gem = &gems[i];
        if (!gem->live) continue;
        gem->y++;
        if (gem->y > SCREEN) gem->live = 0;
        if (gem->y + 4 >= PADDLE_Y && gem->y < PADDLE_Y + 6 && gem->x + 4 > paddle_x && gem->x - 4 < paddle_x + paddle_w) {
            gem->live = 0;
            take(gem->kind);
        }
    }
}

// ---- balls

// One quarter of a tick's way: first across, then down, so that a corner is never passed through.
static void step(Ball *ball) {
    ball->x += ball->vx / 4;
    i32 x = ball->x / 256, y = ball->y / 256;
    i32 side = x + (ball->vx < 0 ? -RADIUS : RADIUS);
    if (side < 0 || side >= SCREEN || strike(side, y)) {
        ball->x -= ball->vx / 4;
        ball->vx = -ball->vx;
        if (side < 0 || side >= SCREEN) tone(220, frames(0, 0, 1, 3), volume(14, 0), PULSE2 | DUTY_HALF);
    }
    ball->y += ball->vy / 4;
    x = ball->x / 256;
    y = ball->y / 256;
    i32 end = y + (ball->vy < 0 ? -RADIUS : RADIUS);
    if (end < 10 || strike(x, end)) {
        ball->y -= ball->vy / 4;
        ball->vy = -ball->vy;
    } else if (ball->vy > 0 && end >= PADDLE_Y && end < PADDLE_Y + 6 && x >= paddle_x - RADIUS && x <= paddle_x + paddle_w + RADIUS) {
        combo = 0;
        pace = clamp(pace + 3, 300, 620);
        aim(ball, (x - paddle_x - paddle_w / 2) * pace * 5 / (paddle_w * 3));
        tone(slide(330, 392), frames(0, 0, 2, 6), volume(24, 0), TRIANGLE);
    }
    if (y > SCREEN + 4) ball->lives = 0;
}

static u32 bricks_left(void) {
    u32 count = 0;
    for (i32 i = 0; i < ROWS * COLUMNS; i++) count += wall[i] != NONE;
    return count;
}

static void end_game(void) {
    stage = OVER;
    tone(slide(262, 65), frames(0, 10, 20, 40), volume(30, 50), TRIANGLE);
    if (score <= best) return;
    best = score;
    Save save = {SAVE_MAGIC, best};
    diskw(&save, sizeof save);
}

static void play(void) {
    u32 alive = 0;
    for (i32 i = 0; i < BALLS; i++) {
        for (i32 part = 0; part < 4 && balls[i].lives; part++) step(&balls[i]);
        alive += balls[i].lives;
    }
    move_gems();
    if (bricks_left() == 0) {
        level++;
        score += 100;
        tone(slide(523, 1046), frames(0, 6, 20, 30), volume(30, 50), PULSE2 | DUTY_HALF);
        build_wall();
        serve();
    } else if (alive == 0) {
        lives--;
        shake = 10;
        tone(slide(200, 50), frames(0, 4, 8, 24), volume(40, 70), NOISE);
        if (lives == 0) end_game();
        else serve();
    }
}

static void steer(u8 pad) {
    if (wide_ticks > 0) wide_ticks--;
    i32 wanted = wide_ticks > 0 ? 44 : 28;
    paddle_w += (wanted > paddle_w) - (wanted < paddle_w);
    if (pad & PAD_LEFT) paddle_x -= 3;
    if (pad & PAD_RIGHT) paddle_x += 3;
    if (MOUSE_X != mouse_before && MOUSE_X != 0x7fff) paddle_x = MOUSE_X - paddle_w / 2;
    mouse_before = MOUSE_X;
    paddle_x = clamp(paddle_x, 0, SCREEN - paddle_w);
}

// ---- the picture

static void draw_wall(i32 jolt) {
    static const u16 colours[5] = {0, 0x32, 0x43, 0x23, 0x24};
    for (i32 i = 0; i < ROWS * COLUMNS; i++) {
        if (wall[i] == NONE) continue;
        i32 x = i % COLUMNS * BRICK_W, y = WALL_Y + i / COLUMNS * BRICK_H + jolt;
        DRAW_COLORS = colours[wall[i]];
        rect(x, y, BRICK_W - 1, BRICK_H - 1);
        if (wall[i] == CRACKED) {
            DRAW_COLORS = 1;
            line(x + 4, y + 1, x + 9, y + 5);
        }
        if (wall[i] == GEMMED) {
            DRAW_COLORS = 2;
            rect(x + 6, y + 2, 3, 3);
        }
    }
}

static void draw_play(void) {
    static const u8 icons[4][8] = {
        {0x00, 0x24, 0x66, 0xff, 0xff, 0x66, 0x24, 0x00},
        {0x00, 0x66, 0x66, 0x00, 0x00, 0x66, 0x66, 0x00},
        {0x3c, 0x42, 0x91, 0x91, 0x9d, 0x81, 0x42, 0x3c},
        {0x00, 0x66, 0xff, 0xff, 0x7e, 0x3c, 0x18, 0x00},
    };
    for (i32 i = 0; i < GEMS; i++) {
        if (!gems[i].live) continue;
        DRAW_COLORS = 0x40;
        blit(icons[gems[i].kind], gems[i].x - 4, gems[i].y - 4, 8, 8, 0);
    }
    DRAW_COLORS = 0x34;
    rect(paddle_x, PADDLE_Y, paddle_w, 5);
    DRAW_COLORS = 3;
    hline(paddle_x + 3, PADDLE_Y + 2, paddle_w - 6);
    for (i32 i = 0; i < BALLS; i++) {
        if (!balls[i].lives) continue;
        DRAW_COLORS = 0x44;
        oval(balls[i].x / 256 - RADIUS, balls[i].y / 256 - RADIUS, RADIUS * 2 + 1, RADIUS * 2 + 1);
    }
    for (i32 i = 0; i < CHIPS; i++) {
        Chip *chip = &chips[i];
        if (!chip->life) continue;
        chip->life--;
        chip->x += chip->vx;
        chip->y += chip->vy;
        chip->vy += 20;
        DRAW_COLORS = chip->life > 8 ? 4 : 3;
        hline(chip->x / 256, chip->y / 256, 2);
    }
}

static void centred(const char *words, i32 y) {
    i32 length = 0;
    while (words[length]) length++;
    DRAW_COLORS = 0x14;
    text(words, (SCREEN - length * 8) / 2, y);
}

static void draw_words(void) {
    char buffer[12], *end = buffer + sizeof buffer - 1;
    DRAW_COLORS = 4;
    text(digits(score, end), 2, 1);
    text("BEST", 96, 1);
    text(digits(best > score ? best : score, end), 132, 1);
    for (u32 i = 0; i < lives; i++) oval((i32)(60 + i * 7), 2, 5, 5);
    DRAW_COLORS = 3;
    hline(0, 9, SCREEN);
    if (stage == READY) {
        centred(level == 0 && lives == 3 ? "B R I C K W E L L" : "READY", 100);
        centred("\x80 OR CLICK TO SERVE", 116);
    }
    if (stage == OVER) {
        centred("GAME OVER", 100);
        centred("\x80 TO PLAY AGAIN", 116);
    }
}

W4_EXPORT("start") void start(void) {
    PALETTE[0] = 0x14182b;
    PALETTE[1] = 0xb4553f;
    PALETTE[2] = 0x6f7fa8;
    PALETTE[3] = 0xf7e6b5;
    Save save = {0, 0};
    if (diskr(&save, sizeof save) == (i32)sizeof save && save.magic == SAVE_MAGIC) best = save.best;
    paddle_w = 28;
    paddle_x = (SCREEN - paddle_w) / 2;
    new_game();
}

W4_EXPORT("update") void update(void) {
    u8 pad = GAMEPAD1, held = pad & PAD_X || MOUSE_BUTTONS & MOUSE_LEFT, pressed = held && !held_before;
    held_before = held;
    ticks++;
    steer(pad);
    if (stage == PLAYING) play();
    if (stage == READY) {
        balls[0].x = (paddle_x + paddle_w / 2) * 256;
        balls[0].y = (PADDLE_Y - RADIUS - 1) * 256;
        if (pressed) {
            seed += ticks;
            stage = PLAYING;
            aim(&balls[0], (i32)chance(241) - 120);
        }
    } else if (stage == OVER && pressed) {
        new_game();
    }
    if (shake > 0) shake--;
    draw_wall(shake & 1 ? 2 : 0);
    draw_play();
    draw_words();
}
