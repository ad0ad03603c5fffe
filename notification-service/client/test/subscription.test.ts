import { expect, test } from 'vitest';
import { isEvent, LiveProblem, type Message } from '../src/index.js';
import { Live, collect, numbers, range, until } from './live.js';

const live = new Live();

test('an iterator and handlers get the events of their filter', async () => {
  const client = live.client();
  const moved: string[] = [];
  const all = client.subscribe();
  const some = client.subscribe({ type: 'docket.case.closed.v1' }, { from: 'earliest' });
  const messages = collect(all);
  void some.handle({ event: (event) => void moved.push(event.type) });
  await Promise.all([all.ready, some.ready]);

  live.server.append(2);
  live.server.append(1, 'docket.case.closed.v1');

  await until(() => messages.length === 3 && moved.length === 1);
  expect(numbers(messages)).toEqual([0, 1, 2]);
  expect(moved).toEqual(['docket.case.closed.v1']);
  expect(live.server.sent('subscribe')[1]?.filter).toEqual({ type: 'docket.case.closed.v1' });
});

test('the data of an event is typed by its type', async () => {
  live.server.append(1);
  for await (const message of live.client().subscribe({}, { from: 'earliest' })) {
    if (message.kind === 'event' && isEvent(message.event, 'docket.case.moved.v1')) {
      const to: string = message.event.data.to;
      expect(to).toBeUndefined();
    }
    break;
  }
  expect.assertions(1);
});

test('leaving the loop ends the subscription', async () => {
  live.server.append(1);
  for await (const message of live.client().subscribe({}, { from: 'earliest' })) {
    expect(message.cursor).toBe('c1');
    break;
  }

  await until(() => live.server.subscriptions === 0);
});

test('the cursor is the place after the last message that was dealt with', async () => {
  live.server.append(2);
  const subscription = live.client().subscribe({}, { from: 'earliest' });
  const seen: (string | undefined)[] = [];

  await subscription.handle({
    event: () => {
      seen.push(subscription.cursor);
      if (seen.length === 2) {
        subscription.close();
      }
    },
  });

  expect(seen).toEqual([undefined, 'c1']);
  expect(subscription.cursor).toBe('c2');
});

test('the server is told how far the application is', async () => {
  const subscription = live.client({ ackMs: 5 }).subscribe({}, { from: 'earliest' });
  const messages = collect(subscription);
  live.server.append(3);
  await until(() => messages.length === 3);

  await until(() => live.server.sent('ack').at(-1)?.cursor === 'c3');
});

test('a handler that fails ends its subscription, and no event after it is taken for dealt with', async () => {
  live.server.append(3);
  const subscription = live.client().subscribe({}, { from: 'earliest' });

  const handled = subscription.handle({
    event: (event) => {
      if (event.data['number'] === 1) {
        throw new Error('no');
      }
    },
  });

  await expect(handled).rejects.toThrow('no');
  expect(subscription.cursor).toBe('c1');
  await until(() => live.server.subscriptions === 0);
});

test('a slow application pauses its subscription, holds few events, and disturbs no other', async () => {
  const client = live.client();
  const slow = client.subscribe({}, { from: 'earliest', bufferMessages: 10 });
  const fast = collect(client.subscribe({}, { from: 'earliest' }));
  await slow.ready;

  live.server.append(100);
  await until(() => fast.length === 100);

  await until(() => slow.paused && live.server.subscriptions === 1);
  const taken = collect(slow);
  await until(() => taken.length === 100);
  expect(numbers(taken)).toEqual(range(0, 100));
  expect(live.server.sent('subscribe').length).toBeGreaterThan(10);
});

test('a paused subscription stays paused over a new connection', async () => {
  const client = live.client();
  const slow = client.subscribe({}, { from: 'earliest', bufferMessages: 4 });
  live.server.append(10);
  await until(() => slow.paused);

  live.server.cut();
  await until(() => live.server.connections === 2 && client.status === 'open');

  expect(live.server.sent('subscribe')).toHaveLength(1);
  const taken = collect(slow);
  await until(() => taken.length === 10);
  expect(numbers(taken)).toEqual(range(0, 10));
});

test('large events fill the buffer sooner', async () => {
  const slow = live.client().subscribe({}, { from: 'earliest', bufferChars: 1_000 });

  live.server.append(10);

  await until(() => slow.paused);
  const taken = collect(slow);
  await until(() => taken.length === 10);
});

