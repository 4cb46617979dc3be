import { describe, expect, it } from 'vitest';
import { Arena } from '../../src/arena/arena';
import { FeedCounters } from '../../src/feed/counters';
import { randomFrom } from '../random';
import { must } from '../arena/schemas';
import { Bench, deltaOf, keyOf } from './fakeServer';

const FLUSH = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
const CAPACITY = 50;

function watching(): { bench: Bench; arena: Arena; region: () => Uint8Array; epoch: () => bigint; counters: FeedCounters } {
  const bench = new Bench();
  bench.take({ op: 'watch', watch: 7, region: 'fish', check: false });
  bench.socket.open();
  bench.socket.describe(0, 'fish', CAPACITY);
  const arena = must(Arena.attach(bench.all('arena')[0]!.handle));
  const told = bench.all('region')[0]!;
  const region = must(arena.map(told.index, told.segment));
  return { bench, arena, region: () => region.front.slice(), epoch: () => region.epoch, counters: new FeedCounters(told.counters) };
}

describe('the feed worker', () => {
  it('asks for a region, learns what it is, and follows it by a key and deltas', () => {
    const { bench, region, epoch, counters } = watching();
    expect(bench.socket.texts).toEqual([{ op: 'watch', feed: 0, region: 'fish', check: false }]);
    expect(bench.all('region')[0]).toMatchObject({ watch: 7, owner: 'm' });
    const first = Uint8Array.from({ length: CAPACITY * 4 }, (_, i) => i);
    bench.socket.frame(0, 1, keyOf(first, 100n));
    expect([epoch(), region()]).toEqual([100n, first]);
    const second = first.map((byte, i) => (i === 60 ? 1 : byte));
    bench.socket.frame(0, 2, deltaOf(first, second, 100n, 103n), 2);
    expect([epoch(), region()]).toEqual([103n, second]);
    expect(counters.read()).toMatchObject({ frames: 2, keys: 1, skipped: 2, refused: 0 });
  });

  it('acknowledges what the page has used, and nothing before', () => {
    const { bench } = watching();
    let content = new Uint8Array(CAPACITY * 4);
    bench.socket.frame(0, 1, keyOf(content, 10n));
    for (let i = 1; i <= 2; i++) {
      const next = content.map((byte, at) => (at === i ? 9 : byte));
      bench.socket.frame(0, 1 + i, deltaOf(content, next, 9n + BigInt(i), 10n + BigInt(i)));
      content = next;
    }
    expect(bench.socket.acks).toEqual([]);
    bench.take({ op: 'taken', watch: 7, epoch: 11n });
    expect(bench.socket.acks).toEqual([{ feed: 0, sequence: 2 }]);
    bench.take({ op: 'taken', watch: 7, epoch: 11n });
    bench.take({ op: 'taken', watch: 7, epoch: 12n });
    expect(bench.socket.acks.slice(1)).toEqual([{ feed: 0, sequence: 3 }]);
  });

  it('asks for a key when a frame is damaged or builds on another epoch, and keeps what it has', () => {
    const { bench, region, epoch } = watching();
    const content = new Uint8Array(CAPACITY * 4).fill(3);
    bench.socket.frame(0, 1, keyOf(content, 10n));
    const damaged = keyOf(content.map(() => 9), 11n);
    damaged[80]! ^= 1;
    bench.socket.frame(0, 2, damaged);
    bench.socket.frame(0, 3, deltaOf(content, content, 12n, 13n));
    expect(bench.socket.texts.slice(1)).toEqual([{ op: 'key', feed: 0 }, { op: 'key', feed: 0 }]);
    expect([epoch(), region()]).toEqual([10n, content]);
    bench.take({ op: 'taken', watch: 7, epoch: 10n });
    expect(bench.socket.acks.at(-1)).toEqual({ feed: 0, sequence: 3 });
    bench.socket.frame(0, 4, keyOf(content, 14n));
    expect(epoch()).toBe(14n);
    for (let i = 5; i < 8; i++) bench.socket.frame(0, i, damaged);
    expect(bench.all('fault').at(-1)).toMatchObject({ watch: 7, code: 'corrupt' });
    expect(bench.socket.texts.at(-1)).toEqual({ op: 'unwatch', feed: 0 });
  });

  it('opens a lost socket anew, with growing pauses, and goes on from a key', async () => {
    const { bench, region, epoch } = watching();
    const content = new Uint8Array(CAPACITY * 4).fill(1);
    bench.socket.frame(0, 1, keyOf(content, 10n));
    const delays: number[] = [];
    for (let loss = 0; loss < 4; loss++) {
      bench.socket.close();
      await FLUSH();
      const { ms, action } = bench.waiting.pop()!;
      delays.push(ms);
      action();
    }
    expect(delays).toEqual([...delays].sort((a, b) => a - b));
    expect(delays[3]).toBeGreaterThan(delays[0]!);
    bench.socket.open();
    expect(bench.socket.texts).toEqual([{ op: 'watch', feed: 0, region: 'fish', check: false }]);
    bench.socket.frame(0, 1, keyOf(content, 10n));
    bench.socket.describe(0, 'fish', CAPACITY);
    const later = content.map(() => 2);
    bench.socket.frame(0, 1, keyOf(later, 400n));
    expect([epoch(), region()]).toEqual([400n, later]);
    expect(bench.all('link').map((link) => link.state).slice(0, 4)).toEqual(['connecting', 'open', 'lost', 'connecting']);
  });

  it('says when the page is refused, and when the game has ended', async () => {
    const { bench } = watching();
    bench.isRefused = true;
    bench.socket.close();
    await FLUSH();
    expect(bench.all('link').at(-1)!.state).toBe('refused');
    expect(bench.waiting).toEqual([]);

    const other = watching().bench;
    other.socket.say({ type: 'bye', text: 'over' });
    other.socket.close();
    await FLUSH();
    expect(other.all('link').at(-1)).toMatchObject({ state: 'ended', text: 'over' });
    expect(other.waiting).toEqual([]);
  });

  it('tells of a region that is refused, or that is not what it was', async () => {
    const { bench } = watching();
    bench.take({ op: 'watch', watch: 8, region: 'nowhere', check: true });
    expect(bench.socket.texts.at(-1)).toEqual({ op: 'watch', feed: 1, region: 'nowhere', check: true });
    bench.socket.say({ type: 'refused', feed: 1, code: 'unknownRegion', message: 'There is none.', mend: '' });
    expect(bench.all('fault').at(-1)).toMatchObject({ watch: 8, code: 'unknownRegion', message: 'There is none.' });
    bench.socket.close();
    await FLUSH();
    bench.waiting.pop()!.action();
    bench.socket.open();
    bench.socket.describe(0, 'fish', CAPACITY + 1);
    expect(bench.all('fault').at(-1)).toMatchObject({ watch: 7, code: 'schemaMismatch' });
  });

  it('leaves frames of a feed that was let go alone', () => {
    const { bench, epoch } = watching();
    bench.take({ op: 'unwatch', watch: 7 });
    bench.socket.frame(0, 1, keyOf(new Uint8Array(CAPACITY * 4), 10n));
    bench.take({ op: 'watch', watch: 9, region: 'fish', check: false });
    bench.socket.frame(0, 2, keyOf(new Uint8Array(CAPACITY * 4), 11n));
    expect(epoch()).toBe(0n);
    bench.socket.describe(0, 'fish', CAPACITY);
    bench.socket.frame(0, 1, keyOf(new Uint8Array(CAPACITY * 4), 12n));
    expect(epoch()).toBe(12n);
  });
});

