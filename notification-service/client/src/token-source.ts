import type { TokenProvider, TokenReason } from './options.js';
import { LiveProblem } from './problem.js';

/** A provider that has no new token is asked again as long as the old one holds for at least this long. */
const MIN_LEFT_MS = 1_000;

/** The client's token: asked for before each connection, renewed while a connection lasts, counted when it is refused. */
export class TokenSource {
  readonly #provider: TokenProvider;
  readonly #maxRefusals: number;
  readonly #answerMs: number;
  readonly #report: (problem: LiveProblem) => void;
  #current: string | undefined;
  #refusals = 0;
  #connection = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    provider: TokenProvider,
    maxRefusals: number,
    answerMs: number,
    report: (problem: LiveProblem) => void,
  ) {
    this.#provider = provider;
    this.#maxRefusals = maxRefusals;
    this.#answerMs = answerMs;
    this.#report = report;
  }

  /** A token for a new connection; nothing if the provider fails or does not answer in time. */
  async take(): Promise<string | undefined> {
    this.#current = await this.#ask(this.#refusals > 0 ? 'refused' : 'connecting');
    return this.#current;
  }

  /** Gets a new token while the connection lasts. If the provider has none yet, asks again in half of the time that is left. */
  async renew(leftMs: number, use: (token: string) => void): Promise<void> {
    const connection = this.#connection;
    const begun = performance.now();
    const token = await this.#ask('expiring');
    if (connection !== this.#connection) {
      return;
    }
    if (token !== undefined && token !== this.#current) {
      this.#current = token;
      use(token);
      return;
    }
    const left = leftMs - (performance.now() - begun);
    if (left > MIN_LEFT_MS) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.renew(left / 2, use), left / 2);
    }
  }

  /** The server took it. */
  accepted(): void {
    this.#refusals = 0;
  }

  /** The server refused it; false if it was so too often. */
  refused(): boolean {
    this.#refusals++;
    return this.#refusals <= this.#maxRefusals;
  }

  /** The connection is gone: a renewal that is under way comes too late. */
  disconnected(): void {
    this.#connection++;
    clearTimeout(this.#timer);
  }

  async #ask(reason: TokenReason): Promise<string | undefined> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${this.#answerMs} ms`)), this.#answerMs);
    });
    try {
      return await Promise.race([this.#provider(reason), late]);
    } catch (cause) {
      this.#report(LiveProblem.local('no-token', 'There is no token', String(cause), cause));
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }
}
