import { Delta, type DeltaErrorCode } from './delta';
import { done, failed, type Result } from './outcome';
import type { Region } from './region';
import type { RegionWriter } from './regionWriter';

/** A region that follows one of another arena: deltas go in, and each is published under its own epoch. */
export class Replica {
  /** The region must have been added at epoch 0: without content until the first key. */
  constructor(
    readonly region: Region,
    private readonly writer: RegionWriter,
  ) {}

  /** The epoch that the next delta must build on; null until there is a key. */
  get epoch(): bigint | null {
    const epoch = this.region.epoch;
    return epoch === 0n ? null : epoch;
  }

  /** Applies one delta whole or not at all, and says what it was. The same delta again is known, and changes nothing. */
  apply(bytes: Uint8Array): Result<'key' | 'delta' | 'known', DeltaErrorCode> {
    const opened = Delta.open(bytes);
    if (!opened.ok) return opened;
    const delta = opened.value;
    if (this.epoch === null && !delta.isKey) return failed('wrongBase', 'There is no content yet, and the delta is no key.');
    const fit = delta.fits(this.region.sizeBytes, this.region.strideBytes, this.epoch ?? 0n);
    if (!fit.ok) return fit;
    if (fit.value === 'known') return done('known');
    if (delta.epoch <= this.region.epoch) return failed('wrongBase', `Epoch ${delta.epoch} is not after ${this.region.epoch}.`);
    if (delta.isKey) {
      const content = this.writer.begin('replace');
      delta.forEachRun((offset, run) => content.set(run, offset));
    } else {
      this.writer.begin('patch');
      delta.forEachRun((offset, run) => this.writer.change(offset, run.length).set(run));
    }
    this.writer.publish(delta.epoch);
    return done(delta.isKey ? 'key' : 'delta');
  }
}
