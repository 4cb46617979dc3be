import { crc32c } from './crc32c';
import { DeltaHead, deltaKeyFlag, deltaMagic, DeltaRun, deltaVersion } from './generated/layout';
import { done, failed, type Result } from './outcome';

/** Why a delta was refused. A refused delta has changed nothing. */
export type DeltaErrorCode = 'truncated' | 'badHeader' | 'versionMismatch' | 'schemaMismatch' | 'wrongBase' | 'outOfBounds' | 'corrupt';

const MAX_INT32 = 0x7fffffff;

/** What changed in a region's content between two epochs; checked from its first byte to its last before this exists. */
export class Delta {
  private constructor(
    private readonly bytes: Uint8Array,
    private readonly view: DataView,
    readonly baseEpoch: bigint,
    readonly epoch: bigint,
    readonly runCount: number,
  ) {}

  /** Checks the bytes, in the order that docs/reference/state-time.md tells. They must not change while the delta is used. */
  static open(bytes: Uint8Array): Result<Delta, DeltaErrorCode> {
    if (bytes.length < DeltaHead.sizeBytes) return failed('truncated', `A delta's head is ${DeltaHead.sizeBytes} bytes; ${bytes.length} are there.`);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const head = checkHead(view);
    if (!head.ok) return head;
    if (crc32c(bytes.subarray(DeltaHead.sizeBytes)) !== view.getUint32(DeltaHead.checksum, true)) return failed('corrupt', 'The delta does not have the checksum that its head names.');
    const delta = new Delta(bytes, view, view.getBigUint64(DeltaHead.baseEpoch, true), view.getBigUint64(DeltaHead.epoch, true), view.getUint32(DeltaHead.runCount, true));
    return delta.checkRuns();
  }

  get isKey(): boolean {
    return (this.view.getUint16(DeltaHead.flags, true) & deltaKeyFlag) !== 0;
  }

  get strideBytes(): number {
    return this.view.getUint32(DeltaHead.strideBytes, true);
  }

  /** Bytes of the whole content. */
  get contentBytes(): number {
    return this.view.getUint32(DeltaHead.contentBytes, true);
  }

  get payloadBytes(): number {
    return this.view.getUint32(DeltaHead.payloadBytes, true);
  }

  /** Whether it leads on from content of that size, stride and epoch: apply, known (there is nothing to do), or why not. */
  fits(contentBytes: number, strideBytes: number, contentEpoch: bigint): Result<'apply' | 'known', DeltaErrorCode> {
    if (this.contentBytes !== contentBytes || this.strideBytes !== strideBytes) {
      return failed('schemaMismatch', `The delta is of ${this.contentBytes} bytes in elements of ${this.strideBytes}; the region has ${contentBytes} in elements of ${strideBytes}.`);
    }
    if (contentEpoch === this.epoch) return done('known');
    if (this.isKey || contentEpoch === this.baseEpoch) return done('apply');
    return failed('wrongBase', `The delta leads from epoch ${this.baseEpoch} to ${this.epoch}, but the region is at ${contentEpoch}.`);
  }

  /** Hands out every run: where it lies in the content, and its bytes. */
  forEachRun(take: (offset: number, bytes: Uint8Array) => void): void {
    let at = DeltaHead.sizeBytes + this.runCount * DeltaRun.sizeBytes;
    for (let run = 0; run < this.runCount; run++) {
      const length = this.runLength(run);
      take(this.runOffset(run), this.bytes.subarray(at, at + length));
      at += length;
    }
  }

  private checkRuns(): Result<Delta, DeltaErrorCode> {
    let end = 0;
    let sum = 0;
    for (let run = 0; run < this.runCount; run++) {
      const offset = this.runOffset(run);
      const length = this.runLength(run);
      if (length === 0 || offset < end || offset + length > this.contentBytes) {
        return failed('outOfBounds', `A run of ${length} bytes at ${offset} is empty, out of order, or beyond the ${this.contentBytes} bytes of content.`);
      }
      end = offset + length;
      sum += length;
    }
    if (sum !== this.payloadBytes) return failed('outOfBounds', `The runs are ${sum} bytes in all, the payload ${this.payloadBytes}.`);
    if (this.isKey && sum !== this.contentBytes) return failed('outOfBounds', `A key must be the whole content: it has ${sum} of ${this.contentBytes} bytes.`);
    return done(this);
  }

  private runOffset(run: number): number {
    return this.view.getUint32(DeltaHead.sizeBytes + run * DeltaRun.sizeBytes + DeltaRun.offsetBytes, true);
  }

  private runLength(run: number): number {
    return this.view.getUint32(DeltaHead.sizeBytes + run * DeltaRun.sizeBytes + DeltaRun.lengthBytes, true);
  }
}

/** Brings content from the delta's base to its epoch and says the epoch that it is now at. All is checked before a byte changes. */
export function applyDelta(bytes: Uint8Array, content: Uint8Array, contentEpoch: bigint, strideBytes: number): Result<bigint, DeltaErrorCode> {
  const opened = Delta.open(bytes);
  if (!opened.ok) return opened;
  const fit = opened.value.fits(content.length, strideBytes, contentEpoch);
  if (!fit.ok) return fit;
  if (fit.value === 'apply') opened.value.forEachRun((offset, run) => content.set(run, offset));
  return done(opened.value.epoch);
}

function checkHead(view: DataView): Result<true, DeltaErrorCode> {
  const magic = view.getUint32(DeltaHead.magic, true);
  if (magic !== deltaMagic) return failed('badHeader', `The bytes begin with ${magic.toString(16)}, not with a delta's magic.`);
  const version = view.getUint16(DeltaHead.version, true);
  if (version !== deltaVersion) return failed('versionMismatch', `The delta is of version ${version}; this page reads ${deltaVersion}.`);
  const flags = view.getUint16(DeltaHead.flags, true);
  if ((flags & ~deltaKeyFlag) !== 0) return failed('badHeader', `The delta has flags ${flags.toString(16)}; this page knows ${deltaKeyFlag}.`);
  const stride = view.getUint32(DeltaHead.strideBytes, true);
  const content = view.getUint32(DeltaHead.contentBytes, true);
  if (stride === 0 || stride > MAX_INT32 || content > MAX_INT32 || content % stride !== 0) return failed('badHeader', `${content} bytes of content are not whole elements of ${stride}.`);
  const base = view.getBigUint64(DeltaHead.baseEpoch, true);
  const epoch = view.getBigUint64(DeltaHead.epoch, true);
  if ((flags & deltaKeyFlag) === 0 && epoch <= base) return failed('badHeader', `The delta leads from epoch ${base} to ${epoch}.`);
  const total = DeltaHead.sizeBytes + view.getUint32(DeltaHead.runCount, true) * DeltaRun.sizeBytes + view.getUint32(DeltaHead.payloadBytes, true);
  return total === view.byteLength ? done(true) : failed('truncated', `The delta says that it is ${total} bytes; ${view.byteLength} are there.`);
}
