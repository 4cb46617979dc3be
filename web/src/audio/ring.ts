/** The browser's side of the sound: a ring of stereo frames that keeps about `target` frames in hand. */

/** How far playback may bend to hold the target: 0.5 % is not heard. */
const MAX_BEND = 0.005;
/** Frames over which a gap fades out and in, so that it does not click. */
const FADE_FRAMES = 64;

export class AudioRing {
  private readonly left: Float32Array;
  private readonly right: Float32Array;
  private readonly mask: number;
  private writeAt = 0;
  private readAt = 0;
  private playing = false;
  private gain = 0;
  private lastLeft = 0;
  private lastRight = 0;

  /** `capacity` frames, a power of two. */
  constructor(
    capacity: number,
    private readonly target: number,
  ) {
    this.left = new Float32Array(capacity);
    this.right = new Float32Array(capacity);
    this.mask = capacity - 1;
  }

  /** Frames in hand. */
  get fill(): number {
    return this.writeAt - this.readAt;
  }

  /** Takes interleaved s16 stereo. When there is far too much in hand, the oldest goes. */
  push(samples: Int16Array): void {
    const frames = samples.length >> 1;
    for (let i = 0; i < frames; i++) {
      const slot = this.writeAt & this.mask;
      this.left[slot] = samples[2 * i]! / 32768;
      this.right[slot] = samples[2 * i + 1]! / 32768;
      this.writeAt++;
    }
    if (this.fill > Math.min(4 * this.target, this.mask)) this.readAt = this.writeAt - this.target;
  }

  /** Fills both channels; silence when too little is in hand, until the target is reached again. */
  pull(left: Float32Array, right: Float32Array): void {
    if (!this.playing && this.fill >= this.target) this.playing = true;
    const bend = Math.max(-MAX_BEND, Math.min(MAX_BEND, ((this.fill - this.target) / this.target) * MAX_BEND));
    const step = 1 + bend;
    for (let i = 0; i < left.length; i++) {
      if (this.playing && this.fill < 2) this.playing = false;
      this.gain = this.playing ? Math.min(1, this.gain + 1 / FADE_FRAMES) : Math.max(0, this.gain - 1 / FADE_FRAMES);
      if (this.playing) {
        this.readFrame();
        this.readAt += step;
      }
      left[i] = this.lastLeft * this.gain;
      right[i] = this.lastRight * this.gain;
    }
  }

  private readFrame(): void {
    const whole = Math.floor(this.readAt);
    const part = this.readAt - whole;
    const a = whole & this.mask;
    const b = (whole + 1) & this.mask;
    this.lastLeft = this.left[a]! * (1 - part) + this.left[b]! * part;
    this.lastRight = this.right[a]! * (1 - part) + this.right[b]! * part;
  }
}
