interface Reader<T> {
  readonly resolve: (message: T | undefined) => void;
  readonly reject: (failure: Error) => void;
}

/** Messages that wait to be read, counted in number and characters. It never refuses one: who fills it asks `isFull`. */
export class MessageQueue<T> {
  readonly #maxMessages: number;
  readonly #maxChars: number;
  readonly #waiting: { message: T; chars: number }[] = [];
  readonly #readers: Reader<T>[] = [];
  #chars = 0;
  #ended = false;
  #failure: Error | undefined;

  constructor(maxMessages: number, maxChars: number) {
    this.#maxMessages = maxMessages;
    this.#maxChars = maxChars;
  }

  get length(): number {
    return this.#waiting.length;
  }

  isFull(): boolean {
    return this.#waiting.length >= this.#maxMessages || this.#chars >= this.#maxChars;
  }

  /** True once it is half empty. */
  hasRoom(): boolean {
    return this.#waiting.length <= this.#maxMessages / 2 && this.#chars <= this.#maxChars / 2;
  }

  push(message: T, chars: number): void {
    if (this.#ended) {
      return;
    }
    const reader = this.#readers.shift();
    if (reader) {
      reader.resolve(message);
    } else {
      this.#waiting.push({ message, chars });
      this.#chars += chars;
    }
  }

  /** The next message; nothing if there will be none any more. Rejects if it ended with a failure. */
  take(): Promise<T | undefined> {
    const next = this.#waiting.shift();
    if (next) {
      this.#chars -= next.chars;
      return Promise.resolve(next.message);
    }
    if (this.#ended) {
      return this.#failure ? Promise.reject(this.#failure) : Promise.resolve(undefined);
    }
    return new Promise((resolve, reject) => this.#readers.push({ resolve, reject }));
  }

  /** Ends it after what waits. */
  end(failure?: Error): void {
    if (this.#ended) {
      return;
    }
    this.#ended = true;
    this.#failure = failure;
    for (const reader of this.#readers.splice(0)) {
      if (failure) {
        reader.reject(failure);
      } else {
        reader.resolve(undefined);
      }
    }
  }

  /** Ends it and drops what waits. */
  discard(): void {
    this.#waiting.length = 0;
    this.#chars = 0;
    this.end();
  }
}
