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

/* ---- protocols/modules/v1/gmod.capnp ---- */

/* 8E "GMOD" 0D 0A 1A: begins with a byte that is no text and holds the line ends that a text transfer would change. */
#define LUDOS_GMOD_MAGIC UINT64_C(0x1a0a0d444f4d478e)
#define LUDOS_GMOD_VERSION 1u
#define LUDOS_GMOD_PATH_ALIGNMENT 8u
#define LUDOS_GMOD_CONTENT_ALIGNMENT 16u
#define LUDOS_GMOD_MAX_FILES 4096u
#define LUDOS_GMOD_MAX_PATH_BYTES 200u

/* Where things lie in a block "gmod", in bytes from its start. The digest is the directory's. The stride of entries is that of the smallest. */
#define LUDOS_GMOD_HEAD_OFFSET 0u
#define LUDOS_GMOD_HEAD_STRIDE 32u
#define LUDOS_GMOD_HEAD_COUNT 1u
#define LUDOS_GMOD_DIGEST_OFFSET 32u
#define LUDOS_GMOD_DIGEST_STRIDE 32u
#define LUDOS_GMOD_DIGEST_COUNT 1u
#define LUDOS_GMOD_ENTRIES_OFFSET 64u
#define LUDOS_GMOD_ENTRIES_STRIDE 64u
#define LUDOS_GMOD_ENTRIES_COUNT 1u

/* Where things lie in a block "gmodEntry", in bytes from its start. The digest is the content's. The stride of path is that of the smallest. */
#define LUDOS_GMOD_ENTRY_HEAD_OFFSET 0u
#define LUDOS_GMOD_ENTRY_HEAD_STRIDE 16u
#define LUDOS_GMOD_ENTRY_HEAD_COUNT 1u
#define LUDOS_GMOD_ENTRY_DIGEST_OFFSET 16u
#define LUDOS_GMOD_ENTRY_DIGEST_STRIDE 32u
#define LUDOS_GMOD_ENTRY_DIGEST_COUNT 1u
#define LUDOS_GMOD_ENTRY_TAIL_OFFSET 48u
#define LUDOS_GMOD_ENTRY_TAIL_STRIDE 8u
#define LUDOS_GMOD_ENTRY_TAIL_COUNT 1u
#define LUDOS_GMOD_ENTRY_PATH_OFFSET 56u
#define LUDOS_GMOD_ENTRY_PATH_STRIDE 8u
#define LUDOS_GMOD_ENTRY_PATH_COUNT 1u

typedef struct ludos_gmod_head {
    LUDOS_LAYOUT_ALIGN uint64_t magic;
    uint16_t version;
    /* 0: version 1 has none. */
    uint16_t flags;
    uint32_t file_count;
    uint32_t directory_bytes;
    uint32_t reserved;
    /* Of the whole file. */
    uint64_t total_bytes;
} ludos_gmod_head;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_gmod_head) == 32, "ludos_gmod_head has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_gmod_head, magic) == 0, "ludos_gmod_head.magic lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_gmod_head, version) == 8, "ludos_gmod_head.version lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_gmod_head, flags) == 10, "ludos_gmod_head.flags lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_gmod_head, file_count) == 12, "ludos_gmod_head.file_count lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_gmod_head, directory_bytes) == 16, "ludos_gmod_head.directory_bytes lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_gmod_head, reserved) == 20, "ludos_gmod_head.reserved lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_gmod_head, total_bytes) == 24, "ludos_gmod_head.total_bytes lies elsewhere");

typedef struct ludos_gmod_entry_head {
    /* In the file. */
    LUDOS_LAYOUT_ALIGN uint64_t content_offset;
    uint64_t content_bytes;
} ludos_gmod_entry_head;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_gmod_entry_head) == 16, "ludos_gmod_entry_head has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_gmod_entry_head, content_offset) == 0, "ludos_gmod_entry_head.content_offset lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_gmod_entry_head, content_bytes) == 8, "ludos_gmod_entry_head.content_bytes lies elsewhere");

typedef struct ludos_gmod_entry_tail {
    /* Without the zeros behind it. */
    LUDOS_LAYOUT_ALIGN uint16_t path_bytes;
    uint16_t reserved_low;
    uint32_t reserved_high;
} ludos_gmod_entry_tail;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_gmod_entry_tail) == 8, "ludos_gmod_entry_tail has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_gmod_entry_tail, path_bytes) == 0, "ludos_gmod_entry_tail.path_bytes lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_gmod_entry_tail, reserved_low) == 2, "ludos_gmod_entry_tail.reserved_low lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_gmod_entry_tail, reserved_high) == 4, "ludos_gmod_entry_tail.reserved_high lies elsewhere");

/* ---- protocols/session/v1/log.capnp ---- */

/* "LUDOSLOG" */
#define LUDOS_LOG_MAGIC UINT64_C(0x474f4c534f44554c)
#define LUDOS_LOG_VERSION 1u
#define LUDOS_RECORD_ALIGNMENT 8u
#define LUDOS_MAX_PAYLOAD_BYTES 1073741824u
#define LUDOS_HASH_BYTES 16u
/* Of a record: everything up to and including it belongs together. */
#define LUDOS_COMMIT_FLAG 1u
#define LUDOS_VOLATILE_REGION 1u

