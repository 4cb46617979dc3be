import { viewAckBytes, viewAckKind, viewAckMap, viewInputKind, viewInputMap, viewSampleMap, ViewSoundHead, viewSoundKind } from '../arena/generated/layout';

/** Binary frames of the socket, little-endian throughout: protocols/view/v1/stream.capnp has their layout, docs/reference/web-protocol.md their use. */
export const MAX_SAMPLES_PER_MESSAGE = viewInputMap.samples.count;

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
    const bytes = new Uint8Array(viewInputMap.samples.offset + batch.length * viewInputMap.samples.stride);
    const view = new DataView(bytes.buffer);
    bytes[viewInputMap.kind.offset] = viewInputKind;
    bytes[viewInputMap.count.offset] = batch.length;
    batch.forEach((sample, i) => {
      const at = viewInputMap.samples.offset + i * viewInputMap.samples.stride;
      view.setUint8(at + viewSampleMap.device.offset, sample.device);
      view.setUint16(at + viewSampleMap.control.offset, sample.control, true);
      view.setFloat32(at + viewSampleMap.value.offset, sample.value, true);
      view.setFloat32(at + viewSampleMap.value2.offset, sample.value2, true);
    });
    messages.push(bytes);
  }
  return messages;
}

export function encodeAck(sequence: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(viewAckBytes);
  bytes[viewAckMap.kind.offset] = viewAckKind;
  new DataView(bytes.buffer).setUint32(viewAckMap.sequence.offset, sequence, true);
  return bytes;
}

export interface AudioChunk {
  epoch: number;
  /** s16, left and right interleaved. */
  samples: Int16Array<ArrayBuffer>;
}

/** The chunk, or null when the message is too short or holds half a sample pair. */
export function decodeAudio(message: ArrayBuffer): AudioChunk | null {
  if (message.byteLength < ViewSoundHead.sizeBytes || (message.byteLength - ViewSoundHead.sizeBytes) % 4 !== 0) return null;
  const view = new DataView(message);
  if (view.getUint8(ViewSoundHead.kind) !== viewSoundKind) return null;
  return {
    epoch: Number(view.getBigUint64(ViewSoundHead.epoch, true)),
    samples: new Int16Array(message.slice(ViewSoundHead.sizeBytes)),
  };
}
