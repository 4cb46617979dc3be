import { parseServerMessage, type ServerMessage } from '../protocol/messages';

/** refused: the server no longer knows this page's cookie. ended: the game was stopped. */
export type LinkState = 'connecting' | 'open' | 'lost' | 'refused' | 'ended';

const FIRST_DELAY_MS = 400;
const MAX_DELAY_MS = 5_000;

export interface ConnectionHandlers {
  onState(state: LinkState): void;
  onMessage(message: ServerMessage): void;
  onBinary(data: ArrayBuffer): void;
}

/** The socket to the game: opens, reopens with growing pauses, and says where it stands. */
export class Connection {
  private socket: WebSocket | null = null;
  private delayMs = FIRST_DELAY_MS;
  private timer: number | undefined;
  private closed = false;
  private ended = false;

  constructor(private readonly handlers: ConnectionHandlers) {}

  open(): void {
    if (this.closed) return;
    window.clearTimeout(this.timer);
    this.handlers.onState('connecting');
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const socket = new WebSocket(`${scheme}://${location.host}/socket`);
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    socket.onopen = () => {
      this.delayMs = FIRST_DELAY_MS;
      this.handlers.onState('open');
    };
    socket.onmessage = (event: MessageEvent<string | ArrayBuffer>) => this.take(event.data);
    socket.onclose = () => void this.onClose(socket);
  }

  send(data: string | Uint8Array<ArrayBuffer>): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(data);
  }

  dispose(): void {
    this.closed = true;
    window.clearTimeout(this.timer);
    this.socket?.close();
  }

  private take(data: string | ArrayBuffer): void {
    if (typeof data !== 'string') {
      this.handlers.onBinary(data);
      return;
    }
    const message = parseServerMessage(data);
    if (message === null) return;
    if (message.type === 'bye') this.ended = true;
    this.handlers.onMessage(message);
  }

  private async onClose(socket: WebSocket): Promise<void> {
    if (this.closed || socket !== this.socket) return;
    this.socket = null;
    if (this.ended) {
      this.handlers.onState('ended');
      return;
    }
    this.handlers.onState('lost');
    if (await isRefused()) {
      this.handlers.onState('refused');
      return;
    }
    this.timer = window.setTimeout(() => this.open(), this.delayMs);
    this.delayMs = Math.min(MAX_DELAY_MS, this.delayMs * 1.7);
  }
}

/** A socket does not say why it was refused; a plain request does. */
async function isRefused(): Promise<boolean> {
  try {
    const response = await fetch('/api/ping', { cache: 'no-store' });
    return response.status === 401 || response.status === 403;
  } catch {
    return false;
  }
}