#define LUDOS_LOG_KIND_UNKNOWN 0u
#define LUDOS_LOG_KIND_JOURNAL 1u
#define LUDOS_LOG_KIND_RECORDING 2u

#define LUDOS_RECORD_KIND_UNKNOWN 0u
#define LUDOS_RECORD_KIND_DESCRIPTION 1u
#define LUDOS_RECORD_KIND_PART 2u
/* A RegionDelta; see arena.capnp. */
#define LUDOS_RECORD_KIND_DELTA 3u
#define LUDOS_RECORD_KIND_TICK 4u
#define LUDOS_RECORD_KIND_EVENT 5u
#define LUDOS_RECORD_KIND_END 6u

#define LUDOS_EVENT_KIND_UNKNOWN 0u
/* Regions were published by something that is no unit of the world; their contents, as deltas, precede this record. */
#define LUDOS_EVENT_KIND_PUBLISH 1u
/* The wall clock stopped a unit in the tick that follows. */
#define LUDOS_EVENT_KIND_STOP 2u
/* Other code of a module runs from the tick that follows; its part precedes this record. */
#define LUDOS_EVENT_KIND_SWAP 3u
/* A person asked for the code before. */
#define LUDOS_EVENT_KIND_ROLL_BACK 4u
/* Instances were made anew; contents as with publish. */
#define LUDOS_EVENT_KIND_RESTART 5u
/* The world's clock was turned. */
#define LUDOS_EVENT_KIND_CLOCK 6u
#define LUDOS_EVENT_KIND_CRASH 7u

typedef struct ludos_log_header {
    LUDOS_LAYOUT_ALIGN uint64_t magic;
    uint32_t version;
    uint16_t kind;
    uint16_t header_bytes;
    uint64_t world_id_low;
    uint64_t world_id_high;
    /* Journals: which segment, from 1. Recordings: 0. */
    uint64_t series;
    /* A number of this file's own: what an older file left on the disk is never taken for a record. */
    uint32_t salt;
    /* CRC-32C of the header with this field zero. */
    uint32_t checksum;
} ludos_log_header;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_log_header) == 48, "ludos_log_header has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_log_header, magic) == 0, "ludos_log_header.magic lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_log_header, version) == 8, "ludos_log_header.version lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_log_header, kind) == 12, "ludos_log_header.kind lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_log_header, header_bytes) == 14, "ludos_log_header.header_bytes lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_log_header, world_id_low) == 16, "ludos_log_header.world_id_low lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_log_header, world_id_high) == 24, "ludos_log_header.world_id_high lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_log_header, series) == 32, "ludos_log_header.series lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_log_header, salt) == 40, "ludos_log_header.salt lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_log_header, checksum) == 44, "ludos_log_header.checksum lies elsewhere");

typedef struct ludos_log_record {
    LUDOS_LAYOUT_ALIGN uint32_t payload_bytes;
    uint16_t kind;
    uint16_t flags;
    uint32_t salt;
    /* CRC-32C of this head with this field zero, the payload and the zeros behind it. */
    uint32_t checksum;
    /* Ticks completed since the world was made, however often its clock was turned back; a record made within one carries the step that it leads to. */
    uint64_t step;
    /* Counts the file's records from 0. */
    uint64_t number;
} ludos_log_record;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_log_record) == 32, "ludos_log_record has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_log_record, payload_bytes) == 0, "ludos_log_record.payload_bytes lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_log_record, kind) == 4, "ludos_log_record.kind lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_log_record, flags) == 6, "ludos_log_record.flags lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_log_record, salt) == 8, "ludos_log_record.salt lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_log_record, checksum) == 12, "ludos_log_record.checksum lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_log_record, step) == 16, "ludos_log_record.step lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_log_record, number) == 24, "ludos_log_record.number lies elsewhere");

typedef struct ludos_description_head {
    LUDOS_LAYOUT_ALIGN uint32_t region_count;
    uint32_t about_bytes;
    uint16_t id_bytes;
    uint16_t name_bytes;
    uint8_t reserved_12[4];
} ludos_description_head;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_description_head) == 16, "ludos_description_head has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_description_head, region_count) == 0, "ludos_description_head.region_count lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_description_head, about_bytes) == 4, "ludos_description_head.about_bytes lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_description_head, id_bytes) == 8, "ludos_description_head.id_bytes lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_description_head, name_bytes) == 10, "ludos_description_head.name_bytes lies elsewhere");

typedef struct ludos_region_head {
    LUDOS_LAYOUT_ALIGN uint32_t capacity;
    uint32_t stride_bytes;
    uint32_t flags;
    uint16_t slots;
    uint16_t field_count;
    uint16_t name_bytes;
    uint8_t reserved_18[6];
} ludos_region_head;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_region_head) == 24, "ludos_region_head has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_region_head, capacity) == 0, "ludos_region_head.capacity lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_region_head, stride_bytes) == 4, "ludos_region_head.stride_bytes lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_region_head, flags) == 8, "ludos_region_head.flags lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_region_head, slots) == 12, "ludos_region_head.slots lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_region_head, field_count) == 14, "ludos_region_head.field_count lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_region_head, name_bytes) == 16, "ludos_region_head.name_bytes lies elsewhere");

