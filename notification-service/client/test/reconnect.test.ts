import { expect, test } from 'vitest';
import { Live, collect, numbers, range, until } from './live.js';

const live = new Live();

test('a subscription goes on from its last event after a cut', async () => {
  const subscription = live.client().subscribe();
  const messages = collect(subscription);
  await subscription.ready;
  live.server.append(3);
  await until(() => messages.length === 3);

  live.server.cut();
  live.server.append(2);

  await until(() => messages.length === 5);
  expect(numbers(messages)).toEqual(range(0, 5));
  expect(live.server.sent('subscribe').at(-1)?.from).toBe('c3');
});

test('events between the confirmation and the first event are not lost with the connection', async () => {
  const subscription = live.client().subscribe();
  const messages = collect(subscription);
  await subscription.ready;

  live.server.cut();
  live.server.append(2);

  await until(() => messages.length === 2);
  expect(numbers(messages)).toEqual([0, 1]);
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])('cuts, kills, resumes and pauses at random leave no gap and no double (seed %i)', async (seed) => {
  const random = seeded(seed);
  const client = live.client();
  const own = { from: 'earliest', bufferMessages: 7 } as const;
  const fast = collect(client.subscribe({}, { from: 'earliest' }));
  const slow: Parameters<typeof numbers>[0][number][] = [];
  const slowly = client.subscribe({}, own).handle({
    event: async (event, cursor) => {
      slow.push({ kind: 'event', cursor, event });
      await new Promise((resolve) => (random() < 0.2 ? setTimeout(resolve, 1) : resolve(undefined)));
    },
  });
  let total = 0;
  for (let step = 0; step < 60; step++) {
    const count = Math.floor(random() * 12);
    live.server.append(count);
    total += count;
    const dice = random();
    if (dice < 0.2) {
      live.server.cut();
    } else if (dice < 0.3) {
      live.server.closeAll(4408, 'c0');
    } else if (dice < 0.35) {
      await live.server.kill();
      await live.server.listen();
    }
    await new Promise((resolve) => setImmediate(resolve));
  }

  await until(() => fast.length >= total && slow.length >= total);
  expect(numbers(fast)).toEqual(range(0, total));
  expect(numbers(slow)).toEqual(range(0, total));
  client.close();
  await slowly;
});

test('an event that comes twice is given once', async () => {
  const subscription = live.client().subscribe();
  const messages = collect(subscription);
  await subscription.ready;
  const id = live.server.sent('subscribe')[0]!.id;
  live.server.append(1);
  await until(() => messages.length === 1);

  live.server.say({ op: 'event', id, cursor: 'other-form-of-c1', event: live.server.log[0] });
  live.server.append(1);

  await until(() => messages.length === 2);
  expect(numbers(messages)).toEqual([0, 1]);
});

test('frames of an earlier connection or subscription are nobody’s', async () => {
  const subscription = live.client().subscribe();
  const messages = collect(subscription);
  await subscription.ready;
  const earlier = live.server.sent('subscribe')[0]!.id;
  live.server.cut();
  await until(() => live.server.sent('subscribe').length === 2);
  live.server.append(1);
  await until(() => messages.length === 1);

  live.server.say({ op: 'event', id: earlier, cursor: 'c9', event: { ...live.server.log[0], id: 'other' } });
  live.server.append(1);

  await until(() => messages.length === 2);
  expect(numbers(messages)).toEqual([0, 1]);
});

test('a connection that says nothing more is given up and made anew', async () => {
  const client = live.client({ heartbeatMs: 10, pongMs: 20 });
  const messages = collect(client.subscribe());
  await until(() => client.status === 'open');
  const connections = live.server.connections;
  live.server.script = (frame) => frame.op === 'ping';
  await until(() => live.server.connections > connections);
  live.server.script = () => false;

  await until(() => client.status === 'open' && live.server.subscriptions > 0);
  live.server.append(1);
  await until(() => messages.length === 1);
});

test('a silent connection that answers pings is kept', async () => {
  const client = live.client({ heartbeatMs: 5, pongMs: 1_000 });
  await until(() => client.status === 'open');

  await until(() => live.server.sent('ping').length >= 5);

  expect(live.server.connections).toBe(1);
});

test('a connection that is never welcomed is given up', async () => {
  live.server.script = (frame) => frame.op === 'auth' && live.server.connections < 3;
  const client = live.client({ connectMs: 20 });

  await until(() => client.status === 'open');

  expect(live.server.connections).toBe(3);
});

test('a client that was closed does not come back', async () => {
  const client = live.client();
  const subscription = client.subscribe();
  const read = subscription.handle({ event: () => {} });
  await subscription.ready;

  client.close();

  await read;
  await until(() => live.server.subscriptions === 0);
  live.server.append(1);
  expect(client.status).toBe('closed');
  expect(live.server.connections).toBe(1);
  expect(() => client.subscribe()).toThrow('closed');
});

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}
