/* Attach to a running Ludos game from C: find its regions, read them, wait for their epochs, and write those that the player granted.
 *
 *     ludos_fault fault;
 *     ludos_arena *arena;
 *     if (ludos_attach("shoal", &arena, &fault) != LUDOS_SUCCESS) { fprintf(stderr, "%s %s\n", fault.message, fault.mend); return 1; }
 *
 * Plain C11 and C++, no dependency beyond libc, Linux on little-endian machines of 64 bits. Link ludos.c, or libludos.a or libludos.so from
 * sdk/c/build.sh, with -pthread. The guide is docs/reference/attach-c.md; the bytes behind it are in docs/reference/arena.md.
 *
 * Threads: an arena and its regions may be used by any threads at once. A reader and a writer belong to one thread at a time. No function may be
 * called in a child of fork for what the parent attached: the child attaches anew.
 * Memory: what a function hands out lives until the call named with it. Nothing here ends the process, prints, or installs a signal handler,
 * except ludos_report_faults, which says so. */
#ifndef LUDOS_H
#define LUDOS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Why something failed. 1 to 99 are the owner's own codes, as it sends them; from 100 on they are this library's. */
typedef enum ludos_code {
    LUDOS_SUCCESS = 0,
    LUDOS_NAME_TAKEN = 1,
    LUDOS_NO_SUCH_REGION = 2,
    LUDOS_DIRECTORY_FULL = 3,
    LUDOS_OUT_OF_MEMORY = 4,
    LUDOS_LEASE_HELD = 5, /* somebody alive writes the region */
    LUDOS_NOT_GRANTED = 6, /* the player did not grant the region to this process */
    LUDOS_BAD_HEADER = 7, /* what answered is not an arena */
    LUDOS_VERSION_MISMATCH = 8,
    LUDOS_SCHEMA_MISMATCH = 9,
    LUDOS_BAD_SCHEMA = 10,
    LUDOS_TRUNCATED = 11, /* a segment or message is shorter than it says, or can be made shorter */
    LUDOS_CORRUPT = 12, /* numbers in the arena contradict each other */
    LUDOS_CONNECT_FAILED = 13, /* nothing listens at the socket */
    LUDOS_REFUSED = 14, /* as many processes as the owner admits are attached */
    LUDOS_ADDRESS_TAKEN = 15,
    LUDOS_UNSUPPORTED = 16,
    LUDOS_SYSTEM = 17, /* the system refused; the message carries its words */
    LUDOS_REVOKED = 100, /* the writer took the slot during the read: discard what was read */
    LUDOS_TIMED_OUT = 101,
    LUDOS_OWNER_GONE = 102, /* the game ended, or cut this process off */
    LUDOS_OTHER_USER = 103, /* another user's process listens there */
    LUDOS_MISUSE = 104, /* called out of order, or with arguments that cannot be */
    LUDOS_TOO_SMALL = 105, /* the destination is too small */
    LUDOS_WRONG_BASE = 106, /* the delta starts from another epoch */
    LUDOS_OUT_OF_BOUNDS = 107, /* the delta reaches outside the content */
    LUDOS_NO_SUCH_GAME = 108
} ludos_code;

/* The name of a code in capitals, such as "LEASE_HELD". Never NULL. */
const char *ludos_code_name(ludos_code code);

enum { LUDOS_MESSAGE_BYTES = 320, LUDOS_MEND_BYTES = 192 };

/* What went wrong, for people: the message names the thing, the mend says what to do and may be empty. Both UTF-8, ended by 0.
 * Every function takes NULL for it. It is written only when the function fails. */
typedef struct ludos_fault {
    ludos_code code;
    char message[LUDOS_MESSAGE_BYTES];
    char mend[LUDOS_MEND_BYTES];
} ludos_fault;

/* ---- Attaching ---- */

typedef struct ludos_arena ludos_arena;
typedef struct ludos_region ludos_region;
typedef struct ludos_reader ludos_reader;
typedef struct ludos_writer ludos_writer;

/* Finds the arena socket of a running game of this user.
 * game: the path of a socket (anything with a '/'), a process number, or a game's id or name as `ludos ps` lists it.
 * path, path_bytes: receives the path, ended by 0.
 * Fails with NO_SUCH_GAME, SYSTEM, TOO_SMALL. */
ludos_code ludos_find_game(const char *game, char *path, size_t path_bytes, ludos_fault *fault);

/* Attaches to a game, to read. game: as for ludos_find_game. The owner must be a process of this user.
 * Fails with NO_SUCH_GAME, CONNECT_FAILED, OTHER_USER, REFUSED, BAD_HEADER, VERSION_MISMATCH, TRUNCATED, CORRUPT, TIMED_OUT (5 s), OWNER_GONE,
 * OUT_OF_MEMORY, SYSTEM. */
ludos_code ludos_attach(const char *game, ludos_arena **arena, ludos_fault *fault);

/* Ends the attachment and frees every region of it. Close readers and writers first. NULL is nothing. */
void ludos_detach(ludos_arena *arena);

