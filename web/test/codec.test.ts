import { describe, expect, it } from 'vitest';
import { decodeAudio, encodeAck, encodeInput, MAX_SAMPLES_PER_MESSAGE } from '../src/protocol/codec';
import { parseServerMessage } from '../src/protocol/messages';
import { randomFrom } from './random';

describe('encodeInput', () => {
  it('writes device, control and both values, little-endian', () => {
    const [bytes] = encodeInput([{ device: 1, control: 0x0102, value: 1, value2: -2 }]);
    expect([...bytes!]).toEqual([0x10, 1, 1, 0x02, 0x01, 0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]);
  });

  it('splits what does not fit one message', () => {
    const samples = Array.from({ length: MAX_SAMPLES_PER_MESSAGE + 1 }, () => ({ device: 0, control: 4, value: 1, value2: 0 }));
    expect(encodeInput(samples).map((bytes) => bytes[1])).toEqual([MAX_SAMPLES_PER_MESSAGE, 1]);
    expect(encodeInput([])).toEqual([]);
  });
});

it('encodeAck writes the sequence', () => {
  expect([...encodeAck(0x01020304)]).toEqual([0x11, 4, 3, 2, 1]);
});

describe('decodeAudio', () => {
  it('reads epoch and samples', () => {
    const bytes = new Uint8Array([2, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0xff, 0xff]);
    const chunk = decodeAudio(bytes.buffer);
    expect(chunk?.epoch).toBe(7);
    expect([...chunk!.samples]).toEqual([1, -1]);
  });

  it('refuses what is too short, half a frame, or something else', () => {
    expect(decodeAudio(new ArrayBuffer(15))).toBeNull();
    expect(decodeAudio(new Uint8Array([2, ...Array<number>(17).fill(0)]).buffer)).toBeNull();
    expect(decodeAudio(new Uint8Array(16).buffer)).toBeNull();
  });
});

describe('parseServerMessage', () => {
  it('knows its own messages and leaves others', () => {
    expect(parseServerMessage('{"type":"bye","text":"x"}')).toEqual({ type: 'bye', text: 'x' });
    expect(parseServerMessage('{"type":"later"}')).toBeNull();
    expect(parseServerMessage('[1]')).toBeNull();
    expect(parseServerMessage('null')).toBeNull();
  });

  it('never throws, whatever the text', () => {
    const random = randomFrom(7);
    const letters = '{}[]",:typehlo0123 \\u\n';
    for (let round = 0; round < 5_000; round++) {
      const text = Array.from({ length: Math.floor(random() * 40) }, () => letters[Math.floor(random() * letters.length)]).join('');
      expect(() => parseServerMessage(text)).not.toThrow();
    }
  });
});