typedef struct ludos_field_head {
    LUDOS_LAYOUT_ALIGN uint32_t count;
    uint16_t id;
    uint8_t type;
    uint8_t name_bytes;
} ludos_field_head;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_field_head) == 8, "ludos_field_head has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_field_head, count) == 0, "ludos_field_head.count lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_field_head, id) == 4, "ludos_field_head.id lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_field_head, type) == 6, "ludos_field_head.type lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_field_head, name_bytes) == 7, "ludos_field_head.name_bytes lies elsewhere");

typedef struct ludos_part_head {
    LUDOS_LAYOUT_ALIGN uint64_t digest0;
    uint64_t digest1;
    uint64_t digest2;
    uint64_t digest3;
    uint32_t content_bytes;
    uint16_t name_bytes;
    uint16_t source_bytes;
} ludos_part_head;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_part_head) == 40, "ludos_part_head has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_part_head, digest0) == 0, "ludos_part_head.digest0 lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_part_head, digest1) == 8, "ludos_part_head.digest1 lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_part_head, digest2) == 16, "ludos_part_head.digest2 lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_part_head, digest3) == 24, "ludos_part_head.digest3 lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_part_head, content_bytes) == 32, "ludos_part_head.content_bytes lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_part_head, name_bytes) == 36, "ludos_part_head.name_bytes lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_part_head, source_bytes) == 38, "ludos_part_head.source_bytes lies elsewhere");

typedef struct ludos_tick_head {
    /* Bytes of the file that must be whole where this record is found: what was on the disk when it was written. */
    LUDOS_LAYOUT_ALIGN uint64_t solid_bytes;
    /* The world's clock after the tick. */
    int64_t tick;
    uint32_t input_bytes;
    uint32_t hash_count;
} ludos_tick_head;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_tick_head) == 24, "ludos_tick_head has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_tick_head, solid_bytes) == 0, "ludos_tick_head.solid_bytes lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_tick_head, tick) == 8, "ludos_tick_head.tick lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_tick_head, input_bytes) == 16, "ludos_tick_head.input_bytes lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_tick_head, hash_count) == 20, "ludos_tick_head.hash_count lies elsewhere");

typedef struct ludos_tick_hash {
    LUDOS_LAYOUT_ALIGN uint64_t epoch;
    uint64_t hash0;
    /* The first 16 bytes of the SHA-256 of the region's content. */
    uint64_t hash1;
    uint32_t region;
    uint8_t reserved_28[4];
} ludos_tick_hash;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_tick_hash) == 32, "ludos_tick_hash has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_tick_hash, epoch) == 0, "ludos_tick_hash.epoch lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_tick_hash, hash0) == 8, "ludos_tick_hash.hash0 lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_tick_hash, hash1) == 16, "ludos_tick_hash.hash1 lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_tick_hash, region) == 24, "ludos_tick_hash.region lies elsewhere");

typedef struct ludos_event_head {
    LUDOS_LAYOUT_ALIGN uint16_t kind;
    /* A module, or module/unit. */
    uint16_t subject_bytes;
    uint32_t text_bytes;
    /* The world's clock when the tick that follows begins. */
    int64_t tick;
} ludos_event_head;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_event_head) == 16, "ludos_event_head has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_event_head, kind) == 0, "ludos_event_head.kind lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_event_head, subject_bytes) == 2, "ludos_event_head.subject_bytes lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_event_head, text_bytes) == 4, "ludos_event_head.text_bytes lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_event_head, tick) == 8, "ludos_event_head.tick lies elsewhere");

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
/* "LDLT" */
#define LUDOS_DELTA_MAGIC 1414284364u
#define LUDOS_DELTA_VERSION 1u
/* The delta is the whole content; its base does not matter. */
#define LUDOS_DELTA_KEY_FLAG 1u
/* Contents are compared in blocks of this size; neighbouring changed blocks make one run. The last block may be cut short. */
#define LUDOS_DELTA_BLOCK_BYTES 32u
/* "LUDOSRNG" */
#define LUDOS_RING_MAGIC UINT64_C(0x474e52534f44554c)
#define LUDOS_RING_VERSION 1u
#define LUDOS_RING_PRODUCERS 62u
/* Frames begin at multiples of it; a frame is its head and its bytes, rounded up. */
#define LUDOS_FRAME_ALIGNMENT 16u
#define LUDOS_REQUEST_MAGIC 1363233868u
#define LUDOS_REPLY_MAGIC 1380011084u

#define LUDOS_REGION_KIND_FIXED 0u
#define LUDOS_REGION_KIND_DYNAMIC 1u
#define LUDOS_REGION_KIND_RING 2u

#define LUDOS_FRAME_MARK_NONE 0u
/* Its producer is filling it. */
#define LUDOS_FRAME_MARK_CLAIMED 1u
#define LUDOS_FRAME_MARK_WHOLE 2u
/* No frame: the rest of the ring up to its end. */
#define LUDOS_FRAME_MARK_SKIP 3u
/* Its producer gave it up. */
#define LUDOS_FRAME_MARK_ABANDONED 4u

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
/* Once a connection. Answer: inbox (to the owner, one producer) and outbox (from the owner), both writable; value: bytes of each segment. */
#define LUDOS_REQUEST_KIND_RINGS 6u