/* Whether the owner still runs and serves this process. One system call. */
bool ludos_is_owner_alive(const ludos_arena *arena);

/* ---- Regions ---- */

typedef enum ludos_type {
    LUDOS_U8 = 1, LUDOS_I8 = 2, LUDOS_U16 = 3, LUDOS_I16 = 4, LUDOS_U32 = 5,
    LUDOS_I32 = 6, LUDOS_U64 = 7, LUDOS_I64 = 8, LUDOS_F32 = 9, LUDOS_F64 = 10
} ludos_type;

enum { LUDOS_NAME_BYTES = 81, LUDOS_FIELD_NAME_BYTES = 49, LUDOS_SCHEMA_FIELDS = 62 };

/* One field of an element. Elements hold `count` values of `type` each, the first at `offset_bytes`. */
typedef struct ludos_field {
    uint16_t id;
    ludos_type type;
    uint32_t count;
    uint32_t offset_bytes;
    char name[LUDOS_FIELD_NAME_BYTES];
} ludos_field;

/* What a region holds: `capacity` elements of `stride_bytes` each. */
typedef struct ludos_schema {
    char name[LUDOS_NAME_BYTES];
    uint32_t capacity;
    uint32_t stride_bytes;
    size_t size_bytes; /* of one whole content */
    uint32_t slots;    /* 1, or 3 to 62 */
    bool is_volatile;  /* left out of state hashes */
    bool is_external;  /* meant to be written by a process such as this one */
    bool is_dynamic;   /* holds 0 to capacity elements */
    uint32_t field_count;
    ludos_field fields[LUDOS_SCHEMA_FIELDS];
} ludos_schema;

/* How many regions the arena holds now; it only grows. */
uint32_t ludos_region_count(const ludos_arena *arena);

/* The region of that number, 0 to count - 1. It lives until ludos_detach. Fails like ludos_find. */
ludos_code ludos_region_at(ludos_arena *arena, uint32_t index, ludos_region **region, ludos_fault *fault);

/* The region of that name. It lives until ludos_detach.
 * Fails with NO_SUCH_REGION, CORRUPT, TRUNCATED, UNSUPPORTED (a ring), OWNER_GONE, TIMED_OUT, OUT_OF_MEMORY, SYSTEM. */
ludos_code ludos_find(ludos_arena *arena, const char *name, ludos_region **region, ludos_fault *fault);

/* Lives as long as the region. */
const ludos_schema *ludos_schema_of(const ludos_region *region);

/* The field of that name, or NULL. */
const ludos_field *ludos_find_field(const ludos_schema *schema, const char *name);

/* Checks that a field has the type, count and offset that a struct of yours gives it: SUCCESS, or SCHEMA_MISMATCH with the difference.
 *     LUDOS_CHECK(region, struct fish, x, LUDOS_F32, &fault) */
