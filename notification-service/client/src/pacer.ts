/** Lets so many through at once and so many a second in the long run; what comes too early waits, in order. */
export class Pacer<T> {
  readonly #burst: number;
  readonly #perSecond: number;
  readonly #deliver: (item: T) => void;
  readonly #waiting: T[] = [];
  #tokens: number;
  #refilledAt = performance.now();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(burst: number, perSecond: number, deliver: (item: T) => void) {
    this.#burst = burst;
    this.#perSecond = perSecond;
    this.#deliver = deliver;
    this.#tokens = burst;
  }

  /** True if nothing waits. */
  get idle(): boolean {
    return this.#waiting.length === 0;
  }

  offer(item: T): void {
    this.#waiting.push(item);
    this.#drain();
  }

  /** Drops what waits. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting.length = 0;
  }

  #drain(): void {
    const now = performance.now();
    this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#refilledAt) / 1_000) * this.#perSecond);
    this.#refilledAt = now;
    while (this.#tokens >= 1 && this.#waiting.length > 0) {
      this.#tokens--;
      this.#deliver(this.#waiting.shift()!);
    }
    if (this.#waiting.length > 0 && this.#timer === undefined) {
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        this.#drain();
      }, (1_000 * (1 - this.#tokens)) / this.#perSecond);
    }
  }
}
