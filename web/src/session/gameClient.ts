import { viewScreenKind, viewSoundKind } from '../arena/generated/layout';
import { bindMessages, keyMapOf, type KeyMap } from '../input/bindings';
import { pollGamepads } from '../input/gamepad';
import { InputSink } from '../input/inputSink';
import { decodeAudio, encodeAck } from '../protocol/codec';
import type { EventMessage, Hello, MarkEntry, ServerMessage, Status, SwapReport, TimelineMessage, TraceLine } from '../protocol/messages';
import { Sound } from '../audio/sound';
import { rollBackModule, swapModule, type ApiResult } from './api';
import { Connection, type LinkState } from './connection';
import { EpochRates, type RegionRate } from './epochRates';
import { FrameLoop } from './frameLoop';
import { readKeyMap, readVolume, writeKeyMap, writeVolume } from './preferences';
import { TickHistory } from './tickHistory';
import { TimelineHand } from './timelineHand';
import { eventToast, streamToast, swapToast, type Toast } from './toasts';

const KEPT_TRACE_LINES = 400;
const KEPT_TICKS = 300;
const KEPT_TOASTS = 4;

/** What the page shows, as one value that never changes in place. */
export interface View {
  link: LinkState;
  hello: Hello | null;
  status: Status | null;
  rates: ReadonlyMap<string, RegionRate>;
  ticks: readonly number[];
  trace: readonly TraceLine[];
  toasts: readonly Toast[];
  busy: ReadonlySet<string>;
  soundState: Sound['state'];
  volume: number;
  muted: boolean;
  keys: KeyMap;
  bye: string;
  timeline: TimelineMessage | null;
  marks: readonly MarkEntry[];
  /** The tick that the page's hand is at, until the game says so itself. */
  scrub: number | null;
}

/** The page's side of a running game: one socket, one screen, one set of inputs. */
export class GameClient {
  readonly input: InputSink;
  frames: FrameLoop | null = null;
  private readonly connection: Connection;
  private readonly sound: Sound;
  private readonly history = new TickHistory(KEPT_TICKS);
  private readonly epochs = new EpochRates();
  private readonly hand: TimelineHand;
  private readonly listeners = new Set<() => void>();
  private serverKeys: KeyMap = {};
  private nextToast = 1;
  private view: View;

  constructor() {
    this.sound = new Sound(() => this.onSoundState());
    this.view = {
      link: 'connecting', hello: null, status: null, rates: new Map(), ticks: [], trace: [], toasts: [], busy: new Set(),
      soundState: 'off', ...readVolume(), keys: readKeyMap() ?? {}, bye: '', timeline: null, marks: [], scrub: null,
    };
    this.applyVolume();
    this.connection = new Connection({
      onState: (link) => this.onLink(link),
      onMessage: (message) => this.onMessage(message),
      onBinary: (data) => this.onBinary(data),
    });
    this.hand = new TimelineHand((message) => this.say(message), (callback) => requestAnimationFrame(callback), () => performance.now(), (scrub) => this.change({ scrub }));
    this.input = new InputSink(
      (message) => this.connection.send(message),
      (callback) => requestAnimationFrame(callback),
    );
    window.addEventListener('gamepadconnected', () => this.frames?.request());
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): View => this.view;

  open(): void {
    this.connection.open();
  }

  control(op: 'pause' | 'resume' | 'restart'): void {
    this.hand.settle();
    this.say({ op });
  }

  grabTimeline(): void {
    this.hand.grab();
  }

  letTimelineGo(): void {
    this.hand.letGo();
  }

  seek(tick: number): void {
    this.hand.moveTo(tick);
  }

  /** Over kept ticks as far as they go; a step past the newest runs one. */
  goBy(ticks: number): void {
    const line = this.view.timeline;
    if (line === null) return;
    const from = this.view.scrub ?? line.tick;
    if (line.whyOff !== null || (from >= line.last && Number.isFinite(ticks) && ticks > 0)) {
      this.hand.settle();
      this.say({ op: 'step', ticks });
    } else {
      this.hand.moveTo(Math.min(line.last, Math.max(line.first, from + ticks)));
    }
  }

  goToBranch(id: number): void {
    this.hand.forget();
    this.say({ op: 'branch', id });
  }

  /** Call from a user's gesture: browsers allow sound only then. */
  readonly gesture = (): void => {
    if (!this.view.muted) void this.sound.start();
  };

  setVolume(volume: number, muted: boolean): void {
    this.change({ volume, muted });
    writeVolume(volume, muted);
    this.applyVolume();
    if (!muted) void this.sound.start();
    this.sayAudio();
  }

  /** Null puts the game's own keys back. */
  setKeys(map: KeyMap | null): void {
    const keys = map ?? keyMapOf(this.view.hello?.bindings ?? []);
    writeKeyMap(map);
    this.input.releaseAll();
    this.sendKeys(keys);
    this.change({ keys });
  }

