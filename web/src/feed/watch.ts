import type { Arena } from '../arena/arena';
import { ViewRegionHead } from '../arena/generated/layout';
import { Replica } from '../arena/replica';
import { MIN_MANY_SLOTS, type RegionSchema } from '../arena/schema';
import { FeedCounters } from './counters';
import { encodeRegionAck, type FrameHeader } from './wire';

/** The front, one to fill, and two that the page may hold: enough that no reader on the page is revoked. */
const REPLICA_SLOTS = MIN_MANY_SLOTS + 1;
/** Keys that may be refused in a row before the feed counts as broken. */
const MAX_REFUSALS = 3;
const WORKER_HOLDER = 1n;

/** taken: tell the page nothing. key: the content was lost, ask for a key. broken: give the feed up. */
export type FrameOutcome = { kind: 'applied'; epoch: bigint; checksum: number | null } | { kind: 'key'; why: string } | { kind: 'broken'; why: string };

interface InFlight {
  sequence: number;
  epoch: bigint;
}

/** One region that the page watches: its replica in the worker's arena, and which of its frames the page has not taken yet. */
export class Watch {
  readonly counters = new FeedCounters();
  feed = -1;
  owner = '';
  isDescribed = false;
  replica: Replica | null = null;
  private readonly inFlight: InFlight[] = [];
  private taken = 0n;
  private refusals = 0;

  constructor(
    readonly id: number,
    readonly regionName: string,
    readonly check: boolean,
  ) {}

  /** The socket was opened anew on this feed: what was on its way is lost. */
  begin(feed: number): void {
    this.feed = feed;
    this.isDescribed = false;
    this.inFlight.length = 0;
  }

  /** The server said what the region is. Null when the page can hold it, else why not. */
  describe(schema: RegionSchema, owner: string, arena: Arena): string | null {
    if (schema.name !== this.regionName) return `The server described region '${schema.name}' for '${this.regionName}'.`;
    const local = { ...schema, slots: REPLICA_SLOTS };
    const known = arena.find(schema.name);
    if (known === undefined) {
      const added = arena.add(local, undefined, 0n);
      if (!added.ok) return added.fault.message;
      const writer = added.value.acquireWriter(WORKER_HOLDER);
      if (!writer.ok) return writer.fault.message;
      REPLICAS.set(added.value, new Replica(added.value, writer.value));
    } else if (JSON.stringify(known.schema) !== JSON.stringify(local)) {
      return `Region '${schema.name}' is not what it was when this page opened. Reload the page.`;
    }
    this.replica = REPLICAS.get(arena.find(schema.name)!)!;
    this.owner = owner;
    this.isDescribed = true;
    return null;
  }

  take(header: FrameHeader, message: ArrayBuffer): FrameOutcome {
    const { replica, counters } = this;
    if (replica === null) return { kind: 'broken', why: 'A frame came before its region was described.' };
    counters.add('frames');
    counters.add('bytes', message.byteLength);
    counters.add('skipped', header.skipped);
    const applied = replica.apply(new Uint8Array(message, ViewRegionHead.sizeBytes));
    const epoch = replica.epoch ?? 0n;
    // What was refused counts as taken: it holds up nothing.
    this.inFlight.push({ sequence: header.sequence, epoch: applied.ok ? epoch : 0n });
    if (applied.ok) {
      if (applied.value === 'key') counters.add('keys');
      this.refusals = 0;
      return { kind: 'applied', epoch, checksum: header.contentChecksum };
    }
    counters.add('refused');
    this.refusals++;
    return this.refusals >= MAX_REFUSALS ? { kind: 'broken', why: applied.fault.message } : { kind: 'key', why: applied.fault.message };
  }

  /** The page has used this epoch. */
  setTaken(epoch: bigint): void {
    if (epoch > this.taken) this.taken = epoch;
  }

  /** The acknowledgement that is due now, or null. */
  acknowledge(): Uint8Array<ArrayBuffer> | null {
    let sequence: number | null = null;
    while (this.inFlight.length > 0 && this.inFlight[0]!.epoch <= this.taken) sequence = this.inFlight.shift()!.sequence;
    return sequence === null ? null : encodeRegionAck(this.feed, sequence);
  }
}

/** The worker is the only writer of its arena, so a region's replica outlives the watches on it. */
const REPLICAS = new WeakMap<object, Replica>();
