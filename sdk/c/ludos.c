/* The arena from outside. What lies where is in ludos_layout.h, made from protocols/system/v1/arena.capnp; why it works is in docs/reference/arena.md.
 * Everything that another process can write is loaded once, into a local, and checked before it is used. */
#define _GNU_SOURCE 1
#include "ludos.h"
#include "ludos_layout.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <linux/futex.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#if !defined(__linux__) || __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__ || UINTPTR_MAX != UINT64_MAX
#error "The arena is shared on Linux, on little-endian machines of 64 bits."
#endif

enum {
    ANSWER_SECONDS = 5,
    GRANT_SECONDS = 10,        /* a grant is installed between two ticks, and a parked game wakes first */
    MAX_DESCRIPTORS = 253,     /* the kernel's bound on one message */
    PIN_PAGE_BYTES = 65536,
    PIN_ATTEMPTS = 64,         /* publishes that may overtake one pin */
    READ_ATTEMPTS = 1000,
    MOVE_ATTEMPTS = 8,         /* segments that may be replaced while one is being fetched */
    SPIN_NS = 10000,           /* half of what a wake across cores costs */
    PAUSES_PER_SPIN = 4,
    OWNER_LOOK_MS = 200,
    MAX_CONTROL_REPLY = 1 << 20,
    MAX_JSON_DEPTH = 32,
    UNDO_SLOT = 1,
    NO_SLOT = -1
};

#define NEVER_EQUAL UINT64_MAX
#define MAX_SLOT_BYTES ((uint64_t)INT32_MAX - 65535)

/* ---- Faults ---- */

const char *ludos_code_name(ludos_code code) {
    static const char *const owner[] = {
        "SUCCESS", "NAME_TAKEN", "NO_SUCH_REGION", "DIRECTORY_FULL", "OUT_OF_MEMORY", "LEASE_HELD", "NOT_GRANTED", "BAD_HEADER", "VERSION_MISMATCH",
        "SCHEMA_MISMATCH", "BAD_SCHEMA", "TRUNCATED", "CORRUPT", "CONNECT_FAILED", "REFUSED", "ADDRESS_TAKEN", "UNSUPPORTED", "SYSTEM"};
    static const char *const own[] = {
        "REVOKED", "TIMED_OUT", "OWNER_GONE", "OTHER_USER", "MISUSE", "TOO_SMALL", "WRONG_BASE", "OUT_OF_BOUNDS", "NO_SUCH_GAME"};
    if ((unsigned)code < sizeof owner / sizeof *owner) return owner[code];
    if (code >= LUDOS_REVOKED && code <= LUDOS_NO_SUCH_GAME) return own[code - LUDOS_REVOKED];
    return "UNKNOWN";
}

__attribute__((format(printf, 4, 5)))
static ludos_code fail(ludos_fault *fault, ludos_code code, const char *mend, const char *format, ...) {
    if (fault != NULL) {
        va_list arguments;
        va_start(arguments, format);
        fault->code = code;
        (void)vsnprintf(fault->message, sizeof fault->message, format, arguments);
        (void)snprintf(fault->mend, sizeof fault->mend, "%s", mend);
        va_end(arguments);
    }
    return code;
}

static ludos_code fail_system(ludos_fault *fault, const char *what) {
    int error = errno;
    char words[128] = "";
    const char *text = strerror_r(error, words, sizeof words);
    return fail(fault, error == ENOMEM ? LUDOS_OUT_OF_MEMORY : LUDOS_SYSTEM, "", "%s: %s.", what, text);
}

/* ---- Words that processes share ---- */

static uint64_t load64(const uint64_t *at) { return __atomic_load_n(at, __ATOMIC_ACQUIRE); }
static uint32_t load32(const uint32_t *at) { return __atomic_load_n(at, __ATOMIC_ACQUIRE); }
static void store64(uint64_t *at, uint64_t value) { __atomic_store_n(at, value, __ATOMIC_RELEASE); }
static void full_fence(void) { __atomic_thread_fence(__ATOMIC_SEQ_CST); }

static bool exchange_if(uint64_t *at, uint64_t expected, uint64_t value) {
    return __atomic_compare_exchange_n(at, &expected, value, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}

static uint32_t slot_of(uint64_t word) { return (uint32_t)(word & LUDOS_SLOT_MASK); }
static uint64_t epoch_of(uint64_t word) { return word >> LUDOS_EPOCH_SHIFT; }
static uint64_t word_of(uint64_t epoch, uint32_t slot) { return (epoch << LUDOS_EPOCH_SHIFT) | slot; }

static int64_t now_ns(void) {
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void pause_briefly(void) {
    for (int i = 0; i < PAUSES_PER_SPIN; i++) {
#if defined(__x86_64__)
        __builtin_ia32_pause();
#else
        full_fence();
#endif
    }
}

static uint32_t crc32c(const void *data, size_t bytes, uint32_t before) {
    static const uint32_t by_nibble[16] = {
        0x00000000, 0x105ec76f, 0x20bd8ede, 0x30e349b1, 0x417b1dbc, 0x5125dad3, 0x61c69362, 0x7198540d,
        0x82f63b78, 0x92a8fc17, 0xa24bb5a6, 0xb21572c9, 0xc38d26c4, 0xd3d3e1ab, 0xe330a81a, 0xf36e6f75};
    const unsigned char *at = data;
    uint32_t crc = ~before;
    for (size_t i = 0; i < bytes; i++) {
        crc ^= at[i];
        crc = (crc >> 4) ^ by_nibble[crc & 15];
        crc = (crc >> 4) ^ by_nibble[crc & 15];
    }
    return ~crc;
}

/* ---- Segments ---- */

/* A mapped segment. Readers, writers and waiters each hold a reference, so a segment that was replaced stays until the last has moved on. */
typedef struct segment {
    unsigned references;
    uint32_t generation;
    bool writable;
    size_t bytes;
    unsigned char *base;
} segment;

static segment *keep(segment *mapped) {
    (void)__atomic_fetch_add(&mapped->references, 1, __ATOMIC_RELAXED);
    return mapped;
}

static void let_go(segment *mapped) {
    if (mapped != NULL && __atomic_sub_fetch(&mapped->references, 1, __ATOMIC_ACQ_REL) == 0) {
        (void)munmap(mapped->base, mapped->bytes);
        free(mapped);
    }
}

/* Maps a received descriptor, which is closed in any case. It must have exactly that size, and nobody may be able to shrink it under us. */
static ludos_code map_segment(int descriptor, size_t bytes, bool writable, segment **mapped, ludos_fault *fault) {
    struct stat status;
    int seals = fcntl(descriptor, F_GET_SEALS);
    if (bytes == 0 || seals < 0 || (seals & F_SEAL_SHRINK) == 0 || fstat(descriptor, &status) != 0 || (uint64_t)status.st_size != bytes) {
        (void)close(descriptor);
        return fail(fault, LUDOS_TRUNCATED, "", "A received segment is not of the %zu bytes announced, or is not sealed against shrinking.", bytes);
    }
    segment *made = calloc(1, sizeof *made);
    void *base = made == NULL ? MAP_FAILED : mmap(NULL, bytes, PROT_READ | (writable ? PROT_WRITE : 0), MAP_SHARED, descriptor, 0);
    if (base == MAP_FAILED) {
        if (made == NULL) errno = ENOMEM;
        free(made);
        ludos_code code = fail_system(fault, "A received segment cannot be mapped");
        (void)close(descriptor);
        return code;
    }
    (void)close(descriptor);
    *made = (segment){.references = 1, .writable = writable, .bytes = bytes, .base = base};
    *mapped = made;
    return LUDOS_SUCCESS;
}

static uint64_t *word_in(const segment *mapped) { return (uint64_t *)(void *)(mapped->base + LUDOS_REGION_WORD_OFFSET); }
static ludos_region_lease *lease_in(const segment *mapped) { return (ludos_region_lease *)(void *)(mapped->base + LUDOS_REGION_LEASE_OFFSET); }

static ludos_slot_record *slot_in(const segment *mapped, uint32_t slot) {
    return (ludos_slot_record *)(void *)(mapped->base + LUDOS_REGION_SLOTS_OFFSET + (size_t)slot * LUDOS_REGION_SLOTS_STRIDE);
}

/* ---- The arena ---- */

struct ludos_region {
    ludos_arena *arena;
    uint32_t index;
    uint32_t kind;
    size_t segment_bytes;
    size_t pitch_bytes;
    ludos_schema schema;
    pthread_mutex_t lock; /* over what follows */
    segment *current;
    segment *granted; /* writable, from an earlier grant; NULL for none */
    uint32_t pins_taken;
};

struct ludos_arena {
    int socket;
    bool is_broken; /* an answer was cut short: what follows would be misread */
    uint32_t max_regions;
    uint64_t world_id_low;
    pthread_mutex_t ask_lock;  /* over `socket` for questions */
    pthread_mutex_t list_lock; /* over `regions` */
    segment *control;
    segment *pins;
    ludos_region **regions; /* max_regions places, NULL until asked for */
    char path[sizeof(((struct sockaddr_un *)0)->sun_path)];
};

static ludos_pin_line *pin_line(const segment *page, uint32_t region) {
    return (ludos_pin_line *)(void *)(page->base + LUDOS_PINS_REGIONS_OFFSET + (size_t)region * LUDOS_PINS_REGIONS_STRIDE);
}

static uint64_t *pin_cell(const segment *page, uint32_t region, uint32_t index) { return &pin_line(page, region)->pin0 + index; }

bool ludos_is_owner_alive(const ludos_arena *arena) {
    struct pollfd entry = {.fd = arena->socket, .events = POLLRDHUP};
    if (__atomic_load_n(&arena->is_broken, __ATOMIC_RELAXED)) return false;
    return poll(&entry, 1, 0) <= 0 || (entry.revents & (POLLRDHUP | POLLHUP | POLLERR | POLLNVAL)) == 0;
}

/* ---- Questions to the owner ---- */

typedef struct answer {
    uint64_t value;
    int count;
    int descriptors[MAX_DESCRIPTORS];
} answer;

static void close_all(const answer *got) {
    for (int i = 0; i < got->count; i++) (void)close(got->descriptors[i]);
}

static void take_descriptors(struct msghdr *message, answer *got) {
    for (struct cmsghdr *control = CMSG_FIRSTHDR(message); control != NULL; control = CMSG_NXTHDR(message, control)) {
        if (control->cmsg_level != SOL_SOCKET || control->cmsg_type != SCM_RIGHTS) continue;
        size_t count = (control->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (size_t i = 0; i < count; i++) {
            int descriptor;
            memcpy(&descriptor, CMSG_DATA(control) + i * sizeof descriptor, sizeof descriptor);
            if (got->count < MAX_DESCRIPTORS) got->descriptors[got->count++] = descriptor;
            else (void)close(descriptor);
        }
    }
}

static ludos_code receive(ludos_arena *arena, void *reply, size_t bytes, answer *got, ludos_fault *fault) {
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(sizeof(int) * MAX_DESCRIPTORS)];
    } control;
    for (size_t received = 0; received < bytes;) {
        struct iovec vector = {.iov_base = (char *)reply + received, .iov_len = bytes - received};
        struct msghdr message = {.msg_iov = &vector, .msg_iovlen = 1, .msg_control = control.room, .msg_controllen = sizeof control.room};
        ssize_t count = recvmsg(arena->socket, &message, MSG_CMSG_CLOEXEC);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return fail(fault, LUDOS_TIMED_OUT, "See with `ludos ps` whether it runs.", "The game at %s did not answer in time.", arena->path);
        if (count <= 0) return fail(fault, LUDOS_OWNER_GONE, "See with `ludos ps` whether it runs.", "The game at %s closed the connection.", arena->path);
        take_descriptors(&message, got);
        if ((message.msg_flags & MSG_CTRUNC) != 0) return fail(fault, LUDOS_TRUNCATED, "", "The game at %s sent more segments than one message holds.", arena->path);
        received += (size_t)count;
    }
    return LUDOS_SUCCESS;
}

static ludos_code refused(const ludos_arena *arena, uint32_t status, ludos_fault *fault) {
    switch (status) {
    case LUDOS_NOT_GRANTED: return fail(fault, LUDOS_NOT_GRANTED, "Start the game with --grant and the region's name.", "The game does not let this process write the region.");
    case LUDOS_LEASE_HELD: return fail(fault, LUDOS_LEASE_HELD, "End the other writer first.", "Another process writes the region.");
    case LUDOS_NO_SUCH_REGION: return fail(fault, LUDOS_NO_SUCH_REGION, "", "The game has no such region.");
    case LUDOS_REFUSED: return fail(fault, LUDOS_REFUSED, "End one of them.", "As many processes as the game at %s admits are attached.", arena->path);
    case LUDOS_VERSION_MISMATCH: return fail(fault, LUDOS_VERSION_MISMATCH, "Build against the game's own sdk/c.", "The game speaks another version of the arena.");
    default:
        return status <= LUDOS_SYSTEM ? fail(fault, (ludos_code)status, "", "The game refused: %s.", ludos_code_name((ludos_code)status))
                                      : fail(fault, LUDOS_REFUSED, "", "The game refused with the unknown code %u.", status);
    }
}

static ludos_code judge(const ludos_arena *arena, const ludos_attach_reply *reply, const answer *got, int wanted, ludos_fault *fault) {
    if (reply->magic != LUDOS_REPLY_MAGIC) return fail(fault, LUDOS_BAD_HEADER, "Give the socket of a running game.", "What listens at %s is not an arena.", arena->path);
    if (reply->version != LUDOS_LAYOUT_VERSION) {
        return fail(fault, LUDOS_VERSION_MISMATCH, "Build against the game's own sdk/c.", "The arena is of version %u, this library reads %u.", reply->version, LUDOS_LAYOUT_VERSION);
    }
    if (reply->status != 0) return refused(arena, reply->status, fault);
    uint64_t due = wanted < 0 ? reply->value : (uint64_t)wanted;
    if ((uint64_t)got->count != due || reply->descriptors != due) return fail(fault, LUDOS_TRUNCATED, "", "The game sent %d segments where %llu were due.", got->count, (unsigned long long)due);
    return LUDOS_SUCCESS;
}

static void set_timeout(int socket, int seconds) {
    struct timeval limit = {.tv_sec = seconds};
    (void)setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    (void)setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
}

/* One question and its answer, under ask_lock. wanted: how many descriptors must come, or -1 for as many as the value says. */
static ludos_code ask_locked(ludos_arena *arena, uint32_t kind, uint32_t argument, int wanted, answer *got, ludos_fault *fault) {
    ludos_attach_request request = {.magic = LUDOS_REQUEST_MAGIC, .version = LUDOS_LAYOUT_VERSION, .kind = kind, .argument = argument};
    ludos_attach_reply reply;
    got->count = 0;
    got->value = 0;
    if (arena->is_broken) return fail(fault, LUDOS_OWNER_GONE, "Attach anew.", "The connection to %s is broken.", arena->path);
    set_timeout(arena->socket, kind == LUDOS_REQUEST_KIND_GRANT || kind == LUDOS_REQUEST_KIND_MAPPED ? GRANT_SECONDS : ANSWER_SECONDS);
    ssize_t sent;
    do sent = send(arena->socket, &request, sizeof request, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    ludos_code code = sent == (ssize_t)sizeof request ? receive(arena, &reply, sizeof reply, got, fault)
                                                      : fail(fault, LUDOS_OWNER_GONE, "See with `ludos ps` whether it runs.", "The game at %s no longer listens.", arena->path);
    if (code != LUDOS_SUCCESS) {
        /* A late answer would be taken for the next one. */
        __atomic_store_n(&arena->is_broken, true, __ATOMIC_RELAXED);
        (void)shutdown(arena->socket, SHUT_RDWR);
    } else {
        code = judge(arena, &reply, got, wanted, fault);
    }
    if (code != LUDOS_SUCCESS) {
        close_all(got);
        got->count = 0;
    }
    got->value = code == LUDOS_SUCCESS ? reply.value : 0;
    return code;
}

static ludos_code ask(ludos_arena *arena, uint32_t kind, uint32_t argument, int wanted, answer *got, ludos_fault *fault) {
    pthread_mutex_lock(&arena->ask_lock);
    ludos_code code = ask_locked(arena, kind, argument, wanted, got, fault);
    pthread_mutex_unlock(&arena->ask_lock);
    return code;
}

/* ---- Attaching ---- */

static ludos_code connect_to(const char *path, int *connected, ludos_fault *fault) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path) return fail(fault, LUDOS_CONNECT_FAILED, "Set LUDOS_HOME to a shorter folder.", "The socket path %.80s... is too long.", path);
    strcpy(address.sun_path, path);
    int made = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (made < 0) return fail_system(fault, "A socket cannot be made");
    set_timeout(made, ANSWER_SECONDS);
    if (connect(made, (const struct sockaddr *)&address, sizeof address) != 0) {
        ludos_code code = errno == ENOENT || errno == ECONNREFUSED ? fail(fault, LUDOS_CONNECT_FAILED, "See with `ludos ps` which games run.", "No game listens at %s.", path)
                                                                   : fail_system(fault, path);
        (void)close(made);
        return code;
    }
    struct ucred peer;
    socklen_t bytes = sizeof peer;
    if (getsockopt(made, SOL_SOCKET, SO_PEERCRED, &peer, &bytes) != 0 || peer.uid != geteuid()) {
        (void)close(made);
        return fail(fault, LUDOS_OTHER_USER, "", "Another user's process listens at %s.", path);
    }
    *connected = made;
    return LUDOS_SUCCESS;
}

