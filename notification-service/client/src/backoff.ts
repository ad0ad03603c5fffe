/** Waits between tries: doubled up to a limit, each a random half shorter so that clients do not come back in step. */
export class Backoff {
  readonly #minMs: number;
  readonly #maxMs: number;
  #tries = 0;

  constructor(minMs: number, maxMs: number) {
    this.#minMs = minMs;
    this.#maxMs = Math.max(minMs, maxMs);
  }

  /** The next wait, in milliseconds. */
  next(): number {
    const full = Math.min(this.#maxMs, this.#minMs * 2 ** Math.min(this.#tries, 30));
    this.#tries++;
    return full / 2 + (Math.random() * full) / 2;
  }

  /** Begins anew. */
  reset(): void {
    this.#tries = 0;
  }
}
