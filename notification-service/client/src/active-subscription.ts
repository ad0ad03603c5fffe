import { MAX_FRAME_CHARS, type ClientFrame, type ServerFrame } from './frames.js';
import type { Cursor, EventFrame, Filter, Problem, SubscribedFrame, SubscribeFrame } from './generated/document.js';
import { MessageQueue } from './message-queue.js';
import { DEFAULTS, type SubscribeOptions } from './options.js';
import { LiveProblem } from './problem.js';
import { RecentIds } from './recent-ids.js';
import type { Handlers, Message, Subscription } from './subscription.js';

/** The connection as a subscription sees it. Frames that are sent while there is none go nowhere. */
export interface Link {
  readonly open: boolean;
  send(frame: ClientFrame): void;
  ended(id: string): void;
}

const RETRY_MS = 1_000;

/**
 * A subscription over any number of connections.
 *
 * ```
 *   waiting ──ask──> asked ──subscribed──> flowing ──full──> paused
 *      ^               │ ^                    │                │
 *      └──no link──────┘ └─reset──────────────┘<───has room────┘      any ──> ended
 * ```
 *
 * Each time it asks, it does so under a new name, so that what was meant for an earlier time is not taken for an answer.
 */
export class ActiveSubscription implements Subscription, AsyncIterator<Message> {
  readonly filter: Filter;
  readonly ready: Promise<Cursor>;
  readonly #id: string;
  readonly #link: Link;
  readonly #afterReset: 'now' | 'earliest';
  readonly #queue: MessageQueue<Message>;
  readonly #recent = new RecentIds();
  #state: 'waiting' | 'asked' | 'flowing' | 'paused' | 'ended' = 'waiting';
  #from: 'now' | 'earliest' | Cursor;
  #times = 0;
  #name = '';
  #resetReason: string | undefined;
  #handed: Cursor | undefined;
  #dealtWith: Cursor | undefined;
  #acknowledged: Cursor | undefined;
  #read = false;
  #begun!: (cursor: Cursor) => void;
  #failed!: (problem: LiveProblem) => void;

  constructor(id: string, filter: Filter, options: SubscribeOptions, link: Link) {
    this.filter = filter;
    this.#id = id;
    this.#link = link;
    this.#from = options.from ?? 'now';
    this.#afterReset = options.afterReset ?? 'now';
    this.#queue = new MessageQueue(
      options.bufferMessages ?? DEFAULTS.bufferMessages,
      options.bufferChars ?? DEFAULTS.bufferChars,
    );
    this.ready = new Promise((resolve, reject) => {
      this.#begun = resolve;
      this.#failed = reject;
    });
    this.ready.catch(() => {});
    if (JSON.stringify(this.#request()).length > MAX_FRAME_CHARS) {
      throw LiveProblem.local('too-large', 'The filter is too large', `A frame has at most ${MAX_FRAME_CHARS} characters`);
    }
  }

  get cursor(): Cursor | undefined {
    return this.#dealtWith;
  }

  get paused(): boolean {
    return this.#state === 'paused';
  }

  /** There is a connection. */
  attach(): void {
    if (this.#state === 'waiting' || (this.#state === 'paused' && this.#queue.hasRoom())) {
      this.#ask();
    }
  }

  /** The connection is gone. */
  detach(): void {
    this.#name = '';
    if (this.#state === 'asked' || this.#state === 'flowing') {
      this.#state = 'waiting';
    }
  }

  /** Takes a frame that names it. */
  take(frame: ServerFrame, chars: number): void {
    if (!('id' in frame) || frame.id !== this.#name) {
      return;
    }
    if (frame.op === 'event') {
      this.#event(frame, chars);
    } else if (frame.op === 'subscribed') {
      this.#subscribed(frame);
    } else if (frame.op === 'reset') {
      this.#reset(frame.reason);
    } else if (frame.op === 'error') {
      this.#refused(frame.problem);
    }
  }