static ludos_code check_header(ludos_arena *arena, ludos_fault *fault) {
    ludos_arena_header header;
    memcpy(&header, arena->control->base + LUDOS_CONTROL_HEADER_OFFSET, sizeof header);
    if (header.magic != LUDOS_ARENA_MAGIC) return fail(fault, LUDOS_BAD_HEADER, "Give the socket of a running game.", "What %s sent is not an arena.", arena->path);
    if (header.version != LUDOS_LAYOUT_VERSION) return fail(fault, LUDOS_VERSION_MISMATCH, "Build against the game's own sdk/c.", "The arena is of version %u, this library reads %u.", header.version, LUDOS_LAYOUT_VERSION);
    uint64_t needed = LUDOS_CONTROL_ENTRIES_OFFSET + (uint64_t)header.max_regions * LUDOS_CONTROL_ENTRIES_STRIDE;
    if (header.max_regions == 0 || header.max_regions > LUDOS_MAX_REGIONS || header.control_bytes > arena->control->bytes || header.control_bytes < needed) {
        return fail(fault, LUDOS_CORRUPT, "Restart the game.", "The arena's header contradicts itself: %u regions in %llu bytes.", header.max_regions, (unsigned long long)header.control_bytes);
    }
    arena->max_regions = header.max_regions;
    arena->world_id_low = header.world_id_low;
    arena->regions = calloc(header.max_regions, sizeof(ludos_region *));
    return arena->regions != NULL ? LUDOS_SUCCESS : fail(fault, LUDOS_OUT_OF_MEMORY, "", "No memory is left for the directory.");
}

static ludos_code attach_connected(ludos_arena *arena, ludos_fault *fault) {
    answer got;
    ludos_code code = ask(arena, LUDOS_REQUEST_KIND_ATTACH, 0, 2, &got, fault);
    if (code != LUDOS_SUCCESS) return code;
    code = map_segment(got.descriptors[0], got.value <= SIZE_MAX / 2 ? (size_t)got.value : 0, false, &arena->control, fault);
    if (code != LUDOS_SUCCESS) {
        (void)close(got.descriptors[1]);
        return code;
    }
    code = map_segment(got.descriptors[1], PIN_PAGE_BYTES, true, &arena->pins, fault);
    if (code != LUDOS_SUCCESS) return code;
    if (arena->control->bytes < LUDOS_CONTROL_ENTRIES_OFFSET) return fail(fault, LUDOS_TRUNCATED, "", "The control segment has only %zu bytes.", arena->control->bytes);
    return check_header(arena, fault);
}

ludos_code ludos_attach(const char *game, ludos_arena **arena, ludos_fault *fault) {
    if (game == NULL || arena == NULL) return fail(fault, LUDOS_MISUSE, "", "ludos_attach was given no game, or nowhere to put the arena.");
    *arena = NULL;
    ludos_arena *made = calloc(1, sizeof *made);
    if (made == NULL) return fail(fault, LUDOS_OUT_OF_MEMORY, "", "No memory is left.");
    made->socket = -1;
    (void)pthread_mutex_init(&made->ask_lock, NULL);
    (void)pthread_mutex_init(&made->list_lock, NULL);
    ludos_code code = ludos_find_game(game, made->path, sizeof made->path, fault);
    if (code == LUDOS_SUCCESS) code = connect_to(made->path, &made->socket, fault);
    if (code == LUDOS_SUCCESS) code = attach_connected(made, fault);
    if (code != LUDOS_SUCCESS) {
        ludos_detach(made);
        return code;
    }
    *arena = made;
    return LUDOS_SUCCESS;
}

static void free_region(ludos_region *region) {
    let_go(region->current);
    let_go(region->granted);
    (void)pthread_mutex_destroy(&region->lock);
    free(region);
}

void ludos_detach(ludos_arena *arena) {
    if (arena == NULL) return;
    for (uint32_t i = 0; arena->regions != NULL && i < arena->max_regions; i++) {
        if (arena->regions[i] != NULL) free_region(arena->regions[i]);
    }
    free(arena->regions);
    let_go(arena->control);
    let_go(arena->pins);
    if (arena->socket >= 0) (void)close(arena->socket);
    (void)pthread_mutex_destroy(&arena->ask_lock);
    (void)pthread_mutex_destroy(&arena->list_lock);
    free(arena);
}

/* ---- The directory ---- */

static const uint32_t type_bytes[] = {0, 1, 1, 2, 2, 4, 4, 8, 8, 4, 8};

