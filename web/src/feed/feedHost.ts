import { Arena } from '../arena/arena';
import { viewMaxFeeds } from '../arena/generated/layout';
import type { FeedLink, FromWorker, ToWorker } from './threadMessages';
import { Watch } from './watch';
import { readFrameHeader, readRegionText, type RegionText } from './wire';

const FIRST_DELAY_MS = 400;
const MAX_DELAY_MS = 5_000;
const MAX_REGIONS = 256;

/** What a WebSocket does here; a test has its own. */
export interface FeedSocket {
  send(data: string | Uint8Array<ArrayBuffer>): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: string | ArrayBuffer }) => void) | null;
  onclose: (() => void) | null;
}

export interface FeedHostSurroundings {
  connect(): FeedSocket;
  /** Whether the server refuses this page: a socket does not say why it closed. */
  isRefused(): Promise<boolean>;
  post(message: FromWorker): void;
  later(ms: number, action: () => void): void;
}

/** The worker's side of the region feeds: owns the socket and the arena, applies what comes, and opens the socket anew when it is lost. */
export class FeedHost {
  private readonly watches = new Map<number, Watch>();
  private readonly byFeed: (Watch | null)[] = new Array<Watch | null>(viewMaxFeeds).fill(null);
  private arena: Arena | null = null;
  private socket: FeedSocket | null = null;
  private isOpen = false;
  private isOver = false;
  private delayMs = FIRST_DELAY_MS;

  constructor(private readonly around: FeedHostSurroundings) {}

  take(message: ToWorker): void {
    switch (message.op) {
      case 'watch':
        this.watch(message.watch, message.region, message.check);
        break;
      case 'unwatch':
        this.unwatch(message.watch);
        break;
      case 'taken': {
        const watch = this.watches.get(message.watch);
        watch?.setTaken(message.epoch);
        if (watch !== undefined) this.acknowledge(watch);
        break;
      }
    }
  }

  private watch(id: number, region: string, check: boolean): void {
    if (!this.openArena(id)) return;
    if (this.watches.size >= viewMaxFeeds) {
      this.fault(id, 'tooManyRegions', `This page watches ${viewMaxFeeds} regions already.`);
      return;
    }
    const watch = new Watch(id, region, check);
    this.watches.set(id, watch);
    if (this.socket === null && !this.isOver) this.connect();
    else if (this.isOpen) this.ask(watch);
  }

  private unwatch(id: number): void {
    const watch = this.watches.get(id);
    if (watch === undefined) return;
    this.watches.delete(id);
    if (watch.feed >= 0 && this.byFeed[watch.feed] === watch) {
      this.byFeed[watch.feed] = null;
      if (this.isOpen) this.say({ op: 'unwatch', feed: watch.feed });
    }
  }

  private openArena(id: number): boolean {
    if (this.arena !== null) return true;
    const made = Arena.create(MAX_REGIONS);
    const handle = made.ok ? made.value.admit() : made;
    if (!made.ok || !handle.ok) {
      const fault = made.ok ? { code: 'outOfMemory', message: 'There is no memory for the page’s arena.' } : made.fault;
      this.fault(id, fault.code, fault.message);
      return false;
    }
    this.arena = made.value;
    this.around.post({ type: 'arena', handle: handle.value });
    return true;
  }

  private connect(): void {
    this.link('connecting');
    const socket = this.around.connect();
    this.socket = socket;
    socket.onopen = () => {
      if (socket !== this.socket) return;
      this.isOpen = true;
      this.delayMs = FIRST_DELAY_MS;
      this.link('open');
      this.byFeed.fill(null);
      for (const watch of this.watches.values()) this.ask(watch);
    };
    socket.onmessage = (event) => {
      if (socket === this.socket) this.receive(event.data);
    };
    socket.onclose = () => {
      if (socket === this.socket) void this.onClosed();
    };
  }

