import { Arena } from '../../src/arena/arena';
import { applyDelta } from '../../src/arena/delta';
import { encodeDelta } from '../../src/arena/deltaEncoder';
import type { Region } from '../../src/arena/region';
import type { RegionReader } from '../../src/arena/regionReader';
import type { RegionWriter, SlotHold, WriteMode } from '../../src/arena/regionWriter';
import type { FieldSchema } from '../../src/arena/schema';

/** One file of tests/conformance/arena; its README tells what each step asserts. */
export interface Scenario {
  name: string;
  region: { name: string; fields: FieldSchema[]; capacity: number; slots: number };
  steps: Step[];
}

type Step = { op: string } & Record<string, unknown>;

interface Kept {
  content: Uint8Array;
  epoch: bigint;
}

const RESULT_OF_CODE: Readonly<Record<string, string>> = { wrongBase: 'wrongBase', outOfBounds: 'outOfBounds', corrupt: 'corrupt' };
const WAIT_MS = 5;

/** Runs a scenario on a writer's arena and on one attached to it. Null when every step is as it says, else which is not. */
export async function runScenario(scenario: Scenario): Promise<string | null> {
  const run = new Run(scenario);
  for (const [i, step] of scenario.steps.entries()) {
    try {
      await run.take(step);
    } catch (error) {
      return `${scenario.name}, step ${i} (${JSON.stringify(step).slice(0, 160)}): ${error instanceof Error ? error.message : String(error)}`;
    }
  }
  return null;
}

class Run {
  private readonly region: Region;
  private readonly outside: Region;
  private readonly writer: RegionWriter;
  private readonly readers = new Map<string, RegionReader>();
  private readonly holds = new Map<string, SlotHold>();
  private readonly kept = new Map<string, Kept>();
  private mode: WriteMode = 'replace';
  private open: Uint8Array | null = null;
  private lastDelta = new Uint8Array(0) as Uint8Array;

  constructor(scenario: Scenario) {
    const arena = must(Arena.create());
    this.region = must(arena.add({ ...scenario.region, isVolatile: false }));
    this.writer = must(this.region.acquireWriter(1n));
    this.outside = must(Arena.attach(must(arena.admit()))).find(scenario.region.name)!;
  }

  async take(step: Step): Promise<void> {
    const { op } = step;
    if (op === 'begin') this.begin(text(step, 'mode'));
    else if (op === 'write') this.write(number(step, 'at'), bytes(step, 'hex'));
    else if (op === 'publish') this.publish(step);
    else if (op === 'discard') this.discard();
    else if (op === 'pin') this.pin(text(step, 'reader'), epoch(step, 'epoch'));
    else if (op === 'read') expectBytes(this.reader(step).bytes, step);
    else if (op === 'close') this.close(step);
    else if (op === 'front') this.front(step);
    else if (op === 'wait') await this.wait(step);
    else if (op === 'hold') this.holds.set(text(step, 'label'), this.writer.holdFront());
    else if (op === 'release') this.hold(step).release();
    else if (op === 'republish') expectSame(this.writer.republish(this.hold(step)), epoch(step, 'epoch'), 'epoch');
    else if (op === 'keep') this.kept.set(text(step, 'label'), { content: this.region.front.slice(), epoch: this.region.epoch });
    else if (op === 'delta') this.delta(step);
    else if (op === 'apply') this.apply(step);
    else throw new Error(`This runner does not know '${op}'.`);
  }

  private begin(mode: string): void {
    if (mode !== 'replace' && mode !== 'carry' && mode !== 'patch') throw new Error(`This runner does not know the mode '${mode}'.`);
    this.mode = mode;
    this.open = this.writer.begin(mode);
  }

  private write(at: number, what: Uint8Array): void {
    if (this.open === null) throw new Error('No write is open.');
    if (this.mode === 'patch') this.writer.change(at, what.length).set(what);
    else this.open.set(what, at);
  }

