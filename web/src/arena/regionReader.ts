import type { RegionMemory } from './regionMemory';
import { epochOf, slotOf } from './word';

/** ok: every byte that was read is of one epoch. revoked: the writer needed the slot; discard what was read. */
export type ReadOutcome = 'ok' | 'revoked';

/** Publishes that may overtake one pin before it is handed out as already revoked. */
const MAX_ATTEMPTS = 64;

/** Reads a region without ever making its writer wait. One open read at a time, one thread. */
export class RegionReader {
  private readonly pin: number;
  private expected: bigint | null = null;
  private slot = 0;
  private pinnedEpoch = 0n;
  private isOpen = false;
  private closed = false;
  private last: ReadOutcome = 'revoked';

  constructor(private readonly memory: RegionMemory) {
    this.pin = memory.ownPins.take(memory.index);
  }

  /** The epoch of the open, or else of the last, read. */
  get epoch(): bigint {
    return this.pinnedEpoch;
  }

  /** The open read's content. It may change under the reader's eyes; it counts once `close` has said ok. */
  get bytes(): Uint8Array {
    return this.memory.slotBytes(this.slot);
  }

  /** Pins the front and opens it. */
  open(): Uint8Array {
    if (this.isOpen || this.closed) throw new Error(`The reader of '${this.memory.schema.name}' is ${this.closed ? 'disposed' : 'open already'}.`);
    let word = 0n;
    this.expected = null;
    for (let attempt = 0; attempt < MAX_ATTEMPTS && this.expected === null; attempt++) word = this.tryPin();
    this.slot = this.memory.safeSlot(word);
    this.pinnedEpoch = epochOf(word);
    this.isOpen = true;
    return this.bytes;
  }

  /** Ends the read and says what it was worth. A second call says the same. */
  close(): ReadOutcome {
    if (!this.isOpen) return this.last;
    this.isOpen = false;
    // Every load of the content comes before the load of the sequence: if that is unchanged, no byte was.
    this.memory.ownPins.fence();
    this.last = this.memory.sequence(this.slot) === this.expected ? 'ok' : 'revoked';
    this.setPin(0n);
    return this.last;
  }

  dispose(): void {
    if (this.closed) return;
    this.closed = true;
    this.isOpen = false;
    if (this.pin >= 0) this.memory.ownPins.giveBack(this.memory.index, this.pin);
  }

  /** Announces the pin, then looks whether the front is still the same: if so, every later choice of a slot sees it. */
  private tryPin(): bigint {
    const word = this.memory.word;
    const slot = slotOf(word);
    if (slot >= this.memory.slots) return word;
    this.setPin(word);
    const sequence = this.memory.sequence(slot);
    if ((sequence & 1n) === 0n && this.memory.word === word) this.expected = sequence;
    return word;
  }

  private setPin(word: bigint): void {
    if (this.pin >= 0) this.memory.ownPins.set(this.memory.index, this.pin, word);
  }
}
