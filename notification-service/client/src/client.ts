import { ActiveSubscription, type Link } from './active-subscription.js';
import { Backoff } from './backoff.js';
import { Connection } from './connection.js';
import { CloseCode, type ServerFrame } from './frames.js';
import type { Filter } from './generated/document.js';
import { Listeners } from './listeners.js';
import { DEFAULTS, type LiveOptions, type SubscribeOptions, type WebSocketConstructor } from './options.js';
import { LiveProblem } from './problem.js';
import type { Subscription } from './subscription.js';
import { TokenSource } from './token-source.js';

/** `connecting` also while a token is awaited, `waiting` between two tries, `closed` for good. */
export type Status = 'connecting' | 'open' | 'waiting' | 'closed';

interface ClientEvents {
  status: Status;
  /** What the client gets over by itself, and the one problem that it closes with. */
  problem: LiveProblem;
}

/** A connection must last this long until its loss is one of a new row. */
const STABLE_MS = 5_000;

/** Connects, and stays connected until it is closed. */
export function connect(options: LiveOptions): LiveClient {
  return new LiveClient(options);
}

/** Subscriptions over one websocket at a time, which is made anew whenever it is lost. */
export class LiveClient {
  readonly #options: LiveOptions;
  readonly #WebSocket: WebSocketConstructor;
  readonly #backoff: Backoff;
  readonly #tokens: TokenSource;
  readonly #listeners = new Listeners<ClientEvents>();
  readonly #subscriptions = new Map<string, ActiveSubscription>();
  readonly #link: Link;
  readonly #wake = () => this.#online();
  #status: Status = 'connecting';
  #connection: Connection | undefined;
  #named = 0;
  #try = 0;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #stableTimer: ReturnType<typeof setTimeout> | undefined;
  #ackTimer: ReturnType<typeof setInterval> | undefined;