static ludos_code corrupt_entry(uint32_t index, const char *detail, ludos_fault *fault) {
    return fail(fault, LUDOS_CORRUPT, "Restart the game that made the arena.", "Directory entry %u contradicts itself: %s.", index, detail);
}

static bool copy_name(char *name, const unsigned char *bytes, size_t length, size_t most) {
    if (length == 0 || length > most || memchr(bytes, 0, length) != NULL) return false;
    memcpy(name, bytes, length);
    name[length] = 0;
    return true;
}

static ludos_code read_fields(const unsigned char *entry, uint32_t index, ludos_schema *schema, ludos_fault *fault) {
    uint64_t offset = 0;
    uint32_t widest = 1;
    for (uint32_t f = 0; f < schema->field_count; f++) {
        ludos_field_entry stored;
        memcpy(&stored, entry + LUDOS_ENTRY_FIELDS_OFFSET + (size_t)f * LUDOS_ENTRY_FIELDS_STRIDE, sizeof stored);
        ludos_field *field = &schema->fields[f];
        if (stored.type < LUDOS_U8 || stored.type > LUDOS_F64 || stored.count == 0 || stored.count > INT32_MAX
            || !copy_name(field->name, entry + LUDOS_ENTRY_FIELD_NAMES_OFFSET + (size_t)f * LUDOS_ENTRY_FIELDS_STRIDE, stored.name_bytes, LUDOS_FIELD_NAME_BYTES - 1)) {
            return corrupt_entry(index, "a field has no type, count or name", fault);
        }
        uint32_t bytes = type_bytes[stored.type];
        offset = (offset + bytes - 1) & ~(uint64_t)(bytes - 1);
        field->id = stored.id;
        field->type = (ludos_type)stored.type;
        field->count = stored.count;
        field->offset_bytes = (uint32_t)offset;
        offset += (uint64_t)bytes * stored.count;
        if (offset > MAX_SLOT_BYTES) return corrupt_entry(index, "an element is too large", fault);
        if (bytes > widest) widest = bytes;
    }
    offset = (offset + widest - 1) & ~(uint64_t)(widest - 1);
    return offset == schema->stride_bytes ? LUDOS_SUCCESS : corrupt_entry(index, "the stride is not what the fields need", fault);
}

static ludos_code judge_entry(const unsigned char *entry, const ludos_directory_entry *head, ludos_region *region, ludos_fault *fault) {
    uint32_t index = region->index;
    ludos_schema *schema = &region->schema;
    if (head->kind > LUDOS_REGION_KIND_RING) return corrupt_entry(index, "its kind is unknown", fault);
    if (head->field_count == 0 || head->field_count > LUDOS_MAX_FIELDS || head->capacity == 0 || head->capacity > INT32_MAX || head->stride == 0
        || !(head->slots == 1 || (head->slots >= 3 && head->slots <= LUDOS_MAX_SLOTS))) {
        return corrupt_entry(index, "fields, capacity, stride or slots are out of range", fault);
    }
    if (!copy_name(schema->name, entry + LUDOS_ENTRY_NAME_OFFSET, head->name_bytes, LUDOS_NAME_BYTES - 1)) return corrupt_entry(index, "it has no name", fault);
    uint64_t size = (uint64_t)head->capacity * head->stride;
    if (size > MAX_SLOT_BYTES) return corrupt_entry(index, "its content is too large", fault);
    schema->capacity = head->capacity;
    schema->stride_bytes = head->stride;
    schema->size_bytes = (size_t)size;
    schema->slots = head->slots;
    schema->is_volatile = (head->flags & 1) != 0;
    schema->is_external = (head->flags & 2) != 0;
    schema->is_dynamic = head->kind == LUDOS_REGION_KIND_DYNAMIC;
    schema->field_count = head->field_count;
    region->kind = head->kind;
    region->pitch_bytes = (size_t)((size + LUDOS_SEGMENT_ALIGNMENT - 1) & ~(uint64_t)(LUDOS_SEGMENT_ALIGNMENT - 1));
    uint64_t stored_slots = head->slots == 1 ? 2 : head->slots;
    uint64_t needed = LUDOS_REGION_CONTENT_OFFSET + (head->kind == LUDOS_REGION_KIND_FIXED ? stored_slots * region->pitch_bytes : 0);
    if (head->kind == LUDOS_REGION_KIND_FIXED ? head->segment_bytes != needed : head->segment_bytes <= needed || head->segment_bytes > (uint64_t)1 << 46) {
        return corrupt_entry(index, "its segment is not as large as its schema needs", fault);
    }
    region->segment_bytes = (size_t)head->segment_bytes;
    return read_fields(entry, index, schema, fault);
}

/* Copies an entry out of the control segment and checks it. */
static ludos_code read_entry(const ludos_arena *arena, ludos_region *region, uint32_t *generation, ludos_fault *fault) {
    unsigned char entry[LUDOS_CONTROL_ENTRIES_STRIDE];
    const unsigned char *at = arena->control->base + LUDOS_CONTROL_ENTRIES_OFFSET + (size_t)region->index * LUDOS_CONTROL_ENTRIES_STRIDE;
    ludos_directory_entry head;
    memcpy(entry, at, sizeof entry);
    memcpy(&head, entry, sizeof head);
    memset(entry + offsetof(ludos_directory_entry, checksum), 0, sizeof head.checksum);
    memset(entry + offsetof(ludos_directory_entry, generation), 0, sizeof head.generation);
    if (crc32c(entry, sizeof entry, 0) != head.checksum) return corrupt_entry(region->index, "its checksum is of other bytes", fault);
    *generation = head.generation;
    return judge_entry(entry, &head, region, fault);
}

static uint32_t generation_in_directory(const ludos_region *region) {
    const unsigned char *at = region->arena->control->base + LUDOS_CONTROL_ENTRIES_OFFSET + (size_t)region->index * LUDOS_CONTROL_ENTRIES_STRIDE;
    return load32((const uint32_t *)(const void *)(at + offsetof(ludos_directory_entry, generation)));
}

static ludos_code check_identity(const ludos_region *region, const segment *mapped, uint32_t *generation, ludos_fault *fault) {
    ludos_region_identity identity;
    memcpy(&identity, mapped->base + LUDOS_REGION_IDENTITY_OFFSET, sizeof identity);
    if (identity.magic != LUDOS_REGION_MAGIC || identity.version != LUDOS_LAYOUT_VERSION || identity.index != region->index
        || identity.world_id_low != region->arena->world_id_low || identity.slots != region->schema.slots) {
        return fail(fault, LUDOS_CORRUPT, "Restart the game that made the arena.", "The segment of region '%s' says that it is another's.", region->schema.name);
    }
    *generation = identity.generation;
    return LUDOS_SUCCESS;
}

/* What the directory promised; only a dynamic region's segment may be of another size than it was. */
static size_t size_to_map(const ludos_region *region, uint64_t announced) {
    bool may_differ = region->kind == LUDOS_REGION_KIND_DYNAMIC && announced > LUDOS_REGION_CONTENT_OFFSET && announced <= SIZE_MAX / 2;
    return may_differ ? (size_t)announced : region->segment_bytes;
}

/* The region's segment as the directory has it now, read-only. Under the region's lock. */
static ludos_code fetch(ludos_region *region, uint32_t newer_than, ludos_fault *fault) {
    for (int attempt = 0; attempt < MOVE_ATTEMPTS; attempt++) {
        answer got;
        segment *mapped = NULL;
        uint32_t before = generation_in_directory(region), found = 0;
        ludos_code code = ask(region->arena, LUDOS_REQUEST_KIND_REGION, region->index, 1, &got, fault);
        if (code == LUDOS_SUCCESS) code = map_segment(got.descriptors[0], size_to_map(region, got.value), false, &mapped, fault);
        if (code == LUDOS_SUCCESS) code = check_identity(region, mapped, &found, fault);
        if (code == LUDOS_SUCCESS && found > newer_than && (found == before || found == generation_in_directory(region))) {
            mapped->generation = found;
            let_go(region->current);
            region->current = mapped;
            return LUDOS_SUCCESS;
        }
        let_go(mapped);
        if (code != LUDOS_SUCCESS) return code;
    }
    return fail(fault, LUDOS_CORRUPT, "Restart the game that made the arena.", "Region '%s' says that it moved, and is where it was.", region->schema.name);
}

/* A reference to the region's segment, newer than the given generation. */
static ludos_code newer_segment(ludos_region *region, uint32_t than, segment **mapped, ludos_fault *fault) {
    ludos_code code = LUDOS_SUCCESS;
    pthread_mutex_lock(&region->lock);
    if (region->current == NULL || region->current->generation <= than) code = fetch(region, than, fault);
    if (code == LUDOS_SUCCESS) *mapped = keep(region->current);
    pthread_mutex_unlock(&region->lock);
    return code;
}

uint32_t ludos_region_count(const ludos_arena *arena) {
    const ludos_directory_line *line = (const ludos_directory_line *)(const void *)(arena->control->base + LUDOS_CONTROL_DIRECTORY_OFFSET);
    uint32_t count = load32(&line->region_count);
    return count < arena->max_regions ? count : arena->max_regions;
}

static ludos_code make_region(ludos_arena *arena, uint32_t index, ludos_region **made, ludos_fault *fault) {
    uint32_t generation;
    ludos_region *region = calloc(1, sizeof *region);
    if (region == NULL) return fail(fault, LUDOS_OUT_OF_MEMORY, "", "No memory is left for a region.");
    region->arena = arena;
    region->index = index;
    (void)pthread_mutex_init(&region->lock, NULL);
    ludos_code code = read_entry(arena, region, &generation, fault);
    if (code == LUDOS_SUCCESS && region->kind == LUDOS_REGION_KIND_RING) code = fail(fault, LUDOS_UNSUPPORTED, "", "Region '%s' is a ring; this library reads contents.", region->schema.name);
    if (code == LUDOS_SUCCESS) {
        pthread_mutex_lock(&region->lock);
        code = fetch(region, 0, fault);
        pthread_mutex_unlock(&region->lock);
    }
    if (code != LUDOS_SUCCESS) {
        free_region(region);
        return code;
    }
    *made = region;
    return LUDOS_SUCCESS;
}

ludos_code ludos_region_at(ludos_arena *arena, uint32_t index, ludos_region **region, ludos_fault *fault) {
    if (arena == NULL || region == NULL) return fail(fault, LUDOS_MISUSE, "", "ludos_region_at was given no arena, or nowhere to put the region.");
    *region = NULL;
    if (index >= ludos_region_count(arena)) return fail(fault, LUDOS_NO_SUCH_REGION, "", "The arena has %u regions; there is no number %u.", ludos_region_count(arena), index);
    ludos_code code = LUDOS_SUCCESS;
    pthread_mutex_lock(&arena->list_lock);
    if (arena->regions[index] == NULL) code = make_region(arena, index, &arena->regions[index], fault);
    if (code == LUDOS_SUCCESS) *region = arena->regions[index];
    pthread_mutex_unlock(&arena->list_lock);
    return code;
}