  private ask(watch: Watch): void {
    const feed = this.byFeed.indexOf(null);
    this.byFeed[feed] = watch;
    watch.begin(feed);
    this.say({ op: 'watch', feed, region: watch.regionName, check: watch.check });
  }

  private receive(data: string | ArrayBuffer): void {
    if (typeof data === 'string') {
      const text = readRegionText(data);
      if (text === null) this.breakOff('The server sent a text that is none of the protocol.');
      else this.receiveText(text);
      return;
    }
    const header = readFrameHeader(data);
    const watch = header === null ? null : this.byFeed[header.feed];
    if (header === null) this.breakOff('The server sent bytes that are no frame.');
    // A frame of a feed that was let go meanwhile is on its way still.
    else if (watch !== null && watch !== undefined && watch.isDescribed) this.receiveFrame(watch, data);
  }

  private receiveFrame(watch: Watch, data: ArrayBuffer): void {
    const header = readFrameHeader(data)!;
    const outcome = watch.take(header, data);
    if (outcome.kind === 'applied' && outcome.checksum !== null) this.around.post({ type: 'checksum', watch: watch.id, epoch: outcome.epoch, checksum: outcome.checksum });
    if (outcome.kind === 'key') this.say({ op: 'key', feed: watch.feed });
    if (outcome.kind === 'broken') {
      this.fault(watch.id, 'corrupt', outcome.why);
      this.unwatch(watch.id);
      return;
    }
    this.acknowledge(watch);
  }

  private receiveText(text: RegionText): void {
    switch (text.type) {
      case 'hello':
        this.around.post({ type: 'game', id: text.id, name: text.name });
        break;
      case 'region':
        this.describe(text);
        break;
      case 'refused': {
        const watch = this.byFeed[text.feed];
        if (watch === null || watch === undefined) return;
        this.byFeed[text.feed] = null;
        this.watches.delete(watch.id);
        this.fault(watch.id, text.code, `${text.message} ${text.mend}`.trim());
        break;
      }
      case 'bye':
        this.isOver = true;
        this.link('ended', text.text);
        break;
      case 'unknown':
        break;
    }
  }

  private describe(text: Extract<RegionText, { type: 'region' }>): void {
    const watch = this.byFeed[text.feed];
    if (watch === null || watch === undefined || this.arena === null) return;
    const complaint = watch.describe(text.schema, text.owner, this.arena);
    if (complaint !== null) {
      this.fault(watch.id, 'schemaMismatch', complaint);
      this.unwatch(watch.id);
      return;
    }
    const { region } = watch.replica!;
    this.around.post({ type: 'region', watch: watch.id, index: region.index, segment: region.segment, owner: watch.owner, counters: watch.counters.buffer });
  }

  private acknowledge(watch: Watch): void {
    const ack = this.isOpen && this.byFeed[watch.feed] === watch ? watch.acknowledge() : null;
    if (ack !== null) this.socket?.send(ack);
  }

  /** What breaks the protocol ends the socket; it is opened anew, and every region begins with a key again. */
  private breakOff(why: string): void {
    this.fault(null, 'corrupt', why);
    this.socket?.close();
  }

  private async onClosed(): Promise<void> {
    this.socket = null;
    this.isOpen = false;
    this.byFeed.fill(null);
    if (this.isOver) return;
    this.link('lost');
    if (await this.around.isRefused()) {
      this.isOver = true;
      this.link('refused');
      return;
    }
    this.around.later(this.delayMs, () => {
      if (this.socket === null && !this.isOver) this.connect();
    });
    this.delayMs = Math.min(MAX_DELAY_MS, this.delayMs * 1.7);
  }

  private say(message: object): void {
    this.socket?.send(JSON.stringify(message));
  }

  private link(state: FeedLink, text = ''): void {
    this.around.post({ type: 'link', state, text });
  }

  private fault(watch: number | null, code: string, message: string): void {
    this.around.post({ type: 'fault', watch, code, message });
  }
}
