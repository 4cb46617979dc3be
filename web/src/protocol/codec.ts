/** Binary frames of the socket. Little-endian throughout; docs/reference/web-protocol.md has the tables. */

export const SERVER_SCREEN = 0x01;
export const SERVER_AUDIO = 0x02;
export const CLIENT_INPUT = 0x10;
export const CLIENT_ACK = 0x11;

export const MAX_SAMPLES_PER_MESSAGE = 64;
const SAMPLE_BYTES = 11;
const AUDIO_HEADER_BYTES = 16;

export const enum Device {
  Keyboard = 0,
  Mouse = 1,
  Touch = 2,
  Gamepad = 3,
}

export interface Sample {
  device: number;
  control: number;
  value: number;
  value2: number;
}

/** One message per 64 samples. */
export function encodeInput(samples: readonly Sample[]): Uint8Array<ArrayBuffer>[] {
  const messages: Uint8Array<ArrayBuffer>[] = [];
  for (let from = 0; from < samples.length; from += MAX_SAMPLES_PER_MESSAGE) {
    const batch = samples.slice(from, from + MAX_SAMPLES_PER_MESSAGE);
    const bytes = new Uint8Array(2 + batch.length * SAMPLE_BYTES);
    const view = new DataView(bytes.buffer);
    bytes[0] = CLIENT_INPUT;
    bytes[1] = batch.length;
    batch.forEach((sample, i) => {
      const at = 2 + i * SAMPLE_BYTES;
      view.setUint8(at, sample.device);
      view.setUint16(at + 1, sample.control, true);
      view.setFloat32(at + 3, sample.value, true);
      view.setFloat32(at + 7, sample.value2, true);
    });
    messages.push(bytes);
  }
  return messages;
}

export function encodeAck(sequence: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(5);
  bytes[0] = CLIENT_ACK;
  new DataView(bytes.buffer).setUint32(1, sequence, true);
  return bytes;
}

export interface AudioChunk {
  epoch: number;
  /** s16, left and right interleaved. */
  samples: Int16Array<ArrayBuffer>;
}

/** The chunk, or null when the message is too short or holds half a sample pair. */
export function decodeAudio(message: ArrayBuffer): AudioChunk | null {
  if (message.byteLength < AUDIO_HEADER_BYTES || (message.byteLength - AUDIO_HEADER_BYTES) % 4 !== 0) return null;
  const view = new DataView(message);
  if (view.getUint8(0) !== SERVER_AUDIO) return null;
  return {
    epoch: Number(view.getBigUint64(8, true)),
    samples: new Int16Array(message.slice(AUDIO_HEADER_BYTES)),
  };
}