  /** How far the application is, where that is news. */
  news(): Cursor | undefined {
    if (this.#dealtWith === this.#acknowledged) {
      return undefined;
    }
    this.#acknowledged = this.#dealtWith;
    return this.#dealtWith;
  }

  /** Ends it with a problem, after what waits. */
  fail(problem: LiveProblem): void {
    if (this.#state !== 'ended') {
      this.#state = 'ended';
      this.#queue.end(problem);
      this.#failed(problem);
      this.#link.ended(this.#id);
    }
  }

  close(): void {
    if (this.#state !== 'ended') {
      this.#leave();
      this.#state = 'ended';
      this.#queue.discard();
      this.#failed(LiveProblem.local('closed', 'Closed', 'The subscription was closed'));
      this.#link.ended(this.#id);
    }
  }

  [Symbol.asyncIterator](): AsyncIterator<Message> {
    if (this.#read) {
      throw LiveProblem.local('one-reader', 'Only one reader', 'The subscription is being read already');
    }
    this.#read = true;
    return this;
  }

  async next(): Promise<IteratorResult<Message>> {
    this.#dealtWith = this.#handed ?? this.#dealtWith;
    const taken = this.#queue.take();
    if (this.#state === 'paused' && this.#link.open && this.#queue.hasRoom()) {
      this.#ask();
    }
    const message = await taken;
    if (message === undefined) {
      return { done: true, value: undefined };
    }
    this.#handed = message.cursor;
    return { done: false, value: message };
  }

  async return(): Promise<IteratorResult<Message>> {
    this.close();
    return { done: true, value: undefined };
  }

  async handle(handlers: Handlers): Promise<void> {
    for await (const message of this) {
      if (message.kind === 'event') {
        await handlers.event(message.event, message.cursor);
      } else {
        await handlers.reset?.(message.reason, message.cursor);
      }
    }
  }

  #ask(): void {
    this.#times++;
    this.#name = `${this.#id}.${this.#times}`;
    this.#state = 'asked';
    this.#link.send(this.#request());
  }

  #request(): SubscribeFrame {
    return { op: 'subscribe', id: this.#name, filter: this.filter, from: this.#from };
  }

  #subscribed(frame: SubscribedFrame): void {
    const goesOn = this.#from !== 'now' && this.#from !== 'earliest';
    if (goesOn && !frame.recovered) {
      this.#resetReason ??= 'the server did not go on from the cursor';
    }
    this.#state = 'flowing';
    this.#from = frame.cursor;
    this.#begun(frame.cursor);
    if (this.#resetReason !== undefined) {
      this.#deliver({ kind: 'reset', cursor: frame.cursor, reason: this.#resetReason }, this.#resetReason.length);
      this.#resetReason = undefined;
    }
  }

  #event(frame: EventFrame, chars: number): void {
    this.#from = frame.cursor;
    if (this.#recent.add(frame.event.id)) {
      this.#deliver({ kind: 'event', cursor: frame.cursor, event: frame.event }, chars);
    }
  }

  #deliver(message: Message, chars: number): void {
    this.#queue.push(message, chars);
    if (this.#queue.isFull()) {
      this.#leave();
      this.#state = 'paused';
    }
  }

  #reset(reason: string): void {
    this.#resetReason = reason;
    this.#recent.clear();
    this.#from = this.#afterReset;
    this.#ask();
  }

  #refused(problem: Problem): void {
    const refusal = new LiveProblem(problem);
    if (refusal.kind === 'unknown-cursor') {
      this.#reset(problem.detail);
    } else if (refusal.kind === 'too-many-frames' || problem.status === 503) {
      const name = this.#name;
      setTimeout(() => name === this.#name && this.#state === 'asked' && this.#ask(), RETRY_MS);
    } else {
      this.fail(refusal);
    }
  }

  #leave(): void {
    if (this.#name !== '') {
      this.#link.send({ op: 'unsubscribe', id: this.#name });
      this.#name = '';
    }
  }
}
