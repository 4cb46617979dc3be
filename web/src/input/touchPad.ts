/** Share of the pad's half width that counts as its middle. */
const DEAD_ZONE = 0.12;
/** tan 22.5°: a thumb nearer to an axis than this presses one direction only. */
const DIAGONAL = 0.4142;

/** The directions that a thumb at (x, y) presses; both run from -0.5 to 0.5 over the pad. */
export function padDirections(x: number, y: number): ReadonlySet<string> {
  const held = new Set<string>();
  if (Math.hypot(x, y) < DEAD_ZONE) return held;
  if (Math.abs(x) > Math.abs(y) * DIAGONAL) held.add(x < 0 ? 'left' : 'right');
  if (Math.abs(y) > Math.abs(x) * DIAGONAL) held.add(y < 0 ? 'up' : 'down');
  return held;
}
