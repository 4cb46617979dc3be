// Generated from protocols/view/v1/stream.capnp by './ludos layout generate'. Change the schemas, not this file.
// Little-endian: offsets in bytes, 64-bit numbers as bigint.

/** Of the page's first socket; said in its hello. */
export const viewVersion = 1;
/** Of the socket of regions. */
export const viewRegionsVersion = 1;
/** The first byte of a binary message is its kind. */
export const viewScreenKind = 1;
export const viewSoundKind = 2;
export const viewRegionKind = 3;
export const viewInputKind = 16;
export const viewAckKind = 17;
export const viewRegionAckKind = 18;
/** The frame builds on nothing. */
export const viewScreenKeyFlag = 1;
/** The head's contentChecksum was asked for and is there. */
export const viewRegionChecksumFlag = 1;
/** Runs of a screen count in units of this many bytes; a screen's last unit may be shorter. */
export const viewUnitBytes = 16;
export const viewRunBytes = 4;
export const viewAckBytes = 5;
/** Of one page. */
export const viewMaxFeeds = 8;

/** Where things lie in a block "viewRun". Two u16, in units: how many to leave as they are, and how many follow. Runs lie wherever the one before ended. */
export const viewRunMap = {
  skip: { offset: 0, stride: 2, count: 1 },
  count: { offset: 2, stride: 2, count: 1 },
} as const;

/** Where things lie in a block "viewAck". The sequence is a u32: this frame of the screen and all before it were drawn. */
export const viewAckMap = {
  kind: { offset: 0, stride: 1, count: 1 },
  sequence: { offset: 1, stride: 4, count: 1 },
} as const;

/** Where things lie in a block "viewInput". The u8 count says how many samples there are, 1 to 64; the message ends with the last of them. */
export const viewInputMap = {
  kind: { offset: 0, stride: 1, count: 1 },
  count: { offset: 1, stride: 1, count: 1 },
  samples: { offset: 2, stride: 11, count: 64 },
} as const;

/** Where things lie in a block "viewSample". One sample of an input message: u8, u16, f32, f32. */
export const viewSampleMap = {
  device: { offset: 0, stride: 1, count: 1 },
  control: { offset: 1, stride: 2, count: 1 },
  value: { offset: 3, stride: 4, count: 1 },
  value2: { offset: 7, stride: 4, count: 1 },
} as const;

/** Then the palette, then runs to the end of the message. */
export const ViewScreenHead = {
  sizeBytes: 24,
  kind: 0,
  flags: 1,
  paletteBytes: 2,
  /** From 1. */
  sequence: 4,
  /** Of the pixels' region. */
  epoch: 8,
  /** Of the frame that this builds on; 0 for a key frame. */
  baseSequence: 16,
  /** Of the whole screen. */
  screenBytes: 20,
} as const;

/** Then one tick of signed 16-bit samples, left and right interleaved. */
export const ViewSoundHead = {
  sizeBytes: 16,
  kind: 0,
  epoch: 8,
} as const;

/** Then one delta, a DeltaHead first. */
export const ViewRegionHead = {
  sizeBytes: 16,
  kind: 0,
  feed: 1,
  flags: 2,
  /** Always 0. */
  reserved: 3,
  /** From 1 for each feed. */
  sequence: 4,
  /** CRC-32C of the region's whole content at the delta's epoch, or 0. */
  contentChecksum: 8,
  /** Epochs that were published since the last frame and left out. */
  skipped: 12,
} as const;

export const ViewRegionAck = {
  sizeBytes: 8,
  kind: 0,
  feed: 1,
  /** Always 0. */
  reserved: 2,
  /** This frame of the feed and all before it were used. */
  sequence: 4,
} as const;
