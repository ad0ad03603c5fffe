import type { Cursor } from './generated/document.js';

/**
 * Gives an access token. Asked before every connection, when the server says that the token ends soon, and after it
 * refused the last one: then a token from a cache will not do.
 */
export type TokenProvider = (reason: TokenReason) => string | Promise<string>;

export type TokenReason = 'connecting' | 'expiring' | 'refused';

/** As much of a WebSocket as the client needs: the browser's, Node's (22 and later), or that of the package `ws`. */
export interface WebSocketLike {
  onopen: ((event: any) => void) | null;
  onmessage: ((event: any) => void) | null;
  onclose: ((event: any) => void) | null;
  onerror: ((event: any) => void) | null;
  readonly readyState: number;
  send(data: string): void;
  close(code?: number, reason?: string): void;
}

export type WebSocketConstructor = new (url: string, protocols: string[]) => WebSocketLike;

/** How to reach the server. */
export interface LiveOptions {
  /** Address of the websocket: `wss://docket.example/ws`. */
  readonly url: string | URL;
  readonly token: TokenProvider;
  /** The constructor to use where there is no global one: Node 20 with the package `ws`. */
  readonly WebSocket?: WebSocketConstructor;
  /** First and longest wait before another try, in milliseconds; doubled each time, and each a random half shorter. */
  readonly backoff?: { readonly minMs?: number; readonly maxMs?: number };
  /** Time for the provider to give a token, and then for a connection to be welcomed, in milliseconds. */
  readonly connectMs?: number;
  /** Silence after which the server is asked for a sign of life, in milliseconds; by default what the server says. */
  readonly heartbeatMs?: number;
  /** Time for that sign of life, in milliseconds. */
  readonly pongMs?: number;
  /** How often the server is told how far the application is, in milliseconds. */
  readonly ackMs?: number;
  /** Refused tokens in a row after which the client gives up. */
  readonly maxRefusals?: number;
}

/** Where a subscription begins and how much of it may wait for the application. */
export interface SubscribeOptions {
  /** `now` (the default), `earliest`, or the cursor of the last message that the application has dealt with. */
  readonly from?: 'now' | 'earliest' | Cursor;
  /** Where it goes on after a reset. */
  readonly afterReset?: 'now' | 'earliest';
  /** Messages that may wait; then the server is told to pause until half of them are taken. */
  readonly bufferMessages?: number;
  /** Characters of messages that may wait. */
  readonly bufferChars?: number;
}

export const DEFAULTS = {
  minMs: 500,
  maxMs: 30_000,
  connectMs: 15_000,
  pongMs: 10_000,
  ackMs: 5_000,
  maxRefusals: 3,
  bufferMessages: 1_000,
  bufferChars: 8 * 1024 * 1024,
} as const;