/* Frames in an inbox: text is UTF-8. Each is answered by an answer frame in the outbox. */
#define LUDOS_PEER_OPCODE_UNKNOWN 0u
/* A line for the game's trace. */
#define LUDOS_PEER_OPCODE_LOG 1u
/* A line for the game's markers. */
#define LUDOS_PEER_OPCODE_MARK 2u
/* A PeerIntent; needs the input capability. */
#define LUDOS_PEER_OPCODE_INTENT 3u
/* u32: index of a region. From now on an epoch frame follows each of its epochs, or the latest of several. */
#define LUDOS_PEER_OPCODE_WATCH 4u
/* Path of a Unix socket where the segment can be taken over. */
#define LUDOS_PEER_OPCODE_GIVE 5u
/* The connection is to be closed. */
#define LUDOS_PEER_OPCODE_LEAVE 6u
/* In an outbox: PeerReply. */
#define LUDOS_PEER_OPCODE_ANSWER 7u
/* In an outbox: PeerEpoch. */
#define LUDOS_PEER_OPCODE_EPOCH 8u

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

/* Where things lie in a block "delta", in bytes from its start. */
#define LUDOS_DELTA_HEAD_OFFSET 0u
#define LUDOS_DELTA_HEAD_STRIDE 48u
#define LUDOS_DELTA_HEAD_COUNT 1u

/* Where things lie in a block "ring", in bytes from its start. */
#define LUDOS_RING_IDENTITY_OFFSET 0u
#define LUDOS_RING_IDENTITY_STRIDE 64u
#define LUDOS_RING_IDENTITY_COUNT 1u
#define LUDOS_RING_TAIL_OFFSET 128u
#define LUDOS_RING_TAIL_STRIDE 128u
#define LUDOS_RING_TAIL_COUNT 1u
#define LUDOS_RING_HEAD_OFFSET 256u
#define LUDOS_RING_HEAD_STRIDE 128u
#define LUDOS_RING_HEAD_COUNT 1u
#define LUDOS_RING_DATA_OFFSET 384u
#define LUDOS_RING_DATA_STRIDE 128u
#define LUDOS_RING_DATA_COUNT 1u
#define LUDOS_RING_SPACE_OFFSET 512u
#define LUDOS_RING_SPACE_STRIDE 128u
#define LUDOS_RING_SPACE_COUNT 1u
#define LUDOS_RING_PRODUCERS_OFFSET 640u
#define LUDOS_RING_PRODUCERS_STRIDE 64u
#define LUDOS_RING_PRODUCERS_COUNT 62u
#define LUDOS_RING_CONTENT_OFFSET 65536u
#define LUDOS_RING_CONTENT_STRIDE 65536u
#define LUDOS_RING_CONTENT_COUNT 1u

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

/* Then runCount runs, then payloadBytes bytes: those of all runs in order. */
typedef struct ludos_delta_head {
    LUDOS_LAYOUT_ALIGN uint32_t magic;
    uint16_t version;
    uint16_t flags;
    /* Index of the region in its arena; 0 when that does not matter. */
    uint32_t region;
    uint32_t stride_bytes;
    /* The epoch that the delta can be applied to; below epoch. 0 in a key. */
    uint64_t base_epoch;
    uint64_t epoch;
    /* Of the whole content: a multiple of strideBytes, below 2^31. */
    uint32_t content_bytes;
    uint32_t run_count;
    uint32_t payload_bytes;
    /* CRC-32C of runs and payload. */
    uint32_t checksum;
} ludos_delta_head;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_delta_head) == 48, "ludos_delta_head has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_delta_head, magic) == 0, "ludos_delta_head.magic lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_delta_head, version) == 4, "ludos_delta_head.version lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_delta_head, flags) == 6, "ludos_delta_head.flags lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_delta_head, region) == 8, "ludos_delta_head.region lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_delta_head, stride_bytes) == 12, "ludos_delta_head.stride_bytes lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_delta_head, base_epoch) == 16, "ludos_delta_head.base_epoch lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_delta_head, epoch) == 24, "ludos_delta_head.epoch lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_delta_head, content_bytes) == 32, "ludos_delta_head.content_bytes lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_delta_head, run_count) == 36, "ludos_delta_head.run_count lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_delta_head, payload_bytes) == 40, "ludos_delta_head.payload_bytes lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_delta_head, checksum) == 44, "ludos_delta_head.checksum lies elsewhere");

/* Runs ascend, are disjoint and not empty, and lie inside the content. */
typedef struct ludos_delta_run {
    LUDOS_LAYOUT_ALIGN uint32_t offset_bytes;
    uint32_t length_bytes;
} ludos_delta_run;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_delta_run) == 8, "ludos_delta_run has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_delta_run, offset_bytes) == 0, "ludos_delta_run.offset_bytes lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_delta_run, length_bytes) == 4, "ludos_delta_run.length_bytes lies elsewhere");

/* Written once, before the magic. */
typedef struct ludos_ring_identity {
    LUDOS_LAYOUT_ALIGN uint64_t magic;
    uint32_t version;
    /* 1: one producer. 2: many. */
    uint32_t kind;
    /* Of the content; a multiple of 65536. */
    uint32_t capacity_bytes;
    uint8_t reserved_20[4];
} ludos_ring_identity;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_ring_identity) == 24, "ludos_ring_identity has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_ring_identity, magic) == 0, "ludos_ring_identity.magic lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_ring_identity, version) == 8, "ludos_ring_identity.version lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_ring_identity, kind) == 12, "ludos_ring_identity.kind lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_ring_identity, capacity_bytes) == 16, "ludos_ring_identity.capacity_bytes lies elsewhere");