ludos_code ludos_find(ludos_arena *arena, const char *name, ludos_region **region, ludos_fault *fault) {
    if (arena == NULL || name == NULL || region == NULL) return fail(fault, LUDOS_MISUSE, "", "ludos_find was given no arena, no name, or nowhere to put the region.");
    *region = NULL;
    size_t length = strlen(name);
    for (uint32_t index = 0; index < ludos_region_count(arena); index++) {
        const unsigned char *entry = arena->control->base + LUDOS_CONTROL_ENTRIES_OFFSET + (size_t)index * LUDOS_CONTROL_ENTRIES_STRIDE;
        if (entry[offsetof(ludos_directory_entry, name_bytes)] == length && length < LUDOS_NAME_BYTES && memcmp(entry + LUDOS_ENTRY_NAME_OFFSET, name, length) == 0) {
            return ludos_region_at(arena, index, region, fault);
        }
    }
    return fail(fault, LUDOS_NO_SUCH_REGION, "", "The arena at %s has no region '%.80s'.", arena->path, name);
}

const ludos_schema *ludos_schema_of(const ludos_region *region) { return &region->schema; }

const ludos_field *ludos_find_field(const ludos_schema *schema, const char *name) {
    for (uint32_t f = 0; f < schema->field_count; f++) {
        if (strcmp(schema->fields[f].name, name) == 0) return &schema->fields[f];
    }
    return NULL;
}

ludos_code ludos_check_field(const ludos_region *region, const char *name, ludos_type type, uint32_t count, size_t offset_bytes, size_t stride_bytes, ludos_fault *fault) {
    const ludos_schema *schema = &region->schema;
    const ludos_field *field = ludos_find_field(schema, name);
    const char *mend = "Let your struct follow the region's fields in their order.";
    if (field == NULL) return fail(fault, LUDOS_SCHEMA_MISMATCH, mend, "Region '%s' has no field '%.48s'.", schema->name, name);
    if (field->type != type || field->count != count) {
        return fail(fault, LUDOS_SCHEMA_MISMATCH, mend, "Field '%s' of region '%s' is %u of type %d, not %u of type %d.", field->name, schema->name, field->count, (int)field->type, count, (int)type);
    }
    if (field->offset_bytes != offset_bytes || schema->stride_bytes != stride_bytes) {
        return fail(fault, LUDOS_SCHEMA_MISMATCH, mend, "Field '%s' of region '%s' lies at %u of %u bytes, not at %zu of %zu.", field->name, schema->name, field->offset_bytes, schema->stride_bytes, offset_bytes, stride_bytes);
    }
    return LUDOS_SUCCESS;
}

/* ---- Epochs ---- */

/* Loads the word of the region's present segment; follows it when it moved. `mapped` holds a reference in and out. */
static ludos_code follow(ludos_region *region, segment **mapped, uint64_t *word) {
    for (int attempt = 0; attempt < MOVE_ATTEMPTS; attempt++) {
        *word = load64(word_in(*mapped));
        if (slot_of(*word) != LUDOS_MOVED_SLOT) return slot_of(*word) < region->schema.slots ? LUDOS_SUCCESS : LUDOS_CORRUPT;
        segment *newer = NULL;
        ludos_code code = newer_segment(region, (*mapped)->generation, &newer, NULL);
        if (code != LUDOS_SUCCESS) return code;
        let_go(*mapped);
        *mapped = newer;
    }
    return LUDOS_CORRUPT;
}

uint64_t ludos_epoch(ludos_region *region) {
    uint64_t word = 0;
    segment *mapped = NULL;
    if (newer_segment(region, 0, &mapped, NULL) != LUDOS_SUCCESS) return 0;
    ludos_code code = follow(region, &mapped, &word);
    let_go(mapped);
    return code == LUDOS_SUCCESS ? epoch_of(word) : 0;
}

static void sleep_on(const uint64_t *word, uint64_t seen, int64_t longest_ns) {
    struct timespec longest = {.tv_sec = (time_t)(longest_ns / 1000000000), .tv_nsec = (long)(longest_ns % 1000000000)};
    (void)syscall(SYS_futex, word, FUTEX_WAIT, (uint32_t)seen, &longest, NULL, 0);
}

/* The word's low half, which the futex compares, changes with every epoch. The sleeper is counted in our own pin page; a full fence lies between that
 * and the look at the word, as between the publisher's store and its look at the count: one of the two sees the other. */
static ludos_code sleep_until(ludos_region *region, segment **mapped, uint64_t after, int64_t deadline, uint64_t *word) {
    int32_t *sleepers = &pin_line(region->arena->pins, region->index)->sleepers;
    (void)__atomic_fetch_add(sleepers, 1, __ATOMIC_SEQ_CST);
    full_fence();
    ludos_code code;
    while ((code = follow(region, mapped, word)) == LUDOS_SUCCESS && epoch_of(*word) <= after) {
        if (!ludos_is_owner_alive(region->arena)) { code = LUDOS_OWNER_GONE; break; }
        int64_t left = deadline == INT64_MAX ? INT64_MAX : deadline - now_ns();
        if (left <= 0) { code = LUDOS_TIMED_OUT; break; }
        int64_t longest = (int64_t)OWNER_LOOK_MS * 1000000;
        sleep_on(word_in(*mapped), *word, left < longest ? left : longest);
    }
    (void)__atomic_fetch_sub(sleepers, 1, __ATOMIC_SEQ_CST);
    return code;
}

ludos_code ludos_wait(ludos_region *region, uint64_t after, int64_t timeout_ns, uint64_t *epoch) {
    uint64_t word = 0;
    segment *mapped = NULL;
    int64_t start = now_ns();
    int64_t deadline = timeout_ns < 0 || start > INT64_MAX - timeout_ns ? INT64_MAX : start + timeout_ns;
    ludos_code code = newer_segment(region, 0, &mapped, NULL);
    if (code != LUDOS_SUCCESS) return code;
    do {
        code = follow(region, &mapped, &word);
        if (code != LUDOS_SUCCESS || epoch_of(word) > after) break;
        code = LUDOS_TIMED_OUT;
        if (timeout_ns == 0) break;
        pause_briefly();
    } while (now_ns() - start < SPIN_NS);
    if (code == LUDOS_TIMED_OUT && timeout_ns != 0) code = sleep_until(region, &mapped, after, deadline, &word);
    let_go(mapped);
    if (epoch != NULL) *epoch = epoch_of(word);
    return code;
}

/* ---- Reading ---- */

struct ludos_reader {
    ludos_region *region;
    segment *mapped;
    uint64_t *pin; /* NULL when all seven are in use: then only the sequence protects the reader */
    uint32_t pin_index;
    uint32_t slot;
    uint64_t expected_sequence;
    bool is_open;
    ludos_code outcome; /* of the last close */
};

ludos_code ludos_open_reader(ludos_region *region, ludos_reader **reader, ludos_fault *fault) {
    if (region == NULL || reader == NULL) return fail(fault, LUDOS_MISUSE, "", "ludos_open_reader was given no region, or nowhere to put the reader.");
    *reader = NULL;
    ludos_reader *made = calloc(1, sizeof *made);
    if (made == NULL) return fail(fault, LUDOS_OUT_OF_MEMORY, "", "No memory is left for a reader.");
    made->region = region;
    made->outcome = LUDOS_MISUSE;
    pthread_mutex_lock(&region->lock);
    made->mapped = keep(region->current);
    for (uint32_t i = 0; i < LUDOS_PINS_PER_LINE && made->pin == NULL; i++) {
        if ((region->pins_taken & (1u << i)) != 0) continue;
        region->pins_taken |= 1u << i;
        made->pin_index = i;
        made->pin = pin_cell(region->arena->pins, region->index, i);
    }
    pthread_mutex_unlock(&region->lock);
    *reader = made;
    return LUDOS_SUCCESS;
}

static void set_pin(const ludos_reader *reader, uint64_t word) {
    if (reader->pin != NULL) store64(reader->pin, word);
}

void ludos_free_reader(ludos_reader *reader) {
    if (reader == NULL) return;
    set_pin(reader, 0);
    pthread_mutex_lock(&reader->region->lock);
    if (reader->pin != NULL) reader->region->pins_taken &= ~(1u << reader->pin_index);
    pthread_mutex_unlock(&reader->region->lock);
    let_go(reader->mapped);
    free(reader);
}

/* Where the content of a slot lies. A dynamic region's record is written by its writer: it is copied once, and must stay inside the segment. */
static ludos_code place_of(const ludos_region *region, const segment *mapped, uint32_t slot, ludos_view *view) {
    const ludos_slot_record *record = slot_in(mapped, slot);
    uint64_t offset = LUDOS_REGION_CONTENT_OFFSET + (uint64_t)slot * region->pitch_bytes;
    uint32_t elements = region->schema.capacity;
    if (region->kind == LUDOS_REGION_KIND_DYNAMIC) {
        offset = load64(&record->block_offset);
        elements = load32(&record->elements);
        if (elements > region->schema.capacity || (elements > 0 && (offset < LUDOS_REGION_CONTENT_OFFSET || offset % LUDOS_LINE_BYTES != 0 || offset > mapped->bytes
            || (uint64_t)elements * region->schema.stride_bytes > mapped->bytes - offset))) return LUDOS_CORRUPT;
        if (elements == 0) offset = LUDOS_REGION_CONTENT_OFFSET;
    }
    view->bytes = mapped->base + offset;
    view->elements = elements;
    view->size_bytes = (size_t)elements * region->schema.stride_bytes;
    return LUDOS_SUCCESS;
}

ludos_code ludos_pin(ludos_reader *reader, ludos_view *view) {
    uint64_t word = 0;
    if (reader->is_open) return LUDOS_MISUSE;
    reader->expected_sequence = NEVER_EQUAL;
    ludos_code placed = LUDOS_SUCCESS;
    for (int attempt = 0; attempt < PIN_ATTEMPTS; attempt++) {
        ludos_code code = follow(reader->region, &reader->mapped, &word);
        if (code != LUDOS_SUCCESS) {
            set_pin(reader, 0);
            return code;
        }
        set_pin(reader, word);
        full_fence();
        reader->slot = slot_of(word);
        uint64_t sequence = load64(&slot_in(reader->mapped, reader->slot)->fill_sequence);
        placed = place_of(reader->region, reader->mapped, reader->slot, view);
        if ((sequence & 1) == 0 && load64(word_in(reader->mapped)) == word) {
            reader->expected_sequence = sequence;
            break;
        }
    }
    if (placed != LUDOS_SUCCESS) {
        set_pin(reader, 0);
        return placed;
    }
    view->epoch = epoch_of(word);
    reader->is_open = true;
    return LUDOS_SUCCESS;
}

ludos_code ludos_close(ludos_reader *reader) {
    if (!reader->is_open) return reader->outcome;
    /* Every load of the content comes before this one: if the sequence is unchanged, no byte was changed. */
    full_fence();
    uint64_t sequence = load64(&slot_in(reader->mapped, reader->slot)->fill_sequence);
    set_pin(reader, 0);
    reader->is_open = false;
    return reader->outcome = sequence == reader->expected_sequence ? LUDOS_SUCCESS : LUDOS_REVOKED;
}