  private publish(step: Step): void {
    expectSame(this.writer.publish(), epoch(step, 'epoch'), 'epoch');
    this.open = null;
  }

  private discard(): void {
    this.writer.discard();
    this.open = null;
  }

  private pin(name: string, expected: bigint): void {
    let reader = this.readers.get(name);
    if (reader === undefined) this.readers.set(name, (reader = this.outside.openReader()));
    reader.open();
    expectSame(reader.epoch, expected, 'pinned epoch');
  }

  private close(step: Step): void {
    const reader = this.reader(step);
    expectSame(reader.close(), text(step, 'outcome'), 'outcome');
    expectSame(reader.close(), text(step, 'outcome'), 'outcome of a second close');
  }

  private front(step: Step): void {
    for (const region of [this.region, this.outside]) {
      expectSame(region.epoch, epoch(step, 'epoch'), 'epoch');
      expectBytes(region.front, step);
    }
  }

  /** A page's own thread may not sleep, so there it waits in the way that pages have. */
  private async wait(step: Step): Promise<void> {
    const after = epoch(step, 'after');
    const woken = await (this.outside.waitAsync(after, WAIT_MS) ?? this.outside.wait(after, WAIT_MS));
    expectSame(woken, step.woken, 'woken');
  }

  private delta(step: Step): void {
    const [from, to] = [this.content(text(step, 'from')), this.content(text(step, 'to'))];
    this.lastDelta = encodeDelta(from.content, to.content, { region: 0, strideBytes: this.region.strideBytes, baseEpoch: from.epoch, epoch: to.epoch });
    if (step.hex !== undefined) expectSame(hexOf(this.lastDelta), text(step, 'hex'), 'delta');
  }

  private apply(step: Step): void {
    const target = this.content(text(step, 'label'));
    const delta = step.delta === undefined ? this.lastDelta : bytes(step, 'delta');
    const applied = applyDelta(delta, target.content, target.epoch, this.region.strideBytes);
    const result = applied.ok ? 'ok' : (RESULT_OF_CODE[applied.fault.code] ?? applied.fault.code);
    expectSame(result, text(step, 'result'), 'result');
    if (applied.ok) target.epoch = applied.value;
    expectSame(target.epoch, epoch(step, 'epoch'), 'epoch');
    expectBytes(target.content, step);
  }

  private reader(step: Step): RegionReader {
    const reader = this.readers.get(text(step, 'reader'));
    if (reader === undefined) throw new Error('That reader has pinned nothing.');
    return reader;
  }

  private hold(step: Step): SlotHold {
    const hold = this.holds.get(text(step, 'label'));
    if (hold === undefined) throw new Error('Nothing is held under that label.');
    return hold;
  }

  private content(label: string): Kept {
    const kept = this.kept.get(label);
    if (kept === undefined) throw new Error(`Nothing is kept as '${label}'.`);
    return kept;
  }
}

function must<T>(result: { ok: true; value: T } | { ok: false; fault: { message: string } }): T {
  if (!result.ok) throw new Error(result.fault.message);
  return result.value;
}

function text(step: Step, name: string): string {
  const value = step[name];
  if (typeof value !== 'string') throw new Error(`The step has no '${name}'.`);
  return value;
}

function number(step: Step, name: string): number {
  const value = step[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new Error(`The step has no number '${name}'.`);
  return value;
}

function epoch(step: Step, name: string): bigint {
  return BigInt(number(step, name));
}

function bytes(step: Step, name: string): Uint8Array {
  return Uint8Array.from(text(step, name).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function expectBytes(content: Uint8Array, step: Step): void {
  const expected = text(step, 'hex');
  const at = number(step, 'at');
  expectSame(hexOf(content.subarray(at, at + expected.length / 2)), expected, `bytes at ${at}`);
}

function expectSame(found: unknown, expected: unknown, what: string): void {
  if (found !== expected) throw new Error(`${what} is ${String(found)}, not ${String(expected)}`);
}

function hexOf(content: Uint8Array): string {
  return Array.from(content, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