/* Written by producers. Positions count bytes since the ring was made and never go back; position modulo capacity is the place. */
typedef struct ludos_ring_tail {
    LUDOS_LAYOUT_ALIGN uint64_t tail;
    /* 0, or the place of the producer that claims, plus 1. Held for the few stores of a claim; the lock of a dead holder is taken over. */
    uint32_t lock;
    uint32_t reserved;
} ludos_ring_tail;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_ring_tail) == 16, "ludos_ring_tail has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_ring_tail, tail) == 0, "ludos_ring_tail.tail lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_ring_tail, lock) == 8, "ludos_ring_tail.lock lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_ring_tail, reserved) == 12, "ludos_ring_tail.reserved lies elsewhere");

/* Written by the consumer: everything before it may be overwritten. */
typedef struct ludos_ring_head {
    LUDOS_LAYOUT_ALIGN uint64_t head;
    /* The consumer: process number << 32 | low half of its start time. */
    uint64_t lease;
} ludos_ring_head;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_ring_head) == 16, "ludos_ring_head has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_ring_head, head) == 0, "ludos_ring_head.head lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_ring_head, lease) == 8, "ludos_ring_head.lease lies elsewhere");

/* A futex: who sleeps adds one to sleepers, looks again, and sleeps on rings; who has news adds one to rings and wakes. */
typedef struct ludos_ring_bell {
    LUDOS_LAYOUT_ALIGN uint32_t rings;
    uint32_t sleepers;
} ludos_ring_bell;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_ring_bell) == 8, "ludos_ring_bell has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_ring_bell, rings) == 0, "ludos_ring_bell.rings lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_ring_bell, sleepers) == 4, "ludos_ring_bell.sleepers lies elsewhere");

typedef struct ludos_ring_place {
    /* As in RingHead; 0 when the place is free. */
    LUDOS_LAYOUT_ALIGN uint64_t lease;
    /* One more with each new holder, modulo 256 in frames. */
    uint32_t generation;
    /* Frames claimed by this holder. */
    uint32_t sequence;
    /* Claims that found the ring full. */
    uint64_t refusals;
} ludos_ring_place;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_ring_place) == 24, "ludos_ring_place has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_ring_place, lease) == 0, "ludos_ring_place.lease lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_ring_place, generation) == 8, "ludos_ring_place.generation lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_ring_place, sequence) == 12, "ludos_ring_place.sequence lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_ring_place, refusals) == 16, "ludos_ring_place.refusals lies elsewhere");

typedef struct ludos_frame_head {
    /* A FrameMark; the store of whole hands the frame over. */
    LUDOS_LAYOUT_ALIGN uint32_t mark;
    /* Of the bytes behind the head; of everything up to the end for skip. */
    uint32_t length_bytes;
    uint16_t opcode;
    uint8_t producer;
    uint8_t generation;
    /* Counts the frames of its producer, from 1. */
    uint32_t sequence;
} ludos_frame_head;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_frame_head) == 16, "ludos_frame_head has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_frame_head, mark) == 0, "ludos_frame_head.mark lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_frame_head, length_bytes) == 4, "ludos_frame_head.length_bytes lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_frame_head, opcode) == 8, "ludos_frame_head.opcode lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_frame_head, producer) == 10, "ludos_frame_head.producer lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_frame_head, generation) == 11, "ludos_frame_head.generation lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_frame_head, sequence) == 12, "ludos_frame_head.sequence lies elsewhere");

typedef struct ludos_peer_intent {
    LUDOS_LAYOUT_ALIGN uint8_t device;
    uint8_t reserved_1[1];
    uint16_t control;
    float value;
    float value2;
    uint8_t reserved_12[4];
} ludos_peer_intent;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_peer_intent) == 16, "ludos_peer_intent has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_peer_intent, device) == 0, "ludos_peer_intent.device lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_peer_intent, control) == 2, "ludos_peer_intent.control lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_peer_intent, value) == 4, "ludos_peer_intent.value lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_peer_intent, value2) == 8, "ludos_peer_intent.value2 lies elsewhere");

typedef struct ludos_peer_reply {
    /* Of the frame in the inbox. */
    LUDOS_LAYOUT_ALIGN uint32_t sequence;
    uint16_t opcode;
    /* 0 done, 1 not granted, 2 bad frame, 3 too often, 4 no such region, 5 refused. */
    uint16_t outcome;
} ludos_peer_reply;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_peer_reply) == 8, "ludos_peer_reply has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_peer_reply, sequence) == 0, "ludos_peer_reply.sequence lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_peer_reply, opcode) == 4, "ludos_peer_reply.opcode lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_peer_reply, outcome) == 6, "ludos_peer_reply.outcome lies elsewhere");

typedef struct ludos_peer_epoch {
    LUDOS_LAYOUT_ALIGN uint32_t region;
    uint8_t reserved_4[4];
    uint64_t epoch;
} ludos_peer_epoch;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_peer_epoch) == 16, "ludos_peer_epoch has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_peer_epoch, region) == 0, "ludos_peer_epoch.region lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_peer_epoch, epoch) == 8, "ludos_peer_epoch.epoch lies elsewhere");

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

/* ---- protocols/system/v1/blackbox.capnp ---- */

