import { AudioRing } from './ring';

// The audio thread's globals, which TypeScript's DOM library does not describe.
declare const sampleRate: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

const TARGET_MS = 60;
const CAPACITY_FRAMES = 32_768;

class GameSound extends AudioWorkletProcessor {
  private readonly ring = new AudioRing(CAPACITY_FRAMES, Math.round((sampleRate * TARGET_MS) / 1000));

  constructor() {
    super();
    this.port.onmessage = (event: MessageEvent<Int16Array>) => this.ring.push(event.data);
  }

  process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const channels = outputs[0]!;
    this.ring.pull(channels[0]!, channels[1] ?? channels[0]!);
    return true;
  }
}

registerProcessor('game-sound', GameSound);
