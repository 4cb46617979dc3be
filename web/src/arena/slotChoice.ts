import { pinsPerLine } from './generated/layout';
import type { RegionMemory } from './regionMemory';
import { epochOf, slotOf } from './word';

export interface SlotChoice {
  slot: number;
  /** Pins that are thereby revoked. */
  overrun: number;
}

/** A slot that is not the front, not held, and if possible not pinned; else the one filled longest ago, whose readers are revoked. */
export function chooseSlot(memory: RegionMemory, isHeld: (slot: number) => boolean): SlotChoice {
  const front = memory.safeSlot(memory.word);
  const isBarred = (slot: number): boolean => slot === front || isHeld(slot);
  const pinned = pinsOfSlots(memory);
  const free = oldest(memory, (slot) => !isBarred(slot) && pinned[slot] === 0);
  if (free >= 0) return { slot: free, overrun: 0 };
  const taken = oldest(memory, (slot) => !isBarred(slot));
  return { slot: taken, overrun: pinned[taken]! };
}

function oldest(memory: RegionMemory, isAllowed: (slot: number) => boolean): number {
  let best = -1;
  let bestEpoch = 0n;
  for (let slot = 0; slot < memory.slots; slot++) {
    if (!isAllowed(slot)) continue;
    const epoch = memory.slotEpoch(slot);
    if (best < 0 || epoch < bestEpoch) [best, bestEpoch] = [slot, epoch];
  }
  return best;
}

function pinsOfSlots(memory: RegionMemory): number[] {
  const pinned = new Array<number>(memory.slots).fill(0);
  for (const page of memory.pins) {
    for (let pin = 0; pin < pinsPerLine; pin++) {
      const slot = slotOfPin(memory, page.read(memory.index, pin));
      if (slot >= 0) pinned[slot]!++;
    }
  }
  return pinned;
}

/** The slot that a pin protects, or -1: its epoch must lie within what the slot has held since it was filled. */
function slotOfPin(memory: RegionMemory, pin: bigint): number {
  if (pin === 0n) return -1;
  const slot = slotOf(pin);
  if (slot >= memory.slots) return -1;
  const filled = memory.slotEpoch(slot);
  const epoch = epochOf(pin);
  return filled !== 0n && epoch >= filled && epoch <= memory.epoch ? slot : -1;
}
