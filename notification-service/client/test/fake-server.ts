import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import type { ClientFrame } from '../src/frames.js';
import type { CloudEvent } from '../src/index.js';

interface Served {
  next: number;
  readonly type: string | undefined;
}

/** A server of docket.v1 with a log in memory; a cursor is `c` and the number of the next event. */
export class FakeServer {
  readonly log: CloudEvent[] = [];
  readonly frames: ClientFrame[] = [];
  readonly refusedTokens = new Set<string>();
  connections = 0;
  heartbeatMs = 10_000;
  /** Events before this one are no longer there. */
  oldest = 0;
  /** Takes a frame in the server's place if it returns true. */
  script: (frame: ClientFrame, socket: WebSocket) => boolean = () => false;
  readonly #sockets = new Map<WebSocket, Map<string, Served>>();
  #server!: WebSocketServer;
  #port = 0;

  static async start(): Promise<FakeServer> {
    const server = new FakeServer();
    await server.listen();
    return server;
  }

  get url(): string {
    return `ws://127.0.0.1:${this.#port}/ws`;
  }

  async listen(): Promise<void> {
    this.#server = new WebSocketServer({
      host: '127.0.0.1',
      port: this.#port,
      handleProtocols: (offered) => (offered.has('docket.v1') ? 'docket.v1' : false),
    });
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
    this.#server.on('connection', (socket) => this.#enter(socket));
  }

  /** Ends it without a word, and listens no more. */
  async kill(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  /** Cuts every connection. */
  cut(): void {
    this.#sockets.forEach((_, socket) => socket.terminate());
  }

  closeAll(code: number, reason = ''): void {
    this.#sockets.forEach((_, socket) => socket.close(code, reason));
  }

  /** Says something to everyone. */
  say(frame: object): void {
    this.#sockets.forEach((_, socket) => socket.send(JSON.stringify(frame)));
  }

  /** Writes events; their data is their number. */
  append(count: number, type = 'docket.case.moved.v1'): void {
    for (let i = 0; i < count; i++) {
      this.log.push(event(this.log.length, type));
    }
    this.#sockets.forEach((subscriptions, socket) => this.#serve(socket, subscriptions));
  }

  /** Frames of a kind that clients sent. */
  sent<O extends ClientFrame['op']>(op: O): Extract<ClientFrame, { op: O }>[] {
    return this.frames.filter((frame): frame is Extract<ClientFrame, { op: O }> => frame.op === op);
  }

  get subscriptions(): number {
    return [...this.#sockets.values()].reduce((sum, subscriptions) => sum + subscriptions.size, 0);
  }

  #enter(socket: WebSocket): void {
    this.connections++;
    this.#sockets.set(socket, new Map());
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('message', (text) => {
      const frame = JSON.parse(String(text)) as ClientFrame;
      this.frames.push(frame);
      if (!this.script(frame, socket)) {
        this.#handle(frame, socket);
      }
    });
  }

  #handle(frame: ClientFrame, socket: WebSocket): void {
    const subscriptions = this.#sockets.get(socket)!;
    const say = (answer: object) => socket.send(JSON.stringify(answer));
    if (frame.op === 'auth') {
      if (this.refusedTokens.has(frame.token)) {
        socket.close(4401, 'the token is not valid');
      } else {
        say({ op: 'welcome', session: 'x', heartbeatMs: this.heartbeatMs });
      }
    } else if (frame.op === 'ping') {
      say({ op: 'pong' });
    } else if (frame.op === 'unsubscribe') {
      subscriptions.delete(frame.id);
      say({ op: 'unsubscribed', id: frame.id });
    } else if (frame.op === 'subscribe') {
      const from = frame.from ?? 'now';
      const next = from === 'now' ? this.log.length : from === 'earliest' ? this.oldest : Number(from.slice(1));
      if (next < this.oldest) {
        say({ op: 'reset', id: frame.id, reason: 'too old' });
        return;
      }
      const recovered = from !== 'now' && from !== 'earliest';
      say({ op: 'subscribed', id: frame.id, cursor: `c${next}`, recovered });
      subscriptions.set(frame.id, { next, type: frame.filter?.type as string | undefined });
      this.#serve(socket, subscriptions);
    }
  }

  #serve(socket: WebSocket, subscriptions: Map<string, Served>): void {
    for (const [id, served] of subscriptions) {
      for (; served.next < this.log.length; served.next++) {
        const event = this.log[served.next]!;
        if (served.type === undefined || served.type === event.type) {
          socket.send(JSON.stringify({ op: 'event', id, cursor: `c${served.next + 1}`, event }));
        }
      }
    }
  }
}

function event(number: number, type: string): CloudEvent {
  return {
    specversion: '1.0',
    id: `e${number}`,
    source: '/command-service',
    type,
    subject: 'case/1',
    time: '2026-01-01T00:00:00Z',
    datacontenttype: 'application/json',
    sequence: number + 1,
    root: '1',
    tenant: 'acme',
    actor: 'demo',
    commandid: 'c',
    correlationid: 'c',
    causationid: 'c',
    causationdepth: 0,
    data: { number },
  };
}