  constructor(options: LiveOptions) {
    const WebSocket = options.WebSocket ?? (globalThis as { WebSocket?: WebSocketConstructor }).WebSocket;
    if (!WebSocket) {
      throw LiveProblem.local('no-websocket', 'There is no WebSocket', 'Give one: new LiveClient({ WebSocket, … })');
    }
    const client = this;
    this.#options = options;
    this.#WebSocket = WebSocket;
    this.#backoff = new Backoff(options.backoff?.minMs ?? DEFAULTS.minMs, options.backoff?.maxMs ?? DEFAULTS.maxMs);
    this.#tokens = new TokenSource(
      options.token,
      options.maxRefusals ?? DEFAULTS.maxRefusals,
      options.connectMs ?? DEFAULTS.connectMs,
      (problem) => this.#listeners.tell('problem', problem),
    );
    this.#link = {
      get open() {
        return client.#connection !== undefined && client.#status === 'open';
      },
      send: (frame) => this.#connection?.send(frame),
      ended: (id) => this.#subscriptions.delete(id),
    };
    (globalThis as Partial<EventTarget>).addEventListener?.('online', this.#wake);
    void this.#connect();
  }

  get status(): Status {
    return this.#status;
  }

  /** Subscribes to the events of a filter; an empty one is every event of the tenant. */
  subscribe(filter: Filter = {}, options: SubscribeOptions = {}): Subscription {
    if (this.#status === 'closed') {
      throw LiveProblem.local('closed', 'Closed', 'The client is closed');
    }
    const id = `s${++this.#named}`;
    const subscription = new ActiveSubscription(id, filter, options, this.#link);
    this.#subscriptions.set(id, subscription);
    if (this.#link.open) {
      subscription.attach();
    }
    return subscription;
  }

  /** Hears of changes of status or of problems; call what it returns to hear no more. */
  on<E extends keyof ClientEvents>(event: E, listener: (value: ClientEvents[E]) => void): () => void {
    return this.#listeners.on(event, listener);
  }

  /** Ends the connection and every subscription. */
  close(): void {
    this.#end((subscription) => subscription.close());
  }

  async #connect(): Promise<void> {
    const attempt = ++this.#try;
    this.#become('connecting');
    const token = await this.#tokens.take();
    if (attempt !== this.#try || this.#status === 'closed') {
      return;
    }
    if (token === undefined) {
      this.#retry();
      return;
    }
    const limits = {
      connectMs: this.#options.connectMs ?? DEFAULTS.connectMs,
      pongMs: this.#options.pongMs ?? DEFAULTS.pongMs,
    };
    try {
      const connection = new Connection(String(this.#options.url), this.#WebSocket, limits, {
        opened: () => connection.send({ op: 'auth', token }),
        received: (frame, chars) => this.#received(frame, chars),
        lost: (code, reason) => this.#lost(code, reason),
      });
      this.#connection = connection;
    } catch (cause) {
      this.#giveUp(LiveProblem.local('bad-address', 'The address cannot be used', String(cause), cause));
    }
  }

  #received(frame: ServerFrame, chars: number): void {
    switch (frame.op) {
      case 'welcome':
        this.#welcomed(frame.heartbeatMs);
        break;
      case 'expiring':
        void this.#tokens.renew(frame.inMs, (token) => this.#connection?.send({ op: 'auth', token }));
        break;
      case 'error':
        if (frame.id === undefined) {
          this.#failed(new LiveProblem(frame.problem));
          break;
        }
        this.#find(frame.id)?.take(frame, chars);
        break;
      case 'pong':
        break;
      default:
        this.#find(frame.id)?.take(frame, chars);
    }
  }

  #welcomed(heartbeatMs: number): void {
    this.#tokens.accepted();
    if (this.#status === 'open') {
      return;
    }
    this.#connection?.watch(this.#options.heartbeatMs ?? heartbeatMs);
    this.#stableTimer = setTimeout(() => this.#backoff.reset(), STABLE_MS);
    this.#ackTimer = setInterval(() => this.#acknowledge(), this.#options.ackMs ?? DEFAULTS.ackMs);
    this.#become('open');
    for (const subscription of this.#subscriptions.values()) {
      subscription.attach();
    }
  }

  /** An error that is about no subscription: the server cannot verify the token now, or does not know this client. */
  #failed(problem: LiveProblem): void {
    this.#listeners.tell('problem', problem);
    if (problem.problem.status === 503 || problem.problem.status === 401) {
      this.#connection?.abandon(problem.message);
    }
  }

  #lost(code: number, reason: string): void {
    this.#disconnected();
    if (code === CloseCode.FORBIDDEN) {
      this.#giveUp(LiveProblem.closed('forbidden', 'Not allowed', code, reason));
    } else if (code === CloseCode.UNAUTHENTICATED && !this.#tokens.refused()) {
      this.#giveUp(LiveProblem.closed('unauthenticated', 'Not authenticated', code, reason));
    } else {
      this.#listeners.tell('problem', LiveProblem.closed('connection-lost', 'The connection was lost', code, reason));
      this.#retry();
    }
  }

  #disconnected(): void {
    this.#connection = undefined;
    clearTimeout(this.#stableTimer);
    this.#tokens.disconnected();
    clearInterval(this.#ackTimer);
    for (const subscription of this.#subscriptions.values()) {
      subscription.detach();
    }
  }

  #retry(): void {
    if (this.#status !== 'closed') {
      this.#become('waiting');
      this.#retryTimer = setTimeout(() => void this.#connect(), this.#backoff.next());
    }
  }

  /** The machine has a network again: no need to wait, and what was open may be dead. */
  #online(): void {
    if (this.#status === 'waiting') {
      clearTimeout(this.#retryTimer);
      void this.#connect();
    } else if (this.#status === 'open') {
      this.#connection?.probe();
    }
  }

  #acknowledge(): void {
    for (const subscription of this.#subscriptions.values()) {
      const cursor = subscription.news();
      if (cursor !== undefined) {
        this.#connection?.send({ op: 'ack', cursor });
      }
    }
  }

  #giveUp(problem: LiveProblem): void {
    this.#listeners.tell('problem', problem);
    this.#end((subscription) => subscription.fail(problem));
  }

  #end(each: (subscription: ActiveSubscription) => void): void {
    if (this.#status === 'closed') {
      return;
    }
    clearTimeout(this.#retryTimer);
    (globalThis as Partial<EventTarget>).removeEventListener?.('online', this.#wake);
    const connection = this.#connection;
    this.#disconnected();
    connection?.close();
    this.#become('closed');
    [...this.#subscriptions.values()].forEach(each);
  }

  /** A subscription's names on the wire begin with its id. */
  #find(name: string): ActiveSubscription | undefined {
    return this.#subscriptions.get(name.slice(0, name.indexOf('.')));
  }

  #become(status: Status): void {
    if (status !== this.#status) {
      this.#status = status;
      this.#listeners.tell('status', status);
    }
  }
}
