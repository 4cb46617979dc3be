/* Generated from protocols/ by './ludos layout generate'. Change the schemas, not this file.
 * The bytes of an arena, little-endian: what docs/reference/arena.md tells in words. */
#ifndef LUDOS_LAYOUT_H
#define LUDOS_LAYOUT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define LUDOS_LAYOUT_ASSERT(condition, message) static_assert(condition, message)
#define LUDOS_LAYOUT_ALIGN alignas(8)
#else
#define LUDOS_LAYOUT_ASSERT(condition, message) _Static_assert(condition, message)
#define LUDOS_LAYOUT_ALIGN _Alignas(8)
#endif

/* ---- protocols/system/v1/arena.capnp ---- */

#define LUDOS_LAYOUT_VERSION 2u
/* "LUDOSARN" */
#define LUDOS_ARENA_MAGIC UINT64_C(0x4e5241534f44554c)
/* "LUDOSRGN" */
#define LUDOS_REGION_MAGIC UINT64_C(0x4e4752534f44554c)
#define LUDOS_LINE_BYTES 64u
#define LUDOS_SEGMENT_ALIGNMENT 65536u
#define LUDOS_MAX_REGIONS 1023u
#define LUDOS_MAX_SLOTS 62u
#define LUDOS_MAX_FIELDS 62u
#define LUDOS_PINS_PER_LINE 7u
#define LUDOS_EPOCH_SHIFT 8u
#define LUDOS_SLOT_MASK 255u
/* In a word: this segment was replaced; ask the owner for the region again. */
#define LUDOS_MOVED_SLOT 255u
#define LUDOS_REQUEST_MAGIC 1363233868u
#define LUDOS_REPLY_MAGIC 1380011084u

#define LUDOS_REGION_KIND_FIXED 0u
#define LUDOS_REGION_KIND_DYNAMIC 1u
#define LUDOS_REGION_KIND_RING 2u

#define LUDOS_REQUEST_KIND_UNKNOWN 0u
#define LUDOS_REQUEST_KIND_ATTACH 1u
/* argument: index. Answer: a descriptor that reads only. */
#define LUDOS_REQUEST_KIND_REGION 2u
/* Pin pages of all others; for who holds a write grant. */
#define LUDOS_REQUEST_KIND_PINS 3u
/* argument: index. Answer: the region's new segment, writable; nothing else may be asked before mapped. */
#define LUDOS_REQUEST_KIND_GRANT 4u
/* The new segment is mapped here: the owner seals it and puts it in the directory. */
#define LUDOS_REQUEST_KIND_MAPPED 5u

/* Where things lie in a block "control", in bytes from its start. */
#define LUDOS_CONTROL_HEADER_OFFSET 0u
#define LUDOS_CONTROL_HEADER_STRIDE 64u
#define LUDOS_CONTROL_HEADER_COUNT 1u
#define LUDOS_CONTROL_DIRECTORY_OFFSET 64u
#define LUDOS_CONTROL_DIRECTORY_STRIDE 64u
#define LUDOS_CONTROL_DIRECTORY_COUNT 1u
#define LUDOS_CONTROL_ENTRIES_OFFSET 4096u
#define LUDOS_CONTROL_ENTRIES_STRIDE 4096u
#define LUDOS_CONTROL_ENTRIES_COUNT 1023u

/* Where things lie in a block "entry", in bytes from its start. A field's name (up to 48 bytes) lies behind its FieldEntry, in the same 64 bytes. */
#define LUDOS_ENTRY_HEAD_OFFSET 0u
#define LUDOS_ENTRY_HEAD_STRIDE 48u
#define LUDOS_ENTRY_HEAD_COUNT 1u
#define LUDOS_ENTRY_NAME_OFFSET 48u
#define LUDOS_ENTRY_NAME_STRIDE 80u
#define LUDOS_ENTRY_NAME_COUNT 1u
#define LUDOS_ENTRY_FIELDS_OFFSET 128u
#define LUDOS_ENTRY_FIELDS_STRIDE 64u
#define LUDOS_ENTRY_FIELDS_COUNT 62u
#define LUDOS_ENTRY_FIELD_NAMES_OFFSET 136u
#define LUDOS_ENTRY_FIELD_NAMES_STRIDE 64u
#define LUDOS_ENTRY_FIELD_NAMES_COUNT 62u

