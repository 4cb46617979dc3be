/** What the server says in text frames. docs/reference/web-protocol.md is the contract; the names are the same. */

export interface ScreenInfo {
  format: 'rgba8' | 'wasm4';
  width: number;
  height: number;
  pixelBytes: number;
  paletteBytes: number;
}

export interface AudioInfo {
  sampleRateHz: number;
  framesPerTick: number;
}

export interface BindingInfo {
  device: number;
  control: number;
  player: number;
  bit: number;
}

export interface Hello {
  type: 'hello';
  protocol: number;
  id: string;
  name: string;
  dev: boolean;
  screen: ScreenInfo | null;
  audio: AudioInfo | null;
  bindings: BindingInfo[];
  uploadBytes: number;
}

export interface UnitStatus {
  name: string;
  fuelUsed: number;
  fuelPerTick: number;
  lastMs: number;
  p99Ms: number;
  faults: number;
  lastFault: string | null;
}

export interface SwapReport {
  module: string;
  fromVersion: string;
  toVersion: string;
  fromDigest: string;
  toDigest: string;
  outcome: 'promoted' | 'rolledBack' | 'refused';
  reason: string;
  differences: string[];
  prepareMs: number;
  flipTick: number;
  pauseMs: number;
}

export interface ModuleStatus {
  id: string;
  version: string;
  kind: string;
  digest: string;
  state: string;
  canRollBack: boolean;
  units: UnitStatus[];
  lastSwap: SwapReport | null;
}

export interface RegionStatus {
  name: string;
  epoch: number;
  sizeBytes: number;
  slots: number;
  owner: string;
}

export type StreamStage = 'looking' | 'streaming' | 'waiting' | 'switching' | 'upToDate' | 'adopted' | 'quarantined' | 'nextStart' | 'failed';

/** How far the next version is that streams in while the game plays. */
export interface StreamStatus {
  stage: StreamStage;
  set: string;
  fromVersion: string;
  toVersion: string;
  doneObjects: number;
  totalObjects: number;
  doneBytes: number;
  totalBytes: number;
  receivedBytes: number;
  bytesPerSecond: number;
  capBytesPerSecond: number;
  capReason: string;
  capText: string;
  /** What came last: module, version and path. */
  latest: string;
  /** The place in the game's world that is fetched first; null without one. */
  near: string | null;
  reorders: number;
  problem: string | null;
  percent: number;
}

export interface Status {
  type: 'status';
  tick: number;
  state: 'running' | 'parked' | 'paused' | 'crashed' | 'stopped';
  fault: string | null;
  missedTicks: number;
  tickP50Ms: number;
  tickP99Ms: number;
  modules: ModuleStatus[];
  regions: RegionStatus[];
  ticks: { first: number; us: number[] };
  /** Null while nobody asked for an update. */
  stream: StreamStatus | null;
}

export interface TraceLine {
  tick: number;
  source: string;
  text: string;
}

export interface TraceMessage {
  type: 'trace';
  lines: TraceLine[];
  dropped: number;
}

export interface EventMessage {
  type: 'event';
  /** swap, unitFault, moduleStopped, crashed, restarted, paused, resumed, stopped, watch, update or branched. */
  kind: string;
  tick: number;
  module: string;
  text: string;
  swap: SwapReport | null;
}

/** Where the game stands on its timeline. */
export interface TimelineMessage {
  type: 'timeline';
  /** Why no ticks are kept; null while they are. */
  whyOff: string | null;
  tick: number;
  first: number;
  last: number;
  held: boolean;
  branchId: number;
  branch: string;
  keptBytes: number;
  budgetBytes: number;
  costP50Ms: number;
  costP99Ms: number;
  branches: BranchEntry[];
}

export interface BranchEntry {
  id: number;
  name: string;
  /** 0 when it began with a new world, or what it left is forgotten. */
  fromId: number;
  fromTick: number;
  last: number;
}

export interface MarkEntry {
  tick: number;
  kind: string;
  text: string;
}

export interface MarksMessage {
  type: 'marks';
  marks: MarkEntry[];
}

export interface ByeMessage {
  type: 'bye';
  text: string;
}

export type ServerMessage = Hello | Status | TraceMessage | EventMessage | TimelineMessage | MarksMessage | ByeMessage;

const KNOWN = new Set(['hello', 'status', 'trace', 'event', 'timeline', 'marks', 'bye']);

/** The message, or null for text that is not one of ours: a newer server may say more than this page knows. */
export function parseServerMessage(text: string): ServerMessage | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const type = (value as { type?: unknown }).type;
  return typeof type === 'string' && KNOWN.has(type) ? (value as ServerMessage) : null;
}
