// Generated from protocols/system/v1/blackbox.capnp by './ludos layout generate'. Change the schemas, not this file.
// Little-endian: offsets in bytes, 64-bit numbers as bigint.

/** "LUDOSBOX" */
export const boxMagic = 0x584f42534f44554cn;
export const boxVersion = 1;
export const boxBytes = 1048576;
export const boxRecordBytes = 256;
export const boxTextBytes = 216;
export const boxNameBytes = 96;
export const boxMaxUnits = 64;
export const boxMaxCounters = 64;
export const boxMaxRecords = 4032;

/** Where things lie in a block "box". */
export const boxMap = {
  header: { offset: 0, stride: 64, count: 1 },
  game: { offset: 64, stride: 96, count: 1 },
  build: { offset: 160, stride: 32, count: 1 },
  beat: { offset: 256, stride: 64, count: 1 },
  counters: { offset: 512, stride: 8, count: 64 },
  unitNames: { offset: 4096, stride: 96, count: 64 },
  records: { offset: 16384, stride: 256, count: 4032 },
} as const;

/** Where things lie in a block "record". */
export const boxRecordMap = {
  head: { offset: 0, stride: 40, count: 1 },
  text: { offset: 40, stride: 216, count: 1 },
} as const;

export const BoxHeader = {
  sizeBytes: 48,
  magic: 0,
  version: 8,
  records: 12,
  pid: 16,
  /** Low half of the process's start time in clock ticks. */
  startLow: 20,
  openedUnixMs: 24,
  units: 32,
  counters: 36,
  gameBytes: 40,
  versionBytes: 44,
} as const;

export const BoxBeat = {
  sizeBytes: 32,
  tick: 0,
  /** Coarse: refreshed by the stall watch, not by the tick. */
  beatUnixMs: 8,
  /** 0 between ticks, 1 boundary, 2 input, 3 a unit, 4 closing the tick. */
  phase: 16,
  unit: 20,
  /** 1 running, 2 parked, 3 paused, 4 crashed, 5 closed. */
  state: 24,
} as const;

export const BoxRecord = {
  sizeBytes: 32,
  /** Written last; 0 while the record is being written. */
  sequence: 0,
  tick: 8,
  unixMs: 16,
  /** 1 marker, 2 line of the trace, 3 unhandled exception. */
  kind: 24,
  textBytes: 26,
  /** CRC-32C of the record with sequence and checksum zero. */
  checksum: 28,
} as const;
