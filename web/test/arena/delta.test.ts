/// <reference types="vite/client" />
import { describe, expect, it } from 'vitest';
import { Arena } from '../../src/arena/arena';
import { crc32c } from '../../src/arena/crc32c';
import { applyDelta, Delta, type DeltaErrorCode } from '../../src/arena/delta';
import { DeltaHead } from '../../src/arena/generated/layout';
import { encodeDelta, encodeKey } from '../../src/arena/deltaEncoder';
import { Replica } from '../../src/arena/replica';
import { randomFrom } from '../random';
import { bytesSchema, must } from './schemas';

const STAMP = { region: 0, strideBytes: 1, baseEpoch: 7n, epoch: 9n };
const ROUNDS = 20_000;

/** The C# reader is held to the same files: tests/Ludos.State.Tests/Deltas. Each is of 256 bytes in elements of 1, for epoch 7. */
const CORPUS = import.meta.glob('../../../tests/Ludos.State.Tests/Deltas/corpus/*.hex', { query: '?raw', import: 'default', eager: true }) as Record<string, string>;

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.replace(/\s/g, '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function example(random: () => number, length: number, oneIn: number): { before: Uint8Array; after: Uint8Array; delta: Uint8Array } {
  const before = Uint8Array.from({ length }, () => random() * 256);
  const after = before.map((byte) => (random() * oneIn < 1 ? byte ^ 0xff : byte));
  return { before, after, delta: encodeDelta(before, after, STAMP) };
}

function judge(delta: Uint8Array, content: Uint8Array): DeltaErrorCode | null {
  const guarded = new Uint8Array(content.length + 128).fill(0x5a);
  const inside = guarded.subarray(64, 64 + content.length);
  inside.set(content);
  const applied = applyDelta(delta, inside, 7n, 1);
  expect(guarded.subarray(0, 64).every((byte) => byte === 0x5a) && guarded.subarray(64 + content.length).every((byte) => byte === 0x5a)).toBe(true);
  if (applied.ok) return null;
  expect(inside.every((byte, at) => byte === content[at])).toBe(true);
  return applied.fault.code;
}

describe('CRC-32C', () => {
  it('is that of the standard, at every alignment and in pieces', () => {
    const text = new TextEncoder().encode('..123456789');
    expect(crc32c(text.subarray(2))).toBe(0xe3069283);
    expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
    const noise = Uint8Array.from({ length: 300 }, (_, i) => i * 37);
    for (let cut = 0; cut <= 300; cut += 7) expect(crc32c(noise.subarray(cut), crc32c(noise.subarray(0, cut)))).toBe(crc32c(noise));
  });
});

describe('a delta', () => {
  it('leads from one content to the other, and twice is once', () => {
    const random = randomFrom(3);
    for (const length of [1, 31, 32, 33, 700, 4096]) {
      const { before, after, delta } = example(random, length, 60);
      const content = before.slice();
      expect(applyDelta(delta, content, 7n, 1)).toEqual({ ok: true, value: 9n });
      expect(content).toEqual(after);
      expect(applyDelta(delta, content, 9n, 1)).toEqual({ ok: true, value: 9n });
      expect(delta.length).toBeLessThanOrEqual(length + 56);
    }
  });

  it('of equal contents has no runs; a key fits any epoch', () => {
    const content = new Uint8Array(100).fill(4);
    expect(must(Delta.open(encodeDelta(content, content, STAMP))).runCount).toBe(0);
    const other = new Uint8Array(100);
    expect(applyDelta(encodeKey(content, STAMP), other, 1234n, 1)).toEqual({ ok: true, value: 9n });
    expect(other).toEqual(content);
  });

  const files = Object.entries(CORPUS);
  it('has a corpus', () => expect(files.length).toBeGreaterThan(10));
  it.each(files.map(([path, text]) => [path.split('/').at(-1)!, text] as const))('%s is refused as the corpus says', (_, text) => {
    const lines = text.split('\n');
    const expected = lines[0]!.replace(/^# */, '').trim();
    const delta = bytesOf(lines.filter((line) => !line.startsWith('#')).join(''));
    expect(judge(delta, new Uint8Array(256))).toBe(expected[0]!.toLowerCase() + expected.slice(1));
  });

  it('that is cut or lengthened anywhere is refused', () => {
    const { before, delta } = example(randomFrom(12), 600, 90);
    for (let length = 0; length < delta.length; length++) expect(judge(delta.subarray(0, length), before)).toBe('truncated');
    expect(judge(Uint8Array.of(...delta, 0), before)).toBe('truncated');
  });

  it('that is damaged is refused whole, or legal', () => {
    const random = randomFrom(0x5eed);
    const below = (limit: number) => Math.floor(random() * limit);
    const codes = new Set<DeltaErrorCode | null>();
    for (let round = 0; round < ROUNDS; round++) {
      const { before, delta } = example(random, 1 + below(300), 1 + below(200));
      const reach = round % 4 === 0 ? delta.length : Math.min(delta.length, DeltaHead.sizeBytes + 32);
      for (let hit = below(3); hit >= 0; hit--) delta[below(reach)] = [0, 1, 0x7f, 0x80, 0xff, below(256)][below(6)]!;
      if (round % 2 === 0) new DataView(delta.buffer).setUint32(DeltaHead.checksum, crc32c(delta.subarray(DeltaHead.sizeBytes)), true);
      codes.add(judge(delta, before));
    }
    expect([...codes].sort()).toEqual([null, 'badHeader', 'corrupt', 'outOfBounds', 'schemaMismatch', 'truncated', 'versionMismatch', 'wrongBase'].sort());
  });
});

describe('a replica', () => {
  it('begins with a key, follows deltas under their epochs, and refuses gaps', () => {
    const arena = must(Arena.create());
    const region = must(arena.add(bytesSchema('fish', 500, 4), undefined, 0n));
    const replica = new Replica(region, must(region.acquireWriter(1n)));
    const random = randomFrom(8);
    let content = Uint8Array.from({ length: 500 }, () => random() * 256);
    const refused = replica.apply(encodeDelta(new Uint8Array(500), content, { ...STAMP, baseEpoch: 0n, epoch: 40n }));
    expect(!refused.ok && refused.fault.code).toBe('wrongBase');
    expect(must(replica.apply(encodeKey(content, { ...STAMP, epoch: 40n })))).toBe('key');
    for (let epoch = 41n; epoch < 90n; epoch += 3n) {
      const next = content.map((byte) => (random() < 0.02 ? byte + 1 : byte));
      const delta = encodeDelta(content, next, { ...STAMP, baseEpoch: region.epoch, epoch });
      expect(must(replica.apply(delta))).toBe('delta');
      expect(must(replica.apply(delta))).toBe('known');
      expect(region.epoch).toBe(epoch);
      expect(region.front.slice()).toEqual(next);
      content = next;
    }
    const gap = replica.apply(encodeDelta(content, content, { ...STAMP, baseEpoch: 80n, epoch: 99n }));
    expect(!gap.ok && gap.fault.code).toBe('wrongBase');
    const back = replica.apply(encodeKey(content, { ...STAMP, epoch: 3n }));
    expect(!back.ok && back.fault.code).toBe('wrongBase');
  });
});
