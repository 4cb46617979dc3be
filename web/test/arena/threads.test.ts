import { buildSync } from 'esbuild';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { Arena } from '../../src/arena/arena';
import type { RegionSchema } from '../../src/arena/schema';
import { must } from './schemas';

const PUBLISHES = 4_000;
const WORDS = 512;

interface Seen {
  oks: number;
  revoked: number;
  torn: number;
  backwards: number;
  missedWakes: number;
}

function startReader(source: string, workerData: unknown): { ready: Promise<void>; seen: Promise<Seen> } {
  const worker = new Worker(source, { eval: true, workerData });
  let [onReady, onSeen, onError]: [() => void, (seen: Seen) => void, (error: Error) => void] = [() => undefined, () => undefined, () => undefined];
  const ready = new Promise<void>((resolve) => (onReady = resolve));
  const seen = new Promise<Seen>((resolve, reject) => ([onSeen, onError] = [resolve, reject]));
  worker.on('message', (value) => (value === 'ready' ? onReady() : onSeen(value as Seen)));
  worker.on('error', onError);
  return { ready, seen };
}

it.each([1, 3, 5])('%i slots: threads that sleep on a region that another fills see whole epochs, in order, and the last', async (slots) => {
  const source = buildSync({ entryPoints: ['test/arena/readerThread.ts'], bundle: true, platform: 'node', format: 'cjs', write: false }).outputFiles[0]!.text;
  const schema: RegionSchema = { name: 'value', fields: [{ id: 1, name: 'word', type: 'u64', count: 1 }], capacity: WORDS, slots, isVolatile: false };
  const arena = must(Arena.create());
  const region = must(arena.add(schema));
  const writer = must(region.acquireWriter(1n));
  const until = BigInt(PUBLISHES + 1);
  const readers = [0, 1].map(() => startReader(source, { handle: must(arena.admit()), until }));
  await Promise.all(readers.map((reader) => reader.ready));
  for (let i = 0; i < PUBLISHES; i++) {
    const epoch = region.epoch + 1n;
    const bytes = writer.begin('replace');
    const words = new BigUint64Array(bytes.buffer, bytes.byteOffset, WORDS);
    for (let word = 0; word < WORDS; word++) words[word] = epoch + BigInt(word);
    writer.publish();
    // Now and then the readers get the time to fall asleep.
    if (i % 64 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  }
  for (const reader of readers) {
    const seen = await reader.seen;
    expect(seen).toMatchObject({ torn: 0, backwards: 0, missedWakes: 0 });
    expect(seen.oks).toBeGreaterThan(20);
  }
});
