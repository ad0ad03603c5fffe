import { expect, test, vi } from 'vitest';
import { connect, type LiveProblem, type TokenReason } from '../src/index.js';
import { Live, collect, until } from './live.js';

const live = new Live();

test('a token that ends soon is renewed in place', async () => {
  const reasons: TokenReason[] = [];
  const client = live.client({ token: (reason) => (reasons.push(reason), `token-${reasons.length}`) });
  const messages = collect(client.subscribe());
  await until(() => live.server.subscriptions === 1);

  live.server.say({ op: 'expiring', inMs: 30_000, at: '2026-01-01T00:00:00Z' });

  await until(() => live.server.sent('auth').length === 2);
  live.server.append(1);
  await until(() => messages.length === 1);
  expect(reasons).toEqual(['connecting', 'expiring']);
  expect(live.server.sent('auth').map((frame) => frame.token)).toEqual(['token-1', 'token-2']);
  expect(live.server.connections).toBe(1);
  expect(live.server.sent('subscribe')).toHaveLength(1);
});

test('a provider that has no new token yet is asked again before the old one ends', async () => {
  let token = 'old';
  let asked = 0;
  const client = live.client({ token: () => (asked++, token) });
  await until(() => client.status === 'open');

  live.server.say({ op: 'expiring', inMs: 2_000, at: '2026-01-01T00:00:00Z' });
  await until(() => asked === 2);
  token = 'new';

  await until(() => live.server.sent('auth').length === 2);
  expect(live.server.sent('auth').at(-1)?.token).toBe('new');
});

test('after a refusal another token is asked for', async () => {
  live.server.refusedTokens.add('stale');
  const client = live.client({ token: (reason) => (reason === 'refused' ? 'fresh' : 'stale') });

  await until(() => client.status === 'open');

  expect(live.server.sent('auth').map((frame) => frame.token)).toEqual(['stale', 'fresh']);
});

test('a token that ends while connected leads to a new connection that goes on', async () => {
  const client = live.client();
  const messages = collect(client.subscribe());
  await until(() => live.server.subscriptions === 1);

  live.server.closeAll(4401, 'the token has expired');
  await until(() => live.server.connections === 2 && live.server.subscriptions === 1);
  live.server.append(1);

  await until(() => messages.length === 1);
});

test('who is refused again and again gives up, and says so to everyone', async () => {
  live.server.refusedTokens.add('bad');
  const problems: string[] = [];
  const client = live.client({ token: () => 'bad', maxRefusals: 2 });
  client.on('problem', (problem) => problems.push(problem.kind));
  const read = client.subscribe().handle({ event: () => {} });

  await expect(read).rejects.toMatchObject({ kind: 'unauthenticated' });

  expect(client.status).toBe('closed');
  expect(live.server.connections).toBe(3);
  expect(problems.at(-1)).toBe('unauthenticated');
});

test('who may not subscribe does not try again', async () => {
  live.server.script = (frame, socket) => frame.op === 'auth' && (socket.close(4403, 'no role'), true);
  const client = live.client();
  const problem = new Promise<LiveProblem>((resolve) => client.on('problem', resolve));

  expect(await problem).toMatchObject({ kind: 'forbidden', closeCode: 4403 });
  expect(client.status).toBe('closed');
  expect(live.server.connections).toBe(1);
});

test('a provider that fails is asked again', async () => {
  let asked = 0;
  const problems: string[] = [];
  const client = live.client({
    token: async () => {
      if (++asked < 3) {
        throw new Error('the issuer is away');
      }
      return 'good';
    },
  });
  client.on('problem', (problem) => problems.push(problem.kind));

  await until(() => client.status === 'open');

  expect(problems).toEqual(['no-token', 'no-token']);
});

test('a provider that never answers is asked again', async () => {
  let asked = 0;
  const problems: string[] = [];
  const client = live.client({
    token: () => (++asked < 3 ? new Promise<string>(() => {}) : 'good'),
    connectMs: 500,
  });
  client.on('problem', (problem) => problems.push(problem.kind));

  await until(() => client.status === 'open');

  expect(asked).toBe(3);
  expect(problems).toEqual(['no-token', 'no-token']);
});

test('a server that cannot verify tokens right now is tried again', async () => {
  live.server.script = (frame, socket) => {
    if (frame.op !== 'auth' || live.server.connections > 1) {
      return false;
    }
    const problem = { type: 'https://docket.io/problems/unavailable', title: 'x', status: 503, detail: 'x' };
    socket.send(JSON.stringify({ op: 'error', problem }));
    return true;
  };
  const client = live.client();

  await until(() => client.status === 'open');

  expect(live.server.connections).toBe(2);
});

test('where there is no WebSocket, one is asked for', () => {
  vi.stubGlobal('WebSocket', undefined);

  expect(() => connect({ url: live.server.url, token: () => 'good' })).toThrow('There is no WebSocket');

  vi.unstubAllGlobals();
});

test('an address that is none is one clear problem', async () => {
  const client = live.client({ url: 'not an address' });
  const read = client.subscribe().handle({ event: () => {} });

  await expect(read).rejects.toMatchObject({ kind: 'bad-address' });
  expect(client.status).toBe('closed');
});
