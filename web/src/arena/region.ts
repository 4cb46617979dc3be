import { done, failed, type Result } from './outcome';
import type { RegionMemory } from './regionMemory';
import { RegionReader } from './regionReader';
import { RegionWriter } from './regionWriter';
import type { RegionSchema } from './schema';
import { slotOf, wordOf } from './word';

interface AsyncWait {
  waitAsync?: (view: Int32Array, index: number, value: number, timeoutMs?: number) => { value: Promise<string> | string };
}

/** A named, typed part of an arena: one writer, any number of readers, and an epoch that grows by each publish. */
export class Region {
  constructor(private readonly memory: RegionMemory) {}

  get index(): number {
    return this.memory.index;
  }

  get name(): string {
    return this.memory.schema.name;
  }

  get schema(): RegionSchema {
    return this.memory.schema;
  }

  /** Bytes of one slot. */
  get sizeBytes(): number {
    return this.memory.sizeBytes;
  }

  get strideBytes(): number {
    return this.memory.strideBytes;
  }

  /** What an attacher of another thread maps. */
  get segment(): SharedArrayBuffer {
    return this.memory.segment;
  }

  /** 1 after the region was added; one load. */
  get epoch(): bigint {
    return this.memory.epoch;
  }

  /** Pins that the writer overran since the region was made. */
  get revocations(): bigint {
    return this.memory.revocations;
  }

  /** The front, for the writer's own thread: valid until its next publish. */
  get front(): Uint8Array {
    return this.memory.slotBytes(this.memory.safeSlot(this.memory.word));
  }

  /** False once the word names a slot that is not there. */
  get isHealthy(): boolean {
    return slotOf(this.memory.word) < this.memory.slots && this.epoch > 0n;
  }

  openReader(): RegionReader {
    return new RegionReader(this.memory);
  }

  /** Takes the lease for a holder, any number but 0. */
  acquireWriter(holder: bigint): Result<RegionWriter, 'leaseHeld'> {
    const before = this.memory.swapLease(0n, holder);
    return before === 0n ? done(new RegionWriter(this.memory, holder)) : failed('leaseHeld', `Region '${this.name}' is being written by ${before}.`);
  }

  /** Takes the lease from a holder that is dead, as its thread's owner knows, and undoes what it had half written. */
  inheritWriter(dead: bigint, holder: bigint): Result<RegionWriter, 'leaseHeld'> {
    const before = this.memory.swapLease(dead, holder);
    if (before !== dead || dead === 0n) return failed('leaseHeld', `Region '${this.name}' is not held by ${dead}.`);
    this.recover();
    return done(new RegionWriter(this.memory, holder));
  }

  /** Waits until the epoch is above `after`; false after the time. Not on a page's own thread: browsers forbid it to sleep. */
  wait(after: bigint, timeoutMs: number): boolean {
    const until = performance.now() + timeoutMs;
    const { memory } = this;
    memory.ownPins.addSleeper(memory.index, 1);
    try {
      for (;;) {
        const word = memory.word;
        if (word >= wordOf(after + 1n, 0)) return true;
        const leftMs = until - performance.now();
        if (leftMs <= 0) return false;
        Atomics.wait(memory.halves, memory.waitIndex, Number(BigInt.asIntN(32, word)), leftMs);
      }
    } finally {
      memory.ownPins.addSleeper(memory.index, -1);
    }
  }

  /** The same without sleeping, where the browser has it; null where a page looks once a frame instead. */
  waitAsync(after: bigint, timeoutMs: number): Promise<boolean> | null {
    const { waitAsync } = Atomics as AsyncWait;
    return waitAsync === undefined ? null : this.sleepAsync(waitAsync, after, performance.now() + timeoutMs);
  }

  private async sleepAsync(waitAsync: NonNullable<AsyncWait['waitAsync']>, after: bigint, until: number): Promise<boolean> {
    const { memory } = this;
    memory.ownPins.addSleeper(memory.index, 1);
    try {
      for (;;) {
        const word = memory.word;
        if (word >= wordOf(after + 1n, 0)) return true;
        const leftMs = until - performance.now();
        if (leftMs <= 0) return false;
        await waitAsync(memory.halves, memory.waitIndex, Number(BigInt.asIntN(32, word)), leftMs).value;
      }
    } finally {
      memory.ownPins.addSleeper(memory.index, -1);
    }
  }

  private recover(): void {
    const { memory } = this;
    if (memory.slots === 1 && memory.undoEpoch !== 0n && memory.undoEpoch === memory.epoch) memory.slotBytes(0).set(memory.undo);
    for (let slot = 0; slot < memory.slots; slot++) {
      if ((memory.sequence(slot) & 1n) !== 0n) memory.stepSequence(slot);
    }
    memory.undoEpoch = 0n;
  }
}
