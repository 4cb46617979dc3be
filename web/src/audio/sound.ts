import type { AudioInfo } from '../protocol/messages';

const WORKLET_URL = '/assets/audio-worklet.js';
/** A volume change takes this long, so that it does not click. */
const GLIDE_SECONDS = 0.02;

/** off: the game has no sound. waiting: the browser wants a gesture first. on: playing. broken: this browser cannot. */
export type SoundState = 'off' | 'waiting' | 'on' | 'broken';

/** Plays the game's sound. Starts at the first gesture, as browsers demand. */
export class Sound {
  private context: AudioContext | null = null;
  private node: AudioWorkletNode | null = null;
  private gain: GainNode | null = null;
  private volume = 1;
  state: SoundState = 'off';

  constructor(private readonly changed: () => void) {}

  configure(info: AudioInfo | null): void {
    if (info === null) {
      this.become('off');
      return;
    }
    if (this.context !== null && this.context.sampleRate === info.sampleRateHz) return;
    this.dispose();
    this.rateHz = info.sampleRateHz;
    this.become('waiting');
  }

  private rateHz = 44_100;

  /** Call from a user's gesture. */
  async start(): Promise<void> {
    if (this.state !== 'waiting') return;
    try {
      this.context ??= new AudioContext({ sampleRate: this.rateHz, latencyHint: 'interactive' });
      const context = this.context;
      if (this.node === null) {
        await context.audioWorklet.addModule(WORKLET_URL);
        if (this.context !== context || this.node !== null) return;
        this.node = new AudioWorkletNode(context, 'game-sound', { numberOfInputs: 0, outputChannelCount: [2] });
        this.gain = new GainNode(context, { gain: this.volume });
        this.node.connect(this.gain).connect(context.destination);
      }
      await context.resume();
      if (context.state === 'running') this.become('on');
    } catch {
      this.become('broken');
    }
  }

  /** 0 to 1; what a person hears as half is less than half the amplitude. */
  setVolume(volume: number): void {
    this.volume = volume * volume;
    if (this.gain !== null && this.context !== null) {
      this.gain.gain.setTargetAtTime(this.volume, this.context.currentTime, GLIDE_SECONDS);
    }
  }

  push(samples: Int16Array<ArrayBuffer>): void {
    if (this.state === 'on') this.node?.port.postMessage(samples, [samples.buffer]);
  }

  dispose(): void {
    void this.context?.close();
    this.context = null;
    this.node = null;
    this.gain = null;
  }

  private become(state: SoundState): void {
    if (this.state === state) return;
    this.state = state;
    this.changed();
  }
}
