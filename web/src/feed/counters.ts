/** What became of a feed's frames: counted by the worker, read by the page, in memory that both share. */
const NAMES = ['frames', 'keys', 'bytes', 'skipped', 'refused'] as const;
export type CounterName = (typeof NAMES)[number];
export type FeedFigures = Readonly<Record<CounterName, number>>;

export class FeedCounters {
  readonly buffer: SharedArrayBuffer;
  private readonly words: BigUint64Array;

  constructor(buffer?: SharedArrayBuffer) {
    this.buffer = buffer ?? new SharedArrayBuffer(NAMES.length * 8);
    this.words = new BigUint64Array(this.buffer);
  }

  add(name: CounterName, by = 1): void {
    Atomics.add(this.words, NAMES.indexOf(name), BigInt(by));
  }

  read(): FeedFigures {
    const figures = {} as Record<CounterName, number>;
    NAMES.forEach((name, i) => (figures[name] = Number(Atomics.load(this.words, i))));
    return figures;
  }
}
