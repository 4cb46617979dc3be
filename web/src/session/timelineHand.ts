import type { TimelineMessage } from '../protocol/messages';

/** A wish that the game has not answered for so long is let go: the game's own word counts again. */
const PATIENCE_MS = 1_500;

/**
 * The page's hand on the timeline. While it holds or waits, the page shows the tick that was asked for; one wish goes out
 * for each drawn frame, and only the newest.
 */
export class TimelineHand {
  private wanted: number | null = null;
  private sentAtMs = 0;
  private holding = false;
  private scheduled = false;

  constructor(
    private readonly say: (message: { op: 'seek'; tick: number }) => void,
    private readonly schedule: (callback: () => void) => void,
    private readonly nowMs: () => number,
    private readonly shown: (tick: number | null) => void,
  ) {}

  grab(): void {
    this.holding = true;
  }

  letGo(): void {
    this.holding = false;
  }

  moveTo(tick: number): void {
    if (tick === this.wanted) return;
    this.wanted = tick;
    this.shown(tick);
    if (this.scheduled) return;
    this.scheduled = true;
    this.schedule(() => {
      if (this.scheduled) this.send();
    });
  }

  /** Something else is about to be asked: what waits goes first, and then the game's own word counts. */
  settle(): void {
    if (this.scheduled) this.send();
    this.forget();
  }

  /** What the game says of where it stands. */
  told(timeline: TimelineMessage): void {
    if (this.wanted === null || this.holding || this.scheduled) return;
    const answered = timeline.tick === Math.min(timeline.last, Math.max(timeline.first, this.wanted));
    if (answered || this.nowMs() - this.sentAtMs > PATIENCE_MS) this.forget();
  }

  forget(): void {
    if (this.wanted === null) return;
    this.wanted = null;
    this.shown(null);
  }

  private send(): void {
    this.scheduled = false;
    if (this.wanted === null) return;
    this.sentAtMs = this.nowMs();
    this.say({ op: 'seek', tick: this.wanted });
  }
}
