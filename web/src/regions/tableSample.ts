import type { Region } from '../arena/region';
import type { RegionReader } from '../arena/regionReader';
import { cellText, type Column } from './columns';

/** Reads that may be revoked in a row before the table keeps what it shows. */
const MAX_ATTEMPTS = 3;

export interface Row {
  readonly element: number;
  readonly cells: readonly string[];
  /** Bit c: cell c is not what the sample before it showed. */
  readonly changed: number;
}

export interface Sample {
  readonly epoch: bigint;
  readonly rows: readonly Row[];
}

/** Reads the elements that a table shows, whole or not at all, and remembers what it read to tell what changed. */
export class TableSampler {
  private readonly reader: RegionReader;
  private scratch = new Uint8Array(0);
  private shown: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  private shownFirst = 0;
  private last: Sample = { epoch: 0n, rows: [] };

  constructor(
    private readonly region: Region,
    private readonly columns: readonly Column[],
  ) {
    this.reader = region.openReader();
  }

  dispose(): void {
    this.reader.dispose();
  }

  /** `count` elements from `first`; the same sample as before when neither they nor the epoch moved. */
  take(first: number, count: number): Sample {
    const { region } = this;
    const end = Math.min(region.schema.capacity, first + count);
    const isSameRows = first === this.shownFirst && end - first === this.last.rows.length;
    if (region.epoch === 0n || (region.epoch === this.last.epoch && isSameRows)) return this.last;
    const bytes = (end - first) * region.strideBytes;
    if (this.scratch.length !== bytes) this.scratch = new Uint8Array(bytes);
    const epoch = this.read(first * region.strideBytes, bytes);
    if (epoch === null) return this.last;
    const rows: Row[] = [];
    const view = new DataView(this.scratch.buffer, 0, bytes);
    for (let element = first; element < end; element++) {
      const at = (element - first) * region.strideBytes;
      rows.push({ element, cells: this.columns.map((column) => cellText(column, view, at)), changed: this.changedCells(element, at) });
    }
    this.shown = this.scratch.slice();
    this.shownFirst = first;
    this.last = { epoch, rows };
    return this.last;
  }

  private read(from: number, bytes: number): bigint | null {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      this.scratch.set(this.reader.open().subarray(from, from + bytes));
      if (this.reader.close() === 'ok') return this.reader.epoch;
    }
    return null;
  }

  /** Compared by bytes: text hides what its digits do not show. */
  private changedCells(element: number, at: number): number {
    const stride = this.region.strideBytes;
    const before = (element - this.shownFirst) * stride;
    if (before < 0 || before + stride > this.shown.length) return 0;
    let changed = 0;
    this.columns.forEach((column, i) => {
      for (let byte = column.offset; byte < column.offset + column.bytes; byte++) {
        if (this.scratch[at + byte] === this.shown[before + byte]) continue;
        changed |= 1 << i;
        break;
      }
    });
    return changed;
  }
}
