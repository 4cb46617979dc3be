import { epochShift, slotMask } from './generated/layout';

/** A region's word: the front slot in the low 8 bits, the epoch in the 56 above. */
export function wordOf(epoch: bigint, slot: number): bigint {
  return (epoch << BigInt(epochShift)) | BigInt(slot);
}

export function epochOf(word: bigint): bigint {
  return word >> BigInt(epochShift);
}

export function slotOf(word: bigint): number {
  return Number(word & BigInt(slotMask));
}

/** The arena is little-endian; typed arrays have the machine's order. */
export function isLittleEndian(): boolean {
  return new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
}
