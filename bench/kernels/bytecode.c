// An interpreter of stack code, dispatched by one switch: what it runs are a sieve, the Collatz walk and a checksum.
#include "kernel.h"

enum op { PUSH, LOAD, STORE, FETCH, PUT, ADD, SUB, MUL, REM, SHR, AND, XOR, LESS, EQUAL, JUMP, JUMP_IF_ZERO, DUP, HALT };

enum { VARIABLES = 8, CELLS = 2048, DEPTH = 32 };

static i32 cells[CELLS];

static i32 run_code(const i32 *code, i32 argument) {
    i32 stack[DEPTH], variables[VARIABLES] = { argument };
    i32 *top = stack;
    for (const i32 *at = code;;) {
        switch ((enum op)*at++) {
            case PUSH: *top++ = *at++; break;
            case LOAD: *top++ = variables[*at++]; break;
            case STORE: variables[*at++] = *--top; break;
            case FETCH: top[-1] = cells[top[-1] & (CELLS - 1)]; break;
            case PUT: top -= 2; cells[top[0] & (CELLS - 1)] = top[1]; break;
            case ADD: top--; top[-1] += top[0]; break;
            case SUB: top--; top[-1] -= top[0]; break;
            case MUL: top--; top[-1] *= top[0]; break;
            case REM: top--; top[-1] = (i32)((u32)top[-1] % (u32)top[0]); break;
            case SHR: top--; top[-1] = (i32)((u32)top[-1] >> top[0]); break;
            case AND: top--; top[-1] &= top[0]; break;
            case XOR: top--; top[-1] ^= top[0]; break;
            case LESS: top--; top[-1] = top[-1] < top[0]; break;
            case EQUAL: top--; top[-1] = top[-1] == top[0]; break;
            case JUMP: at = code + *at; break;
            case JUMP_IF_ZERO: at = *--top == 0 ? code + *at : at + 1; break;
            case DUP: *top = top[-1]; top++; break;
            case HALT: return top[-1];
        }
    }
}

// Laid out by a small assembler at the start.
static i32 program[256];
static i32 length;

static i32 emit(i32 word) { program[length] = word; return length++; }
static void emit2(enum op op, i32 operand) { emit(op); emit(operand); }
static i32 jump(enum op op) { emit(op); return emit(0); }

static void variable_plus(i32 variable, i32 by_variable, i32 constant) {
    emit2(LOAD, variable);
    if (by_variable >= 0) emit2(LOAD, by_variable); else emit2(PUSH, constant);
    emit(ADD);
    emit2(STORE, variable);
}

static void assemble(void) {
    // for (i = 2; i < n; i++) cells[i] = 1
    emit2(PUSH, 2); emit2(STORE, 1);
    i32 head = length;
    emit2(LOAD, 1); emit2(LOAD, 0); emit(LESS);
    i32 leave = jump(JUMP_IF_ZERO);
    emit2(LOAD, 1); emit2(PUSH, 1); emit(PUT);
    variable_plus(1, -1, 1);
    emit2(JUMP, head);
    program[leave] = length;
    // for (i = 2; i * i < n; i++) if (cells[i]) for (j = i * i; j < n; j += i) cells[j] = 0
    emit2(PUSH, 2); emit2(STORE, 1);
    head = length;
    emit2(LOAD, 1); emit(DUP); emit(MUL); emit2(LOAD, 0); emit(LESS);
    leave = jump(JUMP_IF_ZERO);
    emit2(LOAD, 1); emit(FETCH);
    i32 skip = jump(JUMP_IF_ZERO);
    emit2(LOAD, 1); emit(DUP); emit(MUL); emit2(STORE, 2);
    i32 inner = length;
    emit2(LOAD, 2); emit2(LOAD, 0); emit(LESS);
    i32 out = jump(JUMP_IF_ZERO);
    emit2(LOAD, 2); emit2(PUSH, 0); emit(PUT);
    variable_plus(2, 1, 0);
    emit2(JUMP, inner);
    program[out] = length;
    program[skip] = length;
    variable_plus(1, -1, 1);
    emit2(JUMP, head);
    program[leave] = length;
    // for (i = 2; i < n; i++) { sum = (sum ^ i * cells[i]); x = i; while (x != 1 && steps & 31) x = x odd ? 3x+1 : x/2 }
    emit2(PUSH, 0); emit2(STORE, 3);
    emit2(PUSH, 2); emit2(STORE, 1);
    head = length;
    emit2(LOAD, 1); emit2(LOAD, 0); emit(LESS);
    leave = jump(JUMP_IF_ZERO);
    emit2(LOAD, 3); emit2(LOAD, 1); emit2(LOAD, 1); emit(FETCH); emit(MUL); emit(XOR); emit2(STORE, 3);
    emit2(LOAD, 1); emit2(STORE, 4);
    emit2(PUSH, 24); emit2(STORE, 5);
    inner = length;
    emit2(LOAD, 5);
    out = jump(JUMP_IF_ZERO);
    emit2(LOAD, 4); emit2(PUSH, 1); emit(AND);
    i32 even = jump(JUMP_IF_ZERO);
    emit2(LOAD, 4); emit2(PUSH, 3); emit(MUL); emit2(PUSH, 1); emit(ADD); emit2(STORE, 4);
    i32 next = jump(JUMP);
    program[even] = length;
    emit2(LOAD, 4); emit2(PUSH, 1); emit(SHR); emit2(STORE, 4);
    program[next] = length;
    variable_plus(5, -1, -1);
    emit2(JUMP, inner);
    program[out] = length;
    variable_plus(3, 4, 0);
    variable_plus(1, -1, 1);
    emit2(JUMP, head);
    program[leave] = length;
    emit2(LOAD, 3); emit2(PUSH, 65521); emit(REM); emit(HALT);
}

KERNEL {
    if (length == 0) assemble();
    i64 checksum = 0;
    for (i32 round = 0; round < iterations; round++) {
        checksum = mix(checksum, run_code(program, 512 + (round & 63)));
    }
    return checksum;
}