test('a reset comes after the new beginning, which is the place to load the state at', async () => {
  const subscription = live.client().subscribe({}, { from: 'earliest' });
  const messages = collect(subscription);
  live.server.append(2);
  await until(() => messages.length === 2);

  live.server.oldest = 5;
  live.server.append(5);
  await until(() => messages.length === 7);
  live.server.oldest = 8;
  live.server.cut();
  live.server.log.push(...live.server.log.splice(0, 0), { ...live.server.log[0]!, id: 'e7' });
  await until(() => messages.some((message) => message.kind === 'reset'));
  live.server.append(1);

  await until(() => messages.length === 9);
  expect(messages[7]).toEqual({ kind: 'reset', cursor: 'c8', reason: 'too old' } satisfies Message);
  expect(numbers(messages).at(-1)).toBe(8);
});

test('a cursor of another log is a reset', async () => {
  live.server.script = (frame, socket) => {
    if (frame.op !== 'subscribe' || frame.from !== 'elsewhere') {
      return false;
    }
    socket.send(JSON.stringify({ op: 'error', id: frame.id, problem: problem('unknown-cursor', 422) }));
    return true;
  };
  live.server.append(3);

  const messages = collect(live.client().subscribe({}, { from: 'elsewhere', afterReset: 'earliest' }));

  await until(() => messages.length === 4);
  expect(messages[0]).toMatchObject({ kind: 'reset', cursor: 'c0' });
  expect(numbers(messages)).toEqual([0, 1, 2]);
});

test('a filter that is none fails its subscription with the server’s problem, and no other', async () => {
  live.server.script = (frame, socket) => {
    if (frame.op !== 'subscribe' || frame.filter?.root !== 'bad') {
      return false;
    }
    const errors = [{ pointer: '/filter/root', detail: 'is bad' }];
    socket.send(JSON.stringify({ op: 'error', id: frame.id, problem: { ...problem('invalid-request', 400), errors } }));
    return true;
  };
  const client = live.client();
  const good = collect(client.subscribe());
  const bad = client.subscribe({ root: 'bad' });

  const failure = await bad.handle({ event: () => {} }).catch((error: unknown) => error);

  expect(failure).toBeInstanceOf(LiveProblem);
  expect((failure as LiveProblem).kind).toBe('invalid-request');
  expect((failure as LiveProblem).problem.errors).toEqual([{ pointer: '/filter/root', detail: 'is bad' }]);
  await expect(bad.ready).rejects.toBe(failure);
  live.server.append(1);
  await until(() => good.length === 1);
});

test('a subscription that came at a bad time is asked for again', async () => {
  let refusals = 0;
  live.server.script = (frame, socket) => {
    if (frame.op !== 'subscribe' || refusals++ > 0) {
      return false;
    }
    socket.send(JSON.stringify({ op: 'error', id: frame.id, problem: problem('too-many-frames', 429) }));
    return true;
  };

  await live.client().subscribe().ready;

  expect(live.server.sent('subscribe')).toHaveLength(2);
});

test('a subscription that is begun when a connection comes or goes is asked for once', async () => {
  const client = live.client();
  client.on('status', (status) => status === 'open' && live.server.connections === 1 && collect(client.subscribe()));
  await until(() => live.server.subscriptions === 1);
  client.on('problem', () => collect(client.subscribe()));
  live.server.cut();
  await until(() => live.server.subscriptions === 2);

  live.server.append(1);
  await until(() => live.server.sent('subscribe').length >= 3);

  expect(live.server.sent('subscribe').map((frame) => frame.id)).toEqual(['s1.1', 's1.2', 's2.1']);
  expect(live.server.subscriptions).toBe(2);
});

test('a subscription has one reader, and a filter a limit', () => {
  const client = live.client();
  const subscription = client.subscribe();
  subscription[Symbol.asyncIterator]();

  expect(() => subscription[Symbol.asyncIterator]()).toThrow('Only one reader');
  expect(() => client.subscribe({ root: 'x'.repeat(70_000) })).toThrow('too large');
});

function problem(kind: string, status: number): object {
  return { type: `https://docket.io/problems/${kind}`, title: kind, status, detail: `it is ${kind}` };
}