/* Where things lie in a block "region", in bytes from its start. */
#define LUDOS_REGION_WORD_OFFSET 0u
#define LUDOS_REGION_WORD_STRIDE 64u
#define LUDOS_REGION_WORD_COUNT 1u
#define LUDOS_REGION_LEASE_OFFSET 64u
#define LUDOS_REGION_LEASE_STRIDE 64u
#define LUDOS_REGION_LEASE_COUNT 1u
#define LUDOS_REGION_IDENTITY_OFFSET 128u
#define LUDOS_REGION_IDENTITY_STRIDE 64u
#define LUDOS_REGION_IDENTITY_COUNT 1u
#define LUDOS_REGION_SLOTS_OFFSET 256u
#define LUDOS_REGION_SLOTS_STRIDE 32u
#define LUDOS_REGION_SLOTS_COUNT 62u
#define LUDOS_REGION_CONTENT_OFFSET 65536u
#define LUDOS_REGION_CONTENT_STRIDE 65536u
#define LUDOS_REGION_CONTENT_COUNT 1u

/* Where things lie in a block "pins", in bytes from its start. */
#define LUDOS_PINS_REGIONS_OFFSET 64u
#define LUDOS_PINS_REGIONS_STRIDE 64u
#define LUDOS_PINS_REGIONS_COUNT 1023u

typedef struct ludos_arena_header {
    LUDOS_LAYOUT_ALIGN uint64_t magic;
    uint32_t version;
    uint32_t max_regions;
    uint64_t control_bytes;
    uint64_t world_id_low;
    uint64_t world_id_high;
    uint32_t owner_pid;
    /* Low half of the owner's start time in clock ticks. */
    uint32_t owner_start_low;
} ludos_arena_header;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_arena_header) == 48, "ludos_arena_header has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_arena_header, magic) == 0, "ludos_arena_header.magic lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_arena_header, version) == 8, "ludos_arena_header.version lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_arena_header, max_regions) == 12, "ludos_arena_header.max_regions lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_arena_header, control_bytes) == 16, "ludos_arena_header.control_bytes lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_arena_header, world_id_low) == 24, "ludos_arena_header.world_id_low lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_arena_header, world_id_high) == 32, "ludos_arena_header.world_id_high lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_arena_header, owner_pid) == 40, "ludos_arena_header.owner_pid lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_arena_header, owner_start_low) == 44, "ludos_arena_header.owner_start_low lies elsewhere");

typedef struct ludos_directory_line {
    /* Grows, with release, after the entry is written. */
    LUDOS_LAYOUT_ALIGN uint32_t region_count;
    /* Counts entries added and regions moved; what a follower polls. */
    uint32_t changes;
} ludos_directory_line;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_directory_line) == 8, "ludos_directory_line has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_directory_line, region_count) == 0, "ludos_directory_line.region_count lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_directory_line, changes) == 4, "ludos_directory_line.changes lies elsewhere");

typedef struct ludos_directory_entry {
    LUDOS_LAYOUT_ALIGN uint64_t segment_bytes;
    uint32_t capacity;
    uint32_t stride;
    uint16_t slots;
    uint16_t field_count;
    /* 1: volatile. 2: external writer. */
    uint32_t flags;
    uint8_t name_bytes;
    uint8_t reserved_25[1];
    uint16_t kind;
    /* CRC-32C of the whole entry with this field and generation zero. */
    uint32_t checksum;
    /* 1 at first; one more each time the region's segment is replaced. */
    uint32_t generation;
    uint8_t reserved_36[4];
} ludos_directory_entry;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_directory_entry) == 40, "ludos_directory_entry has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_directory_entry, segment_bytes) == 0, "ludos_directory_entry.segment_bytes lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_directory_entry, capacity) == 8, "ludos_directory_entry.capacity lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_directory_entry, stride) == 12, "ludos_directory_entry.stride lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_directory_entry, slots) == 16, "ludos_directory_entry.slots lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_directory_entry, field_count) == 18, "ludos_directory_entry.field_count lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_directory_entry, flags) == 20, "ludos_directory_entry.flags lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_directory_entry, name_bytes) == 24, "ludos_directory_entry.name_bytes lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_directory_entry, kind) == 26, "ludos_directory_entry.kind lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_directory_entry, checksum) == 28, "ludos_directory_entry.checksum lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_directory_entry, generation) == 32, "ludos_directory_entry.generation lies elsewhere");

typedef struct ludos_field_entry {
    LUDOS_LAYOUT_ALIGN uint16_t id;
    /* 1 u8, 2 i8, 3 u16, 4 i16, 5 u32, 6 i32, 7 u64, 8 i64, 9 f32, 10 f64 */
    uint8_t type;
    uint8_t name_bytes;
    uint32_t count;
} ludos_field_entry;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_field_entry) == 8, "ludos_field_entry has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_field_entry, id) == 0, "ludos_field_entry.id lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_field_entry, type) == 2, "ludos_field_entry.type lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_field_entry, name_bytes) == 3, "ludos_field_entry.name_bytes lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_field_entry, count) == 4, "ludos_field_entry.count lies elsewhere");

