import type { Extent } from './points';

/** Room left around the points, as a share of their extent. */
const MARGIN = 0.04;

export interface Frame {
  /** The middle of what is shown, in the region's units. */
  x: number;
  y: number;
  /** Device pixels a unit. */
  scale: number;
}

/** Keeps in view all that was ever seen; equal units in both directions, y down as games count. */
export class PointCamera {
  private x: Extent | null = null;
  private y: Extent | null = null;

  see(x: Extent | null, y: Extent | null): void {
    this.x = join(this.x, x);
    this.y = join(this.y, y);
  }

  frame(width: number, height: number): Frame {
    const x = this.x ?? { low: 0, high: 1 };
    const y = this.y ?? { low: 0, high: 1 };
    const wide = Math.max(x.high - x.low, 1e-6) * (1 + 2 * MARGIN);
    const high = Math.max(y.high - y.low, 1e-6) * (1 + 2 * MARGIN);
    return { x: (x.low + x.high) / 2, y: (y.low + y.high) / 2, scale: Math.min(width / wide, height / high) };
  }
}

function join(a: Extent | null, b: Extent | null): Extent | null {
  if (a === null || b === null) return a ?? b;
  return { low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) };
}
