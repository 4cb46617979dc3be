import { describe, expect, it } from 'vitest';
import { AudioRing } from '../src/audio/ring';

const TARGET = 2_646;
const QUANTUM = 128;
const TICK = 735;

function tone(frames: number, from: number): Int16Array {
  const samples = new Int16Array(frames * 2);
  for (let i = 0; i < frames; i++) {
    const value = Math.round(Math.sin(((from + i) * 2 * Math.PI * 440) / 44_100) * 16_000);
    samples[2 * i] = value;
    samples[2 * i + 1] = -value;
  }
  return samples;
}

/** Plays for a while with a source that is `rate` times as fast as the clock that plays. */
function play(ring: AudioRing, seconds: number, rate: number): { fills: number[]; loudest: number; steepest: number } {
  const left = new Float32Array(QUANTUM);
  const right = new Float32Array(QUANTUM);
  const fills: number[] = [];
  let due = 0;
  let made = 0;
  let last = 0;
  let loudest = 0;
  let steepest = 0;
  for (let played = 0; played < seconds * 44_100; played += QUANTUM) {
    due += QUANTUM * rate;
    for (; due >= TICK; due -= TICK) {
      ring.push(tone(TICK, made));
      made += TICK;
    }
    ring.pull(left, right);
    for (const value of left) {
      loudest = Math.max(loudest, Math.abs(value));
      steepest = Math.max(steepest, Math.abs(value - last));
      last = value;
    }
    if (played > 44_100) fills.push(ring.fill);
  }
  return { fills, loudest, steepest };
}

describe('AudioRing', () => {
  it('is silent until it has the target in hand', () => {
    const ring = new AudioRing(8_192, TARGET);
    const left = new Float32Array(QUANTUM);
    ring.push(tone(TICK, 0));
    ring.pull(left, new Float32Array(QUANTUM));
    expect(left.every((value) => value === 0)).toBe(true);
  });

  it.each([0.999, 1, 1.001])('holds its fill against a source at %f of its speed', (rate) => {
    const { fills, loudest } = play(new AudioRing(8_192, TARGET), 20, rate);
    expect(loudest).toBeGreaterThan(0.45);
    expect(Math.min(...fills)).toBeGreaterThan(TARGET * 0.3);
    expect(Math.max(...fills)).toBeLessThan(TARGET * 2);
  });

  it('fades when it runs dry, and does not click', () => {
    const ring = new AudioRing(8_192, TARGET);
    const { steepest } = play(ring, 3, 0.8);
    // A 440 Hz tone at half amplitude moves by 0.031 a sample; a gap without a fade would jump by up to 0.5.
    expect(steepest).toBeLessThan(0.06);
  });

  it('drops the oldest when far too much comes', () => {
    const ring = new AudioRing(32_768, TARGET);
    ring.push(tone(30_000, 0));
    expect(ring.fill).toBe(TARGET);
  });
});
