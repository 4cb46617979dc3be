import { viewRunBytes, viewRunMap, ViewScreenHead, viewScreenKeyFlag, viewScreenKind, viewUnitBytes } from '../arena/generated/layout';

/** The screen as this page holds it: the last frame applied, which the next delta builds on. */
export class ScreenState {
  readonly pixels: Uint8Array<ArrayBuffer>;
  readonly palette: Uint8Array<ArrayBuffer>;
  sequence = 0;
  epoch = 0;
  hasFrame = false;
  /** Bytes changed since the last `takeDirty`: [dirtyFrom, dirtyTo). */
  private dirtyFrom = Number.POSITIVE_INFINITY;
  private dirtyTo = 0;

  constructor(pixelBytes: number, paletteBytes: number) {
    this.pixels = new Uint8Array(pixelBytes);
    this.palette = new Uint8Array(paletteBytes);
  }

  markDirty(from: number, to: number): void {
    if (from < this.dirtyFrom) this.dirtyFrom = from;
    if (to > this.dirtyTo) this.dirtyTo = to;
  }

  takeDirty(): { from: number; to: number } | null {
    if (this.dirtyTo === 0) return null;
    const range = { from: this.dirtyFrom, to: this.dirtyTo };
    this.dirtyFrom = Number.POSITIVE_INFINITY;
    this.dirtyTo = 0;
    return range;
  }
}

/**
 * applied: the state now holds the frame. stale: it builds on a frame this page does not hold. malformed: the bytes
 * are not a screen frame. After either of the last two the page asks for a key frame.
 */
export type ApplyOutcome = 'applied' | 'stale' | 'malformed';

/** Applies one screen message. The state is untouched unless the outcome is `applied`. */
export function applyScreen(message: ArrayBuffer, state: ScreenState): ApplyOutcome {
  if (message.byteLength < ViewScreenHead.sizeBytes) return 'malformed';
  const view = new DataView(message);
  if (view.getUint8(ViewScreenHead.kind) !== viewScreenKind) return 'malformed';
  const isKey = (view.getUint8(ViewScreenHead.flags) & viewScreenKeyFlag) !== 0;
  const paletteBytes = view.getUint16(ViewScreenHead.paletteBytes, true);
  const runsAt = ViewScreenHead.sizeBytes + paletteBytes;
  if (view.getUint32(ViewScreenHead.screenBytes, true) !== state.pixels.length) return 'malformed';
  if (paletteBytes !== state.palette.length || runsAt > message.byteLength) return 'malformed';
  if (!runsFit(view, runsAt, state.pixels.length)) return 'malformed';
  if (!isKey && (!state.hasFrame || view.getUint32(ViewScreenHead.baseSequence, true) !== state.sequence)) return 'stale';

  const bytes = new Uint8Array(message);
  copyPalette(bytes, state, paletteBytes);
  copyRuns(view, bytes, runsAt, state);
  state.sequence = view.getUint32(ViewScreenHead.sequence, true);
  state.epoch = Number(view.getBigUint64(ViewScreenHead.epoch, true));
  state.hasFrame = true;
  return 'applied';
}

function runsFit(view: DataView, runsAt: number, pixelBytes: number): boolean {
  let at = runsAt;
  let pixel = 0;
  while (at < view.byteLength) {
    if (at + viewRunBytes > view.byteLength) return false;
    pixel += view.getUint16(at + viewRunMap.skip.offset, true) * viewUnitBytes;
    const length = view.getUint16(at + viewRunMap.count.offset, true) * viewUnitBytes;
    at += viewRunBytes;
    if (length === 0) continue;
    if (pixel >= pixelBytes || pixel + length >= pixelBytes + viewUnitBytes) return false;
    const bytes = Math.min(length, pixelBytes - pixel);
    pixel += bytes;
    at += bytes;
  }
  return at === view.byteLength;
}

function copyRuns(view: DataView, bytes: Uint8Array, runsAt: number, state: ScreenState): void {
  let at = runsAt;
  let pixel = 0;
  while (at < bytes.length) {
    pixel += view.getUint16(at + viewRunMap.skip.offset, true) * viewUnitBytes;
    const length = Math.min(view.getUint16(at + viewRunMap.count.offset, true) * viewUnitBytes, state.pixels.length - pixel);
    at += viewRunBytes;
    if (length <= 0) continue;
    state.pixels.set(bytes.subarray(at, at + length), pixel);
    state.markDirty(pixel, pixel + length);
    pixel += length;
    at += length;
  }
}

function copyPalette(bytes: Uint8Array, state: ScreenState, paletteBytes: number): void {
  if (paletteBytes === 0) return;
  const palette = bytes.subarray(ViewScreenHead.sizeBytes, ViewScreenHead.sizeBytes + paletteBytes);
  if (palette.every((byte, i) => byte === state.palette[i])) return;
  state.palette.set(palette);
  // A new palette recolours every pixel, though no pixel byte changed.
  state.markDirty(0, state.pixels.length);
}
