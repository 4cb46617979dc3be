/** One minute at 60 frames a second. */
const KEPT_FRAMES = 3_600;

export interface FrameSummary {
  /** Epochs that the frame loop came upon. */
  readonly epochs: number;
  /** Epochs that were published from the first of these to the last. */
  readonly published: number;
  /** Contents handed to the GPU. */
  readonly uploads: number;
  /** Reads whose slot the worker needed meanwhile: dropped and taken anew. */
  readonly revoked: number;
  /** Contents that were compared with the checksum that the server gave, and those that were not what they should be. */
  readonly checked: number;
  readonly torn: number;
  readonly frames: number;
  readonly intervalP50Ms: number;
  readonly intervalP99Ms: number;
  readonly workP50Ms: number;
  readonly workP99Ms: number;
}

/** What the frame loop of a view did, counted and timed where it happens. */
export class FrameFigures {
  epochs = 0;
  uploads = 0;
  revoked = 0;
  checked = 0;
  torn = 0;
  private readonly intervals = new Recent(KEPT_FRAMES);
  private readonly work = new Recent(KEPT_FRAMES);
  private lastMs: number | null = null;
  private firstEpoch: bigint | null = null;
  private lastEpoch = 0n;

  /** A frame came upon an epoch that it had not seen. */
  saw(epoch: bigint): void {
    this.epochs++;
    this.firstEpoch ??= epoch;
    this.lastEpoch = epoch;
  }

  /** A frame of the browser at `atMs`, in which the view worked for `workMs`. */
  frame(atMs: number, workMs: number): void {
    if (this.lastMs !== null) this.intervals.add(atMs - this.lastMs);
    this.lastMs = atMs;
    this.work.add(workMs);
  }

  /** The page was hidden or the view stood still: the time until the next frame is no interval. */
  pause(): void {
    this.lastMs = null;
  }

  /** Begins to count anew. */
  reset(): void {
    [this.epochs, this.uploads, this.revoked, this.checked, this.torn] = [0, 0, 0, 0, 0];
    this.firstEpoch = null;
    this.intervals.clear();
    this.work.clear();
    this.pause();
  }

  get summary(): FrameSummary {
    const { epochs, uploads, revoked, checked, torn } = this;
    return {
      epochs, uploads, revoked, checked, torn, frames: this.work.length,
      published: this.firstEpoch === null ? 0 : Number(this.lastEpoch - this.firstEpoch) + 1,
      intervalP50Ms: this.intervals.percentile(0.5), intervalP99Ms: this.intervals.percentile(0.99),
      workP50Ms: this.work.percentile(0.5), workP99Ms: this.work.percentile(0.99),
    };
  }
}

/** The last so many values. */
class Recent {
  private readonly values: Float64Array;
  private count = 0;

  constructor(capacity: number) {
    this.values = new Float64Array(capacity);
  }

  get length(): number {
    return Math.min(this.count, this.values.length);
  }

  add(value: number): void {
    this.values[this.count++ % this.values.length] = value;
  }

  clear(): void {
    this.count = 0;
  }

  /** 0 when there is none. */
  percentile(share: number): number {
    const sorted = this.values.slice(0, this.length).sort();
    return sorted.length === 0 ? 0 : sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;
  }
}
