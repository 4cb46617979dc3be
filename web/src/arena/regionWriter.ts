import type { RegionMemory } from './regionMemory';
import { chooseSlot } from './slotChoice';
import { StaleLines } from './staleLines';
import { epochOf, wordOf } from './word';

/** replace: undefined at first, every byte is written. carry: a copy of the front. patch: the front, of which `change` says what is written. */
export type WriteMode = 'replace' | 'carry' | 'patch';

/** Content kept from being reused, so that it can be put in front again. */
export interface SlotHold {
  readonly epoch: bigint;
  release(): void;
}

const NONE = -1;

/** The lease on a region, and the only way to change it. No reader can make it wait. One thread. */
export class RegionWriter {
  private readonly stale: StaleLines[];
  private readonly changed: StaleLines;
  private readonly holds: number[];
  private filling = NONE;
  private mode: WriteMode = 'replace';
  private closed = false;

  constructor(
    private readonly memory: RegionMemory,
    private readonly lease: bigint,
  ) {
    // What earlier holders of the lease left in the slots is not known: all of it counts as stale once.
    this.stale = Array.from({ length: memory.slots }, () => new StaleLines(memory.sizeBytes));
    this.stale[memory.safeSlot(memory.word)]!.clear();
    this.changed = new StaleLines(memory.sizeBytes);
    this.holds = new Array<number>(memory.slots).fill(0);
  }

  /** Opens a write; its bytes are nobody else's until `publish`. Throws when one is open. */
  begin(mode: WriteMode): Uint8Array {
    this.throwIfUnusable();
    const { memory } = this;
    this.mode = mode;
    this.changed.clear();
    if (mode !== 'patch') this.changed.markAll();
    if (memory.slots === 1) {
      memory.undo.set(memory.slotBytes(0));
      memory.undoEpoch = memory.epoch;
      memory.stepSequence(0);
      this.filling = 0;
      return memory.slotBytes(0);
    }
    const front = memory.safeSlot(memory.word);
    const { slot, overrun } = chooseSlot(memory, (candidate) => this.holds[candidate]! > 0);
    if (overrun > 0) memory.addRevocations(overrun);
    memory.setSlotEpoch(slot, 0n);
    memory.stepSequence(slot);
    this.filling = slot;
    const bytes = memory.slotBytes(slot);
    if (mode === 'carry') bytes.set(memory.slotBytes(front));
    if (mode === 'patch') this.stale[slot]!.copy(memory.slotBytes(front), bytes);
    return bytes;
  }

  /** In a patch: the bytes to write at `offset`, which then count as changed. */
  change(offset: number, length: number): Uint8Array {
    if (this.filling === NONE || this.mode !== 'patch') throw new Error(`No patch of '${this.memory.schema.name}' is open.`);
    if (!Number.isInteger(offset) || !Number.isInteger(length) || offset < 0 || length < 0 || offset + length > this.memory.sizeBytes) {
      throw new RangeError(`${length} bytes at ${offset} are not inside the ${this.memory.sizeBytes} of '${this.memory.schema.name}'.`);
    }
    this.changed.mark(offset, length);
    return this.memory.slotBytes(this.filling).subarray(offset, offset + length);
  }

  /** Makes the bytes the front. The epoch is the next, or for a replica `asEpoch`, which must be later than the present one. */
  publish(asEpoch?: bigint): bigint {
    if (this.filling === NONE) throw new Error(`No write of '${this.memory.schema.name}' is open.`);
    const { memory } = this;
    const slot = this.filling;
    const epoch = asEpoch ?? memory.epoch + 1n;
    if (epoch <= memory.epoch) throw new RangeError(`Epoch ${epoch} of '${memory.schema.name}' is not after ${memory.epoch}.`);
    memory.setSlotEpoch(slot, epoch);
    for (let other = 0; other < memory.slots; other++) {
      if (other === slot) this.stale[other]!.clear();
      else this.stale[other]!.add(this.changed);
    }
    // One slot: word first, as a writer that ends in between has published. Readers are revoked until the sequence is even.
    if (memory.slots === 1) memory.word = wordOf(epoch, slot);
    memory.stepSequence(slot);
    this.filling = NONE;
    if (memory.slots === 1) memory.undoEpoch = 0n;
    else memory.word = wordOf(epoch, slot);
    memory.wake();
    return epoch;
  }

  /** Drops the open write, if there is one. */
  discard(): void {
    if (this.filling === NONE) return;
    const { memory } = this;
    const slot = this.filling;
    if (memory.slots === 1) memory.slotBytes(0).set(memory.undo);
    else this.stale[slot]!.add(this.changed);
    memory.stepSequence(slot);
    this.filling = NONE;
    if (memory.slots === 1) memory.undoEpoch = 0n;
  }

  /** Keeps what is in front now until it is released: its slot, or a copy where there is no slot to spare. */
  holdFront(): SlotHold {
    const { memory } = this;
    const slot = memory.safeSlot(memory.word);
    const held = this.holds.filter((count) => count > 0).length;
    if (this.holds[slot] === 0 && memory.slots - 2 - held <= 0) return new Hold(this, memory.epoch, NONE, memory.slotBytes(slot).slice(), () => undefined);
    this.holds[slot]!++;
    return new Hold(this, memory.epoch, slot, null, () => this.holds[slot]!--);
  }

  /** Puts held content in front again, under a new epoch, and says which. */
  republish(hold: SlotHold): bigint {
    this.throwIfUnusable();
    if (!(hold instanceof Hold) || hold.writer !== this || hold.isReleased) throw new Error(`The hold is not one of this writer of '${this.memory.schema.name}', or it was released.`);
    if (hold.copy !== null) {
      this.begin('replace').set(hold.copy);
      return this.publish();
    }
    const epoch = epochOf(this.memory.word) + 1n;
    this.stale.forEach((lines) => lines.markAll());
    this.stale[hold.slot]!.clear();
    this.memory.word = wordOf(epoch, hold.slot);
    this.memory.wake();
    return epoch;
  }

  /** Drops an open write and gives the lease up. */
  dispose(): void {
    if (this.closed) return;
    this.discard();
    this.closed = true;
    this.memory.swapLease(this.lease, 0n);
  }

  private throwIfUnusable(): void {
    if (this.closed) throw new Error(`The lease on '${this.memory.schema.name}' was given up.`);
    if (this.filling !== NONE) throw new Error(`A write of '${this.memory.schema.name}' is open already.`);
  }
}

class Hold implements SlotHold {
  isReleased = false;

  constructor(
    readonly writer: RegionWriter,
    readonly epoch: bigint,
    readonly slot: number,
    readonly copy: Uint8Array | null,
    private readonly onRelease: () => void,
  ) {}

  release(): void {
    if (this.isReleased) return;
    this.isReleased = true;
    this.onRelease();
  }
}
