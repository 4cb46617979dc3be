import type { ArenaHandle } from '../arena/arena';

/** What the page and its feed worker say to each other. Content never does: it is in the memory that they share. */
export type ToWorker =
  | { op: 'watch'; watch: number; region: string; check: boolean }
  | { op: 'unwatch'; watch: number }
  /** The page has used this epoch: the server may send more. */
  | { op: 'taken'; watch: number; epoch: bigint };

export type FeedLink = 'connecting' | 'open' | 'lost' | 'refused' | 'ended';

export type FromWorker =
  | { type: 'arena'; handle: ArenaHandle }
  | { type: 'link'; state: FeedLink; text: string }
  | { type: 'game'; id: string; name: string }
  | { type: 'region'; watch: number; index: number; segment: SharedArrayBuffer; owner: string; counters: SharedArrayBuffer }
  | { type: 'checksum'; watch: number; epoch: bigint; checksum: number }
  | { type: 'fault'; watch: number | null; code: string; message: string };
