import { encodeDelta, encodeKey } from '../../src/arena/deltaEncoder';
import { FeedHost, type FeedSocket } from '../../src/feed/feedHost';
import type { FromWorker, ToWorker } from '../../src/feed/threadMessages';
import { ViewRegionHead, viewRegionKind } from '../../src/arena/generated/layout';

/** The server's end of one socket, as the worker sees it. */
export class FakeSocket implements FeedSocket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string | ArrayBuffer }) => void) | null = null;
  onclose: (() => void) | null = null;
  readonly texts: { op: string; feed: number; region?: string; check?: boolean }[] = [];
  readonly acks: { feed: number; sequence: number }[] = [];
  isClosed = false;

  send(data: string | Uint8Array<ArrayBuffer>): void {
    if (typeof data === 'string') this.texts.push(JSON.parse(data) as (typeof this.texts)[number]);
    else this.acks.push({ feed: data[1]!, sequence: new DataView(data.buffer).getUint32(4, true) });
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.onclose?.();
  }

  open(): void {
    this.onopen?.();
    this.say({ type: 'hello', protocol: 1, id: 'g', name: 'Game', maxFeeds: 8 });
  }

  say(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  describe(feed: number, name: string, capacity: number): void {
    this.say({ type: 'region', feed, name, capacity, slots: 3, strideBytes: 4, sizeBytes: capacity * 4, volatile: false, owner: 'm', fields: [{ id: 1, name: 'x', type: 'f32', count: 1 }] });
  }

  frame(feed: number, sequence: number, delta: Uint8Array, skipped = 0): void {
    const message = new Uint8Array(ViewRegionHead.sizeBytes + delta.length);
    const view = new DataView(message.buffer);
    message[0] = viewRegionKind;
    message[1] = feed;
    view.setUint32(4, sequence, true);
    view.setUint32(12, skipped, true);
    message.set(delta, ViewRegionHead.sizeBytes);
    this.onmessage?.({ data: message.buffer });
  }

  bytes(message: Uint8Array<ArrayBuffer>): void {
    this.onmessage?.({ data: message.buffer });
  }
}

/** A host whose sockets, clock and page are the test's. */
export class Bench {
  readonly sockets: FakeSocket[] = [];
  readonly said: FromWorker[] = [];
  readonly waiting: { ms: number; action: () => void }[] = [];
  isRefused = false;
  readonly host = new FeedHost({
    connect: () => {
      this.sockets.push(new FakeSocket());
      return this.sockets.at(-1)!;
    },
    isRefused: () => Promise.resolve(this.isRefused),
    post: (message) => this.said.push(message),
    later: (ms, action) => this.waiting.push({ ms, action }),
  });

  get socket(): FakeSocket {
    return this.sockets.at(-1)!;
  }

  take(message: ToWorker): void {
    this.host.take(message);
  }

  all<T extends FromWorker['type']>(type: T): Extract<FromWorker, { type: T }>[] {
    return this.said.filter((message): message is Extract<FromWorker, { type: T }> => message.type === type);
  }
}

export function keyOf(content: Uint8Array, epoch: bigint): Uint8Array {
  return encodeKey(content, { region: 0, strideBytes: 4, epoch });
}

export function deltaOf(before: Uint8Array, after: Uint8Array, baseEpoch: bigint, epoch: bigint): Uint8Array {
  return encodeDelta(before, after, { region: 0, strideBytes: 4, baseEpoch, epoch });
}
