/* Joins a running Shoal and steers the shark to where fish are densest near it.
 *
 *     ./ludos play games/shoal --grant pilot        in one terminal
 *     pilot shoal                                   in another: an id, a process number, or the socket that `ludos ps` shows
 *     pilot shoal --goal 320 120 --seconds 5        to one place, for a while
 */
#include "ludos.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Elements of Shoal's regions, as games/shoal/shark/module.json declares them; main checks that they are so. */
struct fish { float x, y, vx, vy; uint8_t species, depth, fear, tail; };
struct shark { float x, y, vx, vy, heading, roll, swim, jaw; };
struct helm { int32_t tick; uint32_t piloted, is_piloted; };
struct pilot { float x, y; int32_t tick; uint32_t active; };

enum { EXIT_USAGE = 2, EXIT_REFUSED = 3, EXIT_GAME_ENDED = 4 };
enum { CELL = 32, COLUMNS = 20, ROWS = 12, TICKS_BETWEEN_LINES = 60 };
static const int64_t WAIT_NS = 1000000000;
static const float FAR = 220; /* a crowd this far away counts half */

static volatile sig_atomic_t is_stopped;

static void on_signal(int number) { (void)number; is_stopped = 1; }

static int complain(const ludos_fault *fault, int exit_code) {
    fprintf(stderr, "pilot: %s\n", fault->message);
    if (fault->mend[0] != 0) fprintf(stderr, "       %s\n", fault->mend);
    return exit_code;
}

struct options {
    const char *game;
    bool has_goal;
    float goal_x, goal_y;
    double seconds; /* 0: until stopped */
};

static bool read_number(const char *text, double *number) {
    char *end;
    *number = strtod(text, &end);
    return end != text && *end == 0 && isfinite(*number);
}

static bool read_options(int count, char **given, struct options *options) {
    double x, y;
    for (int i = 1; i < count; i++) {
        if (strcmp(given[i], "--goal") == 0 && i + 2 < count && read_number(given[i + 1], &x) && read_number(given[i + 2], &y)) {
            options->has_goal = true;
            options->goal_x = (float)x;
            options->goal_y = (float)y;
            i += 2;
        } else if (strcmp(given[i], "--seconds") == 0 && i + 1 < count && read_number(given[i + 1], &options->seconds) && options->seconds > 0) {
            i++;
        } else if (given[i][0] != '-' && options->game == NULL) {
            options->game = given[i];
        } else {
            return false;
        }
    }
    return options->game != NULL;
}

struct sea {
    ludos_region *fish, *shark, *helm, *pilot;
    ludos_reader *fish_reader, *shark_reader, *helm_reader;
};

static ludos_code find_regions(ludos_arena *arena, struct sea *sea, ludos_fault *fault) {
    ludos_code code = ludos_find(arena, "fish", &sea->fish, fault);
    if (code == LUDOS_SUCCESS) code = ludos_find(arena, "shark", &sea->shark, fault);
    if (code == LUDOS_SUCCESS) code = ludos_find(arena, "helm", &sea->helm, fault);
    if (code == LUDOS_SUCCESS) code = ludos_find(arena, "pilot", &sea->pilot, fault);
    if (code == LUDOS_SUCCESS) code = LUDOS_CHECK(sea->fish, struct fish, x, LUDOS_F32, fault);
    if (code == LUDOS_SUCCESS) code = LUDOS_CHECK(sea->shark, struct shark, jaw, LUDOS_F32, fault);
    if (code == LUDOS_SUCCESS) code = LUDOS_CHECK(sea->helm, struct helm, tick, LUDOS_I32, fault);
    if (code == LUDOS_SUCCESS) code = LUDOS_CHECK(sea->pilot, struct pilot, active, LUDOS_U32, fault);
    if (code == LUDOS_SUCCESS) code = ludos_open_reader(sea->fish, &sea->fish_reader, fault);
    if (code == LUDOS_SUCCESS) code = ludos_open_reader(sea->shark, &sea->shark_reader, fault);
    if (code == LUDOS_SUCCESS) code = ludos_open_reader(sea->helm, &sea->helm_reader, fault);
    return code;
}

static void close_readers(struct sea *sea) {
    ludos_free_reader(sea->fish_reader);
    ludos_free_reader(sea->shark_reader);
    ludos_free_reader(sea->helm_reader);
}