ludos_code ludos_check_field(const ludos_region *region, const char *name, ludos_type type, uint32_t count, size_t offset_bytes, size_t stride_bytes, ludos_fault *fault);
#define LUDOS_CHECK(region, element, field, type, fault) \
    ludos_check_field((region), #field, (type), 1, offsetof(element, field), sizeof(element), (fault))

/* The present epoch: 1 when the region was made, one more a publish. 0 when it can no longer be followed. */
uint64_t ludos_epoch(ludos_region *region);

/* Waits until the epoch is above `after`. It spins for about ten microseconds, then sleeps.
 * timeout_ns: negative for no limit, 0 looks once. epoch: receives the epoch seen last; may be NULL.
 * SUCCESS, TIMED_OUT, OWNER_GONE (seen within 200 ms), CORRUPT. */
ludos_code ludos_wait(ludos_region *region, uint64_t after, int64_t timeout_ns, uint64_t *epoch);

/* ---- Reading ---- */

/* A content, valid until ludos_close. What is read from it counts only when ludos_close says SUCCESS. */
typedef struct ludos_view {
    const void *bytes;
    size_t size_bytes;
    uint32_t elements; /* the capacity; in a dynamic region, how many there are */
    uint64_t epoch;
} ludos_view;

/* Fails with OUT_OF_MEMORY. A process has seven protected readers a region; further ones work but are revoked more often. */
ludos_code ludos_open_reader(ludos_region *region, ludos_reader **reader, ludos_fault *fault);

/* Pins the newest content. Never waits for the writer, and the writer never waits for it.
 * SUCCESS, MISUSE (the previous view is open), OWNER_GONE (the segment moved and cannot be had), CORRUPT. */
ludos_code ludos_pin(ludos_reader *reader, ludos_view *view);

/* Ends the view. SUCCESS: every byte read was of that epoch. REVOKED: discard what was read, pin again.
 * Called again it says the same; before the first pin, MISUSE. */
ludos_code ludos_close(ludos_reader *reader);

/* Pins, copies `bytes` bytes from `offset` on, closes; again while revoked, up to 1,000 times.
 * SUCCESS, MISUSE (outside the content), REVOKED, OWNER_GONE, CORRUPT. epoch may be NULL. */
ludos_code ludos_read(ludos_reader *reader, size_t offset, void *destination, size_t bytes, uint64_t *epoch);

/* NULL is nothing. */
void ludos_free_reader(ludos_reader *reader);

/* ---- Writing ---- */

typedef enum ludos_mode {
    LUDOS_REPLACE = 0, /* begins with any bytes: write every element */
    LUDOS_CARRY = 1,   /* begins as a copy of the newest content */
    LUDOS_PATCH = 2    /* the same, but copies only lines that differ: tell each change to ludos_change first */
} ludos_mode;

/* Asks the owner for the region and takes its lease, which ends with ludos_free_writer or with this process. A dead holder loses it.
 * Fails with NOT_GRANTED, LEASE_HELD, UNSUPPORTED (a dynamic region), OWNER_GONE, TIMED_OUT, CORRUPT, TRUNCATED, OUT_OF_MEMORY, SYSTEM. */
ludos_code ludos_acquire_writer(ludos_region *region, ludos_writer **writer, ludos_fault *fault);

/* Opens a write of `size_bytes` of the schema. The bytes are nobody else's until ludos_publish, and are valid until then or ludos_discard.
 * Wait-free. SUCCESS, MISUSE (a write is open), LEASE_HELD (the owner took the region back: free the writer), OUT_OF_MEMORY (PATCH). */
ludos_code ludos_begin(ludos_writer *writer, ludos_mode mode, void **bytes);

/* In a PATCH write: says that these bytes will change, before they do. NULL when the range is not within the content or no PATCH write is open. */
void *ludos_change(ludos_writer *writer, size_t offset, size_t bytes);

/* Makes the write visible under the next epoch and wakes who waits. epoch may be NULL.
 * SUCCESS, MISUSE (no write is open), LEASE_HELD (the owner took the region back: nobody saw it). */
ludos_code ludos_publish(ludos_writer *writer, uint64_t *epoch);

/* Drops the open write: readers keep what they had. SUCCESS or MISUSE. */
ludos_code ludos_discard(ludos_writer *writer);

/* A content kept by its writer, to be shown again. */
typedef struct ludos_hold ludos_hold;

/* Keeps what is newest now: its slot, or a copy where no slot can be spared. SUCCESS, OUT_OF_MEMORY, MISUSE (a write is open). */
ludos_code ludos_hold_front(ludos_writer *writer, ludos_hold **hold);

/* Shows held content again under the next epoch. SUCCESS, MISUSE (a write is open, or another writer's hold), LEASE_HELD. epoch may be NULL. */
ludos_code ludos_republish(ludos_writer *writer, const ludos_hold *hold, uint64_t *epoch);

/* NULL is nothing. Before its writer is freed. */
void ludos_free_hold(ludos_writer *writer, ludos_hold *hold);

/* Drops an open write and gives the lease up. NULL is nothing. */
void ludos_free_writer(ludos_writer *writer);

/* ---- Deltas ---- */

/* What changed between two contents, as bytes that any Ludos runtime applies. Contents of `content_bytes` each; `region` is only carried along.
 * written: receives the bytes used. SUCCESS, TOO_SMALL (content_bytes + 56 always suffices), MISUSE. */
ludos_code ludos_delta_encode(const void *before, const void *after, size_t content_bytes, uint32_t stride_bytes, uint32_t region, uint64_t base_epoch, uint64_t epoch,
    void *destination, size_t capacity, size_t *written);

/* Applies a delta to content that is at `*epoch`, and sets `*epoch`. Everything is checked before a byte changes; applying twice changes nothing.
 * SUCCESS, WRONG_BASE, SCHEMA_MISMATCH (another size or stride), OUT_OF_BOUNDS, CORRUPT, TRUNCATED, BAD_HEADER, VERSION_MISMATCH. */
ludos_code ludos_delta_apply(const void *delta, size_t delta_bytes, void *content, size_t content_bytes, uint32_t stride_bytes, uint64_t *epoch);

/* ---- Segments that were handed over ---- */

/* Opt-in: installs a SIGSEGV handler that names a handed-over segment when it is touched, on standard error, and then passes the signal on to the
 * handler that was there before. It knows the ranges of ludos_watch_transferred, and those that the C# runtime handed over from this process.
 * Safe to call more than once. SUCCESS or SYSTEM. */
ludos_code ludos_report_faults(ludos_fault *fault);

/* Says that a segment was handed over and must not be touched here again: its pages are taken away, and a touch faults and is told.
 * base, bytes: whole pages of a mapping. name: up to 63 bytes are kept. SUCCESS, MISUSE, OUT_OF_MEMORY (64 are watched at once), SYSTEM. */
ludos_code ludos_watch_transferred(void *base, size_t bytes, const char *name, ludos_fault *fault);

/* The range was unmapped or belongs to something else now. */
void ludos_forget_transferred(const void *base);

#ifdef __cplusplus
}
#endif

#endif
