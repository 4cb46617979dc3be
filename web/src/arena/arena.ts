import { entryOffset, readEntry, writeEntry } from './directory';
import { ArenaHeader, arenaMagic, controlMap, DirectoryLine, layoutVersion, maxRegions as mostRegions, regionMagic, regionMap, RegionIdentity } from './generated/layout';
import { done, failed, type ArenaErrorCode, type Result } from './outcome';
import { PinPage, pinPageBytes } from './pinPage';
import { Region } from './region';
import { RegionMemory, segmentBytes } from './regionMemory';
import { checkSchema, type RegionSchema } from './schema';
import { isLittleEndian, wordOf } from './word';

/** What another thread needs to attach: shared buffers, passed by postMessage. */
export interface ArenaHandle {
  readonly control: SharedArrayBuffer;
  /** The attacher's own pin page. */
  readonly pins: SharedArrayBuffer;
  /** By region index. */
  readonly segments: readonly SharedArrayBuffer[];
}

const DEFAULT_REGIONS = 64;
const REGION_COUNT = (controlMap.directory.offset + DirectoryLine.regionCount) / 4;
const CHANGES = (controlMap.directory.offset + DirectoryLine.changes) / 4;

/** A world's memory among the threads of one page, laid out as every other arena. One thread owns it; others attach. */
export class Arena {
  private readonly regions = new Map<string, Region>();
  private readonly byIndex: Region[] = [];
  private readonly halves: Int32Array;

  private constructor(
    private readonly control: SharedArrayBuffer,
    private readonly capacity: number,
    /** The thread's own page first; the owner knows those of all attachers. */
    private readonly pins: PinPage[],
    private readonly isOwner: boolean,
  ) {
    this.halves = new Int32Array(control, 0, controlMap.entries.offset / 4);
  }

  static create(maxRegions = DEFAULT_REGIONS): Result<Arena, ArenaErrorCode> {
    if (!Number.isInteger(maxRegions) || maxRegions < 1 || maxRegions > mostRegions) throw new RangeError(`${maxRegions} is not 1 to ${mostRegions} regions.`);
    if (typeof SharedArrayBuffer === 'undefined') return failed('unsupported', 'This page may not share memory among its threads: it is not cross-origin isolated.');
    if (!isLittleEndian()) return failed('unsupported', 'This machine is big-endian; the arena is not.');
    const control = allocate(entryOffset(maxRegions));
    const pins = allocate(pinPageBytes(maxRegions));
    if (control === null || pins === null) return failed('outOfMemory', 'There is no memory for the arena.');
    const view = new DataView(control);
    view.setBigUint64(ArenaHeader.magic, arenaMagic, true);
    view.setUint32(ArenaHeader.version, layoutVersion, true);
    view.setUint32(ArenaHeader.maxRegions, maxRegions, true);
    view.setBigUint64(ArenaHeader.controlBytes, BigInt(control.byteLength), true);
    crypto.getRandomValues(new Uint8Array(16)).forEach((byte, i) => view.setUint8(ArenaHeader.worldIdLow + i, byte));
    return done(new Arena(control, maxRegions, [new PinPage(pins)], true));
  }

  /** Attaches to an arena of another thread. Everything in the handle is checked. */
  static attach(handle: ArenaHandle): Result<Arena, ArenaErrorCode> {
    const header = checkHeader(handle.control);
    if (!header.ok) return header;
    if (handle.pins.byteLength < pinPageBytes(header.value)) return failed('truncated', 'The pin page is too small.');
    const arena = new Arena(handle.control, header.value, [new PinPage(handle.pins)], false);
    for (const [index, segment] of handle.segments.entries()) {
      const added = arena.map(index, segment);
      if (!added.ok) return added;
    }
    return done(arena);
  }

  /** Counts regions that were added: what an attacher looks at. */
  get changes(): number {
    return Atomics.load(this.halves, CHANGES);
  }

  find(name: string): Region | undefined {
    return this.regions.get(name);
  }

  at(index: number): Region | undefined {
    return this.byIndex[index];
  }

