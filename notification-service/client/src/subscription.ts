import type { CloudEvent, Cursor, Filter } from './generated/document.js';

/** What a subscription gives: an event, or word that events may be missing. Its cursor is the place after it. */
export type Message = EventMessage | ResetMessage;

/** An event of the subscription's filter. */
export interface EventMessage {
  readonly kind: 'event';
  readonly cursor: Cursor;
  readonly event: CloudEvent;
}

/**
 * The log no longer holds what came next, so events may be missing. The subscription goes on at the cursor: who loads
 * its state anew after this message misses nothing.
 */
export interface ResetMessage {
  readonly kind: 'reset';
  readonly cursor: Cursor;
  readonly reason: string;
}

/** What is to be done with each message; one at a time, the next after the promise of the last. */
export interface Handlers {
  event(event: CloudEvent, cursor: Cursor): unknown;
  reset?(reason: string, cursor: Cursor): unknown;
}

/**
 * Events of one filter: each once, those of a root in order, without gaps over any number of connections. Read it with
 * `for await` or `handle`, once; leaving the loop ends the subscription.
 */
export interface Subscription extends AsyncIterable<Message> {
  readonly filter: Filter;
  /** Resolves with the cursor of its beginning: state that is loaded after that misses nothing. */
  readonly ready: Promise<Cursor>;
  /** The place after the last message that the application has dealt with: where to begin after a restart. */
  readonly cursor: Cursor | undefined;
  /** True while the server is told to wait, as the application is slow. */
  readonly paused: boolean;
  /** Calls the handlers until the subscription ends. Rejects if it fails, or if one of them does. */
  handle(handlers: Handlers): Promise<void>;
  /** Ends it; what waits is dropped. */
  close(): void;
}
