/** A delta's head, runs and constants: protocols/system/v1/arena.capnp. */
export const deltaMagic = 0x544c444c;
export const deltaVersion = 1;
export const deltaKeyFlag = 1;
export const deltaBlockBytes = 32;
export const DeltaHead = {
  sizeBytes: 48, magic: 0, version: 4, flags: 6, region: 8, strideBytes: 12, baseEpoch: 16, epoch: 24, contentBytes: 32, runCount: 36, payloadBytes: 40, checksum: 44,
} as const;
export const DeltaRun = { sizeBytes: 8, offsetBytes: 0, lengthBytes: 4 } as const;
