// Generated from protocols/system/v1/arena.capnp by './ludos layout generate'. Change the schemas, not this file.
// Little-endian: offsets in bytes, 64-bit numbers as bigint.

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
/** "LDLT" */
export const deltaMagic = 1414284364;
export const deltaVersion = 1;
/** The delta is the whole content; its base does not matter. */
export const deltaKeyFlag = 1;
/** Contents are compared in blocks of this size; neighbouring changed blocks make one run. The last block may be cut short. */
export const deltaBlockBytes = 32;
/** "LUDOSRNG" */
export const ringMagic = 0x474e52534f44554cn;
export const ringVersion = 1;
export const ringProducers = 62;
/** Frames begin at multiples of it; a frame is its head and its bytes, rounded up. */
export const frameAlignment = 16;
export const requestMagic = 1363233868;
export const replyMagic = 1380011084;

export const RegionKind = {
  fixed: 0,
  dynamic: 1,
  ring: 2,
} as const;

export const FrameMark = {
  none: 0,
  /** Its producer is filling it. */
  claimed: 1,
  whole: 2,
  /** No frame: the rest of the ring up to its end. */
  skip: 3,
  /** Its producer gave it up. */
  abandoned: 4,
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
  /** Once a connection. Answer: inbox (to the owner, one producer) and outbox (from the owner), both writable; value: bytes of each segment. */
  rings: 6,
} as const;

/** Frames in an inbox: text is UTF-8. Each is answered by an answer frame in the outbox. */
export const PeerOpcode = {
  unknown: 0,
  /** A line for the game's trace. */
  log: 1,
  /** A line for the game's markers. */
  mark: 2,
  /** A PeerIntent; needs the input capability. */
  intent: 3,
  /** u32: index of a region. From now on an epoch frame follows each of its epochs, or the latest of several. */
  watch: 4,
  /** Path of a Unix socket where the segment can be taken over. */
  give: 5,
  /** The connection is to be closed. */
  leave: 6,
  /** In an outbox: PeerReply. */
  answer: 7,
  /** In an outbox: PeerEpoch. */
  epoch: 8,
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

/** Where things lie in a block "delta". */
export const deltaMap = {
  head: { offset: 0, stride: 48, count: 1 },
} as const;

/** Where things lie in a block "ring". */
export const ringMap = {
  identity: { offset: 0, stride: 64, count: 1 },
  tail: { offset: 128, stride: 128, count: 1 },
  head: { offset: 256, stride: 128, count: 1 },
  data: { offset: 384, stride: 128, count: 1 },
  space: { offset: 512, stride: 128, count: 1 },
  producers: { offset: 640, stride: 64, count: 62 },
  content: { offset: 65536, stride: 65536, count: 1 },
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

/** Then runCount runs, then payloadBytes bytes: those of all runs in order. */
export const DeltaHead = {
  sizeBytes: 48,
  magic: 0,
  version: 4,
  flags: 6,
  /** Index of the region in its arena; 0 when that does not matter. */
  region: 8,
  strideBytes: 12,
  /** The epoch that the delta can be applied to; below epoch. 0 in a key. */
  baseEpoch: 16,
  epoch: 24,
  /** Of the whole content: a multiple of strideBytes, below 2^31. */
  contentBytes: 32,
  runCount: 36,
  payloadBytes: 40,
  /** CRC-32C of runs and payload. */
  checksum: 44,
} as const;

/** Runs ascend, are disjoint and not empty, and lie inside the content. */
export const DeltaRun = {
  sizeBytes: 8,
  offsetBytes: 0,
  lengthBytes: 4,
} as const;

/** Written once, before the magic. */
export const RingIdentity = {
  sizeBytes: 24,
  magic: 0,
  version: 8,
  /** 1: one producer. 2: many. */
  kind: 12,
  /** Of the content; a multiple of 65536. */
  capacityBytes: 16,
} as const;

/** Written by producers. Positions count bytes since the ring was made and never go back; position modulo capacity is the place. */
export const RingTail = {
  sizeBytes: 16,
  tail: 0,
  /** 0, or the place of the producer that claims, plus 1. Held for the few stores of a claim; the lock of a dead holder is taken over. */
  lock: 8,
  reserved: 12,
} as const;

/** Written by the consumer: everything before it may be overwritten. */
export const RingHead = {
  sizeBytes: 16,
  head: 0,
  /** The consumer: process number << 32 | low half of its start time. */
  lease: 8,
} as const;

/** A futex: who sleeps adds one to sleepers, looks again, and sleeps on rings; who has news adds one to rings and wakes. */
export const RingBell = {
  sizeBytes: 8,
  rings: 0,
  sleepers: 4,
} as const;

export const RingPlace = {
  sizeBytes: 24,
  /** As in RingHead; 0 when the place is free. */
  lease: 0,
  /** One more with each new holder, modulo 256 in frames. */
  generation: 8,
  /** Frames claimed by this holder. */
  sequence: 12,
  /** Claims that found the ring full. */
  refusals: 16,
} as const;

export const FrameHead = {
  sizeBytes: 16,
  /** A FrameMark; the store of whole hands the frame over. */
  mark: 0,
  /** Of the bytes behind the head; of everything up to the end for skip. */
  lengthBytes: 4,
  opcode: 8,
  producer: 10,
  generation: 11,
  /** Counts the frames of its producer, from 1. */
  sequence: 12,
} as const;

export const PeerIntent = {
  sizeBytes: 16,
  device: 0,
  control: 2,
  value: 4,
  value2: 8,
} as const;

export const PeerReply = {
  sizeBytes: 8,
  /** Of the frame in the inbox. */
  sequence: 0,
  opcode: 4,
  /** 0 done, 1 not granted, 2 bad frame, 3 too often, 4 no such region, 5 refused. */
  outcome: 6,
} as const;

export const PeerEpoch = {
  sizeBytes: 16,
  region: 0,
  epoch: 8,
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