/* "LUDOSBOX" */
#define LUDOS_BOX_MAGIC UINT64_C(0x584f42534f44554c)
#define LUDOS_BOX_VERSION 1u
#define LUDOS_BOX_BYTES 1048576u
#define LUDOS_BOX_RECORD_BYTES 256u
#define LUDOS_BOX_TEXT_BYTES 216u
#define LUDOS_BOX_NAME_BYTES 96u
#define LUDOS_BOX_MAX_UNITS 64u
#define LUDOS_BOX_MAX_COUNTERS 64u
#define LUDOS_BOX_MAX_RECORDS 4032u

/* Where things lie in a block "box", in bytes from its start. */
#define LUDOS_BOX_HEADER_OFFSET 0u
#define LUDOS_BOX_HEADER_STRIDE 64u
#define LUDOS_BOX_HEADER_COUNT 1u
#define LUDOS_BOX_GAME_OFFSET 64u
#define LUDOS_BOX_GAME_STRIDE 96u
#define LUDOS_BOX_GAME_COUNT 1u
#define LUDOS_BOX_BUILD_OFFSET 160u
#define LUDOS_BOX_BUILD_STRIDE 32u
#define LUDOS_BOX_BUILD_COUNT 1u
#define LUDOS_BOX_BEAT_OFFSET 256u
#define LUDOS_BOX_BEAT_STRIDE 64u
#define LUDOS_BOX_BEAT_COUNT 1u
#define LUDOS_BOX_COUNTERS_OFFSET 512u
#define LUDOS_BOX_COUNTERS_STRIDE 8u
#define LUDOS_BOX_COUNTERS_COUNT 64u
#define LUDOS_BOX_UNIT_NAMES_OFFSET 4096u
#define LUDOS_BOX_UNIT_NAMES_STRIDE 96u
#define LUDOS_BOX_UNIT_NAMES_COUNT 64u
#define LUDOS_BOX_RECORDS_OFFSET 16384u
#define LUDOS_BOX_RECORDS_STRIDE 256u
#define LUDOS_BOX_RECORDS_COUNT 4032u

/* Where things lie in a block "record", in bytes from its start. */
#define LUDOS_RECORD_HEAD_OFFSET 0u
#define LUDOS_RECORD_HEAD_STRIDE 40u
#define LUDOS_RECORD_HEAD_COUNT 1u
#define LUDOS_RECORD_TEXT_OFFSET 40u
#define LUDOS_RECORD_TEXT_STRIDE 216u
#define LUDOS_RECORD_TEXT_COUNT 1u

typedef struct ludos_box_header {
    LUDOS_LAYOUT_ALIGN uint64_t magic;
    uint32_t version;
    uint32_t records;
    uint32_t pid;
    /* Low half of the process's start time in clock ticks. */
    uint32_t start_low;
    int64_t opened_unix_ms;
    uint32_t units;
    uint32_t counters;
    uint32_t game_bytes;
    uint32_t version_bytes;
} ludos_box_header;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_box_header) == 48, "ludos_box_header has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_box_header, magic) == 0, "ludos_box_header.magic lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_box_header, version) == 8, "ludos_box_header.version lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_box_header, records) == 12, "ludos_box_header.records lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_box_header, pid) == 16, "ludos_box_header.pid lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_box_header, start_low) == 20, "ludos_box_header.start_low lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_box_header, opened_unix_ms) == 24, "ludos_box_header.opened_unix_ms lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_box_header, units) == 32, "ludos_box_header.units lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_box_header, counters) == 36, "ludos_box_header.counters lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_box_header, game_bytes) == 40, "ludos_box_header.game_bytes lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_box_header, version_bytes) == 44, "ludos_box_header.version_bytes lies elsewhere");

typedef struct ludos_box_beat {
    LUDOS_LAYOUT_ALIGN int64_t tick;
    /* Coarse: refreshed by the stall watch, not by the tick. */
    int64_t beat_unix_ms;
    /* 0 between ticks, 1 boundary, 2 input, 3 a unit, 4 closing the tick. */
    uint32_t phase;
    uint32_t unit;
    /* 1 running, 2 parked, 3 paused, 4 crashed, 5 closed. */
    uint32_t state;
    uint8_t reserved_28[4];
} ludos_box_beat;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_box_beat) == 32, "ludos_box_beat has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_box_beat, tick) == 0, "ludos_box_beat.tick lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_box_beat, beat_unix_ms) == 8, "ludos_box_beat.beat_unix_ms lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_box_beat, phase) == 16, "ludos_box_beat.phase lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_box_beat, unit) == 20, "ludos_box_beat.unit lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_box_beat, state) == 24, "ludos_box_beat.state lies elsewhere");

typedef struct ludos_box_record {
    /* Written last; 0 while the record is being written. */
    LUDOS_LAYOUT_ALIGN uint64_t sequence;
    int64_t tick;
    int64_t unix_ms;
    /* 1 marker, 2 line of the trace, 3 unhandled exception. */
    uint16_t kind;
    uint16_t text_bytes;
    /* CRC-32C of the record with sequence and checksum zero. */
    uint32_t checksum;
} ludos_box_record;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_box_record) == 32, "ludos_box_record has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_box_record, sequence) == 0, "ludos_box_record.sequence lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_box_record, tick) == 8, "ludos_box_record.tick lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_box_record, unix_ms) == 16, "ludos_box_record.unix_ms lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_box_record, kind) == 24, "ludos_box_record.kind lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_box_record, text_bytes) == 26, "ludos_box_record.text_bytes lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_box_record, checksum) == 28, "ludos_box_record.checksum lies elsewhere");

