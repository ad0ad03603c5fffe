import { afterEach, beforeEach, vi } from 'vitest';
import { WebSocket } from 'ws';
import { connect, type LiveClient, type LiveOptions, type Message, type Subscription } from '../src/index.js';
import { FakeServer } from './fake-server.js';

/** A server and the clients of one test. */
export class Live {
  server!: FakeServer;
  readonly #clients: LiveClient[] = [];

  constructor() {
    beforeEach(async () => {
      this.server = await FakeServer.start();
    });
    afterEach(async () => {
      this.#clients.splice(0).forEach((client) => client.close());
      await this.server.kill();
    });
  }

  /** A client that tries again at once. */
  client(options: Partial<LiveOptions> = {}): LiveClient {
    const client = connect({
      url: this.server.url,
      token: () => 'good',
      WebSocket,
      backoff: { minMs: 1, maxMs: 10 },
      ...options,
    });
    this.#clients.push(client);
    return client;
  }
}

/** Collects what a subscription gives. */
export function collect(subscription: Subscription): Message[] {
  const messages: Message[] = [];
  void (async () => {
    for await (const message of subscription) {
      messages.push(message);
    }
  })().catch(() => {});
  return messages;
}

/** The numbers of the events. */
export function numbers(messages: readonly Message[]): number[] {
  return messages.flatMap((message) => (message.kind === 'event' ? [Number(message.event.data['number'])] : []));
}

/** All numbers from one to before another. */
export function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

/** Waits until it holds. */
export function until(condition: () => boolean): Promise<void> {
  return vi.waitFor(
    () => {
      if (!condition()) {
        throw new Error(`not in time: ${condition}`);
      }
    },
    { timeout: 10_000, interval: 2 },
  );
}