ludos_code ludos_read(ludos_reader *reader, size_t offset, void *destination, size_t bytes, uint64_t *epoch) {
    ludos_code code = LUDOS_REVOKED;
    for (int attempt = 0; attempt < READ_ATTEMPTS && code == LUDOS_REVOKED; attempt++) {
        ludos_view view;
        if (attempt > 0) pause_briefly();
        code = ludos_pin(reader, &view);
        if (code != LUDOS_SUCCESS) return code;
        bool fits = offset <= view.size_bytes && bytes <= view.size_bytes - offset;
        if (fits) memcpy(destination, (const unsigned char *)view.bytes + offset, bytes);
        code = ludos_close(reader);
        if (code == LUDOS_SUCCESS && !fits) return LUDOS_MISUSE;
        if (code == LUDOS_SUCCESS && epoch != NULL) *epoch = view.epoch;
    }
    return code;
}

/* ---- Leases ---- */

/* Process number above, low half of the start time below: a later process that gets the number is told apart. 0 when /proc cannot be read. */
static uint64_t own_lease(void) {
    char text[1024];
    uint64_t start;
    int file = open("/proc/self/stat", O_RDONLY | O_CLOEXEC);
    ssize_t bytes = file >= 0 ? read(file, text, sizeof text - 1) : -1;
    if (file >= 0) (void)close(file);
    if (bytes <= 0) return 0;
    text[bytes] = 0;
    /* The second field is the program's name in brackets, and may itself hold spaces and brackets. */
    const char *at = strrchr(text, ')');
    for (int field = 2; field < 22 && at != NULL; field++) {
        at = strchr(at, ' ');
        if (at != NULL) at++;
    }
    return at != NULL && sscanf(at, "%" SCNu64, &start) == 1 ? ((uint64_t)(uint32_t)getpid() << 32) | (uint32_t)start : 0;
}

/* ---- Writing ---- */

struct ludos_writer {
    ludos_region *region;
    segment *mapped;
    uint64_t lease;
    uint64_t word; /* as this writer last saw or stored it */
    segment **pages; /* pin pages of all others, as they were when the lease was taken */
    int page_count;
    uint64_t held; /* one bit a slot */
    unsigned holds[LUDOS_MAX_SLOTS];
    int filling;
    ludos_mode mode;
    size_t line_words; /* words of a bit a line */
    uint64_t *stale;   /* for each slot: lines in which it differs from the front; then the lines changed by the open write. NULL until a PATCH */
    uint64_t stale_whole;
};

struct ludos_hold {
    const ludos_writer *writer;
    int slot;
    void *copy;
};

static unsigned char *slot_bytes(const ludos_writer *writer, uint32_t slot) {
    return writer->mapped->base + LUDOS_REGION_CONTENT_OFFSET + (size_t)slot * writer->region->pitch_bytes;
}

static ludos_code held_by_another(const ludos_region *region, uint64_t holder, ludos_fault *fault) {
    return fail(fault, LUDOS_LEASE_HELD, "End the other writer first.", "Region '%s' is being written by process %u.", region->schema.name, (uint32_t)(holder >> 32));
}

/* A segment that was granted to this process is nobody else's: if its lease is taken, another writer of this process has it. What a dead process began
 * in its own segment, the owner ends. */
static ludos_code take_lease(ludos_writer *writer, ludos_fault *fault) {
    uint64_t *lease = &lease_in(writer->mapped)->lease;
    return exchange_if(lease, 0, writer->lease) ? LUDOS_SUCCESS : held_by_another(writer->region, load64(lease), fault);
}

/* The region's new segment from the owner, writable, with the lease taken in it before anybody else can see it. */
static ludos_code ask_for_grant(ludos_writer *writer, ludos_fault *fault) {
    ludos_region *region = writer->region;
    answer got;
    uint32_t generation = 0;
    pthread_mutex_lock(&region->arena->ask_lock);
    ludos_code code = ask_locked(region->arena, LUDOS_REQUEST_KIND_GRANT, region->index, 1, &got, fault);
    if (code == LUDOS_SUCCESS) {
        code = map_segment(got.descriptors[0], region->segment_bytes, true, &writer->mapped, fault);
        if (code == LUDOS_SUCCESS) code = check_identity(region, writer->mapped, &generation, fault);
        if (code == LUDOS_SUCCESS) code = take_lease(writer, fault);
        if (code == LUDOS_SUCCESS) {
            writer->mapped->generation = generation;
            code = ask_locked(region->arena, LUDOS_REQUEST_KIND_MAPPED, region->index, 0, &got, fault);
        } else {
            /* The owner waits for `mapped` and nothing else: this connection cannot be used further. */
            __atomic_store_n(&region->arena->is_broken, true, __ATOMIC_RELAXED);
            (void)shutdown(region->arena->socket, SHUT_RDWR);
        }
    }
    pthread_mutex_unlock(&region->arena->ask_lock);
    if (code != LUDOS_SUCCESS) {
        let_go(writer->mapped);
        writer->mapped = NULL;
        if ((code == LUDOS_NOT_GRANTED || code == LUDOS_LEASE_HELD) && fault != NULL) {
            const char *format = code == LUDOS_NOT_GRANTED ? "The player did not grant region '%s' to processes outside the game." : "Region '%s' is being written by another process.";
            (void)snprintf(fault->message, sizeof fault->message, format, region->schema.name);
        }
        if (code == LUDOS_NOT_GRANTED && fault != NULL) (void)snprintf(fault->mend, sizeof fault->mend, "Start the game with --grant %s.", region->schema.name);
    }
    return code;
}

/* An earlier grant is still good while its segment is the region's. Under the region's lock. */
static ludos_code use_earlier_grant(ludos_writer *writer, ludos_fault *fault) {
    ludos_region *region = writer->region;
    if (region->granted == NULL || slot_of(load64(word_in(region->granted))) == LUDOS_MOVED_SLOT) return LUDOS_NOT_GRANTED;
    writer->mapped = keep(region->granted);
    ludos_code code = take_lease(writer, fault);
    if (code == LUDOS_SUCCESS && slot_of(load64(word_in(writer->mapped))) != LUDOS_MOVED_SLOT) return code;
    if (code == LUDOS_SUCCESS) (void)exchange_if(&lease_in(writer->mapped)->lease, writer->lease, 0);
    let_go(writer->mapped);
    writer->mapped = NULL;
    return code == LUDOS_SUCCESS ? LUDOS_NOT_GRANTED : code;
}

static void drop_pages(ludos_writer *writer) {
    for (int i = 0; i < writer->page_count; i++) let_go(writer->pages[i]);
    free(writer->pages);
    writer->pages = NULL;
    writer->page_count = 0;
}

/* Everyone's pin pages. Without an answer the writer spares no slot, and readers are revoked instead: never torn. */
static void look_at_pins(ludos_writer *writer) {
    answer got;
    if (ask(writer->region->arena, LUDOS_REQUEST_KIND_PINS, 0, -1, &got, NULL) != LUDOS_SUCCESS) return;
    writer->pages = got.count == 0 ? NULL : calloc((size_t)got.count, sizeof *writer->pages);
    for (int i = 0; i < got.count; i++) {
        if (writer->pages == NULL) (void)close(got.descriptors[i]);
        else if (map_segment(got.descriptors[i], PIN_PAGE_BYTES, false, &writer->pages[writer->page_count], NULL) == LUDOS_SUCCESS) writer->page_count++;
    }
}

ludos_code ludos_acquire_writer(ludos_region *region, ludos_writer **writer, ludos_fault *fault) {
    if (region == NULL || writer == NULL) return fail(fault, LUDOS_MISUSE, "", "ludos_acquire_writer was given no region, or nowhere to put the writer.");
    *writer = NULL;
    if (region->kind != LUDOS_REGION_KIND_FIXED) return fail(fault, LUDOS_UNSUPPORTED, "", "Region '%s' is dynamic; this library writes regions of a fixed size.", region->schema.name);
    ludos_writer *made = calloc(1, sizeof *made);
    if (made == NULL) return fail(fault, LUDOS_OUT_OF_MEMORY, "", "No memory is left for a writer.");
    made->region = region;
    made->filling = NO_SLOT;
    made->stale_whole = UINT64_MAX;
    made->lease = own_lease();
    ludos_code code = made->lease != 0 ? LUDOS_SUCCESS : fail(fault, LUDOS_SYSTEM, "", "This process's own start time cannot be read from /proc.");
    pthread_mutex_lock(&region->lock);
    if (code == LUDOS_SUCCESS) code = use_earlier_grant(made, fault);
    if (code == LUDOS_NOT_GRANTED) {
        let_go(region->granted);
        region->granted = NULL;
        code = ask_for_grant(made, fault);
        if (code == LUDOS_SUCCESS) region->granted = keep(made->mapped);
    }
    pthread_mutex_unlock(&region->lock);
    if (code != LUDOS_SUCCESS) {
        free(made);
        return code;
    }
    look_at_pins(made);
    made->word = load64(word_in(made->mapped));
    *writer = made;
    return LUDOS_SUCCESS;
}

/* The slot that a pin protects, or NO_SLOT. It was copied once from memory that its reader writes, and counts only while its epoch lies within what
 * the slot has held since it was filled. */
static int slot_pinned(const ludos_writer *writer, uint64_t pin) {
    uint32_t slot = slot_of(pin);
    if (pin == 0 || slot >= writer->region->schema.slots) return NO_SLOT;
    uint64_t filled = load64(&slot_in(writer->mapped, slot)->epoch);
    return filled != 0 && epoch_of(pin) >= filled && epoch_of(pin) <= epoch_of(writer->word) ? (int)slot : NO_SLOT;
}

static const segment *page_at(const ludos_writer *writer, int index) { return index == writer->page_count ? writer->region->arena->pins : writer->pages[index]; }

/* How many pins each slot has; the mask has a bit for each that has any. */
static uint64_t count_pins(const ludos_writer *writer, uint64_t counts[LUDOS_MAX_SLOTS]) {
    uint64_t mask = 0;
    memset(counts, 0, LUDOS_MAX_SLOTS * sizeof *counts);
    for (int page = 0; page <= writer->page_count; page++) {
        for (uint32_t index = 0; index < LUDOS_PINS_PER_LINE; index++) {
            int slot = slot_pinned(writer, load64(pin_cell(page_at(writer, page), writer->region->index, index)));
            if (slot == NO_SLOT) continue;
            mask |= (uint64_t)1 << slot;
            counts[slot]++;
        }
    }
    return mask;
}

/* The slot, among those allowed, that was filled longest ago. */
static int oldest(const ludos_writer *writer, uint64_t allowed) {
    int best = NO_SLOT;
    uint64_t best_epoch = UINT64_MAX;
    for (uint32_t slot = 0; slot < writer->region->schema.slots; slot++) {
        uint64_t epoch = load64(&slot_in(writer->mapped, slot)->epoch);
        if ((allowed & ((uint64_t)1 << slot)) != 0 && (best == NO_SLOT || epoch < best_epoch)) {
            best = (int)slot;
            best_epoch = epoch;
        }
    }
    return best;
}

