/** Who wants to hear of what. A listener that throws disturbs nobody else. */
export class Listeners<Events extends object> {
  readonly #listeners = new Map<keyof Events, Set<(value: any) => void>>();

  /** Adds a listener; call what it returns to take it away. */
  on<E extends keyof Events>(event: E, listener: (value: Events[E]) => void): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  tell<E extends keyof Events>(event: E, value: Events[E]): void {
    for (const listener of this.#listeners.get(event) ?? []) {
      try {
        listener(value);
      } catch (failure) {
        queueMicrotask(() => {
          throw failure;
        });
      }
    }
  }
}
