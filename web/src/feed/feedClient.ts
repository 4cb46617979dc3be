import { Arena } from '../arena/arena';
import type { Region } from '../arena/region';
import { FeedCounters } from './counters';
import type { FeedLink, FromWorker, ToWorker } from './threadMessages';

const WORKER_URL = '/assets/region-feed.js';

export interface FeedFault {
  readonly code: string;
  readonly message: string;
}

/** One region as the page watches it. `region` is there once the server has said what it is; its epoch is 0 until the first key. */
export class RegionWatch {
  region: Region | null = null;
  owner = '';
  counters: FeedCounters | null = null;
  fault: FeedFault | null = null;
  /** With `check`: the checksum that the server gave for the content of an epoch. */
  onChecksum: ((epoch: bigint, checksum: number) => void) | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(
    readonly name: string,
    private readonly tell: (message: ToWorker) => void,
    private readonly id: number,
  ) {}

  /** How many parts of the page watch it. */
  users = 1;

  /** The page has used this epoch: the server may send newer ones. */
  taken(epoch: bigint): void {
    this.tell({ op: 'taken', watch: this.id, epoch });
  }

  close(): void {
    if (--this.users > 0) return;
    this.listeners.clear();
    this.tell({ op: 'unwatch', watch: this.id });
  }

  /** Says when region or fault came. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  changed(): void {
    this.listeners.forEach((listener) => listener());
  }
}

/** The page's side of the region feeds. One worker for the page, started with the first watch. */
export class FeedClient {
  link: FeedLink = 'connecting';
  gameName = '';
  /** What the last socket that was broken off did wrong. */
  fault: FeedFault | null = null;
  private readonly watches = new Map<number, RegionWatch>();
  private readonly listeners = new Set<() => void>();
  private worker: Worker | null = null;
  private arena: Arena | null = null;
  private nextId = 1;

  /** `check`: the server names the checksum of each epoch's whole content. */
  constructor(private readonly check = false) {}

  /** Whether this browser shares memory between a page and its worker here. */
  static get isPossible(): boolean {
    return typeof SharedArrayBuffer !== 'undefined' && globalThis.crossOriginIsolated;
  }

  /** Watches a region; close the watch when done. Two parts of the page that watch one region share its watch. */
  watch(region: string): RegionWatch {
    const shared = [...this.watches.values()].find((watch) => watch.name === region && watch.fault === null);
    if (shared !== undefined) {
      shared.users++;
      return shared;
    }
    const id = this.nextId++;
    const watch = new RegionWatch(region, (message) => this.tell(id, message), id);
    this.watches.set(id, watch);
    this.tell(id, { op: 'watch', watch: id, region, check: this.check });
    return watch;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private tell(id: number, message: ToWorker): void {
    if (message.op === 'unwatch') this.watches.delete(id);
    this.worker ??= this.start();
    this.worker.postMessage(message);
  }

  private start(): Worker {
    const worker = new Worker(WORKER_URL, { type: 'module', name: 'region feed' });
    worker.onmessage = (event: MessageEvent<FromWorker>) => this.take(event.data);
    worker.onerror = () => this.failAll({ code: 'worker', message: 'The worker that feeds the regions could not be started.' });
    return worker;
  }

  private take(message: FromWorker): void {
    switch (message.type) {
      case 'arena': {
        const attached = Arena.attach(message.handle);
        if (attached.ok) this.arena = attached.value;
        else this.failAll(attached.fault);
        break;
      }
      case 'link':
        this.link = message.state;
        break;
      case 'game':
        this.gameName = message.name;
        break;
      case 'region':
        this.onRegion(message);
        break;
      case 'checksum':
        this.watches.get(message.watch)?.onChecksum?.(message.epoch, message.checksum);
        return;
      case 'fault':
        this.onFault(message);
        break;
    }
    this.listeners.forEach((listener) => listener());
  }

  private onRegion(message: Extract<FromWorker, { type: 'region' }>): void {
    const watch = this.watches.get(message.watch);
    if (watch === undefined || this.arena === null) return;
    const known = this.arena.at(message.index);
    const mapped = known === undefined ? this.arena.map(message.index, message.segment) : { ok: true as const, value: known };
    if (mapped.ok) [watch.region, watch.owner, watch.counters] = [mapped.value, message.owner, new FeedCounters(message.counters)];
    else watch.fault = mapped.fault;
    watch.changed();
  }

  private onFault(message: Extract<FromWorker, { type: 'fault' }>): void {
    const watch = message.watch === null ? undefined : this.watches.get(message.watch);
    if (watch === undefined) {
      this.fault = message;
      return;
    }
    watch.fault = message;
    watch.changed();
  }

  private failAll(fault: FeedFault): void {
    this.fault = fault;
    for (const watch of this.watches.values()) {
      watch.fault = fault;
      watch.changed();
    }
    this.listeners.forEach((listener) => listener());
  }
}
