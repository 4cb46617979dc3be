// What CoreMark leans on, written anew: a linked list searched, reversed and merge sorted; 16-bit matrices; a state
// machine that reads numbers; and a CRC over what each of them found.
#include "kernel.h"

enum { NODES = 512, SIDE = 24, INPUT = 4096 };

typedef struct node { struct node *next; short key, value; } node;

static node nodes[NODES];
static short a[SIDE][SIDE], b[SIDE][SIDE];
static i32 product[SIDE][SIDE];
static u8 input[INPUT];

static u32 crc16(u32 value, u32 crc) {
    for (i32 bit = 0; bit < 16; bit++) {
        u32 differs = (value ^ crc) & 1;
        value >>= 1;
        crc >>= 1;
        if (differs) crc ^= 0xA001;
    }
    return crc;
}

static node *find(node *list, short key) {
    while (list && list->key != key) list = list->next;
    return list;
}

static node *reverse(node *list) {
    node *done = 0;
    while (list) {
        node *next = list->next;
        list->next = done;
        done = list;
        list = next;
    }
    return done;
}

typedef i32 (*order)(const node *, const node *);

static i32 by_key(const node *x, const node *y) { return x->key - y->key; }
static i32 by_value(const node *x, const node *y) { return x->value - y->value; }

// Bottom up: runs of one, two, four and so on are merged until one is left.
static node *sort(node *list, order compare) {
    for (i32 run = 1;; run *= 2) {
        node *left = list, *tail = 0;
        list = 0;
        i32 merges = 0;
        while (left) {
            merges++;
            node *right = left;
            i32 left_size = 0;
            while (left_size < run && right) {
                left_size++;
                right = right->next;
            }
            i32 right_size = run;
            while (left_size > 0 || (right_size > 0 && right)) {
                node *take;
                if (left_size == 0) { take = right; right = right->next; right_size--; }
                else if (right_size == 0 || !right || compare(left, right) <= 0) { take = left; left = left->next; left_size--; }
                else { take = right; right = right->next; right_size--; }
                if (tail) tail->next = take; else list = take;
                tail = take;
            }
            left = right;
        }
        tail->next = 0;
        if (merges <= 1) return list;
    }
}

static u32 lists(u32 seed, u32 crc) {
    for (i32 i = 0; i < NODES; i++) {
        nodes[i].key = (short)(next_random(&seed) & 0x3FF);
        nodes[i].value = (short)next_random(&seed);
        nodes[i].next = i + 1 < NODES ? &nodes[i + 1] : 0;
    }
    node *list = nodes;
    for (i32 i = 0; i < 64; i++) {
        node *found = find(list, (short)(next_random(&seed) & 0x3FF));
        if (found) crc = crc16((u32)found->value & 0xFFFF, crc);
        list = reverse(list);
    }
    list = sort(list, by_value);
    crc = crc16((u32)list->key & 0xFFFF, crc);
    list = sort(list, by_key);
    for (node *n = list; n; n = n->next) crc = crc16((u32)n->value & 0xFFFF, crc);
    return crc;
}

static u32 matrices(u32 seed, u32 crc) {
    for (i32 i = 0; i < SIDE; i++) {
        for (i32 j = 0; j < SIDE; j++) {
            a[i][j] = (short)(next_random(&seed) & 0xFF);
            b[i][j] = (short)(next_random(&seed) & 0xFF);
        }
    }
    i32 above = 0;
    for (i32 i = 0; i < SIDE; i++) {
        for (i32 j = 0; j < SIDE; j++) {
            i32 sum = 0;
            for (i32 k = 0; k < SIDE; k++) {
                i32 term = (i32)a[i][k] * (i32)b[k][j];
                sum += ((term >> 2) & 0xF) * ((term >> 5) & 0x7F);
            }
            product[i][j] = sum;
            above += sum > 6000 ? 10 : sum > product[i][0];
        }
    }
    return crc16((u32)above & 0xFFFF, crc);
}

typedef enum { START, INVALID, SIGN, INTEGER, FRACTION, EXPONENT, EXPONENT_SIGN, SCIENTIFIC, STATES } state;

static i32 is_digit(u8 c) { return c >= '0' && c <= '9'; }

static const u8 *next_state(const u8 *p, const u8 *end, state *result, u32 *visits) {
    state s = START;
    for (; p < end && s != INVALID; p++) {
        u8 c = *p;
        if (c == ',') { p++; break; }
        switch (s) {
            case START: s = is_digit(c) ? INTEGER : c == '+' || c == '-' ? SIGN : c == '.' ? FRACTION : INVALID; break;
            case SIGN: s = is_digit(c) ? INTEGER : c == '.' ? FRACTION : INVALID; break;
            case INTEGER: if (c == '.') s = FRACTION; else if (!is_digit(c)) s = INVALID; break;
            case FRACTION: if (c == 'E' || c == 'e') s = EXPONENT; else if (!is_digit(c)) s = INVALID; break;
            case EXPONENT: s = c == '+' || c == '-' ? EXPONENT_SIGN : INVALID; break;
            case EXPONENT_SIGN: s = is_digit(c) ? SCIENTIFIC : INVALID; break;
            case SCIENTIFIC: if (!is_digit(c)) s = INVALID; break;
            default: break;
        }
        visits[s]++;
    }
    *result = s;
    return p;
}

static u32 machine(u32 seed, u32 crc) {
    static const char *const words[8] = { "5012,", "-874,", "+122,", "35.54400,", ".1234500,", "5.500e+3,", "-.123e-2,", "T0.3e-1F," };
    i32 at = 0;
    while (at < INPUT - 12) {
        for (const char *w = words[next_random(&seed) & 7]; *w; w++) input[at++] = (u8)*w;
    }
    u32 visits[STATES] = { 0 }, ends[STATES] = { 0 };
    for (const u8 *p = input, *end = input + at; p < end;) {
        state s;
        p = next_state(p, end, &s, visits);
        ends[s]++;
    }
    for (i32 i = 0; i < STATES; i++) crc = crc16((visits[i] ^ (ends[i] << 5)) & 0xFFFF, crc);
    return crc;
}

KERNEL {
    u32 seed = 0xC0DE;
    i64 checksum = 0;
    for (i32 round = 0; round < iterations; round++) {
        u32 crc = lists(next_random(&seed), 0xFFFF);
        crc = matrices(next_random(&seed), crc);
        crc = machine(next_random(&seed), crc);
        checksum = mix(checksum, crc);
    }
    return checksum;
}