  async swap(file: File, moduleId: string | null): Promise<void> {
    const limit = this.view.hello?.uploadBytes ?? 0;
    if (limit > 0 && file.size > limit) {
      this.toast({ tone: 'bad', title: `${file.name} is too large`, text: `The game takes files of up to ${Math.floor(limit / 1048576)} MiB.` });
      return;
    }
    await this.whileBusy(moduleId ?? file.name, file.name, () => swapModule(file, moduleId));
  }

  async rollBack(moduleId: string): Promise<void> {
    await this.whileBusy(moduleId, moduleId, () => rollBackModule(moduleId));
  }

  dismiss(id: number): void {
    this.change({ toasts: this.view.toasts.filter((toast) => toast.id !== id) });
  }

  toast(toast: Omit<Toast, 'id'>): void {
    this.change({ toasts: [...this.view.toasts, { ...toast, id: this.nextToast++ }].slice(-KEPT_TOASTS) });
  }

  private async whileBusy(key: string, what: string, work: () => Promise<ApiResult<SwapReport>>): Promise<void> {
    this.change({ busy: new Set([...this.view.busy, key]) });
    const outcome = await work();
    this.toast(swapToast(what, outcome));
    const busy = new Set(this.view.busy);
    busy.delete(key);
    this.change({ busy });
  }

  private onLink(link: LinkState): void {
    if (link === 'open') this.input.forget();
    this.change({ link });
  }

  private onMessage(message: ServerMessage): void {
    switch (message.type) {
      case 'hello':
        this.onHello(message);
        break;
      case 'status':
        this.onStatus(message);
        break;
      case 'trace':
        this.change({ trace: [...this.view.trace, ...message.lines].slice(-KEPT_TRACE_LINES) });
        break;
      case 'event':
        this.onEvent(message);
        break;
      case 'timeline':
        this.hand.told(message);
        this.change({ timeline: message });
        break;
      case 'marks':
        this.change({ marks: message.marks });
        break;
      case 'bye':
        this.change({ bye: message.text });
        break;
    }
  }

  private onHello(hello: Hello): void {
    this.frames?.detach();
    this.frames = hello.screen === null ? null : new FrameLoop(
      hello.screen,
      (sequence) => this.connection.send(encodeAck(sequence)),
      () => this.say({ op: 'key' }),
    );
    if (this.frames !== null) this.frames.poll = () => this.pollPads();
    this.serverKeys = keyMapOf(hello.bindings);
    const keys = readKeyMap() ?? this.serverKeys;
    this.sendKeys(keys);
    this.sound.configure(hello.audio);
    this.change({ hello, keys, trace: [], soundState: this.sound.state });
    this.sayAudio();
  }

  private onStatus(status: Status): void {
    this.history.add(status.ticks.first, status.ticks.us);
    const toast = streamToast(this.view.status?.stream, status.stream ?? null, this.view.hello?.name ?? '');
    if (toast !== null) this.toast(toast);
    this.change({
      status,
      rates: this.epochs.update(status.regions, performance.now()),
      ticks: [...this.history.recentMs],
    });
  }

  private onEvent(event: EventMessage): void {
    // An update's modules are told of as one, when it has come to rest.
    const isPartOfUpdate = event.kind === 'swap' && ['streaming', 'switching'].includes(this.view.status?.stream?.stage ?? '');
    const toast = this.view.busy.size === 0 && !isPartOfUpdate ? eventToast(event) : null;
    if (toast !== null) this.toast(toast);
  }

  private onBinary(data: ArrayBuffer): void {
    const kind = data.byteLength > 0 ? new Uint8Array(data, 0, 1)[0] : 0;
    if (kind === viewScreenKind) {
      this.frames?.take(data);
    } else if (kind === viewSoundKind) {
      const chunk = decodeAudio(data);
      if (chunk !== null) this.sound.push(chunk.samples);
    }
  }

  private onSoundState(): void {
    this.change({ soundState: this.sound.state });
    this.sayAudio();
  }

  private applyVolume(): void {
    this.sound.setVolume(this.view.muted ? 0 : this.view.volume);
  }

  /** No sound crosses the wire that nobody hears. */
  private sayAudio(): void {
    this.say({ op: 'audio', on: this.sound.state === 'on' && !this.view.muted });
  }

  private sendKeys(keys: KeyMap): void {
    for (const message of bindMessages(this.serverKeys, keys)) this.say(message);
    this.serverKeys = keys;
  }

  private pollPads(): boolean {
    const pads = navigator.getGamepads();
    if (!pads.some((pad) => pad !== null)) return false;
    pollGamepads(pads, this.input);
    return true;
  }

  private say(message: object): void {
    this.connection.send(JSON.stringify(message));
  }

  private change(part: Partial<View>): void {
    this.view = { ...this.view, ...part };
    this.listeners.forEach((listener) => listener());
  }
}
