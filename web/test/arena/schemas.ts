import { Arena } from '../../src/arena/arena';
import type { Region } from '../../src/arena/region';
import type { RegionWriter } from '../../src/arena/regionWriter';
import type { RegionSchema } from '../../src/arena/schema';

export function bytesSchema(name: string, capacity: number, slots: number): RegionSchema {
  return { name, fields: [{ id: 1, name: 'value', type: 'u8', count: 1 }], capacity, slots, isVolatile: false };
}

export function must<T>(result: { ok: true; value: T } | { ok: false; fault: { message: string } }): T {
  if (!result.ok) throw new Error(result.fault.message);
  return result.value;
}

/** A region with its writer, and an attached thread's view of the same memory. */
export function openRegion(capacity: number, slots: number): { region: Region; writer: RegionWriter; outside: Region } {
  const arena = must(Arena.create());
  const region = must(arena.add(bytesSchema('value', capacity, slots)));
  const outside = must(Arena.attach(must(arena.admit()))).find('value')!;
  return { region, writer: must(region.acquireWriter(1n)), outside };
}

/** Fast: the test runner's own comparison looks at each byte as a value of its own. */
export function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
