// Generated from protocols/modules/v1/gmod.capnp by './ludos layout generate'. Change the schemas, not this file.
// Little-endian: offsets in bytes, 64-bit numbers as bigint.

/** 8E "GMOD" 0D 0A 1A: begins with a byte that is no text and holds the line ends that a text transfer would change. */
export const gmodMagic = 0x1a0a0d444f4d478en;
export const gmodVersion = 1;
export const gmodPathAlignment = 8;
export const gmodContentAlignment = 16;
export const gmodMaxFiles = 4096;
export const gmodMaxPathBytes = 200;

/** Where things lie in a block "gmod". The digest is the directory's. The stride of entries is that of the smallest. */
export const gmodMap = {
  head: { offset: 0, stride: 32, count: 1 },
  digest: { offset: 32, stride: 32, count: 1 },
  entries: { offset: 64, stride: 64, count: 1 },
} as const;

/** Where things lie in a block "gmodEntry". The digest is the content's. The stride of path is that of the smallest. */
export const gmodEntryMap = {
  head: { offset: 0, stride: 16, count: 1 },
  digest: { offset: 16, stride: 32, count: 1 },
  tail: { offset: 48, stride: 8, count: 1 },
  path: { offset: 56, stride: 8, count: 1 },
} as const;

export const GmodHead = {
  sizeBytes: 32,
  magic: 0,
  version: 8,
  /** 0: version 1 has none. */
  flags: 10,
  fileCount: 12,
  directoryBytes: 16,
  reserved: 20,
  /** Of the whole file. */
  totalBytes: 24,
} as const;

export const GmodEntryHead = {
  sizeBytes: 16,
  /** In the file. */
  contentOffset: 0,
  contentBytes: 8,
} as const;

export const GmodEntryTail = {
  sizeBytes: 8,
  /** Without the zeros behind it. */
  pathBytes: 0,
  reservedLow: 2,
  reservedHigh: 4,
} as const;
