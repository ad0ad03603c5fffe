import { CloseCode, PROTOCOL, type ClientFrame, type ServerFrame } from './frames.js';
import type { WebSocketConstructor, WebSocketLike } from './options.js';
import { Pacer } from './pacer.js';

/** What a connection tells its owner. After `lost` it tells nothing more. */
export interface ConnectionListener {
  opened(): void;
  /** A frame, and its length in characters. */
  received(frame: ServerFrame, chars: number): void;
  lost(code: number, reason: string): void;
}

export interface ConnectionLimits {
  readonly connectMs: number;
  readonly pongMs: number;
}

const OPEN = 1;
/** Frames of subscriptions at once and a second in the long run: well below what a server takes, 200 and 50. */
const BURST = 150;
const PER_SECOND = 40;

/**
 * One websocket. It finds out by itself that the other side is gone: a network that was cut says nothing, and a browser
 * does not show the server's pings.
 */
export class Connection {
  readonly #socket: WebSocketLike;
  readonly #listener: ConnectionListener;
  readonly #pongMs: number;
  readonly #pacer = new Pacer<ClientFrame>(BURST, PER_SECOND, (frame) => this.#write(frame));
  #timer: ReturnType<typeof setTimeout> | undefined;
  #answer: ReturnType<typeof setTimeout> | undefined;
  #heard = true;
  #over = false;

  constructor(url: string, WebSocket: WebSocketConstructor, limits: ConnectionLimits, listener: ConnectionListener) {
    this.#listener = listener;
    this.#pongMs = limits.pongMs;
    this.#socket = new WebSocket(url, [PROTOCOL]);
    this.#socket.onopen = () => listener.opened();
    this.#socket.onmessage = (event: { data: unknown }) => this.#take(event.data);
    this.#socket.onerror = () => {};
    this.#socket.onclose = (event: { code: number; reason: unknown }) => this.#end(event.code, String(event.reason ?? ''));
    this.#timer = setTimeout(() => this.abandon('not welcomed in time'), limits.connectMs);
  }

  /** Sends a frame; one about a subscription may wait so that the server does not find them too many. */
  send(frame: ClientFrame): void {
    if (frame.op === 'subscribe' || frame.op === 'unsubscribe') {
      this.#pacer.offer(frame);
    } else if (frame.op !== 'ack' || this.#pacer.idle) {
      this.#write(frame);
    }
  }

  /** From now on silence is noticed. */
  watch(heartbeatMs: number): void {
    clearTimeout(this.#timer);
    clearInterval(this.#timer);
    this.#timer = setInterval(() => {
      if (!this.#heard) {
        this.probe();
      }
      this.#heard = false;
    }, heartbeatMs);
  }

  /** Asks for a sign of life; without one the connection is lost. */
  probe(): void {
    if (this.#answer === undefined && !this.#over) {
      this.send({ op: 'ping' });
      this.#answer = setTimeout(() => this.abandon('no sign of life'), this.#pongMs);
    }
  }

  /** Closes it; nothing more is told. */
  close(): void {
    this.#listenNoMore();
    this.#socket.close(1000);
  }

  /** Gives it up without waiting for the other side. */
  abandon(reason: string): void {
    if (!this.#over) {
      this.#listenNoMore();
      this.#socket.close();
      (this.#socket as { terminate?: () => void }).terminate?.();
      this.#listener.lost(CloseCode.LOST, reason);
    }
  }

  #write(frame: ClientFrame): void {
    if (!this.#over && this.#socket.readyState === OPEN) {
      this.#socket.send(JSON.stringify(frame));
    }
  }

  #take(data: unknown): void {
    this.#heard = true;
    clearTimeout(this.#answer);
    this.#answer = undefined;
    if (typeof data !== 'string') {
      return;
    }
    const frame = parse(data);
    if (frame === undefined) {
      this.abandon('a frame that is not JSON');
    } else {
      this.#listener.received(frame, data.length);
    }
  }

  #end(code: number, reason: string): void {
    if (!this.#over) {
      this.#listenNoMore();
      this.#listener.lost(code, reason);
    }
  }

  #listenNoMore(): void {
    this.#over = true;
    this.#pacer.stop();
    clearTimeout(this.#timer);
    clearInterval(this.#timer);
    clearTimeout(this.#answer);
    this.#socket.onopen = null;
    this.#socket.onmessage = null;
    this.#socket.onclose = null;
  }
}

function parse(text: string): ServerFrame | undefined {
  try {
    const frame: unknown = JSON.parse(text);
    return typeof frame === 'object' && frame !== null ? (frame as ServerFrame) : undefined;
  } catch {
    return undefined;
  }
}
