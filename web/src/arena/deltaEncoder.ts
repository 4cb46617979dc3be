import { crc32c } from './crc32c';
import { deltaBlockBytes, DeltaHead, deltaKeyFlag, deltaMagic, DeltaRun, deltaVersion } from './generated/layout';

export interface DeltaStamp {
  readonly region: number;
  readonly strideBytes: number;
  readonly baseEpoch: bigint;
  readonly epoch: bigint;
}

/** What leads from one content to another of the same length: changed blocks of 32 bytes, neighbours as one run. */
export function encodeDelta(before: Uint8Array, after: Uint8Array, stamp: DeltaStamp): Uint8Array {
  if (before.length !== after.length) throw new RangeError(`Contents of ${before.length} and ${after.length} bytes have no delta; use a key.`);
  if (stamp.epoch <= stamp.baseEpoch) throw new RangeError(`A delta from epoch ${stamp.baseEpoch} cannot lead to ${stamp.epoch}.`);
  return seal(after, findRuns(before, after), stamp, 0);
}

/** The whole content, which can be applied to any. */
export function encodeKey(content: Uint8Array, stamp: Omit<DeltaStamp, 'baseEpoch'>): Uint8Array {
  return seal(content, content.length === 0 ? [] : [[0, content.length]], { ...stamp, baseEpoch: 0n }, deltaKeyFlag);
}

/** Start and end of every changed stretch. */
function findRuns(before: Uint8Array, after: Uint8Array): [number, number][] {
  const runs: [number, number][] = [];
  for (let at = 0; at < after.length; at += deltaBlockBytes) {
    const end = Math.min(at + deltaBlockBytes, after.length);
    if (isSame(before, after, at, end)) continue;
    const last = runs.at(-1);
    if (last !== undefined && last[1] === at) last[1] = end;
    else runs.push([at, end]);
  }
  return runs;
}

function isSame(a: Uint8Array, b: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (a[at] !== b[at]) return false;
  return true;
}

function seal(after: Uint8Array, runs: readonly (readonly [number, number])[], stamp: DeltaStamp, flags: number): Uint8Array {
  const payloadAt = DeltaHead.sizeBytes + runs.length * DeltaRun.sizeBytes;
  const payloadBytes = runs.reduce((sum, [from, to]) => sum + to - from, 0);
  const bytes = new Uint8Array(payloadAt + payloadBytes);
  const view = new DataView(bytes.buffer);
  let at = payloadAt;
  runs.forEach(([from, to], run) => {
    view.setUint32(DeltaHead.sizeBytes + run * DeltaRun.sizeBytes + DeltaRun.offsetBytes, from, true);
    view.setUint32(DeltaHead.sizeBytes + run * DeltaRun.sizeBytes + DeltaRun.lengthBytes, to - from, true);
    bytes.set(after.subarray(from, to), at);
    at += to - from;
  });
  view.setUint32(DeltaHead.magic, deltaMagic, true);
  view.setUint16(DeltaHead.version, deltaVersion, true);
  view.setUint16(DeltaHead.flags, flags, true);
  view.setUint32(DeltaHead.region, stamp.region, true);
  view.setUint32(DeltaHead.strideBytes, stamp.strideBytes, true);
  view.setBigUint64(DeltaHead.baseEpoch, stamp.baseEpoch, true);
  view.setBigUint64(DeltaHead.epoch, stamp.epoch, true);
  view.setUint32(DeltaHead.contentBytes, after.length, true);
  view.setUint32(DeltaHead.runCount, runs.length, true);
  view.setUint32(DeltaHead.payloadBytes, payloadBytes, true);
  view.setUint32(DeltaHead.checksum, crc32c(bytes.subarray(DeltaHead.sizeBytes)), true);
  return bytes;
}
