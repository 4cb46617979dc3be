import { offsetsOf, strideOf, typeBytes, type FieldType, type RegionSchema } from '../arena/schema';
import { readNumber } from './columns';

/** WebGL takes no larger stride. */
const MAX_STRIDE = 255;
const NAMES_OF_KIND = ['species', 'kind', 'type', 'team', 'colour', 'color', 'state'];

export interface Scalar {
  readonly name: string;
  readonly type: FieldType;
  readonly offset: number;
}

/** How a region's elements are drawn as points: where in an element x and y lie, and what may colour them. */
export interface PointLayout {
  readonly x: Scalar;
  readonly y: Scalar;
  readonly strideBytes: number;
  readonly capacity: number;
  readonly colours: readonly Scalar[];
}

/** Null for a region that has no x and y, or whose elements the GPU cannot read as they lie. */
export function pointLayoutOf(schema: RegionSchema): PointLayout | null {
  const offsets = offsetsOf(schema.fields);
  // The GPU knows no 64-bit values.
  const scalars = schema.fields
    .map((field, i) => ({ name: field.name, type: field.type, offset: offsets[i]!, count: field.count }))
    .filter((field) => field.count === 1 && typeBytes(field.type) <= 4);
  const x = scalars.find((field) => field.name === 'x');
  const y = scalars.find((field) => field.name === 'y');
  const strideBytes = strideOf(schema.fields);
  if (x === undefined || y === undefined || strideBytes > MAX_STRIDE) return null;
  return { x, y, strideBytes, capacity: schema.capacity, colours: scalars.filter((field) => field !== x && field !== y) };
}

/** What colours the points unless a person chooses: a field that tells kinds apart, else any that is a byte. */
export function likeliestColour(layout: PointLayout): Scalar | null {
  return layout.colours.find((field) => NAMES_OF_KIND.includes(field.name.toLowerCase())) ?? layout.colours.find((field) => field.type === 'u8') ?? null;
}

export interface Extent {
  low: number;
  high: number;
}

/** The extent of a field over all elements; null when none is finite. */
export function extentOf(field: Scalar, layout: PointLayout, content: Uint8Array): Extent | null {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  let [low, high] = [Infinity, -Infinity];
  for (let at = field.offset; at < content.length; at += layout.strideBytes) {
    const value = readNumber(field.type, view, at);
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? { low, high } : null;
}

/** The element nearest to a place, within `reach`; -1 for none. */
export function nearestElement(layout: PointLayout, content: Uint8Array, x: number, y: number, reach: number): number {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  let best = -1;
  let bestSquare = reach * reach;
  for (let element = 0; element < layout.capacity; element++) {
    const at = element * layout.strideBytes;
    const dx = readNumber(layout.x.type, view, at + layout.x.offset) - x;
    const dy = readNumber(layout.y.type, view, at + layout.y.offset) - y;
    const square = dx * dx + dy * dy;
    if (square <= bestSquare) [best, bestSquare] = [element, square];
  }
  return best;
}
