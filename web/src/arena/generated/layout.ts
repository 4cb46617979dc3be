// Generated from protocols/ by './ludos layout generate'. Change the schemas, not this file.
// The bytes of an arena, little-endian: offsets in bytes, 64-bit numbers as bigint.

// ---- protocols/system/v1/arena.capnp ----

export const layoutVersion = 2;
/** "LUDOSARN" */
export const arenaMagic = 0x4e5241534f44554cn;
/** "LUDOSRGN" */
export const regionMagic = 0x4e4752534f44554cn;
export const lineBytes = 64;
export const segmentAlignment = 65536;
export const maxRegions = 1023;
export const maxSlots = 62;
export const maxFields = 62;
export const pinsPerLine = 7;
export const epochShift = 8;
export const slotMask = 255;
/** In a word: this segment was replaced; ask the owner for the region again. */
export const movedSlot = 255;
export const requestMagic = 1363233868;
export const replyMagic = 1380011084;

export const RegionKind = {
  fixed: 0,
  dynamic: 1,
  ring: 2,
} as const;

export const RequestKind = {
  unknown: 0,
  attach: 1,
  /** argument: index. Answer: a descriptor that reads only. */
  region: 2,
  /** Pin pages of all others; for who holds a write grant. */
  pins: 3,
  /** argument: index. Answer: the region's new segment, writable; nothing else may be asked before mapped. */
  grant: 4,
  /** The new segment is mapped here: the owner seals it and puts it in the directory. */
  mapped: 5,
} as const;

/** Where things lie in a block "control". */
export const controlMap = {
  header: { offset: 0, stride: 64, count: 1 },
  directory: { offset: 64, stride: 64, count: 1 },
  entries: { offset: 4096, stride: 4096, count: 1023 },
} as const;

/** Where things lie in a block "entry". A field's name (up to 48 bytes) lies behind its FieldEntry, in the same 64 bytes. */
export const entryMap = {
  head: { offset: 0, stride: 48, count: 1 },
  name: { offset: 48, stride: 80, count: 1 },
  fields: { offset: 128, stride: 64, count: 62 },
  fieldNames: { offset: 136, stride: 64, count: 62 },
} as const;

/** Where things lie in a block "region". */
export const regionMap = {
  word: { offset: 0, stride: 64, count: 1 },
  lease: { offset: 64, stride: 64, count: 1 },
  identity: { offset: 128, stride: 64, count: 1 },
  slots: { offset: 256, stride: 32, count: 62 },
  content: { offset: 65536, stride: 65536, count: 1 },
} as const;

/** Where things lie in a block "pins". */
export const pinMap = {
  regions: { offset: 64, stride: 64, count: 1023 },
} as const;

export const ArenaHeader = {
  sizeBytes: 48,
  magic: 0,
  version: 8,
  maxRegions: 12,
  controlBytes: 16,
  worldIdLow: 24,
  worldIdHigh: 32,
  ownerPid: 40,
  /** Low half of the owner's start time in clock ticks. */
  ownerStartLow: 44,
} as const;

export const DirectoryLine = {
  sizeBytes: 8,
  /** Grows, with release, after the entry is written. */
  regionCount: 0,
  /** Counts entries added and regions moved; what a follower polls. */
  changes: 4,
} as const;

export const DirectoryEntry = {
  sizeBytes: 40,
  segmentBytes: 0,
  capacity: 8,
  stride: 12,
  slots: 16,
  fieldCount: 18,
  /** 1: volatile. 2: external writer. */
  flags: 20,
  nameBytes: 24,
  kind: 26,
  /** CRC-32C of the whole entry with this field and generation zero. */
  checksum: 28,
  /** 1 at first; one more each time the region's segment is replaced. */
  generation: 32,
} as const;

export const FieldEntry = {
  sizeBytes: 8,
  id: 0,
  /** 1 u8, 2 i8, 3 u16, 4 i16, 5 u32, 6 i32, 7 u64, 8 i64, 9 f32, 10 f64 */
  type: 2,
  nameBytes: 3,
  count: 4,
} as const;

export const RegionIdentity = {
  sizeBytes: 32,
  magic: 0,
  version: 8,
  index: 12,
  worldIdLow: 16,
  generation: 24,
  slots: 28,
} as const;

export const RegionWord = {
  sizeBytes: 8,
  /** Front slot in the low 8 bits, epoch in the 56 above. */
  word: 0,
} as const;

export const RegionLease = {
  sizeBytes: 24,
  /** 0 when free, else process number << 32 | low half of its start time. */
  lease: 0,
  undoEpoch: 8,
  revocations: 16,
} as const;

export const SlotRecord = {
  sizeBytes: 32,
  /** Odd while the slot is being filled; never goes back. */
  fillSequence: 0,
  /** Under which its content was first published; 0 for none. */
  epoch: 8,
  /** Dynamic regions: where the slot's block begins in the segment. */
  blockOffset: 16,
  /** Dynamic regions: elements that the block holds. */
  elements: 24,
  blockTag: 28,
} as const;

export const PinLine = {
  sizeBytes: 64,
  pin0: 0,
  pin1: 8,
  pin2: 16,
  pin3: 24,
  pin4: 32,
  pin5: 40,
  pin6: 48,
  sleepers: 56,
} as const;

export const AttachRequest = {
  sizeBytes: 16,
  magic: 0,
  version: 4,
  kind: 8,
  argument: 12,
} as const;

export const AttachReply = {
  sizeBytes: 24,
  magic: 0,
  version: 4,
  /** 0, or an error code plus 1. */
  status: 8,
  descriptors: 12,
  value: 16,
} as const;