/* The middle of the most crowded cell, far ones counting less. The fish are read where they lie; the answer counts if the read does. */
static ludos_code densest(const struct sea *sea, const struct shark *shark, float *x, float *y, unsigned *crowd) {
    unsigned count[ROWS][COLUMNS] = {{0}};
    ludos_view view;
    ludos_code code = ludos_pin(sea->fish_reader, &view);
    if (code != LUDOS_SUCCESS) return code;
    const struct fish *fish = view.bytes;
    for (uint32_t i = 0; i < view.elements; i++) {
        float fx = fish[i].x, fy = fish[i].y;
        if (fx >= 0 && fx < CELL * COLUMNS && fy >= 0 && fy < CELL * ROWS) count[(int)fy / CELL][(int)fx / CELL]++;
    }
    code = ludos_close(sea->fish_reader);
    if (code != LUDOS_SUCCESS) return code;
    float best = -1;
    for (int row = 0; row < ROWS; row++) {
        for (int column = 0; column < COLUMNS; column++) {
            float cx = (float)(column * CELL + CELL / 2), cy = (float)(row * CELL + CELL / 2);
            float away = hypotf(cx - shark->x, cy - shark->y);
            float worth = (float)count[row][column] * FAR / (FAR + away);
            if (worth <= best) continue;
            best = worth;
            *x = cx;
            *y = cy;
            *crowd = count[row][column];
        }
    }
    return LUDOS_SUCCESS;
}

static ludos_code write_goal(ludos_writer *writer, float x, float y, int32_t tick, uint32_t active) {
    void *bytes;
    ludos_code code = ludos_begin(writer, LUDOS_REPLACE, &bytes);
    if (code != LUDOS_SUCCESS) return code;
    *(struct pilot *)bytes = (struct pilot){.x = x, .y = y, .tick = tick, .active = active};
    return ludos_publish(writer, NULL);
}

/* One goal a tick, until stopped or the time is up. */
static ludos_code steer(const struct sea *sea, ludos_writer *writer, const struct options *options) {
    uint64_t epoch = 0;
    float x = options->goal_x, y = options->goal_y;
    unsigned crowd = 0, ticks = 0;
    struct helm helm = {0, 0, 0};
    time_t end = options->seconds > 0 ? time(NULL) + (time_t)ceil(options->seconds) : 0;
    ludos_code code = LUDOS_SUCCESS;
    while (!is_stopped && (end == 0 || time(NULL) < end)) {
        struct shark shark;
        code = ludos_wait(sea->fish, epoch, WAIT_NS, &epoch);
        if (code == LUDOS_TIMED_OUT) continue; /* paused */
        if (code == LUDOS_SUCCESS) code = ludos_read(sea->helm_reader, 0, &helm, sizeof helm, NULL);
        if (code == LUDOS_SUCCESS) code = ludos_read(sea->shark_reader, 0, &shark, sizeof shark, NULL);
        if (code == LUDOS_SUCCESS && !options->has_goal) code = densest(sea, &shark, &x, &y, &crowd);
        if (code == LUDOS_REVOKED) continue; /* the game was faster: the next tick has newer fish */
        if (code == LUDOS_SUCCESS) code = write_goal(writer, x, y, helm.tick, 1);
        if (code != LUDOS_SUCCESS) return code;
        if (ticks++ % TICKS_BETWEEN_LINES == 0) {
            if (options->has_goal) printf("tick %d: the shark is at %.0f, %.0f; to %.0f, %.0f%s\n", (int)helm.tick, (double)shark.x, (double)shark.y, (double)x, (double)y, helm.is_piloted ? "" : " (not heard yet)");
            else printf("tick %d: the shark is at %.0f, %.0f; to %u fish at %.0f, %.0f%s\n", (int)helm.tick, (double)shark.x, (double)shark.y, crowd, (double)x, (double)y, helm.is_piloted ? "" : " (not heard yet)");
            fflush(stdout);
        }
    }
    return write_goal(writer, x, y, helm.tick, 0);
}

int main(int count, char **given) {
    struct options options = {.game = NULL};
    struct sea sea = {.fish = NULL};
    ludos_arena *arena;
    ludos_writer *writer = NULL;
    ludos_fault fault = {.code = LUDOS_SUCCESS};
    if (!read_options(count, given, &options)) {
        fprintf(stderr, "usage: pilot GAME [--goal X Y] [--seconds N]\n       GAME is an id, a process number or a socket, as `ludos ps` lists them.\n");
        return EXIT_USAGE;
    }
    signal(SIGINT, on_signal);
    signal(SIGTERM, on_signal);
    if (ludos_attach(options.game, &arena, &fault) != LUDOS_SUCCESS) return complain(&fault, EXIT_REFUSED);
    int exit_code = EXIT_SUCCESS;
    if (find_regions(arena, &sea, &fault) != LUDOS_SUCCESS || ludos_acquire_writer(sea.pilot, &writer, &fault) != LUDOS_SUCCESS) {
        exit_code = complain(&fault, EXIT_REFUSED);
    } else {
        printf("Steering the shark of %s.\n", options.game);
        fflush(stdout);
        ludos_code code = steer(&sea, writer, &options);
        if (code != LUDOS_SUCCESS) {
            fprintf(stderr, "pilot: %s\n", code == LUDOS_OWNER_GONE ? "The game has ended." : ludos_code_name(code));
            exit_code = EXIT_GAME_ENDED;
        } else printf("The shark is on its own again.\n");
    }
    ludos_free_writer(writer);
    close_readers(&sea);
    ludos_detach(arena);
    return exit_code;
}
