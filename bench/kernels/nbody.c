// Forty bodies under gravity, all pairs, leapfrog steps.
#include "kernel.h"

enum { BODIES = 40 };

typedef struct { double x, y, z, vx, vy, vz, mass; } body;

static body bodies[BODIES];

static double uniform(u32 *state) { return (double)(next_random(state) & 0xFFFF) / 65536.0 - 0.5; }

static void step(double dt) {
    for (i32 i = 0; i < BODIES; i++) {
        body *p = &bodies[i];
        for (i32 j = i + 1; j < BODIES; j++) {
            body *q = &bodies[j];
            double dx = p->x - q->x, dy = p->y - q->y, dz = p->z - q->z;
            double square = dx * dx + dy * dy + dz * dz + 0.01;
            double pull = dt / (square * __builtin_sqrt(square));
            p->vx -= dx * q->mass * pull;
            p->vy -= dy * q->mass * pull;
            p->vz -= dz * q->mass * pull;
            q->vx += dx * p->mass * pull;
            q->vy += dy * p->mass * pull;
            q->vz += dz * p->mass * pull;
        }
    }
    for (i32 i = 0; i < BODIES; i++) {
        bodies[i].x += dt * bodies[i].vx;
        bodies[i].y += dt * bodies[i].vy;
        bodies[i].z += dt * bodies[i].vz;
    }
}

KERNEL {
    u32 state = 0xBEEF;
    for (i32 i = 0; i < BODIES; i++) {
        body *p = &bodies[i];
        p->x = uniform(&state) * 10;
        p->y = uniform(&state) * 10;
        p->z = uniform(&state) * 10;
        p->vx = uniform(&state);
        p->vy = uniform(&state);
        p->vz = uniform(&state);
        p->mass = uniform(&state) + 1;
    }
    i64 checksum = 0;
    for (i32 round = 0; round < iterations; round++) {
        step(0.001);
        checksum = mix(checksum, bits_of(bodies[round % BODIES].x));
    }
    return checksum;
}
