import { FeedHost, type FeedSocket } from './feedHost';
import type { ToWorker } from './threadMessages';

/** The dedicated worker: the host with this thread's socket, clock and page. */
const host = new FeedHost({
  connect: () => {
    const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/regions`);
    socket.binaryType = 'arraybuffer';
    return socket as unknown as FeedSocket;
  },
  isRefused: async () => {
    try {
      const response = await fetch('/api/ping', { cache: 'no-store' });
      return response.status === 401 || response.status === 403;
    } catch {
      return false;
    }
  },
  post: (message) => postMessage(message),
  later: (ms, action) => void setTimeout(action, ms),
});

onmessage = (event: MessageEvent<ToWorker>) => host.take(event.data);
