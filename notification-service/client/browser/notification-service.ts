import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { vi } from 'vitest';

const target = new URL('../../target/', import.meta.url).pathname;

/** An instance of notification-service on the stack's Kafka, as a process of the test's own, which it may kill. */
export class NotificationService {
  readonly port: number;
  readonly #settings: Record<string, string>;
  #process: ChildProcess | undefined;

  private constructor(port: number, settings: Record<string, string>) {
    this.port = port;
    this.#settings = settings;
  }

  static async start(settings: Record<string, string>): Promise<NotificationService> {
    const service = new NotificationService(await freePort(), settings);
    await service.start();
    return service;
  }

  /** Starts it and waits until it is ready; always on the same port. */
  async start(): Promise<void> {
    const artifact = /^path=(.+)$/m.exec(readFileSync(join(target, 'quarkus-artifact.properties'), 'utf8'))![1]!;
    const log = openSync(join(target, 'client-browser.log'), 'a');
    const settings = Object.entries(this.#settings).map(([name, value]) => `-D${name}=${value}`);
    this.#process = spawn(
      join(process.env['JAVA_HOME'] ?? '/usr', 'bin', 'java'),
      ['-Xmx192m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', ...settings, '-jar', join(target, artifact)],
      { env: { ...process.env, QUARKUS_HTTP_PORT: String(this.port) }, stdio: ['ignore', log, log] },
    );
    closeSync(log);
    await vi.waitFor(
      async () => {
        const health = await fetch(`http://127.0.0.1:${this.port}/hc`);
        if (!health.ok) {
          throw new Error(`not ready: ${health.status}`);
        }
      },
      { timeout: 90_000, interval: 200 },
    );
  }

  /** Ends it without a chance to say goodbye. */
  async kill(): Promise<void> {
    const running = this.#process;
    this.#process = undefined;
    if (running && running.exitCode === null) {
      running.kill('SIGKILL');
      await once(running, 'exit');
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