  /** The owner adds a region with this content or zeros: at epoch 1, or at 0 for a replica, which has no content yet. */
  add(schema: RegionSchema, initial?: Uint8Array, epoch: 0n | 1n = 1n): Result<Region, ArenaErrorCode> {
    if (!this.isOwner) throw new Error('Only the thread that made the arena adds regions.');
    const checked = checkSchema(schema);
    if (!checked.ok) return checked;
    if (this.regions.has(schema.name)) return failed('nameTaken', `There is a region '${schema.name}' already.`);
    const index = this.byIndex.length;
    if (index >= this.capacity) return failed('directoryFull', `The arena has room for ${this.capacity} regions.`);
    const segment = allocate(segmentBytes(schema));
    if (segment === null) return failed('outOfMemory', `There is no memory for region '${schema.name}' (${segmentBytes(schema)} bytes).`);
    const memory = new RegionMemory(segment, index, schema, this.pins);
    writeIdentity(new DataView(this.control), segment, index, schema.slots);
    if (initial !== undefined) memory.slotBytes(0).set(initial.subarray(0, memory.sizeBytes));
    memory.setSlotEpoch(0, epoch);
    memory.word = wordOf(epoch, 0);
    writeEntry(this.control, index, schema);
    Atomics.store(this.halves, REGION_COUNT, index + 1);
    Atomics.add(this.halves, CHANGES, 1);
    return done(this.keep(new Region(memory)));
  }

  /** Makes a handle for one more thread. The owner's writers see that thread's pins from now on. */
  admit(): Result<ArenaHandle, 'outOfMemory'> {
    const pins = allocate(pinPageBytes(this.capacity));
    if (pins === null) return failed('outOfMemory', 'There is no memory for a pin page.');
    this.pins.push(new PinPage(pins));
    return done({ control: this.control, pins, segments: this.byIndex.map((region) => region.segment) });
  }

  /** An attached thread maps a region that was added since. */
  map(index: number, segment: SharedArrayBuffer): Result<Region, ArenaErrorCode> {
    if (this.byIndex[index] !== undefined) return failed('nameTaken', `Region ${index} is mapped already.`);
    if (index >= Math.min(Atomics.load(this.halves, REGION_COUNT), this.capacity)) return failed('unknownRegion', `There is no region ${index}.`);
    const schema = readEntry(this.control, index);
    if (!schema.ok) return schema;
    if (segment.byteLength !== segmentBytes(schema.value)) return failed('truncated', `The segment of '${schema.value.name}' has ${segment.byteLength} bytes.`);
    const view = new DataView(segment, regionMap.identity.offset);
    if (view.getBigUint64(RegionIdentity.magic, true) !== regionMagic || view.getUint32(RegionIdentity.index, true) !== index) {
      return failed('corrupt', `The segment is not that of '${schema.value.name}'.`);
    }
    return done(this.keep(new Region(new RegionMemory(segment, index, schema.value, this.pins))));
  }

  private keep(region: Region): Region {
    this.regions.set(region.name, region);
    this.byIndex[region.index] = region;
    return region;
  }
}

function checkHeader(control: SharedArrayBuffer): Result<number, ArenaErrorCode> {
  if (!isLittleEndian()) return failed('unsupported', 'This machine is big-endian; the arena is not.');
  if (control.byteLength < controlMap.entries.offset) return failed('truncated', 'The control segment is too small.');
  const view = new DataView(control);
  if (view.getBigUint64(ArenaHeader.magic, true) !== arenaMagic) return failed('badHeader', 'This is no arena.');
  const version = view.getUint32(ArenaHeader.version, true);
  if (version !== layoutVersion) return failed('versionMismatch', `The arena has layout ${version}, this page ${layoutVersion}.`);
  const maxRegions = view.getUint32(ArenaHeader.maxRegions, true);
  if (maxRegions < 1 || maxRegions > mostRegions) return failed('badHeader', `An arena of ${maxRegions} regions is none.`);
  return control.byteLength >= entryOffset(maxRegions) ? done(maxRegions) : failed('truncated', 'The control segment is too small.');
}

function writeIdentity(header: DataView, segment: SharedArrayBuffer, index: number, slots: number): void {
  const view = new DataView(segment, regionMap.identity.offset);
  view.setBigUint64(RegionIdentity.magic, regionMagic, true);
  view.setUint32(RegionIdentity.version, layoutVersion, true);
  view.setUint32(RegionIdentity.index, index, true);
  view.setBigUint64(RegionIdentity.worldIdLow, header.getBigUint64(ArenaHeader.worldIdLow, true), true);
  view.setUint32(RegionIdentity.generation, 1, true);
  view.setUint32(RegionIdentity.slots, slots, true);
}

/** Null where the browser gives no more memory. */
function allocate(bytes: number): SharedArrayBuffer | null {
  try {
    return new SharedArrayBuffer(bytes);
  } catch {
    return null;
  }
}
