import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { chromium, type Browser as Chromium, type Page } from 'playwright-core';

const root = new URL('../', import.meta.url);
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What the page tells of itself, see `page.js`. */
export interface PageState {
  readonly status: string;
  readonly problems: readonly string[];
  readonly iterated: readonly (readonly [root: string, id: string])[];
  readonly handled: readonly (readonly [root: string, id: string])[];
  readonly resets: number;
  readonly pauses: number;
  readonly failed: string;
}

/** Chromium, and a web server with a page that uses the built client. */
export class Browser {
  readonly port: number;
  readonly #chromium: Chromium;
  readonly #server: Server;

  private constructor(chromium: Chromium, server: Server) {
    this.#chromium = chromium;
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
  }

  static async start(): Promise<Browser> {
    const server = createServer((request, response) => {
      const path = request.url === '/' ? undefined : request.url!.replace(/^\/+/, '');
      if (path === undefined) {
        response.setHeader('Content-Type', 'text/html').end('<script type="module" src="/browser/page.js"></script>');
        return;
      }
      readFile(new URL(path, root)).then(
        (file) => response.setHeader('Content-Type', 'text/javascript').end(file),
        () => response.writeHead(404).end(),
      );
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const executablePath = process.env['CHROME_BIN'] || '/usr/bin/chromium';
    return new Browser(await chromium.launch({ executablePath, args: FLAGS }), server);
  }

  /** The page under a name of this machine, with a token for each time it asks. */
  async open(host: string, token: (reason: string) => Promise<string>): Promise<Page> {
    const page = await this.#chromium.newPage();
    await page.exposeFunction('accessToken', token);
    await page.goto(`http://${host}:${this.port}/`);
    await page.waitForFunction('globalThis.start !== undefined');
    return page;
  }

  async close(): Promise<void> {
    await this.#chromium.close();
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

/** Begins the page's subscriptions; resolves when they are there. */
export function subscribe(page: Page, url: string, filter: object): Promise<unknown> {
  return page.evaluate(`start(${JSON.stringify(url)}, ${JSON.stringify(filter)})`);
}

export async function stateOf(page: Page): Promise<PageState> {
  return (await page.evaluate('state')) as PageState;
}
