import { lineBytes, pinMap, pinsPerLine, PinLine } from './generated/layout';

/** Room for the lines of this many regions. */
export function pinPageBytes(regions: number): number {
  return pinMap.regions.offset + regions * pinMap.regions.stride;
}

/** One attacher's pins and sleepers: written by it, looked at by writers. */
export class PinPage {
  private readonly words: BigUint64Array;
  private readonly halves: Int32Array;
  private readonly taken = new Map<number, number>();

  constructor(readonly buffer: SharedArrayBuffer) {
    this.words = new BigUint64Array(buffer);
    this.halves = new Int32Array(buffer);
  }

  /** Regions that this page has lines for. */
  get regions(): number {
    return Math.floor((this.buffer.byteLength - pinMap.regions.offset) / lineBytes);
  }

  /** A pin of this thread's own page: its index, or -1 when all are in use. Then reads are still right, only not spared. */
  take(region: number): number {
    const used = this.taken.get(region) ?? 0;
    for (let pin = 0; pin < pinsPerLine; pin++) {
      if ((used & (1 << pin)) !== 0) continue;
      this.taken.set(region, used | (1 << pin));
      return pin;
    }
    return -1;
  }

  giveBack(region: number, pin: number): void {
    this.set(region, pin, 0n);
    this.taken.set(region, (this.taken.get(region) ?? 0) & ~(1 << pin));
  }

  set(region: number, pin: number, word: bigint): void {
    Atomics.store(this.words, this.line(region) / 8 + pin, word);
  }

  read(region: number, pin: number): bigint {
    return Atomics.load(this.words, this.line(region) / 8 + pin);
  }

  /** Counts this thread in or out as one that sleeps on the region. */
  addSleeper(region: number, by: 1 | -1): void {
    Atomics.add(this.halves, (this.line(region) + PinLine.sleepers) / 4, by);
  }

  hasSleepers(region: number): boolean {
    return Atomics.load(this.halves, (this.line(region) + PinLine.sleepers) / 4) !== 0;
  }

  /** Loads before it stay before loads after it: an exchange on the page's spare line is both release and acquire. */
  fence(): void {
    Atomics.add(this.halves, 0, 0);
  }

  private line(region: number): number {
    return pinMap.regions.offset + region * pinMap.regions.stride;
  }
}