/* A slot that is neither front nor held, and not pinned if one is free; else the one with the oldest pin, whose readers are thereby revoked. */
static int pick_slot(const ludos_writer *writer) {
    uint64_t counts[LUDOS_MAX_SLOTS];
    uint64_t barred = writer->held | ((uint64_t)1 << slot_of(writer->word));
    int slot = oldest(writer, ~(barred | count_pins(writer, counts)));
    if (slot != NO_SLOT) return slot;
    slot = oldest(writer, ~barred);
    uint64_t *revocations = &lease_in(writer->mapped)->revocations;
    store64(revocations, load64(revocations) + counts[slot]);
    return slot;
}

static uint64_t *stale_lines(const ludos_writer *writer, uint32_t slot) { return writer->stale + (size_t)slot * writer->line_words; }
static uint64_t *changed_lines(const ludos_writer *writer) { return stale_lines(writer, writer->region->schema.slots); }

static bool prepare_patch(ludos_writer *writer) {
    if (writer->stale != NULL) return true;
    size_t lines = (writer->region->schema.size_bytes + LUDOS_LINE_BYTES - 1) / LUDOS_LINE_BYTES;
    writer->line_words = (lines + 63) / 64;
    writer->stale = calloc((writer->region->schema.slots + 1) * writer->line_words, sizeof *writer->stale);
    writer->stale_whole = UINT64_MAX;
    return writer->stale != NULL;
}

/* Makes a slot equal to the front by copying only the lines that differ. */
static void refresh_stale(ludos_writer *writer, uint32_t slot) {
    const unsigned char *front = slot_bytes(writer, slot_of(writer->word));
    unsigned char *target = slot_bytes(writer, slot);
    size_t size = writer->region->schema.size_bytes;
    uint64_t *stale = stale_lines(writer, slot);
    if ((writer->stale_whole & ((uint64_t)1 << slot)) != 0) memcpy(target, front, size);
    else {
        for (size_t word = 0; word < writer->line_words; word++) {
            for (uint64_t bits = stale[word]; bits != 0; bits &= bits - 1) {
                size_t at = (word * 64 + (size_t)__builtin_ctzll(bits)) * LUDOS_LINE_BYTES;
                memcpy(target + at, front + at, size - at < LUDOS_LINE_BYTES ? size - at : LUDOS_LINE_BYTES);
            }
        }
    }
    writer->stale_whole &= ~((uint64_t)1 << slot);
    memset(stale, 0, writer->line_words * sizeof *stale);
}

/* After slot `front` was shown: how much the others now differ from it. */
static void age_others(ludos_writer *writer, uint32_t front, bool only_changed) {
    if (writer->stale == NULL) return;
    for (uint32_t slot = 0; slot < writer->region->schema.slots; slot++) {
        if (slot == front) continue;
        if (!only_changed) writer->stale_whole |= (uint64_t)1 << slot;
        for (size_t word = 0; only_changed && word < writer->line_words; word++) stale_lines(writer, slot)[word] |= changed_lines(writer)[word];
    }
    writer->stale_whole &= ~((uint64_t)1 << front);
    memset(stale_lines(writer, front), 0, writer->line_words * sizeof *writer->stale);
}

static bool is_still_ours(const ludos_writer *writer) {
    return load64(word_in(writer->mapped)) == writer->word && load64(&lease_in(writer->mapped)->lease) == writer->lease;
}

static void open_fill(ludos_writer *writer, int slot) {
    uint64_t *sequence = &slot_in(writer->mapped, (uint32_t)slot)->fill_sequence;
    writer->filling = slot;
    store64(sequence, load64(sequence) + 1);
    /* No byte of the content may become visible before the odd sequence: that is what tells a late reader. */
    full_fence();
}

static void close_fill(ludos_writer *writer) {
    uint64_t *sequence = &slot_in(writer->mapped, (uint32_t)writer->filling)->fill_sequence;
    store64(sequence, load64(sequence) + 1);
    writer->filling = NO_SLOT;
}

ludos_code ludos_begin(ludos_writer *writer, ludos_mode mode, void **bytes) {
    if (writer->filling != NO_SLOT || bytes == NULL || mode < LUDOS_REPLACE || mode > LUDOS_PATCH) return LUDOS_MISUSE;
    if (!is_still_ours(writer)) return LUDOS_LEASE_HELD;
    if (mode == LUDOS_PATCH && !prepare_patch(writer)) return LUDOS_OUT_OF_MEMORY;
    size_t size = writer->region->schema.size_bytes;
    writer->mode = mode;
    if (writer->region->schema.slots == 1) {
        memcpy(slot_bytes(writer, UNDO_SLOT), slot_bytes(writer, 0), size);
        store64(&lease_in(writer->mapped)->undo_epoch, epoch_of(writer->word));
        open_fill(writer, 0);
    } else {
        int slot = pick_slot(writer);
        store64(&slot_in(writer->mapped, (uint32_t)slot)->epoch, 0);
        open_fill(writer, slot);
        if (mode == LUDOS_CARRY) memcpy(slot_bytes(writer, (uint32_t)slot), slot_bytes(writer, slot_of(writer->word)), size);
        if (mode == LUDOS_PATCH) refresh_stale(writer, (uint32_t)slot);
    }
    if (mode == LUDOS_PATCH) memset(changed_lines(writer), 0, writer->line_words * sizeof *writer->stale);
    *bytes = slot_bytes(writer, (uint32_t)writer->filling);
    return LUDOS_SUCCESS;
}

void *ludos_change(ludos_writer *writer, size_t offset, size_t bytes) {
    size_t size = writer->region->schema.size_bytes;
    if (writer->filling == NO_SLOT || writer->mode != LUDOS_PATCH || offset > size || bytes > size - offset) return NULL;
    for (size_t line = offset / LUDOS_LINE_BYTES; bytes > 0 && line <= (offset + bytes - 1) / LUDOS_LINE_BYTES; line++) {
        changed_lines(writer)[line / 64] |= (uint64_t)1 << (line % 64);
    }
    return slot_bytes(writer, (uint32_t)writer->filling) + offset;
}

/* The one store that makes slot and epoch visible. It is a full fence: content before it, looks at pins after it. It fails only when the owner has
 * replaced the segment, whose word then says so and must not be overwritten. Everyone is woken: who attached since the lease is not known here. */
static ludos_code show(ludos_writer *writer, uint64_t epoch, uint32_t slot) {
    uint64_t word = word_of(epoch, slot);
    if (!exchange_if(word_in(writer->mapped), writer->word, word)) return LUDOS_LEASE_HELD;
    writer->word = word;
    return LUDOS_SUCCESS;
}

static void wake_all(const ludos_writer *writer) { (void)syscall(SYS_futex, word_in(writer->mapped), FUTEX_WAKE, INT_MAX, NULL, NULL, 0); }

ludos_code ludos_publish(ludos_writer *writer, uint64_t *epoch) {
    if (writer->filling == NO_SLOT) return LUDOS_MISUSE;
    uint32_t slot = (uint32_t)writer->filling;
    uint64_t next = epoch_of(writer->word) + 1;
    ludos_code code;
    store64(&slot_in(writer->mapped, slot)->epoch, next);
    if (writer->region->schema.slots == 1) {
        /* Word first: a writer killed in between has published, and its heir must not bring the undo copy back. */
        code = show(writer, next, slot);
        close_fill(writer);
        store64(&lease_in(writer->mapped)->undo_epoch, 0);
    } else {
        close_fill(writer);
        code = show(writer, next, slot);
    }
    if (code != LUDOS_SUCCESS) return code;
    age_others(writer, slot, writer->mode == LUDOS_PATCH);
    wake_all(writer);
    if (epoch != NULL) *epoch = next;
    return LUDOS_SUCCESS;
}

ludos_code ludos_discard(ludos_writer *writer) {
    if (writer->filling == NO_SLOT) return LUDOS_MISUSE;
    if (writer->region->schema.slots == 1) {
        memcpy(slot_bytes(writer, 0), slot_bytes(writer, UNDO_SLOT), writer->region->schema.size_bytes);
        close_fill(writer);
        store64(&lease_in(writer->mapped)->undo_epoch, 0);
    } else {
        writer->stale_whole |= (uint64_t)1 << writer->filling;
        close_fill(writer);
    }
    return LUDOS_SUCCESS;
}

ludos_code ludos_hold_front(ludos_writer *writer, ludos_hold **hold) {
    if (writer->filling != NO_SLOT || hold == NULL) return LUDOS_MISUSE;
    ludos_hold *made = calloc(1, sizeof *made);
    if (made == NULL) return LUDOS_OUT_OF_MEMORY;
    uint32_t slot = slot_of(writer->word);
    bool is_held = (writer->held & ((uint64_t)1 << slot)) != 0;
    made->writer = writer;
    made->slot = (int)slot;
    /* One slot must stay for the front and one to fill. */
    if (!is_held && (int)writer->region->schema.slots - 2 - __builtin_popcountll(writer->held) <= 0) {
        made->slot = NO_SLOT;
        made->copy = malloc(writer->region->schema.size_bytes);
        if (made->copy == NULL) {
            free(made);
            return LUDOS_OUT_OF_MEMORY;
        }
        memcpy(made->copy, slot_bytes(writer, slot), writer->region->schema.size_bytes);
    } else {
        writer->holds[slot]++;
        writer->held |= (uint64_t)1 << slot;
    }
    *hold = made;
    return LUDOS_SUCCESS;
}

ludos_code ludos_republish(ludos_writer *writer, const ludos_hold *hold, uint64_t *epoch) {
    if (writer->filling != NO_SLOT || hold == NULL || hold->writer != writer) return LUDOS_MISUSE;
    if (hold->copy != NULL) {
        void *bytes;
        ludos_code code = ludos_begin(writer, LUDOS_REPLACE, &bytes);
        if (code != LUDOS_SUCCESS) return code;
        memcpy(bytes, hold->copy, writer->region->schema.size_bytes);
        return ludos_publish(writer, epoch);
    }
    if (!is_still_ours(writer)) return LUDOS_LEASE_HELD;
    uint64_t next = epoch_of(writer->word) + 1;
    /* The slot keeps the epoch that it was filled for: pins on it stay good. */
    ludos_code code = show(writer, next, (uint32_t)hold->slot);
    if (code != LUDOS_SUCCESS) return code;
    age_others(writer, (uint32_t)hold->slot, false);
    wake_all(writer);
    if (epoch != NULL) *epoch = next;
    return LUDOS_SUCCESS;
}

void ludos_free_hold(ludos_writer *writer, ludos_hold *hold) {
    if (hold == NULL) return;
    if (hold->slot != NO_SLOT && --writer->holds[hold->slot] == 0) writer->held &= ~((uint64_t)1 << hold->slot);
    free(hold->copy);
    free(hold);
}

void ludos_free_writer(ludos_writer *writer) {
    if (writer == NULL) return;
    (void)ludos_discard(writer);
    (void)exchange_if(&lease_in(writer->mapped)->lease, writer->lease, 0);
    drop_pages(writer);
    let_go(writer->mapped);
    free(writer->stale);
    free(writer);
}

/* ---- Deltas ---- */

