import { expect, test } from 'vitest';
import { poll, type Message, type PollAnswer, type PollOptions } from '../src/index.js';

/** Answers one request after the other; the last answer again and again. */
function answering(...answers: (Partial<PollAnswer> | number)[]) {
  const asked: URL[] = [];
  const tokens: string[] = [];
  const fetch = (async (url: URL, init: RequestInit) => {
    asked.push(url);
    tokens.push((init.headers as Record<string, string>)['Authorization']!);
    const answer = answers[Math.min(asked.length, answers.length) - 1]!;
    return typeof answer === 'number'
      ? Response.json({ type: 'https://docket.io/problems/x', title: 'x', detail: 'no' }, { status: answer })
      : Response.json({ events: [], ...answer });
  }) as unknown as typeof globalThis.fetch;
  return { asked, tokens, fetch };
}

function options(fetch: typeof globalThis.fetch, more: Partial<PollOptions> = {}): PollOptions {
  return { url: 'http://docket.test/api/events/poll', token: (reason) => reason, fetch, backoff: { minMs: 1, maxMs: 2 }, ...more };
}

const event = (id: string) => ({ id }) as unknown as PollAnswer['events'][number];

async function take(count: number, messages: AsyncGenerator<Message>): Promise<Message[]> {
  const taken: Message[] = [];
  for await (const message of messages) {
    if (taken.push(message) === count) {
      break;
    }
  }
  return taken;
}

test('each answer goes on where the last ended, and now is made a place first', async () => {
  const server = answering({ cursor: 'c1' }, { cursor: 'c3', events: [event('a'), event('b')] }, { cursor: 'c4', events: [event('c')] });

  const messages = await take(3, poll(options(server.fetch, { filter: { root: ['1', '2'], 'data.amount': 5 } })));

  expect(messages.map((message) => message.cursor)).toEqual(['c1', 'c3', 'c4']);
  expect(server.asked.map((url) => url.searchParams.get('cursor'))).toEqual(['now', 'c1', 'c3']);
  expect(server.asked.map((url) => url.searchParams.get('waitMs'))).toEqual(['0', '25000', '25000']);
  expect(server.asked[0]!.searchParams.getAll('root')).toEqual(['1', '2']);
  expect(server.asked[0]!.searchParams.get('data.amount')).toBe('5');
});

test('a cursor that is too old is a reset at the new place', async () => {
  const server = answering(410, { cursor: 'c9' });

  const [message] = await take(1, poll(options(server.fetch, { from: 'c1' })));

  expect(message).toEqual({ kind: 'reset', cursor: 'c9', reason: 'no' });
});

test('a server that is away or busy is asked again, a refused token replaced, and any other problem thrown', async () => {
  const server = answering(503, 401, 429, { cursor: 'c2', events: [event('a')] }, 403);
  const messages = poll(options(server.fetch, { from: 'c1' }));

  const first = await messages.next();

  expect(first.value).toMatchObject({ kind: 'event', cursor: 'c2' });
  expect(server.tokens).toEqual(['Bearer connecting', 'Bearer connecting', 'Bearer refused', 'Bearer connecting']);
  await expect(messages.next()).rejects.toMatchObject({ problem: { status: 403 } });
});

test('a signal ends it', async () => {
  const stop = new AbortController();
  const server = answering(503);
  const messages = poll(options(server.fetch, { signal: stop.signal, backoff: { minMs: 60_000 } }));
  const next = messages.next();

  stop.abort();

  expect(await next).toEqual({ done: true, value: undefined });
});
