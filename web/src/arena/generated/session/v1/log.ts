// Generated from protocols/session/v1/log.capnp by './ludos layout generate'. Change the schemas, not this file.
// Little-endian: offsets in bytes, 64-bit numbers as bigint.

/** "LUDOSLOG" */
export const logMagic = 0x474f4c534f44554cn;
export const logVersion = 1;
export const recordAlignment = 8;
export const maxPayloadBytes = 1073741824;
export const hashBytes = 16;
/** Of a record: everything up to and including it belongs together. */
export const commitFlag = 1;
export const volatileRegion = 1;

export const LogKind = {
  unknown: 0,
  journal: 1,
  recording: 2,
} as const;

export const RecordKind = {
  unknown: 0,
  description: 1,
  part: 2,
  /** A RegionDelta; see arena.capnp. */
  delta: 3,
  tick: 4,
  event: 5,
  end: 6,
} as const;

export const EventKind = {
  unknown: 0,
  /** Regions were published by something that is no unit of the world; their contents, as deltas, precede this record. */
  publish: 1,
  /** The wall clock stopped a unit in the tick that follows. */
  stop: 2,
  /** Other code of a module runs from the tick that follows; its part precedes this record. */
  swap: 3,
  /** A person asked for the code before. */
  rollBack: 4,
  /** Instances were made anew; contents as with publish. */
  restart: 5,
  /** The world's clock was turned. */
  clock: 6,
  crash: 7,
} as const;

export const LogHeader = {
  sizeBytes: 48,
  magic: 0,
  version: 8,
  kind: 12,
  headerBytes: 14,
  worldIdLow: 16,
  worldIdHigh: 24,
  /** Journals: which segment, from 1. Recordings: 0. */
  series: 32,
  /** A number of this file's own: what an older file left on the disk is never taken for a record. */
  salt: 40,
  /** CRC-32C of the header with this field zero. */
  checksum: 44,
} as const;

export const LogRecord = {
  sizeBytes: 32,
  payloadBytes: 0,
  kind: 4,
  flags: 6,
  salt: 8,
  /** CRC-32C of this head with this field zero, the payload and the zeros behind it. */
  checksum: 12,
  /** Ticks completed since the world was made, however often its clock was turned back; a record made within one carries the step that it leads to. */
  step: 16,
  /** Counts the file's records from 0. */
  number: 24,
} as const;

export const DescriptionHead = {
  sizeBytes: 16,
  regionCount: 0,
  aboutBytes: 4,
  idBytes: 8,
  nameBytes: 10,
} as const;

export const RegionHead = {
  sizeBytes: 24,
  capacity: 0,
  strideBytes: 4,
  flags: 8,
  slots: 12,
  fieldCount: 14,
  nameBytes: 16,
} as const;

export const FieldHead = {
  sizeBytes: 8,
  count: 0,
  id: 4,
  type: 6,
  nameBytes: 7,
} as const;

export const PartHead = {
  sizeBytes: 40,
  digest0: 0,
  digest1: 8,
  digest2: 16,
  digest3: 24,
  contentBytes: 32,
  nameBytes: 36,
  sourceBytes: 38,
} as const;

export const TickHead = {
  sizeBytes: 24,
  /** Bytes of the file that must be whole where this record is found: what was on the disk when it was written. */
  solidBytes: 0,
  /** The world's clock after the tick. */
  tick: 8,
  inputBytes: 16,
  hashCount: 20,
} as const;

export const TickHash = {
  sizeBytes: 32,
  epoch: 0,
  hash0: 8,
  /** The first 16 bytes of the SHA-256 of the region's content. */
  hash1: 16,
  region: 24,
} as const;

export const EventHead = {
  sizeBytes: 16,
  kind: 0,
  /** A module, or module/unit. */
  subjectBytes: 2,
  textBytes: 4,
  /** The world's clock when the tick that follows begins. */
  tick: 8,
} as const;