describe('hostile servers', () => {
  it.each([
    ['text that is no JSON', (b: Bench) => b.socket.onmessage!({ data: '{' })],
    ['a description beyond the bounds', (b: Bench) => b.socket.describe(0, 'fish', 0x7fffffff)],
    ['a description whose stride lies', (b: Bench) => b.socket.say({ type: 'region', feed: 0, name: 'fish', capacity: 5, slots: 3, strideBytes: 5, sizeBytes: 25, volatile: false, owner: '', fields: [{ id: 1, name: 'x', type: 'f32', count: 1 }] })],
    ['a feed that is none', (b: Bench) => b.socket.describe(8, 'fish', 5)],
    ['an empty message', (b: Bench) => b.socket.bytes(new Uint8Array(0))],
    ['a frame of another kind', (b: Bench) => b.socket.bytes(new Uint8Array(64).fill(4))],
    ['unknown flags', (b: Bench) => b.socket.bytes(Uint8Array.of(3, 0, 2, 0, ...new Uint8Array(60)))],
  ])('%s ends the socket, and it is opened anew', async (_, attack) => {
    const { bench } = watching();
    attack(bench);
    expect(bench.socket.isClosed).toBe(true);
    await FLUSH();
    expect(bench.waiting.length).toBe(1);
    expect(bench.all('fault')[0]).toMatchObject({ watch: null, code: 'corrupt' });
  });

  it('any damage to frames and texts leaves the content an epoch that was sent, or none', async () => {
    const random = randomFrom(0xfeed);
    const below = (limit: number) => Math.floor(random() * limit);
    let applied = 0;
    for (let round = 0; round < 1_500; round++) {
      const { bench, region, epoch } = watching();
      const first = Uint8Array.from({ length: CAPACITY * 4 }, () => below(256));
      const second = first.map((byte) => (below(20) === 0 ? byte ^ 1 : byte));
      const contents = new Map<bigint, Uint8Array>([[0n, new Uint8Array(CAPACITY * 4)], [10n, first], [11n, second]]);
      bench.socket.frame(0, 1, keyOf(first, 10n));
      const frame = new Uint8Array(16 + deltaOf(first, second, 10n, 11n).length);
      frame.set([3, 0, 0, 0, 2]);
      frame.set(deltaOf(first, second, 10n, 11n), 16);
      // The frame's own head and the deltas checked part: the epochs of a delta are guarded by the socket, not by its checksum.
      for (let hit = below(3); hit > 0; hit--) frame[[below(16), 16 + below(8), 64 + below(frame.length - 64)][below(3)]!] = below(256);
      bench.socket.bytes(below(6) === 0 ? frame.slice(0, below(frame.length)) : frame);
      expect(contents.has(epoch())).toBe(true);
      expect(region().every((byte, at) => byte === contents.get(epoch())![at])).toBe(true);
      if (epoch() === 11n) applied++;
    }
    expect(applied).toBeGreaterThan(100);
  });
});
