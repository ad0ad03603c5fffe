// What an application does with the client: two subscriptions, of which one is read slowly, with a small buffer.
import { connect } from '/dist/index.js';

const SLOW_MS = 3;

const state = { status: '', problems: [], iterated: [], handled: [], resets: 0, pauses: 0, failed: '' };
globalThis.state = state;

globalThis.start = async (url, filter) => {
  const client = connect({
    url,
    token: (reason) => globalThis.accessToken(reason),
    backoff: { minMs: 50, maxMs: 500 },
    heartbeatMs: 300,
    pongMs: 2_000,
  });
  client.on('status', (status) => (state.status = status));
  client.on('problem', (problem) => state.problems.push(problem.kind));
  const slow = client.subscribe(filter, { bufferMessages: 8 });
  const fast = client.subscribe(filter);
  fast
    .handle({
      event: (event) => state.handled.push([event.root, event.id]),
      reset: () => state.resets++,
    })
    .catch((problem) => (state.failed = String(problem)));
  read(slow).catch((problem) => (state.failed = String(problem)));
  await Promise.all([slow.ready, fast.ready]);
};

/** The first message of a subscription that begins at a place. */
globalThis.first = async (url, from) => {
  const client = connect({ url, token: (reason) => globalThis.accessToken(reason) });
  for await (const message of client.subscribe({}, { from })) {
    client.close();
    return message;
  }
};

async function read(subscription) {
  for await (const message of subscription) {
    if (message.kind === 'reset') {
      state.resets++;
    } else {
      state.iterated.push([message.event.root, message.event.id]);
    }
    state.pauses += subscription.paused ? 1 : 0;
    await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
  }
}
