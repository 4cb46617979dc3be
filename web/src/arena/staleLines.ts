import { lineBytes } from './generated/layout';

/** Lines of a slot that differ, or may differ, from the front: what a patch has to copy. Kept by the writer alone. */
export class StaleLines {
  private readonly bits: Uint32Array;
  private isAll = true;

  constructor(private readonly sizeBytes: number) {
    this.bits = new Uint32Array(Math.ceil(Math.ceil(sizeBytes / lineBytes) / 32));
  }

  markAll(): void {
    this.isAll = true;
  }

  mark(offset: number, length: number): void {
    if (this.isAll || length <= 0) return;
    const last = Math.floor((offset + length - 1) / lineBytes);
    for (let line = Math.floor(offset / lineBytes); line <= last; line++) this.bits[line >>> 5]! |= 1 << (line & 31);
  }

  add(other: StaleLines): void {
    if (this.isAll) return;
    if (other.isAll) this.isAll = true;
    else for (let i = 0; i < this.bits.length; i++) this.bits[i]! |= other.bits[i]!;
  }

  clear(): void {
    this.isAll = false;
    this.bits.fill(0);
  }

  /** Copies what is stale, and nothing is stale any more. Returns the bytes copied. */
  copy(from: Uint8Array, to: Uint8Array): number {
    let copied = 0;
    if (this.isAll) {
      to.set(from);
      copied = this.sizeBytes;
    } else {
      for (let word = 0; word < this.bits.length; word++) {
        if (this.bits[word] === 0) continue;
        copied += this.copyWord(word, from, to);
      }
    }
    this.clear();
    return copied;
  }

  private copyWord(word: number, from: Uint8Array, to: Uint8Array): number {
    const bits = this.bits[word]!;
    let copied = 0;
    for (let bit = 0; bit < 32; bit++) {
      if ((bits & (1 << bit)) === 0) continue;
      let end = bit + 1;
      while (end < 32 && (bits & (1 << end)) !== 0) end++;
      const start = (word * 32 + bit) * lineBytes;
      const stop = Math.min(this.sizeBytes, (word * 32 + end) * lineBytes);
      to.set(from.subarray(start, stop), start);
      copied += stop - start;
      bit = end;
    }
    return copied;
  }
}
