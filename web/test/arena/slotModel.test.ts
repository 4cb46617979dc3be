import { expect, it } from 'vitest';
import type { RegionReader } from '../../src/arena/regionReader';
import type { SlotHold, WriteMode } from '../../src/arena/regionWriter';
import { randomFrom } from '../random';
import { isSame, openRegion } from './schemas';

const ROUNDS = 600;
const SIZE = 700;
const MODES: readonly WriteMode[] = ['replace', 'carry', 'patch'];

/** Every content that was ever published, by epoch: what any read that closed with ok must have seen. */
it.each([1, 3, 4, 7].flatMap((slots) => [1, 2, 3].map((seed) => [slots, seed] as const)))('%i slots, seed %i: patches, holds and pins against a plain copy', (slots, seed) => {
  const random = randomFrom(slots * 1000 + seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const { writer, outside } = openRegion(SIZE, slots);
  const published = new Map<bigint, Uint8Array>([[1n, new Uint8Array(SIZE)]]);
  const readers: { reader: RegionReader; isOpen: boolean }[] = [0, 1, 2].map(() => ({ reader: outside.openReader(), isOpen: false }));
  let hold: { hold: SlotHold; content: Uint8Array } | null = null;
  let [oks, revoked] = [0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    const before = published.get(outside.epoch)!;
    const turn = below(10);
    if (turn < 6) {
      const mode = MODES[below(3)]!;
      const next = before.slice();
      const bytes = writer.begin(mode);
      if (mode === 'replace') bytes.set(next.fill(below(256)));
      else for (let change = below(4); change >= 0; change--) {
        const at = below(SIZE);
        const length = 1 + below(Math.min(90, SIZE - at));
        const target = mode === 'patch' ? writer.change(at, length) : bytes.subarray(at, at + length);
        target.fill(below(256));
        next.set(target, at);
      }
      if (below(5) === 0) writer.discard();
      else published.set(writer.publish(random() < 0.1 ? outside.epoch + 5n : undefined), next);
    } else if (turn === 6 && hold === null) {
      hold = { hold: writer.holdFront(), content: before };
    } else if (turn === 7 && hold !== null) {
      if (below(2) === 0) published.set(writer.republish(hold.hold), hold.content);
      hold.hold.release();
      hold = null;
    } else {
      const entry = readers[below(3)]!;
      if (!entry.isOpen) entry.reader.open();
      else {
        const seen = entry.reader.bytes.slice();
        if (entry.reader.close() === 'ok') {
          oks++;
          expect(isSame(seen, published.get(entry.reader.epoch)!)).toBe(true);
        } else revoked++;
      }
      entry.isOpen = !entry.isOpen;
    }
    expect(isSame(outside.front, published.get(outside.epoch)!)).toBe(true);
  }
  expect(oks).toBeGreaterThan(5);
  if (slots === 1) expect(revoked).toBeGreaterThan(5);
});