ludos_code ludos_delta_encode(const void *before, const void *after, size_t content_bytes, uint32_t stride_bytes, uint32_t region, uint64_t base_epoch, uint64_t epoch,
    void *destination, size_t capacity, size_t *written) {
    const unsigned char *old = before, *now = after;
    unsigned char *runs = (unsigned char *)destination + sizeof(ludos_delta_head);
    ludos_delta_head head = {.magic = LUDOS_DELTA_MAGIC, .version = LUDOS_DELTA_VERSION, .region = region, .stride_bytes = stride_bytes, .base_epoch = base_epoch, .epoch = epoch};
    if (before == NULL || after == NULL || destination == NULL || written == NULL || stride_bytes == 0 || content_bytes > INT32_MAX || content_bytes % stride_bytes != 0 || epoch <= base_epoch) return LUDOS_MISUSE;
    if (capacity < sizeof head) return LUDOS_TOO_SMALL;
    ludos_delta_run run = {0, 0};
    for (size_t at = 0; at < content_bytes; at += LUDOS_DELTA_BLOCK_BYTES) {
        size_t length = content_bytes - at < LUDOS_DELTA_BLOCK_BYTES ? content_bytes - at : LUDOS_DELTA_BLOCK_BYTES;
        if (memcmp(old + at, now + at, length) == 0) continue;
        if (head.run_count > 0 && (size_t)run.offset_bytes + run.length_bytes == at) run.length_bytes += (uint32_t)length;
        else {
            run = (ludos_delta_run){(uint32_t)at, (uint32_t)length};
            head.run_count++;
        }
        head.payload_bytes += (uint32_t)length;
        if (sizeof head + (size_t)head.run_count * sizeof run + head.payload_bytes > capacity) return LUDOS_TOO_SMALL;
        memcpy(runs + (head.run_count - 1) * sizeof run, &run, sizeof run);
    }
    unsigned char *payload = runs + (size_t)head.run_count * sizeof run;
    for (uint32_t i = 0; i < head.run_count; i++) {
        memcpy(&run, runs + (size_t)i * sizeof run, sizeof run);
        memcpy(payload, now + run.offset_bytes, run.length_bytes);
        payload += run.length_bytes;
    }
    head.content_bytes = (uint32_t)content_bytes;
    head.checksum = crc32c(runs, (size_t)(payload - runs), 0);
    memcpy(destination, &head, sizeof head);
    *written = (size_t)(payload - (unsigned char *)destination);
    return LUDOS_SUCCESS;
}

static ludos_code check_delta_head(const ludos_delta_head *head, size_t bytes) {
    if (head->magic != LUDOS_DELTA_MAGIC) return LUDOS_BAD_HEADER;
    if (head->version != LUDOS_DELTA_VERSION) return LUDOS_VERSION_MISMATCH;
    if ((head->flags & ~LUDOS_DELTA_KEY_FLAG) != 0 || head->stride_bytes == 0 || head->stride_bytes > INT32_MAX || head->content_bytes > INT32_MAX
        || head->content_bytes % head->stride_bytes != 0 || ((head->flags & LUDOS_DELTA_KEY_FLAG) == 0 && head->epoch <= head->base_epoch)) return LUDOS_BAD_HEADER;
    return (uint64_t)head->run_count * sizeof(ludos_delta_run) + head->payload_bytes == bytes ? LUDOS_SUCCESS : LUDOS_TRUNCATED;
}

static ludos_code check_delta(const ludos_delta_head *head, const unsigned char *runs, size_t bytes) {
    ludos_code code = check_delta_head(head, bytes);
    if (code != LUDOS_SUCCESS) return code;
    if (crc32c(runs, bytes, 0) != head->checksum) return LUDOS_CORRUPT;
    uint64_t end = 0, sum = 0;
    for (uint32_t i = 0; i < head->run_count; i++) {
        ludos_delta_run run;
        memcpy(&run, runs + (size_t)i * sizeof run, sizeof run);
        if (run.length_bytes == 0 || run.offset_bytes < end || (uint64_t)run.offset_bytes + run.length_bytes > head->content_bytes) return LUDOS_OUT_OF_BOUNDS;
        end = (uint64_t)run.offset_bytes + run.length_bytes;
        sum += run.length_bytes;
    }
    return sum == head->payload_bytes && ((head->flags & LUDOS_DELTA_KEY_FLAG) == 0 || sum == head->content_bytes) ? LUDOS_SUCCESS : LUDOS_OUT_OF_BOUNDS;
}

ludos_code ludos_delta_apply(const void *delta, size_t delta_bytes, void *content, size_t content_bytes, uint32_t stride_bytes, uint64_t *epoch) {
    ludos_delta_head head;
    if (delta == NULL || content == NULL || epoch == NULL) return LUDOS_MISUSE;
    if (delta_bytes < sizeof head) return LUDOS_TRUNCATED;
    memcpy(&head, delta, sizeof head);
    const unsigned char *runs = (const unsigned char *)delta + sizeof head;
    ludos_code code = check_delta(&head, runs, delta_bytes - sizeof head);
    if (code != LUDOS_SUCCESS) return code;
    if (head.stride_bytes != stride_bytes || head.content_bytes != content_bytes) return LUDOS_SCHEMA_MISMATCH;
    if (*epoch == head.epoch) return LUDOS_SUCCESS;
    if ((head.flags & LUDOS_DELTA_KEY_FLAG) == 0 && *epoch != head.base_epoch) return LUDOS_WRONG_BASE;
    const unsigned char *payload = runs + (size_t)head.run_count * sizeof(ludos_delta_run);
    for (uint32_t i = 0; i < head.run_count; i++) {
        ludos_delta_run run;
        memcpy(&run, runs + (size_t)i * sizeof run, sizeof run);
        memcpy((unsigned char *)content + run.offset_bytes, payload, run.length_bytes);
        payload += run.length_bytes;
    }
    *epoch = head.epoch;
    return LUDOS_SUCCESS;
}

/* ---- Which game ---- */

/* A reader of one JSON object: enough to find texts at its top, strict about what it skips. */
typedef struct json {
    const char *at;
    const char *end;
} json;

static void skip_space(json *text) {
    while (text->at < text->end && *text->at != 0 && strchr(" \t\r\n", *text->at) != NULL) text->at++;
}

static bool take(json *text, char wanted) {
    skip_space(text);
    if (text->at >= text->end || *text->at != wanted) return false;
    text->at++;
    return true;
}

static bool take_hex(json *text, uint32_t *unit) {
    *unit = 0;
    for (int i = 0; i < 4; i++, text->at++) {
        const char *digits = "0123456789abcdef";
        const char *digit = text->at < text->end && *text->at != 0 ? strchr(digits, *text->at | 0x20) : NULL;
        if (digit == NULL) return false;
        *unit = *unit * 16 + (uint32_t)(digit - digits);
    }
    return true;
}

/* Appends a code point as UTF-8; what does not fit is left out, and the text then equals no name. */
static void append_rune(char *out, size_t bytes, size_t *length, uint32_t rune) {
    char encoded[4];
    size_t count = rune < 0x80 ? 1 : rune < 0x800 ? 2 : rune < 0x10000 ? 3 : 4;
    for (size_t i = count - 1; i > 0; i--, rune >>= 6) encoded[i] = (char)(0x80 | (rune & 0x3f));
    encoded[0] = (char)(count == 1 ? rune : (0xf00u >> count & 0xf0u) | rune);
    if (*length + count < bytes) memcpy(out + *length, encoded, count);
    *length += count;
}

static bool take_escape(json *text, char *out, size_t bytes, size_t *length) {
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    uint32_t unit, low;
    if (text->at >= text->end) return false;
    char letter = *text->at++;
    if (letter == 'u') {
        if (!take_hex(text, &unit)) return false;
        if (unit >= 0xd800 && unit < 0xdc00) {
            if (text->end - text->at < 6 || text->at[0] != '\\' || text->at[1] != 'u') return false;
            text->at += 2;
            if (!take_hex(text, &low) || low < 0xdc00 || low > 0xdfff) return false;
            unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
        }
        append_rune(out, bytes, length, unit);
        return true;
    }
    const char *known = letter != 0 ? strchr(from, letter) : NULL;
    if (known == NULL) return false;
    append_rune(out, bytes, length, (uint32_t)to[known - from]);
    return true;
}

/* A text, unescaped; one that is too long for `out` becomes empty. */
static bool take_text(json *text, char *out, size_t bytes) {
    size_t length = 0;
    if (!take(text, '"')) return false;
    while (text->at < text->end && *text->at != '"') {
        char letter = *text->at++;
        if (letter == '\\') {
            if (!take_escape(text, out, bytes, &length)) return false;
        } else {
            if (length + 1 < bytes) out[length] = letter;
            length++;
        }
    }
    out[length < bytes ? length : 0] = 0;
    return take(text, '"');
}

static bool skip_value(json *text, int depth) {
    char ignored[1];
    skip_space(text);
    if (depth == 0 || text->at >= text->end) return false;
    if (*text->at == '"') return take_text(text, ignored, sizeof ignored);
    if (*text->at != '{' && *text->at != '[') {
        const char *start = text->at;
        while (text->at < text->end && strchr("+-.0123456789aeflnrstuE", *text->at) != NULL && *text->at != 0) text->at++;
        return text->at > start;
    }
    char close_with = *text->at++ == '{' ? '}' : ']';
    if (take(text, close_with)) return true;
    do {
        if (close_with == '}' && (!take_text(text, ignored, sizeof ignored) || !take(text, ':'))) return false;
        if (!skip_value(text, depth - 1)) return false;
    } while (take(text, ','));
    return take(text, close_with);
}

typedef struct game_answer {
    char id[256];
    char name[256];
    char arena[256];
} game_answer;

/* {"ok":true,"result":{"id":...,"name":...,"arena":...}}: the objects' other members are skipped. */
static bool read_members(json *text, game_answer *game, bool is_result) {
    char key[32], *wanted;
    if (!take(text, '{')) return false;
    if (take(text, '}')) return true;
    do {
        if (!take_text(text, key, sizeof key) || !take(text, ':')) return false;
        wanted = !is_result ? NULL : strcmp(key, "id") == 0 ? game->id : strcmp(key, "name") == 0 ? game->name : strcmp(key, "arena") == 0 ? game->arena : NULL;
        bool taken = wanted != NULL ? take_text(text, wanted, sizeof game->id)
            : !is_result && strcmp(key, "result") == 0 ? read_members(text, game, true) : skip_value(text, MAX_JSON_DEPTH);
        if (!taken) return false;
    } while (take(text, ','));
    return take(text, '}');
}

/* Asks the game at a control socket who it is. */
static bool ask_who(const char *path, game_answer *game) {
    static const char question[] = "{\"op\":\"status\"}\n";
    int socket;
    size_t length = 0;
    bool is_whole = false;
    memset(game, 0, sizeof *game);
    if (connect_to(path, &socket, NULL) != LUDOS_SUCCESS) return false;
    char *reply = malloc(MAX_CONTROL_REPLY);
    if (reply != NULL && send(socket, question, sizeof question - 1, MSG_NOSIGNAL) == (ssize_t)(sizeof question - 1)) {
        while (length < MAX_CONTROL_REPLY && !is_whole) {
            ssize_t count = recv(socket, reply + length, MAX_CONTROL_REPLY - length, 0);
            if (count < 0 && errno == EINTR) continue;
            if (count <= 0) break;
            is_whole = memchr(reply + length, '\n', (size_t)count) != NULL;
            length += (size_t)count;
        }
    }
    (void)close(socket);
    json text = {.at = reply, .end = reply};
    if (is_whole) text.end += length;
    bool is_read = is_whole && read_members(&text, game, false) && game->arena[0] == '/';
    free(reply);
    return is_read;
}