/* ---- protocols/units/v1/jobs.capnp ---- */

#define LUDOS_JOB_MAX_INPUT_BYTES 131072u
#define LUDOS_JOB_MAX_PARAMETER_BYTES 16384u
#define LUDOS_JOB_MAX_OUTPUT_BYTES 131072u

#define LUDOS_JOB_OPCODE_UNKNOWN 0u
#define LUDOS_JOB_OPCODE_RUN 1u
#define LUDOS_JOB_OPCODE_DONE 2u

typedef struct ludos_job_request {
    /* The waiting place << 32 | how often it was used before: names one job, and no later one. */
    LUDOS_LAYOUT_ALIGN uint64_t job;
    uint32_t library;
    uint32_t method;
    uint32_t input_bytes;
    uint32_t parameter_bytes;
    /* Most that the reply may carry. */
    uint32_t output_bytes;
    uint32_t reserved;
} ludos_job_request;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_job_request) == 32, "ludos_job_request has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_job_request, job) == 0, "ludos_job_request.job lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_job_request, library) == 8, "ludos_job_request.library lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_job_request, method) == 12, "ludos_job_request.method lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_job_request, input_bytes) == 16, "ludos_job_request.input_bytes lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_job_request, parameter_bytes) == 20, "ludos_job_request.parameter_bytes lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_job_request, output_bytes) == 24, "ludos_job_request.output_bytes lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_job_request, reserved) == 28, "ludos_job_request.reserved lies elsewhere");

typedef struct ludos_job_reply {
    /* As in the request. */
    LUDOS_LAYOUT_ALIGN uint64_t job;
    /* An ExecuteCode. */
    uint16_t code;
    uint16_t attempts;
    /* What the method returned, where that is a fault of its own. */
    int32_t unit_code;
    uint32_t output_bytes;
    uint32_t worker;
} ludos_job_reply;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_job_reply) == 24, "ludos_job_reply has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_job_reply, job) == 0, "ludos_job_reply.job lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_job_reply, code) == 8, "ludos_job_reply.code lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_job_reply, attempts) == 10, "ludos_job_reply.attempts lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_job_reply, unit_code) == 12, "ludos_job_reply.unit_code lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_job_reply, output_bytes) == 16, "ludos_job_reply.output_bytes lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_job_reply, worker) == 20, "ludos_job_reply.worker lies elsewhere");

/* ---- protocols/view/v1/stream.capnp ---- */

/* Of the page's first socket; said in its hello. */
#define LUDOS_VIEW_VERSION 1u
/* Of the socket of regions. */
#define LUDOS_VIEW_REGIONS_VERSION 1u
/* The first byte of a binary message is its kind. */
#define LUDOS_VIEW_SCREEN_KIND 1u
#define LUDOS_VIEW_SOUND_KIND 2u
#define LUDOS_VIEW_REGION_KIND 3u
#define LUDOS_VIEW_INPUT_KIND 16u
#define LUDOS_VIEW_ACK_KIND 17u
#define LUDOS_VIEW_REGION_ACK_KIND 18u
/* The frame builds on nothing. */
#define LUDOS_VIEW_SCREEN_KEY_FLAG 1u
/* The head's contentChecksum was asked for and is there. */
#define LUDOS_VIEW_REGION_CHECKSUM_FLAG 1u
/* Runs of a screen count in units of this many bytes; a screen's last unit may be shorter. */
#define LUDOS_VIEW_UNIT_BYTES 16u
#define LUDOS_VIEW_RUN_BYTES 4u
#define LUDOS_VIEW_ACK_BYTES 5u
/* Of one page. */
#define LUDOS_VIEW_MAX_FEEDS 8u

/* Where things lie in a block "viewRun", in bytes from its start. Two u16, in units: how many to leave as they are, and how many follow. Runs lie wherever the one before ended. */
#define LUDOS_VIEW_RUN_SKIP_OFFSET 0u
#define LUDOS_VIEW_RUN_SKIP_STRIDE 2u
#define LUDOS_VIEW_RUN_SKIP_COUNT 1u
#define LUDOS_VIEW_RUN_COUNT_OFFSET 2u
#define LUDOS_VIEW_RUN_COUNT_STRIDE 2u
#define LUDOS_VIEW_RUN_COUNT_COUNT 1u

/* Where things lie in a block "viewAck", in bytes from its start. The sequence is a u32: this frame of the screen and all before it were drawn. */
#define LUDOS_VIEW_ACK_KIND_OFFSET 0u
#define LUDOS_VIEW_ACK_KIND_STRIDE 1u
#define LUDOS_VIEW_ACK_KIND_COUNT 1u
#define LUDOS_VIEW_ACK_SEQUENCE_OFFSET 1u
#define LUDOS_VIEW_ACK_SEQUENCE_STRIDE 4u
#define LUDOS_VIEW_ACK_SEQUENCE_COUNT 1u