typedef struct ludos_region_identity {
    LUDOS_LAYOUT_ALIGN uint64_t magic;
    uint32_t version;
    uint32_t index;
    uint64_t world_id_low;
    uint32_t generation;
    uint32_t slots;
} ludos_region_identity;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_region_identity) == 32, "ludos_region_identity has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_region_identity, magic) == 0, "ludos_region_identity.magic lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_region_identity, version) == 8, "ludos_region_identity.version lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_region_identity, index) == 12, "ludos_region_identity.index lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_region_identity, world_id_low) == 16, "ludos_region_identity.world_id_low lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_region_identity, generation) == 24, "ludos_region_identity.generation lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_region_identity, slots) == 28, "ludos_region_identity.slots lies elsewhere");

typedef struct ludos_region_word {
    /* Front slot in the low 8 bits, epoch in the 56 above. */
    LUDOS_LAYOUT_ALIGN uint64_t word;
} ludos_region_word;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_region_word) == 8, "ludos_region_word has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_region_word, word) == 0, "ludos_region_word.word lies elsewhere");

typedef struct ludos_region_lease {
    /* 0 when free, else process number << 32 | low half of its start time. */
    LUDOS_LAYOUT_ALIGN uint64_t lease;
    uint64_t undo_epoch;
    uint64_t revocations;
} ludos_region_lease;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_region_lease) == 24, "ludos_region_lease has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_region_lease, lease) == 0, "ludos_region_lease.lease lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_region_lease, undo_epoch) == 8, "ludos_region_lease.undo_epoch lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_region_lease, revocations) == 16, "ludos_region_lease.revocations lies elsewhere");

typedef struct ludos_slot_record {
    /* Odd while the slot is being filled; never goes back. */
    LUDOS_LAYOUT_ALIGN uint64_t fill_sequence;
    /* Under which its content was first published; 0 for none. */
    uint64_t epoch;
    /* Dynamic regions: where the slot's block begins in the segment. */
    uint64_t block_offset;
    /* Dynamic regions: elements that the block holds. */
    uint32_t elements;
    uint32_t block_tag;
} ludos_slot_record;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_slot_record) == 32, "ludos_slot_record has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_slot_record, fill_sequence) == 0, "ludos_slot_record.fill_sequence lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_slot_record, epoch) == 8, "ludos_slot_record.epoch lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_slot_record, block_offset) == 16, "ludos_slot_record.block_offset lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_slot_record, elements) == 24, "ludos_slot_record.elements lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_slot_record, block_tag) == 28, "ludos_slot_record.block_tag lies elsewhere");

typedef struct ludos_pin_line {
    LUDOS_LAYOUT_ALIGN uint64_t pin0;
    uint64_t pin1;
    uint64_t pin2;
    uint64_t pin3;
    uint64_t pin4;
    uint64_t pin5;
    uint64_t pin6;
    int32_t sleepers;
    uint8_t reserved_60[4];
} ludos_pin_line;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_pin_line) == 64, "ludos_pin_line has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_pin_line, pin0) == 0, "ludos_pin_line.pin0 lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_pin_line, pin1) == 8, "ludos_pin_line.pin1 lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_pin_line, pin2) == 16, "ludos_pin_line.pin2 lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_pin_line, pin3) == 24, "ludos_pin_line.pin3 lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_pin_line, pin4) == 32, "ludos_pin_line.pin4 lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_pin_line, pin5) == 40, "ludos_pin_line.pin5 lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_pin_line, pin6) == 48, "ludos_pin_line.pin6 lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_pin_line, sleepers) == 56, "ludos_pin_line.sleepers lies elsewhere");

typedef struct ludos_attach_request {
    LUDOS_LAYOUT_ALIGN uint32_t magic;
    uint32_t version;
    uint32_t kind;
    uint32_t argument;
} ludos_attach_request;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_attach_request) == 16, "ludos_attach_request has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_attach_request, magic) == 0, "ludos_attach_request.magic lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_attach_request, version) == 4, "ludos_attach_request.version lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_attach_request, kind) == 8, "ludos_attach_request.kind lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_attach_request, argument) == 12, "ludos_attach_request.argument lies elsewhere");

typedef struct ludos_attach_reply {
    LUDOS_LAYOUT_ALIGN uint32_t magic;
    uint32_t version;
    /* 0, or an error code plus 1. */
    uint32_t status;
    uint32_t descriptors;
    uint64_t value;
} ludos_attach_reply;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_attach_reply) == 24, "ludos_attach_reply has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_attach_reply, magic) == 0, "ludos_attach_reply.magic lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_attach_reply, version) == 4, "ludos_attach_reply.version lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_attach_reply, status) == 8, "ludos_attach_reply.status lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_attach_reply, descriptors) == 12, "ludos_attach_reply.descriptors lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_attach_reply, value) == 16, "ludos_attach_reply.value lies elsewhere");

#endif
