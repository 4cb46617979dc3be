import { describe, expect, it } from 'vitest';
import { ViewScreenHead, viewUnitBytes } from '../src/arena/generated/layout';
import { applyScreen, ScreenState } from '../src/protocol/screenDelta';
import { randomFrom } from './random';
import screenVectors from './vectors/screen.json';

interface Vector {
  pixelBytes: number;
  paletteBytes: number;
  frames: { message: string; pixels: string; palette: string; epoch: number }[];
}

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('');
}

function message(options: { key?: boolean; sequence?: number; base?: number; pixelBytes: number; runs: number[] }): ArrayBuffer {
  const bytes = new Uint8Array(ViewScreenHead.sizeBytes + options.runs.length);
  const view = new DataView(bytes.buffer);
  bytes[0] = 1;
  bytes[1] = options.key === true ? 1 : 0;
  view.setUint32(4, options.sequence ?? 1, true);
  view.setUint32(16, options.base ?? 0, true);
  view.setUint32(20, options.pixelBytes, true);
  bytes.set(options.runs, ViewScreenHead.sizeBytes);
  return bytes.buffer;
}

describe('applyScreen', () => {
  // The same file holds the server's encoder to these bytes: tests/Ludos.Web.Tests/Protocol/ScreenVectorTests.cs.
  const vectors = screenVectors as Vector[];

  it.each(vectors.map((vector, i) => [i, vector] as const))('decodes what the server encodes, vector %i', (_, vector) => {
    const state = new ScreenState(vector.pixelBytes, vector.paletteBytes);
    for (const frame of vector.frames) {
      expect(applyScreen(bytesOf(frame.message).buffer, state)).toBe('applied');
      expect(hexOf(state.pixels)).toBe(frame.pixels);
      expect(hexOf(state.palette)).toBe(frame.palette);
      expect(state.epoch).toBe(frame.epoch);
    }
  });

  it('refuses a delta on a frame it does not hold, and keeps what it has', () => {
    const state = new ScreenState(16, 0);
    const delta = message({ sequence: 5, base: 4, pixelBytes: 16, runs: [0, 0, 1, 0, ...Array<number>(16).fill(9)] });
    expect(applyScreen(delta, state)).toBe('stale');
    expect(state.hasFrame).toBe(false);
    expect([...state.pixels]).toEqual(Array(16).fill(0));
  });

  it('refuses runs that pass the end of the screen', () => {
    const state = new ScreenState(20, 0);
    const tooLong = message({ key: true, pixelBytes: 20, runs: [0, 0, 3, 0, ...Array<number>(48).fill(1)] });
    expect(applyScreen(tooLong, state)).toBe('malformed');
    const past = message({ key: true, pixelBytes: 20, runs: [2, 0, 1, 0, 1, 1, 1, 1] });
    expect(applyScreen(past, state)).toBe('malformed');
    expect([...state.pixels]).toEqual(Array(20).fill(0));
  });

  it('marks the rows that changed, and all of them for a new palette', () => {
    const state = new ScreenState(64, 0);
    applyScreen(message({ key: true, pixelBytes: 64, runs: [2, 0, 1, 0, ...Array<number>(16).fill(1)] }), state);
    expect(state.takeDirty()).toEqual({ from: 32, to: 48 });
    expect(state.takeDirty()).toBeNull();
  });

  it('survives any bytes: applied or refused, never out of bounds', () => {
    const random = randomFrom(20_261);
    const state = new ScreenState(100, 0);
    let applied = 0;
    for (let round = 0; round < 5_000; round++) {
      const runs = Array.from({ length: Math.floor(random() * 80) }, () => (random() < 0.6 ? Math.floor(random() * 3) : Math.floor(random() * 256)));
      const mangled = new Uint8Array(message({ key: random() < 0.8, pixelBytes: 100, runs }));
      if (random() < 0.3) mangled[Math.floor(random() * mangled.length)] = Math.floor(random() * 256);
      const cut = random() < 0.2 ? mangled.slice(0, Math.floor(random() * mangled.length)) : mangled;
      const before = hexOf(state.pixels);
      const outcome = applyScreen(cut.buffer, state);
      if (outcome === 'applied') applied++;
      else expect(hexOf(state.pixels)).toBe(before);
      expect(state.pixels.length).toBe(100);
    }
    expect(applied).toBeGreaterThan(25);
  });

  it('takes a screen whose last unit is short', () => {
    const state = new ScreenState(viewUnitBytes + 4, 0);
    expect(applyScreen(message({ key: true, pixelBytes: viewUnitBytes + 4, runs: [1, 0, 1, 0, 7, 8, 9, 10] }), state)).toBe('applied');
    expect([...state.pixels.slice(viewUnitBytes)]).toEqual([7, 8, 9, 10]);
  });
});
