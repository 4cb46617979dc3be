import { parentPort, workerData } from 'node:worker_threads';
import { Arena, type ArenaHandle } from '../../src/arena/arena';

/** A thread that sleeps until the epoch moves, reads all of it, and counts what it saw. */
const { handle, until } = workerData as { handle: ArenaHandle; until: bigint };
const attached = Arena.attach(handle);
if (!attached.ok) throw new Error(attached.fault.message);
const region = attached.value.find('value')!;
const reader = region.openReader();
const seen = { oks: 0, revoked: 0, torn: 0, backwards: 0, missedWakes: 0 };
let last = 1n;
parentPort!.postMessage('ready');
while (last < until) {
  if (!region.wait(last, 20_000)) {
    seen.missedWakes++;
    break;
  }
  const words = new BigUint64Array(reader.open().buffer, reader.bytes.byteOffset, region.sizeBytes / 8);
  const first = words[0]!;
  let isWhole = first === reader.epoch;
  for (let i = 0; i < words.length; i++) isWhole &&= words[i] === first + BigInt(i);
  if (reader.epoch < last) seen.backwards++;
  last = reader.epoch;
  if (reader.close() === 'revoked') seen.revoked++;
  else if (isWhole) seen.oks++;
  else seen.torn++;
}
parentPort!.postMessage(seen);
