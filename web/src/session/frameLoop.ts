import { applyScreen, ScreenState } from '../protocol/screenDelta';
import type { ScreenInfo } from '../protocol/messages';
import { Renderer } from '../screen/renderer';
import type { Placement } from '../screen/fit';

/**
 * Takes screen frames as they come and draws the newest when the browser draws. A frame is acknowledged when it is
 * drawn, so that a hidden or slow page is sent no more than it shows.
 */
export class FrameLoop {
  private state: ScreenState;
  private renderer: Renderer | null = null;
  private placement: Placement | null = null;
  private toAcknowledge: number | null = null;
  private requested = 0;
  /** Runs before every drawn frame while it returns true. */
  poll: (() => boolean) | null = null;

  constructor(
    private readonly info: ScreenInfo,
    private readonly acknowledge: (sequence: number) => void,
    private readonly askForKey: () => void,
  ) {
    this.state = new ScreenState(info.pixelBytes, info.paletteBytes);
  }

  get hasFrame(): boolean {
    return this.state.hasFrame;
  }

  take(message: ArrayBuffer): void {
    if (applyScreen(message, this.state) !== 'applied') {
      this.askForKey();
      return;
    }
    this.toAcknowledge = this.state.sequence;
    this.request();
  }

  /** False when the browser has no WebGL 2. */
  attach(canvas: HTMLCanvasElement): boolean {
    this.renderer = Renderer.create(canvas, this.info);
    this.request();
    return this.renderer !== null;
  }

  detach(): void {
    this.renderer?.dispose();
    this.renderer = null;
    cancelAnimationFrame(this.requested);
    this.requested = 0;
  }

  place(placement: Placement): void {
    this.placement = placement;
    this.request();
  }

  request(): void {
    if (this.requested === 0) this.requested = requestAnimationFrame(this.frame);
  }

  private readonly frame = () => {
    this.requested = 0;
    const goOn = this.poll?.() ?? false;
    if (this.renderer !== null && this.placement !== null && this.state.hasFrame) {
      this.renderer.draw(this.state, this.placement);
    }
    if (this.toAcknowledge !== null) {
      this.acknowledge(this.toAcknowledge);
      this.toAcknowledge = null;
    }
    if (goOn) this.request();
  };
}
