import { SERVER_SCREEN } from './codec';

/** Deltas count in units of this many bytes; the last unit of a screen may be shorter. */
export const UNIT_BYTES = 16;
export const SCREEN_HEADER_BYTES = 24;
const FLAG_KEY = 1;

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
  if (message.byteLength < SCREEN_HEADER_BYTES) return 'malformed';
  const view = new DataView(message);
  if (view.getUint8(0) !== SERVER_SCREEN) return 'malformed';
  const isKey = (view.getUint8(1) & FLAG_KEY) !== 0;
  const paletteBytes = view.getUint16(2, true);
  const runsAt = SCREEN_HEADER_BYTES + paletteBytes;
  if (view.getUint32(20, true) !== state.pixels.length) return 'malformed';
  if (paletteBytes !== state.palette.length || runsAt > message.byteLength) return 'malformed';
  if (!runsFit(view, runsAt, state.pixels.length)) return 'malformed';
  if (!isKey && (!state.hasFrame || view.getUint32(16, true) !== state.sequence)) return 'stale';

  const bytes = new Uint8Array(message);
  copyPalette(bytes, state, paletteBytes);
  copyRuns(view, bytes, runsAt, state);
  state.sequence = view.getUint32(4, true);
  state.epoch = Number(view.getBigUint64(8, true));
  state.hasFrame = true;
  return 'applied';
}

function runsFit(view: DataView, runsAt: number, pixelBytes: number): boolean {
  let at = runsAt;
  let pixel = 0;
  while (at < view.byteLength) {
    if (at + 4 > view.byteLength) return false;
    pixel += view.getUint16(at, true) * UNIT_BYTES;
    const length = view.getUint16(at + 2, true) * UNIT_BYTES;
    at += 4;
    if (length === 0) continue;
    if (pixel >= pixelBytes || pixel + length >= pixelBytes + UNIT_BYTES) return false;
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
    pixel += view.getUint16(at, true) * UNIT_BYTES;
    const length = Math.min(view.getUint16(at + 2, true) * UNIT_BYTES, state.pixels.length - pixel);
    at += 4;
    if (length <= 0) continue;
    state.pixels.set(bytes.subarray(at, at + length), pixel);
    state.markDirty(pixel, pixel + length);
    pixel += length;
    at += length;
  }
}

function copyPalette(bytes: Uint8Array, state: ScreenState, paletteBytes: number): void {
  if (paletteBytes === 0) return;
  const palette = bytes.subarray(SCREEN_HEADER_BYTES, SCREEN_HEADER_BYTES + paletteBytes);
  if (palette.every((byte, i) => byte === state.palette[i])) return;
  state.palette.set(palette);
  // A new palette recolours every pixel, though no pixel byte changed.
  state.markDirty(0, state.pixels.length);
}
