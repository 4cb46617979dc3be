import { regionMap, RegionLease, segmentAlignment, SlotRecord } from './generated/layout';
import type { PinPage } from './pinPage';
import { sizeOf, strideOf, type RegionSchema } from './schema';
import { epochOf, slotOf } from './word';

const WORD = regionMap.word.offset / 8;
const LEASE = (regionMap.lease.offset + RegionLease.lease) / 8;
const UNDO_EPOCH = (regionMap.lease.offset + RegionLease.undoEpoch) / 8;
const REVOCATIONS = (regionMap.lease.offset + RegionLease.revocations) / 8;

/** Bytes of the segment of a region with this schema: head, slots, and the undo copy behind a single slot. */
export function segmentBytes(schema: RegionSchema): number {
  return regionMap.content.offset + slotPitch(schema) * (schema.slots === 1 ? 2 : schema.slots);
}

function slotPitch(schema: RegionSchema): number {
  return Math.ceil(sizeOf(schema) / segmentAlignment) * segmentAlignment;
}

/** The parts of one region's segment, and how its words are read and written. */
export class RegionMemory {
  readonly words: BigUint64Array;
  /** The same bytes as 32-bit halves: what can be waited on. */
  readonly halves: Int32Array;
  readonly slots: number;
  readonly sizeBytes: number;
  readonly strideBytes: number;
  private readonly contents: Uint8Array[] = [];
  private readonly undoContent: Uint8Array | null;

  constructor(
    readonly segment: SharedArrayBuffer,
    readonly index: number,
    readonly schema: RegionSchema,
    /** This thread's own first. A writer knows all of them; a reader needs only its own. */
    readonly pins: PinPage[],
  ) {
    this.words = new BigUint64Array(segment, 0, regionMap.content.offset / 8);
    this.halves = new Int32Array(segment, 0, regionMap.content.offset / 4);
    this.slots = schema.slots;
    this.sizeBytes = sizeOf(schema);
    this.strideBytes = strideOf(schema.fields);
    const pitch = slotPitch(schema);
    for (let slot = 0; slot < this.slots; slot++) this.contents.push(new Uint8Array(segment, regionMap.content.offset + slot * pitch, this.sizeBytes));
    this.undoContent = this.slots === 1 ? new Uint8Array(segment, regionMap.content.offset + pitch, this.sizeBytes) : null;
  }

  get ownPins(): PinPage {
    return this.pins[0]!;
  }

  get word(): bigint {
    return Atomics.load(this.words, WORD);
  }

  set word(value: bigint) {
    Atomics.exchange(this.words, WORD, value);
  }

  get epoch(): bigint {
    return epochOf(this.word);
  }

  /** The low half of the word, where waiters wait. */
  get waitIndex(): number {
    return regionMap.word.offset / 4;
  }

  /** A slot that exists, whatever the word says. */
  safeSlot(word: bigint): number {
    const slot = slotOf(word);
    return slot < this.slots ? slot : 0;
  }

  slotBytes(slot: number): Uint8Array {
    return this.contents[slot]!;
  }

  get undo(): Uint8Array {
    if (this.undoContent === null) throw new Error(`Region '${this.schema.name}' has many slots, and so no undo copy.`);
    return this.undoContent;
  }

  sequence(slot: number): bigint {
    return Atomics.load(this.words, slotIndex(slot, SlotRecord.fillSequence));
  }

  /** The next fill sequence: odd while the slot is being filled. */
  stepSequence(slot: number): void {
    Atomics.add(this.words, slotIndex(slot, SlotRecord.fillSequence), 1n);
    // Stores after this one stay after it: a release alone would let the content's first bytes overtake the odd sequence.
    this.sequence(slot);
  }

  slotEpoch(slot: number): bigint {
    return Atomics.load(this.words, slotIndex(slot, SlotRecord.epoch));
  }

  setSlotEpoch(slot: number, epoch: bigint): void {
    Atomics.store(this.words, slotIndex(slot, SlotRecord.epoch), epoch);
  }

  get undoEpoch(): bigint {
    return Atomics.load(this.words, UNDO_EPOCH);
  }

  set undoEpoch(epoch: bigint) {
    Atomics.store(this.words, UNDO_EPOCH, epoch);
  }

  get revocations(): bigint {
    return Atomics.load(this.words, REVOCATIONS);
  }

  addRevocations(count: number): void {
    Atomics.add(this.words, REVOCATIONS, BigInt(count));
  }

  /** Takes the lease when `expected` holds it (0n: nobody), and says who held it. */
  swapLease(expected: bigint, holder: bigint): bigint {
    return Atomics.compareExchange(this.words, LEASE, expected, holder);
  }

  wake(): void {
    if (this.pins.some((page) => page.hasSleepers(this.index))) Atomics.notify(this.halves, this.waitIndex);
  }
}

function slotIndex(slot: number, field: number): number {
  return (regionMap.slots.offset + slot * regionMap.slots.stride + field) / 8;
}
