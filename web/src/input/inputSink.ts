import { encodeInput, type Sample } from '../protocol/codec';

/**
 * Gathers samples and hands them on: presses at once, moves at most once a frame. Repeats of a value are left out, so
 * a held key costs nothing.
 */
export class InputSink {
  private readonly last = new Map<number, number>();
  private readonly held = new Map<number, Sample>();
  private move: Sample | null = null;
  private moveScheduled = false;

  constructor(
    private readonly send: (message: Uint8Array<ArrayBuffer>) => void,
    private readonly schedule: (callback: () => void) => void,
  ) {}

  /** A button or axis. */
  set(device: number, control: number, value: number): void {
    const key = (device << 16) | control;
    if ((this.last.get(key) ?? 0) === value) return;
    this.last.set(key, value);
    const sample = { device, control, value, value2: 0 };
    if (value === 0) this.held.delete(key);
    else this.held.set(key, sample);
    this.emit([sample]);
  }

  /** A point on the screen; the newest wins. */
  moveTo(device: number, x: number, y: number): void {
    this.move = { device, control: 0, value: x, value2: y };
    if (this.moveScheduled) return;
    this.moveScheduled = true;
    this.schedule(() => {
      this.moveScheduled = false;
      this.emit([]);
    });
  }

  /** A change that carries no held state, such as a finger lifted. */
  pulse(device: number, control: number): void {
    this.emit([{ device, control, value: 0, value2: 0 }]);
  }

  /** Lets go of everything: the page lost the focus, or a dialog opened. */
  releaseAll(): void {
    const samples = [...this.held.values()].map((sample) => ({ ...sample, value: 0 }));
    this.held.clear();
    this.last.clear();
    if (samples.length > 0) this.emit(samples);
  }

  /** After a reconnect the server holds nothing; neither does this. */
  forget(): void {
    this.held.clear();
    this.last.clear();
    this.move = null;
  }

  private emit(samples: Sample[]): void {
    const all = this.move === null ? samples : [this.move, ...samples];
    this.move = null;
    for (const message of encodeInput(all)) this.send(message);
  }
}
