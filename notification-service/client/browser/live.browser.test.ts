import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Browser, stateOf, subscribe } from './browser.js';
import { Network } from './network.js';
import { NotificationService } from './notification-service.js';
import { command, token } from './stack.js';

const CASES = 4;
/** A writer's rest between two commands: so that the page's slow reader can catch up. */
const REST_MS = 25;
/** A cursor that is 10^9 events ahead of any log. */
const NOWHERE = 'AQAAAAA7msoA';
const LIMIT = { timeout: 60_000, interval: 50 };

let browser: Browser;
let service: NotificationService;
let network: Network;
let demo: string;

beforeAll(async () => {
  browser = await Browser.start();
  service = await NotificationService.start({
    'docket.live.allowed-origins': `http://127.0.0.1:${browser.port}`,
    // tokens of the demo users hold 900 s: each is warned of after 5 s
    'docket.live.token-warning': '895s',
  });
  network = await Network.to(service.port);
  demo = await token('demo');
}, 120_000);

afterAll(async () => {
  network?.close();
  await service?.kill();
  await browser?.close();
});

test('cuts, a dead network and a killed server leave no gap and no double in a browser', async () => {
  const caseType = await defineCaseType();
  const reasons: string[] = [];
  const page = await browser.open('127.0.0.1', (reason) => (reasons.push(reason), token('demo')));
  await subscribe(page, url(), { caseType });
  const log = new Log();
  const writers = Array.from({ length: CASES }, () => log.write(caseType));
  const received = async (more: number) => {
    const before = (await stateOf(page)).handled.length;
    await vi.waitFor(async () => expect((await stateOf(page)).handled.length).toBeGreaterThan(before + more), LIMIT);
  };

  await received(20);
  for (let cut = 0; cut < 3; cut++) {
    network.cut();
    await received(10);
  }
  network.freeze();
  await received(10);
  await service.kill();
  await service.start();
  await received(50);
  const connections = network.connections;
  const renewals = reasons.filter((reason) => reason === 'expiring').length;
  await vi.waitFor(() => expect(reasons.filter((reason) => reason === 'expiring').length).toBeGreaterThan(renewals), LIMIT);
  await received(10);
  log.stop();
  await Promise.all(writers);

  await vi.waitFor(async () => {
    const { handled, iterated } = await stateOf(page);
    expect([handled.length, iterated.length]).toEqual([log.size, log.size]);
  }, LIMIT);
  const { handled, iterated, problems, pauses, resets, failed } = await stateOf(page);
  expect(byRoot(handled)).toEqual(log.cases);
  expect(byRoot(iterated)).toEqual(log.cases);
  expect(new Set(problems)).toEqual(new Set(['connection-lost']));
  expect(problems.length).toBeGreaterThanOrEqual(5);
  expect(network.connections).toBe(connections);
  expect(pauses).toBeGreaterThan(0);
  expect([resets, failed]).toEqual([0, '']);
  console.log(
    `${log.size} events of ${CASES} cases, ${problems.length} lost connections, ${pauses} messages taken while paused: ` +
      '0 gaps, 0 doubles',
  );
}, 180_000);

test('a place that the log does not have is a reset, with the place where it goes on', async () => {
  const page = await browser.open('127.0.0.1', () => Promise.resolve(demo));

  const message = await page.evaluate(`first(${JSON.stringify(url())}, ${JSON.stringify(NOWHERE)})`);

  expect(message).toMatchObject({ kind: 'reset', cursor: expect.stringMatching(/^[\w-]{8,}$/) });
  await page.close();
}, 90_000);

test('a page of another origin is let in nowhere', async () => {
  const page = await browser.open('localhost', () => Promise.resolve(demo));

  void subscribe(page, url(), {}).catch(() => {});

  await vi.waitFor(async () => expect((await stateOf(page)).problems.length).toBeGreaterThan(2), LIMIT);
  const { problems, handled } = await stateOf(page);
  expect(new Set(problems)).toEqual(new Set(['connection-lost']));
  expect(handled).toEqual([]);
  await page.close();
}, 90_000);

/** What the platform says that it has written: events of each case, in order. */
class Log {
  readonly cases: Record<string, string[]> = {};
  #writing = true;

  get size(): number {
    return Object.values(this.cases).reduce((sum, events) => sum + events.length, 0);
  }

  /** Opens a case and comments on it, one command after the other, until it is stopped. */
  async write(caseType: string): Promise<void> {
    const opened = await command('open-case', { caseType, data: {} }, demo);
    const events = opened.events.map((event) => event.id);
    this.cases[opened.id] = events;
    while (this.#writing) {
      const added = await command('add-comment', { caseId: opened.id, body: `comment ${events.length}` }, demo);
      events.push(...added.events.map((event) => event.id));
      await new Promise((resolve) => setTimeout(resolve, REST_MS));
    }
  }

  stop(): void {
    this.#writing = false;
  }
}

async function defineCaseType(): Promise<string> {
  const id = `browser-${crypto.randomUUID().slice(0, 8)}`;
  await command('define-case-type', { id, name: 'Browser', dataSchema: {}, stages: [{ id: 'open', name: 'Open' }] }, demo);
  return id;
}

function url(): string {
  return `ws://127.0.0.1:${network.port}/ws`;
}

function byRoot(received: readonly (readonly [string, string])[]): Record<string, string[]> {
  const cases: Record<string, string[]> = {};
  for (const [root, id] of received) {
    (cases[root] ??= []).push(id);
  }
  return cases;
}