/* Where things lie in a block "viewInput", in bytes from its start. The u8 count says how many samples there are, 1 to 64; the message ends with the last of them. */
#define LUDOS_VIEW_INPUT_KIND_OFFSET 0u
#define LUDOS_VIEW_INPUT_KIND_STRIDE 1u
#define LUDOS_VIEW_INPUT_KIND_COUNT 1u
#define LUDOS_VIEW_INPUT_COUNT_OFFSET 1u
#define LUDOS_VIEW_INPUT_COUNT_STRIDE 1u
#define LUDOS_VIEW_INPUT_COUNT_COUNT 1u
#define LUDOS_VIEW_INPUT_SAMPLES_OFFSET 2u
#define LUDOS_VIEW_INPUT_SAMPLES_STRIDE 11u
#define LUDOS_VIEW_INPUT_SAMPLES_COUNT 64u

/* Where things lie in a block "viewSample", in bytes from its start. One sample of an input message: u8, u16, f32, f32. */
#define LUDOS_VIEW_SAMPLE_DEVICE_OFFSET 0u
#define LUDOS_VIEW_SAMPLE_DEVICE_STRIDE 1u
#define LUDOS_VIEW_SAMPLE_DEVICE_COUNT 1u
#define LUDOS_VIEW_SAMPLE_CONTROL_OFFSET 1u
#define LUDOS_VIEW_SAMPLE_CONTROL_STRIDE 2u
#define LUDOS_VIEW_SAMPLE_CONTROL_COUNT 1u
#define LUDOS_VIEW_SAMPLE_VALUE_OFFSET 3u
#define LUDOS_VIEW_SAMPLE_VALUE_STRIDE 4u
#define LUDOS_VIEW_SAMPLE_VALUE_COUNT 1u
#define LUDOS_VIEW_SAMPLE_VALUE2_OFFSET 7u
#define LUDOS_VIEW_SAMPLE_VALUE2_STRIDE 4u
#define LUDOS_VIEW_SAMPLE_VALUE2_COUNT 1u

/* Then the palette, then runs to the end of the message. */
typedef struct ludos_view_screen_head {
    LUDOS_LAYOUT_ALIGN uint8_t kind;
    uint8_t flags;
    uint16_t palette_bytes;
    /* From 1. */
    uint32_t sequence;
    /* Of the pixels' region. */
    uint64_t epoch;
    /* Of the frame that this builds on; 0 for a key frame. */
    uint32_t base_sequence;
    /* Of the whole screen. */
    uint32_t screen_bytes;
} ludos_view_screen_head;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_view_screen_head) == 24, "ludos_view_screen_head has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_view_screen_head, kind) == 0, "ludos_view_screen_head.kind lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_view_screen_head, flags) == 1, "ludos_view_screen_head.flags lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_view_screen_head, palette_bytes) == 2, "ludos_view_screen_head.palette_bytes lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_view_screen_head, sequence) == 4, "ludos_view_screen_head.sequence lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_view_screen_head, epoch) == 8, "ludos_view_screen_head.epoch lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_view_screen_head, base_sequence) == 16, "ludos_view_screen_head.base_sequence lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_view_screen_head, screen_bytes) == 20, "ludos_view_screen_head.screen_bytes lies elsewhere");

/* Then one tick of signed 16-bit samples, left and right interleaved. */
typedef struct ludos_view_sound_head {
    LUDOS_LAYOUT_ALIGN uint8_t kind;
    uint8_t reserved_1[7];
    uint64_t epoch;
} ludos_view_sound_head;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_view_sound_head) == 16, "ludos_view_sound_head has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_view_sound_head, kind) == 0, "ludos_view_sound_head.kind lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_view_sound_head, epoch) == 8, "ludos_view_sound_head.epoch lies elsewhere");

/* Then one delta, a DeltaHead first. */
typedef struct ludos_view_region_head {
    LUDOS_LAYOUT_ALIGN uint8_t kind;
    uint8_t feed;
    uint8_t flags;
    /* Always 0. */
    uint8_t reserved;
    /* From 1 for each feed. */
    uint32_t sequence;
    /* CRC-32C of the region's whole content at the delta's epoch, or 0. */
    uint32_t content_checksum;
    /* Epochs that were published since the last frame and left out. */
    uint32_t skipped;
} ludos_view_region_head;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_view_region_head) == 16, "ludos_view_region_head has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_view_region_head, kind) == 0, "ludos_view_region_head.kind lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_view_region_head, feed) == 1, "ludos_view_region_head.feed lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_view_region_head, flags) == 2, "ludos_view_region_head.flags lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_view_region_head, reserved) == 3, "ludos_view_region_head.reserved lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_view_region_head, sequence) == 4, "ludos_view_region_head.sequence lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_view_region_head, content_checksum) == 8, "ludos_view_region_head.content_checksum lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_view_region_head, skipped) == 12, "ludos_view_region_head.skipped lies elsewhere");

typedef struct ludos_view_region_ack {
    LUDOS_LAYOUT_ALIGN uint8_t kind;
    uint8_t feed;
    /* Always 0. */
    uint16_t reserved;
    /* This frame of the feed and all before it were used. */
    uint32_t sequence;
} ludos_view_region_ack;
LUDOS_LAYOUT_ASSERT(sizeof(ludos_view_region_ack) == 8, "ludos_view_region_ack has another size");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_view_region_ack, kind) == 0, "ludos_view_region_ack.kind lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_view_region_ack, feed) == 1, "ludos_view_region_ack.feed lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_view_region_ack, reserved) == 2, "ludos_view_region_ack.reserved lies elsewhere");
LUDOS_LAYOUT_ASSERT(offsetof(ludos_view_region_ack, sequence) == 4, "ludos_view_region_ack.sequence lies elsewhere");

#endif