static bool runtime_folder(char *folder, size_t bytes) {
    const char *home = getenv("LUDOS_HOME"), *run = getenv("XDG_RUNTIME_DIR"), *temporary = getenv("TMPDIR");
    struct stat status;
    int length = home != NULL && home[0] != 0 ? snprintf(folder, bytes, "%s/run", home)
        : run != NULL && run[0] != 0 && stat(run, &status) == 0 && S_ISDIR(status.st_mode) ? snprintf(folder, bytes, "%s/ludos", run)
        : snprintf(folder, bytes, "%s/ludos-%u", temporary != NULL && temporary[0] != 0 ? temporary : "/tmp", (unsigned)geteuid());
    return length > 0 && (size_t)length < bytes;
}

static bool copy_path(char *path, size_t path_bytes, const char *found) {
    int length = snprintf(path, path_bytes, "%s", found);
    return length > 0 && (size_t)length < path_bytes;
}

/* Looks through the control sockets of this user's games. */
static bool look_for(const char *folder, const char *game, char *path, size_t path_bytes, int *running) {
    bool is_found = false;
    DIR *listing = opendir(folder);
    for (struct dirent *entry = listing != NULL ? readdir(listing) : NULL; entry != NULL && !is_found; entry = readdir(listing)) {
        char socket_path[512];
        game_answer answered;
        const char *suffix = strrchr(entry->d_name, '.');
        int length = snprintf(socket_path, sizeof socket_path, "%s/%s", folder, entry->d_name);
        if (suffix == NULL || strcmp(suffix, ".sock") != 0 || length < 0 || (size_t)length >= sizeof socket_path || !ask_who(socket_path, &answered)) continue;
        ++*running;
        is_found = (strcmp(answered.id, game) == 0 || strcmp(answered.name, game) == 0) && copy_path(path, path_bytes, answered.arena);
    }
    if (listing != NULL) (void)closedir(listing);
    return is_found;
}

ludos_code ludos_find_game(const char *game, char *path, size_t path_bytes, ludos_fault *fault) {
    char folder[256], by_number[300];
    int running = 0;
    if (game == NULL || path == NULL) return fail(fault, LUDOS_MISUSE, "", "ludos_find_game was given no game, or nowhere to put the path.");
    if (!runtime_folder(folder, sizeof folder)) return fail(fault, LUDOS_SYSTEM, "Set LUDOS_HOME to a shorter folder.", "The folder of running games has too long a path.");
    bool is_number = game[0] != 0 && strspn(game, "0123456789") == strlen(game) && strlen(game) < 12;
    (void)snprintf(by_number, sizeof by_number, "%s/%.12s.arena", folder, game);
    if (strchr(game, '/') != NULL || (is_number && access(by_number, F_OK) == 0)) {
        return copy_path(path, path_bytes, is_number ? by_number : game) ? LUDOS_SUCCESS : fail(fault, LUDOS_TOO_SMALL, "", "The path of %.80s is longer than %zu bytes.", game, path_bytes);
    }
    if (look_for(folder, game, path, path_bytes, &running)) return LUDOS_SUCCESS;
    return fail(fault, LUDOS_NO_SUCH_GAME, "Start it with `ludos play`; `ludos ps` lists what runs.", "No game '%.80s' runs (%d in %s).", game, running, folder);
}

/* ---- Segments that were handed over ---- */

enum { MAX_WATCHED = 64, WATCHED_NAME_BYTES = 64 };

typedef struct watched {
    uintptr_t base; /* 0 for a free place; stored last */
    size_t bytes;
    char name[WATCHED_NAME_BYTES];
} watched;

static watched watched_ranges[MAX_WATCHED];
static pthread_mutex_t watched_lock = PTHREAD_MUTEX_INITIALIZER;
static struct sigaction previous_handler;
static bool is_reporting;

static size_t append_text(char *line, size_t length, size_t room, const char *text) {
    while (*text != 0 && length < room) line[length++] = *text++;
    return length;
}

static size_t append_number(char *line, size_t length, size_t room, uint64_t number) {
    char digits[21];
    size_t count = sizeof digits;
    digits[--count] = 0;
    do digits[--count] = (char)('0' + number % 10);
    while ((number /= 10) != 0);
    return append_text(line, length, room, digits + count);
}

static void tell(const char *name, size_t name_bytes, uint64_t at, const char *receiver) {
    char line[384], shown[WATCHED_NAME_BYTES + 1];
    if (name_bytes > WATCHED_NAME_BYTES) name_bytes = WATCHED_NAME_BYTES;
    memcpy(shown, name, name_bytes);
    shown[name_bytes] = 0;
    size_t room = sizeof line - 1, length = append_text(line, 0, room, "ludos: segment '");
    length = append_text(line, length, room, shown);
    length = append_text(line, length, room, "' was touched at byte ");
    length = append_number(line, length, room, at);
    length = append_text(line, length, room, " after it was handed ");
    length = append_text(line, length, room, receiver != NULL ? "to process " : "over");
    length = append_text(line, length, room, receiver != NULL ? receiver : "");
    length = append_text(line, length, room, ", in process ");
    length = append_number(line, length, room, (uint64_t)getpid());
    line[length++] = '\n';
    ssize_t ignored = write(STDERR_FILENO, line, length);
    (void)ignored;
}

static const char *take_address(const char *text, uint64_t *address) {
    for (*address = 0;; text++) {
        int digit = *text >= '0' && *text <= '9' ? *text - '0' : *text >= 'a' && *text <= 'f' ? *text - 'a' + 10 : -1;
        if (digit < 0) return text;
        *address = *address * 16 + (uint64_t)digit;
    }
}

/* One line of /proc/self/maps. The runtime keeps the addresses of a segment that it handed over under the name ludos:LABEL:transferred-to-PID. */
static bool tell_if_transferred(const char *line, uintptr_t address) {
    static const char sign[] = ":transferred-to-";
    uint64_t start, end;
    char receiver[16];
    size_t digits = 0;
    const char *rest = take_address(line, &start);
    if (*rest != '-') return false;
    (void)take_address(rest + 1, &end);
    const char *name = strstr(line, "ludos:"), *to = name != NULL ? strstr(name, sign) : NULL;
    if (address < start || address >= end || to == NULL) return false;
    for (const char *at = to + sizeof sign - 1; *at >= '0' && *at <= '9' && digits + 1 < sizeof receiver; at++) receiver[digits++] = *at;
    receiver[digits] = 0;
    name += sizeof "ludos:" - 1;
    tell(name, (size_t)(to - name), address - start, receiver);
    return true;
}

static void look_in_maps(uintptr_t address) {
    char line[512], chunk[1024];
    size_t length = 0;
    ssize_t count;
    bool is_found = false;
    int file = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
    while (file >= 0 && !is_found && (count = read(file, chunk, sizeof chunk)) > 0) {
        for (ssize_t i = 0; i < count && !is_found; i++) {
            if (chunk[i] != '\n') {
                if (length < sizeof line - 1) line[length++] = chunk[i];
                continue;
            }
            line[length] = 0;
            is_found = tell_if_transferred(line, address);
            length = 0;
        }
    }
    if (file >= 0) (void)close(file);
}

/* In a signal handler: nothing here but loads, buffers on the stack, open, read, close and write. */
static void tell_touch(uintptr_t address) {
    for (int i = 0; i < MAX_WATCHED; i++) {
        const watched *range = &watched_ranges[i];
        uintptr_t base = __atomic_load_n(&range->base, __ATOMIC_ACQUIRE);
        if (base == 0 || address < base || address - base >= range->bytes) continue;
        tell(range->name, strnlen(range->name, sizeof range->name), address - base, NULL);
        return;
    }
    look_in_maps(address);
}

static void on_fault(int signal_number, siginfo_t *info, void *context) {
    int error = errno;
    tell_touch((uintptr_t)info->si_addr);
    errno = error;
    if ((previous_handler.sa_flags & SA_SIGINFO) != 0 && previous_handler.sa_sigaction != NULL) {
        previous_handler.sa_sigaction(signal_number, info, context);
    } else if (previous_handler.sa_handler != SIG_DFL && previous_handler.sa_handler != SIG_IGN) {
        previous_handler.sa_handler(signal_number);
    } else {
        /* The access is repeated under the default action, which ends the process as it would have. */
        (void)signal(signal_number, SIG_DFL);
    }
}

ludos_code ludos_report_faults(ludos_fault *fault) {
    ludos_code code = LUDOS_SUCCESS;
    pthread_mutex_lock(&watched_lock);
    if (!is_reporting) {
        struct sigaction ours;
        memset(&ours, 0, sizeof ours);
        ours.sa_sigaction = on_fault;
        ours.sa_flags = SA_SIGINFO | SA_ONSTACK;
        (void)sigemptyset(&ours.sa_mask);
        if (sigaction(SIGSEGV, &ours, &previous_handler) == 0) is_reporting = true;
        else code = fail_system(fault, "The handler for SIGSEGV cannot be installed");
    }
    pthread_mutex_unlock(&watched_lock);
    return code;
}

ludos_code ludos_watch_transferred(void *base, size_t bytes, const char *name, ludos_fault *fault) {
    ludos_code code = LUDOS_OUT_OF_MEMORY;
    if (base == NULL || bytes == 0 || name == NULL) return fail(fault, LUDOS_MISUSE, "", "ludos_watch_transferred was given no range, or no name.");
    if (mprotect(base, bytes, PROT_NONE) != 0) return fail_system(fault, "The pages of a handed-over segment cannot be taken away");
    pthread_mutex_lock(&watched_lock);
    for (int i = 0; i < MAX_WATCHED && code != LUDOS_SUCCESS; i++) {
        watched *range = &watched_ranges[i];
        if (range->base != 0) continue;
        range->bytes = bytes;
        (void)snprintf(range->name, sizeof range->name, "%s", name);
        __atomic_store_n(&range->base, (uintptr_t)base, __ATOMIC_RELEASE);
        code = LUDOS_SUCCESS;
    }
    pthread_mutex_unlock(&watched_lock);
    return code == LUDOS_SUCCESS ? code : fail(fault, code, "Forget one of them.", "%d handed-over segments are watched already.", MAX_WATCHED);
}

void ludos_forget_transferred(const void *base) {
    pthread_mutex_lock(&watched_lock);
    for (int i = 0; i < MAX_WATCHED; i++) {
        if (base != NULL && watched_ranges[i].base == (uintptr_t)base) __atomic_store_n(&watched_ranges[i].base, 0, __ATOMIC_RELEASE);
    }
    pthread_mutex_unlock(&watched_lock);
}
